"""Passages of sentences that tell one thing in several accounts."""

from __future__ import annotations

from rashomon.matching.findings.text.passages import passages
from rashomon.matching.findings.text.sentences import Sentence, sentences_of

LONG = (
    "Brell Industries, which has lost money for six years, is in serious discussions to purchase the ferry company "
    "Norda, according to the Tarn Courier, which spoke to two of its directors."
)
SHORT = "Shares rose on Monday. Brell is in serious discussions to buy the struggling ferry company Norda."
OTHER = "The harbour of Tarn stays closed until the ice is gone, and serious storms are expected on Monday."


def told(*texts: str) -> list[list[str]]:
    articles = zip("abc", texts, strict=False)
    sentences: list[Sentence] = [one for name, text in articles for one in sentences_of(name, text)]
    return [[one.text for one in group] for group in passages(sentences).told]


def test_two_long_sentences_are_one_where_they_tell_one_thing() -> None:
    [group] = told(LONG, SHORT, OTHER)
    assert [("serious discussions" in text, "lost money" in text, "Shares" in text) for text in group] == [
        (True, False, False),
        (True, False, False),
    ]


def test_a_passage_stands_in_its_article() -> None:
    texts = {"a": LONG, "b": SHORT}
    sentences = [one for name, text in texts.items() for one in sentences_of(name, text)]
    [group] = passages(sentences).told
    assert all(texts[one.article][one.start : one.end] == one.text for one in group)


def test_names_alone_tell_nothing() -> None:
    assert not told(
        "Ada Orlan, president of the Norda Ferry Company of Tarn, slept.",
        "Ada Orlan met Norda Ferry Company staff in Tarn.",
    )


def test_an_account_tells_a_thing_once() -> None:
    [group] = told(SHORT, f"{SHORT} {LONG}")
    assert len(group) == 2


def details(*texts: str) -> list[list[str]]:
    articles = zip("abc", texts, strict=False)
    sentences: list[Sentence] = [one for name, text in articles for one in sentences_of(name, text)]
    return [[one.text for one in group] for group in passages(sentences).details]


def test_few_words_are_told_of_one_thing_where_what_is_told_around_them_is_alike() -> None:
    around = "The ferry Norda left the harbour of Tarn at dawn with forty passengers. {}"
    clad = "Her captain was wearing slippers.", "He was wearing slippers, said a cook."
    alike = [around.format(one) for one in clad]
    assert [["wearing slippers" in text for text in group] for group in details(*alike)] == [[True, True]]
    other = "A guard who was wearing slippers slept through the robbery of a jeweller, its owner told a judge in Sund."
    assert details(alike[0], other) == []


def test_a_name_and_its_description_are_told_wherever_they_stand() -> None:
    [group] = details("Ada Orlan, a mother of 12, hid the ballots.", "Police praised Orlan, mother of 12.")
    assert all("mother of 12" in text for text in group)


def test_a_detail_of_two_names_or_two_numbers_is_none() -> None:
    clad = "The gardener {} was wearing slippers."
    assert len(details(clad.format("Ada Orlan"), clad.format("there"))) == 1
    assert details(clad.format("Ada Orlan"), clad.format("Juan Brell")) == []
    assert details(clad.format("of 12"), clad.format("of 14")) == []
