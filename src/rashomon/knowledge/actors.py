"""Who a phrase means as an actor: its country and its sectors (PLOVER), with reasons.

Reads a phrase ("Iranian-backed militia in Iraq") and a date; gives an `ActorCode`. The one idea: the noun at the
head says what the actor is, what stands before and after it says whose. "Iranian-backed" says neither, a
complement with "of" says both ("president of the Riigikogu"), one with "to" says nothing of the actor
("ambassador to Poland"). Persons and groups are what they were on the date.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rashomon.knowledge import figures
from rashomon.knowledge.countries import adjective_of, country_of, metonym_of, people_of
from rashomon.knowledge.groups import group_at
from rashomon.knowledge.lexicon import Entry, Hit, Word, hits, words_of
from rashomon.knowledge.lexicon import known_names as _lexicon_names
from rashomon.knowledge.weapons import surfaces as _weapon_surfaces

__all__ = ["SECTORS", "ActorCode", "adjective_of", "code_actor", "country_of", "known_names", "metonym_of",
           "people_of"]  # fmt: skip

#: PLOVER's sectors (openeventdata/PLOVER, manual 2.0).
SECTORS = frozenset(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
)

#: Words that end the head of a phrase: what follows is a complement.
_BREAKS = frozenset(
    "of in from to at for on by with who that which whose near against under during inside outside across "
    "around among between since after before accused including , ; : (".split()
)
#: Complements that say whose the actor is, the stronger first.
_WHOSE = ("of", "from", "in", "at", "inside", "across", "among", "near", "around", "(", ",", "by", "for", "on")
#: "X-backed" tells of another than the actor; "X-based" of where the actor is.
_FOREIGN = frozenset(
    "backed led aligned allied sponsored supported funded linked affiliated trained armed imposed brokered "
    "supplied friendly installed mediated speaking inspired owned occupied".split()
)
_HOME = frozenset("based born held controlled run administered ruled".split())
_AGAINST = frozenset("anti pro non counter".split())
_OVER = frozenset("former ex ousted deposed onetime retired erstwhile disgraced".split())
#: Nouns that take their sector from the body or group beside them.
_BORROWING = frozenset(
    "president head leader chief director chairman chairwoman chair secretary general spokesman spokesperson "
    "spokeswoman member commander fighter militant force troop official officer representative deputy gunman "
    "militiaman forces supporter follower insurgent agent wing branch leadership authority source figure candidate "
    "delegation negotiator coordinator executive ceo boss founder cofounder rebel soldier terrorist militia "
    "faction headquarters".split()
)
#: Nouns and numbers that only count the actors named after "of".
_COUNTING = frozenset(
    "group groups band bands crowd crowds number numbers member members several some many most dozens hundreds "
    "thousands tens scores couple pair one two three four five six seven handful majority all half both any "
    "each few none convoy wave gathering mob team contingent representative representatives coalition alliance "
    "column unit family families community association federation".split()
)
#: Kinds of entries that name a place an actor is from.
_PLACES = ("home", "metonym")
#: Kinds of entries that name a country or a place in it.
_LANDS = ("name", "adjective", "people", "home", "metonym")
_RIGHT = frozenset({"UNK", "CVL"})


@dataclass(frozen=True, slots=True)
class ActorCode:
    """An actor's country (alpha-3, UNO, EUR, IGO or None) and sectors, the main one first.

    `name`, `wikidata`: of the known person, group or body; `role`: the words or office the sector rests on.
    """

    country: str | None
    sectors: tuple[str, ...]
    name: str | None
    wikidata: str | None
    role: str | None
    reasons: tuple[str, ...]


class _Sense(NamedTuple):
    """One hit read on the date: what it says of country and sectors. `segment` counts complements, 0 the head."""

    hit: Hit
    entry: Entry
    country: str
    sectors: tuple[str, ...]
    segment: int
    preposition: str
    weight: str


@functools.lru_cache(maxsize=65536)
def code_actor(
    phrase: str, at: str | None = None, context: str | None = None, country_hint: str | None = None
) -> ActorCode:
    """The country and sectors of an actor phrase on an ISO date; at None reads it after all dates known.

    `context` are words around the phrase, used where the phrase itself names no country; `country_hint` is an
    alpha-3 code that settles which of several namesakes is meant.
    """
    words = words_of(_calmed(phrase))
    hint = country_hint or (_context_country(context) if context else None)
    senses = list(_senses(words, at, hint))
    reasons: list[str] = []
    country = _country(senses, words, reasons) or hint
    role, sectors = _sectors(senses, words, reasons)
    named = _named(senses)
    return ActorCode(
        country or None,
        sectors,
        named.name if named else None,
        named.wikidata or None if named else None,
        role,
        tuple(reasons),
    )


def known_names() -> Iterator[tuple[str, str, str, str, tuple[str, ...], str]]:
    """(surface, kind, canonical name, country, sectors, wikidata) of everything known by name.

    Kinds are those of mentions: organization, person, weapon, vehicle, nationality. Names of countries and
    cities are left out: they are places.
    """
    kinds = {"body": "organization", "group": "organization", "outlet": "organization", "person": "person",
             "adjective": "nationality", "people": "nationality"}  # fmt: skip
    for entry in _lexicon_names():
        kind = kinds.get(entry.kind)
        if kind:
            yield entry.written, kind, entry.name, entry.country, entry.sectors, entry.wikidata
    for surface, weapon in _weapon_surfaces():
        yield surface, weapon.kind, weapon.name, "", (), ""


def _calmed(phrase: str) -> str:
    """The phrase; where all of it is in capitals, with capitals at the front of long words only."""
    if not phrase.isupper() or max(map(len, phrase.split()), default=0) < 6:
        return phrase
    return " ".join(word.title() if len(word) > 3 else word for word in phrase.split())


def _context_country(context: str) -> str | None:
    for hit in hits(words_of(context)):
        for entry in hit.entries:
            if entry.country:
                return entry.country
    return None


def _senses(words: list[Word], at: str | None, hint: str | None) -> Iterator[_Sense]:
    """Every known stretch, read on the date, with the part of the phrase in which it stands."""
    found = hits(words)
    segments = _segments(words, found)
    lands = {hit.entries[0].country for hit in found if hit.entries[0].kind in _LANDS}
    for hit in found:
        segment, preposition = segments[hit.start]
        entry = _chosen(hit, words, hint, lands)
        if entry and not (entry.kind == "person" and _is_named_after(words, hit.end)):
            country, sectors = _read(entry, at)
            weight = _weight(hit, words)
            yield _Sense(hit, entry, country, sectors, segment, preposition, weight)
    yield from _family_name(words, found, at)


def _is_named_after(words: list[Word], end: int) -> bool:
    """Whether a place or house bears a person's name: "Prince William County"."""
    return end < len(words) and words[end].written[:1].isupper() and words[end].key in _BEARING_NAMES


