"""What an outlet's pages repeat is left out of them, whichever came first and whatever dies in between."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import rashomon
from kills import record_of
from memory_store import MemoryStore
from rashomon import pipeline
from rashomon.case import Case
from rashomon.reading.pending import read_pending
from rashomon.reading.plan import make_plan
from rashomon.reading.taking import take_in
from rashomon.record import Document, Failure, Record, Report, document_id, judgement_id
from rashomon.settings import CaseSettings
from rashomon.stages.clean import clean_pages

AT = "2026-01-01T00:00:00Z"
APPEAL = "Every gift keeps our newsroom on the coast alive, and each of our readers can help today."
ABOUT = "We have told the story of this valley, its people and its river every day since 1931."
PAGES = {
    "bridge": "Bridge of Ashford opens again\n\nThe bridge of Ashford was opened on Monday by the mayor, Anna Pell, who"
    " thanked all welders for their patience.\n{}\nThe girders had rusted since the flood in March, the council said,"
    " and lorries had to take a detour of forty miles.\nDrivers paid no toll on the first day.",
    "strike": "Teachers walk out in Osk\n\nTeachers in Osk walked out on Tuesday over wages, their union said.\n"
    "The headmaster of the largest school, Ivo Brandt, closed the classrooms and sent the pupils home.\n{}\n"
    "The ministry of education called the walkout illegal and refused to bargain.",
    "ferry": "Ferry runs aground off Tolm\n\nA ferry with 112 passengers ran aground off Tolm early on Wednesday, the"
    " coastguard said.\nA tugboat pulled it free at noon, and nobody was hurt.\n{}\nThe captain blamed a broken rudder,"
    " and an inquiry has begun.",
}


def page(name: str, *furniture: str, more: str = "", outlet: str = "Valley Post") -> Document:
    body = (PAGES[name].replace("\n{}", "".join(f"\n{line}" for line in furniture)) + more).encode()
    return Document(document_id(body), None, outlet, None, "text/plain", None, body)


def texts(case: Case) -> list[str]:
    return [article.text for article in case.record().articles.values()]


def test_the_second_article_of_an_outlet_reads_better_than_the_first_and_the_first_is_read_again(
    tmp_path: Path,
) -> None:
    case = rashomon.open_case(tmp_path / "a.case")
    case.add([page("bridge", ABOUT)])
    assert ABOUT in texts(case)[0]

    added = case.add([page("strike", ABOUT)])

    assert added.articles == 1
    assert not [text for text in texts(case) if ABOUT in text]
    for article in case.record().articles.values():
        (line,) = [line for line in case.article(article.id).blocks if line.block.kind == "repeated"]
        assert (line.text, line.block.kept) == (ABOUT, False)
        assert "another article of the outlet" in line.block.reason
    assert case.check().problems == ()
    assert case.verify().problems == ()


def test_one_by_one_gives_the_record_of_all_at_once(tmp_path: Path) -> None:
    pages = [
        page("bridge", ABOUT),
        page("strike", APPEAL, ABOUT),
        page("ferry", APPEAL),
        page("bridge", more=" It held."),
    ]
    whole, grown = rashomon.open_case(tmp_path / "whole.case"), rashomon.open_case(tmp_path / "grown.case")
    whole.add(pages)
    for one in reversed(pages):
        grown.add([one])
    assert _sorted(record_of(tmp_path / "grown.case")) == _sorted(record_of(tmp_path / "whole.case"))


def test_updates_of_one_report_keep_their_body(tmp_path: Path) -> None:
    case = rashomon.open_case(tmp_path / "a.case")
    case.add([page("ferry"), page("ferry", more="\nUPDATE: The ferry reached Tolm at six."), page("bridge")])
    assert sum("A tugboat pulled it free" in text for text in texts(case)) == 2


def test_only_the_documents_that_a_newcomer_concerns_are_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = rashomon.open_case(tmp_path / "a.case")
    old = [page("bridge", ABOUT), page("bridge", ABOUT, outlet="Herald", more="!"), page("ferry", APPEAL)]
    case.add(old)
    asked: list[str] = []
    read = pipeline.read_documents

    def noting(documents: Sequence[Document], *more: object) -> object:
        asked.extend(document.id for document in documents)
        return read(documents, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "read_documents", noting)
    new = page("strike", ABOUT)
    case.add([new])
    assert sorted(asked) == sorted([old[0].id, new.id])


def test_a_compacted_case_still_knows_what_its_pages_hold(tmp_path: Path) -> None:
    case = rashomon.open_case(tmp_path / "a.case")
    case.add([page("bridge", ABOUT)])
    case.compact()
    case.add([page("strike", ABOUT)])
    case.compact()
    assert not [text for text in texts(case) if ABOUT in text]
    case.run(anew=True)
    assert not [text for text in texts(case) if ABOUT in text]


def test_people_s_judgements_hold_where_what_they_judged_has_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = rashomon.open_case(tmp_path / "a.case")
    case.add([page("ferry", ABOUT)])
    before = case.record()
    report = next(one for one in before.reports.values() if one.start > _after(before, ABOUT))
    one, other = [one for one in before.mentions.values() if one.start > _after(before, ABOUT)][:2]
    case.judge("wrong", report.id, "all", by="ada")
    case.judge("different", one.id, other.id, by="ada")

    with monkeypatch.context() as broken:
        broken.setattr("rashomon.reading.pending.follow", _dies)
        with pytest.raises(KeyboardInterrupt):
            case.add([page("strike", ABOUT)])
    case = rashomon.open_case(tmp_path / "a.case")
    case.add([page("strike", ABOUT)])

    now = case.record()
    apart, mark = sorted(case.judgements(), key=lambda made: made.verdict)
    # the mark holds: what it calls wrong is not told, under its new id either
    assert mark.left != report.id and one.id not in now.mentions
    (wrong,) = _told(before, [report])
    assert wrong in _told(before, before.reports.values()) and wrong not in _told(now, now.reports.values())
    assert {now.mentions[name].text for name in (apart.left, apart.right)} == {one.text, other.text}
    assert (mark.by, mark.verdict, apart.verdict) == ("person:ada", "wrong", "different")
    assert case.check().problems == ()
    case.forget(judgement_id(mark))
    assert wrong in _told(case.record(), case.record().reports.values())
    assert [made.verdict for made in case.judgements()] == ["different"]


def _told(record: Record, reports: Iterable[Report]) -> set[tuple[str, str]]:
    """Of reports the types, and their words."""
    return {(one.type, record.articles[one.article].text[one.start : one.end]) for one in reports}


def _dies(*more: object) -> None:
    if _calls.append(1) or len(_calls) == 2:
        raise KeyboardInterrupt


_calls: list[int] = []


def _after(record: Record, line: str) -> int:
    return next(article.text.find(line) for article in record.articles.values()) + len(line)


# ── any order, any batches, any death ─────────────────────────────────────────────────────────────────────


def _cleaned_only(documents: Sequence[Document], cache: object = None, left_out: object = None) -> list[object]:
    """A reading that ends with cleaning: what follows depends on the text alone."""
    found = clean_pages(documents, left_out)  # type: ignore[arg-type]
    empty = dict.fromkeys(("mentions", "times", "places", "quantities", "statements", "reports"), ())
    return [
        Failure(document.id, "clean", str(page), None)
        if isinstance(page, Exception)
        else pipeline.Reading(article=page.articles[0], judgements=tuple(page.judgements), **empty)  # type: ignore[arg-type]
        for document, page in zip(documents, found, strict=True)
    ]


def _add(store: MemoryStore, documents: Sequence[Document], chance: random.Random) -> None:
    """As `add` does, but for the comparison, in slices of any size."""
    sized = CaseSettings(documents_per_batch=chance.randrange(1, 3), batches_per_slice=chance.randrange(1, 3))
    take_in(store, sized, documents, AT, None)
    read_pending(store, sized, None, AT, None, make_plan(store, sized).again)


def _tables(store: MemoryStore) -> dict[str, list[str]]:
    """All that was read, row by row, without the order of arrival."""
    return {
        name: sorted(map(repr, store.read(name).to_pylist()))
        for name in ("documents", "articles", "judgements", "failures", "lines")
    }


COPIES = [page(name, *furniture, more=more, outlet=outlet)
          for name in PAGES for outlet in ("Post", "Herald")
          for furniture in ((), (ABOUT,), (APPEAL, ABOUT)) for more in ("", "\nUPDATE: Nobody was hurt.")]  # fmt: skip
EMPTY = Document(document_id(b"\x00\x01"), None, "Post", None, "text/plain", None, b"\x00\x01")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from([*COPIES, EMPTY]), min_size=1, max_size=7, unique_by=lambda one: one.id),
    st.randoms(use_true_random=False),
)
def test_any_order_in_any_batches_with_any_death_gives_the_tables_of_one_batch(
    monkeypatch: pytest.MonkeyPatch, documents: list[Document], chance: random.Random
) -> None:
    monkeypatch.setattr(pipeline, "read_documents", _cleaned_only)
    whole, grown = MemoryStore(), MemoryStore()
    _add(whole, documents, chance)
    left = chance.sample(documents, k=len(documents))
    while left:
        count = chance.randrange(1, 4)
        grown.dies_after = chance.choice((None, 0, 1, 2, 3))
        try:
            _add(grown, left[:count], chance)
        except KeyboardInterrupt:
            continue
        left = left[count:]
    assert _tables(grown) == _tables(whole)


def _sorted(record: dict[str, object]) -> dict[str, object]:
    return {name: sorted(map(repr, rows)) if isinstance(rows, list) else rows for name, rows in record.items()}
