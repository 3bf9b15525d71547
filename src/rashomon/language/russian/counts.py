"""Quantities of a Russian text: numbers with bounds, what they count and what became of it.

Reads a Doc of russian/parse.py; gives `Counted`s in reading order. Bounds are those of the English reader
(language/counts.py). The one idea: the parse hangs a number on its noun, and the noun on the verb that says what
became of those counted; where a number stands alone, the verb says it ("погибли 17").
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from spacy.tokens import Doc, Token

from rashomon.knowledge.tables import table
from rashomon.language.russian.forms import noun_lemma, plain
from rashomon.language.russian.tree import children

_DIGITS = re.compile(r"\d+(?:[.,]\d+)?$")
_GROUP = re.compile(r"\d{3}$")
_SHARE = 0.1
_LONGEST_BOUND = 3
_RANGE = re.compile(r"(\d+)[-–—](\d+)$")
_DASHES = ("-", "–", "—")


class Counted(NamedTuple):
    """Characters [start, end); bounds; unit and `of` as in the record; the words of number and noun."""

    start: int
    end: int
    low: float | None
    high: float | None
    unit: str | None
    of: str | None
    noun: Token | None
    number: Token


class _Number(NamedTuple):
    """Tokens [first, last] of a number with its value's bounds; `scale`: what "тысяч" and the like multiplied it by."""

    first: int
    last: int
    low: float
    high: float
    scale: float = 1.0


def find_counts(doc: Doc, taken: Sequence[tuple[int, int]]) -> list[Counted]:
    """Every quantity that counts something; `taken` are characters of times, whose numbers are theirs."""
    found = []
    at = 0
    while at < len(doc):
        number = _number_at(doc, at)
        if number is None:
            at += 1
            continue
        at = number.last + 1
        counted = None if _excluded(doc, number, taken) else _counted(doc, number)
        if counted is not None:
            found.append(counted)
    return found


_NONE = re.compile(
    r"\b(?:никто (?:[а-я]+ )?не (?P<verb>погиб|пострадал|ранен|убит)|(?P<noun>погибших|жертв|пострадавших|раненых) нет"
    r"|нет (?:ни )?(?P<noun2>погибших|жертв|пострадавших|раненых)|без (?P<noun3>жертв|пострадавших))\b",
    re.IGNORECASE,
)


def none_at_all(doc: Doc) -> list[tuple[int, int, str]]:
    """ "никто не погиб", "жертв нет": characters and what there was none of."""
    found = []
    for match in _NONE.finditer(doc.text.replace("ё", "е")):
        word = next(group for group in match.groups() if group).lower()
        dead = word in ("погиб", "убит", "погибших", "жертв")
        found.append((match.start(), match.end(), "dead" if dead else "injured"))
    return found


# ── numbers ───────────────────────────────────────────────────────────────────────────────────────────────


def _number_at(doc: Doc, at: int) -> _Number | None:
    vague = _vague_at(doc, at)
    if vague is not None:
        return vague
    one = _plain_at(doc, at) or _range_of_one_word(doc, at)
    if one is None or one.last + 2 >= len(doc):
        return one
    joint, before = doc[one.last + 1], doc[at - 1].lower_ if at else ""
    if joint.text in _DASHES or (before == "от" and joint.lower_ == "до"):
        two = _plain_at(doc, one.last + 2)
        low = one.low * (two.scale if two is not None and one.scale == 1.0 else 1.0)
        if two is not None and low < two.high:
            return _Number(one.first - (before == "от"), two.last, low, two.high)
    return one


def _range_of_one_word(doc: Doc, at: int) -> _Number | None:
    """ "20–25", "3-5 тысяч"."""
    match = _RANGE.match(doc[at].text)
    if match is None or int(match[1]) >= int(match[2]):
        return None
    scale = _table("scales").get(doc[at + 1].lemma_, 1) if at + 1 < len(doc) else 1
    return _Number(at, at + (scale != 1), float(int(match[1]) * scale), float(int(match[2]) * scale))


def _plain_at(doc: Doc, at: int) -> _Number | None:
    """ "17", "470 тысяч", "1,5 млн", "2 300", "двадцать пять", "тысяча"."""
    value, end = _digits(doc, at) if _DIGITS.match(doc[at].text) else _words(doc, at)
    if value is None:
        return None
    scales: dict[str, float] = _table("scales")
    factor = 1.0
    while end < len(doc) and (scale := scales.get(doc[end].lemma_) or scales.get(plain(doc[end].text))):
        factor *= scale
        end += 1
        if end < len(doc) and doc[end].text == "." and doc[end - 1].lower_ in ("тыс", "млн", "млрд"):
            end += 1
    return _Number(at, end - 1, value * factor, value * factor, factor)


def _digits(doc: Doc, at: int) -> tuple[float | None, int]:
    text, end = doc[at].text, at + 1
    while end < len(doc) and "," not in text and len(doc[at].text) <= 3 and _GROUP.match(doc[end].text):
        if doc[end - 1].whitespace_ == "" and not doc[end].text:
            break
        text += doc[end].text
        end += 1
    return float(text.replace(",", ".")), end


