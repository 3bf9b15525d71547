"""Which words of a text name places: candidate spans, what can be measured of each, and a learned choice.

Reads a parse and the gazetteer; gives character spans with a chance. The one idea: the tagger proposes and so does
the gazetteer ("Minnesota" in "Minnesota House", "Kent" taken for a person); streets, rivers and halls come by their
last word; a small ensemble of trees, learned by training/toponyms.py, weighs the tagger's label, the gazetteer's
candidates, the neighbouring words and what the same word is elsewhere in the article.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from spacy.tokens import Doc, Token

from rashomon.knowledge import countries
from rashomon.knowledge.gazetteer_index import ADMIN2, Gazetteer
from rashomon.knowledge.place_candidates import abbreviations, candidates, country_row
from rashomon.knowledge.place_hints import lands_in_text
from rashomon.language.names.lexicon import given_names
from rashomon.language.names.spans import TITLES
from rashomon.language.sentences import text_of
from rashomon.language.trees import Trees, load_trees

_LONGEST = 5
_LABELS = ("GPE", "LOC", "FAC", "NORP", "ORG", "PERSON", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW", "LANGUAGE")
_LABEL_NUMBER = {label: number + 1 for number, label in enumerate(_LABELS)}

_STREET = frozenset(
    """street st road rd avenue ave lane ln drive dr boulevard blvd highway hwy interstate route court ct place way
    terrace square parkway pkwy turnpike crescent alley circle trail expressway freeway""".split()
)
_NATURE = frozenset(
    """river lake creek bay mountain mountains hills valley canyon island islands sea ocean gulf strait desert forest
    peninsula cape beach reservoir dam falls springs swamp bayou pond glacier plateau plain delta channel canal
    mount ridge woods park gardens garden coast shore shores""".split()
)
_BUILT = frozenset(
    """airport bridge station stadium arena theatre theater museum church cathedral mosque temple hospital school
    university college library prison jail hall center centre mall plaza tower building house hotel base airbase
    airfield port harbor harbour barracks camp palace cemetery zoo gallery courthouse""".split()
)
_DIVISION = frozenset(
    """county parish province governorate state district region prefecture township borough city town village
    municipality oblast republic territory canton department""".split()
)
#: What streets, rivers, halls and divisions end with.
LAST_WORDS = _STREET | _NATURE | _BUILT | _DIVISION
_BODY = frozenset(
    """police department school university college council board court club fc united city team times post herald
    tribune news daily journal gazette chamber association league committee commission authority bank company inc
    corp sheriff fire high middle elementary house senate legislature assembly government ministry""".split()
)
_IN = frozenset("in at near outside around across through throughout via inside above".split())
_TO = frozenset("to from into toward towards between of for off on onto along over beyond".split())
_DIRECTION = frozenset(
    """north south east west northern southern eastern western central northeast northwest southeast southwest
    northeastern northwestern southeastern southwestern upper lower downtown greater inner mid""".split()
)
_JOINING = frozenset(
    "of the de la del du al el on upon le les and - ez es ed esh az as ash ar an ad en et ul il ibn - ' ’".split()
)

FEATURES = (
    "label", "cover_label", "cover_left", "cover_right", "inside_other", "first_pos", "last_pos", "known",
    "people", "choices", "main", "has_country", "has_state", "has_county", "has_city", "has_region", "adjective",
    "people_word", "abbreviation", "words", "letters", "capitals", "prev", "next", "prev_capital",
    "next_capital", "next_comma_place", "prev_place_comma", "prev_title", "street", "nature", "built", "division",
    "next_body", "next_suffix", "same_place", "same_person", "same_organization", "same_count", "surname",
    "given", "lower_elsewhere", "sentence_start", "direction", "number", "dep", "next_number", "prev_number",
    "all_caps_line", "hyphen_before", "hyphen_after", "share_named",
    "people_in_land", "people_in_state",
    "people_here", "people_state",
)  # fmt: skip


class _Words:
    """A parse's words, spans and text, asked of spaCy once: each call there makes its objects anew."""

    def __init__(self, doc: Doc, text: str) -> None:
        self.tokens: list[Token] = list(doc)
        self.ents = list(doc.ents)
        self.text = text
        self.words = [token.text for token in self.tokens]
        self.lower = [token.lower_ for token in self.tokens]
        self.capital = [word[:1].isupper() for word in self.words]

    def __getitem__(self, number: int) -> Token:
        return self.tokens[number]

    def __len__(self) -> int:
        return len(self.tokens)


