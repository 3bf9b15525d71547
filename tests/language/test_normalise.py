"""Repairs of damaged text, and the way back to the characters that stood there."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rashomon.language.normalise import repair, repair_fragment

DAMAGE = st.lists(
    st.sampled_from(
        [*"abcdeXYZ .,-\n\t&;#", "\u00ad", "\u200b", "\u200c", "\u202e", "\ufeff", "\u00a0", "\r\n",
        "\r", "ﬁ", "ﬄ",
        "&amp;", "&quot;", "&amp;quot;", "&#8217;", "â€™", "Ã©", "é", "ж", "ش", "میـ", "漢", "\u2028", "\x85",
        "\x07", "-\n", "😀"]
    ),
    max_size=120,
).map("".join)  # fmt: skip


@given(DAMAGE)
@settings(max_examples=300, deadline=None)
def test_every_repaired_offset_leads_back_in_order_and_within_the_raw_text(raw: str) -> None:
    repaired = repair(raw)

    offsets = [repaired.to_raw(offset) for offset in range(len(repaired.text) + 1)]

    assert offsets == sorted(offsets)
    assert all(0 <= offset <= len(raw) for offset in offsets)


@given(DAMAGE)
@example("&amp;aa;")
@settings(max_examples=300, deadline=None)
def test_letters_that_no_repair_touched_are_the_same_letters_in_the_raw_text(raw: str) -> None:
    repaired = repair(raw)

    for offset, character in enumerate(repaired.text):
        if character in "abcdeXYZ漢":
            found = raw[repaired.to_raw(offset)]
            assert found == character or found in "&ﬁﬄ" or not found.isascii()


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_repairing_is_deterministic_whatever_the_text(raw: str) -> None:
    assert repair(raw) == repair(raw)


def test_mojibake_entities_and_invisible_characters_are_repaired() -> None:
    raw = "The ministerâ€™s cafÃ© said &amp;quot;no&quot; to\u00a0co\u00adop\u200beration, o\ufb03cially."

    assert repair(raw).text == 'The minister’s café said "no" to cooperation, officially.'


def test_hard_wrapped_lines_become_paragraphs_again() -> None:
    raw = (
        "The ferry company said on Monday that all sailings to the islands would be can-\n"
        "celled until the storm had passed, and that tickets remain valid for a month and\n"
        "may be changed without a fee at any of the offices in the harbour or by telephone\n"
        "at night.\n"
        "\n"
        "A second paragraph follows here and it is long enough to be wrapped by the mailer\n"
        "as well, so that nobody could think it was a list.\n"
    )

    first, second = repair(raw).text.strip().split("\n\n")

    assert first.startswith("The ferry company") and "would be cancelled until" in first and "\n" not in first
    assert second.endswith("it was a list.") and "\n" not in second


def test_lines_that_are_items_of_a_list_stay_lines() -> None:
    raw = "Home\nNews\nSport\nThe minister spoke at length on Monday about water.\nWeather\n"

    assert repair(raw).text == raw


def test_joiners_that_a_script_needs_stay() -> None:
    assert repair("می\u200cخواهم").text == "می\u200cخواهم"
    assert repair("wo\u200crd").text == "word"


def test_a_fragment_is_one_line() -> None:
    assert repair_fragment(" A &amp; B\n news ") == "A & B news"


@pytest.mark.parametrize(
    ("raw", "repaired"),
    [
        ("T he river rose.", "The river rose."),
        ("“W hile he spoke", "“While he spoke"),
        ("S he said so", "She said so"),
        ("A\ndam Roe said", "Adam Roe said"),
        ("I\n\nn May the bridge", "In May the bridge"),
        ("First.\nH ong Kong is", "First.\nHong Kong is"),
    ],
)
def test_a_large_initial_is_joined_to_its_word(raw: str, repaired: str) -> None:
    found = repair(raw, wrapped=False)
    assert found.text == repaired
    assert [raw[found.to_raw(i)] for i in range(len(repaired))] == list(repaired)


@pytest.mark.parametrize(
    "raw",
    [
        "A dam burst.", "I ran home.", "O come here", "T cells are", "R and D spending", "D is for dog", "X marks it",
        "A\nBigger house", "Vitamin C or D", "Z okazji rocznicy", "Y el ministro", "K tomu se", "B all of it",
    ],
)  # fmt: skip
def test_letters_that_are_words_of_their_own_stay_apart(raw: str) -> None:
    assert repair(raw, wrapped=False).text == raw


@pytest.mark.parametrize(
    ("raw", "repaired"),
    [
        ("Рresident Ѕergey Shоygu", "President Sergey Shoygu"),
        ("СNN", "CNN"),
        ("Bыставка в Mоскве", "Выставка в Москве"),
        ("Cу-35C, T-34, МиГ", "Cу-35C, T-34, МиГ"),
        ("XІІ", "XІІ"),
        ("Москва and Minsk", "Москва and Minsk"),
    ],
)
def test_letters_that_look_like_those_of_the_word_are_made_its_own(raw: str, repaired: str) -> None:
    assert repair(raw, wrapped=False).text == repaired
