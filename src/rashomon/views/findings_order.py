"""Findings → the order in which an editor who reads ten lines wants them.

Reads a finding and the type of its act; gives a key to sort by. The one idea: what is disputed comes first, and of that
lives and force before words: how many died, who fired, whether it happened; then what both sides of a dispute have most
voices for, and of what nobody disputes what most accounts tell. What outlets merely word otherwise comes last.
"""

from __future__ import annotations

from rashomon.record import Finding
from rashomon.views.strength import goes_further
from rashomon.views.words import URGENCY

_TOLLS = frozenset(("dead", "injured", "missing", "displaced", "arrested", "captured", "hostages"))
#: Acts of force or state power.
_WEIGHTY = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "RETREAT", "PROTEST"))
_PLAIN = frozenset(("who", "whom", "when", "where"))

Order = tuple[int, int, int, int, int, str]


def consequence(finding: Finding, type: str | None) -> Order:
    """A key: the smaller, the sooner told. `type`: that of the act it is about, None where it is about none."""
    voices = sorted((side.origins for side in finding.sides), reverse=True)
    outlets = {outlet for side in finding.sides for outlet in side.outlets}
    # a dispute weighs what its second side weighs, an agreement what all who agree weigh
    behind = voices[1] if len(voices) > 1 else voices[0] if voices else 0
    rank = _rank(finding, type)
    # of what nobody disputes only lives and force come before what more accounts tell
    first = min(rank, 1) if finding.agreement == "agreed" else rank
    return (URGENCY[finding.agreement], first, -behind, rank, -len(outlets), finding.id)


def _rank(finding: Finding, type: str | None) -> int:
    kind, _, about = finding.question.partition(":")
    if kind in _TOLLS or kind == "whether" or (kind == "who" and (type == "ASSAULT" or about)):
        return 0
    if kind in ("label", "age"):
        return 4
    if kind == "said":
        return 3 if goes_further(finding) is None and finding.agreement == "differing" else 2
    return 3 if kind == "told" or (kind in _PLAIN and type not in _WEIGHTY) else 1
