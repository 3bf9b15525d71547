"""Sentences of an article → the numbers that they tell, with what each counts.

Reads a text; gives numbers with their sentence and the words around. The one idea: what is counted stands right after
the number ("undersea cables", "percent", "hours") or before it ("$"), and whether two numbers are of one thing is told
by the words of their sentences.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rashomon.language.numbers import digits, number_words
from rashomon.language.termweights import WORD, weight
from rashomon.matching.acts.pairs import lemma
from rashomon.matching.findings.text.sentences import Sentence, sentences_of

#: Words on either side of a number that tell what it counts.
_REACH = 9
_WORDS = (
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    r"|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_SPELT = re.compile(rf"\b(?:{_WORDS})\b", re.I)
_NUMBER = re.compile(
    r"(?P<magnitude>\bmagnitude[- ](?:(?:of|at) )?(?:(?:at least|about|around) )?)?"
    r"(?<![\w.:/,$£€¥-])(?P<money>(?:(?:US|A|C)?[$£€¥]|[$]US|USD|EUR|GBP|Rs\.?) ?)?"
    r"(?:(?P<digits>\d{1,3}(?:,\d{3}){1,3}|\d{1,3}, ?000(?!\d)"
    r"|\d{1,9}(?:\.\d{1,3}|\. \d{1,3}(?= (?:million|billion|trillion)\b))?)"
    r"(?:[ -](?P<times>million|billion|trillion)\b|(?P<short>bn|mm|[bmk])\b)?"
    rf"|\b(?P<word>{_WORDS})\b)"
    r"(?P<percent> ?%|[ -]per ?cent\b)?(?P<of>(?:[ -][A-Za-z]{2,20}){1,3})?(?![\d:%])",
    re.I,
)
_TIMES_OF = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SHORT = {"bn": 1e9, "b": 1e9, "mm": 1e6, "m": 1e6, "k": 1e3}
#: Before a number: it bounds, adds or counts a part.
_BOUND = re.compile(
    r"\b(?:about|around|nearly|almost|some|roughly|approximately|estimated|over|more than|at least|up to|as many as"
    r"|fewer|less|under|above|below|another|other|first|last|latest|next|additional|further|or|to|between|and|plus"
    r"|least|most|than|including|of|each|per|every|half|only|just|number|no|page|chapter|route|highway)\s{1,2}"
    r"(?:(?:the|his|her|its|their) )?$",
    re.I,
)
#: Of these, those after which it is no number of the thing at all.
_NO_COUNT = re.compile(
    r"\b(?:another|other|first|last|latest|next|additional|further|or|to|between|plus|each|per|every|number|no|page"
    r"|chapter|route|highway|flight|room|article|section|january|february|march|april|may|june|july|august|september"
    r"|october|november|december|(?:jan|feb|aug|sept|oct|nov|dec)\.?)\s{1,2}$",
    re.I,
)
#: What is no counted thing: spans of time, endings, and the small words after a number.
_NO_THING = frozenset(
    """second minute hour day week month year decade century old time am pm st nd rd th gmt percent per cent degree
    the of a an and or in on at to for from by with was were is are has have had as that who which it he she his her
    their than but be not other more people person january february march april may june july august september october
    november december mph kmh feet foot inch mile metre meter kilometre kilometer pound ounce dollar euro""".split()
)
#: "A 5.9 earthquake" is measured, not counted.
_QUAKES = frozenset("earthquake quake temblor tremor".split())
#: From here on a number tells much by itself; the word after it, which need not be in the plural.
BY_ITSELF = 1_000.0
_NOUN = re.compile(r"(?:[ -](?:strong|odd|plus))?[ -]([A-Za-z]{3,20})")
_SMALL = _NO_THING - {"people", "person"}
#: After a number in words: "ten million units".
_SCALE = re.compile(r"[ -](thousand|million|billion)\b", re.I)
#: What is measured, not counted; some words after it say that it tells when, or how old.
_MEASURES = frozenset("minute hour day week month acre tonne ton".split())
#: A length after a number, "200ft" and "60m" too; no area, no speed. "60m" is sixty million but before these words.
_LENGTH = re.compile(
    r"[ -]?(?:(?P<unit>(?:nautical )?miles?|met(?:re|er)s?|kilomet(?:re|er)s?|centimet(?:re|er)s?|feet|foot|ft|kms?|cm"
    r"|inch(?:es)?)\b|m\b(?=[.,;)]| (?:from|down|up|above|below|beneath|away|off|long|high|tall|deep|wide|while)\b))",
    re.I,
)
_SPEED = re.compile(r"\s?/|[ -](?:per|an)[ -](?:hour|second)\b", re.I)
#: Unit, by its first letters → metres, and its name.
_UNITS = {
    "naut": (1852.0, "miles"), "mile": (1609.344, "miles"), "metr": (1.0, "metres"), "mete": (1.0, "metres"),
    "kilo": (1e3, "kilometres"), "km": (1e3, "kilometres"), "kms": (1e3, "kilometres"), "cent": (0.01, "centimetres"),
    "cm": (0.01, "centimetres"), "feet": (0.3048, "feet"), "foot": (0.3048, "feet"), "ft": (0.3048, "feet"),
    "inch": (0.0254, "inches"), "": (1.0, "metres"),
}  # fmt: skip
_DATES = frozenset("ago later old olds earlier before after since on".split())
#: Words on either side of a number that are shown with it, up to a mark, or to where a clause begins.
_BEFORE, _AFTER = 4, 6
_EDGE = re.compile(r"[;:()–—]|[.!?]\s|,\s(?!\d)|[\"“”]")
_CLAUSE = re.compile(r"\b(?:that|which|who|whom|and|but|after|when|while|as)\s")
#: A word with a large letter in the midst of a sentence.
_INSIDE = re.compile(r"(?<=[\w,] )[A-Z][\w’'-]{2,30}")


_CURRENCIES = {
    "$": "dollars", "usd": "dollars", "€": "euros", "eur": "euros", "£": "pounds", "gbp": "pounds", "¥": "yen",
}  # fmt: skip
#: What all lengths are of, in metres.
LENGTH = "length"
_ASKED = frozenset(("age", "magnitude", "percent", "rupees", *_CURRENCIES.values()))


@dataclass(frozen=True, slots=True)
class Counted:
    """A number that a sentence gives of a thing; `words` as written, with what is counted."""

    sentence: Sentence
    thing: str
    value: float
    words: str

    @property
    def question(self) -> str:
        """What is counted, as a question of a finding: "cables", "magnitude", "age"."""
        if self.thing == LENGTH:
            return _UNITS[_unit_of(self.words)][1]
        known = self.thing.partition(" ")[0]
        word = re.split(r"[ -]", self.words)[-1].lower()
        return known if known in _ASKED else f"{word}s" if word in _MEASURES else word


class Told(NamedTuple):
    """A number at `start` in its sentence, with the content words of that, of its neighbourhood, and the names there.

    `kind`: thing, measure, length (in metres), money, percent, or bare where a large number counts what no plural names
    ("430,000 staff"); `bounded`: "about", "at least", "one of": it may be another number.
    """

    counted: Counted
    start: int
    end: int
    kind: str
    bounded: bool
    words: dict[str, float]
    around: dict[str, float]
    names: frozenset[str]


@lru_cache(maxsize=256)
def numbers_told(article: str, text: str) -> tuple[Told, ...]:
    """The numbers above one of a text, and shares of a hundred, in order; several ask for those of one story."""
    known = frozenset(_INSIDE.findall(text))  # a first word is a name where it stands so elsewhere
    return tuple(
        _told(*read, match, known)
        for sentence in sentences_of(article, text)
        if any(sign.isdigit() for sign in sentence.text) or _SPELT.search(sentence.text)
        for match in _NUMBER.finditer(sentence.text)
        if (read := _read(sentence, match)) is not None
    )


def shared(one: Mapping[str, float], other: Mapping[str, float], least: int) -> float:
    """Shared weight over the lighter side's, 0..1; nothing where fewer than `least` words are shared."""
    both = sorted(one.keys() & other.keys())
    if len(both) < least:
        return 0.0
    lighter = min(math.fsum(one.values()), math.fsum(other.values()))
    return math.fsum(one[word] for word in both) / lighter


