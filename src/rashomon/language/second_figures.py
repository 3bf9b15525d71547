"""A number without a noun → whether it answers one told before: "the opposition put the figure at 40".

Reads parses; gives words. The one idea: who speaks of a figure, or admits to a bare number, counts what was counted
last.
"""

from __future__ import annotations

from spacy.tokens import Token

_FIGURES = frozenset("figure number count total tally estimate".split())
_PUTTING = frozenset("put place set give revise raise lower correct offer cite quote issue".split())
#: Verbs that take a bare number of those whom somebody else has counted, with the prepositions they need.
_COUNTING = {
    "admit": frozenset({"", "to"}), "speak": frozenset({"of"}), "talk": frozenset({"of"}),
    **dict.fromkeys("concede acknowledge claim count report estimate register record confirm".split(), frozenset({""})),
}  # fmt: skip


def figure_told(number: Token) -> Token | None:
    """The word that tells a bare number as somebody's figure: "figure", or the number itself; None for others."""
    if number.tag_ != "CD" and not number.like_num:
        return None
    if number.dep_ == "pobj":
        prep, above = number.head, number.head.head
        if prep.lower_ in ("of", "at", "to") and above.lemma_.lower() in _FIGURES:
            return above
        if prep.lower_ in ("at", "to") and above.lemma_.lower() in _PUTTING:
            return next((c for c in above.children if c.dep_ in ("dobj", "nsubjpass") and _is_figure(c)), None)
        return number if prep.lower_ in _COUNTING.get(above.lemma_.lower(), ()) else None
    if number.dep_ == "attr" and number.head.lemma_ == "be":
        return next((c for c in number.head.lefts if c.dep_ == "nsubj" and _is_figure(c)), None)
    bare = number.dep_ == "dobj" and "" in _COUNTING.get(number.head.lemma_.lower(), ())
    return number if bare else None


def is_told_as_figure(word: Token) -> bool:
    """Whether a word tells a toll as somebody's figure, whose day is that on which he gives it."""
    return word.tag_ == "CD" or word.lemma_.lower() in _FIGURES


def _is_figure(noun: Token) -> bool:
    """Whether a noun names a figure of what was told before, and does not say of what."""
    return noun.lemma_.lower() in _FIGURES and not any(c.lower_ in ("of", "for") for c in noun.rights)
