"""Short invented reports in any number, for tests that need documents and not their meaning."""

from __future__ import annotations

from pathlib import Path


def news(folder: Path, start: int = 0, count: int = 3) -> Path:
    """A folder of short invented reports, the same ones for the same numbers."""
    folder.mkdir(parents=True)
    people = ("Anna", "Peter", "Maria", "Jonas", "Lucia")
    towns = ("Leipzig", "Graz", "Lyon", "Turin", "Bergen")
    for number in range(start, start + count):
        name, town = people[number % 5], towns[number % 5]
        text = (
            f"Minister {name} Varga visits {town}\n\nForeign Minister {name} Varga met the mayor of {town} on "
            f"{3 + number} May 2021, the ministry said.\n\n\"We will rebuild it,\" Varga told reporters. At least "
            f"{7 + number} people were hurt when it fell in March.\n\nThe ministry called for calm.\n"
        )
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder
