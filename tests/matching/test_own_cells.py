"""Which accounts dispute where, when and whom."""

from __future__ import annotations

from rashomon.matching.answers import EQUAL, compare_times
from rashomon.matching.findings.account import Answer, Corpus, where
from rashomon.matching.findings.parties.own_cells import given_by_others
from rashomon.record import Article, Mention, Report, Span, When, Where, mention_id, report_id


def article(name: str, text: str) -> Article:
    return Article(name, name, name, None, None, None, None, "none", "en", (), (), text, ())


def told(of: Article, verb: str, place: str) -> tuple[Report, Mention]:
    start, at = of.text.index(verb), of.text.index(place)
    trigger = Span(start, start + len(verb))
    mention = Mention(mention_id(of.id, at, at + len(place), "place"), of.id, at, at + len(place), "place", place)
    there = Where(place, place, "VAR", 1.0, 2.0, "city", mention.id)
    report = Report(
        report_id(of.id, trigger, "COERCE"), of.id, 0, len(of.text), trigger, "COERCE", "arrest", (), None, 4,
        (), (), None, there, (), "happened", None, (),
    )  # fmt: skip
    return report, mention


def answer_of(text: str, verb: str, place: str) -> Answer | None:
    of = article("a", text)
    report, mention = told(of, verb, place)
    return where(Corpus({"a": of}, {mention.id: mention}, {}, {}, {}), report)


def test_a_home_and_where_somebody_was_before_are_no_place_of_the_act() -> None:
    assert answer_of("Lena Orlan, 66, of Tarnsville, was killed on Monday", "killed", "Tarnsville") is None
    assert answer_of("Three men who went missing in Tarnsville were arrested", "arrested", "Tarnsville") is None
    assert answer_of("In Tarnsville three men were arrested", "arrested", "Tarnsville") is not None


def test_an_account_that_gives_both_disputes_neither() -> None:
    one, other = article("a", "They were held in Tarn."), article("b", "They were held in Orrin.")
    reports, mentions = zip(told(one, "held", "Tarn"), told(other, "held", "Orrin"), strict=True)
    corpus = Corpus({"a": one, "b": other}, {m.id: m for m in mentions}, {}, {}, {})
    sides = [[Answer(r.where, r.where.name, r.article, r.id)] for r in reports if r.where]
    assert given_by_others(corpus, sides, reports) == sides
    both = [[*sides[0], Answer(sides[0][0].value, "Tarn", "b", reports[1].id)], sides[1]]
    assert given_by_others(corpus, both, reports) == both[:1]


def time(start: str, end: str, precision: str, anchor: str = "published", relation: str = "on") -> When:
    return When(f"{start}:00Z", f"{end}:00Z", precision, relation, anchor, "m")


def test_a_night_is_of_its_day_and_a_clock_without_a_day_of_any() -> None:
    night = time("2031-05-13T18:00", "2031-05-14T06:00", "hour")
    day = time("2031-05-13T00:00", "2031-05-14T00:00", "day")
    assert compare_times(night, day) == EQUAL
    seven = time("2031-05-13T19:00", "2031-05-13T19:01", "minute", relation="about")
    assert compare_times(seven, night) == EQUAL
    assert compare_times(time("2031-05-13T19:40", "2031-05-13T19:41", "minute", relation="about"), night) == EQUAL
    six = [time(f"2031-05-{d}T18:00", f"2031-05-{d}T18:01", "minute", "narrative") for d in (13, 14)]
    assert compare_times(*six) == EQUAL
