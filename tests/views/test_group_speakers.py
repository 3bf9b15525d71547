"""A speaker who is a group is called alike in the brief and on the pages: by the names of its members."""

from __future__ import annotations

from pathlib import Path

from rashomon.case import open_case
from rashomon.views.items import said_items

TEXT = """India, Nepal and Bhutan agree on water

India, Nepal and Bhutan held talks on Monday in Paro. The trio said that they would share the water of the river.
"""


def test_a_group_that_speaks_is_called_by_its_members_as_in_the_brief(tmp_path: Path) -> None:
    (tmp_path / "water.txt").write_text(TEXT, encoding="utf-8")
    case = open_case(tmp_path / "water.case")
    case.add(tmp_path / "water.txt")
    record = case.record()
    pages = case.pages()
    pages.catch_up()
    said = said_items(pages.index, range(1, 1 + len(record.statements)))
    on_pages = {item.id: item.speaker.name for item in said if item.speaker}
    assert on_pages == {s.id: record.name_of(s.speaker) for s in record.statements.values() if s.speaker}
    assert "India, Nepal and Bhutan" in on_pages.values()
