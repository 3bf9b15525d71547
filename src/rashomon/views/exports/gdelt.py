"""GDELT 2.0: events (61 tab columns) and mentions (16), both without header, as its loaders read them.

Reads events told as happened or ongoing. The one idea: GDELT knows dyads, so an act with several parties is
several rows; what GDELT measures and Rashomon does not (tone, confidence) stays empty rather than invented.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rashomon.knowledge.codes import fips_of
from rashomon.record import Mention, Record, Report, Where, is_given
from rashomon.views.exports.acts import Act, Party, acts, corrections, dyad_number, dyads, sentence_number
from rashomon.views.exports.base import Exported, full_text, urn, web_address
from rashomon.views.exports.cells import tsv

_SIDE = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")

#: The columns of the events file in order (the file itself has no header).
EVENT_COLUMNS = (
    "GlobalEventID", "Day", "MonthYear", "Year", "FractionDate",
    *(f"Actor{n}{name}" for n in (1, 2) for name in _SIDE),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip

#: The columns of the mentions file in order.
MENTION_COLUMNS = (
    "GlobalEventID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
    "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
    "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip

#: PLOVER sector → CAMEO role; "" where CAMEO has none. In CAMEO, MED is the media and HLH health.
_ROLES = {"JRN": "MED", "MED": "HLH", "PRM": "REB", "SOC": "CVL", "PRE": "", "UNK": "", "REL": ""}

#: Precision of a place → GDELT's kind of place.
_GEO_TYPE = {"country": 1, "admin1": 5, "admin2": 5, "city": 4, "point": 4}


def gdelt_files(record: Record, run: dict[str, Any]) -> Exported:
    """GDELT 2.0: events.export.CSV and mentions.CSV, tab-separated for all their names, as GDELT's are."""
    found = acts(record, realised=True, coded=True)
    events = [_event(record, act, pair) for act in found for pair in dyads(act)]
    mentions = [_mention(record, act, pair, r) for act in found for pair in dyads(act) for r in act.reports]
    return Exported({"events.export.CSV": tsv(events, None), "mentions.CSV": tsv(mentions, None)})


def _event(record: Record, act: Act, pair: tuple[Party | None, Party | None]) -> list[Any]:
    cameo = act.cameo
    return [
        dyad_number(act, pair), *_days(act.day), *_side(pair[0]), *_side(pair[1]),
        1, cameo, cameo[:3], cameo[:2], act.quad, act.score,
        len(act.reports), len(act.outlets), len(act.articles), None,
        *_geo(None), *_geo(None), *_geo(act.place),
        _stamp(act.article.published), _address(record, act.article.id),
    ]  # fmt: skip


def _mention(record: Record, act: Act, pair: tuple[Party | None, Party | None], report: Report) -> list[Any]:
    article = record.articles[report.article]
    return [
        dyad_number(act, pair), _stamp(act.day), _stamp(article.published), 1 if web_address(article) else 2,
        article.outlet, _address(record, article.id), sentence_number(record, report),
        _offset(record, pair[0], report), _offset(record, pair[1], report), report.trigger.start, 1,
        None, len(full_text(record, article.id)), None, None,
        "; ".join([f"event={act.event.id} report={report.id}", *corrections(record, replace(act, reports=(report,)))]),
    ]  # fmt: skip


def _days(day: str | None) -> list[Any]:
    """Day, MonthYear, Year, FractionDate (the codebook's: year and (month × 30 + day) / 365)."""
    if day is None:
        return [None] * 4
    year, month, date = day.split("-")
    fraction = int(year) + (int(month) * 30 + int(date)) / 365
    return [year + month + date, year + month, year, f"{fraction:.4f}"]


def _side(party: Party | None) -> list[Any]:
    if party is None:
        return [None] * 10
    entity = party.entity
    roles = list(dict.fromkeys(role for s in entity.sectors if (role := _ROLES.get(s, s))))[:3]
    code = (entity.country or "") + "".join(roles)
    return [code, entity.name.upper(), entity.country, *[None] * 4, *roles, *[None] * (3 - len(roles))]


def _geo(where: Where | None) -> list[Any]:
    if where is None:
        return [0, *[None] * 7]
    fips = fips_of(where.country)
    feature = fips if where.precision == "country" else None
    kind = _GEO_TYPE.get(where.precision, 0)
    return [kind, where.name, fips, fips, None, where.latitude, where.longitude, feature]


def _stamp(instant: str | None) -> str | None:
    """YYYYMMDDHHMMSS of an instant or a day."""
    if instant is None:
        return None
    return "".join(c for c in instant if c.isdigit()).ljust(14, "0")


def _address(record: Record, article: str) -> str:
    return web_address(record.articles[article]) or urn("article", article)


def _offset(record: Record, party: Party | None, report: Report) -> int:
    """Where this report names the party, or -1."""
    if party is None:
        return -1
    found = [m for m in _sides(record, report) if m.entity == party.entity.id]
    return found[0].start if found else -1


def _sides(record: Record, report: Report) -> list[Mention]:
    return [record.mentions[id] for id in (*report.actors, *report.recipients)
            if id in record.mentions and not is_given(record.mentions[id])]  # fmt: skip
