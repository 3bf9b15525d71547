"""The office table holds together, and names beside offices bound dates."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest

from rashomon.knowledge import countries
from rashomon.knowledge.offices import (
    Holding,
    Office,
    folded_name,
    held_together,
    holders,
    interval_of,
    match_office,
    offices,
    people_named,
    skeleton,
    tenures,
)
from rashomon.knowledge.tables import rows

ROOT = Path(__file__).parents[2]
HANDOVER = timedelta(days=40)


def _script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def test_every_country_is_a_code_that_the_country_table_knows() -> None:
    assert [row for row in offices() if row.country and not countries.by_code(row.country)] == []


def test_dates_have_a_known_form_and_come_in_order() -> None:
    form = re.compile(r"(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?")
    for row in offices():
        assert form.fullmatch(row.start) and (row.end is None or form.fullmatch(row.end)), row
        date.fromisoformat(row.first)
        assert row.last is None or row.first <= date.fromisoformat(row.last).isoformat(), row
        assert re.fullmatch(r"20\d\d-\d\d", row.as_of) and row.start[:7] <= row.as_of[: len(row.start)], row


def test_every_row_names_office_organization_title_and_person() -> None:
    assert [row for row in offices() if not (row.office and row.organization and row.title and row.person)] == []
    assert all(re.fullmatch(r"[a-z_]+", row.office) for row in offices())


def test_no_row_stands_twice() -> None:
    seen = [(row.country, row.office, row.organization, row.person, row.start) for row in offices()]
    assert len(seen) == len(set(seen))


def test_an_office_has_one_holder_at_a_time() -> None:
    held: dict[tuple[str | None, str, str, str], list[Office]] = defaultdict(list)
    for row in offices():
        held[row.country, row.office, row.organization, row.title].append(row)
    clashes = [
        (one, other)
        for group in held.values()
        for one, other in pairwise(sorted(group, key=lambda row: row.first))
        if _overlap(one, other) > HANDOVER and "rival" not in one.note + other.note
    ]
    assert clashes == []


def _overlap(one: Office, other: Office) -> timedelta:
    """Surely overlapping time: imprecise bounds count as their narrowest reading."""
    end = date.fromisoformat((one.end or "9999-12-31") + "-01-01"[len(one.end or "9999-12-31") - 4 :])
    start = date.fromisoformat(other.first) if len(other.start) == 10 else _latest(other.start)
    return end - start


def _latest(text: str) -> date:
    return date.fromisoformat(f"{text}-12-31" if len(text) == 4 else f"{text}-28")


def test_a_spelling_means_one_person_unless_flagged() -> None:
    flagged = {row["person"] for row in rows("people") if row["note"] == "namesake"}
    owners: dict[str, set[str]] = defaultdict(set)
    lands: dict[str, set[str | None]] = defaultdict(set)
    for row in offices():
        lands[row.person].add(row.country)
        for name in (row.person.partition(" (")[0], *row.aliases):
            owners[folded_name(name)].add(row.person)
    shared = [
        people
        for people in owners.values()
        if len(people) > 1 and not people <= flagged and set.intersection(*(lands[person] for person in people))
    ]
    assert shared == []


def test_every_person_with_spellings_holds_an_office() -> None:
    known = {row.person for row in offices()}
    assert [row["person"] for row in rows("people") if row["person"] not in known] == []


def test_the_table_covers_the_states_and_bodies_that_fill_the_news() -> None:
    states = {row.country for row in offices() if row.office in ("head_of_state", "head_of_government")}
    assert len(states) > 150
    bodies = {row.organization for row in offices() if row.country is None}
    assert {"United Nations", "NATO", "IAEA", "ICRC", "WHO", "OSCE", "Arab League", "OPCW", "UNHCR"} <= bodies


@pytest.mark.parametrize(
    ("country", "office", "day", "person"),
    [
        ("IRN", "defence_minister", "2017-04-20", "Hossein Dehqan"),
        ("IRN", "defence_minister", "2018-04-20", "Amir Hatami"),
        ("SYR", "defence_minister", "2017-04-20", "Fahd Jassem al-Freij"),
        ("RUS", "defence_minister", "2017-04-20", "Sergei Shoigu"),
        ("USA", "defence_minister", "2017-04-20", "Jim Mattis"),
        ("IRN", "security_secretary", "2017-04-20", "Ali Shamkhani"),
        ("FRA", "head_of_state", "2008-01-01", "Nicolas Sarkozy"),
        ("EGY", "head_of_state", "2012-12-01", "Mohamed Morsi"),
        ("AUS", "head_of_government", "2013-08-01", "Kevin Rudd"),
    ],
)
def test_holders_of_an_office_on_a_day(country: str, office: str, day: str, person: str) -> None:
    assert [row.person for row in holders(country, office, day)] == [person]


def test_two_men_who_held_one_office_are_two() -> None:
    first, second = (interval_of("defence minister", "IRN", name) for name in ("Hossein Dehghan", "Amir Hatami"))
    assert first and second
    assert {row.person for row in first.rows}.isdisjoint(row.person for row in second.rows)
    assert first.end == second.start == "2017-08-20"


@pytest.mark.parametrize(
    "name",
    ["Hossein Dehqan", "Hossein Dehghan", "Brigadier General Hossein Dehqan", "Gen. Hosein Dehghan", "Dehqan"],
)
def test_an_iranian_minister_under_the_spellings_of_agencies(name: str) -> None:
    found = interval_of("Iranian Defense Minister", None, name)
    assert found and (found.start, found.end) == ("2013-08-15", "2017-08-20")


@pytest.mark.parametrize("name", ["Fahd Jassem al-Freij", "Fahad Jassim Freij", "Fahd al-Furayj", "General al-Freij"])
def test_a_syrian_minister_under_the_spellings_of_agencies(name: str) -> None:
    found = interval_of("Minister of Defence", "SYR", name)
    assert found and found.rows[0].person == "Fahd Jassem al-Freij"


def test_offices_held_together_bound_the_days() -> None:
    found = held_together([
        Holding("Sergey Shoygu", "Russian Defence Minister"),
        Holding("Hossein Dehghan", "his Iranian counterpart"),
        Holding("Ali Shamkhani", "Secretary of Iran's Supreme National Security Council"),
        Holding("Fahd al-Freij", "defence minister", "SYR"),
    ])  # fmt: skip
    assert found and (found.start, found.end) == ("2013-09-10", "2018-01-01")
    assert {row.person for row in found.rows} == {"Sergei Shoigu", "Ali Shamkhani", "Fahd Jassem al-Freij"}


def test_people_who_never_held_office_together_bound_nothing() -> None:
    pair = [Holding("Hossein Dehqan", "defence minister"), Holding("Lloyd Austin", "defence secretary")]
    assert held_together(pair) is None


def test_unknown_people_and_offices_bound_nothing() -> None:
    assert held_together([]) is None
    assert held_together([Holding("Wilhelmina Quist", "defence minister", "NOR")]) is None
    assert held_together([Holding("Angela Merkel", "chairwoman of the chess club")]) is None


def test_two_terms_of_one_person_meet_the_right_partner() -> None:
    found = held_together([Holding("Donald Trump", "US president"), Holding("Keir Starmer", "British Prime Minister")])
    assert found and found.start == "2025-01-20"


def test_a_known_spelling_is_never_read_as_somebody_else() -> None:
    found = interval_of("leader", "PRK", "Kim Jong Un")
    assert found and {row.person for row in found.rows} == {"Kim Jong-un"}
    assert interval_of("defence minister", "IRN", "Hassan Rouhani") is None


def test_a_president_who_was_prime_minister_before_is_dated_as_president() -> None:
    found = interval_of("Turkish President", None, "Erdogan")
    assert found and found.start == "2014-08-28"


def test_a_family_name_of_one_letter_sound_is_matched_as_written() -> None:
    found = interval_of("Chinese President", None, "Xi")
    assert found and found.rows[0].person == "Xi Jinping"


def test_an_envoy_is_dated_by_the_land_of_the_mission() -> None:
    found = interval_of("UN special envoy for Syria", None, "Staffan de Mistura")
    assert found and (found.start, found.end) == ("2014-07-10", "2018-12-31")


def test_a_former_office_bounds_from_its_end_on() -> None:
    found = interval_of("former French president", None, "Jacques Chirac")
    assert found and (found.start, found.end) == ("2007-05-16", None)


def test_a_person_is_found_without_an_office_phrase() -> None:
    found = held_together([Holding("Kofi Annan", "UN Secretary-General"), Holding("Ehud Olmert", None, "ISR")])
    assert found and (found.start, found.end) == ("2006-01-04", "2007-01-01")


@pytest.mark.parametrize(
    ("phrase", "office", "country", "organization"),
    [
        ("the Iranian defence chief", "defence_minister", "IRN", None),
        ("Syrian Minister of Defense", "defence_minister", "SYR", None),
        ("Secretary of Iran's Supreme National Security Council", "security_secretary", "IRN",
         "Supreme National Security Council"),
        ("US Secretary of State", "foreign_minister", "USA", None),
        ("Israeli Prime Minister", "head_of_government", "ISR", None),
        ("the German chancellor", "head_of_government", "DEU", None),
        ("NATO chief", "head", None, "NATO"),
        ("President of the European Commission", "head", None, "European Commission"),
        ("the EU's foreign policy chief", "foreign_minister", None, "European Union"),
        ("Kremlin spokesman", "spokesperson", "RUS", "Kremlin"),
        ("Russian Foreign Ministry spokeswoman", "foreign_spokesperson", "RUS", None),
        ("UN special envoy", "envoy", None, "United Nations"),
        ("deputy foreign minister", "deputy_foreign_minister", None, None),
        ("Egyptian president", "head_of_state", "EGY", None),
        ("Hezbollah leader", "head", "LBN", "Hezbollah"),
    ],
)  # fmt: skip
def test_role_phrases_name_offices(phrase: str, office: str, country: str | None, organization: str | None) -> None:
    hint = match_office(phrase)
    assert hint is not None
    assert (hint.offices[0], hint.country) == (office, country)
    assert organization is None or organization in hint.organizations


def test_a_counterpart_names_a_country_and_no_office() -> None:
    hint = match_office("his Russian counterpart")
    assert hint and hint.counterpart and hint.offices == () and hint.country == "RUS"


@pytest.mark.parametrize("phrase", ["Brigadier General", "a teacher from Homs", "the minister", "doctor", ""])
def test_phrases_without_an_office_give_none(phrase: str) -> None:
    assert match_office(phrase) is None


def test_names_are_compared_without_case_accents_points_and_articles() -> None:
    assert folded_name("Recep Tayyip ERDOĞAN") == "recep tayyip erdogan"
    assert folded_name("Fahd Jassem al-Freij") == folded_name("Fahd Jassem Freij")
    assert folded_name("Al Gore") == "al gore"
    assert people_named("President Recep Tayyip Erdogan") == ("Recep Tayyip Erdoğan",)
    assert skeleton("dehqan") == skeleton("dehghan")


def test_tenures_of_a_person_come_in_order() -> None:
    found = [row.office for row in tenures("Dmitri Medvedev")]
    assert found == ["presidential_chief_of_staff", "head_of_state", "head_of_government"]


def test_the_refresher_reads_an_answer_with_its_precision() -> None:
    refresher = _script("refresh_offices")
    answer = {"results": {"bindings": [
        _holder("Ada Lindqvist", "Q100", "2001-03-01", "11", "2004-01-01", "9"),
        _holder("Q4711", "Q4711", "2004-01-01", "9"),
        _holder("Bo Nobody", "Q101", "", ""),
        _holder("Carl Eksempel", "Q102", "2004-05-01", "10"),
    ]}}  # fmt: skip
    found = refresher.parse(answer, "head_of_government", "2026-11")
    assert [(row["person"], row["start"], row["end"]) for row in found] == [
        ("Ada Lindqvist", "2001-03-01", "2004"), ("Carl Eksempel", "2004-05", ""),
    ]  # fmt: skip
    assert found[0]["wikidata"] == "Q100" and found[0]["country"] == "NOR"


def test_the_refresher_proposes_only_what_the_table_lacks() -> None:
    refresher = _script("refresh_offices")
    rows_given = [
        {"country": "NOR", "office": "head_of_government", "person": "Jens Stoltenberg"},
        {"country": "NOR", "office": "head_of_government", "person": "Ada Lindqvist"},
    ]
    assert [row["person"] for row in refresher.propose(rows_given, offices())] == ["Ada Lindqvist"]


def _holder(
    name: str, item: str, start: str, precision: str, end: str = "", end_precision: str = ""
) -> dict[str, object]:
    values = {
        "iso": "NOR", "officeLabel": "Prime Minister", "person": f"http://www.wikidata.org/entity/{item}",
        "personLabel": name, "start": start and f"{start}T00:00:00Z", "startPrecision": precision,
        "end": end and f"{end}T00:00:00Z", "endPrecision": end_precision,
    }  # fmt: skip
    return {key: {"value": value} for key, value in values.items() if value}


def test_the_checker_lists_what_another_list_contradicts(tmp_path: Path) -> None:
    checker = _script("check_offices")
    other = tmp_path / "other.csv"
    other.write_text(
        "country,office,person,wikidata,start,end,as_of\n"
        "Norway,Prime Minister,Jens Stoltenberg,,2005-10-17,2013-10-16,2023-01-20\n"
        "Norway,Prime Minister,Erna Solberg,,2012-10-16,2021-10-14,2023-01-20\n"
        "Norway,Deputy Prime Minister,Ada Lindqvist,,2005-10-17,2013-10-16,2023-01-20\n",
        encoding="utf-8",
    )
    norway = [row for row in offices() if row.country == "NOR" and row.office == "head_of_government"]
    outcome = checker.check(norway, checker.read_reference(other))
    assert [(found.kind, found.ours.person) for found in outcome.findings] == [("start", "Erna Solberg")]


def test_the_reference_contradicts_few_rows() -> None:
    reference = ROOT.parent / "shared" / "knowledge" / "offices-reference.csv.gz"
    if not reference.exists():
        pytest.skip("the shared reference is not on this machine")
    checker = _script("check_offices")
    outcome = checker.check(offices(), checker.read_reference(reference))
    assert outcome.compared > 2500
    assert len(outcome.findings) < outcome.compared * 0.06
