"""Comparing accounts: parties under different words, stances to a claim, claims that bear on claims."""

from __future__ import annotations

import pytest

from rashomon.matching.acts.concepts import Account, Named, concepts
from rashomon.matching.claims.bearing import bearing, evidence
from rashomon.matching.claims.stance import AGREE, DISAGREE, DISCUSS, share, stance
from rashomon.record import Article, Mention

LEFT = (
    "President Ola Berg met his ministers in Oslo on Monday. The Norwegian government would not give way to France, "
    "Berg said. Refugees waited at the gate. The president left at noon."
)
RIGHT = (
    "Norway will not give way, Prime Minister Jean Caron of France was told in Paris. Mr. Caron was angry with "
    "President Berg. A group of refugees cheered. The two countries will talk again."
)


def account(name: str, text: str, persons: tuple[str, ...]) -> Account:
    article = Article(name, name, None, None, None, None, None, "none", "en", (), (), text, ())
    mentions = [
        Mention(f"{name} {start}", name, start, start + len(person), "person", person, None, ())
        for person in persons
        for start in [i for i in range(len(text)) if text.startswith(person, i)]
    ]
    return Account(article, mentions)


def named(number: int, text: str, phrase: str, more: str = "") -> Named:
    start = text.index(phrase)
    return Named(f"{number} {phrase}{more}", number, start, start + len(phrase), phrase)


@pytest.fixture(scope="module")
def keys() -> dict[str, str]:
    accounts = [account("a", LEFT, ("Ola Berg", "Berg")), account("b", RIGHT, ("Jean Caron", "Caron", "Berg"))]
    left = ["President Ola Berg", "The Norwegian government", "France", "Refugees", "The president"]
    right = ["Norway", "Prime Minister Jean Caron of France", "Mr. Caron", "President Berg", "A group of refugees"]
    spans = [named(0, LEFT, phrase) for phrase in left] + [named(1, RIGHT, phrase) for phrase in right]
    both = [named(1, RIGHT, "The two countries", more) for more in (" 1", " 2")]
    return concepts(accounts, spans + both)


def test_a_country_is_one_with_its_government_in_another_account(keys: dict[str, str]) -> None:
    assert keys["0 The Norwegian government"] == keys["1 Norway"] != keys["0 France"]


def test_a_head_of_state_is_one_under_name_and_title_in_every_account(keys: dict[str, str]) -> None:
    assert keys["0 President Ola Berg"] == keys["1 President Berg"] == keys["0 The president"]


def test_a_leader_is_not_the_country_named_beside_him(keys: dict[str, str]) -> None:
    assert keys["1 Prime Minister Jean Caron of France"] == keys["1 Mr. Caron"] != keys["0 France"]


def test_a_group_of_people_is_known_by_its_kind(keys: dict[str, str]) -> None:
    assert keys["0 Refugees"] == keys["1 A group of refugees"]


def test_a_span_given_twice_stands_for_two_parties(keys: dict[str, str]) -> None:
    assert {keys["1 The two countries 1"], keys["1 The two countries 2"]} == {keys["0 France"], keys["1 Norway"]}


CLAIM = "Dam at Lower Fell bursts"
TOLD = "The dam at Lower Fell burst on Friday and flooded forty houses. Two people are in hospital. The road is cut."
HEARSAY = (
    "A dam at Lower Fell may have burst, according to unconfirmed reports. A source claimed that water ran through "
    "the village. The ministry declined to comment on the rumours."
)
UNTRUE = "The dam at Lower Fell has not burst. Pictures of the flood are fake, and the story was a hoax."


@pytest.mark.parametrize(("body", "label"), [(TOLD, AGREE), (HEARSAY, DISCUSS), (UNTRUE, DISAGREE)])
def test_a_fact_agrees_hearsay_relays_and_a_hoax_denies(body: str, label: str) -> None:
    assert stance(CLAIM, body).label == label


