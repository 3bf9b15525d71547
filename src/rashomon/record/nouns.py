"""What the record is made of: frozen dataclasses whose field names are the public schema.

Offsets count Unicode code points of `Article.text` and are half-open. Instants are UTC in ISO 8601,
always `YYYY-MM-DDTHH:MM:SSZ`. Lists are tuples so that a noun can be hashed and compared. An id is the
digest of what the noun was made from (see ids.py). References point upstream only.

Two fields are filled when a record is read, never stored: `Mention.entity` and `Report.event` (with
`Statement.speaker_entity`, `Statement.about` and `Attribution.entity`, which follow from them). Merging two entities
therefore rewrites no mention.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) of one article's text: the citation everything rests on."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes as received, with where they came from. `id` is the sha256 of `body`."""

    id: str
    url: str | None
    outlet: str | None
    fetched: str | None
    media_type: str
    encoding: str | None
    body: bytes


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the decoded document with a kind, and whether the article keeps it.

    `kind`: title, byline, dateline, body, caption, credit, teaser, navigation, notice, share, comment,
    repeated (it stands in another article of the outlet, which tells something else), other. `start`, `end` count in
    the article text and are None where the block was dropped; `document_start`, `document_end` count in the decoded
    document (sources.decode).
    """

    kind: str
    kept: bool
    start: int | None
    end: int | None
    document_start: int
    document_end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """The readable text taken from a document.

    `published` and `published_latest` are the earliest and the latest instant at which it can have been
    published: equal when known, both None when nothing says. `published_from`: metadata, url, text,
    inferred, none.
    """

    id: str
    document: str
    outlet: str | None
    url: str | None
    title: str | None
    published: str | None
    published_latest: str | None
    published_from: str
    language: str
    agencies: tuple[str, ...]
    authors: tuple[str, ...]
    text: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names, describes or stands for somebody or something.

    `kind`: person, organization, place, nationality, time, quantity, weapon, vehicle, other. Pronouns and
    role phrases ("he", "the defence minister") are mentions too. `members` are the mentions behind a
    group ("the two ministers"). Where `start` is `end` no characters say it: `text` is what a person gave (Cell).
    """

    id: str
    article: str
    start: int
    end: int
    kind: str
    text: str
    entity: str | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """A half-open interval of time that a mention expresses.

    `precision`: minute, hour, day, week, month, quarter, year, decade … `relation`: on, before, after,
    about. `anchor`: what it was counted from ("published", "narrative", "absolute", a mention id).
    """

    start: str | None
    end: str | None
    precision: str
    relation: str
    anchor: str | None
    mention: str


