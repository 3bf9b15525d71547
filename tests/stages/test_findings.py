"""Findings: sides by name and number, denials, updates, and who is silent."""

from __future__ import annotations

import itertools
from dataclasses import replace

from rashomon.matching.findings.account import Answer, Corpus, counts
from rashomon.matching.findings.parties.who import Parties
from rashomon.matching.findings.sides.of_parties import in_their_words, without_anybody, without_descriptions
from rashomon.record import (
    Article,
    Entity,
    Event,
    Mention,
    Quantity,
    Report,
    Span,
    Statement,
    Story,
    When,
    Where,
    article_id,
    document_id,
    report_id,
)  # fmt: skip
from rashomon.stages.findings import find_findings

FRONT, ARMY = "e-front", "e-army"
ENTITIES = {
    FRONT: Entity(FRONT, "organization", "Upland Front", (), "ODR", (), (), ()),
    ARMY: Entity(ARMY, "organization", "Varnian Army", (), "VAR", (), (), ()),
}


GUNNERS = Entity("e-gun", "person", "the gunners", (), None, (), (), ())
NORTH = Entity("e-north", "organization", "Army", (), "VAR", (), (), ())
#: Whom five accounts name.
SAYING = ((ENTITIES[ARMY], NORTH), (ENTITIES[ARMY],), (ENTITIES[ARMY], NORTH), (GUNNERS,), (GUNNERS,))


def account(outlet: str, text: str, day: str | None = None) -> Article:
    document = document_id(f"{outlet}{text}".encode())
    at = f"{day}T10:00:00Z" if day else None
    return Article(
        article_id(document), document, outlet, None, None, at, at, "text" if day else "none", "en", (), (), text, ()
    )


def telling(of: Article, word: str = "shelled", actor: str | None = None, type: str = "ASSAULT", **more) -> Report:
    start = of.text.index(word)
    trigger = Span(start, start + len(word))
    actors = (f"{of.id}-{actor}",) if actor else ()
    plain = Report(
        report_id(of.id, trigger, type), of.id, 0, len(of.text), trigger, type, None, (), None, 4, actors, (), None,
        None, (), "happened", None, (),
    )  # fmt: skip
    return replace(plain, **more)


def find(
    articles: list[Article],
    reports: list[Report],
    silent: tuple[Article, ...] = (),
    origins: dict[str, str] | None = None,
):
    everyone = [*articles, *silent]
    mentions = {
        m.id: m
        for one in everyone
        for e in ENTITIES
        for m in [Mention(f"{one.id}-{e}", one.id, 0, 1, "organization", ENTITIES[e].name)]
    }
    event = Event("ev", "ASSAULT", None, (), (), None, None, tuple(r.id for r in reports), len(articles), len(articles))
    found = find_findings(
        {one.id: one for one in everyone},
        mentions,
        [],
        reports,
        [Story("s", None, tuple(one.id for one in everyone), ("ev",), None, None)],
        [event],
        ENTITIES,
        {m: m.partition("-")[2] for m in mentions},
        {one.id: one.id for one in everyone} | (origins or {}),
    )
    return {finding.question: finding for finding in found}


def counted(low: float | None, high: float | None, of: str = "dead") -> tuple[Quantity, ...]:
    return (Quantity(low, high, "people", of, "q"),)


def two(days: tuple[str, str] = ("2031-05-14", "2031-05-15")) -> tuple[Article, Article]:
    return (
        account("Tol Courier", "The Front shelled the mill.", days[0]),
        account("Ode Herald", "The mill was shelled.", days[1]),
    )


def test_a_toll_that_grows_is_updated():
    one, other = two()
    reports = [telling(one, quantities=counted(9, 9)), telling(other, quantities=counted(14, 14))]
    assert find([one, other], reports)["dead"].agreement == "updated"


