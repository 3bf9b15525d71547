"""More invented sets of accounts, read as the example is, against their own keys.

tests/corpus/accounts: `mine` is a mine accident and a strike in 1994, `border` a border clash and an exchange of
prisoners in 2008; `stories` are twelve little ones, of which `six` were held until 2026-11-22; `more` are eight,
written with an eye on what the record lacks; `held2` are ten others and `held3` twelve, written blind: of these only
the figures were read, never what was missed. `LEAST` holds what the record reaches today.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import rashomon
from invented_stories import written
from test_example import PARTS, Example

ACCOUNTS = Path(__file__).resolve().parent / "corpus" / "accounts"

#: (Set, part) → the least (recall, precision) that passes: a little under what was measured on 2026-11-24.
LEAST = {
    ("mine", "events"): (0.77, 0.95),
    # "twelve were arrested" beside "twelve who were arrested were released" is no row of the key, 2026-11-24
    ("mine", "findings"): (0.74, 0.72),
    ("border", "events"): (0.47, 0.88),
    ("border", "findings"): (0.59, 0.81),
    ("read", "events"): (0.70, 0.96),
    ("read", "findings"): (0.58, 0.95),
    ("six", "events"): (0.68, 0.93),
    # four of the rows that the key lacks were read on 2026-11-24: that the inmates fired first is denied, and so on
    ("six", "findings"): (0.50, 0.85),
    ("held2", "events"): (0.25, 0.93),
    ("more", "events"): (0.48, 0.95),
    ("more", "findings"): (0.19, 0.82),
    ("held2", "findings"): (0.11, 0.82),
    ("held3", "events"): (0.10, 0.95),
    ("held3", "findings"): (0.09, 0.70),
}

READ = ("depot", "readouts", "plaza", "envoy", "train", "truce")
SIX_MORE = ("coup", "prison", "raid", "strait", "trade", "village")
MORE = ("bus", "ceasefire", "expel", "minister", "mortar", "ship", "summit", "terminal")
HELD2 = ("ballot", "bingol", "buimo", "caqueta", "cruz", "ferry", "maize", "market", "shells", "shipyard")
HELD3 = (
    "aflao", "airwaves", "attaches", "camp", "exchange", "flour", "lands", "mine", "stoppage", "tally",
    "tribunal", "valletta",
)  # fmt: skip

#: Set of little stories → its folder, and the stories in it.
STORIES = {
    "read": ("stories", READ),
    "six": ("stories", SIX_MORE),
    "more": ("more", MORE),
    "held2": ("held2", HELD2),
    "held3": ("held3", HELD3),
}


@pytest.fixture(scope="module", params=("mine", "border", *STORIES))
def accounts(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Example]]:
    name, out = request.param, tmp_path_factory.mktemp(request.param)
    case = rashomon.open_case(out / "accounts.case")
    if name in ("mine", "border"):
        corpus = ACCOUNTS / name / "corpus"
        key = json.loads((ACCOUNTS / name / "key.json").read_text(encoding="utf-8"))
    else:
        corpus = out / "corpus"
        folder, stories = STORIES[name]
        key = written(ACCOUNTS / folder, stories, corpus)
    case.add([corpus])
    yield name, Example(case, case.record(), key)


@pytest.mark.parametrize("part", ["events", "findings"])
def test_other_accounts_are_laid_side_by_side_too(accounts: tuple[str, Example], part: str) -> None:
    name, example = accounts
    count = PARTS[part](example)
    # of what was written blind nobody is shown what is missed
    told = f"{name} {part}: {count.recall:.3f} / {count.precision:.3f}" + (f" {count}" if name[:4] != "held" else "")
    print(told)
    recall, precision = LEAST[name, part]
    assert count.recall >= recall, told
    assert count.precision >= precision, told


def test_a_telling_of_the_keys_stands_in_its_article() -> None:
    for folder in (ACCOUNTS / "mine", ACCOUNTS / "border"):
        key = json.loads((folder / "key.json").read_text(encoding="utf-8"))
        lines = (folder / "corpus" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
        for event in key["events"]:
            for told in event["told"]:
                row = json.loads(lines[int(told["file"].partition("#")[2]) - 1])
                assert told["words"] in f"{row['title']}\n{row['body']}", told
