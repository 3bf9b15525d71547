"""The brief, the news and a story on a terminal: accounts, findings, events, statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rashomon.terminal.lines import SHORT, cite_all, put, say, section, where_cited
from rashomon.views.given import spell_given, spell_short
from rashomon.views.words import (
    MARKS,
    URGENCY,
    counted,
    doers,
    first_words,
    manner,
    published_by,
    some_chains,
    some_names,
    some_outlets,
    spell_outlets,
)

if TYPE_CHECKING:
    from rashomon.views.brief import Brief, EventLine, FindingLine, SaidLine, StoryBrief
    from rashomon.views.news import News
    from rashomon.views.story import StoryView

#: Ways by which an act is told that its line names before the rest is counted.
_CHAINS = 3
#: Findings of which an editor sees every one.
_DISPUTED = ("contradicted", "updated", "differing")
#: Characters that a column of an outlet needs to be read, and those of the first and the last column.
_COLUMN, _SIDES = 15, 36
#: Accounts of a story that the short brief lists before it comes to what they tell.
_ACCOUNTS = 20
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
    say(out, f"{counted(brief.articles, 'article')} · {counted(brief.origins, 'origin')} · "
        f"{counted(len(brief.stories) + brief.more, 'story')}{failed}", "dim")  # fmt: skip
    for story in brief.stories:
        print_story_brief(out, story, full=full)
    if brief.more:
        out.print()
        say(out, f"… and {brief.more:,} more stories; --all tells them", "dim")


def print_news(out: Console, news: News, *, full: bool = False) -> None:
    """What came in since, story by story, in the brief's order; disputed stories first."""
    since = f" since version {news.since} ({news.at[:16].replace('T', ' ')} UTC)" if news.at else ": all that there is"
    lone = f" · {news.lone:,} in no story yet" if news.lone else ""
    told = counted(len(news.stories), "story")
    say(out, f"{counted(news.articles, 'new article')}{since} · {told} with news{lone}", "dim")
    if not news.compared:
        say(out, "how the accounts stood then is no longer kept: every answer of a new article is shown", "yellow")
    for one in news.stories:
        what = "new story" if one.new else f"{len(one.story.accounts):,} new of {counted(one.articles, 'article')}"
        print_story_brief(out, one.story, full=full, articles=what)


def print_story_brief(out: Console, story: StoryBrief, *, full: bool = False, articles: str | None = None) -> None:
    """One story: accounts, findings, events, statements. `articles`: how many it has, in words."""
    out.print()
    say(out, story.title, "bold")
    articles = articles or counted(len(story.accounts), "article")
    outlets = spell_outlets(story.outlets, (account.outlet for account in story.accounts))
    say(out, f"{story.id[:8]} · {articles} · {outlets} · {counted(story.origins, 'origin')}", "dim")
    shown = story.accounts if full else story.accounts[:_ACCOUNTS]
    for account in shown:
        via = f" · via {', '.join(account.agencies)}" if account.agencies else ""
        copied = f" · {account.copied}" if account.copied else ""
        unread = f" · {account.unread}" if account.unread else ""
        who = f"{account.id[:8]}  {published_by(account.outlet)}"
        say(out, f"  {who} · {account.published}{via}{copied}{unread}", "dim")
    if len(shown) < len(story.accounts):
        say(out, f"            … and {len(story.accounts) - len(shown):,} more; --full shows them", "dim")
    _findings(out, story.findings, full)
    section(out, "What happened, as reported", story.events, full, partial(print_event_line, full=full))
    section(out, "Who said what", story.said, full, print_said)


