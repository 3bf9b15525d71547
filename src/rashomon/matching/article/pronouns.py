"""Pronouns of one article → chains: the likeliest of those named before.

The one idea: who can be meant is settled by kind, number and gender; who is meant, by language/antecedents.py.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from rashomon.language.antecedents import SUBJECTS, features, score
from rashomon.matching.article.chains import (
    ArticleChain,
    Reader,
    called,
    is_plural,
    join_chain,
    keep_chain,
    last_before,
)
from rashomon.record import Mention, Reason

HE = frozenset(("he", "him", "his", "himself"))
SHE = frozenset(("she", "her", "hers", "herself"))
THEY = frozenset(("they", "them", "their", "theirs", "themselves"))
IT = frozenset(("it", "its"))
FIRST_PERSON = frozenset(("i", "me", "my"))
WE = frozenset(("we", "our", "ours"))
_OTHERS = frozenset(
    ("it", "its", "i", "me", "my", "we", "us", "our", "you", "your", "who", "this", "that", "these", "those")
)
RELATIVE = frozenset(("who", "whom", "which", "that"))
_SPOKESPERSONS = frozenset(("spokesman", "spokeswoman", "spokesperson"))
PRONOUNS = HE | SHE | THEY | _OTHERS
#: From here on a pronoun tells the gender of whom it stands for.
_SURE = 0.65
#: Mentions of a chain that a pronoun looks back to.
_LATEST = 8
#: What "they" takes off a body, which is rather "it".
_ONE_BODY = 1.0


def link_pronoun(reader: Reader, mention: Mention, head: Token, gender: str) -> None:
    """The likeliest person before, by grammar, speech, distance and how much the text is about them."""
    persons = [c for c in reader.chains if c.kind == "person" and c.gender in (None, gender) and not is_plural(c)]
    chosen = _likeliest(reader, persons, mention, head, gender)
    if chosen is not None:
        # an unsure link says nothing of others: one wrong "she" made every later "he" somebody else's
        chosen[0].gender = chosen[0].gender or (gender if chosen[1] >= _SURE else None)
        _join_pronoun(reader, mention, *chosen)


def link_they(
    reader: Reader, mention: Mention, head: Token, speakers: Sequence[tuple[int, int, str]] = ()
) -> None:  # fmt: skip
    """ "they" after a group stands for its members, else for people or a body named before.

    Within a quotation it is one whom the speaker named there: who stands around it in the article is the reporter's.
    """
    earlier = [g for g in reader.groups.values() if g.end <= mention.start and mention.start - g.end < 400]
    latest = max(earlier, key=lambda g: g.start, default=None)
    if latest is not None and not _others_since(reader, latest, mention):
        reader.groups[mention.id] = replace(mention, members=latest.members)
        return
    if (pair := _pair_before(reader, mention)) is not None:
        reader.groups[mention.id] = replace(mention, members=pair)
        return
    many = [c for c in reader.chains if is_plural(c) or c.kind == "organization"]
    many += _counted_before(reader, mention)
    said = next(((start, end) for start, end, _ in speakers if start <= mention.start < end), None)
    if said is not None:
        many = [c for c in many if any(said[0] <= m.start and m.end <= mention.start for m in c.mentions)]
    chosen = _likeliest(reader, many, mention, head, None)
    if chosen is not None:
        if chosen[0].mentions[0].id not in reader.chain_of:
            keep_chain(reader, chosen[0])
        _join_pronoun(reader, mention, *chosen)


def _counted_before(reader: Reader, mention: Mention) -> list[ArticleChain]:
    """Chains of those who are known by their number and named before the pronoun: "42 people were taken. They …"."""
    taken = {reader.heads[m].i for m in reader.chain_of}
    free = [m for m in reader.counted if m.end <= mention.start and reader.heads[m.id].i not in taken]
    return [ArticleChain("person", [m], plural=True) for m in free]


def _others_since(reader: Reader, group: Mention, mention: Mention) -> bool:
    """Whether several people, unnamed, have been the subject of a clause between a group and the pronoun."""
    return any(
        group.end <= m.start and m.end <= mention.start and reader.heads[m.id].dep_ in SUBJECTS
        for chain in reader.chains
        if chain.kind == "person" and is_plural(chain)
        for m in chain.mentions
    )


def _pair_before(reader: Reader, mention: Mention) -> tuple[str, ...] | None:
    """Two persons joined by "and" as the subject of one of the two sentences before."""
    sentence = reader.around.sentence[reader.heads[mention.id].i]
    for other_id, chain in reader.chain_of.items():
        token = reader.heads[other_id]
        if chain.kind != "person" or token.dep_ != "conj" or token.head.dep_ not in ("nsubj", "nsubjpass"):
            continue
        if token.head.head.dep_ == "relcl":  # "the court where the guard and his chief were heard": told aside
            continue
        if token.i < reader.heads[mention.id].i and sentence - reader.around.sentence[token.i] <= 2:
            first = next((i for i, h in reader.heads.items() if h.i == token.head.i and i in reader.chain_of), None)
            if first is not None and reader.chain_of[first].kind == "person" and not chain.plural:
                both = {reader.chain_of[first].mentions[0].id, chain.mentions[0].id}
                return tuple(sorted(both)) if len(both) == 2 else None
    return None


def link_it(reader: Reader, mention: Mention, head: Token) -> None:
    """ "it" is a body or a place named before."""
    bodies = [c for c in reader.chains if c.kind in ("organization", "place") and not c.plural]
    bodies = [c for c in bodies if reader.heads[c.mentions[0].id].tag_ != "NNS"]
    chosen = _likeliest(reader, bodies, mention, head, None)
    if chosen is not None:
        _join_pronoun(reader, mention, *chosen)


def link_first_person(reader: Reader, mention: Mention, speakers: Sequence[tuple[int, int, str]]) -> None:
    """ "I" inside a quotation is who speaks it."""
    speaker = next((who for start, end, who in speakers if start <= mention.start < end), None)
    chain = reader.chain_of.get(speaker) if speaker else None
    if chain is not None and not is_plural(chain) and chain.kind == "person":
        _join_pronoun(reader, mention, chain, 0.85)


def link_we(reader: Reader, mention: Mention, speakers: Sequence[tuple[int, int, str]]) -> None:
    """ "we" inside the words of a body, a country or its spokesperson is that one; a person's "we" may be many."""
    speaker = next((who for start, end, who in speakers if start <= mention.start < end), None)
    chain = reader.chain_of.get(speaker) if speaker else None
    if chain is not None and chain.kind == "person":
        chain = _spoken_for(reader, chain)
    if chain is not None and chain.kind in ("organization", "place"):
        _join_pronoun(reader, mention, chain, 0.75)