def test_an_undated_account_does_not_make_a_growing_toll_a_contradiction():
    one, other = two()
    undated = account("Daily Flash", "Gunners shelled the old mill.")
    reports = [
        telling(one, quantities=counted(9, 9)),
        telling(undated, quantities=counted(9, 9)),
        telling(other, quantities=counted(14, 14)),
    ]
    assert find([one, undated, other], reports)["dead"].agreement == "updated"
    assert find([undated, other], reports[1:])["dead"].agreement != "updated"


def test_a_toll_that_shrinks_without_a_correction_is_contradicted():
    one, other = two()
    reports = [telling(one, quantities=counted(14, 14)), telling(other, quantities=counted(9, 9))]
    assert find([one, other], reports)["dead"].agreement == "contradicted"


def test_a_page_that_may_be_the_earlier_or_the_later_says_nothing_of_the_order():
    one, other = two()
    reports = [telling(one, quantities=counted(9, 9)), telling(other, quantities=counted(14, 14))]
    inferred = replace(one, published_latest="2032-01-01T00:00:00Z", published_from="text")
    assert find([inferred, other], reports)["dead"].agreement != "updated"


def test_a_toll_that_is_corrected_is_updated():
    one, _ = two()
    other = account("Ode Herald", "The ministry corrected the toll of the mill that was shelled.", "2031-05-20")
    reports = [telling(one, quantities=counted(14, 14)), telling(other, quantities=counted(9, 9))]
    assert find([one, other], reports)["dead"].agreement == "updated"


def test_numbers_of_strikers_by_two_outlets_are_contradicted():
    one, other = two()
    reports = [
        telling(one, quantities=counted(3000, 3000, "strikers")),
        telling(other, quantities=counted(1200, 1200, "strikers")),
    ]
    finding = find([one, other], reports)["strikers"]
    assert finding.agreement == "contradicted"
    assert sorted(side.answer for side in finding.sides) == ["1,200", "3,000"]


def test_whom_one_account_names_and_another_clears_is_contradicted():
    one, _ = two()
    other = account("Ode Herald", "The Front denied that it had shelled the mill.", "2031-05-15")
    reports = [telling(one, actor=FRONT), telling(other, actor=FRONT, modality="denied")]
    finding = find([one, other], reports)["who"]
    assert finding.agreement == "contradicted"
    assert sorted(side.answer for side in finding.sides) == ["Upland Front", "not Upland Front"]


def test_numbers_told_months_apart_or_without_a_day_contradict_nothing():
    for days in (("2031-05-14", "2031-11-20"), (None, None)):
        one, other = two(days)
        reports = [telling(one, quantities=counted(14, 14)), telling(other, quantities=counted(9, 9))]
        assert find([one, other], reports)["dead"].agreement == "differing"


def test_a_word_for_many_contradicts_no_number():
    one, other = two()
    reports = [telling(one, quantities=counted(700, None)), telling(other, quantities=counted(3, 9))]
    assert find([one, other], reports)["dead"].agreement == "differing"


def test_numbers_of_an_act_told_of_many_places_contradict_nothing():
    one, other = two()
    third = account("Radio Tol", "They shelled the port.", "2031-05-15")
    places = [Where(str(i), f"Town {i}", "VAR", 10.0 * i, 2.0, "city", "p") for i in range(3)]
    reports = [
        telling(one, quantities=counted(14, 14), where=places[0]),
        telling(other, quantities=counted(9, 9), where=places[1]),
        telling(third, where=places[2]),
    ]
    assert find([one, other, third], reports)["dead"].agreement == "differing"


def test_a_negation_of_something_else_clears_nobody():
    one, _ = two()
    other = account("Ode Herald", "The Front has not shelled any particular mill.", "2031-05-15")
    reports = [telling(one, actor=FRONT), telling(other, actor=FRONT, modality="denied")]
    assert find([one, other], reports)["who"].agreement == "single"


