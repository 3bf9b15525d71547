"""Predicates that may tell acts: the features and types of their frames; `acts` is where to begin."""
