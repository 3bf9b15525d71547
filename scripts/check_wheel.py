"""Builds the wheel twice and compares: the same sources give the same bytes.

Reads the working tree, writes a throw-away folder. Needs the packages `build` and `hatchling`; exit 1 where the two
wheels differ.

    python scripts/check_wheel.py
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: Seconds since 1970 that every file of the wheel bears: 1 January 2026.
EPOCH = "1767225600"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        first, second = (built(Path(folder, name)) for name in ("first", "second"))
        sums = [hashlib.sha256(wheel.read_bytes()).hexdigest() for wheel in (first, second)]
        if sums[0] != sums[1]:
            sys.exit(f"the wheel is not reproducible: {first.name!r} has sha256 {sums[0][:12]}… and {sums[1][:12]}…")
        print(f"{first.name} {sums[0]}")


def built(folder: Path) -> Path:
    """The wheel, built into a folder by the hatchling that is installed."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH}
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"the wheel cannot be built: {(done.stderr or done.stdout).strip().splitlines()[-1]}")
    return next(folder.glob("*.whl"))


if __name__ == "__main__":
    main()
