"""event-records: a sentence → the event records in it, from the product's reports and its coding of actors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import permutations
from pathlib import Path
from typing import Any

from rich.console import Console
from spacy.tokens import Doc, Token

from bench.figures import f1
from bench.reading import article_of, docs
from rashomon.knowledge.actors import code_actor
from rashomon.knowledge.countries import by_code
from rashomon.pipeline import Reading, read_article
from rashomon.record import Mention, Report

Items = list[dict[str, Any]]
Record = dict[str, Any]

_LOOSE = frozenset({"relcl", "acl", "advcl", "pcomp", "pobj", "appos", "parataxis"})
#: Modalities under which an act is told as a fact; the others are not events.
_TOLD = frozenset({"happened", "ongoing", "planned"})


def score(items: Items, folder: Path) -> dict[str, Any]:
    return figures(items, predictions(items))


def predictions(items: Items) -> list[list[Record]]:
    """Records of each sentence: type, codes of actors and of recipients."""
    found = []
    for item, doc in zip(items, docs(item["text"] for item in items), strict=True):
        reading = read_article(article_of(item["text"], item["published"]), doc)
        mentions = _named(reading)
        told = [r for r in reading.reports if r.modality in _TOLD and _is_main(doc, r)]
        laid = {r.id: speaker for r in told if (speaker := _layer(doc, r, reading)) is not None}
        records = [record for report in told for record in _records(report, mentions, item, laid.get(report.id))]
        found.append([one for i, one in enumerate(records) if one not in records[:i]])
    return found


def _named(reading: Reading) -> dict[str, list[Mention]]:
    """Every mention by id; one that stands for others in the sentence is given as that one, or as them."""
    mentions = {mention.id: mention for mention in reading.mentions}
    found = {id: [mentions[i] for i in (mention.members or (id,)) if i in mentions] for id, mention in mentions.items()}
    for judgement in reading.judgements:
        if judgement.relation == "entity" and judgement.verdict == "same":
            pair = [mentions[i] for i in (judgement.left, judgement.right) if i in mentions]
            if len(pair) == 2:
                longest = max(pair, key=lambda m: (len(m.text), m.id))
                found[pair[0].id] = found[pair[1].id] = [longest]
    return found


def _layer(doc: Doc, report: Report, reading: Reading) -> str | None:
    """Who lays an act of force to somebody: the set codes "A said B attacked C" as A accusing B."""
    statement = next((s for s in reading.statements if s.id == report.statement), None)
    if report.type != "ASSAULT" or not report.actors or statement is None or statement.cue is None:
        return None
    cue = doc.char_span(statement.cue.start, statement.cue.end, alignment_mode="expand")
    word = doc.char_span(report.trigger.start, report.trigger.end, alignment_mode="expand")
    if cue is None or cue.root.dep_ != "ROOT" or statement.speaker in report.actors:
        return None
    above = [at for at in (word.root, *word.root.ancestors) if at.head == cue.root]
    return statement.speaker if any(at.dep_ == "ccomp" and at.i > cue.root.i for at in above) else None


def _records(report: Report, mentions: dict[str, list[Mention]], item: Record, layer: str | None) -> list[Record]:
    """A report in the set's form: a meeting is coded in each direction, a country an act is done in is its target."""
    actors, recipients = (
        _codes((m for i in ids for m in mentions[i]), item) for ids in (report.actors, report.recipients)
    )
    if layer is not None:
        return [{"type": "ACCUSE", "actors": _codes(mentions[layer], item), "recipients": actors}]
    if not recipients and len(actors) == 1 and report.where is not None and report.where.country:
        recipients = [report.where.country]
    if len(actors) > 1 and not recipients:
        return [{"type": report.type, "actors": [a], "recipients": [b]} for a, b in permutations(actors, 2)]
    return [{"type": report.type, "actors": actors, "recipients": recipients}]


