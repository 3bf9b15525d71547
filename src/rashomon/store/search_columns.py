"""The search index's rows → columns of small numbers, by which lists are counted and filtered in memory.

Reads articles, events, reports and parties of the index; writes one blob a column into its table `columns` whenever the
index catches up. The one idea: a hundred thousand articles are a few arrays of four bytes a row, so that what SQL would
join for seconds numpy counts in milliseconds, under any filter. Arrays are indexed by the rows' `n`; 0 is nobody.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int32]
Mask = NDArray[np.bool_]

#: Goes up when a column means something else, or where an index of the tables is new; columns of another number are
#: made again, the rows are not.
COLUMNS = 3

_TABLE = "create table if not exists columns(name text primary key, body blob not null) without rowid"
_ARTICLES = "select n, outlet, country, language, day, story, origin, published from articles"
_EVENTS = (
    "select n, type, mode, country, place, name, start, coalesce(end, start), "
    "latitude is not null and longitude is not null, story, contradicted, differing, articles, origins, id from events"
)
_CODED = ("outlet", "country", "language", "day")
_CODED_EVENTS = ("type", "mode", "where", "place", "name", "start", "end")
#: Articles and events that are put in one by one; more are counted with all the others.
_FEW = 2000
_ROLES = ("actor", "recipient")
#: The rows that hold `Columns.values`.
_VALUES = ("values of events", "values")


@dataclass(frozen=True)
class Columns:
    """What is counted. Codes are places in `values`, -1 where nothing is known; they sort as their values do.

    articles: `outlet`, `country`, `language`, `day`; `story` (0: none); `voice`, the origin (0: no such article);
    `latest`, articles from the last published on. events: `type`, `mode`, `where` (country), `place`, `name`, `start`,
    `end`, `located` (1: has degrees), `told_story`, `contradicted`, `differing` (findings), `told`, `heard`
    (articles, origins), `quad` (1..4, the highest of its reports, 0: none), `heavy`, events, most origins first.
    Pairs, sorted: `told_event` with `told_article`, `party_event` with `party` (an entity) and `role` (0 actor, 1
    recipient).
    """

    outlet: Numbers
    country: Numbers
    language: Numbers
    day: Numbers
    story: Numbers
    voice: Numbers
    latest: Numbers
    type: Numbers
    mode: Numbers
    where: Numbers
    place: Numbers
    name: Numbers
    start: Numbers
    end: Numbers
    located: Numbers
    told_story: Numbers
    contradicted: Numbers
    differing: Numbers
    told: Numbers
    heard: Numbers
    quad: Numbers
    heavy: Numbers
    told_event: Numbers
    told_article: Numbers
    party_event: Numbers
    party: Numbers
    role: Numbers
    values: dict[str, list[Any]]
    #: Name → what `values` was read from, and what it says.
    read: dict[str, tuple[bytes, dict[str, list[Any]]]]

    @property
    def articles(self) -> Mask:
        """Which numbers are articles."""
        return self.voice > 0

    @property
    def events(self) -> Mask:
        """Which numbers are events."""
        there = np.zeros(len(self.type), bool)
        there[self.heavy] = True
        return there

    def code(self, values: str, wanted: Iterable[str]) -> list[int]:
        """Codes of these values, where they occur."""
        asked = set(wanted)
        return [code for code, value in enumerate(self.values[values]) if value in asked]

    def telling(self, events: Mask) -> Mask:
        """Articles that tell one of these events."""
        found = np.zeros(len(self.voice), bool)
        found[self.told_article[events[self.told_event]]] = True
        return found

    def told_by(self, articles: Mask) -> Mask:
        """Events that one of these articles tells."""
        found = np.zeros(len(self.type), bool)
        found[self.told_event[articles[self.told_article]]] = True
        return found

    def voices(self, articles: Mask) -> int:
        """How many independent origins stand behind these articles."""
        heard = np.zeros(int(self.voice.max(initial=0)) + 1, bool)
        heard[self.voice[articles]] = True
        heard[0] = False
        return int(heard.sum())


def make_columns(writer: sqlite3.Connection) -> None:
    """Makes all columns from the index's rows."""
    told: dict[str, list[Any]] = {}
    events = _of_events(writer, told)
    writer.execute(_TABLE)
    writer.execute("delete from columns")
    _keep(writer, {**events, **_pairs(writer, len(events["type"]))}, "values of events", told)
    rows = writer.execute(f"{_ARTICLES} order by published is null, published desc, n").fetchall()
    values: dict[str, list[Any]] = {}
    n, *coded, story, origin, _ = _columns(rows, 8)
    size = 1 + max(n, default=0)
    made = {name: _coded(values, name, n, column, size) for name, column in zip(_CODED, coded, strict=True)}
    voices = [number if voice is None else (voice, 0) for number, voice in zip(n, origin, strict=True)]
    code = {voice: place for place, voice in enumerate(dict.fromkeys(voices), 1)}
    made["story"] = _placed(n, [number or 0 for number in story], size, 0)
    made["voice"] = _placed(n, [code[voice] for voice in voices], size, 0)
    made["latest"] = np.array(n, np.int32)
    _keep(writer, made, "values", values)


