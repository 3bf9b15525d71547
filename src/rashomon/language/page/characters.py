"""text → one number a character: what kind it is, for all characters of a page at once.

Reads a text, writes an array of flags. The one idea: a character is asked for its kind once in the life of the
process; after that a page is one look-up in a table.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from typing import Any

import numpy as np

SPACE, CAPITAL, SMALL, DIGIT, COMMA, QUOTE, CJK, END, CLOSER, BULLET, COPYRIGHT, BAR, STOP, AT, OPENER = (
    1 << i for i in range(15)
)
_KNOWN = 1 << 15
_MARKS = {
    COMMA: ",", QUOTE: '"“”«»„', END: ".!?。！？؟।", CLOSER: "\"'”’»)]", BULLET: "-–—•*·▪►>", COPYRIGHT: "©",
    BAR: "|»›•→▸▶·", STOP: ".!?", AT: "@#", OPENER: "([",
}  # fmt: skip
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
#: Flags by code point, filled as characters come; memory is used only where some have come.
_flags = np.zeros(sys.maxunicode + 1, dtype=np.uint16)


def code_points(text: str) -> Any:
    """The code point of each character."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def flags(codes: Any) -> Any:
    """The flags of each code point."""
    found = _flags[codes]
    unknown = codes[found == 0]
    if len(unknown):
        for code in np.unique(unknown).tolist():
            _flags[code] = _KNOWN | _kind(chr(code))
        found = _flags[codes]
    return found


def _kind(character: str) -> int:
    kind = sum(flag for flag, marks in _MARKS.items() if character in marks)
    kind |= SPACE if character.isspace() else 0
    kind |= CAPITAL if character.isupper() else 0
    kind |= SMALL if character.islower() or unicodedata.category(character) == "Lt" else 0
    kind |= DIGIT if character.isdecimal() else 0
    return kind | (CJK if _CJK.match(character) else 0)
