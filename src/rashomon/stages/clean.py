"""document → articles: readable text out of a page, block by block, each with a reason.

Reads a Document, writes its Article with all blocks, kept and dropped. The one idea: nothing is rewritten here;
the article's text is the kept stretches of the decoded document, joined by line ends, so every character of it
can be found again in its source.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from rashomon.errors import Unreadable
from rashomon.knowledge.press import credits, names_press, publisher_at, publisher_named
from rashomon.knowledge.zones import country_of_outlet, instants_of
from rashomon.language.identify import UNKNOWN, identify_lines, plain_language, speaks
from rashomon.language.page.blocks import Piece, split_pieces
from rashomon.language.page.classifier import outline
from rashomon.language.page.headline import guess_title, headline_above
from rashomon.language.page.kinds import Judged, judge
from rashomon.language.page.lines import Lines, Said, read_pages
from rashomon.language.page.markup import markup_columns
from rashomon.language.page_dates import address_day, clock_without_zone, instant, midnight, printed_day, utc
from rashomon.matching.templates import PageLines, line_number, page_lines
from rashomon.record import Article, Block, Document, Judgement, Reason, article_id
from rashomon.sources.decode import Decoded, decode
from rashomon.sources.page import extracted_text

BY = "machine:clean-4"
#: Lines above which a document is a dump, not an article.
MOST_LINES = 20_000
#: Lines from which no more pages are read together: larger tables cost more than they save.
READ_TOGETHER = 2_000
#: Words below which a line with a colon behind it is a speaker's name, and one with digits a time.
_SHORT = 5
#: Characters of a line that may be a date and nothing else.
_LONGEST_STAMP = 120
#: Why a running head goes.
AT_EDGE = "a running head, a foot or a page's number"
#: Why a line stays that a page of a site would lose: what was made for paper has no menus.
FOR_PAGES = "a line of a document, which has no menus"
#: Characters around the headline in which a printed date is looked for.
STAMP_REACH = 600

Result = TypeVar("Result")


class Cleaned(NamedTuple):
    """The articles in a document, and when the page says that it was changed (judgements, relation "modified")."""

    articles: list[Article]
    judgements: list[Judgement]


def clean(document: Document, left_out: Collection[int] = ()) -> list[Article]:
    """The articles in a document, usually one. Raises Unreadable where the bytes hold no text.

    `left_out` are numbers of lines (matching.templates) that other pages of the outlet show to be furniture.
    """
    return clean_page(document, left_out).articles


def clean_page(document: Document, left_out: Collection[int] = ()) -> Cleaned:
    """The same, with what the page says of later changes."""
    return _cleaned(_opened(document), None, left_out)


def clean_pages(
    documents: Sequence[Document], left_out: Mapping[str, Collection[int]] | None = None
) -> list[Cleaned | Exception]:
    """The same for several documents, which costs each of them less; one that cannot be read gives its error.

    `left_out` by document.
    """
    lines = left_out or {}
    return _each_read(documents, lambda page, read: _cleaned(page, read, lines.get(page.document.id, ())))


def lines_of_pages(documents: Sequence[Document]) -> list[PageLines | None]:
    """Of each document the lines of body that it keeps by itself, by which pages of one outlet show their furniture.

    None for a page with markup, which tells its furniture better, for one of no outlet or that cannot be read.
    """
    found = _each_read(documents, _own_lines)
    return [None if isinstance(lines, Exception) else lines for lines in found]


def _each_read(
    documents: Sequence[Document], step: Callable[[_Opened, Lines | None], Result]
) -> list[Result | Exception]:
    opened = [_or_error(_opened, document) for document in documents]
    read = iter(_read_together([page for page in opened if not isinstance(page, Exception)]))
    return [page if isinstance(page, Exception) else _or_error(step, page, next(read)) for page in opened]


class _Opened(NamedTuple):
    """A document cut into pieces: what they say, the headline where something states one, the address.

    `edges`: the pieces besides, which stand at the edge of every page.
    """

    document: Document
    decoded: Decoded
    pieces: list[Piece]
    said: list[str]
    title: str | None
    url: str | None
    edges: list[Piece]


def _or_error(step: Callable[..., Result], *given: Any) -> Result | Exception:
    try:
        return step(*given)
    except Exception as error:  # a poison document costs itself, whatever it raises
        return error


def _opened(document: Document) -> _Opened:
    decoded = decode(document)
    every = split_pieces(decoded.text)
    edges = [piece for piece in every if decoded.is_at_edge(piece.start)]
    pieces = [piece for piece in every if not decoded.is_at_edge(piece.start)] if edges else every
    if not pieces:
        raise Unreadable("the document holds no words")
    if len(pieces) > MOST_LINES:
        raise Unreadable(f"too many lines for one article: {len(pieces)}; split it into one document an article")
    url = document.url if document.url and "://" in document.url else decoded.meta.get("url")
    said = [decoded.text[piece.start : piece.end] for piece in pieces]
    title = guess_title(said, decoded.meta.get("title"), url)
    return _Opened(document, decoded, pieces, said, title, url, edges)


def _read_together(pages: Sequence[_Opened]) -> Iterator[Lines | None]:
    """What the lines of each page say, READ_TOGETHER of them at once; None for pages that are best read alone."""
    waiting: list[Said] = []
    for place, page in enumerate(pages, 1):
        waiting.append(Said(page.said, page.title))
        if place == len(pages) or sum(len(said.lines) for said in waiting) >= READ_TOGETHER:
            try:
                yield from read_pages(waiting)
            except Exception:  # the page that did it does it again by itself
                yield from itertools.repeat(None, len(waiting))
            waiting = []


def _cleaned(page: _Opened, read: Lines | None, left_out: Collection[int] = ()) -> Cleaned:
    decoded = page.decoded
    judged, title = _judged(page, read)
    if left_out:
        judged = _without(judged, decoded.text, left_out)
    article = _article(page.document, decoded, judged, title, page.url)
    return Cleaned([article], _modified(article, decoded))


def _own_lines(page: _Opened, read: Lines | None) -> PageLines | None:
    outlet = _outlet(page.document, page.decoded.meta, page.url)
    if outlet is None or page.decoded.html is not None:
        return None
    judged, title = _judged(page, read)
    said = [_said(page.decoded.text, item) for item in judged if _may_be_furniture(item)]
    return page_lines(page.document.id, outlet, title, said)


class _Told(NamedTuple):
    """Every piece judged, and the headline."""

    judged: list[Judged]
    title: str | None


def _judged(page: _Opened, read: Lines | None) -> _Told:
    """What the page by itself says of its pieces."""
    found = outline(page.decoded.text, page.pieces, page.title, _markup(page.decoded, page.pieces), read)
    title = headline_above(found) if page.title is None else page.title
    judged = judge(page.pieces, found, title)
    if page.decoded.layout is not None and not page.decoded.layout.of_web:
        judged = [_of_pages(item, page.decoded.text) for item in judged]
    aside = [Judged(piece, "navigation", False, AT_EDGE) for piece in page.edges]
    return _Told(sorted([*judged, *aside], key=lambda item: item.piece.start) if aside else judged, title)


def _of_pages(item: Judged, text: str) -> Judged:
    """A piece of a document that was made for paper: what only sites have around an article stays."""
    line = _said(text, item)
    is_day = item.kind == "other" and len(line) <= _LONGEST_STAMP and printed_day(line) is not None
    if item.kept or is_day or item.kind not in ("navigation", "teaser", "comment", "share", "other"):
        return item
    return item._replace(kind="body", kept=True, reason=FOR_PAGES)


def _markup(decoded: Decoded, pieces: list[Piece]) -> Any:
    """What the page's markup says of its pieces; None for plain text."""
    if decoded.html is None or not decoded.lines:
        return None
    return markup_columns(decoded.text, pieces, decoded.lines, extracted_text(decoded.html))


