"""A place is called as most of the accounts call it; the gazetteer's spelling where they give no name."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.case import open_case
from rashomon.record import Document, document_id
from rashomon.views.places import spell_place


@pytest.mark.parametrize(
    ("name", "written", "called"),
    [
        ("Khān Shaykhūn", ["Khan Sheikhoun", "Khan Shaykhun", "Khan Sheikhoun"], "Khan Sheikhoun"),
        ("Köln", ["Cologne’s"], "Cologne"),
        ("Dayr az Zawr", ["Deir ez-Zor", "Deir al-Zor"], "Deir al-Zor"),
        ("New York City", ["the Bronx", "the Bronx", "New York"], "Bronx"),
        # what is no name, or in other letters, or names the whole country, leaves the gazetteer's
        ("Homs", ["the city", "Syria", "there"], "Homs"),
        ("Alep", ["Алеппо"], "Alep"),
        ("Syria", ["Syrian", "the Arab Republic"], "Syria"),
        ("Homs", [], "Homs"),
        ("Saraqib", ["a village near the town of Saraqeb, in Idlib"], "Saraqib"),
    ],
)
def test_a_place_is_called_as_most_accounts_call_it(name: str, written: list[str], called: str) -> None:
    assert spell_place(name, written) == called


def test_brief_and_pages_call_a_place_as_the_accounts_do(tmp_path: Path) -> None:
    pytest.importorskip("spacy")
    texts = (
        "Warplanes bombed Khan Sheikhoun on 4 April 2017. The strike killed 14 people in Khan Sheikhoun, medics said.",
        "Syrian warplanes bombed Khan Sheikhoun on 4 April 2017. Doctors said 14 people were killed.",
    )
    documents = [
        Document(
            document_id(text.encode()), f"https://n{place}.example/a", f"Outlet {place}", "2017-04-05T00:00:00Z",
            "text/plain", "utf-8", text.encode(),
        )
        for place, text in enumerate(texts)
    ]  # fmt: skip
    case = open_case(tmp_path / "places.case")
    case.add(documents)
    named = {report.where.name for report in case.record().reports.values() if report.where}
    assert named == {"Khān Shaykhūn"}
    events = [event for story in case.brief().stories for event in story.events if event.where]
    assert events
    assert {event.where for event in events} == {"Khan Sheikhoun"}
    (story, *_) = case.brief(most=1).stories
    assert {event.where for event in story.events if event.where} == {"Khan Sheikhoun"}
    assert {line.where for line in case.event(events[0].id).reports if line.where} == {"Khan Sheikhoun"}
    pages = case.pages()
    pages.catch_up()
    page = pages.event(events[0].id)
    shown = page.event.where
    assert shown is not None
    assert (shown.name, shown.place.partition(":")[0]) == ("Khan Sheikhoun", "geonames")
    assert shown.gazetteer == "Khān Shaykhūn"
    assert {report.where.name for report in page.reports if report.where} == {"Khan Sheikhoun"}
