"""Russian names and role phrases → the words under which the other tables and English texts know them.

Reads the text of a mention; gives its name in the nominative (`written_name`) and the name it is compared by
(`latin_name`): a person of the tables, a country, a body in English, else the name in Latin letters. The one idea:
"министр обороны РФ" and "Russian defence minister" are one phrase once both are English, and "Матиса Орлана" and
"Matis Orlan" one name once both stand in one case and script; nothing here is shown as if a text had written it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from rashomon.knowledge.offices import folded_name, offices, skeleton
from rashomon.knowledge.russian import english_words, lands, longest_phrase, plain, section
from rashomon.language.names.likeness import compare_names
from rashomon.language.russian.forms import (
    is_cyrillic,
    is_listed,
    latin,
    lemma,
    nominative,
    nominative_person,
    noun_lemma,
    readings,
    words_of,
)

_QUOTES = "«»„“”\"'"
#: From this score on a name in Latin letters is the tables' name.
_SURE = 0.9
_PRONOUNS = frozenset(
    "он она оно они его ее их ему ей им ими него нее них нему ней ним ними нем я мы вы ты меня нас мне нам мной нами "
    "свой сам себя это этот тот кто который мой наш ваш вас вам".split()
)
_PARTICLES = frozenset(
    "де ди да дель делла ван фон дер бин ибн бен аль эль ад ас аш абу оглы дю ла ле эд эс эн ат ан ар эт".split()
)


class Piece(NamedTuple):
    """Words [start, end) of a phrase in English; `noun`: whether they end in a noun."""

    start: int
    end: int
    english: str
    noun: bool
    known: bool


def is_pronoun(text: str) -> bool:
    """Whether a mention is a Russian pronoun."""
    return plain(text) in _PRONOUNS


# ── names ─────────────────────────────────────────────────────────────────────────────────────────────────


@functools.lru_cache(maxsize=100_000)
def written_name(text: str, kind: str) -> str | None:
    """The proper name in a mention's text, in the nominative; None where it describes or is a pronoun."""
    name = " ".join(text.split()).strip(" ,;:()[]-–—.")
    if kind == "nationality":
        return noun_lemma(name.strip(_QUOTES))
    if not name or is_pronoun(name) or not any(c.isupper() for c in name):
        return None
    if kind == "person":
        return _written_person(name)
    if kind == "organization" and (_is_common(name) or name[:1].islower()):
        return None
    return nominative(_without_outer_quotes(name))


def _unlisted_people(adjective: str) -> str:
    """ "остранский" → "Ostranian", as English makes such words."""
    stem = re.sub(r"(?:ий)?ск(?:ий|ая|ое|ие)$", "", adjective.lower())
    made = latin(stem[:1].upper() + stem[1:])
    return made if stem == adjective.lower() else f"{made}ian"


def _written_person(name: str) -> str | None:
    words = name.strip(_QUOTES).split()
    titled = bool(words) and (words[0][:1].islower() or _is_title(words[0])) and plain(words[0]) not in _PARTICLES
    while words and (words[0][:1].islower() or _is_title(words[0])) and plain(words[0]) not in _PARTICLES:
        words = words[1:]
    if not words or len(words) > 5 or not words[0][:1].isupper():
        return None
    if len(words) == 1 and (titled or lemma(words[0]) in section("people")):
        # "премьер Ларнии" is whose premier he is
        return None
    if (titled and not _is_given_name(words[0])) or _is_common_noun(words[0]):
        return None
    if any(word[:1].islower() and plain(word.split("-")[0]) not in _PARTICLES for word in words):
        return None
    return nominative_person(" ".join(words))


def _is_common_noun(word: str) -> bool:
    """A noun of the dictionary that is nobody's name, in the plural: "Шахтёры Кадарии"."""
    listed = [one for one in readings(word) if is_listed(one)]
    return bool(listed) and all("plur" in one.tag and not {"Name", "Surn"} & one.tag.grammemes for one in listed[:2])


def _is_given_name(word: str) -> bool:
    return any("Name" in one.tag.grammemes for one in readings(word))


def _is_title(word: str) -> bool:
    return lemma(word) in section("titles")


def _is_common(name: str) -> bool:
    """Whether only the place at the front of a sentence makes a body's common noun look like a name."""
    words = name.strip(_QUOTES).split()
    if len(words) == 2 and not words[1].isupper() and lemma(words[0]) in _COMMON and words[1][:1].isupper():
        # "власти Сирии" tells whose they are
        return True
    if len(words) != 1 or words[0].isupper():
        return False
    return lemma(words[0]) in _COMMON or section("bodies").get(lemma(words[0]), "X").islower()


_COMMON = frozenset(
    "министерство правительство парламент суд полиция армия власть администрация мэрия совет комитет партия оппозиция "
    "профсоюз больница университет компания прокуратура следствие город страна военный ведомство сторона".split()
)


def _without_outer_quotes(name: str) -> str:
    inner = name.strip(_QUOTES)
    return inner if not any(quote in inner for quote in _QUOTES) else name


