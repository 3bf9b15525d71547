"""What the scorer looks at in a candidate: named features, each a plain fact about cue, speaker or content.

Reads a `Tree` and an `Attributed`, writes {name: value}. The one idea: the lexicon's strengths, crossed with
the way the content hangs on the cue, carry most of it; word vectors lend strengths to words that the lexicon
does not know.
"""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections.abc import Iterable
from typing import Any

import numpy as np

from rashomon.language.attribution.cues import NOTHING, Strength, cues
from rashomon.language.attribution.spans import Attributed, is_sentence
from rashomon.language.attribution.tree import Tree
from rashomon.language.names.nominals import noun_kind
from rashomon.language.phrases import body_nouns, person_nouns
from rashomon.language.quotes import Quote
from rashomon.language.wordvectors import word_vector

Features = dict[str, float]

_GROUPS = {
    "ccomp_that": "clause", "ccomp_bare": "clause", "ccomp_left": "clause", "ccomp_if": "clause",
    "ccomp_wh": "clause", "parenthetical": "clause", "ccomp_small": "small", "object_to": "small",
    "object_as": "small", "xcomp_adjective": "small", "xcomp_to": "to", "xcomp_ing": "ing", "object": "object",
    "relative": "object", "passive": "passive", "passive_clause": "passive_clause", "none": "none",
}  # fmt: skip
_PEOPLE = {"he", "she", "they", "who"}
_VOICES = {"outlet", "sources", "press", "network", "station", "channel", "magazine", "daily", "investigator"}
_SPEAKERS = {"i", "we", "you"}
#: Kinds of verbs that an unseen verb may be like.
_ALIKE = {"say", "write", "claim", "judge", "think", "feel", "want", "support", "show", "ask", "discuss", "express",
          "persuade", "appear", "light"}  # fmt: skip
_TOGETHER = {"trio", "duo", "pair", "quartet"}


