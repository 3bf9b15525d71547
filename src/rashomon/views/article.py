"""record + article → its text with what was read in it, and its blocks, kept and dropped."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.record import Article, Block, Document, Record
from rashomon.views.brief import SaidLine, said_line
from rashomon.views.event import ReportLine, report_line

if TYPE_CHECKING:
    from rashomon.sources.decode import Decoded


@dataclass(frozen=True, slots=True)
class BlockLine:
    """A block with its characters, as they stand in the decoded document, and the page on which it begins, from 1;
    None where the document has no pages.
    """

    block: Block
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article, its statements and reports in reading order, and every block of its document.

    `modified` is when its page says that it was last changed: an instant, or the range of two with a stroke between.
    `pages`: where each page of the document begins in the article's text; empty where it has none.
    """

    article: Article
    modified: str | None
    statements: tuple[SaidLine, ...]
    reports: tuple[ReportLine, ...]
    blocks: tuple[BlockLine, ...]
    pages: tuple[int, ...] = ()

    def page_of(self, offset: int) -> int | None:
        """The number of the page, from 1, that has a character of the text; None where the document has no pages."""
        return bisect_right(self.pages, offset) or None


def view_article(record: Record, article: Article, document: Document) -> ArticleView:
    """Everything read in one article."""
    # the reader of pages is heavy to load, and only blocks need it
    from rashomon.sources.decode import decode

    decoded = decode(document)
    text = decoded.text
    return ArticleView(
        article=article,
        modified=next((j.right for j in record.judgements if j.relation == "modified" and j.left == article.id), None),
        statements=tuple(said_line(record, s) for s in record.statements_in.get(article.id, [])),
        reports=tuple(report_line(record, r) for r in record.reports_in.get(article.id, [])),
        blocks=tuple(
            BlockLine(block, text[block.document_start : block.document_end], decoded.page_at(block.document_start))
            for block in article.blocks
        ),
        pages=_pages(article, decoded),
    )


def _pages(article: Article, decoded: Decoded) -> tuple[int, ...]:
    """Where each page of a document begins in the text that was kept of it."""
    count = len(decoded.layout.pages) if decoded.layout is not None else 0
    kept = [block for block in article.blocks if block.start is not None]
    in_document = [block.document_start - (block.start or 0) for block in kept]
    begins = [block.start or 0 for block in kept]

    def page_at(offset: int) -> int:
        at = max(0, bisect_right(begins, offset) - 1)
        return decoded.page_at(offset + in_document[at]) or 1

    places = range(len(article.text))
    return tuple(bisect_left(places, number, key=page_at) for number in range(1, count + 1)) if kept else ()