def test_days_and_places_differ_but_never_contradict():
    one, other = two()
    days = [(f"2031-05-{day}T00:00:00Z", f"2031-05-{day + 1}T00:00:00Z") for day in (13, 14)]
    whens = [When(start, end, "day", "on", None, "t") for start, end in days]
    places = [Where(str(i), f"Town {i}", "VAR", 10.0 * i, 2.0, "city", "p") for i in range(2)]
    toll = counted(14, 14)
    reports = [
        telling(one, when=whens[0], where=places[0], quantities=toll),
        telling(other, when=whens[1], where=places[1], quantities=toll),
    ]
    found = find([one, other], reports)
    assert (found["when"].agreement, found["where"].agreement) == ("differing", "differing")


def test_days_and_places_of_acts_that_share_nothing_particular_are_those_of_two_acts():
    one, other = two()
    days = [(f"2031-05-{day}T00:00:00Z", f"2031-05-{day + 1}T00:00:00Z") for day in (13, 14)]
    whens = [When(start, end, "day", "on", None, "t") for start, end in days]
    places = [Where(str(i), f"Town {i}", "VAR", 10.0 * i, 2.0, "city", "p") for i in range(2)]
    reports = [telling(of, when=whens[i], where=places[i]) for i, of in enumerate((one, other))]
    found = find([one, other], reports)
    assert [len(found[question].sides) for question in ("when", "where")] == [1, 1]


def test_what_rose_from_at_least_three_is_updated():
    one, other = two()
    reports = [telling(one, quantities=counted(3, None)), telling(other, quantities=counted(7, 7))]
    assert find([one, other], reports)["dead"].agreement == "updated"


def test_a_number_of_a_whole_war_is_no_other_toll():
    one, other = two()
    reports = [telling(one, quantities=counted(25, 25)), telling(other, quantities=counted(20_000, 99_999))]
    assert len(find([one, other], reports)["dead"].sides) == 1


def test_countries_beside_an_act_do_not_contradict():
    one, other = two()
    places = [Where(code, code, code, None, None, "country", "p") for code in ("VAR", "ODR")]
    toll = counted(14, 14)
    reports = [telling(one, where=places[0], quantities=toll), telling(other, where=places[1], quantities=toll)]
    assert find([one, other], reports)["where"].agreement == "single"


def test_verbs_are_no_labels_but_nouns_are():
    one = account("Tol Courier", "They spoke of the terrorist attack.")
    other = account("Ode Herald", "The incident at the mill.")
    third = account("Radio Tol", "Shells hit it.")
    reports = [telling(one, "attack"), telling(other, "incident"), telling(third, "hit")]
    finding = find([one, other, third], reports)["label"]
    assert sorted(side.answer for side in finding.sides) == ["incident", "terrorist attack"]


def test_an_act_in_scare_quotes_is_told_in_its_marks_beside_the_plain_word():
    one = account("Tol Courier", "They answered the 'cowardly attack' at the mill.")
    other = account("Ode Herald", "The attack at the mill.")
    finding = find([one, other], [telling(one, "attack"), telling(other, "attack")])["label"]
    assert {(side.answer, side.outlets) for side in finding.sides} == {
        ("“cowardly attack”", ("Tol Courier",)),
        ("attack", ("Ode Herald",)),
    }


REBELS = ("rebels of the Front", "rebels” of the Front", "anti-Front fighters", "The Front fighters")


