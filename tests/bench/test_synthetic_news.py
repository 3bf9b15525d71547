"""Invented news is the same every time, and what is read in it stands in it."""

from __future__ import annotations

from bench.scale import run
from bench.synthetic_mentions import links_in, mentions_in, reports_in
from bench.synthetic_news import articles, documents


def test_the_same_number_gives_the_same_news() -> None:
    assert documents(60) == documents(60)
    assert len({piece.text for piece in documents(60)}) > 50


def test_some_texts_derive_from_others_of_their_story() -> None:
    pieces = documents(300)
    derived = [piece for piece in pieces if piece.of is not None]
    assert derived and all(pieces[piece.of].story == piece.story for piece in derived if piece.of is not None)


def test_mentions_and_reports_rest_on_the_text() -> None:
    for article in articles(documents(20)):
        mentions = mentions_in(article)
        assert all(article.text[m.start : m.end] == m.text for m in mentions)
        known = {m.id for m in mentions}
        assert all({link.left, link.right} <= known for link in links_in(mentions))
        assert all({*report.actors, *report.recipients} <= known for report in reports_in(article, mentions))


def test_every_stage_has_a_row_with_its_cost() -> None:
    rows = list(run(60, ("copies", "stories", "growing")))
    assert [row["stage"] for row in rows[1:3]] == ["copies", "stories"]
    assert rows[-1]["most"] >= rows[-1]["median"] >= 0
