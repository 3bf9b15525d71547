"""Files, folders and tables; bad input costs itself and says why in one sentence."""

import gzip
import json
import os
from pathlib import Path

import pytest

from rashomon.record import Document
from rashomon.sources.decode import decode
from rashomon.sources.files import Limits, Unread, none_there, read

SMALL = Limits(document=100_000, line=50_000)


def errors(found: list[Document | Unread]) -> list[str]:
    return [item.error for item in found if isinstance(item, Unread)]


def documents(found: list[Document | Unread]) -> list[Document]:
    return [item for item in found if isinstance(item, Document)]


def test_a_folder_gives_its_files_in_the_order_of_their_names(tmp_path: Path) -> None:
    (tmp_path / "presse.example.com").mkdir()
    (tmp_path / "presse.example.com" / "b.txt").write_text("Second text.")
    (tmp_path / "a.html").write_text("<html><body><p>First text.</p></body></html>")
    (tmp_path / ".hidden.txt").write_text("Not read.")

    found = documents(list(read([tmp_path])))

    assert [Path(item.url or "").name for item in found] == ["a.html", "b.txt"]
    assert [item.media_type for item in found] == ["text/html", "text/plain"]
    assert [item.outlet for item in found] == [None, "presse.example.com"]


def test_one_path_alone_is_that_path_and_not_its_letters(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A text of words.")
    assert list(read(str(tmp_path))) == list(read(tmp_path)) == list(read([tmp_path]))
    assert len(documents(list(read(tmp_path)))) == 1


def test_rows_of_tables_become_documents_with_their_columns_as_metadata(tmp_path: Path) -> None:
    row = {"title": "A title", "text": "A text of words.", "source": "Reuters", "date": "2014-03-19", "url": "https://a.example/1"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n\n" + json.dumps({**row, "text": "Another."}))
    (tmp_path / "b.json").write_text(json.dumps({"articles": [row]}))
    (tmp_path / "c.csv").write_text('headline;content;publisher\nOne;"Two; lines\nof text";Third\n')
    (tmp_path / "d.tsv.gz").write_bytes(gzip.compress(b"title\tbody\nOne\tText of it\n"))

    found = list(read([tmp_path]))

    assert not errors(found)
    assert [item.outlet for item in documents(found)] == ["Reuters", "Reuters", "Reuters", "Third", None]
    decoded = [decode(item) for item in documents(found)]
    assert [one.text for one in decoded] == ["A text of words.", "Another.", "A text of words.",
    "Two; lines\nof text", "Text of it"]
    assert decoded[0].meta["published"] == "2014-03-19" and decoded[3].meta["title"] == "One"


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("empty.txt", b"", "nothing in the file"),
        ("blank.txt", b" \n\n ", "nothing in the file but white space"),
        ("junk.txt", bytes(range(256)) * 20, "not a text"),
        ("image.bin", b"\x89PNG\r\n\x1a\n" + b"\x00" * 400, "not a text"),
        ("columns.csv", b"id,views\n1,2\n", "its columns are 'id', 'views'"),
        ("broken.json", b'{"text": "x",\n', "line 2"),
        ("broken.jsonl", b'{"text": "fine words"}\n{oops\n', "line 2"),
        ("deep.json", b"[" * 100_000, "nested too deeply"),
        ("long.txt", b"word " * 30_000, "too long for one article"),
        ("long.jsonl", b'{"text":"' + b"word " * 30_000 + b'"}\n', "line too long"),
        ("broken.txt.gz", gzip.compress(b"some words here", mtime=0)[:20], "the packed file is broken"),
        ("bomb.jsonl.gz", gzip.compress(b"\n" * 30_000_000), "unpacks to far more than its size"),
    ],
)  # fmt: skip
def test_bad_input_costs_itself_and_says_why_in_one_sentence(tmp_path: Path, name: str, body: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(body)
    (tmp_path / "zz.txt").write_text("A good text beside it.")

    found = list(read([tmp_path], SMALL))

    (error,) = errors(found)
    assert said in error and "\n" not in error and error[0].islower() and not error.endswith(".")
    assert documents(found)[-1].body == b"A good text beside it."


def test_missing_paths_are_named(tmp_path: Path) -> None:
    found = errors(list(read([tmp_path / "nowhere", str(tmp_path / "*.txt"), tmp_path])))

    assert [error.split(":")[0] for error in found] == ["no such file or folder", "no file matches",
    "no files in the folder"]


def test_a_folder_that_may_not_be_looked_into_says_so_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "a.txt").write_text("A text of words.")
    (tmp_path / "barred").mkdir()
    look = os.scandir

    def refusing(path: str) -> object:
        if Path(path).name == "barred":
            raise PermissionError(13, "Permission denied", path)
        return look(path)

    monkeypatch.setattr(os, "scandir", refusing)
    found = list(read([tmp_path]))
    said = f"cannot read: {str(tmp_path / 'barred')!r}; permission denied"
    assert (errors(found), len(documents(found))) == ([said], 1)
    assert errors(list(read([tmp_path / "barred"]))) == none_there(tmp_path / "barred") == [said]
    assert none_there([tmp_path / "barred", tmp_path / "open"]) == []


@pytest.mark.skipif(os.name != "posix", reason="links as on Unix")
def test_a_link_to_a_folder_is_not_followed_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A text of words.")
    (tmp_path / "round").symlink_to(tmp_path)

    found = list(read([tmp_path]))

    assert len(documents(found)) == 1
    assert [error.split(":")[0] for error in errors(found)] == ["a link to a folder is not followed"]
    assert len(documents(list(read([tmp_path / "round"])))) == 1


def test_broken_utf8_is_read_with_what_is_whole_in_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Le café où l’été s’achève, dit-il".encode() + b" \xff et fini")
    (tmp_path / "b.txt").write_bytes("Le café où l'été s'achève près de la forêt, déjà déserté".encode("cp1252"))

    first, second = (decode(item).text for item in documents(list(read([tmp_path]))))

    assert first.startswith("Le café où l’été s’achève, dit-il")
    assert second == "Le café où l'été s'achève près de la forêt, déjà déserté"
