"""mentions + within-article judgements → entities across the corpus.

First the chains of each article, from its coreference judgements; then chains of different articles, by name,
role and what knowledge says of them. Two holders of one office are never one person. Mentions that name
nobody in particular ("officials", "he" without an antecedent) make no entity of their own unless they act.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler

from rashomon.knowledge.actors import code_actor
from rashomon.knowledge.countries import adjective_of, by_code, country_of, fold, metonym_of, people_of
from rashomon.knowledge.known import Known, known_by
from rashomon.knowledge.offices import folded_name, skeleton
from rashomon.language.phrases import person_nouns
from rashomon.record import Article, Entity, Judgement, Mention, Reason, Where, entity_id

BY = "machine:entities-1"

_PRONOUNS = frozenset(
    "he him his himself she her hers herself they them their theirs it its we us our i me my you your who".split()
)
_PARTICLES = frozenset("al el bin ibn ben de da di del della du des la le van von der den ter of and for in on".split())
_KINDS = frozenset(("person", "organization", "place", "nationality"))
_DETERMINERS = frozenset("the a an his her its their our my this that these those some many several all both".split())


class EntitiesFound(NamedTuple):
    """`of_mention` maps mention ids to entity ids; mentions that name nobody in particular have none."""

    entities: list[Entity]
    of_mention: dict[str, str]
    judgements: list[Judgement]


@dataclass(frozen=True)
class _Chain:
    """The mentions of one entity in one article, with what tells it from others.

    `names`: proper names as written, longest first; `known`: what knowledge/ says the names stand for;
    `country` is set for places that are countries and for bodies described by one.
    """

    article: str
    kind: str
    mentions: tuple[Mention, ...]
    names: tuple[str, ...]
    known: Known | None
    place: Where | None
    at: str | None


def find_entities(
    articles: Sequence[Article],
    mentions: Mapping[str, Sequence[Mention]],
    wheres: Mapping[str, Where],
    coreference: Sequence[Judgement],
    judgements: Sequence[Judgement] = (),
    acting: Set[str] = frozenset(),
    story_of: Mapping[str, str] = MappingProxyType({}),
) -> EntitiesFound:
    """`mentions` by article id, `wheres` by mention id; `judgements` are people's.

    `acting` holds the mentions that speak, act or are acted on: only there does an unnamed description
    ("officials", "the rebels") make an entity. `story_of` maps articles to stories: descriptions worded alike
    are one within a story and not beyond it.
    """
    links: dict[str, list[Judgement]] = defaultdict(list)
    article_of = {m.id: article for article, found in mentions.items() for m in found}
    for judgement in coreference:
        if judgement.verdict == "same" and judgement.left in article_of:
            links[article_of[judgement.left]].append(judgement)
    published = {article.id: article.published for article in articles}
    chains = [
        chain
        for article in sorted(mentions)
        for chain in _chains(mentions[article], links[article], wheres, published.get(article))
        if chain.names or any(m.id in acting for m in chain.mentions)
    ]
    clusters, made = _clustered(chains, judgements, story_of)
    entities, of_mention = [], {}
    for cluster in clusters:
        entity = _entity(cluster)
        entities.append(entity)
        of_mention.update({m.id: entity.id for chain in cluster for m in chain.mentions})
    return EntitiesFound(sorted(entities, key=lambda e: e.id), of_mention, made)


# ── the chains of one article ─────────────────────────────────────────────────────────────────────────────


def _chains(
    mentions: Sequence[Mention], links: Iterable[Judgement], wheres: Mapping[str, Where], at: str | None
) -> list[_Chain]:
    group: dict[str, str] = {m.id: m.id for m in mentions}

    def root(name: str) -> str:
        while group[name] != name:
            group[name] = group[group[name]]
            name = group[name]
        return name

    for link in links:
        if link.left in group and link.right in group:
            first, second = sorted((root(link.left), root(link.right)))
            group[second] = first
    gathered: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.kind in _KINDS and not mention.members:
            gathered[root(mention.id)].append(mention)
    found = [_chain(tuple(members), wheres, at) for _, members in sorted(gathered.items())]
    return [chain for chain in found if chain is not None]


def _chain(mentions: tuple[Mention, ...], wheres: Mapping[str, Where], at: str | None) -> _Chain | None:
    """None for a lone pronoun: it names nobody."""
    worded = [m for m in mentions if not _is_pronoun(m.text)]
    if not worded:
        return None
    names = tuple(sorted({_clean(m.text) for m in worded if _is_name(m)}, key=lambda n: (-len(n.split()), -len(n), n)))
    place = next((wheres[m.id] for m in mentions if m.id in wheres), None)
    kind = Counter(m.kind for m in worded if not names or _is_name(m)).most_common(1)[0][0]
    known = next((k for name in names if (k := known_by(name, kind, at)) is not None), None)
    return _Chain(mentions[0].article, "place" if kind == "nationality" else kind, mentions, names, known, place, at)


def _is_pronoun(text: str) -> bool:
    """ "us", not "US"."""
    return text.casefold() in _PRONOUNS and text != "US"


def _is_name(mention: Mention) -> bool:
    """A proper name; a person's is not a description ("Russian President"), in capitals or not."""
    words = mention.text.replace("’", "'").split()
    if mention.kind == "person" and any(w.casefold().removesuffix("'s").strip(".,") in person_nouns() for w in words):
        return False
    if words[0].casefold() in _DETERMINERS and not (words[0].casefold() == "the" and mention.kind != "person"):
        return False
    counted = [word for word in words if word.casefold() not in _DETERMINERS | _PARTICLES]
    proper = [word for word in counted if any(letter.isupper() for letter in word)]
    return len(proper) > len(counted) / 2 or mention.kind in ("place", "nationality")


