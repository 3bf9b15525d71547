"""Place mentions of a Russian article → where they are.

Reads place and nationality mentions with the parse; gives a Where for those that the gazetteer can place. The one
idea: the resolver reads names from a text, so it is given one in which every name stands as the gazetteer has it:
countries and lands in English, towns in the Russian nominative, which GeoNames lists beside the others.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from rashomon.knowledge.gazetteer_index import Gazetteer
from rashomon.knowledge.place_candidates import country_row
from rashomon.knowledge.places import place_names
from rashomon.knowledge.russian import lands, plain, section
from rashomon.language.russian.forms import latin, lemma, nominative
from rashomon.record import Mention, Where

_PRECISION = {"country": "country", "admin1": "admin1", "admin2": "admin2", "city": "city", "airfield": "point"}
_LANDS = ("country", "admin1", "region")


def places_of(doc: Doc, mentions: Sequence[Mention], places: Gazetteer) -> list[Where]:
    """In the order of the mentions; what no gazetteer knows is left out."""
    heads = [(mention, head) for mention in mentions if (head := _head(doc, mention)) is not None]
    named = [(m, head) for m, head in heads if m.kind == "place" or (m.kind == "nationality" and _locates(head))]
    words = [_as_listed(mention.text, places) for mention, _ in named]
    spans, at = [], 0
    for word in words:
        spans.append((at, at + len(word)))
        at += len(word) + 3
    chosen = place_names(places, " ; ".join(words), spans)
    found = []
    for (mention, head), word, choice in zip(named, words, chosen, strict=True):
        row = _acting_country(places, mention, head)
        if row is None and choice is not None:
            row = _largest(places, word) or choice.row
        if row is not None and (mention.kind == "place" or _precision(places, row) in _LANDS):
            found.append(_where(places, row, mention))
    return found


def _head(doc: Doc, mention: Mention) -> Token | None:
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return span.root if span is not None else None


def _locates(head: Token) -> bool:
    """Whether an adjective stands on a noun: "турецкий берег"."""
    return bool(head.dep_ == "amod")


def _as_listed(text: str, places: Gazetteer) -> str:
    """A name as the gazetteer has it."""
    written = nominative(text)
    land = lands().get(plain(written)) or lands().get(lemma(text))
    if land is not None and land.kind != "seat":
        return land.country.name
    english = section("places").get(plain(written)) or section("places").get(lemma(text))
    if english is not None:
        return english
    forms = [written, written.replace("ё", "е"), text, written.replace("-", " "), latin(written)]
    return next((form for form in forms if places.rows(form)), written)


def _acting_country(places: Gazetteer, mention: Mention, head: Token) -> int | None:
    """The row of the country whose seat of government speaks or decides: "Москва заявила"."""
    land = lands().get(plain(nominative(mention.text)))
    if land is None or land.kind != "seat" or mention.kind != "place":
        return None
    if head.dep_ == "nsubj" and head.head.pos_ == "VERB" and head.head.lemma_ not in _OF_PLACES:
        return country_row(places, land.country.iso3)
    return None


#: What a city does as a place; whatever else it is said to do, its government does.
_OF_PLACES = frozenset(
    "быть стать находиться располагаться лежать остаться пережить проснуться готовиться помнить".split()
)


#: A town so many times as large as any namesake is the one that a foreign language has a name for.
_TIMES = 4


def _largest(places: Gazetteer, name: str) -> int | None:
    """The row of the town that outgrows all its namesakes; None for names in Latin letters and where none does."""
    rows = sorted({row for row, _ in places.rows(name)}, key=lambda row: -int(places.populations[row]))
    if name.isascii() or len(rows) < 2:
        return None
    first, second = (int(places.populations[row]) for row in rows[:2])
    return rows[0] if first >= _TIMES * max(second, 1) else None


def _precision(places: Gazetteer, row: int) -> str:
    return _PRECISION.get(places.place(row).kind, "region")


def _where(places: Gazetteer, row: int, mention: Mention) -> Where:
    place = places.place(row)
    return Where(
        place.id, place.name, place.country, place.latitude, place.longitude, _precision(places, row), mention.id
    )  # fmt: skip
