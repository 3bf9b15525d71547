"""The figures of set `statements`, by hand and beside the set's own scorer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from bench.frame import load_items
from bench.sets.statements import Words, figures

TEXT = "The mayor said that rain would fall. Nobody believed him."
GOLD = {"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 35]], "form": "indirect"}
ITEM = {"id": "a", "text": TEXT, "attributions": [GOLD]}


def test_the_gold_itself_scores_one() -> None:
    found = figures([ITEM], [[GOLD]])
    assert (found["cue_exact_f1"], found["whole_f1"], found["whole_recall_indirect"]) == (1.0, 1.0, 1.0)


def test_a_wrong_source_spoils_the_whole_but_not_the_cue() -> None:
    found = figures([ITEM], [[{**GOLD, "source": [[37, 43]]}]])
    assert (found["cue_f1"], found["whole_f1"]) == (1.0, 0.0)


def test_the_head_of_a_cue_is_its_first_heavy_word() -> None:
    words = Words("She has repeatedly said in a statement")
    assert words.mark({"cue": [[4, 38]]}).head == 3


def test_our_figures_agree_with_the_scorer_of_the_set(benchmarks: Path, tmp_path: Path) -> None:
    scorer = benchmarks / "statements" / "score.py"
    if not scorer.is_file():
        pytest.skip("the set's own scorer is not on this machine")
    items = load_items(benchmarks / "statements")[:12]
    found = [_spoilt(item["attributions"]) for item in items]
    gold, ours = tmp_path / "items.jsonl", tmp_path / "found.jsonl"
    gold.write_text("\n".join(json.dumps(item) for item in items), encoding="utf-8")
    lines = [json.dumps({"id": item["id"], "attributions": a}) for item, a in zip(items, found, strict=True)]
    ours.write_text("\n".join(lines), encoding="utf-8")
    run = [sys.executable, str(scorer), str(gold), str(ours), "--forms", "--json"]
    theirs = json.loads(subprocess.run(run, capture_output=True, check=True, text=True).stdout)
    figure = figures(items, found)
    for key in ("cue_exact", "cue", "content", "source", "whole"):
        assert figure[f"{key}_f1"] == pytest.approx(theirs[key]["f1"], abs=5e-4)
    for form, recall in theirs["recall_by_form"].items():
        assert figure[f"whole_recall_{form}"] == pytest.approx(recall["whole"], abs=5e-4)


def _spoilt(attributions: list[dict]) -> list[dict]:  # type: ignore[type-arg]
    """Gold with every third one dropped, every fourth cut short and every fifth without a source."""
    found = []
    for i, a in enumerate(attributions):
        if i % 3 == 0:
            continue
        spoilt = {**a}
        if i % 4 == 0:
            start, end = a["content"][0]
            spoilt["content"] = [[start, start + (end - start) // 3 + 1]]
        if i % 5 == 0:
            spoilt["source"] = []
        found.append(spoilt)
    return found
