"""What stands around a Russian act: its time, its place, its numbers, and who can be a party to it.

Reads the act with the words of its clause and the article's times, places and quantities. The one idea: what belongs to
an act hangs on its own clause; only a time is taken from the clause above, for a sentence tells it once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

from spacy.tokens import Doc, Token

from rashomon.knowledge.russian import lands, section
from rashomon.language.russian.acts import Act, english_words, verb_above
from rashomon.language.russian.forms import nominative, noun_lemma, plain
from rashomon.language.russian.tree import case_of, clause, preposition
from rashomon.record import Mention, Quantity, When, Where

T = TypeVar("T")

_PRECISIONS = ("point", "city", "admin2", "admin1", "region", "country")
_WHERE = frozenset("в во на под близ около возле у над из через неподалеку вблизи к".split())
#: Types of acts that are words: what they speak of lies elsewhere.
_OF_WORDS = frozenset(("CONSULT", "AGREE", "ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN", "CONCEDE"))
#: What became of those counted, by the type of act that does it.
_HARM = {"ASSAULT": ("dead", "injured", "abducted", "destroyed", "damaged", "missing", "casualties"),
         "COERCE": ("arrested", "captured", "expelled"), "SANCTION": ("expelled", "sentenced"),
         "RETREAT": ("released", "captured"), "PROTEST": ("protesters", "strikers")}  # fmt: skip


class Around:
    """The article's times, places and quantities, by the words that say them."""

    def __init__(
        self,
        doc: Doc,
        mentions: Sequence[Mention],
        whens: Sequence[When],
        wheres: Sequence[Where],
        quantities: Sequence[Quantity],
    ) -> None:
        by_id = {mention.id: mention for mention in mentions}
        self._whens = _by_word(doc, [(by_id[when.mention], when) for when in whens if when.mention in by_id])
        self._wheres = _by_word(doc, [(by_id[w.mention], w) for w in wheres if w.mention in by_id])
        self._quantities = _by_word(doc, [(by_id[q.mention], q) for q in quantities if q.mention in by_id])
        self._places = {by_id[where.mention].id: by_id[where.mention] for where in wheres if where.mention in by_id}

    def when_of(self, act: Act, words: Sequence[Token]) -> When | None:
        """The time in the act's clause nearest to its word, else that of the clause above."""
        above = verb_above(act)
        for tokens in (words, clause(above) if above is not None else []):
            found = [(abs(token.i - act.word.i), token.i) for token in tokens if token.i in self._whens]
            if found:
                return self._whens[min(found)[1]]
        return None

    def where_of(self, act: Act, words: Sequence[Token], parties: Collection[Token]) -> Where | None:
        """The most closely placed of the places that the clause says it is in."""
        taken = {token.i for token in parties if not is_scene(token, act)}
        placed = [
            (_PRECISIONS.index(where.precision), abs(token.i - act.word.i), token.i)
            for token in words
            if token.i not in taken and (where := self._wheres.get(token.i)) and self._is_place(token, act)
        ]
        return self._wheres[min(placed)[2]] if placed else None

    def _is_place(self, token: Token, act: Act) -> bool:
        mention = self._places.get(self._wheres[token.i].mention)
        if mention is None or mention.kind != "place":
            return False
        if act.type in _OF_WORDS and token.head not in (act.word, act.verb):
            return False
        stands = preposition(token)
        if is_scene(token, act):
            return True
        if stands:
            return stands.split()[-1] in _WHERE
        if token.head.i == act.word.i:
            return act.type == "ASSAULT" and case_of(token) in ("Gen", "Acc")
        # "кварталы Дамаска", "по авиабазе Шайрат": what is hit is where
        hit = act.type == "ASSAULT" and token.dep_ in ("nmod", "appos", "flat:name") and not can_be_party(token.head)
        return hit or preposition(token.head) in _WHERE

    def quantities_of(self, act: Act, words: Sequence[Token]) -> list[Quantity]:
        """The numbers of an act's clause that its type can bring about, and those of its parties."""
        found = dict.fromkeys(q for token in words if (q := self._quantities.get(token.i)) is not None)
        harm = _HARM.get(act.type, ())
        return [q for q in found if q.of is None or q.of in harm or not any(q.of in kinds for kinds in _HARM.values())]


def is_harm(quantity: Quantity, act: Act) -> bool:
    """Whether those counted are those whom such an act is done to."""
    return quantity.of in _HARM.get(act.type, ()) and act.type != "PROTEST" and quantity.unit == "people"


def is_told_in_full(act: Act, where: Where | None) -> bool:
    """Whether an act of force without a named party is told all the same: its place, its weapon, or who did it."""
    weapon = act.row.mode in ("heavy-weapons", "aerial", "explosives")
    return where is not None or (weapon and act.word.pos_ == "VERB") or act.toll


def _by_word(doc: Doc, pairs: Iterable[tuple[Mention, T]]) -> dict[int, T]:
    found: dict[int, T] = {}
    for mention, thing in pairs:
        span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        for token in span or ():
            found.setdefault(token.i, thing)
    return found


def in_english(act: Act, words: Sequence[Token]) -> tuple[frozenset[str], frozenset[str]]:
    """The words of an act and of its clause as the table of modes has them."""
    known = english_words()
    own = [act.word, act.verb, *act.word.children]
    return (
        frozenset(known[token.lemma_] for token in own if token.lemma_ in known),
        frozenset(known[token.lemma_] for token in words if token.lemma_ in known),
    )


def is_scene(head: Token, act: Act) -> bool:
    """Whether a party of an act is only where it is: the town visited, left or struck; a land is a party there, too."""
    if head.ent_type_ != "LOC" or head not in act.recipients:
        return False
    land = lands().get(head.lemma_) or lands().get(plain(nominative(head.text)))
    if act.row.mode == "visit" or act.type == "RETREAT":
        return land is None or land.kind == "seat"
    return land is None


_NAMELESS = frozenset("неизвестный вооруженный преступник нападавший злоумышленник напавший".split())


def can_be_party(head: Token) -> bool:
    """Whether a head names somebody: a person, a body, a land, people."""
    if head.ent_type_ or head.pos_ == "PROPN" or head.pos_ == "PRON" or head.lemma_ in lands():
        return head.lower_ not in ("это", "что", "который", "себя", "все", "всё")
    word = noun_lemma(head.text)
    listed = any(word in section(name) for name in ("titles", "bodies", "people"))
    return listed or "Animacy=Anim" in str(head.morph) or word in _NAMELESS
