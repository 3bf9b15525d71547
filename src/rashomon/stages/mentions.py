"""article + parse → mentions: names, nationalities, pronouns, role phrases.

Three sources, in order of trust: names that `knowledge/` lists, names of the article that stand again where
the tagger missed them, and the tagger's own, repaired. Times and quantities come from stages of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from rashomon.language.english import english
from rashomon.language.lexicon import is_uncased, known_kinds, known_names
from rashomon.language.names import Named, nested_in, repeated_names, tagged_names, without_overlaps
from rashomon.language.nominals import pronouns, role_phrases
from rashomon.language.truecase import truecased
from rashomon.record import Article, Mention, mention_id


def find_mentions(article: Article, doc: Doc) -> list[Mention]:
    """Every mention in reading order."""
    names = _names(doc)
    if not doc.has_annotation("DEP"):
        return _mentions(article, names)
    in_names = _token_numbers(doc, names)
    nations = _token_numbers(doc, [n for n in names if n.kind in ("nationality", "place")])
    unnamed = [*pronouns(doc), *role_phrases(doc, in_names, nations)]
    return _mentions(article, [*unnamed, *names])


def _names(doc: Doc) -> list[Named]:
    known = known_names(doc.text)
    tagged = tagged_names(_cased(doc), known_kinds())
    outer = without_overlaps([*tagged, *known, *repeated_names(doc.text, tagged)])
    return [*outer, *nested_in(outer, known)]


def _cased(doc: Doc) -> Doc:
    """The parse, or, for a text written without capitals, that of the text with capitals on its names.

    The other text has the same length, so offsets hold for both.
    """
    if not doc.has_annotation("DEP") or not is_uncased(doc.text):
        return doc
    return english()(truecased(doc.text))


def _token_numbers(doc: Doc, names: Sequence[Named]) -> set[int]:
    """The numbers of the tokens that stand in these spans."""
    found: set[int] = set()
    for named in names:
        span = doc.char_span(named.start, named.end, alignment_mode="expand")
        if span is not None:
            found.update(range(span.start, span.end))
    return found


def _mentions(article: Article, names: Iterable[Named]) -> list[Mention]:
    """Mentions of these spans; of two on the same characters the later stays."""
    by_place = {(n.start, n.end): n for n in names}
    return [
        Mention(
            mention_id(article.id, n.start, n.end, n.kind),
            article.id,
            n.start,
            n.end,
            n.kind,
            article.text[n.start : n.end],
        )
        for n in sorted(by_place.values(), key=lambda n: (n.start, -n.end))
    ]