@dataclass(frozen=True, slots=True)
class Spot:
    """A candidate: tokens [first, last] of the parse, with the characters they cover."""

    first: int
    last: int
    start: int
    end: int


def place_spots(doc: Doc, text: str, places: Gazetteer, floor: float = 0.5) -> list[tuple[Spot, float]]:
    """Spans that name places, the likelier of two that overlap, with their chance; none below the floor."""
    spots, matrix = measured(doc, text, places)
    if not spots:
        return []
    chance = _whole_countries(doc, spots, trees().chance(matrix))
    return chosen(spots, chance, floor)


def _whole_countries(doc: Doc, spots: Sequence[Spot], chance: Any) -> Any:
    """The chances, where a country of two words is at least as likely as its half: "South Sudan" is no Sudan."""
    raised = chance.copy()
    text = text_of(doc)
    for number, spot in enumerate(spots):
        if spot.first < spot.last and countries.country_of(text[spot.start : spot.end]):
            inside = [i for i, one in enumerate(spots) if spot.first <= one.first and one.last <= spot.last]
            raised[number] = max(chance[i] for i in inside) + 1e-6
    return raised


def chosen(spots: Sequence[Spot], chance: Any, floor: float) -> list[tuple[Spot, float]]:
    """Of spots that overlap the likeliest; in reading order."""
    taken: list[tuple[Spot, float]] = []
    used: set[int] = set()
    for number in sorted(range(len(spots)), key=lambda i: (-chance[i], spots[i].start, -spots[i].end)):
        if chance[number] < floor:
            break
        tokens = range(spots[number].first, spots[number].last + 1)
        if used.isdisjoint(tokens):
            used.update(tokens)
            taken.append((spots[number], float(chance[number])))
    return sorted(taken, key=lambda pair: pair[0].start)


@functools.cache
def trees() -> Trees:
    """The learned ensemble."""
    return load_trees("toponyms_trees", "training.toponyms")


# --- candidates ----------------------------------------------------------------------------------


def spots_of(doc: _Words, places: Gazetteer) -> list[Spot]:
    """Every span worth measuring, in reading order."""
    found: dict[tuple[int, int], Spot] = {}
    for first, last in [*_tagged(doc), *_known(doc, places), *_suffixed(doc)]:
        trimmed = _without_edges(doc, first, last)
        if trimmed is not None:
            found.setdefault((trimmed.first, trimmed.last), trimmed)
    return [found[key] for key in sorted(found)]


def _tagged(doc: _Words) -> Iterator[tuple[int, int]]:
    for ent in doc.ents:
        if ent.label_ in ("GPE", "LOC", "FAC", "NORP"):
            yield ent.start, ent.end - 1


def _known(doc: _Words, places: Gazetteer) -> Iterator[tuple[int, int]]:
    text = doc.text
    for run in _runs(doc):
        # the words of a run follow one another, so that a name of few words is never long
        fitting = [
            (number, at, doc[at].idx, len(doc.words[at])) for number, at in enumerate(run) if _may_begin(doc, at)
        ]
        for at, (start, first, begin, _) in enumerate(fitting):
            for number, last, offset, size in fitting[at : at + _LONGEST]:
                if number - start < _LONGEST and is_known(places, text[begin : offset + size]):
                    yield first, last


def _runs(doc: _Words) -> Iterator[list[int]]:
    """Stretches of capitalised words, joined by small words and hyphens, within one line; as numbers of words."""
    run: list[int] = []
    for number, capital in enumerate(doc.capital):
        joins = (bool(run) and doc.lower[number] in _JOINING) or _is_article(doc, number)
        if (capital or joins) and "\n" not in doc.words[number]:
            run.append(number)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_article(doc: _Words, number: int) -> bool:
    """Whether a word is the small article that a name begins with: "al-Bab"."""
    if doc.lower[number] not in _ARTICLES or number + 2 >= len(doc):
        return False
    return doc.words[number + 1] == "-" and doc.capital[number + 2] and not doc[number + 1].whitespace_


_ARTICLES = frozenset("al el ad an ar as ash at az".split())


def _capital(token: Token) -> bool:
    return bool(token.text[:1].isupper())


