"""Set `statements`: who is said to have said, thought or wanted what (PolNeAR, development part).

Figures: cue F1 (exact, and by head word), content and source token F1 over paired attributions, F1 over whole
attributions, and whole recall by form. The set marks each word for one attribution at most, so a statement
that stands inside another's content is left out here (the product keeps both).
"""

from __future__ import annotations

import bisect
import importlib.util
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from spacy.tokens import Doc

from bench.figures import f1
from bench.reading import article_of, docs
from rashomon.language.quotes import lines
from rashomon.record import Mention, Statement
from rashomon.stages.mentions import find_mentions
from rashomon.stages.statements import find_statements

FORMS = ("direct", "indirect", "mixed")
_TOKEN = re.compile(r"\w+(?:[’'\-]\w+)*|[^\w\s]")
#: Words that are never the head of a cue while another word is there (the set's own list of light words).
_LIGHT = frozenset(
    """a an the this that these those his her its their our my your he she it they we i you who which and or but
    also to of in on at by for from with as not n't never has have had having is are was were be been being am
    will would shall should can could may might must do does did get gets got both all just even still already
    only then so more most""".split()
)
_LY_VERBS = ("reply", "rely", "imply")

Spans = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Marked:
    """One attribution as sets of token numbers. `head` is the cue's head word; None for an empty cue."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    head: int | None
    form: str | None


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold attribution with the predicted one that shares its cue."""

    gold: int
    found: int
    exact: bool
    overlap: float
    whole: bool


class Words:
    """The tokens of one text, and which of them a list of spans touches."""

    def __init__(self, text: str) -> None:
        self.spans = [match.span() for match in _TOKEN.finditer(text)]
        self.lower = [text[start:end].lower() for start, end in self.spans]
        self.word = [token[0].isalnum() or token[0] == "_" for token in self.lower]
        self._ends = [end for _, end in self.spans]

    def touched(self, spans: Spans) -> frozenset[int]:
        found: set[int] = set()
        for start, end in spans:
            i = bisect.bisect_right(self._ends, start)
            while i < len(self.spans) and self.spans[i][0] < end:
                found.add(i)
                i += 1
        return frozenset(found)

    def mark(self, attribution: dict[str, Any]) -> Marked:
        source, cue, content = (
            self.touched(attribution.get(key) or ()) for key in ("source", "cue", "content")
        )
        cue = self._only_words(cue) or cue
        return Marked(
            self._only_words(source), cue, self._only_words(content), self._head(cue), attribution.get("form")
        )

    def _only_words(self, tokens: frozenset[int]) -> frozenset[int]:
        return frozenset(i for i in tokens if self.word[i])

    def _head(self, cue: frozenset[int]) -> int | None:
        order = sorted(cue)
        heavy = [i for i in order if self.lower[i] not in _LIGHT and not self._is_adverb(self.lower[i])]
        return (heavy or order or [None])[0]

    @staticmethod
    def _is_adverb(word: str) -> bool:
        return word.endswith("ly") and word not in _LY_VERBS


def pairs(gold: Sequence[Marked], found: Sequence[Marked]) -> list[Pair]:
    """One to one, greedily: exact cues first, then larger content overlap, then more cue words, then text order."""
    proposals = []
    for i, g in enumerate(gold):
        for j, f in enumerate(found):
            if g.head is None or f.head is None or not (g.head in f.cue or f.head in g.cue):
                continue
            union = g.content | f.content
            overlap = len(g.content & f.content) / len(union) if union else 0.0
            proposals.append((g.cue != f.cue, -overlap, -len(g.cue & f.cue), i, j))
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    chosen = []
    for inexact, minus_overlap, _, i, j in sorted(proposals):
        if i in taken_gold or j in taken_found:
            continue
        taken_gold.add(i)
        taken_found.add(j)
        chosen.append(Pair(i, j, not inexact, -minus_overlap, _whole(gold[i], found[j], -minus_overlap)))
    return chosen


def _whole(gold: Marked, found: Marked, overlap: float) -> bool:
    sources = bool(gold.source & found.source) or not (gold.source or found.source)
    return overlap >= 0.5 and sources


