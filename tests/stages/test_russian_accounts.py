"""A Russian article beside English ones: one pipeline, one record, one story, one entity in two scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rashomon import pipeline
from rashomon.case import Case, open_case
from rashomon.language.russian.parse import is_readable
from rashomon.record import Article, Failure
from rashomon.record.ids import document_id

RUSSIAN = """Обстрел рынка в Корваре

Министр обороны Тессалии Янис Волгар заявил в среду, что боевики обстреляли рынок в городе Корвар. По его словам, \
погибли не менее 12 человек.

Полиция обвинила в ударе боевиков «Горного фронта». «Горный фронт» молчит.

Полиция Корвара задержала троих подозреваемых. «Мы найдём виновных», — сказал Волгар.
"""
ENGLISH = """Shells hit a market in Korvar

Tessalia's defence minister, Yanis Volgar, said on Wednesday that militants shelled a market in the town of Korvar. \
At least 12 people were killed, he said.

Police blamed the Highland Front for the attack. The Highland Front is silent.

Police in Korvar arrested three suspects. "We will find those responsible," Volgar said.
"""
needs_russian = pytest.mark.skipif(not is_readable(), reason="Russian needs natasha: pip install 'rashomon[russian]'")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    folder = tmp_path_factory.mktemp("both")
    for name, text in (("ru.txt", RUSSIAN), ("en.txt", ENGLISH)):
        place = folder / "texts" / f"{name[:2]}.example"
        place.mkdir(parents=True)
        (place / name).write_text(f"{text}\n5 June 2019\n" if name == "en.txt" else f"{text}\n5 июня 2019\n", "utf-8")
    case = open_case(folder / "both.case")
    case.add([folder / "texts"])
    yield case


@needs_russian
def test_a_russian_account_stands_beside_an_english_one(both: Case) -> None:
    record = both.record()
    assert len(record.articles) == 2 and not both.failures()
    assert len(record.stories) == 1
    names = {alias: entity for entity in record.entities.values() for alias in (entity.name, *entity.aliases)}
    assert names["Янис Волгар"] is names["Yanis Volgar"]
    assert names["Корвар"] is names["Korvar"]
    assert names["Янис Волгар"].name == "Yanis Volgar"
    for type in ("ACCUSE", "COERCE"):
        assert [len(event.reports) for event in record.events.values() if event.type == type] == [2]


@needs_russian
def test_every_cell_of_a_russian_account_rests_on_its_characters(both: Case) -> None:
    assert not both.check().problems


def test_without_the_extra_the_article_is_read_by_its_names_and_one_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rashomon.language.russian import parse as russian

    monkeypatch.setattr(pipeline, "is_readable", lambda: False)
    monkeypatch.setattr(russian, "is_readable", lambda: False)
    (tmp_path / "ru.txt").write_text(RUSSIAN, encoding="utf-8")
    added = open_case(tmp_path / "one.case").add([tmp_path / "ru.txt"])
    assert added.articles == 1 and not added.failures
    assert len(added.notes) == 1 and "pip install 'rashomon[russian]'" in added.notes[0]


@needs_russian
def test_a_long_line_without_a_stop_and_an_empty_text_are_read() -> None:
    for text in ("", "\n\n", "слово " * 2000, "«" * 300, "1 2 3 4 5 " * 300):
        name = document_id(text.encode())
        article = Article(name, name, None, None, None, None, None, "none", "ru", (), (), text, ())
        (doc,) = pipeline.parse_russian([text])
        assert not isinstance(pipeline.read_article(article, doc), Failure)


@needs_russian
def test_a_front_in_two_languages_is_one_where_the_story_has_no_other(both: Case) -> None:
    record = both.record()
    names = {alias: entity for entity in record.entities.values() for alias in (entity.name, *entity.aliases)}
    assert names["Горный фронт"] is names["Highland Front"]
    accusations = [report for report in record.reports.values() if report.type == "ACCUSE"]
    assert {record.mentions[name].text for report in accusations for name in report.recipients} >= {"Горного фронта"}