def _may_begin(doc: _Words, number: int) -> bool:
    word = doc.words[number]
    if not doc.capital[number]:
        return _is_article(doc, number)
    return not bool(len(word) > 2 and word != "US" and doc[number].is_stop)


def is_known(places: Gazetteer, surface: str) -> bool:
    """Whether a surface is a name of the gazetteer, a country's adjective or an abbreviated state."""
    return _facts(places, surface) is not None


@functools.lru_cache(maxsize=65536)
def _facts(places: Gazetteer, surface: str) -> tuple[float, ...] | None:
    """(people, choices, main, kinds …, adjective, people word, abbreviation) of a surface; None if unknown."""
    if len(surface) < 2 or (len(surface) == 2 and surface not in _SHORT and not surface.endswith(".")):
        return None
    abbreviated = surface in abbreviations(places)
    code, people = countries.adjective_of(surface), countries.people_of(surface)
    named = [(row, main) for row, main in _named(places, surface)]
    if not named:
        return None
    rows = np.array([row for row, _ in named])
    kinds = places.kinds[rows]
    log = float(np.log10(places.populations[rows].max() + 10.0))
    return (
        log, float(np.log1p(len(rows))), float(any(main for _, main in named)), float((kinds == 0).any()),
        float((kinds == 1).any()), float((kinds == 2).any()), float((kinds == 3).any()), float((kinds > 4).any()),
        float(code is not None), float(people is not None and code is None), float(abbreviated),
    )  # fmt: skip


@functools.lru_cache(maxsize=65536)
def _namesakes(places: Gazetteer, surface: str) -> tuple[tuple[int, int, int, float], ...]:
    """(row, row of its country, row of its state, log10 of its people) of the places that a surface can mean."""
    found = []
    for row, _ in _named(places, surface):
        code = int(places.countries[row])
        land = country_row(places, places.country_codes[code]) if code >= 0 else None
        people = float(np.log10(places.populations[row] + 10.0))
        found.append((row, -1 if land is None else land, int(places.admin1s[row]), people))
    return tuple(found)


_SHORT = frozenset(("US", "UK", "EU", "DC", "LA", "NY", "UN"))


def _named(places: Gazetteer, surface: str) -> list[tuple[int, bool]]:
    found, demonym = candidates(places, surface)
    if found and not demonym and not places.rows(surface) and surface not in abbreviations(places):
        return found if countries.country_of(surface) else []
    return found


def _suffixed(doc: _Words) -> Iterator[tuple[int, int]]:
    """Names by their last word: "Sunny Hills Drive", "Homs province"; and numbered roads: "Highway 108"."""
    for last, lower in enumerate(doc.lower):
        word = lower.rstrip(".")
        if last and word in LAST_WORDS:
            first = last
            while first and _goes_on(doc, first - 1) and last - first < 6:
                first -= 1
            if first < last and (doc.capital[last] or word in _DIVISION):
                yield first, last
        if word in _ROADS and last + 1 < len(doc) and doc.words[last + 1][:1].isdigit() and doc.capital[last]:
            first = last
            while first and doc.capital[first - 1] and not doc[first - 1].is_stop and last - first < 4:
                yield first, last + 1
                first -= 1
            yield first, last + 1


def _goes_on(doc: _Words, number: int) -> bool:
    """Whether a word belongs to the name that ends to its right: a capitalised one, or the "al-" of one."""
    if doc.capital[number]:
        return not doc[number].is_stop
    return doc.lower[number] in ("al", "el", "-") and number + 1 < len(doc) and not doc[number].whitespace_


_ROADS = frozenset("highway hwy interstate route road i".split())
_EDGE_WORDS = frozenset(("the", "a", "an", "'s", "’s", ",", "-", "of", "and", "(", ")", '"', "“", "”", "'", "’"))


def _without_edges(doc: _Words, first: int, last: int) -> Spot | None:
    while first <= last and (doc.lower[first] in _EDGE_WORDS or doc[first].is_space):
        first += 1
    while last >= first and (doc.lower[last] in _EDGE_WORDS or doc[last].is_space):
        last -= 1
    if first > last or any("\n" in word for word in doc.words[first : last + 1]):
        return None
    return Spot(first, last, doc[first].idx, doc[last].idx + len(doc.words[last]))


_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
#: In a language that is not parsed, only a place with so many people is taken for meant.
_LARGE = 100_000


