"""What a search, a claim and a query of SQL found, on a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rashomon.language.normalise import one_line
from rashomon.terminal.lines import put, say, section
from rashomon.views.words import counted, doers, first_words, nested, published_by, some_names

if TYPE_CHECKING:
    from rashomon.views.items import AccountItem, EventItem, SaidItem
    from rashomon.views.search import Hit, SearchAnswer
    from rashomon.views.told import Telling, ToldAnswer

def print_search(out: Console, found: SearchAnswer) -> None:
    """Hits with the words that answer, then acts and statements."""
    for problem in found.query.problems:
        say(out, problem, "yellow")
    articles = f"{counted(found.articles, 'article')} · {counted(found.origins, 'origin')}"
    say(out, f"{counted(found.total, 'text')} · {articles}"
        + (f" · page {found.page} of {found.pages}" if found.pages > 1 else ""), "dim")  # fmt: skip
    if found.page > max(1, found.pages):
        say(out, f"nothing on page {found.page}: the last is {max(1, found.pages)}", "yellow")
    for hit in found.hits:
        copies = f" · {counted(hit.copies, 'copy')}" if hit.copies else ""
        how = f" · by {hit.by}" if hit.by != "words" else ""
        out.print()
        say(out, f"  {hit.article[:8]}  {hit.title or 'untitled'}")
        say(out, f"            {published_by(hit.outlet)} · {hit.published}{copies}{how}", "dim")
        if one_line(hit.quote.quote) != hit.title:
            put(out, Text("            “").append_text(_with_marks(hit)).append("”"))
    section(out, "Acts", found.events, True, _print_found_event)
    section(out, "Said", found.said, True, _print_found_said)


def _with_marks(hit: Hit) -> Text:
    text = Text(hit.quote.quote.replace("\n", " "))
    for mark in hit.marks:
        text.stylize("bold", mark.start, mark.end)
    return text


def _print_found_event(out: Console, event: EventItem) -> None:
    act = event.type + (f"/{event.mode}" if event.mode else "")
    met = some_names(name.name for name in event.recipients)
    parts = [doers([name.name for name in event.actors], event.type), act, met, event.when.words if event.when else ""]
    told = f"{counted(event.articles, 'article')} · {counted(event.origins, 'origin')}"
    say(out, f"  {event.id[:8]}  {' · '.join(part for part in parts if part)}  ({told})")


def _print_found_said(out: Console, said: SaidItem) -> None:
    speaker = said.speaker.name if said.speaker else "unnamed"
    say(out, f"  {said.id[:8]}  {speaker}: “{first_words(said.words)}” [{said.chain_words or said.citation.outlet}]")


def print_told(out: Console, found: ToldAnswer) -> None:
    """Who tells a claim, denies it, mentions it; who is silent, and what was not read."""
    say(out, f"“{found.claim}”")
    speak = "speaks" if found.articles == 1 else "speak"
    say(out, f"{counted(found.articles, 'article')} of {counted(found.origins, 'origin')} {speak} of it", "dim")
    for title, told, colour in (
        ("Told", found.tells, "green"),
        ("Denied", found.denies, "red"),
        ("Mentioned without taking a side", found.mentions, "yellow"),
    ):
        section(out, title, told, True, partial(_print_telling, colour=colour))
    unread = "Not read for it: claims are compared in English only"
    for title, rest in (("Does not speak of it", found.silent), (unread, found.unread)):
        section(out, title, rest, True, _print_account_beside)


def _print_telling(out: Console, one: Telling, colour: str) -> None:
    copies = f" · {counted(one.copies, 'copy')}" if one.copies else ""
    notes = "".join(f" · {words}" for words in (one.note, one.version, one.bears) if words)
    say(out, f"  {one.article[:8]}  {published_by(one.outlet)} · {one.published}{copies}{notes}", colour)
    for heading in one.passages:
        by = f"{heading.speaker.name}: " if heading.speaker else ""
        how = f"{heading.how}: " if len(one.passages) > 1 else ""
        cited = f"[{heading.chain}, {heading.passage.start}–{heading.passage.end}]"
        say(out, f"            {how}{by}“{one_line(heading.passage.quote)}” {cited}")


def _print_account_beside(out: Console, one: AccountItem) -> None:
    why = f" · {one.unread}" if one.unread else ""
    say(out, f"  {one.id[:8]}  {published_by(one.outlet)} · {one.published} · {one.title or one.opening}{why}", "dim")


#: Columns of a table of which each still has room for some words.
_CELL = 12


def print_table(out: Console, answer: Any) -> None:
    """An Arrow table; at most 200 rows, and it says how many there are.

    Where the columns have no room beside each other, each row stands as a list of its cells.
    """
    rows = answer.slice(0, 200).to_pylist()
    widest = sum(max(len(_cell(row[name], 120)) for row in (*rows, {name: name})) for name in answer.column_names)
    if answer.num_columns * _CELL > out.width or widest > 2 * out.width:
        for place, row in enumerate(rows):
            _print_row(out, place + 1, row)
    else:
        table = Table()
        for name in answer.column_names:
            table.add_column(Text(name))
        for row in rows:
            table.add_row(*[Text(_cell(value, 120)) for value in row.values()])
        out.print(table)
    say(
        out, counted(answer.num_rows, "row") + (", the first 200 shown" if answer.num_rows > 200 else ""), "dim"
    )


def _print_row(out: Console, number: int, row: Mapping[str, Any]) -> None:
    width = max(len(name) for name in row)
    say(out, f"── row {number}", "dim")
    for name, value in row.items():
        say(out, f"  {name:<{width}}  {_cell(value, 400)}")


def _cell(value: Any, limit: int) -> str:
    """A value in one line: a list as its words, what is nested deeper as JSON."""
    if value is None:
        return ""
    if isinstance(value, list) and not any(isinstance(one, list | dict) for one in value):
        value = ", ".join(map(str, value))
    return first_words(str(nested(value)), limit)