def _may_be_furniture(item: Judged) -> bool:
    """Headlines, bylines and the like are the page's own, whoever prints them again."""
    return item.kept and item.kind == "body"


def _said(text: str, item: Judged) -> str:
    return text[item.piece.start : item.piece.end]


def _without(judged: list[Judged], text: str, left_out: Collection[int]) -> list[Judged]:
    """The pieces with these lines dropped; as they were where nothing would be left."""
    found = [_unless_furniture(item, _said(text, item), left_out) for item in judged]
    return found if any(map(_may_be_furniture, found)) else judged


def _unless_furniture(item: Judged, line: str, left_out: Collection[int]) -> Judged:
    if not _may_be_furniture(item) or line_number(line) not in left_out or _says_what_counts(line):
        return item
    reason = "stands in another article of the outlet, too, that tells something else"
    return item._replace(kind="repeated", kept=False, reason=reason)


def _says_what_counts(line: str) -> bool:
    """Whether a line stays however often it stands: a rule, a speaker's name, a time, a credit."""
    short = line.count(" ") < _SHORT
    if short and (line.endswith(":") or any(map(str.isdigit, line)) or not any(map(str.isalnum, line))):
        return True
    return bool(credits(line))


def _article(document: Document, decoded: Decoded, judged: list[Judged], title: str | None, url: str | None) -> Article:
    text, blocks = _assembled(decoded.text, judged)
    meta = decoded.meta
    outlet = _outlet(document, meta, url)
    spoken = [text[b.start : b.end] for b in blocks if b.start is not None and b.kind == "body"]
    language = identify_lines(spoken or [text or decoded.text], meta.get("language"))
    dated = _published(decoded, judged, url, outlet, day_first=language not in _MONTH_MAY_LEAD)
    return Article(
        id=article_id(document.id),
        document=document.id,
        outlet=outlet,
        url=url or document.url,
        title=title,
        published=dated.first,
        published_latest=dated.last,
        published_from=dated.by,
        language=language,
        agencies=_agencies(meta, text, blocks, outlet),
        authors=_authors(meta, text, blocks),
        text=text,
        blocks=tuple([_with_language(text, block, language) if block.kept else block for block in blocks]),
    )


