"""record → ReportPage: one story or the whole case, in the order of the terminal brief.

Reads the answers of brief.py and story.py; writes blocks (page.py). The one idea: sections are functions from a
story to blocks, and every line ends with the numbers of the quotes that it rests on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from rashomon.record import Record, Story
from rashomon.views.brief import (
    EventLine,
    FindingLine,
    SaidLine,
    SideLine,
    StoryBrief,
    brief_story,
    by_whom,
    first_told,
    story_order,
)
from rashomon.views.given import spell_short
from rashomon.views.reports.archive import Archive
from rashomon.views.reports.page import Block, Cell, Grid, Heading, Paragraph, Point, Points, ReportPage, Run, aside
from rashomon.views.reports.sources import method, sources
from rashomon.views.story import Row, StoryView, view_story
from rashomon.views.words import (
    MARKS,
    Citation,
    counted,
    doers,
    first_words,
    known_day,
    manner,
    some_chains,
    some_names,
    some_outlets,
    spell_outlets,
    spell_story,
)

#: Stories that a report of a whole case tells; more would be a book, and it says how many are left out.
MOST_STORIES = 40


class Measure(NamedTuple):
    """How much of each section is told before the rest is counted.

    `references`: quotes named behind one line; `named`: outlets behind one answer; `columns`: outlets side by side;
    `accounts`: outlets of which is told what they leave out.
    """

    questions: int = 12
    rows: int = 20
    acts: int = 12
    dates: int = 24
    speakers: int = 8
    statements: int = 5
    once: int = 12
    labels: int = 12
    references: int = 5
    named: int = 8
    columns: int = 10
    accounts: int = 12


#: A brief of some pages, and everything.
BRIEF = Measure()
FULL = Measure(*(10**9 for _ in Measure._fields))

#: Acts told by several origins whose words open a story.
_LEADING = 3

#: Questions an account is silent on that are named before the rest is counted.
_MOST_SILENCES = 8

#: Words of content below which a statement is shown with its speaker and cue.
_FEWEST_WORDS = 5

_CONTESTED = ("contradicted", "updated", "differing")

_QUOTES = "“”\"'"

_WITHHELD = "words withheld"


class Counts(NamedTuple):
    """What the whole case holds, where the record at hand is only the part that is told."""

    articles: int
    origins: int
    failures: int
    stories: int


def make_page(
    record: Record, run: dict[str, Any], story: str | None, counts: Counts | None = None, *, full: bool = False
) -> ReportPage:
    """A report of one story (its id), or of the case: stories with most voices first.

    `run` is what made the record: program, stages and models. `counts` are taken from the record where none are given.
    Without `full` long sections are cut, and say by how much.
    """
    program = f"Rashomon {run['program']}"
    measure = FULL if full else BRIEF
    archive = Archive(measure.references)
    if story:
        found = record.stories[story]
        raised = (_raised(block) for block in _story(record, found, archive, "story-1", measure))
        blocks = [*raised, *_end(record, run, [found], archive, whole=False)]
        return ReportPage(_title(found), _story_facts(record, found), tuple(blocks), program, depth=1)
    counts = counts or _counts(record)
    told = story_order(record)[:MOST_STORIES]
    chapters = (_chapter(record, found, archive, place, measure) for place, found in enumerate(told, 1))
    blocks = [block for chapter in chapters for block in chapter]
    if counts.stories > len(told):
        more = counted(counts.stories - len(told), "story")
        blocks.append(aside(f"{more} with fewer voices are left out: ask for one by its id."))
    blocks += _end(record, run, told, archive, whole=True)
    return ReportPage("What the accounts say", _case_facts(counts), tuple(blocks), program)


def _counts(record: Record) -> Counts:
    return Counts(
        len(record.articles), record.voices(record.articles), len(record.failures), len(record.stories)
    )


def _raised(block: Block) -> Block:
    """A heading one level up: the title of a single story is that of the page."""
    return replace(block, level=block.level - 1) if isinstance(block, Heading) else block


def _chapter(record: Record, story: Story, archive: Archive, place: int, measure: Measure) -> list[Block]:
    heading = Heading(1, _title(story), f"story-{place}")
    return [heading, aside(_story_facts(record, story)), *_story(record, story, archive, f"story-{place}", measure)]


def _end(
    record: Record, run: dict[str, Any], stories: Sequence[Story], archive: Archive, *, whole: bool
) -> list[Block]:
    articles = [article for story in stories for article in story.articles]
    return [*sources(record, articles, archive), *method(record, run, whole=whole)]


def _story(record: Record, story: Story, archive: Archive, name: str, measure: Measure) -> list[Block]:
    view = view_story(record, story.id)
    brief = view.brief
    return [
        *_in_short(brief, archive),
        *_findings(brief.findings, archive, name, measure),
        *_comparison(view, archive, name, measure),
        *_events(brief.events, archive, name, measure.acts),
        *_timeline(record, story, brief.events, archive, name, measure.dates),
        *_said(brief.said, archive, name, measure),
        *_labels(brief.findings, archive, name, measure),
        *_left_out(view, name, measure.accounts),
    ]


def _rest_of(count: int, most: int, noun: str) -> Iterator[Paragraph]:
    """How many of a section are not shown, and how to have them."""
    if count > most:
        yield aside(f"… and {counted(count - most, f'more {noun}')}; a full report (--full) has them.")


# ── where they agree and differ ───────────────────────────────────────────────────────────────────────────────


def _in_short(brief: StoryBrief, archive: Archive) -> Iterator[Block]:
    """What most voices tell, in their words, and how far the accounts agree."""
    leading = [event for event in brief.events if event.origins > 1][:_LEADING]
    if leading:
        yield Points(tuple(_lead(event, archive) for event in leading))
    counts = {agreement: sum(f.agreement == agreement for f in brief.findings) for agreement in MARKS}
    said = [Run(f"{MARKS[a]} {counts[a]} {a}", a) for a in (*_CONTESTED, "agreed", "single") if counts[a]]
    if said:
        asked = Run(f"{counted(len(brief.findings), 'question')}: ")
        yield Paragraph((asked, *_joined([(run,) for run in said], " · ")))


def _lead(event: EventLine, archive: Archive) -> Point:
    citation = _telling(event.citations)
    told = f" — {citation.outlet}; told by {counted(event.origins, 'origin')}"
    return Point((_quote(citation.quote, 240), Run(told, "quiet"), *archive.refer([citation])))


def _telling(citations: Sequence[Citation]) -> Citation:
    """The sentence that stands highest in its article, where news stands; where none is whole, the longest."""
    sentences = [c for c in citations if c.quote[:1].isupper() and c.quote.rstrip("”\"’'").endswith((".", "!", "?"))]
    return min(sentences, key=lambda c: c.start, default=max(citations, key=lambda c: c.end - c.start))


def _findings(findings: Sequence[FindingLine], archive: Archive, name: str, measure: Measure) -> Iterator[Block]:
    parts = {
        "Contested": [f for f in findings if f.agreement in _CONTESTED],
        "Agreed": [f for f in findings if f.agreement == "agreed"],
        "Single: one origin alone": [f for f in findings if f.agreement == "single"],
    }
    if not findings:
        return
    yield Heading(2, "Where they agree and differ", f"{name}-findings")
    for place, (title, found) in enumerate(parts.items()):
        if found:
            yield Heading(3, title, f"{name}-findings-{place}")
            shown = found[: measure.questions]
            yield Points(tuple(_finding(finding, archive, measure.named) for finding in shown))
            yield from _rest_of(len(found), measure.questions, "question")


def _finding(finding: FindingLine, archive: Archive, named: int) -> Point:
    """Question and sides; what has one side only stands on one line, and of what one tells the rest are silent."""
    head = [Run(f"{finding.mark} {finding.agreement}: ", finding.agreement), Run(finding.question, "strong")]
    if finding.about:
        head.append(Run(f" ({finding.about})", "quiet"))
    under = [_side(finding, side, archive, named) for side in finding.sides]
    if len(under) == 1:
        head += (Run(": ", "quiet"), *under.pop().runs)
    if finding.note:
        under.append(aside(finding.note))
    if finding.silent and finding.agreement != "single":
        under.append(aside(f"silent: {some_outlets(finding.silent, named)}"))
    return Point(tuple(head), tuple(under))


def _side(finding: FindingLine, side: SideLine, archive: Archive, named: int) -> Paragraph:
    outlets = some_outlets(side.outlets, named)
    told = f" — {outlets} ({counted(side.origins, 'origin')}){first_told(finding, side)}{by_whom(side)}"
    return Paragraph((_words(side.answer), Run(told, "quiet"), *archive.refer(side.citations)))


def _comparison(view: StoryView, archive: Archive, name: str, measure: Measure) -> Iterator[Block]:
    """Questions by outlets; what one origin alone answers would be a row of silence and is left to the list above."""
    rows = [row for row in view.rows if row.finding.agreement != "single"]
    if len(view.outlets) < 2 or not rows:
        return
    yield Heading(2, "Accounts side by side", f"{name}-table")
    outlets = _columns(rows, view.outlets, measure.columns)
    columns = ("question", *outlets, "finding")
    shares = (3, *(2 for _ in outlets), 2)
    yield Grid(columns, tuple(_compared(row, archive, outlets) for row in rows[: measure.rows]), shares)
    yield from _rest_of(len(rows), measure.rows, "question")
    yield from _rest_of(len(view.outlets), measure.columns, "outlet")
    if len(rows) < len(view.rows):
        alone = counted(len(view.rows) - len(rows), "question")
        yield aside(f"{alone} that one origin alone answers: see Single above.")


def _columns(rows: Sequence[Row], outlets: Sequence[str], most: int) -> tuple[str, ...]:
    """Of many outlets one for each answer, as far as there is room, then those that answer most; in their order."""
    if len(outlets) <= most:
        return tuple(outlets)
    chosen = dict[str, None]()
    for side in (side for row in rows for side in row.finding.sides):
        if len(chosen) < most and side.outlets and not chosen.keys() & set(side.outlets):
            chosen[side.outlets[0]] = None
    answers = Counter(cell.outlet for row in rows for cell in row.cells if cell.answer)
    for outlet in sorted(outlets, key=lambda one: -answers[one]):
        if len(chosen) < most:
            chosen[outlet] = None
    return tuple(outlet for outlet in outlets if outlet in chosen)


def _unanswered(silent: bool) -> Cell:
    """An outlet that could have answered is silent; of another, that it gives no answer says nothing."""
    return Cell((Run("silent", "quiet"),), "silent") if silent else Cell((Run("—", "quiet"),))


def _compared(row: Row, archive: Archive, outlets: Sequence[str]) -> tuple[Cell, ...]:
    finding = row.finding
    about = f" ({finding.about})" if finding.about else ""
    cells = [
        Cell((_words(first_words(cell.answer, 90)), *_rest(finding, cell.outlet, archive)), finding.agreement)
        if cell.answer
        else _unanswered(cell.outlet in finding.silent)
        for cell in row.cells
        if cell.outlet in outlets
    ]
    question = Cell((Run(finding.question, "strong"), Run(about, "quiet")))
    verdict = Cell((Run(f"{finding.mark} {finding.agreement}", finding.agreement),), finding.agreement)
    return (question, *cells, verdict)


def _rest(finding: FindingLine, outlet: str, archive: Archive) -> tuple[Run, ...]:
    """The numbers of the quotes on which an outlet's cell rests."""
    return archive.refer(
        citation
        for side in finding.sides
        if outlet in side.outlets
        for citation in side.citations
        if citation.outlet == outlet
    )


