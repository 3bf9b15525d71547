"""Equal sets are one object, whatever they were made of."""

from __future__ import annotations

from rashomon.matching.sets import shared, union


def test_equal_sets_are_one_object() -> None:
    assert shared(["IRN", "RUS"]) is shared(code for code in ("RUS", "IRN"))
    assert shared(()) is shared([]) and shared(()) == frozenset()


def test_a_union_is_the_set_that_has_it_all_where_there_is_one() -> None:
    both, one = shared(["IRN", "RUS"]), shared(["RUS"])
    assert union([one, both, shared(())]) is both
    assert union([]) is shared(())
