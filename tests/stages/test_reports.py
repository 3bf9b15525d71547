"""Reports: one for each act told, with parties, type, mode, modality and the chain it rests on."""

from __future__ import annotations

import pytest
from bench.reading import article_of
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.knowledge.plover import TYPES, cameo_of, kinds, lexicon, patterns, quad_of
from rashomon.language.english import english
from rashomon.language.predicates.acts import main_act, type_between
from rashomon.record import Mention, Report, Span, Statement, statement_id
from rashomon.stages.quantities import find_quantities
from rashomon.stages.reports import ReportsFound, find_reports


def read(text: str, statements: tuple[Statement, ...] = (), mentions: tuple[Mention, ...] = ()) -> ReportsFound:
    return find_reports(article_of(text), english()(text), mentions, [], [], [], statements)


def told(text: str) -> list[tuple[Report, list[str], list[str]]]:
    found = read(text)
    texts = {mention.id: mention.text for mention in found.mentions}
    return [(r, [texts[i] for i in r.actors], [texts[i] for i in r.recipients]) for r in found.reports]


@pytest.mark.parametrize(
    ("text", "type", "mode"),
    [
        ("The foreign ministers of Peru and Chile held talks in Lima.", "CONSULT", None),
        ("The Danish premier telephoned the president of Ghana.", "CONSULT", "phone"),
        ("Rebels attacked a convoy of the army near Goma.", "ASSAULT", None),
        ("Police arrested the editor of the newspaper.", "COERCE", "arrest"),
        ("Thousands of teachers marched against the reform.", "PROTEST", "demo"),
        ("Belgium expelled three Russian diplomats.", "SANCTION", "expel"),
        ("Kuwait donated two million dollars to Lebanon.", "AID", None),
        ("The opposition called for the resignation of the minister.", "REQUEST", "yield"),
        ("Norway condemned the attack on the school.", "ACCUSE", "disapprove"),
        ("Iran refused to meet the American envoy.", "REJECT", "meet"),
    ],
)
def test_the_type_and_mode_follow_from_predicate_and_arguments(text: str, type: str, mode: str | None) -> None:
    first = told(text)[0][0]
    assert first.type == type
    if mode is not None:
        assert first.mode == mode


def test_both_parties_of_a_meeting_are_actors() -> None:
    report, actors, recipients = told("The Peruvian minister met the Chilean minister in Lima.")[0]
    assert report.type == "CONSULT"
    assert actors == ["The Peruvian minister", "the Chilean minister"]
    assert recipients == []


def test_the_agent_of_a_passive_is_the_actor() -> None:
    _, actors, recipients = told("The journalist was arrested by soldiers in Bamako.")[0]
    assert actors == ["soldiers"]
    assert recipients == ["The journalist"]


def test_what_is_fired_is_no_recipient_but_its_target_is() -> None:
    report, actors, recipients = told("Two warships fired missiles at the port.")[0]
    assert report.type == "ASSAULT"
    assert actors == ["Two warships"]
    assert recipients == ["the port"]


def test_a_denied_act_is_told_as_denied() -> None:
    reports = [r for r, _, _ in told("Iran denied carrying out the attack on the tanker.") if r.type == "ASSAULT"]
    assert [r.modality for r in reports] == ["denied"]


def test_a_plain_statement_is_no_report() -> None:
    assert told("The minister underlined the historical friendship of the two peoples.") == []
    assert told("The two ministers stressed bilateral cooperation.") == []


def test_an_act_that_is_only_refused_is_no_act_of_its_own() -> None:
    assert [r.type for r, _, _ in told("Sudan refused to withdraw its troops from Abyei.")] == ["REJECT"]


def test_the_innermost_statement_vouches_for_the_report() -> None:
    text = "The general said rebels attacked the town."
    content = (Span(17, 41),)
    article = article_of(text).id
    speaker = Mention("m1", article, 0, 11, "person", "The general")
    statement = Statement(
        statement_id(article, Span(12, 16), content), article, 0, 41, "indirect", "m1", None, Span(12, 16),
        content, None, (), (), "positive", None,
    )  # fmt: skip
    report = next(r for r in read(text, (statement,), (speaker,)).reports if r.type == "ASSAULT")
    assert report.statement == statement.id
    assert [link.name for link in report.according_to] == ["The general"]