def _words(doc: Doc, at: int) -> tuple[float | None, int]:
    known: dict[str, float] = _table("numbers")
    total, end, last = 0.0, at, 1e9
    while end < len(doc):
        value = known.get(doc[end].lemma_)
        if value is None or doc[end].pos_ not in ("NUM", "NOUN", "ADJ", "DET", "PRON") or value >= last:
            break
        total += value
        last = 10 if 20 <= value < 100 else 100 if value >= 100 else 0
        end += 1
    if end > at:
        return total, end
    scale = _table("scales").get(doc[at].lemma_)
    return (1.0, at) if scale and doc[at].pos_ in ("NOUN", "NUM") and _is_single(doc[at]) else (None, at)


def _is_single(token: Token) -> bool:
    """ "тысяча человек", not "тысячи людей"."""
    return "Number=Sing" in str(token.morph) and "." not in token.text


@functools.cache
def _vague_starts() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in _table("vague"))


def _vague_at(doc: Doc, at: int) -> _Number | None:
    known: dict[str, list[float]] = _table("vague")
    if plain(doc[at].text) not in _vague_starts():
        return None
    for size in (2, 1):
        phrase = plain(" ".join(token.text for token in doc[at : at + size]))
        if phrase in known and at + size <= len(doc):
            low, high = known[phrase]
            return _Number(at, at + size - 1, float(low), float(high))
    return None


# ── bounds ────────────────────────────────────────────────────────────────────────────────────────────────


def _bounded(doc: Doc, number: _Number) -> tuple[int, float | None, float | None]:
    """The first token with the words of bounds before it, and the bounds."""
    low: float | None = number.low
    high: float | None = number.high
    first = number.first
    known: dict[str, str] = _table("bounds")
    for _ in range(2):
        for size in range(_LONGEST_BOUND, 0, -1):
            phrase = plain(" ".join(token.text for token in doc[max(0, first - size) : first]))
            if first - size >= 0 and phrase in known and not _is_end(doc, first - size, phrase):
                low, high = _meant(known[phrase], low, high)
                first -= size
                break
        else:
            break
    return first, low, high


def _is_end(doc: Doc, at: int, phrase: str) -> bool:
    """ "вырос до 17", "с 12 до 17": the number reached, no bound."""
    if phrase != "до":
        return False
    head = doc[at - 1] if at else None
    return head is not None and (head.pos_ in ("VERB", "NUM") or head.text.isdigit())


def _meant(word: str, low: float | None, high: float | None) -> tuple[float | None, float | None]:
    if word == "least":
        return low, None
    if word == "most":
        return None, high
    if word == "exact" or low is None or high is None:
        return low, high
    below = round(low * (1 - _SHARE), 6) if word in ("about", "nearly") else low
    above = round(high * (1 + _SHARE), 6) if word in ("about", "over") else high
    return below, above


# ── what is counted ───────────────────────────────────────────────────────────────────────────────────────


def _excluded(doc: Doc, number: _Number, taken: Iterable[tuple[int, int]]) -> bool:
    start, end = doc[number.first].idx, doc[number.last].idx + len(doc[number.last].text)
    if any(first < end and start < last for first, last in taken):
        return True
    before = doc[number.first - 1] if number.first else None
    after = doc[number.last + 1] if number.last + 1 < len(doc) else None
    sign = (
        before is not None and before.text in ("№", ":", ".", "/") and not (before.text == "." and before.whitespace_)
    )
    if before is not None and (sign or (before.text in _DASHES and not before.whitespace_)):
        return before.text != ":" or not before.whitespace_
    return bool(after is not None and after.text in (":", "/") and not doc[number.last].whitespace_)


def _counted(doc: Doc, number: _Number) -> Counted | None:
    first, low, high = _bounded(doc, number)
    noun = _noun(doc, number)
    if noun is not None and noun.lemma_ in _skipped():
        return None
    of = _of(doc, number, noun)
    unit = _unit(noun)
    if noun is None and of is None:
        return None
    if doc[number.last].lemma_ in ("один", "оба") and of is None:
        return None
    last = noun.i if noun is not None and noun.i > number.last else number.last
    start, end = doc[first].idx, doc[last].idx + len(doc[last].text)
    return Counted(start, end, low, high, unit if noun is not None else "people", of, noun, doc[number.last])


def _noun(doc: Doc, number: _Number) -> Token | None:
    """The noun that a number stands before, adjectives between; the percent sign counts as one."""
    at = number.last + 1
    for token in doc[at : at + 5]:
        if token.text in ("%", "$", "€"):
            return token
        if token.is_punct or token.is_space:
            return None
        if token.pos_ in ("NOUN", "PROPN") or _is_as_noun(token):
            return None if token.pos_ == "PROPN" and token.text[:1].isupper() else token
        if token.pos_ not in ("ADJ", "DET", "ADV", "VERB") or (token.pos_ == "VERB" and "Part" not in str(token.morph)):
            return None
    return None


