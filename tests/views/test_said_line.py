"""Who said what, in one line: with the verb that the account chose, without which "any involvement" says nothing."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from rashomon import open_case
from rashomon.terminal import print_brief

TEXT = """Minister answers critics

ELSVIK (Nordlys) - Defence Minister Karin Holm on Tuesday rejected the accusation of the neighbouring state.
"Nobody was warned," Holm told reporters. Her ministry denied any involvement in the raid on the border post.
"""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder: Path = tmp_path_factory.mktemp("said")
    (folder / "answer.txt").write_text(TEXT, encoding="utf-8")
    case = open_case(folder / "said.case")
    case.add([str(folder / "answer.txt")])
    out = StringIO()
    print_brief(Console(width=160, file=out), case.brief(), full=True)
    return out.getvalue()


def test_an_indirect_saying_shows_the_verb_of_the_account(printed: str) -> None:
    assert "“rejected” (indirect, negative): the accusation of the neighbouring state" in printed
    assert "“denied” (indirect, negative): any involvement in the raid on the border post" in printed


def test_a_quotation_shows_who_told_it(printed: str) -> None:
    assert 'Karin Holm “told” (direct): "Nobody was warned,"' in printed
