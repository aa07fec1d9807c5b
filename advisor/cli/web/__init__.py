"""The terminal app in browser tabs: one process a tab. The only place that opens a network connection."""
