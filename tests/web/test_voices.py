"""Voices of a story whose outlets cut one wire text in many ways: each article is under one, and all are counted.

Such texts share passages across origins: halves of a text have little in common with each other.
"""

from __future__ import annotations

import json
from collections import Counter

import pytest

from rashomon.case import open_case
from rashomon.views.side_by_side import StoryPage

LINES = """The river Orla broke its dam above Tolm on Sunday night and flooded the lower town, the fire service said.
Four hundred people were taken to schools on the hill, where the Red Cross gave out blankets and soup until morning.
Mayor Jana Welk said that the dam had been inspected in March and that nobody had warned the council of a weakness.
The power company Nordstrom switched off the grid in nine streets, and the hospital ran on its own generators.
A goods train stood in the water near the station, and its driver was brought to safety by a boat of the army.
Two farmers from Ketten are missing since Sunday evening, the police of the district said on Monday in Tolm.
The minister of the interior, Karel Boom, flew over the valley on Monday and promised money for the families.
Engineers of the university of Sehl had called the upper wall of the dam sound in a report of last autumn.
The school of Ketten stays closed for a week, and lessons are held in the hall of the church, its pastor said.
Insurers put the damage at thirty million crowns, a sum that the council of Tolm called far too low on Tuesday.
The bridge to Ketten carries no lorries until its pillars are examined, the office for roads wrote on Tuesday.
Volunteers from Velmar filled eleven thousand bags of sand within a night, the fire service counted afterwards.
The weather office of Ostrania expects no more rain before Friday, and the river falls by a hand every hour.
Fishermen found the gate of the dam two miles below the town, bent like a spoon, and left it to the police."""


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> list[StoryPage]:
    folder = tmp_path_factory.mktemp("voices")
    lines = LINES.splitlines()
    rows = []
    for number in range(28):
        kept = [line for at, line in enumerate(lines) if (number * 7 + at * at + number * at) % 5 < 2]
        title = f"Dam of Tolm breaks, as paper {number} has it"
        rows.append({"title": title, "text": "\n".join(kept), "outlet": f"paper{number}.example", "date": "2021-05-03"})
    (folder / "wire.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    case = open_case(folder / "dam.case")
    case.add([folder / "wire.jsonl"])
    pages = case.pages()
    pages.catch_up()
    return [pages.story(story.id) for story in case.brief().stories]


def test_each_article_stands_under_one_voice_and_there_are_as_many_voices_as_origins(stories: list[StoryPage]) -> None:
    folded = [voice for story in stories for voice in story.voices if voice.copies]
    assert len(folded) > 1 and max(len(voice.copies) for voice in folded) > 1
    for story in stories:
        under = Counter(
            article.id
            for voice in story.voices
            for article in (*(copy.article for copy in voice.copies), *((voice.origin,) if voice.origin else ()))
        )
        articles = {article.id for column in story.columns for article in column.articles}
        alone = articles - under.keys()
        assert set(under.values()) == {1} and under.keys() <= articles
        assert len(story.voices) + len(alone) == story.origins
