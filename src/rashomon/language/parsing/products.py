"""Rows times weights, by the library that knows this processor.

Reads a pipeline, lets its widest layers multiply with numpy's OpenBLAS in place of spaCy's BLIS, which takes its
plainest code on processors that are younger than it is (AMD's since Zen 4), at a third of the speed; multiplying is a
sixth of adding articles then. The one idea: a line's parse may depend on nothing around it, so rows are multiplied in
parts of one size, and only where a row gives the same to the bit wherever in its part it stands. Elsewhere, as with
OpenBLAS's code for processors without AVX-512, which BLIS knows, all stays as it is.
"""

from __future__ import annotations

import ctypes
import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from thinc.api import Model, NumpyOps

Floats = NDArray[np.float32]

#: Layers that do nearly all of the multiplying.
_WIDE = {"maxout", "precomputable_affine"}
#: Rows of a part: fewer are slower, more gain nothing (2026-11-24).
_ROWS = 256
_LIBRARY, _PREFIX, _SUFFIX = "*scipy_openblas64_*", "scipy_openblas_", "64_"


def multiply_faster(nlp: Language) -> int:
    """Lets the wide layers of a pipeline multiply with OpenBLAS where it may, and says how many do."""
    models = [model for _, pipe in nlp.pipeline if isinstance(model := getattr(pipe, "model", None), Model)]
    layers = {id(layer): layer for model in models for layer in model.walk() if layer.name in _WIDE}
    if not layers or _threads() is None or any(type(layer.ops) is not NumpyOps for layer in layers.values()):
        return 0
    products = Products()
    if not all(products.are_steady(_weights(layer)) for layer in layers.values()):
        return 0
    for layer in layers.values():
        layer.ops = products
    return len(layers)


class Products(NumpyOps):  # type: ignore[misc]  # thinc is untyped here
    """thinc's operations on arrays, but for products of rows and weights."""

    def gemm(
        self, x: Floats, y: Floats, out: Floats | None = None, trans1: bool = False, trans2: bool = False
    ) -> Floats:
        """`x` times `y`, each turned over where asked to. What a row gives depends on no other."""
        if trans1 or not trans2:  # in training
            turned: Floats = super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
            return turned
        given = np.empty((len(x), len(y)), np.float32) if out is None else out
        with _alone():
            for first in range(0, len(x), _ROWS):
                part, place = x[first : first + _ROWS], given[first : first + _ROWS]
                if len(part) == _ROWS:
                    np.matmul(part, y.T, out=place)
                else:
                    whole = np.zeros((_ROWS, x.shape[1]), np.float32)
                    whole[: len(part)] = part
                    place[:] = np.matmul(whole, y.T)[: len(part)]
        return given

    def are_steady(self, weights: Floats) -> bool:
        """Whether a row times these weights is the same at every place of a part."""
        row = np.random.default_rng(0).standard_normal((1, weights.shape[1]), np.float32)
        given = self.gemm(np.repeat(row, _ROWS, axis=0), weights, trans2=True)
        return bool((given == given[:1]).all())


def _weights(layer: Model[Any, Any]) -> Floats:
    """What a layer multiplies with: a row for each number that it gives."""
    weights: Floats = layer.get_param("W")
    return weights.reshape(-1, layer.get_dim("nI"))


@contextmanager
def _alone() -> Iterator[None]:
    """OpenBLAS computes within in this thread only: its others wait for the next product at full speed."""
    threads = _threads()
    if threads is None or (before := threads.get()) == 1:
        yield
        return
    threads.set(1)
    try:
        yield
    finally:
        threads.set(before)


class _Threads:
    """How many threads numpy's OpenBLAS may take."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self.get: Callable[[], int] = library[f"{_PREFIX}get_num_threads{_SUFFIX}"]
        self.set: Callable[[int], None] = library[f"{_PREFIX}set_num_threads{_SUFFIX}"]


@functools.cache
def _threads() -> _Threads | None:
    """Those of the OpenBLAS that numpy brought along; None where it brought none, or another."""
    package = Path(np.__file__).parent
    for folder in (package.parent / "numpy.libs", package / ".dylibs"):
        for found in sorted(folder.glob(_LIBRARY)):
            try:
                return _Threads(ctypes.CDLL(str(found)))
            except (OSError, AttributeError):
                continue
    return None
