"""Lines → Docs, through a pipeline whose dear components are done another way.

Reads lines, gives their Docs, those of `nlp.pipe` to the bit. The one idea: a component of the known make is replaced
by what gives the same for less; any other runs as it is, in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from rashomon.language.parsing.forms import forms_of
from rashomon.language.parsing.names import names_of
from rashomon.language.parsing.vectors import keep_vectors

#: Lines that are parsed together: more are not faster, and take more memory.
LINES_AT_ONCE = 256

Step = Callable[[Sequence[Doc]], Any]


def steps_of(nlp: Language) -> tuple[Step, ...]:
    """What is done to the Docs of some lines, in order; `nlp` keeps vectors of words from now on."""
    keep_vectors(nlp)
    made: dict[str, Step] = {}
    names = nlp.pipe_names
    if "ner" in names and (found := names_of(nlp)):
        made["ner"] = found.set
    if ("attribute_ruler", "lemmatizer") in pairwise(names) and (forms := forms_of(nlp)):
        made |= {"attribute_ruler": forms.set, "lemmatizer": _nothing}
    return tuple(made.get(name) or _whole(component) for name, component in nlp.pipeline)


def parsed(lines: Iterable[str], nlp: Language, steps: Sequence[Step]) -> Iterator[Doc]:
    """The Docs of lines, in order."""
    waiting = iter(lines)
    while some := list(islice(waiting, LINES_AT_ONCE)):
        docs = [nlp.make_doc(line) for line in some]
        for step in steps:
            step(docs)
        yield from docs


def _whole(component: Any) -> Step:
    """A component's own work; those of spaCy write into the Docs that they are given."""

    def step(docs: Sequence[Doc]) -> None:
        if hasattr(component, "pipe"):
            for _ in component.pipe(docs, batch_size=LINES_AT_ONCE):
                pass
        else:
            for doc in docs:
                component(doc)

    return step


def _nothing(docs: Sequence[Doc]) -> None:
    """The lemmatizer's work is done with the attribute ruler's."""
