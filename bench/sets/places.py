"""places: which words name places (span F1), and where they are (share within 161 km on gold spans)."""

from __future__ import annotations

import functools
import statistics
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from bench.figures import f1
from bench.reading import article_of, docs
from rashomon.knowledge.countries import countries
from rashomon.knowledge.gazetteer import gazetteer
from rashomon.knowledge.gazetteer_index import kilometres
from rashomon.knowledge.place_candidates import country_named
from rashomon.pipeline import read_article
from rashomon.record import Mention, Where, mention_id
from rashomon.stages.mentions import find_mentions
from rashomon.stages.places import find_places, is_name

NOWHERE_KM = 20_039.0
NEAR_KM = 161.0

Span = tuple[int, int]
#: Latitude, longitude and GeoNames number, or None.
Answer = tuple[float, float, int | None] | None


def score(items: list[dict[str, Any]], folder: Path) -> dict[str, Any]:
    """The product's mentions against the gold spans, and its places on the gold spans."""
    found, placed = [], []
    articles = [article_of(item["text"], item["published"]) for item in items]
    for item, article, doc in zip(items, articles, docs(a.text for a in articles), strict=True):
        mentions = find_mentions(article, doc)
        found.append(toponyms(mentions, find_places(article, doc, mentions)))
        gold = [_gold_mention(article.id, t) for t in item["toponyms"]]
        wheres = {where.mention: where for where in find_places(article, doc, gold)}
        placed.append([_answer(wheres.get(mention.id)) for mention in gold])
    return _per_corpus(items, found, placed)


def toponyms(mentions: Sequence[Mention], wheres: Sequence[Where]) -> list[Span]:
    """What the product takes for place names: its places, and the nationalities that it locates."""
    located = {where.mention for where in wheres}
    return outermost((m.start, m.end) for m in mentions if is_name(m) or (m.kind == "nationality" and m.id in located))


def _gold_mention(article: str, toponym: dict[str, Any]) -> Mention:
    start, end = toponym["start"], toponym["end"]
    return Mention(mention_id(article, start, end, "place"), article, start, end, "place", toponym["text"])


def _answer(where: Any) -> Answer:
    if where is None or where.latitude is None:
        return None
    number = where.place.removeprefix("geonames:")
    return where.latitude, where.longitude, int(number) if number.isdigit() else None