def _is_main(doc: Doc, report: Report) -> bool:
    """Whether the act stands in the main clause or in what is said there: the set codes no others."""
    word = doc.char_span(report.trigger.start, report.trigger.end, alignment_mode="expand").root
    return not any(at.dep_ in _LOOSE and not _is_there(at) for at in (word, *word.ancestors))


def _is_there(word: Token) -> bool:
    """ "There were ten soldiers killed": the clause of a bare "there is" is the main one."""
    above = word.head.head
    return word.dep_ in ("acl", "relcl") and any(c.dep_ == "expl" for c in above.children)


def _codes(mentions: Iterable[Mention], item: Record) -> list[str]:
    coded = [code_actor(mention.text, item["published"]) for mention in mentions]
    return [_country(one.country) + "".join(one.sectors) for one in coded if one.country or one.sectors]


def _country(code: str | None) -> str:
    """The country's letters; bodies of several states are "IGO" and more in the set."""
    if code is None:
        return "---"
    return code if by_code(code) is not None else "IGO"


def figures(items: Items, predicted: list[list[Record]]) -> dict[str, Any]:
    """Micro F1 of types, of actors' and recipients' countries, and of whole records."""
    total: dict[str, Counter[str]] = {key: Counter() for key in ("type", "actor", "recipient", "record")}
    for item, said in zip(items, predicted, strict=True):
        gold = [
            {"type": r["type"], "actors": [a["code"] for a in r["actors"]],
             "recipients": [a["code"] for a in r["recipients"]]}
            for r in item["records"] if r["type"] is not None
        ]  # fmt: skip
        _add(total["type"], [r["type"] for r in gold], [r["type"] for r in said])
        for key in ("actor", "recipient"):
            _add(total[key], _heads(gold, f"{key}s"), _heads(said, f"{key}s"))
        _add_records(total["record"], gold, said)
    return {f"{key}_f1": _f1(counts) for key, counts in total.items()}


def _heads(records: list[Record], role: str) -> list[str]:
    """The first three letters of every code, each entity of a sentence once."""
    return sorted({code[:3] for record in records for code in record[role]})


def _add(counts: Counter[str], gold: list[str], said: list[str]) -> None:
    counts["right"] += sum((Counter(gold) & Counter(said)).values())
    counts["gold"] += len(gold)
    counts["said"] += len(said)


def _add_records(counts: Counter[str], gold: list[Record], said: list[Record]) -> None:
    left = list(gold)
    for record in said:
        match = next((other for other in left if _is_same(other, record)), None)
        if match is not None:
            left.remove(match)
            counts["right"] += 1
    counts["gold"] += len(gold)
    counts["said"] += len(said)


def _is_same(gold: Record, said: Record) -> bool:
    if gold["type"] != said["type"] or not _share(gold["actors"], said["actors"]):
        return False
    return _share(gold["recipients"], said["recipients"]) or not (gold["recipients"] or said["recipients"])


def _share(gold: list[str], said: list[str]) -> bool:
    return bool({code[:3] for code in gold} & {code[:3] for code in said})


def _f1(counts: Counter[str]) -> float:
    return f1(counts["right"], counts["gold"], counts["said"])


def _most_frequent(items: Items, folder: Path) -> dict[str, Any]:
    types = [record["type"] for item in items for record in item["records"] if record["type"]]
    guess = max(sorted(set(types)), key=types.count)
    return figures(items, [[{"type": guess, "actors": [], "recipients": []}] for _ in items])


BASELINES = {"one most frequent type a sentence": _most_frequent}


def errors(items: Items, folder: Path, count: int, console: Console) -> None:
    """Gold and ours side by side for the first items that differ in type."""
    for item, said in list(zip(items, predictions(items), strict=True))[:count]:
        gold = [
            (r["type"], [a["code"] for a in r["actors"]], [a["code"] for a in r["recipients"]]) for r in item["records"]
        ]
        console.print(item["text"], markup=False, style="bold")
        console.print(f"   gold {gold}", markup=False)
        console.print(f"   ours {[(r['type'], r['actors'], r['recipients']) for r in said]}", markup=False)