# ── what happened ─────────────────────────────────────────────────────────────────────────────────────────────


def _events(events: Sequence[EventLine], archive: Archive, name: str, most: int) -> Iterator[Block]:
    if events:
        yield Heading(2, "What happened, as reported", f"{name}-events")
        yield Points(tuple(_event(event, archive, most) for event in events[:most]))
        yield from _rest_of(len(events), most, "act")


def _event(event: EventLine, archive: Archive, most: int) -> Point:
    details = [part for part in (event.when, event.where, *event.quantities) if part]
    head = [Run(_act(event), "strong"), *(Run(f" · {detail}") for detail in details)]
    told = f"{counted(event.articles, 'article')}, {counted(event.origins, 'origin')}"
    chain = f" · according to {some_chains(event.chain, most // 4)}" if event.chain else ""
    citation = _telling(event.citations)
    quote = Paragraph((_quote(citation.quote, 240), Run(f" — {citation.outlet}", "quiet")))
    given = [aside(line) for line in dict.fromkeys(map(spell_short, event.given))]
    return Point((*head, *archive.refer(event.citations)), (quote, aside(told + chain), *given))


def _act(event: EventLine) -> str:
    act = event.type + (f"/{event.mode}" if event.mode else "")
    modality = "" if event.modality == "happened" else f" [{event.modality}]"
    parts = [doers(event.actors, event.type), act + modality, some_names(event.recipients)]
    return " · ".join(part for part in parts if part)


