"""Mentions of one Russian article → which of them name the same one.

Reads mentions with their parse; gives `Link`s, each from a mention to an earlier one with its reason. Sieves from the
surest: equal names in the nominative, a family name and the full name it ends, a title and the one who was named with
it, a pronoun and the person of its gender named last. Nothing here looks beyond the article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from spacy.tokens import Doc, Token

from rashomon.knowledge.russian import plain, section
from rashomon.language.russian.forms import noun_lemma, readings
from rashomon.language.russian.gloss import latin_name, written_name
from rashomon.language.russian.tree import phrase
from rashomon.record import Mention

_GENDERED = {"он": "Masc", "она": "Fem"}


class Link(NamedTuple):
    """`left` stands before `right`; `score` is 0..1; `feature` with what was compared."""

    left: Mention
    right: Mention
    score: float
    feature: str
    one: str
    two: str


@dataclass
class _Chain:
    """Mentions that name one so far, in the order in which they were joined."""

    kind: str
    mentions: list[Mention]
    names: set[str]
    titles: set[str] = field(default_factory=set)
    gender: str = ""

    def last_before(self, offset: int) -> int:
        """Where its last mention before a character stands; -1 where none does."""
        return max((mention.start for mention in self.mentions if mention.end <= offset), default=-1)


def find_links(doc: Doc, mentions: Sequence[Mention]) -> list[Link]:
    """The links of an article, surest first."""
    heads = {mention.id: head for mention in mentions if (head := _head(doc, mention)) is not None}
    chains: list[_Chain] = []
    links: list[Link] = []
    named = [(mention, name) for mention in mentions if (name := _name(mention)) and mention.id in heads]
    for mention, name in sorted(named, key=lambda pair: (-len(pair[1].split()), pair[0].start)):
        _join_name(chains, links, mention, name)
    for chain in chains:
        for mention in chain.mentions:
            _read_title(chain, heads[mention.id])
    taken = {mention.id for chain in chains for mention in chain.mentions}
    rest = [m for m in mentions if m.id in heads and m.id not in taken and m.kind not in ("time", "quantity")]
    for mention in sorted(rest, key=lambda m: m.start):
        _join_unnamed(chains, links, mention, heads[mention.id])
    return links


def _name(mention: Mention) -> str | None:
    if mention.kind not in ("person", "organization", "place") or mention.members:
        return None
    name = written_name(mention.text, mention.kind)
    return plain(name) if name and latin_name(mention.text, mention.kind) else None


def _join_name(chains: list[_Chain], links: list[Link], mention: Mention, name: str) -> None:
    alike = [chain for chain in chains if chain.kind == mention.kind]
    same = [chain for chain in alike if name in chain.names]
    if same:
        _join(links, same[0], mention, 0.97, "same name", name, name)
        return
    near = [c for c in alike if " " not in name and any(" " not in one and same_stem(name, one) for one in c.names)]
    if len(near) == 1:
        _join(links, near[0], mention, 0.85, "one name in two cases", min(near[0].names), name)
        return
    if mention.kind == "person":
        short = [c for c in chains if c.kind == "person" and any(_is_short(name, full) for full in c.names)]
        if short:
            chosen = max(short, key=lambda chain: (chain.last_before(mention.start), -chain.mentions[0].start))
            full = max(chosen.names, key=len)
            _join(links, chosen, mention, 0.92 if len(short) == 1 else 0.7, "short form of a name", full, name)
            return
    chains.append(_Chain(mention.kind, [mention], {name}, gender=_gender(name) if mention.kind == "person" else ""))


def _is_short(short: str, full: str) -> bool:
    """A family name, or an initial with it, and the full name that it ends."""
    words, whole = short.split(), full.split()
    return len(words) < len(whole) and len(words[-1]) > 2 and same_stem(words[-1], whole[-1])


def same_stem(one: str, two: str) -> bool:
    """Whether two words differ in nothing but an ending: "тарнова", "тарнов"."""
    if one == two:
        return True
    shared = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    ends = one[shared:], two[shared:]
    return shared >= 4 and all(end in _ENDS for end in ends)


_ENDS = frozenset(("", "а", "я", "у", "ю", "е", "и", "ы", "ь", "й", "ом", "ем", "ой", "ей", "ов"))


def _gender(name: str) -> str:
    """Masc or Fem by the given name, else by the family name's ending; "" where neither tells."""
    for word in name.split():
        for one in readings(word.capitalize()):
            if "Name" in one.tag.grammemes and "nomn" in one.tag.grammemes:
                return {"masc": "Masc", "femn": "Fem"}.get(str(one.tag.gender), "")
    last = name.split()[-1]
    if last.endswith(("ова", "ева", "ина", "ская")):
        return "Fem"
    return "Masc" if last.endswith(("ов", "ев", "ин", "ский", "ий")) else ""


def _join(links: list[Link], chain: _Chain, mention: Mention, score: float, feature: str, one: str, two: str) -> None:
    links.append(Link(min(chain.mentions, key=lambda m: m.start), mention, score, feature, one, two))
    chain.mentions.append(mention)


def _read_title(chain: _Chain, head: Token) -> None:
    """The title that a name stands beside: "министр обороны Олег Страхов"."""
    title = head.head
    if chain.kind == "person" and head.dep_ in ("appos", "flat:name") and noun_lemma(title.text) in section("titles"):
        first, last = phrase(title, names=False)
        chain.titles |= {title.lemma_, plain(title.doc[first : last + 1].text), title.doc[first : last + 1].lemma_}


def _join_unnamed(chains: list[_Chain], links: list[Link], mention: Mention, head: Token) -> None:
    gender = _GENDERED.get(head.lemma_) if head.pos_ == "PRON" else None
    if gender is not None:
        _join_pronoun(chains, links, mention, gender)
    elif mention.kind == "person" and head.lemma_ in section("titles") and "Number=Sing" in str(head.morph):
        _join_title(chains, links, mention, head)


def _join_pronoun(chains: list[_Chain], links: list[Link], mention: Mention, gender: str) -> None:
    open_to = [
        chain for chain in chains
        if chain.kind == "person" and chain.gender in (gender, "") and chain.last_before(mention.start) >= 0
    ]  # fmt: skip
    if not open_to:
        return
    chosen = max(open_to, key=lambda chain: chain.last_before(mention.start))
    if mention.start - chosen.last_before(mention.start) > 600:
        return
    _join(links, chosen, mention, 0.75 if chosen.gender else 0.55, "pronoun", max(chosen.names, key=len), mention.text)


def _join_title(chains: list[_Chain], links: list[Link], mention: Mention, head: Token) -> None:
    """ "министр" after "министр обороны Олег Страхов"; two of one title are told apart by nobody."""
    words = head.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    said = {plain(mention.text), words.lemma_ if words is not None else head.lemma_}
    fitting = [c for c in chains if c.titles & said] or [
        c for c in chains if head.lemma_ in c.titles and words is not None and len(words) == 1
    ]
    before = [chain for chain in fitting if chain.last_before(mention.start) >= 0]
    if len(before) == 1:
        _join(links, before[0], mention, 0.8, "title", max(before[0].names, key=len), mention.text)


def _head(doc: Doc, mention: Mention) -> Token | None:
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None
