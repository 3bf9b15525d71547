"""What several accounts tell in like sentences, of acts that are no event of ours."""

from __future__ import annotations

import pytest

from rashomon.matching.findings.account import Corpus
from rashomon.matching.findings.like_sentences import like_findings
from rashomon.record import Article, Entity, Finding, Mention, Side, Statement, Story, mention_id

WED = "The bride married a guest at her own wedding in Rilov on Saturday night."
TOO = "A guest was married at the wedding in Rilov on Saturday by the angry bride."


def article(name: str, text: str) -> Article:
    day = "2011-05-03T10:00:00Z"
    return Article(name, name, f"Outlet {name}", None, None, day, day, "text", "en", (), (), text, ())


def place_in(of: Article) -> list[Mention]:
    start = of.text.find("Rilov")
    return [Mention(mention_id(of.id, start, start + 5, "place"), of.id, start, start + 5, "place", "Rilov")]


def found(*texts: str, told: tuple[Finding, ...] = (), statements: dict[str, list[Statement]] | None = None,
          origins: dict[str, str] | None = None) -> list[Finding]:  # fmt: skip
    articles = {name: article(name, text) for name, text in zip("abc", texts, strict=False)}
    named = {name: place_in(one) for name, one in articles.items() if "Rilov" in one.text}
    speaker = Entity("e", "person", "Ada Orlan", (), None, (), (), ())
    corpus = Corpus(articles, {}, {"e": speaker}, {"m": "e"}, origins or {}, statements or {}, named=named)
    return list(like_findings(corpus, Story("s", None, tuple(articles), (), None, None), told))


def named(of: Article, *names: str) -> list[Mention]:
    spans = [(of.text.find(name), of.text.find(name) + len(name)) for name in names if name in of.text]
    return [Mention(mention_id(of.id, a, b, "person"), of.id, a, b, "person", of.text[a:b]) for a, b in spans]


def of_persons(texts: dict[str, str], meant: dict[str, str]) -> list[Finding]:
    """Findings of texts whose persons are `meant`: the words by which each is named → who that is."""
    articles = {name: article(name, text) for name, text in texts.items()}
    parties = {name: named(one, *meant) for name, one in articles.items()}
    entities = {name: Entity(name, "person", name, (), None, (), (), ()) for name in meant.values()}
    of_mention = {mention.id: meant[mention.text] for found in parties.values() for mention in found}
    corpus = Corpus(articles, {}, entities, of_mention, {}, parties=parties)
    return list(like_findings(corpus, Story("s", None, tuple(articles), (), None, None), ()))


def test_somebodys_title_is_no_detail() -> None:
    texts = {
        "a": "Nobody in the village of Tarn can tell whether a lawyer of the former prime minister, Cristiana "
        "Fernandes de Kirkner, had the boy sent to a school abroad.",
        "b": "The rite began in 1907, and the first stranger to write of it was the former prime minister, Cristiana "
        "Fernandes de Kirkner, in letters that her sisters kept.",
        "c": "It snowed. Former prime minister Cristiana Fernandes de Kirkner, who likes dogs, opened a bridge over "
        "the frozen lake that night.",
    }
    told = of_persons(texts, {"Cristiana Fernandes de Kirkner": "e1"})
    assert not [row.sides[0].answer for row in told if row.question == "told"]


def test_sentences_of_a_group_agree_in_their_numbers_each_with_each() -> None:
    told = found(
        "The three were among 12 members of the Tarn guard who took part in the drill at the camp.",
        "The three were among 14 members of the Tarn guard who took part in the drill at the camp.",
        "The three were among members of the Tarn guard who took part in the drill at the camp.",
    )
    assert [len(row.excerpts) for row in told if row.question == "told"] == [2]


def said(of: str, end: int) -> Statement:
    return Statement("s1", of, 0, end, "indirect", "m", "e", None, (), None, (), (), "positive", None)


def test_a_wedding_is_told_by_the_sentences_that_tell_it_with_its_day_and_place() -> None:
    rows = found(WED, TOO, "The harbour of Tarn stays closed until the ice is gone, its master wrote.")
    assert [(row.question, row.agreement, row.sides[0].outlets) for row in rows] == [
        (question, "agreed", ("Outlet a", "Outlet b")) for question in ("told", "when", "where")
    ]
    assert all({WED, TOO} == {(WED, TOO)[e.article == "b"][e.start : e.end] for e in row.excerpts} for row in rows)


