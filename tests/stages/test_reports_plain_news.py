"""Plain sentences of the wire: whom an ordered strike is on, what is only called so, whose protest is one in words.

Each rule stands beside what it must leave.
"""

from __future__ import annotations

import pytest

from read_alone import reading_of, report_on, sides_of


def types_of(text: str) -> list[str]:
    return sorted(report.type for report in reading_of(text).reports)


ACTS = {
    # what is ordered is yet to be done, and it is a strike
    "The president ordered an air strike on a rebel training camp.": (
        "strike", "ASSAULT", "demanded", ["The president"], ["a rebel training camp"],
    ),
    "The premier ordered the arrest of his rival.": (
        "arrest", "COERCE", "demanded", ["The premier"], ["his rival"],
    ),
    "The king ordered the release of 200 prisoners.": (
        "release", "RETREAT", "happened", ["The king"], ["200 prisoners"],
    ),
    # whom one promises to send is not the one to whom it is promised
    "The interior minister promised to deploy 2,000 police officers to the border province.": (
        "promised", "AGREE", "happened", ["The interior minister"], [],
    ),
    # what somebody calls so
    "Israeli jets struck what the military said were Hamas positions near Khan Younis.": (
        "struck", "ASSAULT", "happened", ["Israeli"], ["Hamas positions"],
    ),
    "Soldiers shot what appeared to be a protester.": ("shot", "ASSAULT", "happened", ["Soldiers"], ["a protester"]),
    "The drone struck what officials described as a militant training camp.": (
        "struck", "ASSAULT", "happened", [], ["a militant training camp"],
    ),
    # against whom, behind for how long
    "Fatima and her sons battled for seven hours against Taliban forces.": (
        "battled", "ASSAULT", "happened", ["Fatima", "her sons", "Taliban forces"], [],
    ),
    # the verb behind an aside
    "Syrian government forces, backed by Russian air power, advanced on the town of Saraqib.": (
        "advanced", "MOBILIZE", "happened", ["Syrian government forces"], [],
    ),
    # passives joined, the second with its agent
    "A Kurdish politician was dragged from her car and shot dead by masked gunmen.": (
        "shot", "ASSAULT", "happened", ["masked gunmen"], ["A Kurdish politician"],
    ),
    "Fifteen people were injured when police charged a group of demonstrators in Santiago.": (
        "injured", "ASSAULT", "happened", ["police"], ["Fifteen people"],
    ),
    # where a bomb goes off, unless people do
    "At least 12 people died when a truck bomb exploded at a market in Mogadishu.": (
        "exploded", "ASSAULT", "happened", [], ["At least 12 people"],
    ),
    "A suicide bomber detonated his explosive vest in a crowd, killing 50 people.": (
        "detonated", "ASSAULT", "happened", ["A suicide bomber"], ["50 people"],
    ),
    "The Philippine coast guard said a Chinese vessel fired water cannon at one of its boats.": (
        "fired", "ASSAULT", "happened", ["Chinese"], ["its boats"],
    ),
    "Gunmen ambushed an army patrol in Diffa region.": (
        "ambushed", "ASSAULT", "happened", ["Gunmen"], ["an army patrol"],
    ),
    "Tajik border guards exchanged fire with their Kyrgyz counterparts on Thursday.": (
        "exchanged", "ASSAULT", "happened", ["Tajik border guards", "their Kyrgyz counterparts"], [],
    ),
    "The base was raided last week by a small band of fighters.": (
        "raided", "ASSAULT", "happened", ["a small band of fighters"], ["The base"],
    ),
    "At least 30 fighters were killed in coalition raids on Hajjah province.": (
        "killed", "ASSAULT", "happened", ["coalition"], ["At least 30 fighters"],
    ),
    "The man stole her purse on Monday.": ("stole", "ASSAULT", "happened", ["The man"], ["her"]),
    "She was hurt when the suspect pushed her to the ground.": (
        "pushed", "ASSAULT", "happened", ["the suspect"], ["her"],
    ),
    # with what a protest is held, and where
    "Women banged pots from their balconies in protest at rising prices.": (
        "banged", "PROTEST", "happened", ["Women"], [],
    ),
    "Farmers blocked the motorway to Lyon with tractors.": ("blocked", "PROTEST", "happened", ["Farmers"], []),
    "Relatives of the missing gathered outside the ministry to demand answers.": (
        "gathered", "PROTEST", "happened", ["Relatives of the missing"], [],
    ),
    "Miners clashed with police outside the mine.": ("clashed", "PROTEST", "happened", ["Miners"], ["police"]),
    # whose what is frozen, closed or lent is
    "The central bank froze the accounts of three opposition parties.": (
        "froze", "COERCE", "happened", ["The central bank"], ["three opposition parties"],
    ),
    "Chad closed its border with Sudan on Friday.": ("closed", "COERCE", "happened", ["Chad"], ["Sudan"]),
    "The World Bank approved a loan of 200 million dollars to Ghana.": (
        "approved", "AID", "happened", ["World Bank"], ["Ghana"],
    ),
    "The militants are holding dozens of schoolgirls in the forest.": (
        "holding", "COERCE", "ongoing", ["The militants"], ["dozens of schoolgirls"],
    ),
    # what comes to nothing, is only planned or forbidden
    "The parties failed to reach an agreement on Monday.": ("agreement", "SUPPORT", "denied", ["The parties"], []),
    "Police arrested four people on suspicion of planning an attack on a synagogue.": (
        "planning", "ASSAULT", "planned", [], ["a synagogue"],
    ),
    # what is talked of takes no part
    "Foreign ministers of the Gulf states met in Riyadh to discuss Yemen.": (
        "met", "CONSULT", "happened", ["Foreign ministers of the Gulf states"], [],
    ),
    "The mediator said the two delegations had agreed on a prisoner swap.": (
        "agreed", "AGREE", "happened", ["the two delegations"], [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", ACTS)
def test_a_plain_sentence_tells_who_did_what_to_whom(text: str) -> None:
    trigger, type, modality, actors, recipients = ACTS[text]
    reading = reading_of(text)
    report = report_on(reading, trigger)
    assert (report.type, report.modality) == (type, modality)
    assert sides_of(reading, report) == (actors, recipients)


TYPES = {
    "Hungary blocked an EU statement condemning Beijing.": ["REJECT"],
    "Ukraine's air force shot down eleven drones over the sea overnight.": ["ASSAULT"],
    "Japan's foreign ministry issued a strong protest against the visit.": ["ACCUSE"],
    "Students protested against the visit.": ["PROTEST"],
    "Local residents set up roadblocks on Monday.": ["PROTEST"],
    "Troops set up roadblocks on Monday.": ["MOBILIZE"],
    "Mourners threw shoes at the minister during the funeral.": ["PROTEST"],
    "Angry villagers beat up a health worker.": ["ASSAULT"],
    "A former guerrilla commander turned himself in to the authorities.": ["RETREAT"],
    "Greek coast guards pushed back a boat carrying migrants.": ["COERCE"],
    "He was ordered held without bail.": ["COERCE"],
    "Activists hung a banner from the bridge.": ["PROTEST"],
    # no act, or one that another word tells
    "An appeals court upheld the conviction of four activists.": ["SANCTION"],
    "Police were summoned to the house by a tenant.": [],
    "The senator declined to say why.": [],
    "Her insecurities kept her out of the spotlight.": [],
    "She suffered a cardiac arrest in court.": [],
    "Two officers arrived at the address at noon.": [],
    "The boy was standing outside his home with five friends.": [],
}


@pytest.mark.parametrize("text", TYPES)
def test_a_turn_of_plain_news_has_its_type_or_none(text: str) -> None:
    assert types_of(text) == TYPES[text]


def test_what_is_hit_on_its_way_is_hit_where_it_went() -> None:
    reading = reading_of("A missile destroyed a convoy carrying weapons near the Syrian town of Albu Kamal.")
    (report,) = reading.reports
    assert report.where is not None
    assert report.where.name == "Ālbū Kamāl"
