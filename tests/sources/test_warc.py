"""Web archives: pages come out with address and moment; what is broken costs one record."""

import gzip
import io
import json
import zlib
from pathlib import Path

import pyarrow as pa
import pytest

from office_files import column, pdf
from rashomon.record import Document
from rashomon.sources.decode import decode
from rashomon.sources.files import Limits, Unread, read
from rashomon.sources.limits import DEFAULT

PAGE = "<html><head><title>Ferry halted</title></head><body><p>The ferry was halted, café owners say.</p></body></html>"


def record(kind: str, block: bytes, url: str = "https://outlet.example/1", length: int | None = None) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2021-03-04T05:06:07Z\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(body: bytes, headers: str = "Content-Type: text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + body


def pages(path: Path, limits: Limits = DEFAULT) -> list[Document]:
    return [item for item in read([path], limits) if isinstance(item, Document)]


def errors(path: Path, limits: Limits = DEFAULT) -> list[str]:
    return [item.error for item in read([path], limits) if isinstance(item, Unread)]


def test_a_page_keeps_its_address_its_moment_and_its_charset(tmp_path: Path) -> None:
    body = PAGE.encode("iso-8859-2")
    whole = record("warcinfo", b"software: a crawler\r\n") + record("request", b"GET / HTTP/1.1\r\n\r\n")
    whole += record("response", answer(body, "Content-Type: text/html; charset=ISO-8859-2"))
    file = tmp_path / "news.warc.gz"
    file.write_bytes(gzip.compress(whole))

    (page,) = pages(file)

    assert (page.url, page.fetched, page.encoding) == ("https://outlet.example/1", "2021-03-04T05:06:07Z", "ISO-8859-2")
    assert page.body == body and "café owners" in decode(page).text and not errors(file)


@pytest.mark.parametrize("packing", ["gzip", "br", "zstd", "deflate", "raw deflate", "stated only"])
def test_bodies_lose_their_chunks_and_their_packing(tmp_path: Path, packing: str) -> None:
    plain = PAGE.encode()
    packer = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(plain),
        "br": pa.Codec("brotli").compress(plain, asbytes=True),
        "zstd": pa.Codec("zstd").compress(plain, asbytes=True),
        "deflate": zlib.compress(plain),
        "raw deflate": packer.compress(plain) + packer.flush(),
        "stated only": plain,
    }[packing]
    stated = {"raw deflate": "deflate", "stated only": "gzip"}.get(packing, packing)
    chunks = b"".join(b"%x;note=1\r\n%s\r\n" % (len(part), part) for part in (packed[:40], packed[40:])) + b"0\r\n\r\n"
    head = f"Content-Type: text/html\r\nContent-Encoding: {stated}\r\nTransfer-Encoding: chunked"
    file = tmp_path / "a.warc"
    file.write_bytes(record("response", answer(chunks, head)))

    assert [page.body for page in pages(file)] == [plain]


def test_each_broken_record_costs_itself(tmp_path: Path) -> None:
    good = [record("response", answer(f"<p>Report number {n} from the harbour.</p>".encode())) for n in range(5)]
    broken = [
        record("response", answer(b"<p>says it is longer</p>"), length=90_000),
        record("response", answer(b"<p>says it is shorter</p>"), length=20),
        record("response", b"no head at all"),
        b"WARC/1.0\r\nno end of headers" + b"x" * 70_000 + b"\r\n\r\n",
        b"noise \x00\xff" * 1000 + b"\n",
    ]
    file = tmp_path / "a.warc"
    file.write_bytes(b"".join(part for pair in zip(good, broken, strict=True) for part in pair) + good[0])

    found = pages(file)

    assert [page.body for page in found] == [page.split(b"\r\n\r\n", 2)[2].rstrip(b"\r\n") for page in (*good, good[0])]
    assert len(errors(file)) >= 5 and all("\n" not in error and error[0].islower() for error in errors(file))


def test_a_damaged_member_of_a_packed_archive_costs_itself(tmp_path: Path) -> None:
    members = [gzip.compress(record("response", answer(b"<p>Report %d.</p>" % n * 50))) for n in range(4)]
    members[1] = members[1][:30] + b"\x00\x01\x02\x03" + members[1][34:]
    members[3] = members[3][:-20]
    file = tmp_path / "a.warc.gz"
    file.write_bytes(b"".join(members))

    assert [page.body[:11] for page in pages(file)] == [b"<p>Report 0", b"<p>Report 2"]
    assert len(errors(file)) == 2


def test_what_holds_no_page_is_counted(tmp_path: Path) -> None:
    file = tmp_path / "a.warc"
    file.write_bytes(
        record("response", answer(b"gone", status="404 Not Found"))
        + record("response", answer(b"\x89PNG", "Content-Type: image/png")) * 2
        + record("revisit", answer(b""))
        + record("response", answer(PAGE.encode()))
    )

    assert len(pages(file)) == 1
    assert errors(file) == [
        f"passed over 4 records that hold no page in {str(file)!r}: 2 image/png, 1 status 404, 1 revisit"
    ]