class Reader:
    """Features of the candidates of one text; keeps what they share."""

    def __init__(self, tree: Tree, found: list[Attributed], quotes: list[Quote]) -> None:
        self._tree = tree
        self._quotes = [quote for quote in quotes if is_sentence(tree.whole, quote)]
        self._starts = [quote.start for quote in self._quotes]
        self._first_line = len(tree.whole.split("\n", 1)[0])
        self._strong = [m for m in found if _strength(tree, m).clause == 3 and "comp" in m.candidate.relation]

    def features(self, made: Attributed) -> Features:
        """All features of one candidate."""
        found: Features = {"bias": 1.0, f"kind={made.candidate.kind}": 1.0}
        found[f"relation={made.candidate.relation}"] = 1.0
        found[f"how={made.candidate.source_kind}"] = 1.0
        self._cue(found, made)
        self._source(found, made)
        self._content(found, made)
        self._surroundings(found, made)
        return found

    def _cue(self, found: Features, made: Attributed) -> None:
        tree, key, kind = self._tree, made.candidate.key, made.candidate.kind
        group = group_of(made.candidate.relation)
        if kind == "verb":
            strength, known = strength_of(tree, key)
            bare = group in ("object", "passive", "small", "prep")
            level = strength.object if bare else strength.clause
            found[f"{group}*{'level' if known else 'near'}={level}"] = 1.0
            found[f"verb={tree.lemma[key]}"] = 1.0
            if known:
                found[f"clause={strength.clause}"] = found[f"object={strength.object}"] = 1.0
            for name in strength.kinds:
                found[f"word={name}"] = found[f"word={name}*{group}"] = 1.0
            if tree.lemma[key] in cues().quiet:
                found["quiet"] = found[f"quiet*{group}"] = 1.0
            found[f"tag={tree.tag[key]}"] = found[f"tag={tree.tag[key]}*{group}"] = 1.0
            found[f"dep={tree.dep[key]}"] = 1.0
            found.update(_neighbours(tree.doc.vocab).likeness(tree.lemma[key], "object" if bare else "clause"))
        elif kind in ("noun", "adjective"):
            strength, known = strength_of(tree, key)
            found[f"{kind}={strength.clause if known else 'unknown'}"] = 1.0
            found[f"lemma={tree.lemma[key]}"] = 1.0
            for name in strength.kinds:
                found[f"{kind}:{name}"] = found[f"{kind}:{name}*{made.candidate.relation}"] = 1.0
            found[f"{kind}*{made.candidate.source_kind}"] = 1.0
        for i in range(*made.candidate.cue):
            self._helper(found, i, key)
        if made.candidate.governor is not None:
            found["governed"] = found[f"governed*{kind}"] = 1.0

    def _helper(self, found: Features, i: int, key: int) -> None:
        tree = self._tree
        if i == key:
            return
        if tree.tag[i] == "MD":
            found["modal=would" if tree.lower[i] in ("would", "'d") else "modal"] = 1.0
        elif tree.dep[i] == "neg":
            found["negated"] = 1.0
        elif tree.dep[i] == "aux" and tree.lower[i] == "to":
            found["infinitive"] = 1.0
        elif tree.lemma[i] == "be":
            found["progressive"] = 1.0

    def _source(self, found: Features, made: Attributed) -> None:
        source = made.candidate.source
        group = group_of(made.candidate.relation)
        label = "none" if source is None else who(self._tree, source)
        found[f"source={label}"] = found[f"source={label}*{group}"] = 1.0
        found[f"source={label}*{made.candidate.kind}"] = 1.0
        if made.candidate.kind not in ("verb", "noun", "adjective"):
            return
        strength = _strength(self._tree, made)
        level = (
            strength.clause if group in ("clause", "to", "ing", "passive_clause", "none") else strength.object
        )
        found[f"source={label}*{level}"] = 1.0
        if label in ("which", "that") and source is not None:
            meant = who(self._tree, self._tree.head[made.candidate.key])
            found[f"antecedent={meant}"] = found[f"antecedent={meant}*{level}"] = 1.0

    def _content(self, found: Features, made: Attributed) -> None:
        tree, content = self._tree, made.candidate.content
        size = len(content)
        group = group_of(made.candidate.relation)
        bucket = (
            "1" if size <= 1 else "3" if size <= 3 else "7" if size <= 7 else "15" if size <= 15 else "more"
        )
        found[f"size={bucket}"] = found[f"size={bucket}*{group}"] = 1.0
        if made.quotes:
            speech = any(is_sentence(tree.whole, quote) for quote in self._held(made))
            found["quote"] = 1.0
            found[f"speech={speech}*{group}"] = 1.0
        head = self._head_of(made, content)
        if head is not None:
            noun = cues().nouns.get(tree.lemma[head], NOTHING)
            for name in noun.kinds:
                found[f"about:{name}*{group}"] = 1.0
            found[f"about={tree.pos[head]}*{group}"] = 1.0
            if tree.pos[head] == "NOUN":
                said = _neighbours(tree.doc.vocab).sayable(tree.lemma[head])
                found[f"sayable={said}"] = found[f"sayable={said}*{group}"] = 1.0
            if tree.ent[head]:
                found[f"about:{tree.ent[head]}*{group}"] = 1.0
            if any(tree.dep[k] in ("acl", "relcl", "ccomp") for k in tree.children[head]):
                found[f"about:clause*{group}"] = 1.0

    def _held(self, made: Attributed) -> Iterable[Quote]:
        return (q for q in self._quotes if any(s <= q.start and q.end <= e for s, e in made.spans))

    def _head_of(self, made: Attributed, content: set[int]) -> int | None:
        tree, key = self._tree, made.candidate.key
        for i in sorted(content):
            if tree.head[i] == key and tree.is_word(i):
                return i
        return None

    def _is_nested(self, made: Attributed, offset: int) -> bool:
        for other in self._strong:
            for start, end in other.spans:
                if start <= offset < end and other is not made:
                    return True
        return False

    def _surroundings(self, found: Features, made: Attributed) -> None:
        offset = made.cue[0]
        if self._in_quote(offset):
            found["quoted"] = 1.0
            source = made.candidate.source
            if source is not None and self._tree.lower[source] in _SPEAKERS:
                found["quoted:me"] = 1.0
        if self._is_nested(made, offset):
            found["nested"] = 1.0
        if offset < self._first_line:
            found["headline"] = 1.0
        at = self._tree.head[made.candidate.key]
        if at != made.candidate.key and self._tree.dep[made.candidate.key] in ("advcl", "relcl", "acl"):
            marks = [self._tree.lower[k] for k in self._tree.kids(made.candidate.key, "mark", "advmod")]
            for mark in marks:
                if mark in ("if", "when", "because", "while", "after", "as", "until", "unless", "before"):
                    found[f"mark={mark}"] = 1.0

    def _in_quote(self, offset: int) -> bool:
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and self._quotes[at].end > offset


