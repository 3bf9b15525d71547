"""Lines parsed the short way say what spaCy's own pipeline says, whatever stands beside them."""

from __future__ import annotations

import functools

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from rashomon.language.english import _KEPT, english
from rashomon.language.parsing.arcs import arcs_of
from rashomon.language.parsing.forms import forms_of
from rashomon.language.parsing.names import names_of
from rashomon.language.parsing.pipe import Step, parsed, steps_of
from rashomon.language.parsing.vectors import keep_vectors
from rashomon.language.weights import find_weights

LINES = (
    "Prime Minister Anna Lindqvist of Norvia told the United Nations on Tuesday that 14 soldiers had died.\n",
    "Let's go, y'all: there's no time, it ain't far and they're gonna get what they got.\n",
    "There were, she said, no survivors; there is one. There have been three.\n",
    "I can't and I won't; you'd better not. Who's to blame? Don't ask 'em.\n",
    "  \n",
    "THE MINISTRY OF DEFENCE OF THE REPUBLIC OF VELMAR SAID $4.5 MILLION WAS LOST\n",
    "\n",
    "On 3 May 2017 at 14:30 the European Commission's Jean-Luc Perrin flew from Paris to New York City.",
    "that that that had had had been been being",
    "Who did the men, whom few had seen before, say that they thought the minister had gone home with?",
    "He gave, on the day after, what he had promised her to the man he met.",
    "Nothin' doin', somethin' ol' - 'nuff said; c'mon, lemme gotta do, do, did and does it to you. I saw you.",
)

WORDS = """the a that this there is are was 's n't not let gon na got ta ai ca wo gonna do did had have been it you I
    he they said killed soldiers President Merkel Putin Syria Aleppo Monday 12 May 2015 $ 5 million % The United Nations
    of in on to and but because who which . , ; : - ( ) " ' ? ! — UN U.S. more than 300 people e-mail @ #""".split()


@pytest.fixture(scope="module")
def nlp() -> Language:
    return english()


@functools.cache
def steps() -> tuple[Step, ...]:
    return steps_of(english())


@functools.cache
def plain() -> Language:
    """The pipeline as spaCy loads and runs it, with all strings of its weights."""
    nlp = spacy.load(find_weights().path)
    nlp.add_pipe("line_ends_sentence", before="parser")
    return nlp


@pytest.fixture(scope="module")
def spare() -> Language:
    """The weights once more, for what changes them; no other test parses with them."""
    return spacy.load(find_weights().path, exclude=["senter", "strings"])


def _same(left: Doc, right: Doc) -> bool:
    return left.text == right.text and np.array_equal(left.to_array(_KEPT), right.to_array(_KEPT))


def test_every_line_is_parsed_as_spacy_parses_it(nlp: Language) -> None:
    short = list(parsed(LINES, nlp, steps()))
    assert all(map(_same, short, plain().pipe(LINES)))
    assert sum(len(doc.ents) for doc in short) > 8


def test_all_short_ways_are_taken_with_the_weights_that_are_installed(nlp: Language, spare: Language) -> None:
    assert arcs_of(nlp) is not None
    assert forms_of(nlp) is not None
    assert names_of(nlp) is not None
    assert keep_vectors(spare) == 2


def test_a_line_s_parse_does_not_depend_on_the_lines_beside_it(nlp: Language) -> None:
    alone = [next(parsed([line], nlp, steps())) for line in LINES]
    assert all(map(_same, alone, parsed(LINES, nlp, steps())))


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from([*WORDS, "\n", "\t", " ", ""]), max_size=25).map(" ".join), min_size=1, max_size=6
    )
)
def test_no_string_of_words_is_parsed_otherwise(lines: list[str]) -> None:
    nlp = english()
    assert all(map(_same, parsed(lines, nlp, steps()), plain().pipe(lines)))


def test_lines_are_parsed_alike_however_many_there_are(nlp: Language) -> None:
    picked = range(7, 90 * len(LINES), 101)
    many = [f"{place}. {LINES[place % len(LINES)]}"[: None if place in picked else 20] for place in range(picked.stop)]
    short = list(parsed(many, nlp, steps()))
    assert all(_same(short[place], plain()(many[place])) for place in picked)


def test_a_rule_of_another_make_sends_all_lines_the_long_way(spare: Language) -> None:
    assert forms_of(spare) is not None
    spare.get_pipe("attribute_ruler").add([[{"POS": "NOUN"}]], {"LEMMA": "thing"})
    assert forms_of(spare) is None
