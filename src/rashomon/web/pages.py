"""The built pages from web/static; where nothing is built, one plain page that says how, and lists the API.

Reads the package's static folder; writes nothing. The one idea: an address of the application that is no file is the
application itself, which reads its own address.
"""

from __future__ import annotations

import html
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from rashomon.web.replies import problem

STATIC = Path(__file__).resolve().parent / "static"


def add_pages(web: FastAPI, static: Path = STATIC) -> None:
    """Adds the route of last resort: a file that was built, the application, or how to build it."""

    @web.get("/{path:path}", include_in_schema=False)
    def page(path: str, request: Request) -> Response:
        """A built file, or the application."""
        if path == "api" or path.startswith("api/"):
            return problem(404, f"no such route: {path[:200]!r}")
        file = built_file(static, path)
        if file is not None:
            return FileResponse(file, headers=_caching(path))
        if "." in path.rpartition("/")[2]:
            return problem(404, f"no such file: {path[:200]!r}")
        index = built_file(static, "index.html")
        if index is not None:
            return FileResponse(index, headers={"cache-control": "no-cache"})
        return HTMLResponse(plain_page(web))


def built_file(static: Path, path: str) -> Path | None:
    """A file below the static folder; None for anything else, links out of it included."""
    if not path or "\0" in path or "\\" in path:
        return None
    file = (static / path).resolve()
    return file if file.is_relative_to(static.resolve()) and file.is_file() else None


def plain_page(web: FastAPI) -> str:
    """How to build the pages, and every route."""
    routes = sorted(
        (path, method.upper(), str(told.get("description", "")).partition("\n")[0])
        for path, methods in web.openapi()["paths"].items()
        for method, told in methods.items()
    )
    lines = "\n".join(
        f"<tr><td><code>{method} {html.escape(path)}</code></td><td>{html.escape(words)}</td></tr>"
        for path, method, words in routes
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Rashomon</title></head><body><main>'
        "<h1>Rashomon</h1><p>The pages are not built in this copy. In a source checkout run <code>make web</code> "
        f"and start <code>rashomon serve</code> again; every answer is here as JSON already.</p><table>{lines}</table>"
        "</main></body></html>"
    )


def _caching(path: str) -> dict[str, str]:
    """Vite names assets by their content, so they never change; everything else is asked for again."""
    lasting = "public, max-age=31536000, immutable" if path.startswith("assets/") else "no-cache"
    return {"cache-control": lasting}
