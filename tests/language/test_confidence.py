"""How sure it is that a text tells an act: the same words in news, in a review, in a speech."""

from __future__ import annotations

from rashomon.language.english import parse
from rashomon.language.frames import frame
from rashomon.language.predicates.acts import acts
from rashomon.language.predicates.confidence import Verdict, Weighing

NEWS = (
    "Gunmen attacked a village near Sokoto on Monday, the police said. The governor visited the wounded on Tuesday. "
    "The chief of the army promised to send more troops, and the opposition accused him of doing nothing."
)
PLAY = (
    "The striker attacked from the first whistle and the visitors defended deep. Our captain met every cross, and in "
    "the last minute of the match she promised her fans another goal. What a game, what a season it has been for us!"
)


def test_the_same_verb_is_surer_where_police_tell_it_than_in_a_match() -> None:
    sure = {}
    for doc in parse([NEWS, PLAY]):
        word = next(word for word in doc if word.lower_ == "attacked")
        sure[doc.text] = Weighing(doc).confidence(frame(word), Verdict("ASSAULT", 0.6, 0.3, None))
    assert sure[NEWS] > 0 > sure[PLAY]


def test_who_meets_a_cross_and_promises_fans_a_goal_does_nothing_that_news_records() -> None:
    news, play = parse([NEWS, PLAY])
    assert [told.type for told in acts(news)] == ["ASSAULT", "CONSULT", "AGREE", "ACCUSE"]
    assert {told.type for told in acts(play)}.isdisjoint({"CONSULT", "AGREE"})


def test_what_grammar_settles_as_no_act_stays_none() -> None:
    doc = next(iter(parse([NEWS])))
    word = next(word for word in doc if word.lower_ == "attacked")
    assert Weighing(doc).confidence(frame(word), Verdict("ASSAULT", 0.9, 0.1, "NONE")) == -float("inf")


def test_a_line_by_itself_says_nothing_of_its_text() -> None:
    doc = next(iter(parse(["We met."])))
    assert Weighing(doc).known == 0.0


def test_nouns_that_name_an_act_tell_it() -> None:
    lines = {
        "The mass internment of villagers by the army was condemned by a member of parliament.": "COERCE",
        "The sacking of the governor by the president on Monday angered the party.": "SANCTION",
        "The minister's rebuttal of the charges came on Monday.": "REJECT",
        "The rendezvous between the two foreign ministers in Bern lasted an hour.": "CONSULT",
    }
    assert [acts(doc)[0].type for doc in parse(lines)] == list(lines.values())