def called(*told: tuple[str, str], speaker: str | None = None):
    """Label findings on the Front: (outlet, text) each; the army speaks in the first where it is the `speaker`."""
    articles = [account(outlet, text) for outlet, text in told]
    mentions, of_mention = {}, {}
    for one in articles:
        for words, entity in (("Front", FRONT), *((words, None) for words in REBELS)):
            start = one.text.find(words)
            if start >= 0:
                mention = Mention(f"{one.id}-{words}", one.id, start, start + len(words), "organization", words)
                mentions[mention.id] = mention
                of_mention |= {mention.id: entity} if entity else {}
    said = []
    if speaker:
        first = articles[0]
        mentions["m-army"] = Mention("m-army", first.id, 0, len(speaker), "organization", speaker)
        of_mention["m-army"] = ARMY
        span = Span(len(speaker) + 6, len(first.text))
        plain = Statement(
            "s-1", first.id, 0, len(first.text), "indirect", "m-army", None, None, (span,), None, (), (), "positive",
            None,
        )  # fmt: skip
        said = [plain]
    story = Story("s", None, tuple(one.id for one in articles), (), None, None)
    everyone = {one.id: one for one in articles}
    found = find_findings(
        everyone, mentions, said, [], [story], [], ENTITIES, of_mention, {one: one for one in everyone}
    )
    return {s.answer: s for f in found if f.question.startswith("label:") for s in f.sides}


def test_a_party_in_scare_quotes_is_told_in_its_marks_beside_the_plain_word():
    sides = called(
        ("Tol Courier", "The “moderate rebels” of the Front left."), ("Ode Herald", "The rebels of the Front left.")
    )
    assert {answer: side.outlets for answer, side in sides.items()} == {
        "“moderate rebels”": ("Tol Courier",),
        "rebel": ("Ode Herald",),
    }


def test_an_account_that_uses_the_word_as_its_own_too_keeps_no_distance():
    joined = account("Tol Courier", "They told of the 'attack' at the mill. The attack, they say, was planned.")
    other = account("Ode Herald", "The attack at the mill.")
    last = joined.text.rindex("attack")
    plain = telling(joined, "attack")
    second = replace(plain, id="r-2", trigger=Span(last, last + len("attack")))
    assert "label" not in find([joined, other], [plain, second, telling(other, "attack")])


def test_a_label_in_somebodys_statement_is_that_speakers():
    text = "The army said “moderate rebels” of the Front left."
    sides = called(("Tol Courier", text), ("Ode Herald", "The rebels of the Front left."), speaker="The army")
    assert set(sides) == {"“moderate rebels” (Varnian Army)", "rebel"}
    assert sides["“moderate rebels” (Varnian Army)"].statements == ("s-1",)


def test_who_says_nothing_is_silent():
    one, other = two()
    quiet = account("Radio Tol", "Music.")
    reports = [telling(one, quantities=counted(9, 9)), telling(other)]
    assert find([one, other], reports, (quiet,))["dead"].silent == ("Ode Herald", "Radio Tol")


def test_an_account_that_came_out_before_the_first_one_told_it_is_not_silent():
    one, other = two()
    early, late = (account("Radio Tol", "Music.", "2031-05-13"), account("Tol Evening", "News.", "2031-05-14"))
    reports = [telling(one, quantities=counted(9, 9)), telling(other)]
    assert find([one, other], reports, (early, late))["dead"].silent == ("Ode Herald", "Tol Evening")


def test_a_group_that_is_described_may_be_the_one_that_others_name_and_its_account_is_not_silent():
    front = Entity("e-f", "organization", "Upland Front", (), None, (), (), ())
    group = Entity("e-g", "organization", "the extremist group", (), None, (), (), ())
    army = Entity("e-a", "organization", "the army", (), None, ("MIL",), (), ())
    sides = [[Answer(Parties((one,)), one.name, one.id)] for one in (front, group, army)]
    assert [side[0].words for side in without_descriptions(sides[:2])] == ["Upland Front"]
    assert [side[0].words for side in without_descriptions([sides[0], sides[2]])] == ["Upland Front", "the army"]


def test_the_office_of_whom_another_account_names_is_no_other_victim():
    office = Entity("e-o", "place", "the paper's office", (), "VAR", (), (), ())
    sides = [[Answer(Parties((one,)), one.name, one.id)] for one in (ENTITIES[FRONT], office)]
    assert [side[0].words for side in without_descriptions(sides)] == ["Upland Front"]


