"""article + place mentions → where they are.

Places and nationalities are looked up in the gazetteer and chosen together, for what stands in one text lies
mostly in one part of the world. A seat of government that acts ("Tehran said") is no location: its Where is the
country that acts, never the city.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from rashomon.knowledge.countries import adjective_of, by_code, country_of, metonym_of
from rashomon.knowledge.gazetteer import gazetteer
from rashomon.knowledge.gazetteer_index import Gazetteer
from rashomon.knowledge.place_candidates import country_row
from rashomon.knowledge.places import place_names
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


#: What an adjective of a people can place: a city called "Arab" is not where Arab countries lie.
_LANDS = ("country", "admin1", "region")


def find_places(
    article: Article, doc: Doc, mentions: Sequence[Mention], places: Gazetteer | None = None
) -> list[Where]:
    """One Where for each mention of kind place (or nationality) that the gazetteer can place."""
    places = places or gazetteer()
    named = [m for m in mentions if is_name(m) or (m.kind == "nationality" and _says_where(doc, m))]
    named = [m for m in named if not _names_another(article.text, m)]
    chosen = place_names(places, article.text, [(mention.start, mention.end) for mention in named])
    found = []
    for mention, choice in zip(named, chosen, strict=True):
        row = _acting_country(places, doc, mention)
        seat = _capital_of_people(places, doc, mention) if row is None else None
        row = seat if row is None else row
        row = _half_of_a_country(places, article.text, mention) if row is None else row
        if row is None and choice is not None and not _is_only_a_side(places, choice.row, article.text, mention):
            row = choice.row
        placed = mention.kind == "place" or seat is not None
        if row is not None and (placed or _PRECISION[places.place(row).kind] in _LANDS):
            found.append(where_at(places, row, mention.id))
    return found


def where_at(places: Gazetteer, row: int, mention: str) -> Where:
    """The place of a row of the gazetteer, as the record has it."""
    place = places.place(row)
    return Where(place.id, place.name, place.country, place.latitude, place.longitude, _PRECISION[place.kind], mention)


def is_name(mention: Mention) -> bool:
    """Whether a place is named ("Homs"), not described ("the city", "Iran's air base", "two Syrian towns")."""
    if mention.kind != "place" or _DESCRIBED.search(mention.text) or mention.text in _BODIES:
        return _side(mention) is not None and mention.kind == "place"
    if _PART_OF_A_LAND.match(mention.text):
        return False
    return not any(map(str.isupper, mention.text)) or bool(_NAMED.match(mention.text))


#: Bodies and feasts that bear names of towns somewhere.
_BODIES = frozenset(
    """Congress Parliament Senate University College Embassy Ministry Court Army Navy Government Union Council
    Church Mosque Easter Christmas Ramadan Metro Enterprise""".split()
)
#: What follows a place's name in that of a paper: "the Washington Post"; what stands before a part of a name: "Mar-a-".
_OF_A_PAPER = re.compile(
    r" (?:Post|Times|Journal|Globe|Herald|Tribune|Examiner|Chronicle|Gazette|Observer|Telegraph|Inquirer|Star|Sun"
    r"|Review|Daily News|Morning Post|Evening Post|Public Radio)\b"
)
_WITHIN_A_NAME = re.compile(r"[^\W\d_]-[a-z]{1,3}-$")
_HALF_BEFORE = re.compile(r"\b([Nn]orth|[Ss]outh|[Ee]ast|[Ww]est) $")
_HALF_AND_OTHER = re.compile(r" and (?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est) ([A-Z]\w+)")


def _names_another(text: str, mention: Mention) -> bool:
    """Whether the name is part of one that is no place there: "the Washington Post", "Mar-a-Lago"."""
    before = text[max(0, mention.start - 6) : mention.start]
    return bool(_OF_A_PAPER.match(text, mention.end) or _WITHIN_A_NAME.search(before))


def _half_of_a_country(places: Gazetteer, text: str, mention: Mention) -> int | None:
    """The row of the one of two countries that is named by its side: "North and South Korea", "North [Korean]"."""
    side = _side(mention)
    other = _HALF_AND_OTHER.match(text, mention.end) or _HALVES.search(text) if side else None
    whole = f"{side} {other[1]}" if other else None
    before = None if side else _HALF_BEFORE.search(text[max(0, mention.start - 6) : mention.start])
    if before:
        whole = f"{before[1].capitalize()} {mention.text}"
    code = country_of(whole) if whole else None
    return country_row(places, code) if code else None


def _side(mention: Mention) -> str | None:
    bare = mention.text.removeprefix("the ").removeprefix("The ")
    return bare if bare in _SIDES else None


def _is_only_a_side(places: Gazetteer, row: int, text: str, mention: Mention) -> bool:
    """ "the North" where the text does not name the country that has a province of that name."""
    land = country_row(places, places.place(row).country or "") if _side(mention) else None
    return _side(mention) is not None and (land is None or places.place(land).name not in text)


_SIDES = frozenset({"North", "South", "East", "West"})
#: A country of two halves, of which "the North" may be one.
_HALVES = re.compile(r"\b(?:North|South|East|West) (Korea|Sudan|Yemen|Vietnam|Germany)n?\b")
#: A determiner before, or a plain noun after somebody's.
_DESCRIBED = re.compile(r"^(?:the|this|that|these|those|its|their|his|her|our|my|a|an)\s|['’]s? [a-z]", re.IGNORECASE)
_NAMED = re.compile(
    r"[^a-z]|(?:al|el|ar|as|ash|ad|an|at|az|de|la|le)[- ]|(?:north|south|east|west|central|upper|lower|mid)"
)


#: "northern border", "south-eastern coast": which one, the text says elsewhere.
_PART_OF_A_LAND = re.compile(
    r"(?:north|south|east|west|central|[Nn]orth\w*ern|[Ss]outh\w*ern|[Ee]astern|[Ww]estern)[\w-]* "
    r"(?:border|coast|front|flank|side|frontier|area|region|part|suburb|outskirt|town|village|district|neighbou?rhood"
    r"|province|cit(?:y|ie))s?$"
)


def _says_where(doc: Doc, mention: Mention) -> bool:
    """Whether a nationality stands before what it locates ("Turkish coast"); "many Turks" are people, no place."""
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None:
        return False
    word = span.root
    while word.dep_ == "conj":
        word = word.head
    return word.dep_ in ("amod", "compound", "nmod") and word.head.i > word.i


def _stands_for_capital(doc: Doc, mention: Mention) -> bool:
    """ "in the Afghan capital", "in Mali's capital": no other town is named beside it, and it is the seat of state."""
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    seat = span.root.head if span is not None and span.root.dep_ in ("amod", "poss", "compound", "nmod") else None
    if span is None or seat is None or seat.lower_ != "capital" or seat.dep_ not in ("pobj", "nsubj", "dobj"):
        return False
    beside = any(c.dep_ == "appos" or c.pos_ == "PROPN" for c in seat.rights)
    described = any(c.dep_ in ("amod", "compound") and c not in span for c in seat.lefts)
    return not beside and not described


def _capital_of_people(places: Gazetteer, doc: Doc, mention: Mention) -> int | None:
    """The row of the capital that a people or a country before "capital" names; None for other mentions."""
    code = adjective_of(mention.text) or country_of(mention.text)
    land = by_code(code) if code and _stands_for_capital(doc, mention) else None
    if land is None:
        return None
    rows = [row for row, _ in places.rows(land.capital) if places.place(row).country == land.iso3]
    towns = [row for row in rows if places.place(row).kind == "city"]
    return max(towns, key=lambda row: places.place(row).population, default=None)


#: What a city does as a place; whatever else it is said to do, its government does.
_OF_PLACES = frozenset(
    """be have lie fall stand see host remain become witness experience suffer sit sprawl grow boast house burn shake
    flood lose stretch extend feature look sleep wake swelter freeze serve comprise contain border""".split()
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
    while head.dep_ == "conj" and head.head.i != head.i:
        head = head.head
    return head.dep_ == "nsubj" and head.head.pos_ == "VERB" and head.head.lemma_.lower() not in _OF_PLACES
