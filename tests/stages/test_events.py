"""Events: reports of one act, over articles, with what contradicts weighing too."""

from __future__ import annotations

import dataclasses
import itertools

from rashomon.record import (
    Article,
    Entity,
    Judgement,
    Report,
    Span,
    Story,
    When,
    Where,
    article_id,
    document_id,
    report_id,
)  # fmt: skip
from rashomon.stages.events import find_events

ARREST = "Police in Varn arrested the baker Olo Mint on Monday over the mill fire, a spokesman said."
DETAIN = "The baker Olo Mint was detained by Varn police after the fire at the mill, local radio reports."
SPEECH = "Two days later the police of Varn arrested a second man, the miller Ard Sool, in the same town."

POLICE, BAKER, MILLER, GUARDS, DOZENS = "e-police", "e-baker", "e-miller", "e-guards", "e-dozens"
ENTITIES = {
    POLICE: Entity(POLICE, "organization", "Varn police", (), "VAR", (), (), ()),
    BAKER: Entity(BAKER, "person", "Olo Mint", (), "VAR", (), (), ()),
    MILLER: Entity(MILLER, "person", "Ard Sool", (), "VAR", (), (), ()),
    GUARDS: Entity(GUARDS, "person", "the guards", (), None, (), (), ()),
    DOZENS: Entity(DOZENS, "person", "dozens of guards", (), None, (), (), ()),
}
OF_MENTION = {f"m-{entity}": entity for entity in ENTITIES}


def article(text: str) -> Article:
    document = document_id(text.encode())
    return Article(article_id(document), document, None, None, None, None, None, "none", "en", (), (), text, ())


def report(of: Article, word: str, actors=(), recipients=(), day: str | None = None, type: str = "COERCE", where=None):
    start = of.text.index(word)
    trigger = Span(start, start + len(word))
    when = When(f"{day}T00:00:00Z", f"{day}T23:59:59Z", "day", "on", None, "t") if day else None
    return Report(
        report_id(of.id, trigger, type), of.id, 0, len(of.text), trigger, type, None, (), None, 4,
        tuple(f"m-{one}" for one in actors), tuple(f"m-{one}" for one in recipients), when, where, (),
        "happened", None, (),
    )  # fmt: skip


def story(*articles: Article) -> Story:
    return Story("s", None, tuple(one.id for one in articles), (), None, None)


def find(articles, reports, judgements=(), origins=None):
    by_id = {one.id: one for one in articles}
    own = origins or {one: one for one in by_id}
    return find_events(by_id, reports, [story(*articles)], OF_MENTION, ENTITIES, own, judgements)


def same(one: Report, other: Report) -> Judgement:
    left, right = sorted((one.id, other.id))
    return Judgement("event", left, right, "same", 1.0, (), "person:ann", None)


def pair(day: str | None = None, other_day: str | None = None):
    one, other = article(ARREST), article(DETAIN)
    reports = [
        report(one, "arrested", [POLICE], [BAKER], day),
        report(other, "detained", [POLICE], [BAKER], other_day),
    ]
    return [one, other], reports


def test_two_accounts_of_one_arrest_are_one_event_of_two_articles():
    (event,) = find(*pair()).events
    assert (event.articles, event.origins, event.type) == (2, 2, "COERCE")
    assert (event.actors, event.recipients) == ((POLICE,), (BAKER,))


def test_accounts_of_one_voice_count_as_one_origin():
    articles, reports = pair()
    (event,) = find(articles, reports, origins={one.id: articles[0].id for one in articles}).events
    assert (event.articles, event.origins) == (2, 1)


def test_another_day_makes_another_event():
    assert len(find(*pair("2025-03-03", "2025-03-03")).events) == 1
    assert len(find(*pair("2025-03-03", "2025-05-09")).events) == 2


def test_another_person_arrested_makes_another_event():
    one, other = article(ARREST), article(SPEECH)
    reports = [report(one, "arrested", [], [BAKER]), report(other, "arrested", [], [MILLER])]
    assert len(find([one, other], reports).events) == 2


def test_who_did_it_together_is_told_together():
    one = article(ARREST)
    found = find([one], [report(one, "arrested", (MILLER, GUARDS), (BAKER,))])
    assert set(found.events[0].actors) == {MILLER, GUARDS}


