"""The shapes that the pages are written against are the shapes that the server answers with."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

TYPES = Path(__file__).resolve().parents[2] / "web" / "src" / "lib" / "types.ts"

#: The pages' names for the server's, where the two differ.
NAMES = {
    "Answer": "CellAnswer",
    "ArticleMention": "EntityLayer",
    "ArticlePlace": "PlaceLayer",
    "ArticleQuantity": "QuantityLayer",
    "ArticleStatement": "StatementLayer",
    "ArticleTime": "TimeLayer",
    "CaseAnswer": "CaseView",
    "Cell": "StoryCell",
    "Citation": "Cited",
    "Compared": "Agreement",
    "Day": "DayCount",
    "EntityItem": "EntityLine",
    "Facets": "FacetsView",
    "FailureItem": "JobFailure",
    "InboxItem": "ReviewItem",
    "Job": "JobView",
    "MapAnswer": "MapView",
    "Named": "Name",
    "Network": "NetworkView",
    "NetworkEdge": "Edge",
    "NetworkNode": "Node",
    "Page": "Page_StoryItem_",
    "Quoted": "Citation",
    "ReasonItem": "Reason",
    "Row": "StoryRow",
    "SearchHit": "Hit",
    "Timeline": "TimelineView",
    "Volume": "VolumeView",
    "Where": "Place",
}
#: Answers that the server gives as plain objects, without a name in its description.
UNNAMED = {"Session", "Why"}

_INTERFACE = re.compile(r"export interface (\w+)(?:<T>)?(?: extends (\w+))? \{(.*?)\}(?=\n(?:\n|export|$))", re.DOTALL)


def _without_inner(body: str) -> str:
    """A body whose inner objects are one word each, so that only its own fields are left."""
    while True:
        shorter = re.sub(r"\{[^{}]*\}", "object", body)
        if shorter == body:
            return body
        body = shorter


def shapes() -> dict[str, dict[str, str]]:
    """Interface → field → type as written."""
    found: dict[str, dict[str, str]] = {}
    text = TYPES.read_text(encoding="utf-8")
    for name, base, body in _INTERFACE.findall(text):
        fields = dict(re.findall(r"(\w+)\??: ([^;\n]+)", _without_inner(body)))
        found[name] = found.get(base, {}) | fields
    return found


def test_the_pages_know_every_shape_by_its_name(client: TestClient) -> None:
    schemas = client.get("/api/openapi.json").json()["components"]["schemas"]
    unknown = {name for name in shapes() if NAMES.get(name, name) not in schemas}
    assert unknown == UNNAMED


@pytest.mark.parametrize("name", sorted(shapes().keys() - UNNAMED))
def test_a_shape_of_the_pages_is_one_of_the_server(client: TestClient, name: str) -> None:
    schema = client.get("/api/openapi.json").json()["components"]["schemas"][NAMES.get(name, name)]
    theirs = {field: _may_be_null(of) for field, of in schema["properties"].items()}
    ours = {field: "null" in written for field, written in shapes()[name].items()}
    missing = ours.keys() - theirs.keys()
    assert not missing, f"the pages read what the server does not send: {missing}"
    careless = {field for field, null in ours.items() if theirs[field] and not null}
    assert not careless, f"the pages take for given what may be null: {careless}"


def _may_be_null(schema: dict[str, Any]) -> bool:
    return any(one.get("type") == "null" for one in schema.get("anyOf", []))