def outermost(spans: Iterable[Span]) -> list[Span]:
    """Spans that no other one holds, in reading order."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s[0], -s[1])):
        if not kept or span[1] > kept[-1][1]:
            kept.append(span)
    return kept


def _per_corpus(
    items: Sequence[dict[str, Any]], found: Sequence[Sequence[Span]], placed: Sequence[Sequence[Answer]]
) -> dict[str, Any]:
    """Figures of each corpus under its name; the top row is their plain mean, nothing is pooled."""
    corpora = sorted({item["corpus"] for item in items})
    parts = {}
    for corpus in corpora:
        chosen = [i for i, item in enumerate(items) if item["corpus"] == corpus]
        gold = [items[i]["toponyms"] for i in chosen]
        parts[corpus] = {
            **recognition(gold, [found[i] for i in chosen]),
            **placing(gold, [placed[i] for i in chosen]),
        }
    keys = ("exact_f1", "overlap_f1", "acc161", "exact_id", "median_km")
    mean = {key: statistics.fmean(part[key] for part in parts.values()) for key in keys}
    return {**mean, **parts}


def recognition(gold: Sequence[Sequence[dict[str, Any]]], found: Sequence[Sequence[Span]]) -> dict[str, float]:
    """F1 of spans, equal and overlapping (one to one), over all texts together."""
    exact = overlap = wanted = made = 0
    for toponyms, spans in zip(gold, found, strict=True):
        right = {(t["start"], t["end"]) for t in toponyms}
        exact += len(right & set(spans))
        overlap += _matched(sorted(right), sorted(set(spans)))
        wanted += len(right)
        made += len(set(spans))
    return {"exact_f1": f1(exact, wanted, made), "overlap_f1": f1(overlap, wanted, made)}


def _matched(right: Sequence[Span], made: Sequence[Span]) -> int:
    """How many spans overlap, each used once; both lists in reading order."""
    hits = i = j = 0
    while i < len(right) and j < len(made):
        if right[i][0] < made[j][1] and made[j][0] < right[i][1]:
            hits, i, j = hits + 1, i + 1, j + 1
        elif right[i][1] <= made[j][1]:
            i += 1
        else:
            j += 1
    return hits


def placing(gold: Sequence[Sequence[dict[str, Any]]], answers: Sequence[Sequence[Answer]]) -> dict[str, float]:
    """Shares within 161 km and with the right number, and the median error, over placed gold spans."""
    errors, same, numbered = [], 0, 0
    for toponyms, given in zip(gold, answers, strict=True):
        for toponym, answer in zip(toponyms, given, strict=True):
            if toponym["latitude"] is None:
                continue
            errors.append(_km(toponym, answer))
            if toponym["geonameid"] is not None:
                numbered += 1
                same += answer is not None and answer[2] == toponym["geonameid"]
    return {
        "acc161": sum(error <= NEAR_KM for error in errors) / len(errors) if errors else 0.0,
        "exact_id": same / numbered if numbered else 0.0,
        "median_km": statistics.median(errors) if errors else 0.0,
    }


def _km(toponym: dict[str, Any], answer: Answer) -> float:
    if answer is None:
        return NOWHERE_KM
    return float(kilometres(toponym["latitude"], toponym["longitude"], answer[0], answer[1]))


# --- baselines -----------------------------------------------------------------------------------


def _baseline(labels: set[str], place: Callable[[str], Answer]) -> Callable[..., dict[str, Any]]:
    def run(items: list[dict[str, Any]], folder: Path) -> dict[str, Any]:
        found = []
        for _item, doc in zip(items, docs(item["text"] for item in items), strict=True):
            found.append([(ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ in labels])
        placed = [[place(t["text"]) for t in item["toponyms"]] for item in items]
        return _per_corpus(items, found, placed)

    return run


def _most_populous(name: str) -> Answer:
    index = gazetteer()
    rows = [row for row, _ in index.rows(name) if index.ids[row].startswith(b"geonames:") and index.kinds[row] == 3]
    if not rows:
        return None
    best = index.place(max(rows, key=lambda row: int(index.populations[row])))
    return best.latitude, best.longitude, int(best.id.removeprefix("geonames:"))


@functools.cache
def _country_points() -> dict[str, Answer]:
    return {c.iso3: (c.latitude, c.longitude, int(c.geonameid)) for c in countries() if c.geonameid}


def _countries_first(name: str) -> Answer:
    code = country_named(name)
    found = _country_points().get(code) if code else None
    return found or _most_populous(name)


BASELINES = {
    "spaCy + most populous": _baseline({"GPE", "LOC", "FAC"}, _most_populous),
    "spaCy with NORP + countries first": _baseline({"GPE", "LOC", "FAC", "NORP"}, _countries_first),
}


def errors(items: list[dict[str, Any]], folder: Path, count: int, console: Console) -> None:
    """Prints missed and invented names, and wrongly placed ones, a few a text."""
    shown = 0
    articles = [article_of(item["text"], item["published"]) for item in items]
    for item, article, doc in zip(items, articles, docs(a.text for a in articles), strict=True):
        reading = read_article(article, doc)
        made = toponyms(reading.mentions, reading.places)
        gold = {(t["start"], t["end"]): t for t in item["toponyms"]}
        for span in sorted(set(made) ^ set(gold)):
            mark = "missed" if span in gold else "invented"
            console.print(f"{item['id']} {mark}: …{_around(item['text'], *span)}…", highlight=False, markup=False)
            shown += 1
        if shown >= count:
            return


def _around(text: str, start: int, end: int) -> str:
    return f"{text[max(0, start - 40) : start]}[[{text[start:end]}]]{text[end : end + 40]}".replace("\n", " ")
