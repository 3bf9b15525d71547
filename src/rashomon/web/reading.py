"""The routes that read: each asks `views.pages` and gives its answer as JSON.

Reads the desk's index; writes nothing. The one idea: a route is one line, for what needs more belongs in views/.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Depends, FastAPI, Path, Query
from fastapi.responses import Response

from rashomon import __version__
from rashomon.record import judgement_id
from rashomon.views.check import Checked
from rashomon.views.filters import Filter, checked_day
from rashomon.views.happenings import EventPage, MapView, NetworkView, TimelineView
from rashomon.views.items import EventItem, Page
from rashomon.views.news import NewsPage, news_page
from rashomon.views.overview import CaseView, FacetsView, StoryItem, VolumeView
from rashomon.views.parties import EntityLine, EntityPage
from rashomon.views.readings import ArticleLine, ArticlePage
from rashomon.views.review import ReviewItem
from rashomon.views.search import SearchAnswer
from rashomon.views.side_by_side import StoryPage
from rashomon.views.told import ToldAnswer
from rashomon.web.replies import answer, reply

if TYPE_CHECKING:
    from rashomon.web.desk import Desk

Name = Annotated[str, Path(max_length=200, description="An id, or the beginning of one.")]
PageNumber = Annotated[int, Query(ge=1, le=1_000_000, description="Which page, from 1.")]
PageSize = Annotated[int, Query(ge=1, le=200, description="How many a page.")]
Any_ = Annotated[list[str], Query(max_length=100)]

#: Only these are shown as HTML, in a sandbox without scripts; everything else is plain text.
_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
_REPORT = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"


def filters(
    outlet: Any_ = [],  # noqa: B006 - FastAPI copies it
    country: Any_ = [],  # noqa: B006
    actor: Any_ = [],  # noqa: B006
    type: Any_ = [],  # noqa: B006
    language: Any_ = [],  # noqa: B006
    first: Annotated[str | None, Query(alias="from", max_length=10)] = None,
    last: Annotated[str | None, Query(alias="to", max_length=10)] = None,
    story: Annotated[str | None, Query(max_length=200)] = None,
    entity: Annotated[str | None, Query(max_length=200)] = None,
    q: Annotated[str, Query(max_length=1000)] = "",
) -> Filter:
    """The filter of a request."""
    return Filter(
        tuple(outlet), tuple(country), tuple(actor), tuple(type), tuple(language), checked_day(first),
        checked_day(last), story or None, entity or None, q.strip(),
    )  # fmt: skip


Chosen = Annotated[Filter, Depends(filters)]


def add_reading(web: FastAPI, desk: Desk) -> None:
    """Adds every route that reads."""
    _add_case(web, desk)
    _add_lists(web, desk)
    _add_pages(web, desk)
    _add_pictures(web, desk)
    _add_search(web, desk)
    _add_told(web, desk)
    _add_proof(web, desk)


def _add_case(web: FastAPI, desk: Desk) -> None:
    pages = desk.pages

    @web.get("/api/session")
    def session() -> Response:
        """The token that unsafe methods need, and who judges."""
        found = {"token": desk.token, "person": desk.settings.person, "case": desk.case.name,
                 "program": __version__, "version": desk.version, "writable": True}  # fmt: skip
        response = answer(found)
        response.headers["cache-control"] = "no-store"
        return response

    @web.get("/api/case", response_model=CaseView)
    def case() -> Response:
        """The case at a glance."""
        return reply(desk, pages.case)

    @web.get("/api/news", response_model=NewsPage)
    def news(
        since: Annotated[str, Query(max_length=40, description="A version, a day, or an instant in ISO 8601.")],
        page: PageNumber = 1,
        size: PageSize = 20,
    ) -> Response:
        """What came in since, and what it brought to each story."""
        return answer(news_page(desk.case.news(since), page, size))

    @web.get("/api/volume", response_model=VolumeView)
    def volume(chosen: Chosen) -> Response:
        """Articles a day under a filter."""
        return reply(desk, lambda: pages.volume(chosen))

    @web.get("/api/facets", response_model=FacetsView)
    def facets(chosen: Chosen) -> Response:
        """What a list can be narrowed to."""
        return reply(desk, lambda: pages.facets(chosen))


def _add_lists(web: FastAPI, desk: Desk) -> None:
    pages = desk.pages

    @web.get("/api/stories", response_model=Page[StoryItem])
    def stories(chosen: Chosen, page: PageNumber = 1, size: PageSize = 50, sort: str = "changed") -> Response:
        """Stories as lines."""
        return reply(desk, lambda: pages.stories(chosen, page, size, sort))

    @web.get("/api/articles", response_model=Page[ArticleLine])
    def articles(chosen: Chosen, page: PageNumber = 1, size: PageSize = 50) -> Response:
        """Articles as lines, latest first."""
        return reply(desk, lambda: pages.articles(chosen, page, size))

    @web.get("/api/entities", response_model=Page[EntityLine])
    def entities(
        q: Annotated[str, Query(max_length=200)] = "",
        kind: str | None = None,
        page: PageNumber = 1,
        size: PageSize = 50,
    ) -> Response:
        """Entities as lines, those that most articles name first."""
        return reply(desk, lambda: pages.entities(q, kind, page, size))

    @web.get("/api/events", response_model=Page[EventItem])
    def events(chosen: Chosen, page: PageNumber = 1, size: PageSize = 50, sort: str = "origins") -> Response:
        """Events as lines."""
        return reply(desk, lambda: pages.events(chosen, page, size, sort))

    @web.get("/api/failures", response_model=Page[dict[str, Any]])
    def failures(page: PageNumber = 1, size: PageSize = 50) -> Response:
        """What could not be read, and why."""
        return reply(desk, lambda: pages.failures(page, size))

    @web.get("/api/review/inbox", response_model=Page[ReviewItem])
    def inbox(relation: str | None = None, page: PageNumber = 1, size: PageSize = 50) -> Response:
        """The machine's least certain judgements that nobody has judged."""
        return reply(desk, lambda: pages.inbox(relation, page, size))


