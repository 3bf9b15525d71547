"""article + parse + all its mentions → which of them name the same one, within the article.

Sieves from the surest to the least: equal names, short forms, titles and appositions, role phrases, the
counterpart of somebody, pronouns. Each link is a judgement that says why. Groups ("the two ministers") are
mentions made again with their members. Nothing here looks beyond the article.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from spacy.tokens import Doc, Token

from rashomon.knowledge.countries import adjective_of, country_of
from rashomon.knowledge.figures import of_family_name
from rashomon.knowledge.given_names import gender_of
from rashomon.knowledge.known import known_by, known_person
from rashomon.language.antecedents import Surroundings, features, score, surroundings
from rashomon.language.phrases import person_nouns
from rashomon.language.roles import RolePhrase, describes, read_role, resembles, role_of_title, title_before
from rashomon.record import Article, Judgement, Mention, Reason, Statement

BY = "machine:coreference-2"

_HE = frozenset(("he", "him", "his", "himself"))
_SHE = frozenset(("she", "her", "hers", "herself"))
_THEY = frozenset(("they", "them", "their", "theirs", "themselves"))
_ANYBODY = frozenset(("man", "woman", "person", "leader", "politician", "rival", "side", "candidate", "nominee"))
_OWNED_BY_PERSONS = frozenset(("his", "her", "my", "your", "our"))
_IT = frozenset(("it", "its"))
_I = frozenset(("i", "me", "my"))
_OTHER_PRONOUNS = frozenset(
    ("it", "its", "i", "me", "my", "we", "us", "our", "you", "your", "who", "this", "that", "these", "those")
)
_PRONOUNS = _HE | _SHE | _THEY | _OTHER_PRONOUNS
#: Mentions of a chain that a pronoun looks back to.
_LATEST = 8
_TITLES = {"mr": "m", "mrs": "f", "ms": "f", "miss": "f", "sir": "m", "king": "m", "queen": "f", "prince": "m",
           "princess": "f", "spokesman": "m", "spokeswoman": "f", "chairwoman": "f", "chairman": "m", "lord": "m",
           "lady": "f", "dame": "f", "sheikh": "m", "ayatollah": "m", "imam": "m", "pope": "m", "father": "m",
           "brother": "m", "sister": "f", "congresswoman": "f", "congressman": "m", "businesswoman": "f",
           "businessman": "m", "policeman": "m", "policewoman": "f", "actress": "f"}  # fmt: skip

class Coreference(NamedTuple):
    """`judgements` have relation "entity"; `groups` are mentions made again with their `members`."""

    judgements: list[Judgement]
    groups: list[Mention]


@dataclass
class _Chain:
    """Mentions of one person, body or place so far. `last` is the place of its latest mention."""

    kind: str
    mentions: list[Mention] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    roles: list[RolePhrase] = field(default_factory=list)
    gender: str | None = None
    plural: bool = False


@dataclass
class _Reader:
    """The state of one pass over an article."""

    article: Article
    doc: Doc
    around: Surroundings
    heads: dict[str, Token]
    chains: list[_Chain] = field(default_factory=list)
    chain_of: dict[str, _Chain] = field(default_factory=dict)
    judgements: list[Judgement] = field(default_factory=list)
    groups: dict[str, Mention] = field(default_factory=dict)


def link_mentions(
    article: Article, doc: Doc, mentions: Sequence[Mention], statements: Sequence[Statement] = ()
) -> Coreference:
    """Short forms, roles, appositives, pronouns and groups, each with reasons.

    `statements` tell who "I" is inside a quotation.
    """
    parsed = doc.has_annotation("DEP")
    heads = {m.id: head for m in mentions if (head := _head(doc, m)) is not None}
    reader = _Reader(article, doc, surroundings(doc) if parsed else Surroundings((), (), ()), heads)
    named = [m for m in mentions if m.id in heads and _is_named(m, heads[m.id])]
    for mention in sorted(named, key=lambda m: (-len(m.text.split()), m.start, m.id)):
        _link_name(reader, mention)
    if parsed:
        for mention in named:
            _read_title(reader, mention)
        for chain in reader.chains:
            _read_known(reader, chain)
        others = [m for m in mentions if m.id in heads and m.id not in reader.chain_of]
        speakers = _speakers(statements)
        # groups and pronouns come last: who they stand for may get his role only further down
        for mention in sorted(others, key=lambda m: (_is_late(m, heads[m.id]), m.start, -m.end, m.id)):
            _link_unnamed(reader, mention, heads[mention.id], speakers)
    return Coreference(reader.judgements, list(reader.groups.values()))


def _speakers(statements: Iterable[Statement]) -> list[tuple[int, int, str]]:
    """(start, end, mention id of the speaker) of the contents of direct and mixed statements."""
    return [
        (span.start, span.end, statement.speaker)
        for statement in statements
        if statement.speaker and statement.form != "indirect"
        for span in statement.content
    ]


def _is_late(mention: Mention, head: Token) -> bool:
    return mention.text.lower() in _PRONOUNS or head.tag_ in ("NNS", "NNPS")


def _is_named(mention: Mention, head: Token) -> bool:
    if mention.kind in ("time", "quantity", "weapon", "vehicle") or (
        mention.text.lower() in _PRONOUNS and mention.text != "US"
    ):
        return False
    if mention.kind in ("place", "nationality"):
        return True
    return (
        mention.text[:1].isupper()
        and (head.pos_ == "PROPN" or head.ent_type_ != "")
        and not _is_role(mention, head)
    )


def _is_role(mention: Mention, head: Token) -> bool:
    """ "The Iranian defense minister", also in capitals; not "White House" or "Hossein Dehqan"."""
    return mention.kind == "person" and head.lemma_.lower() in person_nouns()


# ── names ─────────────────────────────────────────────────────────────────────────────────────────────────


def _link_name(reader: _Reader, mention: Mention) -> None:
    """Longest names come first, so that a short form finds the full one wherever it stands."""
    name = plain_name(mention.text)
    family, gender = _family(mention.kind), _titled(reader, mention)
    plural = reader.heads[mention.id].tag_ == "NNPS" and family in ("person", "organization")
    open_to = [c for c in reader.chains if c.plural == plural and not (gender and c.gender and c.gender != gender)]
    exact = [c for c in open_to if c.kind == family and name in c.names]
    if exact:
        _join(reader, _nearest(exact, mention), mention, 0.97, Reason("same name", 1.0, name, name))
        return
    persons = [c for c in open_to if c.kind == "person" and _names_person(reader, mention, family, name, c)]
    short = persons or [c for c in open_to if c.kind == family and _is_short_form(name, c.names, family)]
    if short and (persons or family != "place"):
        # two men of one family name: the one named last before the short form is meant
        chosen = _nearest(short, mention)
        score = 0.92 if len(short) == 1 else 0.7
        _join(reader, chosen, mention, score, Reason("short form of a name", score, _called(chosen), name))
        chosen.names.add(name)
        return
    chain = _start(reader, mention, family, name)
    chain.plural = plural
    chain.gender = gender or (gender_of(name) if family == "person" else None)


def _names_person(reader: _Reader, mention: Mention, family: str, name: str, chain: _Chain) -> bool:
    """Whether a name of any kind is a person's family or given name: a tagger takes "McKeague" for anything."""
    if family == "person":
        return _is_short_form(name, chain.names, family) or _is_given_name(reader, name, chain)
    if " " in name or reader.heads[mention.id].dep_ in ("amod", "compound", "nmod") or adjective_of(mention.text):
        return False
    if mention.kind == "place" and country_of(mention.text):
        return False
    return _is_short_form(name, chain.names, "person") or _is_given_name(reader, name, chain)


