"""Which lines of an outlet's pages are its furniture."""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.matching.templates import PageLines, furniture, line_number, page_lines

SLOGAN = "Every gift keeps our newsroom on the coast alive; give what you can."
BRIDGE = (
    "The bridge of Ashford was opened on Monday by the mayor, Anna Pell.",
    "The girders had rusted since the flood, and lorries took a detour of forty miles.",
    "Drivers paid no toll on the first day.",
)
STRIKE = (
    "Teachers in Osk walked out on Tuesday over wages, their union said.",
    "The headmaster of the largest school, Ivo Brandt, closed the classrooms.",
    "The ministry called the walkout illegal and refused to bargain.",
)


def page(name: str, *said: str, title: str | None = None) -> PageLines:
    return page_lines(name, "Post", title, said)


def shown(pages: Sequence[PageLines], *lines: str) -> dict[str, frozenset[int]]:
    """Each page with those of the lines that it holds."""
    numbers = {line_number(line) for line in lines}
    return {one.document: frozenset(numbers.intersection(one.lines)) for one in pages if numbers & {*one.lines}}


def test_a_line_of_two_pages_that_tell_different_things_is_furniture_of_both() -> None:
    pages = [page("a", *BRIDGE, SLOGAN), page("b", STRIKE[0], SLOGAN, *STRIKE[1:])]

    assert furniture(pages) == shown(pages, SLOGAN)


def test_an_update_keeps_all_that_the_first_report_said() -> None:
    assert furniture([page("a", *BRIDGE), page("b", *BRIDGE, "UPDATE: The mayor has left.")]) == {}


def test_a_follow_up_keeps_the_paragraphs_that_it_takes_from_the_first_report() -> None:
    later = (
        "Anna Pell, the mayor of Ashford, defended the toll on the bridge on Thursday.",
        "Lorries will pay from June on, the council said of the girders and the flood.",
        "A detour through the villages stays open to drivers.",
    )
    assert furniture([page("a", *BRIDGE), page("b", *later, BRIDGE[2])]) == {}


def test_what_two_updates_share_is_furniture_once_a_page_on_another_matter_holds_it_too() -> None:
    pages = [page("a", *BRIDGE, SLOGAN), page("b", *BRIDGE, SLOGAN), page("c", *STRIKE, SLOGAN)]

    assert furniture(pages[:2]) == {}
    assert furniture(pages) == shown(pages, SLOGAN)


def test_a_page_printed_twice_shows_nothing() -> None:
    assert furniture([page("a", *BRIDGE, SLOGAN), page("b", *BRIDGE, SLOGAN)]) == {}


def test_pages_whose_words_nobody_knows_show_nothing() -> None:
    assert furniture([page("a", "1 2 3"), page("b", "4 5 6", "1 2 3")]) == {}


WORDS = "bridge girders toll lorries strike wages pupils school ferry rudder tugboat harbour flood dykes pumps".split()


@st.composite
def outlets(draw: st.DrawFn) -> list[PageLines]:
    """Pages of few topics that share lines of all kinds."""
    chance = random.Random(draw(st.integers(0, 10**9)))
    lines = [" ".join(chance.choices(WORDS[topic * 5 : topic * 5 + 5], k=6)) for topic in (0, 1, 2) for _ in range(4)]
    common = [f"give {word} now" for word in ("money", "time", "advice")]
    return [
        page(
            f"{name}",
            *chance.sample(lines[topic * 4 : topic * 4 + 4], k=3),
            *chance.sample(common, k=chance.randrange(3)),
        )
        for name in range(draw(st.integers(1, 7)))
        for topic in (chance.randrange(3),)
    ]


@given(outlets(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_what_comes_page_by_page_in_any_order_is_what_all_show_at_once(
    pages: list[PageLines], chance: random.Random
) -> None:
    whole = furniture(pages)
    order = chance.sample(pages, k=len(pages))
    grown: dict[str, frozenset[int]] = {}
    for count in range(1, len(order) + 1):
        for name, lines in furniture(order[:count], {order[count - 1].document}).items():
            grown[name] = grown.get(name, frozenset()) | lines
    assert grown == whole == furniture(order)
