"""Lines → Docs, through a pipeline whose dear components are done another way.

Reads lines, gives their Docs, those of `nlp.pipe` to the bit. The one idea: a component of the known make is replaced
by what gives the same for less; any other runs as it is, in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from rashomon.language.parsing.arcs import arcs_of
from rashomon.language.parsing.forms import forms_of
from rashomon.language.parsing.names import names_of
from rashomon.language.parsing.products import multiply_faster
from rashomon.language.parsing.vectors import keep_vectors

#: Lines that are parsed together, and their characters: a word takes some 8 kB for the while.
_LINES_AT_ONCE, _CHARACTERS_AT_ONCE = 1024, 80_000

Step = Callable[[Sequence[Doc]], Any]


def steps_of(nlp: Language) -> tuple[Step, ...]:
    """What is done to the Docs of some lines, in order; `nlp` multiplies faster and keeps vectors of words then."""
    multiply_faster(nlp)
    keep_vectors(nlp)
    made: dict[str, Step] = {}
    names = nlp.pipe_names
    if "parser" in names and (arcs := arcs_of(nlp)):
        made["parser"] = arcs.set
    if "ner" in names and (found := names_of(nlp)):
        made["ner"] = found.set
    if ("attribute_ruler", "lemmatizer") in pairwise(names) and (forms := forms_of(nlp)):
        made |= {"attribute_ruler": forms.set, "lemmatizer": _nothing}
    return tuple(made.get(name) or _whole(component) for name, component in nlp.pipeline)


def parsed(lines: Iterable[str], nlp: Language, steps: Sequence[Step]) -> Iterator[Doc]:
    """The Docs of lines, in order."""
    for some in _batches(lines):
        docs = [nlp.make_doc(line) for line in some]
        for step in steps:
            step(docs)
        yield from docs


def _batches(lines: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    room = _CHARACTERS_AT_ONCE
    for line in lines:
        if batch and (len(line) > room or len(batch) == _LINES_AT_ONCE):
            yield batch
            batch, room = [], _CHARACTERS_AT_ONCE
        batch.append(line)
        room -= len(line)
    if batch:
        yield batch


def _whole(component: Any) -> Step:
    """A component's own work; those of spaCy write into the Docs that they are given."""

    def step(docs: Sequence[Doc]) -> None:
        if hasattr(component, "pipe"):
            for _ in component.pipe(docs, batch_size=_LINES_AT_ONCE):
                pass
        else:
            for doc in docs:
                component(doc)

    return step


def _nothing(docs: Sequence[Doc]) -> None:
    """The lemmatizer's work is done with the attribute ruler's."""