def _with_language(text: str, block: Block, language: str) -> Block:
    """A kept block of the text; its reason says so where it is plainly in another language than the article."""
    if block.start is None or block.end is None or block.kind != "body":
        return block
    line = text[block.start : block.end]
    spoken = None if speaks(line, language) else plain_language(line)
    if spoken is None or spoken in (language, UNKNOWN):
        return block
    return replace(block, reason=f"{block.reason}; in another language: {spoken}")


def _assembled(source: str, judged: list[Judged]) -> tuple[str, tuple[Block, ...]]:
    """The article's text and its blocks; kept pieces of one line that follow each other are one block."""
    parts: list[str] = []
    blocks: list[Block] = []
    offset = 0
    for item in _joined(judged):
        start, end = item.piece.start, item.piece.end
        if not item.kept:
            blocks.append(Block(item.kind, False, None, None, start, end, item.reason))
            continue
        offset += 1 if parts else 0
        parts.append(source[start:end])
        blocks.append(Block(item.kind, True, offset, offset + end - start, start, end, item.reason))
        offset += end - start
    return "\n".join(parts), tuple(blocks)


def _joined(judged: list[Judged]) -> list[Judged]:
    """Sentences that a long line was cut into are one block again where all are kept."""
    out: list[Judged] = []
    for item in judged:
        last = out[-1] if out else None
        if last and item.piece.gap == 0 and last.kept and item.kept and last.kind == item.kind == "body":
            out[-1] = last._replace(piece=last.piece._replace(end=item.piece.end))
        else:
            out.append(item)
    return out


def _outlet(document: Document, meta: dict[str, Any], url: str | None) -> str | None:
    """As stated with the document, by the table's name for its domain, by metadata, by its domain or folder."""
    by_address = publisher_at(url)
    with_document = publisher_named(document.outlet)
    if by_address and "." not in by_address:
        return by_address
    if with_document and "." in with_document:
        # a folder named like a domain says less than what the page calls itself
        return publisher_named(meta.get("outlet")) or with_document
    return with_document or publisher_named(meta.get("outlet")) or by_address


class _Stated(NamedTuple):
    """The earliest and the latest instant, and what says so: metadata, url, text, none."""

    first: str | None
    last: str | None
    by: str


#: Languages in which "03/04/2017" may begin with the month or the day.
_MONTH_MAY_LEAD = ("en", "und")


def _published(
    decoded: Decoded, judged: list[Judged], url: str | None, outlet: str | None, day_first: bool
) -> _Stated:
    """When it was published and what says so."""
    stated = _stamp(decoded, "published", outlet)
    if stated:
        return stated
    day, by = address_day(url), "url"
    if day is None:
        day, by = _printed(decoded.text, judged, day_first), "text"
    if day is None and decoded.layout is not None and decoded.layout.made:
        # what a file says of itself comes last: it may have been saved again
        moment = instant(decoded.layout.made)
        return _Stated(moment, moment, "metadata" if moment else "none")
    return _Stated(midnight(day), midnight(day), by) if day else _Stated(None, None, "none")


def _stamp(decoded: Decoded, name: str, outlet: str | None) -> _Stated | None:
    """What metadata states. A page's clock without a zone is that of its outlet's country; a table's is UTC."""
    stamp = str(decoded.meta.get(name) or "")
    moment = instant(stamp)
    clock = clock_without_zone(stamp) if moment and decoded.html is not None else None
    between = instants_of(clock, country_of_outlet(outlet)) if clock else None
    if between:
        return _Stated(utc(between.first), utc(between.last), "metadata")
    return _Stated(moment, moment, "metadata") if moment else None


