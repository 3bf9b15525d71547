"""Each public method of a case shows how it is used, and what it shows is so."""

from __future__ import annotations

import doctest
import shutil
from pathlib import Path

import pytest

import rashomon
from rashomon.case import Case, open_case
from rashomon.record import judgement_id

ROOT = Path(__file__).resolve().parent.parent
METHODS = sorted(name for name, value in vars(Case).items() if not name.startswith("_") and callable(value))


@pytest.fixture(scope="module")
def copy(example_case: Case, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A copy of the example case: some examples judge, and take back what they judged."""
    folder = tmp_path_factory.mktemp("docstrings") / "brennik.case"
    shutil.copytree(example_case.folder, folder)
    return open_case(folder)


@pytest.mark.parametrize("name", METHODS)
def test_the_examples_of_a_method_are_true(name: str, copy: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = getattr(Case, name).__doc__ or ""
    example = doctest.DocTestParser().get_doctest(text, {"case": copy, "rashomon": rashomon}, name, None, None)
    assert example.examples, "no example"
    said: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example, out=said.append)
    assert not said, "".join(said)
    for judgement in copy.judgements():
        copy.forget(judgement_id(judgement))
