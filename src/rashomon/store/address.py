"""The address of a case → the place it lies in: a folder of this machine, or a bucket."""

from __future__ import annotations

from pathlib import Path

from rashomon.store.place import FolderPlace, Place


def place_of(case: str | Path) -> Place:
    """The place that an address names: `s3://BUCKET/PATH`, or else a folder. Raises NotACase."""
    if isinstance(case, str) and case.startswith("s3://"):
        from rashomon.store.bucket import BucketPlace

        return BucketPlace(case)
    return FolderPlace(Path(case))
