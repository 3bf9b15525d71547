"""Tags → parts of speech, features and lemmas, kept by word.

Reads what the tagger and the parser said of a word, gives what the attribute ruler and the lemmatizer make of it. The
one idea: nearly all rules look at one word, its tag and its relation, and at few words by name; so what they make of
a tag, a relation and such a word is asked once, and the lemma of a word in a form once. Neighbours on which a rule of
several words holds go the long way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc
from spacy.vocab import Vocab

#: What a rule of one word may ask about it.
_ASKED = {"TAG", "LOWER", "DEP", "IS_SPACE"}
_READ = [ORTH, TAG, DEP]
_WRITTEN = [TAG, POS, MORPH, LEMMA, DEP]
#: Words in a role whose forms are kept; more are forgotten and asked again.
_MOST = 200_000

#: Hashes of a word, its tag and its relation.
Role = tuple[int, int, int]
Hashes = NDArray[np.uint64]


@dataclass(slots=True)
class Forms:
    """What an attribute ruler and a lemmatizer make of words.

    `ruler`, `lemmatizer`: the components; `single`: the ruler's rules of one word alone. `several` finds where rules of
    several words hold, `firsts` words they may begin with; `is_named`: a rule of one word asks for it by name.
    `ruled`: what the rules say of a tag, a relation and a word that counts; `places`: rows of `rows` and `begins`.
    """

    vocab: Vocab
    ruler: AttributeRuler
    lemmatizer: EnglishLemmatizer
    single: AttributeRuler
    several: Matcher
    firsts: Matcher
    is_named: Callable[[str], bool]
    ruled: dict[tuple[str, int, int], Hashes] = field(default_factory=dict)
    places: dict[Role, int] = field(default_factory=dict)
    rows: Hashes = field(default_factory=lambda: np.empty((0, len(_WRITTEN)), np.uint64))
    begins: NDArray[np.bool_] = field(default_factory=lambda: np.empty(0, np.bool_))

    def set(self, docs: Sequence[Doc]) -> None:
        """Sets what the two components set."""
        roles = [list(map(tuple, doc.to_array(_READ).tolist())) for doc in docs]
        self._learn(dict.fromkeys(role for found in roles for role in found))
        for doc, found in zip(docs, roles, strict=True):
            if not found:
                continue
            places = [self.places[role] for role in found]
            forms = self.rows[places]
            if self.begins[places].any():
                for start, end in self._held_by_several(doc):
                    forms[start:end] = self._long_way(found[start:end])
            doc.from_array(_WRITTEN, forms)

    def _held_by_several(self, doc: Doc) -> list[tuple[int, int]]:
        """Words on which rules of several words hold, as [start, end); those that share a word are one."""
        stretches: list[tuple[int, int]] = []
        for _, start, end in sorted(self.several(doc, allow_missing=True), key=lambda match: match[1:]):
            if stretches and start < stretches[-1][1]:
                stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
            else:
                stretches.append((start, end))
        return stretches

    def _long_way(self, roles: Sequence[Role]) -> Hashes:
        """What the components themselves make of neighbours; no rule that holds on one looks beyond them."""
        return np.array(self.lemmatizer(self.ruler(self._together(roles))).to_array(_WRITTEN))

    def _learn(self, roles: Iterable[Role]) -> None:
        """Asks the components about words that are new in their role."""
        asked = list(roles)
        if len(self.places) + len(asked) > _MOST:
            self.places, self.rows, self.begins = {}, self.rows[:0], self.begins[:0]
        new = [role for role in asked if role not in self.places]
        if not new:
            return
        begins = np.zeros(len(new), np.bool_)
        if len(self.firsts):
            begins[[start for _, start, _ in self.firsts(self._together(new), allow_missing=True)]] = True
        forms = self._lemmatized(new, self._ruled(new))
        self.places |= {role: len(self.rows) + place for place, role in enumerate(new)}
        self.rows, self.begins = np.concatenate([self.rows, forms]), np.concatenate([self.begins, begins])

    def _ruled(self, roles: Sequence[Role]) -> Hashes:
        """What the rules say of each word; only words that they name, and space, are told apart."""
        keys = [(self._counting(self.vocab.strings[word]), tag, relation) for word, tag, relation in roles]
        new = {key: role for key, role in zip(keys, roles, strict=True) if key not in self.ruled}
        if new:
            rows = self.single(self._together(list(new.values()))).to_array(_WRITTEN)
            self.ruled |= dict(zip(new, rows, strict=True))
        return np.array([self.ruled[key] for key in keys])

    def _counting(self, word: str) -> str:
        return word if word.isspace() or self.is_named(word) else ""

    def _lemmatized(self, roles: Sequence[Role], forms: Hashes) -> Hashes:
        """The forms with the lemma of each word; what the rules said of it stays."""
        together = self._together(roles).from_array(_WRITTEN, forms)
        return np.array(self.lemmatizer(together).to_array(_WRITTEN))

    def _together(self, roles: Sequence[Role]) -> Doc:
        """One Doc of all these words, each in its role."""
        together = Doc(self.vocab, words=[self.vocab.strings[word] for word, _, _ in roles])
        return together.from_array([TAG, DEP], np.array(roles, np.uint64)[:, 1:])


def forms_of(nlp: Language) -> Forms | None:
    """The forms under a pipeline's rules; None where a rule or the lemmatizer is of another make."""
    ruler, lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
    if type(ruler) is not AttributeRuler or type(lemmatizer) is not EnglishLemmatizer:
        return None
    if lemmatizer.mode != "rule" or lemmatizer.overwrite:
        return None
    single, several, firsts = AttributeRuler(nlp.vocab), Matcher(nlp.vocab), Matcher(nlp.vocab)
    asked: list[Any] = []
    for rule in ruler.patterns:
        short = [pattern for pattern in rule["patterns"] if len(pattern) == 1]
        single.add(short, rule["attrs"], index=0)
        asked += [pattern[0] for pattern in short]
        if longer := [pattern for pattern in rule["patterns"] if len(pattern) > 1]:
            several.add("several", longer)
            firsts.add("several", [pattern[:1] for pattern in longer])
    named = _named([word["LOWER"] for word in asked if "LOWER" in word])
    if named is None or any(not _ASKED.issuperset(word) for word in asked) or _has_steps(ruler):
        return None
    _index_as_sets(lemmatizer)
    return Forms(nlp.vocab, ruler, lemmatizer, single, several, firsts, named)


def _has_steps(ruler: AttributeRuler) -> bool:
    """Whether a rule repeats a word or leaves it out: what it begins with is not told by its first word then."""
    return any("OP" in word for rule in ruler.patterns for pattern in rule["patterns"] for word in pattern)


def _index_as_sets(lemmatizer: EnglishLemmatizer) -> None:
    """Known words as sets: the lemmatizer looks words up in them, and they come as lists of thousands."""
    index = lemmatizer.lookups.get_table("lemma_index")
    for kind in list(index):
        index[kind] = set(index[kind])


def _named(asked: Sequence[Any]) -> Callable[[str], bool] | None:
    """Whether a word is one of those that patterns ask for; None where they ask in a way that is not known."""
    words: set[str] = set()
    shapes: list[re.Pattern[str]] = []
    for one in asked:
        if isinstance(one, str):
            words.add(one)
        elif set(one) == {"IN"}:
            words.update(one["IN"])
        elif set(one) == {"REGEX"}:
            shapes.append(re.compile(one["REGEX"]))
        else:
            return None

    def is_named(word: str) -> bool:
        lower = word.lower()
        return lower in words or any(shape.search(lower) for shape in shapes)

    return is_named
