"""Stories told in fifteen languages: 84 invented articles, every one with its story in the key."""

from __future__ import annotations

import json
from pathlib import Path

from counting import b_cubed
from rashomon.case import open_case
from rashomon.record import Document, document_id
from rashomon.stages.clean import clean
from rashomon.stages.stories import find_stories

CORPUS = Path(__file__).parent / "corpus" / "tongues"
#: B-cubed; measured .98 and .84 on 2026-11-23, with words alone .91 and .33.
LEAST_PRECISION, LEAST_RECALL = 0.97, 0.82


def test_accounts_in_many_languages_are_one_story():
    stories = json.loads((CORPUS / "key.json").read_text())["stories"]
    key = {file: story for story, files in stories.items() for file in files}
    articles = {file: _article(CORPUS / file) for file in key}
    found = find_stories(list(articles.values()), {one.id: one.id for one in articles.values()})
    of = {article: story.id for story in found.stories for article in story.articles}
    count = b_cubed(key, {file: of[one.id] for file, one in articles.items()})
    assert count.precision >= LEAST_PRECISION and count.recall >= LEAST_RECALL, str(count)


def _article(path: Path):
    return _read(path.read_text(encoding="utf-8"), path.parent.name)


def _read(text: str, outlet: str):
    body = text.encode("utf-8")
    (article,) = clean(Document(document_id(body), "1.txt", None, outlet, "text/plain", None, body))
    return article


def _groups(*articles):
    return [len(one.articles) for one in find_stories(articles, {one.id: one.id for one in articles}).stories]


def test_two_earthquakes_of_one_land_nine_days_apart_are_two_stories():
    first = _read(
        "Iran : un séisme fait six morts dans le Lorestan\n\n3 mai 2018\n\nUn séisme de magnitude 5,6 a frappé jeudi "
        "l'ouest de l'Iran, faisant six morts et plus de 200 blessés, selon la télévision. Des secours sont en route.",
        "depeches.example",
    )
    other = _read(
        "Erdbeben im Iran: elf Tote in Kermanschah\n\n12. Mai 2018\n\nBei einem Erdbeben der Stärke 5,9 im Westen des "
        "Iran sind elf Menschen ums Leben gekommen, rund 340 wurden verletzt, teilte die Polizei mit.",
        "mainpost.example",
    )
    assert _groups(first, other) == [1, 1]


def test_short_texts_of_which_little_is_known_are_not_one_story_by_a_minister_and_an_army():
    french = _read(
        "Le ministre de la Défense a déclaré mardi à Genève que l'armée s'était retirée. « C'est une étape », a "
        "ajouté le général Müller. Le retrait a commencé à l'aube près de la frontière, où 12 soldats ont été blessés.",
        "depeches.example",
    )
    russian = _read(
        "Министр обороны Сергей Шойгу заявил во вторник, что удар по авиабазе нарушил международное право. В "
        "результате погибли девять человек.",
        "vestnik.example",
    )
    assert _groups(french, russian) == [1, 1]


def test_two_tables_of_numbers_are_no_story():
    points = "\n".join(f"{place} piloto{place} {5040 - place} {place % 7} {place % 5}" for place in range(1, 40))
    menu = "\n".join(f"блюдо{place} {place} {place % 7} {place % 5} рублей" for place in range(1, 40))
    table = _read(f"Classificação da temporada 2019 depois de todas as corridas.\n\n{points}", "pista.example")
    other = _read(f"Самые вкусные блюда этого года в новых ресторанах города.\n\n{menu}", "kuhnya.example")
    assert _groups(table, other) == [1, 1]


def test_an_account_that_nobody_read_is_told_as_such_in_the_brief(tmp_path):
    sources = tmp_path / "sources"
    for outlet, text in (
        ("courier.example", "Ferry sinks off Zamboanga, 23 dead\n\n12 March 2021\n\nA ferry with 214 passengers sank "
         "off Zamboanga in the Philippines, killing 23, the coast guard said. Armand Balilo said 178 were saved."),
        ("journal.example", "Philippines : naufrage d'un ferry, 23 morts\n\n12 mars 2021\n\nUn ferry transportant 214 "
         "passagers a coulé au large de Zamboanga, faisant 23 morts. Selon Armand Balilo, 178 ont été sauvés."),
    ):  # fmt: skip
        (sources / outlet).mkdir(parents=True)
        (sources / outlet / "1.txt").write_text(text, encoding="utf-8")
    case = open_case(tmp_path / "case")
    case.add([sources])
    (story,) = case.brief().stories
    assert {line.outlet: line.unread for line in story.accounts} == {
        "courier.example": None,
        "journal.example": "in French, not read",
    }
    assert story.findings and all(not finding.silent for finding in story.findings)
    types = {event.type for event in story.events}
    assert "HARM" in types and "ASSAULT" not in types
