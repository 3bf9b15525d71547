"""article + place mentions → where they are.

Places and nationalities are looked up in the gazetteer and chosen together, for what stands in one text lies
mostly in one part of the world. A seat of government that acts ("Tehran said") is no location: its Where is the
country that acts, never the city.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from rashomon.knowledge.countries import metonym_of
from rashomon.knowledge.gazetteer import Gazetteer, gazetteer
from rashomon.knowledge.places import country_row, place_names
from rashomon.record import Article, Mention, Where

#: Kind of the gazetteer → precision of the record.
_PRECISION = {
    "country": "country",
    "admin1": "admin1",
    "admin2": "admin2",
    "city": "city",
    "airfield": "point",
    "region": "region",
    "water": "region",
    "continent": "region",
}


def find_places(
    article: Article, doc: Doc, mentions: Sequence[Mention], places: Gazetteer | None = None
) -> list[Where]:
    """One Where for each mention of kind place (or nationality) that the gazetteer can place."""
    places = places or gazetteer()
    named = [m for m in mentions if _is_name(m) or (m.kind == "nationality" and _says_where(doc, m))]
    chosen = place_names(places, article.text, [(mention.start, mention.end) for mention in named])
    found = []
    for mention, choice in zip(named, chosen, strict=True):
        row = _acting_country(places, doc, mention)
        if row is None and choice is not None:
            row = choice.row
        if row is not None:
            found.append(_where(places, row, mention))
    return found


def _where(places: Gazetteer, row: int, mention: Mention) -> Where:
    place = places.place(row)
    return Where(
        place.id, place.name, place.country, place.latitude, place.longitude, _PRECISION[place.kind], mention.id
    )


def _is_name(mention: Mention) -> bool:
    """Whether a place is named ("Homs"), not described ("the city"); a text without capitals names all it can."""
    return mention.kind == "place" and not mention.text.lower().startswith(_DESCRIBING)


_DESCRIBING = ("the ", "this ", "that ", "its ", "their ", "his ", "her ", "our ", "a ", "an ", "my ", "these ")


def _says_where(doc: Doc, mention: Mention) -> bool:
    """Whether a nationality stands before what it locates ("Turkish coast"); "many Turks" are people, no place."""
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None:
        return False
    word = span.root
    return word.dep_ in ("amod", "compound", "nmod") and word.head.i > word.i


_SPEAKS = frozenset(
    """say tell announce declare accuse warn deny claim insist condemn reject vow demand urge summon protest respond
    react propose agree recognize recognise denounce retaliate threaten refuse call ask offer pledge want hope seek
    believe consider support oppose back welcome criticize criticise blame signal decide""".split()
)


def _acting_country(places: Gazetteer, doc: Doc, mention: Mention) -> int | None:
    """The row of the country whose seat of government this mention names, where it speaks or decides."""
    code = metonym_of(mention.text)
    if code is None or mention.kind != "place":
        return None
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None or not _acts(span.root):
        return None
    return country_row(places, code)


def _acts(head: Token) -> bool:
    return head.dep_ == "nsubj" and head.head.pos_ == "VERB" and head.head.lemma_.lower() in _SPEAKS