def large_places(text: str, places: Gazetteer) -> list[tuple[int, int]]:
    """Spans of well-known places in a text of any language, by name alone: countries, states, large towns."""
    words = list(_WORD.finditer(text))
    found: list[tuple[int, int]] = []
    for number, word in enumerate(words):
        if found and word.start() < found[-1][1]:
            continue
        for length in (3, 2, 1):
            last = words[min(number + length, len(words)) - 1]
            if _is_large(places, text[word.start() : last.end()]):
                found.append((word.start(), last.end()))
                break
    return found


@functools.lru_cache(maxsize=65536)
def _is_large(places: Gazetteer, surface: str) -> bool:
    if len(surface) < 4 or surface[0].islower() or "\n" in surface:
        return False
    rows = [row for row, _ in places.rows(surface)]
    return any(places.kinds[row] < ADMIN2 or places.populations[row] >= _LARGE for row in rows)


# --- measures ------------------------------------------------------------------------------------


def measured(doc: Doc, text: str, places: Gazetteer) -> tuple[list[Spot], Any]:
    """The spots of a parse and their features, one row a spot, columns as FEATURES."""
    words = _Words(doc, text)
    spots = spots_of(words, places)
    if not spots:
        return [], np.zeros((0, len(FEATURES)))
    page = _Page(words, places, spots)
    return spots, np.array([page.row(spot) for spot in spots], dtype=np.float64)


_POS = {"PROPN": 1, "NOUN": 2, "ADJ": 3, "VERB": 4, "ADP": 5, "NUM": 6, "DET": 7, "PUNCT": 8, "X": 9}
_DEP = {"pobj": 1, "compound": 2, "amod": 3, "poss": 4, "nsubj": 5, "appos": 6, "conj": 7, "dobj": 8, "nmod": 9,
        "npadvmod": 10, "ROOT": 11, "attr": 12, "nsubjpass": 13}  # fmt: skip


