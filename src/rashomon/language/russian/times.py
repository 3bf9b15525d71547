"""Russian time expressions → the intervals of UTC they tell.

Reads a Doc of russian/parse.py and the day of publication; gives `Stretch`s in reading order. The conventions are
those of the English tagger (language/timex/intervals.py): half-open intervals, days of UTC unless a zone is named, a
clock without a zone is only about that time. The one idea: Russian writes a date in few ways, so each way is one
pattern over folded text with one function that says what it tells; the day told last is what "накануне" and "спустя
два дня" are counted from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from spacy.tokens import Doc

from rashomon.language import calendar
from rashomon.language.russian.tree import feature
from rashomon.language.timex.intervals import Stretch


class _Said(NamedTuple):
    """What a pattern tells before its place in the text is known."""

    first: datetime | None
    last: datetime | None
    precision: str
    anchor: str = "published"
    relation: str = "on"


@dataclass
class _Story:
    """What has been told so far: `published`, the day told last, the years of the text, and the direction of a verb."""

    published: date | None
    years: frozenset[int]
    told: date | None = None
    tense: int = 0

    @property
    def here(self) -> date | None:
        """The day that "the next day" is counted from."""
        return self.told or self.published


_MONTHS = (
    "январ[ьяею]м?", "феврал[ьяею]м?", "март[аеу]?", "апрел[ьяею]м?", "ма[йяею]", "июн[ьяею]м?", "июл[ьяею]м?",
    "август[аеу]?", "сентябр[ьяею]м?", "октябр[ьяею]м?", "ноябр[ьяею]м?", "декабр[ьяею]м?",
)  # fmt: skip
_DAYS = (
    "понедельник[аеу]?", "вторник[аеу]?", "сред[аыеу]", "четверг[аеу]?", "пятниц[аыеу]", "суббот[аыеу]",
    "воскресень[еяю]",
)  # fmt: skip
_MONTH = "(?:" + "|".join(_MONTHS) + ")"
_DAY = "(?:" + "|".join(_DAYS) + ")"
_YEAR = r"(?:19|20)\d\d"
_G = r"(?:\s*(?:года|год|году|годом|г\.|гг\.))"
_PAST = "прошл|минувш|предыдущ|истекш"
_NEXT = "следующ|будущ|ближайш|наступающ|предстоящ"
_THIS = "эт|текущ|нынешн"
_REL = rf"(?P<rel>(?:{_PAST}|{_NEXT}|{_THIS})[а-я]*)"
_NUMBERS = {
    "один": 1, "одна": 1, "одну": 1, "одного": 1, "одним": 1, "два": 2, "две": 2, "двух": 2, "двумя": 2, "пару": 2,
    "три": 3, "трех": 3, "тремя": 3, "четыре": 4, "четырех": 4, "четырьмя": 4, "пять": 5, "пяти": 5, "пятью": 5,
    "шесть": 6, "шести": 6, "семь": 7, "семи": 7, "восемь": 8, "девять": 9, "десять": 10, "десяти": 10,
    "двенадцать": 12, "полтора": 1, "двадцать": 20, "сорок": 40,
}  # fmt: skip
_N = r"(?P<n>\d{1,3}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")"
_UNITS = (
    ("час", "H", r"час(?:а|ов|ами)?"), ("день", "D", r"(?:день|дня|дней|днями|дни|сутки|суток)"),
    ("неделя", "W", r"недел[а-я]*"), ("месяц", "M", r"месяц[а-я]*"), ("год", "Y", r"(?:год[а-я]*|лет)"),
    ("минута", "m", r"минут[а-я]*"),
)  # fmt: skip
_UNIT = "(?P<unit>" + "|".join(pattern for _, _, pattern in _UNITS) + ")"
_PART = r"(?P<part>(?:рано |поздно )?(?:утром|днем|вечером|ночью)|в первой половине дня|в полдень|в полночь)"
_PARTS = {"утром": (6, 12), "днем": (12, 18), "вечером": (18, 24), "ночью": (0, 6), "полдень": (12, 13),
          "полночь": (0, 1), "дня": (6, 12)}  # fmt: skip
_CLOCK = (
    r"(?:(?P<near>около|примерно в|приблизительно в)\s+|в\s+)?(?P<h>[01]?\d|2[0-3])(?:[:.](?P<min>[0-5]\d))"
    r"(?:\s*(?P<half>утра|дня|вечера|ночи))?"
    r"(?:\s*\(?(?:по\s+)?(?P<zone>мск|московск[а-я]+ времен[а-я]|местн[а-я]+ времен[а-я]|гринвич[а-я]*|utc|gmt)\)?)?"
)
_HOUR = (
    r"(?:(?P<near>около)\s+|в\s+)(?P<h>[01]?\d|2[0-3]|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")\s+"
    r"час(?:а|ов|ам)?(?:\s+(?P<half>утра|дня|вечера|ночи))?(?:\s*(?P<zone>мск|по московскому времени))?"
)


def find_moments(doc: Doc, published: date | None) -> list[Stretch]:
    """The times of a text in reading order, none overlapping; a clock beside its day is one with it."""
    text = _folded(doc.text)
    story = _Story(published, frozenset(map(int, _YEAR_OF_A_DAY.findall(text))))
    found: list[Stretch] = []
    for match, read in _matches(text):
        start, end = match.span()
        start += len(_LEADING.match(match.group())[0])  # type: ignore[index]  # it matches nothing, too
        story.tense = tense_in_russian(doc, start)
        said = read(match, story)
        if said is None:
            continue
        moment = _related(text, Stretch(start, end, said.first, said.last, said.precision, said.relation, said.anchor))
        if said.first is not None and said.precision in ("day", "hour", "minute"):
            story.told = said.first.date()
        found.append(moment)
    return _with_clocks(text, found)


class Weekday(NamedTuple):
    """A weekday (1 Monday … 7 Sunday) told at an offset, with the day and month beside it where no year is."""

    start: int
    said: str
    weekday: int
    day: int | None
    month: int | None
    tense: int


def weekdays_told(doc: Doc) -> list[Weekday]:
    """The weekdays of a text in reading order; those of dates with their year are left out."""
    found = []
    for match in _WEEKDAY_TOLD.finditer(_folded(doc.text)):
        if match["y"]:
            continue
        month = _number_of(_MONTHS, match["m"]) if match["m"] else None
        weekday, day = _number_of(_DAYS, match["wd"]), int(match["d"]) if match["d"] else None
        said = doc.text[match.start() : match.end()]
        found.append(Weekday(match.start(), said, weekday, day, month, tense_in_russian(doc, match.start())))
    return found


#: The year of a day told in full: what was "in 2015" says nothing of the other days of a text.
_YEAR_OF_A_DAY = re.compile(rf"(?<!\d)\d{{1,2}} {_MONTH} ({_YEAR})(?!\d)")
_WEEKDAY_TOLD = re.compile(
    rf"(?<![\w-])(?P<wd>{_DAY})(?!\w)(?:,? (?P<d>\d{{1,2}}) (?P<m>{_MONTH})(?!\w)(?: (?P<y>{_YEAR}))?)?"
)
#: Prepositions are no part of a time: "в пятницу" tells its Friday by "пятницу".
_LEADING = re.compile(r"(?:(?!в ночь)(?:во?|на|ко?|до|со?|за) )?")


def _folded(text: str) -> str:
    """Lower case with е for ё, character for character."""
    low = "".join(one if len(one := letter.lower()) == 1 else letter for letter in text)
    return low.replace("ё", "е").replace("\u00a0", " ")


def _matches(text: str) -> Iterator[tuple[re.Match[str], Callable[[re.Match[str], _Story], _Said | None]]]:
    """Matches from left to right; of those that begin at one place the first pattern's."""
    hits = [(m.start(), number, m) for number, (pattern, _) in enumerate(_PATTERNS) for m in pattern.finditer(text)]
    at = 0
    for start, number, match in sorted(hits, key=lambda hit: hit[:2]):
        if start >= at:
            yield match, _PATTERNS[number][1]
            at = match.end()


