"""Rashomon: one cited record of who did and said what, according to whom.

import rashomon

case = rashomon.open_case("syria.case")
case.add(["scraped/"])
case.brief()
case.tables()["reports"].to_pandas()
"""

from typing import TYPE_CHECKING, Any

from rashomon.errors import RashomonError

if TYPE_CHECKING:
    from rashomon.case import Added, Case, Progress, open_case

__version__ = "0.1.0"

__all__ = ["Added", "Case", "Progress", "RashomonError", "__version__", "open_case"]


def __getattr__(name: str) -> Any:
    """The front door, opened at the first knock: a command that reads no table loads no tables' libraries."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from rashomon import case

    return getattr(case, name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
