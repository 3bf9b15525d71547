"""Archives, shards and saved mail: every member under its own name, nothing ever written to disk."""

import bz2
import gzip
import io
import json
import lzma
import os
import tarfile
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rashomon.errors import SourceError
from rashomon.record import Document
from rashomon.sources.decode import decode
from rashomon.sources.files import Limits, Unread, read
from rashomon.sources.limits import DEFAULT, kept_within

TEXT = b"The ferry to Ostmar was halted."
ROW = json.dumps({"text": "A strike ended.", "source": "North"}).encode()


def texts(path: Path, limits: Limits = DEFAULT) -> list[tuple[str, bytes]]:
    found = [item for item in read([path], limits) if isinstance(item, Document)]
    return [(str(item.url).removeprefix(f"{path}/"), item.body) for item in found]


def errors(path: Path, limits: Limits = DEFAULT) -> list[str]:
    return [item.error for item in read([path], limits) if isinstance(item, Unread)]


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return out.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, body in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(body)
            archive.addfile(info, io.BytesIO(body))
    return out.getvalue()


MEMBERS = {"press.example/a.txt": TEXT, "press.example/b.jsonl": ROW, ".hidden": b"x", "__MACOSX/a.txt": b"x"}


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.zip", zipped(MEMBERS)),
        ("a.tar.gz", tarred(MEMBERS)),
        ("a.tgz", tarred(MEMBERS)),
        ("a.tar", tarred(MEMBERS, "w")),
        ("a.tar.xz", tarred(MEMBERS, "w:xz")),
        ("a.tar.bz2", tarred(MEMBERS, "w:bz2")),
        ("b.zip", zipped({"inner.tar.gz": tarred(MEMBERS)})),
        ("b.tar", tarred({"inner.zip": zipped(MEMBERS)}, "w")),
    ],
)  # fmt: skip
def test_the_files_of_an_archive_are_read_under_its_name_and_theirs(tmp_path: Path, name: str, body: bytes) -> None:
    (tmp_path / name).write_bytes(body)

    found = [item for item in read([tmp_path / name]) if isinstance(item, Document)]

    assert [item.body for item in found][:1] == [TEXT] and len(found) == 2
    assert [item.outlet for item in found] == ["press.example", "North"]
    assert str(found[0].url).startswith(str(tmp_path / name)) and not errors(tmp_path / name)


@pytest.mark.parametrize("name", ["../../up.txt", "/etc/cron.d/x", "a/../../b.txt", "C:\\x.txt", "..\\up.txt"])
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_names_that_lead_out_of_an_archive_are_refused(tmp_path: Path, name: str, pack: object) -> None:
    file = tmp_path / ("a.zip" if pack is zipped else "a.tgz")
    file.write_bytes(pack({name: b"Bad text.", "good.txt": TEXT}))  # type: ignore[operator]

    assert texts(file) == [("good.txt", TEXT)]
    assert len(errors(file)) == 1 and "leads out of the archive" in errors(file)[0]


def test_links_and_devices_in_an_archive_are_never_followed(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo(f"link{kind.decode()}.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    (tmp_path / "a.tar").write_bytes(out.getvalue())

    assert texts(tmp_path / "a.tar") == [] and len(errors(tmp_path / "a.tar")) == 4


BOMB = b"\x00" * 40_000_000


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.zip", zipped({f"{n}.txt": BOMB[:9_000_000] for n in range(5)})),
        ("a.tgz", tarred({"a.txt": BOMB})),
        ("a.txt.gz", gzip.compress(BOMB)),
        ("a.txt.bz2", bz2.compress(BOMB)),
        ("a.txt.xz", lzma.compress(BOMB)),
        ("a.txt.zst", pa.Codec("zstd").compress(BOMB, asbytes=True)),
        ("a.jsonl.gz", gzip.compress(gzip.compress(BOMB))),
        ("b.zip", zipped({"in.zip": zipped({"a.txt": BOMB[:15_000_000]})})),
    ],
)
def test_bombs_are_refused_before_they_unfold(tmp_path: Path, name: str, body: bytes) -> None:
    (tmp_path / name).write_bytes(body)

    assert not texts(tmp_path / name)
    assert "unpacks to far more than its size" in " ".join(errors(tmp_path / name))


def test_archives_within_archives_end_at_a_depth(tmp_path: Path) -> None:
    body = TEXT
    for level in range(5):
        body = zipped({("a.txt" if level == 0 else "a.zip"): body})
    (tmp_path / "a.zip").write_bytes(body)

    assert texts(tmp_path / "a.zip") == [] and "too many archives within one another" in errors(tmp_path / "a.zip")[0]


