"""What was read in articles, beside a case: the nouns of a few of them without a look through the case's tables.

Reads and fills a shelf of the file beside the case, and the slices of articles that are not there. The one idea: what a
slice says of an article does not change, so it is packed once, article by article, and asking costs by what is asked.
What people say of it is heard when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import islice
from typing import Any, TypeVar

from rashomon.comparing.marks import Marks, Said, as_marked
from rashomon.record import NOUNS, Article, Judgement, Mention, Report, Statement, grouped, table_to_rows
from rashomon.record import Where as Place
from rashomon.record.packed import packing
from rashomon.store.beside import Codec, Shelf, in_json, zipped
from rashomon.store.delta import DeltaStore

Noun = TypeVar("Noun")

#: What an article's reading holds, in the order in which it is packed.
_KINDS: tuple[Any, ...] = (Article, Mention, Place, Statement, Report, Judgement)
#: Those that people's marks change, in the order in which they are said.
_MARKED: tuple[Any, ...] = (Mention, Place, Statement, Report)
_TABLE_OF = {kind: table for table, kind in NOUNS.items()}
_WAYS = {kind: packing(kind) for kind in _KINDS}

#: How judgements made within one article are signed, before the version.
COREFERENCE = "machine:coreference"

#: An article's place among all that came, and its nouns by kind, packed.
Reading = list[Any]

#: Readings that are packed at once while all are filled in.
_AT_ONCE = 500

READINGS: Codec = zipped(in_json())


class Readings:
    """Nouns by article. `kept`: article → its reading; what is not there is looked for in the case, and kept."""

    def __init__(self, store: DeltaStore, kept: Shelf[str, Reading], marks: Marks) -> None:
        self._store, self._kept, self._marks = store, kept, marks
        self._marked = marks.articles()
        self._made: dict[tuple[type[Any], str], list[Any]] = {}

    def of(self, kind: type[Noun], articles: Iterable[str]) -> list[Noun]:
        """The nouns of these articles as people say they are, in the order in which articles came; references are not
        filled, and of judgements there are those of coreference.
        """
        wanted = set(articles)
        self._look_for([one for one in wanted if one not in self._kept])
        there = sorted((self._kept[one][0], one) for one in wanted if one in self._kept)
        return [noun for _, one in there for noun in self._nouns(kind, one)]

    def untold(self, articles: Set[str]) -> set[str]:
        """The reports of these articles that are wrong as a whole or taken back, by their ids."""
        left = {report.id for report in self.of(Report, articles)}
        read = {report.id for one in self._marked & articles for report in self._read(Report, one)}
        return (read | self._marks.added_before(articles)) - left

    def marks_of(self, readings: Iterable[Report | Statement]) -> list[Judgement]:
        """The marks on readings that people corrected or added."""
        corrected = {one.id for one in readings if one.corrected}
        return [made for made in self._marks.made if not corrected.isdisjoint((made.left, made.right))]

    def take(self, slices: Sequence[str]) -> list[Article]:
        """All that was read in these slices; gives their articles."""
        found = self._in_slices(slices, {})
        self._keep(found)
        return found[Article]

    def fill(self, nouns: Mapping[type[Any], Sequence[Any]]) -> None:
        """Keeps the readings of all articles; nothing is kept yet. `nouns`: by kind, articles in their order."""
        readings = _packed(nouns, 0)
        while some := dict(islice(readings, _AT_ONCE)):
            self._kept.fill(some)

    def _nouns(self, kind: type[Any], article: str) -> list[Any]:
        made = self._made.get((kind, article))
        if made is None and article in self._marked and kind in _MARKED:
            said = Said(*(self._read(one, article) for one in _MARKED))
            said = as_marked(said, self._marks.judged, {article: self._nouns(Article, article)[0]})
            for one in _MARKED:
                self._made[one, article] = said[_MARKED.index(one)]
            made = self._made[kind, article]
        elif made is None:
            made = self._made[kind, article] = self._read(kind, article)
        return made

    def _read(self, kind: type[Any], article: str) -> list[Any]:
        """The nouns of an article as they were read."""
        load = _WAYS[kind].load
        assert load is not None
        return [load(row) for row in self._kept[article][1 + _KINDS.index(kind)]]

    def _look_for(self, missing: Sequence[str]) -> None:
        """Readings that are not kept yet, from the slices in which they lie."""
        slices = sorted(set(self._store.slices_of("articles", missing).values()))
        if slices:
            self._keep(self._in_slices(slices, {"article": sorted(missing)}))

    def _in_slices(self, slices: Sequence[str], of: Mapping[str, Sequence[str]]) -> dict[type[Any], list[Any]]:
        found: dict[type[Any], list[Any]] = {}
        for kind in _KINDS:
            where: dict[str, Sequence[str]] = {"slice": slices}
            if kind in (Place, Judgement):
                where["left" if kind is Judgement else "mention"] = [one.id for one in found[Mention]]
            elif of:
                where["id" if kind is Article else "article"] = of["article"]
            found[kind] = list(table_to_rows(kind, self._store.read(_TABLE_OF[kind], where=where)))
        found[Judgement] = [one for one in found[Judgement] if is_coreference(one)]
        return found

    def _keep(self, found: Mapping[type[Any], Sequence[Any]]) -> None:
        self._kept.update(dict(_packed(found, len(self._kept))))


def is_coreference(judgement: Judgement) -> bool:
    """Whether a judgement was made within one article."""
    return judgement.relation == "entity" and judgement.by.startswith(COREFERENCE)


def _packed(nouns: Mapping[type[Any], Sequence[Any]], first: int) -> Iterator[tuple[str, Reading]]:
    """Article → its reading; the first has this place among all."""
    home: dict[str, str] = {mention.id: mention.article for mention in nouns[Mention]}
    by_article = [
        {one.id: [one] for one in nouns[Article]},
        grouped((one.article, one) for one in nouns[Mention]),
        grouped((home[one.mention], one) for one in nouns[Place] if one.mention in home),
        *(grouped((one.article, one) for one in nouns[kind]) for kind in (Statement, Report)),
        grouped((home[one.left], one) for one in nouns[Judgement] if one.left in home),
    ]
    dumps = [_WAYS[kind].dump or list for kind in _KINDS]
    for place, article in enumerate(nouns[Article], first):
        rows = ([dump(one) for one in found.get(article.id, ())] for dump, found in zip(dumps, by_article, strict=True))
        yield article.id, [place, *rows]
