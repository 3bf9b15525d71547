"""Names in a Russian parse: persons, bodies, places, peoples, pronouns, each with its exact characters.

Reads a Doc of russian/parse.py; gives spans with a kind. Three sources: the tables (countries, peoples, ministries,
known bodies), the tagger's names, and names that stand again. The one idea: what a name is, is decided once for the
article, by what it is called most and by what stands before it, for the tagger guesses word by word.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from rashomon.knowledge.russian import Land, lands, plain, section
from rashomon.language.russian.forms import is_listed, lemma, nominative, nominative_person, readings
from rashomon.language.russian.tree import case_of

_KINDS = {"PER": "person", "LOC": "place", "ORG": "organization"}
_PRONOUNS = {"он": "person", "она": "person", "они": "other", "я": "person", "мы": "other"}
_QUOTED = ("«", "„", '"', "“")
_IN = frozenset("в во на из под около близ возле через до".split())


class Found(NamedTuple):
    """Characters [start, end) and a kind of mention; `words` are its tokens [first, last]."""

    start: int
    end: int
    kind: str
    first: int
    last: int


def find_names(doc: Doc) -> list[Found]:
    """Names in reading order; a place or people inside a body's name stands beside it."""
    tagged = [name for name in _tagged(doc) if not _is_plain_word(doc, name)]
    known = [*_known(doc), *_datelines(doc)]
    names = _settled(doc, _without_overlaps([*known, *_repaired(doc, tagged)]))
    again = _repeated(doc, names)
    names = _without_overlaps([*names, *again, *_peoples_of(doc, names)])
    bodies = [_with_owner(doc, name, names) for name in names]
    inside = [name for name, body in zip(names, bodies, strict=True) if name == body]
    return sorted({*bodies, *inside, *_lands_inside(doc, bodies)}, key=lambda name: (name.start, -name.end, name.kind))


def find_pronouns(doc: Doc) -> list[Found]:
    """Personal pronouns that can be somebody who speaks or acts."""
    return [
        _found(token.doc, token.i, token.i, _PRONOUNS[token.lemma_])
        for token in doc
        if token.pos_ == "PRON" and token.lemma_ in _PRONOUNS
    ]


def _found(doc: Doc, first: int, last: int, kind: str) -> Found:
    return Found(doc[first].idx, doc[last].idx + len(doc[last].text), kind, first, last)


# ── what the tagger says ──────────────────────────────────────────────────────────────────────────────────


def _tagged(doc: Doc) -> Iterator[Found]:
    for ent in doc.ents:
        first, last = ent.start, ent.end - 1
        while first < last and (doc[first].is_punct or doc[first].is_space):
            first += 1
        while last > first and (doc[last].is_punct or doc[last].is_space):
            last -= 1
        if any(c.isalpha() for c in doc[first : last + 1].text):
            yield _found(doc, first, last, _KINDS.get(ent.label_, "other"))


def _is_plain_word(doc: Doc, name: Found) -> bool:
    """Whether a capital at the front of a sentence has made a name of an adjective or a common noun of people."""
    token = doc[name.first]
    if name.first != name.last or not token.is_sent_start:
        return False
    read = [one for one in readings(token.text) if is_listed(one)]
    return bool(read) and all(str(one.tag.POS) in ("ADJF", "PRTF", "ADVB") for one in read)


_DATELINE = re.compile(r"^(?P<town>[А-ЯЁ][А-ЯЁ-]{2,24})(?=, \d| /|\. /|\. —| — )", re.MULTILINE)


def _datelines(doc: Doc) -> Iterator[Found]:
    """ "МАРСА, 12 марта": the town where a report was written."""
    for match in _DATELINE.finditer(doc.text):
        span = doc.char_span(*match.span("town"), alignment_mode="contract")
        if span is not None and len(span):
            yield _found(doc, span.start, span.end - 1, "place")


def _repaired(doc: Doc, names: Iterable[Found]) -> Iterator[Found]:
    """Persons without the title before them and with the whole of their name."""
    for name in names:
        yield _person(doc, name) if name.kind == "person" else name


def _person(doc: Doc, name: Found) -> Found:
    first, last = name.first, name.last
    while (
        first < last and doc[first].dep_ == "nmod" and doc[first].head.i < name.first and case_of(doc[first]) == "Gen"
    ):
        # "лидер Сахрии Джалиль Мансури": whose leader he is
        first += 1
    if first < last and first and doc[first].text.endswith("ии") and doc[first - 1].lemma_ in section("titles"):
        first += 1
    while first < last and ((doc[first].text[:1].islower() and "-" not in doc[first].text) or _is_office(doc[first])):
        first += 1
    # "Матис Орлан": the tagger may stop at the given name
    while last + 1 < len(doc) and doc[last + 1].dep_ == "flat:name" and _is_capital(doc[last + 1]):
        last += 1
    return _found(doc, first, last, "person")


