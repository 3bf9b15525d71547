"""The clause of a report is shown without what only joins it to the clauses around it."""

from __future__ import annotations

import pytest

from rashomon.language.english import english
from rashomon.language.phrases import told_in
from rashomon.language.predicates.features import own_words


@pytest.mark.parametrize(
    ("text", "verb", "told"),
    [
        ("The rebels shelled the town, and the army answered.", "shelled", "The rebels shelled the town"),
        ("Bombers, based abroad, carried out strikes near Toll, he said.", "carried", "carried out strikes near Toll"),
        ("The troops pulled out.", "pulled", "The troops pulled out."),
        ("“We shelled the town,” he said.", "shelled", "We shelled the town"),
    ],
)
def test_a_clause_ends_where_its_words_do(text: str, verb: str, told: str) -> None:
    doc = english()(text)
    trigger = next(word for word in doc if word.text == verb)
    start, end = told_in(own_words(trigger), trigger)
    assert told in text[start:end]
    assert text[start] not in ",;: " and text[start:end].rstrip()[-1] not in ",;:"
    assert text[start:end].split()[-1] != "and"
    assert start <= trigger.idx < end
