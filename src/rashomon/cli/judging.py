"""The commands by which people judge: judge, judgements, forget, and decisions to exchange and compare."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from rashomon.cli.common import AsJson, CaseAddress, answer, fail, fail_unless_known, open_at

#: What `judge` takes.
_VERDICTS = ("same", "different", "wrong", "right", "act", "statement")

DecisionsFile = Annotated[Path, typer.Argument(metavar="FILE", help="What `rashomon decisions export` wrote.")]

Verdict = Annotated[
    str,
    typer.Argument(
        help="same, different; of a reading wrong or right; act and statement add one that was not read.",
        autocompletion=lambda: list(_VERDICTS),
    ),
]
Left = Annotated[
    str,
    typer.Argument(
        metavar="ID", help="The one, the reading, or the article that has what is added; its id or the beginning of it."
    ),
]
Right = Annotated[
    str,
    typer.Argument(
        metavar="ID|PART|WORDS",
        help="The other; of a report all, who, whom, when, where, how-many, type or modality; of a statement all, "
        "speaker, words, cue or form; the article's exact words that tell an act, or are said.",
    ),
]
Value = Annotated[
    str | None, typer.Option("--value", help="What the part is instead: Homs, 2017-04-07, 14 dead, ASSAULT/aerial.")
]
Words = Annotated[
    str | None, typer.Option("--words", help="The words of the article that say so, exactly as they stand there.")
]
Alike = Annotated[
    bool, typer.Option("--alike", help="Give it to all reports of the event that were read alike there.")
]
Because = Annotated[str | None, typer.Option("--because", help="The reason, kept with the judgement.")]
By = Annotated[str | None, typer.Option("--by", help="Who judges; otherwise the user's name.")]

# the parts of an act
Type = Annotated[str | None, typer.Option("--type", help="Of an act its type: ASSAULT/aerial.")]
Who = Annotated[str | None, typer.Option("--who", help="Of an act who did it; names with ';' between.")]
Whom = Annotated[str | None, typer.Option("--whom", help="Of an act to whom it was done.")]
When = Annotated[str | None, typer.Option("--when", help="Of an act its time: 2017-04-07.")]
Where = Annotated[str | None, typer.Option("--where", help="Of an act its place: Homs, Syria.")]
HowMany = Annotated[
    list[str] | None, typer.Option("--how-many", help="Of an act a count: 14 dead; can be given again.")
]
Modality = Annotated[str | None, typer.Option("--modality", help="Of an act, unless it happened: planned.")]

# the parts of a statement
Speaker = Annotated[str | None, typer.Option("--speaker", help="Of a statement who says it.")]
Cue = Annotated[str | None, typer.Option("--cue", help="Of a statement the exact words that bring it in: said.")]
Form = Annotated[str | None, typer.Option("--form", help="Of a statement direct, indirect or mixed.")]
Polarity = Annotated[str | None, typer.Option("--polarity", help="Of a statement, if it denies: negative.")]
At = Annotated[
    int | None, typer.Option("--at", help="At which character the words begin, where they stand there twice.")
]


def judge(
    case: CaseAddress,
    verdict: Verdict,
    left: Left,
    right: Right,
    value: Value = None,
    words: Words = None,
    alike: Alike = False,
    type: Type = None,
    who: Who = None,
    whom: Whom = None,
    when: When = None,
    where: Where = None,
    how_many: HowMany = None,
    modality: Modality = None,
    speaker: Speaker = None,
    cue: Cue = None,
    form: Form = None,
    polarity: Polarity = None,
    at: At = None,
    because: Because = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Say that two articles, stories, entities or events are the same or different, a reading wrong; or add one.

    It outranks the machine. A reading is a report or a statement: `judge CASE wrong REPORT when` takes its time away,
    `judge CASE wrong REPORT when --value 2017-04-07` gives it another. `judge CASE act ARTICLE "shelled the market"
    --type ASSAULT --when 2017-04-07` adds an act that was not read, `judge CASE statement ARTICLE "we will go on"
    --speaker "Ilse Varnholt"` a statement.
    """
    fail_unless_known("verdict", verdict, _VERDICTS)
    given = {"value": value, "words": words, "alike": alike}
    of_act = {
        "who": who, "whom": whom, "when": when, "where": where, "how_many": how_many or (),
        "modality": modality,
    }  # fmt: skip
    of_statement = {"speaker": speaker, "cue": cue, "form": form, "polarity": polarity}
    judging = {"by": by or getpass.getuser(), "because": because}
    acting = type is not None or any(one not in (None, ()) for one in of_act.values())
    saying = any(one is not None for one in of_statement.values())
    if verdict == "act":
        if type is None or saying or any(given.values()):
            fail("an act is given by its parts: say its --type, and what the article tells of --who, --whom, --when, …")
        _add(case, verdict, (left, right), {"type": type, "at": at} | of_act | judging, as_json)
        return
    if verdict == "statement":
        if acting or any(given.values()):
            fail("a statement is given by its parts: say its --speaker, and --cue, --form or --polarity")
        _add(case, verdict, (left, right), {"at": at} | of_statement | judging, as_json)
        return
    if acting or at is not None:
        fail("--type, --who, --whom, --when, --where, --how-many, --modality and --at are of an act: judge CASE act …")
    if saying:
        fail("--speaker, --cue, --form and --polarity are of a statement that is added: judge CASE statement …")
    _keep(case, verdict, (left, right), given | judging, as_json)


def _add(case: str, verdict: str, asked: tuple[str, str], given: Mapping[str, Any], as_json: bool) -> None:
    from rashomon.terminal import print_judged

    opened = open_at(case, must_exist=True)
    added = (opened.judge_act if verdict == "act" else opened.judge_statement)(*asked, **given)
    answer(added, as_json, lambda out: print_judged(out, added, asked))


def _keep(case: str, verdict: str, asked: tuple[str, str], given: Mapping[str, Any], as_json: bool) -> None:
    from rashomon.terminal import print_judged

    opened = open_at(case, must_exist=True)
    made = opened.judge(verdict, *asked, **given)

    def render(out: Console) -> None:
        print_judged(out, made, asked)
        if given["alike"]:
            one = (made.at, made.by, made.right)
            others = sum((other.at, other.by, other.right) == one for other in opened.judgements()) - 1
            out.print(f"  and {others:,} other reports of the event that were read alike", highlight=False)

    answer(made, as_json, render)


def judgements(case: CaseAddress, as_json: AsJson = False) -> None:
    """People's judgements, oldest first."""
    from rashomon.record import ADDING, READING, judgement_id
    from rashomon.views.given import spell_judged

    found = open_at(case, must_exist=True).judgements()

    def render(out: Console) -> None:
        for made in found:
            because = "; ".join(reason.feature for reason in made.reasons)
            what = made.right if made.relation == READING and made.verdict not in ADDING else made.right[:8]
            given = f" → {spell_judged(made)}" if made.cells else ""
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
    from rashomon.record import ADDING, READING

    taken = open_at(case, must_exist=True).forget(judgement)
    what = taken.right if taken.relation == READING and taken.verdict not in ADDING else taken.right[:8]
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