def _timeline(
    record: Record, story: Story, events: Sequence[EventLine], archive: Archive, name: str, most: int
) -> Iterator[Block]:
    """Acts by the day the texts give them; those without one are counted."""
    starts = {event: when.start for event in story.events if (when := record.events[event].when) and when.start}
    dated = sorted((e for e in events if e.id in starts), key=lambda e: (starts[e.id], e.when or "", e.id))
    if not dated:
        return
    yield Heading(2, "Timeline", f"{name}-timeline")
    rows = [(Cell((Run(e.when or ""),)), Cell((Run(_act(e)), *archive.refer(e.citations)))) for e in dated[:most]]
    yield Grid(("when", "what"), tuple(rows), (2, 7))
    yield from _rest_of(len(dated), most, "dated act")
    if len(dated) < len(events):
        yield aside(f"No text dates {counted(len(events) - len(dated), 'other act')}.")


# ── who said what ─────────────────────────────────────────────────────────────────────────────────────────────


def _said(said: Sequence[SaidLine], archive: Archive, name: str, measure: Measure) -> Iterator[Block]:
    """Statements by speaker, the one with most first; those who say one thing stand together at the end."""
    by_speaker: dict[str, list[SaidLine]] = {}
    for line in said:
        by_speaker.setdefault(_kept(line.speaker or "unnamed"), []).append(line)
    if not by_speaker:
        return
    yield Heading(2, "Who said what", f"{name}-said")
    told = {speaker: _retold(lines) for speaker, lines in by_speaker.items()}
    # sorted keeps the order of first words among those who say as much
    often = sorted((s for s in told if len(told[s]) > 1), key=lambda speaker: -len(told[speaker]))
    for place, speaker in enumerate(often[: measure.speakers]):
        yield Heading(3, speaker, f"{name}-said-{place}")
        yield Points(tuple(_statement(same, archive) for same in told[speaker][: measure.statements]))
        yield from _rest_of(len(told[speaker]), measure.statements, "statement")
    yield from _rest_of(len(often), measure.speakers, "speaker")
    once = [speaker for speaker in told if len(told[speaker]) == 1]
    if once:
        yield Heading(3, "One statement each", f"{name}-said-once")
        yield Points(tuple(_statement(told[speaker][0], archive, speaker) for speaker in once[: measure.once]))
        yield from _rest_of(len(once), measure.once, "speaker")


