"""`python -m bench SET --data DIR [--json FILE] [--baselines]`: one set's figures, printed and written."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from rich.console import Console

from bench import frame


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("set", choices=[*frame.SETS, "all"])
    parser.add_argument("--data", type=Path, help="the set's folder (for 'all': the folder of all sets)")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--baselines", action="store_true", help="run the baselines too")
    parser.add_argument("--errors", type=int, default=0, help="show this many errors, where the set can")
    arguments = parser.parse_args()
    console = Console(width=max(Console().width, 200))
    if arguments.set == "all":
        results = _run_all(arguments.data or Path("../shared/benchmarks"), arguments.baselines, console)
        _write(arguments.json, results)
        return
    folder = arguments.data or frame.folder_of(arguments.set, Path("../shared/benchmarks"))
    if arguments.errors:
        module = frame.scorer(arguments.set)
        if module is None or not hasattr(module, "errors"):
            raise SystemExit(f"no error sheet for set {arguments.set!r}")
        module.errors(frame.load_items(folder), folder, arguments.errors, console)
        return
    result = frame.run(arguments.set, folder, arguments.baselines)
    frame.show(result, console)
    _write(arguments.json, result)


def _run_all(folder: Path, baselines: bool, console: Console) -> list[dict[str, object]]:
    results = []
    for name in frame.SETS:
        place = frame.folder_of(name, folder)
        if not place.is_dir():
            continue
        if frame.scorer(name) is None:
            console.print(f"{name}: no scorer yet")
            continue
        results.append(frame.run(name, place, baselines))
        frame.show(results[-1], console)
    return results


def _write(path: Path | None, value: object) -> None:
    if path is not None:
        path.write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
