"""Transcripts: who has the word, and when a colon is only a colon."""

from __future__ import annotations

from rashomon.language.turns import turns

TALK = "Morning report\nHOST: Good morning.\nReed: The road is closed.\nIt opens at nine.\nHOST: Thank you, Ann Reed.\n"


def test_a_turn_runs_to_the_next_label() -> None:
    found = turns(TALK)
    assert [TALK[turn.start : turn.label_end] for turn in found] == ["HOST", "Reed", "HOST"]
    assert TALK[found[1].start : found[1].end] == "Reed: The road is closed.\nIt opens at nine.\n"


def test_headlines_and_lists_with_colons_are_no_transcript() -> None:
    assert turns("Minister: talks go on\nThe talks go on, he said.\nWhere: Oslo\nWhen: Monday\n") == []


def test_labels_of_headlines_and_pictures_are_no_speakers() -> None:
    assert turns("MORE: Woman cut in Lima\nPhoto: Ann Reed\nMORE: Killer fled Lima\nREAD MORE: It rained\n") == []
