"""The route that takes documents in: uploaded files or pasted text → a folder inside the case → `add`, as a job.

Reads what a browser sends; writes below CASE/incoming alone, and clears it away. The one idea: a file's name from
outside is a hint (its folder may name the outlet) and never a path.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from starlette.datastructures import UploadFile

from rashomon.errors import RashomonError
from rashomon.web.jobs import JobFailure, JobView, Outcome, Tell
from rashomon.web.replies import answer, problem

if TYPE_CHECKING:
    from rashomon.web.desk import Desk

#: Parts of a name that are kept, the last ones, and characters of each.
_PARTS, _LONGEST = 4, 100
_ODD = re.compile(r"[^\w.\- ]+")

#: Characters of a pasted text, as the readers of files allow in bytes.
_MOST_CHARACTERS = 5_000_000


def add_adding(web: FastAPI, desk: Desk) -> None:
    """Adds the route that takes documents in."""

    @web.post("/api/documents", response_model=JobView)
    async def documents(request: Request) -> Response:
        """Takes uploaded files (multipart `files`) or a pasted text (JSON) in, reads them, compares anew."""
        folder = desk.case.folder / "incoming" / secrets.token_hex(8)
        try:
            if request.headers.get("content-type", "").startswith("multipart/form-data"):
                kept = await _keep_files(request, folder, desk.settings.files)
            else:
                kept = await _keep_text(request, folder)
        except BaseException:
            await run_in_threadpool(shutil.rmtree, folder, True)
            raise
        if isinstance(kept, Response):
            await run_in_threadpool(shutil.rmtree, folder, True)
            return kept
        return await run_in_threadpool(_start, desk, folder)


def _start(desk: Desk, folder: Path) -> Response:
    def work(tell: Tell) -> Outcome:
        try:
            added: Outcome = desk.do("add", {"folder": str(folder)}, tell)
        except RashomonError as error:
            raise RashomonError(_plainly(str(error), folder)) from error
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        lost = (JobFailure(_plainly(f.document, folder), f.stage, _plainly(f.error, folder)) for f in added.failures)
        return Outcome(added.result, tuple(lost))

    return answer(desk.jobs.start("add", work, desk.settings.wait_seconds), 202)


def _plainly(text: str, folder: Path) -> str:
    """Without the folder that a browser's user has never seen."""
    return text.replace(f"{folder}/", "").replace(str(folder), "the upload")


async def _keep_files(request: Request, folder: Path, most: int) -> Response | None:
    async with request.form(max_files=most, max_fields=100) as form:
        files = [value for _, value in form.multi_items() if isinstance(value, UploadFile) and value.filename]
        if not files:
            return problem(400, "nothing to read: no file was sent in 'files'")
        await run_in_threadpool(_write, files, folder)
    return None


def _write(files: list[UploadFile], folder: Path) -> None:
    for number, file in enumerate(files, 1):
        path = _free(folder, inside(file.filename or "", number), number)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as target:
            shutil.copyfileobj(file.file, target, 1 << 20)


def _free(folder: Path, parts: tuple[str, ...], number: int) -> Path:
    """Where a file may lie: as it is named, or below a folder of its own where that name is taken."""
    for below in ((), *((f"{number}{'-' * again}",) for again in range(1, _LONGEST))):
        path = folder.joinpath(*below, *parts)
        above = (one for one in path.parents if one.is_relative_to(folder))
        if not path.exists() and not any(one.is_file() for one in above):
            return path
    raise FileExistsError(parts[-1])


def inside(name: str, number: int) -> tuple[str, ...]:
    """The parts of a path below the upload's folder that a file's name from outside comes to."""
    parts = [_ODD.sub("_", part).strip(" .")[-_LONGEST:] for part in name.replace("\\", "/").split("/")]
    kept = [part for part in parts if part.strip("._- ")][-_PARTS:]
    return tuple(kept) or (f"{number}.txt",)


async def _keep_text(request: Request, folder: Path) -> Response | None:
    try:
        sent: Any = json.loads(await request.body())
    except (ValueError, RecursionError):
        return problem(400, "cannot read the request: send files as multipart/form-data, or JSON with 'text'")
    text = sent.get("text") if isinstance(sent, dict) else None
    if not isinstance(text, str) or not text.strip():
        return problem(400, "nothing to read: 'text' is missing or empty")
    if len(text) > _MOST_CHARACTERS:
        return problem(413, f"too long: at most {_MOST_CHARACTERS:,} characters a text")
    fields = {"text": text}
    for name, field in (("name", "title"), ("outlet", "outlet"), ("url", "url"), ("published", "date")):
        if isinstance(sent.get(name), str) and sent[name].strip():
            fields[field] = sent[name].strip()[:2000]
    await run_in_threadpool(_write_text, folder, fields)
    return None


def _write_text(folder: Path, fields: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pasted.json").write_bytes(json.dumps(fields).encode("ascii"))
