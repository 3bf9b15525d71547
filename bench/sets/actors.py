"""Set `actors`: the country and the sector that a coder wants for an actor phrase.

An undated item is read on the median date of the dated ones: the makers meant their own "today".
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console

from rashomon.knowledge.actors import ActorCode, code_actor
from rashomon.knowledge.countries import countries

Item = dict[str, Any]
Coder = Callable[[Item], tuple[str, str]]

#: First word found in the phrase decides: the word-list baseline of the set's README, in our own words.
WORD_LISTS = (
    ("GOV", "president minister government ambassador authorities governor ministry official king senator"),
    ("MIL", "soldier troops army military warplane navy general forces fleet destroyer"),
    ("COP", "police officer detective"), ("REB", "rebel insurgent militant guerrilla jihad"),
    ("PTY", "party"), ("LEG", "parliament lawmaker senate assembly"), ("JUD", "court judge"),
    ("CRM", "criminal gang thief smuggl cartel"), ("CVL", "civilian protester resident people citizen"),
    ("EDU", "university student professor school"), ("MED", "hospital doctor health"),
    ("JRN", "journalist news media"), ("REL", "cleric church muslim bishop"), ("BUS", "company business airline"),
    ("LAB", "union worker"),
)  # fmt: skip


def score(items: list[Item], folder: Path) -> dict[str, Any]:
    """Accuracy of country and of sector over the items that ask for each."""
    today = usual_date(items)
    return accuracies(items, lambda item: answers(coded(item, today)))


def coded(item: Item, today: str | None) -> ActorCode:
    """What the product says to an item."""
    return code_actor(item["phrase"], item["date"] or today, item["context"], item["known_country"])


def answers(code: ActorCode) -> tuple[str, str]:
    """Country and first sector, "" for none."""
    return code.country or "", code.sectors[0] if code.sectors else ""


def usual_date(items: list[Item]) -> str | None:
    """The median of the dates that items carry, or None."""
    dates = sorted(item["date"] for item in items if item["date"])
    return dates[len(dates) // 2] if dates else None


def accuracies(items: list[Item], coder: Coder) -> dict[str, Any]:
    """Shares of right answers; items the makers skip are left out."""
    right = {"country": [], "sector": []}  # type: dict[str, list[bool]]
    for item in items:
        if item["flag"] == "skip":
            continue
        for key, answer in zip(("country", "sector"), coder(item), strict=True):
            accepted = item[f"{key}_accept"]
            if accepted is not None:
                right[key].append(answer in accepted)
    return {f"{key}_accuracy": sum(found) / max(len(found), 1) for key, found in right.items()}


def word_lists(items: list[Item], folder: Path) -> dict[str, Any]:
    """The longest country name or adjective in the phrase; the first of fifteen word lists with a hit."""
    words = sorted(
        ((word.lower(), country.iso3) for country in countries()
         for word in (country.name, *country.adjectives[:1]) if word),
        key=lambda pair: -len(pair[0]),
    )  # fmt: skip

    def coder(item: Item) -> tuple[str, str]:
        phrase = item["phrase"].lower()
        country = next((code for word, code in words if word in phrase), "")
        return country, next((s for s, list_ in WORD_LISTS if any(w in phrase for w in list_.split())), "")

    return accuracies(items, coder)


def always_government(items: list[Item], folder: Path) -> dict[str, Any]:
    """No country, always the government."""
    return accuracies(items, lambda item: ("", "GOV"))


BASELINES = {"word lists": word_lists, "always GOV": always_government}


def errors(items: list[Item], folder: Path, count: int, console: Console) -> None:
    """Prints the items that come out wrong, with the reasons given."""
    today = usual_date(items)
    for item in items:
        code = coded(item, today)
        wrong = [
            f"{key} {answer!r} not in {item[f'{key}_accept']}"
            for key, answer in zip(("country", "sector"), answers(code), strict=True)
            if item[f"{key}_accept"] is not None and answer not in item[f"{key}_accept"]
        ]
        if wrong and item["flag"] != "skip" and count > 0:
            count -= 1
            console.print(f"{item['phrase']} ({item['date']}): {'; '.join(wrong)} | {'; '.join(code.reasons)}")
