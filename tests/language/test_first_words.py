"""A text may begin with any word: what looks at the word before must not ask for one before the first."""

from __future__ import annotations

import pytest

from rashomon.language.english import parse
from rashomon.pipeline import read_article
from rashomon.record import Article, article_id, document_id


@pytest.mark.parametrize(
    "text",
    [
        "congress to help Iran.",
        "Congress to help Iran",
        "who shelled the town and fled.",
        "visiting from Oran, two guards and a woman were shot.",
        "Charged with theft, the man fled.",
        "Turkey summit.",
    ],
)
def test_a_text_that_begins_in_the_middle_is_read(text: str) -> None:
    document = document_id(text.encode())
    article = Article(article_id(document), document, None, None, None, None, None, "none", "en", (), (), text, ())
    (doc,) = parse([text])
    assert read_article(article, doc).article.text == text
