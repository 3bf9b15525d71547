"""The routes that write: judgements, decisions of others, and the jobs that do the work.

Reads requests behind the doors of safety.py; writes through the front door alone. The one idea: whatever changes the
case is a job, so that a page never waits and never wonders.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from pydantic import BaseModel, Field

from rashomon.judging.decisions import Agreement
from rashomon.views.items import Page
from rashomon.views.review import Decision
from rashomon.web.jobs import JobView
from rashomon.web.reading import Name, PageNumber, PageSize
from rashomon.web.replies import answer, problem, reply
from rashomon.web.tasks import Values

if TYPE_CHECKING:
    from rashomon.web.desk import Desk


class Judging(BaseModel):
    """What a person says of two things, or of a reading (`left`) and its part (`right`: all, who, when, …).

    A statement's parts are all, speaker, words, cue and form. Of a part that is wrong `value` is what is right instead,
    and `words` those of the article that say so; `alike` gives it to the other reports of the event that were read
    alike there.
    """

    verdict: str = Field(pattern="^(same|different|wrong|right)$")
    left: str = Field(min_length=1, max_length=200)
    right: str = Field(min_length=1, max_length=200)
    because: str | None = Field(default=None, max_length=2000)
    value: str | None = Field(default=None, min_length=1, max_length=300)
    words: str | None = Field(default=None, min_length=1, max_length=2000)
    alike: bool = False
    by: str | None = Field(default=None, max_length=100)


class Adding(BaseModel):
    """An act that nobody read: exact words of an article, from character `at` on, and what they tell, each part as a
    value is given. `how_many`: counts of different things.
    """

    article: str = Field(min_length=1, max_length=200)
    words: str = Field(min_length=1, max_length=2000)
    at: int | None = Field(default=None, ge=0)
    type: str = Field(min_length=1, max_length=300)
    who: str | None = Field(default=None, min_length=1, max_length=300)
    whom: str | None = Field(default=None, min_length=1, max_length=300)
    when: str | None = Field(default=None, min_length=1, max_length=300)
    where: str | None = Field(default=None, min_length=1, max_length=300)
    how_many: list[str] = Field(default_factory=list, max_length=10)
    modality: str | None = Field(default=None, min_length=1, max_length=300)
    because: str | None = Field(default=None, max_length=2000)
    by: str | None = Field(default=None, max_length=100)


class AddingStatement(BaseModel):
    """A statement that nobody read: exact words of an article that are said, from character `at` on, " … " between
    those that stand apart, and who says them. `form` follows from the quotation marks where none is given.
    """

    article: str = Field(min_length=1, max_length=200)
    words: str = Field(min_length=1, max_length=2000)
    at: int | None = Field(default=None, ge=0)
    speaker: str | None = Field(default=None, min_length=1, max_length=300)
    cue: str | None = Field(default=None, min_length=1, max_length=300)
    form: str | None = Field(default=None, min_length=1, max_length=300)
    polarity: str | None = Field(default=None, min_length=1, max_length=300)
    because: str | None = Field(default=None, max_length=2000)
    by: str | None = Field(default=None, max_length=100)


def add_writing(web: FastAPI, desk: Desk) -> None:
    """Adds every route that writes, and those that tell how far the writing is."""
    _add_judgements(web, desk)
    _add_decisions(web, desk)
    _add_jobs(web, desk)


def _add_judgements(web: FastAPI, desk: Desk) -> None:
    @web.get("/api/judgements", response_model=Page[Decision])
    def judgements(page: PageNumber = 1, size: PageSize = 50) -> Response:
        """People's judgements, latest first."""
        return reply(desk, lambda: desk.pages.decisions(page, size))

    @web.post("/api/judgements", response_model=JobView)
    def judge(judging: Judging) -> Response:
        """Keeps a person's judgement and compares anew."""

        return answer(_start(desk, "judge", judging.model_dump() | {"by": _person(desk, judging.by)}), 202)

    @web.post("/api/acts", response_model=JobView)
    def add_act(adding: Adding) -> Response:
        """Adds an act that the machine did not read and compares anew."""

        return answer(_start(desk, "act", adding.model_dump() | {"by": _person(desk, adding.by)}), 202)

    @web.post("/api/statements", response_model=JobView)
    def add_statement(adding: AddingStatement) -> Response:
        """Adds a statement that the machine did not read and compares anew."""

        return answer(_start(desk, "statement", adding.model_dump() | {"by": _person(desk, adding.by)}), 202)

    @web.delete("/api/judgements/{name}", response_model=JobView)
    def forget(name: Name) -> Response:
        """Takes a person's judgement back and compares anew."""

        return answer(_start(desk, "forget", {"name": name}), 202)


def _add_decisions(web: FastAPI, desk: Desk) -> None:
    @web.get("/api/decisions")
    def decisions() -> Response:
        """People's judgements as JSON Lines, to send to a colleague."""
        name = "".join(c if c.isalnum() or c in "._-" else "_" for c in desk.case.folder.name)
        return Response(
            desk.case.export_decisions().encode("utf-8", "replace"),
            headers={
                "content-type": "application/x-ndjson; charset=utf-8",
                "content-disposition": f'attachment; filename="{name}.decisions.jsonl"',
            },
        )

    @web.post("/api/decisions", response_model=JobView)
    async def take_in(request: Request) -> Response:
        """Takes a colleague's decisions in and compares anew."""
        lines = (await request.body()).decode("utf-8", "replace")
        return answer(await run_in_threadpool(_start, desk, "decisions", {"lines": lines}), 202)

    @web.post("/api/decisions/compare", response_model=Agreement)
    async def compare(request: Request, by: str | None = None) -> Response:
        """How far a colleague's decisions agree with the case's."""
        lines = (await request.body()).decode("utf-8", "replace")
        return await run_in_threadpool(lambda: answer(desk.case.compare_decisions(lines, by=by)))


def _add_jobs(web: FastAPI, desk: Desk) -> None:
    @web.get("/api/jobs", response_model=list[JobView])
    def jobs() -> Response:
        """Jobs of this run, the latest first."""
        return _fresh(answer(desk.jobs.all()))

    @web.get("/api/jobs/{name}", response_model=JobView)
    def job(name: Name) -> Response:
        """How far a job is."""
        found = desk.jobs.get(name)
        return _fresh(answer(found)) if found else problem(404, f"no such job: {name!r}")

    @web.delete("/api/jobs/{name}", response_model=JobView)
    def stop(name: Name) -> Response:
        """Stops a job at its next batch; what was taken in stays."""
        found = desk.jobs.stop(name)
        return answer(found) if found else problem(404, f"no such job: {name!r}")


def _person(desk: Desk, by: str | None) -> str:
    return (by or desk.settings.person).strip() or desk.settings.person


def _start(desk: Desk, task: str, values: Values) -> JobView:
    return desk.jobs.start(task, lambda tell: desk.do(task, values, tell), desk.settings.wait_seconds)


def _fresh(response: Response) -> Response:
    response.headers["cache-control"] = "no-store"
    return response
