"""A case of any size, asked by pages: everything the web and `rashomon search` show, from the search index.

Reads the index and single documents; writes nothing but the index. The one idea: no question reads the whole record, so
a hundred thousand articles answer like twenty.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from rashomon.errors import MissingPart, NotFound
from rashomon.record import Document, arrow_schema, from_row
from rashomon.store.base import Entry
from rashomon.store.delta import DeltaStore
from rashomon.store.search import SearchIndex
from rashomon.store.search_rows import slice_rows
from rashomon.views.filters import Filter, of_articles
from rashomon.views.happenings import (
    EventPage,
    MapView,
    NetworkView,
    TimelineView,
    list_events,
    view_act,
    view_map,
    view_network,
    view_timeline,
)
from rashomon.views.items import EventItem, Page, page_of
from rashomon.views.overview import (
    CaseView,
    FacetsView,
    StoryItem,
    VolumeView,
    list_stories,
    view_case,
    view_facets,
    view_volume,
)
from rashomon.views.parties import EntityLine, EntityPage, list_entities, view_actor
from rashomon.views.readings import (
    ArticleLine,
    ArticlePage,
    Original,
    article_lines,
    document_of,
    view_reading,
)
from rashomon.views.review import Decision, ReviewItem, list_decisions, view_inbox
from rashomon.views.search import SearchAnswer, search
from rashomon.views.side_by_side import StoryPage, view_accounts
from rashomon.views.told import ToldAnswer, view_told


class CasePages:
    """Questions about one case. Answers show the state that `catch_up` brought the index to."""

    def __init__(self, store: DeltaStore, name: str, folder: Path | None = None) -> None:
        self.index = SearchIndex(store, folder)
        self._store = store
        self._name = name
        self._reading = threading.Lock()
        #: Slices of documents that were looked through, and of each document those that cover it.
        self._looked: set[str] = set()
        self._lies: dict[str, list[str]] = {}

    @property
    def version(self) -> str:
        """Changes with every state of the case."""
        return self.index.version

    def catch_up(self, tell: Any = None) -> bool:
        """Takes in what was written since; gives whether anything changed."""
        return self.index.catch_up(tell)

    def make_vectors(self) -> None:
        """Makes what meaning is found by, so that nobody who asks for it waits; nothing where no weights are there."""
        from rashomon.views.nearness import make_ready

        with suppress(MissingPart):
            make_ready(self.index)

    def warm(self) -> None:
        """Loads what only an article's page needs, so that the first one opened does not wait for it."""
        import rashomon.sources.decode  # noqa: F401

    def case(self) -> CaseView:
        """The case at a glance."""
        return view_case(self.index, self._name)

    def stories(self, chosen: Filter, page: int = 1, size: int = 50, sort: str = "changed") -> Page[StoryItem]:
        """Stories as lines."""
        return list_stories(self.index, chosen, page, size, sort)

    def volume(self, chosen: Filter) -> VolumeView:
        """Articles a day."""
        return view_volume(self.index, chosen)

    def facets(self, chosen: Filter) -> FacetsView:
        """What a list can be narrowed to."""
        return view_facets(self.index, chosen)

    def story(self, name: str) -> StoryPage:
        """One story, accounts side by side."""
        return view_accounts(self.index, name)

    def articles(self, chosen: Filter, page: int = 1, size: int = 50) -> Page[ArticleLine]:
        """Articles as lines, latest first."""
        return article_lines(self.index, of_articles(self.index, chosen), page, size)

    def article(self, name: str) -> ArticlePage:
        """One article with everything read in it."""
        # the reader of pages is heavy to load, and only pages and the text of dropped blocks need it
        from rashomon.sources.decode import decode

        try:
            document = self.document(name)
        except NotFound:
            # an unknown article is told by the view; one whose bytes are gone is shown without them
            return view_reading(self.index, name, None, None)
        original = Original(
            document.media_type, document.encoding, f"/api/articles/{name}/original", len(document.body)
        )
        return view_reading(self.index, name, decode(document), original)

    def document(self, article: str) -> Document:
        """The document that an article was read from. Raises NotFound."""
        wanted = document_of(self.index, article)
        # after each write the ledger is read anew: by one reader, while the others wait for what it finds
        with self._reading:
            entries = self._store.ledger()
            slices = self._covering(entries, wanted) or [entry.slice for entry in entries]
        found = slice_rows(self._store, "documents", arrow_schema(Document).names, slices, {"id": [wanted]})
        for row in found.to_pylist():
            return from_row(Document, row)
        raise NotFound(f"no such document: {wanted!r}")

    def _covering(self, entries: Sequence[Entry], document: str) -> list[str]:
        """The slices that cover a document; of a ledger that has grown only what is new is looked through."""
        there = {entry.slice: entry for entry in entries if entry.kind == "documents"}
        if not self._looked <= there.keys():
            self._looked, self._lies = set(), {}
        for name in there.keys() - self._looked:
            for covered in there[name].covers:
                self._lies.setdefault(covered, []).append(name)
        self._looked |= there.keys()
        return self._lies.get(document, [])

    def entities(self, words: str = "", kind: str | None = None, page: int = 1, size: int = 50) -> Page[EntityLine]:
        """Entities as lines, those that most articles name first."""
        return list_entities(self.index, words, kind, page, size)

    def entity(self, name: str) -> EntityPage:
        """One entity by id or by a name that a source uses."""
        return view_actor(self.index, name)

    def events(self, chosen: Filter, page: int = 1, size: int = 50, sort: str = "origins") -> Page[EventItem]:
        """Events as lines."""
        return list_events(self.index, chosen, page, size, sort)

    def event(self, name: str) -> EventPage:
        """One event with every report that tells it."""
        return view_act(self.index, name)

    def timeline(self, chosen: Filter) -> TimelineView:
        """Dated events in order of time."""
        return view_timeline(self.index, chosen)

    def network(self, chosen: Filter) -> NetworkView:
        """Who is reported to act on whom."""
        return view_network(self.index, chosen)

    def map(self, chosen: Filter) -> MapView:
        """Events by place."""
        return view_map(self.index, chosen)

    def search(self, query: str, page: int = 1, size: int = 20) -> SearchAnswer:
        """The answer to a query of the search box."""
        return search(self.index, query, page, size)

    def told(self, claim: str) -> ToldAnswer:
        """Which articles tell a claim, deny it, mention it, or are silent on it."""
        return view_told(self.index, claim)

    def inbox(self, relation: str | None = None, page: int = 1, size: int = 50) -> Page[ReviewItem]:
        """The machine's least certain judgements."""
        return view_inbox(self.index, relation, page, size)

    def decisions(self, page: int = 1, size: int = 50) -> Page[Decision]:
        """People's judgements, latest first."""
        return list_decisions(self.index, page, size)

    def failures(self, page: int = 1, size: int = 50) -> Page[dict[str, str | None]]:
        """What could not be read, and why."""
        import json

        ((total,),) = self.index.rows("select count(*) from failures")
        rows = self.index.rows("select row from failures order by n limit ? offset ?", (size, (page - 1) * size))
        return page_of([json.loads(row["row"]) for row in rows], total, page, size)
