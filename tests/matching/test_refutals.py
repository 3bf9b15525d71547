"""Refutals: a report that some accounts lead with and others call untrue."""

from __future__ import annotations

from rashomon.matching.findings.denying.refutals import refutals
from rashomon.matching.findings.text.sentences import sentences_of

TOLD = "The Tarn brewery plans to dismiss half of its workers before the winter, a union paper reports.\nMore follows."
DENIED = "The Tarn brewery on Friday denied that it plans to dismiss half of its workers before winter.\nIt gave none."
BESIDE = "The Tarn brewery opened a new hall on Friday.\nIts director denied that beer prices would rise."


def test_a_report_and_its_denial_meet():
    (found,) = refutals({"a": TOLD, "b": DENIED, "c": BESIDE})
    assert ([s.article for s in found.told], [s.article for s in found.denied]) == (["a"], ["b"])
    assert DENIED[found.denied[0].start : found.denied[0].end] == found.denied[0].text


def test_a_denial_of_something_else_refutes_nothing():
    assert refutals({"a": TOLD, "b": BESIDE}) == []


def test_names_alone_are_no_report():
    one = "Ana Lund of Tarn met Piet Oorn of Varn on Monday."
    other = "Ana Lund of Tarn denied that Piet Oorn of Varn had ever offered her money for the hall."
    assert refutals({"a": one, "b": other}) == []


def test_neither_confirmed_nor_denied_is_no_denial():
    vague = "The Tarn brewery would not confirm or deny that it plans to dismiss half of its workers before winter."
    assert refutals({"a": TOLD, "b": vague}) == []


def test_who_says_only_that_the_report_is_not_true_refutes_what_he_was_told():
    passed_on = (
        "A union paper reports that the Tarn brewery plans to dismiss half of its workers before the winter.\n"
        "A spokeswoman of the firm told this newspaper that the report is not true."
    )
    (found,) = refutals({"a": TOLD, "b": passed_on})
    assert [s.text for s in found.denied] == [passed_on.split("\n")[1]]


def test_two_reports_that_are_refuted_are_two():
    flood = "Engineers opened the sluices of the Orrel dam on Sunday night without a warning.\nThe valley was flooded."
    dry = "The Orrel company called it a hoax that engineers opened the sluices of its dam on Sunday night.\nIt is dry."
    found = refutals({"a": TOLD, "b": DENIED, "c": flood, "d": dry})
    assert sorted(one.told[0].article for one in found) == ["a", "c"]


def test_a_satire_that_another_prints_as_news_is_refuted():
    joke = "A satirical story had the Tarn brewery dismiss half of its workers before winter.\nNobody was dismissed."
    (found,) = refutals({"a": TOLD, "b": joke})
    assert found.denied[0].article == "b"


def test_who_pushes_back_against_a_report_or_dismisses_it_denies_it():
    for verb in ("is pushing back against a report", "dismissed reports"):
        denies = f"The Tarn brewery {verb} that it plans to dismiss half of its workers before winter."
        (found,) = refutals({"a": TOLD, "b": denies})
        assert ([s.article for s in found.told], [s.article for s in found.denied]) == (["a"], ["b"])


def test_a_sentence_goes_on_after_initials_and_titles():
    text = "The families of two U.S. nurses wrote to Gen. Lunt and to Ana B. Oorn. They had no answer by Aug. 12."
    first, second = sentences_of("a", text)
    assert (first.text, second.text) == (text[: text.index("They") - 1], text[text.index("They") :])
