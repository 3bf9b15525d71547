"""Three invented accounts, two of one shelling, for tests of what people correct and add."""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from rashomon.case import Case, open_case
from rashomon.comparing.newcomers import let_go
from rashomon.errors import QueryError
from rashomon.judging.decisions import read_decisions
from rashomon.record import Article, Judgement, Record, Report, judgement_id
from rashomon.views.story import view_story

ONE = (
    "Home - News - Sport\n\n"
    "Nine killed in shelling of Aleppo\n\n16 May 2019\n\n"
    "The army shelled Aleppo on Tuesday, killing nine people, the health ministry said.\n\n"
    "Rebels of the Levant Front said on Wednesday that warplanes had come from the sea. "
    "Police arrested three men in Homs on Wednesday.\n"
)
TWO = (
    "Army shells Aleppo, ministry says\n\n16 May 2019\n\n"
    "Army guns shelled the city of Aleppo on Tuesday, and eleven people were killed, witnesses said.\n"
)
THREE = (
    "Ministers meet\n\n20 May 2019\n\n"
    "The foreign ministers of Japan and Peru met in Lima on Monday to talk about fish.\n"
)

ACCOUNTS = (("north.example", ONE), ("south.example", TWO), ("east.example", THREE))


def shelling(record: Record, outlet: str = "north.example") -> Report:
    """The report of the shelling in one account."""
    (found,) = (
        one for one in record.reports.values()
        if record.articles[one.article].outlet == outlet
        and record.quote(one.article, one.trigger.start, one.trigger.end) == "shelled"
    )  # fmt: skip
    return found


def article_of(case: Case, outlet: str = "north.example") -> Article:
    """The account of an outlet."""
    return next(one for one in case.record().articles.values() if one.outlet == outlet)


def copy_of(shelled: Path, folder: Path) -> Case:
    """The case of the three accounts, to write into."""
    shutil.copytree(shelled, folder)
    return open_case(folder)


def refuses_a_line(case: Case, change: Callable[[Any], Any]) -> None:
    """The one line that a case exports is read as a decision, and refused after this change to it."""
    row = json.loads(case.export_decisions())
    assert len(read_decisions(json.dumps(row))[0]) == 1
    change(row)
    with pytest.raises(QueryError, match="no decision in the file"):
        read_decisions(json.dumps(row))


def plain(case: Case) -> dict[str, list[dict[str, Any]]]:
    """All tables of a case, in an order of their own."""
    return {name: sorted(table.to_pylist(), key=repr) for name, table in case.tables().items()}


def compared_from_scratch(case: Case) -> dict[str, list[dict[str, Any]]]:
    """All tables of a case after its accounts were compared as if they never had been."""
    let_go(case._store)
    case.run(stage="entities")
    return plain(case)


@contextmanager
def leaving_nothing(case: Case) -> Iterator[list[Judgement]]:
    """What is judged in the block, and put into the list, is forgotten; the case is then what it was before."""
    before, tables = case.record(), plain(case)
    made: list[Judgement] = []
    yield made
    for name in {judgement_id(one) for one in made}:
        case.forget(name)
    assert case.record() == before
    assert plain(case) == tables


def answers_of_an_index_made_anew(case: Case, asked: Sequence[str]) -> tuple[list[Any], list[Any]]:
    """What the pages say of the first account and to what is asked: as their index is, and made anew."""
    following = _answers(case, asked)
    shutil.rmtree(case.folder / "index")
    return following, _answers(open_case(case.folder), asked)


def _answers(case: Case, asked: Sequence[str]) -> list[Any]:
    pages = case.pages()
    pages.catch_up()
    return [pages.article(article_of(case).id), *(pages.search(query, 1, 20) for query in asked)]


def tells_in_parts_what_the_whole_record_does(case: Case, article: str) -> None:
    """An article's story and all chains of reports, asked for by themselves, are those of the record."""
    record = case.record()
    story = record.story_of[article].id
    assert case.story(story) == view_story(record, story)
    assert {row["id"]: row["according_to"] for row in case.tables()["reports"].to_pylist()} == {
        one.id: [dataclasses.asdict(link) for link in one.according_to] for one in record.reports.values()
    }


def read_again_with_its_menu(case: Case, folder: Path) -> None:
    """Adds a second page of the first account's outlet, which shows which of its lines are its menu, and reads anew."""
    more = folder / "more" / "north.example"
    more.mkdir(parents=True)
    (more / "b.txt").write_text(
        "Home - News - Sport\n\nMarket opens in Homs\n\n17 May 2019\n\n"
        "The old market of Homs opened again on Friday after eight years, the mayor of the city said.\n",
        "utf-8",
    )
    case.add([folder / "more"])
    case.run(anew=True)