def _is_given_name(reader: _Reader, name: str, chain: _Chain) -> bool:
    """ "Megyn" for "Megyn Kelly", where nobody else of the article bears the name."""
    if " " in name or not any(full.startswith(name + " ") for full in chain.names):
        return False
    return sum(any(name in full.split() for full in c.names) for c in reader.chains if c.kind == "person") == 1


def _titled(reader: _Reader, mention: Mention) -> str | None:
    """ "m" or "f" by the word before or at the head of a name: "Mrs. Clinton"."""
    first = reader.doc.char_span(mention.start, mention.end, alignment_mode="expand")[0]
    before = [reader.doc[first.i - 1].lower_.strip(".")] if first.i else []
    return _gender([*before, first.lower_.strip(".")])


def plain_name(text: str) -> str:
    """A name as it is compared: no possessive, no article, no ranks or stops, one space, case folded."""
    text = text.replace("’", "'").casefold().strip()
    text = text.removesuffix("'s").removesuffix("'").removeprefix("the ")
    return " ".join(word for word in text.replace(".", " ").split() if word not in _TITLES)


def _is_short_form(short: str, names: Iterable[str], family: str) -> bool:
    words = short.split()
    if not words or len(words[-1]) < 3:
        return False
    for name in names:
        full = name.split()
        if len(words) >= len(full):
            continue
        if family == "person" and full[-len(words) :] == words:
            return True
        if family == "organization" and (full[: len(words)] == words and len(words) > 1):
            return True
        if family == "organization" and len(words) == 1 and _initials(full) == short:
            return True
    return False


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words if word not in ("of", "the", "and", "for", "on", "in"))


