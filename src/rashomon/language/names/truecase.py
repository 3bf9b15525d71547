"""Capitals for a text that has none, so that the tagger can find its names.

Reads text, gives text of the same length: known names, places of some size, days and months, words after a
title, and the first word of each sentence get a capital. What is not known stays as it is.
"""

from __future__ import annotations

import functools
import re

from spacy.lang.en.stop_words import STOP_WORDS

from rashomon.knowledge.gazetteer import gazetteer
from rashomon.knowledge.gazetteer_index import CITY, Gazetteer
from rashomon.language.names.lexicon import given_names, known_names
from rashomon.language.names.spans import TITLES

_CALENDAR = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:january|february|april|june|july|august|september"
    r"|october|november|december)\b|\bi\b(?!\.e)"
)
_FIRST = re.compile(r"(?:^|[.!?]['\"”’)]?\s+|\n[^\S\n]*|[“\"])([a-z])")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
#: Towns smaller than this are as likely to be common words.
_SIZE = 100_000


def truecased(text: str) -> str:
    """The text with capitals put where they are most likely missing; every offset stays."""
    chars = list(text)
    for named in known_names(text):
        if named.kind not in ("weapon", "vehicle"):
            _raise_words(chars, text, named.start, named.end)
    for hit in _CALENDAR.finditer(text):
        chars[hit.start()] = chars[hit.start()].upper()
    for hit in _FIRST.finditer(text):
        chars[hit.start(1)] = chars[hit.start(1)].upper()
    words = list(_WORD.finditer(text))
    for number, word in enumerate(words):
        if is_town(word.group()):
            _raise_words(chars, text, word.start(), word.end())
        elif word.group() in given_names() and number + 1 < len(words):
            _raise_words(chars, text, word.start(), words[number + 1].end())
        elif word.group() in TITLES and number + 1 < len(words) and text[word.end()] == " ":
            following = words[number + 1]
            if not _is_plain(following.group()):
                _raise_words(chars, text, following.start(), following.end())
    return "".join(chars)


_SMALL = frozenset("the of and in on at to for a an by with from de la al el bin ibn van von da di du".split())


def _raise_words(chars: list[str], text: str, start: int, end: int) -> None:
    """Capitals on the words of a stretch; a short name without vowels or of three letters gets them all."""
    piece = text[start:end]
    if len(piece) <= 3 and piece in ("us", "uk", "un", "eu"):
        chars[start:end] = piece.upper()
        return
    for word in _WORD.finditer(piece):
        if word.group() not in _SMALL or word.start() == 0:
            at = start + word.start()
            raised = chars[at].upper()
            if len(raised) == 1:
                chars[at] = raised


@functools.lru_cache(maxsize=65536)
def is_town(word: str) -> bool:
    """Whether a word in small letters names a place of some size, and is no common word."""
    if len(word) < 4 or _is_plain(word):
        return False
    places: Gazetteer = gazetteer()
    return any(
        main and (places.kinds[row] < CITY or places.populations[row] >= _SIZE) for row, main in places.rows(word)
    )


def _is_plain(word: str) -> bool:
    """Whether a word is a common one."""
    return word in STOP_WORDS or word in _COMMON


_COMMON = frozenset(
    """said says who whose was were has had will would president minister general secretary police army government
    told visited announced officials people reading mobile split nice most bath best page data university orange
    same many much march may male lens tours brest buy sale deal sector city state north south east west""".split()
)
