"""Mentions as names: what of a mention's text is a proper name, written plainly, and how names are ranked.

Reads the text of a mention, gives a name without possessive, article and titles, or None for a description. The
one idea: every word of a name has a capital but for a few small ones; anything else describes.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from rashomon.knowledge.given_names import gender_of
from rashomon.language.phrases import person_nouns
from rashomon.language.pronouns import PRONOUNS, is_pronoun
from rashomon.language.russian import gloss as russian_gloss
from rashomon.language.russian.forms import is_cyrillic

DETERMINERS = frozenset("the a an his her its their our my your this that these those some many several all both no "
                        "another other any each every most more few".split())  # fmt: skip
_SMALL = frozenset("al el bin ibn ben de da di do du des del della dos la le las los van von der den ter te ten of and "
                   "for in on at to the y e i & bint abu ul as ad ash".split())  # fmt: skip
_TITLES = frozenset(
    "mr mrs ms miss dr sir dame lord lady prof professor gen general lt lieutenant col colonel maj major capt captain "
    "sgt sergeant adm admiral brig brigadier cpl rev reverend hon president vice-president minister premier chancellor "
    "secretary ambassador senator sen rep representative congressman congresswoman governor gov mayor judge justice "
    "sheikh ayatollah imam mullah prince princess king queen emir sultan pope cardinal archbishop bishop father "
    "spokesman spokeswoman spokesperson chairman speaker commander commissioner director chief inspector detective "
    "officer marshal comrade hojatoleslam seyyed sayyid haji deputy prime foreign defence defense interior finance "
    "former ex republican democratic democrat".split()
)
#: Words that no name holds: a parse has glued what somebody said to who said it.
_REPORTING = frozenset("told said says reports reported writes wrote added tells".split())
#: Bodies that a capital at the front of a sentence does not make a name.
_COMMON = frozenset(
    "ministry army police government court council cabinet office party opposition committee commission university "
    "hospital city front group state port force forces union company authorities officials people family side".split()
)
_LINE = re.compile(r"\s+")
_TAIL = re.compile(r"(?:'s|'|’s|’)$")


#: What a place is, before its name: "the strategically important town of Sorrin" is Sorrin.
_SETTLED = re.compile(
    r"^(?:[\w'-]+ ){0,5}?(?:city|town|village|hamlet|district|province|region|governorate|island|port|suburb"
    r"|neighbou?rhood|county|oblast|prefecture) of #?(?=[^\W\d_a-zß-öø-ÿа-яё])"
)


@functools.lru_cache(maxsize=100_000)
def proper_name(text: str, kind: str) -> str | None:
    """The name in a mention's text, or None where it describes ("the Russian president")."""
    name = _TAIL.sub("", _LINE.sub(" ", text.replace("’", "'")).strip(" \"'“”‘,;:()[]-–—"))
    words = name.split()
    if words and words[0].casefold() == "the" and kind != "person":
        words = words[1:]
    if kind == "person" and words and words[0].casefold() in DETERMINERS:
        return _after_title(words)
    if not words or len(words) > 9 or words[0].casefold() in DETERMINERS or is_pronoun(name):
        return None
    if is_glued(text) or "(" in name or name == name.lower():
        return None
    if kind == "person":
        return _person(words)
    if kind in ("place", "nationality"):
        return _SETTLED.sub("", " ".join(words))
    if len(words) == 1 and words[0].casefold() in _COMMON:
        return None
    return " ".join(words) if all(_is_proper(word) or word.casefold() in _SMALL for word in words) else None


def compared_name(text: str, kind: str, language: str) -> str | None:
    """The name that a mention is compared by: a Russian one as English tables and texts write it, others their own."""
    if language == "ru" and is_cyrillic(text):
        return russian_gloss.latin_name(text, kind)
    return proper_name(text, kind)


def native_name(text: str, kind: str, language: str) -> str | None:
    """A Russian name in the nominative, as its own language writes it; None for others."""
    return russian_gloss.written_name(text, kind) if language == "ru" and is_cyrillic(text) else None


def in_english(text: str) -> str:
    """A phrase as the tables can read it: Russian word by word in English, anything else as it stands."""
    return russian_gloss.gloss(text) if is_cyrillic(text) else text


def is_glued(text: str) -> bool:
    """Whether a parse has taken a whole sentence for a name: "Orlan told Meridian Wire"."""
    return not _REPORTING.isdisjoint(text.split())


def _after_title(words: list[str]) -> str | None:
    """The given and family name that end a phrase: "the Minister of Labour Greta Hollin"."""
    name = " ".join(words[-2:])
    return _person(words[-2:]) if len(words) > 2 and gender_of(name) else None


def _person(words: list[str]) -> str | None:
    while words and words[0].casefold().strip(".,") in _TITLES and len(words) > 1:
        words = words[1:]
    plain = [word.casefold().strip(".,'") for word in words]
    if len(words) > 6 or any(_is_noun(word) or word in _TITLES for word in plain):
        return None
    if not all(_is_proper(word) or plain[i] in _SMALL for i, word in enumerate(words)):
        return None
    return " ".join(words) if any(_is_proper(word) for word in words) else None


def _is_noun(word: str) -> bool:
    return word in person_nouns() or (word.endswith("s") and word[:-1] in person_nouns())


def _is_proper(word: str) -> bool:
    letter = next((c for c in word if c.isalnum()), "")
    return letter.isupper() or letter.isdigit() or any(c.isupper() for c in word) or not letter.isascii()


def descriptions(texts: Iterable[str]) -> set[str]:
    """Descriptions as they are compared: folded, without determiners; pronouns are none."""
    found = set()
    for text in texts:
        words = [w.strip("\"'“”‘’.,") for w in in_english(text).casefold().split()]
        found.add(" ".join(w for w in words if w and w not in DETERMINERS))
    return found - {""} - PRONOUNS
