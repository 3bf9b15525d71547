"""Datelines: what stands before the dash is no part of the sentence behind it."""

from __future__ import annotations

import pytest

from rashomon.language.datelines import dateline_end
from rashomon.language.english import lines_of


@pytest.mark.parametrize(
    "dateline",
    [
        "ADEN, March 6 (Gulf Wire) - ",
        "SANTIAGO, Aug 20 - ",
        "WASHINGTON (AP) — ",
        "MANILA - ",
        "Tehran, April 12 – ",
        "Tehran (IRNA) -- ",
        "NEW YORK, Sept. 3, 2019 (Reuters) - ",
        "TEL AVIV/GAZA (Reuters) - ",
        "MOSCOW, 14 September (RIA Novosti) – ",
        "São Paulo, 5 May - ",
        "July 19, 2012 - ",
        "5 May 2019 – ",
        "CHIȘINĂU, October 6 /Delta Press/. ",
        "Kathmandu, 24 April (HSA): ",
        "Kabul, March 4: ",
        "NAIROBI (Rift News): ",
        "VIENNA, Nov. 7. ",
        "MANILA (PNA), Aug. 3 — ",
        "16:00 ",
        "9:45 pm – ",
        "ANCHOR: ",
    ],
)
def test_a_dateline_ends_behind_its_dash(dateline: str) -> None:
    assert dateline_end(f"{dateline}Norway said so.") == len(dateline)


@pytest.mark.parametrize(
    "line",
    [
        "EU-backed talks - which failed - resumed on Monday.",
        "The deal (signed in May) - a first - was praised.",
        "US President Donald Trump - who was there - left.",
        "A-10 jets flew over the town.",
        "Tuesday, March 4: police found the car.",
        "USA, May 4 and others.",
        "May 5 - May 8 is the week of the fair.",
        "Norway said so.",
    ],
)
def test_a_dash_within_a_sentence_is_left_alone(line: str) -> None:
    assert dateline_end(line) == 0


def test_the_pieces_are_the_text() -> None:
    text = "A title\n\nOSLO, Nov 3 (Nordlys) - Norway spoke.\nIt was late.\n"
    assert "".join(lines_of(text)) == text
    assert "Norway spoke.\n" in lines_of(text)
