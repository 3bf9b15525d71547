"""Lists every row of tables/offices.csv that another office list contradicts; it changes nothing.

Reads a CSV (.gz) with the columns country (English name), office (full title), person, start, end, as_of. The one
idea: a row is contradicted where the other list gives the same person bounds more than 60 days off, or another
person in the middle of the row's term; where the other list says nothing, nothing is contradicted.

    python scripts/check_offices.py --reference ../shared/knowledge/offices-reference.csv.gz
"""

from __future__ import annotations

import argparse
import csv
import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz

from rashomon.knowledge.countries import country_of
from rashomon.knowledge.offices import Office, folded_name, last_day, offices, skeleton

ALLOWED_DAYS = 60

_NAMES = {"World": "", "European Union": "", "Congo-Kinshasa": "COD", "Congo-Brazzaville": "COG", "Donetsk": "-",
          "Luhansk": "-", "Abkhazia": "-", "South Ossetia": "-", "Northern Cyprus": "-"}  # fmt: skip

_MINISTER = r"(?:federal |state )?(?:minister|secretary(?: of state)?)(?: \(minister\))? (?:of|for)(?: the)?"
_TITLES = tuple(
    (re.compile(rf"(?:{pattern})$"), key)
    for pattern, key in (
        (r"president|king|queen|emir|sultan|emperor|pope|sovereign|monarch|head of state", "head_of_state"),
        (r"prime minister|premier|chancellor|federal chancellor|taoiseach|premier of the .*|head of government",
         "head_of_government"),
        (rf"{_MINISTER} foreign (?:affairs|and .*)|{_MINISTER} foreign affairs.*|{_MINISTER} external affairs"
         r"|minister of (?:european|europe) and foreign affairs|minister for europe and foreign affairs"
         r"|secretary for foreign affairs|minister of international relations and cooperation"
         r"|high representative .*foreign affairs.*", "foreign_minister"),
        (rf"{_MINISTER} (?:national )?defen[cs]e(?: .*)?", "defence_minister"),
        (rf"{_MINISTER} (?:interior|home affairs|home department|internal affairs)(?:,? .*)?|minister of interior.*"
         r"|minister of public security|secretary of governorate", "interior_minister"),
        (r"secretary of the supreme national security council|national security advis[eo]r"
         r"|secretary of the (?:national )?security(?: and defen[cs]e)? council.*", "security_secretary"),
        (r"(?:first )?vice[ -]president|deputy president|crown prince", "vice_president"),
        (r"chief of (?:the )?(?:general|defen[cs]e) staff(?: of the armed forces)?"
         r"|chief of the armed forces general staff", "chief_of_staff"),
        (r"white house chief of staff|chief of staff of the presidential executive office",
         "presidential_chief_of_staff"),
        (r"director of national intelligence|minister of intelligence|director of the foreign intelligence service",
         "intelligence_chief"),
        (r"(?:permanent representative|ambassador) to the united nations(?:, new york)?", "un_ambassador"),
        (r"supreme leader", "supreme_leader"),
        (r"speaker of the (?:house of representatives|house of commons|knesset|grand national assembly|parliament"
         r"|islamic consultative assembly|national assembly|verkhovna rada|council of representatives)",
         "speaker"),
        (r"president of the european (?:council|commission)|secretary-general of the united nations"
         r"|director-general of the world .* organization|president of the united nations general assembly"
         r"|president of the international court of justice|secretary general of nato", "head"),
        (r"president of the european parliament", "speaker"),
    )
)  # fmt: skip

#: (country, title) of another office than the one of ours that shares the key: the US interior department keeps
#: the parks, Israel's minister of intelligence leads no service, staff chiefs below a commander-in-chief.
_OTHERS = {("USA", "secretary of the interior"), ("ISR", "minister of intelligence"),
           ("PAK", "chief of general staff"), ("PAK", "chief of the general staff"),
           ("UKR", "chief of the general staff"), ("UKR", "chief of general staff"),
           ("UKR", "chief of the general staff of the armed forces")}  # fmt: skip

_ORGANIZATIONS = {  # titles of `head` and of the EU → the organization they speak of
    "president of the european council": "European Council",
    "president of the european commission": "European Commission",
    "secretary-general of the united nations": "United Nations",
    "director-general of the world health organization": "WHO",
    "director-general of the world trade organization": "WTO",
    "president of the united nations general assembly": "UN General Assembly",
    "president of the international court of justice": "International Court of Justice",
    "secretary general of nato": "NATO",
    "director of national intelligence": "Office of the Director of National Intelligence",
    "director of the foreign intelligence service": "Foreign Intelligence Service",
}


class Term(NamedTuple):
    """A person's unbroken time in an office; bounds as written, `end` empty where not known to have ended."""

    person: str
    names: tuple[str, ...]
    start: str
    end: str
    as_of: str


class Finding(NamedTuple):
    """`kind`: start, end, person. `ours` is contradicted by `theirs`."""

    kind: str
    key: tuple[str, str, str]
    ours: Term
    theirs: Term


class Outcome(NamedTuple):
    """Rows of ours, those whose office the other list knows at their time, and what it contradicts."""

    rows: int
    compared: int
    findings: list[Finding]


Key = tuple[str, str, str]