# ── days ──────────────────────────────────────────────────────────────────────────────────────────────────


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


def _day(day: date | None, anchor: str = "published") -> _Said:
    if day is None:
        return _Said(None, None, "day", anchor)
    return _Said(_at(day), _at(day) + timedelta(days=1), "day", anchor)


def _number_of(patterns: tuple[str, ...], word: str) -> int:
    return next(number for number, pattern in enumerate(patterns, 1) if re.fullmatch(pattern, word))


def _year(match: re.Match[str], name: str = "y") -> int | None:
    said = match.groupdict().get(name)
    return int(said) if said else None


def _year_near(month: int, day: int, story: _Story) -> int | None:
    """The year of a day told without one: nearest to publication, on the side that the verb's tense says."""
    base = story.published
    if base is None:
        return next(iter(story.years)) if len(story.years) == 1 else None
    days = [found for step in (-1, 0, 1) if (found := calendar.safe_date(base.year + step, month, day))]
    if not days:
        return None
    sided = [found for found in days if (found >= base if story.tense > 0 else found <= base)] or days
    nearest = min(days, key=lambda found: abs((found - base).days))
    chosen = min(sided, key=lambda found: abs((found - base).days))
    return (nearest if abs((chosen - base).days) > 270 else chosen).year


def _full_day(match: re.Match[str], story: _Story) -> _Said | None:
    month, number = _number_of(_MONTHS, match["month"]), int(match["d"])
    year = _year(match) or _year_near(month, number, story)
    if year is None:
        return _Said(None, None, "day")
    found = calendar.safe_date(year, month, number)
    return _day(found, "absolute" if _year(match) else "published") if found else None