def test_the_type_between_two_marked_parties() -> None:
    text = "Tokyo rejected the offer from Manila."
    assert type_between(english()(text), Span(0, 5), Span(30, 36)) == "REJECT"


def test_a_passage_mainly_tells_one_type() -> None:
    text = "A bomb went off in a market in Quetta. Eight people were killed."
    leading = main_act(english()(text))
    assert leading is not None
    assert (leading.type, leading.mode) == ("ASSAULT", "explosives")


def test_every_type_has_a_quad_and_a_code() -> None:
    assert {quad_of(type) for type in TYPES} == {1, 2, 3, 4}
    assert all(cameo_of(type, mode).isdigit() for type, mode in kinds())
    assert cameo_of("CONSULT", "phone") == "041"


def test_every_class_and_pattern_names_a_known_type() -> None:
    types = {m.type for part in lexicon().values() for known in part.values() for m in known} - {None}
    assert types <= set(TYPES)
    assert {p.type for p in patterns(["fire", "give", "block", "hold"])} <= {*TYPES, "-"}


_WORDS = st.lists(
    st.sampled_from("rebels attacked the town . Iran met France in Lima said it will help , and police".split()),
    min_size=1,
    max_size=25,
)


@settings(max_examples=25, deadline=None)
@given(_WORDS)
def test_spans_lie_in_the_text_and_parties_are_known(words: list[str]) -> None:
    text = " ".join(words)
    found = read(text)
    known = {mention.id for mention in found.mentions}
    for report in found.reports:
        assert 0 <= report.start <= report.trigger.start < report.trigger.end <= report.end <= len(text)
        assert {*report.actors, *report.recipients} <= known
    for mention in found.mentions:
        assert text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(
    "text",
    [
        "The colonel told reporters in Sofia that the weather was bad.",
        "The two countries are committed to peace.",
        "The ministers praised each other in the fight against terrorism.",
        "The envoy gave no details.",
    ],
)
def test_words_about_acts_are_no_acts(text: str) -> None:
    assert [r.type for r, _, _ in told(text) if r.type not in ("SUPPORT",)] == []


def test_an_agreement_to_meet_is_told_beside_the_planned_meeting() -> None:
    reports = {r.type: (r.modality, actors) for r, actors, _ in told("The two premiers agreed to meet in Oslo.")}
    assert reports["AGREE"] == ("happened", ["The two premiers"])
    assert reports["CONSULT"] == ("planned", ["The two premiers"])


def numbers(text: str) -> list[tuple[str, str | None, float | None]]:
    article, doc = article_of(text), english()(text)
    counted = find_quantities(article, doc)
    found = find_reports(article, doc, counted.mentions, [], [], counted.quantities, [])
    return [(r.type, q.of, q.low) for r in found.reports for q in r.quantities]


def test_tolls_of_participles_belong_to_the_act_above_them() -> None:
    text = "Rockets hit a market in Tarsk on Sunday, killing 11 people and injuring 40."
    assert {("ASSAULT", "dead", 11.0), ("ASSAULT", "injured", 40.0)} <= set(numbers(text))


def test_a_toll_alone_tells_the_act_of_force() -> None:
    text = "Rebels shelled the market of Tarsk. The death toll has risen to nine, the hospital said."
    assert ("ASSAULT", "dead", 9.0) in numbers(text)


def test_a_call_that_takes_place_has_both_parties() -> None:
    report, actors, _ = told("A telephone conversation took place between Peter Black and Anna White on Monday.")[0]
    assert (report.type, report.mode, actors) == ("CONSULT", "phone", ["Peter Black", "Anna White"])


def test_an_averted_attack_is_no_act_of_those_who_averted_it() -> None:
    report, actors, _ = told("Police prevented an attack on the mosque in Lyon.")[0]
    assert (report.type, report.modality, actors) == ("ASSAULT", "denied", [])


def test_an_airstrike_that_hits_is_told_once() -> None:
    found = told("A Homs airstrike killed nine soldiers.")
    assert [(r.type, r.mode, actors) for r, actors, _ in found] == [("ASSAULT", "aerial", [])]


@pytest.mark.parametrize(
    "text",
    [
        "The two ministers discussed ways of intensifying operations against the rebels.",
        "Tehran calls the guard a counterterror force.",
        "The terrorists stored chemical weapons in the depot.",
    ],
)
def test_topics_names_and_stores_are_no_acts(text: str) -> None:
    assert [r for r, _, _ in told(text) if r.type != "CONSULT" or "calls" in text] == []


