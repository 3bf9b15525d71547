"""Three invented accounts, two of one shelling, for tests of what people correct and add."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rashomon.case import Case
from rashomon.errors import QueryError
from rashomon.judging.decisions import read_decisions
from rashomon.record import Article, Record, Report

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
