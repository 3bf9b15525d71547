"""The other findings of an article, ready to be looked up by sentence, by character and by id.

Reads mentions, times, places, quantities and statements; makes the mentions that parties still lack. The one idea: an
act finds its parties, numbers, time and place among what the stages before have found, never in the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from rashomon.language.parties.heads import ACTING_KINDS, party_phrase
from rashomon.language.phrases import kind_of_phrase, make_mention, mention_at
from rashomon.record import Article, Mention, Quantity, Statement, When, Where

#: A word written like a name.
_NAME = re.compile(r"\b[A-Z][a-z]")
#: What names a day, or a part of one as it is seen from today.
_DAYS = re.compile(r"[A-Z][a-z]{2}|today|day|morning|evening|night|afternoon|ago|/|-|\bnow\b")


class Surroundings:
    """The findings of one article. `new`: the mentions made here, for parties that no mention covered yet."""

    def __init__(
        self,
        article: Article,
        mentions: Sequence[Mention],
        whens: Sequence[When],
        wheres: Sequence[Where],
        quantities: Sequence[Quantity],
        statements: Sequence[Statement],
    ) -> None:
        self.article = article
        self.new: list[Mention] = []
        self.mentions = sorted(mentions, key=lambda m: (m.start, -m.end, m.id))
        self.by_id = {mention.id: mention for mention in mentions}
        self.whens = {when.mention: when for when in whens}
        self.wheres = {where.mention: where for where in wheres}
        self.quantities = {quantity.mention: quantity for quantity in quantities}
        self.statements = statements
        #: The first words of places that the article names, whatever else the tagger takes one for elsewhere.
        self.towns = frozenset(m.text.split()[0] for m in mentions if m.kind == "place" and m.text[:1].isupper())

    def inside(self, sentence: Tokens) -> list[Mention]:
        """The mentions that lie in a sentence, in reading order."""
        return [m for m in self.mentions if m.start >= sentence.start_char and m.end <= sentence.end_char]

    def times_and_places(self, sentence: Tokens) -> tuple[int, int]:
        """How many times, and how many places, a sentence names, those that no map shows among them."""
        near = self.inside(sentence)
        places = [m for m in near if m.id in self.wheres or (m.kind == "place" and _NAME.search(m.text))]
        return sum(m.id in self.whens for m in near), len(places)

    def is_by_the_clock(self, when: When | None) -> bool:
        """ "shortly after 7:40 a.m.": an hour of no day that is named."""
        if when is None or when.anchor not in ("published", "narrative") or when.precision not in ("minute", "hour"):
            return False
        return not _DAYS.search(self.by_id[when.mention].text) if when.mention in self.by_id else False

    def mention(self, head: Token, near: list[Mention]) -> Mention:
        """The mention at a party's head, made where none stands there yet; one that holds another party is not it."""
        others = [word for word in head.conjuncts if word != head]
        alone = [m for m in near if not m.members and not any(m.start <= word.idx < m.end for word in others)]
        span = party_phrase(head)
        found = mention_at(self.article.id, span, alone, "person" if head.ent_type_ == "DATE" else None)
        cut = span.end_char > found.end > head.idx and found.kind in (*ACTING_KINDS, "quantity")
        cut = cut and not (found.kind == "person" and head.pos_ == "PROPN")  # "Xi Jinping | of China"
        if cut or (head.pos_ == "NOUN" and _is_cut_before(found, span)):
            found = make_mention(self.article.id, span, found.kind)
        return self._kept(found)

    def doer(self, head: Token, near: list[Mention]) -> Mention:
        """The mention of who does it: "around 300 gunmen" are people who act, beside the number that they are."""
        found = self.mention(head, near)
        if found.kind != "quantity" or head.pos_ not in ("NOUN", "PROPN"):
            return found
        span = party_phrase(head)
        kind = kind_of_phrase(span)
        if kind not in ACTING_KINDS:
            return found
        known = [m for m in near if m.kind in ACTING_KINDS and m.start <= head.idx < m.end]
        return self._kept(max(known, key=lambda m: (m.end - m.start, m.id)) if known else
                          make_mention(self.article.id, span, kind))  # fmt: skip

    def _kept(self, found: Mention) -> Mention:
        if found.id not in self.by_id:
            self.by_id[found.id] = found
            self.new.append(found)
            self.mentions.append(found)
        return found


def hangs_on(mention: Mention, words: Collection[Token]) -> bool:
    """Whether one of these words, those of an act's own clause, stands in the mention."""
    return any(mention.start <= word.idx < mention.end for word in words)


def _is_cut_before(found: Mention, span: Tokens) -> bool:
    """ "an unmarked | police car", "Dutch Air Force | planes": a name inside a phrase of which it is the last word."""
    if found.kind in ("time", "quantity", "person"):
        return False
    return any(word.idx < found.start and word.pos_ not in ("DET", "ADP", "PUNCT") for word in span)
