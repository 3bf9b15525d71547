"""Numbers in sentences that tell an act which nobody read as a report there."""

from __future__ import annotations

import pytest

from rashomon.matching.findings.account import Answer, Corpus
from rashomon.matching.findings.numbers.alongside import alongside, right_after
from rashomon.matching.findings.sides.confirmed import Confirmed, confirmed
from rashomon.record import Article, Mention, Quantity, Report, Span, mention_id, report_id

TOLD = "A ferry sank off Nordvik on Monday. Twelve passengers were killed when the ferry sank, police said."


def article(name: str, text: str) -> Article:
    day = "2011-05-03T10:00:00Z"
    return Article(name, name, name, None, None, day, day, "text", "en", (), (), text, ())


def number(of: Article, words: str) -> Mention:
    start = of.text.index(words)
    end = start + len(words)
    return Mention(mention_id(of.id, start, end, "quantity"), of.id, start, end, "quantity", words)


def counted(other: str, words: str, taken: bool = False) -> list[Confirmed]:
    """What the account `other`, which has `words` for a number, says to the twelve killed."""
    one, two = article("a", TOLD), article("b", other)
    mine, theirs = number(one, "Twelve passengers"), number(two, words)
    start = TOLD.index("killed")
    trigger = Span(start, start + len("killed"))
    quantity = Quantity(12.0, 12.0, "people", "dead", mine.id)
    report = Report(
        report_id("a", trigger, "ASSAULT"), "a", TOLD.index("Twelve"), len(TOLD), trigger, "ASSAULT", None, (), None, 4,
        (), (), None, None, (quantity,), "happened", None, (),
    )  # fmt: skip
    corpus = Corpus(
        {"a": one, "b": two}, {m.id: m for m in (mine, theirs)}, {}, {}, {}, numbers={"a": [mine], "b": [theirs]}
    )
    seen = alongside(corpus, ("a", "b"), {"act": [report]})
    sides = [[Answer(quantity, "12", "a", report.id)]]
    return list(confirmed(corpus, "dead", sides, seen.get("act", {}), {theirs.id} if taken else set()))


def test_the_same_number_joins_its_side() -> None:
    found = counted("Rescuers found no one alive. The sinking of the ferry off Nordvik killed 12 passengers.", "12")
    assert [one.side for one in found] == [0]


@pytest.mark.parametrize("words", ("14", "fourteen"))
def test_another_number_of_the_same_people_stands_apart(words: str) -> None:
    found = counted(f"When the ferry sank off Nordvik on Monday {words} passengers were killed, the owner said.", words)
    assert [(one.side, one.answer.words) for one in found] == [(None, "14")]


def test_a_toll_that_is_said_to_have_risen_counts_though_its_dead_stand_far_before() -> None:
    text = "The number of passengers killed when the ferry sank off Nordvik on Monday has risen to 14, police said."
    assert [one.answer.words for one in counted(text, "14")] == ["14"]


@pytest.mark.parametrize(
    ("text", "words"),
    (
        ("When the ferry sank off Nordvik on Monday dozens of passengers were killed, some said.", "dozens"),
        ("When the ferry sank off Nordvik on Monday, 14 boats looked for those who were killed.", "14 boats"),
        ("Had the ferry sunk off Nordvik in winter, 300 passengers could be killed, experts said.", "300"),
        ("When the ferry sank off Nordvik on Monday 4 more passengers were killed, the owner said.", "4"),
        ("The museum of Nordvik has 14 rooms and a garden.", "14"),
    ),
)
def test_what_counts_otherwise_is_no_answer(text: str, words: str) -> None:
    assert counted(text, words) == []


def test_a_number_that_another_act_counts_stays_there() -> None:
    text = "When the ferry sank off Nordvik on Monday 14 passengers were killed, the owner said."
    assert counted(text, "14") and not counted(text, "14", taken=True)


def told_after(deed: str, further: str = "") -> list[str]:
    """The sentences in which the toll of "attacked" may stand; `further`: another deed of force in the account."""
    of = article("b", deed)
    marks = [number(of, words) for words in ("Seven martyrs", "nineteen") if words in deed]
    reports = []
    for word in ("attacked", *([further] if further else [])):
        trigger = Span(deed.index(word), deed.index(word) + len(word))
        reports.append(Report(
            report_id("b", trigger, "ASSAULT"), "b", 0, trigger.end, trigger, "ASSAULT", None, (), None, 4, (), (),
            None, None, (), "happened", None, (),
        ))  # fmt: skip
    corpus = Corpus({"b": of}, {m.id: m for m in marks}, {}, {}, {}, reports={"b": reports}, numbers={"b": marks})
    return [seen.sentence.text for found in right_after(corpus, reports[:1]).values() for seen in found]


def test_the_toll_right_after_the_only_deed_of_an_account_is_its_own() -> None:
    text = "The Front attacked the depot on Monday. Seven martyrs fell and nineteen were wounded. All is calm in Orlo."
    assert told_after(text) == ["Seven martyrs fell and nineteen were wounded."]
    assert told_after(f"{text} Later jets bombed a camp.", "bombed") == []
