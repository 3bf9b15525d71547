"""Learns how alike two articles about one happening are, and of how few words less is asked: `StoriesSettings`.

    python -m training.stories ECB CLEAN      # each holds items.jsonl.gz: ECB+ (CC BY 3.0), the set clean-text (MIT)

Reads the train split of ECB+, whose happenings all have a twin, the accounts that we wrote (tests/corpus/accounts:
`stories`, `mine`, `border`), which are short and told in words of their own, and the example, whose two largest stories
share their names. Prints the weights of a logistic regression, an eighth of the log-odds plus one half.

Then, with the accounts of data/retold and pages of one week that tell 181 things, prints the words of the lesser of two
groups up to which the least mean makes them one and from which 0.5 is asked: where a coin's toss lies, by the mean and
the logarithm of the words, of groups that a mean of 0.5 leaves apart. That the longest article of either side counts
too is a caution that these sets do not teach: learned with it the numbers are 58 and 186, by which real articles
without a key again join on their topics (docs/plans/2026-11-23-stories-of-few-words.md). No seed is needed: the fits
are exact.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
from bench.frame import load_items
from bench.reading import article_of
from sklearn.linear_model import LogisticRegression

from rashomon.case import open_case
from rashomon.matching.clusters import Linkage, clusters_of_pairs
from rashomon.matching.stories.pairs import SETTINGS, all_alike, numbered_by_id, story_sketch, when_and_id, words_of
from rashomon.record import Article
from training.retold import stories as retold_stories

ROOT = Path(__file__).parents[1]
ACCOUNTS = ROOT / "tests" / "corpus" / "accounts"
#: How much each set counts beside the others, whatever its size.
SHARES = {"ecb": 2.0, "stories": 1.0, "mine": 0.3, "border": 0.3, "example": 1.0}
#: Added to the log-odds: few happenings of a case have a twin, all of ECB+ do.
TWINS_ARE_RARE = 1.32
#: The same, of the sets that tell of how few words less is asked.
SHARES_OF_GROUPS = SHARES | {"retold": 2.0, "clean": 2.0}

Told = list[tuple[Article, str]]


def main(ecb: str, clean: str) -> None:
    sets = dict(_sets(ecb))
    _learn_weights(sets)
    # twins of a kind are told apart by their days, as in a case
    sets["retold"] = [
        (replace(article_of(one.body, one.published[:10], one.outlet), title=one.title), story.name)
        for story in retold_stories()
        for one in story.accounts
    ]
    sets["clean"] = [(article_of(item["body"], None, None), item["id"]) for item in load_items(Path(clean))]
    _learn_words(sets)


def _learn_weights(sets: dict[str, Told]) -> None:
    table, same, weight = _gathered(sets, _pairs, SHARES)
    middle, spread = table.mean(axis=0), table.std(axis=0)
    fitted = LogisticRegression(C=1.0, max_iter=5000)
    fitted.fit((table - middle) / spread, same, sample_weight=weight)
    weights = fitted.coef_[0] / spread
    bias = float(fitted.intercept_[0] - weights @ middle) + TWINS_ARE_RARE
    for feature, value in zip(("whole", "front", "others", "names", "short"), weights, strict=True):
        print(f"{feature}: {value / 8:.3f}")
    print(f"nothing: {0.5 + bias / 8:.3f}")


def _learn_words(sets: dict[str, Told]) -> None:
    table, same, weight = _gathered(sets, _pairs_of_groups, SHARES_OF_GROUPS)
    fitted = LogisticRegression(C=100.0, max_iter=5000)
    fitted.fit(table, same, sample_weight=weight)
    of_mean, of_words = fitted.coef_[0]
    for name, mean in (("few", SETTINGS.least), ("enough", 0.5)):
        print(f"{name}: {np.exp(-(fitted.intercept_[0] + of_mean * mean) / of_words):.0f}")


def _sets(folder: str) -> Iterator[tuple[str, Told]]:
    items = [item for item in load_items(Path(folder)) if item["split"] == "train"]
    yield "ecb", [(article_of(item["text"], None, None), item["subtopic"]) for item in items]
    sys.path.insert(0, str(ROOT / "tests"))
    from invented_stories import written

    with tempfile.TemporaryDirectory() as out:
        names = sorted(path.stem for path in (ACCOUNTS / "stories").glob("*.txt"))
        written(ACCOUNTS / "stories", names, Path(out))
        yield "stories", [told for name in names for told in _told(Path(out) / f"{name}.jsonl", name)]
    for name in ("mine", "border"):
        yield name, list(_told(ACCOUNTS / name / "corpus" / "articles.jsonl", name))
    yield "example", _example()


def _example() -> Told:
    """The articles as the product cleans them, each with its story in the key."""
    from test_example import Example

    key = json.loads((ROOT / "examples" / "key.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as out:
        case = open_case(Path(out) / "example.case")
        case.add([ROOT / "examples" / "corpus"])
        article_of = Example(case, case.record(), key).article_of
    return [(article_of[file], story) for story, files in key["stories"].items() for file in files]


def _told(lines: Path, story: str) -> Iterator[tuple[Article, str]]:
    for line in lines.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield replace(article_of(row["body"], None, row["source"]), title=row["title"]), story


def _gathered(
    sets: Mapping[str, Told],
    pairs: Callable[[Told], tuple[np.ndarray, np.ndarray]],
    shares: Mapping[str, float],
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The pairs of all sets: features, whether they are one story, and what each weighs, by the share of its set."""
    found = [(name, *pairs(told)) for name, told in sets.items()]
    weights = [np.full(len(same), 1000 * shares[name] / max(1, len(same))) for name, _, same in found]
    return (
        np.concatenate([table for _, table, _ in found]),
        np.concatenate([same for *_, same in found]),
        np.concatenate(weights),
    )


