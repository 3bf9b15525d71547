"""How a line is put: where a terminal is too narrow for it, it goes on under its words; citations, sections."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from rashomon.views.words import Citation, first_words

#: How many events and statements a story shows before it says how many more there are.
SHORT = 6
#: Characters below which a wrapped line is harder to read than one that the terminal breaks.
_NARROWEST = 30
#: The indent of a line and the id that it begins with.
_HEAD = re.compile(r" +(?P<id>[0-9a-f]{8}  )?")


def say(out: Console, line: str, style: str = "default") -> None:
    """One line in one style."""
    put(out, Text(line, style=style))


def put(out: Console, line: Text) -> None:
    """One line; where a terminal is too narrow for it, it goes on under its words. What is piped stays one line."""
    found = _HEAD.match(line.plain)
    head = found.end() if found else 0
    # what begins with an id goes on beside it, other lines a little further in
    hang = head if head == 0 or (found and found["id"]) else head + 2
    if not out.is_terminal or line.cell_len <= out.width or out.width < hang + _NARROWEST:
        out.print(line, soft_wrap=True)
        return
    for place, part in enumerate(line[head:].wrap(out, out.width - hang)):
        part.rstrip()
        out.print((line[:head] if place == 0 else Text(" " * hang)).append_text(part), soft_wrap=True)


def section(
    out: Console,
    title: str,
    lines: Sequence[Any],
    full: bool,
    render: Callable[[Console, Any], None],
    lead: str = "",
) -> None:
    """A title, then its lines, the first of them where not `full`; nothing where there are none."""
    if not lines:
        return
    out.print()
    say(out, f"  {title}", "underline")
    if lead:
        say(out, f"  {lead}", "dim")
    shown = lines if full else lines[:SHORT]
    for line in shown:
        render(out, line)
    if len(shown) < len(lines):
        say(out, f"            … and {len(lines) - len(shown)} more; --full shows them", "dim")


def cite_all(out: Console, citations: Sequence[Citation]) -> None:
    """Each quote with its outlet, article and characters."""
    for c in citations:
        outlet = "" if _unnamed(c) else f"{c.outlet}, "
        say(out, f"            “{first_words(c.quote)}” [{outlet}{c.article[:8]} {c.start}–{c.end}]", "dim")


def where_cited(cited: Citation, chain: str) -> str:
    """Article and characters; of an outlet that nothing names the article's id stands before the brackets already."""
    article = "" if _unnamed(cited) and not chain else f"{cited.article[:8]} "
    return f"{article}{cited.start}–{cited.end}"


def _unnamed(cited: Citation) -> bool:
    """Whether nothing says who published it: its id is its name."""
    return cited.outlet == f"article {cited.article[:8]}"
