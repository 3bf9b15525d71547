"""A case's record in another form, to hand on: the files of an export, a brief or an answer as a document.

Reads the tables of a case; gives files by name, or one document. The one idea: what is written out is the record as
people left it, the program and the models that made it named beside it; the forms themselves are `views`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rashomon.errors import NotFound
from rashomon.partial import find_id, record_of_articles, record_of_stories, totals, whole_record

if TYPE_CHECKING:
    from rashomon.record import Judgement, Record
    from rashomon.store.delta import DeltaStore
    from rashomon.views.exports import Exported
    from rashomon.views.told import ToldAnswer


def export_files(
    record: Record,
    versions: dict[str, Any],
    name: str,
    no_text: bool = False,
    first: str | None = None,
    last: str | None = None,
) -> Exported:
    """The record as the files of a form; `versions` as `versions_of`. Raises as `Case.export_files`."""
    from rashomon.views.exports import EXPORTS, of_days, without_text

    if name not in EXPORTS:
        raise NotFound(f"no such export: {name!r}; there are {', '.join(EXPORTS)}")
    chosen = of_days(record, name, first, last)
    told = without_text(chosen.record) if no_text else chosen.record
    return replace(EXPORTS[name](told, versions), undated=chosen.undated)


def export_object(record: Record, versions: dict[str, Any], name: str) -> dict[str, Any]:
    """The record as one JSON object. Raises NotFound for a form that is none."""
    (file, content), *others = export_files(record, versions, name).files.items() or [("", "")]
    if others or not file.endswith((".json", ".jsonld", ".geojson")):
        raise NotFound(f"not one JSON object: {name!r}; export_files({name!r}) gives its files")
    found: dict[str, Any] = json.loads(content)
    return found


def brief_document(
    store: DeltaStore,
    judgements: Sequence[Judgement],
    versions: dict[str, Any],
    form: str,
    story: str | None = None,
    no_text: bool = False,
    full: bool = False,
) -> str | bytes:
    """The brief of a case, or of one story, as a document; `judgements` are people's. Raises as `Case.report`."""
    from rashomon.views.exports import without_text
    from rashomon.views.reports import MOST_STORIES, Counts, make_report

    whole = totals(store)
    one = find_id(store, "story", story) if story else None
    told = [one] if one else whole.stories[:MOST_STORIES]
    every = len(told) == len(whole.stories)
    record = whole_record(store) if every else record_of_stories(store, told)
    record = replace(record, judgements=tuple(judgements))
    counts = Counts(whole.articles, whole.origins, whole.failures, len(whole.stories))
    told_of = without_text(record) if no_text else record
    return make_report(told_of, versions, form, one, counts, full=full)


def answer_document(
    store: DeltaStore, judgements: Sequence[Judgement], versions: dict[str, Any], answer: ToldAnswer, form: str
) -> str | bytes:
    """The answer to a claim as a document. Raises as `Case.told_report`."""
    from rashomon.views.reports import make_claim_report

    speaking = {one.article for one in (*answer.tells, *answer.denies, *answer.mentions)}
    record = replace(record_of_articles(store, speaking), judgements=tuple(judgements))
    return make_claim_report(answer, record, versions, form)


def versions_of(store: DeltaStore, program: str) -> dict[str, Any]:
    """What made the record: the program, by its version, its stages and models."""
    from rashomon.language.russian import parse as russian
    from rashomon.language.weights import model_name

    stages: dict[str, int] = {}
    for entry in store.ledger():
        stages |= json.loads(entry.versions)
    models = {"english": model_name(), **({"russian": russian.model_name()} if russian.is_readable() else {})}
    return {"program": program, "stages": stages, "models": models}
