"""What find_statements reads in sentences written for it."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from bench.reading import article_of

from rashomon.language.attribution.candidates import candidates
from rashomon.language.attribution.tree import tree_of
from rashomon.record import Mention, Statement, mention_id
from rashomon.stages.statements import find_statements
from read_alone import Read


class Seen(NamedTuple):
    """A statement in words instead of offsets."""

    speaker: str | None
    cue: str
    content: str
    form: str


def read(text: str, parse: Read, mentions: list[Mention] | None = None) -> tuple[list[Statement], dict[str, str]]:
    found = find_statements(article_of(text), parse(text), mentions or [])
    names = {mention.id: mention.text for mention in [*(mentions or []), *found.mentions]}
    return found.statements, names


def seen(text: str, parse: Read) -> list[Seen]:
    statements, names = read(text, parse)
    return [
        Seen(
            names[s.speaker] if s.speaker else None,
            text[s.cue.start : s.cue.end] if s.cue else "",
            " … ".join(text[span.start : span.end] for span in s.content),
            s.form,
        )
        for s in statements
    ]


def only(text: str, parse: Read) -> tuple[Statement, dict[str, str]]:
    statements, names = read(text, parse)
    assert len(statements) == 1, [text[s.start : s.end] for s in statements]
    return statements[0], names


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content", "form"),
    [
        (
            "The minister said on Monday that the port would reopen.",
            "The minister", "said", "that the port would reopen", "indirect",
        ),
        ("“We will rebuild,” said Omar Haddad.", "Omar Haddad", "said", "“We will rebuild,”", "direct"),
        (
            "Officials warned that the dam was “close to collapse.”",
            "Officials", "warned", "that the dam was “close to collapse.”", "mixed",
        ),
        (
            "According to the health ministry, nine people died.",
            "the health ministry", "According to", "nine people died", "indirect",
        ),
        (
            "The senator wants to close the base.",
            "The senator", "wants", "to close the base", "indirect",
        ),
        (
            "She accused the company of hiding the leak.",
            "She", "accused", "the company of hiding the leak", "indirect",
        ),
        ("The poll shows that most voters are tired.", "The poll", "shows", "that most voters are tired", "indirect"),
    ],
)  # fmt: skip
def test_a_statement_has_speaker_cue_content_and_form(
    text: str, speaker: str, cue: str, content: str, form: str, read_english: Read
) -> None:
    assert Seen(speaker, cue, content, form) in seen(text, read_english)


def test_a_quotation_goes_on_after_the_cue_and_over_sentence_ends(read_english: Read) -> None:
    text = "“The road is closed,” the mayor said. “Snow fell all night. We have one plough.”"
    found = seen(text, read_english)
    assert found[0].content == "“The road is closed,” … “Snow fell all night. We have one plough.”"


def test_an_open_quotation_is_carried_to_the_next_paragraph(read_english: Read) -> None:
    text = "“It is not the money,” Ferrante said. “It never was.\n“It is the way they told us.”"
    statement, names = only(text, read_english)
    assert names[statement.speaker or ""] == "Ferrante"
    assert text[statement.content[-1].start : statement.content[-1].end].endswith("told us.”")


def test_of_two_links_the_outer_one_stands_in_the_chain(read_english: Read) -> None:
    text = "“The talks went well,” Minister Karim Azadi said in a phone call, Gulf TV reported."
    statements, names = read(text, read_english)
    inner = next(s for s in statements if names[s.speaker or ""].endswith("Karim Azadi"))
    assert [link.name for link in inner.according_to] == ["Gulf TV"]
    link = inner.according_to[0]
    assert text[link.start : link.end] == "Gulf TV"


def test_who_is_quoted_speaks_and_who_quotes_passes_on(read_english: Read) -> None:
    text = "The agency quoted General Petrov as saying that the bridge had fallen."
    statement, names = only(text, read_english)
    assert names[statement.speaker or ""] == "General Petrov"
    assert [link.name for link in statement.according_to] == ["The agency"]


def test_a_statement_cited_by_an_outlet_rests_on_it(read_english: Read) -> None:
    text = "“Six drones were shot down,” the ministry said in a statement, as cited by Interpress."
    statement, _ = only(text, read_english)
    assert [link.name for link in statement.according_to] == ["Interpress"]


def test_according_to_somebody_is_a_link_of_what_is_said_inside(read_english: Read) -> None:
    text = "The king said that oil would flow, according to state television."
    statements, names = read(text, read_english)
    inner = next(s for s in statements if s.speaker and names[s.speaker] == "The king")
    assert [link.name for link in inner.according_to] == ["state television"]


def test_two_speakers_joined_by_and_are_one_mention_with_two_members(read_english: Read) -> None:
    text = "Defence Minister Ali Razi and Foreign Minister Ivan Orlov said that talks would resume."
    article = article_of(text)
    found = find_statements(article, read_english(text), [])
    speaker = next(m for m in found.mentions if m.id == found.statements[0].speaker)
    assert speaker.text == "Defence Minister Ali Razi and Foreign Minister Ivan Orlov"
    assert len(speaker.members) == 2


def test_a_mention_that_is_there_is_used_again(read_english: Read) -> None:
    text = "Omar Haddad said that the road was open."
    article = article_of(text)
    there = Mention(mention_id(article.id, 0, 11, "person"), article.id, 0, 11, "person", "Omar Haddad")
    found = find_statements(article, read_english(text), [there])
    assert found.statements[0].speaker == there.id
    assert there not in found.mentions


@pytest.mark.parametrize(
    ("text", "polarity", "certainty"),
    [
        ("The army denied that it had shelled the town.", "negative", "denied"),
        ("The minister did not say when the port would open.", "negative", None),
        ("The firm insists that the water is clean.", "positive", "insists"),
        ("The colonel reportedly said that the post had fallen.", "positive", "reportedly"),
        ("The mayor said that the port was open.", "positive", None),
        ("The mayor will no doubt see that the port is open.", "positive", None),
    ],
)
def test_polarity_and_certainty_are_as_worded(
    text: str, polarity: str, certainty: str | None, read_english: Read
) -> None:
    statements, _ = read(text, read_english)
    assert (statements[0].polarity, statements[0].certainty) == (polarity, certainty)


def test_the_one_spoken_to_is_the_addressee(read_english: Read) -> None:
    statements, names = read("The minister told reporters that the port would open.", read_english)
    assert names[statements[0].addressee or ""] == "reporters"


def test_a_headline_with_a_colon_has_its_speaker(read_english: Read) -> None:
    found = seen("Minister: talks will go on\nThe talks began in May.", read_english)
    assert found[0][:3] == ("Minister", ":", "talks will go on")


@pytest.mark.parametrize(
    "text",
    [
        "The “smart” fridge ordered nine hundred eggs.",
        "The army bombed the bridge and took two villages.",
        "He held talks with his counterpart on Tuesday.",
        "The song “Say It Again” reached number two.",
        "She broke the cup, swept the floor and left.",
    ],
)
def test_who_tells_nothing_has_no_statement(text: str, read_english: Read) -> None:
    assert seen(text, read_english) == []


def test_obligations_inside_speech_are_nobodys_knowledge(read_english: Read) -> None:
    found = seen("The general stressed that the enemy should know that our patience has limits.", read_english)
    assert [statement.speaker for statement in found] == ["The general"]


def test_every_span_lies_in_the_text_and_the_hull_holds_them_all(read_english: Read) -> None:
    text = (
        "“We lost,” coach Beek said. “Badly.”\n\nThe club denied a report that he would go, "
        "calling it “nonsense.” Fans, who had feared the worst, cheered."
    )
    statements, _ = read(text, read_english)
    assert statements
    for statement in statements:
        for span in (*statement.content, *([statement.cue] if statement.cue else [])):
            assert statement.start <= span.start < span.end <= statement.end <= len(text)


def test_the_same_text_gives_the_same_statements(read_english: Read) -> None:
    text = "The minister said the port was open, and urged drivers to wait."
    assert read(text, read_english) == read(text, read_english)


def test_an_empty_text_has_no_statements(read_english: Read) -> None:
    assert seen("", read_english) == []


def test_the_speakers_of_the_seed_articles_are_those_the_text_names(seeds, read_english: Read) -> None:  # type: ignore[no-untyped-def]
    for path in sorted(seeds.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        statements, names = read(text, read_english)
        assert statements
        for statement in statements:
            assert statement.speaker is None or names[statement.speaker] in text


def test_a_source_named_after_a_comma_vouches_for_the_whole_saying(read_english: Read) -> None:
    text = (
        "Haddad told reporters on Tuesday that five sites were being considered for the summit, "
        "but that none of them were in the capital, according to Radio Tolm."
    )
    told = next(s for s in read(text, read_english)[0] if s.cue and text[s.cue.start : s.cue.end] == "told")
    assert [link.name for link in told.according_to] == ["Radio Tolm"]
    assert text[told.content[-1].start : told.content[-1].end].endswith("in the capital")


def test_what_a_semicolon_parts_is_nobody_elses_words(read_english: Read) -> None:
    text = "Aides said Braun had not called; the Tolm Gazette reported that he had written."
    statements, _ = read(text, read_english)
    assert [link for s in statements for link in s.according_to] == []


def test_press_that_quotes_somebody_passes_his_words_on(read_english: Read) -> None:
    text = "“We stop here,” the Tolm News Agency said, quoting Mr. Braun."
    statement, names = only(text, read_english)
    assert statement.speaker is not None
    assert "Braun" in names[statement.speaker]
    assert [link.name for link in statement.according_to] == ["the Tolm News Agency"]
    assert [text[span.start : span.end] for span in statement.content] == ["“We stop here,”"]


def test_a_place_before_a_comma_is_no_second_speaker(read_english: Read) -> None:
    text = "At a rally in Florida, Trump said that he liked the place."
    statement, names = only(text, read_english)
    assert statement.speaker is not None
    assert names[statement.speaker] == "Trump"


@pytest.mark.parametrize(
    "text",
    [
        "It is unclear what the storm will bring.",
        "It remains to be seen whether the bridge holds.",
        "That said, there are streets that look fine.",
        "The book has a chapter on frost: big progress — for a gardener.",
    ],
)
def test_what_nobody_says_is_no_statement(read_english: Read, text: str) -> None:
    assert seen(text, read_english) == []


def test_no_longer_belongs_to_the_cue_and_denies(read_english: Read) -> None:
    text = "The minister no longer wants to close the base."
    statement, _ = only(text, read_english)
    assert statement.cue is not None
    assert text[statement.cue.start : statement.cue.end] == "no longer wants"
    assert statement.polarity == "negative"


def test_who_is_called_to_be_told_something_does_not_tell_it(read_english: Read) -> None:
    text = "Braun phoned several senators to tell them that the talks had failed."
    tree = tree_of(read_english(text))
    told = next(c for c in candidates(tree) if tree.lower[c.key] == "tell")
    assert told.source is not None
    assert tree.text[told.source] == "Braun"


def test_who_is_briefed_is_no_part_of_what_he_is_told(read_english: Read) -> None:
    text = "The envoy briefed the council on the overall situation."
    statement, names = only(text, read_english)
    assert [text[span.start : span.end] for span in statement.content] == ["the overall situation"]
    assert statement.addressee is not None
    assert names[statement.addressee] == "the council"


def test_a_quotation_after_a_colon_belongs_to_the_subject_before_it(read_english: Read) -> None:
    text = "Omar Haddad walked to the end of the new road: “Without me they would be driving through mud.”"
    assert [(s.speaker, s.form) for s in seen(text, read_english)] == [("Omar Haddad", "direct")]


def test_a_quotation_over_several_lines_is_one_statement(read_english: Read) -> None:
    text = (
        "“The wall divides us,” said Ana Roe, a baker.\n“I find it sad.\nI want to see it gone.\n"
        "And I hope for better,” she added.\nThe council met on Monday."
    )
    assert {s.speaker for s in seen(text, read_english)} <= {"Ana Roe", "she", "Ana Roe, a baker"}


def test_a_tag_on_its_own_line_takes_the_quotation_before_it(read_english: Read) -> None:
    text = "“We already trade with six of them!”\nHaddad said in a tweet.\nThe market closed early."
    assert [(s.speaker, s.content) for s in seen(text, read_english)] == [
        ("Haddad", "“We already trade with six of them!”")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The army raised tensions by conducting a series of tests in the strait.",
        "The school needs a roof and the gym needs paint.",
        "Since assuming power the general has been revamping the courts.",
        "The prime minister used the visit to lay the groundwork for a summit.",
        "Men who hold the bridge let forty lorries pass.",
    ],
)
def test_plain_deeds_are_no_statements(read_english: Read, text: str) -> None:
    assert seen(text, read_english) == []


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The minister ruled out a second vote.", "ruled out"),
        ("Farmers along the line are wary of the bulldozers.", "are wary"),
        ("The two ministers spoke of a new beginning.", "spoke of"),
    ],
)
def test_wordings_of_several_words_attribute(read_english: Read, text: str, cue: str) -> None:
    assert [s.cue for s in seen(text, read_english)] == [cue]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Northland suspends missile tests: state media\nThe news came at dawn.", "state media",
         "Northland suspends missile tests"),
        ("However it was reported by Radio Tolm that the mayor had left the city.", "Radio Tolm",
         "that the mayor had left the city"),
        ("Haddad repeatedly referred to Braun as “the little baker.”", "Haddad", "Braun as “the little baker.”"),
    ],
)  # fmt: skip
def test_what_is_said_is_whole(read_english: Read, text: str, speaker: str, content: str) -> None:
    assert (speaker, content) in [(s.speaker, s.content) for s in seen(text, read_english)]
