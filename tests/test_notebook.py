"""The notebooks of examples/ run from top to bottom and show something in every cell that promises to."""

from __future__ import annotations

import ast
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from rashomon.case import Case

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def _cells(path: Path) -> list[str]:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    return ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]


def _show(source: str, names: dict[str, Any]) -> Any:
    """Runs a cell as a notebook does; gives what its last line shows."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if isinstance(last, ast.Expr) else None


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.ipynb")), ids=lambda path: path.name)
def test_a_notebook_runs(path: Path, example_case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "corpus").symlink_to(EXAMPLES / "corpus")
    shutil.copytree(example_case.folder, tmp_path / "brennik.case")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": "__main__"}
    shown = [_show(source, names) for source in _cells(path)]
    tables = [value for value in shown if hasattr(value, "empty")]
    assert len(tables) >= 5
    assert not [table for table in tables if table.empty]


def test_notebooks_are_kept_without_what_they_printed() -> None:
    for path in EXAMPLES.glob("*.ipynb"):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            assert not cell.get("outputs") and cell.get("execution_count") is None, path
