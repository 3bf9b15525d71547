"""Numbers as their texts say them: "14 dead", "some 340 injured", "dozens of soldiers dead".

Reads quantities and the words that they were read from; gives phrases. The one idea: the bounds that numbers are
compared by ("dozens" is 24 to 99) are ours, so a reader is shown the text's own words wherever the text counts loosely.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from rashomon.language.normalise import one_line
from rashomon.record import Quantity

#: Figures of one kind that are told one by one; of more, the one most often told and how many there are.
_MOST = 3
#: Characters of the longest words that stand for a number.
_LONGEST = 48
_MORE = re.compile(r"(?:well )?(?:more than|over|above|in excess of|upwards of|exceeding|greater than)\b", re.I)
_FEWER = re.compile(r"(?:fewer than|less than|under|below)\b", re.I)
#: What may follow a loose number and is said by the kind already: "dozens of people" dead.
_NUMBER_LAST = re.compile(
    r"(?:\d|dozens?|hundreds?|thousands?|[mb]illions?|scores|tens|several|few|handful|couple)$", re.I
)
_FIRST = re.compile(
    r"^(?:Some|About|Around|Roughly|Approximately|Nearly|Almost|Close|An?|Over|More|Dozens|Scores|Hundreds|Thousands|Tens"
    r"|Millions|Several|Many|Few|Up|As)\b"
)
_PEOPLE = re.compile(r"(?: of)? (?:people|persons|others|individuals)(?: hostage)?$", re.I)

#: What befell those who are counted; see `knowledge/tables/quantities.toml`.
_FATES = frozenset(
    "dead injured arrested captured abducted displaced evacuated expelled rescued released infected sentenced "
    "destroyed damaged missing protesters".split()
)


def spell_number(low: float | None, high: float | None, written: str | None = None) -> str:
    """ "86", "at least 86", "up to 20", "30–40"; where the words are looser than that, the words ("some 340")."""
    if low is not None and high is not None:
        if low == high:
            return _digits(low)
        return _loose(written) or f"{_digits(low)}–{_digits(high)}"
    if low is not None:
        return ("more than " if written and _MORE.match(written) else "at least ") + _digits(low)
    if high is None:
        return "some"
    return ("fewer than " if written and _FEWER.match(written) else "up to ") + _digits(high)


def spell_told(answer: str, written: Sequence[str]) -> str:
    """A finding's answer as its texts say it: "dozens of soldiers" for "24 to 99", "more than 50" for "at least 50".

    `written`: the words that the answer was read from, in any order.
    """
    words = min(written, key=lambda one: (-Counter(written)[one], one), default=None)
    if words is None:
        return answer
    if re.fullmatch(r"[\d,.]+ to [\d,.]+", answer):
        return _loose(words) or answer
    if answer.startswith("at least ") and _MORE.match(words):
        return answer.replace("at least", "more than", 1)
    return answer.replace("up to", "fewer than", 1) if answer.startswith("up to ") and _FEWER.match(words) else answer


def spell_quantity(quantity: Quantity, written: str | None = None) -> str:
    """A number with what is counted: "86 dead". `written`: the words that it was read from."""
    number = spell_number(quantity.low, quantity.high, written)
    counted = quantity.of or quantity.unit
    said = bool(counted) and (counted or "").lower() in number.lower()
    looser = written is not None and not number[:1].isdigit() and number.lower() in one_line(written).lower()
    # "about a dozen Afghan soldiers" says itself that they are troops; what befell them it does not
    if not counted or said or (looser and counted not in _FATES and _names_somebody(number)):
        return number
    return f"{number} {_one(counted) if number in ('1', 'one') else counted}"


def _one(counted: str) -> str:
    """The word for one of what is counted: "person" of "people", "shell" of "shells"."""
    if counted.isupper() or not counted.endswith("s") or counted.endswith(("ss", "us", "is")):
        return "person" if counted == "people" else counted
    return counted[:-3] + "y" if counted.endswith("ies") else counted[:-1]


def spell_figures(told: Iterable[tuple[Quantity, str | None]]) -> tuple[str, ...]:
    """What the tellings of one act count, one phrase for each kind, the figure most often told first."""
    kinds: dict[str, list[tuple[Quantity, str | None]]] = defaultdict(list)
    for quantity, written in told:
        kinds[quantity.of or quantity.unit or ""].append((quantity, written))
    alone = {(q.low, q.high) for kind, found in kinds.items() if kind != "people" for q, _ in found}
    phrases = []
    for kind, found in kinds.items():
        if kind == "people" and len(kinds) > 1:
            found = [(q, written) for q, written in found if (q.low, q.high) not in alone]
        if found:
            phrases.append(_phrase(found))
    return tuple(phrases)


def _phrase(found: Sequence[tuple[Quantity, str | None]]) -> str:
    times = Counter((quantity.low, quantity.high) for quantity, _ in found)
    first: dict[tuple[float | None, float | None], tuple[Quantity, str | None]] = {}
    for quantity, written in found:
        first.setdefault((quantity.low, quantity.high), (quantity, written))
    ordered = sorted(first, key=lambda bounds: -times[bounds])
    if len(ordered) > _MOST:
        return f"{spell_quantity(*first[ordered[0]])} (one of {len(ordered)} figures)"
    numbers = [spell_number(*bounds, first[bounds][1]) for bounds in ordered[:-1]]
    return " / ".join([*numbers, spell_quantity(*first[ordered[-1]])])


def _loose(written: str | None) -> str | None:
    """The words of a number that nobody counted, where they are short and can stand in an English line."""
    if not written or not written.isascii():
        return None
    words = _PEOPLE.sub("", one_line(written))
    # the first word of a sentence has a large letter that is not its own
    words = _FIRST.sub(lambda found: found[0].lower(), words)
    return words if len(words) <= _LONGEST and re.search("[A-Za-z]", words) else None


def _names_somebody(words: str) -> bool:
    """Whether a loose number goes on to say who or what is counted: "dozens of soldiers", "about a dozen soldiers"."""
    return not _NUMBER_LAST.search(words)


def _digits(value: float) -> str:
    return f"{int(value):,}" if value == int(value) else f"{value:,}"
