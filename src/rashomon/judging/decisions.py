"""People's judgements as lines to send to a colleague, taken in from one, and compared with theirs.

Reads JSON Lines, one judgement a line (the fields of Judgement); writes person slices. The one idea: a judgement names
members, whose ids come from the text, so two people who hold the same documents can exchange what they decided.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.errors import QueryError
from rashomon.judging.judgements import people_s_judgements
from rashomon.judging.keeping import keep
from rashomon.record import (
    ACT,
    ADDING,
    MARKS,
    NEVER_EMPTY,
    READING,
    Article,
    Cell,
    Judgement,
    Reason,
    from_row,
    in_article,
    is_part,
    judgement_id,
    pair_of,
    said_of_added,
    table_to_rows,
    to_row,
)
from rashomon.store.delta import DeltaStore

#: Relation → the tables that hold its members.
_MEMBERS = {
    "copy": ("articles",), "story": ("articles",), "entity": ("mentions",), "event": ("reports",),
    READING: ("reports", "statements", "articles"),
}  # fmt: skip
_VERDICTS = ("same", "different")

#: Lines and characters of one exchange, and of a name or reason in it.
_MOST_LINES, _MOST_CHARACTERS, _LONGEST = 100_000, 50_000_000, 2000


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What an import did. `refused` says why in a sentence each, with the line's number."""

    added: int
    known: int
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """One pair on which two people decided differently."""

    relation: str
    left: str
    right: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two people's decisions agree, over the pairs that `both` judged.

    `percent` is 0..100, None where they share no pair. `kappa`: Cohen 1960, agreement beyond chance, at most 1; None
    where it is not defined (no shared pair, or both gave one and the same verdict throughout). `refused` says of each
    line that is no decision why, with its number: such lines are not compared.
    """

    both: int
    agreed: int
    percent: float | None
    kappa: float | None
    only_here: int
    only_there: int
    apart: tuple[Apart, ...]
    refused: tuple[str, ...] = ()


def export_decisions(store: DeltaStore) -> str:
    """People's judgements, oldest first, as JSON Lines."""
    rows = (to_row(judgement) for judgement in people_s_judgements(store))
    return "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)


def import_decisions(store: DeltaStore, lines: str, at: str) -> TakenIn:
    """Keeps what the case can hold of these lines; nothing that is known or that it lacks the texts of."""
    read, refused = read_decisions(lines)
    mine = people_s_judgements(store)
    known, held = set(map(judgement_id, mine)), _held(store, [judgement for _, judgement in read])
    # what colleagues say of what people added
    held[READING] |= {made.right for made in (*mine, *(made for _, made in read)) if made.verdict in ADDING}
    added = again = 0
    for number, judgement in read:
        lacking = [name for name in (judgement.left, judgement.right) if name not in held[judgement.relation]]
        if lacking:
            refused.append(f"line {number}: nothing in this case has the id {lacking[0]!r}")
        elif judgement.verdict in ADDING and not _is_told(store, judgement):
            refused.append(f"line {number}: the article does not say this: {(judgement.cells[0].text or '')[:200]!r}")
        elif judgement_id(judgement) in known:
            again += 1
        else:
            known.add(judgement_id(judgement))
            keep(store, judgement, at)
            added += 1
    return TakenIn(added, again, tuple(refused))


def read_decisions(lines: str) -> tuple[list[tuple[int, Judgement]], list[str]]:
    """(line number, judgement) of every line that is one, and a sentence for every other.

    Raises QueryError where they are too many, or none of them is one.
    """
    if len(lines) > _MOST_CHARACTERS or lines.count("\n") > _MOST_LINES:
        raise QueryError(f"too much at once: at most {_MOST_LINES:,} decisions and {_MOST_CHARACTERS:,} characters")
    read, refused = [], []
    # a line ends where JSON Lines say so: within a reason there may be what Python, too, takes for an end (U+2028)
    for number, line in enumerate(lines.split("\n"), 1):
        if line.strip():
            try:
                read.append((number, _judgement(json.loads(line))))
            except (ValueError, RecursionError, TypeError, KeyError, AttributeError) as error:
                refused.append(f"line {number}: not a decision: {error}")
    if refused and not read:
        raise QueryError(f"no decision in the file; {refused[0][:200]}; give what `decisions export` wrote")
    return read, refused


def compare_decisions(
    here: Iterable[Judgement], there: Iterable[Judgement], refused: Sequence[str] = ()
) -> Agreement:
    """How far two sets of decisions agree; of several on one pair the latest counts. `refused`: as in Agreement."""
    ours, theirs = _by_pair(here), _by_pair(there)
    shared = sorted(ours.keys() & theirs.keys())
    pairs = [(ours[pair], theirs[pair]) for pair in shared]
    agreed = sum(left == right for left, right in pairs)
    apart = tuple(
        Apart(*pair, left, right) for pair, (left, right) in zip(shared, pairs, strict=True) if left != right
    )
    percent = round(100 * agreed / len(pairs), 2) if pairs else None
    return Agreement(
        len(pairs), agreed, percent, cohens_kappa(pairs), len(ours) - len(pairs), len(theirs) - len(pairs), apart,
        tuple(refused),
    )  # fmt: skip