def _is_as_noun(token: Token) -> bool:
    """A participle that names people: "протестующих", "погибших"; not one before its noun."""
    if token.pos_ not in ("VERB", "ADJ") or not (
        _noun_lemma(token) in _people() or _noun_lemma(token) in _table("nouns")
    ):
        return False
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return not (token.dep_ in ("amod", "acl") and after is not None and after == token.head)


def _noun_lemma(token: Token) -> str:
    """The lemma of a word as a noun: a participle's would be its verb."""
    return noun_lemma(token.text) if token.pos_ in ("VERB", "ADJ") else token.lemma_


def _kind(token: Token) -> str | None:
    found: str | None = _table("nouns").get(_noun_lemma(token))
    return found


def _of(doc: Doc, number: _Number, noun: Token | None) -> str | None:
    head = noun if noun is not None else doc[number.last]
    kind, fate = _kind(head), _fate(head)
    if kind and kind not in _THINGS:
        # the wounded who died are dead
        return fate if fate == "dead" and kind in ("injured", "missing") else kind
    for child in doc[number.last + 1 : head.i] if noun is not None else ():
        state = _kind(child) or _table("done_to").get(child.lemma_)
        if state and child.pos_ in ("ADJ", "VERB"):
            return str(state)
    return fate or kind


_THINGS = frozenset(
    "missiles bombs shells mines aircraft drones vehicles ships troops votes strikes attacks buildings protesters "
    "strikers diplomats migrants prisoners".split()
)


def _fate(head: Token) -> str | None:
    """What became of those counted, by the verb or the noun of an act above them."""
    token = _top(head)
    above = token.head
    if above.i == token.i:
        return _fate_of(above, token) if token.pos_ == "VERB" else None
    for child in children(token, "acl", "acl:relcl"):
        of = _table("done_to").get(child.lemma_) or _table("done_by").get(child.lemma_)
        if of:
            return str(of)
    if above.pos_ in ("NOUN", "PROPN"):
        return _fate_by_noun(above)
    return _fate_of(above, token)


def _top(head: Token) -> Token:
    """The word that stands for the counted phrase: the parse may hang the noun on its number or on "более"."""
    token = head
    while token.head.i != token.i and (token.head.pos_ in ("NUM", "ADV") or token.head.lemma_ in _table("scales")):
        token = token.head
    return token


def _fate_by_noun(noun: Token) -> str | None:
    """ "гибель 17 человек", "число погибших выросло до 17"."""
    if noun.lemma_ in ("число", "количество"):
        return None
    found: str | None = _table("acts").get(noun.lemma_) or _kind(noun)
    return found


def _fate_of(verb: Token, token: Token) -> str | None:
    done_by, done_to = _table("done_by"), _table("done_to")
    passive = "Voice=Pass" in str(verb.morph) or token.dep_ == "nsubj:pass"
    if verb.lemma_ in done_by:
        return str(done_by[verb.lemma_])
    if verb.lemma_ in ("захватить", "взять") and any(child.lemma_ == "заложник" for child in verb.children):
        return "abducted"
    if verb.lemma_ in done_to and (token.dep_ in ("obj", "nsubj:pass", "obl", "iobj") or passive):
        return str(done_to[verb.lemma_])
    if verb.lemma_ in ("получить", "получать") and any(c.lemma_ in ("ранение", "травма") for c in verb.children):
        return "injured"
    if verb.lemma_ in ("жить", "унести", "лишиться"):
        return "dead" if any(child.lemma_ == "жизнь" for child in verb.children) else None
    if verb.lemma_ in ("стать", "становиться") and any(word.lemma_ == "жертва" for word in verb.subtree):
        return "dead"
    if verb.lemma_ in ("захватить", "взять") and any(child.lemma_ == "заложник" for child in verb.children):
        return "abducted"
    for child in verb.children:
        if child.dep_.startswith("nsubj") and child.lemma_ in ("число", "количество", "счет"):
            return next((str(of) for one in child.subtree if (of := _kind(one))), None)
        if child.dep_.startswith("nsubj") and _noun_lemma(child) in ("жертва", "погибший", "раненый", "пострадавший"):
            return _kind(child)
    return None


def _unit(noun: Token | None) -> str | None:
    if noun is None:
        return None
    known: dict[str, str] = _table("units")
    if _noun_lemma(noun) in _people():
        return "people"
    return known.get(noun.lemma_) or known.get(noun.text) or noun.lower_


@functools.cache
def _people() -> frozenset[str]:
    return frozenset(_table("people")["words"].split())


@functools.cache
def _skipped() -> frozenset[str]:
    return frozenset(_table("skip")["units"].split())


def _table(name: str) -> dict[str, Any]:
    found: dict[str, Any] = table("russian_quantities")[name]
    return found
