"""The JSON export is what its published schema says, and holds nothing but JSON types."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema

from rashomon.record import (
    Article,
    Attribution,
    Block,
    Mention,
    Quantity,
    Record,
    Report,
    Span,
    Statement,
    When,
    Where,
)
from rashomon.views.exports.json_record import export_json, json_schema

ROOT = Path(__file__).resolve().parents[2]
RUN = {"program": "0", "stages": {"clean": 1}, "models": {"english": "none"}}


def _record() -> Record:
    text = "At least 12 people were hurt in Kasterin on Monday, the ministry said."
    blocks = (Block("body", True, 0, len(text), 0, len(text), "prose"),)
    article = Article("a", "d", "Velimar Post", None, "T", None, None, "none", "en", (), (), text, blocks)
    mention = Mention("m", "a", 52, 64, "organization", text[52:64])
    when = When("2026-01-05T00:00:00Z", "2026-01-06T00:00:00Z", "day", "on", "published", "m")
    where = Where("1", "Kasterin", "XXX", 1.0, 2.0, "city", "m")
    chain = (Attribution("Velimar Post", None, None, None),)
    quantity = Quantity(12.0, None, "people", "injured", "m")
    report = Report(
        "r", "a", 0, 50, Span(23, 27), "ASSAULT", None, ("crime",), "190", 4, (), ("m",), when, where, (quantity,),
        "happened", "s", chain,
    )  # fmt: skip
    said = Statement(
        "s", "a", 0, 69, "indirect", "m", None, Span(65, 69), (Span(0, 50),), None, chain, (), "positive", None
    )
    return Record(articles={"a": article}, mentions={"m": mention}, statements={"s": said}, reports={"r": report})


def test_the_export_is_what_the_schema_says() -> None:
    exported = export_json(_record(), RUN)
    assert json.loads(json.dumps(exported)) == exported
    jsonschema.validate(exported, json_schema())


def test_the_published_schema_is_that_of_the_code() -> None:
    published = json.loads((ROOT / "docs" / "record.schema.json").read_text(encoding="utf-8"))
    assert published == json.loads(json.dumps(json_schema()))


def test_the_schema_refuses_a_field_it_does_not_know() -> None:
    exported = export_json(_record(), RUN)
    exported["reports"][0]["mood"] = "tense"
    errors = list(jsonschema.Draft202012Validator(json_schema()).iter_errors(exported))
    assert [error.json_path for error in errors] == ["$.reports[0]"]
