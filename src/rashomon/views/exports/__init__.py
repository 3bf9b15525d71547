"""The record in the forms that other programs read. Each is a function (record, run) → files.

docs/exports.md says what each form keeps and loses.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rashomon.record import Record
from rashomon.views.exports.acled import acled_file
from rashomon.views.exports.annotations import annotation_file
from rashomon.views.exports.base import Exported, NeedsText, Withheld, without_text
from rashomon.views.exports.days import OF_EVENTS, of_days
from rashomon.views.exports.ftm import ftm_file
from rashomon.views.exports.gdelt import gdelt_files
from rashomon.views.exports.icews import icews_file
from rashomon.views.exports.maps import geojson_file, timeline_file
from rashomon.views.exports.network import gexf_file, graphml_file
from rashomon.views.exports.noun_tables import csv_files, json_file, jsonl_file, parquet_files
from rashomon.views.exports.plover import plover_file, polecat_file
from rashomon.views.exports.prov import prov_file
from rashomon.views.exports.schemaorg import schemaorg_file
from rashomon.views.exports.sheet import sheet_file
from rashomon.views.exports.texts import brat_files, ngec_file, passim_file

#: Name on the command line → function. An explicit list, so that nothing registers itself.
EXPORTS: dict[str, Callable[[Record, dict[str, Any]], Exported]] = {
    "json": json_file,
    "jsonl": jsonl_file,
    "csv": csv_files,
    "parquet": parquet_files,
    "sheet": sheet_file,
    "plover": plover_file,
    "polecat": polecat_file,
    "gdelt": gdelt_files,
    "icews": icews_file,
    "acled-like": acled_file,
    "schemaorg": schemaorg_file,
    "web-annotation": annotation_file,
    "prov": prov_file,
    "ftm": ftm_file,
    "geojson": geojson_file,
    "timelinejs": timeline_file,
    "graphml": graphml_file,
    "gexf": gexf_file,
    "brat": brat_files,
    "ngec": ngec_file,
    "passim": passim_file,
}

__all__ = ["EXPORTS", "OF_EVENTS", "Exported", "NeedsText", "Withheld", "of_days", "without_text"]
