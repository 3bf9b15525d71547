"""Quarters, halves, years, decades and centuries → values.

The one idea: four digits are a year by their neighbours; a quarter without a year is the last that has begun.
"""

from __future__ import annotations

from rashomon.knowledge.tables import table
from rashomon.language import calendar
from rashomon.language.numbers import year_in_words
from rashomon.language.timex.counted import relative_value
from rashomon.language.timex.narrative import Found, Match, Narrative, number_of, relation_of, unit_of
from rashomon.language.timex.words import Word


def read_quarter(match: Match, narrative: Narrative) -> list[Found]:
    if match.part("back"):
        return _year_back(match, narrative)
    token = match.part("q")
    number = int(token[0].text[1]) if token else number_of(match.part("n"))
    unit = unit_of(match.part("u")[0].text) if match.part("u") else "Q"
    if match.lower("u") in (["half"], ["halves"]):
        return _half(match, narrative, number)
    if unit != "Q" or number is None or not 1 <= number <= 4:
        return _other_ordinal(match, narrative, unit, number)
    year, anchor = _quarter_year(match, number, narrative)
    if match.part("u") and match.lower("u")[0] == "quarters":
        return [Found(match.first, match.last, "SET", f"XXXX-Q{number}")]
    return [Found(match.first, match.last, "DATE", f"{year or 'XXXX'}-Q{number}", anchor=anchor)]


def _quarter_year(match: Match, number: int, narrative: Narrative) -> tuple[int | None, str]:
    words = match.lower("y") + match.lower("rel")
    said = next((int(word) for word in words if word.isdigit() and len(word) == 4), None)
    if said is not None:
        return said, "absolute"
    base = narrative.published
    if base is None:
        return None, "published"
    if words:
        return base.year + {"last": -1, "next": 1, "previous": -1}.get(words[0], 0), "published"
    if match.of_kind("ago", "earlier"):
        return base.year - 1, "published"
    current = calendar.quarter_of(base)
    if match.tense > 0:
        return base.year + (1 if current - number >= 2 else 0), "published"
    return base.year - (1 if number > current else 0), "published"


def _half(match: Match, narrative: Narrative, number: int | None) -> list[Found]:
    half = 2 if match.lower("n") == ["last"] else number
    if half not in (1, 2) or _of_a_month(match):
        return []
    year, anchor = _quarter_year(match, half * 2, narrative)
    return [Found(match.first, match.last, "DATE", f"{year or 'XXXX'}-H{half}", anchor=anchor)]


def _of_a_month(match: Match) -> bool:
    """ "the second half of July" is July with a bend."""
    after = match.words[match.last : match.last + 2]
    return len(after) == 2 and after[0].kind == "of" and after[1].kind == "month"


def _other_ordinal(match: Match, narrative: Narrative, unit: str | None, number: int | None) -> list[Found]:
    if unit == "CE" and number:
        return [Found(match.first, match.last, "DATE", f"{number - 1:02d}", anchor="absolute")]
    return []


def _year_back(match: Match, narrative: Narrative) -> list[Found]:
    """ "the year-ago quarter": the same quarter, a year back."""
    number = number_of(match.part("n")) if match.part("n") else None
    unit = match.part("u")
    if match.part("back")[0].text.lower() != "year":
        return []
    base = narrative.published
    near = narrative.near_quarter(match.all()[0].start)
    if number is None and near:
        return [Found(match.first, match.last, "DATE", f"{near[0] - 1}-Q{near[1]}", anchor="narrative")]
    if base is None:
        return [Found(match.first, match.last, "DATE", "XXXX", anchor="published")]
    if unit and unit_of(unit[0].text) == "Q":
        told = number or calendar.quarter_of(calendar.add_months(base, -3))
        year, _ = _quarter_year(match, told, narrative)
        value = f"{year or base.year}-Q{told}"
        return [Found(match.first, match.last, "DATE", value, anchor="published")]
    return [Found(match.first, match.last, "DATE", str(base.year - 1), anchor="published")]


def read_period(match: Match, narrative: Narrative) -> list[Found]:
    year, number = match.lower("y")[0], number_of(match.part("n")) if match.part("n") else None
    unit = unit_of(match.part("u")[0].text)
    near = narrative.near_quarter(match.all()[0].start)
    if number is not None and unit == "Q":
        return [Found(match.first, match.last, "DATE", f"{year}-Q{number}", anchor="absolute")]
    if unit == "Q" or (unit is None and near):
        quarter = near[1] if near else "X"
        return [Found(match.first, match.last, "DATE", f"{year}-Q{quarter}", anchor="absolute")]
    if unit is None:
        return [Found(match.first, match.last, "DATE", year, anchor="absolute")]
    word = next(i for i in range(match.first, match.last) if match.words[i].kind == "yyyy")
    return [Found(word, word + 1, "DATE", year, anchor="absolute")]


