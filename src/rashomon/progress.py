"""How far a long step is, and how it is told.

Reads nothing, writes nothing. The one idea: whoever works says so, whoever shows it decides how.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long step is: `done` of `total` documents; `total` is None while they are being counted."""

    step: str
    done: int
    total: int | None


#: What is called with each step forward; None tells nobody.
Tell = Callable[[Progress], None] | None
