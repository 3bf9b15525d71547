"""The table of saying verbs: a verb stands once, with a mark for every reader and one at least that says yes."""

from __future__ import annotations

import pytest

from rashomon.language.saying import _TABLE, saying

HEAD, *ROWS = [line.split() for line in _TABLE.strip("\n").splitlines()]


def test_every_verb_stands_once_and_is_somebody_s() -> None:
    verbs = [row[0] for row in ROWS]
    assert len(set(verbs)) == len(verbs)
    assert all(len(row) == len(HEAD) + 1 and set(row[1:]) <= {"x", "."} and "x" in row for row in ROWS)


def test_readers_differ_where_saying_is_not_the_same_to_them() -> None:
    assert all("say" in saying(column) for column in HEAD)
    # who believes speaks, and hands no words on
    assert "believe" in saying("speaker") - saying("words")
    # who vows announces what will be done, and does not hand words on either
    assert "vow" in saying("future") - saying("words")


def test_a_column_that_is_not_there_is_an_error() -> None:
    with pytest.raises(ValueError, match="nobody"):
        saying("nobody")
