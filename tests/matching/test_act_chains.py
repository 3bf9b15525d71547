"""Tellings of one story form chains: what every text tells once is one act, what texts repeat is many."""

from __future__ import annotations

from itertools import permutations

import pytest

from rashomon.language.english import parse
from rashomon.matching.acts.chains import Filled, chains, evidence_among, judgements, kinship, models, surroundings
from rashomon.matching.acts.pairs import Told, told
from rashomon.matching.acts.parts import UNKNOWN, Parts, parts_of

TEXTS = {
    "a": "Police in Varn arrested the baker Olo Mint on Monday. He said he was at home. His wife said so too.",
    "b": "The baker Olo Mint was detained by Varn police after the fire at the mill, the mayor said.",
    "c": "Varn police said they had arrested a baker. A neighbour said the mill burned for hours, and a guard said no.",
    "d": "A bridge in Odremia opened on Friday.",
}


def every(text_id: str, word: str) -> list[Told]:
    text = TEXTS[text_id]
    starts = [at for at in range(len(text)) if text.startswith(word, at)]
    return [told(f"{text_id}:{word}:{at}", text_id, text, at, at + len(word)) for at in starts]


@pytest.fixture
def story() -> list[Told]:
    words = (("a", "arrested"), ("b", "detained"), ("c", "arrested"), ("d", "opened"))
    sayings = [one for text in "abc" for one in every(text, "said")]
    return [one for text, word in words for one in every(text, word)] + sayings


def test_a_share_counts_the_texts_that_tell_what_is_akin(story):
    around = surroundings(story)
    assert around["a:arrested:15"].share == pytest.approx(3 / 4)
    assert around[every("d", "opened")[0].id].share == pytest.approx(1 / 4)


def test_a_word_that_a_text_repeats_is_told_often_and_one_told_once_a_text_is_not(story):
    around = surroundings(story)
    assert around["a:arrested:15"].often == 0.0
    assert around[every("b", "said")[0].id].often > 0.0


def test_a_repeated_word_speaks_less_for_one_act(story):
    assert models()["one stem"].weights["akin, told often in a text"] < 0


def test_arrested_and_detained_in_three_texts_are_one_act(story):
    found = chains(story)
    assert found[every("a", "arrested")[0].id] == found[every("c", "arrested")[0].id]
    assert found[every("d", "opened")[0].id] == every("d", "opened")[0].id


def test_every_telling_is_in_a_chain(story):
    assert set(chains(story)) == {one.id for one in story}
    assert chains([]) == {}


def test_chains_are_the_same_in_any_order(story):
    some = story[:5]
    assert len({tuple(sorted(chains(order).items())) for order in permutations(some)}) == 1


def test_every_feature_lies_between_nought_and_one_and_is_the_same_either_way_round(story):
    around = surroundings(story)
    parts = parts_by_id(story)
    filled = [Filled(one, parts[one.id], around[one.id]) for one in story]
    for one in filled:
        for other in filled:
            here, there = evidence_among(one, other), evidence_among(other, one)
            assert all(-1e-9 <= found.value <= 1 + 1e-9 for found in here.values())
            assert {k: v.value for k, v in here.items()} == pytest.approx({k: v.value for k, v in there.items()})


def test_a_judgement_says_how_the_story_tells_it(story):
    reasons = {reason.feature for found in judgements(story) for reason in found.reasons}
    assert "akin, told by many" in reasons


def parts_by_id(tellings: list[Told]) -> dict[str, Parts]:
    docs = dict(zip(TEXTS, parse(TEXTS.values()), strict=True))
    found = {}
    for one in tellings:
        start = int(one.id.rsplit(":", 1)[1])
        found[one.id] = parts_of(docs[one.text], start, start + len(one.words.trigger))
    return found


def test_the_places_of_a_verb_and_of_a_passive_are_filled_alike(story):
    found = parts_by_id(story)
    active, passive = found["a:arrested:15"], found[every("b", "detained")[0].id]
    assert "polic" in active.doers.keys() & passive.doers.keys()
    assert "mint" in active.undergone.keys() & passive.undergone.keys()


def test_a_noun_has_its_places_from_owner_of_and_by():
    text = "The council condemned Odremia's shelling of the mill by night."
    (doc,) = parse([text])
    start = text.index("shelling")
    found = parts_of(doc, start, start + len("shelling"))
    assert "odremia" in found.doers
    assert "mill" in found.undergone


def test_a_trigger_outside_the_parse_has_no_places():
    (doc,) = parse(["It rained."])
    assert parts_of(doc, 400, 410) == UNKNOWN


def test_what_may_be_is_told_apart_from_what_was(story):
    text = "The mayor would not sign the deal."
    (doc,) = parse([text])
    assert parts_of(doc, text.index("sign"), text.index("sign") + 4).is_unreal
    assert not parts_by_id(story)["a:arrested:15"].is_unreal


def test_words_are_of_one_stem_of_one_family_or_neither(story):
    arrested, detained, opened = every("a", "arrested")[0], every("b", "detained")[0], every("d", "opened")[0]
    assert kinship(arrested, every("c", "arrested")[0]) == "one stem"
    assert kinship(arrested, detained) == "one family"
    assert kinship(arrested, opened) == "neither"
    assert models().keys() == {"one stem", "one family", "neither"}


def test_a_long_row_of_names_is_read_to_its_end():
    text = "Troops killed " + ", ".join(f"Ann{i}" for i in range(60)) + " and Bo."
    (doc,) = parse([text])
    assert parts_of(doc, 7, 13).undergone


def test_other_numbers_in_two_sentences_are_noted():
    texts = {"e": "The navy seized 23 boats.", "f": "The navy seized 26 boats.", "g": "The navy seized boats."}
    tellings = [told(name, name, text, 9, 15) for name, text in texts.items()]
    around = surroundings(tellings)
    one, other, bare = (Filled(telling, UNKNOWN, around[telling.id]) for telling in tellings)
    assert evidence_among(one, other)["other numbers"].value == 1.0
    assert evidence_among(one, bare)["other numbers"].value == 0.0
