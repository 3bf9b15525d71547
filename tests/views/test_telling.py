"""The report of an act that is quoted where there is room for one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rashomon.views.telling import Telling, most_telling_first

TELLINGS = st.builds(Telling, st.sampled_from(("happened", "denied")), st.integers(0, 5), st.text(max_size=300))


def test_the_fullest_of_a_sensible_length_is_quoted_and_the_rest_keep_their_order() -> None:
    scrap, leaning = Telling("happened", 5, "strike"), Telling("happened", 5, "which struck the mill in Oran on Monday")
    plain, full = (Telling("happened", cells, "Jets struck the mill in Oran.") for cells in (2, 4))
    denied, again = full._replace(modality="denied"), full._replace(quote="Jets hit the mill in Oran.")
    told = [scrap, leaning, denied, plain, full, again]
    assert most_telling_first(told, lambda one: one, "happened") == [full, scrap, leaning, denied, plain, again]
    assert most_telling_first(told, lambda one: one, "denied")[0] == denied


@given(st.lists(TELLINGS, max_size=6))
def test_nothing_is_lost(told: list[Telling]) -> None:
    assert sorted(most_telling_first(told, lambda one: one, "happened")) == sorted(told)
