"""Two acts of like words → what sets them apart: who is called otherwise, what else it is about, what is yet to come.

Reads facts of acts; gives named values, 0..1. The one idea: in a story that tells of many meetings, one word says
little about which is meant; who met, what was agreed and whether it was over say it.
"""

from __future__ import annotations

from rashomon.matching.acts.facts import MUTUAL, Facts
from rashomon.matching.acts.pairs import Row, cosine

#: Acts that are done in one place.
ON_THE_SPOT = frozenset(("ASSAULT", "PROTEST", "COERCE"))
#: Acts that are told by what is agreed, asked, refused or blamed.
_OF_CONTENT = frozenset(("AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "CONCEDE"))
#: The weight from which a word says what is asked; so many of them say it.
TELLING = 0.15
_FULL = 3
#: Words after two triggers as alike as this tell the same; less alike than that, something else.
_SAME_CONTENT, _OTHER_CONTENT = 0.25, 0.05
#: Tellings of one act whose words are compared.
VOICES = 3


def among_many(one: Facts, other: Facts) -> float:
    """How little one word says: of what is done on the spot only where an article tells many such acts."""
    busy = 1.0 - 1.0 / max(one.rivals, other.rivals, 1.0)
    return busy if one.types & other.types & ON_THE_SPOT else 1.0


def others(one: Facts, other: Facts) -> dict[str, float]:
    """Whether both say who did it, or whom it met, by words of which they share none. Who uses force, and on whom, is
    what accounts call by different names: there it says nothing; and whoever is named may be who is described.
    """
    if "ASSAULT" in one.types & other.types or bool(one.persons) != bool(other.persons):
        return {}
    much = among_many(one, other)
    if one.types & other.types & MUTUAL:
        sides = [(one.doing | one.undergoing, other.doing | other.undergoing)]
        return {"others did it": much * _share_none(sides[0], one.countries, other.countries)}
    return {
        "others did it": much * _share_none((one.doing, other.doing), one.acting, other.acting),
        "others underwent it": much * _share_none((one.undergoing, other.undergoing), one.met, other.met),
    }


def _share_none(words: tuple[frozenset[str], frozenset[str]], here: frozenset[str], there: frozenset[str]) -> float:
    return float(bool(words[0] and words[1]) and words[0].isdisjoint(words[1]) and here.isdisjoint(there))


def reality(one: Facts, other: Facts) -> dict[str, float]:
    """One is told as done, the other as planned or imagined. What is still to come when its article comes out is not
    what an article of a day before tells as done. Of many meetings few are still to come.
    """
    if one.is_real == other.is_real:
        ahead = not one.is_real and _is_planned(one) and _is_planned(other)
        return {"both are to come": float(ahead and bool(one.types & other.types & MUTUAL))}
    done, planned = (one, other) if one.is_real else (other, one)
    if _is_planned(planned) and done.published is not None and planned.published is not None:
        if planned.published[0] - done.published[1] >= 1.0:
            return {"told after it was done": 1.0}
        return {"only one is real": 0.3 if planned.published[1] < done.published[0] else 1.0}
    return {"only one is real": 1.0}


def _is_planned(one: Facts) -> bool:
    return any(report.modality == "planned" for report in one.reports)


def content(one: Facts, other: Facts) -> dict[str, float]:
    """How alike the words are that tell what is agreed, asked, refused or blamed; whether both tell it, otherwise."""
    if not one.types & other.types & _OF_CONTENT:
        return {}
    pairs = [(a.words.right, b.words.right) for a in one.told[:VOICES] for b in other.told[:VOICES]]
    alike = max(cosine(here, there) for here, there in pairs)
    if alike >= _SAME_CONTENT:
        return {"same content": alike}
    return {"other content": float(all(_is_full(row) for pair in pairs for row in pair) and alike < _OTHER_CONTENT)}


def _is_full(row: Row) -> bool:
    return sum(much >= TELLING for much in row.values()) >= _FULL
