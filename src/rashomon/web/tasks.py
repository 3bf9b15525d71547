"""What changes a case, by name: the work behind every job, and keeping the index up to date.

Reads a case and a request's plain values; writes through the front door. The one idea: a task is a name and values that
can be sent, so that this process can do it or another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rashomon.record import judgement_id
from rashomon.views.given import spell_judged
from rashomon.web.jobs import JobFailure, Outcome, Tell

if TYPE_CHECKING:
    from rashomon.case import Case
    from rashomon.views.pages import CasePages

Values = Mapping[str, Any]
Task = Callable[["Case", "CasePages", Values, Tell], Any]


def catch_up(case: Case, pages: CasePages, values: Values, tell: Tell) -> bool:
    """Brings the index to the case's state, with what meaning is found by; gives whether anything changed."""
    changed = pages.index.is_behind() and pages.catch_up(tell)
    pages.make_vectors()
    return changed


def add(case: Case, pages: CasePages, values: Values, tell: Tell) -> Outcome:
    """Takes the documents of a `folder` in, reads and compares them."""
    added = case.add([Path(values["folder"])], progress=lambda step: tell(step.step, step.done, step.total))
    counts = {"documents": added.documents, "known": added.known, "articles": added.articles}
    return Outcome(counts, tuple(JobFailure(lost.document, lost.stage, lost.error) for lost in added.failures))


def judge(case: Case, pages: CasePages, values: Values, tell: Tell) -> Outcome:
    """Keeps a judgement (`verdict`, `left`, `right`, `by`, `because`; `value`, `words`, `alike`) and compares anew."""
    tell("comparing", 0, None)
    made = case.judge(
        values["verdict"], values["left"], values["right"], by=values["by"], because=values["because"],
        value=values.get("value"), words=values.get("words"), alike=bool(values.get("alike")),
    )  # fmt: skip
    given = {"given": spell_judged(made)} if made.cells else {}
    return Outcome({"judgement": judgement_id(made), "relation": made.relation, "verdict": made.verdict} | given)


def add_act(case: Case, pages: CasePages, values: Values, tell: Tell) -> Outcome:
    """Adds an act that nobody read (`article`, `words`, `at`, `type`, its parts, `by`, `because`) and compares anew."""
    tell("comparing", 0, None)
    parts = {name: values.get(name) for name in ("who", "whom", "when", "where", "modality", "because", "at")}
    counts = values.get("how_many") or ()
    made = case.judge_act(
        values["article"], values["words"], values["type"], by=values["by"], how_many=counts, **parts
    )
    told = {"judgement": judgement_id(made), "report": made.right, "verdict": made.verdict, "given": spell_judged(made)}
    return Outcome(told)


def add_statement(case: Case, pages: CasePages, values: Values, tell: Tell) -> Outcome:
    """Adds a statement that nobody read (`article`, `words`, `at`, its parts, `by`, `because`) and compares anew."""
    tell("comparing", 0, None)
    parts = {name: values.get(name) for name in ("speaker", "cue", "form", "polarity", "because", "at")}
    made = case.judge_statement(values["article"], values["words"], by=values["by"], **parts)
    told = {"judgement": judgement_id(made), "statement": made.right, "verdict": made.verdict}
    return Outcome(told | {"given": spell_judged(made)})


def forget(case: Case, pages: CasePages, values: Values, tell: Tell) -> Outcome:
    """Takes the judgement `name` back and compares anew."""
    tell("comparing", 0, None)
    return Outcome({"judgement": judgement_id(case.forget(values["name"]))})


def take_decisions_in(case: Case, pages: CasePages, values: Values, tell: Tell) -> Outcome:
    """Takes a colleague's `lines` in and compares anew."""
    tell("taking decisions in", 0, None)
    return Outcome(asdict(case.import_decisions(values["lines"])))


TASKS: Mapping[str, Task] = {
    "catch up": catch_up, "add": add, "judge": judge, "act": add_act, "statement": add_statement,
    "forget": forget, "decisions": take_decisions_in,
}  # fmt: skip
