"""Who a sentence names last as having said it, behind a list or an apposition that the parse runs into it."""

from __future__ import annotations

import pytest

from rashomon.language.english import parse
from read_alone import reading_of

SENTENCES = {
    "Rebels attacked Oran, a town in the north, police and residents said.": "police and residents",
    "Five soldiers died in clashes near Gao, a city in Mali, the army and a hospital source said Sunday.": (
        "the army and a hospital source"
    ),
    "Fighters killed two men and abducted a girl in a raid on Ilorin, a border town in the state, residents and a "
    "local official said on Friday.": "residents and a local official",
    "Rebels burned houses, shops and two schools in Oran, aid workers and a monitor told AFP on Monday.": (
        "aid workers and a monitor"
    ),
}


@pytest.mark.parametrize("text", SENTENCES)
def test_the_last_named_say_it(text: str) -> None:
    reading = reading_of(text)
    names = {mention.id: mention.text for mention in reading.mentions}
    (statement,) = reading.statements
    assert names[statement.speaker or ""] == SENTENCES[text]
    assert statement.content[0].start == 0


@pytest.mark.parametrize("text", SENTENCES)
def test_who_says_it_suffers_nothing(text: str) -> None:
    reading = reading_of(text)
    names = {mention.id: mention.text for mention in reading.mentions}
    speakers = SENTENCES[text].split(" and ")
    parties = [names[one] for report in reading.reports for one in (*report.actors, *report.recipients)]
    assert reading.reports
    assert not [name for name in parties if any(speaker in name for speaker in speakers)]


def test_members_of_a_list_stay_in_it() -> None:
    (doc,) = parse(["The minister met police, teachers and a doctor, and said nothing."])
    assert [word.dep_ for word in doc if word.text == "doctor"] == ["conj"]