_BEARING_NAMES = frozenset(
    """county island islands sound street road avenue boulevard highway airport stadium bridge square hospital school
    university college library museum park forest high centre center hotel foundation institute prize""".split()
)


def _segments(words: list[Word], found: Iterable[Hit]) -> list[tuple[int, str]]:
    """For each word the number of its complement (0: the head) and the word that opens it."""
    inside = {at for hit in found for at in range(hit.start + 1, hit.end)}
    segments, number, preposition = [], 0, ""
    for at, word in enumerate(words):
        if word.key in _BREAKS and at not in inside and at:
            number, preposition = number + 1, word.key
        segments.append((number, preposition))
    return segments


def _chosen(hit: Hit, words: list[Word], hint: str | None, lands: set[str]) -> Entry | None:
    """The reading of a stretch: a state of disputed standing, the one of the hinted country, else the first.

    A body whose name is a common noun too is the noun where the phrase names another country.
    """
    for entry in hit.entries:
        if entry.sectors == ("PRE",):
            return entry
    if lands and hit.entries[0].kind in ("body", "group") and hit.entries[0].country not in lands:
        for entry in hit.entries:
            if entry.kind == "noun":
                return entry
    if hint:
        for entry in hit.entries:
            if entry.country == hint:
                return entry
    if len(hit.entries) > 1 and hit.end < len(words):
        for entry in hit.entries:
            if entry.kind == "adjective":
                return entry
    return hit.entries[0]


def _read(entry: Entry, at: str | None) -> tuple[str, tuple[str, ...]]:
    if entry.kind == "group":
        group = group_at(entry.name, at)
        return entry.country, group.sectors if group else entry.sectors
    if entry.kind == "person":
        stands = figures.standing(entry.name, at)
        return (stands.part.country, stands.sectors) if stands else ("", ())
    return entry.country, entry.sectors


def _weight(hit: Hit, words: list[Word]) -> str:
    """Whether the words around a stretch turn it: "foreign" (X-backed), "against" (anti-X), "home", or ""."""
    following = words[hit.end].key if hit.end < len(words) else ""
    before = words[hit.start - 1] if hit.start else None
    if before and before.key in _AGAINST and words[hit.start].hyphened:
        return "against"
    if following in _FOREIGN and words[hit.end].hyphened:
        return "foreign"
    if following in _HOME and words[hit.end].hyphened:
        return "home"
    return ""


