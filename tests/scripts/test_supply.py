"""What Rashomon is made of: hashes for every package, one list of them, one wheel of one tree."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pins(text: str) -> dict[str, str]:
    found = re.finditer(r"^([\w.-]+)==([^\s;\\]+)", text, re.M)
    return {re.sub(r"[-_.]+", "-", pin[1]).lower(): pin[2] for pin in found}


def test_every_package_of_the_lock_has_hashes_and_none_names_a_host() -> None:
    entries = re.split(r"^(?=\S)", (ROOT / "requirements.lock").read_text(), flags=re.M)[1:]

    assert len(entries) > 100
    assert [entry for entry in entries if "--hash=sha256:" not in entry or "://" in entry or " @ " in entry] == []


def test_the_lock_holds_the_versions_of_the_constraints() -> None:
    locked, constrained = (pins((ROOT / name).read_text()) for name in ("requirements.lock", "constraints.txt"))

    assert {name: (locked[name], constrained[name]) for name in locked.keys() & constrained.keys()
            if locked[name] != constrained[name]} == {}  # fmt: skip
    assert {"spacy", "deltalake", "fastapi", "hypothesis", "hatchling"} <= locked.keys()


def test_the_list_of_parts_names_each_installed_package_once() -> None:
    bill = script("write_sbom").bill()
    names = [part["name"] for part in bill["components"]]

    assert bill["bomFormat"] == "CycloneDX" and names == sorted(set(names)) and "spacy" in names
    assert bill == script("write_sbom").bill()


def test_an_audit_that_could_ask_nobody_says_so() -> None:
    unknown = {"name": "a", "skip_reason": "not found"}
    weak = {"name": "b", "version": "1", "vulns": [{"id": "X-1", "fix_versions": ["2"]}]}

    assert script("audit").told([unknown]) == ("not audited: nobody here knows of weaknesses of the 1 packages", [])
    assert script("audit").told([unknown, weak]) == (
        "1 of 2 packages audited: 1 known weaknesses", ["b 1: X-1, mended in 2"]
    )  # fmt: skip


def test_one_tree_gives_one_wheel() -> None:
    missing = [name for name in ("build", "hatchling") if importlib.util.find_spec(name) is None]
    if missing or not (ROOT / "src/rashomon/web/static/index.html").is_file():
        pytest.skip(f"not here: {', '.join(missing) or 'the pages, which would be built'}")
    done = subprocess.run([sys.executable, ROOT / "scripts/check_wheel.py"], capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