def test_who_is_told_by_the_deed_alone_is_no_other_doer():
    front, attackers = ENTITIES[FRONT], Entity("e-x", "person", "the suspected attackers", (), None, (), (), ())
    sides = [[Answer(Parties((one,)), one.name, one.id)] for one in (front, attackers, ENTITIES[ARMY])]
    assert [side[0].words for side in without_descriptions(sides)] == ["Upland Front", "Varnian Army"]


def test_an_officer_is_of_the_police_that_another_account_tells_of():
    officer = Entity("e-o", "person", "Ana Oorn", (), None, (), (), ())
    police = Entity("e-p", "organization", "police", (), None, ("COP",), (), ())
    sides = [[Answer(Parties((one,)), one.name, one.id)] for one in (officer, police)]
    assert [side[0].words for side in without_descriptions(sides)] == ["Ana Oorn"]


def test_a_side_of_parties_is_told_by_the_name_that_most_of_its_accounts_give():
    said = [Answer(Parties(parties), "first", f"a{i}") for i, parties in enumerate(SAYING)]
    (side,) = in_their_words([said])
    assert side[0].words == "Varnian Army"
    (only,) = in_their_words([said[3:]])
    assert only[0].words == "the gunners"


def test_copies_of_one_text_agree_with_nobody():
    one, other = two()
    reports = [telling(one, actor=FRONT), telling(other, actor=FRONT)]
    assert find([one, other], reports)["who"].agreement == "agreed"
    assert find([one, other], reports, origins={other.id: one.id})["who"].agreement == "single"


def test_what_may_be_and_what_is_done_for_months_answers_nothing():
    one, other = two()
    habit = account("Radio Tol", "The army has been shelling mills for months.", "2031-05-15")
    guess = account("Tol Evening", "Had the army shelled it?", "2031-05-15")
    reports = [
        telling(one, actor=FRONT),
        telling(other, actor=FRONT),
        telling(habit, "shelling", actor=ARMY),
        telling(guess, actor=ARMY, modality="hypothetical"),
    ]
    finding = find([one, other, habit, guess], reports)["who"]
    assert (finding.agreement, [side.answer for side in finding.sides]) == ("agreed", ["Upland Front"])


def test_whom_an_act_befell_did_not_do_it():
    one, other = two()
    third = account("Radio Tol", "The Front shelling: what is known.", "2031-05-15")
    reports = [
        telling(one, actor=ARMY, recipients=(f"{one.id}-{FRONT}",)),
        telling(other, actor=ARMY, recipients=(f"{other.id}-{FRONT}",)),
        telling(third, "shelling", actor=FRONT),
    ]
    finding = find([one, other, third], reports)["who"]
    assert [side.answer for side in finding.sides] == ["Varnian Army"]


def test_two_places_that_one_account_gives_are_parts_of_the_act():
    one, other = two()
    third = account("Radio Tol", "They shelled the mill, and hit the weir.", "2031-05-15")
    towns = [Where(str(i), f"Town {i}", "VAR", 10.0 * i, 2.0, "city", "p") for i in range(2)]
    reports = [telling(each, where=towns[0]) for each in (one, other, third)]
    finding = find([one, other, third], [*reports, telling(third, "hit", where=towns[1])])["where"]
    assert [side.answer for side in finding.sides] == ["Town 0"]


def test_an_account_in_a_language_that_nobody_read_is_not_silent():
    one, other = two()
    unread = replace(account("Le Courrier", "Un obus est tombé sur le moulin."), language="fr")
    reports = [telling(one, quantities=counted(9, 9)), telling(other, quantities=counted(9, 9))]
    everyone = {article.id: article for article in (one, other, unread)}
    event = Event("ev", "ASSAULT", None, (), (), None, None, tuple(report.id for report in reports), 2, 2)
    found = find_findings(
        everyone, {}, [], reports, [Story("s", None, tuple(everyone), ("ev",), None, None)], [event], {}, {},
        {article: article for article in everyone},
    )  # fmt: skip
    assert [finding.silent for finding in found if finding.question == "dead"] == [()]


