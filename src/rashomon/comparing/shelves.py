"""What newcomers need of entities and events → tables in the file beside a case.

Reads and writes that file, by what it keeps and how. The one idea: nouns lie there as lists, and an article's words,
which all its acts are compared by, once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, KeysView, Mapping
from typing import Any, cast, get_type_hints

from rashomon.matching.acts.facts import Facts
from rashomon.matching.acts.growing import ActsKept, JoinedFacts
from rashomon.matching.acts.growing_events import EventsKept
from rashomon.matching.acts.judging import EventsSettings
from rashomon.matching.acts.pairs import Row, Told, Wording
from rashomon.matching.entities.chains import Chain
from rashomon.matching.entities.forms import Form, Sums
from rashomon.matching.entities.growing import EntitiesKept
from rashomon.matching.entities.growing_forms import FormsKept
from rashomon.matching.entities.growing_likely import LikelyKept, Mark
from rashomon.matching.entities.levels import Level
from rashomon.matching.entities.same_names import Anchor
from rashomon.record import Judgement
from rashomon.record.packed import packing
from rashomon.store.beside import PLAIN, WORDS, Beside, Codec, Shelf, as_json, in_bytes, in_json, zipped

#: What their tables are called.
BEGINNINGS = ("entities_", "events_", "rows_")


def entities_kept(beside: Beside) -> EntitiesKept:
    """What newcomers need of the entities, in a file."""

    def shelf(name: str, codec: Codec, long: type[str] | None = None) -> Shelf[Any, Any]:
        return beside.shelf(f"entities_{name}", codec, long)

    def level(name: str) -> Level:
        return Level(
            shelf(f"{name}_home", PLAIN), shelf(f"{name}_members", WORDS),
            shelf(f"{name}_persons", _DICT), shelf(f"{name}_ties", _DICT),
        )  # fmt: skip

    return EntitiesKept(
        articles=shelf("articles", WORDS),
        chains=shelf("chains", _packed(Chain)),
        forms=FormsKept(
            of=shelf("form_of", PLAIN),
            forms=shelf("forms", _packed(Form)),
            first=shelf("first", PLAIN),
            bearers=shelf("bearers", WORDS, str),
            sums=shelf("sums", _packed(Sums), str),
            told=shelf("told", _LIST, str),
            anchors=shelf("anchors", in_json(lambda rows: [Anchor(*row) for row in rows])),
        ),
        holders=shelf("holders", _LIST),
        pieces=level("pieces"),
        levels=[level(f"round{number}") for number in range(4)],
        marks=shelf("marks", in_json(lambda row: Mark(*row))),
        likely=LikelyKept(shelf("alike", _LIST), shelf("likely", _DICT)),
        stories=shelf("stories", WORDS),
        words=shelf("words", _LIST),
        made=shelf("made", _LIST),
        tied=shelf("tied", _LIST),
        judged=shelf("judged", _JUDGED),
        meant=shelf("meant", PLAIN),
        entities=shelf("entities", PLAIN),
    )


def events_kept(beside: Beside) -> EventsKept:
    """What newcomers need of the events, in a file."""
    rounds: list[ActsKept] = []
    kept = EventsKept(
        acts=beside.shelf("events_acts", WORDS),
        inside=beside.shelf("events_inside", _JUDGEMENTS),
        follows=beside.shelf("events_follows", PLAIN),
        rounds=rounds,
    )
    facts = _facts(beside.shelf("events_words", PLAIN), beside.shelf("events_around", PLAIN))
    for number in range(EventsSettings().rounds):
        rounds.append(_round(beside, f"events_round{number}", facts, rounds[-1] if rounds else None))
    return kept


def rows_of(beside: Beside, kind: type[Any]) -> Shelf[str, Any]:
    """Nouns of the comparison by their ids, in a file."""
    return beside.shelf(f"rows_{kind.__name__.lower()}", _packed(kind))


def _round(beside: Beside, name: str, facts: Codec, before: ActsKept | None) -> ActsKept:
    return ActsKept(
        facts=beside.shelf(f"{name}_facts", facts) if before is None else JoinedFacts(before),
        keys=beside.shelf(f"{name}_keys", in_bytes("<u8")),
        holders=beside.shelf(f"{name}_holders", WORDS),
        pairs=beside.shelf(f"{name}_pairs", _DICT),
        judged=beside.shelf(f"{name}_judged", _packed(Judgement)),
        group=beside.shelf(f"{name}_group", PLAIN),
        members=beside.shelf(f"{name}_members", WORDS),
    )


def _packed(kind: Any) -> Codec:
    dump, load = packing(kind)
    assert dump is not None and load is not None
    return (lambda value: as_json(dump(value))), (lambda text: load(json.loads(text)))


class _Rows:
    """Words as weights, several rows under one key, looked up when somebody asks for one: of most acts nobody does."""

    __slots__ = ("_found", "_key", "_shelf")

    def __init__(self, shelf: Shelf[str, bytes], key: str) -> None:
        self._shelf, self._key, self._found = shelf, key, cast("list[Row] | None", None)

    def __getitem__(self, number: int) -> Row:
        if self._found is None:
            self._found = _load_rows(self._shelf[self._key])
        return self._found[number]


class _Later(Mapping[str, float]):
    """One of these rows, in the place of what it will be."""

    __slots__ = ("_number", "_rows")

    def __init__(self, rows: _Rows, number: int) -> None:
        self._rows, self._number = rows, number

    def __getitem__(self, word: str) -> float:
        return self._rows[self._number][word]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows[self._number])

    def __len__(self) -> int:
        return len(self._rows[self._number])

    def keys(self) -> KeysView[str]:
        """The words, of which sets are made as quickly as of a dictionary's."""
        return self._rows[self._number].keys()