def test_a_headline_passive_has_a_victim_and_no_actor() -> None:
    _, actors, recipients = told("Two soldiers and a driver killed near Goma.")[0]
    assert (actors, recipients) == ([], ["Two soldiers", "a driver"])


def test_an_act_in_a_clause_of_its_own_is_told_beside_its_outcome() -> None:
    found = told("One villager was killed when the police fired twelve rounds at the crowd.")
    assert [actors for _, actors, _ in found] == [["the police"], ["the police"]]


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("Ghana sent two hundred peacekeepers to Liberia.", "AID"),
        ("The navies of Peru and Chile staged war games off Callao.", "COOPERATE"),
        ("The senate passed a resolution condemning the governor.", "ACCUSE"),
        ("France sent experts to Beirut to investigate the blast.", "ACCUSE"),
    ],
)
def test_what_is_sent_held_or_said_decides_the_type(text: str, type: str) -> None:
    assert told(text)[0][0].type == type


@pytest.mark.parametrize(
    ("text", "type", "actors", "recipients"),
    [
        ("The militias that fought to topple Colonel Barre fled.", "ASSAULT", ["The militias"], ["Colonel Barre"]),
        ("The ambassador thanked Kenya for rescuing the sailors.", "AID", ["Kenya"], ["the sailors"]),
        ("The general was jailed for torturing prisoners.", "ASSAULT", ["The general"], ["prisoners"]),
        ("Kenya faces pressure from the World Bank to cut its deficit.", "REQUEST", ["the World Bank"], ["Kenya"]),
        ("The convoy came under attack by gunmen near Tahoua.", "ASSAULT", ["gunmen"], ["The convoy"]),
        ("Nine guards died and six were killed in an air strike by Russian jets.", "ASSAULT", ["Russian"], ["six"]),
        ("The junta received weapons from Belarus.", "AID", ["Belarus"], ["The junta"]),
        ("Paris denounced British and American support for the coup.", "ACCUSE", ["Paris"], ["British", "American"]),
        ("Eritrea claimed that Ethiopian troops had shelled the town.", "ACCUSE", ["Eritrea"], ["Ethiopian troops"]),
        ("Evidence against Chad was presented by Sudan.", "ACCUSE", ["Sudan"], ["Chad"]),
        ("A court in Guyana has jailed two Peruvian men.", "COERCE", ["A court in Guyana"], ["two Peruvian men"]),
    ],
)
def test_who_does_it_and_to_whom(text: str, type: str, actors: list[str], recipients: list[str]) -> None:
    assert [(a, r) for found, a, r in told(text) if found.type == type] == [(actors, recipients)]


def test_who_praises_an_act_does_not_do_it() -> None:
    found = told("Foreign Minister Lavrov hailed Egypt's contribution to releasing the hostages.")
    assert [(r.type, actors) for r, actors, _ in found] == [
        ("SUPPORT", ["Foreign Minister Lavrov"]), ("RETREAT", ["Egypt"])
    ]  # fmt: skip


def test_where_one_goes_on_a_visit_is_no_actor() -> None:
    found = told("During his visit to Hanoi, Mr Tanaka met with General Secretary Nguyen Phu Trong.")
    assert [(r.mode, actors) for r, actors, _ in found] == [
        ("visit", ["Mr Tanaka"]), (None, ["Mr Tanaka", "General Secretary Nguyen Phu Trong"])
    ]  # fmt: skip


def test_what_is_talked_about_in_a_call_is_no_second_meeting() -> None:
    found = told("The minister of Chad in a telephone call with the minister of Mali discussed the drought.")
    assert [(r.mode, actors) for r, actors, _ in found] == [("phone", ["The minister of Chad", "the minister of Mali"])]


def test_ministers_of_two_countries_are_one_party() -> None:
    assert told("The ministers of defence of Chad and Niger urged the council to act.")[0][1] == [
        "The ministers of defence of Chad and Niger"
    ]


def test_it_acts_where_it_stands_for_somebody() -> None:
    found = told("Qatar said it will send a field hospital to Chad.")
    assert [(actors, recipients) for r, actors, recipients in found if r.type == "AGREE"] == [(["it"], ["Chad"])]
    assert all("it" not in [a.lower() for a in actors] for _, actors, _ in told("It was agreed that talks go on."))


