"""Where a line's dateline ends: "OSLO, Nov 3 (Nordlys) - Norway on Thursday …".

Reads the first characters of a line. The one idea: a dateline is no part of the sentence behind it; parsed together,
"OSLO, Nov 3" becomes the subject of what Norway did.
"""

from __future__ import annotations

import re

#: Characters in which a dateline ends.
_REACH = 110
_DATE = (
    r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d{1,2}"
    r"|\d{1,2}\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?)"
)
_MORE = r"(?:,[^,()\n–—]{1,20}){0,3}"
_AGENCY = r"(?:,?\s\([^()\n]{2,40}\))?"
#: A town in capitals; or one in small letters with a date or an agency's name behind it. Then a dash.
_DATELINE = re.compile(
    rf"(?:[A-ZÀ-Þ][A-ZÀ-Þ'’./ -]{{2,30}}{_MORE}{_AGENCY}"
    rf"|[A-ZÀ-Þ][\w'’]{{1,20}}(?:[ -][A-ZÀ-Þ][\w'’]{{1,20}}){{0,2}}"
    rf"(?:,\s{_DATE}(?:,\s\d{{4}})?{_AGENCY}|(?:,[^,()\n–—]{{1,20}}){{0,2}},?\s\([A-Z][\w' ]{{1,30}}\)))"
    r"\s?[-–—]{1,2}\s+(?=\S)"
)


def dateline_end(line: str) -> int:
    """The place behind a line's dateline and its dash; 0 where it has none."""
    found = _DATELINE.match(line, 0, _REACH)
    return found.end() if found else 0
