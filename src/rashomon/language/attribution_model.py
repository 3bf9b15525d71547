"""How likely a candidate attributes: for now, the strengths of the lexicon."""

from __future__ import annotations

from rashomon.language.attribution_cues import cues
from rashomon.language.attribution_spans import Attributed
from rashomon.language.attribution_tree import Tree
from rashomon.language.quotes import Quote


def threshold() -> float:
    return 0.5


def score(tree: Tree, found: list[Attributed], quotes: list[Quote]) -> None:
    """Fills `score` of each candidate, 0..1."""
    for made in found:
        made.score = _prior(tree, made)


def _prior(tree: Tree, made: Attributed) -> float:
    candidate = made.candidate
    if candidate.kind in ("according", "adverb"):
        return 0.9
    if candidate.kind in ("colon", "dash"):
        return 0.6 if made.quotes else 0.4
    known = cues()
    lemma = tree.lemma[candidate.key]
    if candidate.kind == "adjective":
        return 0.6 if lemma in known.adjectives else 0.2
    if candidate.kind == "noun":
        return 0.6 if candidate.source is not None and lemma in known.nouns else 0.3
    strength = known.verbs.get(lemma)
    if strength is None or candidate.source is None:
        return 0.1
    level = (
        strength.clause
        if "c" in candidate.relation[:1]
        or made.quotes
        or "parenth" in candidate.relation
        or candidate.relation.startswith("xcomp")
        else strength.object
    )
    return 0.2 * level + 0.05
