"""What people gave in place of what was read → words for the terminal, pages and exports."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.record import ADDING, Cell, GivenLine, Judgement, said_of_added


def spell_given(line: GivenLine) -> str:
    """ "corrected by ada: when is 7 Apr 2017, read as 6 Apr 2017; it rests on “on Friday”; because: …"."""
    read = f"read as {line.was}" if line.was else "not read"
    if line.part == "all":
        read = "which was not read"
    rests = f"“{' '.join(line.rests.split())}”" if line.rests else f"{line.by}'s judgement alone"
    why = f"; because: {line.because}" if line.because else ""
    return f"{spell_short(line)}, {read}; it rests on {rests}{why}"


def spell_short(line: GivenLine) -> str:
    """ "corrected by ada: when is 7 Apr 2017", "added by ada: ASSAULT, who Levant Front"."""
    if line.part == "all":
        return f"added by {line.by}: {line.said}"
    said = line.said.removesuffix(f" {line.part.partition(':')[2]}") if ":" in line.part else line.said
    return f"corrected by {line.by}: {spell_part(line.part)} is {said}"


def spell_part(part: str) -> str:
    """ "how many dead" of "how-many:dead"."""
    return part.replace("-", " ").replace(":", " ")


def spell_judged(judgement: Judgement) -> str:
    """What a person gave: "7 Apr 2017 (“on Friday”)", "ASSAULT, who Levant Front (“shelled the market”)"; else ""."""
    if judgement.verdict not in ADDING or not judgement.cells:
        return spell_cells(judgement.cells)
    return f"{said_of_added(judgement)} (“{' '.join((judgement.cells[0].text or '').split())}”)"


def spell_cells(cells: Sequence[Cell]) -> str:
    """Values as they were given, with the words that they rest on: "7 Apr 2017 (“on Friday”)"."""
    return ", ".join(f"{cell.said} (“{' '.join(cell.text.split())}”)" if cell.text else cell.said for cell in cells)
