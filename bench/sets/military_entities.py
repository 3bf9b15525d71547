"""military-entities: the phrases that mention people, bodies, places, times, numbers, weapons and vehicles.

The set marks long noun phrases, titles and articles included, and calls every group of people an organization. The
product's mentions are names and short phrases, as its users need them; here each is widened to the noun phrase
around its head (`phrases.phrase`, which the product's own stages use) and its kind is said in the set's words.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from rich.console import Console
from spacy.tokens import Doc

from bench.reading import article_of, docs
from rashomon.knowledge.countries import country_of
from rashomon.language.names.nominals import full_phrase, title_start
from rashomon.language.parties.relations import FIGHTS, TALKS, relation_between
from rashomon.pipeline import read_article
from rashomon.record import Mention

KINDS = ("person", "organization", "place", "nationality", "time", "quantity", "weapon", "vehicle")

#: Start, end, kind.
Piece = tuple[int, int, str]
Pairs = set[frozenset[tuple[int, int]]]


def score(items: list[dict[str, Any]], folder: Path) -> dict[str, Any]:
    """Entity F1 of the product's mentions; relations over the gold entities."""
    found = list(read(items))
    return {**_entities(items, found), **relations(items, docs(item["text"] for item in items))}


def read(items: list[dict[str, Any]]) -> Iterable[list[Piece]]:
    """The product's mentions of each text, in the set's manner."""
    articles = [article_of(item["text"]) for item in items]
    for article, doc in zip(articles, docs(article.text for article in articles), strict=True):
        yield pieces(doc, read_article(article, doc).mentions)


def pieces(doc: Doc, mentions: Sequence[Mention]) -> list[Piece]:
    """Mentions widened to their noun phrases; of those with one head the widest, numbers and times apart."""
    found: set[Piece] = set()
    for mention in mentions:
        span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if mention.kind not in KINDS or span is None:
            continue
        if mention.kind == "time":
            found.add((mention.start, mention.end, mention.kind))
        elif mention.kind == "quantity":
            found.add((*_number(span, mention), mention.kind))
        else:
            found.add((*widened(doc, mention), _kind(mention, span.root)))
    return outermost(found)


def widened(doc: Doc, mention: Mention) -> tuple[int, int]:
    """The noun phrase around a mention's head, titles before a name included; the mention where that is no wider."""
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None or span.root.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return mention.start, mention.end
    named = any(token.pos_ == "PROPN" for token in span)
    around = full_phrase(span.root, prepositional=not named)
    first = min(around.start, title_start(doc, span.start) if mention.kind == "person" else span.start)
    while first < span.start and (doc[first].pos_ == "NUM" or doc[first].lower_ in _COUNTING):
        first += 1
    return min(mention.start, doc[first].idx), max(mention.end, around.end_char)


def _number(span: Any, mention: Mention) -> tuple[int, int]:
    """Only the number of things counted; sums of money and measures keep their unit."""
    numbers = [token for token in span if token.pos_ == "NUM" or token.like_num or token.is_digit]
    last = span[-1]
    if not numbers or last.ent_type_ in ("MONEY", "QUANTITY", "PERCENT") or last in numbers:
        return mention.start, mention.end
    return max(mention.start, numbers[0].idx), numbers[-1].idx + len(numbers[-1].text)


_COUNTING = {"dozens", "hundreds", "thousands", "at", "least", "about", "some", "more", "than"}


def _kind(mention: Mention, head: Any) -> str:
    """The set's word for a mention: people in the plural are an organization, and so is a country that acts."""
    if mention.kind == "person" and (head.tag_ in ("NNS", "NNPS") or head.lower_ in _WE):
        return "organization"
    if mention.kind == "nationality" and head.dep_ not in ("amod", "compound", "nmod"):
        return "organization"
    if mention.kind == "place" and country_of(mention.text) and _acts(head):
        return "organization"
    return mention.kind


def _acts(head: Any) -> bool:
    while head.dep_ == "conj":
        head = head.head
    return head.dep_ in ("nsubj", "agent", "poss", "nsubjpass")


_WE = {"we", "us", "our", "they", "them", "their"}


def outermost(found: Iterable[Piece]) -> list[Piece]:
    """Pieces that no other one holds, times and numbers apart from the rest."""
    kept: list[Piece] = []
    ordered = sorted(set(found), key=lambda p: (p[0], -p[1], KINDS.index(p[2])))
    for group in (("time", "quantity"), tuple(kind for kind in KINDS if kind not in ("time", "quantity"))):
        end = -1
        for piece in ordered:
            if piece[2] in group and piece[1] > end:
                kept.append(piece)
                end = piece[1]
    return sorted(kept)


def _entities(items: Sequence[dict[str, Any]], found: Sequence[Sequence[Piece]]) -> dict[str, Any]:
    """Micro F1 over the eight kinds, exact and overlapping with equal kind, and each kind alone."""
    counts: dict[str, list[int]] = {kind: [0, 0, 0, 0] for kind in KINDS}
    for item, made in zip(items, found, strict=True):
        for kind in KINDS:
            gold = sorted({(e["start"], e["end"]) for e in item["entities"] if e["type"] == kind})
            mine = sorted({(start, end) for start, end, its in made if its == kind})
            row = (len(set(gold) & set(mine)), _overlapping(gold, mine), len(gold), len(mine))
            counts[kind] = [a + b for a, b in zip(counts[kind], row, strict=True)]
    total = [sum(column) for column in zip(*counts.values(), strict=True)]
    each = {kind: _figures(row) for kind, row in counts.items()}
    return {**_figures(total), **each}


def _figures(row: Sequence[int]) -> dict[str, float]:
    exact, overlap, gold, made = row
    size = gold + made
    return {"exact_f1": 2 * exact / size if size else 0.0, "overlap_f1": 2 * overlap / size if size else 0.0}


