"""Stories told again: marks become characters, and what cannot be read names its story."""

from __future__ import annotations

import pytest
from training.retold import account, stories

_ACCOUNT = """The Bell | 2011-05-02T08:00:00Z | Mayor {RETREAT#a:quits}
The mayor {RETREAT#a:left} office after {PROTEST#b ongoing:rallies}: he had {REJECT:refused} before.

He {COERCE#c demanded:goes} to jail, they say.
"""


def test_marks_become_offsets_in_the_plain_text() -> None:
    read = account(_ACCOUNT, "a/story")

    assert (read.outlet, read.published, read.title) == ("The Bell", "2011-05-02T08:00:00Z", "Mayor quits")
    assert read.text.splitlines()[0] == read.title
    assert read.body == ("The mayor left office after rallies: he had refused before.\nHe goes to jail, they say.")
    assert [(read.text[mark.start : mark.end], mark.type, mark.footing, mark.letter) for mark in read.marks] == [
        ("quits", "RETREAT", "happened", "a"), ("left", "RETREAT", "happened", "a"),
        ("rallies", "PROTEST", "ongoing", "b"), ("refused", "REJECT", "happened", None),
        ("goes", "COERCE", "demanded", "c"),
    ]  # fmt: skip


@pytest.mark.parametrize("broken", ["{RETREAT#a:left", "{LEAVE:left}", "{RETREAT#a maybe:left}", "{RETREAT:}", "a}"])
def test_a_mark_that_cannot_be_read_names_its_story(broken: str) -> None:
    with pytest.raises(ValueError, match="a/story"):
        account(f"The Bell | 2011-05-02 | He {broken} office", "a/story")


def test_every_story_is_told_by_several_and_a_mark_is_one_word() -> None:
    found = list(stories())

    assert found and len({story.name for story in found}) == len(found)
    assert [story.name for story in found if len(story.accounts) < 2] == []
    several = [(story.name, one.text[mark.start : mark.end]) for story in found for one in story.accounts
               for mark in one.marks if " " in one.text[mark.start : mark.end]]  # fmt: skip
    assert several == []
