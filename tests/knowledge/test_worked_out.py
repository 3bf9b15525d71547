"""What is worked out from the tables once: kept under what it was made from, and never read damaged or stale."""

from pathlib import Path

import pytest

from rashomon.knowledge import figures, lexicon, worked_out
from rashomon.language.names import lexicon as names


class Maker:
    """Counts how often it is asked."""

    def __init__(self, gives: object) -> None:
        self.gives, self.asked = gives, 0

    def __call__(self) -> object:
        self.asked += 1
        return self.gives


def test_what_was_worked_out_is_read_and_not_made_again(tmp_path: Path) -> None:
    maker = Maker({"Lirane": [1, 2], "\ud800": None})
    found = [worked_out.worked_out("towns", maker, __file__, tmp_path) for _ in range(2)]
    assert found == [maker.gives] * 2 and maker.asked == 1


def test_a_damaged_file_is_made_again(tmp_path: Path) -> None:
    maker = Maker(["Lirane"])
    worked_out.worked_out("towns", maker, __file__, tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes().replace(b"Lirane", b"Tirane"))
    assert worked_out.worked_out("towns", maker, __file__, tmp_path) == ["Lirane"] and maker.asked == 2


def test_other_sources_have_another_name(tmp_path: Path) -> None:
    asking = tmp_path / "asking.py"
    for text in ("one", "two"):
        asking.write_text(text, encoding="utf-8")
        worked_out._digest.cache_clear()
        worked_out.worked_out("towns", Maker(text), str(asking), tmp_path / "cache")
    assert len(list((tmp_path / "cache").iterdir())) == 2


def test_where_nothing_can_be_kept_it_is_made_each_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    maker = Maker([1])
    assert [worked_out.worked_out("towns", maker, __file__, tmp_path / "file") for _ in range(2)] == [[1], [1]]
    assert maker.asked == 2


def test_only_the_latest_files_of_a_name_stay(tmp_path: Path) -> None:
    for number in range(9):
        (tmp_path / f"towns-{number}.json").write_text("")
    worked_out.worked_out("towns", Maker([1]), __file__, tmp_path)
    assert len(list(tmp_path.glob("towns-*.json"))) == worked_out._MOST


@pytest.mark.parametrize("phrase", ["the Islamic State", "US defence ministry", "Kazahks", "opposition leader"])
def test_the_kept_index_reads_a_phrase_as_the_tables_do(phrase: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = lexicon.hits(lexicon.words_of(phrase))
    monkeypatch.setattr(lexicon, "_index", lambda: made)
    made = lexicon._Index(*lexicon._indexed())
    assert kept == lexicon.hits(lexicon.words_of(phrase)) and kept


def test_kept_names_are_those_of_the_tables() -> None:
    assert names._index() == names._indexed() and names.known_kinds() == names._kinds()


def test_kept_family_names_are_those_of_the_tables() -> None:
    assert {name: tuple(found) for name, found in figures._family_names().items()} == figures._families()
