"""A parse as plain lists: what the attribution modules walk over many times.

Reads a spaCy Doc, writes a `Tree`. The one idea: attribute access on spaCy tokens is slow, so each array is
taken once and the rest is list look-ups. Indices are token indices; a range is [first, last).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.attrs import DEP, ENT_TYPE, IDX, LEMMA, LOWER, ORTH, POS, TAG
from spacy.tokens import Doc

from rashomon.language.sentences import heads, sentence_bounds, text_of

Range = tuple[int, int]


@dataclass(slots=True)
class Tree:
    """Parallel lists over the tokens of one Doc. `whole` is its text; `start`, `end` are characters."""

    doc: Doc
    whole: str
    text: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    ent: list[str]
    start: list[int]
    end: list[int]
    children: list[list[int]]
    sentence: list[int]
    sentences: list[Range]
    _extents: dict[int, Range] = field(default_factory=dict)
    _names: set[str] = field(default_factory=set)

    def kids(self, i: int, *deps: str) -> list[int]:
        """The children of a token that hang on it by one of these relations, in text order."""
        return [k for k in self.children[i] if self.dep[k] in deps]

    def subtree(self, i: int, without: Iterable[int] = ()) -> set[int]:
        """A token and all below it, leaving out the tokens `without` and what hangs on them."""
        left_out = set(without)
        found: set[int] = set()
        stack = [i]
        while stack:
            j = stack.pop()
            found.add(j)
            stack += [k for k in self.children[j] if k not in left_out]
        return found

    def extent(self, i: int) -> Range:
        """The hull of a subtree."""
        if i not in self._extents:
            tokens = self.subtree(i)
            self._extents[i] = (min(tokens), max(tokens) + 1)
        return self._extents[i]

    def bounds(self, i: int) -> Range:
        """The sentence that holds a token."""
        return self.sentences[self.sentence[i]]

    def is_name(self, i: int) -> bool:
        """Whether a capitalised word is a name, here or where else the text has it: "Trump" may be read as a noun."""
        if not self._names:
            self._names = {"", *(word for word, pos in zip(self.text, self.pos, strict=True) if pos == "PROPN")}
        return self.text[i][:1].isupper() and self.text[i] in self._names

    def is_word(self, i: int) -> bool:
        return self.pos[i] not in ("PUNCT", "SPACE", "SYM") and self.lower[i] not in (
            "“",
            "”",
            '"',
            "''",
            "``",
        )


def tree_of(doc: Doc) -> Tree:
    """The lists of a Doc."""
    size = len(doc)
    children: list[list[int]] = [[] for _ in range(size)]
    head = heads(doc)
    for i, h in enumerate(head):
        if h != i:
            children[h].append(i)
    sentences = sentence_bounds(doc)
    sentence = [0] * size
    for number, (first, last) in enumerate(sentences):
        for i in range(first, last):
            sentence[i] = number
    text, lower, lemma, pos, tag, dep, ent = _strings(doc)
    start = doc.to_array([IDX]).tolist()
    end = [first + len(word) for first, word in zip(start, text, strict=True)]
    lemma = [word.lower() for word in lemma]
    whole = text_of(doc)
    return Tree(doc, whole, text, lower, lemma, pos, tag, dep, head, ent, start, end, children, sentence, sentences)


def _strings(doc: Doc) -> Iterator[list[str]]:
    """The words' attributes of `_NAMED` as strings: each string is looked up once, however often it stands."""
    columns = doc.to_array(_NAMED)
    names = {key: doc.vocab.strings[key] for key in set(columns.ravel().tolist())}
    return ([names[key] for key in column] for column in columns.T.tolist())


_NAMED = [ORTH, LOWER, LEMMA, POS, TAG, DEP, ENT_TYPE]


def ranges(tokens: Iterable[int]) -> list[Range]:
    """Runs of neighbouring tokens, in order."""
    found: list[Range] = []
    for i in sorted(tokens):
        if found and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return found