def test_what_one_speaker_does_in_one_article_alone_is_no_finding():
    one, other = two()
    reports = [telling(one, actor=FRONT, type="ACCUSE")]
    assert not find([one], reports, (other,))


def test_the_date_of_what_was_agreed_is_not_when_it_was_agreed():
    one, other = two()
    later = When("2031-06-28T00:00:00Z", "2031-06-29T00:00:00Z", "day", "on", None, "t")
    reports = [telling(one, type="AGREE", when=later), telling(other, type="AGREE", when=later)]
    assert "when" not in find([one, other], reports)


def test_the_order_of_reports_changes_nothing():
    one, other = two()
    third = account("Radio Tol", "The army shelled it.", "2031-05-16")
    reports = [telling(one, actor=FRONT), telling(other, actor=ARMY), telling(third, actor=ARMY, modality="denied")]
    first = find([one, other, third], reports)
    assert all(find([one, other, third], list(order)) == first for order in itertools.permutations(reports))


def test_who_joined_talks_is_no_dispute_where_accounts_name_others_but_who_used_force_is():
    one, other = two()
    talks = [telling(one, actor=FRONT, type="CONSULT"), telling(other, actor=ARMY, type="CONSULT")]
    assert "who" not in find([one, other], talks)
    day = When("2031-05-13T00:00:00Z", "2031-05-14T00:00:00Z", "day", "on", None, "t")
    raid = [telling(one, actor=FRONT, when=day), telling(other, actor=ARMY, when=day)]
    assert find([one, other], raid)["who"].agreement == "differing"
    two_raids = [telling(one, actor=FRONT), telling(other, actor=ARMY)]
    assert find([one, other], two_raids)["who"].agreement == "single"  # nothing says that they tell of one
    both = [telling(one, actor=FRONT, type="CONSULT"), telling(other, actor=FRONT, type="CONSULT")]
    assert find([one, other], both)["who"].agreement == "agreed"


def test_a_number_of_another_act_in_the_same_account_is_no_other_answer():
    one, other = two()
    third = account("Radio Tol", "The mill was shelled. A week before, shells had hit the weir.", "2031-05-15")
    reports = [
        telling(one, quantities=counted(9, 9)),
        telling(other, quantities=counted(9, 9)),
        telling(third, quantities=counted(9, 9)),
        telling(third, "hit", quantities=counted(30, 30)),
    ]
    finding = find([one, other, third], reports)["dead"]
    assert (finding.agreement, [side.answer for side in finding.sides]) == ("agreed", ["9"])


def test_a_party_named_only_beside_the_main_one_is_no_other_side():
    one, other = two()
    third = account("Radio Tol", "The Front shelled the mill; the army later hit the weir.", "2031-05-15")
    reports = [
        telling(one, actor=FRONT),
        telling(other, actor=FRONT),
        telling(third, actor=FRONT),
        telling(third, "hit", actor=ARMY),
    ]
    finding = find([one, other, third], reports)["who"]
    assert (finding.agreement, [side.answer for side in finding.sides]) == ("agreed", ["Upland Front"])


def test_two_numbers_of_one_saying_are_contradicted_unless_an_account_gives_both():
    def told(*texts: str) -> str:
        accounts = [account(f"Outlet {n}", text, "2031-05-14") for n, text in enumerate(texts)]
        mentions, statements = {}, []
        for one in accounts:
            end = one.text.index(" said")
            mention = Mention(f"m-{one.id}", one.id, 0, 5, "person", "Lia")
            mentions[mention.id] = mention
            statements.append(
                Statement(f"s-{one.id}", one.id, 0, len(one.text), "indirect", mention.id, None,
                          Span(end, end + 5), (Span(end + 6, one.text.index(".")),), None, (), (), "positive", None)
            )  # fmt: skip
        lia = Entity("lia", "person", "Lia Oorn", (), None, (), (), ())
        found = find_findings(
            {one.id: one for one in accounts}, mentions, statements, [],
            [Story("s", None, tuple(one.id for one in accounts), (), None, None)], [], {"lia": lia},
            dict.fromkeys(mentions, "lia"), {one.id: one.id for one in accounts},
        )  # fmt: skip
        return found[0].agreement

    fifteen = "Lia Oorn said the harbour owners had offered $15 for each share."
    eighteen = "Lia Oorn said the harbour owners had offered $18 for each share."
    assert told(fifteen, eighteen) == "contradicted"
    assert told(fifteen + " It may be raised to $18.", eighteen) == "differing"


