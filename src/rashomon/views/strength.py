"""Two accounts of one saying → which goes further, in one line.

Reads the two sides of a finding; gives words for every face. Which of the two is right is not said: nobody here knows.
"""

from __future__ import annotations

from rashomon.matching.wording import STRONGER, WEAKER, wording
from rashomon.record import Finding


def goes_further(finding: Finding) -> str | None:
    """ "IRNA goes further: no “if”", of a saying told in two versions; None where neither does."""
    if not finding.question.startswith("said:") or finding.agreement != "differing" or len(finding.sides) != 2:
        return None
    one, other = finding.sides
    found = wording(one.answer, other.answer)
    if found.verdict not in (STRONGER, WEAKER):
        return None
    further = other if found.verdict == STRONGER else one
    said, beside = found.reasons[0].right, found.reasons[0].left
    if further is one:
        said, beside = beside, said
    verb = "go" if len(further.outlets) > 1 else "goes"
    return f"{' and '.join(further.outlets[:2])} {verb} further: {_by(said, beside)}"


def _by(said: str | None, beside: str | None) -> str:
    if said and beside:
        return f"“{said}” for “{beside}”"
    return f"“{said}”" if said else f"no “{beside}”"
