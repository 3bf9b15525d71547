"""Ids follow from content alone."""

from __future__ import annotations

from rashomon.record import Judgement, Span, entity_id, judgement_id, mention_id, report_id


def test_ids_tell_parts_apart() -> None:
    assert mention_id("ab", 1, 23, "person") != mention_id("ab", 12, 3, "person")
    assert report_id("a", Span(0, 4), "ASSAULT") != report_id("a", Span(0, 4), "CONSULT")


def test_a_cluster_is_named_after_its_smallest_member() -> None:
    assert entity_id(["b", "a", "c"]) == entity_id(["a", "d"])


def test_a_judgement_does_not_care_which_side_is_left() -> None:
    one = Judgement("entity", "a", "b", "same", 1.0, (), "person:x", "2026-01-01T00:00:00Z")
    two = Judgement("entity", "b", "a", "same", 1.0, (), "person:x", "2026-01-02T00:00:00Z")
    assert judgement_id(one) == judgement_id(two)
