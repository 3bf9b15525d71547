"""Places that hold each other, hours of one morning and one victim more are no dispute."""

from __future__ import annotations

import pytest
from bench.reading import article_of

from rashomon.matching.answers import EQUAL, EXCLUDING, compare_places, compare_times
from rashomon.matching.findings.account import Answer, Corpus
from rashomon.matching.findings.parties.who import Parties, compare_parties
from rashomon.matching.findings.sides.gathered import sides_of
from rashomon.matching.findings.sides.of_question import of_one_question
from rashomon.record import Entity, Report, Span, When, Where

SURREY = Where("1", "Surrey", "GBR", 51.25, -0.42, "admin2", "m")
BANSTEAD = Where("2", "Banstead", "GBR", 51.32, -0.2, "city", "m")
LEEDS = Where("3", "Leeds", "GBR", 53.8, -1.55, "city", "m")
HOMS = Where("4", "Homs", "SYR", 34.73, 36.71, "city", "m")
SHAYRAT = Where("5", "Shayrat", "SYR", 34.49, 36.91, "point", "m")


def _told(*places: Where) -> list[list[str]]:
    """The places of each side, where each account in turn gives one."""
    answers = [Answer(place, place.name, f"article {n}") for n, place in enumerate(places)]
    kept = of_one_question(Corpus({}, {}, {}, {}, {}), "where", sides_of(answers, compare_places), compare_places, ())
    return [[answer.words for answer in side] for side in kept]


def test_a_town_agrees_with_its_county() -> None:
    assert _told(SURREY, SURREY, BANSTEAD) == [["Surrey", "Surrey", "Banstead"]]


def test_a_county_far_from_a_town_disputes_nothing_and_supports_nothing() -> None:
    assert _told(SURREY, SURREY, LEEDS) == [["Surrey", "Surrey"]]


def test_two_sites_near_each_other_stand_side_by_side() -> None:
    assert _told(HOMS, SHAYRAT) == [["Homs"], ["Shayrat"]]


def _time(start: str, end: str, precision: str) -> When:
    return When(f"{start}:00Z", f"{end}:00Z", precision, "on", "published", "m")


@pytest.mark.parametrize(("clock", "verdict"), [("01:30", EQUAL), ("09:10", EQUAL), ("13:30", EXCLUDING)])
def test_any_hour_before_noon_is_of_the_morning(clock: str, verdict: str) -> None:
    morning = _time("2031-02-01T06:00", "2031-02-01T12:00", "hour")
    minute = _time(f"2031-02-01T{clock}", f"2031-02-01T{clock[:-1]}{int(clock[-1]) + 1}", "minute")
    assert compare_times(morning, minute) == verdict


DAY = When("2031-05-13T00:00:00Z", "2031-05-14T00:00:00Z", "day", "on", "published", "m")


@pytest.mark.parametrize(("word", "sides"), [("was", 2), ("was also", 1)])
def test_one_victim_more_disputes_nobody(word: str, sides: int) -> None:
    texts = [f"{name} was killed in a hit-and-run accident in Tarsk on Tuesday." for name in ("Ana Roe", "Omar Diaz")]
    texts[1] = texts[1].replace("was", word)
    accounts = {f"a{n}": article_of(text, "2031-05-14") for n, text in enumerate(texts)}
    reports, answers = [], []
    for name, (account, found) in zip(("Ana Roe", "Omar Diaz"), accounts.items(), strict=True):
        at = found.text.index("killed")
        reports.append(
            Report(
                f"r{account}", account, 0, len(found.text), Span(at, at + 6), "HARM", None, (), None, 4, (), (), DAY,
                None, (), "happened", None, (),
            )
        )  # fmt: skip
        person = Entity(name, "person", name, (), None, (), (), ())
        answers.append(Answer(Parties((person,), False, (frozenset(),)), name, account, f"r{account}"))
    corpus = Corpus(accounts, {}, {}, {}, {})
    kept = of_one_question(corpus, "whom", sides_of(answers, compare_parties), compare_parties, reports)
    assert len(kept) == sides
