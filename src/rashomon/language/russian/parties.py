"""A head word of a Russian clause → the mention of who or what it names, made where none stands there yet.

Reads a Doc and the mentions found so far. The one idea: "мэр города Матис Орлан" is the mention of its name; a head
without a name is a role phrase, cited with all that says whose role it is.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from rashomon.knowledge.russian import section
from rashomon.language.russian.forms import noun_lemma
from rashomon.language.russian.tree import children, extent, phrase
from rashomon.language.sentences import text_of
from rashomon.record import Mention, mention_id

_NAMING = ("person", "organization", "place", "nationality")
_FIGHTERS = frozenset("боевик боец террорист повстанец партизан солдат".split())
_PRONOUNS = {"он": "person", "она": "person", "кто": "person", "я": "person"}


class Parties:
    """The mentions of an article by the characters they cover; remembers those it had to make."""

    def __init__(self, article: str, doc: Doc, mentions: Iterable[Mention]) -> None:
        self.new: list[Mention] = []
        self._article, self._doc = article, doc
        self._at: dict[int, list[Mention]] = {}
        for mention in mentions:
            if mention.kind not in ("time", "quantity"):
                self._remember(mention)

    def mention(self, head: Token) -> Mention:
        """The mention of a head word; "боевики «Горного фронта»" are the front."""
        return self._covering(head) or self._named_beside(head) or self._group_of(head) or self._made(head)

    def group(self, heads: list[Token]) -> Mention:
        """The mention of several that are joined, with its members; the one mention where they are one."""
        parts = list(dict.fromkeys(self.mention(head) for head in heads))
        start, end = min(part.start for part in parts), max(part.end for part in parts)
        if len(parts) < 2 or any((part.start, part.end) == (start, end) for part in parts):
            return parts[0]
        kind = parts[0].kind
        text = text_of(self._doc)[start:end]
        made = Mention(
            mention_id(self._article, start, end, kind),
            self._article,
            start,
            end,
            kind,
            text,
            None,
            tuple(p.id for p in parts),
        )
        if all(one.id != made.id for one in self.new):
            self.new.append(made)
        return made

    def _covering(self, head: Token) -> Mention | None:
        """The longest mention that covers a head word and is not of something that hangs on it."""
        found = [mention for mention in self._at.get(head.idx, ()) if not mention.members]
        return max(found, key=lambda mention: (mention.end - mention.start, mention.id), default=None)

    def _named_beside(self, head: Token) -> Mention | None:
        """The name that stands beside a title or a body's noun: "министр Олег Страхов", "агентство «Меридиан»"."""
        kinds = ("person", "organization") if noun_lemma(head.text) in section("bodies") else ("person",)
        for child in [*children(head, "appos", "flat:name", "flat"), *self._after(head)]:
            for mention in self._at.get(child.idx, ()):
                if mention.kind in kinds and mention.start > head.idx:
                    return mention
            if child.dep_ == "appos" and child.pos_ == "NOUN" and (found := self._named_beside(child)) is not None:
                return found
        return None

    def _group_of(self, head: Token) -> Mention | None:
        """The armed group whose fighters somebody is said to be."""
        if noun_lemma(head.text) not in _FIGHTERS:
            return None
        for child in children(head, "nmod"):
            mention = self._covering(child)
            if mention is not None and mention.kind == "organization":
                return mention
        return None

    def _after(self, head: Token) -> list[Token]:
        """The word right after a title's phrase, where a parse has hung the name elsewhere."""
        if noun_lemma(head.text) not in section("titles"):
            return []
        _, last = phrase(head, names=False)
        return [self._doc[last + 1]] if last + 1 < len(self._doc) else []

    def _made(self, head: Token) -> Mention:
        start, end = extent(self._doc, *phrase(head))
        kind = kind_of(head)
        made = Mention(
            mention_id(self._article, start, end, kind), self._article, start, end, kind, text_of(self._doc)[start:end]
        )
        self.new.append(made)
        self._remember(made)
        return made

    def _remember(self, mention: Mention) -> None:
        for offset in range(mention.start, mention.end):
            self._at.setdefault(offset, []).append(mention)


def kind_of(head: Token) -> str:
    """person, organization or other, by the noun."""
    if head.pos_ == "PRON":
        return _PRONOUNS.get(head.lemma_, "other")
    word = noun_lemma(head.text)
    if word in section("titles") or word in section("people"):
        return "person"
    return "organization" if word in section("bodies") else "other"