def _numeric_day(match: re.Match[str], story: _Story) -> _Said | None:
    found = calendar.safe_date(int(match["y"]), int(match["m"]), int(match["d"]))
    return _day(found, "absolute") if found else None


def _day_range(match: re.Match[str], story: _Story) -> _Said | None:
    month2 = _number_of(_MONTHS, match["month2"])
    month1 = _number_of(_MONTHS, match["month"]) if match["month"] else month2
    year = _year(match) or _year_near(month2, int(match["d2"]), story)
    if year is None:
        return _Said(None, None, "day")
    one = calendar.safe_date(year - (month1 > month2), month1, int(match["d1"]))
    two = calendar.safe_date(year, month2, int(match["d2"]))
    if one is None or two is None or one > two:
        return None
    return _Said(_at(one), _at(two) + timedelta(days=1), "day", "absolute" if _year(match) else "published")


def _night_to(match: re.Match[str], story: _Story) -> _Said | None:
    """ "в ночь на 7 апреля", "в ночь на четверг": from the evening before to the morning."""
    if match["wd"]:
        day = _weekday_near(_number_of(_DAYS, match["wd"]), story)
    else:
        said = _full_day(match, story)
        day = said.first.date() if said and said.first else None
    if day is None:
        return _Said(None, None, "hour")
    return _Said(_at(day) - timedelta(hours=6), _at(day) + timedelta(hours=6), "hour", "published")


def _month_said(match: re.Match[str], story: _Story) -> _Said | None:
    month = _number_of(_MONTHS, match["month"])
    year = _year(match)
    anchor = "absolute" if year else "published"
    if year is None and match.groupdict().get("rel"):
        year = _year_of_month(month, match["rel"], story)
    year = year or _year_near(month, 1, story)
    if year is None:
        return _Said(None, None, "month")
    first = date(year, month, 1)
    return _Said(_at(first), _at(calendar.add_months(first, 1)), "month", anchor)