def _modified(article: Article, decoded: Decoded) -> list[Judgement]:
    """When the page says that it was last changed, where that is after its publication."""
    stated = _stamp(decoded, "modified", article.outlet)
    if stated is None or stated.last is None or stated.last <= (article.published_latest or ""):
        return []
    reason = Reason("the page states it", 1.0, str(decoded.meta["modified"]), None)
    right = "/".join(dict.fromkeys(filter(None, (stated.first, stated.last))))
    return [Judgement("modified", article.id, right, "same", 1.0, (reason,), BY, None)]


def _printed(text: str, judged: list[Judged], day_first: bool) -> Any:
    """The first full date on a short line close to the headline or above the text, or in the dateline."""
    first = next((item.piece.start for item in judged if item.kept and item.kind == "body"), None)
    if first is None:
        return None
    for item in judged:
        start, end = item.piece.start, item.piece.end
        if start > first:
            break
        if first - STAMP_REACH <= start and end - start <= _LONGEST_STAMP and (not item.kept or item.kind != "body"):
            day = printed_day(text[start:end], day_first)
            if day:
                return day
    return _in_dateline(text[first : first + 90])


def _in_dateline(head: str) -> Any:
    """The date before the dash that opens a report: "TEHRAN, April 12, 2017 (MNA) –", "Santos, 16 ago 2018.- "."""
    for dash in ("–", "—", " - ", "--", ".-", ":"):
        place, found, _ = head.partition(dash)
        if found and len(place) < 70 and place[:1].isupper():
            return printed_day(place)
    return None


def _agencies(meta: dict[str, Any], text: str, blocks: tuple[Block, ...], outlet: str | None) -> tuple[str, ...]:
    """Whose reports the text credits, in its words or where an author is named; captions credit pictures only."""
    told = "\n".join(
        text[b.start : b.end] for b in blocks if b.start is not None and b.kind not in ("caption", "credit")
    )
    stated = [
        publisher_named(name) or name
        for byline in meta.get("authors", ())
        for name in _parts(byline)
        if names_press(name)
    ]
    credited = (one.name for one in credits(told) if not _is_short_for(told[one.start : one.end], outlet))
    names = dict.fromkeys([*stated, *credited])
    return tuple(name for name in names if not _is_own(name, outlet))


def _is_short_for(word: str, outlet: str | None) -> bool:
    """Whether letters are the outlet's own initials: "(NNA)" of the Nile News Agency is no agency of Lebanon."""
    words = (outlet or "").split()
    return len(words) > 2 and word == "".join(one[0] for one in words if one[0].isupper())


def _is_own(name: str, outlet: str | None) -> bool:
    """Whether a name is the site's own: part of its domain or the same words."""
    if outlet is None or name == outlet:
        return False
    plain = re.sub(r"[\W_]", "", name.lower()).removeprefix("the")
    return plain in re.split(r"[.-]", outlet.lower()) or plain == re.sub(r"[\W_]", "", outlet.lower()).removeprefix(
        "the"
    )


def _authors(meta: dict[str, Any], text: str, blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """As metadata states them, else as the byline names them; the press is an agency, not an author."""
    stated = [name for byline in meta.get("authors", ()) if 2 < len(byline) < 80 for name in _people(byline)]
    if stated:
        return tuple(stated)
    for block in blocks:
        if block.kept and block.kind == "byline" and block.start is not None:
            names = byline_names(text[block.start : block.end])
            if names:
                return names
    return ()


def _people(byline: str) -> list[str]:
    """Those of a stated byline who are no press; the byline as it stands where none is."""
    parts = _parts(byline)
    people = [name for name in parts if not names_press(name)]
    return [byline] if len(people) == len(parts) else people


def _parts(byline: str) -> list[str]:
    return [part for part in (part.strip() for part in re.split(r",? with |, | and |;", byline)) if part]


def byline_names(line: str) -> tuple[str, ...]:
    """The people or desks that a byline names: "By Jane Roe and John Doe, Staff Writers"."""
    match = re.match(r"(?:\w+ )?(?:[Bb]y|BY|[Pp]ar|[Vv]on|[Pp]or|Автор|Di|Oleh|Autor|Door)[:\s]+(.+)", line)
    if not match:
        return ()
    names = re.split(r",| and | et | und | y | e |&|\||;| и ", match.group(1))
    people = [name.strip() for name in names[:4] if 1 < len(name.split()) <= 4 and name.strip()[:1].isupper()]
    return tuple(name for name in people if not names_press(name))