def _family_name(words: list[Word], found: list[Hit], day: str | None) -> Iterator[_Sense]:
    """The person whom a run of unknown words with capitals at the end of the head names, spelled otherwise."""
    run = _stranger(words, found)
    if not run or (len(run) == 1 and any(hit.start == run[0] for hit in found)):
        return
    named = [words[at].key for at in run]
    person = figures.of_spelling(named) if len(run) > 1 else figures.of_family_name(named[0], day)
    stands = figures.standing(person, day) if person else None
    if person and stands:
        part = stands.part
        written = " ".join(words[at].written for at in run)
        entry = Entry("person", person, part.country, stands.sectors, part.wikidata, written, strict=True)
        yield _Sense(Hit(run[0], run[-1] + 1, (entry,)), entry, part.country, stands.sectors, 0, "", "")


def _stranger(words: list[Word], found: list[Hit]) -> list[int]:
    """The places of the last unbroken run of capitalised words that no table knows, cities aside."""
    taken = {at for hit in found for at in range(hit.start, hit.end) if hit.entries[0].kind != "home"}
    if any(entry.kind == "person" for hit in found for entry in hit.entries[:1]):
        return []
    run: list[int] = []
    for at, word in enumerate(words):
        if at in taken or not word.written[:1].isupper():
            if run:
                break
        else:
            run.append(at)
    return run


def _country(senses: list[_Sense], words: list[Word], reasons: list[str]) -> str:
    """The country that the head names, else the strongest complement."""
    usable = [one for one in senses if one.country and one.weight not in ("foreign", "against")]
    usable = [one for one in usable if one.entry.kind not in _PLACES or _home_counts(one, senses, words)]
    home = [one for one in usable if one.weight == "home" or _is_based(one, words)]
    head = [one for one in usable if one.segment == 0]
    for chosen in (home, _by_kind(head), _by_preposition(usable)):
        if chosen:
            one = chosen[0]
            place = f"after {one.preposition!r}" if one.segment else "at the head"
            reasons.append(f"country {one.country}: {one.entry.kind} {one.entry.written!r} {place}")
            return one.country
    return ""


def _is_based(one: _Sense, words: list[Word]) -> bool:
    """Whether "based in" stands before a stretch."""
    start = one.hit.start
    return start >= 2 and words[start - 1].key == "in" and words[start - 2].key in ("based", "exiled")


def _home_counts(one: _Sense, senses: list[_Sense], words: list[Word]) -> bool:
    """A city or region counts beside a noun, after a preposition, or alone: never inside a stranger's name."""
    before = one.hit.start - 1
    single = one.hit.end - one.hit.start == 1
    if single and before >= 0 and words[before].written[:1].isupper() and not _known_at(before, senses):
        return False
    if one.segment or one.hit.end - one.hit.start == len([word for word in words if word.key != "the"]):
        return True
    return any(other.entry.kind in ("noun", "body") and other is not one for other in senses)


def _known_at(at: int, senses: list[_Sense]) -> bool:
    return any(one.hit.start <= at < one.hit.end for one in senses)


def _by_kind(head: list[_Sense]) -> list[_Sense]:
    """The head's senses: what names a country, a body or a group, then persons, then cities; in text order."""
    order = {"home": 3, "person": 2, "outlet": 1}
    return sorted(head, key=lambda one: (order.get(one.entry.kind, 0), one.hit.start))


def _by_preposition(usable: list[_Sense]) -> list[_Sense]:
    found = [one for one in usable if one.segment and one.preposition in _WHOSE]
    return sorted(found, key=lambda one: (_WHOSE.index(one.preposition), one.hit.start))


def _sectors(senses: list[_Sense], words: list[Word], reasons: list[str]) -> tuple[str | None, tuple[str, ...]]:
    """The words that say what the actor is, and the sectors."""
    head = [one for one in senses if one.segment == 0 and one.sectors and one.weight == ""]
    nouns = [one for one in head if one.entry.kind == "noun"]
    named = [one for one in head if one.entry.kind not in ("noun", "home", "metonym")]
    chosen = _head_sense(nouns, named, senses, words)
    if chosen is None:
        return _by_place(senses, words, reasons)
    sectors = _modified(chosen, head, words)
    reasons.append(f"sector {sectors[0] if sectors else ''}: {chosen.entry.kind} {chosen.entry.written!r}")
    return chosen.entry.written, sectors


