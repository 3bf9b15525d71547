"""Two tellings of an act → how likely they tell one act.

Reads spans of text that tell acts (gold mentions, or the triggers of reports); gives a score with reasons for a pair
(matching/acts/chains.py: the chains of a whole story's). The one idea: one act is told in words of one family, with the
same names around them, in texts about the same thing; how much each counts was learned from ECB+ (train split; only
weights kept).
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import pairwise

from rashomon.knowledge.tables import table
from rashomon.language.russian.forms import is_cyrillic
from rashomon.language.russian.news import news_in_english
from rashomon.language.termweights import weight
from rashomon.matching.reprints import OfPairs
from rashomon.matching.scores import Evidence, Model, model_from

_WORD = re.compile(r"[^\W_]+")
_EMPTY = frozenset(
    """a an the of to in on at for with by from into up out over off and or but not be is was were are been being
    has have had will would could may might can should his her its their it he she they that which who as after
    before when while""".split()
)
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("ings", ""), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))
#: After a last e is off and a last y is i: injure, injured and injury are cut alike.
_DERIVED = ("ement", "ment", "ation", "ition", "ution", "tion", "sion", "anc", "enc", "uri", "ur", "al", "er", "or",
            "ion")  # fmt: skip
#: Letters that stay: of a sentence more than "sent".
_LEFT, _LEFT_OF = 3, {"anc": 5, "enc": 5}
#: Words on either side of a trigger that are taken for who did it and to whom.
_BESIDE = 8

Row = Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """What a telling has from the words of its sentence alone, as weights: the trigger, what stands left and right."""

    trigger: str
    lemmas: frozenset[str]
    stems: frozenset[str]
    families: frozenset[int]
    head: str
    rarity: float
    left: Row
    right: Row
    near: Row
    sentence: Row
    names: Row
    numbers: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """One telling of an act: its words, its text as weights, and where it stands. Copies share one wording."""

    id: str
    text: str
    words: Wording
    whole: Row
    line: int
    #: Where its sentence begins, in characters.
    begin: int


def told(id: str, text_id: str, text: str, start: int, end: int) -> Told:
    """The telling at [start, end) of a text. `text_id` tells whether two tellings stand in one text."""
    begin, finish, line = _sentence(text, start, end)
    wording = _worded(text[begin:start], text[start:end], text[end:finish])
    return Told(id, text_id, wording, _whole(text), line, begin)


@functools.lru_cache(maxsize=20_000)
def _worded(before: str, trigger: str, after: str) -> Wording:
    """A trigger with what stands before and after it in its sentence; of copies it is one and the same."""
    left, right = _words(before), _words(after)
    return Wording(
        *_triggering(trigger),
        _row(left[-_BESIDE:]), _row(right[:_BESIDE]), _row(left[-5:] + right[:5]), _row(left + right),
        _row(word for word in left[1:] + right if word[0].isupper()),
        frozenset(word for word in left + right if word[0].isdigit()),
    )  # fmt: skip


@functools.lru_cache(maxsize=20_000)
def _triggering(trigger: str) -> tuple[str, frozenset[str], frozenset[str], frozenset[int], str, float]:
    """What a wording has from its trigger alone, in its order; of equal ones it is one and the same."""
    every = _words(trigger)
    words = [word for word in every if word.lower() not in _EMPTY] or every or ["?"]
    lemmas = [lemma(word) for word in words]
    return (
        trigger, frozenset(lemmas), frozenset(stem(word) for word in lemmas), _families_of(lemmas, every), lemmas[0],
        min(weight(word) for word in lemmas) / 8,
    )  # fmt: skip


def _words(text: str) -> list[str]:
    """The words of a stretch; those of a Russian one as English accounts of the same would have them."""
    return _WORD.findall(news_in_english(text, rest=True) if is_cyrillic(text) else text)


def evidence(one: Told, other: Told) -> dict[str, Evidence]:
    """The named features of a pair, 0..1, with the words they were read from."""
    left, right = one.words.trigger, other.words.trigger
    return {name: Evidence(value, left, right) for name, value in _values(one, other).items()}


def _values(one: Told, other: Told) -> dict[str, float]:
    alike = _of_wordings(one.words, other.words)
    # `alike` has a place for each: the last digit of a sum depends on its order
    return {**alike, **dict(zip(_PLACED, _beside_words(one, other, _akin(alike)), strict=True))}


def _akin(alike: Mapping[str, float]) -> float:
    return max(alike["same stem"], 0.5 * alike["same family of words"])


def _alike_in_words(one: Wording, other: Wording) -> dict[str, float]:
    """The features that two tellings have from the words of their sentences."""
    stem = float(bool(one.stems & other.stems))
    family = float(not stem and bool(one.families & other.families))
    akin = max(stem, 0.5 * family)
    around = cosine(one.sentence, other.sentence)
    names, near = cosine(one.names, other.names), cosine(one.near, other.near)
    # features of the text stand where they are counted, and are filled in later
    return {
        "same word": float(bool(one.lemmas & other.lemmas)),
        "same words": float(one.lemmas == other.lemmas),
        "same stem": stem,
        "same family of words": family,
        "same beginning": _beginning(one.head, other.head),
        "rare word": stem * min(one.rarity, other.rarity),
        "common word": (1 - stem) * (1 - min(one.rarity, other.rarity)),
        "words before": cosine(one.left, other.left),
        "words after": cosine(one.right, other.right),
        "words before and after": max(cosine(one.left, other.right), cosine(one.right, other.left)),
        "words beside": near,
        "sentence": around,
        "names": names,
        "numbers": _overlap(one.numbers, other.numbers),
        **dict.fromkeys(("text", "one text", "one sentence", "both lead"), 0.0),
        "akin, sentence": akin * around,
        "akin, beside": akin * near,
        "akin, names": akin * names,
        **dict.fromkeys(("akin, text", "akin, one text", "akin, both lead"), 0.0),
        "family, sentence": family * around,
    }


def _weighed_in_words(one: Wording, other: Wording) -> tuple[list[float], float]:
    """Each feature of two wordings times its weight, in order; and how akin their words are."""
    alike = _of_wordings(one, other)
    return model().weighed(alike), _akin(alike)


def akin(one: Told, other: Told) -> float:
    """1 where two triggers share a word's stem, ½ where they are words of one family, else 0."""
    here, there = one.words, other.words
    return 1.0 if here.stems & there.stems else 0.5 if here.families & there.families else 0.0


