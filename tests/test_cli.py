"""The command line: one sentence and a non-zero exit where nothing could be done; the case stays sound."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from rashomon import cli
from rashomon.cli.common import progress
from rashomon.cli.giving import writing


def _run(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "rashomon", *map(str, arguments)], input=stdin, capture_output=True, check=False
    )


BAD = {
    "empty.txt": b"",
    "junk.txt": bytes(range(256)) * 400,
    "columns.csv": b"a,b\n1,2\n",
    "broken.json": b'{"text": "half',
    "long.txt": b"the minister said that " * 1_000_000,
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gets_one_sentence_and_costs_nothing(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(BAD[name])
    case = tmp_path / "bad.case"
    done = _run("add", case, tmp_path / name)
    said = done.stderr.decode().strip().splitlines()
    assert done.returncode == 1
    assert len(said) == 1
    assert said[0].startswith("rashomon: ")
    assert name in said[0]
    assert _run("check", case).returncode == 0


@pytest.mark.parametrize("name", ["missing.txt", "no*.txt", "empty/"])
def test_a_mistyped_source_is_named_and_leaves_no_new_case_behind(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = _run("add", tmp_path / "new.case", f"{tmp_path}/{name}")
    assert done.returncode == 1
    assert done.stderr.decode().startswith("rashomon: no ")
    assert len(done.stderr.splitlines()) == 1
    assert f"{tmp_path}/{name}" in done.stderr.decode()
    assert not (tmp_path / "new.case").exists()


@pytest.mark.parametrize("feeds", [None, "contact = ", 'contact = "desk@example.org"\n'])
def test_a_list_of_feeds_that_cannot_be_used_leaves_no_new_case_behind(feeds: str | None, tmp_path: Path) -> None:
    if feeds is not None:
        (tmp_path / "feeds.toml").write_text(feeds, encoding="utf-8")
    done = _run("watch", tmp_path / "new.case", tmp_path / "feeds.toml", "--once")
    assert done.returncode == 1
    assert done.stderr.decode().startswith("rashomon: ")
    assert "feeds.toml" in done.stderr.decode()
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "new.case").exists()


def test_a_source_that_is_there_is_read_though_another_is_mistyped(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rain\n\nIt rained in Osk on Monday, the ministry said.\n", encoding="utf-8")
    done = _run("add", tmp_path / "new.case", tmp_path / "b.txt", tmp_path / "a.txt")
    assert done.returncode == 0
    assert b"1 document taken in; 1 article read" in done.stdout
    assert b"b.txt" in done.stdout


def test_a_command_on_no_case_says_how_to_make_one(tmp_path: Path) -> None:
    done = _run("brief", tmp_path / "none.case")
    assert done.returncode == 1
    assert b"no such case" in done.stderr
    assert b"rashomon add" in done.stderr


def test_a_folder_of_other_things_is_not_taken_for_a_case_that_is_still_to_be_made(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"x")
    for given in (tmp_path, tmp_path / "holiday.jpg"):
        done = _run("brief", given)
        assert done.returncode == 1
        assert b"holds other things" in done.stderr
        assert b"FILES" not in done.stderr


def test_what_nobody_expected_ends_with_what_to_look_at(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise KeyError("a row that is gone")

    monkeypatch.setattr(cli, "app", broken)
    assert cli._exit_code() == 1
    said = capsys.readouterr().err.splitlines()
    assert "a row that is gone" in said[-2]
    assert "rashomon verify" in said[-1]


def test_asking_loads_no_model() -> None:
    """Reading a record must not pay for spaCy."""
    code = "import sys, rashomon.cli, rashomon.case, rashomon.views.brief; print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.strip() == b"False"


def test_what_prints_loads_no_export_and_no_arrow() -> None:
    """Every command that prints pays for what this loads, also one that only says what is wrong."""
    code = "import sys, rashomon.terminal; print({'pyarrow', 'numpy', 'rashomon.views.exports'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.strip() == b"set()"


def test_a_command_loads_no_pandas_and_leaves_it_there_for_tables(tmp_path: Path) -> None:
    """pyarrow would load it at the first list, to see whether the list is one of its series."""
    code = (
        "import sys; from rashomon.cli.common import open_at; open_at('none.case'); import pyarrow as pa;"
        "table = pa.table({'a': [1, None]}); print('pandas' in sys.modules, len(table.to_pandas()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=tmp_path)
    assert done.stdout.split() == [b"False", b"2"]


def test_standard_input_and_json_answers(tmp_path: Path) -> None:
    text = b"Minister opens bridge\n\nThe minister of transport, Ana Lund, opened the bridge on 3 May 2021, she said.\n"
    case = tmp_path / "stdin.case"
    added = _run("add", case, "-", stdin=text)
    assert (added.returncode, added.stderr) == (0, b"")
    answer = json.loads(_run("brief", case, "--json").stdout)
    assert answer["articles"] == 1
    assert _run("check", case).returncode == 0


def test_a_stopped_run_says_what_is_kept_and_how_to_go_on(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(KeyboardInterrupt), progress("talks.case"):
        raise KeyboardInterrupt
    said = capsys.readouterr().err
    assert "what was taken in is kept" in said
    assert "'rashomon run talks.case'" in said


def test_an_export_makes_the_folder_that_it_is_told_to_lie_in(tmp_path: Path) -> None:
    with writing("export", tmp_path / "new" / "events.jsonl"):
        (tmp_path / "new" / "events.jsonl").write_text("{}\n", encoding="utf-8")
    assert (tmp_path / "new" / "events.jsonl").read_text(encoding="utf-8") == "{}\n"


def test_a_file_that_cannot_be_written_is_named_with_a_way_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_text("a file, not a folder", encoding="utf-8")
    with pytest.raises(SystemExit), writing("report", tmp_path / "taken" / "brief.html"):
        pass
    assert "give another place with -o" in capsys.readouterr().err