def test_who_only_denies_it_did_not_do_it():
    one, two = article(ARREST), article(DETAIN)
    denied = dataclasses.replace(report(two, "detained", (MILLER,), (BAKER,)), modality="denied")
    told = report(one, "arrested", (), (BAKER,))
    (event,) = find([one, two], [told, denied], [same(told, denied)]).events
    assert event.actors == ()
    (alone,) = find([two], [denied]).events
    assert alone.actors == (MILLER,)


def test_who_did_it_comes_before_how_many():
    one, two = article(ARREST), article(DETAIN)
    told = [report(one, "arrested", (DOZENS,), (BAKER,)), report(two, "detained", (GUARDS,), (BAKER,))]
    (event,) = find([one, two], told, [same(*told)]).events
    assert event.actors == (GUARDS,)


def test_the_event_takes_the_finest_time():
    articles, (one, other) = pair("2025-03-03")

    month = When("2025-03-01T00:00:00Z", "2025-04-01T00:00:00Z", "month", "on", None, "t2")
    (event,) = find(articles, [one, dataclasses.replace(other, when=month)]).events
    assert event.when == one.when


def test_acts_of_unlike_types_stay_apart():
    articles, (one, _) = pair()
    other = report(articles[1], "reports", [POLICE], [BAKER], type="AID")
    assert len(find(articles, [one, other]).events) == 2


def test_the_order_of_reports_changes_nothing():
    articles, reports = pair()
    more = article(SPEECH)
    reports = [*reports, report(more, "arrested", [POLICE], [MILLER])]
    first = find([*articles, more], reports)
    assert all(find([*articles, more], list(order)) == first for order in itertools.permutations(reports))


def test_a_person_parts_an_event_and_takes_it_back():
    articles, reports = pair()
    apart = Judgement("event", reports[0].id, reports[1].id, "different", 0.0, (), "person:ann", None)
    assert len(find(articles, reports, [apart]).events) == 2
    assert len(find(articles, reports).events) == 1


def test_every_report_belongs_to_exactly_one_event():
    articles, reports = pair("2025-03-03", "2025-05-09")
    found = find(articles, reports)
    assert sorted(found.of_report) == sorted(one.id for one in reports)
    assert sorted(one for event in found.events for one in event.reports) == sorted(found.of_report)


def test_a_named_place_far_away_makes_another_event():
    articles, (one, other) = pair()
    here = Where("1", "Varn", "VAR", 1.0, 2.0, "city", "p")
    there = Where("2", "Ode", "ODR", 5.0, 6.0, "city", "q")
    moved = [dataclasses.replace(one, where=here), dataclasses.replace(other, where=there)]
    assert len(find(articles, [one, other]).events) == 1
    assert len(find(articles, moved).events) == 2


def test_one_telling_without_a_day_does_not_join_two_days():
    one, other = pair()[0]
    third = article("Olo Mint, the baker, was arrested by police in Varn, the town's radio says.")
    dated = [report(one, "arrested", [POLICE], [BAKER], "2025-03-03"),
             report(other, "detained", [POLICE], [BAKER], "2025-03-10")]  # fmt: skip
    events = find([one, other, third], [*dated, report(third, "arrested", [POLICE], [BAKER])]).events
    assert sorted(event.articles for event in events) == [1, 2]


def told_on(day: str, text: str) -> Article:
    return dataclasses.replace(article(text), published=f"{day}T12:00:00Z", published_latest=f"{day}T12:00:00Z")


def test_a_deed_and_its_outcome_in_one_sentence_are_one_event():
    one = article("Rockets hit the market of Varn on Monday, killing 14 people and wounding nine.")
    reports = [report(one, word, type="ASSAULT") for word in ("hit", "killing", "wounding")]
    assert len(find([one], reports).events) == 1


def test_an_outcome_further_on_comes_of_the_one_act_of_force():
    one = article("Rockets hit the market of Varn on Monday. Later the mayor spoke. He said 14 people were killed.")
    reports = [report(one, word, type="ASSAULT") for word in ("hit", "killed")]
    assert len(find([one], reports).events) == 1


