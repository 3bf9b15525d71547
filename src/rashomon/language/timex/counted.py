"""What is counted from another date → values: "two days ago", "last week", "the following year", "this summer".

The one idea: "ago", "last" and "next" count from publication; "earlier", "later", "following" from the narrative.
"""

from __future__ import annotations

from datetime import date, timedelta

from rashomon.knowledge.tables import table
from rashomon.language import calendar
from rashomon.language.timex.narrative import (
    Found,
    Match,
    Narrative,
    _letter,
    amount_of,
    length_value,
    open_value,
    relation_of,
    side_of,
    unit_of,
    vague_value,
    year_number,
)
from rashomon.language.timex.words import Word


def read_ago(match: Match, narrative: Narrative) -> list[Found]:
    if not match.part("on"):
        return _read_ago(match, narrative)
    exact = _ago_from(match, narrative)
    end = match.groups.start("on")
    return [exact] if exact is not None else [one._replace(last=end) for one in _read_ago(match, narrative)]


def _read_ago(match: Match, narrative: Narrative) -> list[Found]:
    unit = unit_of(match.part("u")[0].text) or ""
    number = amount_of(match.lower("n"))
    direction = match.lower("dir")[0]
    mod = "APPROX" if match.part("or") else None
    number = number + 0.5 if number is not None and match.part("and") else number
    sign = 1 if direction in ("later", "hence", "from") else -1
    if not match.part("n") and match.part("u")[0].kind == "unit":
        return []
    if number is None or (number != int(number) and unit not in ("Y",)):
        value = f"P{'T' if unit.startswith('T') else ''}X{_letter(unit)}"
        vague = "PAST_REF" if sign < 0 and match.part("n") else value
        kind = "DATE" if vague == "PAST_REF" else "DURATION"
        return [Found(match.first, match.last, kind, vague, anchor="published", counted=True)]
    narrated = direction in ("earlier", "later", "before")
    near = narrative.near_quarter(match.all()[0].start)
    if unit == "Y" and near and sign < 0 and number == 1:
        return [Found(match.first, match.last, "DATE", f"{near[0] - 1}-Q{near[1]}", mod, "narrative", counted=True)]
    date_value = _counted(narrative, number, unit, sign, narrated)
    kind = "DATE" if date_value else "DURATION"
    value = date_value or length_value(number, unit)
    anchor = "narrative" if narrated and (narrative.day or narrative.year) else "published"
    return [Found(match.first, match.last, kind, value, mod, anchor, counted=True)]


#: Days that something is counted back from: "fifty years ago today".
_FROM_TODAY = {"today": 0, "yesterday": -1, "tomorrow": 1}


def _ago_from(match: Match, narrative: Narrative) -> Found | None:
    """ "fifty years ago today", "ten years ago this week": so far from a day or week of now, to the day or week."""
    base, on, number = narrative.published, match.lower("on"), amount_of(match.lower("n"))
    unit = unit_of(match.part("u")[0].text) or ""
    steps = {"Y": (12, 0), "M": (1, 0), "W": (0, 7), "D": (0, 1)}.get(unit)
    if match.lower("dir") != ["ago"] or base is None or steps is None or number is None or number != int(number):
        return None
    months, days = steps
    try:
        back = calendar.add_months(base, -int(number) * months) - timedelta(days=int(number) * days)
        if on[0] in _FROM_TODAY:
            value = (back + timedelta(days=_FROM_TODAY[on[0]])).isoformat()
        elif on == ["this", "week"]:
            value = calendar.week_value(back)
        elif on == ["this", "month"]:
            value = back.strftime("%Y-%m")
        else:
            return None
    except (ValueError, OverflowError):
        return None
    return Found(match.first, match.last, "DATE", value, anchor="published", counted=True)


