"""A parse as plain lists: what the attribution modules walk over many times.

Reads a spaCy Doc, writes a `Tree`. The one idea: attribute access on spaCy tokens is slow, so each array is
taken once and the rest is list look-ups. Indices are token indices; a range is [first, last).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc

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
    head = [token.head.i for token in doc]
    for i, h in enumerate(head):
        if h != i:
            children[h].append(i)
    sentences = [(sent.start, sent.end) for sent in doc.sents]
    sentence = [0] * size
    for number, (first, last) in enumerate(sentences):
        for i in range(first, last):
            sentence[i] = number
    return Tree(
        doc,
        doc.text,
        [token.text for token in doc],
        [token.lower_ for token in doc],
        [token.lemma_.lower() for token in doc],
        [token.pos_ for token in doc],
        [token.tag_ for token in doc],
        [token.dep_ for token in doc],
        head,
        [token.ent_type_ for token in doc],
        [token.idx for token in doc],
        [token.idx + len(token) for token in doc],
        children,
        sentence,
        sentences,
    )


def ranges(tokens: Iterable[int]) -> list[Range]:
    """Runs of neighbouring tokens, in order."""
    found: list[Range] = []
    for i in sorted(tokens):
        if found and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return found