def _family(kind: str) -> str:
    return (
        kind
        if kind in ("person", "organization")
        else "place"
        if kind in ("place", "nationality")
        else "other"
    )


def _read_title(reader: _Reader, mention: Mention) -> None:
    """What stands before a name says the role and often the gender of who bears it."""
    chain = reader.chain_of[mention.id]
    if chain.kind != "person":
        return
    first = reader.doc.char_span(mention.start, mention.end, alignment_mode="expand")[0]
    title = title_before(reader.doc, first)
    if title is not None:
        chain.roles.append(read_role(title, title[-1]))
        chain.gender = chain.gender or _gender(token.lower_ for token in title)


def _read_known(reader: _Reader, chain: _Chain) -> None:
    """Gender by the given name, and the offices that the tables know at the article's date."""
    if chain.kind != "person" or not chain.names:
        return
    chain.gender = chain.gender or next((g for name in sorted(chain.names) if (g := gender_of(name))), None)
    name, at = max(chain.names, key=lambda n: (len(n.split()), len(n), n)), reader.article.published
    day = at[:10] if at else None
    if len(name.split()) == 1:
        person = of_family_name(name, day) if day else None
        known = known_person(person, day) if person else None
    else:
        known = known_by(name, "person", at)
    if known is None:
        return
    chain.gender = chain.gender or gender_of(known.name)
    for role in known.roles:
        if day is None or (role.start or "") <= day:
            over = bool(day and role.end and day > role.end)
            chain.roles.append(replace(role_of_title(role.title, known.country), former=over))


def _gender(words: Iterable[str]) -> str | None:
    return next((_TITLES[word] for word in words if word in _TITLES), None)


# ── roles, groups and pronouns ────────────────────────────────────────────────────────────────────────────


def _link_unnamed(
    reader: _Reader, mention: Mention, head: Token, speakers: Sequence[tuple[int, int, str]]
) -> None:
    word = mention.text.lower()
    if word in _HE | _SHE:
        _link_pronoun(reader, mention, head, "m" if word in _HE else "f")
    elif word in _THEY:
        _link_they(reader, mention, head)
    elif word in _IT:
        _link_it(reader, mention, head)
    elif word in _I:
        _link_first_person(reader, mention, speakers)
    elif mention.kind == "person" and word not in _PRONOUNS:
        _link_role(reader, mention, head)
    elif mention.kind == "organization":
        _link_body(reader, mention, head)


def _link_role(reader: _Reader, mention: Mention, head: Token) -> None:
    span = reader.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    role = read_role(span, head)
    if role.counterpart:
        role = _of_owner(reader, role, span)
    named = _apposed(reader, head)
    if named is not None and not role.plural:
        named.roles.append(role)
        _join(reader, named, mention, 0.95, Reason("apposition", 1.0, _called(named), mention.text))
        return
    if role.plural:
        _link_group(reader, mention, role)
        return
    if role.words and not role.indefinite and span[0].lower_ not in _OWNED_BY_PERSONS:
        found = _holder_of(reader, role, mention)
        if found is not None:
            chosen, sure = found
            _join(reader, chosen, mention, sure, Reason("role", sure, _called(chosen), mention.text))
            return
    chain = _start(reader, mention, "person", None)
    chain.roles.append(role)
    chain.gender = _gender(token.lower_ for token in span)


