"""A place that a newcomer calls by another name: only stories in which it is a party are told again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from compared import AT, anew, rows
from rashomon.comparing import joining, newcomers
from rashomon.comparing.comparison import compare_all
from rashomon.record import (
    NOUNS,
    Article,
    Attribution,
    Mention,
    Report,
    Span,
    Where,
    article_id,
    document_id,
    mention_id,
    report_id,
    rows_to_table,
)
from rashomon.store.delta import DeltaStore
from rashomon.store.slices import write_slice

FERRY = "Ferry rudder harbour stranded passengers coastguard tugboat anchor pier sailors lifeboat jetty."
SCHOOL = "Teachers walkout schools union wages picket classrooms headmaster bargaining pupils lessons exams."


def reading(
    number: int, topic: str, who: tuple[str, str], place: str, more: str = "", met: str = ""
) -> dict[str, list[Any]]:
    """An article in which two meet at a place that the map knows under one number."""
    text = f"{topic} {who[0]} met {who[1]} in {place} {number} hours later. {more}"
    document = document_id(text.encode())
    article = article_id(document)
    when = f"2025-0{number}-10T00:00:00Z"

    def mention(words: str, kind: str) -> Mention:
        span = Span(text.index(words), text.index(words) + len(words))
        return Mention(mention_id(article, span.start, span.end, kind), article, span.start, span.end, kind, words)

    front, jon, town = mention(who[0], "organization"), mention(who[1], "person"), mention(place, "place")
    verb = Span(text.index(" met ") + 1, text.index(" met ") + 4)
    where = Where("geo:7", "Varnik", "KEN", 1.0, 2.0, "city", town.id)
    report = Report(
        report_id(article, verb, "CONSULT"), article, front.start, town.end, verb, "CONSULT", "meet", (), None, 1,
        (front.id,), (town.id if met else jon.id,), None, where, (), "happened", None,
        (Attribution(f"Post {number}", None, None, None),),
    )  # fmt: skip
    return {
        "articles": [
            Article(article, document, f"Post {number}", None, None, when, when, "metadata", "en", (), (), text, ())
        ],
        "mentions": [front, jon, town],
        "places": [where],
        "reports": [report],
    }


def add(store: DeltaStore, read: list[dict[str, list[Any]]]) -> None:
    tables = {name: rows_to_table(NOUNS[name], [row for one in read for row in one[name]]) for name in read[0]}
    write_slice(store, "reading", [one["articles"][0].document for one in read], AT, tables)
    compare_all(store, AT, None)


@pytest.mark.parametrize(
    ("more", "met", "again"),
    [
        ("", "", False),
        ("", "Varnik", True),
        ("The talks were held at the initiative of Varnik.", "", True),
    ],
)
def test_a_story_is_told_again_only_where_the_place_may_be_a_party(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str, met: str, again: bool
) -> None:
    monkeypatch.setattr(newcomers, "_LEAST", 2)
    told: list[set[str]] = []
    real = joining.joined

    def spy(*asked: Any) -> Any:
        found = real(*asked)
        told.append(found.stories)
        return found

    monkeypatch.setattr(joining, "joined", spy)
    store = DeltaStore(tmp_path / "a.case")
    ferry = [reading(number, FERRY, ("The Highland Front", "Jon Orun"), "Varnik", more, met) for number in (1, 2, 3)]
    add(store, ferry)
    (before,) = [row["id"] for row in rows(store)["entities"].to_pylist() if row["kind"] == "place"]
    add(store, [reading(8, SCHOOL, ("The Teachers League", "Lena Sarr"), "Warnikow")])
    grown = rows(store)
    (town,) = [row for row in grown["entities"].to_pylist() if row["kind"] == "place"]
    # the newcomer's mention of it is not the first by id, else the place would be another
    assert town["id"] == before
    assert {town["name"], *town["aliases"]} >= {"Varnik", "Warnikow"}
    homes = {one: row["id"] for row in grown["stories"].to_pylist() for one in row["articles"]}
    (changed,) = told
    assert (homes[ferry[0]["articles"][0].id] in changed) is again
    assert anew(store) == grown