def _part_of_month(match: re.Match[str], story: _Story) -> _Said | None:
    """ "в конце марта": a third of the month, as the English conventions have it."""
    said = _month_said(match, story)
    if said is None or said.first is None or said.last is None:
        return said
    third = (said.last - said.first) / 3
    number = {"н": 0, "с": 1, "к": 2}[match["part"][0]]
    first = said.first + number * third if number else said.first
    last = said.last if number == 2 else said.first + (number + 1) * third
    return said._replace(first=_at(first.date()), last=_at(last.date()))


def _year_of_month(month: int, rel: str, story: _Story) -> int | None:
    base = story.published
    if base is None:
        return None
    if re.match(_PAST, rel):
        return base.year - (month >= base.month)
    return base.year + (month <= base.month) if re.match(_NEXT, rel) else base.year


def _year_said(match: re.Match[str], story: _Story) -> _Said | None:
    first, last = int(match["y"]), int(match.groupdict().get("y2") or match["y"])
    if not first <= last <= first + 100:
        return None
    return _Said(datetime(first, 1, 1), datetime(last + 1, 1, 1), "year", "absolute")


# ── days of the week, words that point ────────────────────────────────────────────────────────────────────


def _weekday_near(weekday: int, story: _Story, rel: str = "") -> date | None:
    base = story.published
    if base is None:
        return None
    if re.match(_NEXT, rel):
        return calendar.weekday_near(base + timedelta(days=1), weekday, 1)
    if re.match(_PAST, rel):
        return calendar.weekday_near(base - timedelta(days=1), weekday, -1)
    return calendar.weekday_near(base, weekday, 1 if story.tense > 0 else -1)


def _weekday(match: re.Match[str], story: _Story) -> _Said | None:
    groups = match.groupdict()
    return _day(_weekday_near(_number_of(_DAYS, match["wd"]), story, groups.get("rel") or ""))


def _weekday_range(match: re.Match[str], story: _Story) -> _Said | None:
    one, two = (_weekday_near(_number_of(_DAYS, match[name]), story) for name in ("wd1", "wd2"))
    if one is None or two is None:
        return _Said(None, None, "day")
    if story.tense > 0 and two < one:
        two += timedelta(days=7)
    one = one - timedelta(days=7) if one > two else one
    return _Said(_at(one), _at(two) + timedelta(days=1), "day")


_STEPS = {"сегодня": 0, "вчера": -1, "позавчера": -2, "завтра": 1, "послезавтра": 2}


def _pointed(match: re.Match[str], story: _Story) -> _Said | None:
    return _day(_moved(story.published, _STEPS[match["word"]], "D"))


def _eve(match: re.Match[str], story: _Story) -> _Said | None:
    """ "накануне" is the day before that of publication; before a noun it is the eve of something else."""
    return _day(_moved(story.published, -1, "D"))


def _then(match: re.Match[str], story: _Story) -> _Said | None:
    """ "на следующий день", "в тот же день", counted from the day told last."""
    return _day(_moved(story.here, {"следующий": 1, "тот": 0}[match["word"]], "D"), "narrative")


def _moved(day: date | None, count: int, unit: str) -> date | None:
    if day is None:
        return None
    try:
        if unit in ("M", "Y"):
            return calendar.add_months(day, count * (12 if unit == "Y" else 1))
        return day + timedelta(days=count * {"D": 1, "W": 7}.get(unit, 0))
    except (ValueError, OverflowError):
        return None


# ── weeks, months and years beside this one ───────────────────────────────────────────────────────────────


def _step(rel: str) -> int:
    return -1 if re.match(_PAST, rel) else 1 if re.match(_NEXT, rel) else 0


def _period(match: re.Match[str], story: _Story) -> _Said | None:
    unit = _unit_of(match["unit"])
    day = _moved(story.published, _step(match["rel"]), unit)
    names = {"W": "week", "M": "month", "Y": "year", "D": "day"}
    if unit not in names:
        return None
    if day is None:
        return _Said(None, None, names[unit])
    if unit == "W":
        first = day - timedelta(days=day.weekday())
        return _Said(_at(first), _at(first) + timedelta(days=7), "week")
    if unit == "M":
        first = day.replace(day=1)
        return _Said(_at(first), _at(calendar.add_months(first, 1)), "month")
    return _Said(datetime(day.year, 1, 1), datetime(day.year + 1, 1, 1), "year") if unit == "Y" else None


