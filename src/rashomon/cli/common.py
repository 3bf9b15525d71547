"""What all commands share: the case they open, the answer they print as text or JSON, the sentence they end with."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console

CaseAddress = Annotated[str, typer.Argument(metavar="CASE", help="The case: a folder, or s3://BUCKET/PATH.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the same answer as JSON.")]


def open_at(case: str, must_exist: bool = False, engine: str = "local", address: str | None = None) -> Any:
    """The case, with what its commands may choose; where it `must_exist`, one sentence says how to make one."""
    from rashomon.case import open_case
    from rashomon.settings import CaseSettings

    if must_exist and not is_case(case):
        fail(f"no such case: {case!r}; make one with 'rashomon add {case} FILES'")
    return open_case(case, settings=CaseSettings(engine=engine, address=address))


def is_case(case: str) -> bool:
    """Whether a case lies there already. Raises NotACase."""
    from rashomon.store.address import place_of

    return place_of(case).marker() is not None


def answer(value: Any, as_json: bool, render: Callable[[Console], None]) -> None:
    """Prints an answer: as JSON, or as `render` does."""
    if as_json:
        sys.stdout.write(json.dumps(_plain(value), ensure_ascii=False, indent=1, default=str) + "\n")
    else:
        render(Console())


def answer_proof(found: Any, as_json: bool, done: str) -> None:
    """What was looked at and the problems found; exit code 1 where there are any."""

    def render(out: Console) -> None:
        out.print(f"{done}: {len(found.problems) or 'no'} problems", highlight=False, soft_wrap=True)
        for problem in found.problems[:50]:
            out.print(f"  ✕ {problem}", highlight=False, markup=False, soft_wrap=True)

    answer(found, as_json, render)
    if found.problems:
        raise typer.Exit(1)


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


@contextmanager
def progress(case: str) -> Iterator[Callable[[Any], None]]:
    """A bar with counts and time left, on a terminal only, once a step lasts longer than two seconds."""
    from rashomon.terminal import progress_bar

    with stoppable(f"'rashomon run {case}' goes on"), progress_bar(Console(stderr=True)) as tell:
        yield tell


@contextmanager
def stoppable(goes_on: str) -> Iterator[None]:
    """What Ctrl-C in the middle leaves behind, said in a sentence."""
    try:
        yield
    except KeyboardInterrupt:
        typer.echo(f"\nrashomon: stopped; what was taken in is kept, and {goes_on}", err=True)
        raise


def fail_unless_known(what: str, given: str, known: Sequence[str]) -> None:
    """Ends the command where a word is none of those that it takes."""
    if given not in known:
        fail(f"no such {what}: {given!r}; say {', '.join(known[:-1])} or {known[-1]}")


def fail(sentence: str) -> NoReturn:
    """Ends the command with one sentence and exit code 1."""
    typer.echo(f"rashomon: {sentence}", err=True)
    raise SystemExit(1)
