"""The documentation runs and leaves nothing out: every block of code, every public name, setting, option and route.

Reads docs/ and the pages that scripts/reference_pages.py makes. Blocks of a page run in order, in a folder that holds
`examples/` and a case of the example corpus; a comment `<!-- not run: why -->` before a block exempts it.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import shutil
import sys
import tomllib
from dataclasses import fields
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest

import rashomon
from rashomon.case import Case
from rashomon.cli import _exit_code
from rashomon.views.exports import EXPORTS

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md") if "plans" not in path.parts)

_BLOCK = re.compile(r"(?:<!-- not run: (?P<why>.+?) -->\n)?^```(?P<language>\w*)\n(?P<code>.*?)^```$", re.M | re.S)

#: Blocks in these languages are pictures of data, not code.
SHOWN = {"text", ""}


class Block(NamedTuple):
    language: str
    code: str
    why: str | None


def blocks(page: str) -> list[Block]:
    """The fenced blocks of a page, in order; `why` a block is not run, where it says so."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return [Block(m["language"], m["code"], m["why"]) for m in _BLOCK.finditer(text)]


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_pages", ROOT / "scripts" / "reference_pages.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def folder(example_case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a page's blocks run: with the examples, and the case that the tutorial makes of them."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    shutil.copytree(example_case.folder, tmp_path / "brennik.case")
    (tmp_path / "talks.case").symlink_to(tmp_path / "brennik.case")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _placed(command: str, case: Case) -> list[str]:
    """The words of a command, with STORY, EVENT, REPORT and ARTICLE filled as a reader would."""
    story = max(case.brief().stories, key=lambda found: len(found.events))
    report = case.record().events[story.events[0].id].reports[0]
    ids = {
        "STORY": story.id[:8], "EVENT": story.events[0].id[:8], "REPORT": report[:8],
        "ARTICLE": story.accounts[0].id[:8],
    }  # fmt: skip
    return [ids.get(word, word) for word in shlex.split(command, comments=True)]


def _run_command(command: str, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    words = _placed(command, case)
    assert words[0] == "rashomon", f"only our own commands are run: {command}"
    monkeypatch.setattr(sys, "argv", words)
    assert _exit_code() == 0, command


@pytest.mark.parametrize("page", [page for page in PAGES if any(b.language not in SHOWN for b in blocks(page))])
def test_every_block_of_code_runs(
    page: str, folder: Path, example_case: Case, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    names: dict[str, Any] = {"__name__": "__main__"}
    for block in blocks(page):
        if block.why or block.language in SHOWN:
            continue
        if block.language == "sh":
            for command in block.code.replace("\\\n", " ").splitlines():
                if command.strip() and not command.startswith("#"):
                    _run_command(command, example_case, monkeypatch)
        elif block.language == "toml":
            assert tomllib.loads(block.code)
            (folder / "feeds.toml").write_text(block.code, encoding="utf-8")
        elif block.language == "python":
            exec(compile(block.code, page, "exec"), names)
        else:
            pytest.fail(f"{page}: no way to run a block of {block.language!r}; say why it is not run")


def test_the_brief_in_the_readme_is_what_the_example_gives(
    folder: Path, example_case: Case, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    quoted = (ROOT / "README.md").read_text(encoding="utf-8").split("```\n")[1].splitlines()
    _run_command("rashomon brief brennik.case", example_case, monkeypatch)
    given = capsys.readouterr().out.splitlines()
    assert len(quoted) > 20
    assert not [line for line in quoted if not any(one.startswith(line.split("…")[0].rstrip()) for one in given)]


def test_few_blocks_are_exempt() -> None:
    exempt = [(page, block.code) for page in PAGES for block in blocks(page) if block.why]
    run = [block for page in PAGES for block in blocks(page) if not block.why and block.language not in SHOWN]
    assert len(exempt) * 3 <= len(run), exempt


def test_every_public_name_stands_in_the_reference() -> None:
    page = (DOCS / "reference" / "python.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^::: (\S+)", page, re.M))
    public = {name for name in rashomon.__all__ if not name.startswith("__")} - {"RashomonError"}
    assert {f"rashomon.{name}" for name in public} <= documented
    assert "rashomon.errors" in documented
    for name in documented:
        found: Any = rashomon
        for part in name.split(".")[1:]:
            found = getattr(found, part, None) or importlib.import_module(name)
        assert found.__doc__, name


def test_every_public_method_and_error_says_what_it_does() -> None:
    public = [getattr(Case, name) for name in vars(Case) if not name.startswith("_")]
    kinds = [kind for kind in vars(rashomon.errors).values() if isinstance(kind, type)]
    assert not [one.__name__ for one in (*public, *kinds) if callable(one) and not one.__doc__]


def test_every_command_and_option_stands_in_the_reference(reference: ModuleType) -> None:
    page = reference.commands_page()
    for name, command in reference.commands().items():
        assert f"\n## {name}\n" in page
        section = page.split(f"\n## {name}\n")[1].split("\n## ")[0]
        for parameter in command.params:
            if parameter.param_type_name == "option" and parameter.name != "help":
                assert all(f"`{', '.join(parameter.opts)}`" in section for _ in parameter.opts), parameter.opts


def test_every_setting_has_its_meaning_in_the_reference(reference: ModuleType) -> None:
    page = reference.settings_page()
    found = list(reference.settings())
    assert {"CaseSettings", "CopiesSettings"} <= {kind.__name__ for _, kind in found}
    for _, kind in found:
        section = page.split(f"\n## {kind.__name__}\n")[1].split("\n## ")[0]
        for field in fields(kind):
            row = next(line for line in section.splitlines() if line.startswith(f"| `{field.name}` |"))
            assert len(row.split("|")[3].strip()) > 3, f"{kind.__name__}.{field.name} says nothing"


def test_every_noun_and_field_stands_in_the_reference(reference: ModuleType) -> None:
    page = reference.record_page()
    from rashomon.record import NOUNS

    for table, kind in NOUNS.items():
        section = page.split(f"\n## {kind.__name__}\n")[1].split("\n## ")[0]
        assert f"`{table}`" in section
        assert all(f"| `{field.name}` |" in section for field in fields(kind))


def test_every_export_stands_in_its_table() -> None:
    page = (DOCS / "exports.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in page for name in EXPORTS)


def test_every_page_stands_in_the_navigation_and_every_link_leads_somewhere(reference: ModuleType) -> None:
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    pages = {*PAGES, *reference.PAGES}
    assert not [page for page in pages if f"- {page}" not in navigation and f"{page}" not in navigation]
    for page in PAGES:
        text = (DOCS / page).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#\s]+?\.\w+)\)", text):
            if not target.startswith("http"):
                found = os.path.normpath(Path(page).parent / target)
                assert found in pages or (DOCS / found).is_file(), f"{page}: {target}"


def test_the_site_builds_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    pytest.importorskip("material", reason="the docs extra is not installed: the site is not built")
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path)))
    assert (tmp_path / "index.html").is_file() and (tmp_path / "reference" / "commands.html").is_file()
    for page in tmp_path.rglob("*.html"):
        loaded = re.findall(r"<(?:script|img|iframe)[^>]+src=\"(https?:[^\"]+)", page.read_text(encoding="utf-8"))
        loaded += re.findall(r"<link[^>]+href=\"(https?:[^\"]+)", page.read_text(encoding="utf-8"))
        assert not loaded, (page, loaded)
