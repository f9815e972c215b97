"""One Qt item model a list."""
