"""Rows and Arrow tables give back the nouns they came from, whatever is in them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.record import NOUNS, Story, from_row, rows, rows_to_table, table_to_rows, to_row

_TEXT = st.text(st.characters(codec="utf-8"), max_size=12)


def _anything(kind: type) -> st.SearchStrategy[Any]:
    # hypothesis reads the annotations; only text needs help, since lone surrogates are no UTF-8
    return st.builds(kind)


st.register_type_strategy(str, _TEXT)
st.register_type_strategy(int, st.integers(-(2**53), 2**53))
st.register_type_strategy(float, st.floats(allow_nan=False))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(NOUNS)).flatmap(lambda name: st.tuples(st.just(name), _anything(NOUNS[name]))))
def test_a_noun_survives_rows_and_arrow(pair: tuple[str, Any]) -> None:
    name, noun = pair
    assert from_row(NOUNS[name], to_row(noun)) == noun
    assert list(table_to_rows(NOUNS[name], rows_to_table(NOUNS[name], [noun, noun]))) == [noun, noun]
    assert list(table_to_rows(NOUNS[name], rows_to_table(NOUNS[name], [noun, noun]), shared=True)) == [noun, noun]


def test_a_table_that_is_made_in_slices_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    stories = [Story(str(number), f"title {number}", ("a", str(number)), (), None, None) for number in range(5)]
    whole = rows_to_table(Story, stories)
    monkeypatch.setattr(rows, "_AT_ONCE", 2)
    table = rows_to_table(Story, iter(stories))
    assert table.equals(whole)
    assert table["title"].num_chunks == 1


def test_an_empty_table_keeps_its_columns() -> None:
    for kind in NOUNS.values():
        table = rows_to_table(kind, [])
        assert table.num_rows == 0
        assert table.column_names == list(kind.__dataclass_fields__)


def test_equal_names_of_a_table_can_be_one_object_and_ids_are_not_looked_at() -> None:
    table = rows_to_table(Story, [Story("id", "Title", ("a", "b"), (), None, None)] * 2)
    one, other = table_to_rows(Story, table, shared=True)
    assert one == other and one.title is other.title and one.articles[1] is other.articles[1]
    assert one.id is not other.id
