"""Parts of the window that know neither the journal nor the pages."""
