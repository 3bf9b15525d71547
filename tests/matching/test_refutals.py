"""Refutals: a report that some accounts lead with and others call untrue."""

from __future__ import annotations

from rashomon.matching.refutals import refutal

TOLD = "The Tarn brewery plans to dismiss half of its workers before the winter, a union paper reports.\nMore follows."
DENIED = "The Tarn brewery on Friday denied that it plans to dismiss half of its workers before winter.\nIt gave none."
BESIDE = "The Tarn brewery opened a new hall on Friday.\nIts director denied that beer prices would rise."


def test_a_report_and_its_denial_meet():
    found = refutal({"a": TOLD, "b": DENIED, "c": BESIDE})
    assert found is not None
    assert ([s.article for s in found.told], [s.article for s in found.denied]) == (["a"], ["b"])
    assert DENIED[found.denied[0].start : found.denied[0].end] == found.denied[0].text


def test_a_denial_of_something_else_refutes_nothing():
    assert refutal({"a": TOLD, "b": BESIDE}) is None


def test_names_alone_are_no_report():
    one = "Ana Lund of Tarn met Piet Oorn of Varn on Monday."
    other = "Ana Lund of Tarn denied that Piet Oorn of Varn had ever offered her money for the hall."
    assert refutal({"a": one, "b": other}) is None


def test_neither_confirmed_nor_denied_is_no_denial():
    vague = "The Tarn brewery would not confirm or deny that it plans to dismiss half of its workers before winter."
    assert refutal({"a": TOLD, "b": vague}) is None
