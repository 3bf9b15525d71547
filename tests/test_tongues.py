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
#: B-cubed; measured .94 and .80 on 2026-11-22, with words alone .91 and .33.
LEAST_PRECISION, LEAST_RECALL = 0.92, 0.77


def test_accounts_in_many_languages_are_one_story():
    stories = json.loads((CORPUS / "key.json").read_text())["stories"]
    key = {file: story for story, files in stories.items() for file in files}
    articles = {file: _article(CORPUS / file) for file in key}
    found = find_stories(list(articles.values()), {}, {one.id: one.id for one in articles.values()})
    of = {article: story.id for story in found.stories for article in story.articles}
    count = b_cubed(key, {file: of[one.id] for file, one in articles.items()})
    assert count.precision >= LEAST_PRECISION and count.recall >= LEAST_RECALL, str(count)


def _article(path: Path):
    body = path.read_bytes()
    (article,) = clean(Document(document_id(body), path.name, None, path.parent.name, "text/plain", None, body))
    return article


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
