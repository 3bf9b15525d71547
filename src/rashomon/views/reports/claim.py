"""The answer to "is it told that …?" → ReportPage: the claim, who tells and denies it since when, in which words.

Reads what told.py answers and the record of the articles in it; writes blocks (page.py). The one idea: it is the page
*Is it told?* as a file, in its order and words, and every quote has its place and its document's hash in the archive.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rashomon.record import Record
from rashomon.views.exports.base import web_address
from rashomon.views.items import AccountItem, Cited
from rashomon.views.reports.archive import Archive
from rashomon.views.reports.page import Block, Heading, Paragraph, Point, Points, ReportPage, Run, aside
from rashomon.views.reports.sources import method, sources
from rashomon.views.told import Heading as Passage
from rashomon.views.told import Telling, ToldAnswer
from rashomon.views.words import Citation, counted, published_by

#: What a reader has to know before he counts.
_NOT_TRUE = (
    "A sentence that is told is not thereby true. A passage that says it in quite other words is missed: read what "
    "does not speak of it. Accounts that print one text are counted as copies of it."
)


def make_claim_page(found: ToldAnswer, record: Record, run: dict[str, Any]) -> ReportPage:
    """The page of an answer. `record`: of the articles that tell, deny or mention the claim; `run` as in a brief."""
    archive = Archive()
    told = (*found.tells, *found.denies, *found.mentions)
    blocks: list[Block] = [
        Points(tuple(_in_short(found, archive))),
        *_group("Tells it", "tells", found.tells, record, archive),
        *_group("Denies it", "denies", found.denies, record, archive),
        *_group("Mentions it without taking a side", "mentions", found.mentions, record, archive),
        *_beside("Does not speak of it", "silent", found.silent),
        *_beside("Not read: claims are compared in English only", "unread", found.unread),
        aside(_NOT_TRUE),
        *sources(record, [one.article for one in told], archive),
        *method(record, run, whole=False),
    ]
    return ReportPage(f"Is it told? {found.claim}", _facts(found), tuple(blocks), f"Rashomon {run['program']}", depth=1)


def _facts(found: ToldAnswer) -> str:
    if not found.articles:
        return "no account was found that speaks of it"
    speaking = f"{counted(found.articles, 'article')} of {counted(found.origins, 'origin')}"
    sides = (("told", found.tells), ("denied", found.denies), ("mentioned without a side", found.mentions))
    speak = "speaks" if found.articles == 1 else "speak"
    return " · ".join((f"{speaking} {speak} of it", *(f"{how} by {_accounts(some)}" for how, some in sides if some)))


def _accounts(some: Sequence[Telling]) -> str:
    return counted(sum(1 + one.copies for one in some), "account")


def _in_short(found: ToldAnswer, archive: Archive) -> Iterator[Point]:
    """Who told it first and who denied it first, as far as anything dates them."""
    for words, does, some in (("First told", "tells", found.tells), ("First denied", "denies", found.denies)):
        first = next((one for one in some if one.published != "undated"), None)
        if first is not None:
            head = Run(f"{words}: {first.published}, {published_by(first.outlet)}: ", "strong")
            yield Point((head, *_quoted(first.passages[0], archive)))
        elif some:
            yield Point((Run(f"{words}: ", "strong"), Run("nothing dates the accounts")))
        else:
            yield Point((Run(f"Nobody was found who {does} it", "strong"),))


def _group(title: str, name: str, some: Sequence[Telling], record: Record, archive: Archive) -> Iterator[Block]:
    if some:
        yield Heading(1, f"{title} ({_accounts(some)})", name)
        yield Points(tuple(_telling(one, record, archive) for one in some))


def _telling(one: Telling, record: Record, archive: Archive) -> Point:
    article = record.articles.get(one.article)
    title = Run(one.title or "untitled", address=web_address(article) if article is not None else None)
    notes = [words for words in (one.note, one.version, one.bears) if words]
    copies = [f"and {counted(one.copies, 'copy')} of the same text"] if one.copies else []
    facts = "".join(f" · {words}" for words in (one.published, *copies, *notes))
    under = tuple(Paragraph(tuple(_passage(one, passage, archive))) for passage in one.passages)
    return Point((Run(published_by(one.outlet), "strong"), Run(" · "), title, Run(facts, "quiet")), under)


def _passage(one: Telling, passage: Passage, archive: Archive) -> Iterator[Run]:
    if len(one.passages) > 1:
        yield Run(f"{passage.how}: ", "quiet")
    yield from _quoted(passage, archive)
    if passage.chain != one.outlet:
        yield Run(f" — {passage.chain}", "quiet")


def _quoted(passage: Passage, archive: Archive) -> tuple[Run, ...]:
    speaker = (Run(f"{passage.speaker.name}: "),) if passage.speaker else ()
    words = Run(f"“{' '.join(passage.passage.quote.split())}”", "quote")
    return (*speaker, words, *archive.refer([_citation(passage.passage)]))


def _citation(cited: Cited) -> Citation:
    return Citation(cited.article, cited.outlet, cited.start, cited.end, cited.quote)


def _beside(title: str, name: str, some: Sequence[AccountItem]) -> Iterator[Block]:
    if some:
        yield Heading(1, f"{title} ({counted(len(some), 'account')})", name)
        yield Points(tuple(Point((Run(published_by(one.outlet), "strong"), Run(_account(one)))) for one in some))


def _account(one: AccountItem) -> str:
    unread = f" · {one.unread}" if one.unread else ""
    return f" · {one.title or one.opening} · {one.published}{unread} [{one.id[:8]}]"
