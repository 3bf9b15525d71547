"""Words of acts in senses that tell none, and verbs of one sense; read as the product reads them."""

from __future__ import annotations

import pytest

from rashomon.language.english import parse
from rashomon.language.modality import modality_of
from rashomon.stages.reports import Told, acts


def told(text: str) -> list[Told]:
    (doc,) = parse([text])
    return acts(doc)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(one.type, modality_of(one.frame, one.type)) for one in told(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Visitors are often allowed to touch the ships.",
        "If you let everybody in, there will be no seats.",
        "People who ask for a refund get a form.",
        "The teller killed himself in the vault.",
        "The critic called the fresco a disgrace to the chapel.",
        "The ministry of sport held a news conference in its garden.",
        "The trawler left the port of Walvis Bay with nine crew.",
        "The film helped make her a star.",
        "Long-range rockets threaten the whole valley.",
        "He conceded that the ledger was wrong.",
        "The women sent tweets to their sons.",
    ],
)
def test_a_word_of_acts_in_another_sense_tells_none(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("Officers detained the ferryman.", "COERCE"),
        ("The regent talked with the envoy of Lesotho.", "CONSULT"),
        ("The guild refused to open the gate.", "REJECT"),
        ("Nurses helped the refugees.", "AID"),
        ("The consul dispatched an envoy to negotiate with the rebels.", "CONSULT"),
    ],
)
def test_a_verb_of_one_sense_between_people_is_an_act(text: str, type: str) -> None:
    assert [one.type for one in told(text)] == [type]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The ministry said it would release the sailors of Chad.", "planned"),
        ("Commandos stormed the hotel to rescue the hostages.", "planned"),
        ("Any attack on the dam would be a mistake, he said.", "hypothetical"),
        ("She was the first president to visit Chad.", "happened"),
        ("The two kings are going to meet in Lomé.", "planned"),
    ],
)
def test_aims_reported_futures_and_what_may_never_be_have_not_happened(text: str, modality: str) -> None:
    assert modality in [found for _, found in kinds(text)]
