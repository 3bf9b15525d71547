"""People's marks on readings: what somebody calls wrong answers nothing any more, or as he says instead.

Reads people's judgements of relation "reading" (left: a report or a statement, right: which part of it, verdict: wrong
or right, cells: what is right instead; of an act or a statement that nobody read left is its article, right its id,
verdict: act or statement),
gives reports and statements as they stand then, and the mentions that their cells rest on. The one idea: a mark takes
nothing from the tables; it is a row beside them, and taken back it leaves everything as it was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rashomon.record.ids import given_mention_id, is_person, judgement_id, mention_id
from rashomon.record.nouns import Article, Attribution, Cell, Judgement, Mention, Quantity, Report, Span, Statement
from rashomon.record.whole import grouped, innermost

#: What judgements of readings say, and the parts of a report that can be wrong alone; "all" is the whole reading. One
#: count alone is "how-many:dead".
READING = "reading"
MARKS = ("wrong", "right")
PARTS = ("all", "who", "whom", "when", "where", "how-many", "type", "modality")
HOW_MANY = "how-many"
#: The parts of a statement: who says it, its content, the words that bring it in, and whether it is quoted.
STATEMENT_PARTS = ("all", "speaker", "words", "cue", "form")
#: What a reading always has: such a part can be wrong only where it is said what is right.
NEVER_EMPTY = ("type", "modality", "words", "form")
#: The verdicts by which a person adds an act or a statement that nobody read.
ACT, SAID = "act", "statement"
ADDING = (ACT, SAID)
#: Beside the parts of a report, the words of it that name the act, and the agency to which the article credits all it
#: tells; beside those of a statement, whether it denies.
TRIGGER, CREDIT, POLARITY = "trigger", "credit", "polarity"
POLARITIES = ("positive", "negative")

#: Reading → its parts that are marked wrong.
Wrong = Mapping[str, frozenset[str]]
#: Reading → part → what a person gave instead.
Given = Mapping[str, Mapping[str, tuple[Cell, ...]]]


@dataclass(frozen=True, slots=True)
class Judged:
    """What people say of readings; false where they say nothing."""

    wrong: Wrong
    given: Given
    #: Article → the acts that people added to it.
    acts: Mapping[str, tuple[Judgement, ...]] = field(default_factory=dict)
    #: Article → the statements that people added to it.
    sayings: Mapping[str, tuple[Judgement, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.wrong) or bool(self.given) or bool(self.acts) or bool(self.sayings)

    @property
    def added(self) -> dict[str, tuple[Judgement, ...]]:
        """Article → all that people added to it."""
        articles = sorted({*self.acts, *self.sayings})
        return {one: (*self.acts.get(one, ()), *self.sayings.get(one, ())) for one in articles}


@dataclass(frozen=True, slots=True)
class Readings:
    """What is left to answer questions with. `mentions`: those that what people gave rests on, be they read or not."""

    reports: list[Report]
    statements: list[Statement]
    mentions: list[Mention] = field(default_factory=list)


def is_part(part: str) -> bool:
    """Whether a report or a statement has such a part."""
    counted = part.partition(":")[2] if part.startswith(f"{HOW_MANY}:") else ""
    return part in (*PARTS, *STATEMENT_PARTS) or 0 < len(counted) <= 40


def is_given(mention: Mention) -> bool:
    """Whether no characters of the article say it: it is a person's word."""
    return mention.start == mention.end


def measure_of(quantity: Quantity) -> str:
    """What tells a report's counts apart: what is counted, or in what."""
    return quantity.of or quantity.unit or ""


def marked_wrong(judgements: Iterable[Judgement]) -> Wrong:
    """What people call wrong. Of several marks on one part the latest counts."""
    return judged_in(judgements).wrong


def judged_in(judgements: Iterable[Judgement]) -> Judged:
    """What people say of readings. Of several marks on one part the latest counts; one on all counts is one on each."""
    wrong: dict[str, set[str]] = {}
    given: dict[str, dict[str, tuple[Cell, ...]]] = {}
    added: dict[str, dict[str, list[Judgement]]] = {ACT: {}, SAID: {}}
    for made in latest_marks(judgements):
        if made.verdict == "wrong":
            wrong.setdefault(made.left, set()).add(made.right)
            if made.cells:
                given.setdefault(made.left, {})[made.right] = made.cells
        elif made.verdict in ADDING:
            added[made.verdict].setdefault(made.left, []).append(made)
    acts, sayings = (
        {article: tuple(sorted(found, key=lambda made: made.right)) for article, found in added[verdict].items()}
        for verdict in ADDING
    )
    return Judged({reading: frozenset(parts) for reading, parts in wrong.items()}, given, acts, sayings)


