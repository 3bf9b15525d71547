"""Every error that Rashomon raises on purpose, drawn as a tree.

    RashomonError
    ├── SourceError            something given to `add` cannot be read
    │   ├── NothingToRead      no file, or nothing in it
    │   ├── Unreadable         bytes that are not what they claim to be
    │   └── Refused            an address that is never fetched: not http(s), or not public
    ├── CaseError              the case folder is not usable
    │   ├── NotACase           the folder holds something else
    │   ├── NewerFormat        written by a later version of Rashomon
    │   ├── Damaged            a part of the case is gone that its other parts need
    │   └── StoreFull          the disk refused a write
    ├── NotFound               no such story, event, article, entity …
    ├── QueryError             SQL that DuckDB refuses or that would write
    ├── MissingPart            an optional package or a model is not installed
    └── KnowledgeError         a table in knowledge/ contradicts itself

Messages read "what happened: 'which one'; what to do", in lower case, without blame.
"""

from __future__ import annotations


class RashomonError(Exception):
    """The base of every error raised on purpose; its text is one clear sentence."""


class SourceError(RashomonError):
    """Something given to `add` cannot be read."""


class NothingToRead(SourceError):
    """A path that is missing, or a file with nothing in it."""


class Unreadable(SourceError):
    """Bytes that are not what their name or media type says."""


class Refused(SourceError):
    """An address that is never fetched: not http or https, or not one of the public internet."""


class CaseError(RashomonError):
    """The case folder is not usable."""


class NotACase(CaseError):
    """The folder exists and holds something that is not a case."""


class NewerFormat(CaseError):
    """The case was written by a later version of Rashomon."""


class Damaged(CaseError):
    """A part of the case is gone that its other parts need; nothing is written until it is back."""


class StoreFull(CaseError):
    """The disk refused a write; what was acknowledged before is still there."""


class NotFound(RashomonError):
    """Nothing in the case has this id."""


class QueryError(RashomonError):
    """A question that cannot be asked: SQL that DuckDB refuses or that would write, a claim that says too little."""


class MissingPart(RashomonError):
    """An optional package or a model is not installed; the text says what to install."""


class KnowledgeError(RashomonError):
    """A table in knowledge/ does not parse or contradicts itself."""


def first_line(error: BaseException) -> str:
    """What an error says, in one line; its kind where it says nothing."""
    return next(iter(str(error).splitlines()), "") or type(error).__name__
