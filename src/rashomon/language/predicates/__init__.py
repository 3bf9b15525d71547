"""Predicates that may tell acts: their frames, features and types; `frames` is where to begin."""