def cohens_kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Agreement of two raters beyond chance (Cohen 1960); None where chance would explain all, or no pair is given."""
    if not pairs:
        return None
    total = len(pairs)
    seen = sum(left == right for left, right in pairs) / total
    first, second = Counter(left for left, _ in pairs), Counter(right for _, right in pairs)
    chance = sum(first[verdict] * second[verdict] for verdict in first) / total**2
    return None if chance == 1 else round((seen - chance) / (1 - chance), 4)


def _judgement(row: Mapping[str, object]) -> Judgement:
    """One line as a judgement by a person. Raises ValueError, KeyError."""
    relation, verdict = str(row["relation"]), str(row["verdict"])
    if relation not in _MEMBERS:
        raise ValueError(f"no such relation: {relation[:40]!r}")
    if verdict not in ((*MARKS, *ADDING) if relation == READING else _VERDICTS):
        raise ValueError(f"no such verdict: {verdict[:40]!r}")
    by = str(row.get("by") or "")
    if not by.startswith("person:") or not 7 < len(by) <= 200:
        raise ValueError(f"not by a person: {by[:40]!r}")
    left, right = str(row["left"]), str(row["right"])
    if not (0 < len(left) <= 200 and 0 < len(right) <= 200):
        raise ValueError("an id is missing or too long")
    if verdict in ADDING:
        cells = _of_added(row.get("cells"), verdict, left, right)
    elif relation == READING and not is_part(right):
        raise ValueError(f"no such part of a reading: {right[:40]!r}")
    else:
        cells = _cells(row.get("cells"), right) if (relation, verdict) == (READING, "wrong") else ()
    if verdict == "wrong" and right in NEVER_EMPTY and not cells:
        raise ValueError(f"it does not say which {right} is right")
    at = row.get("at")
    return Judgement(
        relation, left, right, verdict, 1.0, _reasons(row.get("reasons")), by, str(at)[:40] if at else None, cells
    )


def _cells(rows: object, part: str) -> tuple[Cell, ...]:
    """What is right instead. Raises ValueError where it is no value of the part."""
    if not rows:
        return ()
    from rashomon.judging.values import fits

    cells = _rows(rows)
    if not fits(part, cells):
        raise ValueError(f"no value of this part: {part[:40]!r}")
    return cells


def _of_added(rows: object, verdict: str, article: str, name: str) -> tuple[Cell, ...]:
    """The cells of an act or statement that a person added. Raises ValueError where they do not make it."""
    from rashomon.judging.acts import is_act
    from rashomon.judging.sayings import is_saying

    cells = _rows(rows)
    if not (is_act if verdict == ACT else is_saying)(article, name, cells):
        raise ValueError(f"no {verdict}: {name[:40]!r}")
    return cells


def _rows(rows: object) -> tuple[Cell, ...]:
    # an older program does not write what acts alone have
    return tuple(from_row(Cell, {"part": None} | row) for row in rows) if isinstance(rows, list) else ()


def _reasons(rows: object) -> tuple[Reason, ...]:
    found = rows if isinstance(rows, list) else []
    return tuple(Reason(str(row["feature"])[:_LONGEST], 1.0, None, None) for row in found[:10] if isinstance(row, dict))


def _held(store: DeltaStore, judgements: Sequence[Judgement]) -> dict[str, set[str]]:
    """Relation → which of the members that these name are in the case."""
    found: dict[str, set[str]] = {}
    for relation, tables in _MEMBERS.items():
        wanted = sorted({name for j in judgements if j.relation == relation for name in (j.left, j.right)})
        there = [store.read(table, ["id"], {"id": wanted})["id"].to_pylist() for table in tables if wanted]
        found[relation] = {name for names in there for name in names}
    found[READING] |= {judgement.right for judgement in judgements if judgement.relation == READING}
    # a copy may be of an agency, which is named and not held
    agencies = {j.right for j in judgements if j.relation == "copy" and not _is_id(j.right)}
    found["copy"] |= agencies
    return found


def _is_told(store: DeltaStore, added: Judgement) -> bool:
    """Whether the article has the words that tell what a person added."""
    articles = table_to_rows(Article, store.read("articles", where={"id": [added.left]}))
    words = [cell for cell in added.cells if cell.part in ("type", "words")]
    return any(all(in_article(article, cell) is not None for cell in words) for article in articles)


def _is_id(name: str) -> bool:
    return len(name) == 24 and all(character in "0123456789abcdef" for character in name)


def _by_pair(judgements: Iterable[Judgement]) -> dict[tuple[str, str, str], str]:
    ordered = sorted(judgements, key=lambda j: (j.at or "", judgement_id(j)))
    return {(j.relation, *pair_of(j)): _said(j) for j in ordered}


def _said(judgement: Judgement) -> str:
    """The verdict, with what is right instead: who gives another value decides differently."""
    given = "; ".join(cell.said for cell in judgement.cells)
    if judgement.verdict in ADDING:
        given = said_of_added(judgement)
    return f"{judgement.verdict}: {given}" if given else judgement.verdict


def by_person(judgements: Iterable[Judgement], name: str | None) -> list[Judgement]:
    """Those of one person; all where nobody is named."""
    return [j for j in judgements if name is None or j.by == f"person:{name}"]
