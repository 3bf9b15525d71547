"""Russian parses: the text to the character, trees without circles, weights that are the pinned ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.errors import MissingPart
from rashomon.language.parses import ParseCache
from rashomon.language.russian import parse as russian
from rashomon.language.russian.parse import is_readable, parse_russian, verify

pytestmark = pytest.mark.skipif(not is_readable(), reason="Russian needs natasha: pip install 'rashomon[russian]'")

TEXT = "Министр обороны Вельмарии Олег Страхов прибыл в Тарнополь.\n\nТам его встретили 20 человек:  все молчали.\n"


def test_a_parse_is_its_text_to_the_character_and_a_line_ends_a_sentence() -> None:
    (doc,) = parse_russian([TEXT])
    assert doc.text == TEXT
    assert [sentence.text.strip() for sentence in doc.sents] == [line for line in TEXT.split("\n") if line]
    assert doc.has_annotation("DEP")


def test_a_line_reads_alike_alone_in_company_and_from_the_cache(tmp_path: Path) -> None:
    cache = ParseCache(tmp_path / "parses.db", 10_000_000)
    lines = TEXT.splitlines(keepends=True)
    together = next(parse_russian([TEXT], cache))
    again = next(parse_russian([TEXT], cache))
    alone = [next(parse_russian([line])) for line in lines if line.strip()]
    told = [(t.text, t.lemma_, t.pos_, t.dep_, str(t.morph), t.ent_type_) for t in together if not t.is_space]
    assert told == [(t.text, t.lemma_, t.pos_, t.dep_, str(t.morph), t.ent_type_) for t in again if not t.is_space]
    assert told == [
        (t.text, t.lemma_, t.pos_, t.dep_, str(t.morph), t.ent_type_) for d in alone for t in d if not t.is_space
    ]
    assert [t.head.i for t in together] == [t.head.i for t in again]


def test_a_word_is_known_by_its_lemma() -> None:
    (doc,) = parse_russian(["Войска обстреляли мирных жителей."])
    assert [t.lemma_ for t in doc] == ["войско", "обстрелять", "мирный", "житель", "."]


@given(st.text(alphabet="абв гдеёжз. ,!?«»—-\n\t \u00a0\u200bABC019", max_size=60))
def test_any_text_is_parsed_into_trees(text: str) -> None:
    (doc,) = parse_russian([text])
    assert doc.text == text
    for token in doc:
        seen = set()
        while token.head.i != token.i:
            assert token.i not in seen
            seen.add(token.i)
            token = token.head


def test_other_weights_than_the_pinned_ones_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "slovnet_ner_news_v1.tar"
    with pytest.raises(MissingPart, match="not there"):
        verify(path, "00")
    path.write_bytes(b"something else")
    with pytest.raises(MissingPart, match="not the pinned ones"):
        verify(path, "00")


def test_without_the_extra_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    russian._russian.cache_clear()
    monkeypatch.setattr(russian, "is_readable", lambda: False)
    with pytest.raises(MissingPart, match=r"rashomon\[russian\]"):
        next(parse_russian(["Привет."]))
    russian._russian.cache_clear()
