"""The events as one table to code by: a row an event, every cell in words or numbers, each with its sources.

Reads every event with its reports, findings and outlets. The one idea: what other forms code away stands here in plain
columns (each figure's lowest and highest, who denies it, the words it rests on), so that a spreadsheet, R or pandas
needs no other table to sort, check and merge.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rashomon.knowledge.codes import country_name
from rashomon.record import Record, Report, grouped
from rashomon.views.brief import event_line
from rashomon.views.exports.acts import Act, Party, acts, corrections, figures_that_stand, last_day
from rashomon.views.exports.base import Exported, web_address
from rashomon.views.exports.cells import csv_text
from rashomon.views.words import outlet_name

#: Counts that have columns of their own; `figures` has all of them as they are told.
_COUNTED = ("dead", "injured", "arrested", "abducted", "displaced")
_DISPUTED = ("contradicted", "updated", "differing")

SHEET_COLUMNS = (
    "event", "day", "last_day", "day_from", "day_precision", "type", "mode", "cameo", "quad", "modality",
    "actors", "actor_countries", "actor_sectors", "recipients", "recipient_countries", "recipient_sectors",
    "place", "country", "iso3", "latitude", "longitude", "place_precision", "place_from",
    *(f"{of}_{end}" for of in _COUNTED for end in ("low", "high")), "figures",
    "articles", "origins", "outlets", "denied_by", "according_to", "disputed", "corrected",
    "quote", "quote_outlet", "quote_article", "quote_start", "quote_end", "urls", "story", "story_title", "reports",
)  # fmt: skip


def sheet_file(record: Record, run: dict[str, Any]) -> Exported:
    """One CSV to code by: an event a row, in plain words, with figures, sources, disputes and a quote."""
    findings = (one for one in record.findings.values() if one.agreement in _DISPUTED)
    disputed = grouped((finding.event, finding.question) for finding in findings)
    rows = (_row(record, act, disputed.get(act.event.id, [])) for act in acts(record, near_by=True))
    return Exported({"sheet.csv": csv_text(rows, SHEET_COLUMNS)})


def _row(record: Record, act: Act, disputed: Iterable[str]) -> list[Any]:
    event, line = act.event, event_line(record, act.event)
    quote, story = line.citations[0], record.story_of.get(act.article.id)
    return [
        event.id, act.day, last_day(event.when), act.day_from, event.when.precision if event.when else None,
        event.type, event.mode, act.cameo, act.quad, line.modality,
        *_parties(act.actors), *_parties(act.recipients), *_place(act),
        *(end for of in _COUNTED for end in _ends(act, of)), _joined(line.quantities),
        event.articles, event.origins, _joined(map(outlet_name, act.articles)), _deniers(record, act.reports),
        line.chain, _joined(disputed), _joined(corrections(record, act)),
        quote.quote, quote.outlet, quote.article, quote.start, quote.end, _joined(map(web_address, act.articles)),
        story.id if story else None, story.title if story else None, _joined(report.id for report in act.reports),
    ]  # fmt: skip


def _joined(words: Iterable[str | None]) -> str:
    """Each once, with "; " between, in the order given."""
    return "; ".join(dict.fromkeys(word for word in words if word))


def _parties(parties: Iterable[Party]) -> list[str]:
    """Names, countries and sectors of one side, each in the same order; "none" where a party has none."""
    found = [party.entity for party in parties]
    countries, sectors = ([one.country or "none" for one in found], [" ".join(one.sectors) or "none" for one in found])
    return ["; ".join(words) for words in ([one.name for one in found], countries, sectors)]


def _place(act: Act) -> list[Any]:
    where = act.place
    if where is None:
        return [None] * 7
    return [
        where.name, country_name(where.country), where.country, where.latitude, where.longitude, where.precision,
        act.place_from,
    ]  # fmt: skip


def _ends(act: Act, of: str) -> tuple[int | None, int | None]:
    """The lowest and the highest number that is told."""
    ends = [end for quantity in figures_that_stand(act, of) for end in (quantity.low, quantity.high) if end is not None]
    return (int(min(ends)), int(max(ends))) if ends else (None, None)


def _deniers(record: Record, reports: Iterable[Report]) -> str:
    """By whose word it did not happen: the innermost link of each report that denies it, else its outlet."""
    denying = (report for report in reports if report.modality == "denied")
    return _joined(
        report.according_to[-1].name if report.according_to else outlet_name(record.articles[report.article])
        for report in denying
    )
