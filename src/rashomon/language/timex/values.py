"""A match of the grammar + what was told so far → type, value and mod of the expression.

The one idea: one small reader per kind of pattern; each takes the match and the narrative and says what is meant,
or nothing where the words are no time after all.
"""

from __future__ import annotations

from collections.abc import Callable

from rashomon.language.timex.clock import read_clock, read_part, read_weekday
from rashomon.language.timex.counted import (
    read_ago,
    read_beside,
    read_relative,
    read_same,
    read_season,
    read_span,
)
from rashomon.language.timex.days import (
    read_day,
    read_days,
    read_hijri,
    read_iso,
    read_jalali,
    read_month,
    read_numeric,
)
from rashomon.language.timex.lengths import (
    read_bare,
    read_length,
    read_now,
    read_nth,
    read_past,
    read_ref,
    read_set,
    read_then,
    read_yearend,
)
from rashomon.language.timex.narrative import Found, Match, Narrative
from rashomon.language.timex.periods import (
    read_century,
    read_decade,
    read_fiscal,
    read_period,
    read_quarter,
    read_year,
    read_years,
    read_yearword,
)


def value_of_match(match: Match, narrative: Narrative) -> list[Found]:
    """What a match means: one expression, two for "March 3 to 5", none where it is no time."""
    return [found for found in _READERS[match.kind](match, narrative) if found.value]


_READERS: dict[str, Callable[[Match, Narrative], list[Found]]] = {
    "iso": read_iso,
    "numeric": read_numeric,
    "clock": read_clock,
    "days": read_days,
    "hijri": read_hijri,
    "jalali": read_jalali,
    "day": read_day,
    "month": read_month,
    "part": read_part,
    "weekday": read_weekday,
    "quarter": read_quarter,
    "period": read_period,
    "fiscal": read_fiscal,
    "decade": read_decade,
    "century": read_century,
    "set": read_set,
    "ago": read_ago,
    "span": read_span,
    "unit": read_span,
    "relative": read_relative,
    "beside": read_beside,
    "same": read_same,
    "season": read_season,
    "length": read_length,
    "bare": read_bare,
    "year": read_year,
    "years": read_years,
    "yearword": read_yearword,
    "nth": read_nth,
    "now": read_now,
    "ref": read_ref,
    "then": read_then,
    "yearend": read_yearend,
    "these": read_bare,
    "past": read_past,
}
