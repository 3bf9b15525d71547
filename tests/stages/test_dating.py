"""Undated articles: the range that the text supports, its reasons, and when to stay silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from bench.reading import article_of

from rashomon.language.russian.parse import is_readable, parse_russian
from rashomon.language.timex.tagger import find_timexes
from rashomon.matching.ranges import Evidence, Period, Supported
from rashomon.stages.dating import Dated, _after_the_lead, date_article
from rashomon.stages.mentions import find_mentions
from rashomon.stages.russian import find_russian_times
from rashomon.stages.times import find_times
from read_alone import Read


def dated(read_english: Read, text: str) -> Dated:
    one, doc = article_of(text), read_english(text)
    times = find_times(one, doc)
    return date_article(one, doc, [*find_mentions(one, doc), *times.mentions], times.whens)


def bounds(found: Dated) -> tuple[str | None, str | None]:
    one = found.article
    return (one.published and one.published[:10], one.published_latest and one.published_latest[:10])


def test_a_dated_article_is_left_as_it_is(read_english: Read) -> None:
    one = article_of("They met on June 9, 2016.", "2018-01-01")
    assert date_article(one, read_english(one.text), [], []) == (one, [], [])


def test_a_weekday_beside_the_latest_date_gives_the_week(read_english: Read) -> None:
    text = "“We agreed,” the minister said on Thursday. Officials meet in Tehran on June 9, 2016. (Photo by IRNA)"
    found = dated(read_english, text)
    assert bounds(found) == ("2016-06-09", "2016-06-15")
    assert found.article.published_from == "inferred"
    judgement = found.judgements[0]
    assert (judgement.relation, judgement.left) == ("published", found.article.id)
    assert judgement.right == "2016-06-09/2016-06-15"
    assert judgement.verdict == "same" and judgement.at is None
    assert "weekday of the latest date" in [reason.feature for reason in judgement.reasons]


def test_an_event_named_with_its_weekday_gives_the_week_and_places_relative_times(read_english: Read) -> None:
    text = (
        "The ministers spoke by telephone on Tuesday. US warships launched 59 Tomahawk missiles against an airfield "
        "near Homs in Syria on Friday."
    )
    found = dated(read_english, text)
    assert bounds(found) == ("2017-04-11", "2017-04-13")
    assert [when.start and when.start[:10] for when in found.whens] == ["2017-04-11", "2017-04-07"]


def test_offices_held_together_bound_the_date(read_english: Read) -> None:
    text = "Iranian Defense Minister Hossein Dehqan spoke with US President Donald Trump about the region."
    found = dated(read_english, text)
    assert bounds(found) == ("2017-01-20", "2017-08-19")
    assert found.judgements[0].verdict == "unsure"


@pytest.mark.parametrize(
    "text",
    [
        "The minister spoke on Friday about the weather.",
        "The 2016 election will be remembered. He was born in 1950.",
        "President Barack Obama recalled what President George W. Bush had said.",
    ],
)
def test_thin_or_conflicting_evidence_leaves_the_article_undated(read_english: Read, text: str) -> None:
    found = dated(read_english, text)
    assert found.article.published is None and found.article.published_from == "none"
    assert found.judgements == []


def test_the_seed_articles_get_honest_ranges(read_english: Read, seeds: Path) -> None:
    months = {"000": "2017-0", "001": "2017-04", "002": "2016-08", "003": "2018-04", "004": "2016-06"}
    for path in sorted(seeds.iterdir()):
        first, last = bounds(dated(read_english, path.read_text(encoding="utf-8")))
        assert first and last and first.startswith(months[path.name[:3]]) and last.startswith(months[path.name[:3]])


@pytest.mark.skipif(not is_readable(), reason="Russian needs natasha: pip install 'rashomon[russian]'")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "БРЕННИК, 12 апреля 2017 года. Министр заявил в среду, что войска выведены. Договор подписали в 2015 году.",
            ("2017-04-12", "2017-04-18"),
        ),
        (
            "В среду, 12 апреля, министр заявил, что учения завершены. Ранее, 3 марта 2017 года, он встретил посла.",
            ("2017-04-12", "2017-04-18"),
        ),
        ("В 2015 году завод закрыли. Он откроется 13 июля.", (None, None)),
    ],
)
def test_a_russian_article_is_dated_by_its_dates_and_weekdays(
    text: str, expected: tuple[str | None, str | None]
) -> None:
    (doc,) = parse_russian([text])
    one = replace(article_of(text), language="ru")
    times = find_russian_times(one, doc)
    found = date_article(one, doc, times.mentions, times.whens)

    assert bounds(found) == expected
    assert all(when.start is None or when.start[:4] != "2015" or when.precision == "year" for when in found.whens)


def test_the_lead_leaves_a_range_that_other_evidence_has_narrowed_past_all_that_is_told(read_english: Read) -> None:
    doc = read_english("Police held two men on Thursday, a spokesman said.")
    told = Evidence((Period(date(2016, 6, 8), date(2016, 6, 14)),), 0.5, "weekday of the latest date", "", "")
    found = Supported(Period(date(2016, 6, 10), date(2016, 6, 14)), [told], [])
    assert _after_the_lead(doc, find_timexes(doc, None), found) == found
