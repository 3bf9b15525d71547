"""Copies: narration that two articles share, with its passages, its direction and the voices left over."""

from __future__ import annotations

import dataclasses
import itertools

from rashomon.record import Article, Judgement, article_id, document_id
from rashomon.stages.copies import find_copies

WIRE = (
    "A ferry with 112 people aboard ran aground off Port Lisse early on Tuesday after its steering failed. "
    "Rescue boats brought all passengers to the harbour within three hours, the coast guard said. "
    "Two crew members were treated for cold at the town hospital and later released. "
    "The ship's owner has suspended two sailings while inspectors look at the rudder. "
)
OWN = (
    "Residents of the fishing quarter woke to sirens and stood on the quay in blankets. "
    "The bakery opened early and handed out rolls to the shivering travellers. "
    "It was the third breakdown on the line since the spring timetable began. "
)
SPEECH = (
    "“We will not rest until every bolt of that rudder has been looked at by somebody who knows what one "
    "is for. The company has promised much and kept little, and the people of this town have long memories.” "
)


def article(text: str, outlet: str | None = None, published: str | None = None, agencies: tuple[str, ...] = ()):
    document = document_id(text.encode() + (outlet or "").encode())
    return Article(
        article_id(document), document, outlet, None, None, published, published,
        "metadata" if published else "none", "en", agencies, (), text, (),
    )  # fmt: skip


def test_an_edited_wire_text_is_a_copy_and_its_passages_are_verbatim():
    edited = WIRE.replace("early on Tuesday", "before dawn on Tuesday").replace("Two crew members", "Two sailors")
    wire, paper = article(WIRE, "Coastwire"), article("PORT LISSE — " + edited + OWN, "Lisse Post")
    (copy,) = find_copies([wire, paper]).copies
    texts = {one.id: one.text for one in (wire, paper)}
    assert {copy.article, copy.of} == set(texts)
    for passage in copy.passages:
        here = texts[copy.article][passage.start : passage.end].split()
        there = texts[copy.of][passage.of_start : passage.of_end].split()
        assert here[0] == there[0] and here[-1].rstrip(".") == there[-1].rstrip(".")


def test_a_shared_speech_alone_is_no_copy():
    one = article(f"The mayor spoke on the quay at noon. {SPEECH} {OWN}")
    other = article(f"Anger was heard at the town hall as well. {SPEECH} Inspectors arrive on Friday from the capital.")
    found = find_copies([one, other])
    assert found.copies == []
    assert found.origins[one.id] == one.id and found.origins[other.id] == other.id


def test_a_copied_paragraph_is_a_copy_but_leaves_both_their_own_voice():
    long = article(
        WIRE + " ".join(f"Paragraph {n} tells of the {n} years of the old line and its captain." for n in range(9))
    )
    other = article(
        OWN * 2
        + " ".join(f"Item {n} of the budget went through the council with {n} votes against." for n in range(20))
        + WIRE[:190]
    )
    found = find_copies([long, other])
    assert len(found.copies) == 1
    assert found.origins[long.id] != found.origins[other.id]


def test_the_later_text_derives_from_the_earlier():
    early = article(WIRE, "A", "2026-03-01T06:00:00Z")
    late = article(WIRE + OWN, "B", "2026-03-01T09:00:00Z")
    (copy,) = find_copies([late, early]).copies
    assert (copy.article, copy.of, copy.direction) == (late.id, early.id, "known")


def test_a_text_that_credits_the_other_outlet_derives_from_it():
    wire = article(WIRE, "Coastwire", "2026-03-02T06:00:00Z")
    paper = article(WIRE + OWN, "Post", "2026-03-01T06:00:00Z", ("Coastwire",))
    copies = find_copies([wire, paper]).copies
    assert (paper.id, wire.id, "known") in {(copy.article, copy.of, copy.direction) for copy in copies}


def test_without_dates_or_credits_the_direction_is_guessed():
    (copy,) = find_copies([article(WIRE, "A"), article(WIRE + OWN, "B")]).copies
    assert copy.direction == "guessed"


def test_an_outlets_own_furniture_makes_no_copies():
    furniture = (
        " Sign up for our morning letter and never miss what happens in the towns along the coast this year. "
        "You can change your choices at any time by opening the page of your account in the menu above. "
        "The editors of this site answer readers' letters on Thursdays between nine and eleven o'clock. "
    )
    own = [
        "The council of Varn voted to close the swimming hall for repairs that may take until the autumn.",
        "A goat escaped from the fair at Ober and was found two days later asleep in a chapel.",
        "The river police stopped a barge without papers near the old lock on Sunday evening.",
        "School meals will cost less from May after a vote that surprised both camps.",
    ]
    assert find_copies([article(text + furniture, "Coast News") for text in own]).copies == []


def test_the_same_articles_in_another_order_give_the_same_copies():
    articles = [article(WIRE, "A"), article(WIRE + OWN, "B"), article(OWN + SPEECH, "C")]
    first = find_copies(articles)
    assert all(find_copies(list(order)) == first for order in itertools.permutations(articles))


def test_a_person_can_part_two_copies_and_take_it_back():
    one, other = article(WIRE, "A"), article(WIRE + OWN, "B")
    person = Judgement("copy", one.id, other.id, "different", 0.0, (), "person:ann", "2026-03-03T00:00:00Z")
    parted = find_copies([one, other], [person])
    assert parted.copies == [] and len(set(parted.origins.values())) == 2
    assert len(set(find_copies([one, other]).origins.values())) == 1


def test_an_article_with_no_words_is_its_own_voice():
    empty = article("", "A")
    assert find_copies([empty, dataclasses.replace(empty, id="x")]).origins == {empty.id: empty.id, "x": "x"}


def test_a_text_reprinted_many_times_is_one_voice():
    reprints = [article(WIRE + OWN + SPEECH, f"Paper {n}") for n in range(40)]
    found = find_copies(reprints)
    assert len(set(found.origins.values())) == 1
    assert len({copy.article for copy in found.copies}) == 39