def _holder_of(reader: _Reader, role: RolePhrase, mention: Mention) -> tuple[_Chain, float] | None:
    """Who a definite phrase describes: one whose role it words in full, else one whose role has its noun."""
    persons = [c for c in reader.chains if c.kind == "person" and not c.plural]
    fitting = [c for c in persons if any(describes(role, r) for r in c.roles)]
    if fitting:
        return _nearest(fitting, mention), 0.88 if role.countries or len(fitting) == 1 else 0.6
    if reader.heads[mention.id].doc[reader.heads[mention.id].left_edge.i].lower_ != "the":
        return None
    alike = [c for c in persons if _before(c, mention.start) and any(resembles(role, r) for r in c.roles)]
    return (_nearest(alike, mention), 0.55) if alike else None


def _apposed(reader: _Reader, head: Token) -> _Chain | None:
    """The chain of the name that a role phrase explains: "Ali Shamkhani, the secretary", "the minister, Hatami"."""
    for other_id, chain in reader.chain_of.items():
        other = reader.heads.get(other_id)
        if other is None or chain.kind != "person" or other.i == head.i:
            continue
        if (head.dep_ == "appos" and head.head.i == other.i) or (
            other.dep_ == "appos" and other.head.i == head.i
        ):
            return chain
    return None


def _of_owner(reader: _Reader, role: RolePhrase, span: Iterable[Token]) -> RolePhrase:
    """ "his Russian counterpart" has the role of him who "his" is, in the country named."""
    tokens = list(span)
    owners = [_subject_before(reader, tokens[0])] if tokens[0].lower_ in _HE | _SHE | _THEY else []
    owner = next((o for o in owners if o is not None and o.roles), None)
    if owner is None:
        candidates = [
            c for c in reader.chains if c.kind == "person" and c.roles and _before(c, tokens[0].idx)
        ]
        owner = max(candidates, key=lambda c: _last(c, tokens[0].idx), default=None)
    if owner is None:
        return replace(role, words=role.words - {"counterpart"})
    return replace(role, words=owner.roles[0].words)


def _link_group(reader: _Reader, mention: Mention, role: RolePhrase) -> None:
    """The members of "the two ministers" or "the defense ministers of Iran and Syria", where they are known."""
    if len(role.countries) > 1:
        members = [
            m for country in role.countries if (m := _holder(reader, role, country, mention)) is not None
        ]
        wanted = len(role.countries)
    else:
        fitting = [
            c for c in reader.chains if c.kind == "person" and any(describes(role, r) for r in c.roles)
        ]
        before = sorted(
            (c for c in fitting if _before(c, mention.start)), key=lambda c: -_last(c, mention.start)
        )
        wanted = role.number or 2
        members = before[:wanted] if role.number else []
        if role.number and len(members) < wanted and role.words <= _ANYBODY:
            named = [c for c in reader.chains if c.kind == "person" and c.names and not c.plural]
            named = [c for c in named if _before(c, mention.start)]
            members = sorted(named, key=lambda c: -_last(c, mention.start))[:wanted]
    if len(members) == wanted >= 2:
        found = tuple(sorted({c.mentions[0].id for c in members}))
        reader.groups[mention.id] = replace(mention, members=found)
        return
    _link_plural(reader, mention, role)


def _link_plural(reader: _Reader, mention: Mention, role: RolePhrase) -> None:
    """People described alike twice are the same people where the second phrase is definite: "the lawyers"."""
    definite = mention.text.lower().startswith(("the ", "these ", "those "))
    same = [c for c in reader.chains if c.plural and c.kind == "person" and any(r == role for r in c.roles)]
    before = [c for c in same if _before(c, mention.start)]
    if definite and before and role.words:
        chosen = _nearest(before, mention)
        _join(reader, chosen, mention, 0.7, Reason("described alike", 0.7, chosen.mentions[0].text, mention.text))
        return
    chain = _start(reader, mention, "person", None)
    chain.plural = True
    chain.roles.append(role)


