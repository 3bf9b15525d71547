"""Sayings: which statements say one thing, and which say the opposite."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from rashomon.matching.answers import COMPATIBLE, EQUAL, EXCLUDING
from rashomon.matching.findings.saying.sayings import aligned, compare_sayings, is_another_version, saying, shared


def compare(one: tuple[str, str], other: tuple[str, str]) -> str:
    return compare_sayings(saying("a", "x", *one), saying("b", "y", *other))


def test_the_same_words_are_one_saying():
    assert compare(("that the bridge will stay closed until June", "said"),
                   ("the bridge stays closed until June", "said")) == EQUAL  # fmt: skip


def test_one_saying_may_be_told_partly_in_other_words():
    one = saying("a", "x", "that the measles vaccine would be compulsory for school pupils from autumn", "said")
    other = saying("b", "y", "all school pupils need to be vaccinated against measles from autumn on", "said")
    assert [len(group) for group in aligned([one, other])] == [2]
    assert compare_sayings(one, other) == EQUAL


def test_what_may_be_is_less_than_what_will_be_in_other_words_too():
    one = saying("a", "x", "that the measles vaccine would be compulsory for school pupils from autumn", "said")
    other = saying("b", "y", "school pupils may have to be vaccinated against measles from autumn", "said")
    assert is_another_version(one, other)


def test_a_yes_and_a_no_in_the_same_words_contradict():
    assert compare(("that the union had withdrawn its demand", "said"),
                   ("the union had not withdrawn its demand", "said")) == EXCLUDING  # fmt: skip


def test_a_denial_and_a_negation_say_the_same():
    assert compare(("supplying weapons to the rebels", "denied"),
                   ("that it had not supplied weapons to the rebels", "confirmed")) == EQUAL  # fmt: skip


def test_who_admitted_nothing_contradicts_that_he_admitted_something():
    admitted = ("that shells could have crossed the river", "admitted")
    assert compare(admitted, ("anything", "had not admitted")) == EXCLUDING


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("how long the man had worked there", "he did not know how long the man had worked there, but police do"),
        ("threats, magical or not, would not be tolerated", "no threats would be tolerated, even magical ones"),
        ("she should be called first woman instead of first lady", "she should be called first woman, not first lady"),
    ],
)
def test_a_negation_beside_the_point_contradicts_nothing(one: str, other: str):
    assert compare((one, "said"), (other, "said")) != EXCLUDING


def test_names_alone_align_nothing():
    sayings = [
        saying("a", "x", "Ana Lund phoned Piet Oorn about the harbour", "said"),
        saying("b", "y", "Ana Lund will meet Piet Oorn next week", "said"),
    ]
    assert aligned(sayings) == []
    assert compare_sayings(*sayings) == COMPATIBLE


def test_one_statement_of_each_article_stands_in_a_group():
    sayings = [
        saying("a", "x", "the dam will hold through the winter", "said"),
        saying("b", "x", "the dam will hold, engineers believe", "said"),
        saying("c", "y", "the dam would hold through the winter", "said"),
    ]
    assert [[one.id for one in group] for group in aligned(sayings)] == [["a", "c"]]


def test_one_word_put_for_another_is_no_denial():
    one = saying("a", "1", "the source was not one person, but probably a combination of several people", "said")
    other = saying("b", "2", "the source was probably a combination of several people", "said")
    assert compare_sayings(one, other) != EXCLUDING


def test_a_remark_he_never_made_denies_no_other_remark():
    one = saying("a", "1", "it", "never said")
    other = saying("b", "2", "the miners would go back to work on Monday", "said")
    assert compare_sayings(one, other) != EXCLUDING


def test_sayings_join_by_all_pairs_so_no_chain_runs_through_a_speech():
    sayings = [
        saying("a", "1", "the grain fleet will sail to the eastern harbours on Sunday", "said"),
        saying(
            "b", "2", "the grain fleet will sail once the harbours are swept, and pilots must be paid first", "said"
        ),
        saying("c", "3", "pilots must be paid first or nobody will leave the quay", "said"),
    ]
    assert all("c" not in ids or "a" not in ids for ids in ([one.id for one in group] for group in aligned(sayings)))


def test_a_word_that_a_speaker_uses_throughout_one_article_aligns_little():
    ends = ("starves coastal villages", "enriched a dozen trawler owners", "ruins nets", "angers cooks", "bores clerks")
    speech = [saying(f"s{n}", "1", f"the fishing quota {end}", "said") for n, end in enumerate(ends)]
    other = saying("b", "2", "the fishing quota pleases harbour towns", "said")
    assert aligned([*speech, other]) == []
    assert aligned([speech[1], saying("c", "2", "the fishing quota enriched trawler owners", "said")]) != []


def test_half_of_a_saying_is_not_the_other_half_of_another():
    one = saying("a", "1", "wages had risen, though bread, rent, coal and train tickets cost twice as much", "said")
    other = saying("b", "2", "wages had risen before he came to the factory as a young engineer from Tarn", "said")
    assert aligned([one, other]) == []


def test_who_gave_no_comment_said_nothing():
    none = [saying(article, article, "to a request for comment", "did not respond") for article in "ab"]
    assert aligned(none) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("that the yard will ship 2.8 million lamps by spring", "the yard would ship 2.5 million lamps by spring"),
        ("the harbour owners had offered $15 for each share", "an offer by the harbour owners of $18 for each share"),
    ],
)
def test_one_thing_counted_otherwise_is_contradicted(one: str, other: str):
    assert compare((one, "said"), (other, "said")) == EXCLUDING


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("16 people were killed by the landslide at Orrel", "17 people were killed by the landslide at Orrel"),
        ("the yard will ship at least 40 lamps by spring", "the yard will ship 60 lamps by spring"),
        ("the harbour opens again in 2031 under new owners", "the harbour opens again in 2032 under new owners"),
        ("the yard will ship 40 lamps by spring", "the yard will build 60 boats by spring"),
    ],
)
def test_what_grows_what_is_bounded_and_what_counts_other_things_is_not(one: str, other: str):
    assert compare((one, "said"), (other, "said")) != EXCLUDING


def test_shared_weight_is_the_same_in_whatever_order_a_process_takes_the_words():
    words = {f"w{number}": 0.1 * number for number in range(1, 40)}
    one = replace(saying("a", "x", "the ferry resumes", "said"), words=words)
    other = replace(one, words=dict(reversed(words.items())))
    assert shared(one, other) == 1.0
    half = {word: value for word, value in words.items() if int(word[1:]) % 2}
    assert shared(one, replace(one, words=half)) == math.fsum(half.values()) / math.fsum(half.values())
    assert shared(replace(one, words=half | {"x": 0.7}), one) == math.fsum(half.values()) / math.fsum(
        [*half.values(), 0.7]
    )


def test_a_saying_told_with_fewer_details_is_no_other_version():
    one = ("The deal is valued at more than $2 billion and could be signed as early as this week", "said")
    assert compare(one, ("the deal could be worth more than $2 billion", "said")) == EQUAL


def test_a_half_left_out_makes_another_version():
    whole = saying("a", "x", "five towns are considered for the summit, but that none of them lies in Norway", "said")
    part = saying("b", "y", "five towns are being considered for the summit", "said")
    assert is_another_version(whole, part)


def test_two_things_that_one_speaker_said_are_no_two_versions():
    one = saying("a", "x", "the union had suspended its strike but not withdrawn its demand for a new director", "said")
    other = saying("b", "y", "the dismissal of the company's director, Pavel Orun", "demanded")
    assert not is_another_version(one, other)


def test_a_quotation_cut_shorter_says_the_same():
    one = saying("a", "x", '"We threatened nobody, we made clear what the law is," … "That could be evil."', "said")
    other = saying("b", "y", '"We threatened nobody, we made clear what the law is,"', "said")
    assert compare_sayings(one, other) == EQUAL


def test_that_nobody_was_is_one_saying_in_whatever_words() -> None:
    one = saying("1", "a", "nobody had been arrested", "said")
    other = saying("2", "b", "the search was lawful and that no one had been arrested", "said")
    told = saying("3", "c", "two editors had been arrested", "said")
    assert [[s.id for s in group] for group in aligned([one, other])] == [["1", "2"]]
    assert aligned([one, told]) == []


def test_a_quotation_in_parts_is_the_same_quotation():
    begun = "We are giving up our embassy in the capital without a fight,"
    one = saying("a", "x", f'"{begun} and now we ask our guards to give up."', "said")
    other = saying("b", "y", f'"{begun}" … "unless somebody stops it tomorrow."', "said")
    assert compare_sayings(one, other) == EQUAL


def test_a_denied_claim_is_another_version_of_it_and_no_agreement() -> None:
    told = saying("s1", "a1", "to prosecute the family of Orrin Vale over ransom payments", "threatened")
    denied = saying("s2", "a2", "claims that it threatened the family of Orrin Vale over ransom payments", "denied")
    assert compare_sayings(told, denied) == COMPATIBLE


def test_a_plan_is_no_hedge_where_it_is_a_thing_or_the_other_version_is_still_to_come_too():
    assert compare(("that the council is \"delusional\" about its plan", "said"),
                   ("the council's approach \"delusional\"", "called")) == EQUAL  # fmt: skip
    assert compare(("that the mill will close its northern gate", "said"),
                   ("the mill plans to close its northern gate", "said")) == EQUAL  # fmt: skip


def test_the_first_and_the_second_of_a_kind_are_two_sayings():
    first = saying("a", "x", "to build its first battery factory in Orlo", "decided")
    second = saying("b", "y", "that it may build a second battery factory as well", "said")
    third = saying("c", "z", "that it may build a battery factory in Orlo as well", "said")
    assert aligned([first, second]) == []
    assert aligned([first, third]) != []
