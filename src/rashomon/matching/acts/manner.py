"""How a text tells an act: as a habit or in general, and as one beside others of its kind.

Reads the words around a trigger; gives yes or no. The one idea: a text that tells ten attacks says so: "another car
bomb", "elsewhere", "has been launching air strikes for months"; what it sets apart is not to be joined.
"""

from __future__ import annotations

import re

from rashomon.knowledge.plover import HARM
from rashomon.record import Report

#: Acts that are told one by one and in general: air strikes, this one and those of a year.
_TOLD_IN_GENERAL = frozenset((HARM, "ASSAULT", "COERCE", "MOBILIZE", "AID"))
#: Before a verb: what was done again and again, or went on for long.
_AGAIN = re.compile(
    r"\b(?:(?:often|usually|regularly|routinely|frequently|repeatedly|daily|always|sometimes|constantly|typically)"
    r"|used to|tend(?:s|ed)? to|continue[sd]? to|of (?:its|their|his|her) time|(?:has|have|had) long)\s+$",
    re.I,
)
_HAS_BEEN = re.compile(r"\b(?:has|have|had)(?: \w+)? been(?: \w+)?\s+$", re.I)
#: Anywhere in its sentence.
_FOR_LONG = re.compile(
    r"\b(?:for (?:(?:many|several|some) )?(?:weeks|months|years|decades|centuries)"
    r"|(?:in|over) (?:recent|the past|the last) (?:\w+ )?(?:weeks|months|years|decades)"
    r"|every (?:day|week|month|year|night)|(?<!first time )since (?:early |late |mid-|last )?"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|summer|spring|autumn"
    r"|winter|(?:19|20)\d\d))\b",
    re.I,
)
_MANY = re.compile(
    r"(?:air)?strikes|attacks|assaults|raids|bombings|bombardments|shellings|clashes|murders|killings|executions"
    r"|beheadings|massacres|shootings|abductions|kidnappings|arrests|disappearances|deaths",
    re.I,
)
#: After a verb that looks like a plural: "coalition attacks a base".
_OBJECT = re.compile(r"\s+(?:(?:a|an|the|its|his|her|their)\b|[A-Z\d])")
#: Before a plural that takes up or counts something.
_TAKEN_UP = re.compile(
    r"(?:\b(?:the|these|those|this|its|their|his|her|two|three|four|five|six|seven|eight|nine|ten|both|\d+)|['’]s?)"
    r"\s+[\"“”'‘’]?(?:[\w.-]+\s+){0,3}$",
    re.I,
)
#: In the words before it: one more of a kind, and not the one told before. "A day after the shelling" takes that up.
_ANOTHER = re.compile(
    r"\b(?:another|in other|a (?:second|third|fourth|fifth|further|similar|different|previous)"
    r"|an (?:earlier|additional|unrelated)|separate(?:ly)?|elsewhere"
    r"|a day (?:later|earlier|(?:after|before)(?=[^,]{1,80},))"
    r"|a (?:week|month|year) (?:later|earlier)|(?:days|weeks|months|years|hours) (?:later|earlier))\b",
    re.I,
)
#: Right before a plural: several of a kind at once, of which the one told before or after is at most one.
_ALL = re.compile(
    r"\ball (?:of )?(?:the |its |their |his |her )?(?:two|three|four|five|six|seven|eight|nine|ten|\d+)"
    r"\s+(?:[\w-]+\s+){0,2}$",
    re.I,
)


def tells_in_general(report: Report, text: str) -> bool:
    """Whether a report of force tells no single act; a day, or how many it struck, pins it to one."""
    trigger = report.trigger
    return report.type in _TOLD_IN_GENERAL and is_general(text, trigger.start, trigger.end) and not _is_pinned(report)


def _is_pinned(report: Report) -> bool:
    when = report.when
    if when is not None and when.precision in ("minute", "hour", "day") and when.relation == "on":
        return True
    return any(quantity.of in ("dead", "injured", "arrested") for quantity in report.quantities)


def is_general(text: str, start: int, end: int) -> bool:
    """Whether the act at [start, end) is told as a habit or as going on for long, not as done at one time."""
    before, trigger = text[max(0, start - 60) : start], text[start:end].casefold()
    if _AGAIN.search(before) or (trigger.endswith("ing") and _HAS_BEEN.search(before)):
        return True
    if _MANY.fullmatch(trigger) and not _TAKEN_UP.search(before) and not _OBJECT.match(text, end):
        return True
    return bool(_FOR_LONG.search(text, _begin(text, start), _finish(text, end)))


def is_another(text: str, start: int) -> bool:
    """Whether the words of its sentence before the act set it apart from acts of its kind that were told before, or
    tell all of several at once ("all seven conferences").
    """
    if _ALL.search(text, max(0, start - 50), start):
        return True
    return bool(_ANOTHER.search(text, max(_begin(text, start), start - 120), start))


def _begin(text: str, start: int) -> int:
    return max(text.rfind("\n", 0, start), text.rfind(". ", 0, start)) + 1


def _finish(text: str, end: int) -> int:
    return min((at for at in (text.find("\n", end), text.find(". ", end)) if at >= 0), default=len(text))
