"""Weights that are not the pinned ones are refused before a byte of them is loaded."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rashomon.errors import MissingPart
from rashomon.language import english, meaning, weights


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> weights.Weights:
    """The weights of this machine, copied, one byte of them changed."""
    found = weights.find_weights()
    if found.digest is None:
        pytest.skip("the English weights here are an official model, which has no pin")
    folder = tmp_path_factory.mktemp("weights") / "copied"
    shutil.copytree(found.path, folder)
    weights.verify(replace(found, path=str(folder)))
    largest = max((path for path in folder.rglob("*") if path.is_file()), key=lambda path: path.stat().st_size)
    with largest.open("r+b") as opened:
        opened.seek(largest.stat().st_size // 2)
        byte = opened.read(1)[0]
        opened.seek(-1, 1)
        opened.write(bytes([byte ^ 1]))
    return replace(found, path=str(folder))


@pytest.mark.parametrize("load", [english.english.__wrapped__, meaning.word_table.__wrapped__], ids=["model", "words"])
def test_weights_with_one_changed_byte_are_not_loaded(
    load: Callable[[], object], changed: weights.Weights, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (weights, english):
        monkeypatch.setattr(module, "find_weights", lambda: changed)
    monkeypatch.setattr(english, "loaded", lambda: None)

    with pytest.raises(MissingPart, match="not the pinned ones"):
        load()


def test_every_load_of_weights_is_behind_their_check() -> None:
    root = Path(weights.__file__).parent.parent
    loaders = {path.name for path in root.rglob("*.py") if "find_weights().path" in path.read_text()
               or "spacy.load(" in path.read_text()}  # fmt: skip

    assert loaders == {"english.py"}


def test_vectors_that_a_loaded_pipeline_holds_are_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    held = english.english().vocab.vectors.data
    shared = meaning.word_table.__wrapped__()
    monkeypatch.setattr(english, "loaded", lambda: None)
    read = meaning.word_table.__wrapped__()

    assert shared.size == read.size == (held.shape[1] if held.size else 0)
    assert not held.size or np.shares_memory(shared._table, held)
    assert not np.shares_memory(read._table, held)
    for word in ("minister", "shelling", "Aleppo", "talks", "zzxqv"):
        assert np.array_equal(shared.vector(word), read.vector(word))
