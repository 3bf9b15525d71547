"""Decisions of two people: what goes out comes back in, and how far they agree."""

from __future__ import annotations

import io
import json
from collections import Counter
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from bench.synthetic import make_case
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from rashomon.case import open_case
from rashomon.errors import NotFound, QueryError
from rashomon.judging.decisions import (
    cohens_kappa,
    compare_decisions,
    export_decisions,
    import_decisions,
    read_decisions,
)
from rashomon.judging.judgements import people_s_judgements, take_back
from rashomon.record import Judgement, Reason, judgement_id, rows_to_table, to_row
from rashomon.store.delta import DeltaStore
from rashomon.store.slices import write_slice
from rashomon.terminal import print_agreement

AT = "2026-01-01T00:00:00Z"


def _judgement(left: str, right: str, verdict: str, by: str = "ada", at: str = AT) -> Judgement:
    return Judgement("story", left, right, verdict, 1.0, (), f"person:{by}", at)


def test_decisions_of_one_case_fit_another_with_the_same_texts(tmp_path: Path) -> None:
    make_case(tmp_path / "ada.case", 8)
    make_case(tmp_path / "bob.case", 8)
    ada, bob = DeltaStore(tmp_path / "ada.case"), DeltaStore(tmp_path / "bob.case")
    articles = sorted(open_case(tmp_path / "ada.case").record().articles)
    line = json.dumps({"relation": "story", "left": articles[0], "right": articles[1], "verdict": "different",
                       "by": "person:ada", "reasons": [{"feature": "two marches"}], "at": AT})  # fmt: skip
    assert import_decisions(ada, line, AT).added == 1
    taken = import_decisions(bob, export_decisions(ada), AT)
    assert (taken.added, taken.known, taken.refused) == (1, 0, ())
    assert import_decisions(bob, export_decisions(ada), AT).known == 1
    assert export_decisions(bob) == export_decisions(ada)


def _judged(folder: Path, pairs: int) -> list[Judgement]:
    """A case of eight articles, of which so many pairs have been judged."""
    make_case(folder, 8)
    articles = sorted(open_case(folder).record().articles)
    made = [_judgement(*pair, "different") for pair in list(combinations(articles, 2))[:pairs]]
    import_decisions(DeltaStore(folder), "\n".join(json.dumps(to_row(one)) for one in made), AT)
    return made


def test_a_beginning_that_several_judgements_share_takes_none_of_them_back(tmp_path: Path) -> None:
    # of seventeen ids two begin alike
    made = _judged(tmp_path / "one.case", 17)
    store = DeltaStore(tmp_path / "one.case")
    (shared, _), *_ = Counter(judgement_id(one)[0] for one in made).most_common()
    for name in (shared, ""):
        with pytest.raises(NotFound, match=r"several judgements begin so|no such judgement"):
            take_back(store, name, AT)
    assert len(people_s_judgements(store)) == 17
    assert take_back(store, judgement_id(made[3]), AT) == made[3]
    assert len(people_s_judgements(store)) == 16


def test_what_two_programs_took_in_at_once_is_taken_back_as_one(tmp_path: Path) -> None:
    (made,) = _judged(tmp_path / "one.case", 1)
    store = DeltaStore(tmp_path / "one.case")
    write_slice(store, "person", [judgement_id(made)], AT, {"judgements": rows_to_table(Judgement, [made])})
    take_back(store, judgement_id(made), AT)
    assert people_s_judgements(store) == []


def test_a_line_that_fits_nothing_is_refused_with_the_reason(tmp_path: Path) -> None:
    make_case(tmp_path / "one.case", 4)
    lines = [
        "no json", "[]", "{}", json.dumps({"relation": "love", "left": "a", "right": "b"}),
        json.dumps({"relation": "story", "left": "a", "right": "b", "verdict": "perhaps", "by": "person:x"}),
        json.dumps({"relation": "story", "left": "a", "right": "b", "verdict": "same", "by": "machine:x"}),
        json.dumps({"relation": "story", "left": "nix", "right": "nax", "verdict": "same", "by": "person:x"}),
    ]  # fmt: skip
    taken = import_decisions(DeltaStore(tmp_path / "one.case"), "\n".join(lines), AT)
    assert taken.added == 0
    assert len(taken.refused) == len(lines)
    assert [refused.partition(":")[0] for refused in sorted(taken.refused)] == [f"line {n}" for n in range(1, 8)]