def test_other_days_and_other_numbers_may_be_of_another_act() -> None:
    assert found(WED, TOO.replace("Saturday", "Friday")) == []
    many = "Fourteen members of the choir of Rilov took part in the long march to the harbour."
    assert [row.question for row in found(many, many.replace("the long", "a long"))] == ["told"]
    assert found(many, many.replace("Fourteen", "Twelve").replace("the long", "a long")) == []
    assert found(many, "In 2007, " + many.replace("the long", "a long")) == []


def test_copies_and_what_other_findings_tell_are_no_row() -> None:
    assert found(WED, WED, origins={"b": "a"}) == []
    statement = Finding("f", "s", None, "said:e", "agreed", (Side("x", (), ("s1",), ("Outlet a",), 1),), ())
    assert found(WED, TOO, told=(statement,), statements={"a": [said("a", len(WED))]}) == []


def test_a_copy_stands_beside_the_text_it_prints_and_is_no_voice_of_its_own() -> None:
    (row, *_) = found(WED, TOO, "Wires. " + WED, origins={"c": "a"})
    assert row.sides[0].outlets == ("Outlet a", "Outlet b", "Outlet c")
    assert row.sides[0].origins == 2
    assert {(e.article, e.start) for e in row.excerpts} == {("a", 0), ("b", 0), ("c", 7)}


def test_what_only_people_by_name_say_is_left_to_their_words() -> None:
    both = {"a": [said("a", len(WED))], "b": [said("b", len(TOO))]}
    assert found(WED, TOO, statements=both) == []
    assert found(WED, TOO, statements={"a": both["a"]})  # the other account tells it itself


@pytest.mark.parametrize(
    "other",
    (
        "The bride did not marry a guest at her own wedding in Rilov on Saturday night.",
        "Stay tuned for more on the bride who married a guest at her wedding in Rilov.",
        "The bride left Rilov.",
    ),
)
def test_a_no_a_word_to_readers_and_few_words_in_common_are_no_telling(other: str) -> None:
    assert [row for row in found(WED, other) if row.question == "told"] == []


LONG = (
    "Brell Industries, which has lost money for six years, is in serious discussions to purchase the ferry company "
    "Norda, according to a notice on its door, which two of them signed."
)
BESIDE = (
    "While fishermen of the southern islands repaired torn nets after dreadful weather, Brell is in serious "
    "discussions to buy the struggling ferry company Norda, whose oldest captain retires to breed sheep."
)


def test_what_two_unlike_sentences_have_in_common_is_told_by_their_passages() -> None:
    [row] = [row for row in found(LONG, BESIDE) if row.question == "told"]
    shown = [{"a": LONG, "b": BESIDE}[one.article][one.start : one.end] for one in row.excerpts]
    assert row.agreement == "agreed" and row.sides[0].origins == 2
    assert all("serious discussions" in text and "nets" not in text and "lost money" not in text for text in shown)


@pytest.mark.parametrize("turned", ("Brell denied that it ", "Brell has dropped a plan by which it "))
def test_a_passage_that_its_sentence_turns_is_not_told_alike(turned: str) -> None:
    assert not found(LONG, BESIDE.replace("Brell ", turned))


def test_two_hours_are_no_one_thing() -> None:
    first = "Voters cast their ballots at 8:00 am local time in the crowded schools of the old harbour town."
    then = "By evening most had cast their ballots at 4:00 pm local time in crowded schools, said a notice on a door."
    assert not found(first, then)
    assert found(first, then.replace("4:00 pm", "8:00 am"))


@pytest.mark.parametrize(("he", "rows"), [("Ada Orlan", 1), ("Juan Brell", 0)])
def test_he_is_who_he_is_known_to_be(he: str, rows: int) -> None:
    served = "{} served eleven winters aboard the whaler Norda before the mutiny, {}."
    texts = {
        "a": served.format("Orlan", "as every child in the harbour of Tarn learns at school"),
        "b": served.format("He", "and of this nobody spoke to the guests who came for the museum"),
    }
    assert len(of_persons(texts, {"Orlan": "Ada Orlan", "He": he})) == rows


def test_who_gave_no_comment_is_told_in_whatever_words() -> None:
    texts = {
        "a": "Ada Orlan declined to comment.",
        "b": "Reached at home, Orlan did not answer a message left by this paper.",
        "c": "Juan Brell could not be reached for comment.",
    }
    [row] = of_persons(texts, {"Ada Orlan": "Ada Orlan", "Orlan": "Ada Orlan", "Juan Brell": "Juan Brell"})
    assert (row.question, row.sides[0].outlets) == ("told", ("Outlet a", "Outlet b"))
