"""Russian statements: whose words they are, what they are, and who passes them on."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.language.russian.acts import find_acts
from rashomon.language.russian.counts import find_counts
from rashomon.language.russian.parse import is_readable, parse_russian
from rashomon.language.russian.speech import Said, find_quotes, find_speech
from rashomon.language.russian.times import find_moments

pytestmark = pytest.mark.skipif(not is_readable(), reason="Russian needs natasha: pip install 'rashomon[russian]'")


def said(text: str) -> list[tuple[str, str]]:
    """(head word of the speaker, content) of the statements of a text."""
    return [(s.speaker.text if s.speaker else "", " … ".join(text[a:b] for a, b in s.contents)) for s in speech(text)]


def speech(text: str) -> list[Said]:
    (doc,) = parse_russian([text])
    return find_speech(doc)


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Министр Олег Страхов заявил, что войска отойдут.", "Министр", "войска отойдут"),
        ("Жертв нет, сообщил мэр города.", "мэр", "Жертв нет"),
        ("«Мы закончили», — сказал Орлан журналистам.", "Орлан", "«Мы закончили»"),
        ("„Мы не ведём переговоров“, — сказал он.", "он", "„Мы не ведём переговоров“"),
        ("— Мы закончили, — говорит прораб Иван Петров, — и уходим.", "прораб", "Мы закончили … и уходим"),
        ("«Это провокация, — сказал министр. — Мы ответим».", "министр", "«Это провокация … Мы ответим»"),
        ("Она добавила: «Мы ждём ответа».", "Она", "«Мы ждём ответа»"),
        ("По словам врача, раненые живы.", "врача", "раненые живы"),
        ("Премьер заявила, что уважает суд, и призвала граждан к спокойствию.", "Премьер", "уважает суд"),
        ("Союз потребовал отменить закон и пригрозил забастовкой.", "Союз", "отменить закон"),
        ("Как заявил глава полиции, стрелок задержан.", "глава", "стрелок задержан"),
        ("Страхов: войска отойдут к реке", "Страхов", "войска отойдут к реке"),
        ("В заявлении министерства говорится, что удара не было.", "министерства", "удара не было"),
        ("Дорога перекрыта. Об этом сообщили в полиции.", "полиции", "Дорога перекрыта"),
    ],
)
def test_a_statement_has_its_speaker_and_its_words(text: str, speaker: str, content: str) -> None:
    assert said(text) == [(speaker, content)]


def test_who_only_passes_words_on_is_a_link_and_no_speaker() -> None:
    (one,) = speech("Как сообщает ТАСС со ссылкой на МЧС, жертв нет.")
    assert (one.speaker and one.speaker.text, [link.text for link in one.via]) == ("МЧС", ["ТАСС"])
    (one,) = speech("В полиции рассказали РИА Новости, что задержаны трое.")
    assert (one.speaker and one.speaker.text, [link.text for link in one.via]) == ("полиции", ["РИА"])


def test_a_denial_is_negative_and_a_doubt_is_worded() -> None:
    (one,) = speech("Тегеран отрицает свою причастность к взрыву.")
    assert one.polarity == "negative"
    (one,) = speech("Песков не исключил, что встреча состоится.")
    assert (one.polarity, one.certainty) == ("positive", "не исключил")


def test_an_unnamed_speaker_is_none() -> None:
    assert said("Сообщается, что двое ранены.") == [("", "двое ранены")]


def test_quotations_of_all_marks_are_found() -> None:
    text = '«Один „два“ три» и “четыре” и "пять"'
    assert [text[a:b] for a, b in find_quotes(text)] == ["«Один „два“ три»", "“четыре”", '"пять"']


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from(
            "заявил что по словам «мы» — , . : Путин сообщил МИД 17 человек погибли в пятницу не опроверг удар по "
            "городу ТАСС ссылкой на \n „ “ который до 2019 года нанёс он около трёх 7:40".split(" ")
        ),
        max_size=25,
    )
)
def test_no_order_of_words_breaks_a_reader(words: list[str]) -> None:
    text = " ".join(words)
    (doc,) = parse_russian([text])
    for one in find_speech(doc):
        assert all(0 <= a < b <= len(text) for a, b in one.contents)
    assert all(0 <= m.start < m.end <= len(text) for m in find_moments(doc, None))
    assert all(0 <= c.start < c.end <= len(text) for c in find_counts(doc, []))
    find_acts(doc)
