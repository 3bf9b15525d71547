"""ACLED-like: its 31 columns, for tools that read them. This is never ACLED data, and each row says so.

Reads events told as happened or ongoing that have an ACLED type at all. The one idea: where the record does not
know what ACLED's coding asks (who is armed, which weapon), the event is left out rather than guessed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime
from typing import Any

from rashomon.knowledge.codes import country_name, number_of
from rashomon.record import Record
from rashomon.views.exports.acts import (
    Act,
    Party,
    acts,
    corrections,
    headline,
    number,
    stand_ins,
    standing,
    told_range,
    updates,
    voices,
)
from rashomon.views.exports.base import Exported
from rashomon.views.exports.cells import csv_text
from rashomon.views.words import outlet_name

ACLED_COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude",
    "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip

NOTICE = "ACLED-like, made by Rashomon; not ACLED data"

_POLITICAL, _PROTEST, _STRATEGIC = "Political violence", "Demonstrations", "Strategic developments"
_REMOTE, _CIVILIANS = "Explosions/Remote violence", "Violence against civilians"

#: (type, mode) → disorder type, event type, sub-event type.
_TYPES = {
    ("ASSAULT", "aerial"): (_POLITICAL, _REMOTE, "Air/drone strike"),
    ("ASSAULT", "drone"): (_POLITICAL, _REMOTE, "Air/drone strike"),
    ("ASSAULT", "heavy-weapons"): (_POLITICAL, _REMOTE, "Shelling/artillery/missile attack"),
    ("ASSAULT", "explosives"): (_POLITICAL, _REMOTE, "Remote explosive/landmine/IED"),
    ("ASSAULT", "suicide-attack"): (_POLITICAL, _REMOTE, "Suicide bomb"),
    ("ASSAULT", "abduct"): (_POLITICAL, _CIVILIANS, "Abduction/forced disappearance"),
    ("ASSAULT", "sexual"): (_POLITICAL, _CIVILIANS, "Sexual violence"),
    ("ASSAULT", "crowd-control"): (_PROTEST, "Protests", "Protest with intervention"),
    ("PROTEST", None): (_PROTEST, "Protests", "Peaceful protest"),
    ("PROTEST", "demo"): (_PROTEST, "Protests", "Peaceful protest"),
    ("PROTEST", "obstruct"): (_PROTEST, "Protests", "Peaceful protest"),
    ("PROTEST", "riot"): (_PROTEST, "Riots", "Violent demonstration"),
    ("PROTEST", "vandalize"): (_PROTEST, "Riots", "Violent demonstration"),
    ("COERCE", "arrest"): (_STRATEGIC, _STRATEGIC, "Arrests"),
    ("RETREAT", "ceasefire"): (_STRATEGIC, _STRATEGIC, "Agreement"),
    ("RETREAT", "withdraw"): (_STRATEGIC, _STRATEGIC, "Other"),
    ("MOBILIZE", "troops"): (_STRATEGIC, _STRATEGIC, "Change to group/activity"),
}

#: Sector → ACLED's kind of actor, the first that fits: paramilitaries in rebellion are no forces of the state.
_KINDS = (
    (frozenset({"MIL", "COP", "GOV", "SPY"}), "State Forces"),
    (frozenset({"REB"}), "Rebel Group"),
    (frozenset({"PRM"}), "State Forces"),
    (frozenset({"UAF", "CRM"}), "Political Militia"),
    (frozenset({"CVL", "EDU", "JRN", "LAB", "MED", "REF", "AGR", "REL", "SOC", "BUS"}), "Civilians"),
)
_ARMED = frozenset({"State Forces", "Rebel Group", "Political Militia"})

_TIME = {"minute": 1, "hour": 1, "day": 1, "week": 2}
_GEO = {"point": 1, "city": 1, "admin2": 2, "admin1": 3, "country": 3}


def acled_file(record: Record, run: dict[str, Any]) -> Exported:
    """ACLED's columns for tools that read them, never ACLED data: one event a line, with a header."""
    told = (_on_one_side(record, act) for act in acts(record, realised=True, coded=True))
    typed = [(act, kind) for act in told if (kind := acled_type(act))]
    updated = updates(record, "dead")
    rows = (_row(record, act, kind, standing(record, act, "dead", updated.get(act.event.id))) for act, kind in typed)
    return Exported({"acled-like.csv": csv_text(rows, ACLED_COLUMNS)})


