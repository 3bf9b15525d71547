"""Judgements on a terminal: why, what was kept, and how far two people agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console

from rashomon.terminal.lines import say
from rashomon.views.given import spell_cells, spell_judged, spell_part

if TYPE_CHECKING:
    from rashomon.judging.decisions import Agreement
    from rashomon.record import Cell, Judgement
    from rashomon.views.why import Why

def print_why(out: Console, why: Why) -> None:
    """Judgements with their reasons, strongest first."""
    for judgement in why.judgements:
        say(
            out,
            f"{judgement.relation}: {_judged(judgement, why.words)} by {judgement.by}",
            "bold",
        )
        for reason in sorted(judgement.reasons, key=lambda r: -abs(r.score)):
            sides = " | ".join(side for side in (reason.left, reason.right) if side)
            say(out, f"  {reason.score:+.2f}  {reason.feature}" + (f"  {sides}" if sides else ""))
    for line in why.lines:
        say(out, line)


def _judged(judgement: Judgement, words: Mapping[str, str]) -> str:
    """What is judged, and how; of a reading which part of it."""
    if judgement.verdict in ("act", "statement"):
        what = "tells an act" if judgement.verdict == "act" else "has a"
        return f"{judgement.left[:8]} {what}: {spell_judged(judgement)} [{judgement.right[:8]}]"
    if judgement.verdict in ("wrong", "right"):
        given = f"; it is {spell_cells(judgement.cells)}" if judgement.cells else ""
        return f"{judgement.left[:8]} is {judgement.verdict}: {judgement.right}{given}"
    return f"{_ends(judgement, words)} {judgement.verdict} ({judgement.score:.2f})"


def _ends(judgement: Judgement, words: Mapping[str, str]) -> str:
    """The two that are judged, by their ids and, where they have some, their words."""
    ends = (judgement.left, judgement.right)
    # a range of days stands where an article's date is judged
    short = [end[:8] if end.isalnum() else end for end in ends]
    said = [f" “{words[end]}”" if end in words else "" for end in ends]
    return f"{short[0]}{said[0]} and {short[1]}{said[1]}"


def print_judged(out: Console, made: Judgement, asked: tuple[str, str]) -> None:
    """What was kept, by the ids that were asked for, and how to take it back."""
    from rashomon.record import ACT, ADDING, judgement_id

    (_print_added if made.verdict in ADDING else _print_verdict)(out, made, asked)
    noun = "report" if made.verdict == ACT else "statement"
    added = f"{noun} {made.right[:8]}; " if made.verdict in ADDING else ""
    say(out, f"{added}`rashomon forget CASE {judgement_id(made)[:8]}` takes it back", "dim")


def _print_added(out: Console, made: Judgement, asked: tuple[str, str]) -> None:
    from rashomon.record import CREDIT, POLARITY, TRIGGER, said_of_added

    say(out, f"kept ({made.verdict}): {asked[0][:8]} tells {said_of_added(made)}")
    _print_words(out, [cell for cell in made.cells if cell.part in ("type", "words")])
    for cell in made.cells:
        if cell.text is None and cell.part not in (TRIGGER, CREDIT, POLARITY, "modality", "form"):
            say(out, f"  {spell_part(cell.part or '')}: {cell.said} rests on your judgement alone")


def _print_verdict(out: Console, made: Judgement, asked: tuple[str, str]) -> None:
    left, right = asked
    if made.cells:
        what = f"{left[:8]}: {spell_part(made.right)} is {', '.join(cell.said for cell in made.cells)}"
    elif made.verdict in ("wrong", "right"):
        what = f"{left[:8]} is {made.verdict}: {right}"
    else:
        what = f"{left[:8]} and {right[:8]} are {'the same' if made.verdict == 'same' else made.verdict}"
    say(out, f"kept ({made.relation}): {what}")
    cited = [cell for cell in made.cells if cell.text]
    _print_words(out, cited)
    if made.cells and not cited:
        say(out, "  it rests on your judgement alone: no words of the article are cited; --words cites some")


def _print_words(out: Console, cells: Sequence[Cell]) -> None:
    for cell in cells:
        say(out, f"  it rests on “{' '.join((cell.text or '').split())}” in the article")


def print_agreement(out: Console, found: Agreement) -> None:
    """Percent and kappa, the pairs on which two people differ, then how many lines are not compared."""
    if found.percent is None:
        say(out, f"no pair that both judged ({found.only_here:,} only here, {found.only_there:,} only there)")
    else:
        _print_alike(out, found)
    if found.refused:
        count = len(found.refused)
        lines = "1 line is no decision and was" if count == 1 else f"{count:,} lines are no decisions and were"
        say(out, f"  ✕ {lines} left out; {'' if count == 1 else 'the first: '}{found.refused[0]}")


def _print_alike(out: Console, found: Agreement) -> None:
    kappa = "not defined (one verdict throughout)" if found.kappa is None else f"{found.kappa:.2f}"
    say(out, f"{found.agreed:,} of {found.both:,} alike ({found.percent:.0f} %), Cohen's kappa {kappa}; "
        f"{found.only_here:,} only here, {found.only_there:,} only there")  # fmt: skip
    for pair in found.apart:
        say(out, f"  {pair.relation} {pair.left[:8]} {pair.right[:8]}: {pair.here} here, {pair.there} there")