class _Page:
    """What is counted once an article."""

    def __init__(self, doc: _Words, places: Gazetteer, spots: Sequence[Spot]) -> None:
        self.doc, self.places, self.text = doc, places, doc.text
        self.ent_of: dict[int, Any] = {i: ent for ent in doc.ents for i in range(ent.start, ent.end)}
        self.votes: dict[str, Counter[str]] = defaultdict(Counter)
        self.surnames: set[str] = set()
        for ent in doc.ents:
            text = ent.text.removesuffix("'s").removesuffix("’s").removeprefix("the ")
            self.votes[text][ent.label_] += 1
            if ent.label_ == "PERSON" and len(ent) > 1:
                self.surnames.update(token.text for token in ent[1:])
        self.lower = Counter(word for word in doc.words if word.islower())
        self.counts = Counter(self.text[s.start : s.end] for s in spots)
        self.place_starts = {s.first for s in spots if is_known(places, self.text[s.start : s.end])}
        self.place_ends = {s.last for s in spots if s.first in self.place_starts}
        named = sum(doc.capital)
        self.lands = lands_in_text(places, self.text)
        self.share_named = named / max(len(doc), 1)

    def row(self, spot: Spot) -> list[float]:
        doc = self.doc
        text = self.text[spot.start : spot.end]
        first, last = doc[spot.first], doc[spot.last]
        facts = _facts(self.places, text)
        return [
            *self._labels(spot),
            _POS.get(first.pos_, 0),
            _POS.get(last.pos_, 0),
            float(facts is not None),
            *(facts or (0.0,) * 11),
            spot.last - spot.first + 1,
            len(text),
            float(text.isupper()),
            *self._around(spot),
            *self._suffixes(spot, last),
            *self._elsewhere(text, first),
            float(first.is_sent_start or False),
            float(first.lower_ in _DIRECTION),
            float(any(char.isdigit() for char in text)),
            _DEP.get(last.dep_, 0),
            float(self._at(spot.last + 1).text[:1].isdigit()) if spot.last + 1 < len(doc) else 0.0,
            float(doc[spot.first - 1].text[:1].isdigit()) if spot.first else 0.0,
            float(_line_in_capitals(self.text, spot)),
            float(spot.first > 0 and doc[spot.first - 1].text in ("-", "–", "/")),
            float(spot.last + 1 < len(doc) and doc[spot.last + 1].text in ("-", "–", "/")),
            self.share_named,
            *self._in_lands(text),
        ]

    def _in_lands(self, text: str) -> list[float]:
        """People of the largest namesake in a country, and in a state, that the text names."""
        best = [0.0, 0.0]
        for row, country, state, people in _namesakes(self.places, text):
            if country in self.lands and country != row:
                best[0] = max(best[0], people)
            if state in self.lands and state != row:
                best[1] = max(best[1], people)
        return best

    def _at(self, number: int) -> Token:
        return self.doc[number]

    def _labels(self, spot: Spot) -> list[float]:
        ents = {id(ent): ent for i in range(spot.first, spot.last + 1) if (ent := self.ent_of.get(i)) is not None}
        exact = cover = 0.0
        left = right = 0.0
        other = 0.0
        for ent in ents.values():
            number = float(_LABEL_NUMBER.get(ent.label_, len(_LABELS) + 1))
            start, end = _core(ent)
            if start == spot.first and end == spot.last:
                exact = number
            elif start <= spot.first and end >= spot.last:
                cover, left, right = number, spot.first - start, end - spot.last
            else:
                other = number
        return [exact, cover, left, right, other]

    def _around(self, spot: Spot) -> list[float]:
        doc = self.doc
        before = doc[spot.first - 1] if spot.first else None
        after = doc[spot.last + 1] if spot.last + 1 < len(doc) else None
        two = doc[spot.last + 2] if spot.last + 2 < len(doc) else None
        return [
            _word_class(before),
            _word_class(after),
            float(before is not None and _capital(before)),
            float(after is not None and _capital(after)),
            float(after is not None and after.text == "," and two is not None and two.i in self.place_starts),
            float(before is not None and before.text == "," and spot.first - 2 in self.place_ends),
            float(before is not None and before.lower_.rstrip(".") in TITLES),
        ]

    def _suffixes(self, spot: Spot, last: Token) -> list[float]:
        word = last.lower_.rstrip(".")
        following = self.doc[spot.last + 1].lower_.rstrip(".") if spot.last + 1 < len(self.doc) else ""
        many = spot.last > spot.first
        return [
            float(many and word in _STREET), float(many and word in _NATURE), float(many and word in _BUILT),
            float(many and word in _DIVISION), float(following in _BODY),
            1.0 * (following in _STREET) + 2.0 * (following in _NATURE) + 3.0 * (following in _BUILT)
            + 4.0 * (following in _DIVISION),
        ]  # fmt: skip

    def _elsewhere(self, text: str, first: Token) -> list[float]:
        votes = self.votes.get(text)
        total = sum(votes.values()) if votes else 0
        place = (votes["GPE"] + votes["LOC"] + votes["FAC"]) / total if votes and total else 0.0
        person = votes["PERSON"] / total if votes and total else 0.0
        body = votes["ORG"] / total if votes and total else 0.0
        return [
            place, person, body, float(min(self.counts[text], 5)), float(text in self.surnames),
            float(first.lower_ in given_names()), float(self.lower[text.lower()] > 0),
        ]  # fmt: skip


def _core(ent: Any) -> tuple[int, int]:
    """First and last token of a tagger's span without article and possessive."""
    start, end = ent.start, ent.end - 1
    while start < end and ent.doc[start].lower_ in _EDGE_WORDS:
        start += 1
    while end > start and ent.doc[end].lower_ in _EDGE_WORDS:
        end -= 1
    return start, end


def _word_class(token: Token | None) -> float:
    if token is None or token.is_space:
        return 0.0
    word = token.lower_
    for number, words in enumerate((_IN, _TO, ("the", "a", "an"), (",",), (".", "!", "?"), ("(", ")"), _DIRECTION), 1):
        if word in words:
            return float(number)
    if word in ("'s", "’s"):
        return 8.0
    if word in ("and", "or", "&"):
        return 9.0
    if token.text in ("—", "–", "-", ":", "/"):
        return 10.0
    return 10.0 + _POS.get(token.pos_, 0) if token.pos_ != "PUNCT" else 21.0


def _line_in_capitals(text: str, spot: Spot) -> bool:
    start = text.rfind("\n", 0, spot.start) + 1
    end = text.find("\n", spot.end)
    line = text[start : end if end >= 0 else len(text)]
    return len(line) > 12 and line.isupper()
