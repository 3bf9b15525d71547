"""Answers → JSON; errors → one sentence with its status.

Reads dataclasses; writes responses. The one idea: an error of ours is a sentence for its reader wherever it is raised,
so it is turned into HTTP here and nowhere else.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic_core import to_json
from starlette.exceptions import HTTPException

from rashomon.errors import CaseError, MissingPart, NotFound, QueryError, RashomonError, SourceError
from rashomon.web.safety import Refused

if TYPE_CHECKING:
    from rashomon.web.desk import Desk

_LOG = logging.getLogger(__name__)

#: The first that an error is an instance of decides.
_STATUS: tuple[tuple[type[RashomonError], int], ...] = (
    (NotFound, 404),
    (QueryError, 400),
    (SourceError, 400),
    (MissingPart, 501),
    (CaseError, 507),
    (RashomonError, 400),
)


def reply(desk: Desk, make: Callable[[], Any]) -> Response:
    """An answer as JSON, made within one state of the index."""
    with desk.pages.index.one_state():
        value = make()
    return answer(value)


def answer(value: Any, status: int = 200) -> Response:
    """A dataclass, or what JSON knows, as JSON. Lone surrogates, which UTF-8 cannot hold, are escaped."""
    try:
        body = to_json(value)
    except ValueError:
        body = json.dumps(_plain(value)).encode("ascii")
    return Response(body, status_code=status, media_type="application/json")


def add_errors(web: FastAPI) -> None:
    """One shape for every error: {error, status}."""
    web.exception_handler(RashomonError)(_ours)
    web.exception_handler(HTTPException)(_http)
    web.exception_handler(RequestValidationError)(_invalid)
    web.exception_handler(Refused)(_refused)
    web.exception_handler(Exception)(_unforeseen)


def problem(status: int, sentence: str) -> JSONResponse:
    """An error as JSON."""
    return JSONResponse({"error": sentence, "status": status}, status_code=status)


async def _ours(request: Request, error: Exception) -> Response:
    status = next(status for kind, status in _STATUS if isinstance(error, kind))
    return problem(status, str(error))


async def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    sentence = str(error.detail) if isinstance(error, HTTPException) else "the program failed"
    if status == 404 and sentence == "Not Found":
        sentence = f"no such page: {request.url.path[:200]!r}"
    return problem(status, sentence)


async def _refused(request: Request, error: Exception) -> Response:
    """A body that proved too large while it was read."""
    assert isinstance(error, Refused)
    return problem(error.status, error.sentence)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first.get("loc", ()) if part not in ("query", "body", "path"))
    return problem(422, f"cannot read {where or 'the request'!r}: {first.get('msg', 'not valid')}")


async def _unforeseen(request: Request, error: Exception) -> Response:
    _LOG.exception("a route failed: %s", request.url.path, exc_info=error)
    return problem(500, "the program failed; its log says where")


def _plain(value: Any) -> Any:
    from dataclasses import asdict, is_dataclass

    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
