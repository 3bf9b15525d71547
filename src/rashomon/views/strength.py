"""Two accounts of one saying → which leaves out a half, or goes further, in one line.

Reads the two sides of a finding; gives words for every face. Which of the two is right is not said: nobody here knows.
"""

from __future__ import annotations

from rashomon.record import Finding, Side

#: Share of the heavier version's words that both have: with fewer, another part is told, not the same in other words.
_ALIKE = 0.4
#: How an answer begins that was denied.
_DENIED = "not: "
#: Both versions are somebody's words already, so that one says so once more is no weaker; and who did it is asked by a
#: question of its own, where a passive of one version is but an adjective of the other ("was tattooed", "tattooed").
_LITTLE = frozenset(("who vouches", "who did it"))


def goes_further(finding: Finding) -> str | None:
    """ "Tass leaves out “but only if …”", "IRNA goes further: no “if”", of a saying told in two versions; None where
    neither does.
    """
    if not finding.question.startswith("said:") or finding.agreement != "differing" or len(finding.sides) != 2:
        return None
    # a brief that was told before is shown without what tells it
    from rashomon.matching.findings.saying.halves import left_out
    from rashomon.matching.findings.text.wording import STRONGER, WEAKER, shared_weights, wording

    one, other = finding.sides
    for shorter, longer in ((one, other), (other, one)):
        if half := left_out(longer.answer, shorter.answer):
            return f"{_named(shorter, 'leave')} out “{half}”"
    if one.answer.startswith(_DENIED) != other.answer.startswith(_DENIED):
        return None  # a no is no weaker yes
    found = wording(one.answer, other.answer)
    if min(shared_weights(one.answer, other.answer)) < _ALIKE:
        return None
    if found.verdict not in (STRONGER, WEAKER) or found.reasons[0].feature in _LITTLE:
        return None
    further = other if found.verdict == STRONGER else one
    said, beside = found.reasons[0].right, found.reasons[0].left
    if further is one:
        said, beside = beside, said
    return f"{_named(further, 'go')} further: {_by(said, beside)}"


def _named(side: Side, verb: str) -> str:
    """Who gives a version, at most two of them, and what they do."""
    ending = "" if len(side.outlets) > 1 else "es" if verb.endswith("o") else "s"
    return f"{' and '.join(side.outlets[:2])} {verb}{ending}"


def _by(said: str | None, beside: str | None) -> str:
    if said and beside:
        return f"“{said}” for “{beside}”"
    return f"“{said}”" if said else f"no “{beside}”"