def _holder(reader: _Reader, role: RolePhrase, country: str, mention: Mention) -> _Chain | None:
    one = replace(role, countries=(country,), plural=False)
    fitting = [
        c for c in reader.chains
        if c.kind == "person" and any(describes(one, r) and country in r.countries for r in c.roles)
    ]  # fmt: skip
    return _nearest(fitting, mention) if fitting else None


def _link_body(reader: _Reader, mention: Mention, head: Token) -> None:
    """ "the ministry", "the group": the body of that noun named last before; "the country": the country."""
    span = reader.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    role = read_role(span, head)
    if role.plural or head.lemma_.lower() in ("country", "nation", "state", "kingdom", "republic"):
        return
    same = [c for c in reader.chains if c.kind == "organization" and any(describes(role, r) for r in c.roles)]
    before = [c for c in same if _before(c, mention.start)]
    if before and role.words:
        chosen = _nearest(before, mention)
        _join(
            reader,
            chosen,
            mention,
            0.75,
            Reason("described alike", 0.75, chosen.mentions[0].text, mention.text),
        )
        return
    _start(reader, mention, "organization", None).roles.append(role)


def _link_pronoun(reader: _Reader, mention: Mention, head: Token, gender: str) -> None:
    """The likeliest person before, by grammar, speech, distance and how much the text is about them."""
    persons = [
        c for c in reader.chains if c.kind == "person" and c.gender in (None, gender) and not _is_plural(c)
    ]
    chosen = _likeliest(reader, persons, mention, head, gender)
    if chosen is not None:
        chosen[0].gender = chosen[0].gender or gender
        _join_pronoun(reader, mention, *chosen)


def _link_they(reader: _Reader, mention: Mention, head: Token) -> None:
    """ "they" after a group stands for its members, else for people or a body named before."""
    earlier = [g for g in reader.groups.values() if g.end <= mention.start and mention.start - g.end < 400]
    if earlier:
        latest = max(earlier, key=lambda g: g.start)
        reader.groups[mention.id] = replace(mention, members=latest.members)
        return
    if (pair := _pair_before(reader, mention)) is not None:
        reader.groups[mention.id] = replace(mention, members=pair)
        return
    many = [c for c in reader.chains if _is_plural(c)]
    many = many or [c for c in reader.chains if c.kind == "organization"]
    chosen = _likeliest(reader, many, mention, head, None)
    if chosen is not None:
        _join_pronoun(reader, mention, *chosen)


def _pair_before(reader: _Reader, mention: Mention) -> tuple[str, ...] | None:
    """Two persons joined by "and" as the subject of one of the two sentences before."""
    sentence = reader.around.sentence[reader.heads[mention.id].i]
    for other_id, chain in reader.chain_of.items():
        token = reader.heads[other_id]
        if chain.kind != "person" or token.dep_ != "conj" or token.head.dep_ not in ("nsubj", "nsubjpass"):
            continue
        if token.i < reader.heads[mention.id].i and sentence - reader.around.sentence[token.i] <= 2:
            first = next((i for i, h in reader.heads.items() if h.i == token.head.i and i in reader.chain_of), None)
            if first is not None and reader.chain_of[first].kind == "person" and not chain.plural:
                both = {reader.chain_of[first].mentions[0].id, chain.mentions[0].id}
                return tuple(sorted(both)) if len(both) == 2 else None
    return None


def _link_it(reader: _Reader, mention: Mention, head: Token) -> None:
    bodies = [c for c in reader.chains if c.kind in ("organization", "place") and not c.plural]
    chosen = _likeliest(reader, bodies, mention, head, None)
    if chosen is not None:
        _join_pronoun(reader, mention, *chosen)


def _link_first_person(reader: _Reader, mention: Mention, speakers: Sequence[tuple[int, int, str]]) -> None:
    """ "I" inside a quotation is who speaks it."""
    speaker = next((who for start, end, who in speakers if start <= mention.start < end), None)
    chain = reader.chain_of.get(speaker) if speaker else None
    if chain is not None and not _is_plural(chain) and chain.kind == "person":
        _join_pronoun(reader, mention, chain, 0.85)