def _head_sense(nouns: list[_Sense], named: list[_Sense], senses: list[_Sense], words: list[Word]) -> _Sense | None:
    """The sense that speaks for the phrase: a telling noun, a body it borrows from, a name, then any noun."""
    telling = [one for one in nouns if one.sectors[0] not in _RIGHT]
    last = nouns[-1] if nouns else None
    if _counts_others(words, last, named):
        return _first_of(senses) or last
    if last and _borrows(last):
        lender = _person(named) or _lender(last, named, senses)
        if lender:
            return lender
    if last and last.sectors[0] == "CVL":
        return last
    if telling:
        return telling[-1]
    if named:
        return named[-1]
    return last


def _counts_others(words: list[Word], last: _Sense | None, named: list[_Sense]) -> bool:
    """Whether the head only counts what follows "of": "a group of", "several of", "members of"."""
    until = next((at for at, word in enumerate(words) if word.key == "of"), 0)
    if not until or named or (last and last.sectors[0] not in ("UNK", "CVL", "GOV")):
        return False
    return words[until - 1].key in _COUNTING


def _first_of(senses: list[_Sense]) -> _Sense | None:
    """What the first complement with "of" is: its last noun, else its name."""
    after = [one for one in senses if one.segment and one.preposition == "of" and one.sectors and not one.weight]
    after = [one for one in after if one.segment == after[0].segment and one.entry.kind not in ("home", "metonym")]
    nouns = [one for one in after if one.entry.kind == "noun"]
    return nouns[-1] if nouns else after[-1] if after else None


def _person(named: list[_Sense]) -> _Sense | None:
    return next((one for one in named if one.entry.kind == "person"), None)


def _borrows(noun: _Sense) -> bool:
    last = noun.entry.written.split()[-1]
    return last in _BORROWING or noun.entry.written in ("secretary-general", "secretary general")


def _lender(noun: _Sense, named: list[_Sense], senses: list[_Sense]) -> _Sense | None:
    """The body or group that a leader or member stands for: beside it, or after "of"."""
    bodies = [one for one in named if one.entry.kind in ("body", "group", "outlet") and one.sectors]
    bodies = [one for one in bodies if one.sectors != ("UNK",)]
    if bodies and bodies[-1].hit.start < noun.hit.start:
        return bodies[-1]
    if noun.entry.written == "president":  # "the bank president" presides over no state
        beside = [one for one in senses if one.hit.end == noun.hit.start and one.entry.kind == "noun" and one.sectors]
        if beside and beside[0].sectors[0] not in ("GOV", "UNK"):
            return beside[0]
    after = [one for one in senses if one.segment == 1 and one.preposition in ("of", "for", "at", "in")]
    for one in after:
        if one.entry.kind in ("body", "group") and one.sectors:
            return one
        silent = ("UNK", "CVL") if noun.sectors == ("UNK",) else ("UNK", "CVL", "GOV")
        if one.entry.kind == "noun" and one.sectors and one.sectors[0] not in silent:
            return one
    return None


def _modified(chosen: _Sense, head: list[_Sense], words: list[Word]) -> tuple[str, ...]:
    """The sectors as the words before the noun turn them: "former" makes ELI, "opposition" OPP."""
    sectors = _armed(chosen.sectors, head)
    before = {word.key for word in words[: chosen.hit.start]}
    opens = words[chosen.hit.start].key
    if (before & _OVER or opens in _OVER) and sectors[0] in ("GOV", "LEG", "MIL", "SPY", "JUD", "COP"):
        return ("ELI",)
    if "opposition" in before and "OPP" not in sectors:
        return ("OPP",) if sectors[0] == "UNK" else ("OPP", *sectors)
    return sectors


def _armed(sectors: tuple[str, ...], head: list[_Sense]) -> tuple[str, ...]:
    """The sectors of a party that also bears arms, its armed side first where the phrase speaks of fighters."""
    if sectors[:1] == ("PTY",) and any(one.sectors[0] in ("REB", "UAF", "MIL") for one in head):
        return tuple(sorted(sectors, key=lambda sector: sector == "PTY"))
    return sectors


def _by_place(senses: list[_Sense], words: list[Word], reasons: list[str]) -> tuple[str | None, tuple[str, ...]]:
    """A seat of government acts for the government; a city alone means its people."""
    for one in senses:
        alone = one.hit.end - one.hit.start >= len([word for word in words if word.key != "the"])
        if one.segment == 0 and one.entry.kind in ("metonym", "home") and alone and one.weight == "":
            reasons.append(f"sector {one.sectors[0]}: {one.entry.kind} {one.entry.written!r}")
            return one.entry.written, one.sectors
    return None, ()


def _named(senses: list[_Sense]) -> Entry | None:
    """The known person, else the known group or body, that the head names."""
    for kinds in (("person",), ("group", "body", "outlet")):
        for one in senses:
            if one.segment == 0 and one.weight == "" and one.entry.kind in kinds:
                return one.entry
    return None
