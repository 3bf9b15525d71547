"""The marked passages: every mark is well formed, and there are as many as we say."""

from __future__ import annotations

import pytest
from training.statements_data import parse_block, passages


def test_marks_become_offsets_in_the_plain_text() -> None:
    passage = parse_block("@ a | wire\n[S1|The mayor] [C1|said] [X1|it rained].")
    (marked,) = passage.attributions
    cut = [[passage.text[s:e] for s, e in part] for part in (marked.source, marked.cue, marked.content)]
    assert passage.text == "The mayor said it rained."
    assert cut == [["The mayor"], ["said"], ["it rained"]]


def test_a_mark_without_its_end_is_an_error_that_names_the_passage() -> None:
    with pytest.raises(ValueError, match="broken"):
        parse_block("@ broken | wire\n[S1|The mayor [C1|said] [X1|it rained].")


def test_there_are_more_than_four_hundred_passages_and_each_can_be_read() -> None:
    found = passages()
    assert len(found) >= 400
    assert all(passage.text.strip() for passage in found)
