"""Words by which accounts take sides: which family a word is of, so that choices are compared like with like."""

from __future__ import annotations

import functools
import re

from rashomon.knowledge.tables import rows

#: Nouns by which accounts choose to call an act of force, and the words before them that take a side.
_ACTS = frozenset(
    """attack shelling strike airstrike bombing raid assault massacre bloodbath carnage incident provocation aggression
    operation response retaliation clash riot unrest violence crackdown invasion offensive murder killing terror
    terrorism ambush storming explosion blast slaughter genocide intervention incursion execution tragedy accident coup
    uprising occupation liberation barrage battle punch-up skirmish""".split()
)
#: Those of them that say what was done and no more.
_PLAIN = frozenset("attack strike raid assault operation battle offensive fighting clash skirmish barrage".split())
_SIDES = frozenset(
    "terrorist terror so-called alleged deliberate barbaric retaliatory preventive defensive cowardly".split()
)

#: Nouns of whoever does it, which a label only describes: "the terror group".
_BODY = (
    r"(?:(?:group|organi[sz]ation|network|cell|outfit|suspect|leader|chief|victim|squad)s?"
    r"|police(?:m[ae]n)?|gear|shields?|officers?|vans?)\b"  # "riot police"
)
#: Before "killing eight" a verb is to be read, not a noun.
_VERBAL = re.compile(
    r"(?:[,;:—–]|\b(?:after|before|by|while|when|without|is|are|was|were|be|been|\w+ly|started|began|kept)) *$"
)


def act_label(trigger: str, before: str = "") -> str | None:
    """The noun that an account calls an act by, with a word before it that takes a side; None for plain verbs."""
    word = trigger.split()[-1].casefold() if trigger.split() else ""
    noun = word if word in _ACTS else word[:-1] if word.endswith("s") and word[:-1] in _ACTS else None
    if noun is None or (word.endswith("ing") and _VERBAL.search(before)):
        return None
    side = before.split()[-1].strip("\"“”'‘’").casefold() if before.split() else ""
    return f"{side} {noun}" if side in _SIDES else noun


def takes_no_side(label: str) -> bool:
    """Whether a label says what was done and no more: "raid", not "massacre"."""
    return label in _PLAIN


def verb_label(trigger: str) -> str | None:
    """The noun behind a verb that an account chose for force ("murdered", "stormed"); None for plain verbs."""
    return _VERBS.get(trigger.casefold())


_VERBS = {
    f"{stem}{ending}": noun
    for stem, noun in (
        ("attack", "attack"), ("storm", "storming"), ("raid", "raid"), ("murder", "murder"), ("butcher", "butchery"),
        ("slaughter", "slaughter"), ("massacr", "massacre"), ("execut", "execution"), ("assassinat", "assassination"),
        ("ambush", "ambush"), ("martyr", "martyrdom"), ("lynch", "lynching"), ("terroris", "terror"),
        ("invad", "invasion"), ("assault", "assault"), ("bombard", "bombardment"),
    )
    for ending in ("ed", "ing")
}  # fmt: skip


def means_label(after: str) -> str | None:
    """The noun that an account calls an act by whose outcome it tells: "killed in the terrorist attack"."""
    found = _means().match(after)
    return act_label(found["noun"], after[: found.start("noun")]) if found else None


@functools.cache
def _means() -> re.Pattern[str]:
    nouns = "|".join(sorted(_ACTS, key=lambda word: (-len(word), word)))
    owner = r"(?:(?:an?|the|this|that|such|his|her|its|their|[A-Z][\w-]{1,20}['’]s?)\s+)?"
    return re.compile(
        rf"(?:\s+(?:in|during|by|from))?\s+{owner}[\"“'‘]?(?:[\w-]{{1,20}}\s+){{0,2}}(?P<noun>(?:{nouns})s?)\b"
        rf"(?!\s+{_BODY})",
        re.I,
    )


def labels_in(text: str) -> tuple[tuple[str, str], ...]:
    """(family, word in the singular) for each loaded word in a phrase, in order."""
    found = []
    for match in _pattern().finditer(text.casefold()):
        word = match.group(1)
        found.append((_family()[word], word))
    return tuple(found)


@functools.cache
def _family() -> dict[str, str]:
    return {word: row["family"] for row in rows("labels") for word in row["words"].split("|")}


@functools.cache
def _pattern() -> re.Pattern[str]:
    words = sorted(_family(), key=lambda word: (-len(word), word))
    return re.compile(r"\b(" + "|".join(map(re.escape, words)) + r")s?\b")
