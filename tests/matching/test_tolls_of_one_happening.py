"""Tolls of one happening that accounts give in unlike words, with traps: another happening, one long ago, a part."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from rashomon.case import open_case

#: Happening → outlet, day and hour of publication, text.
ACCOUNTS: Mapping[str, list[tuple[str, str, str]]] = {
    "flood": [
        (
            "Delta Post",
            "2018-08-17T08:00",
            "ALAPPUZHA, Aug 17 - At least 12 people were killed and more than 200 were missing after the "
            "Pamba river burst its banks in India's Alappuzha district on Thursday, officials said.\n\nSome"
            " 3,000 homes were flooded and 5,000 people fled to relief camps. Three of the dead were "
            "children.\n\nFloods in the same district killed 110 people in 1999.",
        ),
        (
            "Southern Herald",
            "2018-08-18T08:00",
            "The death toll in the floods in Alappuzha rose to 31 on Friday, the state disaster agency "
            "said. Nine of them were children. It said 150 people were unaccounted for.\n\nAbout 8,000 have"
            " taken shelter in schools, said the district collector, T. V. Anupama.",
        ),
        (
            "World Ledger",
            "2018-08-19T09:00",
            "NEW DELHI - Forty-five bodies have been pulled from the mud in Alappuzha since the Pamba "
            "overflowed on Thursday, rescuers said on Saturday.\n\nOpposition leader Ramesh Chennithala "
            "said at least 90 had died and accused the government of hiding the figures. More than 4,000 "
            "houses were destroyed or damaged.",
        ),
    ],
    "ferry": [
        (
            "Lake Radio",
            "2015-03-03T18:00",
            "A ferry with about 180 people on board capsized on Lake Kivu on Tuesday near Idjwi island, "
            "the harbour master said. Twelve bodies were pulled out of the water. 63 people were rescued."
            "\n\nIn 2008 a similar accident on the lake claimed 60 lives.",
        ),
        (
            "Goma Presse",
            "2015-03-04T12:00",
            "31 dead and some 80 missing: that is the provisional toll of the sinking of the ferry Mugote"
            " off Idjwi on Tuesday evening, provincial transport minister Ernest Tabaro announced.\n\nThe "
            "owner's company says that only 120 passengers had tickets.",
        ),
        (
            "Agence Grands Lacs",
            "2015-03-06T07:00",
            "GOMA, March 6 (AGL) - Divers ended their search on Thursday for victims of the Mugote, which"
            " went down off Idjwi on Tuesday. The final toll stands at 73, the navy said. Civil society "
            "groups fear that 150 people perished. Of the survivors, 12 are in hospital.",
        ),
    ],
    "quake": [
        (
            "Anatolia Mail",
            "2003-05-02T06:00",
            "BINGOL, May 1 - Dozens of people were killed when an earthquake of magnitude 6.4 struck "
            "Turkey's eastern province of Bingol before dawn on Thursday. A dormitory in Celtiksuyu "
            "collapsed, trapping 198 pupils. Rescuers had counted 83 dead and 390 injured by the evening."
            "\n\nIn 1971 a quake in the same province claimed 870 lives.",
        ),
        (
            "Athens Courier",
            "2003-05-02T10:00",
            "More than 100 people died in the earthquake in Bingol, Interior Minister Abdulkadir Aksu "
            "said on Friday. The number of injured stood at 521. 57 children were brought out of the "
            "dormitory alive and 35 bodies were recovered from it.",
        ),
        (
            "Globe Service",
            "2003-05-04T10:00",
            "The toll from the quake that shook Bingol on May 1 reached 167 on Sunday, among them 64 "
            "pupils of a boarding school. Half a thousand people were hurt. On Saturday an aftershock of "
            "magnitude 4.9 injured 12 in the town.",
        ),
    ],
    "bombing": [
        (
            "Baghdad Times",
            "2013-07-06T18:00",
            "MOSUL - A car bomb exploded in a crowded market in Mosul on Saturday, killing 37 people and "
            "wounding 60, police said. The dead included nine children.\n\nOn Thursday 11 worshippers died "
            "in a suicide attack on a mosque in the city.",
        ),
        (
            "Gulf Observer",
            "2013-07-07T06:00",
            "Doctors at Mosul's general hospital said they had received 54 bodies after Saturday's blast "
            "in the Bab al-Toub market. Seventy-one wounded were treated. No group has claimed the "
            "attack.",
        ),
        (
            "Northern Wire",
            "2013-07-07T09:00",
            "The Interior Ministry on Sunday revised the number of those killed in Saturday's Mosul "
            "market bombing to 40. It put the wounded at 58.\n\nThe ministry said security forces killed "
            "six militants in a raid on a bomb factory.",
        ),
    ],
    "clash": [
        (
            "Union Voice",
            "1995-12-05T20:00",
            "PARIS, Dec 5 - Some 800,000 people took to the streets of France on Tuesday against Prime "
            "Minister Alain Juppe's pension plan, the CGT union said. In Marseille alone 100,000 marched.",
        ),
        (
            "La Gazette",
            "1995-12-06T06:00",
            "The Interior Ministry counted 520,000 demonstrators throughout France on Tuesday, while "
            "unions spoke of more than a million. 27 people were arrested in Paris after scuffles in "
            "which 12 officers were hurt.",
        ),
        (
            "London Standard Wire",
            "1995-12-06T08:00",
            "Half a million people demonstrated in French cities on Tuesday, police said. Organisers "
            "claimed 1.2 million. Nineteen protesters were detained in Paris.",
        ),
    ],
    "arrests": [
        (
            "Vesna",
            "2011-12-06T10:00",
            "MOSCOW, December 6 - Police detained about 300 people at an unsanctioned rally on "
            "Triumfalnaya Square in Moscow on Tuesday evening, a police spokesman said. Boris Nemtsov was"
            " among those taken away.",
        ),
        (
            "Prava",
            "2011-12-07T08:00",
            "OVD-Info, a rights group, counted 569 detentions during Tuesday's protest on Triumfalnaya "
            "Square. On Monday police had arrested 300 at Chistye Prudy. Seven journalists were among "
            "Tuesday's detainees.",
        ),
        (
            "Europe Digest",
            "2011-12-07T09:00",
            "Russian riot police hauled away 250 demonstrators from Triumfalnaya Square in Moscow on "
            "Tuesday, authorities said; the opposition said that at least 500 were arrested.",
        ),
    ],
    "displaced": [
        (
            "Kivu Soir",
            "2012-11-21T10:00",
            "SAKE - Tens of thousands of villagers have fled fighting around Sake in eastern Congo since "
            "Sunday, aid workers said. Clashes between the army and M23 rebels left 44 dead, the "
            "governor's office said.",
        ),
        (
            "UN Bulletin",
            "2012-11-22T10:00",
            "An estimated 140,000 people have been displaced by fighting around Goma and Sake, the UN "
            "humanitarian office OCHA said on Wednesday. The number of children separated from their "
            "parents stands at 600.",
        ),
        (
            "The Lantern",
            "2012-11-22T18:00",
            "About 60,000 people left their homes as M23 fighters advanced on Sake, according to the Red "
            "Cross. The rebels said 60 soldiers had been killed, a figure the army denied. The army "
            "admitted the loss of 13 men.",
        ),
    ],
    "prison": [
        (
            "Manaus Diario",
            "2017-01-02T18:00",
            "At least 60 inmates were killed in a riot at the Anisio Jobim prison in Manaus that ended on"
            " Monday morning, the state security secretary, Sergio Fontes, said. Twelve guards were taken"
            " hostage. 112 prisoners escaped.",
        ),
        (
            "Brasil Wire",
            "2017-01-03T12:00",
            "MANAUS, Jan 3 - The number of inmates slain in the riot at the Anisio Jobim complex was "
            "lowered to 56 on Tuesday. Authorities said that 184 had broken out; 40 of them have been "
            "recaptured. Four more prisoners died in another jail on Monday afternoon.",
        ),
        (
            "Human Rights Monitor",
            "2017-01-04T12:00",
            "Relatives of prisoners said on Wednesday that more than 80 had been murdered in the New Year"
            " riot at Anisio Jobim. The government speaks of 56. All of the guards taken hostage were "
            "freed unharmed.",
        ),
    ],
    "epidemic": [
        (
            "Port Journal",
            "2010-10-22T10:00",
            "PORT-AU-PRINCE, Oct 22 - An outbreak of cholera in Haiti's Artibonite region has killed at "
            "least 135 people and sickened 1,500, health officials said on Friday.",
        ),
        (
            "Health Wire",
            "2010-10-23T10:00",
            "The cholera epidemic in Artibonite has claimed 208 lives, the health ministry said on "
            "Saturday. More than 2,600 people have been infected. Five cases were confirmed in the "
            "capital.",
        ),
        (
            "Aid Now",
            "2010-10-23T18:00",
            "Medical charities working in Saint-Marc said that the number of deaths from cholera in the "
            "Artibonite had passed 300. Patients lay in the courtyard of the hospital. The earthquake in "
            "January killed more than 220,000 people.",
        ),
    ],
}


@pytest.fixture(scope="module")
def tolls(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, list[tuple[str, list[str]]]]]:
    """Happening → question → (agreement, answers) of its findings."""
    folder = tmp_path_factory.mktemp("tolls")
    for name, accounts in ACCOUNTS.items():
        rows = ({"source": outlet, "published": f"{day}:00Z", "body": text} for outlet, day, text in accounts)
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    case = open_case(folder / "read.case")
    case.add([folder / f"{name}.jsonl" for name in ACCOUNTS])
    record = case.record()
    outlets = {outlet: name for name, accounts in ACCOUNTS.items() for outlet, _, _ in accounts}
    found: dict[str, dict[str, list[tuple[str, list[str]]]]] = {}
    for finding in record.findings.values():
        name = outlets[record.articles[record.stories[finding.story].articles[0]].outlet or ""]
        answers = [side.answer for side in finding.sides]
        found.setdefault(name, {}).setdefault(finding.question, []).append((finding.agreement, answers))
    return found


def of(found: dict[str, list[tuple[str, list[str]]]], question: str, answer: str) -> tuple[str, set[str]]:
    """The agreement and the answers of the finding that has an answer; who gives a number is left out."""
    plain = [(how, {one.partition(" (")[0] for one in answers}) for how, answers in found.get(question, ())]
    return next((how, answers) for how, answers in plain if answer in answers)


Tolls = dict[str, dict[str, list[tuple[str, list[str]]]]]


def test_bodies_found_and_a_toll_that_rose_meet_and_the_opposition_disputes_them(tolls: Tolls) -> None:
    assert of(tolls["flood"], "dead", "45") == ("contradicted", {"at least 12", "31", "45", "at least 90"})
    assert of(tolls["flood"], "missing", "150") == ("updated", {"at least 200", "150"})
    assert of(tolls["flood"], "displaced", "5,000")[1] == {"5,000", "7,200 to 8,800"}


def test_a_disaster_of_long_ago_is_no_answer(tolls: Tolls) -> None:
    for name, old in (("flood", "110"), ("ferry", "60"), ("quake", "870"), ("epidemic", "at least 220,000")):
        assert all(answers == [old] for _, answers in tolls[name]["dead"] if old in answers)


def test_those_of_whom_it_is_feared_stand_beside_the_dead(tolls: Tolls) -> None:
    assert of(tolls["ferry"], "dead", "73") == ("updated", {"12", "31", "73", "150 feared"})


def test_dozens_a_count_and_a_toll_are_one_growing_number(tolls: Tolls) -> None:
    assert of(tolls["quake"], "dead", "167") == ("updated", {"83", "at least 100", "167"})


def test_a_ministry_that_revises_its_count_disputes_the_doctors(tolls: Tolls) -> None:
    assert of(tolls["bombing"], "dead", "54") == ("contradicted", {"37", "40", "54"})
    assert of(tolls["bombing"], "dead", "11") == ("single", {"11"})


def test_turnouts_by_unions_and_police_contradict_each_other(tolls: Tolls) -> None:
    agreement, answers = of(tolls["clash"], "people", "520,000")
    assert agreement == "contradicted"
    assert answers >= {"720,000 to 880,000", "1,200,000", "520,000"}


def test_arrests_of_another_day_stay_apart(tolls: Tolls) -> None:
    assert of(tolls["arrests"], "arrested", "569")[1] == {"250", "270 to 330", "569", "at least 500"}
    assert of(tolls["arrests"], "arrested", "300") == ("single", {"300"})


def test_what_rebels_say_and_what_an_army_admits_contradict_each_other(tolls: Tolls) -> None:
    assert of(tolls["displaced"], "dead", "60")[0] == "contradicted"
    assert {"60", "13"} <= of(tolls["displaced"], "dead", "60")[1]


def test_what_relatives_say_disputes_what_the_government_says(tolls: Tolls) -> None:
    assert of(tolls["prison"], "dead", "56") == ("contradicted", {"56", "at least 60", "at least 80"})
