"""Lengths, repeated times and words such as "now" and "recently" → values.

The one idea: a number and a unit are a length, "each" and "a week" after a rate a repetition.
"""

from __future__ import annotations

import re
from datetime import timedelta

from rashomon.knowledge.tables import table
from rashomon.language import calendar
from rashomon.language.timex.narrative import (
    Found,
    Match,
    Narrative,
    amount_of,
    follows,
    length_value,
    month_of,
    number_of,
    shifted_year,
    unit_of,
    vague_value,
    weekday_of,
)


def read_set(match: Match, narrative: Narrative) -> list[Found]:
    number = int(amount_of(match.lower("n")) or 1) if match.part("n") else 1
    if match.part("u"):
        unit = unit_of(match.part("u")[0].text) or "D"
        number *= 2 if match.part("o") and match.lower("o") == ["other"] else 1
        return [Found(match.first, match.last, "SET", length_value(number, unit if unit != "WE" else "W"))]
    if match.part("w"):
        part = f"T{table('times')['parts'].get(match.lower('p')[0], 'NI')}" if match.part("p") else ""
        return [Found(match.first, match.last, "SET", f"XXXX-WXX-{weekday_of(match.part('w'))}{part}")]
    if match.part("m"):
        return [Found(match.first, match.last, "SET", f"XXXX-{month_of(match.of_kind('month')) or 1:02d}")]
    if match.part("s"):
        return [
            Found(
                match.first,
                match.last,
                "SET",
                f"XXXX-{table('times')['seasons'].get(match.lower('s')[0], 'SU')}",
            )
        ]
    part = table("times")["parts"].get(match.lower("p2")[0], "NI")
    return [Found(match.first, match.last, "SET", f"XXXX-XX-XXT{part}")]


def read_length(match: Match, narrative: Narrative) -> list[Found]:
    unit = unit_of(match.part("u")[0].text) or ""
    if match.part("q") or _is_age(match, unit) or unit == "WE":
        return []
    before = match.words[match.first - 1] if match.first else None
    if before is not None and before.kind in ("currency", "dash"):
        return []
    words = match.lower("n")
    if (unit == "Q" and words in (["three"], ["3"])) or words[-1:] == ["quarter"]:
        return []
    single = bool(words) and all(
        word in ("a", "an", "another", "additional", "whole", "full", "entire") for word in words
    )
    number = 1.0 if single else amount_of(words)
    if single and _rate(match):
        return [Found(match.first, match.last, "SET", length_value(1, unit))]
    if (single and unit in ("TS",)) or (single and unit == "Q" and follows(match, "of")):
        return []
    if number is None:
        mod = "APPROX" if "couple" in words else None
        value = length_value(2, unit) if "couple" in words else vague_value(unit)
        return [Found(match.first, match.last, "DURATION", value, mod)]
    if match.part("and"):
        number += 0.5
    if match.part("n2"):
        return [Found(match.first, match.last, "DURATION", length_value(number, unit))]
    return [Found(match.first, match.last, "DURATION", length_value(number, unit))]


def _is_age(match: Match, unit: str) -> bool:
    """ "48-year-old", "aged 20 years", "20 years old" tell how old a person is."""
    return bool(match.part("old")) and unit == "Y"


#: Words after which "a year" is a length, not a rate.
_NO_RATE = frozenset(
    """was is has have be been took take takes lasted spent spend not such barely quite as like if than with within into
    under per what had once but when where that throughout already last lasts him her them it me us you""".split()
)


def _rate(match: Match) -> bool:
    """ "four flights a week": so many in each."""
    if match.first == 0 or match.part("and"):
        return False
    before = match.words[match.first - 1]
    text = before.text.lower()
    if before.kind not in ("dd", "int", "dec", "percent", "number", "other") or not text[0].isalnum():
        return before.kind == "percent"
    return text not in _NO_RATE and not text.endswith(("ed", "ly", "ing"))


def read_bare(match: Match, narrative: Narrative) -> list[Found]:
    unit = unit_of(match.part("u")[0].text) or ""
    if match.kind == "these":
        vague = unit == "D" and not follows(match, "of")
        return [Found(match.first, match.last, "DATE", "PRESENT_REF", anchor="published")] if vague else []
    if unit in ("TS", "WE", "Q", "TM") or follows(match, "old"):
        return []
    return [Found(match.first, match.last, "DURATION", vague_value(unit))]


def read_yearend(match: Match, narrative: Narrative) -> list[Found]:
    """ "year-end", "year's end": the end of the year of publication."""
    if unit_of(match.part("u")[0].text) != "Y" or match.part("e")[0].text.lower() != "end":
        return []
    return [Found(match.first, match.last, "DATE", shifted_year(narrative.published, 0), "END", "published")]


def read_past(match: Match, narrative: Narrative) -> list[Found]:
    return [Found(match.first, match.last, "DATE", "PAST_REF", anchor="published")]


def read_nth(match: Match, narrative: Narrative) -> list[Found]:
    number, base = number_of(match.part("d")), narrative.published
    word = match.part("d")[0].text
    if number is None or not word[0].isdigit() or number > 31:
        return []
    start = match.groups.start("span")
    if base is None:
        return [Found(start, match.last, "DATE", f"XXXX-XX-{number:02d}", anchor="published")]
    months = [calendar.add_months(base.replace(day=1), step) for step in (-1, 0, 1)]
    days = [day for month in months if (day := calendar.safe_date(month.year, month.month, number))]
    wanted = [day for day in days if (day >= base if match.tense > 0 else day <= base)] or days
    nearest = min(wanted, key=lambda day: abs((day - base).days))
    return [Found(start, match.last, "DATE", nearest.isoformat(), anchor="published")]


def read_now(match: Match, narrative: Narrative) -> list[Found]:
    return [Found(match.first, match.last, "DATE", "PRESENT_REF", anchor="published")]


def read_ref(match: Match, narrative: Narrative) -> list[Found]:
    word = match.part("r")[0].text.lower()
    kind, value = table("times")["references"][word].split()
    base = narrative.published
    if shift := re.match(r"D([+-]\d)(.*)$", value):
        day = (base + timedelta(days=int(shift[1]))).isoformat() if base else "XXXX-XX-XX"
        return [Found(match.first, match.last, kind, day + shift[2], anchor="published")]
    if word == "soon" and (follows(match, "as") or match.words[match.first - 1].text.lower() in ("as", "too", "how")):
        return []
    first = match.first
    if word == "future" and first and match.words[first - 1].text.lower() == "near":
        first -= 1
    if word == "future":
        if not first or match.words[first - 1].kind != "the" or _noun_after(match):
            return []
        first -= 1
    return [Found(first, match.last, kind, value, anchor="published")]


#: Words that may follow "the future" where it stands alone.
_AFTER_FUTURE = frozenset(
    """is was looks will holds with as but if because when remains may has would while he she they it we without brings
    lies seems said says""".split()
)


def _noun_after(match: Match) -> bool:
    """Whether a word follows on the same stretch, as in "the future king"."""
    if match.last >= len(match.words):
        return False
    after = match.words[match.last]
    return after.kind == "other" and after.text.isalpha() and after.text.islower() and after.text not in _AFTER_FUTURE


def read_then(match: Match, narrative: Narrative) -> list[Found]:
    before = match.words[match.first - 1].text.lower() if match.first else ""
    value = "PRESENT_REF" if match.all()[-1].kind == "moment" else "PAST_REF"
    return [Found(match.first, match.last, "DATE", value, anchor="published")] if before == "at" else []
