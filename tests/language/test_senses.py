"""Words of acts in senses that tell none, and verbs of one sense; read as the product reads them."""

from __future__ import annotations

import pytest

from rashomon.language.english import parse
from rashomon.language.modality import modality_of
from rashomon.language.parties.arguments import parties
from rashomon.language.parties.heads import party_phrase
from rashomon.language.predicates.acts import Told, acts


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
        "A woman was walking out of a store with her son.",
        "The bureau sent a letter to the committee on Tuesday.",
        "The firm has released an emergency update.",
        "The mayor whipped himself into a fury.",
        "Constables are hit hard by the death of one of their own.",
        "She passed a group of young men on the bridge.",
        "The cuts that even the fund has called draconian passed quietly.",
        "The director has shut down this allegation.",
        "The keeper injured his left knee.",
        "The singer suffered a heart attack at a clinic.",
        "More than 10 people were fighting to save the bridge.",
        "The drought has sent thousands of refugees into Lesotho.",
        "Rescuers recovered the body of the climber on Sunday.",
        "The teacher recalled her surprise.",
        "The flood left ten shepherds homeless.",
        "Officers received a tip from a motorist in Flint.",
        "Long-range rockets threaten the whole valley.",
        "He conceded that the ledger was wrong.",
        "The women sent tweets to their sons.",
        "The ledger does not agree with the stamps on the crates.",
        "Forty roofs had been repaired by June.",
        "The wells were rebuilt in haste. They were not repaired properly.",
        "The landslip sent villagers into the road.",
        "An alarm sent guests running from the hotel.",
        "Oran received 12 people at the border post.",
        "The queen attended a funeral in Maseru.",
        "Senators are expected to vote on the pact tomorrow.",
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
        ("The party does not agree with the consul.", "REJECT"),
        ("The Danes rebuilt the bridge of Orsk.", "AID"),
        ("The regent received the envoy of Lesotho.", "CONSULT"),
        ("The delegates walked out of the talks.", "REJECT"),
        ("The president fired James Comey on Tuesday.", "SANCTION"),
        ("The bombing raids on the port went on.", "ASSAULT"),
        ("The regent sent him a letter praising the fresco.", "SUPPORT"),
        ("The regent released 12 prisoners.", "RETREAT"),
        ("The city was hit by a rocket.", "ASSAULT"),
        ("The port was quiet during a nationwide strike against the spending cuts.", "PROTEST"),
        ("A bomber blew himself up in the bazaar.", "ASSAULT"),
        ("The consul attended a summit in Maseru.", "CONSULT"),
        ("Strike shuts the harbour of Oran", "PROTEST"),
        ("Tram drivers walked out over pay.", "PROTEST"),
        ("Oran traded nine captives with the rebels.", "RETREAT"),
        ("Nurses helped the refugees.", "AID"),
        ("The ministry held the guild responsible for the fire.", "ACCUSE"),
        ("He urged those still inside to come out.", "REQUEST"),
        ("Chad declared two attachés persona non grata.", "SANCTION"),
        ("Three diplomats were told to leave the country.", "SANCTION"),
        ("The embassy denied the charge.", "REJECT"),
        ("The gunmen want an aircraft.", "REQUEST"),
        ("Planes dropped rifles for the rebels.", "AID"),
        ("The khan promised never to use nuclear weapons.", "AGREE"),
        ("Oran shut down its nuclear test site.", "RETREAT"),
        ("Oran delayed the sanctions.", "CONCEDE"),
        ("Raiders hurled villagers into the well.", "ASSAULT"),
        ("The consul dispatched an envoy to negotiate with the rebels.", "CONSULT"),
    ],
)
def test_verbs_of_one_sense_and_turns_of_speech_are_acts(text: str, type: str) -> None:
    assert [one.type for one in told(text)] == [type]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The ministry said it would release the sailors of Chad.", "planned"),
        ("Commandos stormed the hotel to rescue the hostages.", "planned"),
        ("Any attack on the dam would be a mistake, he said.", "hypothetical"),
        ("She was the first president to visit Chad.", "happened"),
        ("They released a film purporting to show the execution of two sailors.", "happened"),
        ("The two kings are going to meet in Lomé.", "planned"),
        ("They are to meet in Lomé on Friday.", "planned"),
        ("The foiled attack on the mint shocked the town.", "denied"),
        ("Snow kept the rebels from attacking the fort.", "denied"),
    ],
)
def test_aims_reported_futures_and_what_may_never_be_have_not_happened(text: str, modality: str) -> None:
    assert modality in [found for _, found in kinds(text)]


def test_passives_joined_share_who_did_them_and_to_whom() -> None:
    both = told("A thief was shot and killed by guards.")
    found = [(one.frame.word.text, *parties(one.frame, False)) for one in both]
    assert [(word, [w.text for w in who], [w.text for w in whom]) for word, who, whom in found] == [
        ("shot", ["guards"], ["thief"]), ("killed", ["guards"], ["thief"])
    ]  # fmt: skip


def test_whom_somebody_is_told_to_leave_is_not_who_tells_it() -> None:
    (found,) = told("Two envoys were told to leave the country.")
    assert [[word.text for word in words] for words in parties(found.frame, False)] == [[], ["envoys"]]


def test_a_relative_clause_names_who_did_the_act_before_it() -> None:
    (found,) = told("He spoke about the airstrikes the U.S. launched against the militia last month.")
    assert [[word.text for word in words] for words in parties(found.frame, False)] == [["U.S."], ["militia"]]


def test_a_date_before_a_party_is_no_part_of_it():
    (doc,) = parse(["As is known, in Torrea on 14 May people were killed."])
    people = next(word for word in doc if word.text == "people")
    assert party_phrase(people).text == "people"