def link_relative(reader: Reader, mention: Mention, head: Token) -> None:
    """ "who" is whom the clause is hung on: "lawyers who went there denied it"."""
    clause = next((token for token in head.ancestors if token.dep_ == "relcl"), None)
    if clause is None or head.i > clause.i:
        return
    joined = [clause.head, *clause.head.conjuncts] if clause.tag_ == "VBP" else [clause.head]
    found = [_named_at(reader, token) for token in joined if token.i < head.i]
    chains = {id(chain): chain for chain in found if chain is not None}
    if len(chains) > 1:
        members = tuple(sorted(chain.mentions[0].id for chain in chains.values()))
        reader.groups[mention.id] = replace(mention, members=members)
    elif chains:
        _join_pronoun(reader, mention, next(iter(chains.values())), 0.9)


def _named_at(reader: Reader, token: Token) -> ArticleChain | None:
    """The chain of the mention whose head a word is."""
    named = next((i for i, head in reader.heads.items() if head.i == token.i and i in reader.chain_of), None)
    return None if named is None else reader.chain_of[named]


def _spoken_for(reader: Reader, chain: ArticleChain) -> ArticleChain | None:
    """Whose spokesperson somebody is said to be: "a spokeswoman for the ministry, Ana Roe", "NATO spokesman Li"."""
    for mention in chain.mentions:
        head = reader.heads[mention.id]
        for near in (head, head.head, *head.children):
            if near.lemma_.lower() in _SPOKESPERSONS and near.i - head.i in range(-6, 7):
                bodies = [k for k in near.children if k.dep_ in ("compound", "poss", "nmod", "amod")]
                bodies += [k for p in near.children if p.lower_ in ("for", "of") for k in p.children]
                found = next((c for body in bodies if (c := _named_at(reader, body)) is not None), None)
                if found is not None:
                    return found
    return None


def _join_pronoun(reader: Reader, mention: Mention, chain: ArticleChain, sure: float) -> None:
    join_chain(reader, chain, mention, sure, Reason("pronoun", sure, called(chain), mention.text))


def _likeliest(
    reader: Reader, chains: Sequence[ArticleChain], mention: Mention, head: Token, gender: str | None
) -> tuple[ArticleChain, float] | None:
    """The best of these chains for a pronoun, and how far it stands above the next, 0.5..0.95."""
    scored = [(found, last_before(c, mention.start), c) for c in chains
              if (found := _pronoun_score(reader, c, mention, head, gender)) is not None]  # fmt: skip
    if not scored:
        return None
    ranked = sorted(scored, key=lambda row: (-row[0], -row[1]))
    lead = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else 2.0
    return ranked[0][2], round(min(0.95, 1 / (1 + math.exp(-lead))), 3)


def _pronoun_score(
    reader: Reader, chain: ArticleChain, mention: Mention, head: Token, gender: str | None
) -> float | None:
    """By the best of the chain's latest mentions before the pronoun; None where it cannot be meant."""
    before = sorted((m for m in chain.mentions if m.end <= mention.start), key=lambda m: m.start)
    sentence = reader.around.sentence
    best: float | None = None
    for earlier in before[-_LATEST:]:
        antecedent = reader.heads[earlier.id]
        found = features(antecedent, head, reader.around)
        if found is not None:
            best = max(best if best is not None else -99.0, score(found))
        elif sentence[antecedent.i] == sentence[head.i]:
            return None  # another argument of the pronoun's own verb
    if best is None:
        return None
    often = len([m for m in before if m.text.lower() not in PRONOUNS])
    single = _ONE_BODY if mention.text.lower() in THEY and not is_plural(chain) else 0.0
    return best + score({"named often": math.log2(1 + often), "gender known": float(chain.gender == gender)}) - single