def _weekend(match: re.Match[str], story: _Story) -> _Said | None:
    saturday = _weekday_near(6, story, match["rel"] or "")
    if saturday is None:
        return _Said(None, None, "day")
    return _Said(_at(saturday), _at(saturday) + timedelta(days=2), "day")


def _unit_of(word: str) -> str:
    return next(unit for _, unit, pattern in _UNITS if re.fullmatch(pattern, word))


def _count(match: re.Match[str]) -> int:
    said = match.groupdict().get("n")
    return int(said) if said and said.isdigit() else _NUMBERS.get(said or "", 1)


def _ago(match: re.Match[str], story: _Story) -> _Said | None:
    return _counted(story.published, -_count(match), _unit_of(match["unit"]), "published")


def _earlier(match: re.Match[str], story: _Story) -> _Said | None:
    """ "двумя днями ранее", "за два дня до этого": from the day told last."""
    return _counted(story.here, -_count(match), _unit_of(match["unit"]), "narrative")


def _later(match: re.Match[str], story: _Story) -> _Said | None:
    """ "через два дня": from publication where a verb speaks of what will be, else from the day told last."""
    base = story.published if story.tense > 0 else story.told
    return _counted(
        base, _count(match), _unit_of(match["unit"]), "published" if base == story.published else "narrative"
    )


def _counted(base: date | None, count: int, unit: str, anchor: str) -> _Said | None:
    if unit in ("H", "m"):
        return _Said(_at(base), _at(base) + timedelta(days=1), "day", anchor, "about") if base else None
    day = _moved(base, count, unit)
    if day is None:
        return _Said(None, None, "day", anchor)
    if unit == "Y":
        return _Said(datetime(day.year, 1, 1), datetime(day.year + 1, 1, 1), "year", anchor, "about")
    if unit == "M":
        first = day.replace(day=1)
        return _Said(_at(first), _at(calendar.add_months(first, 1)), "month", anchor, "about")
    return _day(day, anchor)._replace(relation="about" if unit == "W" else "on")


def _last_span(match: re.Match[str], story: _Story) -> _Said | None:
    """ "за последние два дня": ends with the day of publication."""
    unit = _unit_of(match["unit"])
    precision = {"H": "hour", "D": "day", "W": "week", "M": "month", "Y": "year"}.get(unit, "day")
    if story.published is None:
        return _Said(None, None, precision)
    end = _at(story.published) + timedelta(days=1)
    start = _moved(story.published, -_count(match), unit) if unit != "H" else story.published - timedelta(days=1)
    return _Said(_at(start), end, precision) if start else None


# ── clocks ────────────────────────────────────────────────────────────────────────────────────────────────


def _clock(match: re.Match[str], story: _Story) -> _Said | None:
    """A clock by itself stands on the day told last; see `_with_clocks` for one beside its day."""
    day = story.here
    said = match["h"]
    hour = int(said) if said.isdigit() else _NUMBERS[said]
    minute = int(match.groupdict().get("min") or 0)
    half = match["half"]
    if half in ("дня", "вечера") and hour < 12:
        hour += 12
    if half == "ночи" and hour == 12:
        hour = 0
    if hour > 23:
        return None
    zone = match["zone"] or ""
    relation = "on" if zone and not zone.startswith("местн") and not match["near"] else "about"
    if day is None:
        return _Said(None, None, "minute", "narrative", relation)
    first = _at(day) + timedelta(hours=hour, minutes=minute)
    first -= timedelta(hours=3) if "мск" in zone or "моск" in zone else timedelta(0)
    whole = timedelta(minutes=1) if match.groupdict().get("min") else timedelta(hours=1)
    return _Said(first, first + whole, "minute" if match.groupdict().get("min") else "hour", "narrative", relation)


