"""article + parse → mentions: names, nationalities, pronouns, role phrases.

Three sources, in order of trust: names that `knowledge/` lists, names of the article that stand again where
the tagger missed them, and the tagger's own, repaired. Times and quantities come from stages of their own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from rashomon.knowledge.gazetteer import gazetteer
from rashomon.knowledge.gazetteer_index import Gazetteer
from rashomon.knowledge.given_names import gender_of
from rashomon.knowledge.place_candidates import country_named
from rashomon.language.english import english
from rashomon.language.names.lexicon import holders_surnames, is_demonym, is_uncased, known_kinds, known_names
from rashomon.language.names.nominals import pronouns, role_phrases
from rashomon.language.names.spans import (
    ENDS_OF_BODIES,
    FROM_KNOWLEDGE,
    FROM_TAGGER,
    Named,
    family_name,
    names_site,
    peoples_inside,
    repeated_names,
    sites,
    tagged_names,
    vessels,
    with_places,
    without_glued,
    without_overlaps,
)
from rashomon.language.names.standing import acronyms, short_families, standing_places
from rashomon.language.names.toponyms import LAST_WORDS, large_places, place_spots
from rashomon.language.names.truecase import truecased
from rashomon.record import Article, Mention, mention_id

#: What no tank does.
_SAYS = frozenset("say tell add ask explain insist write".split())
_THINGS = ("weapon", "vehicle")
#: The chance from which a span counts as naming a place.
_LIKELY_PLACE = 0.45
#: The chance from which a country of several words is one.
_POSSIBLE_COUNTRY = 0.2
#: The chance from which it may bear the family name of somebody who held an office ("met Merkel in Berlin").
_CERTAIN_PLACE = 0.95
#: The chance from which it outranks what the tagger says.
_SURE_PLACE = 0.8


def find_mentions(article: Article, doc: Doc, places: Gazetteer | None = None) -> list[Mention]:
    """Every mention in reading order; `places` is the user's own gazetteer unless given."""
    names = _names(doc, article.text, places)
    if not doc.has_annotation("DEP"):
        return _mentions(article, names)
    in_names = _token_numbers(doc, names)
    nations = _token_numbers(doc, [n for n in names if n.kind in ("nationality", "place")])
    things = _token_numbers(doc, [n for n in names if n.kind in ("weapon", "vehicle")])
    unnamed = [*pronouns(doc), *role_phrases(doc, in_names, nations, things)]
    return _mentions(article, [*unnamed, *names])


def _names(doc: Doc, text: str, places: Gazetteer | None) -> list[Named]:
    doc, text = _cased(doc, text)
    known = known_names(text)
    tagged = without_glued(text, [_as_known(text, n) for n in tagged_names(doc, text, known_kinds())], known)
    if not doc.has_annotation("DEP"):
        large = [Named(start, end, "place") for start, end in large_places(text, places or gazetteer())]
        return without_overlaps([*tagged, *known, *large])
    persons = _surnames(text, tagged)
    tagged = [_as_holder(doc, text, _as_person(doc, text, n, persons)) for n in tagged]
    bearers = [n for n in known if n.kind == "person"]
    tagged = [_as_family(text, n, _family_names(text, bearers)) for n in tagged]
    known = [_as_person(doc, text, n, persons) for n in known if n.kind not in _THINGS or _is_thing(doc, n)]
    known = [*known, *vessels(text)]
    placed = _with_sites(text, _places(doc, text, places or gazetteer(), tagged))
    tagged = [n for n in tagged if not names_site(text, n)]
    named = [n for n in [*tagged, *known] if n.kind != "place"]
    again = [n for n in repeated_names(text, [*bearers, *tagged]) if n.kind != "place"]
    again += [*short_families(doc, text, [*bearers, *tagged]), *acronyms(doc, text, [*tagged, *known])]
    found = with_places([*named, *again], placed)
    return [*found, *peoples_inside(found, known)]


def _as_person(doc: Doc, text: str, named: Named, surnames: Collection[str]) -> Named:
    """Where Stacey Abrams is told of, or "Abrams" says something, that is no tank."""
    if named.kind not in _THINGS or not text[named.start : named.end].istitle():
        return named
    person = text[named.start : named.end] in surnames or _speaks(doc, named)
    return replace(named, kind="person") if person else named


def _as_holder(doc: Doc, text: str, named: Named) -> Named:
    """Who is named beside an office is no body: "Serin's mayor, Nadia Haxhi, …"."""
    words = text[named.start : named.end].split()
    if named.kind != "organization" or named.trust != FROM_TAGGER or len(words) not in (2, 3):
        return named
    span = doc.char_span(named.start, named.end)
    if span is None or span.root.dep_ != "appos" or not all(word.istitle() and word.isalpha() for word in words):
        return named
    office = span.root.head
    held = office.lemma_.lower() in _OFFICES and office.tag_ == "NN"
    return replace(named, kind="person") if held and words[-1].lower() not in ENDS_OF_BODIES else named


#: Offices and ties that one person has, never a firm.
_OFFICES = frozenset(
    """mayor minister president governor spokesman spokeswoman spokesperson secretary editor lawyer wife husband brother
    sister son daughter mother father cousin uncle aunt doctor commander general colonel captain professor ambassador
    envoy chairman chairwoman prosecutor judge senator lawmaker deputy bishop archbishop imam teacher headmaster nurse
    farmer widow resident villager survivor neighbour neighbor coach manager engineer student""".split()
)


def _speaks(doc: Doc, named: Named) -> bool:
    span = doc.char_span(named.start, named.end)
    return span is not None and span.root.dep_ == "nsubj" and span.root.head.lemma_ in _SAYS


