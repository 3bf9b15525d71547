"""Role phrases of one article → chains: "the Iranian minister", "his counterpart", "the two ministers", "the ministry".

The one idea: a definite phrase means somebody whom the article, or what is known of him, describes in these words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Token

from rashomon.language.names.nominals import is_native, noun_kind
from rashomon.language.names.roles import RolePhrase, describes, read_role, resembles
from rashomon.matching.article.chains import (
    ArticleChain,
    Reader,
    called,
    is_plural,
    join_chain,
    last_before,
    nearest,
    stands_before,
    start_chain,
)
from rashomon.matching.article.names import gender_of_words
from rashomon.matching.article.numbers import link_persons, of_one_verb
from rashomon.matching.article.pronouns import HE, SHE, THEY
from rashomon.record import Mention, Reason

_ANYBODY = frozenset(("man", "woman", "person", "leader", "politician", "rival", "side", "candidate", "nominee"))
_GENDERS = {"man": "m", "woman": "f"}
_OWNED_BY_PERSONS = frozenset(("his", "her", "my", "your", "our"))


def link_role(reader: Reader, mention: Mention, head: Token) -> None:
    """By apposition, as a group, or by the role that somebody is said or known to hold."""
    span = reader.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    role = read_role(span, head)
    owner = _owner(reader, span) if role.counterpart else None
    if role.counterpart:
        role = _of_owner(role, owner)
    named = apposed(reader, head)
    if named is not None and not role.plural:
        named.roles.append(role)
        join_chain(reader, named, mention, 0.95, Reason("apposition", 1.0, called(named), mention.text))
        return
    if role.plural:
        _link_group(reader, mention, role)
        return
    owned = span[0].lower_ in _OWNED_BY_PERSONS and owner is None
    if not role.indefinite and not owned:
        described = bool(role.words) and role.head not in _AGED
        found = _holder_of(reader, role, mention, owner) if described else _of_rank_or_land(reader, role, mention)
        if found is not None:
            chosen, sure = found
            join_chain(reader, chosen, mention, sure, Reason("role", sure, called(chosen), mention.text))
            return
    chain = start_chain(reader, mention, "person", None)
    chain.roles.append(role)
    chain.gender = gender_of_words(token.lower_ for token in span)


def _holder_of(
    reader: Reader, role: RolePhrase, mention: Mention, owner: ArticleChain | None
) -> tuple[ArticleChain, float] | None:
    """Who a definite phrase describes: one whose role it words in full, else one whose role has its noun.

    Never the `owner` of a "counterpart". Where the phrase names a country, who is known to serve it comes first.
    """
    persons = [c for c in reader.chains if c.kind == "person" and not c.plural and c is not owner]
    fitting = [c for c in persons if any(describes(role, r) for r in c.roles)]
    if role.countries:
        fitting = [c for c in fitting if any(r.countries[:1] == role.countries[:1] for r in c.roles)] or fitting
    if owner is not None and len(fitting) != 1:
        return None
    if fitting:
        return nearest(fitting, mention), 0.88 if role.countries or len(fitting) == 1 else 0.6
    if reader.heads[mention.id].doc[reader.heads[mention.id].left_edge.i].lower_ != "the":
        return None
    wider = _WIDER.get(role.head, frozenset()) if mention.text.lower() == f"the {role.head}" else frozenset()
    alike = [c for c in persons if any(resembles(role, r) or (r.words & wider and not r.former) for r in c.roles)]
    before = [c for c in alike if stands_before(c, mention.start)]
    if not before and len(alike) == 1 and _is_named_next(reader, alike[0], mention):
        return alike[0], 0.6
    return (nearest(before, mention), 0.55) if before else None


#: What somebody is called by a wider word: "the envoy" after an ambassador.
_WIDER = {
    word: frozenset(narrower.split())
    for word, narrower in {
        "envoy": "ambassador emissary negotiator",
        "diplomat": "ambassador envoy consul",
        "lawmaker": "senator mp representative legislator",
        "politician": "senator mp minister mayor governor lawmaker",
        "cleric": "imam bishop archbishop priest mullah",
        "officer": "sergeant constable inspector superintendent",
        "lawyer": "attorney barrister solicitor",
        "attorney": "lawyer",
        "player": "striker midfielder defender goalkeeper forward",
        "academic": "professor lecturer",
        "scientist": "researcher biologist geologist physicist seismologist",
    }.items()
}


def _is_named_next(reader: Reader, chain: ArticleChain, mention: Mention) -> bool:
    """Whether the first name after a phrase, within three sentences, is that of a chain: a first paragraph has "the
    governor of Daro said", the second "Governor Yusuf Lamin said".
    """
    at = reader.around.sentence[reader.heads[mention.id].i]
    named = [m for c in reader.chains if c.kind == "person" and c.names for m in c.mentions if m.start >= mention.end]
    first = min(named, key=lambda m: m.start, default=None)
    if first is None or reader.chain_of.get(first.id) is not chain:
        return False
    return bool(reader.around.sentence[reader.heads[first.id].i] - at <= _SOON)


_SOON = 3


def _of_rank_or_land(reader: Reader, role: RolePhrase, mention: Mention) -> tuple[ArticleChain, float] | None:
    """ "The colonel" after Colonel Vass; "the Brazilian", "the 28-year-old": who was told of last as a subject."""
    before = [c for c in reader.chains if c.kind == "person" and not is_plural(c)]
    before = [c for c in before if stands_before(c, mention.start)]
    if role.head in _AGED:
        return _of_age(reader, before, mention)
    before = [c for c in before if c.names]
    if role.countries and is_native(reader.heads[mention.id]):
        subjects = [c for c in before if any(_is_subject(reader, m, mention) for m in c.mentions)]
        countries = set(role.countries)
        subjects = [c for c in subjects if not any(countries and set(r.countries) - countries for r in c.roles)]
        return (nearest(subjects, mention), 0.6) if subjects else None
    ranked = [c for c in before if any(r.head == role.head for r in c.roles)]
    return (nearest(ranked, mention), 0.7) if ranked and mention.text.lower().startswith("the ") else None


def _of_age(reader: Reader, before: list[ArticleChain], mention: Mention) -> tuple[ArticleChain, float] | None:
    """Whose age a phrase gives: who was called so before, beside whom the number stands, or the subject told of last
    in the two sentences before.
    """
    years = re.match(r"the (\d+)", mention.text.lower())
    if years is None:
        return None
    age, text = years[1], reader.article.text
    told = [c for c in before if any(age in m.text or text[m.end :].startswith(f", {age}") for m in c.mentions)]
    if told:
        return nearest(told, mention), 0.85
    here = _sentence_of(reader, mention) or 0
    near = {
        id(c): [m for m in c.mentions if m.end <= mention.start and here - (_sentence_of(reader, m) or 0) <= _NEAR]
        for c in before
    }
    close = [c for c in before if near[id(c)]]
    subjects = [c for c in close if any(_is_subject(reader, m, mention) for m in near[id(c)])]
    found = subjects or (close if len(close) == 1 else [])
    return (nearest(found, mention), 0.6) if found else None


#: Sentences back in which the subject is whose age is told.
_NEAR = 2


def _is_subject(reader: Reader, one: Mention, mention: Mention) -> bool:
    head = reader.heads.get(one.id)
    return head is not None and one.end <= mention.start and head.dep_ in ("nsubj", "nsubjpass")


_AGED = frozenset(("old", "year-old"))


def apposed(reader: Reader, head: Token, kind: str = "person") -> ArticleChain | None:
    """The chain of the name that a role phrase explains: "Ali Shamkhani, the secretary", "the minister, Hatami"."""
    at, explained = head.i, head.head.i if head.dep_ == "appos" else None
    for other_id, chain in reader.chain_of.items():
        other = reader.heads.get(other_id) if chain.kind == kind else None
        if other is None or other.i == at:
            continue
        if other.i == explained or _explains(other, head):
            return chain
    return None


def _explains(name: Token, head: Token) -> bool:
    """Whether a name in apposition means a noun: at once, by another apposition ("its chief, the retired general Lars
    Holm"), or hung by the parse on the body that the noun is of ("the head of Zambezi Lines, Musa Chirwa, …").
    """
    at = name
    while at.dep_ == "appos":
        at = at.head
        if at.i == head.i:
            return True
    beside = name.left_edge.i and name.doc[name.left_edge.i - 1].text == ","
    of = at.head if at.dep_ == "pobj" else None
    body = name.dep_ == "appos" and at.i == name.head.i and noun_kind(at) != "person" and at.ent_type_ != "PERSON"
    return bool(beside and body and of is not None and of.lower_ == "of" and of.head.i == head.i)


def _of_owner(role: RolePhrase, owner: ArticleChain | None) -> RolePhrase:
    """ "his Russian counterpart" has the role of him who "his" is, in the country named."""
    if owner is None:
        return replace(role, words=role.words - {"counterpart"})
    return replace(role, words=owner.roles[0].words, wide=True)


def _owner(reader: Reader, span: Iterable[Token]) -> ArticleChain | None:
    """Who "his" is in "his Russian counterpart": one with a role, the subject of the clause or the last named."""
    tokens = list(span)
    owners = [subject_before(reader, tokens[0])] if tokens[0].lower_ in HE | SHE | THEY else []
    owner = next((o for o in owners if o is not None and o.roles), None)
    if owner is None:
        candidates = [c for c in reader.chains if c.kind == "person" and c.roles and stands_before(c, tokens[0].idx)]
        owner = max(candidates, key=lambda c: last_before(c, tokens[0].idx), default=None)
    return owner


def _link_group(reader: Reader, mention: Mention, role: RolePhrase) -> None:
    """The members of "the two ministers" or "the defense ministers of Iran and Syria", where they are known."""
    if len(role.countries) > 1:
        members = [m for country in role.countries if (m := _holder(reader, role, country, mention)) is not None]
        wanted = len(role.countries)
    else:
        people = [c for c in reader.chains if c.kind == "person" and not is_plural(c)]
        # "a candidate" is anybody, none of "the two candidates"
        people = [c for c in people if c.names or not all(r.indefinite for r in c.roles)]
        fitting = [c for c in people if any(describes(role, r) for r in c.roles)]
        before = sorted(
            (c for c in fitting if stands_before(c, mention.start)), key=lambda c: -last_before(c, mention.start)
        )
        wanted = role.number or 2
        members = before[:wanted] if role.number else []
        if role.number and len(members) < wanted and role.words <= _ANYBODY:
            gender = _GENDERS.get(role.head)
            named = [c for c in reader.chains if c.kind == "person" and c.names and not c.plural]
            named = [c for c in named if gender is None or c.gender in (None, gender)]
            members = _named_last(reader, named, mention, wanted)
    if len(members) == wanted >= 2:
        found = tuple(sorted({c.mentions[0].id for c in members}))
        reader.groups[mention.id] = replace(mention, members=found)
        return
    if role.head in _GENDERS or role.number is None or not link_persons(reader, mention, role.words - _ANYBODY):
        _link_plural(reader, mention, role)


def _named_last(
    reader: Reader, named: Sequence[ArticleChain], mention: Mention, wanted: int
) -> list[ArticleChain]:
    """The people named last before a number; of more who stand in one sentence, those whom one verb brings together."""
    before = [c for c in named if stands_before(c, mention.start)]
    before.sort(key=lambda c: -last_before(c, mention.start))
    sentence = _sentence_before(reader, before[0], mention) if before else None
    last = [c for c in before if _sentence_before(reader, c, mention) == sentence]
    if len(last) <= wanted or sentence is None:
        return before[:wanted]
    heads = [
        (id(c), reader.heads[m.id]) for c in last for m in c.mentions
        if m.end <= mention.start and m.id in reader.heads and _sentence_of(reader, m) == sentence
    ]  # fmt: skip
    together = of_one_verb(reader, heads, wanted)
    return [c for c in last if id(c) in together] if together else last[:wanted]


def _sentence_before(reader: Reader, chain: ArticleChain, mention: Mention) -> int | None:
    """The number of the sentence in which somebody is named last before a mention."""
    at = last_before(chain, mention.start)
    return next((_sentence_of(reader, m) for m in chain.mentions if m.start == at), None)


def _sentence_of(reader: Reader, mention: Mention) -> int | None:
    head = reader.heads.get(mention.id)
    return None if head is None else reader.around.sentence[head.i]


def settle_offices(reader: Reader, group: Mention, head: Token) -> None:
    """ "The defense ministers of Iran and Syria" are two holders, not "the defense ministers of Iran" and a country."""
    span = reader.doc.char_span(group.start, group.end, alignment_mode="expand")
    role = read_role(span, head)
    named = [c for member in group.members if (c := reader.chain_of.get(member)) is not None]
    if not role.plural or len(role.countries) < 2 or all(c.kind == "person" and not is_plural(c) for c in named):
        return
    holders = [_holder(reader, role, country, group) for country in role.countries]
    known = {c.mentions[0].id for c in holders if c is not None}
    members = tuple(sorted(known)) if len(known) == len(role.countries) else ()
    reader.groups[group.id] = replace(group, members=members)


def _link_plural(reader: Reader, mention: Mention, role: RolePhrase) -> None:
    """People described alike twice are the same people where the second phrase is definite: "the lawyers"."""
    definite = mention.text.lower().startswith(("the ", "these ", "those "))
    same = [c for c in reader.chains if c.plural and c.kind == "person" and any(r == role for r in c.roles)]
    before = [c for c in same if stands_before(c, mention.start)]
    before = before if definite else [c for c in reader.chains if _counts_the_headline(reader, mention, role, c)]
    if before and role.words:
        chosen = nearest(before, mention)
        join_chain(reader, chosen, mention, 0.7, Reason("described alike", 0.7, chosen.mentions[0].text, mention.text))
        return
    chain = start_chain(reader, mention, "person", None)
    chain.plural = True
    chain.roles.append(role)


def _counts_the_headline(reader: Reader, mention: Mention, role: RolePhrase, chain: ArticleChain) -> bool:
    """ "More than 2,000 dock workers" under the headline "Dock workers strike": how many those are."""
    if not (chain.plural and chain.kind == "person") or not _COUNTED.search(mention.text):
        return False
    end = reader.article.text.find("\n")
    named = any(m.end <= end and not _COUNTED.search(m.text) for m in chain.mentions)
    return named and replace(role, indefinite=False) in chain.roles


_COUNTED = re.compile(r"\d")


def _holder(reader: Reader, role: RolePhrase, country: str, mention: Mention) -> ArticleChain | None:
    one = replace(role, countries=(country,), plural=False)
    people = [c for c in reader.chains if c.kind == "person" and not is_plural(c)]
    fitting = [c for c in people if any(describes(one, r) and country in r.countries for r in c.roles)]
    return nearest(fitting, mention) if fitting else None


def subject_before(reader: Reader, token: Token) -> ArticleChain | None:
    """The chain of the subject of the clause a possessive stands in."""
    for ancestor in token.ancestors:
        for child in ancestor.lefts:
            if child.dep_ in ("nsubj", "nsubjpass"):
                for mention_id, chain in reader.chain_of.items():
                    found = next((m for m in chain.mentions if m.id == mention_id), None)
                    if found and found.start <= child.idx < found.end:
                        return chain
    return None
