"""Entities across articles: who is one, who is two, what they are called, and what people say about it."""

from __future__ import annotations

import random
from collections.abc import Sequence

from rashomon.record import Article, Entity, Judgement, Mention, mention_id
from rashomon.stages.entities import EntitiesFound, find_entities

_NAMED = {"Iran": "place", "Moscow": "place", "Defence Ministry": "organization", "White House": "organization"}


def article(name: str, text: str, day: str | None = "2016-06-10") -> Article:
    instant = f"{day}T00:00:00Z" if day else None
    return Article(name, "d" + name, "o", None, None, instant, instant, "metadata", "en", (), (), text, ())


def mentions(of: Article, *texts: str, kind: str = "person") -> list[Mention]:
    found, at = [], 0
    for text in texts:
        at = of.text.index(text, at)
        its = _NAMED.get(text, kind)
        found.append(Mention(mention_id(of.id, at, at + len(text), its), of.id, at, at + len(text), its, text))
        at += len(text)
    return found


def found_in(
    *read: tuple[Article, list[Mention]],
    links: Sequence[Judgement] = (),
    people: Sequence[Judgement] = (),
    story: bool = True,
) -> EntitiesFound:
    every = {m.id for _, found in read for m in found}
    stories = {a.id: "s1" for a, _ in read} if story else {}
    return find_entities([a for a, _ in read], {a.id: m for a, m in read}, {}, links, people, every, stories)


def names(found: EntitiesFound) -> list[str]:
    return sorted(entity.name for entity in found.entities)


def read(name: str, text: str, *texts: str, day: str | None = "2016-06-10") -> tuple[Article, list[Mention]]:
    made = article(name, text, day)
    return made, mentions(made, *texts)


def verdict(by: str, left: Mention, right: Mention, said: str) -> Judgement:
    return Judgement("entity", left.id, right.id, said, 1.0, (), by, "2026-01-01T00:00:00Z" if "person" in by else None)


def entity_named(found: EntitiesFound, name: str) -> Entity:
    return next(entity for entity in found.entities if entity.name == name)


def test_two_spellings_of_one_name_are_one_person() -> None:
    found = found_in(
        read("a", "Sergei Shoigu spoke.", "Sergei Shoigu"),
        read("b", "Sergey Shoygu spoke.", "Sergey Shoygu"),
        story=False,
    )
    assert len(found.entities) == 1


def test_names_that_are_merely_alike_stay_two() -> None:
    found = found_in(
        read("a", "John Smith and Ali Hassan spoke.", "John Smith", "Ali Hassan"),
        read("b", "Jane Smith and Ali Hussein spoke.", "Jane Smith", "Ali Hussein"),
    )
    assert names(found) == ["Ali Hassan", "Ali Hussein", "Jane Smith", "John Smith"]


def test_two_ministers_of_one_office_are_two() -> None:
    then = read("a", "The Iranian defence minister spoke.", "The Iranian defence minister", day="2016-06-10")
    later = read("b", "The Iranian defence minister spoke.", "The Iranian defence minister", day="2018-04-04")
    assert names(found_in(then, later)) == ["Amir Hatami", "Hossein Dehqan"]


def test_a_description_without_a_date_stays_a_description() -> None:
    found = found_in(read("a", "The Iranian defence minister spoke.", "The Iranian defence minister", day=None))
    assert names(found) == ["the Iranian defence minister"]


def test_a_family_name_with_its_title_joins_whom_the_date_names() -> None:
    found = found_in(
        read("a", "President Putin spoke.", "Putin"), read("b", "Vladimir Putin spoke.", "Vladimir Putin"), story=False
    )
    assert names(found) == ["Vladimir Putin"]


def test_a_family_name_alone_joins_only_within_its_story() -> None:
    full, short = read("a", "Petra Olsson spoke.", "Petra Olsson"), read("b", "Olsson left.", "Olsson")
    assert names(found_in(full, short)) == ["Petra Olsson"]
    assert names(found_in(full, short, story=False)) == ["Olsson", "Petra Olsson"]


def test_a_family_name_that_two_bear_joins_neither() -> None:
    found = found_in(
        read("a", "Petra Olsson spoke.", "Petra Olsson"),
        read("b", "Nils Olsson spoke.", "Nils Olsson"),
        read("c", "Olsson left.", "Olsson"),
    )
    assert names(found) == ["Nils Olsson", "Olsson", "Petra Olsson"]


