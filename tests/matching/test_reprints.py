"""What is worked out once for copies: the same as if each were worked out by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rashomon.matching.acts import pairs as acts
from rashomon.matching.acts.pairs import told
from rashomon.matching.findings.saying import sayings
from rashomon.matching.findings.saying.sayings import aligned, saying
from rashomon.matching.reprints import OfPairs, numbered

_SOME = "the rebels shelled Lirane . army killed denied 12 \n Shelling talks Orvos".split(" ")
_WORDS = st.lists(st.sampled_from(_SOME))


def test_a_pair_is_asked_once_and_each_order_by_itself() -> None:
    asked = []

    def joined(one: list[str], other: list[str]) -> str:
        asked.append((one, other))
        return one[0] + other[0]

    once = OfPairs(joined)
    left, right = ["a"], ["b"]
    assert [once(left, right), once(left, right), once(right, left)] == ["ab", "ab", "ba"]
    assert len(asked) == 2


def test_values_that_are_only_equal_are_not_taken_for_each_other() -> None:
    sizes: OfPairs[list[int], int] = OfPairs(lambda one, other: len(one) + len(other))
    assert [sizes([1], [1]), sizes([2], [2]), sizes([1, 2], [1])] == [2, 2, 3]


def _times(one: int, other: int) -> int:
    return one * other


def test_more_pairs_than_it_may_hold_are_forgotten_and_worked_out_again() -> None:
    product = OfPairs(_times, most=2)
    assert [product(a, b) for a in range(4) for b in range(4)] == [a * b for a in range(4) for b in range(4)]
    assert len(product._known) <= 2


def test_values_with_one_key_share_the_number_of_the_first() -> None:
    assert numbered(["b", "A", "B", "a"], str.casefold) == [0, 1, 0, 1]


@given(st.lists(st.tuples(_WORDS, _WORDS), min_size=2, max_size=5))
def test_tellings_are_as_likely_one_with_copies_around_as_without(texts: list[tuple[list[str], list[str]]]) -> None:
    tellings = []
    for number, (before, after) in enumerate(texts + texts[:1]):
        text = " ".join([*before, "attacked", *after])
        start = len(" ".join([*before, ""]))
        tellings.append(told(f"r{number}", f"a{number}", text, start, start + len("attacked")))
    for one in tellings:
        for other in tellings:
            remembered = acts.likelihood(one, other)
            acts._worded.cache_clear()
            fresh = [told(t.id, t.text, _text_of(t, texts), *_place_of(t, texts)) for t in (one, other)]
            assert acts.likelihood.__wrapped__(*fresh) == remembered


def _text_of(one: acts.Told, texts: list[tuple[list[str], list[str]]]) -> str:
    before, after = (texts + texts[:1])[int(one.id[1:])]
    return " ".join([*before, "attacked", *after])


def _place_of(one: acts.Told, texts: list[tuple[list[str], list[str]]]) -> tuple[int, int]:
    before, _ = (texts + texts[:1])[int(one.id[1:])]
    start = len(" ".join([*before, ""]))
    return start, start + len("attacked")


@given(st.lists(st.tuples(_WORDS, st.sampled_from(["said", "denied that", "admitted"])), max_size=8))
def test_sayings_align_alike_whether_copies_are_told_from_each_other_or_not(said: list[tuple[list[str], str]]) -> None:
    every = [saying(f"s{i}", f"a{i}", " ".join(words), cue) for i, (words, cue) in enumerate([*said, *said])]
    found = [[one.id for one in group] for group in aligned(every)]
    alone = [[one.id for one in group] for group in _aligned_one_by_one(every)]
    assert found == alone


def _aligned_one_by_one(every: list[sayings.Saying]) -> list[list[sayings.Saying]]:
    whole = sayings._wording
    try:
        sayings._wording = lambda one: one.id
        return aligned(every)
    finally:
        sayings._wording = whole
