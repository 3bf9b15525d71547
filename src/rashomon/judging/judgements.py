"""People's judgements: kept as slices of their own, so that taking one back leaves everything else as it was.

Reads ids and values, writes person slices. The one idea: a judgement is kept on members (a mention, a report, an
article), since the ids of clusters change with them; what is right instead is kept whole, with the characters of the
document that it rests on.
"""

from __future__ import annotations

from dataclasses import replace

from rashomon.errors import NotFound, QueryError
from rashomon.judging.keeping import keep, said_by
from rashomon.partial import articles_of, find_thing, readings_of_article, record_of_article, record_of_event
from rashomon.record import (
    HOW_MANY,
    MARKS,
    NEVER_EMPTY,
    PARTS,
    READING,
    STATEMENT_PARTS,
    Cell,
    Judgement,
    Record,
    Report,
    Statement,
    is_part,
    judgement_id,
    latest_marks,
    measure_of,
    table_to_rows,
)
from rashomon.store.base import Store
from rashomon.store.delta import DeltaStore
from rashomon.store.slices import write_slice

#: Characters of what had been read that a judgement keeps.
_LONGEST_WAS = 1000

#: What a person can say: of two things, and of a reading.
VERDICTS = ("same", "different", *MARKS)


def keep_judgement(
    store: DeltaStore,
    verdict: str,
    left: str,
    right: str,
    by: str,
    because: str | None,
    at: str,
    value: str | None = None,
    words: str | None = None,
    alike: bool = False,
) -> Judgement:
    """Keeps that two things are the same or different, or that a reading is wrong or right.

    Of a reading `right` is the part that is meant (record.PARTS), `value` what it is instead, and `words` the
    characters of the article that say so; `alike` gives it to the other reports of the event that were read alike
    there, too, a judgement each. Raises NotFound where things are unknown or not of one kind, QueryError
    where a value is none of its part.
    """
    relation, ends = _mark(store, left, right) if verdict in MARKS else _pair(store, left, right)
    cells: tuple[Cell, ...] = ()
    if value is None and (words is not None or alike):
        asked = "words are cited" if words is not None else "others are read alike"
        raise QueryError(f"{asked} for a value: say what is right instead")
    if value is not None:
        if verdict != "wrong":
            raise QueryError(f"a value stands in place of a part that is wrong, not {verdict}")
        cells, part = _given(store, *ends, value, words)
        ends = (ends[0], part)
        if alike and part in STATEMENT_PARTS:
            raise QueryError("others are read alike in parts of a report; a statement is corrected by itself")
    elif verdict == "wrong" and ends[1] in NEVER_EMPTY:
        whose = "a statement always has its" if ends[1] in STATEMENT_PARTS else "an act always has a"
        raise QueryError(f"{whose} {ends[1]}: say which is right instead, or call all of it wrong")
    made = said_by(by, because, at, relation, ends, verdict, cells)
    for one in (made, *(_alike(store, made) if alike else ())):
        keep(store, one, at)
    return made


def _alike(store: DeltaStore, made: Judgement) -> list[Judgement]:
    """The same values for the other reports of its event that were read alike in that part: copies of a text misread it
    alike, and whoever reads it otherwise keeps what he says. Each value cites its own article.

    To be asked before the judgement is kept; where nothing was read there is nothing alike.
    """
    from rashomon.judging.citing import cited

    found = store.read("members", ["cluster"], {"noun": ["report"], "member": [made.left]})["cluster"].to_pylist()
    record = record_of_event(store, found[0]) if found else Record()
    own = record.reports.get(made.left)
    read = _reading(made.right, own, record) if own is not None else None
    others = [one for one in record.reports.values() if one.id != made.left and one.event == (own and own.event)]
    alike = [one for one in others if read is not None and _reading(made.right, one, record) == read]
    bare = [replace(cell, text=None, start=None, end=None) for cell in made.cells]
    return [
        replace(made, left=one.id, cells=cited(bare, None, one, record, readings_of_article(store, one.article)))
        for one in sorted(alike, key=lambda one: one.id)
    ]


