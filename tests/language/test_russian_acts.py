"""Russian acts: which words tell one, of which type, who does it to whom, and whether it happened."""

from __future__ import annotations

import pytest

from rashomon.language.russian.acts import Act, find_acts
from rashomon.language.russian.news import news_in_english
from rashomon.language.russian.parse import is_readable, parse_russian

pytestmark = pytest.mark.skipif(not is_readable(), reason="Russian needs natasha: pip install 'rashomon[russian]'")


def acts(text: str) -> list[Act]:
    (doc,) = parse_russian([text])
    return find_acts(doc)


def told(text: str) -> list[tuple[str, str, list[str], list[str]]]:
    """(type, trigger, actors, recipients) of the acts of a text, by head words."""
    return [(a.type, a.word.text, [t.text for t in a.actors], [t.text for t in a.recipients]) for a in acts(text)]


@pytest.mark.parametrize(
    ("text", "type", "trigger", "actors", "recipients"),
    [
        ("Полиция задержала активиста.", "COERCE", "задержала", ["Полиция"], ["активиста"]),
        ("Активист задержан полицией.", "COERCE", "задержан", ["полицией"], ["Активист"]),
        ("США ввели санкции против Ирана.", "COERCE", "санкции", ["США"], ["Ирана"]),
        ("Страны подписали договор.", "SUPPORT", "договор", ["Страны"], []),
        ("Российские самолёты нанесли удар по складу.", "ASSAULT", "удар", ["Российские"], ["складу"]),
        ("Лавров встретился с Керри.", "CONSULT", "встретился", ["Лавров", "Керри"], []),
        ("Германия осудила соседей.", "ACCUSE", "осудила", ["Германия"], ["соседей"]),
        ("Суд осудил банкира на пять лет.", "SANCTION", "осудил", ["Суд"], ["банкира"]),
        ("Кабинет подал в отставку.", "RETREAT", "подал", ["Кабинет"], []),
        ("Докеры объявили забастовку.", "PROTEST", "забастовку", ["Докеры"], []),
        ("Мэр пообещал жителям помощь.", "AGREE", "пообещал", ["Мэр"], ["жителям"]),
        ("Президент пригрозил соседям войной.", "THREATEN", "пригрозил", ["Президент"], ["соседям"]),
        ("Врачи доставили жителям лекарства.", "AID", "доставили", ["Врачи"], ["жителям"]),
        ("Дума отклонила проект.", "REJECT", "отклонила", ["Дума"], ["проект"]),
        ("Армия перебросила войска к границе.", "MOBILIZE", "перебросила", ["Армия"], ["границе"]),
        ("Союзники сняли санкции.", "CONCEDE", "сняли", ["Союзники"], []),
    ],
)
def test_an_act_has_its_type_and_parties(
    text: str, type: str, trigger: str, actors: list[str], recipients: list[str]
) -> None:
    assert told(text) == [(type, trigger, actors, recipients)]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Армия обстреляла город.", "happened"),
        ("Армия не обстреливала город.", "denied"),
        ("Турция может закрыть границу.", "hypothetical"),
        ("Министр встретится с послом.", "planned"),
        ("ООН призвала армию отвести войска.", "demanded"),
        ("Полиция задерживает протестующих.", "ongoing"),
    ],
)
def test_what_happened_is_told_from_what_did_not(text: str, modality: str) -> None:
    assert acts(text)[-1].modality == modality


@pytest.mark.parametrize(
    "text",
    [
        "Он атаковал ворота и забил гол.",
        "Министр принял участие в конференции.",
        "Самолёт разбился, погибли 40 человек.",
        "Мэр открыл новую школу.",
        "Команда нанесла поражение сопернику.",
        "Цены вновь выросли, сообщил банк.",
    ],
)
def test_what_is_no_act_is_not_told(text: str) -> None:
    assert told(text) == []


def test_the_dead_of_an_attack_are_told_and_those_of_an_accident_are_not() -> None:
    assert [a.word.text for a in acts("Боевики обстреляли село. Погибли двое.")] == ["обстреляли", "Погибли"]
    assert acts("В аварии погибли двое.") == []


def test_a_text_shares_words_with_english_accounts_of_its_happening() -> None:
    words = news_in_english("Обстрел автовокзала в Бреннике: погибли 17 человек, заявил мэр Матис Орлан.")
    assert {"shelling", "bus station", "Brennik", "killed", "17", "mayor", "Matis"} <= {
        *words.split(), *(["bus station"] if "bus station" in words else []),
    }  # fmt: skip
