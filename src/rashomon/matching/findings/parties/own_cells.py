"""Sides of where, when and whom → those by which an account disputes the main one.

Reads answers with their reports and texts. The one idea: accounts seldom dispute these, and a reader who is told that
they do goes and looks; so a side stands beside the main one only where its own clause gives the answer and no account
gives both. What an account says besides (of a home, of what went before, of another act) disputes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rashomon.matching.findings.account import RELATIVE, Answer, Corpus
from rashomon.record import Report


def in_own_clause(corpus: Corpus, report: Report, mention_id: str) -> bool:
    """Whether a cell was read from the report's own clause: not from a sentence before, nor from a clause of its
    own that stands between the clause's beginning and its verb. What a person gave is the report's own wherever its
    words stand.
    """
    mention = corpus.mentions.get(mention_id)
    if mention is None or _is_given(report, mention_id):
        return True
    if not report.start <= mention.start < report.end:
        return False
    text = corpus.articles[report.article].text
    return mention.start >= report.trigger.start or not RELATIVE.search(text[report.start : mention.start])


def _is_given(report: Report, mention: str) -> bool:
    """Whether a cell of the report rests on this mention by a person's correction, or all of it is a person's."""
    if "all" in report.corrected:
        return True
    given = [cell for part, cell in (("when", report.when), ("where", report.where)) if part in report.corrected]
    named = [*(report.actors if "who" in report.corrected else ())]
    named += report.recipients if "whom" in report.corrected else ()
    return mention in named or mention in {cell.mention for cell in given if cell is not None}


def given_by_others(corpus: Corpus, sides: list[list[Answer]], reports: Sequence[Report]) -> list[list[Answer]]:
    """The main side, and those that other accounts alone give, each in its own clause."""
    by_id = {report.id: report for report in reports}
    kept: list[list[Answer]] = sides[:1]
    for side in sides[1:]:
        told = {answer.article for one in kept for answer in one}
        if not told & {answer.article for answer in side} and any(_is_own(corpus, a, by_id) for a in side):
            kept.append(side)
    return kept


def _is_own(corpus: Corpus, answer: Answer, reports: Mapping[str, Report]) -> bool:
    report = reports.get(answer.report or "")
    mention = getattr(answer.value, "mention", None)
    return report is None or not mention or in_own_clause(corpus, report, mention)
