"""Times of an article: mentions, UTC intervals, ranges, zones, and what stays open."""

from __future__ import annotations

from dataclasses import replace

from bench.reading import article_of

from rashomon.record import When
from rashomon.stages.times import TimesFound, day_first, find_times
from read_alone import Read


def read(read_english: Read, text: str, published: str | None = None) -> dict[str, When]:
    found: TimesFound = find_times(article_of(text, published), read_english(text))
    texts = {mention.id: mention.text for mention in found.mentions}
    assert all(text[m.start : m.end] == m.text for m in found.mentions)
    return {texts[when.mention]: when for when in found.whens}


def span(when: When) -> tuple[str | None, str | None]:
    return (when.start and when.start[:10], when.end and when.end[:10])


def test_a_weekday_is_a_day_of_utc(read_english: Read) -> None:
    when = read(read_english, "The two men spoke on Tuesday.", "2017-04-12")["Tuesday"]
    assert (when.start, when.end) == ("2017-04-11T00:00:00Z", "2017-04-12T00:00:00Z")
    assert (when.precision, when.relation, when.anchor) == ("day", "on", "published")


def test_two_dates_that_bound_a_stretch_are_one_time(read_english: Read) -> None:
    found = read(read_english, "Fighting raged from 2011 to 2014 and on March 3–5, 2016.")
    assert span(found["2011 to 2014"]) == ("2011-01-01", "2015-01-01")
    assert span(found["March 3–5, 2016"]) == ("2016-03-03", "2016-03-06")


def test_a_named_zone_moves_a_clock_time_to_utc(read_english: Read) -> None:
    when = next(iter(read(read_english, "It began at 10:30 a.m. IRST on June 9, 2016.").values()))
    assert when.start == "2016-06-09T07:00:00Z" and when.relation == "on"


def test_a_clock_time_without_a_zone_is_only_about_that_time(read_english: Read) -> None:
    when = read(read_english, "It began at 5 p.m. that day, June 9, 2016.", "2016-06-10")["5 p.m."]
    assert when.relation == "about"


def test_prepositions_turn_an_interval_into_a_bound(read_english: Read) -> None:
    found = read(read_english, "It has raged since March 2011 and must end by June 2019, after July 3, 2018.")
    assert [when.relation for when in found.values()] == ["after", "before", "after"]


def test_early_and_late_take_thirds(read_english: Read) -> None:
    found = read(read_english, "It opened in early June 2016 and closed in late June 2016.")
    assert [span(when) for when in found.values()] == [("2016-06-01", "2016-06-11"), ("2016-06-21", "2016-07-01")]


def test_earlier_this_year_ends_and_later_this_month_begins_with_the_day_of_publication(read_english: Read) -> None:
    found = read(read_english, "It fell earlier this year. It opens later this month.", "2017-04-12")
    assert span(found["earlier this year"]) == ("2017-01-01", "2017-04-13")
    assert span(found["later this month"]) == ("2017-04-12", "2017-05-01")


def test_two_years_on_one_dash_are_one_time(read_english: Read) -> None:
    found = read(read_english, "The war of 1950-53 never ended.", "2017-04-12")
    assert span(found["1950-53"]) == ("1950-01-01", "1954-01-01")


def test_the_past_months_end_with_the_day_of_publication(read_english: Read) -> None:
    when = read(read_english, "In the past two months 300 people died.", "2017-04-12")["the past two months"]
    assert span(when) == ("2017-02-12", "2017-04-13")


def test_an_undated_article_leaves_relative_times_open_and_resolves_absolute_ones(read_english: Read) -> None:
    found = read(read_english, "On Friday he recalled the talks of 9 June 2016 and said more would come next week.")
    assert span(found["Friday"]) == span(found["next week"]) == (None, None)
    assert found["Friday"].anchor == "published"
    assert span(found["9 June 2016"]) == ("2016-06-09", "2016-06-10")


def test_lengths_and_repeated_times_are_mentions_without_an_interval(read_english: Read) -> None:
    text = "It lasted three days and happens every Monday."
    found = find_times(article_of(text), read_english(text))
    assert [mention.text for mention in found.mentions] == ["three days", "every Monday"]
    assert found.whens == []


def test_the_country_of_the_address_and_the_text_settle_the_order_of_numbers() -> None:
    assert day_first(replace(article_of(""), url="https://news.example.ir/1"))
    assert not day_first(replace(article_of(""), url="https://example.com/1"))
    assert day_first(replace(article_of("Updated 25/12/2016"), url="https://example.com/1"))
