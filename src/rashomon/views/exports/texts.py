"""The texts themselves, for programs that read or annotate them: brat standoff, NGEC and passim inputs.

Reads articles with what was read in them. The one idea: the text goes out character for character, so that spans
count the same on both sides; therefore none of these can be had without text.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rashomon.knowledge.plover import TYPES
from rashomon.record import Article, Record, Report, Statement, is_given
from rashomon.views.exports.base import Exported, full, json_lines, need_text

_KINDS = ("person", "organization", "place", "nationality", "time", "quantity", "weapon", "vehicle", "other")


def ngec_file(record: Record, run: dict[str, Any]) -> Exported:
    """Texts for NGEC: one article a line; what is read is left out, so that a peer starts from the same."""
    need_text(record, "ngec")
    lines = [
        {"id": article.id, "date": (article.published or "")[:10] or None, "event_text": article.text}
        for article in record.articles.values()
    ]
    return Exported({"ngec.jsonl": json_lines(lines)})


def passim_file(record: Record, run: dict[str, Any]) -> Exported:
    """Texts for passim: one article a line with id, series (the outlet) and date."""
    need_text(record, "passim")
    return Exported({"passim.jsonl": json_lines(_passim(article) for article in record.articles.values())})


def brat_files(record: Record, run: dict[str, Any]) -> Exported:
    """brat: ID.txt and ID.ann for each article, and annotation.conf with the kinds that stand in them."""
    need_text(record, "brat")
    files: dict[str, str | bytes] = {"annotation.conf": _configuration()}
    for article in record.articles.values():
        files[f"{article.id}.txt"] = article.text
        files[f"{article.id}.ann"] = _Standoff(record, article).text()
    return Exported(files)


def _passim(article: Article) -> dict[str, Any]:
    date = (article.published or "")[:10]
    return full({"id": article.id, "series": article.outlet or "unknown", "date": date}) | {"text": article.text}


class _Standoff:
    """The .ann of one article: numbered lines, each text-bound annotation once."""

    def __init__(self, record: Record, article: Article) -> None:
        self._text = article.text
        self._lines: list[str] = []
        self._bound: dict[tuple[str, int, int], str] = {}
        self._events = 0
        self._mentions: dict[str, str] = {}
        for mention in record.mentions_in.get(article.id, []):
            if is_given(mention):
                continue  # no characters to bind it to
            self._mentions[mention.id] = self._span(mention.kind.capitalize(), mention.start, mention.end)
        for statement in record.statements_in.get(article.id, []):
            self._statement(statement)
        for report in record.reports_in.get(article.id, []):
            self._report(report)

    def text(self) -> str:
        """All lines, each ending in a line break."""
        return "".join(line + "\n" for line in self._lines)

    def _span(self, kind: str, start: int, end: int) -> str:
        """A T line; the parts between line breaks are fragments, as brat asks."""
        if (kind, start, end) in self._bound:
            return self._bound[(kind, start, end)]
        name = self._bound[(kind, start, end)] = f"T{len(self._bound) + 1}"
        pieces = fragments(self._text, start, end)
        spans = ";".join(f"{a} {b}" for a, b in pieces)
        words = " ".join(self._text[a:b] for a, b in pieces).replace("\t", " ")
        self._lines.append(f"{name}\t{kind} {spans}\t{words}")
        return name

    def _statement(self, statement: Statement) -> None:
        contents = [self._span("Content", span.start, span.end) for span in statement.content]
        if statement.cue is None:
            return
        cue = self._span("Says", statement.cue.start, statement.cue.end)
        speakers = [statement.speaker] if statement.speaker else []
        self._event("Says", cue, [("Speaker", self._named(speakers)), ("Content", contents)])

    def _report(self, report: Report) -> None:
        trigger = self._span(report.type, report.trigger.start, report.trigger.end)
        sides = [("Actor", self._named(report.actors)), ("Recipient", self._named(report.recipients))]
        when = [report.when.mention] if report.when else []
        where = [report.where.mention] if report.where else []
        sides += [("When", self._named(when)), ("Where", self._named(where))]
        self._event(report.type, trigger, sides, report.modality)

    def _named(self, mentions: Iterable[str]) -> list[str]:
        return [self._mentions[id] for id in mentions if id in self._mentions]

    def _event(self, kind: str, trigger: str, sides: list[tuple[str, list[str]]], modality: str | None = None) -> None:
        self._events += 1
        arguments = [
            f"{role}{number if number > 1 else ''}:{name}"
            for role, names in sides
            for number, name in enumerate(names, 1)
        ]
        self._lines.append(f"E{self._events}\t" + " ".join([f"{kind}:{trigger}", *arguments]))
        if modality and modality != "happened":
            count = sum(1 for line in self._lines if line.startswith("A")) + 1
            self._lines.append(f"A{count}\tModality E{self._events} {modality}")


def fragments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of [start, end) between line breaks, blank ones left out."""
    found: list[tuple[int, int]] = []
    at = start
    for line in text[start:end].split("\n"):
        if line.strip():
            found.append((at, at + len(line)))
        at += len(line) + 1
    return found or [(start, end)]


def _configuration() -> str:
    roles = "Actor*:<ENTITY>, Recipient*:<ENTITY>, When*:<ENTITY>, Where*:<ENTITY>"
    return "\n".join(
        [
            "[entities]", *(kind.capitalize() for kind in _KINDS), "Content",
            "[relations]", "<OVERLAP> Arg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>",
            "[events]", "Says Speaker?:<ENTITY>, Content*:<ENTITY>", *(f"{type} {roles}" for type in TYPES),
            "[attributes]", "Modality Arg:<EVENT>, Value:ongoing|planned|hypothetical|demanded|denied", "",
        ]
    )  # fmt: skip
