"""The order of findings: disputes about lives and force before disputes about words."""

from __future__ import annotations

from rashomon.record import Finding, Side
from rashomon.views.findings_order import consequence


def finding(question: str, agreement: str, *origins: int, answers: tuple[str, ...] = ()) -> Finding:
    sides = tuple(
        Side(
            answers[i] if answers else f"answer {i}", (), (), tuple(f"{question}{i}{n}" for n in range(voices)), voices
        )
        for i, voices in enumerate(origins)
    )
    return Finding(f"{question} {agreement}", "s", None, question, agreement, sides, ())


def told(*rows: tuple[Finding, str | None]) -> list[str]:
    return [row.id for row, _ in sorted(rows, key=lambda row: consequence(*row))]


def test_lives_and_force_come_before_days_and_words():
    rows = (
        (finding("label:e", "differing", 3, 3), None),
        (finding("said:e", "differing", 2, 2), None),
        (finding("when", "differing", 1, 1), "PROTEST"),
        (finding("when", "agreed", 9), "ASSAULT"),
        (finding("dead", "contradicted", 1, 1), "ASSAULT"),
        (finding("said:e", "contradicted", 5, 5), None),
        (finding("dead", "updated", 1, 1), "ASSAULT"),
    )
    assert told(*rows) == [
        "dead contradicted", "said:e contradicted", "dead updated", "when differing", "said:e differing",
        "label:e differing", "when agreed",
    ]  # fmt: skip


def test_of_two_disputes_the_one_whose_smaller_side_has_more_voices_comes_first():
    rows = ((finding("who", "contradicted", 9, 1), "ASSAULT"), (finding("whether", "contradicted", 3, 3), None))
    assert told(*rows) == ["whether contradicted", "who contradicted"]


def test_of_sayings_the_one_that_goes_further_comes_before_mere_wordings():
    plain = finding("said:a", "differing", 2, 2, answers=("the port closed on a cold day", "a cold day saw it shut"))
    further = finding("said:b", "differing", 1, 1, answers=("the army may withdraw", "the army will withdraw"))
    assert told((plain, None), (further, None)) == ["said:b differing", "said:a differing"]


def test_of_agreements_the_one_with_most_voices_comes_first():
    rows = ((finding("who", "agreed", 2), "ASSAULT"), (finding("dead", "agreed", 5), "ASSAULT"))
    assert told(*rows) == ["dead agreed", "who agreed"]


def test_what_most_accounts_tell_comes_before_days_and_numbers_that_few_do():
    rows = (
        (finding("when", "agreed", 2), "ASSAULT"),
        (finding("told", "agreed", 5), None),
        (finding("dead", "agreed", 2), "ASSAULT"),
        (finding("age", "agreed", 5), None),
    )
    assert told(*rows) == ["dead agreed", "told agreed", "age agreed", "when agreed"]