def change_columns(writer: sqlite3.Connection, articles: Collection[int], events: Collection[int]) -> None:
    """Adds articles that came in, and looks again at articles told in another story or by another voice, and at events
    that are new, others or gone. An article that has not been compared is its own origin, of no story.
    """
    held = load_columns(writer.execute("select name, body from columns"))
    new = [n for (n,) in writer.execute("select n from articles where n >= ? order by n", (len(held.voice),))]
    if len(new) + len(articles) + len(events) > _FEW:
        make_columns(writer)
        return
    if new or articles:
        _change_articles(writer, held, new, articles)
    if events:
        _change_events(writer, held, np.array(sorted(events), np.int64))


def _change_articles(
    writer: sqlite3.Connection, held: Columns, new: Sequence[int], changed: Collection[int]
) -> None:
    rows = _rows_of(writer, f"{_ARTICLES} where n in", {*new, *changed})
    n, *coded, story, origin, published = _columns(rows, 8)
    size = max(len(held.voice), 1 + max(n, default=0))
    values: dict[str, list[Any]] = {}
    made = {name: _recoded(values, name, held, n, column, size) for name, column in zip(_CODED, coded, strict=True)}
    made["story"] = _with(held.story, n, [number or 0 for number in story], size, 0)
    voices = [number if voice is None else voice for number, voice in zip(n, origin, strict=True)]
    made["voice"] = _with(held.voice, n, _codes_of(voices, set(n), held.voice), size, 0)
    dates = dict(zip(n, published, strict=True))
    made["latest"] = _latest_with(writer, held.latest, {number: dates[number] for number in new})
    _keep(writer, made, "values", values)


def _codes_of(voices: Sequence[int], changed: Collection[int], held: Numbers) -> list[int]:
    """Codes of the articles whose voices these articles are: that of a voice that stays, or one that is new."""
    following = 1 + int(held.max(initial=0))
    fresh = {voice: following + place for place, voice in enumerate(sorted(set(voices) & set(changed)))}
    return [fresh[voice] if voice in fresh else int(held[voice]) for voice in voices]


def _change_events(writer: sqlite3.Connection, held: Columns, changed: NDArray[np.int64]) -> None:
    rows = _rows_of(writer, f"{_EVENTS} where n in", changed.tolist())
    n, *coded, located, story, contradicted, differing, told, heard, ids = _columns(rows, 15)
    size = max(len(held.type), 1 + int(changed.max()))
    values: dict[str, list[Any]] = {}
    gone = sorted(set(changed.tolist()).difference(n))
    made = {name: _recoded(values, name, held, n, column, size, gone)
            for name, column in zip(_CODED_EVENTS, coded, strict=True)}  # fmt: skip
    counts = {"located": located, "told_story": [number or 0 for number in story], "contradicted": contradicted,
              "differing": differing, "told": told, "heard": heard}  # fmt: skip
    for name, column in counts.items():
        made[name] = _with(getattr(held, name), [*n, *gone], [*column, *(0 for _ in gone)], size, 0)
    there = np.concatenate([held.heavy[~np.isin(held.heavy, changed)], np.array(n, np.int64)])
    made["heavy"] = there[np.lexsort((there, -made["told"][there], -made["heard"][there]))]
    called: list[Any] = [*held.values["event"], *([None] * (size - len(held.values["event"])))]
    for number, id in [*((one, None) for one in gone), *zip(n, ids, strict=True)]:
        called[number] = id
    values["event"] = called
    values["points"] = _points_again(writer, held, values["place"], made["place"], changed)
    _keep(writer, {**made, **_pairs_again(writer, held, size, changed)}, "values of events", values)


def _points_again(
    writer: sqlite3.Connection, held: Columns, places: Sequence[str], codes: NDArray[Any], changed: NDArray[np.int64]
) -> list[Any]:
    """Where places are; those of changed events are looked at again."""
    before = held.place[changed[changed < len(held.place)]]
    touched = {held.values["place"][code] for code in before.tolist() if code >= 0}
    touched |= {places[code] for code in codes[changed].tolist() if code >= 0}
    known = dict(zip(held.values["place"], held.values["points"], strict=True))
    known |= dict.fromkeys(touched) | _degrees(writer, touched)
    return [known[place] for place in places]