def _add_pages(web: FastAPI, desk: Desk) -> None:
    pages = desk.pages

    @web.get("/api/stories/{name}", response_model=StoryPage)
    def story(name: Name) -> Response:
        """One story, accounts side by side."""
        return reply(desk, lambda: pages.story(name))

    @web.get("/api/articles/{name}", response_model=ArticlePage)
    def article(name: Name) -> Response:
        """One article with everything read in it."""
        return reply(desk, lambda: pages.article(name))

    @web.get("/api/articles/{name}/original")
    def original(name: Name) -> Response:
        """The document as received: a page in a sandbox without scripts, anything else as plain text."""
        document = pages.document(name)
        kind = document.media_type if document.media_type in _PAGES else "text/plain"
        encoding = document.encoding or "utf-8"
        return Response(
            document.body,
            headers={
                "content-type": f"{kind}; charset={encoding if encoding.replace('-', '').isalnum() else 'utf-8'}",
                "content-security-policy": _SANDBOX,
                "content-disposition": "inline",
            },
        )

    @web.get("/api/entities/{name}", response_model=EntityPage)
    def entity(name: Name) -> Response:
        """One person, organization or place as the sources have it."""
        return reply(desk, lambda: pages.entity(name))

    @web.get("/api/events/{name}", response_model=EventPage)
    def event(name: Name) -> Response:
        """One event with every report that tells it."""
        return reply(desk, lambda: pages.event(name))


def _add_search(web: FastAPI, desk: Desk) -> None:
    @web.get("/api/search", response_model=SearchAnswer)
    def search(
        q: Annotated[str, Query(max_length=1000)],
        page: PageNumber = 1,
        size: Annotated[int, Query(ge=1, le=100)] = 20,
    ) -> Response:
        """Hits for the search box: articles, acts, statements and parties."""
        return answer(desk.pages.search(q, page, size))


def _add_told(web: FastAPI, desk: Desk) -> None:
    @web.get("/api/told", response_model=ToldAnswer)
    def told(claim: Annotated[str, Query(max_length=1000)]) -> Response:
        """Which articles tell a claim, deny it, mention it without a side, or are silent on it."""
        return reply(desk, lambda: desk.pages.told(claim))

    @web.get("/api/told/report.{form}")
    def told_report(form: Name, claim: Annotated[str, Query(max_length=1000)]) -> Response:
        """The same as a report to paste or send: html, md, json, docx or pdf."""
        return _report(desk.case.told_report(claim, form), f"told.{form}")


