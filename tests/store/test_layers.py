"""A comparison in layers shows the rows, in the order, that one slice of the whole case would show."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.comparing import layering
from rashomon.record import Copy, Entity, Finding, Judgement, Side, Story, rows_to_table
from rashomon.store import layers
from rashomon.store.base import Moved
from rashomon.store.delta import MEMBERS, DeltaStore
from rashomon.store.layers import Change, judged_key, pair_key, taken_in
from rashomon.store.slices import write_slice
from rashomon.store.upkeep import compact

AT = "2026-01-01T00:00:00Z"
KINDS = {"copies": Copy, "stories": Story, "entities": Entity, "findings": Finding, "judgements": Judgement}


class World:
    """What a comparison says, as it stands; a change of it, and all of it, as tables."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.rows: dict[str, dict[str, list[object]]] = {name: {} for name in KINDS}
        self.members: dict[str, str] = {}

    def change(self, some: int) -> dict[str, Change]:
        """Changes, adds and takes away some."""
        changes = {}
        for name, rows in self.rows.items():
            keys = {self._key(name) for _ in range(some)}
            gone = {key for key in keys if key in rows and self.chance.random() < 0.3}
            new = {key: self._nouns(name, key) for key in sorted(keys - gone)}
            for key in gone:
                del rows[key]
            rows.update(new)
            found = [noun for nouns in new.values() for noun in nouns]
            changes[name] = Change(sorted(keys), rows_to_table(KINDS[name], found))
        members = {f"m{self.chance.randrange(9)}": f"e{self.chance.randrange(9)}" for _ in range(some)}
        self.members.update(members)
        changes["members"] = Change(sorted(members), _members(members))
        return self._told(changes)

    def _told(self, changes: dict[str, Change]) -> dict[str, Change]:
        """Findings only of stories that are there."""
        stories = self.rows["stories"]
        for story in [one for one in self.rows["findings"] if one not in stories]:
            del self.rows["findings"][story]
        found = [noun for story in changes["findings"].gone for noun in self.rows["findings"].get(story, ())]
        gone = sorted({*changes["findings"].gone, *changes["stories"].gone})
        found += [
            noun for story in gone if story not in changes["findings"].gone
            for noun in self.rows["findings"].get(story, ())
        ]  # fmt: skip
        return changes | {"findings": Change(gone, rows_to_table(Finding, found))}

    def _key(self, name: str) -> str:
        left, right = (f"a{self.chance.randrange(6)}" for _ in range(2))
        if name == "copies":
            return pair_key(left, right)
        return (
            judged_key(self.chance.choice(("copy", "story", "event")), (left, right)) if name == "judgements" else left
        )

    def _nouns(self, name: str, key: str) -> list[object]:
        number = self.chance.random()
        if name == "copies":
            return [Copy(*key.split(), number, (), "known")]
        if name == "judgements":
            relation, left, right = key.split()
            return [Judgement(relation, left, right, "same", number, (), "machine:x", None)]
        if name == "stories":
            # the order of stories is that of their first articles, not of their ids
            return [Story(key, "t", (f"z{9 - int(key[1])}", f"{number}"), (), None, None)]
        if name == "entities":
            return [Entity(key, "person", f"{number}", (), None, (), (), ())]
        side = Side("x", (), (), (), 1)
        return [Finding(f"{key} {one} {number}", key, None, f"q{one}", "agreed", (side,), ()) for one in (2, 1)]

    def tables(self) -> dict[str, pa.Table]:
        """All rows, in the order in which a comparison of all gives them."""
        found = {name: rows_to_table(KINDS[name], [n for nouns in rows.values() for n in nouns])
                 for name, rows in self.rows.items()} | {"members": _members(self.members)}  # fmt: skip
        return {name: layers.in_order(name, rows, lambda ids: found["stories"]) for name, rows in found.items()}


def _members(found: dict[str, str]) -> pa.Table:
    rows = [{"noun": "mention", "member": one, "cluster": other} for one, other in found.items()]
    return pa.Table.from_pylist(rows, schema=MEMBERS)


