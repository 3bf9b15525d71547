"""Denials of guilt stand against those who name the denier."""

from __future__ import annotations

from rashomon.matching.answers import EXCLUDING
from rashomon.matching.findings.account import Answer, Corpus
from rashomon.matching.findings.parties.clearing import clearings
from rashomon.matching.findings.parties.who import Parties, compare_parties
from rashomon.record import Article, Entity, Mention, Report, Span, Statement

FRONT = Entity("front", "organization", "Upland Front", (), None, ("REB",), (), ())
TOLD = "On Saturday the Upland Front shelled the mill at Torvik."


def cleared(text: str, type: str = "ASSAULT") -> list[Answer]:
    """The denials that a second article's one statement by the Front gives."""
    articles = {
        name: Article(name, name, None, None, None, None, None, "none", "en", (), (), body, ())
        for name, body in (("one", TOLD), ("other", text))
    }
    at = TOLD.index("shelled")
    trigger = Span(at, at + 7)
    report = Report(
        "r", "one", 0, len(TOLD), trigger, type, None, (), None, 4, (), (), None, None, (), "happened", None, ()
    )
    speaker = Mention("m", "other", 4, 16, "organization", "Upland Front")
    said = Statement(
        "s", "other", 0, len(text), "indirect", "m", None, None, (Span(17, len(text)),), None, (), (), "negative", None
    )
    corpus = Corpus(
        articles, {"m": speaker}, {"front": FRONT}, {"m": "front"}, {one: one for one in articles}, {"other": [said]}
    )
    answer = Answer(Parties((FRONT,), False, (frozenset(("REB",)),)), "Upland Front", "one", "r")
    return list(clearings(corpus, articles, [report], [answer]))


def test_who_denies_any_part_in_a_deed_that_others_lay_to_him_is_heard() -> None:
    (answer,) = cleared("The Upland Front has denied any part in the shelling at Torvik.")
    assert answer.words == "not Upland Front" and answer.statement == "s"
    assert compare_parties(answer.value, Parties((FRONT,), False)) == EXCLUDING


def test_a_denial_about_something_else_clears_nobody() -> None:
    assert cleared("The Upland Front has denied any link to the bank at Soden.") == []


def test_a_denial_that_speaks_of_no_guilt_clears_nobody() -> None:
    assert cleared("The Upland Front has denied the journalists a visit to Torvik.") == []


def test_only_deeds_of_force_are_cleared() -> None:
    assert cleared("The Upland Front has denied any part in the shelling at Torvik.", "CONSULT") == []


def test_a_denial_that_names_another_matter_clears_nobody() -> None:
    near = "The Upland Front has denied the charge that it sold the mill at Torvik."
    assert cleared(near) == []
    assert cleared("The Upland Front has denied the charge that it shelled the mill at Torvik.") != []


def test_who_denies_what_others_claim_to_have_done_clears_nobody_of_it() -> None:
    assert cleared("The Upland Front has denied the League claims that they shelled Torvik.") == []
