"""Common nouns for bodies and lands of one article → chains: "the ministry", "the company", "the country".

The one idea: a bare definite noun means the body that bears it in its name, or that was described so before; a firm
or a country only where the text before leaves one to be meant.
"""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.knowledge.actors import code_actor
from rashomon.knowledge.countries import country_of, metonym_of
from rashomon.language.names.roles import RolePhrase, describes, read_role
from rashomon.matching.article.chains import (
    ArticleChain,
    Reader,
    called,
    join_chain,
    last_before,
    nearest,
    stands_before,
    start_chain,
)
from rashomon.matching.article.roles import apposed
from rashomon.record import Mention, Reason

_LANDS = frozenset({"country", "nation", "state", "kingdom", "republic"})
_FIRMS = frozenset("company firm corporation airline bank manufacturer retailer giant startup".split())
#: Who is never a firm.
_PUBLIC = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "REB", "SPY", "PTY", "MED", "IGO"})
#: Sentences back in which a country is looked for.
_NEAR = 2


def link_body(reader: Reader, mention: Mention, head: Token) -> None:
    """ "the ministry", "the group": the body of that noun named last before; "the country": the country named."""
    span = reader.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    role = read_role(span, head)
    if head.lemma_.lower() in _LANDS:
        _link_land(reader, mention, head)
        return
    if role.plural:
        return
    if (named := apposed(reader, head, "organization")) is not None:
        join_chain(reader, named, mention, 0.9, _reason("apposition", 0.9, named, mention))
        named.roles.append(role)
        return
    same = [c for c in reader.chains if c.kind == "organization" and any(describes(role, r) for r in c.roles)]
    before = [c for c in same if stands_before(c, mention.start)]
    if before and role.words:
        chosen = nearest(before, mention)
        join_chain(reader, chosen, mention, 0.75, _reason("described alike", 0.75, chosen, mention))
        return
    if span[0].lower_ == "the" and (bearing := _bearing(reader, role, mention)) is not None:
        join_chain(reader, bearing, mention, 0.8, _reason("bears the noun in its name", 0.8, bearing, mention))
        bearing.roles.append(role)
        return
    if mention.text.lower() in {f"the {noun}" for noun in _FIRMS} and (firm := _firm(reader, mention)) is not None:
        join_chain(reader, firm, mention, 0.7, _reason("the firm named before", 0.7, firm, mention))
        firm.roles.append(role)
        return
    start_chain(reader, mention, "organization", None).roles.append(role)


def _reason(feature: str, score: float, chain: ArticleChain, mention: Mention) -> Reason:
    return Reason(feature, score, called(chain), mention.text)


def _bodies_before(reader: Reader, mention: Mention) -> list[ArticleChain]:
    """The bodies that are named before a mention."""
    return [c for c in reader.chains if c.kind == "organization" and c.names and stands_before(c, mention.start)]


def _bearing(reader: Reader, role: RolePhrase, mention: Mention) -> ArticleChain | None:
    """ "the ministry" for "Russian Defence Ministry": the body named last whose name has all words of the phrase."""
    fitting = [c for c in _bodies_before(reader, mention) if any(_has(role, name) for name in c.names)]
    if role.countries:
        fitting = [c for c in fitting if any(role.countries[0] == code_actor(name).country for name in c.names)]
    return nearest(fitting, mention) if fitting else None


def _has(role: RolePhrase, name: str) -> bool:
    """Whether a name ends with the noun of a phrase, or begins with it before "of", and holds its other words."""
    words = name.replace("defense", "defence").split()
    at_head = words[-1:] == [role.head] or ("of" in words and role.head in words[: words.index("of")])
    return bool(role.words) and len(words) > 1 and at_head and role.words <= set(words)


def _firm(reader: Reader, mention: Mention) -> ArticleChain | None:
    """The one body before that may be a firm, or the one told of last as a subject where there are several."""
    before = _bodies_before(reader, mention)
    firms = [c for c in before if not any(_PUBLIC & set(code_actor(name).sectors) for name in c.names)]
    firms = [c for c in firms if not any(_is_ship(reader, m) for m in c.mentions)]
    if len(firms) < 2:
        return next(iter(firms), None)
    subjects = [c for c in firms if any(_is_subject(reader, m) and m.end <= mention.start for m in c.mentions)]
    return max(subjects, key=lambda c: last_before(c, mention.start)) if subjects else None


def _is_ship(reader: Reader, mention: Mention) -> bool:
    """ "the ferry Morning Star": a name behind what it is the name of."""
    first = reader.heads[mention.id].left_edge
    inside = {token.lower_ for token in reader.doc[first.i : reader.heads[mention.id].i]}
    before = reader.doc[first.i - 1].lower_ if first.i else ""
    return bool((inside | {before}) & _SHIPS)


_SHIPS = frozenset(
    """ship ferry tanker freighter trawler yacht frigate destroyer cruiser warship submarine vessel boat barge tugboat
    schooner steamer liner train bus plane jet airliner aircraft helicopter""".split()
)


def _is_subject(reader: Reader, mention: Mention) -> bool:
    return mention.id in reader.heads and reader.heads[mention.id].dep_ in ("nsubj", "nsubjpass")


def _link_land(reader: Reader, mention: Mention, head: Token) -> None:
    """ "the country": the only country of the nearest sentence that names one, but not one that acts upon it."""
    if mention.text.lower() not in {f"the {noun}" for noun in _LANDS - {"state"}}:
        return
    here = reader.around.sentence[head.i]
    for sentence in range(here, max(-1, here - _NEAR - 1), -1):
        named = _lands_of(reader, sentence, mention, head)
        if len(named) == 1:
            join_chain(reader, named[0], mention, 0.75, _reason("the country named before", 0.75, named[0], mention))
        if named:
            return


def _lands_of(reader: Reader, sentence: int, mention: Mention, head: Token) -> list[ArticleChain]:
    """The countries that one sentence names before the mention, each once; no seat of a government that acts."""
    verb = reader.around.clause(head)
    found: list[ArticleChain] = []
    for chain in reader.chains:
        for one in chain.mentions if chain.kind == "place" else ():
            token = reader.heads.get(one.id)
            if token is None or one.end > mention.start or reader.around.sentence[token.i] != sentence:
                continue
            land = one.kind == "place" and country_of(one.text) is not None and metonym_of(one.text) is None
            acts = verb is not None and reader.around.clause(token) == verb
            if land and not acts and chain not in found:
                found.append(chain)
    return found
