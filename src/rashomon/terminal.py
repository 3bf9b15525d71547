"""Answers on a terminal: the same order, marks and words as the pages."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from rashomon.language.normalise import one_line
from rashomon.views.given import spell_cells, spell_given, spell_judged, spell_part, spell_short
from rashomon.views.words import (
    MARKS,
    URGENCY,
    Citation,
    called,
    counted,
    doers,
    first_words,
    manner,
    nested,
    some_chains,
    some_names,
    some_outlets,
    spell_published,
)

if TYPE_CHECKING:
    from rashomon.store.upkeep import Compacted
    from rashomon.versions import Version
    from rashomon.views.article import ArticleView
    from rashomon.views.brief import Brief, EventLine, FindingLine, SaidLine, StoryBrief
    from rashomon.views.entity import EntityView
    from rashomon.views.event import EventView, ReportLine
    from rashomon.views.news import News
    from rashomon.views.story import StoryView
    from rashomon.views.why import Why

if TYPE_CHECKING:
    from rashomon.judging.decisions import Agreement
    from rashomon.record import GivenLine, Judgement
    from rashomon.views.items import AccountItem, EventItem, SaidItem
    from rashomon.views.search import Hit, SearchAnswer
    from rashomon.views.told import Telling, ToldAnswer

#: Ways by which an act is told that its line names before the rest is counted.
_CHAINS = 3
#: Findings of which an editor sees every one.
_DISPUTED = ("contradicted", "updated", "differing")
#: How many events and statements a story shows before it says how many more there are.
_SHORT = 6

#: Characters that a column of an outlet needs to be read, and those of the first and the last column.
_COLUMN, _SIDES = 15, 36
#: Columns of a table of which each still has room for some words.
_CELL = 12
#: Characters below which a wrapped line is harder to read than one that the terminal breaks.
_NARROWEST = 30
#: Accounts of a story that the short brief lists before it comes to what they tell.
_ACCOUNTS = 20
#: The indent of a line and the id that it begins with.
_HEAD = re.compile(r" +(?P<id>[0-9a-f]{8}  )?")

_COLOURS = {
    "contradicted": "red",
    "updated": "yellow",
    "differing": "yellow",
    "agreed": "green",
    "single": "default",
}


def print_brief(out: Console, brief: Brief, *, full: bool = False) -> None:
    """What happened, who says so, where they differ."""
    failed = f" · {counted(brief.failures, 'document')} could not be read" if brief.failures else ""
    _line(out, f"{counted(brief.articles, 'article')} · {counted(brief.origins, 'origin')} · "
               f"{counted(len(brief.stories) + brief.more, 'story')}{failed}", "dim")  # fmt: skip
    for story in brief.stories:
        print_story_brief(out, story, full=full)
    if brief.more:
        out.print()
        _line(out, f"… and {brief.more:,} more stories; --all tells them", "dim")


def print_news(out: Console, news: News, *, full: bool = False) -> None:
    """What came in since, story by story, in the brief's order; disputed stories first."""
    since = f" since version {news.since} ({news.at[:16].replace('T', ' ')} UTC)" if news.at else ": all that there is"
    lone = f" · {news.lone:,} in no story yet" if news.lone else ""
    told = counted(len(news.stories), "story")
    _line(out, f"{counted(news.articles, 'new article')}{since} · {told} with news{lone}", "dim")
    if not news.compared:
        _line(out, "how the accounts stood then is no longer kept: every answer of a new article is shown", "yellow")
    for one in news.stories:
        what = "new story" if one.new else f"{len(one.story.accounts):,} new of {counted(one.articles, 'article')}"
        print_story_brief(out, one.story, full=full, articles=what)