def _pairs_again(
    writer: sqlite3.Connection, held: Columns, size: int, changed: NDArray[np.int64]
) -> dict[str, NDArray[Any]]:
    new = _pairs(writer, size, changed.tolist())
    quad = _with(held.quad, changed.tolist(), new["quad"][changed].tolist(), size, 0)
    stay = ~np.isin(held.told_event, changed)
    pairs = np.sort(np.concatenate([
        held.told_event[stay].astype(np.int64) << 32 | held.told_article[stay],
        new["told_event"].astype(np.int64) << 32 | new["told_article"],
    ]))  # fmt: skip
    made = {"quad": quad, "told_event": pairs >> 32, "told_article": pairs & 0xFFFFFFFF}
    stay = ~np.isin(held.party_event, changed)
    names = ("party_event", "party", "role")
    party = {name: np.concatenate([getattr(held, name)[stay], new[name]]) for name in names}
    order = np.lexsort((party["role"], party["party"], party["party_event"]))
    return made | {name: party[name][order] for name in names}


def _recoded(
    values: dict[str, list[Any]],
    name: str,
    held: Columns,
    numbers: Sequence[int],
    column: Sequence[str | None],
    size: int,
    gone: Sequence[int] = (),
) -> NDArray[Any]:
    """The codes of a column in which these numbers have other values, and `gone` ones none."""
    known = held.values[name]
    every = sorted({*known, *(value for value in column if value is not None)})
    place = {value: code for code, value in enumerate(every)}
    # the last is where -1, the code of what is unknown, finds it
    codes = np.array([*(place[value] for value in known), -1], np.int32)[getattr(held, name)]
    new = [-1 if value is None else place[value] for value in column]
    found = _with(codes, [*numbers, *gone], [*new, *(-1 for _ in gone)], size, -1)
    used = np.zeros(len(every), bool)
    used[found[found >= 0]] = True
    values[name] = [value for value, is_used in zip(every, used.tolist(), strict=True) if is_used]
    return found if used.all() else np.array([*(np.cumsum(used) - 1), -1], np.int32)[found]


def _with(held: Numbers, numbers: Sequence[int], column: Sequence[int], size: int, empty: int) -> NDArray[Any]:
    """A column with other values at these numbers."""
    found = np.full(size, empty, np.int32)
    found[: len(held)] = held
    found[np.array(numbers, np.int64)] = column
    return found


def _rows_of(writer: sqlite3.Connection, query: str, numbers: Collection[int]) -> list[Any]:
    listed = json.dumps(sorted(numbers))
    return writer.execute(f"{query} (select value from json_each(?)) order by n", (listed,)).fetchall()


def _latest_with(writer: sqlite3.Connection, latest: Numbers, new: dict[int, str | None]) -> NDArray[Any]:
    """Articles from the last published on, new ones put where they belong; what has no date comes last."""
    order = latest.tolist()

    def published(number: int) -> str | None:
        if number in new:
            return new[number]
        found = writer.execute("select published from articles where n = ?", (number,)).fetchone()
        return found[0] if found else None

    for number, at in new.items():
        first, last = 0, len(order)
        while first < last:
            middle = (first + last) // 2
            there = published(order[middle])
            # of the same instant the newer number comes later
            if at is None or (there is not None and there >= at):
                first = middle + 1
            else:
                last = middle
        order.insert(first, number)
    return np.array(order, np.int32)


def _keep(writer: sqlite3.Connection, made: dict[str, NDArray[Any]], name: str, values: dict[str, list[Any]]) -> None:
    writer.executemany(
        "insert or replace into columns values (?, ?)",
        [*((name, column.astype(np.int32).tobytes()) for name, column in made.items()),
         (name, json.dumps(values).encode("ascii"))],
    )  # fmt: skip


def load_columns(rows: Iterable[Sequence[Any]], before: Columns | None = None) -> Columns:
    """The columns from rows of (name, body); what is as it was `before` stays where it is in memory."""
    held = {row[0]: row[1] for row in rows}
    arrays: dict[str, Numbers] = {}
    for name in (f.name for f in fields(Columns) if f.name not in ("values", "read")):
        known: Numbers | None = getattr(before, name, None)
        if known is None or known.tobytes() != held[name]:
            known = np.frombuffer(held[name], np.int32)
        arrays[name] = known
    read = {}
    for name in _VALUES:
        kept = before.read[name] if before is not None else (b"", {})
        read[name] = kept if kept[0] == held[name] else (held[name], json.loads(held[name]))
    values = {key: found for _, of_row in read.values() for key, found in of_row.items()}
    return Columns(**arrays, values=values, read=read)