def _part_of(match: re.Match[str], story: _Story) -> _Said | None:
    day = story.here
    word = match["part"].split()[-1]
    if day is None:
        return _Said(None, None, "hour", "narrative")
    first, last = _PARTS[word]
    return _Said(_at(day) + timedelta(hours=first), _at(day) + timedelta(hours=last), "hour", "narrative")


_BESIDE = re.compile(r"[\s,]{0,4}(?:во?\s{1,3})?$")


def _with_clocks(text: str, found: list[Stretch]) -> list[Stretch]:
    """A day and a clock or a part of the day that stand side by side, in either order, are one."""
    joined: list[Stretch] = []
    for moment in found:
        before = joined[-1] if joined else None
        if before and len(text[before.end : moment.start]) < 12 and _BESIDE.match(text[before.end : moment.start]):
            both = _both(before, moment)
            if both is not None:
                joined[-1] = both
                continue
        joined.append(moment)
    return joined


def _both(one: Stretch, two: Stretch) -> Stretch | None:
    day, clock = (one, two) if one.precision == "day" else (two, one)
    if day.precision == clock.precision == "day" and one.first is not None and one.first == two.first:
        return replace(one, end=two.end)
    fits = day.precision == "day" and clock.precision in ("minute", "hour") and clock.anchor == "narrative"
    if not fits or day.first is None or day.last is None or day.last - day.first > timedelta(days=1):
        return None
    if clock.first is None or clock.last is None:
        return None
    moved = day.first - datetime(clock.first.year, clock.first.month, clock.first.day)
    first, last = clock.first + moved, clock.last + moved
    return Stretch(one.start, two.end, first, last, clock.precision, clock.relation, day.anchor)


# ── before and after ──────────────────────────────────────────────────────────────────────────────────────

_BEFORE = re.compile(r"(?:\bдо|\bк|\bне позднее|\bвплоть до|\bперед)\s*$")
_AFTER = re.compile(r"(?:\bпосле|\bначиная с|\bне ранее|\bс)\s*$")
_ABOUT = re.compile(r"(?:\bоколо|\bпримерно|\bприблизительно)\s{0,3}(?:во?\s{1,3})?$")


def _related(text: str, moment: Stretch) -> Stretch:
    """The moment with the relation that the words before it tell."""
    if moment.relation != "on":
        return moment
    before = text[max(0, moment.start - 20) : moment.start]
    for pattern, relation in ((_BEFORE, "before"), (_AFTER, "after"), (_ABOUT, "about")):
        if pattern.search(before):
            return replace(moment, relation=relation)
    return moment


def tense_in_russian(doc: Doc, offset: int) -> int:
    """-1, 0 or +1: what the verb above a word speaks of."""
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    token = span[0] if span is not None and len(span) else None
    for _ in range(8):
        if token is None:
            return 0
        if token.pos_ in ("VERB", "AUX"):
            found = {"Past": -1, "Fut": 1, "Pres": 0}.get(feature(token, "Tense"))
            helped = [child for child in token.children if child.lemma_ == "быть" and feature(child, "Tense") == "Fut"]
            if found == 0 and token.lemma_ in _PLANNING:
                return 1
            if found is not None:
                return 1 if helped else found
        if token.head.i == token.i:
            return 0
        token = token.head
    return 0


_PLANNING = frozenset("планировать намереваться собираться ожидаться предстоять рассчитывать готовиться".split())


def _p(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)")