@functools.lru_cache(maxsize=100_000)
def latin_name(text: str, kind: str) -> str | None:
    """The name by which a mention's name is compared with others; None where it describes."""
    if kind == "nationality":
        people = lands().get(lemma(text)) or lands().get(plain(nominative(text, proper=False)))
        return people.english if people is not None else _unlisted_people(nominative(text, proper=False))
    name = written_name(text, kind)
    if name is None:
        return None
    if kind == "person":
        return _person(name)
    land = lands().get(plain(name)) or lands().get(lemma(name))
    if land is not None and land.kind != "seat":
        return land.english
    if kind == "place":
        return section("places").get(_key(name)) or section("places").get(plain(name)) or latin(name)
    return agency(name) or gloss(name)


def _key(name: str) -> str:
    return " ".join(lemma(word) for word in words_of(name) if word not in _QUOTES)


def agency(name: str) -> str | None:
    """The English name of an agency or outlet, or None."""
    return section("agencies").get(_key(name)) or section("agencies").get(plain(name))


@functools.lru_cache(maxsize=50_000)
def _person(name: str) -> str:
    """A person of the tables whose name a Russian full name spells, else the name in Latin letters."""
    listed = section("persons").get(plain(name))
    if listed is not None:
        return listed
    words = name.split()
    if len(words) < 2:
        return latin(name)
    if len(words) == 3 and words[1].endswith(("вич", "ич", "вна", "чна")):
        # the father's name: "Владимир Владимирович Путин"
        return _person(f"{words[0]} {words[2]}")
    rivals = {person: spelling for key in _keys_of(words[-1]) for person, spelling in _by_family().get(key, ())}
    scored = sorted(((_alike(name, spelling), person) for person, spelling in rivals.items()), reverse=True)
    if scored and scored[0][0] >= _SURE and (len(scored) == 1 or scored[1][0] < scored[0][0]):
        return scored[0][1].partition(" (")[0]
    given = section("given").get(plain(words[0]))
    return f"{given} {latin(' '.join(words[1:]))}" if given else latin(name)


@functools.lru_cache(maxsize=50_000)
def _alike(name: str, spelling: str) -> float:
    match = compare_names(name, spelling)
    weakest = min((reason.score for reason in match.reasons), default=0.0)
    return match.score if weakest > 0.6 else 0.0


def _keys_of(family: str) -> set[str]:
    """Consonants of a family name in the ways that English may write it."""
    low = family.lower()
    ways = {low, re.sub(r"^у(?=[иэоае])", "в", low), low.replace("дж", "ж")}
    found = set()
    for way in ways:
        made = folded_name(latin(way))
        pairs = (("", ""), ("kh", "h"), ("g", "h"), ("zh", "j"), ("ks", "x"), ("ts", "c"))
        found |= {skeleton(made.replace(old, new)) for old, new in pairs}
    return found - {""}


@functools.cache
def _by_family() -> dict[str, tuple[tuple[str, str], ...]]:
    """Consonants of a family name → (person, spelling) of all who held an office of the tables."""
    found: dict[str, dict[str, str]] = {}
    for row in offices():
        spelling = row.person.partition(" (")[0]
        for word in {folded_name(spelling).split()[-1], folded_name(spelling).split()[0]}:
            found.setdefault(skeleton(word), {}).setdefault(row.person, spelling)
    return {key: tuple(held.items()) for key, held in found.items()}


# ── phrases ───────────────────────────────────────────────────────────────────────────────────────────────


@functools.lru_cache(maxsize=100_000)
def gloss(text: str) -> str:
    """A noun phrase in English, word by word: "глава МИД Сирии" → "foreign minister of Syria".

    Words that no table has stand in Latin letters.
    """
    words = [word for word in words_of(text) if word not in _QUOTES]
    found: list[str] = []
    after_noun = False
    for piece in _pieces(words):
        if not piece.english:
            continue
        joins = piece.noun and after_noun and found and piece.english not in _JOINING
        found += ["of", piece.english] if joins else [piece.english]
        after_noun = piece.noun and piece.english not in _JOINING
    return " ".join(found)


_JOINING = frozenset(("and", "for", "of", "in", "to"))


def _pieces(words: Sequence[str]) -> list[Piece]:
    lemmas = [lemma(word) for word in words]
    found: list[Piece] = []
    at = 0
    while at < len(words):
        piece = _phrase_at(words, lemmas, at) or _word_at(words, lemmas, at)
        found.append(piece)
        at = piece.end
    return found


def _phrase_at(words: Sequence[str], lemmas: Sequence[str], at: int) -> Piece | None:
    """The longest phrase of the tables that begins here."""
    for size in range(min(longest_phrase(), len(words) - at), 0, -1):
        key = " ".join(lemmas[at : at + size])
        english = english_words().get(key) or english_words().get(plain(" ".join(words[at : at + size])))
        if english is not None:
            return Piece(at, at + size, english, _is_noun(words[at + size - 1]), True)
        land = lands().get(plain(nominative(" ".join(words[at : at + size])))) or lands().get(key)
        if land is not None:
            return Piece(at, at + size, land.english, land.kind != "adjective", True)
    return None


def _word_at(words: Sequence[str], lemmas: Sequence[str], at: int) -> Piece:
    word = words[at]
    if not is_cyrillic(word):
        return Piece(at, at + 1, word if word.isalnum() else "", word.isalnum(), False)
    if word[:1].isupper():
        return Piece(at, at + 1, latin(nominative(word)), _is_noun(word), False)
    return Piece(at, at + 1, latin(lemmas[at]), _is_noun(word), False)


def _is_noun(word: str) -> bool:
    read = readings(word)
    return not read or any(str(one.tag.POS) == "NOUN" for one in read[:2]) or word.isupper()
