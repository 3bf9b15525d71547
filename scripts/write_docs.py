"""Writes the parts of docs/ that follow from code: docs/record.schema.json."""

from __future__ import annotations

import json
from pathlib import Path

from rashomon.views.exports.json_record import json_schema

DOCS = Path(__file__).resolve().parent.parent / "docs"


def main() -> None:
    path = DOCS / "record.schema.json"
    path.write_text(json.dumps(json_schema(), indent=1) + "\n", encoding="utf-8")
    print(f"wrote {path.relative_to(DOCS.parent)}")


if __name__ == "__main__":
    main()
