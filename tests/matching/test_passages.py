"""Passages of sentences that tell one thing in several accounts."""

from __future__ import annotations

from rashomon.matching.findings.passages import passages
from rashomon.matching.findings.sentences import Sentence, sentences_of

LONG = (
    "Brell Industries, which has lost money for six years, is in serious discussions to purchase the ferry company "
    "Norda, according to the Tarn Courier, which spoke to two of its directors."
)
SHORT = "Shares rose on Monday. Brell is in serious discussions to buy the struggling ferry company Norda."
OTHER = "The harbour of Tarn stays closed until the ice is gone, and serious storms are expected on Monday."


def told(*texts: str) -> list[list[str]]:
    articles = zip("abc", texts, strict=False)
    sentences: list[Sentence] = [one for name, text in articles for one in sentences_of(name, text)]
    return [[one.text for one in group] for group in passages(sentences)]


def test_two_long_sentences_are_one_where_they_tell_one_thing() -> None:
    [group] = told(LONG, SHORT, OTHER)
    assert [("serious discussions" in text, "lost money" in text, "Shares" in text) for text in group] == [
        (True, False, False),
        (True, False, False),
    ]


def test_a_passage_stands_in_its_article() -> None:
    texts = {"a": LONG, "b": SHORT}
    sentences = [one for name, text in texts.items() for one in sentences_of(name, text)]
    [group] = passages(sentences)
    assert all(texts[one.article][one.start : one.end] == one.text for one in group)


def test_names_alone_tell_nothing() -> None:
    assert not told(
        "Ada Orlan, president of the Norda Ferry Company of Tarn, slept.",
        "Ada Orlan met Norda Ferry Company staff in Tarn.",
    )


def test_an_account_tells_a_thing_once() -> None:
    [group] = told(SHORT, f"{SHORT} {LONG}")
    assert len(group) == 2
