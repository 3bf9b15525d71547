"""Acts told one after the other → the day and the place that one takes from the one before.

Reads the reports of one article in order, with the words they hang on; gives reports with their gaps filled. The one
idea: a text that goes on with what happened says when and where but once: "Police broke up a march in Lirane on
Wednesday. Twelve people were arrested." What comes next in the simple past goes on there and then, unless its sentence
gives a day or a place of its own.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from spacy.tokens import Token

from rashomon.knowledge.plover import HARM
from rashomon.language.saying import saying
from rashomon.record import Report, When, Where

#: Acts done on the spot, one of which is told to go on with another; their number, or their day and place, tells which
#: one it was where nobody is named.
ON_THE_SPOT = frozenset(("ASSAULT", "COERCE", "PROTEST", HARM))
#: Precisions of a time that is on one day, and of a place that is no more than a country.
EXACT = frozenset(("minute", "hour", "day"))
COARSE = frozenset(("country", "region", "continent", "sea"))
#: Degrees, north and east together, that lie between two sites of one town at most.
_ONE_TOWN = 0.5
#: In how many sentences after it an act still sets the scene.
_REACH = 2
#: Words that set an act apart from what was told before.
_APART = frozenset(
    """another other earlier previously separately elsewhere meanwhile later since ago last previous before once
    when if every""".split()
)
_SAYING = saying("past")


class _Set(NamedTuple):
    """An act with the number of its sentence; `elsewhere`: in another town than the one before, on a day untold."""

    sentence: int
    report: Report
    elsewhere: bool = False


class Scenes:
    """The acts of an article as they are told."""

    def __init__(self) -> None:
        self._set: list[_Set] = []
        self._days: list[_Set] = []
        self._begins: list[int] = []

    def goes_on(self, report: Report, word: Token, times: int, places: int, clock: bool = False) -> Report:
        """The report with the day and place of the act told before it, where it has none.

        `times`, `places`: how many its sentence names; one that names two days sets no scene. `clock`: its own time is
        one of the day alone, "at 7:40 a.m.", which is that of the day told last.
        """
        here = self._number(word)
        if clock and times == 1 and _is_past(word):
            report = self._on_the_day_told(report, here)
        if _is_on_the_spot(report) and report.when is not None and not clock:
            self._days.append(_Set(here, report))
        before = self._before(here) if _is_plain_past(word) and _is_on_the_spot(report) else None
        told, elsewhere = report, before is not None and _is_elsewhere(report, before)
        if before is not None and not elsewhere:
            when = report.when or (None if times else before.when)
            told = replace(report, when=when, where=report.where or (None if places or report.when else before.where))
        if _is_on_the_spot(report) and times < 2:
            # the scene moves with a place of its own: "His followers took to the streets of Oran."
            self._set.append(_Set(here, told if report.where is not None else report, elsewhere))
        return told

    def _on_the_day_told(self, report: Report, here: int) -> Report:
        """The report at its hour of the last exact day that an act of one of the sentences before has."""
        last = next((one for one in reversed(self._days) if one.sentence < here), None)
        day = last.report.when if last is not None and here - last.sentence <= _REACH else None
        if day is None or report.when is None or day.precision not in EXACT or day.relation != "on":
            return report
        return replace(report, when=_at_its_hour(report.when, day))

    def _number(self, word: Token) -> int:
        """The number of a word's sentence among those of the article; acts come in order, so that few are counted."""
        if not self._begins:
            self._begins = [sentence.start for sentence in word.doc.sents]
        start = word.sent.start
        return self._begins.index(start)

    def _before(self, here: int) -> Report | None:
        """The last act that its own sentence, a little before, gives an exact day, or another town."""
        for number, report, elsewhere in reversed(self._set):
            if here - number > _REACH:
                return None
            when = report.when
            if number < here and elsewhere:
                return replace(report, where=_near(report))
            if number < here and when is not None and when.precision in EXACT and when.relation == "on":
                return replace(report, where=_near(report))
        return None


def _at_its_hour(clock: When, day: When) -> When:
    """A time of day on another day."""
    if clock.start is None or clock.end is None or day.start is None:
        return clock
    apart = datetime.fromisoformat(day.start[:10]) - datetime.fromisoformat(clock.start[:10])
    start, end = (datetime.fromisoformat(moment.removesuffix("Z")) + apart for moment in (clock.start, clock.end))
    return replace(
        clock, start=f"{start.isoformat(timespec='seconds')}Z", end=f"{end.isoformat(timespec='seconds')}Z",
        anchor="narrative",
    )  # fmt: skip


def _is_elsewhere(report: Report, before: Report) -> bool:
    """Whether an act was done in another town than the one told before it: nothing says that it was on that day."""
    here, there = report.where, before.where
    if here is None or there is None or {here.precision, there.precision} & COARSE:
        return False
    if here.latitude is None or here.longitude is None or there.latitude is None or there.longitude is None:
        return False
    return abs(here.latitude - there.latitude) + abs(here.longitude - there.longitude) > _ONE_TOWN


def _near(report: Report) -> Where | None:
    return None if report.where is None or report.where.precision in COARSE else report.where


def _is_on_the_spot(report: Report) -> bool:
    plain = report.type != "COERCE" or report.mode == "arrest"
    return report.type in ON_THE_SPOT and plain and report.modality == "happened"


def _is_plain_past(word: Token) -> bool:
    """Whether a verb tells what happened next: "were arrested", "police fired"; of what somebody says happened, "had
    been arrested" too; not what has happened or had happened before.
    """
    head = word.head if word.dep_ == "conj" else word
    if head.dep_ not in ("ROOT", "ccomp", "parataxis") or any(near.lower_ in _APART for near in word.sent):
        return False  # a clause beside the main one tells what was before or at other times
    if head.dep_ == "ccomp" and head.head.lemma_.lower() not in _SAYING:
        return False
    if "had" in _helping(word):
        return bool(word.dep_ == "ccomp")
    return _is_past(word)


def _helping(word: Token) -> set[str]:
    return {child.lower_ for child in word.children if child.dep_ in ("aux", "auxpass")}


def _is_past(word: Token) -> bool:
    """Whether a verb is in the simple past."""
    helping = _helping(word)
    if helping & {"has", "have", "having", "is", "are", "will", "would", "could", "may", "might", "had"}:
        return False
    if word.tag_ == "VBD":
        return True
    passive: bool = word.tag_ == "VBN" and not helping.isdisjoint(("was", "were"))
    return passive