def test_who_fights_a_body_is_not_called_by_the_word_for_it():
    told = ("Tol Courier", "The anti-Front fighters held the mill."), ("Ode Herald", "The rebels of the Front.")
    assert called(*told) == {}
    told = ("Tol Courier", "The Front fighters held the mill."), ("Ode Herald", "The rebels of the Front.")
    assert set(called(*told)) == {"fighter", "rebel"}


def test_those_who_were_taken_and_set_free_are_counted_as_both():
    text = "All 43 passengers abducted a week ago were set free on Thursday."
    of = account("Tol Courier", text, "2031-05-14")
    number = Mention("q", of.id, text.index("43"), text.index("43") + 13, "quantity", "43 passengers")
    party = Mention("p", of.id, 0, text.index(" abducted"), "person", "All 43 passengers")
    taken = telling(of, "abducted", mode="abduct", quantities=counted(43, 43, "abducted"), recipients=("p",))
    freed = telling(of, "set", type="RETREAT", mode="release", recipients=("p",))
    corpus = Corpus({of.id: of}, {"q": number, "p": party}, {}, {}, {}, reports={of.id: [taken, freed]})
    assert [answer.words for answer in counts(corpus, [freed])["released"]] == ["43"]
    assert counts(corpus, [taken]).keys() == {"abducted"}


def test_who_holds_five_and_who_has_detained_four_count_the_arrested():
    told = account("Tol Courier", "They detained four men."), account("Ode Herald", "They are holding five men.")
    numbers = [Mention(f"q{i}", of.id, of.text.index(word), of.text.index(" men") + 4, "quantity", word)
               for i, (of, word) in enumerate(zip(told, ("four", "five"), strict=True))]  # fmt: skip
    reports = [
        telling(told[0], "detained", type="COERCE", mode="arrest", recipients=("q0",),
                quantities=(Quantity(4, 4, "men", None, "q0"),)),
        telling(told[1], "holding", type="COERCE", recipients=("q1",), quantities=(Quantity(5, 5, "men", None, "q1"),)),
    ]  # fmt: skip
    corpus = Corpus({of.id: of for of in told}, {one.id: one for one in numbers}, {}, {}, {})
    assert [answer.words for answer in counts(corpus, reports)["arrested"]] == ["4", "5"]
    assert counts(corpus, reports[1:]).keys() == {"men"}


def test_who_is_set_free_in_one_account_and_handed_over_in_another_is_counted_by_both():
    one = account("Tol Courier", "All were set free near the mill.", "2031-05-14")
    other = account("Ode Herald", "Captives were handed over to the Red Lantern.", "2031-05-15")
    freed = {"type": "RETREAT", "mode": "release"}
    reports = [
        telling(one, "set", quantities=counted(43, 43, "released"), **freed),
        telling(other, "handed", quantities=counted(49, 49, "released"), **freed),
    ]
    assert [side.answer for side in find([one, other], reports)["released"].sides] == ["43", "49"]


