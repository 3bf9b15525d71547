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


CALLED = {
    "The jets struck what the military said were rebel positions.": ("positions", "dobj", "struck"),
    "The army destroyed what it called a command post.": ("post", "dobj", "destroyed"),
    "Police fired at what they believed was a stolen car.": ("car", "pobj", "at"),
    "The blast hit what is believed to be a police bus.": ("bus", "dobj", "hit"),
}


@pytest.mark.parametrize("text", CALLED)
def test_what_is_called_something_is_what_it_was_done_to(text: str) -> None:
    (doc,) = parse([text])
    noun, relation, above = CALLED[text]
    (found,) = [word for word in doc if word.text == noun]
    assert (found.dep_, found.head.text) == (relation, above)


@pytest.mark.parametrize(
    "text", ["Nobody knows what the minister called a crisis.", "He told the court what he said were lies."]
)
def test_what_is_known_or_told_stays_a_clause(text: str) -> None:
    (doc,) = parse([text])
    assert doc[-2].head.text in ("called", "were")


def test_who_says_what_it_was_says_the_rest_of_the_clause() -> None:
    reading = reading_of("The jets struck what the military said were rebel positions near Oran.")
    (statement,) = reading.statements
    assert [reading.article.text[span.start : span.end] for span in statement.content] == [
        "were rebel positions near Oran"
    ]


def test_against_whom_stands_behind_the_verb_not_behind_how_long() -> None:
    (doc,) = parse(["The sisters battled for seven hours against the rebels in the first days of the war."])
    heads = {word.text: word.head.text for word in doc}
    assert heads["against"] == "battled"
    assert heads["of"] == "days"


def test_a_past_behind_an_aside_is_the_verb_of_its_sentence() -> None:
    (doc,) = parse(["Syrian government forces, backed by Russian air power, advanced on the town of Saraqib."])
    (advanced,) = [word for word in doc if word.text == "advanced"]
    assert (advanced.dep_, advanced.tag_) == ("ROOT", "VBD")
    assert [word.text for word in advanced.lefts if word.dep_ == "nsubj"] == ["forces"]


def test_looting_that_nobody_named_did_is_a_noun() -> None:
    (doc,) = parse(["The mayor declared a curfew on Friday after looting."])
    (looting,) = [word for word in doc if word.text == "looting"]
    assert (looting.pos_, looting.dep_) == ("NOUN", "pobj")


def test_a_name_behind_an_adjective_is_whose_they_are() -> None:
    (doc,) = parse(
        [
            "Fighters of the paramilitary Rapid Support Forces (RSF) stormed the Abu Sharif displacement camp on "
            "Tuesday and killed 45 civilians, a local aid group said."
        ]
    )
    name, adjective = (next(token for token in doc if token.text == word) for word in ("Forces", "paramilitary"))
    assert (name.head.text, name.dep_) == ("of", "pobj")
    assert (adjective.head.text, adjective.dep_) == ("Forces", "amod")
    assert [child.text for child in doc[10].children if child.dep_ == "nsubj"] == ["Fighters"]