def _pairs(told: Told) -> tuple[np.ndarray, np.ndarray]:
    """Features of the pairs that meet, and whether they tell one story."""
    of = {article.id: story for article, story in told}
    ordered = sorted({article.id: article for article, _ in told}.values(), key=when_and_id)
    every = replace(SETTINGS, least=0.0, nothing=0.0)
    alike = all_alike(ordered, [story_sketch(one) for one in ordered], {}, every)
    text, lead, names, others = (column / 1_000_000 for column in alike[2:6])
    short = 1 / np.sqrt(np.maximum(alike.longest, SETTINGS.fewest))
    rows = np.stack([np.sqrt(text), lead, others, names * others, short], axis=1)
    labels = [of[ordered[i].id] == of[ordered[j].id] for i, j in zip(alike.left, alike.right, strict=True)]
    able = (text + lead) / 2 >= 0.03
    return rows[able], np.array(labels)[able]


def _pairs_of_groups(told: Told) -> tuple[np.ndarray, np.ndarray]:
    """Of the groups that a mean of 0.5 gives, those that meet: the mean and the logarithm of the words of the lesser of
    two; and whether most of both tell one story.
    """
    of = {article.id: story for article, story in told}
    ordered = sorted({article.id: article for article, _ in told}.values(), key=when_and_id)
    sketches = [story_sketch(one) for one in ordered]
    alike, ids = all_alike(ordered, sketches, {}, SETTINGS), sorted(article.id for article in ordered)
    groups = clusters_of_pairs(ids, numbered_by_id(alike, ordered, ids), (), Linkage(0.5))
    home = {one: number for number, group in enumerate(groups) for one in group}
    words: Counter[int] = Counter()
    for article, found in zip(ordered, sketches, strict=True):
        words[home[article.id]] += words_of(article, found, SETTINGS)
    total: Counter[tuple[int, int]] = Counter()
    for left, right, score in zip(alike.left.tolist(), alike.right.tolist(), alike.told.tolist(), strict=True):
        one, other = sorted((home[ordered[left].id], home[ordered[right].id]))
        if one != other:
            total[one, other] += score
    mostly = [Counter(of[one] for one in group).most_common(1)[0][0] for group in groups]
    rows = [
        (score / 1e9 / (len(groups[one]) * len(groups[other])), np.log(max(1, min(words[one], words[other]))))
        for (one, other), score in total.items()
    ]
    labels = [mostly[one] == mostly[other] for one, other in total]
    return np.array(rows).reshape(-1, 2), np.array(labels, dtype=bool)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