def _reading(part: str, report: Report, record: Record) -> object:
    """What was read in a part of a report, to compare; None where nothing was."""
    if part in ("who", "whom"):
        parties = (record.name_of(one) for one in (report.actors if part == "who" else report.recipients))
        return tuple(sorted(filter(None, parties))) or None
    if part == "when":
        return (report.when.start, report.when.end, report.when.relation) if report.when else None
    if part == "where":
        return report.where.place if report.where else None
    if part in NEVER_EMPTY:
        return (report.type, report.mode) if part == "type" else report.modality
    counts = (one for one in report.quantities if part == f"{HOW_MANY}:{measure_of(one)}")
    return tuple((one.low, one.high) for one in counts) or None


def _pair(store: DeltaStore, left: str, right: str) -> tuple[str, tuple[str, str]]:
    """The relation that two things can have, and the members that stand for them."""
    (kind, left), (other, right) = find_thing(store, left), find_thing(store, right)
    if kind != other:
        raise NotFound(f"not of one kind: {left!r} is {_one(kind)}, {right!r} is {_one(other)}")
    if left == right:
        raise NotFound(f"one {kind}, not two: {left!r}; give another one beside it")
    if kind == "statement":
        raise NotFound(f"statements are not joined: {left!r} can be marked wrong or right")
    relation = {"article": "copy", "mention": "entity", "report": "event"}.get(kind, kind)
    return relation, (_lasting(store, kind, left), _lasting(store, kind, right))