def _on_one_side(record: Record, act: Act) -> Act:
    """The act with nobody on both sides: where accounts differ on who did it to whom, most of them decide.

    Of as many a protester protests, and who else is on both sides was hit: that is told more surely than by whom.
    """
    both = {party.entity.id for party in act.actors} & {party.entity.id for party in act.recipients}
    if not both:
        return act
    did, suffered = (_counted(record, act, side) for side in ("actors", "recipients"))
    more = {one for one in both if did[one] + (act.event.type == "PROTEST") > suffered[one]}
    actors = tuple(party for party in act.actors if party.entity.id not in both - more)
    return replace(act, actors=actors, recipients=tuple(p for p in act.recipients if p.entity.id not in more))


def _counted(record: Record, act: Act, side: str) -> Counter[str | None]:
    """How many reports name each entity on a side."""
    counted: Counter[str | None] = Counter()
    for report in act.reports:
        named = [record.mentions[name] for name in getattr(report, side) if name in record.mentions]
        inside = [record.mentions[one] for mention in named for one in mention.members if one in record.mentions]
        counted.update({mention.entity for mention in (*named, *inside)})
    return counted


def acled_type(act: Act) -> tuple[str, str, str] | None:
    """Disorder type, event type and sub-event type; None where ACLED has none or it cannot be known."""
    found = _TYPES.get((act.event.type, act.event.mode))
    if found or act.event.type != "ASSAULT" or act.event.mode == "destroy":
        return found
    attackers, attacked = _kinds(act.actors), _kinds(act.recipients)
    if attacked & _ARMED and attackers & _ARMED:
        return _POLITICAL, "Battles", "Armed clash"
    return (_POLITICAL, _CIVILIANS, "Attack") if "Civilians" in attacked else None


def _row(record: Record, act: Act, kind: tuple[str, str, str], dead: int | None) -> list[Any]:
    when = act.event.when
    first, second = _kind(act.actors), _kind(act.recipients)
    told = act.day_from == "told" and when is not None
    return [
        f"RASHOMON{number(act.event.id)}", act.day, (act.day or "")[:4],
        _TIME.get(when.precision, 3) if told and when else 3, *kind,
        *_side(act.actors), first, *_side(act.recipients), second,
        "-".join(filter(None, (first, second))) or None,
        "Civilian targeting" if kind[1] == _CIVILIANS or second == "Civilians" else None,
        *_place(act), "; ".join(dict.fromkeys(map(outlet_name, act.articles))), None, _notes(record, act),
        dead, NOTICE, _timestamp(act),
    ]  # fmt: skip


def _kind(parties: tuple[Party, ...]) -> str | None:
    sectors = set(parties[0].entity.sectors) if parties else set()
    return next((name for some, name in _KINDS if some & sectors), None)


def _kinds(parties: tuple[Party, ...]) -> set[str]:
    return {kind for party in parties if (kind := _kind((party,)))}


def _side(parties: tuple[Party, ...]) -> list[str | None]:
    """The first party, and the others as its associates."""
    names = [party.entity.name for party in parties]
    return [names[0] if names else None, "; ".join(names[1:]) or None]


def _place(act: Act) -> list[Any]:
    """iso, region (ACLED's own, left empty), country, admin1 … admin3, location, degrees, precision."""
    where = act.place
    if where is None:
        return [None] * 10
    return [
        number_of(where.country), None, country_name(where.country),
        where.name if where.precision == "admin1" else None,
        where.name if where.precision == "admin2" else None, None, where.name, where.latitude, where.longitude,
        _GEO.get(where.precision, 3) if act.place_from == "told" else 3,
    ]  # fmt: skip


def _notes(record: Record, act: Act) -> str:
    """What was told, in our words: headline, figures as they differ, how many voices, what people corrected, and the
    event's id here.
    """
    dead = told_range(act, "dead")
    told = [f"{dead} dead by the reports" if dead else "", voices(act), *stand_ins(act), *corrections(record, act)]
    return f"{headline(act)}; {'; '.join(filter(None, told))}; event {act.event.id}. {NOTICE}."


def _timestamp(act: Act) -> int | None:
    """Seconds of the latest report's publication: the export has no clock of its own."""
    at = max((article.published for article in act.articles if article.published), default=None)
    return int(datetime.fromisoformat(at.replace("Z", "+00:00")).timestamp()) if at else None