def _overlapping(gold: Sequence[tuple[int, int]], made: Sequence[tuple[int, int]]) -> int:
    """How many spans overlap one to one: equal ones first, then in reading order."""
    equal = set(gold) & set(made)
    left = [span for span in gold if span not in equal]
    free = [span for span in made if span not in equal]
    hits = len(equal)
    for start, end in left:
        for number, (first, last) in enumerate(free):
            if first < end and start < last:
                hits += 1
                free.pop(number)
                break
    return hits


# --- relations -----------------------------------------------------------------------------------

_FIGHTING = ("against", "attack", "fight", "strike", "defeat", "bomb", "counter", "destroy", "kill", "degrade")
_FAR = 80
#: Characters between two parties beyond which no relation is asked for.
_REACH = 250


def relations(items: Sequence[dict[str, Any]], parses: Iterable[Doc] | None = None) -> dict[str, float]:
    """F1 over unordered pairs of gold entities.

    By the product's relations between two parties of a sentence. Without parses: a trigger word between them.
    """
    if parses is not None:
        found = _related(items, parses)
    else:
        found = {
            "FightingAgainst": [set(_triggered(item, _FIGHTING)) for item in items],
            "CommWith": [set(_triggered(item, _TALKING)) for item in items],
        }
    result = {}
    for name, mine in found.items():
        gold = [{_pair(r) for r in item["relations"] if r["type"] == name} for item in items]
        hits = sum(len(a & b) for a, b in zip(gold, mine, strict=True))
        total = sum(map(len, gold)) + sum(map(len, mine))
        key = {"FightingAgainst": "fighting_f1", "CommWith": "comm_f1"}[name]
        result[key] = 2 * hits / total if total else 0.0
    return result


_TALKING = ("met", "meet", "spoke", "talk", "told", "call", "discuss", "said to")


def _related(items: Sequence[dict[str, Any]], parses: Iterable[Doc]) -> dict[str, list[Pairs]]:
    found: dict[str, list[Pairs]] = {"FightingAgainst": [], "CommWith": []}
    for item, doc in zip(items, parses, strict=True):
        actors = set(_actors(item))
        parties = sorted({(e["start"], e["end"]) for e in item["entities"] if e["type"] in _PARTIES})
        told: dict[str, Pairs] = {FIGHTS: set(), TALKS: set()}
        for pair in combinations(parties, 2):
            if pair[1][0] - pair[0][1] <= _REACH:
                told.get(relation_between(doc, *pair, actors >= set(pair)), set()).add(frozenset(pair))
        found["FightingAgainst"].append(told[FIGHTS])
        found["CommWith"].append(told[TALKS])
    return found


#: Those who fight and what they strike: a strike, an airfield, a convoy.
_PARTIES = frozenset({"person", "organization", "place", "weapon", "vehicle"})


def _actors(item: dict[str, Any]) -> list[tuple[int, int]]:
    return sorted({(e["start"], e["end"]) for e in item["entities"] if e["type"] in ("person", "organization")})


def _pair(relation: dict[str, Any]) -> frozenset[tuple[int, int]]:
    return frozenset((relation[side]["start"], relation[side]["end"]) for side in ("source", "target"))


def _triggered(item: dict[str, Any], words: Sequence[str]) -> Iterable[frozenset[tuple[int, int]]]:
    for first, second in combinations(_actors(item), 2):
        between = item["text"][first[1] : second[0]].lower()
        if len(between) <= _FAR and "\n" not in between and ". " not in between and any(w in between for w in words):
            yield frozenset((first, second))


# --- baseline ------------------------------------------------------------------------------------

_LABELS = {
    "PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "nationality",
    "DATE": "time", "TIME": "time", "CARDINAL": "quantity", "QUANTITY": "quantity", "MONEY": "quantity",
    "PERCENT": "quantity", "PRODUCT": "vehicle",
}  # fmt: skip


def _spacy(items: list[dict[str, Any]], folder: Path) -> dict[str, Any]:
    found = []
    for doc in docs(item["text"] for item in items):
        found.append([(e.start_char, e.end_char, _LABELS[e.label_]) for e in doc.ents if e.label_ in _LABELS])
    return {**_entities(items, found), **relations(items)}


BASELINES: dict[str, Callable[..., dict[str, Any]]] = {"spaCy": _spacy}


def errors(items: list[dict[str, Any]], folder: Path, count: int, console: Console) -> None:
    """Prints by kind what was missed and what was made up, with how it overlaps."""
    sheet: dict[str, list[str]] = defaultdict(list)
    for item, made in zip(items, read(items), strict=True):
        gold = {(e["start"], e["end"], e["type"]) for e in item["entities"] if e["type"] in KINDS}
        show = functools.partial(_around, item["text"])
        for piece in sorted(gold - set(made)):
            over = [f"{k}:{item['text'][s:e]!r}" for s, e, k in made if s < piece[1] and piece[0] < e]
            sheet[f"missed {piece[2]}"].append(f"{show(*piece[:2])}   ~ {'; '.join(over)}")
        for piece in sorted(set(made) - gold):
            over = [f"{k}:{item['text'][s:e]!r}" for s, e, k in gold if s < piece[1] and piece[0] < e]
            if not over:
                sheet[f"invented {piece[2]}"].append(show(*piece[:2]))
    for title, lines in sorted(sheet.items()):
        console.print(f"{title}: {len(lines)}")
        for line in lines[:count]:
            console.print("   " + line.replace("\n", " "), highlight=False, markup=False)


def _around(text: str, start: int, end: int) -> str:
    return f"…{text[max(0, start - 25) : start]}[[{text[start:end]}]]{text[end : end + 25]}…"
