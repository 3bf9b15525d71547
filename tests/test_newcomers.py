"""What lies beside a case lets newcomers join; the tables are byte for byte those of a comparison of all."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compared import AT, anew, rows
from rashomon.comparing import newcomers
from rashomon.comparing.comparison import compare_all
from rashomon.record import Article, Judgement, article_id, document_id, rows_to_table
from rashomon.store.delta import DeltaStore
from rashomon.store.slices import write_slice

WORDS = (
    "ferry rudder harbour stranded passengers coastguard tugboat anchor pier sailors lifeboat teachers walkout schools "
    "union wages picket classrooms headmaster bargaining pupils strike flood dykes sandbags evacuated river gauge "
    "meadow pumps downstream villages rainfall bridge welders closed girders toll detour inspectors rust"
).split()


def invented(seed: int, count: int) -> list[Article]:
    """Articles of few topics, a third of them borrowed from others."""
    chance = random.Random(seed)
    found: list[Article] = []
    for number in range(count):
        document = document_id(f"{seed} {number}".encode())
        topic = chance.randrange(3) * 11
        sentences = [" ".join(chance.choices(WORDS[topic : topic + 11], k=12)).capitalize() + "." for _ in range(4)]
        if found and chance.random() < 0.35:
            sentences = [*chance.choice(found).text.split(". ")[:3], *sentences[:1]]
        text = " ".join(one.rstrip(".") + "." for one in sentences)
        day = f"2025-03-{chance.randrange(10, 30)}T00:00:00Z"
        outlet = chance.choice(("Post", "Herald", "Wire"))
        one = article_id(document)
        found.append(Article(one, document, outlet, None, None, day, day, "metadata", "en", (), (), text, ()))
    return found


def add(store: DeltaStore, articles: list[Article]) -> None:
    """As `add` does, but for the reading."""
    covers = [article.document for article in articles]
    write_slice(store, "reading", covers, AT, {"articles": rows_to_table(Article, articles)})
    compare_all(store, AT, None)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newcomers, "_LEAST", 2)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many newcomers joined what was there, a number for each time."""
    seen: list[int] = []
    joined = newcomers.Newcomers._grown

    def spy(self: newcomers.Newcomers, new: list[Article], *more: Any) -> newcomers.Told:
        told = joined(self, new, *more)
        seen.append(len(new))  # and not before: what fails there is compared anew, and nobody sees it
        return told

    monkeypatch.setattr(newcomers.Newcomers, "_grown", spy)
    return seen


@settings(deadline=None, max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_newcomers_give_the_tables_of_all(tmp_path: Path, asked: list[int], seed: int, chance: random.Random) -> None:
    articles = invented(seed, 16)
    chance.shuffle(articles)
    store = DeltaStore(tmp_path / f"{seed}-{chance.random()}.case")
    add(store, articles[:9])
    here = 9
    while here < len(articles):
        batch = articles[here : here + chance.choice((1, 2, 4))]
        here += len(batch)
        add(store, batch)
        asked.clear()
    grown = rows(store)
    assert grown["copies"].num_rows and grown["judgements"].num_rows
    assert anew(store) == grown


def test_a_newcomer_joins_what_lies_beside_the_case(tmp_path: Path, asked: list[int]) -> None:
    articles = invented(1, 12)
    store = DeltaStore(tmp_path / "a.case")
    add(store, articles[:10])
    add(store, articles[10:])
    assert asked == [2]


@pytest.mark.parametrize("harm", ["absent", "damaged", "of another version", "held by another program"])
def test_what_is_of_no_use_is_made_anew(tmp_path: Path, asked: list[int], harm: str) -> None:
    articles = invented(2, 15)
    store = DeltaStore(tmp_path / "a.case")
    add(store, articles[:12])
    file = tmp_path / "a.case" / "index" / "growing.sqlite"
    if harm == "absent":
        file.unlink()
    if harm == "damaged":
        body = bytearray(file.read_bytes())
        body[4096:] = bytes(len(body) - 4096)
        file.write_bytes(bytes(body))
    if harm == "of another version":
        with newcomers.newcomers_of(store) as found:
            assert found._beside is not None
            found._beside.keep(made_by="another")
    if harm == "held by another program":
        with newcomers.newcomers_of(store):
            add(store, articles[12:13])
    else:
        add(store, articles[12:13])
    assert asked == []
    add(store, articles[13:14])
    add(store, articles[14:])
    assert asked[-1:] == [1]
    grown = rows(store)
    assert anew(store) == grown


@pytest.mark.parametrize("moment", ["before the rows are written", "before what lies beside is kept"])
def test_a_run_that_dies_leaves_what_the_next_finishes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    articles = invented(3, 14)
    store = DeltaStore(tmp_path / "a.case")
    add(store, articles[:12])

    def die(*more: object, **named: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        where = (newcomers.Newcomers, "keep") if "beside" in moment else (DeltaStore, "write")
        read = {"articles": rows_to_table(Article, articles[12:13])}
        write_slice(store, "reading", [articles[12].document], AT, read)
        broken.setattr(*where, die)
        with pytest.raises(KeyboardInterrupt):
            compare_all(store, AT, None)
    store = DeltaStore(tmp_path / "a.case")
    add(store, articles[13:])
    grown = rows(store)
    assert anew(store) == grown


@pytest.mark.parametrize(("relation", "joins"), [("story", True), ("copy", False), ("entity", True)])
def test_people_s_judgements_hold_when_newcomers_come(
    tmp_path: Path, asked: list[int], relation: str, joins: bool
) -> None:
    articles = invented(4, 16)
    store = DeltaStore(tmp_path / "a.case")
    add(store, articles[:12])
    left, right = sorted((articles[0].id, articles[1].id))
    said = Judgement(relation, left, right, "same", 1.0, (), "person:ada", AT)
    write_slice(store, "person", ["said"], AT, {"judgements": rows_to_table(Judgement, [said])})
    compare_all(store, AT, None)
    add(store, articles[12:14])
    assert asked[-1:] == ([2] if joins else [])
    if relation == "story":
        (told,) = [row for row in store.read("stories").to_pylist() if left in row["articles"]]
        assert right in told["articles"]
    grown = rows(store)
    assert anew(store) == grown
    compare_all(store, AT, None)
    taken = [entry.slice for entry in store.ledger() if entry.kind == "person"]
    write_slice(store, "forgotten", [], AT, {}, replaces=taken)
    asked.clear()
    add(store, articles[14:])
    assert asked == ([2] if joins else [])
    grown = rows(store)
    assert anew(store) == grown


def test_what_is_asked_for_anew_is_made_anew(tmp_path: Path, asked: list[int]) -> None:
    store = DeltaStore(tmp_path / "a.case")
    add(store, invented(6, 12))
    newcomers.let_go(store)
    compare_all(store, AT, None)
    assert asked == []
    compare_all(store, AT, None)
    assert asked == [0]


def test_a_reading_that_is_taken_back_leaves_nothing(tmp_path: Path, asked: list[int]) -> None:
    articles = invented(5, 14)
    store = DeltaStore(tmp_path / "a.case")
    add(store, articles[:10])
    add(store, articles[10:12])
    last = [entry.slice for entry in store.ledger() if entry.kind == "reading"][-1]
    write_slice(store, "withdrawn", [], AT, {}, replaces=[last])
    add(store, articles[12:])
    assert asked == [2]
    grown = rows(store)
    assert anew(store) == grown