@functools.lru_cache(maxsize=20_000)
def likelihood(one: Told, other: Told) -> float:
    """How likely two tellings tell one act, 0..1; the score of `_values`, to the last digit."""
    alike, akin = _weighed_wordings(one.words, other.words)
    weighed = list(alike)
    for place, much, value in zip(*_of_place(), _beside_words(one, other, akin), strict=True):
        weighed[place] = much * value
    return model().squeezed(weighed)


def _beside_words(one: Told, other: Told, akin: float) -> tuple[float, ...]:
    """The values of `_PLACED`, which do not follow from the words of two sentences."""
    same_text = float(one.text == other.text)
    topic = _of_texts(one.whole, other.whole) * (1 - same_text)
    both_lead = float(one.line <= 1 and other.line <= 1)
    one_sentence = float(bool(same_text) and one.line == other.line)
    return topic, same_text, one_sentence, both_lead, akin * topic, akin * same_text, akin * both_lead


_PLACED = ("text", "one text", "one sentence", "both lead", "akin, text", "akin, one text", "akin, both lead")


@functools.cache
def _of_place() -> tuple[list[int], list[float]]:
    """Where the values of `_PLACED` stand among all, and their weights."""
    nothing = _row(())
    blank = Wording("?", frozenset(), frozenset(), frozenset(), "?", 0.0, *(nothing,) * 5, frozenset())
    names = list(_alike_in_words(blank, blank))
    return [names.index(name) for name in _PLACED], [model().weights.get(name, 0.0) for name in _PLACED]


