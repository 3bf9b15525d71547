"""What the words around an act say of it: one act, a habit, or one more of a kind."""

from __future__ import annotations

import pytest

from rashomon.matching.acts.manner import is_another, is_general


def at(text: str, trigger: str) -> tuple[str, int, int]:
    start = text.index(trigger)
    return text, start, start + len(trigger)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The coalition has been bombing the valley since March.", "bombing"),
        ("Militants routinely kidnap herders on this road.", "kidnap"),
        ("The council spends most of its time arresting its critics.", "arresting"),
        ("Critics say that air strikes win no hearts.", "strikes"),
        ("The army has shelled the hills for months.", "shelled"),
        ("It was the first in a series of high-profile murders of judges.", "murders"),
    ],
)
def test_what_is_done_again_and_again_is_no_single_act(text: str, trigger: str) -> None:
    assert is_general(*at(text, trigger))


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Shells hit the market of Orlo on Tuesday.", "hit"),
        ("The strikes killed eleven miners.", "strikes"),
        ("Two strikes were reported near the dam.", "strikes"),
        ("Navy attacks a smugglers' camp.", "attacks"),
        ("Police used tear gas for the first time since 2005.", "used"),
        ("The minister's arrests of that night were unlawful.", "arrests"),
    ],
)
def test_what_was_done_once_is_one_act(text: str, trigger: str) -> None:
    assert not is_general(*at(text, trigger))


def test_a_text_sets_acts_of_a_kind_apart_by_its_words() -> None:
    text = "A bomb killed a guard in Orlo. In the port another bomb killed two sailors. The bomb wounded a cook."
    assert [is_another(text, text.index(trigger)) for trigger in ("killed a", "killed two", "wounded")] == [
        False, True, False,
    ]  # fmt: skip


def test_what_a_day_after_takes_up_is_no_other_act() -> None:
    text = "Jets bombed a camp at Orlo, a day after the shelling of a market."
    assert not is_another(text, text.index("shelling"))
    text = "A day after the shelling of a market, jets bombed a camp at Orlo."
    assert is_another(text, text.index("bombed"))


def test_all_of_several_are_none_of_them() -> None:
    text = "Roe hailed all seven security conferences held in Orlo. A summit will be held in Tarn."
    assert is_another(text, text.index("conferences"))
    assert not is_another(text, text.index("summit"))