def _lay(store: DeltaStore, changes: dict[str, Change]) -> int:
    """Writes what changes; gives how many layers there are then."""
    layer = layering.lay(store, changes)
    write_slice(store, "comparison", [], AT, layer.tables, upon=layer.upon)
    return 1 + len(layer.upon)


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000))
def test_layers_show_what_one_slice_would(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    chance = random.Random(seed)
    world, store = World(chance), DeltaStore(tmp_path_factory.mktemp("layers") / "a.case")
    world.change(14)
    write_slice(store, "comparison", [], AT, world.tables())
    before = {}
    for number in range(5):
        _lay(store, world.change(chance.choice((1, 2, 5))))
        write_slice(store, "reading", [f"d{number}"], AT, {})
        for name, table in world.tables().items():
            assert store.read(name) == table, name
        before[store.past()[-1].number] = world.tables()
    for until, tables in before.items():
        then = DeltaStore(store.folder, until=until)
        assert {name: then.read(name) for name in tables} == tables
    compact(store, AT)
    assert {name: DeltaStore(store.folder).read(name) for name in world.tables()} == world.tables()


def test_a_question_finds_the_row_that_stands(tmp_path: Path) -> None:
    store = DeltaStore(tmp_path / "a.case")
    rows = [Entity(f"e{n}", "person", "old", (), None, (), (), ()) for n in range(50)]
    write_slice(store, "comparison", [], AT, {"entities": rows_to_table(Entity, rows)})
    new = rows_to_table(Entity, [Entity("e7", "person", "new", (), None, (), (), ())])
    assert _lay(store, {"entities": Change(["e7", "e8"], new)}) == 2
    assert store.read("entities", ["name"], {"id": ["e7", "e8", "e9"]})["name"].to_pylist() == ["new", "old"]
    assert store.beginning_with("entities", "e8") == []
    assert store.beginning_with("entities", "e7") == ["e7"]
    assert store.read("entities", ["kind"]).num_rows == 49


def test_what_a_person_said_is_no_layer_s_to_take_away(tmp_path: Path) -> None:
    store = DeltaStore(tmp_path / "a.case")
    said = Judgement("story", "a", "b", "different", 1.0, (), "person:ada", AT)
    made = [Judgement("story", "a", str(n), "same", 0.9, (), "machine:stories-1", None) for n in range(20)]
    write_slice(store, "comparison", [], AT, {"judgements": rows_to_table(Judgement, made)})
    write_slice(store, "person", ["j"], AT, {"judgements": rows_to_table(Judgement, [said])})
    again = Judgement("story", "a", "b", "same", 0.8, (), "machine:stories-1", None)
    _lay(store, {"judgements": Change([judged_key("story", ("b", "a"))], rows_to_table(Judgement, [again]))})
    found = store.read("judgements", ["by", "right"]).to_pylist()
    # as after a comparison of all: what is compared comes where the last comparison stands
    assert [row["by"] for row in found] == ["person:ada", *["machine:stories-1"] * 21]
    assert [row["right"] for row in found[1:]] == sorted(row["right"] for row in found[1:])


def test_a_layer_upon_what_is_not_seen_any_more_is_refused(tmp_path: Path) -> None:
    store, other = DeltaStore(tmp_path / "a.case"), DeltaStore(tmp_path / "a.case")
    rows = rows_to_table(Entity, [Entity(f"e{n}", "person", "old", (), None, (), (), ()) for n in range(50)])
    write_slice(store, "comparison", [], AT, {"entities": rows})
    layer = layering.lay(store, {"entities": Change(["e1"], rows.slice(1, 1))})
    write_slice(other, "comparison", [], "2026-01-02T00:00:00Z", {"entities": rows.slice(2)})
    with pytest.raises(Moved):
        write_slice(store, "comparison", [], AT, layer.tables, upon=layer.upon)
    assert store.read("entities").num_rows == 48


def test_rows_of_a_layer_that_never_became_visible_are_seen_by_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = DeltaStore(tmp_path / "a.case")
    rows = rows_to_table(Entity, [Entity(f"e{n}", "person", "old", (), None, (), (), ()) for n in range(50)])
    write_slice(store, "comparison", [], AT, {"entities": rows})
    changes = {"entities": Change(["e1", "e2"], rows.slice(1, 1))}
    with monkeypatch.context() as killed:
        killed.setattr(DeltaStore, "tell", lambda *given: (_ for _ in ()).throw(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            _lay(store, changes)
    assert DeltaStore(tmp_path / "a.case").read("entities") == rows
    for _ in range(2):
        # done again, it writes nothing twice
        after = DeltaStore(tmp_path / "a.case")
        if len(after.ledger()) == 1:
            _lay(after, changes)
    assert DeltaStore(tmp_path / "a.case").read("entities").num_rows == 49


@given(st.lists(st.integers(1, 400), max_size=400), st.integers(10, 4000))
def test_layers_stay_few_and_small(newcomers: list[int], base: int) -> None:
    sizes = [base]
    for new in newcomers:
        taken = taken_in(sizes, new)
        size = new + sum(sizes[len(sizes) - taken :])
        sizes = [*sizes[: len(sizes) - taken], size]
        assert sum(sizes[1:]) <= max(sizes[0] // 10, min(sizes[0], 20_000))
        assert all(below > 2 * above for below, above in pairwise(sizes[1:]))
        assert len(sizes) <= 18