#: The first that fits at a place wins: the longest way of saying stands first.
_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], _Story], _Said | None]], ...] = (
    (_p(rf"в ночь на (?:(?P<wd>{_DAY})|"
        rf"(?P<d>\d{{1,2}})(?:-?е)?\s+(?P<month>{_MONTH})(?:\s+(?P<y>{_YEAR}){_G}?)?)"), _night_to),
    (_p(rf"в ночь со? (?:{_DAY}|\d{{1,2}}(?:\s+{_MONTH})?) на (?:(?P<wd>{_DAY})|(?P<d>\d{{1,2}})\s+(?P<month>{_MONTH})"
        rf"(?:\s+(?P<y>{_YEAR}){_G}?)?)"), _night_to),
    (_p(rf"(?:со? )?(?P<d1>\d{{1,2}})(?:\s+(?P<month>{_MONTH}))?(?:\s+по\s+|\s*[-–—]\s*|\s+до\s+)(?P<d2>\d{{1,2}})\s+"
        rf"(?P<month2>{_MONTH})(?:\s+(?P<y>{_YEAR}){_G}?)?"), _day_range),
    (_p(rf"со? (?P<wd1>{_DAY}) (?:по|до) (?P<wd2>{_DAY})"), _weekday_range),
    (_p(rf"(?:(?:в|во) (?:(?:{_PAST}|{_NEXT}|{_THIS})[а-я]* )?{_DAY},? )?(?P<d>\d{{1,2}})(?:-?го)?\s+"
        rf"(?P<month>{_MONTH})(?:\s+(?P<y>{_YEAR}){_G}?)?"), _full_day),
    (_p(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>(?:19|20)\d\d)"), _numeric_day),
    (_p(r"(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)"), _numeric_day),
    (_p(rf"(?:(?:в|с|к|до|за)\s+)?{_REL}\s+(?P<month>{_MONTH})"), _month_said),
    (_p(rf"(?:в\s+)?(?P<month>{_MONTH})\s+(?P<y>{_YEAR}){_G}?"), _month_said),
    (_p(rf"(?P<part>начал[аеу]|конц[аеу]|середин[аеыу])\s+(?P<month>{_MONTH})(?:\s+(?P<y>{_YEAR}){_G}?)?"),
     _part_of_month),
    (_p(rf"(?:в|с|к|до|за)\s+(?P<month>{_MONTH})"), _month_said),
    (_p(rf"(?:в\s+)?(?P<y>{_YEAR})\s*[-–—]\s*(?P<y2>{_YEAR})(?:{_G}|\s*годах|\s*годы|\s*годов)"), _year_said),
    (_p(rf"(?:(?:в|с|к|до|за)\s+)?(?P<y>{_YEAR})(?:\s*(?:году|года|годом|год|г\.))"), _year_said),
    (_p(rf"(?:(?:в|во|к|до|с)\s+)?{_REL}\s+(?P<wd>{_DAY})"), _weekday),
    (_p(rf"(?:в|во|к|ко|до|с|со|на)\s+(?P<wd>{_DAY})"), _weekday),
    (_p(r"(?P<word>сегодня|вчера|позавчера|завтра|послезавтра)"), _pointed),
    (_p(r"(?:на|в) (?P<word>следующий|тот)(?: же)? день"), _then),
    (_p(r"накануне(?!\s+(?:[а-я]+(?:ов|ии|ий|ения|а|я|и)\b))"), _eve),
    (_p(rf"(?:(?:на|в|за|до|к)\s+)?{_REL}\s+(?P<unit>недел[а-я]*|месяц[а-я]*|год[а-я]*)"), _period),
    (_p(rf"(?:в\s+)?(?:(?P<rel>(?:{_PAST}|{_NEXT}|{_THIS})[а-я]*)\s+)?выходные"), _weekend),
    (_p(rf"(?:{_N}\s+)?{_UNIT}\s+(?:тому\s+)?назад"), _ago),
    (_p(rf"(?:за\s+)?(?:{_N}\s+)?{_UNIT}\s+(?:ранее|раньше|до этого|до того)"), _earlier),
    (_p(rf"(?:через|спустя)\s+(?:{_N}\s+)?{_UNIT}"), _later),
    (_p(rf"(?:за|в)\s+последн[а-я]+\s+(?:{_N}\s+)?{_UNIT}"), _last_span),
    (_p(_CLOCK), _clock),
    (_p(_HOUR), _clock),
    (_p(_PART), _part_of),
)  # fmt: skip
