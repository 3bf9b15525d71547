"""Figures that several sets share."""

from __future__ import annotations


def f1(hits: int, gold: int, found: int) -> float:
    """Harmonic mean of precision and recall by counts; 0 where there is nothing to find and nothing was found."""
    return 2 * hits / (gold + found) if gold + found else 0.0
