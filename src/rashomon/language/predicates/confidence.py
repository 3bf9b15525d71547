"""A predicate that may tell an act → how sure it is that its text tells one there.

Reads a frame, what the type model and grammar make of it, and the text around; gives log odds. The one idea: words
of acts are used of play, films, habits and feelings, and no single sign tells; who does it and to whom, tense, mood,
day and place, the sentence's and the whole text's register weigh together, with weights learned on texts of all
registers whose acts are marked. Weights: `tables/plover_confidence.npz`, written by `training/acts.py`.
"""

from __future__ import annotations

import functools
import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from rashomon.knowledge.plover import NONE, TYPES
from rashomon.knowledge.tables import arrays
from rashomon.language.copied_lines import number_of, of_frame, of_word
from rashomon.language.frames import FIGHTERS, Frame, governor_of, meanings_of, modal_of
from rashomon.language.modality import modality_of
from rashomon.language.parties.subjects import subject_of
from rashomon.language.phrases import body_nouns, person_nouns
from rashomon.language.predicates.plain import is_plain_deed, is_somebody
from rashomon.language.predicates.register import aside, odds_of
from rashomon.language.predicates.types import composed_type
from rashomon.language.sentences import sentence_bounds

#: How much the verdict of the type model and of grammar counts beside what is learned here; what is settled is as
#: sure as `_SETTLED` log odds. On our own texts, texts left out, and read on judged rows of real news, 2026-11-22.
PRIOR, _SETTLED = 0.3, 9.2
#: So many words say nothing yet of a text as a whole, twice as many say what can be said.
_LEAST = 30
#: No measure counts for more than so many standard deviations.
_MOST = 4.0

_NAMES = {"PERSON": "person", "ORG": "org", "GPE": "land", "NORP": "nation", "LOC": "place", "FAC": "place"}
_FORCES = FIGHTERS | {"prisoner"}
_OFFICES = frozenset({"court", "body", "leader", "victims", "refugee", "relations"})
_FIRST = frozenset("i me we us my our myself ourselves".split())
_ANYONE = frozenset("you your one anyone everyone nobody everybody someone somebody yourself".split())
_OTHERS = frozenset("he she him her they them who whom".split())
_KINDS = ("none", "I", "you", "he", "it", "person", "org", "land", "nation", "place", "force", "office", "people",
          "act", "name", "thing")  # fmt: skip