def print_story_brief(out: Console, story: StoryBrief, *, full: bool = False, articles: str | None = None) -> None:
    """One story: accounts, findings, events, statements. `articles`: how many it has, in words."""
    out.print()
    _line(out, story.title, "bold")
    articles = articles or counted(len(story.accounts), "article")
    _line(out, f"{story.id[:8]} · {articles} · {counted(story.outlets, 'outlet')} · "
               f"{counted(story.origins, 'origin')}", "dim")  # fmt: skip
    shown = story.accounts if full else story.accounts[:_ACCOUNTS]
    for account in shown:
        via = f" · via {', '.join(account.agencies)}" if account.agencies else ""
        copied = f" · {account.copied}" if account.copied else ""
        unread = f" · {account.unread}" if account.unread else ""
        _line(out, f"  {account.id[:8]}  {account.outlet} · {account.published}{via}{copied}{unread}", "dim")
    if len(shown) < len(story.accounts):
        _line(out, f"            … and {len(story.accounts) - len(shown):,} more; --full shows them", "dim")
    _findings(out, story.findings, full)
    _section(out, "What happened, as reported", story.events, full, partial(print_event_line, full=full))
    _section(out, "Who said what", story.said, full, print_said)


def _findings(out: Console, findings: Sequence[FindingLine], full: bool) -> None:
    """How many of each kind, then what is disputed and what is agreed: the first of both."""
    if not findings:
        return
    disputed = [one for one in findings if one.agreement in _DISPUTED]
    agreed = [one for one in findings if one.agreement == "agreed"]
    alone = [one for one in findings if one.agreement == "single"]
    shown = findings if full else [*disputed[:_SHORT], *agreed[: _SHORT // 2]] or alone[:_SHORT]
    tally = Counter(one.agreement for one in findings)
    kinds = " · ".join(f"{MARKS[kind]} {tally[kind]} {kind}" for kind in URGENCY if tally[kind])
    lead = f"{counted(len(findings), 'question')}: {kinds}"
    _section(out, "Where they agree and differ", shown, True, partial(print_finding, full=full), lead)
    if len(shown) < len(findings):
        _line(out, f"            … and {len(findings) - len(shown):,} more; --full shows them", "dim")


def print_finding(out: Console, finding: FindingLine, *, full: bool = False) -> None:
    """Question, agreement and each side with its outlets and voices; `full`: and with what each says, word for word."""
    from rashomon.views.brief import by_whom, first_told  # whoever made the finding has loaded it

    _put(out, _verdict(finding))
    names = ", ".join if full else some_outlets
    for side in finding.sides:
        told = f"{names(side.outlets)} ({counted(side.origins, 'origin')}){first_told(finding, side)}{by_whom(side)}"
        _line(out, f"      {side.answer} — {told}")
        if full:
            _cited(out, list(dict.fromkeys(side.citations)))
    if finding.note:
        _line(out, f"      {finding.note}", "dim")
    if finding.silent:
        _line(out, f"      silent: {names(finding.silent)}", "dim")


def print_event_line(out: Console, event: EventLine, *, full: bool = True) -> None:
    """Actors, act, recipients; when and where; how many; by whom it is told."""
    act = event.type + (f"/{event.mode}" if event.mode else "")
    modality = "" if event.modality == "happened" else f" [{event.modality}]"
    parts = [doers(event.actors, event.type), f"{act}{modality}", some_names(event.recipients)]
    where_when = [part for part in (event.when, event.where, *event.quantities) if part]
    _line(out, f"  {event.id[:8]}  " + " · ".join([p for p in parts if p] + where_when))
    chain = event.chain if full else some_chains(event.chain, _CHAINS)
    _line(out, f"            {counted(event.articles, 'article')}, {counted(event.origins, 'origin')}"
               + (f" · {chain}" if chain else ""), "dim")  # fmt: skip
    for line in list(dict.fromkeys(map(spell_short, event.given)))[: None if full else _SHORT]:
        _line(out, f"            {line}")
    _cited(out, event.citations[:1])


def print_said(out: Console, said: SaidLine) -> None:
    """Speaker, cue, words, chain."""
    who = " ".join([said.speaker or "unnamed", *([f"“{said.cue}”"] if said.cue else [])])
    _line(out, f"  {who} {manner(said.form, said.negative)}: {first_words(said.words, 220)}")
    _line(out, f"            {said.chain or said.citation.outlet} [{_where(said.citation, said.chain)}]", "dim")
    for line in said.given:
        _line(out, f"            {spell_given(line)} [{line.judgement[:8]}]")


def print_story(out: Console, view: StoryView) -> None:
    """The accounts side by side, then the brief in full. A table where the terminal has room for its columns."""
    if out.width < _SIDES + _COLUMN * len(view.outlets):
        _print_stacked(out, view)
    else:
        _print_columns(out, view)
    print_story_brief(out, view.brief, full=True)


def _print_stacked(out: Console, view: StoryView) -> None:
    """Each question with a line an outlet; those that say nothing to it in one line."""
    _line(out, view.brief.title, "bold")
    width = min(28, max((len(outlet) for outlet in view.outlets), default=0))
    for row in view.rows:
        out.print()
        _put(out, _verdict(row.finding))
        for cell in row.cells:
            if cell.answer:
                _line(out, f"      {cell.outlet:<{width}}  {cell.answer}")
        if row.finding.silent:
            _line(out, f"      silent: {', '.join(row.finding.silent)}", "dim")


def _verdict(finding: FindingLine) -> Text:
    about = f"  ({finding.about})" if finding.about else ""
    line = Text(f"  {finding.mark} {finding.agreement}: ", style=_COLOURS[finding.agreement])
    return line.append(f"{finding.question}{about}", style="default")


def _print_columns(out: Console, view: StoryView) -> None:
    table = Table(title=Text(view.brief.title, style="bold"), show_lines=False)
    table.add_column("question")
    for outlet in view.outlets:
        table.add_column(Text(outlet))
    table.add_column("finding")
    for row in view.rows:
        cells = [
            Text(cell.answer or ("·silent·" if cell.outlet in row.finding.silent else "—"),
                 style="default" if cell.answer else "dim")
            for cell in row.cells
        ]
        verdict = Text(f"{row.finding.mark} {row.finding.agreement}", style=_COLOURS[row.finding.agreement])
        about = f"\n({row.finding.about})" if row.finding.about else ""
        table.add_row(Text(row.finding.question + about), *cells, verdict)
    out.print(table)


def print_event(out: Console, view: EventView) -> None:
    """The act, then every report of it."""
    print_event_line(out, view.event)
    for report in view.reports:
        out.print()
        _print_report(out, report)
        _cited(out, [report.citation])
    if view.findings:
        out.print()
    for finding in view.findings:
        print_finding(out, finding)


def print_entity(out: Console, view: EntityView) -> None:
    """Names, roles, acts, statements."""
    entity = view.entity
    _line(out, entity.name, "bold")
    coded = " ".join(part for part in (entity.country or "", *entity.sectors) if part)
    _line(out, " · ".join(part for part in (entity.id[:8], entity.kind, coded, *entity.links) if part), "dim")
    _line(out, "spelt " + ", ".join(f"{spelling} ({count})" for spelling, count in view.spellings.items()))
    for role in entity.roles:
        body = f", {role.organization}" if role.organization else ""
        dated = f": {role.start or '…'} – {role.end or '…'}" if role.start or role.end else ""
        _line(out, f"  {role.title}{body}{dated}")
    for name, lines in (("Acts", view.acts), ("Is acted on", view.suffers)):
        _section(out, name, lines, True, print_event_line)
    _section(out, "Is reported to have said", view.said, True, print_said)


def print_article(out: Console, view: ArticleView) -> None:
    """The text, and beside each paragraph what was read in it."""
    article = view.article
    changed = f"changed {view.modified[:10]}" if view.modified else None
    _line(out, called(article.title, article.text) or "untitled", "bold")
    _line(
        out,
        " · ".join(part for part in (article.outlet, spell_published(article), changed, article.url) if part),
        "dim",
    )
    table = Table(show_header=False, box=None, padding=(0, 1))
    table.add_column(ratio=3)
    table.add_column(ratio=2, style="dim")
    for start, end in _paragraphs(article.text):
        notes = [_margin_said(said) for said in view.statements if start <= said.citation.start < end]
        notes += [_margin_report(report) for report in view.reports if start <= report.citation.start < end]
        table.add_row(_marked(article.text, start, end, view), "\n".join(notes))
    out.print(table)


def print_blocks(out: Console, view: ArticleView) -> None:
    """The document: kept blocks plain, dropped ones dim, with kind and reason."""
    for line in view.blocks:
        style = "default" if line.block.kept else "dim"
        _line(out, f"[{line.block.kind}: {line.block.reason}]", "cyan" if line.block.kept else "dim cyan")
        _line(out, line.text, style)


def print_why(out: Console, why: Why) -> None:
    """Judgements with their reasons, strongest first."""
    for judgement in why.judgements:
        _line(
            out,
            f"{judgement.relation}: {_judged(judgement, why.words)} by {judgement.by}",
            "bold",
        )
        for reason in sorted(judgement.reasons, key=lambda r: -abs(r.score)):
            sides = " | ".join(side for side in (reason.left, reason.right) if side)
            _line(out, f"  {reason.score:+.2f}  {reason.feature}" + (f"  {sides}" if sides else ""))
    for line in why.lines:
        _line(out, line)


def _judged(judgement: Judgement, words: Mapping[str, str]) -> str:
    """What is judged, and how; of a reading which part of it."""
    if judgement.verdict == "act":
        return f"{judgement.left[:8]} tells an act: {spell_judged(judgement)} [{judgement.right[:8]}]"
    if judgement.verdict in ("wrong", "right"):
        given = f"; it is {spell_cells(judgement.cells)}" if judgement.cells else ""
        return f"{judgement.left[:8]} is {judgement.verdict}: {judgement.right}{given}"
    return f"{_ends(judgement, words)} {judgement.verdict} ({judgement.score:.2f})"


def _ends(judgement: Judgement, words: Mapping[str, str]) -> str:
    """The two that are judged, by their ids and, where they have some, their words."""
    ends = (judgement.left, judgement.right)
    # a range of days stands where an article's date is judged
    short = [end[:8] if end.isalnum() else end for end in ends]
    said = [f" “{words[end]}”" if end in words else "" for end in ends]
    return f"{short[0]}{said[0]} and {short[1]}{said[1]}"


def print_judged(out: Console, made: Judgement, asked: tuple[str, str]) -> None:
    """What was kept, by the ids that were asked for, and how to take it back."""
    from rashomon.record import ACT, CREDIT, TRIGGER, judgement_id, said_of_act

    left, right = asked
    if made.verdict == ACT:
        _line(out, f"kept (act): {left[:8]} tells {said_of_act(made)}")
        _line(out, f"  it rests on “{' '.join((made.cells[0].text or '').split())}” in the article")
        alone = [cell for cell in made.cells if cell.text is None and cell.part not in (TRIGGER, CREDIT, "modality")]
        for cell in alone:
            _line(out, f"  {spell_part(cell.part or '')}: {cell.said} rests on your judgement alone")
        _line(out, f"report {made.right[:8]}; `rashomon forget CASE {judgement_id(made)[:8]}` takes it back", "dim")
        return
    what = f"{left[:8]} is {made.verdict}: {right}" if made.verdict in ("wrong", "right") else (
        f"{left[:8]} and {right[:8]} are {'the same' if made.verdict == 'same' else made.verdict}"
    )
    if made.cells:
        what = f"{left[:8]}: {spell_part(made.right)} is {', '.join(cell.said for cell in made.cells)}"
    _line(out, f"kept ({made.relation}): {what}")
    cited = [cell for cell in made.cells if cell.text]
    for cell in cited:
        _line(out, f"  it rests on “{' '.join((cell.text or '').split())}” in the article")
    if made.cells and not cited:
        _line(out, "  it rests on your judgement alone: no words of the article are cited; --words cites some")
    _line(out, f"`rashomon forget CASE {judgement_id(made)[:8]}` takes it back", "dim")


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
    _line(
        out, counted(answer.num_rows, "row") + (", the first 200 shown" if answer.num_rows > 200 else ""), "dim"
    )


def _print_row(out: Console, number: int, row: Mapping[str, Any]) -> None:
    width = max(len(name) for name in row)
    _line(out, f"── row {number}", "dim")
    for name, value in row.items():
        _line(out, f"  {name:<{width}}  {_cell(value, 400)}")


def _cell(value: Any, limit: int) -> str:
    """A value in one line: a list as its words, what is nested deeper as JSON."""
    if value is None:
        return ""
    if isinstance(value, list) and not any(isinstance(one, list | dict) for one in value):
        value = ", ".join(map(str, value))
    return first_words(str(nested(value)), limit)


@contextmanager
def progress_bar(out: Console) -> Iterator[Callable[[Any], None]]:
    """Draws once a step has lasted two seconds; silent where the output is no terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=out, transient=True)
    started = time.monotonic()
    tasks: dict[str, Any] = {}

    def tell(progress: Any) -> None:
        if progress.step not in tasks:
            tasks[progress.step] = bar.add_task(progress.step, total=progress.total)
        bar.update(tasks[progress.step], completed=progress.done, total=progress.total)
        if out.is_terminal and time.monotonic() - started > 2:
            bar.start()

    try:
        yield tell
    finally:
        # stopping what was never drawn would leave an empty line in a log
        if bar.live.is_started:
            bar.stop()


def _section(
    out: Console,
    title: str,
    lines: Sequence[Any],
    full: bool,
    render: Callable[[Console, Any], None],
    lead: str = "",
) -> None:
    if not lines:
        return
    out.print()
    _line(out, f"  {title}", "underline")
    if lead:
        _line(out, f"  {lead}", "dim")
    shown = lines if full else lines[:_SHORT]
    for line in shown:
        render(out, line)
    if len(shown) < len(lines):
        _line(out, f"            … and {len(lines) - len(shown)} more; --full shows them", "dim")


def _print_report(out: Console, report: ReportLine) -> None:
    act = report.type + (f"/{report.mode}" if report.mode else "")
    who = f"{doers(report.actors, report.type) or '—'} → {', '.join(report.recipients) or '—'}"
    _line(out, f"  {report.id[:8]}  “{report.trigger}” {act}, {report.modality}: {who}")
    details = [part for part in (report.when, report.where, *report.quantities) if part]
    _line(out, "            " + " · ".join([*details, report.chain or report.citation.outlet]), "dim")
    for line in report.given:
        _line(out, f"            {spell_given(line)} [{line.judgement[:8]}]")


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


def _cited(out: Console, citations: Sequence[Citation]) -> None:
    for c in citations:
        outlet = "" if _unnamed(c) else f"{c.outlet}, "
        _line(out, f"            “{first_words(c.quote)}” [{outlet}{c.article[:8]} {c.start}–{c.end}]", "dim")


def _where(cited: Citation, chain: str) -> str:
    """Article and characters; of an outlet that nothing names the article's id stands before the brackets already."""
    article = "" if _unnamed(cited) and not chain else f"{cited.article[:8]} "
    return f"{article}{cited.start}–{cited.end}"


def _unnamed(cited: Citation) -> bool:
    """Whether nothing says who published it: its id is its name."""
    return cited.outlet == f"article {cited.article[:8]}"


def _line(out: Console, line: str, style: str = "default") -> None:
    _put(out, Text(line, style=style))


def _put(out: Console, line: Text) -> None:
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


def print_history(out: Console, versions: Sequence[Version]) -> None:
    """One line a version, oldest first."""
    for version in versions:
        stages = f" · {', '.join(version.stages)}" if version.stages else ""
        closed = "" if version.opens else " · can no longer be opened"
        line = f"{version.number:>5}  {version.at}  {_done(version)}{stages}{closed}"
        _line(out, line, "default" if version.opens else "dim")


def _done(version: Version) -> str:
    """What a piece of work did, in words."""
    words = {
        "documents": f"{counted(version.things, 'document')} taken in",
        "reading": f"{counted(version.things, 'document')} read",
        "comparison": "all accounts compared",
        "person": f"{counted(version.things, 'judgement')} by people",
    }
    return words.get(version.kind, f"{version.kind} of {version.things:,}")


def print_compacted(out: Console, done: Compacted) -> None:
    """What a compaction freed."""
    before, after = done.bytes_before, done.bytes_after
    _line(out, f"{_megabytes(max(0, before - after))} freed: {_megabytes(before)} before, {_megabytes(after)} after")
    files = f"{counted(done.files_before, 'file')} became {done.files_after:,}"
    _line(out, f"{files}; {counted(done.cleared, 'slice')} cleared")


def print_search(out: Console, found: SearchAnswer) -> None:
    """Hits with the words that answer, then acts and statements."""
    for problem in found.query.problems:
        _line(out, problem, "yellow")
    articles = f"{counted(found.articles, 'article')} · {counted(found.origins, 'origin')}"
    _line(out, f"{counted(found.total, 'text')} · {articles}"
               + (f" · page {found.page} of {found.pages}" if found.pages > 1 else ""), "dim")  # fmt: skip
    if found.page > max(1, found.pages):
        _line(out, f"nothing on page {found.page}: the last is {max(1, found.pages)}", "yellow")
    for hit in found.hits:
        copies = f" · {counted(hit.copies, 'copy')}" if hit.copies else ""
        how = f" · by {hit.by}" if hit.by != "words" else ""
        out.print()
        _line(out, f"  {hit.article[:8]}  {hit.title or 'untitled'}")
        _line(out, f"            {hit.outlet} · {hit.published}{copies}{how}", "dim")
        if one_line(hit.quote.quote) != hit.title:
            _put(out, Text("            “").append_text(_with_marks(hit)).append("”"))
    _section(out, "Acts", found.events, True, _print_found_event)
    _section(out, "Said", found.said, True, _print_found_said)


def print_told(out: Console, found: ToldAnswer) -> None:
    """Who tells a claim, denies it, mentions it; who is silent, and what was not read."""
    _line(out, f"“{found.claim}”")
    _line(out, f"{counted(found.articles, 'article')} of {counted(found.origins, 'origin')} speak of it", "dim")
    for title, told, colour in (
        ("Told", found.tells, "green"),
        ("Denied", found.denies, "red"),
        ("Mentioned without taking a side", found.mentions, "yellow"),
    ):
        _section(out, title, told, True, partial(_print_telling, colour=colour))
    unread = "Not read for it: claims are compared in English only"
    for title, rest in (("Does not speak of it", found.silent), (unread, found.unread)):
        _section(out, title, rest, True, _print_account_beside)


def _print_telling(out: Console, one: Telling, colour: str) -> None:
    copies = f" · {counted(one.copies, 'copy')}" if one.copies else ""
    notes = "".join(f" · {words}" for words in (one.note, one.version, one.bears) if words)
    _line(out, f"  {one.article[:8]}  {one.outlet} · {one.published}{copies}{notes}", colour)
    for heading in one.passages:
        by = f"{heading.speaker.name}: " if heading.speaker else ""
        how = f"{heading.how}: " if len(one.passages) > 1 else ""
        cited = f"[{heading.chain}, {heading.passage.start}–{heading.passage.end}]"
        _line(out, f"            {how}{by}“{one_line(heading.passage.quote)}” {cited}")


def _print_account_beside(out: Console, one: AccountItem) -> None:
    why = f" · {one.unread}" if one.unread else ""
    _line(out, f"  {one.id[:8]}  {one.outlet} · {one.published} · {one.title or one.opening}{why}", "dim")


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
    _line(out, f"  {event.id[:8]}  {' · '.join(part for part in parts if part)}  ({told})")


def _print_found_said(out: Console, said: SaidItem) -> None:
    speaker = said.speaker.name if said.speaker else "unnamed"
    _line(out, f"  {said.id[:8]}  {speaker}: “{first_words(said.words)}” [{said.chain_words or said.citation.outlet}]")


def print_agreement(out: Console, found: Agreement) -> None:
    """Percent and kappa, the pairs on which two people differ, then how many lines are not compared."""
    if found.percent is None:
        _line(out, f"no pair that both judged ({found.only_here:,} only here, {found.only_there:,} only there)")
    else:
        _print_alike(out, found)
    if found.refused:
        count = len(found.refused)
        lines = "1 line is no decision and was" if count == 1 else f"{count:,} lines are no decisions and were"
        _line(out, f"  ✕ {lines} left out; {'' if count == 1 else 'the first: '}{found.refused[0]}")


def _print_alike(out: Console, found: Agreement) -> None:
    kappa = "not defined (one verdict throughout)" if found.kappa is None else f"{found.kappa:.2f}"
    _line(out, f"{found.agreed:,} of {found.both:,} alike ({found.percent:.0f} %), Cohen's kappa {kappa}; "
               f"{found.only_here:,} only here, {found.only_there:,} only there")  # fmt: skip
    for pair in found.apart:
        _line(out, f"  {pair.relation} {pair.left[:8]} {pair.right[:8]}: {pair.here} here, {pair.there} there")


def _megabytes(count: int) -> str:
    return f"{count / 1e6:,.1f} MB"


__all__ = [
    "print_agreement", "print_article", "print_blocks", "print_brief", "print_compacted", "print_entity",
    "print_event", "print_history", "print_judged", "print_news", "print_search", "print_story", "print_table",
    "print_told", "print_why", "progress_bar",
]  # fmt: skip