def main() -> None:
    """Prints the findings and the counts."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--reference", type=Path, required=True)
    outcome = check(offices(), read_reference(arguments.parse_args().reference))
    for kind, key, ours, theirs in outcome.findings:
        print(f"{kind:6} {' '.join(filter(None, key))}: ours {_said(ours)}; theirs {_said(theirs)}")
    counts = Counter(finding.kind for finding in outcome.findings)
    print(f"{outcome.rows} terms, {outcome.compared} compared, {len(outcome.findings)} contradictions: {dict(counts)}")


def read_reference(path: Path) -> dict[Key, list[Term]]:
    """(country, office, organization) → the other list's terms, runs of one person joined."""
    body = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    found: dict[Key, list[Term]] = defaultdict(list)
    for row in csv.DictReader(body.decode("utf-8").splitlines()):
        key = _key(row)
        if key and row["start"]:
            found[key].append(Term(row["person"], (row["person"],), row["start"], row["end"] or "", row["as_of"]))
    return {key: _joined(terms) for key, terms in found.items()}


def check(ours: Iterable[Office], theirs: Mapping[Key, Sequence[Term]]) -> Outcome:
    """What the other list contradicts, in the order of ours."""
    grouped: dict[Key, list[Term]] = defaultdict(list)
    wanted = set(theirs)
    for row in ours:
        key = (row.country or "", row.office, row.organization)
        key = key if key in wanted else (row.country or "", row.office, "")
        names = (row.person.partition(" (")[0], *row.aliases)
        grouped[key].append(Term(row.person, names, row.start, row.end or "", row.as_of))
    findings: list[Finding] = []
    rows = compared = 0
    for key, terms in grouped.items():
        for term in _joined(terms):
            rows += 1
            known = theirs.get(key, ())
            found = _contradictions(key, term, known)
            compared += found is not None
            findings += found or []
    return Outcome(rows, compared, findings)


def _contradictions(key: Key, term: Term, known: Sequence[Term]) -> list[Finding] | None:
    """None where the other list says nothing about that office at that time."""
    same = [other for other in known if alike(term, other) and _days_apart(term, other) <= ALLOWED_DAYS]
    if same:
        nearest = min(same, key=lambda other: _off(term.start, other.start) + _end_off(term, other))
        found = [Finding("start", key, term, nearest)] if _off(term.start, nearest.start) > ALLOWED_DAYS else []
        return found + ([Finding("end", key, term, nearest)] if _end_off(term, nearest) > ALLOWED_DAYS else [])
    middle = _middle(term)
    rivals = [other for other in known if _first(other.start) < middle < _end(other)]
    return [Finding("person", key, term, rivals[0])] if rivals else None


def alike(ours: Term, theirs: Term) -> bool:
    """Whether two labels can name one person."""
    other = folded_name(theirs.person)
    together = _off(ours.start, theirs.start) <= ALLOWED_DAYS
    return any(_alike(folded_name(name), other) or (together and _kin(name, other)) for name in ours.names)


def _kin(name: str, other: str) -> bool:
    """Whether the family names agree: enough for two who took one office on one day."""
    return skeleton(folded_name(name).split()[-1]) == skeleton(other.split()[-1])


def _alike(one: str, other: str) -> bool:
    first, second = ([skeleton(word) for word in name.split() if word != "king"] for name in (one, other))
    if fuzz.token_set_ratio(one, other) >= 84:
        return bool(first) and (first[0] in second or second[0] in first)
    return bool(set(first[-1:]) & set(second)) and bool(set(first) & set(second) - {first[-1]} or first[0] in second)


def _key(row: Mapping[str, str]) -> Key | None:
    country = _NAMES.get(row["country"], country_of(row["country"]) or "-")
    title = row["office"].casefold()
    if (country, title) in _OTHERS:
        return None
    if country == "USA":
        title = {"secretary of state": "minister of foreign affairs"}.get(title, title)
    office = next((key for pattern, key in _TITLES if pattern.match(title)), None)
    if office is None or country == "-" or (not country and office == "un_ambassador"):
        return None
    return country, office, _ORGANIZATIONS.get(title, "")


def _joined(terms: Iterable[Term]) -> list[Term]:
    """Terms of one person that follow each other within the allowance, made one."""
    joined: list[Term] = []
    for term in sorted(terms, key=lambda term: (folded_name(term.person), _first(term.start))):
        before = joined[-1] if joined else None
        if before and before.person == term.person and (_first(term.start) - _end(before)).days <= ALLOWED_DAYS:
            end = "" if not (before.end and term.end) else max(before.end, term.end)
            joined[-1] = before._replace(end=end, as_of=max(before.as_of, term.as_of))
        else:
            joined.append(term)
    return joined


def _off(one: str, other: str) -> int:
    """Days between two dates, 0 where their precision lets them be one."""
    gaps = (_first(one) - _last(other)).days, (_first(other) - _last(one)).days
    return max(0, *gaps)


def _end_off(ours: Term, theirs: Term) -> int:
    if ours.end and theirs.end:
        return _off(ours.end, theirs.end)
    if ours.end:
        return max(0, (_last(theirs.as_of) - _last(ours.end)).days)
    return max(0, (_first(ours.as_of) - _last(theirs.end)).days) if theirs.end else 0


def _days_apart(one: Term, other: Term) -> int:
    """Days between two terms, 0 where they overlap."""
    return max(0, (_first(one.start) - _end(other)).days, (_first(other.start) - _end(one)).days)


def _middle(term: Term) -> date:
    start = _first(term.start)
    return start + (max(_end(term), start) - start) / 2


def _end(term: Term) -> date:
    return _last(term.end or term.as_of)


def _first(text: str) -> date:
    return date.fromisoformat((text + "-01-01"[len(text) - 4 :])[:10])


def _last(text: str) -> date:
    return date.fromisoformat(last_day(text))


def _said(term: Term) -> str:
    return f"{term.person} {term.start}..{term.end or f'({term.as_of})'}"


if __name__ == "__main__":
    main()
