"""Every command that prints says the same as JSON, and a shell can complete all of them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from rashomon.case import Case
from rashomon.cli import _exit_code, app

#: Commands that answer until they are stopped: they print nothing that could be JSON.
LASTING = {"mcp", "serve", "watch"}


def _flat(commands: dict[str, Any], before: str = "") -> dict[str, Any]:
    """Commands by name; those of a group ("decisions export") stand for it."""
    found: dict[str, Any] = {}
    for name, command in commands.items():
        found |= _flat(command.commands, f"{name} ") if hasattr(command, "commands") else {before + name: command}
    return found


COMMANDS: dict[str, Any] = _flat(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def _said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    monkeypatch.setattr(sys, "argv", ["rashomon", *map(str, arguments)])
    assert _exit_code() == 0, capsys.readouterr().err
    return capsys.readouterr().out


@pytest.mark.parametrize("name", sorted(COMMANDS.keys() - LASTING))
def test_every_command_that_prints_answers_as_json(name: str) -> None:
    flags = {flag for parameter in COMMANDS[name].params for flag in parameter.opts}
    assert "--json" in flags


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_says_what_it_does(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    options = [parameter for parameter in command.params if parameter.param_type_name == "option"]
    assert options
    assert not [option.name for option in options if not option.help]


def test_answers_as_json_are_those_of_the_case(
    example_case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = example_case.folder
    brief = example_case.brief()
    story, event = brief.stories[0], brief.stories[0].events[0]

    def ask(*arguments: str | Path) -> object:
        return json.loads(_said(monkeypatch, capsys, *arguments, "--json"))

    def answer(*arguments: str | Path) -> dict[str, object]:
        found = ask(*arguments)
        assert isinstance(found, dict)
        return found

    assert answer("brief", folder)["articles"] == brief.articles
    assert answer("show", folder, "story", story.id[:8])["outlets"] == list(example_case.story(story.id).outlets)
    assert answer("show", folder, "event", event.id)["reports"]
    assert answer("show", folder, "article", story.accounts[0].id)["blocks"]
    assert answer("check", folder)["problems"] == []
    assert ask("sql", folder, "select count(*) as n from articles") == [{"n": brief.articles}]
    assert ask("judgements", folder) == []
    assert ask("failures", folder) == []
    assert answer("why", folder, event.id)["judgements"] is not None
    assert answer("report", folder, story.id)["title"] == story.title
    assert ask("decisions", "export", folder) == []
    assert answer("search", folder, "bus", "station")["total"]
    written = answer("export", folder, "--as", "csv", "-o", tmp_path / "tables")["files"]
    assert isinstance(written, list) and all(Path(path).is_file() for path in written)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["rashomon", "rep"], {"report"}),
        (["rashomon", "show", "x.case", ""], {"story", "event", "article", "entity"}),
        (["rashomon", "export", "x.case", "--as", "geo"], {"geojson"}),
    ],
)
def test_a_shell_completes_commands_nouns_and_forms(shell: str, typed: list[str], expected: set[str]) -> None:
    line = " ".join(typed)
    variables = {
        "_RASHOMON_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(typed) - 1),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    said = CliRunner().invoke(app, [], prog_name="rashomon", env=variables).output
    assert all(word in said for word in expected)
    assert "judgements" not in said


def test_no_line_of_the_help_is_cut_where_a_terminal_is_of_80_columns() -> None:
    for arguments in (["--help"], ["decisions", "--help"]):
        said = CliRunner().invoke(app, arguments, env={"COLUMNS": "80"}).output
        assert "..." not in said.split("Commands:")[1]


def test_completion_can_be_shown_and_installed() -> None:
    said = CliRunner().invoke(app, ["--help"]).output
    assert "--install-completion" in said and "--show-completion" in said