def _surnames(text: str, tagged: Iterable[Named]) -> frozenset[str]:
    """The last words of the persons whom a text names in full."""
    full = (text[n.start : n.end].split() for n in tagged if n.kind == "person")
    return frozenset(words[-1] for words in full if len(words) > 1)


def _family_names(text: str, persons: Iterable[Named]) -> frozenset[str]:
    """The family names of persons, without the article that they may have in full: "Sisi" of "Abdel Fattah el-Sisi"."""
    return frozenset(family_name(text[n.start : n.end]) for n in persons)


def _as_family(text: str, named: Named, families: Collection[str]) -> Named:
    """A family name of somebody whom the tables know and the text names in full is a person's, not a body's."""
    body = named.kind in ("organization", "other") and named.trust == FROM_TAGGER
    return replace(named, kind="person") if body and text[named.start : named.end] in families else named


def _as_known(text: str, named: Named) -> Named:
    """A family name of somebody who held an office, taken for a body by the tagger ("Shoigu"), is a person's."""
    surface = text[named.start : named.end]
    body = named.kind == "organization" and named.trust == FROM_TAGGER and surface.lower() not in known_kinds()
    return replace(named, kind="person") if body and surface in holders_surnames() else named


def _places(doc: Doc, text: str, places: Gazetteer, tagged: Sequence[Named]) -> list[Named]:
    """The words that name places, adjectives of countries among them, and whatever stands where only places do."""
    found: list[Named] = []
    surely: set[str] = set()
    families = holders_surnames() | _surnames(text, tagged)
    people = {text[n.start : n.end] for n in tagged if n.kind == "person" and gender_of(text[n.start : n.end])}
    for spot, chance in place_spots(doc, text, places, _POSSIBLE_COUNTRY):
        surface = text[spot.start : spot.end]
        if chance < _LIKELY_PLACE and not (" " in surface and country_named(surface)):
            continue
        if chance < _CERTAIN_PLACE and surface in families and not _stands_in(doc, spot.first):
            continue
        if chance < _SURE_PLACE and surface in people and surface.rpartition(" ")[2].lower() not in LAST_WORDS:
            continue
        kind = "nationality" if is_demonym(surface) else "place"
        found.append(Named(spot.start, spot.end, kind, FROM_KNOWLEDGE if chance > _SURE_PLACE else FROM_TAGGER))
        if chance > _CERTAIN_PLACE and kind == "place" and _stands_in(doc, spot.first):
            surely.add(surface)
    return [*found, *standing_places(text, tagged, found, lambda name: _is_settled(places, name), surely)]


def _is_settled(places: Gazetteer, name: str) -> bool:
    """Whether a gazetteer has a town or land of a name, by letters or sound, and no table has it for somebody's."""
    if known_kinds().get(name.lower(), "place") != "place" or name in holders_surnames():
        return False
    named = [row for row, main in places.rows(name) if main or places.populations[row] >= _TOWN]
    return bool(named or places.rows_by_sound(name))


#: People of a place that is known by other names than its own too.
_TOWN = 20_000


def _with_sites(text: str, placed: Sequence[Named]) -> list[Named]:
    """The places, and those called by what they are that none of these covers or cuts."""
    apart = (site for site in sites(text) if not any(_is_more(place, site) for place in placed))
    return [*placed, *apart]


def _is_more(place: Named, site: Named) -> bool:
    """Whether a place overlaps a site without lying in it, or is the same."""
    overlap = place.start < site.end and site.start < place.end
    within = site.start <= place.start and place.end <= site.end
    return overlap and (not within or (place.start, place.end) == (site.start, site.end))


def _cased(doc: Doc, text: str) -> tuple[Doc, str]:
    """A parse and its text, or, where that has no capitals, those of the text with capitals on its names.

    The other text has the same length, so offsets hold for both.
    """
    if not doc.has_annotation("DEP") or not is_uncased(text):
        return doc, text
    raised = truecased(text)
    return english()(raised), raised


def _is_thing(doc: Doc, named: Named) -> bool:
    """Whether a word for a weapon or vehicle is a noun here, and no part of "suicide bomber"."""
    span = doc.char_span(named.start, named.end, alignment_mode="expand")
    if span is None or span.root.pos_ not in ("NOUN", "PROPN", "NUM", "X"):
        return False
    return not (span.start and doc[span.start - 1].lower_ == "suicide" and span[0].lemma_.lower() == "bomber")


def _stands_in(doc: Doc, number: int) -> bool:
    """Whether the word before a name says that it is where something is."""
    while number > 0 and doc[number - 1].is_space:
        number -= 1
    return number > 0 and doc[number - 1].lower_ in ("in", "at", "near", "from", "to", "of", ",", "outside", "around")


def _token_numbers(doc: Doc, names: Sequence[Named]) -> set[int]:
    """The numbers of the tokens that stand in these spans."""
    found: set[int] = set()
    for named in names:
        span = doc.char_span(named.start, named.end, alignment_mode="expand")
        if span is not None:
            found.update(range(span.start, span.end))
    return found


def _mentions(article: Article, names: Iterable[Named]) -> list[Mention]:
    """Mentions of these spans; of two on the same characters the later stays."""
    by_place = {(n.start, n.end): n for n in names}
    return [
        Mention(
            mention_id(article.id, n.start, n.end, n.kind),
            article.id,
            n.start,
            n.end,
            n.kind,
            article.text[n.start : n.end],
        )
        for n in sorted(by_place.values(), key=lambda n: (n.start, -n.end))
    ]
