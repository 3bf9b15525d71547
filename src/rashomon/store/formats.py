"""The formats that case folders have had, and the steps from each to the next.

Reads `case.json`, writes it anew after a step. The one idea: a step can be done twice, and the marker changes last;
a program that dies in a step leaves a case of the old format, and the next opening does the step again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from deltalake import DeltaTable, write_deltalake
from deltalake.exceptions import CommitFailedError, DeltaError

from rashomon.errors import NewerFormat, NotACase, StoreFull
from rashomon.record import arrow_schema
from rashomon.store.base import Entry
from rashomon.store.columns import as_schema, nullable
from rashomon.store.place import Place

#: The format of case folders; the format of exports is record.FORMAT.
CASE_FORMAT = "rashomon/3"

#: How often a step is tried again that another program overtook.
_ATTEMPTS = 10


@dataclass(frozen=True, slots=True)
class Migration:
    """A step from one format to the next; `what` says what changes."""

    before: str
    after: str
    what: str
    step: Callable[[Place], None]


def _ledger_anew(place: Place) -> None:
    """Writes the ledger with the columns of today: files that lack one that may not be null cannot be joined.

    What another program appends meanwhile stays, since only the files that were read are replaced; where another has
    replaced them first, all is done once more.
    """
    for last in (*[False] * _ATTEMPTS, True):
        if not place.version("ledger"):
            return
        read = DeltaTable(place.table("ledger"))
        rows = nullable(as_schema(read.to_pyarrow_table(filesystem=place.files("ledger")), arrow_schema(Entry)))
        try:
            write_deltalake(read, rows, mode="overwrite", schema_mode="overwrite")
            return
        except CommitFailedError:
            if last:
                raise


MIGRATIONS = (
    Migration(
        "rashomon/1",
        "rashomon/2",
        "the ledger gains the digest of the settings and what each slice wrote",
        _ledger_anew,
    ),
    Migration("rashomon/2", "rashomon/3", "a comparison may lie upon others", _ledger_anew),
)


def open_place(place: Place) -> None:
    """Makes an absent or empty folder a case, and brings a case of an earlier format to this one.

    Raises NotACase, NewerFormat where no step leads from its format, StoreFull where a step cannot be written.
    """
    marker = place.marker()
    if marker is None:
        place.found_case({"format": CASE_FORMAT})
        return
    written = str(marker.get("format", ""))
    for migration in steps_from(written):
        try:
            migration.step(place)
            place.mark(marker | {"format": migration.after})
        except (OSError, DeltaError) as error:
            raise StoreFull(
                f"cannot bring the case from {migration.before!r} to {migration.after!r}: {str(place)!r}: {error}"
            ) from error


def steps_from(written: str) -> list[Migration]:
    """The steps from a format to this one. Raises NewerFormat where there are none, NotACase where it is no format."""
    steps: list[Migration] = []
    at = written
    by_start = {migration.before: migration for migration in MIGRATIONS}
    while at != CASE_FORMAT:
        if not written.startswith("rashomon/"):
            raise NotACase(f"the case's marker names no format of a case: {written!r}; take case.json from a backup")
        if at not in by_start:
            raise NewerFormat(
                f"this case has another format: {written!r}; this program reads {CASE_FORMAT!r}: install a later one"
            )
        steps.append(by_start[at])
        at = by_start[at].after
    return steps
