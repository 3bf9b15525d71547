"""article + parse → mentions: names, nationalities, pronouns, role phrases.

Three sources, in order of trust: names that `knowledge/` lists, names of the article that stand again where
the tagger missed them, and the tagger's own, repaired. Times and quantities come from stages of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from rashomon.language.names import (
    Named,
    repeated_names,
    tagged_names,
    without_overlaps,
)
from rashomon.language.nominals import pronouns, role_phrases
from rashomon.record import Article, Mention, mention_id


def find_mentions(article: Article, doc: Doc) -> list[Mention]:
    """Every mention in reading order."""
    names = _names(doc)
    in_names = _token_numbers(doc, names)
    nations = _token_numbers(doc, [n for n in names if n.kind in ("nationality", "place")])
    unnamed = [*pronouns(doc), *role_phrases(doc, in_names, nations)]
    return _mentions(article, [*names, *unnamed])


def _names(doc: Doc) -> list[Named]:
    tagged = tagged_names(doc, {})
    return without_overlaps([*tagged, *repeated_names(doc.text, tagged)])


def _token_numbers(doc: Doc, names: Sequence[Named]) -> set[int]:
    """The numbers of the tokens that stand in these spans."""
    found: set[int] = set()
    for named in names:
        span = doc.char_span(named.start, named.end, alignment_mode="expand")
        if span is not None:
            found.update(range(span.start, span.end))
    return found


def _mentions(article: Article, names: Iterable[Named]) -> list[Mention]:
    by_place = {(n.start, n.end): n for n in names}
    return [
        Mention(mention_id(article.id, n.start, n.end, n.kind), article.id, n.start, n.end, n.kind,
                article.text[n.start : n.end])
        for n in sorted(by_place.values(), key=lambda n: (n.start, -n.end))
    ]  # fmt: skip
