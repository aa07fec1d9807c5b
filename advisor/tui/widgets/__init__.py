"""Parts of screens: they take model objects and post messages."""