def in_context(text: str, start: int, end: int) -> str:
    """A number with a few words around it, up to the next mark."""
    before = _CLAUSE.split(_EDGE.split(text[:start])[-1])[-1].split()[-_BEFORE:]
    after = _EDGE.split(text[end:])[0].rstrip(" .").split()[:_AFTER]
    joint = "" if text[end : end + 1].strip() and text[end : end + 1] in "-’'" else " "
    return " ".join((*before, text[start:end])) + (joint + " ".join(after) if after else "")


class _Read(NamedTuple):
    counted: Counted
    kind: str
    bounded: bool


def _read(sentence: Sentence, match: re.Match[str]) -> _Read | None:
    """The number of a match; None where it dates or counts nothing."""
    value, before = _value(match), sentence.text[: match.start()]
    if value is not None and not (match["money"] or match["times"] or match["percent"]) and (words := _length(match)):
        if _SPEED.match(sentence.text, match.start() + len(words)):
            return None
        metres = round(value * _UNITS[_unit_of(words)][0], 2)
        return _Read(Counted(sentence, LENGTH, metres, words), LENGTH, bool(_BOUND.search(before)))
    if value is None or (match["short"] and not match["money"]) or value <= (0 if match["percent"] else 1):
        return None
    bounded = bool(_BOUND.search(before))
    if match["money"] or match["percent"]:
        written = match[0][: match.start("of") - match.start()] if match["of"] else match[0]
        if match["percent"]:
            return _Read(Counted(sentence, "percent", value, written.strip()), "percent", bounded)
        sign = match["money"].strip().lower()
        currency = _CURRENCIES.get(sign) or _CURRENCIES.get(sign[-1:], "rupees")
        return _Read(Counted(sentence, currency, value, written.strip()), "money", bounded)
    if match["digits"] and not match["times"] and "," not in match["digits"] and 1900 <= value < 2100:
        return None
    if match["magnitude"]:
        return _Read(Counted(sentence, "magnitude", value, match[0].strip()), "thing", bounded)
    if (measure := _measured(match["of"] or "")) is not None:
        written = sentence.text[match.start() : match.start("of") + measure.end()].strip()
        return _Read(Counted(sentence, lemma(measure[1].lower()), value, written), "measure", bounded)
    things = _things(match["of"] or "")
    if not things and value >= BY_ITSELF and (noun := _NOUN.match(match["of"] or "")):
        written = sentence.text[match.start() : match.start("of") + noun.end()]
        return None if noun[1].lower() in _SMALL else _Read(Counted(sentence, "", value, written), "bare", bounded)
    measured_by_name = things[:1] == ["magnitude"] and "magnitude" not in (match["of"] or "").lower()
    if not things or (things[0] == "magnitude" and value > 10) or (measured_by_name and value == int(value)):
        return None
    if things[0] == "magnitude":
        return _Read(Counted(sentence, "magnitude", value, match[0].strip()), "thing", bounded)
    written = sentence.text[match.start() : match.start("of") + _end_of_thing(match["of"])].strip()
    return _Read(Counted(sentence, things[-1], value, written), "thing", bounded)


