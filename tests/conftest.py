"""Shared by all tests: where the data that stays outside the repository lies, and one loaded parser."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from spacy.tokens import Doc

from rashomon.case import Case, open_case
from read_accounts import read_accounts
from shelling import ACCOUNTS, copy_of

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

# The same examples at every run, so that one who changes nothing sees nothing change; `make explore` draws others.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=2_000, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture(scope="session")
def shelled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of the three accounts of tests/shelling.py, read once, to copy."""
    return read_accounts(tmp_path_factory.mktemp("shelled"), ACCOUNTS)


@pytest.fixture
def shelled_case(shelled: Path, tmp_path: Path) -> Case:
    """The three accounts of tests/shelling.py, to write into."""
    return copy_of(shelled, tmp_path / "shelled.case")


@pytest.fixture(scope="session")
def seeds() -> Path:
    """Five scraped articles that are not ours to keep; tests that read them skip where they are absent."""
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip("the seed articles (../shared/seeds) are not on this machine")
    return folder


@pytest.fixture(scope="session")
def benchmarks() -> Path:
    """Public gold data; tests that read it skip where it is absent."""
    folder = SHARED / "benchmarks"
    if not folder.is_dir():
        pytest.skip("the benchmark sets (../shared/benchmarks) are not on this machine")
    return folder


@pytest.fixture(scope="session")
def read_english() -> Callable[[str], Doc]:
    """English text → parse, with the model loaded once."""
    from rashomon.language.english import english

    return english()


@pytest.fixture(scope="session")
def example_case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The example corpus, added once a session; for asking only, so that no test sees what another wrote."""
    case = open_case(tmp_path_factory.mktemp("example") / "example.case")
    case.add([ROOT / "examples" / "corpus"])
    return case
