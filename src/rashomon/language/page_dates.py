"""dates as pages print them → days: metadata stamps, dates in addresses, dates beside a headline.

Reads short strings, writes ISO instants. The one idea: a date counts only when it says day, month and year and
can be read in one way; "03/04/2017" is left open.
"""

from __future__ import annotations

import functools
import re
from datetime import UTC, date, datetime, time

from rashomon.knowledge.tables import rows
from rashomon.language.calendar import from_jalali, safe_date

_ISO = re.compile(
    r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s?(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?"
)
_COMPACT = re.compile(r"^((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?$")
_YMD = re.compile(r"(?<!\d)((?:19|20)\d\d|1[34]\d\d)\s?[./年-]\s?(\d{1,2})\s?[./月-]\s?(\d{1,2})(?!\d)")
_DMY = re.compile(r"(?<!\d)(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?((?:19|20)\d\d)(?!\d)")
#: With a month's second name behind a bar, as Arabic papers print it; the year may be Iranian.
_NAMED = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º)?\.?(?:\s+(?:de|of|di)\s+|[\s.\-]+)"
    r"([^\W\d_]{2,12}(?: [^\W\d_]{4,7})?)(?:\s?/\s?[^\W\d_]{3,12}(?: [^\W\d_]{4,7})?)?"
    r"\.?,?(?:\s+(?:de|del)\s+|[\s.\-]+)((?:19|20|1[34])\d\d)(?!\d)"
    r"|(?<!\w)([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)(?!\d)"
)
_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=[/_.-]|$)"
    r"|[/_-]((?:19|20)\d\d)(0\d|1[0-2])([0-2]\d|3[01])(?=[/_.-]|$)"
)
_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
_FIRST_YEAR = 1900
#: Years before it are counted from the Hijra of the sun.
_LAST_IRANIAN = 1500
_IRANIAN = {
    name: month
    for month, name in enumerate("فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split(), start=1)
}
_STAMP_WORD = re.compile(r"[\s,.:;|/·•()–—-]+")
_STAMP_WORDS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun am pm a p m gmt utc est edt "
    "cet cest bst msk ist published updated posted modified last date time at on local hours hrs ago hour minutes "
    "min mins read".split()
)


def instant(stamp: str) -> str | None:
    """A metadata stamp as an ISO instant in UTC; a day without a clock is its midnight. None where unclear."""
    stamp = stamp.strip().translate(_DIGITS)
    match = _ISO.search(stamp)
    if match:
        return _exact(match)
    if re.fullmatch(r"1\d{9}(?:\d{3})?(?:\.\d+)?", stamp):
        return utc(datetime.fromtimestamp(int(stamp[:10]), UTC))
    compact = _COMPACT.match(stamp)
    found = _day(*map(int, compact.groups())) if compact else printed_day(stamp)
    return midnight(found) if found else None


def utc(moment: datetime) -> str:
    """A moment that names its zone, as the record writes instants."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def clock_without_zone(stamp: str) -> datetime | None:
    """The time that a metadata stamp gives without saying in which zone; None where it names one, or only a day."""
    match = _ISO.search(stamp.strip().translate(_DIGITS))
    if match is None or match.group(4) is None or match.group(7) is not None:
        return None
    moment = _exact(match)
    clock = datetime.fromisoformat(moment).replace(tzinfo=None) if moment else None
    return clock if clock and clock.time() != time() else None


def midnight(day: date) -> str:
    """The first instant of a day in UTC."""
    return f"{day.isoformat()}T00:00:00Z"


def _exact(match: re.Match[str]) -> str | None:
    year, month, day, hour, minute, second, zone = match.groups()
    try:
        offset = f"{zone[:3]}:{zone[-2:]}" if zone and zone[0] in "+-" else "+00:00"
        clock = f"{hour}:{minute}:{second or '00'}" if hour else "00:00:00"
        moment = datetime.fromisoformat(f"{year}-{month}-{day}T{clock}{offset}")
        return utc(moment)
    except (ValueError, OverflowError):
        return None


def address_day(url: str | None) -> date | None:
    """The day that an address names: /2017/04/12/, /2017-04-12, /2017/apr/12/, _20170412."""
    match = _IN_ADDRESS.search(url.lower()) if url else None
    if match is None:
        return None
    year, month, day = match.group(1, 2, 3) if match.group(1) else match.group(4, 5, 6)
    number = int(month) if month.isdigit() else months().get(month)
    return _day(int(year), number, int(day)) if number else None


def printed_day(text: str, day_first: bool = False) -> date | None:
    """The first full date in a short text, in any language of the month table; None where it is ambiguous.

    `day_first`: that the text is in a language which never begins with the month, so "03/04/2017" is in April.
    """
    text = text.translate(_DIGITS)
    match = _NAMED.search(text)
    if match:
        day, name, year = match.group(1, 2, 3) if match.group(1) else match.group(5, 4, 6)
        name = name.lower()
        if int(year) < _LAST_IRANIAN:
            return from_jalali(int(year), _IRANIAN.get(name, 0), int(day))
        month = months().get(name) or months().get(name.split()[0])
        if month:
            return _day(int(year), month, int(day))
    match = _YMD.search(text)
    if match:
        year, month, day = map(int, match.groups())
        return from_jalali(year, month, day) if year < _LAST_IRANIAN else _day(year, month, day)
    match = _DMY.search(text)
    if match is None:
        return None
    mark = "." if day_first else match.group(2)
    return _numbers(int(match.group(1)), int(match.group(3)), int(match.group(4)), mark)


def is_stamp_like(line: str) -> bool:
    """Whether a line is made of dates and clocks, with or without a year: "Friday, 16 May, 16:45 GMT"."""
    words = [word for word in _STAMP_WORD.split(line.lower()) if word]
    stamped = [word for word in words if word[0].isdigit() or word in months() or word in _STAMP_WORDS]
    return any(word[0].isdigit() for word in words) and len(stamped) >= 0.75 * len(words)


def _numbers(first: int, second: int, year: int, mark: str) -> date | None:
    """Day and month where only one order makes sense, or where dots or equal numbers settle it."""
    if second > 12:
        return _day(year, first, second)
    if first > 12 or first == second or mark == ".":
        return _day(year, second, first)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    return safe_date(year, month, day) if year >= _FIRST_YEAR else None


@functools.cache
def months() -> dict[str, int]:
    """Name or short form of a month in lower case → its number."""
    return {form: int(row["month"]) for row in rows("clean_months") for form in row["forms"].split("|")}
