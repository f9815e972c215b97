"""uniseg says its own types, but not that it does; this is what is used of it."""