def _one(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _mark(store: DeltaStore, name: str, part: str) -> tuple[str, tuple[str, str]]:
    """A reading and the part of it that is meant; of an event that one report tells, that report."""
    kind, found = find_thing(store, name)
    if kind == "event":
        kind, found = "report", _only_report(store, name, found)
    if kind not in ("report", "statement"):
        raise NotFound(f"not a reading: {name!r} is {_one(kind)}; reports and statements can be marked wrong or right")
    parts = PARTS if kind == "report" else STATEMENT_PARTS
    if not is_part(part) or part.partition(":")[0] not in parts:
        raise NotFound(f"a {kind} has no such part: {part!r}; say {', '.join(parts)}")
    return READING, (found, part)


def _only_report(store: DeltaStore, name: str, event: str) -> str:
    reports: list[str] = store.read("events", ["reports"], {"id": [event]})["reports"].to_pylist()[0]
    if len(reports) > 1:
        some = ", ".join(one[:8] for one in reports[:5]) + (" …" if len(reports) > 5 else "")
        told = f"{name!r} is an event that {len(reports)} reports tell"
        raise NotFound(f"not a reading: {told}; name one of them: {some}")
    return reports[0]


def _given(store: DeltaStore, name: str, part: str, value: str, words: str | None) -> tuple[tuple[Cell, ...], str]:
    """The cells that a value gives to a part of a report or statement, and that part."""
    from rashomon.judging.citing import cited, cited_exactly
    from rashomon.judging.values import cells_of_statement, cells_of_value, part_of_value

    of_report = articles_of(store, "reports", [name])
    ((_, article),) = (of_report or articles_of(store, "statements", [name])).items()
    if part == PARTS[0]:
        parts = PARTS if of_report else STATEMENT_PARTS
        raise QueryError(f"a value is given for one part: say {', '.join(parts[1:])}")
    record = record_of_article(store, article)
    told = record.reports.get(name) or record.statements.get(name)
    if told is None:
        raise QueryError(f"called wrong as a whole: {name[:8]}; `rashomon forget` that judgement first")
    if isinstance(told, Report):
        cells = cells_of_value(part, value, told, record)
        part = part_of_value(part, cells)
    else:
        cells = cells_of_statement(part, value, record)
    was = _was(part, told, record)
    if isinstance(told, Statement) and part in ("words", "cue", "form"):
        if words is not None:
            raise QueryError(f"words are cited for a name; of the {part} of a statement the value says all")
        found = cells if part == "form" else cited_exactly(cells, told, record.articles[article])
    else:
        found = cited(cells, words, told, record, readings_of_article(store, article))
    return tuple(replace(cell, was=was) for cell in found), part


def _was(part: str, told: Report | Statement, record: Record) -> str | None:
    """What was read in a part, in words; of one that was corrected before what that took the place of."""
    marks = (made for made in latest_marks(record.judgements) if (made.left, made.right) == (told.id, part))
    if (former := next(marks, None)) is not None and former.cells:
        return former.cells[0].was
    return _was_said(part, told, record) if isinstance(told, Statement) else _was_told(part, told, record)


def _was_said(part: str, statement: Statement, record: Record) -> str | None:
    """What was read in a part of a statement."""
    if part == "speaker":
        return record.name_of(statement.speaker)
    if part == "form":
        return statement.form
    spans = statement.content if part == "words" else (statement.cue,) if statement.cue else ()
    words = " … ".join(record.quote(statement.article, span.start, span.end) for span in spans)
    return " ".join(words.split())[:_LONGEST_WAS] or None


def _was_told(part: str, report: Report, record: Record) -> str | None:
    """What was read in a part of a report."""
    from rashomon.views.figures import spell_quantity
    from rashomon.views.words import names, spell_when

    if part in ("who", "whom"):
        return ", ".join(names(record, report.actors if part == "who" else report.recipients)) or None
    if part == "when":
        return spell_when(report.when)
    if part == "where":
        return report.where.name if report.where else None
    if part == "type":
        return "/".join(filter(None, (report.type, report.mode)))
    if part == "modality":
        return report.modality
    counts = (one for one in report.quantities if part in (HOW_MANY, f"{HOW_MANY}:{measure_of(one)}"))
    return ", ".join(map(spell_quantity, counts)) or None


def take_back(store: DeltaStore, name: str, at: str) -> Judgement:
    """Takes a person's judgement back; `name` is its id or the beginning of it. Raises NotFound, also where several
    begin so.
    """
    people = {judgement_id(made): made for made in people_s_judgements(store)}
    found = [name] if name in people else [one for one in people if name and one.startswith(name)]
    if not found:
        raise NotFound(f"no such judgement by a person: {name!r}; `rashomon judgements` lists them")
    if len(found) > 1:
        raise NotFound(f"several judgements begin so: {name!r}; {', '.join(one[:8] for one in sorted(found)[:5])}")
    # two programs that took in the same have a slice each
    slices = [entry.slice for entry in store.ledger() if entry.kind == "person" and found[0] in entry.covers]
    write_slice(store, "forgotten", [], at, {}, replaces=slices)
    return people[found[0]]


def people_s_judgements(store: Store) -> list[Judgement]:
    """People's judgements, oldest first."""
    slices = [entry.slice for entry in store.ledger() if entry.kind == "person"]
    rows = table_to_rows(Judgement, store.read("judgements", where={"slice": slices}))
    return sorted(rows, key=lambda j: (j.at or "", judgement_id(j)))


def _lasting(store: DeltaStore, kind: str, name: str) -> str:
    """The member that stands for a cluster in a judgement: the smallest, as in the cluster's id."""
    members = [name]
    if kind == "entity":
        rows = store.read("members", ["member"], {"noun": ["mention"], "cluster": [name]})
        members = rows["member"].to_pylist()
        # a mention without characters goes with the correction that gave it
        members = store.read("mentions", ["id"], {"id": members})["id"].to_pylist() or members
    if kind in ("event", "story"):
        table, column = ("events", "reports") if kind == "event" else ("stories", "articles")
        members = store.read(table, [column], {"id": [name]})[column].to_pylist()[0]
    return min(members)
