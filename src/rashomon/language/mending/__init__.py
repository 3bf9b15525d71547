"""Faults of the parser that news meets most, mended in its parses: voices, deeds, headlines."""