def _counted(narrative: Narrative, number: float, unit: str, sign: int, narrated: bool) -> str | None:
    """The date so many units from publication, or from the day the narrative stands at."""
    base = (narrative.day if narrated else None) or narrative.published
    if unit == "M" and narrated and narrative.month:
        base = date(*narrative.month, 1)
    if unit == "Y" and narrated and narrative.year:
        return str(narrative.year + sign * int(number))
    if base is None or unit.startswith("T"):
        return None
    steps = sign * number
    try:
        if unit == "D":
            return (base + timedelta(days=steps)).isoformat()
        if unit == "W":
            return (base + timedelta(days=7 * steps)).isoformat()
        if unit in ("M", "Q"):
            moved = calendar.add_months(base, int(steps) * (3 if unit == "Q" else 1))
            return moved.strftime("%Y-%m") if unit == "M" else f"{moved.year}-Q{calendar.quarter_of(moved)}"
        if unit == "Y":
            return f"{base.year + int(steps):04d}"
        if unit == "DE":
            return f"{base.year + 10 * int(steps):04d}"[:3]
        if unit == "CE":
            return f"{base.year + 100 * int(steps):04d}"[:2]
    except (ValueError, OverflowError):
        return None
    return None


def read_span(match: Match, narrative: Narrative) -> list[Found]:
    word = match.part("u")[0]
    rel = (match.lower("rel") or [""])[0]
    sign = -1 if rel in ("last", "past", "previous", "recent", "latest") else 1 if rel in ("next", "coming") else 0
    if word.kind == "season":
        season = table("times")["seasons"][word.text.lower().removesuffix("s")]
        return [Found(match.first, match.last, "SET", f"XXXX-{season}")]
    unit = unit_of(word.text) or ""
    if unit == "WE":
        unit = "W"
    number = amount_of(match.lower("n")) if match.part("n") else None
    anchor = "published" if sign else None
    if "couple" in match.lower("n"):
        return [Found(match.first, match.last, "DURATION", length_value(2, unit), "APPROX", anchor, None, sign)]
    if word.kind == "unit" and not match.part("n"):
        return []
    if number is None:
        if not match.part("n") and rel in ("recent", "past", "coming"):
            value = "PAST_REF" if sign < 0 else "FUTURE_REF"
            if unit in ("Y", "D") or sign > 0:
                return [Found(match.first, match.last, "DATE", value, anchor="published")]
        return [Found(match.first, match.last, "DURATION", vague_value(unit), anchor=anchor, direction=sign)]
    return [Found(match.first, match.last, "DURATION", length_value(number, unit), anchor=anchor, direction=sign)]


def read_relative(match: Match, narrative: Narrative) -> list[Found]:
    unit = unit_of(match.part("u")[0].text) or ""
    rel = relation_of(match.lower("rel"))
    if unit.startswith("T") or not rel:
        return []
    if not unit:
        return relative_value(match, narrative, "the", "Q") if _compared(match, narrative, rel) else []
    if match.part("p"):
        return _relative_part(match, narrative, rel, unit)
    if (rel == "past" and unit in ("D", "W", "M")) or rel in ("first",):
        return [Found(match.first, match.last, "DURATION", length_value(1, unit), anchor="published", direction=-1)]
    return relative_value(match, narrative, rel, unit)


def _relative_part(match: Match, narrative: Narrative, rel: str, unit: str) -> list[Found]:
    if unit != "D":
        return []
    whole = relative_value(match, narrative, rel, unit)
    code = table("times")["parts"].get(match.lower("p")[0], "NI")
    return [found._replace(type="TIME", value=f"{found.value}T{code}") for found in whole]


def _compared(match: Match, narrative: Narrative, rel: str) -> bool:
    """ "the latest period" is the quarter that was told of."""
    return rel in ("latest", "same", "that") and narrative.near_quarter(match.all()[0].start) is not None


_STEP = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}


def relative_value(match: Match, narrative: Narrative, rel: str, unit: str) -> list[Found]:
    """ "last week", "the current quarter", "the following year"."""
    step = _STEP.get(rel, 0)
    narrated = rel in ("previous", "following", "same", "that", "the")
    near = narrative.near_quarter(match.all()[0].start)
    if unit == "Q" and rel in ("latest", "the", "that") and near:
        return [Found(match.first, match.last, "DATE", f"{near[0]}-Q{near[1]}", anchor="narrative")]
    if unit == "Q" and rel in ("latest", "the", "that"):
        step = -1
    base = _base(narrative, unit) if narrated and (unit, rel) != ("WE", "the") else None
    anchor = "narrative" if base else "published"
    base = base or narrative.published
    if base is None:
        return [Found(match.first, match.last, "DATE", open_value(unit), anchor="published")]
    value = _unit_value(base, unit, step, match.tense)
    return [Found(match.first, match.last, "DATE", value, anchor=anchor)] if value else []