def _of_events(writer: sqlite3.Connection, values: dict[str, list[Any]]) -> dict[str, NDArray[Any]]:
    rows = writer.execute(f"{_EVENTS} order by origins desc, articles desc, n").fetchall()
    n, type, mode, country, place, name, start, end, located, story, contradicted, differing, told, heard, ids = (
        _columns(rows, 15)
    )
    size = 1 + max(n, default=0)
    made = {
        "type": _coded(values, "type", n, type, size),
        "mode": _coded(values, "mode", n, mode, size),
        "where": _coded(values, "where", n, country, size),
        "place": _coded(values, "place", n, place, size),
        "name": _coded(values, "name", n, name, size),
        "start": _coded(values, "start", n, start, size),
        "end": _coded(values, "end", n, end, size),
        "located": _placed(n, located, size, 0),
        "told_story": _placed(n, [number or 0 for number in story], size, 0),
        "contradicted": _placed(n, contradicted, size, 0),
        "differing": _placed(n, differing, size, 0),
        "told": _placed(n, told, size, 0),
        "heard": _placed(n, heard, size, 0),
        "heavy": np.array(n, np.int32),
    }
    called = dict(zip(n, ids, strict=True))
    values["event"] = [called.get(number) for number in range(size)]
    values["points"] = _points(writer, values["place"])
    return made


def _points(writer: sqlite3.Connection, places: Sequence[str]) -> list[Any]:
    """Of each place, by code: name, country, latitude, longitude, precision; null where it has no degrees."""
    found = _degrees(writer)
    return [found.get(place) for place in places]


def _degrees(writer: sqlite3.Connection, places: Collection[str] | None = None) -> dict[str, Any]:
    """Place → where it is; all places that have degrees, or those of these."""
    asked = "" if places is None else "and place in (select value from json_each(:places))"
    rows = writer.execute(
        "select place, max(name), max(country), avg(latitude), avg(longitude), "
        "min(json_extract(row, '$.where.precision')) from events "
        f"where latitude is not null and longitude is not null {asked} group by place",
        {"places": json.dumps(sorted(places or ()))},
    )
    return {row[0]: list(row[1:]) for row in rows}


def _pairs(
    writer: sqlite3.Connection, events: int, some: Collection[int] | None = None
) -> dict[str, NDArray[Any]]:
    """Who tells and does what, of so many events, or of some of them."""
    listed = {"events": json.dumps(sorted(some or ()))}
    among = "" if some is None else "and event in (select value from json_each(:events))"
    # a row is JSON without blanks, so its key is found as text: to read all of it costs ten times as much
    told = writer.execute(
        "select event, article, cast(substr(row, instr(row, '\"quad\":') + 7, 1) as integer) from reports "
        f"where event is not null {among}", listed,
    ).fetchall()  # fmt: skip
    event, article, quads = np.array(told, np.int64).reshape(-1, 3).T
    quad = np.zeros(events, np.int32)
    np.maximum.at(quad, event, quads)
    # each pair once, however many reports of an article tell the event
    pairs = distinct(event << 32 | article)
    query = f"select event, entity, role from parties where role in ('actor', 'recipient') {among} order by 1, 2, 3"
    parties = writer.execute(query, listed)
    party_event, party, role = _columns(parties.fetchall(), 3)
    return {
        "quad": quad,
        "told_event": pairs >> 32,
        "told_article": pairs & 0xFFFFFFFF,
        "party_event": np.array(party_event, np.int32),
        "party": np.array(party, np.int32),
        "role": np.array([_ROLES.index(name) for name in role], np.int32),
    }


def distinct(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """Values in order, each once. numpy's own `unique` hashes, which costs fifty times as much here (2026-11-22)."""
    ordered = np.sort(values)
    kept = np.ones(len(ordered), bool)
    kept[1:] = ordered[1:] != ordered[:-1]
    return ordered[kept]


def _columns(rows: Sequence[Sequence[Any]], width: int) -> Sequence[Sequence[Any]]:
    return list(zip(*rows, strict=True)) or [()] * width


def _coded(
    values: dict[str, list[Any]],
    name: str,
    numbers: Sequence[int],
    column: Sequence[str | None],
    size: int,
    known: Sequence[str | None] = (),
) -> NDArray[Any]:
    """Codes of a column's values, which are kept in order, together with those that are known already."""
    values[name] = sorted({value for value in (*column, *known) if value is not None})
    code = {value: place for place, value in enumerate(values[name])}
    return _placed(numbers, [-1 if value is None else code[value] for value in column], size, -1)


def _placed(numbers: Sequence[int], column: Sequence[int], size: int, empty: int) -> NDArray[Any]:
    """A column by the rows' numbers."""
    found = np.full(size, empty, np.int32)
    if numbers:
        found[np.array(numbers, np.int64)] = column
    return found
