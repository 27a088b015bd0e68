"""GIAS downloads: a file → columns by name → values → what differs → the tables. See docs/gias.md."""