def _join_pronoun(reader: _Reader, mention: Mention, chain: _Chain, sure: float) -> None:
    _join(reader, chain, mention, sure, Reason("pronoun", sure, _called(chain), mention.text))


def _likeliest(
    reader: _Reader, chains: Sequence[_Chain], mention: Mention, head: Token, gender: str | None
) -> tuple[_Chain, float] | None:
    """The best of these chains for a pronoun, and how far it stands above the next, 0.5..0.95."""
    scored = [(found, _last(c, mention.start), c) for c in chains
              if (found := _pronoun_score(reader, c, mention, head, gender)) is not None]  # fmt: skip
    if not scored:
        return None
    ranked = sorted(scored, key=lambda row: (-row[0], -row[1]))
    lead = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else 2.0
    return ranked[0][2], round(min(0.95, 1 / (1 + math.exp(-lead))), 3)


def _pronoun_score(
    reader: _Reader, chain: _Chain, mention: Mention, head: Token, gender: str | None
) -> float | None:
    """By the best of the chain's latest mentions before the pronoun; None where it cannot be meant."""
    before = [m for m in chain.mentions if m.end <= mention.start]
    best: float | None = None
    for earlier in sorted(before, key=lambda m: m.start)[-_LATEST:]:
        found = features(reader.heads[earlier.id], head, reader.around)
        if found is None:
            if reader.heads[earlier.id].sent.start == head.sent.start:
                return None  # another argument of the pronoun's own verb
            continue
        best = max(best if best is not None else -99.0, score(found))
    if best is None:
        return None
    often = sum(m.text.lower() not in _PRONOUNS for m in before)
    return best + score({"named often": math.log2(1 + often), "gender known": float(chain.gender == gender)})


def _subject_before(reader: _Reader, token: Token) -> _Chain | None:
    """The chain of the subject of the clause a possessive stands in."""
    for ancestor in token.ancestors:
        for child in ancestor.lefts:
            if child.dep_ in ("nsubj", "nsubjpass"):
                for mention_id, chain in reader.chain_of.items():
                    found = next((m for m in chain.mentions if m.id == mention_id), None)
                    if found and found.start <= child.idx < found.end:
                        return chain
    return None


# ── chains ────────────────────────────────────────────────────────────────────────────────────────────────


def _start(reader: _Reader, mention: Mention, family: str, name: str | None) -> _Chain:
    chain = _Chain(family, [mention], {name} if name else set())
    reader.chains.append(chain)
    reader.chain_of[mention.id] = chain
    return chain


def _join(reader: _Reader, chain: _Chain, mention: Mention, score: float, reason: Reason) -> None:
    antecedent = min(
        chain.mentions, key=lambda m: (-len(m.text.split()) if m.id in reader.chain_of else 0, m.start)
    )
    verdict = "same" if score >= 0.4 else "unsure"
    reader.judgements.append(
        Judgement("entity", antecedent.id, mention.id, verdict, round(score, 3), (reason,), BY, None)
    )
    chain.mentions.append(mention)
    reader.chain_of[mention.id] = chain


def _nearest(chains: Sequence[_Chain], mention: Mention) -> _Chain:
    """The chain mentioned last before the mention, or first after it where none was."""
    before = [c for c in chains if _before(c, mention.start)]
    if before:
        return max(before, key=lambda c: _last(c, mention.start))
    return min(chains, key=lambda c: min(m.start for m in c.mentions))


def _before(chain: _Chain, offset: int) -> bool:
    return any(m.end <= offset for m in chain.mentions)


def _last(chain: _Chain, offset: int) -> int:
    return max((m.start for m in chain.mentions if m.end <= offset), default=-1)


def _called(chain: _Chain) -> str:
    return max(chain.names, key=len, default=chain.mentions[0].text)


def _is_plural(chain: _Chain) -> bool:
    return chain.plural or any(role.plural for role in chain.roles)


def _head(doc: Doc, mention: Mention) -> Token | None:
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None
