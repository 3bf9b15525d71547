"""Time expressions of sentences written for this test: type, value and mod as TIMEX3 has them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from rashomon.language.timex.tagger import Timex, find_timexes

WEDNESDAY = date(2017, 4, 12)
Read = Callable[[str], Doc]


def values(found: list[Timex]) -> list[tuple[str, str, str]]:
    return [(one.text, one.type, one.value) for one in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The minister spoke on Tuesday.", [("Tuesday", "DATE", "2017-04-11")]),
        ("Talks will resume on Friday.", [("Friday", "DATE", "2017-04-14")]),
        ("In this Aug. 21, 2012, photo he smiles.", [("Aug. 21, 2012", "DATE", "2012-08-21")]),
        ("They met last Friday.", [("last Friday", "DATE", "2017-04-07")]),
        ("She resigned on Thursday, her office said.", [("Thursday", "DATE", "2017-04-13")]),
        ("The ministers are poised on Sunday to sign.", [("Sunday", "DATE", "2017-04-16")]),
        ("The talks open on the 13th of July.", [("the 13th of July", "DATE", "2017-07-13")]),
        ("The war of 1950-53 never ended.", [("1950", "DATE", "1950"), ("53", "DATE", "1953")]),
        ("Theresa May told reporters in May that May would leave.", [("May", "DATE", "2017-05")]),
        ("Mrs. May and Mr. Ortiz met in January.", [("January", "DATE", "2017-01")]),
        ("Theresa May left between April and May.", [("April", "DATE", "2017-04"), ("May", "DATE", "2017-05")]),
        ("He joined the March for Justice in March.", [("March", "DATE", "2017-03")]),
        ("Ministers on Tue. stressed their resolve.", [("Tue.", "DATE", "2017-04-11")]),
        ("He left on 9 June 2016.", [("9 June 2016", "DATE", "2016-06-09")]),
        ("He left on June 9th, 2016.", [("June 9th, 2016", "DATE", "2016-06-09")]),
        ("It was signed on 2016-06-09.", [("2016-06-09", "DATE", "2016-06-09")]),
        ("The war began in March 2011.", [("March 2011", "DATE", "2011-03")]),
        ("It opened in the late 1980s.", [("the late 1980s", "DATE", "198")]),
        ("It was built in the 12th century.", [("the 12th century", "DATE", "11")]),
        ("Profit rose in the third quarter of 2015.", [("the third quarter of 2015", "DATE", "2015-Q3")]),
        ("They met yesterday.", [("yesterday", "DATE", "2017-04-11")]),
        ("He arrived last night.", [("last night", "TIME", "2017-04-11TNI")]),
        ("Two weeks ago he resigned.", [("Two weeks ago", "DATE", "2017-03-29")]),
        ("Early next week a delegation will travel.", [("Early next week", "DATE", "2017-W16")]),
        ("It lasted for three days.", [("three days", "DURATION", "P3D")]),
        ("It must end by the year 2030.", [("the year 2030", "DATE", "2030")]),
        ("It began in the year two thousand.", [("the year two thousand", "DATE", "2000")]),
        ("He won in 2008 and lost four years later.",
         [("2008", "DATE", "2008"), ("four years later", "DATE", "2012")]),
        ("He waited two and a half years.", [("two and a half years", "DURATION", "P2Y6M")]),
        ("It flies every Monday.", [("every Monday", "SET", "XXXX-WXX-1")]),
        ("He resigned on the 7th.", [("the 7th", "DATE", "2017-04-07")]),
        ("He arrived on 22 Farvardin 1396.", [("22 Farvardin 1396", "DATE", "2017-04-11")]),
        ("It fell on 10 Muharram 1438.", [("10 Muharram 1438", "DATE", "2016-10-12")]),
        ("The ship sailed at 10:30 a.m. GMT on June 9, 2016.",
         [("10:30 a.m. GMT on June 9, 2016", "TIME", "2016-06-09T10:30")]),
    ],
)  # fmt: skip
def test_an_expression_is_read_against_the_day_of_publication(
    read_english: Read, sentence: str, expected: list[tuple[str, str, str]]
) -> None:
    assert values(find_timexes(read_english(sentence), WEDNESDAY)) == expected


def test_the_following_day_counts_from_the_day_told_before(read_english: Read) -> None:
    doc = read_english("The army struck on March 3, 2016. The following day it withdrew.")
    assert [one.value for one in find_timexes(doc, WEDNESDAY)] == ["2016-03-03", "2016-03-04"]


def test_a_year_earlier_means_the_quarter_where_a_quarter_was_told(read_english: Read) -> None:
    doc = read_english("Sales rose 4% in the first quarter, from 3% a year earlier.")
    assert [one.value for one in find_timexes(doc, WEDNESDAY)] == ["2017-Q1", "2016-Q1"]


def test_without_a_day_of_publication_what_is_relative_stays_open(read_english: Read) -> None:
    doc = read_english("He spoke on Friday and left on June 9.")
    assert [one.value for one in find_timexes(doc, None)] == ["XXXX-WXX-5", "XXXX-06-09"]


def test_a_year_that_dates_of_the_text_share_dates_the_others(read_english: Read) -> None:
    doc = read_english("They met on June 9, 2016. He left on June 12.")
    assert [one.value for one in find_timexes(doc, None)] == ["2016-06-09", "2016-06-12"]


def test_one_month_of_the_past_dates_nothing_else_of_an_undated_text(read_english: Read) -> None:
    doc = read_english("He said so in December 2015. He will come on July 13 and leave in August.")
    assert [one.value for one in find_timexes(doc, None)] == ["2015-12", "XXXX-07-13", "XXXX-08"]


def test_the_outlet_settles_which_number_is_the_day(read_english: Read) -> None:
    doc = read_english("The order of 9/6/2016 was read.")
    assert find_timexes(doc, None)[0].value == "2016-09-06"
    assert find_timexes(doc, None, day_first=True)[0].value == "2016-06-09"


@pytest.mark.parametrize(
    "sentence",
    [
        "Flight 2016 carried 2000 passengers.",
        "He may march if the prices fall.",
        "The 45-year-old minister won 3-1.",
        "He paid $1999 for 1,200 bags under Resolution 1973.",
        "Theresa May arrived and Ortiz accused May of lying.",
        "The Winter Olympics and the Summer Games draw crowds.",
        "He told USA TODAY that Charlie Winter agreed.",
        "Thousands joined the Women's March.",
    ],
)
def test_what_is_no_time_is_left_alone(read_english: Read, sentence: str) -> None:
    assert find_timexes(read_english(sentence), WEDNESDAY) == []


PIECES = st.sampled_from(
    ["on Tuesday", "June 9, 2016", "the", "early", "last", "two", "years ago", "–", "2016", "Q3", "a", "at 10:30", "\n",
     "of", "and", "next", "week", "30", "May", "p.m.", "to", "…", "1990s", "«Пт»", "é", "Dec.", "fiscal", "half"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=14))
def test_offsets_give_the_words_and_no_two_overlap(read_english: Read, pieces: list[str]) -> None:
    text = " ".join(pieces)
    for published in (WEDNESDAY, None):
        found = find_timexes(read_english(text), published)
        assert all(text[one.start : one.end] == one.text and one.text.strip() for one in found)
        assert all(one.end <= other.start for one, other in pairwise(found))