def _clean(text: str) -> str:
    text = " ".join(text.replace("’", "'").split()).strip("\"'“”‘ ")
    for ending in ("'s", "'"):
        text = text.removesuffix(ending)
    return text.removeprefix("The ").removeprefix("the ")


# ── across articles ───────────────────────────────────────────────────────────────────────────────────────


def _clustered(
    chains: Sequence[_Chain], people: Sequence[Judgement], story_of: Mapping[str, str]
) -> tuple[list[list[_Chain]], list[Judgement]]:
    """Clusters of chains, and the machine's judgements between those of different articles."""
    index = {m.id: i for i, chain in enumerate(chains) for m in chain.mentions}
    parent = list(range(len(chains)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    apart = _people_apart(people, index)
    made: list[Judgement] = []
    members: dict[int, set[int]] = {i: {i} for i in parent}

    def join(left: int, right: int) -> bool:
        left, right = sorted((root(left), root(right)))
        if left == right:
            return True
        if any((min(a, b), max(a, b)) in apart for a in members[left] for b in members[right]) if apart else False:
            return False
        parent[right] = left
        members[left] |= members.pop(right)
        return True

    for judgement in people:
        if (
            judgement.relation == "entity"
            and judgement.verdict == "same"
            and {judgement.left, judgement.right} <= index.keys()
        ):
            join(index[judgement.left], index[judgement.right])
    for left, right in _candidates(chains, story_of):
        if root(left) == root(right):
            continue
        judgement = _judged(chains, members[root(left)], members[root(right)], left, right)
        made.append(judgement)
        if judgement.verdict == "same":
            join(left, right)
    found: dict[int, list[_Chain]] = defaultdict(list)
    for i, chain in enumerate(chains):
        found[root(i)].append(chain)
    return list(found.values()), made


def _people_apart(people: Sequence[Judgement], index: Mapping[str, int]) -> set[tuple[int, int]]:
    return {
        (min(index[j.left], index[j.right]), max(index[j.left], index[j.right]))
        for j in people
        if j.relation == "entity" and j.verdict == "different" and {j.left, j.right} <= index.keys()
    }


def _candidates(chains: Sequence[_Chain], story_of: Mapping[str, str]) -> list[tuple[int, int]]:
    """Pairs that share a key, each chain with the nearest before it under that key: close to linear."""
    pairs: set[tuple[int, int]] = set()
    seen: dict[str, list[int]] = defaultdict(list)
    order = sorted(range(len(chains)), key=lambda i: (-len(max(chains[i].names, key=len, default="").split()), i))
    for i in order:
        for key in _keys(chains[i], story_of.get(chains[i].article)):
            pairs |= {(min(i, other), max(i, other)) for other in seen[key][:12]}
            seen[key].append(i)
    ranked = {place: rank for rank, place in enumerate(order)}
    return sorted(
        pairs, key=lambda pair: (max(ranked[pair[0]], ranked[pair[1]]), min(ranked[pair[0]], ranked[pair[1]]))
    )


def _keys(chain: _Chain, story: str | None) -> set[str]:
    keys = {f"known {chain.known.key}"} if chain.known else set()
    country = country_named(chain)
    if country:
        keys.add(f"country {country}")
    elif chain.place is not None and chain.kind == "place":
        keys.add(f"place {chain.place.place}")
    for name in chain.names:
        if chain.kind == "person" and (words := folded_name(name).split()):
            keys.add(f"person {skeleton(words[-1])}")
        elif fold(name):
            keys.add(f"name {fold(name)}")
    if not chain.names and story is not None:
        keys |= {f"described {story} {words}" for words in _descriptions(chain)}
    return keys


def _descriptions(chain: _Chain) -> set[str]:
    """Descriptions without determiners: "the health ministry" and "health ministry" are worded alike."""
    worded = [m.text for m in chain.mentions if not _is_pronoun(m.text)]
    return {" ".join(w for w in fold(text).split() if w not in _DETERMINERS) for text in worded} - {""}


def country_named(chain: _Chain) -> str | None:
    """The country a chain of places or nationalities stands for; a capital that acts stands for its country."""
    if chain.kind != "place":
        return None
    for name in chain.names:
        code = country_of(name) or adjective_of(name) or people_of(name)
        if code:
            return code
    if chain.place is None:
        return next((code for name in chain.names if (code := metonym_of(name))), None)
    return None


def _judged(chains: Sequence[_Chain], left: set[int], right: set[int], i: int, j: int) -> Judgement:
    """The judgement between two clusters, carried by the two chains that were candidates."""
    reasons = _reasons([chains[k] for k in sorted(left)], [chains[k] for k in sorted(right)], chains[i], chains[j])
    score = max(0.0, min(1.0, 0.5 + sum(reason.score for reason in reasons) / 2))
    verdict = "same" if score >= 0.7 else "different" if score <= 0.3 else "unsure"
    first, second = sorted((chains[i].mentions[0].id, chains[j].mentions[0].id))
    return Judgement("entity", first, second, verdict, round(score, 3), tuple(reasons), BY, None)


def _reasons(left: Sequence[_Chain], right: Sequence[_Chain], one: _Chain, two: _Chain) -> list[Reason]:
    known_left = {c.known.key: c.known for c in left if c.known}
    known_right = {c.known.key: c.known for c in right if c.known}
    if known_left and known_right:
        same = known_left.keys() & known_right.keys()
        mine, yours = next(iter(known_left.values())), next(iter(known_right.values()))
        if same:
            return [Reason("known as the same", 1.0, mine.name, yours.name)]
        return [Reason("known as two", -1.0, mine.name, yours.name)]
    if country_named(one) and country_named(one) == country_named(two):
        return [Reason("same country", 1.0, one.names[0], two.names[0])]
    if not one.names and not two.names:
        alike = _descriptions(one) & _descriptions(two)
        return [Reason("described alike", 0.6 if alike else -1.0, _first(one), _first(two))]
    if one.kind == two.kind == "place":
        return [_place_reason(one, two)]
    if "person" in (one.kind, two.kind) and one.kind != two.kind:
        return [Reason("kinds differ", -1.0, one.kind, two.kind)]
    return [_name_reason(one, two, {c.article for c in left} & {c.article for c in right})]


def _place_reason(one: _Chain, two: _Chain) -> Reason:
    if one.place is not None and two.place is not None:
        same = one.place.place == two.place.place
        return Reason("gazetteer", 1.0 if same else -1.0, one.place.name, two.place.name)
    same = bool(one.names and two.names and fold(one.names[0]) == fold(two.names[0]))
    return Reason("place name", 0.6 if same else -0.5, _first(one), _first(two))


def _name_reason(one: _Chain, two: _Chain, together: set[str]) -> Reason:
    """Full names that agree; a family name alone does not carry across articles."""
    best, pair = -1.0, (_first(one), _first(two))
    for left in one.names:
        for right in two.names:
            score = _name_score(left, right, one.kind)
            if score > best:
                best, pair = score, (left, right)
    if together and best < 0.95:
        # both stand in one article, where coreference kept them apart
        return Reason("apart in one article", -0.8, *pair)
    return Reason("name", round(best, 3), *pair)


def _name_score(left: str, right: str, kind: str) -> float:
    """-1..1 for two written names. Persons need two words that agree; bodies agree as a whole."""
    a, b = (folded_name(name).split() if kind == "person" else fold(name).split() for name in (left, right))
    if a == b:
        return 1.0 if len(a) > 1 or kind != "person" else 0.3
    if kind != "person" or min(len(a), len(b)) < 2:
        return -0.6
    family = max(JaroWinkler.similarity(a[-1], b[-1]), 1.0 if skeleton(a[-1]) == skeleton(b[-1]) else 0.0)
    given = max(JaroWinkler.similarity(a[0], b[0]), 1.0 if skeleton(a[0]) == skeleton(b[0]) else 0.0)
    return 0.8 if family > 0.9 and given > 0.87 else -0.6


# ── what an entity is ─────────────────────────────────────────────────────────────────────────────────────


def _entity(cluster: Sequence[_Chain]) -> Entity:
    mentions = [m for chain in cluster for m in chain.mentions]
    counts = Counter(name for chain in cluster for m in chain.mentions if (name := _clean(m.text)) in chain.names)
    known = next((chain.known for chain in cluster if chain.known), None)
    country = next((code for chain in cluster if (code := country_named(chain))), None)
    place = next((chain.place for chain in cluster if chain.place and chain.kind == "place"), None)
    name = _best_name(counts, known, country, mentions)
    kind = Counter(chain.kind for chain in cluster).most_common(1)[0][0]
    at = min((chain.at for chain in cluster if chain.at), default=None)
    aliases = tuple(sorted({alias for alias in counts if alias != name}))
    code = (
        country or (known.country if known else None) or (place.country if place else None) or _described(mentions, at)
    )
    roles = tuple(known.roles) if known else ()
    links = tuple(filter(None, [known.link if known else None, place.place if place and not country else None]))
    return Entity(
        id=entity_id(m.id for m in mentions),
        kind=kind,
        name=name,
        aliases=aliases,
        country=code,
        sectors=_sectors(known, mentions, kind, country, at),
        roles=roles,
        links=links,
    )


def _best_name(counts: Counter[str], known: Known | None, country: str | None, mentions: Sequence[Mention]) -> str:
    """A country's name; else the fullest of the common spellings; else the description as worded."""
    if country and (found := by_code(country)) is not None:
        return found.name
    if known is not None and not counts:
        return known.name
    if counts:
        return max(counts, key=lambda n: (min(len(n.split()), 3), counts[n], len(n), n))
    worded = [m for m in mentions if not _is_pronoun(m.text)]
    return " ".join(_clean(max(worded, key=lambda m: (len(m.text), m.id)).text).split())


def _described(mentions: Sequence[Mention], at: str | None) -> str | None:
    """The country in a description: "the Syrian government"."""
    for mention in sorted(mentions, key=lambda m: -len(m.text)):
        code = code_actor(mention.text, at=at[:10] if at else None).country
        if code:
            return code
    return None


def _sectors(
    known: Known | None, mentions: Sequence[Mention], kind: str, country: str | None, at: str | None
) -> tuple[str, ...]:
    if known is not None and known.sectors:
        return tuple(known.sectors)
    if kind == "place":
        return ("GOV",) if country else ()
    for mention in sorted(mentions, key=lambda m: -len(m.text)):
        sectors = code_actor(mention.text, at=at[:10] if at else None).sectors
        if sectors:
            return tuple(sectors)
    return ()


def _first(chain: _Chain) -> str:
    return chain.names[0] if chain.names else chain.mentions[0].text
