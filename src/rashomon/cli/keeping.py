"""The commands that keep a case sound and small: check, verify, history, compact, cache."""

from __future__ import annotations

from typing import Annotated

import typer

from rashomon.cli.common import AsJson, CaseAddress, answer, answer_proof, fail, open_at


def check(case: CaseAddress, as_json: AsJson = False) -> None:
    """Re-read every span and compare it with its source; exit 0 where all is as the record says."""
    from rashomon.views.words import counted

    found = open_at(case, must_exist=True).check()
    rests, lies = counted(found.references, "reference"), counted(found.documents, "document")
    articles = counted(found.articles, "article")
    answer_proof(found, as_json, f"{counted(found.spans, 'span')} and {rests} of {articles} in {lies} read again")


def history(case: CaseAddress, as_json: AsJson = False) -> None:
    """Every piece of work by number; `rashomon brief CASE --as-of NUMBER` opens the case as it was after it."""
    from rashomon.terminal import print_history

    found = open_at(case, must_exist=True).history()
    answer(found, as_json, lambda out: print_history(out, found))


def compact(case: CaseAddress, as_json: AsJson = False) -> None:
    """Free what nobody sees any more; earlier versions can then no longer be opened."""
    from rashomon.terminal import print_compacted

    done = open_at(case, must_exist=True).compact()
    answer(done, as_json, lambda out: print_compacted(out, done))


def verify(case: CaseAddress, as_json: AsJson = False) -> None:
    """Hash documents, weights and tables again; exit 0 where all bytes are as they were written."""
    from rashomon.views.words import counted

    found = open_at(case, must_exist=True).verify()
    slices = counted(found.slices, "slice")
    answer_proof(found, as_json, f"{counted(found.documents, 'document')} and {slices} hashed again")


def cache(
    case: CaseAddress,
    clear: Annotated[bool, typer.Option("--clear", help="Delete it; what it held is parsed again.")] = False,
    as_json: AsJson = False,
) -> None:
    """How many lines' parses are kept so that a reprint is not parsed again."""
    kept = open_at(case, must_exist=True).parse_cache()
    if kept is None:
        fail("this case keeps no parses")
    if clear:
        kept.clear()
    size = kept.size()
    answer(
        size,
        as_json,
        lambda out: out.print(
            f"{size.lines:,} lines, {size.bytes / 1e6:,.1f} MB of at most {size.limit / 1e6:,.0f} MB", highlight=False
        ),
    )
