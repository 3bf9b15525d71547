"""ICEWS: 20 tab columns with a header.

Reads events told as happened or ongoing. The one idea: a row is a dyad, cited by its leading report; CAMEO
codes are text, for "010" and "10" are two codes.
"""

from __future__ import annotations

from typing import Any

from rashomon.knowledge.codes import cameo_name, country_name
from rashomon.record import Record, Where
from rashomon.views.exports.acts import Act, Party, acts, dyad_number, dyads, number, sentence_number
from rashomon.views.exports.base import Exported
from rashomon.views.exports.cells import tsv

ICEWS_COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
    "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip


def icews_file(record: Record, run: dict[str, Any]) -> Exported:
    """ICEWS: one dyad a line, with a header."""
    found = acts(record, realised=True, coded=True)
    rows = [_row(record, act, pair) for act in found for pair in dyads(act)]
    return Exported({"icews.tab": tsv(rows, ICEWS_COLUMNS)})


def _row(record: Record, act: Act, pair: tuple[Party | None, Party | None]) -> list[Any]:
    return [
        dyad_number(act, pair), act.day, *_side(pair[0]), cameo_name(act.cameo), act.cameo, act.score,
        *_side(pair[1]), number(act.article.id), sentence_number(record, act.lead), act.article.outlet,
        *_place(act.place),
    ]  # fmt: skip


def _side(party: Party | None) -> list[Any]:
    if party is None:
        return [None] * 3
    return [party.entity.name, ",".join(party.entity.sectors), country_name(party.entity.country)]


def _place(where: Where | None) -> list[Any]:
    if where is None:
        return [None] * 6
    named = [where.name if where.precision == kind else None for kind in ("city", "admin2", "admin1")]
    return [*named, country_name(where.country), where.latitude, where.longitude]