@dataclass(frozen=True, slots=True)
class Where:
    """A place of the gazetteer that a mention names. `country` is ISO 3166 alpha-3; degrees are WGS84."""

    place: str
    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    precision: str
    mention: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with bounds. "at least 86" is low 86, high None; "86" is low 86, high 86.

    `of`: dead, injured, arrested, displaced, missiles … or None; `unit`: people, missiles, USD, percent …
    """

    low: float | None
    high: float | None
    unit: str | None
    of: str | None
    mention: str


@dataclass(frozen=True, slots=True)
class Role:
    """An office or position, with the dates that are known for it (ISO dates, or None)."""

    title: str
    organization: str | None
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Entity:
    """The one person, organization or place that mentions name.

    `roles`: the offices that the tables have for a known person; of any other what accounts call him ("police
    spokeswoman"), the most told first, without dates. `country`, `sectors` follow from the same.
    """

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    country: str | None
    sectors: tuple[str, ...]
    roles: tuple[Role, ...]
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One outer link of the chain "according to whom": an outlet, an agency, a document, a spokesperson.

    `start`, `end` are None for the outlet of the article itself when no characters name it.
    """

    name: str
    entity: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody is reported to have said, thought or wanted.

    `form`: direct, indirect, mixed. `speaker` is a mention id (None when nobody is named). `according_to`
    runs from the outermost link inwards and leaves out the speaker. `polarity`: positive, negative.
    `certainty` is the wording that weakens or strengthens it ("reportedly", "insists"), or None. `corrected`: the parts
    that people gave in place of what was read.
    """

    id: str
    article: str
    start: int
    end: int
    form: str
    speaker: str | None
    speaker_entity: str | None
    cue: Span | None
    content: tuple[Span, ...]
    addressee: str | None
    according_to: tuple[Attribution, ...]
    about: tuple[str, ...]
    polarity: str
    certainty: str | None
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One article's telling of one act.

    `type`, `mode`, `contexts` are PLOVER's, and `quad` 1..4; type HARM, of quad 0, is our own: harm that no account
    lays to anybody. `actors` and `recipients` are mention ids.
    `modality`: happened, ongoing, planned, hypothetical, demanded, denied. `corrected`: the parts that people gave in
    place of what was read; "all" of an act that nobody read and a person added.
    """

    id: str
    article: str
    start: int
    end: int
    trigger: Span
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    quad: int
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    when: When | None
    where: Where | None
    quantities: tuple[Quantity, ...]
    modality: str
    statement: str | None
    according_to: tuple[Attribution, ...]
    event: str | None = None
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """The one act that several reports tell. `articles` and `origins` are counts.

    `corrected`: the parts that a person gave in one of its reports; they outrank what was read in the others.
    """

    id: str
    type: str
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    when: When | None
    where: Where | None
    reports: tuple[str, ...]
    articles: int
    origins: int
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """The articles about one happening. `first` and `last` bound their dates of publication."""

    id: str
    title: str | None
    articles: tuple[str, ...]
    events: tuple[str, ...]
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch shared by a copy and its origin: [start, end) here, [of_start, of_end) there."""

    start: int
    end: int
    of_start: int
    of_end: int


@dataclass(frozen=True, slots=True)
class Copy:
    """Text of `article` derived from `of` (an article id or an agency's name).

    `share` is the part of the article's kept characters that stand in the passages, 0..1.
    `direction`: known, guessed.
    """

    article: str
    of: str
    share: float
    passages: tuple[Passage, ...]
    direction: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One feature that spoke for (positive score) or against (negative) a judgement."""

    feature: str
    score: float
    left: str | None
    right: str | None


@dataclass(frozen=True, slots=True)
class Cell:
    """What a person says that a part of a report or statement is, where the machine read it wrong or not at all.

    `said`: the value in words. `was`: in words what had been read, None where nothing had. `text` stands at characters
    [`start`, `end`) of the decoded document (sources.decode), and the value rests on it; all three are None where it
    rests on the person's judgement alone. By its part a cell holds `name` with the `kind` of its mention (who, whom,
    speaker), `when`, `where`, a `quantity` (their `mention` is empty), `type` with `mode`, `cameo` and `quad`, or
    `modality`; of a statement's words, cue and form it is `said` alone. `part`: which part it is, in an act that a
    person adds, whose cells are one judgement; None where the judgement says it.
    """

    said: str
    was: str | None = None
    text: str | None = None
    start: int | None = None
    end: int | None = None
    name: str | None = None
    kind: str | None = None
    when: When | None = None
    where: Where | None = None
    quantity: Quantity | None = None
    type: str | None = None
    mode: str | None = None
    cameo: str | None = None
    quad: int | None = None
    modality: str | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether two things are one, with reasons, by machine or person.

    `relation`: copy, entity, event, story, answer; also `reading`, a person's mark on what was read (`left` is a report
    or a statement, `right` the part of it, `verdict` wrong or right, `cells` what is right instead; or `left` is an
    article, `right` the report or statement that it has then, `verdict` act or statement, `cells` what a person added);
    also `published`,
    whose `left` is an article and whose reasons are what its date was inferred from, and `modified`, whose `right` is
    the instant (or the range of two, with a stroke between) at which the article says it was last changed. `verdict`:
    same, different, unsure. `by`: "machine:VERSION" or "person:NAME". `at` is None for the machine's: the same input
    gives the same row.
    """

    relation: str
    left: str
    right: str
    verdict: str
    score: float
    reasons: tuple[Reason, ...]
    by: str
    at: str | None
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One answer to a question, with all that rests behind it. `origins` counts independent voices."""

    answer: str
    reports: tuple[str, ...]
    statements: tuple[str, ...]
    outlets: tuple[str, ...]
    origins: int


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence of an article, [start, end) in its text, that a side rests on where no report or statement tells it.

    `side` counts the finding's sides from 0.
    """

    side: int
    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """What the accounts of a story say to one question.

    `agreement`: agreed, differing, contradicted, updated, single. `silent`: outlets of the story that say
    nothing to it. `excerpts`: sentences that sides rest on besides their reports and statements.
    """

    id: str
    story: str
    event: str | None
    question: str
    agreement: str
    sides: tuple[Side, ...]
    silent: tuple[str, ...]
    excerpts: tuple[Excerpt, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that a stage could not read: nothing is dropped in silence."""

    document: str
    stage: str
    error: str
    at: str | None


#: The format of cases and exports; it goes up when a field is added, lost or means something else.
FORMAT = "rashomon/1"

#: Table name → noun. The order is that of the flow; the names are those of the tables and of the JSON export.
NOUNS: dict[str, type] = {
    "documents": Document,
    "articles": Article,
    "mentions": Mention,
    "times": When,
    "places": Where,
    "quantities": Quantity,
    "entities": Entity,
    "statements": Statement,
    "reports": Report,
    "events": Event,
    "stories": Story,
    "copies": Copy,
    "judgements": Judgement,
    "findings": Finding,
    "failures": Failure,
}