def test_who_denies_a_denial_agrees_with_what_it_denies() -> None:
    assert stance("Burst dam at Lower Fell is a hoax", UNTRUE).label == AGREE


@pytest.mark.parametrize(
    "claim",
    ["Did the dam at Lower Fell burst?", "Dam at Lower Fell bursts: report", "Dam at Lower Fell reportedly bursts",
     "Villagers say dam at Lower Fell 'burst like a bottle'"],
)  # fmt: skip
def test_a_claim_that_vouches_for_nothing_leaves_nothing_to_agree_with(claim: str) -> None:
    assert stance(claim, TOLD).label == DISCUSS


def test_the_denial_of_the_one_concerned_stands_against_the_claim() -> None:
    body = (
        "The ministry denied on Friday that the dam at Lower Fell had burst. Its spokesman called the reports nonsense."
    )
    assert stance(CLAIM, body).label == DISAGREE
    assert stance("Ministry denies that dam at Lower Fell burst", body).label == AGREE


def test_a_stance_gives_shares_that_sum_to_one_and_reasons() -> None:
    found = stance(CLAIM, HEARSAY)
    assert sum(found.scores.values()) == pytest.approx(1.0)
    assert found.reasons


@pytest.mark.parametrize("body", ["", "\n\n", "?!", "…"])
def test_an_empty_body_has_some_stance_and_raises_nothing(body: str) -> None:
    assert stance(CLAIM, body).label in (AGREE, DISAGREE, DISCUSS)


def test_a_sentence_shares_a_claim_by_the_weight_of_its_words() -> None:
    assert share(CLAIM, TOLD) > share(CLAIM, "The road was closed on Friday.")


def test_a_claim_told_again_strengthens_and_does_not_weaken() -> None:
    found = bearing("The new toll hurts small farmers.", "Small farmers are hurt by the new toll, a study says.")
    assert found.strengthens and not found.weakens


def test_a_rebuttal_that_names_the_same_people_may_weaken() -> None:
    first = "Three nurses accuse director Hallgren of bullying them at the Lund clinic."
    second = "But director Hallgren dismissed the accusations of the nurses as false."
    assert bearing(first, second).weakens


def test_a_claim_in_other_words_on_the_same_matter_strengthens() -> None:
    first = "Doctors fear that the drug damages the heart."
    assert bearing(first, "Physicians are worried about cardiac side effects of the medicine.").strengthens


def test_the_answer_of_another_side_weakens_rather_than_the_same_point_told_again() -> None:
    first = "But the mayor said Lund had stolen the money."
    answer, again = "Lund called the money a gift, and said it was not stolen.", "The mayor said Lund stole the money."
    assert bearing(first, answer).weakness > bearing(first, again).weakness


def test_claims_that_share_nothing_do_not_bear_on_each_other() -> None:
    found = bearing("The harvest was poor in Orissa.", "A tenor fell from the stage.")
    assert not found.strengthens and not found.weakens


def test_the_evidence_of_a_pair_can_be_read() -> None:
    first = "Governor Lind said the plan works."
    values = evidence(first, "The plan is a failure, Senator Ek said, and denied that anybody wanted it.")
    assert values["one denies"].value == values["other speakers"].value == 1.0
    assert values["one denies"].left == first


def test_claims_bear_on_each_other_alike_whichever_comes_first() -> None:
    first = "Three nurses accuse director Hallgren of bullying them at the Lund clinic."
    second = "But director Hallgren dismissed the accusations of the nurses as false."
    one, other = bearing(first, second), bearing(second, first)
    assert (one.strength, one.weakness) == (other.strength, other.weakness)


def test_one_speaker_who_goes_on_weakens_less_than_another_who_answers() -> None:
    first = "Mayor Brandt said the bridge at Holm was sound."
    again, other = "Mayor Brandt said the bridge was inspected.", "Engineer Sund said the bridge at Holm had cracks."
    assert bearing(first, other).weakness > bearing(first, again).weakness