def test_a_broken_member_costs_itself(tmp_path: Path) -> None:
    body = bytearray(zipped({"a.txt": TEXT * 9, "b.txt": b"Another text, whole.", "c.txt.gz": b"not packed"}))
    body[45] ^= 0xFF
    (tmp_path / "a.zip").write_bytes(bytes(body))

    assert texts(tmp_path / "a.zip")[-1] == ("b.txt", b"Another text, whole.") and len(errors(tmp_path / "a.zip")) == 2


def test_a_locked_archive_says_so(tmp_path: Path) -> None:
    body = bytearray(zipped({"a.txt": TEXT}))
    directory = body.index(b"PK\x01\x02")
    body[6] |= 1
    body[directory + 8] |= 1
    (tmp_path / "a.zip").write_bytes(bytes(body))

    assert "locked with a password" in errors(tmp_path / "a.zip")[0]


def test_shards_of_parquet_are_rows(tmp_path: Path) -> None:
    table = pa.table(
        {
            "text": ["The ferry was halted.", None, "It rained."],
            "publisher": ["North", "South", None],
            "date": [datetime(2021, 3, 4, tzinfo=UTC)] * 3,
            "vector": [[1.0, 2.0]] * 3,
        }
    )
    pq.write_table(table, tmp_path / "shard-0.parquet", compression="zstd")
    (tmp_path / "b.zip").write_bytes(zipped({"s.parquet": (tmp_path / "shard-0.parquet").read_bytes()}))

    found = [item for item in read([tmp_path]) if isinstance(item, Document)]

    assert [item.outlet for item in found] == ["North", None, "North", None]
    assert decode(found[0]).meta["published"] == "2021-03-04T00:00:00+00:00"
    assert (
        errors(tmp_path / "shard-0.parquet")[0].startswith("no text in")
        and "row 2" in errors(tmp_path)[0] + errors(tmp_path)[1]
    )


@pytest.mark.parametrize("cut", [4, 60, 200, 500])
def test_broken_shards_are_one_sentence(tmp_path: Path, cut: int) -> None:
    pq.write_table(pa.table({"text": [f"Words {n}." for n in range(200)]}), tmp_path / "a.parquet")
    body = (tmp_path / "a.parquet").read_bytes()
    (tmp_path / "a.parquet").write_bytes(body[:cut] + b"\xff" * 40 + body[cut + 40 :])

    said = errors(tmp_path / "a.parquet")

    assert len(said) <= 2 and all("\n" not in error for error in said)


def test_a_saved_page_and_a_mail_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.mhtml").write_bytes(
        b"From: <Saved by a browser>\r\nSnapshot-Content-Location: https://north.example/1\r\n"
        b'Date: Thu, 4 Mar 2021 08:06:07 +0300\r\nContent-Type: multipart/related; boundary="xx"\r\n\r\n'
        b"--xx\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        b"Content-Location: https://north.example/1\r\n\r\n<html><p>Caf=C3=A9 owners protest=\r\ned.</p></html>\r\n"
        b"--xx\r\nContent-Type: image/png\r\n\r\nxx\r\n--xx--\r\n"
    )
    (tmp_path / "b.eml").write_bytes(
        b"From: =?utf-8?q?Press_Office_=C3=89l=C3=A9a?= <press@ministry.example>\r\n"
        b"Subject: Statement on the ferry\r\n"
        b"Date: Thu, 4 Mar 2021 08:06:07 +0300\r\n\r\nThe ministry regrets the delay.\r\n"
    )

    page, mail = (item for item in read([tmp_path]) if isinstance(item, Document))

    assert (page.url, page.fetched) == ("https://north.example/1", "2021-03-04T05:06:07Z")
    assert decode(page).text == "Café owners protested."
    assert mail.outlet == "Press Office Éléa" and decode(mail).meta["title"] == "Statement on the ferry"
    assert decode(mail).text.strip() == "The ministry regrets the delay."


def test_pipes_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_bytes(TEXT)

    assert errors(tmp_path)[0].startswith("not a file") and len(texts(tmp_path)) == 1


def test_a_reader_stops_at_its_number_of_documents_and_at_its_time(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"\n".join([ROW] * 5))
    ticks: Iterator[float] = iter([0.0, 1.0, 1.0, 99.0])

    assert len(texts(tmp_path / "a.jsonl", Limits(records=3))) == 3
    assert "more than 3" in errors(tmp_path / "a.jsonl", Limits(records=3))[0]
    with pytest.raises(SourceError, match="took too long"):
        list(kept_within(iter("abc"), "x", Limits(seconds=50), lambda: next(ticks)))