def _retold(lines: Sequence[SaidLine]) -> list[list[SaidLine]]:
    """Statements in the same words together: copies of one text tell them again."""
    found: dict[tuple[str, bool], list[SaidLine]] = {}
    for line in lines:
        letters = "".join(c for c in line.words.casefold() if c.isalnum())
        found.setdefault((letters, line.negative), []).append(line)
    return list(found.values())


def _statement(lines: Sequence[SaidLine], archive: Archive, speaker: str = "") -> Point:
    first = lines[0]
    how = f" {manner(first.form, first.negative)}"
    told = " — " + "; ".join(dict.fromkeys(line.chain or line.citation.outlet for line in lines))
    # two words of content say little without the words around them
    few = len(first.words.split()) < _FEWEST_WORDS
    said = first_words(first.citation.quote if few else first.words, 400)
    words = _words(said, "quote" if first.form == "direct" else "plain")
    by = (Run(f"{speaker}: ", "strong"),) if speaker else ()
    given = [aside(one) for one in dict.fromkeys(spell_short(one) for line in lines for one in line.given)]
    return Point((*by, words, Run(how + told, "quiet"), *archive.refer(line.citation for line in lines)), tuple(given))


# ── labels, silence ───────────────────────────────────────────────────────────────────────────────────────────