def figures(items: list[dict[str, Any]], found: Iterable[list[dict[str, Any]]]) -> dict[str, Any]:
    """The set's figures for predicted attributions, one list an item."""
    total = dict.fromkeys(("gold", "found", "pairs", "exact", "whole"), 0)
    tokens = {key: [0, 0, 0] for key in ("content", "source")}
    forms = {form: [0, 0] for form in FORMS}
    for item, attributions in zip(items, found, strict=True):
        words = Words(item["text"])
        gold, ours = ([words.mark(a) for a in marked] for marked in (item["attributions"], attributions))
        total["gold"] += len(gold)
        total["found"] += len(ours)
        for g in gold:
            forms[g.form or "indirect"][0] += 1
        for pair in pairs(gold, ours):
            g, f = gold[pair.gold], ours[pair.found]
            total["pairs"] += 1
            total["exact"] += pair.exact
            total["whole"] += pair.whole
            forms[g.form or "indirect"][1] += pair.whole
            for key in tokens:
                left, right = getattr(g, key), getattr(f, key)
                for slot, number in enumerate((len(left & right), len(right), len(left))):
                    tokens[key][slot] += number
    return {
        "cue_exact_f1": f1(total["exact"], total["found"], total["gold"]),
        "cue_f1": f1(total["pairs"], total["found"], total["gold"]),
        "content_f1": f1(*tokens["content"]),
        "source_f1": f1(*tokens["source"]),
        "whole_f1": f1(total["whole"], total["found"], total["gold"]),
        **{f"whole_recall_{form}": right / max(1, gold) for form, (gold, right) in forms.items()},
        "whole_precision": total["whole"] / max(1, total["found"]),
        "cue_precision": total["pairs"] / max(1, total["found"]),
        "found": total["found"],
    }


# -- the product


def score(items: list[dict[str, Any]], folder: Path) -> dict[str, Any]:
    """The product's figures."""
    return figures(items, predictions(items))