def _findings(out: Console, findings: Sequence[FindingLine], full: bool) -> None:
    """How many of each kind, then what is disputed and what is agreed: the first of both."""
    if not findings:
        return
    disputed = [one for one in findings if one.agreement in _DISPUTED]
    agreed = [one for one in findings if one.agreement == "agreed"]
    alone = [one for one in findings if one.agreement == "single"]
    shown = findings if full else [*disputed[:SHORT], *agreed[: SHORT // 2]] or alone[:SHORT]
    tally = Counter(one.agreement for one in findings)
    kinds = " · ".join(f"{MARKS[kind]} {tally[kind]} {kind}" for kind in URGENCY if tally[kind])
    lead = f"{counted(len(findings), 'question')}: {kinds}"
    section(out, "Where they agree and differ", shown, True, partial(print_finding, full=full), lead)
    if len(shown) < len(findings):
        say(out, f"            … and {len(findings) - len(shown):,} more; --full shows them", "dim")


def print_finding(out: Console, finding: FindingLine, *, full: bool = False) -> None:
    """Question, agreement and each side with its outlets and voices; `full`: and with what each says, word for word."""
    from rashomon.views.brief import by_whom, first_told  # whoever made the finding has loaded it

    put(out, _verdict(finding))
    names = ", ".join if full else some_outlets
    for side in finding.sides:
        told = f"{names(side.outlets)} ({counted(side.origins, 'origin')}){first_told(finding, side)}{by_whom(side)}"
        say(out, f"      {side.answer} — {told}")
        if full:
            cite_all(out, list(dict.fromkeys(side.citations)))
    if finding.note:
        say(out, f"      {finding.note}", "dim")
    if finding.silent:
        say(out, f"      silent: {names(finding.silent)}", "dim")


def print_event_line(out: Console, event: EventLine, *, full: bool = True) -> None:
    """Actors, act, recipients; when and where; how many; by whom it is told."""
    act = event.type + (f"/{event.mode}" if event.mode else "")
    modality = "" if event.modality == "happened" else f" [{event.modality}]"
    parts = [doers(event.actors, event.type), f"{act}{modality}", some_names(event.recipients)]
    where_when = [part for part in (event.when, event.where, *event.quantities) if part]
    say(out, f"  {event.id[:8]}  " + " · ".join([p for p in parts if p] + where_when))
    chain = event.chain if full else some_chains(event.chain, _CHAINS)
    say(out, f"            {counted(event.articles, 'article')}, {counted(event.origins, 'origin')}"
        + (f" · {chain}" if chain else ""), "dim")  # fmt: skip
    for line in list(dict.fromkeys(map(spell_short, event.given)))[: None if full else SHORT]:
        say(out, f"            {line}")
    cite_all(out, event.citations[:1])


def print_said(out: Console, said: SaidLine) -> None:
    """Speaker, cue, words, chain."""
    who = " ".join([said.speaker or "unnamed", *([f"“{said.cue}”"] if said.cue else [])])
    say(out, f"  {who} {manner(said.form, said.negative)}: {first_words(said.words, 220)}")
    say(out, f"            {said.chain or said.citation.outlet} [{where_cited(said.citation, said.chain)}]", "dim")
    for line in said.given:
        say(out, f"            {spell_given(line)} [{line.judgement[:8]}]")


def print_story(out: Console, view: StoryView) -> None:
    """The accounts side by side, then the brief in full. A table where the terminal has room for its columns."""
    if out.width < _SIDES + _COLUMN * len(view.outlets):
        _print_stacked(out, view)
    else:
        _print_columns(out, view)
    print_story_brief(out, view.brief, full=True)


def _print_stacked(out: Console, view: StoryView) -> None:
    """Each question with a line an outlet; those that say nothing to it in one line."""
    say(out, view.brief.title, "bold")
    width = min(28, max((len(outlet) for outlet in view.outlets), default=0))
    for row in view.rows:
        out.print()
        put(out, _verdict(row.finding))
        for cell in row.cells:
            if cell.answer:
                say(out, f"      {cell.outlet:<{width}}  {cell.answer}")
        if row.finding.silent:
            say(out, f"      silent: {', '.join(row.finding.silent)}", "dim")


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
