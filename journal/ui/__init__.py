"""The window: the only place, with `journal.app`, that knows Qt."""