def _labels(findings: Sequence[FindingLine], archive: Archive, name: str, measure: Measure) -> Iterator[Block]:
    """What one thing is called by whom: findings whose question is a label."""
    rows = []
    for finding in findings:
        kind, _, thing = finding.question.partition(": ")
        if kind == "label":
            called = [(_words(side.answer, "strong"), *_by(side, archive, measure.named)) for side in finding.sides]
            subject = thing or finding.about or ""
            silent = Run(some_outlets(finding.silent, measure.named) or "—")
            rows.append((Cell((Run(subject, "strong"),)), Cell(_joined(called, "; ")), Cell((silent,))))
    if rows:
        yield Heading(2, "Labels compared", f"{name}-labels")
        columns = ("what is labelled", "the words, and whose they are", "silent")
        yield Grid(columns, tuple(rows[: measure.labels]), (2, 5, 2))
        yield from _rest_of(len(rows), measure.labels, "label")


def _by(side: SideLine, archive: Archive, named: int) -> tuple[Run, ...]:
    return (Run(f" — {some_outlets(side.outlets, named)}", "quiet"), *archive.refer(side.citations))


def _left_out(view: StoryView, name: str, most: int) -> Iterator[Block]:
    """Of each outlet: questions that two or more others speak to and it does not, and what it alone tells."""
    points = [point for outlet in view.outlets if (point := _silences(view, outlet))]
    if points and len(view.outlets) > 1:
        yield Heading(2, "What each account leaves out", f"{name}-silent")
        yield Points(tuple(points[:most]))
        yield from _rest_of(len(points), most, "outlet")


def _silences(view: StoryView, outlet: str) -> Point | None:
    silent = [r.finding for r in view.rows if outlet in r.finding.silent and r.finding.agreement != "single"]
    alone = [r.finding for r in view.rows if r.finding.agreement == "single" and outlet in r.finding.sides[0].outlets]
    if not silent and not alone:
        return None
    head = f": silent on {len(silent)} of the questions that others answer" if silent else ": silent on none"
    under = [_silence(finding) for finding in silent[:_MOST_SILENCES]]
    if len(silent) > _MOST_SILENCES:
        under.append(aside(f"… and {len(silent) - _MOST_SILENCES} more"))
    if alone:
        told = [f"{f.question}{f' ({f.about})' if f.about else ''}" for f in alone[:_MOST_SILENCES]]
        more = f"; and {len(alone) - _MOST_SILENCES} more" if len(alone) > _MOST_SILENCES else ""
        under.append(aside(f"it alone answers: {'; '.join(told)}{more}"))
    return Point((Run(outlet, "strong"), Run(head)), tuple(under))


def _silence(finding: FindingLine) -> Paragraph:
    about = f" ({finding.about})" if finding.about else ""
    answers = [_words(first_words(side.answer, 70)).text for side in finding.sides]
    return Paragraph(
        (
            Run(f"{finding.mark} {finding.question}", finding.agreement),
            Run(about, "quiet"),
            Run(f": {' / '.join(dict.fromkeys(answers))}"),
        )
    )


# ── words ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _title(story: Story) -> str:
    return story.title or f"Story {story.id[:8]}"


def _story_facts(record: Record, story: Story) -> str:
    brief = brief_story(record, story)
    dates = spell_story([known_day(record.articles[one]) for one in story.articles], story.first, story.last)
    published = f" · published {dates}" if dates != "undated" else ""
    outlets = spell_outlets(brief.outlets, (account.outlet for account in brief.accounts))
    return (
        f"{story.id[:8]} · {counted(len(brief.accounts), 'article')} · {outlets} · "
        f"{counted(brief.origins, 'origin')}{published}"
    )


def _case_facts(counts: Counts) -> str:
    failed = f" · {counted(counts.failures, 'document')} could not be read" if counts.failures else ""
    return (
        f"{counted(counts.articles, 'article')} · {counted(counts.origins, 'origin')} · "
        f"{counted(counts.stories, 'story')}{failed}"
    )


def _words(text: str, style: str = "plain") -> Run:
    """Words of a source, or the note that they are withheld."""
    return Run(_kept(text), "quiet" if text.startswith("sha256:") else style)


def _kept(text: str) -> str:
    return _WITHHELD if text.startswith("sha256:") else text


def _quote(text: str, limit: int) -> Run:
    if text.startswith("sha256:"):
        return Run(_WITHHELD, "quiet")
    return Run("“" + first_words(text, limit).strip(_QUOTES) + "”", "quote")


def _joined(parts: Sequence[tuple[Run, ...]], between: str) -> tuple[Run, ...]:
    runs: list[Run] = []
    for place, part in enumerate(parts):
        runs += [Run(between, "quiet")] if place else []
        runs += part
    return tuple(runs)
