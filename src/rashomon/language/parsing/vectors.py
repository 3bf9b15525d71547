"""Words → the vectors a network begins with, kept by word.

Reads the forms of words, gives what the network's embedding gives. The one idea: an embedding looks at one word's form
and at nothing beside it, so each form is embedded once. What it gives for a word is the same whichever words are
embedded with it, so keeping it changes no bit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IDS, ORTH
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vectors import Mode
from spacy.vocab import Vocab
from thinc.api import Model

Floats = NDArray[np.float32]
#: What the embedding reads of a word, its own hash first.
Form = tuple[int, ...]

#: Layers that an embedding of single words is made of.
_KNOWN = {
    "extract_features", "list2ragged", "ints-getitem", "hashembed", "static_vectors", "maxout", "layernorm", "dropout",
    "ragged2list",
}  # fmt: skip

#: Forms whose vectors are kept, about 700 bytes each; more are forgotten and embedded again.
_MOST = 60_000


def keep_vectors(nlp: Language) -> int:
    """Lets every network of the pipeline keep what it embeds, and says how many do; others stay as they are."""
    kept = 0
    if nlp.vocab.vectors.mode != Mode.default:
        return kept
    for _, component in nlp.pipeline:
        if isinstance(model := getattr(component, "model", None), Model):
            kept += _keep_in(model, nlp.vocab)
    return kept


def _keep_in(model: Model[Any, Any], vocab: Vocab) -> int:
    kept = 0
    for node in list(model.walk()):
        embed = node.maybe_get_ref("embed")
        if embed is not None and (columns := _columns(embed)):
            keeping = _Kept(vocab, embed, columns)
            model.replace_node(embed, Model("kept_by_word", keeping.forward, layers=[embed], dims=_dims(embed)))
            kept += 1
    return kept


def _columns(embed: Model[Any, Any]) -> list[int] | None:
    """What an embedding reads of a word; None where it is made of anything but layers that look at single words."""
    leaves = [node for node in embed.walk() if not node.layers]
    asked = [node.attrs["columns"] for node in leaves if node.name == "extract_features"]
    if len(asked) != 1 or not _KNOWN.issuperset(node.name for node in leaves):
        return None
    return [IDS[name] for name in asked[0]]


def _dims(embed: Model[Any, Any]) -> dict[str, int | None]:
    return {name: embed.maybe_get_dim(name) for name in embed.dim_names}


@dataclass(slots=True)
class _Kept:
    """Vectors of forms that were embedded: `places` are rows of `rows`, `columns` what is read of a word."""

    vocab: Vocab
    embed: Model[Any, Any]
    columns: list[int]
    places: dict[Form, int] = field(default_factory=dict)
    rows: Floats = field(default_factory=lambda: np.empty((0, 0), np.float32))

    def forward(self, model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[Any, Callable[..., Any]]:
        """What the embedding gives for the words of each Doc; in training it gives it itself."""
        if is_train:
            given, train = self.embed(docs, is_train)
            return given, train
        forms = [list(map(tuple, doc.to_array([ORTH, *self.columns]).tolist())) for doc in docs]
        self._learn(dict.fromkeys(form for found in forms for form in found))
        return [self.rows[[self.places[form] for form in found]] for found in forms], _no_training

    def _learn(self, forms: dict[Form, None]) -> None:
        """Embeds forms that are new."""
        if len(self.places) + len(forms) > _MOST:
            self.places, self.rows = {}, self.rows[:0]
        new = [form for form in forms if form not in self.places]
        if new:
            words = _Words(self.vocab, dict(zip([ORTH, *self.columns], np.array(new, np.uint64).T, strict=True)))
            (fresh,) = self.embed.predict([words])
            self.places |= {form: len(self.rows) + place for place, form in enumerate(new)}
            self.rows = np.concatenate([self.rows, fresh]) if len(self.rows) else fresh


@dataclass(frozen=True, slots=True)
class _Words:
    """Words in no text, for layers that ask a Doc for nothing but the attributes of its words."""

    vocab: Vocab
    values: dict[int, NDArray[np.uint64]]

    def __len__(self) -> int:
        return len(self.values[ORTH])

    def to_array(self, asked: Any) -> NDArray[np.uint64]:
        """The attributes of all words, named or numbered; a single one as a row."""
        if isinstance(asked, list):
            return np.stack([self.values[IDS[one] if isinstance(one, str) else one] for one in asked], axis=1)
        return self.values[asked]


def _no_training(gradient: Any) -> Any:
    raise NotImplementedError("kept vectors are read, not trained")