def _add_pictures(web: FastAPI, desk: Desk) -> None:
    pages = desk.pages

    @web.get("/api/timeline", response_model=TimelineView)
    def timeline(chosen: Chosen) -> Response:
        """Dated events in order of time."""
        return reply(desk, lambda: pages.timeline(chosen))

    @web.get("/api/network", response_model=NetworkView)
    def network(chosen: Chosen) -> Response:
        """Who is reported to act on whom."""
        return reply(desk, lambda: pages.network(chosen))

    @web.get("/api/map", response_model=MapView)
    def map(chosen: Chosen) -> Response:
        """Events by place."""
        return reply(desk, lambda: pages.map(chosen))


def _add_proof(web: FastAPI, desk: Desk) -> None:
    @web.get("/api/why")
    def why(id: Annotated[list[str], Query(min_length=1, max_length=2)]) -> Response:
        """Which features spoke for and against."""
        found = desk.case.why(*id)
        judgements = [{"id": judgement_id(j), **_fields(j)} for j in found.judgements]
        return answer({"judgements": judgements, "lines": found.lines})

    @web.get("/api/check", response_model=Checked)
    def check() -> Response:
        """Every span compared with its source, every reference followed."""
        return answer(desk.case.check())

    @web.get("/api/exports")
    def exports() -> Response:
        """The forms a case can be had in; `days`: whether the events of some days can be had alone."""
        return answer([{"form": form, "words": words, "days": by_days} for form, words, by_days in _forms()])

    @web.get("/api/exports/{form}")
    def export(
        form: Name,
        no_text: bool = False,
        first: Annotated[str | None, Query(alias="from", max_length=10)] = None,
        last: Annotated[str | None, Query(alias="to", max_length=10)] = None,
    ) -> Response:
        """The record in another form, of some days where its rows are events; a zip where it is a folder of files."""
        days = {"first": checked_day(first), "last": checked_day(last)}
        return _download(form, desk.case.export_files(form, no_text=no_text, **days).files)

    @web.get("/api/reports/{file}")
    def report(file: Name, full: bool = False, no_text: bool = False) -> Response:
        """A story's report to forward: STORY.html, .md, .json, .docx or .pdf; `full` cuts no section."""
        story, _, form = file.rpartition(".")
        return _report(desk.case.report(form, story, full=full, no_text=no_text), file)


def _report(made: str | bytes, name: str) -> Response:
    """HTML to look at, other forms to keep under this name."""
    body = made.encode("utf-8", "replace") if isinstance(made, str) else made
    if not name.endswith(".html"):
        return _attached(name, body)
    return Response(body, headers={"content-type": "text/html; charset=utf-8", "content-security-policy": _REPORT})


def _fields(noun: Any) -> dict[str, Any]:
    return {name: getattr(noun, name) for name in noun.__slots__}


def _forms() -> list[tuple[str, str, bool]]:
    """Each form with what it is, in a line, and whether it can be had by days."""
    from rashomon.views.exports import EXPORTS, OF_EVENTS

    said = {form: next(iter((make.__doc__ or form).strip().splitlines())) for form, make in EXPORTS.items()}
    return [(form, words, form in OF_EVENTS) for form, words in said.items()]


def _download(form: str, files: dict[str, str | bytes]) -> Response:
    import io
    import zipfile

    bodies = {name: text.encode("utf-8", "replace") if isinstance(text, str) else text for name, text in files.items()}
    if len(bodies) == 1:
        ((name, body),) = bodies.items()
        return _attached(name, body)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, body in bodies.items():
            # one fixed date: the same case gives the same bytes
            folder.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), body, zipfile.ZIP_DEFLATED)
    return _attached(f"{form}.zip", packed.getvalue())


def _attached(name: str, body: bytes) -> Response:
    plain = "".join(character if character.isalnum() or character in "._-" else "_" for character in name)
    return Response(
        body,
        headers={
            "content-type": "application/octet-stream",
            "content-disposition": f'attachment; filename="{plain}"',
        },
    )