def read_fiscal(match: Match, narrative: Narrative) -> list[Found]:
    if match.part("y"):
        first = match.first
        return [Found(first, match.last, "DATE", match.lower("y")[0], anchor="absolute")]
    words = [word.text.lower() for word in match.all()]
    unit = unit_of(words[-1])
    if unit not in ("Y", "Q"):
        return []
    rel = relation_of(words[:-2])
    return relative_value(match, narrative, rel or "this", unit)


def read_decade(match: Match, narrative: Narrative) -> list[Found]:
    word = match.part("d")[0].text.lower().replace("’", "").replace("'", "").removesuffix("s")
    digit = table("times")["decades"].get(match.part("d")[0].text.lower())
    if digit is not None:
        if not match.part("the"):
            return []
        return [Found(match.first, match.last, "DATE", f"19{digit}", anchor="absolute")]
    if len(word) == 2:
        return [Found(match.first, match.last, "DATE", f"19{word[0]}", anchor="absolute")]
    return [Found(match.first, match.last, "DATE", word[:3], anchor="absolute")]


def read_century(match: Match, narrative: Narrative) -> list[Found]:
    number = number_of(match.part("n"))
    if number is None:
        return []
    unit = unit_of(match.part("u")[0].text)
    if unit == "CE":
        return [Found(match.first, match.last, "DATE", f"{number - 1:02d}", anchor="absolute")]
    if unit == "D" and narrative.day is None and narrative.published is None:
        return []
    return []


def read_year(match: Match, narrative: Narrative) -> list[Found]:
    word = match.part("y")[0]
    if match.part("u") and unit_of(match.part("u")[0].text) != "Y":
        return []
    if not match.part("u") and not _is_year(match.words, match.first, int(word.text)):
        return []
    return [Found(match.first, match.last, "DATE", word.text, anchor="absolute")]


def read_years(match: Match, narrative: Narrative) -> list[Found]:
    """ "1950-53": the first year and the last, where both stand on the dash and the second is the later one."""
    (year,), (until,) = match.part("y"), match.part("yy")
    if not _is_year(match.words, match.first, int(year.text)):
        return []
    made = [Found(match.first, match.first + 1, "DATE", year.text, anchor="absolute")]
    last = int(year.text) // 100 * 100 + int(until.text) if len(until.text) == 2 else 0
    if until.start == year.end + 1 and int(year.text) < last:
        made.append(Found(match.last - 1, match.last, "DATE", str(last), anchor="absolute"))
    return made


_LEADS = {"in", "since", "of", "by", "from", "until", "till", "during", "before", "after", "to", "fiscal", "early",
          "late", "mid", "year", "for", "through", "between", "and", "than", "the", "(", "around", "about", "/", "as",
          "throughout", "spring", "summer", "fall", "winter", "autumn", "back", "circa", "election", ","}  # fmt: skip


def _is_year(words: list[Word], index: int, year: int) -> bool:
    """A bare number of four digits is a year by its neighbours and its size."""
    before = words[index - 1] if index else None
    after = words[index + 1] if index + 1 < len(words) else None
    if before and (
        before.kind == "currency" or before.text.lower() in ("no", "nr", "n°", "flight", "resolution", "c", "rs")
    ):
        return False
    glued = (
        before is not None
        and before.end == words[index].start
        and before.kind not in ("paren", "dash", "slash", "poss")
    )
    if glued and before and before.text not in ('"', "“", "‘", "[", "'"):
        return False
    if before and before.kind == "dash" and before.end == words[index].start:
        return index >= 2 and words[index - 2].kind in ("yyyy", "month", "mid", "jalali")
    if after and (after.kind in ("percent", "number", "plural", "zone") or after.text in ("km", "m", "metres", "kg")):
        return False
    lead = before.text.lower() if before else ""
    if 1900 <= year <= 2060:
        return not (
            after and after.text.endswith("s") and len(after.text) > 4 and after.text.islower() and lead not in _LEADS
        )
    return 1500 <= year < 1900 and lead in (
        "in",
        "since",
        "of",
        "from",
        "by",
        "until",
        "the",
        "before",
        "after",
        "between",
        "(",
    )


def read_yearword(match: Match, narrative: Narrative) -> list[Found]:
    year = year_in_words(match.lower("y"))
    if year is None or not 1800 <= year < 2100 or match.lower("the")[1:] not in ([], ["year"]):
        return _length_of_words(match)
    return [Found(match.first, match.last, "DATE", str(year), anchor="absolute")]


def _length_of_words(match: Match) -> list[Found]:
    return []
