"""Statements of a story → whose words they are, where several accounts quote the same.

Reads the words and the speakers of statements; gives a voice for each whose account does not name it. The one idea: a
run of words that two accounts have between quotation marks was said once, so "she", "a union spokesman" and "the local
police head" are the one whom another account names beside the same words. Where two accounts name two, nobody is put in
place of anybody; where none names one, one is heard all the same.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.matching.unions import Unions

#: Words in a row that two accounts quote of one saying; marks of a quotation.
_RUN = 6
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_QUOTED = re.compile("[\"“”‘«]|``|''|(?<![^\\W_])'")
#: Letters from which a word of a name tells whose it is: "Sediq Sediq", "Sediq Sediqqi".
_TELLING = 4


@dataclass(frozen=True, slots=True)
class Quoted:
    """A statement as it is quoted. `voice`: an entity, None where nobody is read as the speaker; `name`: its name where
    it has one; `is_pronoun`: the account says but "he" or "they".
    """

    id: str
    article: str
    text: str
    voice: str | None
    name: str | None
    is_pronoun: bool = False


def voices_by_quotation(quoted: Sequence[Quoted]) -> dict[str, str]:
    """Statement → whose words it gives, of those whom another account names beside the same words."""
    found: dict[str, str] = {}
    for group in _of_the_same_words(quoted):
        named = [one for one in group if one.voice is not None and one.name is not None]
        if not _are_one(named):
            continue
        described = [one for one in group if not one.is_pronoun]
        told = Counter(one.voice for one in named or described if one.voice is not None)
        if not told:
            continue
        voice = min(told, key=lambda entity: (-told[entity], entity))
        found |= {one.id: voice for one in group}
    return found


def _of_the_same_words(quoted: Sequence[Quoted]) -> list[list[Quoted]]:
    """Statements of several articles that quote a run of the same words."""
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for one in quoted:
        for run in _runs(one.text) if _QUOTED.search(one.text) else ():
            holders[run].append(one.id)
    by_id = {one.id: one for one in quoted}
    unions = Unions(by_id)
    for first, *others in holders.values():
        for other in others:
            unions.join(first, other)
    together = [[by_id[name] for name in members] for members in unions.sets()]
    return [group for group in together if len({one.article for one in group}) > 1]


def _runs(text: str) -> set[tuple[str, ...]]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return {tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)}


def _are_one(named: Sequence[Quoted]) -> bool:
    """Whether all names may be one person's or body's: one entity, or a word of a name in common."""
    if not named:
        return True
    first, *rest = named
    return all(one.voice == first.voice or _telling(one.name) & _telling(first.name) for one in rest)


def _telling(name: str | None) -> set[str]:
    return {word.casefold() for word in _WORD.findall(name or "") if len(word) >= _TELLING}