def test_an_act_told_in_two_stories_of_one_outlet_each_is_agreed():
    one, other = two()
    day = When("2031-05-13T00:00:00Z", "2031-05-14T00:00:00Z", "day", "on", None, "t")
    reports = [telling(one, when=day), telling(other, when=day)]
    event = Event("ev", "ASSAULT", None, (), (), None, None, tuple(r.id for r in reports), 2, 2)
    stories = [Story(of.id, None, (of.id,), ("ev",), None, None) for of in (one, other)]
    everyone = {of.id: of for of in (one, other)}
    found = find_findings(everyone, {}, [], reports, stories, [event], {}, {}, {of: of for of in everyone})
    assert [(one.question, one.agreement) for one in found] == [("when", "agreed")]


def test_what_a_party_did_and_what_befell_it_are_two_questions_of_one_event():
    texts = ("They shelled the mill. They hit back.", "Both shelled, and hit.", "It was shelled; they hit it.")
    accounts = [account(f"Outlet {n}", text, "2031-05-14") for n, text in enumerate(texts)]
    did = [telling(one, actor=FRONT, recipients=(f"{one.id}-{ARMY}",)) for one in accounts]
    back = [telling(one, "hit", actor=ARMY, recipients=(f"{one.id}-{FRONT}",)) for one in accounts[:2]]
    everyone = {one.id: one for one in accounts}
    mentions = {
        f"{one.id}-{e}": Mention(f"{one.id}-{e}", one.id, 0, 1, "organization", ENTITIES[e].name)
        for one in accounts
        for e in ENTITIES
    }
    reports = [*did, *back]
    event = Event("ev", "ASSAULT", None, (), (), None, None, tuple(report.id for report in reports), 3, 3)
    found = find_findings(
        everyone, mentions, [], reports, [Story("s", None, tuple(everyone), ("ev",), None, None)], [event], ENTITIES,
        {m: m.partition("-")[2] for m in mentions}, {one: one for one in everyone},
    )  # fmt: skip
    asked = [(one.question, [side.answer for side in one.sides]) for one in found if one.question in ("who", "whom")]
    assert sorted(asked) == [
        ("who", ["Upland Front"]), ("who", ["Varnian Army"]), ("whom", ["Upland Front"]), ("whom", ["Varnian Army"]),
    ]  # fmt: skip
    assert len({one.id for one in found}) == len(found)


def test_people_beside_whom_others_name_are_no_other_answer():
    people = Entity("e-p", "person", "12 people", (), None, (), (), ())
    sides = [[Answer(Parties((party,)), party.name, party.id)] for party in (people, ENTITIES[ARMY])]
    assert [side[0].words for side in without_anybody(sides)] == ["12 people"]
    assert [side[0].words for side in without_anybody(sides[::-1])] == ["Varnian Army"]


def test_numbers_that_accounts_give_alike_are_told_with_the_act_they_belong_to():
    texts = (
        "The Front shelled the mill, a plant of 2,300 workers.",
        "The mill, where 2,300 workers make rope, was shelled.",
    )
    accounts = [account(f"Outlet {n}", text, "2031-05-14") for n, text in enumerate(texts)]
    finding = find(accounts, [telling(one) for one in accounts])["workers"]
    assert (finding.agreement, finding.event, len(finding.sides[0].outlets)) == ("agreed", "ev", 2)


def test_words_for_an_act_that_take_no_side_are_no_choice_where_each_is_of_one_account():
    texts = ("The Front's raid on the mill.", "The Front's strike on the mill.", "The Front's massacre at the mill.")
    accounts = [account(f"Outlet {n}", text, "2031-05-14") for n, text in enumerate(texts)]
    words = ("raid", "strike", "massacre")
    reports = [telling(one, word) for one, word in zip(accounts, words, strict=True)]
    assert "label" not in find(accounts[:2], reports[:2])
    assert len(find(accounts, reports)["label"].sides) == 3


def test_what_no_account_but_one_tells_in_two_ways_is_no_difference_between_accounts():
    one, other = two()
    reports = [
        telling(one, quantities=counted(0, 0, "injured")),
        telling(one, "mill", quantities=counted(4, None, "injured")),
        telling(other),
    ]
    found = find([one, other], reports).get("injured")
    assert found is None or found.agreement != "differing"
