"""Vectors of words → the tree of each sentence, in all lines at once.

Reads what the parser's network says of each word, gives the arcs that its transition system would draw (arc-eager,
Nivre 2003, with spaCy's moves: a word without a head goes back to the buffer, a break ends the sentence). The one
idea: every line takes its next move at the same time, so that a move costs a share of one operation on arrays. Scores
are added up in the parser's own order: they are its scores to the bit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, SENT_START
from spacy.language import Language
from spacy.pipeline import DependencyParser
from spacy.tokens import Doc

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
Places = NDArray[np.int64]

SHIFT, REDUCE, LEFT, RIGHT, BREAK = range(5)
#: Words of a state that the network looks at.
_LOOKED_AT = 8


@dataclass(frozen=True, slots=True)
class Arcs:
    """The trees that `parser` finds. `kinds`, `labels`: kind and label (a hash) of each move; `lifted`: labels of arcs
    that are hung elsewhere in the end; `root`: the label of a word without a head."""

    parser: DependencyParser
    kinds: Places
    labels: NDArray[np.uint64]
    lifted: NDArray[np.uint64]
    root: int

    def set(self, docs: Sequence[Doc]) -> None:
        """Sets what the parser sets."""
        read = [doc for doc in docs if len(doc)]
        if not read:
            return
        state = _State.of(read)
        scores = _Scores.of(self.parser.model, read)
        lines = np.arange(len(read))
        while len(lines):
            lines = self._move(state, scores, lines)
        self._write(read, state)

    def _move(self, state: _State, scores: _Scores, lines: Places) -> Places:
        """Takes the best move that is allowed in each of these lines; gives the lines that go on."""
        seen = state.look(lines)
        found = scores.of_states(seen.context)
        found[~state.allowed(seen)[:, self.kinds]] = -np.inf
        chosen = found.argmax(axis=1)
        state.take(seen, self.kinds[chosen], chosen)
        goes_on = (state.depth[lines] > 0) | (state.next[lines] < state.end[lines]) | (state.back[lines] > 0)
        return lines[goes_on]

    def _write(self, docs: Sequence[Doc], state: _State) -> None:
        words = np.arange(len(state.heads))
        hung = state.heads >= 0
        heads = np.where(hung, state.heads - words, 0).astype(np.uint64)
        labels = np.where(hung, self.labels[state.moves], np.uint64(self.root))
        lifted = np.isin(labels, self.lifted)
        values = np.stack([heads, labels], axis=1)
        for doc, first, past in zip(docs, state.begin.tolist(), state.end.tolist(), strict=True):
            doc.from_array([HEAD, DEP], values[first:past])
            if lifted[first:past].any():
                for hook in self.parser.postprocesses:
                    hook(doc)


@dataclass(slots=True)
class _Seen:
    """What is looked at in each of some lines: words by number, -1 for none."""

    lines: Places
    b0: Places
    b1: Places
    s0: Places
    context: Places


@dataclass(slots=True)
class _State:
    """Where each line stands. By line: its first word, the word after its last, the next unread word, how many words
    lie on the stack and how many were put back before the unread. By word: the rest; lists of words lie where their
    line begins. The last place stands for no word.
    """

    begin: Places
    end: Places
    next: Places
    depth: Places
    back: Places
    stack: Places
    put_back: Places
    heads: Places
    moves: Places
    was_back: Flags
    starts: Flags
    last_left: Places
    last_right: Places
    before: Places

    @classmethod
    def of(cls, docs: Sequence[Doc]) -> _State:
        """Nothing is read yet; sentence starts that are set hold."""
        ends = np.cumsum([len(doc) for doc in docs])
        begins = np.append(0, ends[:-1])
        starts = np.concatenate([doc.to_array([SENT_START]).reshape(-1) for doc in docs]) == 1
        count = int(ends[-1])

        def none() -> Places:
            return np.full(count + 1, -1, np.int64)

        return cls(
            begin=begins, end=ends, next=begins.copy(), depth=np.zeros_like(begins), back=np.zeros_like(begins),
            stack=none(), put_back=none(), heads=none()[:-1], moves=none()[:-1],
            was_back=np.zeros(count + 1, np.bool_), starts=np.append(starts, False),
            last_left=none(), last_right=none(), before=none(),
        )  # fmt: skip

    def look(self, lines: Places) -> _Seen:
        """The words that decide the next moves."""
        begin, end, depth, back, unread = (of[lines] for of in (self.begin, self.end, self.depth, self.back, self.next))
        s0, s1, s2 = (np.where(depth > k, self.stack[np.maximum(begin + depth - 1 - k, 0)], -1) for k in range(3))
        b0, b1 = (
            np.where(
                back > k,
                self.put_back[np.maximum(begin + back - 1 - k, 0)],
                _unread(unread + k - np.minimum(back, k), end),
            )
            for k in range(2)
        )
        context = [b0, b1, s0, s1, s2, self.last_left[b0], self.last_left[s0], self.last_right[s0]]
        return _Seen(lines, b0, b1, s0, np.array(context))

    def allowed(self, seen: _Seen) -> Flags:
        """Which kinds of move each line may take."""
        stacked, two, fresh = seen.s0 >= 0, seen.b1 >= 0, ~self.starts[seen.b0]
        shift = ~stacked | (two & fresh & ~self.was_back[seen.b0])
        arc = stacked & (seen.b0 >= 0) & fresh
        ends = two & (seen.b1 == seen.b0 + 1) & ~self.starts[seen.b1]
        return np.stack([shift, stacked, arc, arc, ends], axis=1)

    def take(self, seen: _Seen, kinds: Places, moves: Places) -> None:
        """Takes one move in each line."""
        self._draw(seen, kinds, moves)
        self.was_back[seen.b0[kinds == LEFT]] = False
        self.starts[seen.b1[kinds == BREAK]] = True
        popped = kinds == LEFT
        reduced = np.flatnonzero(kinds == REDUCE)
        if len(reduced):
            lines, words = seen.lines[reduced], seen.s0[reduced]
            stays = (self.heads[words] >= 0) | (self.depth[lines] == 1)
            self._put_back(lines[~stays], words[~stays])
            popped[reduced] = True
        self.depth[seen.lines[popped]] -= 1
        pushed = (kinds == SHIFT) | (kinds == RIGHT)
        self._push(seen.lines[pushed], seen.b0[pushed])

    def _push(self, lines: Places, words: Places) -> None:
        self.stack[self.begin[lines] + self.depth[lines]] = words
        self.depth[lines] += 1
        had_back = self.back[lines] > 0
        self.back[lines[had_back]] -= 1
        self.next[lines[~had_back]] += 1

    def _put_back(self, lines: Places, words: Places) -> None:
        self.was_back[words] = True
        self.put_back[self.begin[lines] + self.back[lines]] = words
        self.back[lines] += 1

    def _draw(self, seen: _Seen, kinds: Places, moves: Places) -> None:
        """Hangs words: to the left the word on the stack under the next, to the right the next under it."""
        for kind, heads, children, last in (
            (LEFT, seen.b0, seen.s0, self.last_left), (RIGHT, seen.s0, seen.b0, self.last_right),
        ):  # fmt: skip
            drawn = kinds == kind
            head, child = heads[drawn], children[drawn]
            for word in child[self.heads[child] >= 0].tolist():
                self._cut(word)
            self.before[child] = last[head]
            last[head] = child
            self.heads[child], self.moves[child] = head, moves[drawn]

    def _cut(self, word: int) -> None:
        """Takes a word from its head's children."""
        head = int(self.heads[word])
        last = self.last_left if head > word else self.last_right
        after, at = -1, int(last[head])
        while at != word:
            after, at = at, int(self.before[at])
        if after < 0:
            last[head] = self.before[word]
        else:
            self.before[after] = self.before[word]


