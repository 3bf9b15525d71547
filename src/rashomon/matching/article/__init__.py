"""The mentions of one article: which name the same one."""