def lemma(word: str) -> str:
    """A word's base form by a short list of irregular forms and by its ending; rough, and the same everywhere."""
    word = word.lower()
    if word in _irregular():
        return _irregular()[word]
    for ending, instead in _ENDINGS:
        rest = len(word) - len(ending)
        if not word.endswith(ending) or rest < 3 or (ending == "s" and word.endswith(("ss", "us", "is"))):
            continue
        base = word[:rest] + instead
        doubled = ending in ("ings", "ing", "ed") and len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lsz"
        return base[:-1] if doubled else base
    return word


@functools.cache
def model() -> Model:
    """The learned weights; training/act_pairs.py makes them."""
    return model_from((resources.files("rashomon.matching.acts") / "pairs.json").read_text(encoding="utf-8"))


@functools.cache
def _irregular() -> dict[str, str]:
    return {form: base for base, forms in table("act_words")["irregular"].items() for form in forms.split()}


def _families_of(lemmas: Sequence[str], every: Sequence[str]) -> frozenset[int]:
    """The groups of the words of a trigger, and of two that stand together in it: "gunned down"."""
    bases = [lemma(word) for word in every]
    both = [f"{stem(one)}_{stem(other)}" for one, other in pairwise(bases)]
    return frozenset(group for key in (*map(stem, lemmas), *both) for group in _families().get(key, ()))


def families_of(word: str) -> frozenset[int]:
    """The groups of words for one act that a single word is in."""
    return frozenset(_families().get(stem(lemma(word)), ()))


@functools.cache
def _families() -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for number, group in enumerate(table("act_words")["groups"]):
        for entry in group.split():
            key = "_".join(stem(lemma(word)) for word in entry.split("_"))
            found.setdefault(key, []).append(number)
    return {stem: tuple(groups) for stem, groups in found.items()}


@functools.lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A base form without what derives it: injure, injury → injur."""
    if len(word) > 3 and word[-1] in "ey":
        word = word[:-1] + ("i" if word[-1] == "y" else "")
    for ending in _DERIVED:
        if word.endswith(ending) and len(word) - len(ending) >= _LEFT_OF.get(ending, _LEFT):
            return word[: -len(ending)]
    return word


def _sentence(text: str, start: int, end: int) -> tuple[int, int, int]:
    """Where the line or sentence around a span begins and ends, and how many lines stand before it."""
    begin = max(text.rfind("\n", 0, start), text.rfind(". ", 0, start), text.rfind(".” ", 0, start)) + 1
    ends = [at for at in (text.find("\n", end), text.find(". ", end)) if at >= 0]
    return begin, min(ends, default=len(text)), text.count("\n", 0, start)


@functools.lru_cache(maxsize=4096)
def _whole(text: str) -> Row:
    return _row(_words(text))


def _row(words: Iterable[str]) -> Row:
    return weighed(_lemma(word) for word in words)


def weighed(words: Iterable[str]) -> Row:
    """Words as weights of length one: how rare they are, and how often they stand there."""
    row = {word: (1 + math.log(n)) * weight(word) for word, n in Counter(words).items()}
    length = math.sqrt(math.fsum(value * value for value in row.values())) or 1.0
    return {word: value / length for word, value in row.items() if value > 0}


_lemma = functools.lru_cache(maxsize=100_000)(lemma)


def cosine(one: Row, other: Row) -> float:
    """How alike two rows of length one are, 0..1."""
    return math.fsum([one[word] * other[word] for word in one.keys() & other.keys()])


_of_texts = OfPairs(cosine)
_of_wordings = OfPairs(_alike_in_words)
_weighed_wordings = OfPairs(_weighed_in_words)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / math.sqrt(len(one) * len(other)) if one and other else 0.0


def _beginning(one: str, other: str) -> float:
    same = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return same / max(len(one), len(other))
