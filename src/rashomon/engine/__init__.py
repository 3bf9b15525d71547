"""Engines run stages: `each`, `group`, `connect`."""
