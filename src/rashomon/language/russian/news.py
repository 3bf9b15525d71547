"""A Russian text in the English words that accounts of one happening share: for finding stories, never for showing.

Reads a text, gives words. The one idea: two articles are one story by the rare words they share, and the rarest are
names; so names go into Latin letters, lands and the commonest words of news into English. The rest goes: no account in
another language can share it, so it would only make two accounts look less alike.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from rashomon.knowledge.russian import lands, plain
from rashomon.knowledge.tables import rows
from rashomon.language.russian.forms import is_cyrillic, latin, lemma, nominative, noun_lemma, readings, words_of
from rashomon.language.russian.gloss import agency


def news_in_english(text: str, rest: bool = False) -> str:
    """The words of a text, in order; without pymorphy3 only its letters are changed. `rest`: the others in Russian."""
    return " ".join(found for word in words_of(text) if (found := _word(word, rest)))


@functools.cache
def _news() -> Mapping[str, str]:
    return {plain(word): row["english"] for row in rows("russian_news") for word in row["words"].split()}


@functools.lru_cache(maxsize=100_000)
def _word(word: str, rest: bool) -> str:
    if not is_cyrillic(word):
        return word if word.isalnum() else ""
    known = _known(word)
    if known is not None:
        return known
    if word[:1].isupper() and not _is_common(word):
        return latin(nominative(word))
    return lemma(word) if rest and not _is_small(word) else ""


def _known(word: str) -> str | None:
    """A land, an agency or a word of news in any of its forms."""
    keys = dict.fromkeys([*(plain(str(one.normal_form)) for one in readings(word)), noun_lemma(word), plain(word)])
    for key in keys:
        land = lands().get(key)
        if land is not None and (word[:1].isupper() or land.kind in ("adjective", "people")):
            return land.english
        if key in _news():
            return _news()[key]
    return agency(word) if word.isupper() else None


def _is_common(word: str) -> bool:
    """Whether a capital only begins a sentence: the dictionary has the word, and as no name."""
    read = readings(word)
    listed = [one for one in read if len(one.methods_stack) == 1]
    return bool(listed) and not any({"Name", "Surn", "Geox", "Patr", "Orgn"} & one.tag.grammemes for one in listed)


def _is_small(word: str) -> bool:
    """Prepositions, particles, pronouns and the like."""
    read = readings(word)
    return len(word) < 3 or bool(read and str(read[0].tag.POS) in _SMALL)


_SMALL = ("PREP", "CONJ", "PRCL", "NPRO", "INTJ", "ADVB", "PRED")
