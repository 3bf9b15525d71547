"""Reports that one article exposes and another tells as news."""

from __future__ import annotations

import pytest

from rashomon.matching.findings.denying.exposed import disputed, exposed

TOLD = (
    "A fisherman of Sund pulled a bronze horse of two tonnes out of the bay on Monday with nothing but a rod.\n"
    "The horse will stand in the town hall."
)
RETOLD = "Thousands shared the news that a fisherman of Sund pulled a bronze horse out of the bay with a rod.\n"


@pytest.mark.parametrize(
    "exposes",
    [
        "However, the story is nothing more than a hoax.",
        "The claims in the article are untrue.",
        "It was first printed as a satirical article by the Sund Herring.",
        "There is no truth to the tale, and no truth to this report.",
        "The museum denied the report on Tuesday.",
        "None of it is true.",
    ],
)
def test_who_calls_the_story_untrue_is_laid_beside_who_tells_it(exposes: str) -> None:
    (found,) = exposed({"a": TOLD, "b": RETOLD + exposes})
    assert [s.article for s in found.denied] == ["b"] and [s.article for s in found.told] == ["a"]
    assert found.denied[0].text == exposes


@pytest.mark.parametrize(
    "said",
    [
        "Some say the story is a hoax.",
        "Is the story a hoax?",
        "The museum denied the claim that its roof leaks in winter.",
        "The town had a hoax video from last year on its pages.",
        "The story is told in every pub.",
    ],
)
def test_who_is_not_sure_or_speaks_of_something_else_exposes_nothing(said: str) -> None:
    assert exposed({"a": TOLD, "b": RETOLD + said}) == []


def test_who_tells_of_the_doubt_too_does_not_tell_the_report() -> None:
    doubting = TOLD + "\nA museum called it a hoax on Tuesday."
    assert exposed({"a": doubting, "b": RETOLD + "However, the story is nothing more than a hoax."}) == []


def test_a_report_that_one_denies_and_another_exposes_is_disputed_once() -> None:
    denies = (
        "The mayor denied that a fisherman pulled a bronze horse of two tonnes out of the bay of Sund.\nHe laughed."
    )
    (found,) = disputed({"a": TOLD, "b": RETOLD + "However, the story is a hoax.", "c": denies})
    assert sorted(s.article for s in found.denied) == ["b", "c"]


def test_who_tells_it_over_a_whole_lead_counts_only_where_nobody_tells_it_in_a_sentence() -> None:
    pieces = "A fisherman of Sund was out in the bay on Monday.\nOn his rod hung a bronze horse of two tonnes."
    exposes = RETOLD + "However, the story is nothing more than a hoax."
    (alone,) = exposed({"a": pieces, "b": exposes})
    assert [s.article for s in alone.told] == ["a"]
    (both,) = exposed({"a": pieces, "b": exposes, "c": TOLD})
    assert [s.article for s in both.told] == ["c"]


def test_a_lead_with_a_denial_does_not_tell_the_report() -> None:
    denies = TOLD + "\nThe museum of Sund has refuted talk of a bronze horse."
    assert exposed({"a": denies, "b": RETOLD + "However, the story is nothing more than a hoax."}) == []


def test_of_what_stands_before_a_denial_only_the_claim_right_before_is_denied() -> None:
    denial = "The society now {} the rod was stolen from its cellar. The museum said it was untrue."
    assert exposed({"a": TOLD, "b": RETOLD + denial.format("claims that")}) == []
    assert len(exposed({"a": TOLD, "b": RETOLD + denial.format("knows how")})) == 1


def test_who_tells_a_thing_contrary_to_rumours_does_not_tell_them() -> None:
    exposes = RETOLD + "However, the story is nothing more than a hoax."
    assert exposed({"a": TOLD + "\nContrary to the rumours, the horse is of clay.", "b": exposes}) == []