def test_kappa_is_cohen_s() -> None:
    """The worked example of many textbooks: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no give 0.4."""
    pairs = [("same", "same")] * 20 + [("same", "different")] * 5 + [("different", "same")] * 10
    assert cohens_kappa(pairs + [("different", "different")] * 15) == 0.4


def test_kappa_is_not_defined_where_chance_explains_all() -> None:
    assert cohens_kappa([("same", "same")] * 3) is None
    assert cohens_kappa([]) is None


def test_pairs_are_compared_in_either_order_and_the_latest_counts() -> None:
    here = [
        _judgement("a", "b", "same"),
        _judgement("a", "b", "different", at="2026-01-02T00:00:00Z"),
        _judgement("c", "d", "same"),
    ]
    there = [_judgement("b", "a", "different", "bob"), _judgement("e", "f", "same", "bob")]
    found = compare_decisions(here, there)
    assert (found.both, found.agreed, found.percent, found.only_here, found.only_there) == (1, 1, 100.0, 1, 1)


def test_lines_that_are_no_decisions_are_named_and_not_compared(tmp_path: Path) -> None:
    make_case(tmp_path / "one.case", 4)
    good = json.dumps(to_row(_judgement("a", "b", "same")))
    found = open_case(tmp_path / "one.case").compare_decisions(f"{good}\nnot json\n{{}}\n")
    assert (found.both, found.only_there, len(found.refused)) == (0, 1, 2)
    assert found.refused[0].startswith("line 2: not a decision")
    out = Console(file=io.StringIO(), width=200)
    print_agreement(out, found)
    assert "✕ 2 lines are no decisions and were left out; the first: line 2: not a decision" in out.file.getvalue()


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85"])
def test_a_reason_may_hold_what_ends_a_line_elsewhere(end: str) -> None:
    said = replace(_judgement("a", "b", "same"), reasons=(Reason(f"one{end}two", 1.0, None, None),))
    line = json.dumps(to_row(said), ensure_ascii=False)
    assert read_decisions(f"{line}\r\n{line}\n") == ([(1, said), (2, said)], [])


@given(st.lists(st.tuples(st.sampled_from(["same", "different"]), st.sampled_from(["same", "different"])), max_size=40))
def test_kappa_is_symmetric_and_at_most_one(pairs: list[tuple[str, str]]) -> None:
    kappa = cohens_kappa(pairs)
    assert kappa == cohens_kappa([(right, left) for left, right in pairs])
    assert kappa is None or -1 <= kappa <= 1


BROKEN = ["{" * 5000, '{"relation": ' + "[" * 100_000, "not json\n[]"]


@pytest.mark.parametrize("lines", ["", "\n\n"])
def test_a_file_without_a_line_holds_no_decision(lines: str) -> None:
    assert read_decisions(lines) == ([], [])


@pytest.mark.parametrize("lines", BROKEN)
def test_a_file_without_one_decision_is_refused_in_a_sentence(lines: str) -> None:
    with pytest.raises(QueryError, match="no decision in the file; line 1: not a decision"):
        read_decisions(lines)


@pytest.mark.parametrize("lines", BROKEN)
def test_broken_lines_cost_no_other_decision(lines: str) -> None:
    good = json.dumps(to_row(_judgement("a", "b", "same")))
    read, refused = read_decisions(f"{lines}\n{good}")
    assert [judgement.left for _, judgement in read] == ["a"]
    assert len(refused) == len(lines.split("\n"))
