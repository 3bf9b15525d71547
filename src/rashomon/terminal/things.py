"""An event, an entity and an article on a terminal, each with the characters that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rashomon.terminal.lines import cite_all, say, section
from rashomon.terminal.stories import print_event_line, print_finding, print_said
from rashomon.views.given import spell_given
from rashomon.views.words import Citation, called, doers, spell_published

if TYPE_CHECKING:
    from rashomon.record import GivenLine
    from rashomon.views.article import ArticleView
    from rashomon.views.brief import SaidLine
    from rashomon.views.entity import EntityView
    from rashomon.views.event import EventView, ReportLine

def print_event(out: Console, view: EventView) -> None:
    """The act, then every report of it."""
    print_event_line(out, view.event)
    for report in view.reports:
        out.print()
        _print_report(out, report)
        cite_all(out, [report.citation])
    if view.findings:
        out.print()
    for finding in view.findings:
        print_finding(out, finding)


def _print_report(out: Console, report: ReportLine) -> None:
    act = report.type + (f"/{report.mode}" if report.mode else "")
    who = f"{doers(report.actors, report.type) or '—'} → {', '.join(report.recipients) or '—'}"
    say(out, f"  {report.id[:8]}  “{report.trigger}” {act}, {report.modality}: {who}")
    details = [part for part in (report.when, report.where, *report.quantities) if part]
    say(out, "            " + " · ".join([*details, report.chain or report.citation.outlet]), "dim")
    for line in report.given:
        say(out, f"            {spell_given(line)} [{line.judgement[:8]}]")


def print_entity(out: Console, view: EntityView) -> None:
    """Names, roles, acts, statements."""
    entity = view.entity
    say(out, entity.name, "bold")
    coded = " ".join(part for part in (entity.country or "", *entity.sectors) if part)
    say(out, " · ".join(part for part in (entity.id[:8], entity.kind, coded, *entity.links) if part), "dim")
    say(out, "spelt " + ", ".join(f"{spelling} ({count})" for spelling, count in view.spellings.items()))
    for role in entity.roles:
        body = f", {role.organization}" if role.organization else ""
        dated = f": {role.start or '…'} – {role.end or '…'}" if role.start or role.end else ""
        say(out, f"  {role.title}{body}{dated}")
    for name, lines in (("Acts", view.acts), ("Is acted on", view.suffers)):
        section(out, name, lines, True, print_event_line)
    section(out, "Is reported to have said", view.said, True, print_said)


def print_article(out: Console, view: ArticleView) -> None:
    """The text, and beside each paragraph what was read in it."""
    article = view.article
    changed = f"changed {view.modified[:10]}" if view.modified else None
    say(out, called(article.title, article.text) or "untitled", "bold")
    say(
        out,
        " · ".join(part for part in (article.outlet, spell_published(article), changed, article.url) if part),
        "dim",
    )
    table = Table(show_header=False, box=None, padding=(0, 1))
    table.add_column(ratio=3)
    table.add_column(ratio=2, style="dim")
    for start, end in _paragraphs(article.text):
        page = view.page_of(start)
        notes = [f"p. {page}"] if page is not None and page != view.page_of(start - 1) else []
        notes += [_margin_said(said) for said in view.statements if start <= said.citation.start < end]
        notes += [_margin_report(report) for report in view.reports if start <= report.citation.start < end]
        table.add_row(_marked(article.text, start, end, view), "\n".join(notes))
    out.print(table)


def _margin_said(said: SaidLine) -> str:
    # the outlet itself is the first link of the chain, and stands above the text
    links = said.chain.split(" ← ")
    between = [link for link in links if link != said.citation.outlet]
    return f"“ {' ← '.join([*between, said.speaker or 'unnamed'])} ({said.form}) {said.id[:8]}{_by_whom(said.given)}"


def _margin_report(report: ReportLine) -> str:
    act = report.type + (f"/{report.mode}" if report.mode else "")
    parts = (doers(report.actors, report.type), act, ", ".join(report.recipients))
    return f"▸ {' '.join(part for part in parts if part)} ({report.modality}) {report.id[:8]}{_by_whom(report.given)}"


def _by_whom(given: Sequence[GivenLine]) -> str:
    """ " · added by ada", " · corrected by bob"; "" where all is as it was read."""
    told = dict.fromkeys(f"{'added' if line.part == 'all' else 'corrected'} by {line.by}" for line in given)
    return "".join(f" · {one}" for one in told)


def _marked(text: str, start: int, end: int, view: ArticleView) -> Text:
    """A paragraph with statements underlined and the triggers of reports bold."""
    marked = Text(text[start:end])
    for said in view.statements:
        _style(marked, "underline", said.citation, start, end)
    for report in view.reports:
        at = text.find(report.trigger, report.citation.start, report.citation.end)
        if start <= at < end:
            marked.stylize("bold", at - start, at - start + len(report.trigger))
    return marked


def _style(marked: Text, style: str, citation: Citation, start: int, end: int) -> None:
    if citation.start < end and citation.end > start:
        marked.stylize(style, max(citation.start, start) - start, min(citation.end, end) - start)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield start, start + len(line.rstrip())
        start += len(line)


def print_blocks(out: Console, view: ArticleView) -> None:
    """The document: kept blocks plain, dropped ones dim, with kind and reason."""
    for line in view.blocks:
        style = "default" if line.block.kept else "dim"
        page = f", p. {line.page}" if line.page is not None else ""
        say(out, f"[{line.block.kind}: {line.block.reason}{page}]", "cyan" if line.block.kept else "dim cyan")
        say(out, line.text, style)