def test_to_help_do_harm_is_harm() -> None:
    found = told("The officers helped to plan and carry out the killings.")
    assert [(r.type, actors) for r, actors, _ in found] == [("ASSAULT", ["The officers"])]


@pytest.mark.parametrize(
    ("text", "type", "mode"),
    [
        ("A cell of the front takes credit for the bomb that killed nine in Gao.", "ACCUSE", "allege"),
        ("The security service continues to detain those who call for demonstrations.", "COERCE", "arrest"),
        ("Sappers found a cache of grenades in a cellar in Mosul.", "COERCE", "seize"),
        ("Protesters hurled rocks at the town hall and smashed its windows.", "PROTEST", "riot"),
    ],
)
def test_the_opening_clause_says_most_of_what_a_passage_tells(text: str, type: str, mode: str) -> None:
    leading = main_act(english()(text))
    assert leading is not None
    assert (leading.type, leading.mode) == (type, mode)


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("Rebels shelled the market of Tarsk. The ministry corrected the death toll to 16 from 19.", 16.0),
        ("Rebels shelled the market of Tarsk. The governor put the number of dead at 31, not 40 as first said.", 31.0),
        ("The ministry corrected the number of people killed in last week's shelling of the market to 16.", 16.0),
    ],
)
def test_a_corrected_toll_counts_as_it_now_stands(text: str, dead: float) -> None:
    assert [low for _, of, low in numbers(text) if of == "dead"] == [dead]


@pytest.mark.parametrize(
    "text",
    [
        "Some 4,000 people have left the town since March.",
        "Twelve of the injured were still being treated.",
        "The foreign minister proposed that a court hear both sides.",
        "The summit in Basra ended without a result.",
    ],
)
def test_what_befalls_people_or_is_only_proposed_is_no_act(text: str) -> None:
    assert [r.type for r, _, _ in told(text) if r.modality == "happened" and r.type != "CONSULT"] == []


def test_whom_something_is_offered_to_is_the_recipient_not_what_is_sent() -> None:
    assert told("Peru offered to send observers to Bolivia.")[0][1:] == (["Peru"], ["Bolivia"])


def test_a_day_keeps_nobody_from_being_hit() -> None:
    assert told("On Monday the jets of the coalition bombed a school near Idlib.")[0][1:] == (
        ["the coalition"], ["a school"]
    )  # fmt: skip


def test_nobody_in_particular_is_no_party() -> None:
    assert [r for _, _, r in told("Chad did not supply weapons to any armed group.")] == [[]]


def test_those_by_whom_a_meeting_will_be_attended_act_in_it() -> None:
    found = told("The summit is scheduled for April 4, to be attended by President Kagame and President Ruto.")
    assert ["President Kagame", "President Ruto"] in [actors for _, actors, _ in found]


def test_who_must_do_something_is_asked_and_who_says_so_asks() -> None:
    report, actors, recipients = told("Peru must free the fishermen, Chile said.")[0]
    assert (report.type, actors, recipients) == ("REQUEST", ["Chile"], ["Peru"])


def test_a_duty_that_nobody_speaks_of_is_demanded_and_has_not_happened() -> None:
    report, actors, recipients = told("The junta must release the prisoners within ten days.")[0]
    assert (report.type, report.modality, actors, recipients) == ("REQUEST", "demanded", [], ["The junta"])


@pytest.mark.parametrize(
    "text",
    [
        "Peru and the rebels exchanged nine captives at a bridge.",
        "Peru exchanged nine captives with the rebels at a bridge.",
    ],
)
def test_both_sides_of_a_swap_let_their_prisoners_go(text: str) -> None:
    report, actors, recipients = told(text)[0]
    assert (report.type, actors, recipients) == ("RETREAT", ["Peru", "the rebels"], ["nine captives"])


def test_an_amount_is_asked_of_nobody() -> None:
    for text in ("Bakers asked for 15 percent.", "Bakers demand 300 euros from the guild of millers."):
        assert all("15" not in who and "300" not in who for _, _, whom in told(text) for who in whom)


def test_a_strike_that_shuts_a_port_is_one_of_workers() -> None:
    report, _, recipients = told("Strike shuts the harbour of Oran")[0]
    assert (report.type, report.mode, recipients) == ("PROTEST", "strike", ["the harbour of Oran"])
    assert all(report.type == "PROTEST" for report, _, _ in told("A strike closed the harbour of Oran."))