def counts_no_thing(told: Told) -> bool:
    """Whether words before a number say that it is the next of its kind, an end of a range, or a name."""
    return bool(_NO_COUNT.search(told.counted.sentence.text[: told.start]))


def _value(match: re.Match[str]) -> float | None:
    if match["word"]:
        scale = _SCALE.match(match["of"] or "")
        return float(number_words()[match["word"].lower()]) * (_TIMES_OF[scale[1].lower()] if scale else 1.0)
    value = digits(match["digits"].replace(" ", ""))
    if value is not None and match["times"]:
        return value * _TIMES_OF[match["times"].lower()]
    return value * _SHORT[match["short"].lower()] if value is not None and match["short"] and match["money"] else value


def _length(match: re.Match[str]) -> str:
    """A number with the unit of length after it, "200ft", "13 nautical miles"; nothing where it measures no length."""
    unit = _LENGTH.match(match.string, match.end("word") if match["word"] else match.end("digits"))
    return match.string[match.start() : unit.end()] if unit is not None else ""


def _unit_of(words: str) -> str:
    """The first letters of the unit that words end with, as `_UNITS` has them."""
    found = re.search(r"(nautical )?([a-z]+)$", words, re.I)
    unit = ((found[1] or "") + found[2]).lower() if found else ""
    return "" if unit == "m" else unit[:4] if len(unit) > 3 else unit


def _measured(after: str) -> re.Match[str] | None:
    """The unit after a number, where it measures: "seven hours", not "two days ago"."""
    unit = re.match(r"[ -](?:nautical |square |metric )?([A-Za-z]+)", after)
    if unit is None or lemma(unit[1].lower()) not in _MEASURES:
        return None
    then = WORD.findall(after[unit.end() :])[:1]
    return None if then and then[0].lower() in _DATES else unit


def _things(after: str) -> list[str]:
    """The words after a number up to the first that names no thing: "undersea cables were" → undersea, cable."""
    found: list[str] = []
    for word in WORD.findall(after):
        base = lemma(word.lower())
        if word.lower() == "magnitude" or (not found and word.lower() in _QUAKES):
            return ["magnitude"]
        if base in _NO_THING or word.lower() in _NO_THING or (found and not _is_noun(word)):
            break
        found.append(base)
        if word.lower() != base and word.lower().endswith("s"):
            break  # a plural closes what is counted
    return found if found and _closes(after, len(found)) else []


def _is_noun(word: str) -> bool:
    return lemma(word.lower()) == word.lower() or word.endswith("s")


def _closes(after: str, words: int) -> bool:
    """Whether the thing is told in the plural, or as a measure of one: "three boats", "6.1-magnitude"."""
    last = WORD.findall(after)[words - 1].lower()
    return last.endswith("s") or last in ("men", "women", "children", "police")


def _end_of_thing(after: str) -> int:
    words = list(WORD.finditer(after))[: len(_things(after))]
    return words[-1].end() if words else 0


def _told(counted: Counted, kind: str, bounded: bool, match: re.Match[str], known: Collection[str]) -> Told:
    text = counted.sentence.text
    before, after = text[: match.start()].split()[-_REACH:], text[match.end() :].split()[:_REACH]
    around = " ".join((*before, match["of"] or "", *after))
    names = frozenset(word for word in WORD.findall(text) if word in known)
    start = match.start()
    return Told(counted, start, start + len(counted.words), kind, bounded, _content(text), _content(around), names)


@lru_cache(maxsize=5_000)
def _content(text: str) -> dict[str, float]:
    stems = {lemma(word)[:6] for word in WORD.findall(text) if len(word) > 2 and word.lower() not in number_words()}
    return {stem: value for stem in sorted(stems) if (value := weight(stem)) > 1.5}
