"""Nouns of acts with hyphens are one word: "sit-in" is no "in" after a "sit"."""

from __future__ import annotations

import pytest

from read_alone import reading_of

ACTS = {
    "Mothers in white staged a sit-in before the barracks.": ("PROTEST", "sit-in", "Mothers"),
    "Workers held sit-ins in three plants.": ("PROTEST", "sit-ins", "Workers"),
    "Dockers staged a walk-out at the port on Monday.": ("PROTEST", "walk-out", "Dockers"),
    "Two men died in a shoot-out with police.": ("ASSAULT", "shoot-out", "Two men"),
    "The cleric declared a cease-fire on Sunday.": ("CONCEDE", "cease-fire", "The cleric"),
    "The government ordered the call-up of 2,000 reservists.": ("MOBILIZE", "call-up", "The government"),
}


@pytest.mark.parametrize("text", sorted(ACTS))
def test_what_a_hyphen_joins_is_told_by_the_whole_word(text: str) -> None:
    reading = reading_of(text)
    names = {mention.id: mention.text for mention in reading.mentions}
    told = [
        (r.type, text[r.trigger.start : r.trigger.end], *(names[id] for id in (*r.actors, *r.recipients)))
        for r in reading.reports
    ]
    assert ACTS[text] in told, told


def test_clerks_and_porters_are_people() -> None:
    text = "Two clerks were shot outside the bank and a porter was beaten by tenants."
    reading = reading_of(text)
    names = {mention.id: mention.text for mention in reading.mentions}
    parties = [([names[id] for id in r.actors], [names[id] for id in r.recipients]) for r in reading.reports]
    assert parties == [([], ["Two clerks"]), (["tenants"], ["a porter"])]
