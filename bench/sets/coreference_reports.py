"""Events of the product's own reports against the chains of set coreference: B-cubed.

Reads the dev texts as the product does, all of them one case, and scores the events of those reports whose trigger
touches a gold mention. Precision and recall are over these reports, so what reports miss costs nothing here: the
figure is how well what is found is joined. The set keeps a deed and its outcome apart ("opened fire", "killing one"),
which the product holds to be one act: `deeds_…` count chains that one sentence tells as deed and outcome as one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console

from bench.reading import article_of, readings
from bench.sets.stories import figures, misjoined
from rashomon.matching.acts.facts import is_outcome
from rashomon.matching.unions import Unions
from rashomon.pipeline import compare
from rashomon.record import Article, Report

Items = list[dict[str, Any]]
Chains = dict[str, str]

_FORCE = ("ASSAULT", "HARM")
#: Words of a gold mention that tell what is done about a deed: "charged with murder".
_PROSECUTED = ("charg", "arraign", "accus", "convict")


class _Found(NamedTuple):
    """Reports that touch a gold mention, by id, with that mention; the event of each; texts by article."""

    reports: dict[str, Report]
    mentions: dict[str, dict[str, Any]]
    events: Chains
    texts: dict[str, str]


def score(items: Items, folder: Path) -> dict[str, Any]:
    """The product's events; `reports` is how many touch a gold mention."""
    found = _found(items)
    return _figures(found, found.events)


def _figures(found: _Found, events: Chains) -> dict[str, Any]:
    gold = {report: str(mention["chain"]) for report, mention in found.mentions.items()}
    deeds = _with_outcomes(found, gold)
    return {
        "reports": len(gold),
        **figures(gold, events),
        **{f"deeds_{name}": value for name, value in figures(deeds, events).items() if name != "clusters"},
    }


def _found(items: Items) -> _Found:
    dev = [item for item in items if item.get("split") in (None, "dev")]
    of_article: dict[str, dict[str, Any]] = {}
    articles: dict[str, Article] = {}
    for item in dev:
        article = article_of(item["text"])
        articles[article.id], of_article[article.id] = article, item
    read = list(readings(articles.values()))
    compared = compare(
        list(articles.values()),
        {one.article.id: one.mentions for one in read},
        {place.mention: place for one in read for place in one.places},
        [said for one in read for said in one.statements],
        [report for one in read for report in one.reports],
        [found for one in read for found in one.judgements],
        (),
    )
    reports = {report.id: report for one in read for report in one.reports}
    touched = {name: _touched(report, of_article[report.article]) for name, report in reports.items()}
    mentions = {name: mention for name, mention in touched.items() if mention is not None}
    events = {name: compared.members["report", name] for name in mentions}
    texts = {name: article.text for name, article in articles.items()}
    return _Found({name: reports[name] for name in mentions}, mentions, events, texts)


def _touched(report: Report, item: Mapping[str, Any]) -> dict[str, Any] | None:
    """The first gold mention that shares a character with a report's trigger."""
    start, end = report.trigger.start, report.trigger.end
    return next((one for one in item["mentions"] if one["start"] < end and start < one["end"]), None)


def _with_outcomes(found: _Found, gold: Chains) -> Chains:
    """Chains, where those that some sentence tells as a deed and its outcome are one."""
    told: dict[tuple[str, int], list[str]] = defaultdict(list)
    for name, report in found.reports.items():
        words = found.mentions[name]["text"].casefold()
        if report.type in _FORCE and not any(word in words for word in _PROSECUTED):
            told[report.article, found.mentions[name]["sentence"]].append(name)
    chains = Unions(gold.values())
    for names in told.values():
        for outcome in names:
            if is_outcome(found.mentions[outcome]["text"]):
                for other in names:
                    chains.join(gold[other], gold[outcome])
    return {name: chains.name(chain) for name, chain in gold.items()}


def errors(items: Items, folder: Path, count: int, console: Console) -> None:
    """Events that mix chains (a deed and its outcome are one), then chains in pieces, the costliest first."""
    found = _found(items)
    gold = _with_outcomes(found, {name: str(mention["chain"]) for name, mention in found.mentions.items()})
    for title, names, other in misjoined(gold, found.events, count):
        console.print(f"── {title}: {len(names)} reports", markup=False)
        for name in sorted(names, key=lambda name: (other[name], name)):
            console.print(f"   {other[name][-6:]} {_line(found, name)}", markup=False)


def _line(found: _Found, name: str) -> str:
    report = found.reports[name]
    text, trigger = found.texts[report.article], report.trigger
    before, after = text[max(0, trigger.start - 60) : trigger.start], text[trigger.end : trigger.end + 50]
    words = f"{before}[{text[trigger.start : trigger.end]}]{after}"
    return f"{report.type} {report.mode or ''} | {' '.join(words.split())}"


def _alone(items: Items, folder: Path) -> dict[str, Any]:
    found = _found(items)
    return _figures(found, {name: name for name in found.events})


BASELINES: dict[str, Callable[[Items, Path], dict[str, Any]]] = {"all alone": _alone}
