"""Wide layers multiply with OpenBLAS only where a row gives the same wherever it stands, and alone."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from spacy.language import Language
from thinc.api import Model, NumpyOps

from rashomon.language.parsing import products
from rashomon.language.parsing.products import Products, multiply_faster
from rashomon.language.weights import find_weights

CHANCE = np.random.default_rng(7)
WEIGHTS = CHANCE.standard_normal((96, 60), np.float32)
ROWS = CHANCE.standard_normal((700, 60), np.float32)


@pytest.fixture
def spare() -> Language:
    """The weights once more, for what changes them."""
    return spacy.load(find_weights().path, exclude=["senter", "strings"])


def _wide(nlp: Language) -> list[Model]:
    models = [model for _, pipe in nlp.pipeline if isinstance(model := getattr(pipe, "model", None), Model)]
    return [layer for model in models for layer in model.walk() if layer.name in ("maxout", "precomputable_affine")]


def test_products_are_those_of_rows_and_weights() -> None:
    given = Products().gemm(ROWS, WEIGHTS, trans2=True)
    assert given.shape == (700, 96)
    assert np.allclose(given, NumpyOps().gemm(ROWS, WEIGHTS, trans2=True), atol=1e-4)


def test_products_are_written_where_they_are_asked_for() -> None:
    room = np.full((701, 96), 5, np.float32)
    Products().gemm(ROWS, WEIGHTS, trans2=True, out=room[1:])
    assert (room[0] == 5).all()
    assert np.array_equal(room[1:], Products().gemm(ROWS, WEIGHTS, trans2=True))


def test_training_multiplies_as_before() -> None:
    turned = NumpyOps().gemm(ROWS, ROWS, trans1=True)
    assert np.array_equal(Products().gemm(ROWS, ROWS, trans1=True), turned)
    assert np.array_equal(Products().gemm(ROWS, WEIGHTS.T.copy()), NumpyOps().gemm(ROWS, WEIGHTS.T.copy()))


@pytest.mark.skipif(not Products().are_steady(WEIGHTS), reason="this processor's OpenBLAS is not steady: BLIS stays")
def test_a_row_gives_the_same_whatever_stands_beside_it() -> None:
    whole = Products().gemm(ROWS, WEIGHTS, trans2=True)
    for count in (1, 2, 30, 255, 256, 257, 600):
        some = CHANCE.permutation(len(ROWS))[:count]
        assert np.array_equal(Products().gemm(ROWS[some], WEIGHTS, trans2=True), whole[some])


def test_where_a_row_depends_on_its_place_all_layers_stay_as_they_were(
    spare: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = Products.gemm

    def by_place(self: Products, x: object, y: object, **how: object) -> object:
        given = plain(self, x, y, **how)  # type: ignore[arg-type]
        given[3] += np.float32(1e-4)
        return given

    monkeypatch.setattr(Products, "gemm", by_place)
    assert multiply_faster(spare) == 0
    assert all(type(layer.ops) is NumpyOps for layer in _wide(spare))


def test_without_an_openblas_of_numpy_all_layers_stay_as_they_were(
    spare: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(products, "_threads", lambda: None)
    assert multiply_faster(spare) == 0
    assert all(type(layer.ops) is NumpyOps for layer in _wide(spare))


def test_all_wide_layers_multiply_so_or_none(spare: Language) -> None:
    assert _wide(spare)
    assert multiply_faster(spare) in (0, len({id(layer) for layer in _wide(spare)}))
    assert len({type(layer.ops) for layer in _wide(spare)}) == 1


class _Counted:
    """Threads of a library, as told to it."""

    def __init__(self, count: int) -> None:
        self.told = [count]

    def get(self) -> int:
        return self.told[-1]

    def set(self, count: int) -> None:
        self.told.append(count)


def test_the_threads_of_others_are_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = _Counted(4)
    monkeypatch.setattr(products, "_threads", lambda: counted)
    Products().gemm(ROWS, WEIGHTS, trans2=True)
    with pytest.raises(ValueError, match="matmul"):
        Products().gemm(ROWS, WEIGHTS[:, 1:], trans2=True)
    assert counted.told == [4, 1, 4, 1, 4]
