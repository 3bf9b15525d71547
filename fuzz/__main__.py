"""python -m fuzz TARGET --seconds 600 [--corpus FOLDER]: fuzzes one target with atheris (extra `fuzz`).

Reads and extends a folder of inputs; a find is written to FOLDER/finds and ends the run. `python -m fuzz` lists the
targets.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def main() -> None:
    try:
        import atheris
    except ImportError:
        sys.exit("fuzz: atheris is not installed: pip install 'rashomon[fuzz]' (Linux and macOS)")
    # what is read byte by byte in Python is followed; libraries in C are only run
    with atheris.instrument_imports(include=["rashomon.sources", "rashomon.language", "rashomon.stages.clean"]):
        from fuzz.targets import TARGETS, load_all

        load_all()
    from fuzz.seeds import seed

    parser = argparse.ArgumentParser(prog="python -m fuzz", epilog="targets: " + ", ".join(TARGETS))
    parser.add_argument("target", choices=list(TARGETS), metavar="TARGET")
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--corpus", type=Path, default=Path(".cache/fuzz"))
    asked = parser.parse_args()
    folder = asked.corpus / asked.target
    (folder / "finds").mkdir(parents=True, exist_ok=True)
    (folder / "inputs").mkdir(exist_ok=True)
    (folder / "inputs" / "seed").write_bytes(seed(asked.target))
    options = ["-max_len=6000", f"-max_total_time={asked.seconds}", "-timeout=20", "-rss_limit_mb=3000",
               f"-artifact_prefix={folder}/finds/", "-print_final_stats=1"]  # fmt: skip
    atheris.Setup([sys.argv[0], str(folder / "inputs"), *options], TARGETS[asked.target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
