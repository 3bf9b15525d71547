"""What every export gives back, and the record without the publishers' words.

Reads a record; writes files by name (`Exported`). The one idea: `--no-text` is a record whose texts are sha256
fingerprints and whose `quote` gives fingerprints too, so that no form has to know about it to be safe.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from rashomon.errors import RashomonError
from rashomon.record import Article, Cell, Finding, Judgement, Record, Side

#: Questions whose answers are stretches of somebody's text.
_WORDED = ("said:", "label:")

#: Questions whose answers are names, or the account's words for who has none.
_NAMED = ("who", "whom")

#: Words that describe somebody ("two foreign aid workers"); more of them are the publisher's sentence.
_FEW = 4

#: Words of a source within an answer.
_QUOTED = re.compile("“([^”]*)(”?)")


@dataclass(frozen=True, slots=True)
class Exported:
    """File name → its content. One entry: a file; several or none: a folder.

    `undated`: events left out because days were asked for, and nothing gives them one.
    """

    files: dict[str, str | bytes]
    undated: int = 0

    @property
    def single(self) -> str | bytes | None:
        """The content of the only file, or None where there is not exactly one."""
        return next(iter(self.files.values())) if len(self.files) == 1 else None

    def write(self, path: str | Path) -> list[Path]:
        """Writes the file, or the files into a folder of this name; raises OSError. Gives what was written."""
        path = Path(path)
        if len(self.files) == 1 and not path.is_dir():
            targets = [path]
        else:
            path.mkdir(parents=True, exist_ok=True)
            targets = [path / name for name in self.files]
        for target, content in zip(targets, self.files.values(), strict=True):
            target.write_bytes(content.encode("utf-8", "replace") if isinstance(content, str) else content)
        return targets


@dataclass(frozen=True)
class Withheld(Record):
    """A record whose publishers' words are fingerprints; spans count in the `original`'s texts."""

    original: Record = field(default_factory=Record)

    def quote(self, article: str, start: int, end: int) -> str:
        """The fingerprint of the characters that a span stands for."""
        return fingerprint(self.original.quote(article, start, end))


class NeedsText(RashomonError):
    """A form that is nothing but the text cannot be made without it."""


def fingerprint(text: str) -> str:
    """`sha256:` and the hash of the text in UTF-8: who has the text can prove that it is the same."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def has_text(record: Record) -> bool:
    """Whether the record still holds the publishers' words."""
    return not isinstance(record, Withheld)


def full_text(record: Record, article: str) -> str:
    """The article's text, for counting in it only: never to be written where words are withheld."""
    source = record.original if isinstance(record, Withheld) else record
    return source.articles[article].text


def need_text(record: Record, form: str) -> None:
    """Raises NeedsText where the words are withheld."""
    if not has_text(record):
        raise NeedsText(f"this form is made of the articles' text: {form!r}; it cannot be had without text")


def without_text(record: Record) -> Withheld:
    """The record with fingerprints for texts, mentions and quoted answers; titles and reasons' words left out.

    Names of entities stay, as do the words of certainty ("reportedly") and the reasons of blocks.
    """
    kept = {name: getattr(record, name) for name in Record.__dataclass_fields__}
    names = {entity.name for entity in record.entities.values()}
    kept |= {
        "articles": {key: _bare_article(article) for key, article in record.articles.items()},
        "mentions": {key: replace(m, text=fingerprint(m.text)) for key, m in record.mentions.items()},
        "stories": {key: replace(story, title=None) for key, story in record.stories.items()},
        "findings": {key: _bare_finding(finding, names) for key, finding in record.findings.items()},
        "judgements": tuple(_bare_judgement(judgement) for judgement in record.judgements),
    }
    return Withheld(**kept, original=record)


def json_text(value: Any) -> str:
    """A JSON document as text, ending in a line break."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def json_lines(values: Iterable[Any]) -> str:
    """One JSON value a line, without spaces."""
    return "".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values)


def count(number: int, noun: str) -> str:
    """ "1 article", "2 articles"."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def full(value: dict[str, Any]) -> dict[str, Any]:
    """The dict without what is None, empty text or an empty list."""
    return {key: item for key, item in value.items() if item is not None and item != "" and item != []}


def urn(noun: str, id: str) -> str:
    """The name of a noun outside of its case: urn:rashomon:NOUN:ID."""
    return f"urn:rashomon:{noun}:{id}"


def web_address(article: Article) -> str | None:
    """The article's URL where it is one (a path in a folder is none)."""
    url = article.url or ""
    return url if url.startswith(("http://", "https://")) else None


def _bare_article(article: Article) -> Article:
    return replace(article, text=fingerprint(article.text), title=None)


def _bare_finding(finding: Finding, names: Collection[str]) -> Finding:
    worded = finding.question.startswith(_WORDED)
    named = finding.question in _NAMED
    return replace(
        finding,
        sides=tuple(_bare_side(s, worded or (named and _describes(s.answer, names))) for s in finding.sides),
    )


def _describes(answer: str, names: Collection[str]) -> bool:
    """Whether an answer to who or whom is so many of the account's own words, and no name."""
    return answer not in names and any(
        part not in names and len(part.split()) > _FEW for part in answer.removeprefix("not ").split(", ")
    )


def _bare_side(side: Side, worded: bool) -> Side:
    """`worded`: the answer is a quote as a whole; others may hold one: 14 (“fourteen dead”)."""
    if worded:
        return replace(side, answer=fingerprint(side.answer))
    return replace(side, answer=_QUOTED.sub(_fingerprinted, side.answer))


def _fingerprinted(quoted: re.Match[str]) -> str:
    return fingerprint(quoted[1]) if quoted[2] else quoted[0]


def _bare_judgement(judgement: Judgement) -> Judgement:
    reasons = tuple(replace(r, left=None, right=None) for r in judgement.reasons)
    return replace(judgement, reasons=reasons, cells=tuple(_bare_cell(cell) for cell in judgement.cells))


def _bare_cell(cell: Cell) -> Cell:
    """The words that a value rests on, and those that an article has for somebody, are the publisher's."""
    # of a statement's words, and of those that name an act, the value is the publisher's own
    valued = (cell.name, cell.when, cell.where, cell.quantity, cell.type, cell.modality)
    worded = cell.text is not None and all(value is None for value in valued)
    theirs = cell.was is not None and (cell.name is not None or worded)
    was = fingerprint(cell.was) if theirs and cell.was else cell.was
    said = fingerprint(cell.said) if worded else cell.said
    return replace(cell, said=said, was=was, text=fingerprint(cell.text) if cell.text is not None else None)
