"""A finding that says "contradicted" says what is."""

from __future__ import annotations

from rashomon.record import Finding
from rashomon.views.brief import SideLine, disputed_act
from rashomon.views.items import Quote
from rashomon.views.questions import CellAnswer, StoryCell, _disputed_act
from rashomon.views.words import Citation, quoted

TOLD = "The dam above Vell has burst"


def _finding(question: str, event: str | None = None) -> Finding:
    return Finding("f", "s", event, question, "contradicted", (), ())


def _sides() -> tuple[SideLine, ...]:
    denial = Citation("b", "East", 0, 9, "No dam has burst")
    told = Citation("a", "West", 0, 9, TOLD)
    return SideLine("denied", ("East",), 1, (denial,)), SideLine("it happened", ("West",), 1, (told,))


def _cells() -> tuple[StoryCell, ...]:
    quotes = [
        Quote(one.citations[0].article, one.outlets[0], 0, 9, one.citations[0].quote, (), "", None, None, None)
        for one in _sides()
    ]
    return tuple(
        StoryCell(quote.outlet, False, (CellAnswer(side.answer, (), 0, 1, (quote,)),))
        for quote, side in zip(quotes, _sides(), strict=True)
    )


def test_an_act_that_no_event_names_is_told_in_the_words_of_who_tells_it() -> None:
    assert disputed_act(_finding("whether"), _sides()) == f"“{TOLD}”"
    assert _disputed_act(_finding("whether"), _cells()) == f": “{TOLD}”"


def test_an_event_says_itself_and_other_questions_need_no_quote() -> None:
    assert _disputed_act(_finding("whether", "e"), _cells()) == ""
    assert disputed_act(_finding("who"), _sides()) is None
    assert quoted(None) is None