def test_an_answering_strike_of_another_day_stays_apart():
    one = article("Rockets hit the market of Varn on Monday. On Wednesday the army struck the hills in return.")
    reports = [
        report(one, "hit", day="2031-03-03", type="ASSAULT"),
        report(one, "struck", day="2031-03-05", type="ASSAULT"),
    ]
    assert len(find([one], reports).events) == 2


def test_two_talks_of_one_pair_a_week_apart_are_two_though_one_telling_has_no_date():
    one = told_on("2031-03-03", "Olo Mint phoned Ard Sool on Monday about the mill.")
    other = told_on("2031-03-12", "Olo Mint phoned Ard Sool about the mill.")
    reports = [
        report(one, "phoned", [BAKER, MILLER], day="2031-03-03", type="CONSULT"),
        report(other, "phoned", [BAKER, MILLER], type="CONSULT"),
    ]
    assert len(find([one, other], reports).events) == 2


def test_talks_of_one_man_with_two_others_in_one_article_are_two():
    one = article("Varn police phoned the baker Olo Mint. In a separate call, they phoned the miller Ard Sool.")
    first = report(one, "phoned", [POLICE, BAKER], type="CONSULT")
    second = report(one, "call", [POLICE, MILLER], type="CONSULT")
    assert len(find([one], [first, second]).events) == 2


def test_judgements_that_say_little_are_not_kept():
    articles, reports = pair("2025-03-03", "2025-05-09")
    assert all(found.score >= 0.25 for found in find(articles, reports).judgements)


def test_an_expulsion_and_the_answer_to_it_are_two_events():
    one = article("Varnia expelled two envoys of Odra on Monday.")
    other = article("Odra expelled two envoys of Varnia on Wednesday.")
    lands = {land: Entity(land, "place", land, (), land[:3].upper(), (), (), ()) for land in ("Varnia", "Odra")}
    reports = [
        report(one, "expelled", ["Varnia"], ["Odra"], type="SANCTION"),
        report(other, "expelled", ["Odra"], ["Varnia"], type="SANCTION"),
    ]
    found = find_events(
        {a.id: a for a in (one, other)}, reports, [story(one, other)], {f"m-{land}": land for land in lands}, lands,
        {a.id: a.id for a in (one, other)},
    )  # fmt: skip
    assert len(found.events) == 2


def test_one_act_may_be_told_in_two_stories():
    (articles, reports), day = pair(), "2031-05-06T09:00:00Z"
    articles = [dataclasses.replace(one, published=day, published_latest=day) for one in articles]
    apart = [dataclasses.replace(story(one), id=f"s-{one.id}") for one in articles]
    own = {one.id: one.id for one in articles}
    found = find_events({one.id: one for one in articles}, reports, apart, OF_MENTION, ENTITIES, own)
    assert len(found.events) == 1


def test_a_meeting_with_another_is_another_meeting_in_other_accounts_too():
    """Three leaders met one another by twos; an account that says "the meeting" must not make one of them."""
    texts = (
        "Mint met Sool in Varn, and the meeting was secret.",
        "The meeting of Mint with Dell will be held in Varn.",
        "Dell met Sool in Varn; the meeting went well.",
    )
    lands = {"Mint": "ONE", "Sool": "TWO", "Dell": "TRE"}
    people = {
        f"e-{name}": Entity(f"e-{name}", "person", f"Olo {name}", (), land, (), (), ()) for name, land in lands.items()
    }
    articles = [article(text) for text in texts]
    pairs = (("Mint", "Sool"), ("Mint", "Dell"), ("Dell", "Sool"))
    reports = [
        report(one, word, [f"e-{name}" for name in names], type="CONSULT")
        for one, word, names in zip(articles, ("met", "meeting", "met"), pairs, strict=True)
    ]
    of_mention = {f"m-{one}": one for one in people}
    found = find_events(
        {one.id: one for one in articles}, reports, [story(*articles)], of_mention, people,
        {one.id: one.id for one in articles}, (),
    ).events  # fmt: skip
    assert sorted(tuple(sorted(event.actors)) for event in found) == sorted(
        tuple(sorted(f"e-{name}" for name in names)) for names in pairs
    )
