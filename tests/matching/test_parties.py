"""Parties: who is named, and who stands for whom."""

from __future__ import annotations

import pytest

from rashomon.matching.acts.parties import is_named, stand_ins
from rashomon.matching.findings.saying.speakers import voices
from rashomon.record import Entity


def party(name: str, kind: str = "organization", id: str | None = None, aliases: tuple[str, ...] = ()) -> Entity:
    return Entity(id or name, kind, name, aliases, None, (), (), ())


@pytest.mark.parametrize("name", ["Ana Lund", "the Upland Front", "Health Ministry", "Port Authority"])
def test_names_are_named(name: str):
    assert is_named(party(name))


@pytest.mark.parametrize(
    "name",
    ["14 people", "Shells", "the bus station of Varn", "the Ministry", "witnesses", "Fighters of the Upland Front"],
)
def test_descriptions_are_not(name: str):
    assert not is_named(party(name))


def test_agents_stand_for_their_body():
    front = party("Upland Front")
    agents = [party(name, "person") for name in ("Upland Front militants", "the fighters of the Upland Front")]
    assert {stand_ins([front, *agents])[agent.id] for agent in agents} == {front.id}


@pytest.mark.parametrize(
    "name",
    [
        "30 fighters of the Upland Front",
        "Separatist fighters of the Upland Front",
        "fighters of the paramilitary Upland Front",
        "12 rebels of the UF",
    ],
)
def test_agents_who_are_counted_or_described_stand_for_their_body(name: str):
    front, agents = party("Upland Front", aliases=("UF",)), party(name, "person")
    assert stand_ins([front, agents])[agents.id] == front.id


def test_ministries_of_two_states_stay_two():
    bodies = [
        party("Defence Ministry of Varnia"),
        party("Varnia's Defence Ministry"),
        party("Ministry of Defence of Oder"),
        party("Defence Ministry"),
    ]
    meant = stand_ins(bodies)
    assert meant[bodies[0].id] == meant[bodies[1].id]
    assert len({meant[body.id] for body in bodies}) == 3


def test_a_surname_stands_for_the_only_full_name():
    full, short = party("Pavel Orun", "person"), party("Orun", "person")
    assert stand_ins([full, short])[short.id] == full.id
    assert stand_ins([full, short, party("Ida Orun", "person")])[short.id] == short.id


def test_the_end_of_a_name_stands_for_the_whole():
    full, short = party("Dirk van Aalten", "person"), party("Van Aalten", "person")
    assert stand_ins([full, short])[short.id] == full.id
    staff, owned = party("General Staff"), party("Meskia's General Staff")
    assert stand_ins([staff, owned])[staff.id] == owned.id
    assert stand_ins([staff, owned, party("Aurand's General Staff")])[staff.id] == staff.id


def test_a_spokesman_speaks_for_his_ministry():
    ministry, man = party("Defence Ministry"), party("Petr Danvar", "person")
    text = "Defence Ministry spokesman Colonel Petr Danvar told reporters."
    assert voices([text], [ministry, man])[man.id] == ministry.id
    assert voices(["Petr Danvar told reporters."], [ministry, man])[man.id] == man.id


def test_a_name_that_ends_with_a_particle_and_a_hyphen_is_a_name() -> None:
    assert is_named(Entity("e", "person", "Fares Jamil al-Darwish", (), None, (), (), ()))
    assert is_named(Entity("e", "person", "Nadia el-Sabbagh", (), None, (), (), ()))
    assert not is_named(Entity("e", "person", "two well-known co-owners", (), None, (), (), ()))
