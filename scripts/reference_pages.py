"""Reference pages of the documentation that follow from code: commands, record, settings.

A hook of mkdocs (mkdocs.yml): the pages are made while the site is built and lie nowhere on disk, so they cannot fall
behind. `tests/test_docs.py` reads the same functions and holds that nothing is missing from them.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

#: The remark above a field, and the field's name.
_REMARK = re.compile(r"((?:^ *#:.*\n)+)^ *(\w+):", re.M)

#: A line of a docstring that says what a field is for.
_LISTED = re.compile(r"^(\w+): (.+)$", re.M)

#: A field and the remark beside it.
_BESIDE = re.compile(r"^ +(\w+):[^#\n]*# (.+)$", re.M)

PAGES = ("reference/commands.md", "reference/record.md", "reference/settings.md")


def on_files(files: Any, config: Any) -> Any:
    """Adds the generated pages to the site; mkdocs calls it."""
    from mkdocs.structure.files import File

    made = (commands_page, record_page, settings_page)
    for name, page in zip(PAGES, made, strict=True):
        files.append(File.generated(config, name, content=page()))
    return files


# ── commands ──────────────────────────────────────────────────────────────────────────────────────────────────


def commands() -> dict[str, Any]:
    """Name → command, those of a group with the group's name before them, in the order of `rashomon --help`."""
    import typer

    from rashomon.cli import app

    return dict(_commands_of("", typer.main.get_command(app)))


def _commands_of(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    inner = getattr(command, "commands", None)
    if inner is None:
        yield name, command
    for part, found in (inner or {}).items():
        yield from _commands_of(f"{name} {part}".strip(), found)


def commands_page() -> str:
    """Every command with its arguments and options."""
    intro = (
        "# Commands\n\n"
        "`rashomon COMMAND --help` prints the same. A command exits with 0 where all went well and with 1 and one "
        "sentence where it could not; `check` exits with 1 where a span is not as the record says.\n\n"
        "`rashomon --install-completion` teaches the shell (bash, zsh, fish, PowerShell) to complete commands, "
        "options, nouns and forms; `rashomon --show-completion` prints what it would install. "
        "`rashomon --version` prints the version.\n"
    )
    return intro + "".join(_command(name, command) for name, command in commands().items())


def _command(name: str, command: Any) -> str:
    shown = [parameter for parameter in command.params if parameter.name != "help"]
    usage = " ".join(_written(parameter) for parameter in shown if _is_argument(parameter))
    rows = "".join(_parameter(parameter) for parameter in shown)
    table = f"| | meaning | default |\n|---|---|---|\n{rows}" if rows else ""
    return f"\n## {name}\n\n{command.help}\n\n```text\nrashomon {name} {usage} [OPTIONS]\n```\n\n{table}"


def _is_argument(parameter: Any) -> bool:
    return bool(parameter.param_type_name == "argument")


def _written(parameter: Any) -> str:
    """How an argument stands in the line: in brackets where it may be left out."""
    name = parameter.metavar or parameter.name.upper()
    return name if parameter.required else f"[{name}]"


def _parameter(parameter: Any) -> str:
    names = _written(parameter) if _is_argument(parameter) else ", ".join(parameter.opts)
    default = "" if parameter.required or parameter.default in (None, False, ()) else f"`{parameter.default}`"
    meaning = (parameter.help or "").replace("|", "\\|")
    return f"| `{names}` | {meaning} | {default} |\n"


# ── record ────────────────────────────────────────────────────────────────────────────────────────────────────


def record_page() -> str:
    """Every noun with its fields, in the order of the flow."""
    from rashomon.record import NOUNS, nouns

    intro = (
        "# The record\n\n"
        "The nouns of the record are its tables, its JSON and its Python classes; field names are the same in all "
        "three. [record.schema.json](../record.schema.json) is the schema of the JSON export.\n\n"
        f"{inspect.cleandoc(nouns.__doc__ or '').split(chr(10), 2)[2]}\n"
    )
    tables = {kind: table for table, kind in NOUNS.items()}
    kinds = [kind for _, kind in inspect.getmembers(nouns, is_dataclass)]
    ordered = sorted(kinds, key=lambda kind: inspect.getsourcelines(kind)[1])
    return intro + "".join(_noun(kind, tables.get(kind)) for kind in ordered)


def _noun(kind: Any, table: str | None) -> str:
    where = f"Table `{table}`." if table else "A part of other nouns; it has no table of its own."
    rows = "".join(f"| `{field.name}` | `{field.type.replace('|', 'or')}` |\n" for field in fields(kind))
    return f"\n## {kind.__name__}\n\n{inspect.cleandoc(kind.__doc__)}\n\n{where}\n\n| field | type |\n|---|---|\n{rows}"


# ── settings ──────────────────────────────────────────────────────────────────────────────────────────────────


def settings() -> Iterator[tuple[str, Any]]:
    """Module and class of everything that can be set: dataclasses whose names end in Settings."""
    import rashomon

    for found in sorted(module.name for module in pkgutil.walk_packages(rashomon.__path__, "rashomon.")):
        if not found.endswith("__main__"):
            module = importlib.import_module(found)
            for name, kind in inspect.getmembers(module, is_dataclass):
                if name.endswith("Settings") and getattr(kind, "__module__", "") == found:
                    yield found, kind


def settings_page() -> str:
    """Every setting with its default and what it is for."""
    intro = (
        "# Settings\n\n"
        "`open_case(path, settings=CaseSettings(...))` takes the settings of a case; they change how fast and how "
        "safely it is read, never the record. The settings of a stage hold what was measured: they change the record, "
        "are the same for every corpus, and are written here to be known, not to be turned.\n"
    )
    return intro + "".join(_setting(module, kind) for module, kind in settings())


def _setting(module: str, kind: Any) -> str:
    text = inspect.cleandoc(kind.__doc__)
    said = dict(_LISTED.findall(text))
    meaning = _LISTED.sub("", text).strip()
    source = inspect.getsource(kind)
    said |= {name: remark for remark, name in _REMARK.findall(source)} | dict(_BESIDE.findall(source))
    rows = ""
    remark = ""
    for field in fields(kind):
        # one remark may stand above several fields
        remark = _remark(said.get(field.name, remark))
        rows += f"| `{field.name}` | {_default(field)} | {remark} |\n"
    return f"\n## {kind.__name__}\n\n`{module}`\n\n{meaning}\n\n| name | default | meaning |\n|---|---|---|\n{rows}"


def _remark(text: str) -> str:
    return " ".join(text.replace("#:", " ").split()).replace("|", "\\|")


def _default(field: Any) -> str:
    if field.default is not MISSING:
        return f"`{field.default!r}`"
    return f"`{field.default_factory()!r}`" if field.default_factory is not MISSING else ""
