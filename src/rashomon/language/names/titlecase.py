"""Headlines In Title Case, As Sentences Are Written: a line → the same line with small letters where they belong.

Reads a line and the vocabulary's lists of verbs, nouns, adjectives and adverbs; gives a line of the same length. The
one idea: capitals on every word tell a tagger nothing, so that "Mike Pompeo Secretly Met" becomes a person; common
words lose theirs, and what is no common word, or stands in a known name, keeps it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from spacy.language import Language

from rashomon.knowledge.gazetteer import gazetteer
from rashomon.knowledge.given_names import gender_of
from rashomon.language.names.lexicon import given_names, holders_surnames, is_demonym, known_names
from rashomon.language.names.truecase import is_town
from rashomon.language.termweights import texts_with

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"[’']s?$")
#: Characters before a word in which its opening stands.
_BEFORE = 8
#: What stands before a word that has a capital in a sentence, too.
_OPENING = re.compile(r"[.!?:;|]\s{0,2}[\"'“”‘’(\[]{0,2}$|[\"“‘]$")

#: Words that a headline in title case leaves small.
_SMALL = frozenset(
    "a an the and or but nor so yet of in on at to for from with without by as into onto over under after before about "
    "against amid among between during off out up down per than that via vs v is are was were be been it its if not no "
    "de la le el al bin ibn van von der den di da du y".split()
)
#: Words and small words of a line below which its capitals say nothing.
_LEAST = 4
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december easter christmas ramadan eid passover diwali islam islamic christian muslim "
    "jewish catholic protestant sunni shia shiite kurd kurds kurdish internet web i".split()
)
#: Words that begin the names of places, and keep their capital before another that does.
_BEFORE_NAMES = frozenset(
    "new north south east west northern southern eastern western central upper lower saint san santa los las port cape "
    "fort mount lake great grand".split()
)
#: A word in this many of 100,000 texts is common, whatever village is called so.
_COMMON = 1500
#: Endings of forms → endings of the words that the vocabulary lists.
_ENDINGS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e"), ("ly", ""),
    ("er", ""), ("er", "e"), ("est", ""), ("est", "e"),
)  # fmt: skip
_DOUBLED = re.compile(r"(\w)\1(?:ed|ing|er|est)$")
_KINDS = ("verb", "noun", "adj", "adv")


def as_sentence(line: str, nlp: Language) -> str:
    """A headline in title case as a sentence would be written; any other line as it stands.

    The length stays, and only the case of first letters changes. `nlp` is an English pipeline with a lemmatizer.
    """
    words = list(_WORD.finditer(line))
    if not _is_title_cased([word.group() for word in words if line[word.start() - 1 : word.start()] != "-"]):
        return line
    if not any(_is_a_sentence_s(word.group(), nlp) for word in words[1:]):
        return line  # the name of a body, a title
    kept = {at for name in known_names(line) if not _is_thing(name.kind) for at in range(name.start, name.end)}
    chars = list(line)
    for i, word in enumerate(words):
        before = line[max(0, word.start() - _BEFORE) : word.start()]
        if i and word.start() not in kept and not _OPENING.search(before) and _is_common(words, i, nlp):
            chars[word.start()] = _small(chars[word.start()])
    return "".join(chars)


def _is_title_cased(words: Sequence[str]) -> bool:
    """Whether every word but small ones has a capital, and not every letter has one."""
    if len(words) < _LEAST or sum(word[0].isupper() and word[1:].islower() for word in words) < _LEAST - 1:
        return False
    return all(word[0].isupper() or word in _SMALL for word in words)


def _is_a_sentence_s(word: str, nlp: Language) -> bool:
    """Whether a word with a capital is one that sentences have and names do not: "Vows", "Met", "After", "His"."""
    small = word.lower()
    if not word[0].isupper() or len(small) < 2:
        return False
    if nlp.vocab[small].is_stop:
        return True
    index, odd = _lists(nlp)["verb"]
    return small in odd or (small not in index and any(form in index for form in _forms(small)))


def _is_thing(kind: str) -> bool:
    return kind in ("weapon", "vehicle")


def _small(letter: str) -> str:
    small = letter.lower()
    return small if len(small) == 1 else letter


def _is_common(words: Sequence[re.Match[str]], i: int, nlp: Language) -> bool:
    """Whether a word of a title-cased line has its capital from that only."""
    written = _POSSESSIVE.sub("", words[i].group())
    word = written.lower()
    if not written[:1].isupper() or not written[1:].islower() or word in _CALENDAR or is_demonym(written):
        return len(written) == 1 and word == "a"
    if nlp.vocab[word].is_stop:
        return word != "will" or not _is_first_name(words, i, nlp)
    kinds = kinds_of_word(word, nlp)
    if not kinds or written in holders_surnames() or _is_first_name(words, i, nlp) or _is_family_name(words, i, nlp):
        return False
    if _names_a_place(words, i) or (i and _names_a_place(words, i - 1)):
        return False
    return bool(kinds - {"noun"}) or texts_with(word) >= _COMMON or not is_town(word)


def _is_first_name(words: Sequence[re.Match[str]], i: int, nlp: Language) -> bool:
    """Whether a word is a given name before a family name: "Bill Cosby", not "Bill Clears Senate"."""
    word = words[i].group().lower()
    if not _may_be_first(word) or i + 1 == len(words) or words[i + 1].start() != words[i].end() + 1:
        return False
    following = _POSSESSIVE.sub("", words[i + 1].group())
    if not following[:1].isupper():
        return False
    kinds = kinds_of_word(following.lower(), nlp)
    return not kinds or following in holders_surnames() or (not kinds_of_word(word, nlp) and "verb" not in kinds)


def _is_family_name(words: Sequence[re.Match[str]], i: int, nlp: Language) -> bool:
    """Whether a word follows a given name that is nothing else, and is no verb: "Seth Rich", not "Seth Says"."""
    if i == 0 or words[i].start() != words[i - 1].end() + 1:
        return False
    before = words[i - 1].group().lower()
    return not kinds_of_word(before, nlp) - {"noun"} and _is_first_name(words, i - 1, nlp)


def _names_a_place(words: Sequence[re.Match[str]], i: int) -> bool:
    """Whether a word and the next are a place's name: "New York", not "New Talks"."""
    first = words[i].group().lower()
    if first not in _BEFORE_NAMES or i + 1 == len(words) or not words[i + 1].group()[:1].isupper():
        return False
    return bool(gazetteer().rows(f"{first} {_POSSESSIVE.sub('', words[i + 1].group()).lower()}"))


def _may_be_first(word: str) -> bool:
    return word in given_names() or gender_of(f"{word} X") is not None


@functools.lru_cache(maxsize=16384)
def kinds_of_word(word: str, nlp: Language) -> frozenset[str]:
    """As which parts of speech the vocabulary lists a word in small letters, or what it may be a form of."""
    listed = _lists(nlp)
    return frozenset(
        kind for kind, (index, odd) in listed.items() if word in odd or any(form in index for form in _forms(word))
    )


def _forms(word: str) -> Iterator[str]:
    """A word, and the words that it may be a regular form of."""
    yield word
    for ending, basic in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            yield word[: -len(ending)] + basic
    if doubled := _DOUBLED.search(word):
        yield word[: doubled.start() + 1]


@functools.lru_cache(maxsize=2)
def _lists(nlp: Language) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Part of speech → the words of it, and its irregular forms, as the lemmatizer knows them."""
    tables = nlp.get_pipe("lemmatizer").lookups
    index, odd = tables.get_table("lemma_index"), tables.get_table("lemma_exc")
    return {kind: (frozenset(index.get(kind, ())), frozenset(odd.get(kind, ()))) for kind in _KINDS}
