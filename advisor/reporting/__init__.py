"""A result into documents: renderers return bytes, only the caller writes."""
