"""Tellings of acts: their facts, how alike two are, and the events that they make."""