def latest_marks(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The marks that count, oldest first: of several on one part the latest."""
    marks = [made for made in judgements if made.relation == READING and is_person(made)]
    latest: dict[tuple[str, str], Judgement] = {}
    for made in sorted(marks, key=lambda made: (made.at or "", made.verdict, made.by, judgement_id(made))):
        if made.right == HOW_MANY:
            latest = {key: one for key, one in latest.items() if not _is_count_of(key, made.left)}
        # the latest comes last, whatever stood there before
        latest.pop((made.left, made.right), None)
        latest[made.left, made.right] = made
    return list(latest.values())


def _is_count_of(key: tuple[str, str], reading: str) -> bool:
    return key[0] == reading and key[1].startswith(f"{HOW_MANY}:")


def as_judged(
    reports: Sequence[Report],
    statements: Sequence[Statement],
    judged: Judged,
    articles: Mapping[str, Article],
    mentions: Iterable[Mention] = (),
) -> Readings:
    """Reports and statements as people say they are, and the acts that people added; a report keeps its chain, unless
    who said it is another.

    `articles`: at least those of the readings for which people gave something, and of which all `statements` are there.
    `mentions`: at least those of the speakers in them. What rests on no characters of theirs has a mention without any,
    where the act is told or the statement begins.
    """
    if not judged:
        return Readings(list(reports), list(statements))
    around = _Around(articles, _speakers(statements, judged, mentions))
    new = [one for found in judged.sayings.values() for made in found if (one := around.saying(made)) is not None]
    said = [around.said(one, judged) for one in (*statements, *new) if not _all_of(one, judged.wrong)]
    left = {one.id: one for one in said}
    gone = {one.id for one in (*statements, *new)} - left.keys()
    others = grouped((one.article, one) for one in said)
    acts = (around.act(made, others.get(made.left, [])) for found in judged.acts.values() for made in found)
    moved = [one for one in statements if one.id in left and _is_otherwise(one, left[one.id])]
    told = around.relinked(reports, moved, left, others)
    told = around.taken_in(told, {one.id for one in new}, others)
    told = [_without(one, judged.wrong.get(one.id, frozenset())) for one in (*told, *filter(None, acts))]
    told = [around.corrected(one, judged) for one in told if not _all_of(one, judged.wrong)]
    told = [replace(one, statement=None) if one.statement in gone else one for one in told]
    return Readings(told, said, list(around.added.values()))


def in_article(article: Article, cell: Cell) -> tuple[int, int] | None:
    """Where the characters that a cell rests on stand in the article's text; None where it rests on none, or they are
    not in the article any more.
    """
    if cell.text is None or cell.start is None or cell.end is None:
        return None
    for block in article.blocks:
        if block.start is not None and block.document_start <= cell.start and cell.end <= block.document_end:
            start = block.start + cell.start - block.document_start
            end = start + cell.end - cell.start
            return (start, end) if article.text[start:end] == cell.text else None
    return None


def _all_of(reading: Report | Statement, wrong: Wrong) -> bool:
    return "all" in wrong.get(reading.id, ())


def _without(report: Report, parts: frozenset[str]) -> Report:
    """The report with these parts empty."""
    if not parts:
        return report
    counts = () if HOW_MANY in parts else report.quantities
    return replace(
        report,
        actors=() if "who" in parts else report.actors,
        recipients=() if "whom" in parts else report.recipients,
        when=None if "when" in parts else report.when,
        where=None if "where" in parts else report.where,
        quantities=tuple(one for one in counts if f"{HOW_MANY}:{measure_of(one)}" not in parts),
    )


# ── what people gave ──────────────────────────────────────────────────────────────────────────────────────


@dataclass
class _Around:
    """What lies around readings for which people gave something. `added`: the mentions that what they gave rests on."""

    articles: Mapping[str, Article]
    speakers: Mapping[str, Mention]
    added: dict[str, Mention] = field(default_factory=dict)

    def corrected(self, report: Report, judged: Judged) -> Report:
        """The report with the cells that were given."""
        return self._with_cells(report, judged.given.get(report.id, {}))

    def act(self, made: Judgement, statements: Sequence[Statement]) -> Report | None:
        """The report that a person added; None while the article does not have its words."""
        article, kind = self.articles.get(made.left), made.cells[0] if made.cells else None
        span = in_article(article, kind) if article is not None and kind is not None else None
        if article is None or kind is None or kind.type is None or span is None:
            return None
        parts = grouped((cell.part, cell) for cell in made.cells[1:])
        named = [at for cell in parts.pop(TRIGGER, []) if (at := in_article(article, cell)) is not None]
        trigger = Span(*(named[0] if named else span))
        statement = innermost(statements, trigger)
        credits = [cell.said for cell in parts.pop(CREDIT, [])]
        told = [article.outlet, *credits] if article.outlet else credits
        own = tuple(Attribution(name, None, None, None) for name in told)
        bare = Report(
            made.right, article.id, *span, trigger, kind.type, kind.mode, (), kind.cameo, kind.quad or 0, (), (), None,
            None, (), "happened", statement.id if statement else None, self._chain(statement) if statement else own,
        )  # fmt: skip
        return replace(self._with_cells(bare, parts), corrected=("all",))

    def saying(self, made: Judgement) -> Statement | None:
        """The statement that a person added; None while the article does not have its words."""
        article = self.articles.get(made.left)
        parts = grouped((cell.part, cell) for cell in made.cells)
        words, form, polarity = (parts.get(part, []) for part in ("words", "form", POLARITY))
        spans = [in_article(article, cell) for cell in words] if article is not None else []
        if article is None or not words or None in spans:
            return None
        content = tuple(Span(*span) for span in spans if span is not None)
        credits = [cell.said for cell in parts.get(CREDIT, [])]
        own = tuple(Attribution(name, None, None, None) for name in (article.outlet, *credits) if name)
        bare = Statement(
            made.right, article.id, content[0].start, content[-1].end, form[0].said if form else "indirect", None, None,
            None, content, None, own, (), polarity[0].said if polarity else "positive", None,
        )  # fmt: skip
        for part in ("cue", "speaker"):
            if part in parts:
                bare = self._said_so(bare, article, part, parts[part]) or bare
        return replace(self._spread(bare), corrected=("all",))

    def taken_in(
        self, reports: Sequence[Report], added: Collection[str], others: Mapping[str, Sequence[Statement]]
    ) -> list[Report]:
        """The reports, each that stands in a statement of these told by its speaker."""
        found = []
        for report in reports if added else ():
            statement = innermost(others.get(report.article, ()), report.trigger)
            if statement is not None and statement.id in added and report.statement != statement.id:
                report = replace(report, statement=statement.id, according_to=self._chain(statement))
            found.append(report)
        return found or list(reports)

    def said(self, statement: Statement, judged: Judged) -> Statement:
        """The statement without the parts that are wrong, and with those that were given."""
        given = judged.given.get(statement.id, {})
        parts = judged.wrong.get(statement.id, frozenset()) | given.keys()
        if not parts:
            return statement
        if "speaker" in parts:
            statement = replace(statement, speaker=None)
        if "cue" in parts:
            statement = replace(statement, cue=None)
        article, found = self.articles.get(statement.article), []
        for part in (one for one in STATEMENT_PARTS if one in given):
            now = self._said_so(statement, article, part, given[part])
            found += [part] if now is not None else []
            statement = now or statement
        return replace(self._spread(statement), corrected=(*statement.corrected, *found))

    def _spread(self, statement: Statement) -> Statement:
        """The statement from its first part to its last."""
        speaker = self._speaker(statement)
        spans = [*statement.content, *([statement.cue] if statement.cue else [])]
        spans += [Span(speaker.start, speaker.end)] if speaker is not None and not is_given(speaker) else []
        return replace(statement, start=min(one.start for one in spans), end=max(one.end for one in spans))

    def relinked(
        self,
        reports: Sequence[Report],
        moved: Sequence[Statement],
        now: Mapping[str, Statement],
        others: Mapping[str, Sequence[Statement]],
    ) -> list[Report]:
        """The reports, each in the statement that holds it now and with its chain; `moved`: statements as they were
        read that people gave other words or another speaker.
        """
        of_article = grouped((one.article, one) for one in moved)
        found = []
        for report in reports:
            here = [one for one in of_article.get(report.article, ()) if _touches(one, now[one.id], report)]
            if here:
                statement = innermost(others.get(report.article, ()), report.trigger)
                # out of every statement it keeps the chain that it has
                chain = self._chain(statement) if statement else report.according_to
                report = replace(report, statement=statement.id if statement else None, according_to=chain)
            found.append(report)
        return found

    def _said_so(
        self, statement: Statement, article: Article | None, part: str, cells: Sequence[Cell]
    ) -> Statement | None:
        """The statement with one part as it was given; None where the article does not have its words any more."""
        if part == "form":
            return replace(statement, form=cells[0].said)
        if part == "speaker":
            at = statement.cue.start if statement.cue else statement.start
            mention = self._mention(statement.article, at, cells[0])
            same = [one for one in statement.according_to if mention and (one.start, one.end) == _ends(mention)]
            outer = tuple(one for one in statement.according_to if one not in same)
            return replace(statement, speaker=mention.id if mention else None, according_to=outer)
        at_now = [in_article(article, cell) for cell in cells] if article is not None else [None]
        spans = tuple(Span(*at) for at in at_now if at is not None)
        if len(spans) < len(at_now):
            return None
        return replace(statement, cue=spans[0]) if part == "cue" else replace(statement, content=spans)

    def _with_cells(self, report: Report, given: Mapping[str, Sequence[Cell]]) -> Report:
        in_order = sorted(given.items(), key=_in_order)
        for part, cells in in_order:
            resting = [self._mention(report.article, report.trigger.start, cell) for cell in cells]
            report = _with(report, part, cells[0], resting)
        return replace(report, corrected=(*report.corrected, *(part for part, _ in in_order))) if in_order else report

    def _mention(self, article: str, at: int, cell: Cell) -> Mention | None:
        """The mention that a cell rests on: the characters that it cites, or none, at this place of the article."""
        if cell.type is not None or cell.modality is not None:
            return None
        kind = cell.kind or ("time" if cell.when else "place" if cell.where else "quantity")
        held = self.articles.get(article)
        span = in_article(held, cell) if held is not None else None
        words, ends = cell.name or cell.said, (at, at)
        # of somebody only his own name is his mention: other words that show who it is are the judgement's
        if span is not None and cell.text is not None and cell.name in (None, cell.text):
            made = Mention(mention_id(article, *span, kind), article, *span, kind, cell.text)
        else:
            made = Mention(given_mention_id(article, at, kind, words), article, *ends, kind, words)
        self.added[made.id] = made
        return made

    def _speaker(self, statement: Statement) -> Mention | None:
        who = statement.speaker or ""
        return self.added.get(who) or self.speakers.get(who)

    def _chain(self, statement: Statement) -> tuple[Attribution, ...]:
        """Whose word an act rests on that a statement tells: the statement's chain, then its speaker."""
        speaker = self._speaker(statement)
        if speaker is None:
            return statement.according_to
        outer = (one for one in statement.according_to if one.name.casefold() != speaker.text.casefold())
        ends = (None, None) if is_given(speaker) else _ends(speaker)
        return (*outer, Attribution(speaker.text, None, *ends))


def _speakers(statements: Sequence[Statement], judged: Judged, mentions: Iterable[Mention]) -> dict[str, Mention]:
    """The mentions of those who speak in articles for which people gave something."""
    marked = judged.wrong.keys() | judged.given.keys()
    touched = {one.article for one in statements if one.id in marked} | judged.acts.keys() | judged.sayings.keys()
    wanted = {one.speaker for one in statements if one.article in touched}
    return {mention.id: mention for mention in mentions if mention.id in wanted} if wanted else {}


def _ends(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end


def _is_otherwise(before: Statement, now: Statement) -> bool:
    """Whether other words are said, or somebody else says them."""
    return (before.content, before.speaker) != (now.content, now.speaker)


def _touches(before: Statement, now: Statement, report: Report) -> bool:
    """Whether a report stands in a statement now or stood there, and one of the two is not as it was."""
    was, is_in = report.statement == before.id, innermost([now], report.trigger) is not None
    return was != is_in or (was and before.speaker != now.speaker)


def _in_order(given: tuple[str, Sequence[Cell]]) -> tuple[int, str]:
    part = given[0]
    return PARTS.index(part.partition(":")[0]), part


def _with(report: Report, part: str, cell: Cell, resting: Sequence[Mention | None]) -> Report:
    """The report with one part as it was given; whom it names are all of the mentions that it rests on."""
    named = tuple(mention.id for mention in resting if mention is not None)
    if part == "who":
        return replace(report, actors=named)
    if part == "whom":
        return replace(report, recipients=named)
    if part == "when" and cell.when is not None:
        return replace(report, when=replace(cell.when, mention=named[0]))
    if part == "where" and cell.where is not None:
        return replace(report, where=replace(cell.where, mention=named[0]))
    if part == "type" and cell.type is not None:
        return replace(report, type=cell.type, mode=cell.mode, cameo=cell.cameo, quad=cell.quad or 0)
    if part == "modality" and cell.modality is not None:
        return replace(report, modality=cell.modality)
    if cell.quantity is not None:
        others = (one for one in report.quantities if measure_of(one) != measure_of(cell.quantity))
        return replace(report, quantities=(*others, replace(cell.quantity, mention=named[0])))
    return report
