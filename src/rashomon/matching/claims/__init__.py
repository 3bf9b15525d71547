"""A claim that a reader asks about, and what articles and other claims say to it."""
