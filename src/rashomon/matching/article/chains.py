"""The mentions of one article, gathered into chains of those that name the same one.

Holds the state of one pass over an article: its parse, its chains so far, the judgements made on the way. The one
idea: a mention joins a chain with a judgement that says why, so that every link can be asked for and undone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from rashomon.language.antecedents import Surroundings
from rashomon.language.names.roles import RolePhrase
from rashomon.record import Article, Judgement, Mention, Reason

BY = "machine:coreference-2"


@dataclass
class ArticleChain:
    """Mentions of one person, body or place so far. `country`: whose body it is said to be beside its name."""

    kind: str
    mentions: list[Mention] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    roles: list[RolePhrase] = field(default_factory=list)
    gender: str | None = None
    plural: bool = False
    country: str | None = None


@dataclass
class Reader:
    """The state of one pass over an article. `counted`: people known by their number, of no chain until meant."""

    article: Article
    doc: Doc
    around: Surroundings
    heads: dict[str, Token]
    chains: list[ArticleChain] = field(default_factory=list)
    chain_of: dict[str, ArticleChain] = field(default_factory=dict)
    judgements: list[Judgement] = field(default_factory=list)
    groups: dict[str, Mention] = field(default_factory=dict)
    counted: list[Mention] = field(default_factory=list)


def start_chain(reader: Reader, mention: Mention, family: str, name: str | None) -> ArticleChain:
    """A new chain of one mention; `name` is its plain name where it has one."""
    chain = ArticleChain(family, [mention], {name} if name else set())
    keep_chain(reader, chain)
    return chain


def keep_chain(reader: Reader, chain: ArticleChain) -> None:
    """Makes a chain of one mention one of the article's."""
    reader.chains.append(chain)
    reader.chain_of[chain.mentions[0].id] = chain


def join_chain(reader: Reader, chain: ArticleChain, mention: Mention, score: float, reason: Reason) -> None:
    """Puts a mention into a chain and keeps the judgement that does so; below .4 it stays unsure."""
    antecedent = min(chain.mentions, key=lambda m: (-len(m.text.split()) if m.id in reader.chain_of else 0, m.start))
    verdict = "same" if score >= 0.4 else "unsure"
    reader.judgements.append(
        Judgement("entity", antecedent.id, mention.id, verdict, round(score, 3), (reason,), BY, None)
    )
    chain.mentions.append(mention)
    reader.chain_of[mention.id] = chain


def nearest(chains: Sequence[ArticleChain], mention: Mention) -> ArticleChain:
    """The chain mentioned last before the mention, or first after it where none was."""
    before = [c for c in chains if stands_before(c, mention.start)]
    if before:
        return max(before, key=lambda c: last_before(c, mention.start))
    return min(chains, key=lambda c: min(m.start for m in c.mentions))


def stands_before(chain: ArticleChain, offset: int) -> bool:
    """Whether any mention of the chain ends at or before a character."""
    return any(m.end <= offset for m in chain.mentions)


def last_before(chain: ArticleChain, offset: int) -> int:
    """Where the last mention before a character starts; -1 where none does."""
    return max([m.start for m in chain.mentions if m.end <= offset], default=-1)


def called(chain: ArticleChain) -> str:
    """The longest name of a chain, else its first words: what reasons call it."""
    return max(chain.names, key=len, default=chain.mentions[0].text)


def is_plural(chain: ArticleChain) -> bool:
    """Whether the chain is of several people."""
    return chain.plural or any(role.plural for role in chain.roles)
