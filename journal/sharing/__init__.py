"""From approved lines to a file that someone else reads."""