def _unread(words: Places, end: Places) -> Places:
    return np.where(words < end, words, -1)


@dataclass(frozen=True, slots=True)
class _Scores:
    """The upper half of the network: rows of a word's features, the first of them for no word, and what weighs them."""

    features: Floats
    bias: Floats
    gemm: Callable[..., Floats]
    weights: Floats
    weights_bias: Floats

    @classmethod
    def of(cls, model: Any, docs: Sequence[Doc]) -> _Scores:
        vectors, lower, upper = model.layers
        features = lower.predict(vectors.predict(docs))
        rows = features.reshape(len(features) * _LOOKED_AT, -1)
        return cls(rows, lower.get_param("b").reshape(-1), upper.ops.gemm, upper.get_param("W"), upper.get_param("b"))

    def of_states(self, context: Places) -> Floats:
        """The score of every move, by state; `context`: a row a place, a column a state."""
        rows = (context + 1) * _LOOKED_AT
        sums = self.features[rows[0]]
        for place in range(1, _LOOKED_AT):
            sums += self.features[rows[place] + place]
        sums += self.bias
        scores = self.gemm(np.maximum(sums[:, ::2], sums[:, 1::2]), self.weights, trans2=True)
        scores += self.weights_bias
        return scores


def arcs_of(nlp: Language) -> Arcs | None:
    """The trees under a pipeline's parser; None where it is of another make."""
    parser = nlp.get_pipe("parser")
    if type(parser) is not DependencyParser or parser.cfg["beam_width"] != 1 or parser.cfg["learn_tokens"]:
        return None
    model = parser.model
    if not model.attrs["has_upper"] or model.attrs["unseen_classes"]:
        return None
    lower = model.layers[1]
    if (lower.get_dim("nF"), lower.get_dim("nP")) != (_LOOKED_AT, 2):
        return None
    names = [parser.moves.get_class_name(move).partition("-") for move in range(parser.moves.n_moves)]
    kinds = np.array(["SDLRB".index(kind) for kind, _, _ in names], np.int64)
    labels = [nlp.vocab.strings.add(label) if label else 0 for _, _, label in names]
    lifted = {label for label, (_, _, name) in zip(labels, names, strict=True) if "||" in name}
    return Arcs(
        parser, kinds, np.array(labels, np.uint64), np.array(sorted(lifted), np.uint64), nlp.vocab.strings["ROOT"]
    )
