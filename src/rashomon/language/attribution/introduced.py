"""Quotations that a colon introduces and no verb claims: "She took the credit: “Without me …”".

Reads a `Tree`, what was chosen and the quotation marks; gives further `Attributed`s. The one idea: what stands
before the colon is a whole clause, and its subject, where it is somebody, is who speaks.
"""

from __future__ import annotations

from bisect import bisect_left

from rashomon.language.attribution.candidates import Candidate
from rashomon.language.attribution.features import voice_of
from rashomon.language.attribution.spans import Attributed, is_claimed, is_sentence
from rashomon.language.attribution.tree import Tree
from rashomon.language.quotes import Quote

_SPEAKERS = {"PERSON", "people", "they", "pronoun", "body", "ORG", "GPE", "name", "document"}


def introduced(tree: Tree, chosen: list[Attributed], quotes: list[Quote]) -> list[Attributed]:
    """One for each such quotation, in text order; its cue is the colon."""
    found = []
    held = {n for made in chosen for n in made.quotes}
    for n, quote in enumerate(quotes):
        if n in held or not is_sentence(tree.whole, quote) or is_claimed(quote, chosen):
            continue
        colon = _colon_before(tree, quote)
        source = None if colon is None else _subject_before(tree, colon)
        if colon is None or source is None:
            continue
        candidate = Candidate(colon, "colon", (colon, colon + 1), "introduced", set(), source, "subject")
        cue = (tree.start[colon], tree.end[colon])
        found.append(Attributed(candidate, cue, [(quote.start, quote.end)], {n}, score=1.0))
    return found


def _colon_before(tree: Tree, quote: Quote) -> int | None:
    """The token of a colon with nothing but blanks between it and the quotation."""
    at = bisect_left(tree.start, quote.start) - 1
    while at >= 0 and not tree.text[at].strip():
        at -= 1
    return at if at >= 0 and tree.text[at] == ":" and tree.whole[tree.end[at] : quote.start].count("\n") <= 2 else None


def _subject_before(tree: Tree, colon: int) -> int | None:
    """Who is the subject of the clause that ends at the colon; None where it is nobody who could speak."""
    first = tree.bounds(colon)[0]
    verbs = [i for i in range(first, colon) if tree.pos[i] in ("VERB", "AUX") and not first <= tree.head[i] < i]
    for v in verbs:
        subjects = [k for k in tree.kids(v, "nsubj") if first <= k < colon]
        if subjects and voice_of(tree, subjects[-1]) in _SPEAKERS and tree.lower[subjects[-1]] not in ("it", "there"):
            return subjects[-1]
    return None
