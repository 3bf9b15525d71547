"""One text read by itself, and the statements of one, for tests that say what is read in a sentence."""

from __future__ import annotations

from collections.abc import Callable

from bench.reading import article_of
from spacy.tokens import Doc

from rashomon.language.english import parse
from rashomon.pipeline import Reading, read_article
from rashomon.record import Article, article_id
from rashomon.stages.statements import find_statements

Read = Callable[[str], Doc]


def reading_of(text: str) -> Reading:
    """All that is read in a text that came out on 20 November 2019."""
    (doc,) = parse([text])
    return read_article(article_of(text, "2019-11-20"), doc)


def said(text: str, read_english: Read) -> list[tuple[str, str, str]]:
    """Speaker, cue and content of each statement."""
    article = Article(article_id("t"), "t", None, None, None, None, None, "none", "en", (), (), text, ())
    found = find_statements(article, read_english(text), [])
    names = {mention.id: mention.text for mention in found.mentions}
    return [
        (
            names[s.speaker] if s.speaker else "-",
            text[s.cue.start : s.cue.end] if s.cue else "",
            " … ".join(text[span.start : span.end] for span in s.content),
        )
        for s in found.statements
    ]