def test_the_text_of_a_wet_file_is_read_as_text(tmp_path: Path) -> None:
    file = tmp_path / "CC-MAIN-1.warc.wet.gz"
    file.write_bytes(gzip.compress(record("conversion", "Ferry halted\nThe café closed.".encode())))

    (page,) = pages(file)

    assert (page.media_type, page.url) == ("text/plain", "https://outlet.example/1")
    assert decode(page).text == "Ferry halted\nThe café closed."


@pytest.mark.parametrize("packing", ["gzip", "br", "zstd", "deflate"])
def test_a_body_that_unfolds_without_end_is_refused_and_the_next_is_read(tmp_path: Path, packing: str) -> None:
    zeros = b"\x00" * 30_000_000
    bomb = {
        "gzip": gzip.compress,
        "deflate": zlib.compress,
        "br": lambda data: pa.Codec("brotli").compress(data, asbytes=True),
        "zstd": lambda data: pa.Codec("zstd").compress(data, asbytes=True),
    }[packing](zeros)
    filler = record("metadata", b"x" * 200_000)
    file = tmp_path / "a.warc"
    head = f"Content-Type: text/html\r\nContent-Encoding: {packing}"
    file.write_bytes(filler + record("response", answer(bomb, head)) + record("response", answer(PAGE.encode())))

    small = Limits(document=1_000_000)

    assert [page.body for page in pages(file, small)] == [PAGE.encode()]
    assert "unfolds to more than 1 MB" in errors(file, small)[0]


def test_archives_that_warcio_writes_are_read_as_it_reads_them(tmp_path: Path) -> None:
    warcio = pytest.importorskip("warcio.warcwriter", reason="warcio is not installed (extra: interop)")
    from warcio.archiveiterator import ArchiveIterator
    from warcio.statusandheaders import StatusAndHeaders

    file = tmp_path / "a.warc.gz"
    with file.open("wb") as out:
        writer = warcio.WARCWriter(out, gzip=True)
        for number in range(30):
            body = f"<html><body><p>Report {number} on the harbour.</p></body></html>".encode()
            kept = gzip.compress(body) if number % 3 == 0 else body
            headers = [("Content-Type", "text/html"), *([("Content-Encoding", "gzip")] if number % 3 == 0 else [])]
            writer.write_record(
                writer.create_warc_record(
                    f"https://outlet.example/{number}", "response", payload=io.BytesIO(kept),
                    http_headers=StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1"),
                )
            )  # fmt: skip

    with file.open("rb") as packed:
        theirs = [
            (entry.rec_headers.get_header("WARC-Target-URI"), entry.content_stream().read())
            for entry in ArchiveIterator(packed)
        ]

    assert [(page.url, page.body) for page in pages(file)] == theirs and len(theirs) == 30


def test_memory_is_that_of_one_record_not_of_the_archive(tmp_path: Path) -> None:
    import tracemalloc

    file = tmp_path / "a.warc.gz"
    with gzip.open(file, "wb", compresslevel=1) as out:
        for number in range(300):
            out.write(record("response", answer(json.dumps(number).encode() + b" words of a page" * 6_000)))

    tracemalloc.start()
    count = sum(isinstance(item, Document) for item in read([file], Limits(ratio=2000)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert count == 300 and peak < 6_000_000


def test_a_pdf_is_read_as_a_page_is_and_a_broken_one_costs_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pypdfium2", reason="PDF is an extra: rashomon[documents]")
    report = pdf([column(60, 700, ["The ferry to Ostmar was halted", "on Monday, the harbour said."])])
    whole = record("response", answer(gzip.compress(report), "Content-Type: application/pdf\r\nContent-Encoding: gzip"))
    whole += record("resource", report, "https://outlet.example/2").replace(
        b"WARC-Type", b"Content-Type: application/pdf\r\nWARC-Type"
    )
    whole += record("response", answer(b"%PDF-1.7 nothing", "Content-Type: application/pdf"), "https://outlet.example/3")
    file = tmp_path / "news.warc"
    file.write_bytes(whole)

    first, second = pages(file)

    assert (first.url, first.fetched) == ("https://outlet.example/1", "2021-03-04T05:06:07Z")
    assert (second.url, second.body) == ("https://outlet.example/2", first.body)
    assert decode(first).text.startswith("The ferry to Ostmar was halted on Monday, the harbour said.")
    (said,) = errors(file)
    assert said.startswith("cannot read a record: 'https://outlet.example/3'") and "the PDF is broken" in said
    monkeypatch.setattr("rashomon.sources.pdf.is_installed", lambda: False)
    assert not pages(file) and "3 PDF, read by the extra 'documents'" in errors(file)[0]
