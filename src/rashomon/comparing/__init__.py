"""Readings → one comparison: copies, stories, entities, events and findings, made whole or changed by newcomers."""