def _is_office(token: Token) -> bool:
    return lemma(token.text) in section("titles") and token.i + 1 < len(token.doc)


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos_ in ("PROPN", "NOUN", "ADJ", "X")


# ── what the tables say ───────────────────────────────────────────────────────────────────────────────────


def _known(doc: Doc) -> Iterator[Found]:
    """Countries, peoples, adjectives of countries, and bodies that tables list, by lemma."""
    words = [(token.text, token.lemma_, token.is_punct or token.is_space) for token in doc]
    at = 0
    while at < len(words):
        found = _known_at(words, at)
        if found is None:
            at += 1
            continue
        size, kind = found
        yield _found(doc, at, at + size - 1, kind)
        at += size


def _known_at(words: list[tuple[str, str, bool]], at: int) -> tuple[int, str] | None:
    """(words, kind) of the longest known name that begins at a word."""
    _, lemma_, blank = words[at]
    if blank:
        return None
    longest = _longest_from().get(lemma_, 1)
    for size in range(min(longest, len(words) - at), 0, -1):
        part = words[at : at + size]
        if size > 1 and any(one[2] for one in part):
            continue
        kind = _kind_of_known(" ".join(one[0] for one in part), " ".join(one[1] for one in part), size)
        if kind is not None:
            return size, kind
    return None


@functools.cache
def _longest_from() -> dict[str, int]:
    """First lemma of the names of the tables → the words of the longest that begins with it."""
    found: dict[str, int] = {}
    for key in (*section("places"), *section("agencies"), *section("bodies"), *_lands_by_lemma()):
        words = key.split()
        found[words[0]] = max(found.get(words[0], 1), len(words))
    return found


@functools.cache
def _lands_by_lemma() -> dict[str, Land]:
    """Names of lands of several words by their lemmas: "соединенный штат"."""
    return {" ".join(lemma(word) for word in key.split()): land for key, land in lands().items() if " " in key}


def _kind_of_known(text: str, key: str, size: int) -> str | None:
    capital = any(c.isupper() for c in text)
    if key in section("places") and text[:1].isupper():
        return "place"
    if capital and (key in section("agencies") or (key in section("bodies") and _is_own_name(text, key))):
        return "organization"
    land = lands().get(key) or _lands_by_lemma().get(key)
    if land is None and text[:1].isupper() and size == 1:
        land = lands().get(plain(nominative(text)))
    if land is None or (land.kind in ("name", "seat") and not text[:1].isupper()):
        return None
    return "place" if land.kind in ("name", "seat") else "nationality"


def _is_own_name(text: str, key: str) -> bool:
    """Whether a body's word is a name by itself: "Пентагон", "МИД", "Минобороны"; not "Суд" in a sentence's front."""
    value = section("bodies")[key]
    return text.isupper() or value[:1].isupper() or key.startswith("мин") or len(key.split()) > 1


# ── one kind for one name ─────────────────────────────────────────────────────────────────────────────────


def _settled(doc: Doc, names: list[Found]) -> list[Found]:
    """Names with the kind that their words or their other occurrences tell."""
    votes: dict[str, Counter[str]] = {}
    for name in names:
        for word in _keys(doc, name):
            votes.setdefault(word, Counter())[_likely_kind(doc, name)] += 1
    settled = []
    for name in names:
        kind = _likely_kind(doc, name)
        if kind in ("person", "place", "organization") and name.first == name.last:
            counts = votes[_keys(doc, name)[0]]
            kind = max(sorted(counts), key=lambda one: (counts[one], one == kind))
        settled.append(name._replace(kind=kind))
    return settled


def _keys(doc: Doc, name: Found) -> list[str]:
    """What a name is counted by: a person's family name, else the whole in the nominative."""
    text = doc[name.first : name.last + 1].text
    if name.first == name.last:
        return [plain(nominative(text))]
    return [plain(text)]


