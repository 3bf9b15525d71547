"""Little stories in plain text (tests/corpus/accounts/stories) → articles as JSON lines, and the key beside them.

Reads the form that the folder's README describes; gives the same key as examples/key.json. The one idea: marks stand
in the text itself, so that whoever edits an account sees what it tells.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_MARK = re.compile(r"\{([A-Z])\|([^}]*)\}")
_EVENT = re.compile(r"event ([A-Z]) ([A-Z]+) (\S+) (.+)")
_FINDING = re.compile(r"(?:([A-Z]) )?([\w:][\w :'-]*?) (agreed|differing|contradicted|updated|single): (.+)")

Key = dict[str, Any]


def written(folder: Path, names: Iterable[str], out: Path) -> Key:
    """The key of these stories; their accounts lie in `out` as JSON lines, a file a story."""
    out.mkdir(parents=True, exist_ok=True)
    lists: Key = {part: [] for part in ("copies", "entities", "events", "statements", "findings")}
    key: Key = {"files": {}, "stories": {}, **lists}
    for name in names:
        head, *accounts = re.split(r"^== ", (folder / f"{name}.txt").read_text(encoding="utf-8"), flags=re.M)
        accounts[-1], _, findings = accounts[-1].partition("\nfindings:\n")
        rows = [_account(account) for account in accounts]
        lines = [json.dumps(row["article"], ensure_ascii=False) for row in rows]
        (out / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        _add(key, name, head, rows, findings)
    return key


def _account(text: str) -> dict[str, Any]:
    first, _, body = text.strip().partition("\n")
    outlet, published, title = first.split(" | ")
    plain = _MARK.sub(lambda mark: mark[2], body)
    return {
        "article": {"source": outlet, "title": title, "published": published, "body": plain.replace("\n", "\n\n")},
        "told": [(mark[1], mark[2]) for mark in _MARK.finditer(body)],
    }


def _add(key: Key, name: str, head: str, rows: list[dict[str, Any]], findings: str) -> None:
    story = head.partition("story: ")[2].partition("\n")[0]
    files = [f"{name}.jsonl#{number}" for number in range(1, len(rows) + 1)]
    for file, row in zip(files, rows, strict=True):
        article = row["article"]
        key["files"][file] = {
            "title": article["title"], "outlet": article["source"], "published": article["published"][:10]
        }  # fmt: skip
    key["stories"][story] = files
    names = {letter: f"{story}: {words}" for letter, _, _, words in _EVENT.findall(head)}
    for letter, kind, when, _ in _EVENT.findall(head):
        start, _, end = when.partition("..")
        told = [
            {"file": file, "words": words}
            for file, row in zip(files, rows, strict=True)
            for mark, words in row["told"]
            if mark == letter
        ]
        key["events"].append({
            "name": names[letter], "story": story, "type": kind, "mode": None, "when": [start, f"{end or start}~"],
            "told": told, "quantities": {},
        })  # fmt: skip
    outlets = {row["article"]["source"] for row in rows}
    for line in findings.strip().splitlines():
        key["findings"].append(_finding(line, story, names, files, rows, outlets))


def _finding(
    line: str, story: str, names: dict[str, str], files: list[str], rows: list[dict[str, Any]], outlets: set[str]
) -> Key:
    found = _FINDING.fullmatch(line)
    assert found is not None, line
    letter, question, agreement, answers = found.groups()
    sides, heard = [], set()
    for side in answers.split(" | "):
        words, _, numbers = side.rpartition(" = ")
        told = [int(number) - 1 for number in numbers.split()]
        heard |= {rows[number]["article"]["source"] for number in told}
        sides.append({"answer": words, "files": [files[number] for number in told]})
    return {
        "story": story, "event": names[letter] if letter else None, "question": question, "agreement": agreement,
        "sides": sides, "silent": sorted(outlets - heard),
    }  # fmt: skip