def who(tree: Tree, i: int) -> str:
    """What kind of speaker a token is: PERSON, body, people (by noun), pronoun, document, thing …"""
    lower, lemma = tree.lower[i], tree.lemma[i]
    if tree.pos[i] == "PRON":
        return lower if lower in ("it", "that", "which", "this", "what") else _pronoun(lower)
    if tree.ent[i]:
        return tree.ent[i] if tree.ent[i] in ("PERSON", "ORG", "GPE", "NORP") else "entity"
    if lemma in person_nouns() or lower in ("people", "voters", "men", "women"):
        return "people"
    if {lemma, lower} & body_nouns() or lemma in _VOICES:
        return "body"
    if lemma in _TOGETHER and not tree.kids(i, "prep"):
        return "people"
    if cues().nouns.get(lemma, NOTHING).kinds & {"text", "speech"}:
        return "document"
    return "name" if tree.is_name(i) else "thing"


def voice_of(tree: Tree, i: int) -> str:
    """`who`, with more nouns of people and bodies ("the skipper", "the tribe") and who a number is of ("two of her
    aides"). The scorer learned without them: with them, what such people do is told for what they say.
    """
    kind = who(tree, i)
    if kind not in ("thing", "pronoun"):
        return kind
    if (counted := _counted(tree, i)) is not None:
        return voice_of(tree, counted)
    named = "people" if tree.lemma[i] in cues().people else _VOICES_OF_KIND.get(noun_kind(tree.doc[i]) or "")
    return kind if named is None or kind == "pronoun" else named


_VOICES_OF_KIND = {"person": "people", "organization": "body"}


def _counted(tree: Tree, i: int) -> int | None:
    """Whom a number or a share is of: "two of her aides", "a majority of voters"."""
    if tree.pos[i] != "NUM" and tree.lemma[i] not in _SHARES:
        return None
    return next((k for p in tree.kids(i, "prep") if tree.lower[p] == "of" for k in tree.kids(p, "pobj")), None)


_SHARES = frozenset(
    """dozen hundred thousand million score number majority minority handful couple half third quarter percent lot
    plurality bulk rest scores""".split()
)


def _pronoun(lower: str) -> str:
    return "they" if lower in _PEOPLE else "me" if lower in _SPEAKERS else "pronoun"


def group_of(relation: str) -> str:
    """The coarse way in which content hangs on its cue."""
    return _GROUPS.get(relation) or ("prep" if relation.startswith("prep") else relation)


def strength_of(tree: Tree, key: int) -> tuple[Strength, bool]:
    """The lexicon's strength of a word, or that of its nearest neighbours; and whether the lexicon knows it."""
    known, lemma = cues(), tree.lemma[key]
    table = (
        known.adjectives
        if tree.pos[key] == "ADJ"
        else known.nouns
        if tree.pos[key] == "NOUN"
        else known.verbs
    )
    phrasal = phrasal_verb(tree, key) if tree.pos[key] == "VERB" else None
    if phrasal in table:
        return table[phrasal], True
    if lemma in table:
        return table[lemma], True
    if tree.pos[key] != "VERB":
        return NOTHING, False
    if lemma in known.quiet:
        return NOTHING, True
    return _neighbours(tree.doc.vocab).strength(lemma), False


