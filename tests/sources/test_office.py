"""PDF, Word, OpenDocument: paragraphs as a reader has them, their pages, a sentence for what cannot be read."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from office_files import Put, column, docx, odt, paragraph, pdf, table

pytest.importorskip("pypdfium2", reason="PDF is an extra: rashomon[documents]")

from rashomon.case import open_case
from rashomon.record import Document
from rashomon.sources import pdf as reader
from rashomon.sources.decode import decode
from rashomon.sources.files import Unread, read, read_bytes
from rashomon.sources.limits import DEFAULT, Limits
from rashomon.stages.clean import clean

HEAD = "Ostrania: floods in the north"
REPORT = [
    [
        Put(60, 800, 8, HEAD), Put(60, 740, 20, "Flood report for Brennik"), Put(60, 715, 10, "As of 16 May 2019"),
        *column(60, 690, [
            "The embankment of the river gave way on Tuesday evening, and fourteen peo-",
            "ple died in Brennik, the Interministerial Committee for Emergencies said on",
            "Wednesday. Its long-term plans are under review.",
        ]),
        *column(60, 640, ["Health"], 13),
        *column(60, 620, ["• Three clinics are closed, and the fourth one has no water at all since the", "long-",
                          "term pump broke."]),
        *column(60, 540, ["The governor, Tomas Ferrun, told reporters that the bridges of the northern dis-",
                          "tricts would be open again before the end of the month, and that the army of"]),
        Put(60, 40, 8, "Relief Desk"), Put(500, 40, 8, "Page 1 of 2"),
    ],
    [
        Put(60, 800, 8, HEAD),
        *column(60, 740, ["Ostrania had sent boats to Velmar, where two thousand people wait for help on", "roofs."]),
        Put(60, 40, 8, "Relief Desk"), Put(500, 40, 8, "Page 2 of 2"),
    ],
]  # fmt: skip
PARAGRAPHS = [
    "Flood report for Brennik",
    "The embankment of the river gave way on Tuesday evening, and fourteen people died in Brennik, the "
    "Interministerial Committee for Emergencies said on Wednesday. Its long-term plans are under review.",
    "Health",
    "Three clinics are closed, and the fourth one has no water at all since the long-term pump broke.",
    "The governor, Tomas Ferrun, told reporters that the bridges of the northern districts would be open again before "
    "the end of the month, and that the army of Ostrania had sent boats to Velmar, where two thousand people wait for "
    "help on roofs.",
]


def document(name: str, body: bytes, limits: Limits = DEFAULT) -> Document:
    (found,) = read_bytes(name, body, limits)
    assert isinstance(found, Document), found
    return found


def row(name: str, body: bytes) -> dict[str, Any]:
    return dict(json.loads(document(name, body).body))


def sentence(name: str, body: bytes, limits: Limits = DEFAULT) -> str:
    (found,) = read_bytes(name, body, limits)
    assert isinstance(found, Unread)
    return found.error


def test_the_lines_of_a_pdf_are_paragraphs_again_and_what_every_page_repeats_is_left_out() -> None:
    (article,) = clean(document("relief.example/report.pdf", pdf(REPORT)))
    assert article.text.split("\n") == PARAGRAPHS
    assert (article.title, article.outlet, article.published) == (
        "Flood report for Brennik", "relief.example", "2019-05-16T00:00:00Z",
    )  # fmt: skip
    dropped = {block.reason for block in article.blocks if not block.kept}
    assert dropped == {"a date of publication", "a running head, a foot or a page's number"}


def test_nothing_of_a_page_is_lost_in_silence() -> None:
    found = document("report.pdf", pdf(REPORT))
    (article,) = clean(found)
    text = decode(found).text
    told = " ".join(text[block.document_start : block.document_end] for block in article.blocks)
    blocks = {text[block.document_start : block.document_end] for block in article.blocks}
    assert {HEAD, "Relief Desk", "Page 1 of 2", "Page 2 of 2"} <= blocks
    assert "".join(told.split()) == "".join(text.split())


def test_a_citation_tells_its_page(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(pdf(REPORT))
    case = open_case(tmp_path / "a.case")
    case.add([tmp_path / "report.pdf"])
    view = case.article(next(iter(case.record().articles)))
    text = view.article.text
    words = ("embankment", "army of", "Ostrania had", "boats")
    assert [view.page_of(text.index(word)) for word in words] == [1, 1, 2, 2]
    assert [line.page for line in view.blocks if "Page" in line.text] == [2, 2]
    assert not case.check().problems


def test_the_document_of_a_pdf_names_the_bytes_that_it_was() -> None:
    body = pdf(REPORT)
    assert row("report.pdf", body)["layout"]["sha256"] == hashlib.sha256(body).hexdigest()
    assert document("report.pdf", body) == document("report.pdf", body)


LEFT = [
    "In the west the river rose by", "two metres, and the bridge at", "Brennik was closed to cars by",
    "the police of the district on", "Monday, witnesses said.",
]
RIGHT = [
    "In the east the water fell, and", "schools opened again after a", "week. The mayor of Velmar told",
    "parents that nobody was hurt", "when the dam was opened.",
]  # fmt: skip


@pytest.mark.parametrize("by_row", [False, True])
def test_columns_are_read_one_after_the_other_however_they_were_written(by_row: bool) -> None:
    left, right = column(60, 700, LEFT), column(320, 700, RIGHT)
    lines = [put for pair in zip(left, right, strict=True) for put in pair] if by_row else [*left, *right]
    text = row("report.pdf", pdf([lines]))["text"]
    assert text.split("\n\n")[:2] == [" ".join(LEFT), " ".join(RIGHT)]


def test_the_cells_of_a_row_stay_together() -> None:
    towns = ("Brennik", "Velmar", "Sorrin", "Hal")
    rows = ["District Dead Displaced".split(), *([name, "14", "9,000"] for name in towns)]
    placed = [(down, at, cell) for down, cells in enumerate(rows) for at, cell in enumerate(cells)]
    lines = [Put(60 + 150 * at, 700 - 20 * down, 10, cell) for down, at, cell in placed]
    text = row("report.pdf", pdf([[*lines, *column(60, 500, LEFT)]]))["text"]
    assert text.split("\n\n")[:5] == [" ".join(cells) for cells in rows]


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_that_lies_on_its_side_is_read_as_it_is_shown(turned: int) -> None:
    text = row("report.pdf", pdf([[*column(60, 500, LEFT), *column(60, 300, RIGHT)]], turned=turned))["text"]
    assert text.split("\n\n")[:2] == [" ".join(LEFT), " ".join(RIGHT)]


def test_what_a_browser_printed_is_cleaned_as_a_page_and_has_its_address() -> None:
    page = [
        Put(60, 825, 8, "11/23/26, 11:35 PM"), Put(300, 825, 8, "Ferry halted in Ostmar"),
        Put(60, 760, 20, "Ferry halted in Ostmar"), *column(60, 700, LEFT),
        *column(60, 600, ["Home", "World", "Sport"]),
        Put(60, 20, 8, "https://north.example/2021/03/04/ferry"), Put(540, 20, 8, "1/1"),
    ]  # fmt: skip
    (article,) = clean(document("ferry.pdf", pdf([page])))
    assert (article.url, article.published) == ("https://north.example/2021/03/04/ferry", "2021-03-04T00:00:00Z")
    assert "Sport" not in article.text and "11/23/26" not in article.text
    assert " ".join(LEFT) in article.text


@pytest.mark.parametrize(
    ("said", "title", "day"),
    [
        ({"Title": "Water falls in the east"}, "Water falls in the east", None),
        ({"Title": "Microsoft Word - sitrep_v3.docx"}, None, None),
        ({"Title": "Quarterly numbers of another year"}, None, None),
        ({"CreationDate": "D:20190516093000Z", "ModDate": "D:20190517093000Z"}, None, "2019-05-16T00:00:00Z"),
        ({"CreationDate": "D:20190516093000Z", "ModDate": "D:20210517093000Z"}, None, None),
        ({"CreationDate": "D:20190516093000Z", "Producer": "Skia/PDF m120"}, None, None),
        ({"CreationDate": "D:20159999"}, None, None),
    ],
)  # fmt: skip
def test_what_a_file_says_of_itself_is_believed_where_its_pages_bear_it_out(
    said: dict[str, str], title: str | None, day: str | None
) -> None:
    page = [*column(60, 700, ["Water falls in the east"]), *column(60, 650, RIGHT)]
    found = document("report.pdf", pdf([page], said))
    assert json.loads(found.body).get("title") == title
    (article,) = clean(found)
    assert article.published == day


def test_a_file_that_was_made_before_the_years_it_tells_of_dates_nothing() -> None:
    said = {"CreationDate": "D:20190516093000Z", "Creator": "Writer"}
    found = row("report.pdf", pdf([column(60, 700, [*RIGHT, "It was the worst flood until 2024."])], said))
    assert "made" not in found["layout"]


def test_what_cannot_be_read_says_so_in_one_sentence() -> None:
    keys = f"/O ({'o' * 32}) /U ({'u' * 32})"
    locked = pdf(REPORT, rest=f"/Encrypt <</Filter /Standard /V 1 /R 2 {keys} /P -4>> /ID [(a) (a)]")
    assert sentence("a.pdf", locked) == "locked with a password: 'a.pdf'; save it without"
    assert sentence("a.pdf", b"%PDF-1.7\nnothing of a PDF") == "the PDF is broken: 'a.pdf'; open it and save it again"
    assert sentence("a.pdf", pdf([[], []])).startswith("no text in it: 'a.pdf' has pictures of its pages only")
    assert sentence("a.pdf", pdf(REPORT), Limits(pages=1)).startswith("too long for one article: 'a.pdf' has 2 pages")
    assert sentence("a.pdf", pdf(REPORT), Limits(file=500)).startswith("too long for one article: 'a.pdf'")
    assert sentence("a.pdf", pdf(REPORT), Limits(apart=0.001)).startswith("took too long: 'a.pdf'")
    strange = [Put(60, 700, 10, "€" * 40)]
    assert document("a.pdf", pdf([[*strange, *column(60, 600, LEFT)]]))


def test_a_machine_without_the_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    program = (
        "import sys, runpy; sys.modules['pypdfium2'] = None; sys.argv = sys.argv[1:]; "
        "runpy.run_path(sys.argv[0], run_name='__main__')"
    )

    def without(command: list[str], **more: Any) -> subprocess.CompletedProcess[bytes]:
        return run([sys.executable, "-c", program, *command[2:]], **more)

    run = subprocess.run
    monkeypatch.setattr(reader.subprocess, "run", without)
    said = sentence("a.pdf", pdf(REPORT))
    assert said.startswith("not read: 'a.pdf'; PDF is read by an optional part: pip install 'rashomon[documents]'")


def test_a_reader_that_dies_costs_its_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def dying(command: list[str], **more: Any) -> subprocess.CompletedProcess[bytes]:
        return subprocess.CompletedProcess(command, -11, b"", b"")

    (tmp_path / "a.pdf").write_bytes(pdf(REPORT))
    (tmp_path / "b.txt").write_text("The ferry to Ostmar was halted.")
    monkeypatch.setattr(reader.subprocess, "run", dying)
    first, second = read([tmp_path])
    assert isinstance(first, Unread) and "the PDF is broken" in first.error
    assert isinstance(second, Document)


# ── Word ──────────────────────────────────────────────────────────────────────────────────────────────────

PAGE = "<w:r><w:lastRenderedPageBreak/></w:r>"
LETTER = docx(
    paragraph("Flood report for Brennik", "Title") + paragraph("16 May 2019")
    + "<w:p><w:r><w:t>Fourteen people died</w:t></w:r>"
    + "<w:del><w:r><w:delText> or forty</w:delText></w:r></w:del>"
    + "<w:ins><w:r><w:t xml:space='preserve'> in Brennik</w:t></w:r></w:ins><w:r><w:tab/>"
    + "<w:t>on Tuesday, the committee said.</w:t></w:r></w:p>"
    + table([[paragraph("District"), paragraph("Dead")], [paragraph("Brennik"), paragraph("14")]])
    + table([[paragraph("The governor spoke on Wednesday.") + paragraph("He named nobody."), paragraph("Aside")]])
    + "<w:sdt><w:sdtContent>" + paragraph("Boats came to Velmar, where people wait.", inside=PAGE)
    + "</w:sdtContent></w:sdt>"
    + "<w:p><mc:AlternateContent><mc:Choice><w:txbxContent>" + paragraph("A box says that help is near.")
    + "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>" + paragraph("A box says that help is near.")
    + "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:p>",
    "<w:footnote w:type='separator'><w:p/></w:footnote>"
    + f"<w:footnote w:id='2'>{paragraph('Counted by the committee.')}</w:footnote>",
    "<dc:title>Report</dc:title><dc:creator>ana</dc:creator>",
)  # fmt: skip
LINES = [
    "Flood report for Brennik", "16 May 2019", "Fourteen people died in Brennik on Tuesday, the committee said.",
    "District Dead", "Brennik 14", "The governor spoke on Wednesday.", "He named nobody.", "Aside",
    "Boats came to Velmar, where people wait.", "A box says that help is near.", "Counted by the committee.",
]  # fmt: skip


def test_a_word_file_is_its_paragraphs_rows_boxes_and_footnotes_as_they_stand_now() -> None:
    found = row("report.docx", LETTER)
    assert found["text"].split("\n\n")[:-1] == LINES
    assert (found["title"], found.get("authors")) == ("Flood report for Brennik", None)
    (article,) = clean(document("relief.example/report.docx", LETTER))
    assert (article.title, article.published, article.outlet) == (
        "Flood report for Brennik", "2019-05-16T00:00:00Z", "relief.example",
    )  # fmt: skip
    assert "Brennik 14" in article.text and "forty" not in article.text


def test_pages_of_a_word_file_are_those_on_which_word_last_broke_it() -> None:
    found = document("report.docx", LETTER)
    decoded = decode(found)
    words = ("Fourteen", "Aside", "Boats", "A box")
    assert [decoded.page_at(decoded.text.index(word)) for word in words] == [1, 1, 2, 2]
    unbroken = decode(document("a.docx", docx(paragraph("Fourteen people died in Brennik."))))
    assert unbroken.page_at(0) is None


def test_a_word_file_that_cannot_be_read_says_so() -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"
    assert sentence("a.docx", old).startswith("locked with a password, or of Word before 2007: 'a.docx'")
    assert sentence("a.doc", old).endswith("save it as .docx, .odt, .pdf or .txt")
    assert sentence("a.docx", b"PK\x03\x04 nothing").startswith("the Word file is broken: 'a.docx'")
    assert sentence("a.docx", docx("", name="other.xml")).startswith("no Word file: 'a.docx'")
    assert sentence("a.docx", docx("<w:p/>")).startswith("no text in it: 'a.docx'")
    bomb = docx(paragraph("a " * 4_000_000))
    assert "unpacks to far more than its size" in sentence("a.docx", bomb)
    long = docx(paragraph("word " * 30_000))
    assert sentence("a.docx", long, Limits(document=100_000, ratio=10_000)).startswith("too long for one article")


def test_a_word_file_declares_no_entities(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        declared = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        archive.writestr("word/document.xml", f"{declared}<w><body><p><t>&x;</t></p></body></w>")
    (found,) = read([path])
    assert isinstance(found, Unread) and "declares entities" in found.error


def test_tables_within_tables_cost_no_more_than_they_hold() -> None:
    inner = paragraph("Fourteen people died in Brennik on Tuesday.")
    for _ in range(40):
        inner = table([[inner + paragraph("more")]])
    text = row("a.docx", docx(inner))["text"]
    assert text.count("Fourteen people") == 1 and text.count("more") == 40


# ── OpenDocument ──────────────────────────────────────────────────────────────────────────────────────────

WRITTEN = odt(
    "<text:tracked-changes><text:changed-region><text:deletion><text:p>or forty</text:p></text:deletion>"
    "</text:changed-region></text:tracked-changes>"
    '<text:p text:style-name="P1">Flood report for Brennik</text:p><text:p>16 May 2019</text:p>'
    "<text:p>Fourteen\n   people <text:span>died</text:span> in Brennik<text:change text:change-id='1'/><text:s/>on "
    "Tuesday<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Counted by the committee."
    "</text:p></text:note-body></text:note>,<text:tab/>the committee<office:annotation><dc:creator>ana</dc:creator>"
    "<text:p>Who?</text:p></office:annotation> said.</text:p>"
    "<table:table><table:table-column/><table:table-header-rows><table:table-row><table:table-cell><text:p>District"
    "</text:p></table:table-cell><table:table-cell><text:p>Dead</text:p></table:table-cell></table:table-row>"
    "</table:table-header-rows><table:table-row><table:table-cell table:number-columns-repeated='900000'><text:p>"
    "Brennik</text:p></table:table-cell><table:covered-table-cell><text:p>hidden</text:p></table:covered-table-cell>"
    "<table:table-cell><text:p>14</text:p></table:table-cell></table:table-row></table:table>"
    "<text:list><text:list-item><text:p>Boats came to <text:soft-page-break/>Velmar, where people wait.</text:p>"
    "</text:list-item></text:list>"
    "<text:p><draw:frame><svg:title>a picture</svg:title><draw:text-box><text:p>A box says that help is near.</text:p>"
    "</draw:text-box></draw:frame>The report is called <text:title>Floods</text:title>.</text:p>",
    '<style:style style:name="P1" style:parent-style-name="Title"/>',
    "<meta:initial-creator>ana</meta:initial-creator><meta:creation-date>2019-05-16T09:30:00</meta:creation-date>"
    "<dc:date>2019-05-17T09:30:00</dc:date>",
)
SAID = [
    "Flood report for Brennik", "16 May 2019", "Fourteen people died in Brennik on Tuesday, the committee said.",
    "District Dead", "Brennik 14", "Boats came to Velmar, where people wait.", "The report is called Floods.",
    "A box says that help is near.", "Counted by the committee.",
]  # fmt: skip


def test_an_open_document_is_its_paragraphs_rows_boxes_and_footnotes_as_they_stand_now() -> None:
    found = row("report.odt", WRITTEN)
    assert found["text"].split("\n\n")[:-1] == SAID
    assert (found["title"], found.get("authors"), found["layout"]["made"]) == (
        "Flood report for Brennik", None, "2019-05-16",
    )  # fmt: skip
    (article,) = clean(document("relief.example/report.odt", WRITTEN))
    assert (article.title, article.published, article.outlet) == (
        "Flood report for Brennik", "2019-05-16T00:00:00Z", "relief.example",
    )  # fmt: skip


def test_pages_of_an_open_document_are_those_on_which_the_program_last_broke_it() -> None:
    decoded = decode(document("report.odt", WRITTEN))
    words = ("Fourteen", "Boats", "Velmar", "A box")
    assert [decoded.page_at(decoded.text.index(word)) for word in words] == [1, 1, 2, 2]


def test_a_heading_of_the_first_level_is_a_title_whatever_its_style() -> None:
    heading = '<text:h text:outline-level="1" text:style-name="P9">The flood in Brennik</text:h>'
    assert row("a.odt", odt(f"<text:p>Relief Desk</text:p>{heading}"))["title"] == "The flood in Brennik"


def test_an_open_document_that_cannot_be_read_says_so() -> None:
    locked = odt("<text:p>x</text:p>", entry="<m:file-entry><m:encryption-data/></m:file-entry>")
    assert sentence("a.odt", locked) == "locked with a password: 'a.odt'; save it without"
    assert sentence("a.odt", b"PK\x03\x04 nothing").startswith("the OpenDocument file is broken: 'a.odt'")
    assert sentence("a.odt", odt("", kind="spreadsheet")).startswith("no OpenDocument text: 'a.odt' has no text in it")
    assert sentence("a.odt", docx(paragraph("x"))).startswith("no OpenDocument text: 'a.odt'")
    assert sentence("a.odt", odt("<text:p/>")).startswith("no text in it: 'a.odt'")
    assert sentence("a.odt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 rest").endswith("save it as .docx or .odt")
    bomb = odt(f"<text:p>{'a ' * 4_000_000}</text:p>")
    assert "unpacks to far more than its size" in sentence("a.odt", bomb)
    long = odt(f"<text:p>{'word ' * 30_000}</text:p>")
    assert sentence("a.odt", long, Limits(document=100_000, ratio=10_000)).startswith("too long for one article")


def test_spaces_that_one_element_stands_for_do_not_fill_the_memory() -> None:
    many = "<text:s text:c='999999999'/>" * 50
    text = row("a.odt", odt(f"<text:p>Fourteen{many}people died.</text:p>"))["text"]
    assert text.split() == ["Fourteen", "people", "died."] and len(text) < 6_000


def test_deep_open_documents_cost_a_sentence_or_what_they_hold() -> None:
    inner = "<text:p>Fourteen people died in Brennik.</text:p>"
    for _ in range(40):
        cell = f"<table:table-cell>{inner}<text:p>more</text:p></table:table-cell>"
        inner = f"<table:table><table:table-row>{cell}</table:table-row></table:table>"
    text = row("a.odt", odt(inner))["text"]
    assert text.count("Fourteen people") == 1 and text.count("more") == 40
    spans = "<text:span>" * 5_000 + "deep" + "</text:span>" * 5_000
    (found,) = read_bytes("a.odt", odt(f"<text:p>Fourteen people died.{spans}</text:p>"))
    assert isinstance(found, Document) and "Fourteen people died." in decode(found).text


def test_a_folder_of_mixed_files_is_one_case(tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(pdf(REPORT))
    (folder / "b.docx").write_bytes(LETTER)
    (folder / "c.txt").write_text("Ferry halted\n\nThe ferry to Ostmar was halted on Thursday, the harbour said.\n")
    (folder / "d.pdf").write_bytes(b"%PDF-1.7 broken")
    (folder / "f.odt").write_bytes(odt("<text:p>The harbour of Velmar was closed on Friday, the mayor said.</text:p>"))
    with zipfile.ZipFile(folder / "e.zip", "w") as archive:
        archive.writestr("inner/report.pdf", pdf([column(60, 700, LEFT)]))
    case = open_case(tmp_path / "a.case")
    added = case.add([folder])
    assert (added.articles, len(added.failures)) == (5, 1)
    assert not case.check().problems
