"""Numbered plurals: who "the two countries", "both sides", "the trio" and "the two ministers" are."""

from __future__ import annotations

import pytest

from rashomon.pipeline import Reading
from read_alone import Read, read_in


def members_of(reading: Reading, phrase: str) -> set[str]:
    by_id = {mention.id: mention for mention in reading.mentions}
    return {by_id[member].text for m in by_id.values() if m.text == phrase for member in m.members}


@pytest.mark.parametrize(
    ("text", "phrase", "who"),
    [
        ("Kenya, Malawi and Chad met in Lusaka. France denied it. The three countries signed a deal.",
         "The three countries", {"Kenya", "Malawi", "Chad"}),
        ("Kenya and Tanzania reopened the border. The two countries signed a deal.", "The two countries",
         {"Kenya", "Tanzania"}),
        ("Mexico accused Peru of spying on Monday. The two governments held talks in May.", "The two governments",
         {"Mexico", "Peru"}),
        ("Officials hailed Kenya and Malawi’s joint efforts in Chad. Talks between the two countries go on.",
         "the two countries", {"Kenya", "Malawi"}),
        ("India, Nepal and Bhutan held talks. The trio agreed to share water.", "The trio",
         {"India", "Nepal", "Bhutan"}),
        ("The war between Eritrea and Ethiopia ended in 2000. The two capitals signed a deal.", "The two capitals",
         {"Eritrea", "Ethiopia"}),
        ("Hamas and Fatah signed a deal in Cairo. The two groups agreed to share power.", "The two groups",
         {"Hamas", "Fatah"}),
        ("Hassan Karim met his Norwegian counterpart Lars Holm in Oslo. The two defence chiefs signed an agreement.",
         "The two defence chiefs", {"Hassan Karim", "Lars Holm"}),
        ("Angela Merkel criticised Donald Trump on Monday, as Theresa May flew home. The two leaders have not met.",
         "The two leaders", {"Angela Merkel", "Donald Trump"}),
        ("Mexico accused Peru of spying on Monday, while Chile held its fire. The two countries recalled envoys.",
         "The two countries", {"Mexico", "Peru"}),
        ("Mexican Foreign Minister Ana Souza called her Peruvian counterpart Pedro Rojas on Friday. "
         "The two ministers agreed to meet in June.", "The two ministers", {"Ana Souza", "Pedro Rojas"}),
    ],
)  # fmt: skip
def test_a_number_with_an_article_means_those_named_right_before(
    read_english: Read, text: str, phrase: str, who: set[str]
) -> None:
    assert members_of(read_in(read_english(text), "2016-06-10"), phrase) == who


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Kenya and Malawi met. Spain was told. Malta objected. The two countries signed a deal.", "The two countries"),
        ("France, Germany and Poland met. The two countries signed a deal.", "The two countries"),
        ("Spain and Malta met in Rome, and France and Italy in Nice. The two countries signed a deal.",
         "The two countries"),
        ("Kenya and Tanzania reopened the border. The two sides of the road were closed.", "The two sides"),
        ("Kenya and Tanzania reopened the border. Two countries signed the deal on Friday.", "Two countries"),
        ("Kenya reopened the border. The two countries signed the deal on Friday.", "The two countries"),
    ],
)  # fmt: skip
def test_where_it_is_not_settled_nobody_is_meant(read_english: Read, text: str, phrase: str) -> None:
    assert members_of(read_in(read_english(text), "2016-06-10"), phrase) == set()


def test_a_report_names_the_members_in_the_order_of_the_text(read_english: Read) -> None:
    text = "Kenya and Tanzania reopened the border on Friday. Both countries agreed to cut tariffs."
    reading = read_in(read_english(text), "2016-06-10")
    texts = {mention.id: mention.text for mention in reading.mentions}
    assert [[texts[one] for one in r.actors] for r in reading.reports if r.type == "AGREE"] == [["Kenya", "Tanzania"]]


def test_the_ministers_of_two_countries_are_two_people(read_english: Read) -> None:
    text = (
        "Chilean Defense Minister Ana Souza called Peruvian Defense Minister Pedro Rojas on Monday. "
        "The defense ministers of Chile and Peru urged the release of the crew."
    )
    reading = read_in(read_english(text), "2016-06-10")
    texts = {mention.id: mention.text for mention in reading.mentions}
    told = [{texts[one] for one in r.actors} for r in reading.reports if r.type == "REQUEST"]
    assert told == [{"Ana Souza", "Pedro Rojas"}]


@pytest.mark.parametrize(("title", "said"), [("Chile, Peru Seek Closer Ties", 0), ("Chile, Peru Urge Closer Ties", 1)])
def test_what_a_headline_says_is_sought_is_no_statement(read_english: Read, title: str, said: int) -> None:
    text = f"{title}\n\nMinisters met in Lima on Monday."
    assert len([s for s in read_in(read_english(text), "2016-06-10").statements if s.start < len(title)]) == said
