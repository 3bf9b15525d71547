"""The commands by which people judge: judge, judgements, forget, and decisions to exchange and compare."""

from __future__ import annotations

import getpass
import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from rashomon.cli.common import AsJson, CaseAddress, answer, fail, fail_unless_known, open_at

#: What `judge` takes.
_VERDICTS = ("same", "different", "wrong", "right")

DecisionsFile = Annotated[Path, typer.Argument(metavar="FILE", help="What `rashomon decisions export` wrote.")]


def judge(
    case: CaseAddress,
    verdict: Annotated[
        str,
        typer.Argument(help="same, different; of a reading wrong or right.", autocompletion=lambda: list(_VERDICTS)),
    ],
    left: Annotated[str, typer.Argument(metavar="ID", help="The one, or the reading; its id or the beginning of it.")],
    right: Annotated[
        str,
        typer.Argument(
            metavar="ID|PART", help="The other; of a reading all, who, whom, when, where, how-many, type or modality."
        ),
    ],
    value: Annotated[
        str | None, typer.Option("--value", help="What the part is instead: Homs, 2017-04-07, 14 dead, ASSAULT/aerial.")
    ] = None,
    words: Annotated[
        str | None, typer.Option("--words", help="The words of the article that say so, exactly as they stand there.")
    ] = None,
    alike: Annotated[
        bool, typer.Option("--alike", help="Give it to all reports of the event that were read alike there.")
    ] = False,
    because: Annotated[str | None, typer.Option("--because", help="The reason, kept with the judgement.")] = None,
    by: Annotated[str | None, typer.Option("--by", help="Who judges; otherwise the user's name.")] = None,
    as_json: AsJson = False,
) -> None:
    """Say that two articles, stories, entities or events are the same or different, or that a reading is wrong.

    It outranks the machine. A reading is a report or a statement: `judge CASE wrong REPORT when` takes its time away,
    `judge CASE wrong REPORT when --value 2017-04-07` gives it another.
    """
    fail_unless_known("verdict", verdict, _VERDICTS)
    from rashomon.terminal import print_judged

    opened = open_at(case, must_exist=True)
    made = opened.judge(
        verdict, left, right, by=by or getpass.getuser(), because=because, value=value, words=words, alike=alike
    )

    def render(out: Console) -> None:
        print_judged(out, made, (left, right))
        others = [one for one in opened.judgements() if alike and (one.at, one.by, one.right) == made_by]
        if alike:
            out.print(f"  and {len(others) - 1:,} other reports of the event that were read alike", highlight=False)

    made_by = (made.at, made.by, made.right)
    answer(made, as_json, render)


def judgements(case: CaseAddress, as_json: AsJson = False) -> None:
    """People's judgements, oldest first."""
    from rashomon.record import READING, judgement_id
    from rashomon.views.given import spell_cells

    found = open_at(case, must_exist=True).judgements()

    def render(out: Console) -> None:
        for made in found:
            because = "; ".join(reason.feature for reason in made.reasons)
            what = made.right if made.relation == READING else made.right[:8]
            given = f" → {spell_cells(made.cells)}" if made.cells else ""
            out.print(
                f"{judgement_id(made)[:8]}  {made.at}  {made.by}  {made.relation} {made.left[:8]} {made.verdict} "
                f"{what}{given}  {because}",
                highlight=False,
                markup=False,
                soft_wrap=True,
            )
        if not found:
            out.print("nobody has judged anything yet; 'rashomon judge' does")

    answer(found, as_json, render)


def forget(
    case: CaseAddress,
    judgement: Annotated[str, typer.Argument(help="Its id, or the beginning of it.")],
    as_json: AsJson = False,
) -> None:
    """Take a person's judgement back."""
    from rashomon.record import READING

    taken = open_at(case, must_exist=True).forget(judgement)
    what = taken.right if taken.relation == READING else taken.right[:8]
    answer(
        taken,
        as_json,
        lambda out: out.print(f"forgotten: {taken.relation} {taken.left[:8]} {what}", highlight=False),
    )


def decisions_export(case: CaseAddress, as_json: AsJson = False) -> None:
    """People's judgements as JSON Lines, to send to a colleague; with --json as one list."""
    lines = open_at(case, must_exist=True).export_decisions()

    def render(out: Console) -> None:
        # plain, not as the console wraps it: a line is a decision
        sys.stdout.write(lines)

    answer([json.loads(line) for line in lines.split("\n") if line], as_json, render)


def decisions_import(case: CaseAddress, file: DecisionsFile, as_json: AsJson = False) -> None:
    """Take a colleague's decisions in, and compare all accounts anew."""
    taken = open_at(case, must_exist=True).import_decisions(_lines_of(file))

    def render(out: Console) -> None:
        out.print(f"{taken.added:,} decisions taken in, {taken.known:,} known already", highlight=False)
        for refused in taken.refused[:20]:
            out.print(f"  ✕ {refused}", highlight=False, markup=False, soft_wrap=True)

    answer(taken, as_json, render)


def decisions_compare(
    case: CaseAddress,
    file: DecisionsFile,
    by: Annotated[str | None, typer.Option("--by", help="Only this person's decisions of the case.")] = None,
    as_json: AsJson = False,
) -> None:
    """How far a colleague's decisions agree with the case's: percent and Cohen's kappa."""
    from rashomon.terminal import print_agreement

    found = open_at(case, must_exist=True).compare_decisions(_lines_of(file), by=by)
    answer(found, as_json, lambda out: print_agreement(out, found))


def _lines_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        fail(f"cannot read the decisions: {str(file)!r}: {error.strerror or error}")
