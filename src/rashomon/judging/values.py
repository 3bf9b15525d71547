"""What a person types as the right value of a part of a report → the cell that the record keeps.

Reads text and an article; gives a Cell whose value is whole: nothing is looked up when it is applied. The one idea: a
value is read as its field is (a type of PLOVER, a place of the gazetteer, an ISO date, a count of something), and what
is none is told in one sentence.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from rashomon.errors import QueryError
from rashomon.judging.citing import PARTIES, is_text, standing
from rashomon.knowledge.codes import country_name
from rashomon.knowledge.countries import country_of
from rashomon.knowledge.gazetteer import gazetteer
from rashomon.knowledge.gazetteer_index import Gazetteer
from rashomon.knowledge.given_names import gender_of
from rashomon.knowledge.place_candidates import candidates
from rashomon.knowledge.place_hints import parent_candidates
from rashomon.knowledge.plover import HARM, kind_of, kinds
from rashomon.language import calendar
from rashomon.language.counts import counts_in
from rashomon.language.fates import words_for
from rashomon.language.phrases import counted_nouns, person_nouns
from rashomon.matching.acts.parties import bare
from rashomon.record import HOW_MANY, Cell, Quantity, Record, Report, When, Where, measure_of
from rashomon.stages.places import where_at
from rashomon.views.figures import spell_quantity
from rashomon.views.words import spell_when

#: How firmly an act is told, as reports have it.
MODALITIES = ("happened", "ongoing", "planned", "hypothetical", "demanded", "denied")

#: How somebody is quoted, as statements have it.
FORMS = ("direct", "indirect", "mixed")

#: Characters of what somebody says.
_LONGEST_WORDS = 2000

#: Characters of a value, names of one, and places that a sentence lists.
LONGEST, _MOST_NAMES, _MOST_PLACES = 300, 20, 5

#: The degrees at the end of a place that is given by them.
_POINT = re.compile(r"[\s(](-?\d{1,3}\.\d{1,12})\s?[,;]\s?(-?\d{1,3}\.\d{1,12})\s?\)?$")

#: A place this many times as populous as all others of its name, and a town at that, is the one that is meant.
_TIMES, _TOWN = 50, 100_000

_ISO = re.compile(r"\d{4}(?:-(?:\d{2}(?:-\d{2}(?:T(?:[01]\d|2[0-3])(?::[0-5]\d){0,2}Z?)?)?|W\d{2}))?")
_RELATION = re.compile(r"(before|after|about)\s+", re.I)
_WORD = re.compile(r"[^\s,]+(?:,\d{3})*")


def cells_of_value(part: str, value: str, report: Report, record: Record) -> tuple[Cell, ...]:
    """The cells that a value gives to a part of a report; several only of who and whom. `record`: of its article.

    Raises QueryError with what can be typed there.
    """
    value = " ".join(value.split())
    if not value or len(value) > LONGEST or not is_text(value):
        raise QueryError(f"no value: give one of at most {LONGEST} characters, or none to leave the part empty")
    if part in ("who", "whom"):
        return _names(value, record)
    return (_SINGLE[part.partition(":")[0]](value, part, report, record),)


def cells_of_statement(part: str, value: str, record: Record) -> tuple[Cell, ...]:
    """The cells that a value gives to a part of a statement; several only of words that stand apart ("…" between).

    `record`: of its article. Raises QueryError with what can be typed there.
    """
    if part not in ("words", "cue"):
        value = " ".join(value.split())
    if not value.strip() or len(value) > _LONGEST_WORDS or not is_text(value):
        raise QueryError(f"no value: give one of at most {_LONGEST_WORDS:,} characters")
    if part == "speaker":
        names = _names(value, record)
        if len(names) > 1:
            raise QueryError(f"several names: {value!r}; a statement has one speaker")
        return names
    if part == "form":
        if value.lower() not in FORMS:
            raise QueryError(f"no such form: {value!r}; there are {', '.join(FORMS)}")
        return (Cell(value.lower()),)
    quoted = [one.strip() for one in value.split(" … ")] if part == "words" else [value.strip()]
    return tuple(Cell(one) for one in quoted)


def part_of_value(part: str, cells: Sequence[Cell]) -> str:
    """The part that is judged: of counts the one that was given."""
    quantity = cells[0].quantity if cells else None
    return f"{HOW_MANY}:{measure_of(quantity)}" if quantity is not None else part


# ── type and modality ─────────────────────────────────────────────────────────────────────────────────────


def _type(value: str, part: str, report: Report, record: Record) -> Cell:
    name, *mode = re.split(r"[\s/]+", value.rstrip(")").replace("(", " "), maxsplit=1)
    kind, modes = name.upper(), [one.lower() for one in mode if one]
    known = sorted({one for one, _ in kinds()} | {HARM})
    if kind not in known:
        raise QueryError(f"no such type: {name!r}; there are {', '.join(known)}")
    its_modes = sorted(one for of, one in kinds() if of == kind and one)
    if modes and modes[0] not in its_modes:
        of_it = f"{kind} has {', '.join(its_modes)}" if its_modes else f"{kind} has none"
        raise QueryError(f"no such mode: {modes[0]!r}; {of_it}")
    coded = kind_of(kind, modes[0] if modes else None)
    said = f"{kind}/{modes[0]}" if modes else kind
    return Cell(said, type=kind, mode=modes[0] if modes else None, cameo=coded.cameo or None, quad=coded.quad)


def _modality(value: str, part: str, report: Report, record: Record) -> Cell:
    if value.lower() not in MODALITIES:
        raise QueryError(f"no such modality: {value!r}; there are {', '.join(MODALITIES)}")
    return Cell(value.lower(), modality=value.lower())


# ── who ───────────────────────────────────────────────────────────────────────────────────────────────────


def _names(value: str, record: Record) -> tuple[Cell, ...]:
    names = list(dict.fromkeys(name.strip() for name in value.split(";") if name.strip()))
    if not names or len(names) > _MOST_NAMES or not all(any(map(str.isalpha, name)) for name in names):
        raise QueryError(f"no name: {value!r}; give names of at most {_MOST_NAMES} parties, with ';' between them")
    return tuple(Cell(name, name=name, kind=_kind_of(name, record)) for name in names)


def _kind_of(name: str, record: Record) -> str:
    """As what a name is coded: as it is where the article names it so, else as knowledge has it."""
    plain = name.casefold()
    for entity in record.entities.values():
        if plain in {entity.name.casefold(), *(alias.casefold() for alias in entity.aliases)}:
            return entity.kind if entity.kind in ("person", "organization", "place") else "organization"
    if country_of(name):
        return "place"
    return "person" if gender_of(name) else "organization"


# ── when ──────────────────────────────────────────────────────────────────────────────────────────────────


def _when(value: str, part: str, report: Report, record: Record) -> Cell:
    relation = _RELATION.match(value)
    first, _, last = value[relation.end() if relation else 0 :].partition("/")
    ends = [_interval(one.strip()) for one in (first, last or first)]
    if ends[0] is None or ends[1] is None or ends[1].end <= ends[0].start:
        raise QueryError(
            f"no date: {value!r}; give 2017-04-07, 2017-04, 2017, 2017-04-07T03:45 (UTC), or two with a '/' between, "
            "the last included; 'before', 'after' or 'about' may stand before it"
        )
    when = When(
        _instant(ends[0].start), _instant(ends[1].end), ends[1].precision, relation[1].lower() if relation else "on",
        "absolute", "",
    )  # fmt: skip
    return Cell(spell_when(when) or value, when=when)


def _interval(value: str) -> calendar.Interval | None:
    if not _ISO.fullmatch(value):
        return None
    clock = value.removesuffix("Z")
    try:
        return calendar.interval_of(clock[:16])
    except (ValueError, OverflowError):
        # hour 27, or the last day of the calendar
        return None


def _instant(moment: datetime) -> str:
    return f"{moment.isoformat(timespec='seconds')}Z"


# ── where ─────────────────────────────────────────────────────────────────────────────────────────────────


def _where(value: str, part: str, report: Report, record: Record) -> Cell:
    places = gazetteer()
    if placed := _POINT.search(value):
        return _point(placed, value)
    by_id = places.row_of_id(f"geonames:{value}" if value.isdigit() else value)
    rows = [by_id] if by_id is not None else _rows_named(places, value)
    if not rows and any(standing(one.text, value) for one in record.articles.values()):
        # a village that no gazetteer has goes by its name, as in findings
        return Cell(value, where=Where(bare(value), value, None, None, None, "name", ""))
    if not rows:
        raise QueryError(
            f"no such place in the gazetteer or the article: {value!r}; give a name that one of them has, an id of "
            "GeoNames, or a name with degrees: Tell Sharif, Syria (36.28, 41.37)"
        )
    row = _meant(places, rows, record)
    if row is None:
        told = "; ".join(f"{spell_row(places, one)} ({places.place(one).id})" for one in rows[:_MOST_PLACES])
        more = f" and {len(rows) - _MOST_PLACES} more" if len(rows) > _MOST_PLACES else ""
        raise QueryError(f"several places are called {value!r}: {told}{more}; give the country with it, or the id")
    where = where_at(places, row, "")
    return Cell(spell_row(places, row), where=where)


def _point(placed: re.Match[str], value: str) -> Cell:
    """A place by its degrees: "Tell Sharif, Syria (36.28, 41.37)"."""
    name, latitude, longitude = value[: placed.start()].strip(" ,("), float(placed[1]), float(placed[2])
    if not name or not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise QueryError(f"no degrees: {value!r}; give a name with latitude (-90 to 90) and longitude (-180 to 180)")
    own, _, land = name.rpartition(",")
    country = country_of(land.strip()) if own else None
    plain = own.strip() if country else name
    said = f"{plain}, {country_name(country)}" if country else plain
    where = Where(_at(latitude, longitude), plain, country, latitude, longitude, "point", "")
    return Cell(f"{said} ({latitude}, {longitude})", where=where)


def _at(latitude: float, longitude: float) -> str:
    """What a place is called that is given by its degrees alone."""
    return f"at:{latitude},{longitude}"


def spell_row(places: Gazetteer, row: int) -> str:
    """A place with its country: "Homs, Syria"."""
    place = places.place(row)
    country = country_name(place.country)
    return f"{place.name}, {country}" if country and country != place.name else place.name


def _rows_named(places: Gazetteer, value: str) -> list[int]:
    """The rows of a name, most populous first; "Tripoli, Lebanon" only those of that country or division."""
    name, _, parent = (value, "", "") if "," not in value else value.rpartition(",")
    rows = [row for row, _ in candidates(places, name.strip())[0]]
    if parent.strip():
        parents = parent_candidates(places, parent.strip())
        countries = {places.place(one).country for one in parents if places.place(one).kind == "country"}
        divisions = {(places.countries[one], places.admin1s[one]) for one in parents if _is_division(places, one)}
        rows = [
            row for row in rows
            if places.place(row).country in countries or (places.countries[row], places.admin1s[row]) in divisions
        ]
    return sorted(rows, key=lambda row: (-places.place(row).population, places.place(row).id))


def _is_division(places: Gazetteer, row: int) -> bool:
    return places.place(row).kind == "admin1"


def _meant(places: Gazetteer, rows: Sequence[int], record: Record) -> int | None:
    """The one that is meant: of one country, of a country that the article names, or far the largest; else None."""
    of_country: dict[str | None, list[int]] = defaultdict(list)
    for row in rows:
        of_country[places.place(row).country].append(row)
    told = {where.country for where in record.places.values()}
    told |= {entity.country for entity in record.entities.values()}
    there = [country for country in of_country if country is not None and country in told]
    if len(of_country) == 1:
        return _finest(places, rows)
    if len(there) == 1:
        return _finest(places, of_country[there[0]])
    most = {country: max(places.place(row).population for row in found) for country, found in of_country.items()}
    first, second = sorted(most.values(), reverse=True)[:2]
    largest = max(most, key=lambda country: most[country])
    whole = any(places.place(row).kind == "country" for row in of_country[largest])
    alone = first >= _TOWN and first >= _TIMES * second
    return _finest(places, of_country[largest]) if alone or whole else None


def _finest(places: Gazetteer, rows: Sequence[int]) -> int:
    """Of places of one name in one country the town before its province; a country before all."""
    order = ("country", "city", "airfield", "admin2", "admin1")

    def rank(row: int) -> tuple[int, int]:
        place = places.place(row)
        return order.index(place.kind) if place.kind in order else len(order), -place.population

    return min(rows, key=rank)


# ── how many ──────────────────────────────────────────────────────────────────────────────────────────────


def _how_many(value: str, part: str, report: Report, record: Record) -> Cell:
    # "twenty-one" is three words to whoever counts
    words = _WORD.findall(re.sub(r"(?<=[a-z])-(?=[a-z])", " - ", value.lower()))
    found = counts_in(words)
    if len(found) != 1 or found[0].start != 0:
        raise QueryError(f"no count: {value!r}; give one number with what it counts: 14 dead, at least 30 injured")
    rest, named = " ".join(words[found[0].end :]).replace(" - ", "-"), part.partition(":")[2]
    measure = _measure(rest) if rest else _measure_of_report(named, value, report)
    if named and named != (measure[1] or measure[0]):
        raise QueryError(f"two measures: {named!r} and {rest!r}; say what is counted once")
    quantity = Quantity(found[0].low, found[0].high, *measure, "")
    return Cell(spell_quantity(quantity), quantity=quantity)


def _measure_of_report(named: str, value: str, report: Report) -> tuple[str | None, str | None]:
    """(unit, of) of the count that is named, or of the only one that the report has."""
    own = [one for one in report.quantities if not named or measure_of(one) == named]
    if len({measure_of(one) for one in own}) == 1:
        return own[0].unit, own[0].of
    if named:
        return _measure(named)
    raise QueryError(f"nothing is counted: {value!r}; say what, as in 14 dead or at least 30 injured")


def _measure(words: str) -> tuple[str | None, str | None]:
    """(unit, of) of words for what is counted, as the machine would read them."""
    words = re.sub(r"^(?:people|persons?)\s+", "", words).removeprefix("of ")
    singular = words[:-3] + "y" if words.endswith("ies") else words.removesuffix("s")
    fates, nouns = _fates(), words_for("nouns")
    people = counted_nouns() | person_nouns()
    said = [one for one in words.split() if (one not in people and one.removesuffix("s") not in people) or one in fates]
    if len(said) == 1 and said[0] in fates:
        # "14 civilians killed", "injured people"
        return "people", fates[said[0]]
    of = nouns.get(words) or nouns.get(singular) or (words if words in nouns.values() else None)
    if singular in people or words in people or (of in people and of not in nouns):
        return "people", of
    measures, currencies = words_for("measures"), words_for("currencies")
    unit = measures.get(words) or measures.get(singular) or currencies.get(singular)
    if unit is None and (len(words.split()) > 3 or not re.fullmatch(r"[^\W\d_][\w -]*%?|%", words)):
        raise QueryError(f"nothing that is counted: {words!r}; say what, as in 14 dead or 3 missiles")
    return (unit or words), of


@functools.cache
def _fates() -> Mapping[str, str]:
    """What can befall people, by the words for it: dead, killed."""
    states = dict(words_for("states"))
    values = {*states.values(), *words_for("done_to").values(), *words_for("done_by").values()}
    return {**{value: value for value in values}, **states}


_SINGLE: Mapping[str, Callable[[str, str, Report, Record], Cell]] = {
    "type": _type, "modality": _modality, "when": _when, "where": _where, HOW_MANY: _how_many,
}  # fmt: skip


# ── what colleagues send ──────────────────────────────────────────────────────────────────────────────────


def fits(part: str, cells: Iterable[Cell]) -> bool:
    """Whether cells hold what a part is made of, and nothing that no part has: they may come from anywhere."""
    cells, field = list(cells), part.partition(":")[0]
    single = field not in ("who", "whom", "words")
    if not cells or len(cells) > (1 if single else _MOST_NAMES):
        return False
    return all(is_sound(cell) and _FITS[field](cell) for cell in cells) and part_of_value(part, cells) == part


def is_sound(cell: Cell) -> bool:
    """Whether what a cell cites can be told, and is short enough to be kept."""
    words = [one for one in (cell.said, cell.was, cell.text, cell.name, cell.kind) if one is not None]
    together = len({one is None for one in (cell.text, cell.start, cell.end)}) == 1
    inside = cell.start is None or cell.end is None or 0 <= cell.start < cell.end
    return together and inside and all(0 < len(one) <= 2000 and is_text(one) for one in words)


def _has_interval(when: When | None) -> bool:
    if when is None or when.relation not in ("on", "before", "after", "about"):
        return False
    try:
        start, end = (datetime.strptime(one or "", "%Y-%m-%dT%H:%M:%SZ") for one in (when.start, when.end))
    except (TypeError, ValueError):
        return False
    return start < end


def _is_known_place(where: Where | None) -> bool:
    """Whether a place is one of the gazetteer, as it stands there, or given by its name or degrees alone."""
    if where is not None and where.precision == "name":
        return where == Where(bare(where.name), where.name, None, None, None, "name", "")
    if where is not None and where.latitude is not None and where.longitude is not None and where.precision == "point":
        degrees = abs(where.latitude) <= 90 and abs(where.longitude) <= 180
        if where.place == _at(where.latitude, where.longitude):
            return degrees and bool(where.name.strip()) and (where.country is None or bool(country_name(where.country)))
    row = gazetteer().row_of_id(where.place) if where is not None else None
    return where is not None and row is not None and where_at(gazetteer(), row, "") == replace(where, mention="")


def _is_known_type(cell: Cell) -> bool:
    known = cell.type == HARM and cell.mode is None
    if not known and (cell.type, cell.mode) not in kinds():
        return False
    coded = kind_of(cell.type or "", cell.mode)
    return (cell.cameo, cell.quad) == (coded.cameo or None, coded.quad)


def _counts(quantity: Quantity | None) -> bool:
    if quantity is None or not measure_of(quantity):
        return False
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    return bool(ends) and all(0 <= end < 1e15 for end in ends) and ends == sorted(ends)


_FITS: Mapping[str, Callable[[Cell], bool]] = {
    "who": lambda cell: bool(cell.name) and cell.kind in PARTIES,
    "whom": lambda cell: bool(cell.name) and cell.kind in PARTIES,
    "when": lambda cell: _has_interval(cell.when),
    "where": lambda cell: _is_known_place(cell.where),
    HOW_MANY: lambda cell: _counts(cell.quantity),
    "type": _is_known_type,
    "modality": lambda cell: cell.modality in MODALITIES,
    "speaker": lambda cell: bool(cell.name) and cell.kind in PARTIES,
    "words": lambda cell: cell.text == cell.said,
    "cue": lambda cell: cell.text == cell.said,
    "form": lambda cell: cell.said in FORMS,
}
