"""A document that speaks → whose it is: "Kuo's latest report", "a Defence Ministry statement", "a report by CNN".

Reads a `Tree`, writes a head token. The one idea: what a document says is said by whoever is named as its maker; where
nobody is named, the document speaks for itself.
"""

from __future__ import annotations

from rashomon.language.attribution.cues import NOTHING, cues
from rashomon.language.attribution.tree import Tree
from rashomon.language.phrases import body_nouns

_NAMED = ("ORG", "PERSON")
_WHEN = ("DATE", "TIME")
#: Words for who owns a document that name nobody.
_NOBODY = {"its", "their", "whose", "one", "this", "that"}


def maker_of(tree: Tree, head: int) -> int | None:
    """The head token of a document's maker; None where the token is no document, or nobody is named."""
    kinds = cues().nouns.get(tree.lemma[head], NOTHING).kinds
    if tree.pos[head] != "NOUN" or "text" not in kinds or tree.ent[head] in _NAMED:
        return None
    owners = [k for k in tree.kids(head, "poss") if tree.lower[k] not in _NOBODY and tree.ent[k] not in _WHEN]
    found = [*owners, *_by(tree, head), *_within(tree, head)]
    return found[0] if found else None


def _by(tree: Tree, head: int) -> list[int]:
    """ "a report by CNN", "a letter from the ministry"."""
    from_whom = [p for p in tree.kids(head, "prep", "agent") if tree.lower[p] in ("by", "from")]
    return [k for p in from_whom for k in tree.kids(p, "pobj") if _could_speak(tree, k)]


def _within(tree: Tree, head: int) -> list[int]:
    """ "a Mirror report", "a Defence Ministry statement"."""
    parts = [k for k in tree.kids(head, "compound", "nmod", "amod") if k < head and _could_speak(tree, k)]
    return parts[-1:]


def _could_speak(tree: Tree, k: int) -> bool:
    return tree.ent[k] in _NAMED or tree.lemma[k] in body_nouns()