def _base(narrative: Narrative, unit: str) -> date | None:
    """The day the narrative stands at, as far as the unit needs it."""
    if narrative.day is not None and unit in ("D", "W", "WE"):
        return narrative.day
    if narrative.month is not None and unit == "M":
        return date(*narrative.month, 1)
    if narrative.year is not None and unit == "Y":
        return date(narrative.year, 1, 1)
    return None


def _unit_value(base: date, unit: str, step: int, tense: int) -> str | None:
    if unit == "D":
        return (base + timedelta(days=step)).isoformat()
    if unit == "W":
        return calendar.week_value(base + timedelta(days=7 * step))
    if unit == "WE":
        return _weekend_value(base, step, tense)
    if unit in ("M", "Q"):
        moved = calendar.add_months(base.replace(day=1), step * (3 if unit == "Q" else 1))
        return moved.strftime("%Y-%m") if unit == "M" else f"{moved.year}-Q{calendar.quarter_of(moved)}"
    if unit == "Y":
        return f"{base.year + step:04d}"
    if unit in ("DE", "CE"):
        size = 10 if unit == "DE" else 100
        return f"{base.year + size * step:04d}"[: 3 if unit == "DE" else 2]
    return None


def _weekend_value(base: date, step: int, tense: int) -> str:
    """The weekend meant: the coming one for the future, else the last that has begun."""
    if step > 0 or tense > 0:
        return calendar.week_value(base + timedelta(days=7 if step > 0 and base.isoweekday() >= 6 else 0)) + "-WE"
    back = base if base.isoweekday() >= 6 and step == 0 else base - timedelta(days=base.isoweekday())
    return calendar.week_value(back) + "-WE"


def read_beside(match: Match, narrative: Narrative) -> list[Found]:
    """ "the day before", "the week after": counted from the day told last, where one was told."""
    unit, side = unit_of(match.part("u")[0].text) or "", side_of(match)
    if not side or unit not in ("D", "W", "WE", "M", "Y") or _base(narrative, unit) is None:
        return []
    return relative_value(match, narrative, side, unit)


def read_same(match: Match, narrative: Narrative) -> list[Found]:
    """ "the quarter", "the year", "the weekend": the one that was told of, else the one of publication."""
    word = match.part("u")[0]
    if word.kind == "season":
        return _season_value(match, narrative, word, "the")
    unit = unit_of(word.text) or ""
    after = match.words[match.last].text.lower() if match.last < len(match.words) else ""
    if unit in ("D", "CE", "DE") or unit.startswith("T") or after in ("of", "when", "that", "before", "after", "-"):
        return []
    if after in ("ended", "ending") and unit in ("Y", "M"):
        return [Found(match.first, match.last, "DURATION", f"P1{unit}")]
    if unit == "Y" and narrative.published is not None:
        return [Found(match.first, match.last, "DATE", str(narrative.published.year), anchor="published")]
    return relative_value(match, narrative, "the", unit)


def read_season(match: Match, narrative: Narrative) -> list[Found]:
    return _season_value(match, narrative, match.part("s")[0], relation_of(match.lower("rel")))


def _season_value(match: Match, narrative: Narrative, word: Word, rel: str) -> list[Found]:
    season = table("times")["seasons"].get(word.text.lower())
    if season is None:
        return []
    if match.part("y"):
        return [
            Found(match.first, match.last, "DATE", f"{year_number(match.lower('y')):04d}-{season}", anchor="absolute")
        ]
    base = narrative.published
    if base is None:
        return [Found(match.first, match.last, "DATE", f"XXXX-{season}", anchor="published")]
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    year = base.year
    if rel in ("last", "past", "previous") or (rel != "this" and match.tense < 0):
        over = base.month >= first + 3 or (rel not in ("last",) and base.month >= first)
        year -= 0 if over else 1
    elif rel in ("next", "coming") or match.tense > 0:
        year += 1 if base.month >= first + (0 if rel == "next" else 3) else 0
    return [Found(match.first, match.last, "DATE", f"{year}-{season}", anchor="published")]
