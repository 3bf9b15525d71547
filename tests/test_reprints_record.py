"""Copies inherit what was worked out for the first of them; the record is as if each were worked out by itself."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from rashomon.language import copied_lines
from rashomon.language.english import find_weights
from rashomon.matching import reprints
from rashomon.matching.acts import pairs as acts
from rashomon.matching.findings.denying import refutals
from rashomon.matching.findings.saying import halves, sayings
from rashomon.matching.findings.text import wording
from rashomon.pipeline import Comparison, Reading, compare, read_documents
from rashomon.record import Document, document_id, grouped
from rashomon.sources.files import read

_CORPUS = Path(__file__).parent.parent / "examples" / "corpus"
_OTHER = "KAVEL, 9 May 2021 - "


def _documents() -> list[Document]:
    """Articles of the example, each printed again: as it was, under another headline, dated otherwise, cut in half."""
    pytest.importorskip("spacy")
    find_weights()
    pages = [page.body.decode() for page in read([_CORPUS]) if isinstance(page, Document)]
    texts = sorted(page for page in pages if not page.startswith("<"))[:4]
    printed = []
    for text in texts:
        lines = text.splitlines()
        other = ["The town of Kavel wakes up to a different headline", *lines[1:]]
        dated = [*lines[:2], _OTHER + "\n".join(lines[2:])]
        printed += [text, text + "\n", "\n".join(other), "\n".join(dated), "\n".join(lines[: len(lines) // 2 + 1])]
    return [
        Document(document_id(body), f"https://outlet{n}.example/{n}", f"outlet {n}", None, "text/plain", None, body)
        for n, body in enumerate(text.encode() for text in printed)
    ]


def _record(documents: Sequence[Document]) -> tuple[dict[str, Reading], Comparison]:
    read = [found for found in read_documents(documents) if isinstance(found, Reading)]
    judgements = [judgement for reading in read for judgement in reading.judgements]
    found = compare(
        articles=[reading.article for reading in read],
        mentions=grouped((mention.article, mention) for reading in read for mention in reading.mentions),
        places={where.mention: where for reading in read for where in reading.places},
        statements=[statement for reading in read for statement in reading.statements],
        reports=[report for reading in read for report in reading.reports],
        coreference=[judgement for judgement in judgements if judgement.by.startswith("machine:coreference")],
        people=[],
    )
    return {reading.article.id: reading for reading in read}, found


def _asks_each_by_itself(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(copied_lines.OfLines, "_of", lambda self, line: self._function(line))
    numbers = itertools.count(1 << 40)  # none that a line of another test has
    patch.setattr(copied_lines._Numbering, "__call__", lambda self, line: [next(numbers) for _ in line])
    patch.setattr(reprints.OfPairs, "__call__", lambda self, one, other: self._function(one, other))
    patch.setattr(sayings, "numbered", lambda values, key: list(range(len(values))))
    for module, name in (
        (acts, "_worded"), (acts, "likelihood"), (halves, "left_out"), (refutals, "refutes"),
        (refutals, "shared_weight"), (wording, "wording"),
    ):  # fmt: skip
        remembering = getattr(module, name)
        for user in [one for one in sys.modules.values() if getattr(one, name, None) is remembering]:
            patch.setattr(user, name, remembering.__wrapped__)


def test_the_record_with_reprints_is_the_one_in_which_each_is_worked_out_by_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    documents = _documents()
    inherited, backwards = _record(documents), _record(documents[::-1])
    _asks_each_by_itself(monkeypatch)
    alone = _record(documents)
    assert len(alone[0]) == len(documents)
    assert len(alone[1].events) > 3 and len(alone[1].copies) > 3
    assert inherited == alone
    assert backwards == alone