def phrasal_verb(tree: Tree, v: int) -> str | None:
    """ "stand_by", "rule_out": a verb with its particle or the preposition right after it; None without either."""
    for k in tree.kids(v, "prt"):
        return f"{tree.lemma[v]}_{tree.lower[k]}"
    return next((f"{tree.lemma[v]}_{tree.lower[k]}" for k in tree.kids(v, "prep", "agent") if k == v + 1), None)


def _strength(tree: Tree, made: Attributed) -> Strength:
    return strength_of(tree, made.candidate.key)[0]


@functools.cache
def _neighbours(vocab: Any) -> _Neighbours:
    return _Neighbours(vocab)


class _Neighbours:
    """Strengths by likeness of word vectors to the verbs of the lexicon, quiet ones included."""

    def __init__(self, vocab: Any) -> None:
        known = cues()
        words = [*known.verbs, *(word for word in sorted(known.quiet) if word not in known.verbs)]
        self._vocab = vocab
        self._strengths = [known.verbs.get(word, NOTHING) for word in words]
        vectors = np.array([word_vector(vocab, word) for word in words], dtype=np.float32)
        self._vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-6)
        nouns = np.array([word_vector(vocab, word) for word in known.nouns], dtype=np.float32)
        self._nouns = nouns / np.maximum(np.linalg.norm(nouns, axis=-1, keepdims=True), 1e-6)
        kinds = sorted({kind for strength in known.verbs.values() for kind in strength.kinds if kind in _ALIKE})
        self._groups = {kind: np.array([kind in s.kinds for s in self._strengths]) for kind in kinds}
        self._groups["quiet"] = np.array([word in known.quiet for word in words])
        self._words = {word: i for i, word in enumerate(words)}
        self._alike: dict[tuple[str, str], Features] = {}
        self._cache: dict[str, Strength] = {}
        self._sayable: dict[str, int] = {}

    def strength(self, lemma: str) -> Strength:
        """The mean strength of the five nearest verbs, rounded; the kinds of the nearest."""
        if lemma not in self._cache:
            self._cache[lemma] = self._look_up(lemma)
        return self._cache[lemma]

    def sayable(self, lemma: str) -> int:
        """How much a noun is like those of speech and thought, 0 ("steel") to 5 ("proposal"): the five nearest."""
        if lemma not in self._sayable:
            vector = word_vector(self._vocab, lemma)
            likeness = np.sort(self._nouns @ (vector / max(float(np.linalg.norm(vector)), 1e-6)))[-5:]
            self._sayable[lemma] = max(0, min(5, int(float(likeness.mean()) * 8) - 1))
        return self._sayable[lemma]

    def likeness(self, lemma: str, side: str) -> Features:
        """How like a verb is to the three nearest others of each kind, quiet ones included, in tenths; `side` names the
        features: with a clause or with an object.
        """
        if (lemma, side) not in self._alike:
            self._alike[lemma, side] = {f"like={kind}*{side}": like for kind, like in self._likeness(lemma)}
        return self._alike[lemma, side]

    def _likeness(self, lemma: str) -> list[tuple[str, float]]:
        vector = word_vector(self._vocab, lemma)
        norm = float(np.linalg.norm(vector))
        if norm < 1e-6:
            return []
        likeness = self._vectors @ (vector / norm)
        if lemma in self._words:
            likeness[self._words[lemma]] = -1.0
        nearest = {kind: np.sort(likeness[among])[-3:].mean() for kind, among in self._groups.items()}
        return [(kind, round(float(like), 1)) for kind, like in nearest.items()]

    def _look_up(self, lemma: str) -> Strength:
        vector = word_vector(self._vocab, lemma)
        norm = float(np.linalg.norm(vector))
        if norm < 1e-6:
            return NOTHING
        likeness = self._vectors @ (vector / norm)
        best = np.argsort(-likeness, kind="stable")[:5]
        if likeness[best[0]] < 0.4:
            return NOTHING
        near = [self._strengths[i] for i in best]
        clause = round(sum(s.clause for s in near) / len(near))
        bare = round(sum(s.object for s in near) / len(near))
        return Strength(near[0].kinds, clause, bare)
