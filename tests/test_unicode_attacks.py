"""Texts made of what no writer writes: reading them costs their length, counted in calls, and breaks nothing.

The clock is not asked. Calls of functions, Python's and C's, are counted at one length and at four times that length;
what one pattern costs within a call is held by tests/test_patterns.py.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from rashomon.errors import RashomonError
from rashomon.language.counts import counts
from rashomon.language.identify import identify
from rashomon.language.names.lexicon import known_names
from rashomon.language.names.likeness import compare_names
from rashomon.language.normalise import repair
from rashomon.language.other import parse_other
from rashomon.language.page_dates import instant, printed_day
from rashomon.language.quotes import find_quotes
from rashomon.language.timex.tagger import find_timexes
from rashomon.record import Document, document_id
from rashomon.stages.clean import clean

#: Repetitions of an attack at the smaller length; four times as many at the larger.
FEW, MANY = 100, 400
#: Calls that a text costs whatever its length: tables that are looked into, arrays that are made.
FIXED = 3000

ATTACKS = {
    "right to left and back": "\u202e\u2066word\u2069 ",
    "embeddings never closed": "\u202b\u2067",
    "letters of other scripts": "Ѕеrgеу Ѕhоіgu ",
    "one word": "a",
    "one capital word": "Ä",
    "marks upon marks": "\u0301\u0327\u0489",
    "a marked word": "e\u0301\u0301\u0301 ",
    "one number": "9",
    "digits of other scripts": "٣۴५",
    "a number grouped for ever": "1,",
    "a date for ever": "12/",
    "a clock for ever": "12:",
    "a fraction for ever": "1.",
    "entities in entities": "amp;",
    "entities": "&amp;",
    "nothing visible": "\u200b\u200d\u00ad\ufeff",
    "families": "👩\u200d👩\u200d👧\u200d👦",
    "quotations never closed": "“word ",
    "quotations never opened": "word” ",
    "marks of quotation": '"',
    "brackets": "(",
    "months": "January ",
    "months and numbers": "May 9 ",
    "numbers in words": "two hundred ",
    "openers": "word. Read more: ",
    "bylines": "By ",
    "mojibake": "Ã©Ã",
    "full stops": ". ",
    "dashes": "— ",
    "bars": "a | ",
    "lines of one letter": "a\n",
    "blank lines": "\n",
    "line ends of other systems": "word\u2028\x85\x0b",
    "tabs": "a\t",
    "initials": "\nT he",
    "hyphens at ends": "abc-\n",
    "Arabic words": "وزارة ",
    "words without spaces": "東京で会談",
    "lone surrogates": "\ud800x",
    "spaces of all widths": "a\u00a0\u2003\u3000",
}


def _clean(text: str) -> Any:
    body = text.encode("utf-8", "surrogatepass")
    try:
        return clean(Document(document_id(body), None, None, None, "text/plain", "utf-8", body))
    except RashomonError as refused:  # nothing to read in it: one sentence
        assert "\n" not in str(refused)
        return None


READERS: dict[str, Callable[[str], Any]] = {
    "cleaning": _clean,
    "repairs": repair,
    "times": lambda text: find_timexes(parse_other(repair(text).text), date(2017, 4, 12)),
    "numbers": lambda text: counts(parse_other(repair(text).text)),
    "known names": known_names,
    "quotations": find_quotes,
    "stamps": lambda text: (instant(text), printed_day(text)),
    "language": identify,
}


def calls(read: Callable[[str], Any], text: str) -> int:
    """How many functions were called to read a text."""
    count = 0

    def seen(frame: Any, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(seen)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("reader", READERS)
def test_an_attack_costs_its_length(reader: str) -> None:
    read = READERS[reader]
    identify("kuku lala mimi nono pipi rara susu tata")
    for piece in ATTACKS.values():
        read(f"On 9 May 2017 Sergey said: “two hundred” {piece}" * 4)  # what is loaded once is not the text's
    grown = {
        name: (few, many)
        for name, piece in ATTACKS.items()
        if (many := calls(read, piece * MANY)) > 5 * (few := calls(read, piece * FEW)) + FIXED
    }
    assert grown == {}


def test_what_grows_with_the_square_is_seen() -> None:
    def square(text: str) -> None:
        for _ in text:
            for _ in text:
                text.count("")

    assert calls(square, "a" * 400) > 5 * calls(square, "a" * 100) + FIXED


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("text", ["9" * 100_000, "a" * 300_000, "e" + "\u0301" * 100_000, "\u202e" * 100_000])
def test_one_endless_word_is_read_to_its_end(reader: str, text: str) -> None:
    READERS[reader](text)


@pytest.mark.parametrize("name", ["a" * 2_000, "e\u0301" * 1_000, "\u202eSergey\u202c " * 40, "9" * 2_000, ". " * 300])
def test_a_name_that_is_none_is_compared(name: str) -> None:
    assert 0 <= compare_names(name, "Sergey Shoygu").score <= 1


@pytest.mark.parametrize("disguised", ["Ѕergey Shoygu", "Sergey\u200b Shoygu", "\u202aSergey Shoygu\u202c"])
def test_a_name_in_disguise_is_still_near_the_name(disguised: str) -> None:
    assert compare_names(repair(disguised).text, "Sergey Shoygu").score > 0.8
