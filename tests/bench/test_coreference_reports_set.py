"""The figures of set `coreference-reports` on two invented texts."""

from __future__ import annotations

from typing import Any

from bench.sets.coreference_reports import _figures, _found

_ONE = "Gunmen shelled a market in Tarnby on Monday and killed two traders."
_TWO = "Gunmen killed two traders when they shelled the Tarnby market on Monday, police said."


def _item(name: str, text: str, *words: tuple[str, str]) -> dict[str, Any]:
    mentions = [
        {"id": f"{name}:{word}", "start": text.index(word), "end": text.index(word) + len(word), "text": word,
         "chain": chain, "sentence": 0}
        for word, chain in words
    ]  # fmt: skip
    return {"id": name, "text": text, "split": "dev", "mentions": mentions}


def test_a_deed_and_its_outcome_in_one_sentence_are_also_counted_as_one_act() -> None:
    first = _item("a", _ONE, ("shelled", "shells"), ("killed", "deaths"))
    second = _item("b", _TWO, ("shelled", "shells"), ("killed", "deaths"))
    found = _found([first, second])
    figures = _figures(found, found.events)
    assert figures["reports"] == 4
    assert (figures["precision"], figures["recall"]) == (0.5, 1.0)
    assert (figures["deeds_precision"], figures["deeds_recall"]) == (1.0, 1.0)
