"""training/data/statements/*.txt → passages: plain text with the attributions that are marked in it.

Reads the inline marks that the folder's README explains, gives `Passage`s whose offsets count in the plain
text. `python -m training.statements_data` checks every file and counts what is in it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "data" / "statements"
_OPEN = re.compile(r"\[([SCX])(\d+)\|")
_PARTS = {"S": "source", "C": "cue", "X": "content"}

Range = tuple[int, int]


@dataclass(frozen=True)
class Attribution:
    """Spans of one attribution; `source` may be empty."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]


@dataclass(frozen=True)
class Passage:
    name: str
    register: str
    text: str
    attributions: tuple[Attribution, ...]


def passages(folder: Path = FOLDER) -> list[Passage]:
    """All passages of all files, in order. Raises ValueError, naming the passage, where a mark is wrong."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip()):
            found.append(parse_block(block))
    names = Counter(passage.name for passage in found)
    twice = [name for name, count in names.items() if count > 1]
    if twice:
        raise ValueError(f"two passages of one name: {twice}")
    return found


def parse_block(block: str) -> Passage:
    """One block: its head line, then its paragraphs with marks."""
    first, _, marked = block.partition("\n")
    match = re.fullmatch(r"@ (\S+) \| (.+)", first.strip())
    if match is None:
        raise ValueError(f"a block begins with '@ name | register': {first!r}")
    name, register = match.groups()
    text, spans = _unmark(marked.strip(), name)
    made = [_attribution(spans[number], name, number) for number in sorted(spans)]
    return Passage(name, register, text, tuple(made))


def _unmark(marked: str, name: str) -> tuple[str, dict[int, dict[str, list[Range]]]]:
    spans: dict[int, dict[str, list[Range]]] = {}
    text, at = "", 0
    while opening := _OPEN.search(marked, at):
        text += marked[at : opening.start()]
        close = marked.find("]", opening.end())
        inside = marked[opening.end() : close]
        if close < 0 or _OPEN.search(inside):
            raise ValueError(f"{name}: mark {opening.group()!r} is not closed before the next one")
        part, number = _PARTS[opening.group(1)], int(opening.group(2))
        spans.setdefault(number, {}).setdefault(part, []).append((len(text), len(text) + len(inside)))
        text, at = text + inside, close + 1
    text += marked[at:]
    if "]" in text or "|" in text:
        raise ValueError(f"{name}: a stray mark in {text!r}")
    return text, spans


def _attribution(parts: dict[str, list[Range]], name: str, number: int) -> Attribution:
    if len(parts.get("cue", [])) != 1 or not parts.get("content"):
        raise ValueError(f"{name}: attribution {number} needs one cue and a content")
    return Attribution(tuple(parts.get("source", ())), tuple(parts["cue"]), tuple(parts["content"]))


def main() -> None:
    found = passages()
    attributions = [a for passage in found for a in passage.attributions]
    without = sum(not a.source for a in attributions)
    print(f"{len(found)} passages, {len(attributions)} attributions, {without} without a source")
    print(Counter(passage.register for passage in found))


if __name__ == "__main__":
    main()
