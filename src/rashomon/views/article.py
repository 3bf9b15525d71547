"""record + article → its text with what was read in it, and its blocks, kept and dropped."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.record import Article, Block, Document, Record
from rashomon.views.brief import SaidLine, said_line
from rashomon.views.event import ReportLine, report_line


@dataclass(frozen=True, slots=True)
class BlockLine:
    """A block with its characters, as they stand in the decoded document."""

    block: Block
    text: str


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article, its statements and reports in reading order, and every block of its document.

    `modified` is when its page says that it was last changed: an instant, or the range of two with a stroke between.
    """

    article: Article
    modified: str | None
    statements: tuple[SaidLine, ...]
    reports: tuple[ReportLine, ...]
    blocks: tuple[BlockLine, ...]


def view_article(record: Record, article: Article, document: Document) -> ArticleView:
    """Everything read in one article."""
    # the reader of pages is heavy to load, and only blocks need it
    from rashomon.sources.decode import decode

    text = decode(document).text
    return ArticleView(
        article=article,
        modified=next((j.right for j in record.judgements if j.relation == "modified" and j.left == article.id), None),
        statements=tuple(said_line(record, s) for s in record.statements_in.get(article.id, [])),
        reports=tuple(report_line(record, r) for r in record.reports_in.get(article.id, [])),
        blocks=tuple(BlockLine(block, text[block.document_start : block.document_end]) for block in article.blocks),
    )
