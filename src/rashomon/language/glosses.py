"""A text in a language that is not read, in the English words that accounts of one happening share: for finding
stories, never for showing.

Reads a text and its language, gives words. The one idea: two articles are one story by the rare words they share, and
the rarest cross languages: numbers, names in Latin letters, and what a gazetteer knows by names in other scripts. Lands
and the commonest words of news come from tables, by their stems. The rest goes: no account in another language can
share it, so it would only make two accounts look less alike. Russian has a grammar (`russian_news`).
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence

import snowballstemmer

from rashomon.knowledge.countries import by_code
from rashomon.knowledge.gazetteer import gazetteer
from rashomon.knowledge.gazetteer_index import CITY
from rashomon.knowledge.letters import without_accents
from rashomon.knowledge.tables import rows

_WORD = re.compile(r"[^\W_]+")
#: Languages written without blanks: words are the longest that a table or the gazetteer knows.
_UNSPACED = frozenset(("zh",))
#: Characters of the longest name that is looked up in these.
_LONGEST = 6
#: Words of the longest phrase of the tables.
_WORDS = 3
#: People of the smallest city that a name in another spelling is taken for.
_LEAST_PEOPLE = 100_000
_STEMMERS = {"fr": "french", "es": "spanish", "pt": "portuguese", "de": "german", "it": "italian", "nl": "dutch",
             "tr": "turkish", "ar": "arabic", "fa": "persian", "id": "indonesian"}  # fmt: skip
#: What Arabic writes together with the word that follows.
_ARABIC_BEFORE = re.compile("^(?:و|ف)?(?:ب|ل|ك)?(?:ال)?")
_MARKS = re.compile("[\u064b-\u065f\u0640\u200c\u200d]")
_MODIFIERS = re.compile("['’ʼ`]")


def is_glossed(language: str) -> bool:
    """Whether there are tables for a language."""
    return language in _languages()


def in_english(language: str, text: str) -> str:
    """The words of a text in order, small ones left out; digits of all scripts are 0–9."""
    return " ".join(_glossed(language, text))


def _glossed(language: str, text: str) -> Iterator[str]:
    words = list(_words(language, text))
    stems = [_stem(language, word.lower()) for word in words]
    phrases, at = _phrases(language), 0
    while at < len(words):
        length = next((n for n in range(_WORDS, 0, -1) if tuple(stems[at : at + n]) in phrases), 0)
        found = phrases[tuple(stems[at : at + length])] if length else _word(language, words[at])
        if found:
            yield found
        at += length or 1


def _words(language: str, text: str) -> Iterator[str]:
    """The words as written; in Turkish without the endings of names ("Halep'te")."""
    text = _MARKS.sub("", unicodedata.normalize("NFKC", text))
    if language == "tr":
        text = re.sub(r"['’]\w+", "", text)
    elif language == "uk":
        text = _MODIFIERS.sub("", text)
    for word in _WORD.findall(text):
        if language in _UNSPACED and not word.isascii():
            yield from _parted(language, word)
        elif word.isdecimal():
            yield "".join(str(unicodedata.digit(letter)) for letter in word)
        else:
            yield word


def _parted(language: str, run: str) -> Iterator[str]:
    """The known words of a run of letters, the longest first at each place; digits stay together."""
    at = 0
    while at < len(run):
        digits = re.match(r"\d+", run[at:])
        if digits:
            yield digits.group()
            at += digits.end()
            continue
        length = next((n for n in range(_LONGEST, 0, -1) if _is_known(language, run[at : at + n])), 0)
        if length:
            yield run[at : at + length]
        at += length or 1


@functools.lru_cache(maxsize=100_000)
def _is_known(language: str, word: str) -> bool:
    return (word,) in _phrases(language) or (len(word) > 1 and _place(word) is not None)


@functools.lru_cache(maxsize=200_000)
def _word(language: str, word: str) -> str:
    """One word in English, or as it is; nothing for a small or common one."""
    lower = word.lower()
    if word.isdecimal():
        return word
    if len(word) < 2 or lower in _common(language):
        return ""
    # what no table knows is kept only where a capital says that it may be a name
    capital = word[:1].isupper()
    if capital or not without_accents(word).isascii():
        return next(filter(None, map(_place, _forms(language, word))), without_accents(lower) if capital else "")
    return ""


def _forms(language: str, word: str) -> Sequence[str]:
    """The word, and what is left of it without what its language writes together with it."""
    if language in ("ar", "fa"):
        bare = _ARABIC_BEFORE.sub("", word)
        return tuple(dict.fromkeys((word, f"ال{bare}", bare))) if len(bare) > 2 else (word,)
    return (word,)


@functools.lru_cache(maxsize=100_000)
def _place(name: str) -> str | None:
    """The English name of the largest city of that name; None where it is too small to be in the news elsewhere."""
    index = gazetteer()
    found = [row for row, _ in index.rows(name) if index.kinds[row] == CITY]
    best = max(found, key=lambda row: (index.populations[row], -row), default=None)
    if best is None or index.populations[best] < _LEAST_PEOPLE:
        return None
    own = without_accents(index.place(best).name.lower())
    return own


def _stem(language: str, word: str) -> str:
    return _stemmers().get(language, _crude)(word)


@functools.cache
def _stemmers() -> Mapping[str, Callable[[str], str]]:
    return {
        language: functools.lru_cache(maxsize=50_000)(snowballstemmer.stemmer(name).stemWord)
        for language, name in _STEMMERS.items()
    }


def _crude(word: str) -> str:
    """A stem where no stemmer is known: an inflected Cyrillic word without its ending."""
    return word[:-2] if len(word) > 5 and not word.isascii() else word


# ── tables ────────────────────────────────────────────────────────────────────────────────────────────────


@functools.cache
def _languages() -> frozenset[str]:
    return frozenset(rows("news_words")[0]) - {"english"}


@functools.cache
def _phrases(language: str) -> Mapping[tuple[str, ...], str]:
    """Stems of words → English: news before lands; of two rows with one stem the first."""
    found: dict[tuple[str, ...], str] = {}
    for english, phrase in (*_news(language), *_lands(language)):
        words = [word.lower() for word in _WORD.findall(_MODIFIERS.sub("", _MARKS.sub("", phrase)))]
        if words:
            found.setdefault(tuple(_stem(language, word) for word in words), english)
    return found


def _news(language: str) -> Iterator[tuple[str, str]]:
    return ((row["english"], phrase) for row in rows("news_words") for phrase in row[language].split())


def _lands(language: str) -> Iterator[tuple[str, str]]:
    for row in rows("countries_elsewhere"):
        country = by_code(row["iso3"])
        if country is not None:
            yield from ((country.name.lower(), name) for name in row[language].split("|"))


@functools.cache
def _common(language: str) -> frozenset[str]:
    return frozenset(
        word for row in rows("common_words") if row["language"] == language for word in row["words"].split()
    )
