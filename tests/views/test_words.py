"""Words of views: how answers are spelled."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from rashomon.case import open_case
from rashomon.record import When
from rashomon.views.words import published_by, spell_answer, spell_outlets, spell_when, took


@pytest.mark.parametrize(
    ("answer", "spelled"),
    [
        ("2019-05-14", "14 May 2019"),
        ("2019-05-14 morning", "14 May 2019, morning"),
        ("2019-05-14 07:40", "14 May 2019, 07:40"),
        ("2019-05-13 to 2019-05-19", "13–19 May 2019"),
        ("2019-12", "Dec 2019"),
        ("2019", "2019"),
        ("in spring", "in spring"),
    ],
)
def test_days_are_spelled_as_in_the_rest_of_the_brief(answer: str, spelled: str):
    assert spell_answer("when", answer) == spelled


def test_other_answers_stand_as_they_are():
    assert spell_answer("where", "2019") == "2019"


_SHARED = (
    "Rangers counted eleven cranes on the marsh at Lomnica. The keeper of the weir opened both sluices before noon "
    "because the meadow stood under water. A farmer from the next village brought two boats and carried hay to the dry "
    "bank. The county engineer measured the dyke and found three cracks in its eastern wall."
)


def _accounts(folder: Path, *days: str | None):
    rows = [
        {"text": f"{_SHARED} {own}", "outlet": outlet, **({"published": day} if day else {})}
        for outlet, own, day in zip(
            ("Lomnica Post", "Marsh Herald"), ("", "The weir was built by hand in 1911."), days, strict=True
        )
    ]
    (folder / "two.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    case = open_case(folder / "two.case")
    case.add([folder / "two.jsonl"])
    return case


def test_a_text_was_copied_where_its_date_says_so(tmp_path: Path):
    case = _accounts(tmp_path, "2020-03-04", "2020-03-01")
    (story,) = case.brief().stories
    assert {one.outlet: one.copied for one in story.accounts} == {
        "Lomnica Post": "copied from Marsh Herald", "Marsh Herald": None,
    }  # fmt: skip


def test_undated_texts_share_their_words_and_nobody_is_said_to_have_copied(tmp_path: Path):
    case = _accounts(tmp_path, None, None)
    (story,) = case.brief().stories
    assert [one.copied for one in story.accounts if one.copied] == ["shares text with Marsh Herald"]
    for form in ("schemaorg", "prov"):
        (written,) = case.export_files(form).files.values()
        assert "isBasedOn" not in written and "PrimarySource" not in written


def test_nothing_is_called_a_copy_where_the_order_is_a_guess():
    assert took("Marsh Herald", "known") == "copied from Marsh Herald"
    assert took("Marsh Herald", "guessed") == "shares text with Marsh Herald"


def test_a_part_of_a_day_is_told_by_its_name() -> None:
    morning = When("2019-05-20T06:00:00Z", "2019-05-20T12:00:00Z", "hour", "on", "published", "m")
    assert spell_when(morning) == "20 May 2019, morning"
    assert spell_when(replace(morning, end="2019-05-20T07:00:00Z")) == "20 May 2019, 06:00"


def test_articles_of_which_nobody_knows_the_outlet_are_counted_as_no_outlets() -> None:
    assert spell_outlets(2, ["Courier", "Herald", "Courier"]) == "2 outlets"
    assert spell_outlets(2, ["article 780f4f0b", "article 780f4f0c"]) == "outlets unknown"
    assert spell_outlets(3, ["article 780f4f0b", "Courier", "Herald"]) == "2 outlets and 1 article of unknown ones"
    assert [published_by(name) for name in ("article 780f4f0b", "Courier")] == ["outlet unknown", "Courier"]
