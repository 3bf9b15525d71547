"""What all commands share: the case they open, the answer they print as text or JSON, the sentence they end with."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console

CaseAddress = Annotated[str, typer.Argument(metavar="CASE", help="The case: a folder, or s3://BUCKET/PATH.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the same answer as JSON.")]


def open_at(case: str, must_exist: bool = False, engine: str = "local", address: str | None = None) -> Any:
    """The case, with what its commands may choose; where it `must_exist`, one sentence says how to make one."""
    spare_pandas()
    from rashomon.case import open_case
    from rashomon.settings import CaseSettings

    if must_exist and not is_case(case):
        if is_taken(case):
            fail(f"not a case: {case!r} holds other things; name the folder that 'rashomon add' made")
        fail(f"no such case: {case!r}; make one with 'rashomon add {case} FILES'")
    return open_case(case, settings=CaseSettings(engine=engine, address=address))


def spare_pandas() -> None:
    """Has pyarrow take a list for no pandas series without loading pandas to find out: a third of a second a command.

    Only commands do it: a program that uses the library may hand pyarrow what pandas made.
    """
    if "pandas" in sys.modules:
        return
    sys.meta_path.insert(0, _NoPandas)
    try:
        import pyarrow

        # pyarrow asks once, and remembers; where a table is to become one of pandas it asks again
        pyarrow.array([None])
    finally:
        sys.meta_path.remove(_NoPandas)


class _NoPandas:
    """A finder of modules by which pandas is not there."""

    @staticmethod
    def find_spec(name: str, path: Any = None, target: Any = None) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name, name=name)


def is_case(case: str) -> bool:
    """Whether a case lies there already. Raises NotACase."""
    from rashomon.store.address import place_of

    return place_of(case).marker() is not None


def is_taken(case: str) -> bool:
    """Whether there is a file, or a folder of other things, where a case is asked for."""
    path = Path(case)
    return path.is_file() or (path.is_dir() and any(path.iterdir()))


def answer(value: Any, as_json: bool, render: Callable[[Console], None]) -> None:
    """Prints an answer: as JSON, or as `render` does."""
    if as_json:
        sys.stdout.write(json.dumps(_plain(value), ensure_ascii=False, indent=1, default=str) + "\n")
    else:
        render(_Output())


class _Output(Console):
    """Where answers go. Where the reader of a pipe has gone (`| head`) nothing is wrong."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def answer_proof(found: Any, as_json: bool, done: str) -> None:
    """What was looked at and the problems found; exit code 1 where there are any."""

    from rashomon.views.words import counted

    def render(out: Console) -> None:
        many = counted(len(found.problems), "problem") if found.problems else "no problems"
        out.print(f"{done}: {many}", highlight=False, soft_wrap=True)
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
