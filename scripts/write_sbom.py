"""The installed packages → a CycloneDX 1.6 list (JSON) of what Rashomon runs on, with licences.

Reads the metadata of this environment, writes standard output. The one idea: the list says only what is installed
here, with no clock and no random number, so that one environment always gives one list.

    python scripts/write_sbom.py > sbom.json
    python scripts/write_sbom.py --licences
"""

from __future__ import annotations

import json
import re
import sys
from importlib.metadata import Distribution, distributions
from typing import Any


def main() -> None:
    if "--licences" in sys.argv[1:]:
        print("\n".join(f"{part['name']} {part['version']}: {licence(part)}" for part in bill()["components"]))
    else:
        print(json.dumps(bill(), indent=1, sort_keys=True, ensure_ascii=False))


def bill() -> dict[str, Any]:
    """The list as one JSON object; the parts in the order of their names."""
    parts = {normal(found.name): found for found in distributions() if found.name}
    own = parts.pop("rashomon", None)
    made: dict[str, Any] = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1}
    if own is not None:
        made["metadata"] = {"component": component(own) | {"type": "application"}}
    return made | {"components": [component(parts[name]) for name in sorted(parts)]}


def component(found: Distribution) -> dict[str, Any]:
    """A package as CycloneDX names it."""
    name, address = normal(found.name), f"pkg:pypi/{normal(found.name)}@{found.version}"
    made: dict[str, Any] = {
        "type": "library", "name": name, "version": found.version, "purl": address, "bom-ref": address,
    }  # fmt: skip
    expression, named = found.metadata.get("License-Expression"), named_licence(found)
    if expression:
        made["licenses"] = [{"expression": expression}]
    elif named:
        made["licenses"] = [{"license": {"name": named}}]
    return made


def named_licence(found: Distribution) -> str:
    """The licence by the classifiers, else the first line of the field for it."""
    classifiers = found.metadata.get_all("Classifier") or []
    told = [line.rsplit(" :: ", 1)[1] for line in classifiers if line.startswith("License :: ")]
    field = (found.metadata.get("License") or "").strip()
    return ", ".join(told) or (field.splitlines()[0][:80] if field else "")


def licence(part: dict[str, Any]) -> str:
    """The licence of a part of the list, in words."""
    held = part.get("licenses", [{}])[0]
    return str(held.get("expression") or held.get("license", {}).get("name") or "says no licence; look at its files")


def normal(name: str) -> str:
    """A package's name as indexes spell it."""
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    main()
