"""Asks Wikidata who held which office and prints the rows that tables/offices.csv lacks; a person decides.

Reads the SPARQL endpoint (network), writes CSV to standard output. The one idea: the answer is parsed by a pure
function into rows of our own form, with the precision that Wikidata states, and only what we do not have is shown.

    python scripts/refresh_offices.py --as-of 2026-11            # heads of state and government
    python scripts/refresh_offices.py --as-of 2026-11 --position Q7330070=foreign_minister
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rashomon.knowledge.offices import Office, folded_name, offices

ENDPOINT = "https://query.wikidata.org/sparql"
COLUMNS = ("country", "office", "organization", "title", "person", "wikidata", "start", "end", "as_of", "note")

_TIMES = """
  OPTIONAL { ?held pqv:P580 ?from . ?from wikibase:timeValue ?start ; wikibase:timePrecision ?startPrecision . }
  OPTIONAL { ?held pqv:P582 ?to . ?to wikibase:timeValue ?end ; wikibase:timePrecision ?endPrecision . }
  FILTER(!BOUND(?end) || YEAR(?end) >= 2000)
  SERVICE wikibase:label { bd:serviceParam wikibase:language "en,mul" . }
"""
_SELECT = "SELECT ?iso ?officeLabel ?person ?personLabel ?start ?startPrecision ?end ?endPrecision WHERE {"

#: P35 head of state, P6 head of government, as stated on the country.
_OF_COUNTRY = _SELECT + "\n  ?country wdt:P298 ?iso ; p:%s ?held . ?held ps:%s ?person ." + _TIMES + "}"

#: Holders of every position that is a kind of one class.
_OF_POSITION = (
    _SELECT
    + "\n  ?office wdt:P279* wd:%s . ?office wdt:P1001|wdt:P17 ?country . ?country wdt:P298 ?iso ."
    + "\n  ?person p:P39 ?held . ?held ps:P39 ?office ."
    + _TIMES
    + "}"
)

_PRECISION = {"9": 4, "10": 7, "11": 10}


def main() -> None:
    """Prints the proposed rows as CSV."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--position", action="append", default=[], metavar="QID=OFFICE")
    arguments.add_argument("--as-of", required=True, help="YYYY-MM of today, written into the rows")
    given = arguments.parse_args()
    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for office, query in _queries(given.position):
        writer.writerows(propose(parse(ask(query), office, given.as_of), offices()))


def ask(query: str) -> dict[str, Any]:
    """The endpoint's answer. Raises URLError where there is no network."""
    address = f"{ENDPOINT}?{urllib.parse.urlencode({'query': query, 'format': 'json'})}"
    request = urllib.request.Request(address, headers={"User-Agent": "rashomon-offices/1 (table refresher)"})
    with urllib.request.urlopen(request, timeout=120) as answer:
        found: dict[str, Any] = json.load(answer)
    return found


def parse(answer: Mapping[str, Any], office: str, as_of: str) -> list[dict[str, str]]:
    """The answer's holders as rows of our table, sorted; people without a name or a start are left out.

    Dates keep the precision that Wikidata states: years are "2004", months "2004-03".
    """
    read = (_row(binding, office, as_of) for binding in answer["results"]["bindings"])
    found = {tuple(row.items()): row for row in read if row}
    return sorted(found.values(), key=lambda row: (row["country"], row["start"], row["person"]))


def propose(rows: Iterable[Mapping[str, str]], ours: Sequence[Office]) -> list[dict[str, str]]:
    """The rows whose person, under any spelling of ours, does not hold that office then in our table."""
    known = {
        (row.country, row.office, folded_name(name)): None for row in ours for name in (row.person, *row.aliases)
    }
    return [dict(row) for row in rows if (row["country"], row["office"], folded_name(row["person"])) not in known]


def _queries(positions: Iterable[str]) -> list[tuple[str, str]]:
    named = [position.partition("=") for position in positions]
    if not named:
        return [("head_of_state", _OF_COUNTRY % ("P35", "P35")), ("head_of_government", _OF_COUNTRY % ("P6", "P6"))]
    return [(office, _OF_POSITION % item) for item, _, office in named]


def _row(binding: Mapping[str, Mapping[str, str]], office: str, as_of: str) -> dict[str, str] | None:
    person = _value(binding, "personLabel")
    start = _date(binding, "start")
    if not start or not person or (person[0] == "Q" and person[1:].isdigit()):
        return None
    return {
        "country": _value(binding, "iso"), "office": office, "organization": "",
        "title": _value(binding, "officeLabel"), "person": person,
        "wikidata": _value(binding, "person").rsplit("/", 1)[-1], "start": start, "end": _date(binding, "end"),
        "as_of": as_of, "note": "",
    }  # fmt: skip


def _value(binding: Mapping[str, Mapping[str, str]], name: str) -> str:
    return binding.get(name, {}).get("value", "")


def _date(binding: Mapping[str, Mapping[str, str]], name: str) -> str:
    return _value(binding, name)[: _PRECISION.get(_value(binding, f"{name}Precision"), 0)]


if __name__ == "__main__":
    main()