def predictions(items: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """What the product finds in each item, in the set's form."""
    articles = [article_of(item["text"], None, item.get("outlet")) for item in items]
    for article, doc in zip(articles, docs(article.text for article in articles), strict=True):
        mentions = find_mentions(article, doc)
        said = find_statements(article, doc, mentions)
        yield attributions(said.statements, [*mentions, *said.mentions])


def attributions(statements: Sequence[Statement], mentions: Sequence[Mention]) -> list[dict[str, Any]]:
    """Statements as attributions with lists of spans; those inside another's content are left out."""
    where = {mention.id: [mention.start, mention.end] for mention in mentions}
    found = []
    for statement in statements:
        if statement.cue is None or any(
            _inside(statement, other) for other in statements if other is not statement
        ):
            continue
        found.append(
            {
                "source": [where[statement.speaker]] if statement.speaker else [],
                "cue": [[statement.cue.start, statement.cue.end]],
                "content": [[span.start, span.end] for span in statement.content],
            }
        )
    return found


def _inside(inner: Statement, outer: Statement) -> bool:
    cue = inner.cue
    return cue is not None and any(span.start <= cue.start < span.end for span in outer.content)


# -- the baselines


def dependency_rule(doc: Doc) -> list[dict[str, Any]]:
    """A reporting verb with a subject and a clause: the rule that thirty lines of spaCy give."""
    found = []
    for verb in doc:
        if verb.lemma_.lower() not in _REPORTING:
            continue
        subjects = [child for child in verb.children if child.dep_ == "nsubj"]
        clauses = [child for child in verb.children if child.dep_ == "ccomp"]
        if subjects and clauses:
            source, content = (
                [_extent(tokens) for tokens in found_tokens] for found_tokens in (subjects, clauses)
            )
            cue = [[verb.idx, verb.idx + len(verb)]]
            found.append({"source": source[:1], "cue": cue, "content": content})
    return found


_REPORTING = frozenset(
    """say tell add state note report announce claim argue insist warn suggest believe think write declare explain
    acknowledge admit allege assert confirm contend deny estimate expect fear hope indicate predict promise reveal
    show stress vow tweet""".split()
)


def _extent(token: Any) -> list[int]:
    left, right = token.left_edge, token.right_edge
    return [left.idx, right.idx + len(right)]


def direct_quotations(doc: Doc) -> list[dict[str, Any]]:
    """textacy's direct_quotations, paragraph by paragraph; an odd number of marks makes it give up on one."""
    from textacy.extract import direct_quotations as extract

    found = []
    for start, end in lines(doc.text):
        part = doc.char_span(start, end, alignment_mode="contract")
        if part is None:
            continue
        try:
            quotations = list(extract(part.as_doc()))
        except ValueError:
            continue
        for quotation in quotations:
            found.append({key: _shifted(getattr(quotation, name), part) for key, name in _TEXTACY.items()})
    return found


_TEXTACY = {"source": "speaker", "cue": "cue", "content": "content"}


def _shifted(tokens: Any, part: Any) -> list[list[int]]:
    tokens = list(tokens)
    if not tokens:
        return []
    offset = part.start_char
    return [[offset + tokens[0].idx, offset + tokens[-1].idx + len(tokens[-1])]]


def _baseline(
    rule: Callable[[Doc], list[dict[str, Any]]], marks: dict[int, str] | None = None
) -> Callable[[list[dict[str, Any]], Path], dict[str, Any]]:
    """A rule over parses as a baseline; `marks` are characters to replace before parsing, one for one."""

    def run(items: list[dict[str, Any]], folder: Path) -> dict[str, Any]:
        return figures(
            items, (rule(doc) for doc in docs(item["text"].translate(marks or {}) for item in items))
        )

    return run


def _textacy(items: list[dict[str, Any]], folder: Path) -> dict[str, Any]:
    """No figures where textacy is not installed."""
    if importlib.util.find_spec("textacy") is None:
        return {}
    return _baseline(direct_quotations, {ord("“"): '"', ord("”"): '"'})(items, folder)


BASELINES = {"dependency rule": _baseline(dependency_rule), "textacy": _textacy}


# -- the error sheet


def errors(items: list[dict[str, Any]], folder: Path, count: int, console: Console) -> None:
    """Gold and ours side by side for the first `count` errors, spread evenly over the items."""
    share = max(1, -(-count // max(1, len(items))))
    shown = 0
    for item, found in zip(items, predictions(items), strict=True):
        for kind, gold, ours in _differences(item, found)[:share]:
            if shown >= count:
                return
            shown += 1
            _print_error(console, item["text"], kind, gold, ours)


def _differences(item: dict[str, Any], found: list[dict[str, Any]]) -> list[tuple[str, Any, Any]]:
    words = Words(item["text"])
    gold = [words.mark(a) for a in item["attributions"]]
    ours = [words.mark(a) for a in found]
    paired = pairs(gold, ours)
    wrong = [("spans", item["attributions"][p.gold], found[p.found]) for p in paired if not p.whole]
    missed = set(range(len(gold))) - {p.gold for p in paired}
    extra = set(range(len(ours))) - {p.found for p in paired}
    wrong += [("missed", item["attributions"][i], None) for i in missed]
    wrong += [("extra", None, found[j]) for j in extra]
    return sorted(wrong, key=lambda row: (row[1] or row[2])["cue"][0][0])


def _print_error(console: Console, text: str, kind: str, gold: Any, ours: Any) -> None:
    start = min(span[0] for a in (gold, ours) if a for key in a if key in _TEXTACY for span in a[key])
    end = max(span[1] for a in (gold, ours) if a for key in a if key in _TEXTACY for span in a[key])
    left = text.rfind("\n", 0, start) + 1
    right = text.find("\n", end)
    console.print(f"\n[{kind}] {text[left : right if right > 0 else len(text)]}", markup=False)
    for label, attribution in (("gold", gold), ("ours", ours)):
        if attribution:
            cells = [" … ".join(text[s:e] for s, e in attribution[key]) or "–" for key in _TEXTACY]
            console.print(f"   {label}: {' | '.join(cells)}", markup=False)