def _facts(words: Shelf[str, bytes], around: Shelf[str, bytes]) -> Codec:
    """Facts without the weights of their words: those of an article's text, which its acts share, and those around the
    trigger of each telling lie on shelves of their own.
    """
    dump, load = packing(Facts)
    assert dump is not None and load is not None
    told, text, whole, wording = (list(kind.__dataclass_fields__).index(name) for kind, name in
                                  ((Facts, "told"), (Told, "text"), (Told, "whole"), (Told, "words")))  # fmt: skip
    rows = [place for place, hint in enumerate(get_type_hints(Wording).values()) if hint == Row]
    of_texts: dict[str, _Later] = {}

    def dumped(facts: Facts) -> str:
        plain = dump(facts)
        for telling in plain[told]:
            if telling[text] not in words:
                words[telling[text]] = _dump_rows([telling[whole]])
            if telling[0] not in around:
                around[telling[0]] = _dump_rows([telling[wording][place] for place in rows])
            telling[whole] = None
            for place in rows:
                telling[wording][place] = None
        return as_json(plain)

    def loaded(body: str) -> Facts:
        plain = json.loads(body)
        for telling in plain[told]:
            name = telling[text]
            if name not in of_texts:
                # one object for all that stand in one text: what it is compared with is remembered by it
                of_texts[name] = _Later(_Rows(words, name), 0)
            telling[whole] = of_texts[name]
            beside = _Rows(around, telling[0])
            for number, place in enumerate(rows):
                telling[wording][place] = _Later(beside, number)
        found: Facts = load(plain)
        return found

    return zipped((dumped, loaded))


_dump_rows, _load_rows = zipped(in_json())
_LIST, _DICT = in_json(), in_json(dict)
_dump, _load = (packing(Judgement).dump or list), (packing(Judgement).load or list)
_JUDGEMENTS: Codec = (
    lambda found: as_json([_dump(one) for one in found]),
    lambda text: [_load(one) for one in json.loads(text)],
)
_JUDGED: Codec = (
    lambda found: as_json({key: _dump(one) for key, one in found.items()}),
    lambda text: {key: _load(one) for key, one in json.loads(text).items()},
)
