"""A case of a few accounts, each an outlet's one text, read once for a whole file of tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rashomon.case import open_case


def read_accounts(folder: Path, texts: Sequence[tuple[str, str]]) -> Path:
    """The case in a folder, made of (outlet, text)."""
    for name, text in texts:
        (folder / "texts" / name).mkdir(parents=True)
        (folder / "texts" / name / "a.txt").write_text(text, "utf-8")
    open_case(folder / "read.case").add([folder / "texts"])
    return folder / "read.case"