def _likely_kind(doc: Doc, name: Found) -> str:
    """The tagger's kind, but for lands taken for people: "Острания", "в Острании"."""
    if name.first != name.last or name.kind not in ("person", "organization"):
        return name.kind
    token = doc[name.first]
    if _is_land_like(token.text) and not _stands_after_title(token) and not _is_quoted(token):
        return "place"
    before = doc[token.i - 1] if token.i else None
    located = before is not None and before.lower_ in ("в", "во", "под", "близ") and case_of(token) in ("Loc", "Ins")
    if name.kind == "person" and located and not _is_listed_person(token.text):
        return "place"
    return name.kind


def _is_land_like(word: str) -> bool:
    """Whether a word ends as names of lands do and is no given name of the dictionary."""
    name = nominative(word)
    return name.endswith(("ия", "стан", "ландия")) and not _is_listed_person(word)


def _is_listed_person(word: str) -> bool:
    return any(is_listed(one) and {"Name", "Surn", "Patr"} & one.tag.grammemes for one in readings(word))


def _stands_after_title(token: Token) -> bool:
    before = token.doc[token.i - 1] if token.i else None
    return before is not None and before.lemma_ in section("titles") and case_of(before) == case_of(token)


def _is_quoted(token: Token) -> bool:
    return token.i > 0 and token.doc[token.i - 1].text in _QUOTED


# ── names that stand again, names inside names ────────────────────────────────────────────────────────────


def _repeated(doc: Doc, names: list[Found]) -> list[Found]:
    """Words that the article names elsewhere as a person's family name, a place or a body."""
    kinds: dict[str, str] = {}
    for name in names:
        text = doc[name.first : name.last + 1].text
        if name.kind == "person" and name.first != name.last:
            kinds.setdefault(plain(nominative_person(text).split()[-1]), "person")
        elif name.kind in ("place", "organization") and name.first == name.last:
            kinds.setdefault(plain(nominative(text)), name.kind)
    taken = {number for name in names for number in range(name.first, name.last + 1)}
    found = []
    for token in doc:
        if token.i in taken or not token.text[:1].isupper() or token.pos_ not in ("PROPN", "NOUN", "ADJ", "X"):
            continue
        kind = kinds.get(plain(nominative_person(token.text))) or kinds.get(plain(nominative(token.text)))
        if kind:
            found.append(_found(doc, token.i, token.i, kind))
    return found


def _peoples_of(doc: Doc, names: list[Found]) -> Iterator[Found]:
    """ "буранской" where the article names Бурания, a land that no table lists."""
    stems = {nominative(doc[n.first].text).rstrip("ияйьа").lower() for n in names if n.kind == "place"}
    for token in doc:
        stem = re.sub(r"(?:ий|ан|ен)?ск(?:ий|ой)$", "", token.lemma_)
        unlisted = token.pos_ == "ADJ" and token.lemma_ not in lands() and token.lemma_.endswith("ский")
        if unlisted and len(stem) > 3 and (stem in stems or f"{stem}ан" in stems):
            yield _found(doc, token.i, token.i, "nationality")


def _with_owner(doc: Doc, name: Found, names: list[Found]) -> Found:
    """ "Министерство обороны" with the "Острании" after it."""
    if name.kind != "organization":
        return name
    after = next((one for one in names if one.first == name.last + 1 and one.kind == "place"), None)
    if after is not None and _is_owner(doc[after.first]) and not _is_quoted(doc[name.first]):
        return _found(doc, name.first, after.last, "organization")
    return name


def _is_owner(token: Token) -> bool:
    """Whether a place can stand in the genitive: by its form where that differs, else by what it hangs on."""
    return nominative(token.text) != token.text or token.dep_ in ("nmod", "appos", "flat:name")


def _lands_inside(doc: Doc, bodies: Iterable[Found]) -> Iterator[Found]:
    """Countries inside the names of bodies."""
    for body in bodies:
        if body.kind == "organization" and body.first != body.last:
            for token in doc[body.first : body.last + 1]:
                land = lands().get(token.lemma_) or lands().get(plain(nominative(token.text)))
                if land is not None and token.text[:1].isupper() and land.kind != "seat":
                    kind = "place" if land.kind == "name" else "nationality"
                    yield _found(doc, token.i, token.i, kind)


def _without_overlaps(names: Iterable[Found]) -> list[Found]:
    """Of names that overlap the longest; of equals the first given."""
    taken: set[int] = set()
    kept = []
    for name in sorted(names, key=lambda name: -(name.last - name.first)):
        words = range(name.first, name.last + 1)
        if taken.isdisjoint(words):
            taken.update(words)
            kept.append(name)
    return sorted(kept, key=lambda name: name.start)
