"""Given names of two syllables, as the parser reads them: "Moon Jae-in" → "Moon Jae-In".

Reads a line, gives one of the same length. The one idea: "in" behind the hyphen of a name is taken for the preposition,
and who bears the name is lost; with a capital it is part of the name.
"""

from __future__ import annotations

import re

from spacy.language import Language

from rashomon.language.names.titlecase import kinds_of_word

#: A family name, the first syllable of a given name, and its second.
_SECOND = re.compile(r"(?<=[a-z] )([A-Z][a-z]{1,5})-(in)\b(?!-)")
_FAMILY = re.compile(r"[A-Z][a-z]+ $")


def with_syllables(line: str, nlp: Language) -> str:
    """The line with a capital on "in" where it is the second syllable of a name; "the Sit-in" stays."""
    if "-in" not in line:
        return line
    return _SECOND.sub(lambda found: _raised(found, line, nlp), line)


def _raised(found: re.Match[str], line: str, nlp: Language) -> str:
    family = _FAMILY.search(line, max(0, found.start() - 20), found.start())
    is_name = family is not None and not kinds_of_word(found[1].lower(), nlp)
    return f"{found[1]}-In" if is_name else found.group()
