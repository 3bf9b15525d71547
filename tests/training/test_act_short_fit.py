"""Weights are learned upon what is said already, and drawn towards nothing the more strongly they are held."""

from __future__ import annotations

import numpy as np
from training.act_short import Table, fitted, left_out


def _table(before: float, share: float) -> Table:
    """A hundred pairs with one feature, of which so many are one act; before it is known how likely that is."""
    rows = np.zeros((100, 1))
    rows[:50] = 1.0
    same = np.concatenate([np.arange(50) < 50 * share, np.arange(50) < 25]).astype(float)
    said = np.where(rows[:, 0] == 1.0, before, 0.0)
    return Table(rows, said, np.ones(100), same, np.arange(100) % 10)


def test_what_was_said_before_is_not_learned_again() -> None:
    assert abs(fitted(_table(before=np.log(4), share=0.8), 1.0)[0]) < 1e-6
    assert np.isclose(fitted(_table(before=0.0, share=0.8), 1e-6)[0], np.log(4), atol=1e-5)


def test_a_whole_step_that_leads_too_far_is_made_shorter() -> None:
    # far from what is true: Newton's steps swing to and fro there
    assert np.isclose(fitted(_table(before=-12.0, share=0.8), 1e-6)[0], 12 + np.log(4), atol=1e-3)


def test_weights_that_are_held_more_strongly_are_smaller_and_fit_worse_where_much_is_to_be_said() -> None:
    table = _table(before=0.0, share=0.9)
    weak, strong = fitted(table, 0.1)[0], fitted(table, 1000.0)[0]
    assert 0 < strong < weak
    assert left_out(table, 0.1) < left_out(table, 1000.0)