def test_a_country_its_people_and_its_acting_capital_are_one() -> None:
    found = found_in(read("a", "Iran spoke.", "Iran"), read("b", "Islamic Republic of Iran spoke.", "Iran"))
    assert [(e.name, e.kind, e.country) for e in found.entities] == [("Iran", "place", "IRN")]


def told_apart(*read: tuple[Article, list[Mention]]) -> EntitiesFound:
    """Each article in a story of its own."""
    every = {m.id for _, found in read for m in found}
    stories = {a.id: f"story of {a.id}" for a, _ in read}
    return find_entities([a for a, _ in read], {a.id: m for a, m in read}, {}, (), (), every, stories)


def test_a_town_that_no_table_lists_is_one_across_stories_whatever_a_tagger_calls_it() -> None:
    found = told_apart(
        read("a", "Shells fell in Brennik at dawn.", "Brennik"), read("b", "Brennik buried its dead.", "Brennik")
    )
    assert names(found) == ["Brennik"]


def test_two_persons_of_one_family_name_in_two_stories_stay_two() -> None:
    one, two = read("a", "Olsson resigned. He left.", "Olsson", "He"), read("b", "Olsson won.", "Olsson")
    assert len([e for e in told_apart(one, two).entities if e.name == "Olsson"]) == 2


def test_a_glued_sentence_names_nobody() -> None:
    found = found_in(read("a", "Orlan told Meridian Wire of it.", "Orlan told Meridian Wire"))
    assert found.entities == []


def test_a_ministry_is_one_within_a_story_and_not_beyond() -> None:
    one = read("a", "Defence Ministry spoke.", "Defence Ministry")
    two = read("b", "Defence Ministry left.", "Defence Ministry")
    assert len(found_in(one, two).entities) == 1
    assert len(found_in(one, two, story=False).entities) == 2


def test_what_people_keep_apart_stays_apart_with_its_whole_cluster() -> None:
    reads = [read(x, "Petra Olsson spoke. Olsson left.", "Petra Olsson", "Olsson") for x in "abcd"]
    links = [verdict("machine:x", found[0], found[1], "same") for _, found in reads]
    kept = verdict("person:ada", reads[0][1][1], reads[1][1][1], "different")
    found = found_in(*reads, links=links, people=[kept])
    first, second = (found.of_mention[reads[i][1][1].id] for i in (0, 1))
    assert first != second
    assert len(found.entities) == 2


def test_what_people_call_one_is_one_and_forgetting_restores() -> None:
    reads = [read("a", "Petra Olsson spoke.", "Petra Olsson"), read("b", "Old Wolf spoke.", "Old Wolf")]
    same = verdict("person:ada", reads[0][1][0], reads[1][1][0], "same")
    before = found_in(*reads)
    assert len(found_in(*reads, people=[same]).entities) == 1
    assert found_in(*reads) == before


def test_the_order_of_articles_changes_nothing() -> None:
    reads = [
        read(f"a{i}", f"{name} spoke.", name)
        for i, name in enumerate(
            ["Sergei Shoigu", "Sergey Shoygu", "Petra Olsson", "Olsson", "Ali Hassan", "Iran", "Yusif Haddarov",
             "Yusuf Haddaroff", "Jusif Hadarov", "Haddarov"]
        )
    ]  # fmt: skip
    wanted = found_in(*reads)
    for seed in range(5):
        shuffled = random.Random(seed).sample(reads, len(reads))
        again = found_in(*shuffled)
        assert (again.entities, again.of_mention) == (wanted.entities, wanted.of_mention)


def test_an_entity_takes_its_fullest_common_name() -> None:
    found = found_in(
        read("a", "HOSSEIN DEHQAN spoke. Dehqan left.", "HOSSEIN DEHQAN"),
        read("b", "Hossein Dehqan spoke.", "Hossein Dehqan"),
        read("c", "Minister Dehqan spoke.", "Dehqan"),
    )
    assert entity_named(found, "Hossein Dehqan").sectors == ("GOV", "MIL")
    assert len(found.entities) == 1
