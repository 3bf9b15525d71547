"""A small invented case, written as rows, and its application behind its doors."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the web application is an extra: rashomon[web]")

from bench.synthetic import make_case
from starlette.testclient import TestClient

from rashomon.case import Case, open_case
from rashomon.web.app import make_app
from rashomon.web.desk import WebSettings


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty articles in fifteen stories. Tests that write take a copy."""
    folder = tmp_path_factory.mktemp("web") / "invented.case"
    make_case(folder, 60)
    return folder


@pytest.fixture(scope="session")
def case(invented: Path) -> Case:
    """The invented case, for reading only."""
    return open_case(invented)


@pytest.fixture(scope="session")
def client(case: Case) -> Iterator[TestClient]:
    """A browser of this machine."""
    with TestClient(make_app(case, WebSettings(person="ada")), base_url="http://127.0.0.1:8137") as browser:
        yield browser
