"""The use cases that join the rooms below."""
