"""The lines of a page: which are its article, and which its furniture."""
