"""Rashomon: one cited record of who did and said what, according to whom.

import rashomon

case = rashomon.open_case("syria.case")
case.add(["scraped/"])
case.brief()
case.tables()["reports"].to_pandas()
"""

from rashomon.case import Added, Case, Progress, open_case
from rashomon.errors import RashomonError

__version__ = "0.1.0"

__all__ = ["Added", "Case", "Progress", "RashomonError", "__version__", "open_case"]
