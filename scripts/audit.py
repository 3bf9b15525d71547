"""requirements.lock → the known weaknesses of its packages, asked with pip-audit where that can be had.

Reads the lock, writes one sentence, and a line for each weakness. Exit 1 where there is one; exit 0 where none is known
and where nothing could be asked, which the sentence then says.

    python scripts/audit.py
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

LOCK = Path(__file__).resolve().parent.parent / "requirements.lock"
#: Seconds that asking may take.
LONGEST = 300


def main() -> None:
    if importlib.util.find_spec("pip_audit") is None:
        print("not audited: pip-audit is not installed")
        return
    command = [sys.executable, "-m", "pip_audit", "--no-deps", "--disable-pip", "--require-hashes",
               "--progress-spinner", "off", "--format", "json", "--requirement", str(LOCK)]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST)
        packages = json.loads(done.stdout)["dependencies"]
    except (OSError, subprocess.SubprocessError, ValueError, LookupError) as error:
        print(f"not audited: pip-audit gave no answer ({type(error).__name__})")
        return
    sentence, weak = told(packages)
    print("\n".join((sentence, *weak)))
    sys.exit(1 if weak else 0)


def told(packages: list[dict[str, Any]]) -> tuple[str, list[str]]:
    """What an answer of pip-audit says: one sentence, and a line for each known weakness."""
    asked = [package for package in packages if not package.get("skip_reason")]
    weak = [
        f"{package['name']} {package['version']}: {found['id']}, mended in {', '.join(found['fix_versions']) or 'none'}"
        for package in asked
        for found in package["vulns"]
    ]
    if not asked:
        return f"not audited: nobody here knows of weaknesses of the {len(packages)} packages", []
    return f"{len(asked)} of {len(packages)} packages audited: {len(weak) or 'no'} known weaknesses", weak


if __name__ == "__main__":
    main()