_TAGS = ("VBD", "VBZ", "VBP", "VB", "VBG", "VBN", "NN", "NNS")
_DEPS = ("ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "nsubj", "dobj", "pobj", "conj", "attr", "appos")
_FOOTINGS = ("happened", "ongoing", "planned", "hypothetical", "demanded", "denied")
_BARE_WITHOUT = frozenset("det nummod poss amod compound relcl acl prep".split())


class Verdict(NamedTuple):
    """What the type model (`type`, `probability`, `none`) and grammar (`settled`) say of a frame."""

    type: str
    probability: float
    none: float
    settled: str | None


class _Weights(NamedTuple):
    names: tuple[str, ...]
    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: float


@functools.cache
def _weights() -> _Weights:
    packed = arrays("plover_confidence", "training.acts")
    names, bias = tuple(packed["names"].tolist()), float(packed["bias"])
    return _Weights(names, packed["mean"], packed["scale"], packed["weights"], bias)


@functools.cache
def _columns() -> dict[str, int]:
    """The name of a measure → its place in a row."""
    return {name: at for at, name in enumerate(_weights().names)}


@of_frame
def _row_of(found: Frame, said: Verdict) -> NDArray[np.float32]:
    """A row of measures where those are filled that follow from the words of the line and what is made of them."""
    row = np.zeros(len(_weights().names), dtype=np.float32)
    _fill(row, _of_line(found) | _of_verdict(found, said))
    return row


def _fill(row: NDArray[np.float32], measures: Mapping[str, float]) -> None:
    """Puts measures where they stand in a row; those that nothing was learned of have no place."""
    columns = _columns()
    for name, value in measures.items():
        if (at := columns.get(name)) is not None:
            row[at] = value


def _of_line(found: Frame) -> dict[str, float]:
    return _of_parties(found) | _of_word(found, found.word)


class Weighing:
    """A text as its acts are weighed against it: its register, who speaks, what each sentence names."""

    def __init__(self, doc: Doc) -> None:
        register = odds_of(doc)
        self.aside = aside(doc, register)
        self.known = min(1.0, max(0.0, (len(doc) - _LEAST) / _LEAST))
        words = [word for word in doc if word.is_alpha]
        count, finite = max(len(words), 1), [word.tag_ for word in words if word.tag_ in ("VBD", "VBZ", "VBP")]
        self.whole = {
            "register": register,
            "first": sum(word.lower_ in _FIRST for word in words) / count,
            "second": sum(word.lower_ in ("you", "your") for word in words) / count,
            "past": finite.count("VBD") / max(len(finite), 1),
            "names": sum(word.ent_type_ in ("GPE", "NORP", "ORG") for word in words) / count,
        }
        self._quoted = _quoted(doc)
        self._doc, self._begins = doc, [*(first for first, _ in sentence_bounds(doc)), len(doc)]
        self._sentences: dict[int, dict[str, float]] = {}

    def confidence(self, found: Frame, said: Verdict) -> float:
        """Log odds that an act is told; what grammar settles as none is minus infinity."""
        if said.settled == NONE:
            return -math.inf
        table, row = _weights(), _row_of(found, said).copy()
        at, whole = self._of_text
        row[at] = whole
        _fill(row, self._around(found.word))
        row = np.clip((row - table.mean) / table.scale, -_MOST, _MOST)
        row[self._of_whole] *= self.known
        return float(row @ table.weights) + table.bias + PRIOR * self.prior(found, said)

    @functools.cached_property
    def _of_text(self) -> tuple[list[int], list[float]]:
        """The measures of the text as a whole: where they stand in a row, and what they are."""
        known = [(at, value) for name, value in self.whole.items() if (at := _columns().get(name)) is not None]
        return [at for at, _ in known], [value for _, value in known]

    @functools.cached_property
    def _of_whole(self) -> list[bool]:
        """Which weights are of measures of the text as a whole."""
        return [name in self.whole for name in _weights().names]

    def prior(self, found: Frame, said: Verdict) -> float:
        """Log odds by the type model and grammar; a text of another register takes from them, but for plain deeds."""
        odds = _SETTLED if said.settled else -_odds(said.none)
        return odds if not self.aside or is_plain_deed(found) else odds - self.aside

    def measures(self, found: Frame, said: Verdict) -> dict[str, float]:
        """The measures by name, for the weights and for training."""
        return {**self.whole, **self._around(found.word), **_of_verdict(found, said), **_of_line(found)}

    def _around(self, word: Token) -> dict[str, float]:
        """What the sentence of a word and its neighbours say, and whether the word is quoted."""
        return {**self._sentence(word), "quoted": float(word.i in self._quoted)}

    def _sentence(self, word: Token) -> dict[str, float]:
        here = bisect_right(self._begins, word.i) - 1
        if here not in self._sentences:
            self._sentences[here] = _of_sentence(self._doc, self._begins[max(here - 1, 0) : here + 3], here > 0)
        return self._sentences[here]


def _quoted(doc: Doc) -> frozenset[int]:
    """The numbers of the words inside double quotes; a line's end closes what was left open."""
    inside, found = False, set()
    for word in doc:
        if word.text in "“”\"":
            inside = word.text == "“" or (word.text == '"' and not inside)
        elif "\n" in word.text:
            inside = False
        if inside:
            found.add(word.i)
    return frozenset(found)


def _of_sentence(doc: Doc, begins: Sequence[int], has_one_before: bool) -> dict[str, float]:
    """`begins`: where the sentence before begins, if there is one, the sentence, the next and the one after it, where
    these are; the text's end counts as the beginning of one more.
    """
    start = begins[has_one_before]
    after = begins[has_one_before + 1 :]
    last = after[1] if len(after) > 1 else after[0]
    first = begins[0]
    return _between(doc[start], first - start, last - first, number_of(doc[first]), number_of(doc[last - 1]))


@of_word
def _between(opening: Token, first: int, size: int, *_: int | None) -> dict[str, float]:
    """What the sentence that a word opens names, and its register, alone and with its neighbours.

    These are `size` words and begin `first` words from it; their own numbers say which they are, in whatever article.
    """
    doc, sentence = opening.doc, opening.sent
    kinds = [word.ent_type_ for word in sentence]
    return {
        "register_here": odds_of(sentence),
        "register_near": odds_of(doc[opening.i + first : opening.i + first + size]),
        "lands": float(sum(kind in ("GPE", "NORP") for kind in kinds)),
        "people": float(sum(kind in ("PERSON", "ORG") for kind in kinds)),
        "dated": float(any(kind in ("DATE", "TIME") for kind in kinds)),
        "asked": float(any(word.text == "?" for word in sentence)),
        "headline": float(len(sentence) < 14 and doc[sentence.end - 1].text not in '.!?"”'),
    }  # fmt: skip


def _odds(probability: float) -> float:
    bounded = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(bounded / (1 - bounded))


def _of_verdict(found: Frame, said: Verdict) -> dict[str, float]:
    """What is made of a frame: by the type model, by grammar, by its words, and on what footing it is told."""
    type = said.settled if said.settled and said.settled != NONE else said.type
    composed, footing = composed_type(found), modality_of(found, type)
    return {
        "none": _odds(said.none), "best": math.log(max(said.probability, 1e-4)),
        "share": said.probability / max(1 - said.none, 1e-6),
        "settled": -1.0 if said.settled == NONE else float(said.settled is not None),
        "composed": float(composed is not None), "composed_best": float(composed == said.type),
        "settled_best": float(said.settled == said.type), "plain": float(is_plain_deed(found)),
        **{f"t_{name}": float(name == type) for name in TYPES},
        **{f"m_{name}": float(name == footing) for name in _FOOTINGS},
    }  # fmt: skip


def _of_parties(found: Frame) -> dict[str, float]:
    """Who does it, to whom, and what else hangs on it."""
    word = found.word
    owner = next((c for c in word.children if c.dep_ == "poss"), None)
    doer = subject_of(word) if found.part == "V" else owner
    by, to = _kind(doer), _kind(found.object)
    held = {f"s_{kind}": float(kind == by) for kind in _KINDS}
    held |= {f"o_{kind}": float(kind == to) for kind in _KINDS}
    common = doer is not None and doer.tag_ in ("NN", "NNS")
    return held | {
        "s_live": float(is_somebody(doer)), "o_live": float(is_somebody(found.object)),
        "s_plural": float(doer is not None and doer.tag_ in ("NNS", "NNPS")),
        "s_bare": float(common and doer is not None and not any(c.dep_ in _BARE_WITHOUT for c in doer.children)),
        "oblique_live": float(any(is_somebody(noun) for _, noun in found.oblique)),
        "obliques": float(len(found.oblique)), "complement": float(found.complement is not None),
    }  # fmt: skip


def _kind(word: Token | None) -> str:
    """What a party's head word is, coarsely; one of `_KINDS`."""
    if word is None:
        return "none"
    if word.pos_ == "PRON" or word.tag_ in ("WP", "WDT", "PRP"):
        return _pronoun(word.lower_)
    if word.ent_type_ in _NAMES:
        return _NAMES[word.ent_type_]
    known = meanings_of(word)
    names, lemma = {m.name for m in known}, word.lemma_.lower()
    if names & _FORCES:
        return "force"
    if names & _OFFICES or lemma in body_nouns():
        return "office"
    if lemma in person_nouns():
        return "people"
    if any(m.type for m in known):
        return "act"
    return {"PROPN": "name", "NUM": "people"}.get(word.pos_, "thing")


def _pronoun(word: str) -> str:
    kinds: Mapping[str, frozenset[str]] = {"I": _FIRST, "you": _ANYONE, "he": _OTHERS}
    return next((kind for kind, words in kinds.items() if word in words), "it")


def _of_word(found: Frame, word: Token) -> dict[str, float]:
    """Tense, mood and place in the clause; how a noun is introduced."""
    governor = governor_of(word)
    helping = {c.lower_ for c in word.children if c.dep_ in ("aux", "auxpass")}
    before = {c.lower_ for c in word.lefts} if found.part == "N" else set()
    introduced = any(c.dep_ in ("det", "poss", "nummod") for c in word.lefts)
    held = {f"g_{tag}": float(word.tag_ == tag) for tag in _TAGS}
    held |= {f"d_{dep}": float(word.dep_ == dep) for dep in _DEPS}
    return held | {
        "noun": float(found.part == "N"), "adjective": float(found.part == "A"),
        "negated": float(found.negated), "passive": float(found.passive), "modal": float(modal_of(found) is not None),
        "was": float(bool(helping & {"was", "were", "had"})), "to": float("to" in helping),
        "has": float(bool(helping & {"has", "have", "'ve", "'s"})),
        "is": float(bool(helping & {"is", "are", "'re", "being", "be"})),
        "command": float(word.tag_ == "VB" and not helping and subject_of(word) is None),
        "governed": float(governor is not None),
        "spoken": float(governor is not None and any(m.name == "speak" for m in meanings_of(governor))),
        "the": float(bool(before & {"the", "this", "that"})), "a": float(bool(before & {"a", "an"})),
        "bare": float(found.part == "N" and not introduced),
        "several": float(found.part == "N" and word.tag_ == "NNS"),
    }  # fmt: skip
