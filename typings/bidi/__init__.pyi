"""python-bidi has no types; this says what is used of it."""
