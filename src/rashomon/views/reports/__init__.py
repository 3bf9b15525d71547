"""A brief that an editor would forward, as HTML, Markdown, Word or PDF; the page itself as JSON.

compose.py makes one page (page.py) from a record, claim.py one from the answer to a claim; each form is a function
page → content. The form follows from the file's suffix.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from rashomon.errors import NotFound
from rashomon.record import Record
from rashomon.views.exports.base import json_text
from rashomon.views.reports.claim import make_claim_page
from rashomon.views.reports.compose import MOST_STORIES, Counts, make_page
from rashomon.views.reports.html import as_html
from rashomon.views.reports.markdown import as_markdown
from rashomon.views.reports.page import ReportPage
from rashomon.views.told import ToldAnswer


def _as_docx(page: ReportPage) -> bytes:
    # python-docx and typst are heavy and optional: only these two forms need them
    from rashomon.views.reports.word import as_docx

    return as_docx(page)


def _as_pdf(page: ReportPage) -> bytes:
    from rashomon.views.reports.pdf import as_pdf

    return as_pdf(page)


def _as_json(page: ReportPage) -> str:
    return json_text(asdict(page))


#: Form (a file's suffix without the dot) → function. An explicit list, so that nothing registers itself.
FORMS: dict[str, Callable[[ReportPage], str | bytes]] = {
    "html": as_html,
    "md": as_markdown,
    "json": _as_json,
    "docx": _as_docx,
    "pdf": _as_pdf,
}


def make_report(
    record: Record,
    run: dict[str, Any],
    form: str,
    story: str | None = None,
    counts: Counts | None = None,
    *,
    full: bool = False,
) -> str | bytes:
    """The report in one form; `counts` where the record is only the part of the case that a report tells.

    Without `full` long sections are cut, and say by how much. Raises NotFound for an unknown form, MissingPart where
    its library is absent.
    """
    _refuse_unknown(form)
    return FORMS[form](make_page(record, run, story, counts, full=full))


def make_claim_report(found: ToldAnswer, record: Record, run: dict[str, Any], form: str) -> str | bytes:
    """The answer to a claim in one form, JSON being the answer itself; raises as `make_report` does. `record`: of the
    articles that speak of it.
    """
    _refuse_unknown(form)
    return json_text(asdict(found)) if form == "json" else FORMS[form](make_claim_page(found, record, run))


def _refuse_unknown(form: str) -> None:
    if form not in FORMS:
        raise NotFound(f"no such form of report: {form!r}; there are {', '.join(FORMS)}")


__all__ = [
    "FORMS", "MOST_STORIES", "Counts", "ReportPage", "make_claim_report", "make_page", "make_report",
]  # fmt: skip
