"""Decisions in the file formats of other rule engines; renderers return bytes, only the caller writes."""
