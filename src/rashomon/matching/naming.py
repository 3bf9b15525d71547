"""A cluster of chains → the entity: its best name, aliases, country, sectors and roles.

Reads chains, gives an `Entity`. The one idea: the name is the fullest of the spellings that people use most; the
tables only fill in what no text says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rashomon.knowledge.actors import code_actor
from rashomon.knowledge.countries import by_code
from rashomon.knowledge.known import Known
from rashomon.language.proper import in_english, is_pronoun, proper_name
from rashomon.language.russian.forms import is_cyrillic, nominative
from rashomon.matching.chains import Chain, without_state
from rashomon.record import Entity, entity_id


def entity_of(cluster: Sequence[Chain]) -> Entity:
    """The entity of all these chains."""
    chains = sorted(cluster, key=lambda chain: chain.id)
    counts: Counter[str] = Counter()
    for chain in chains:
        counts.update(chain.counts)
    kind = _kind(chains)
    known = _known(chains, kind)
    country = next((chain.country for chain in chains if chain.country), None) if kind != "person" else None
    place = next((chain.place for chain in chains if chain.place and chain.kind == "place"), None)
    name = _name(counts, kind, known, country, chains)
    at = min((chain.first for chain in chains if chain.first), default=None)
    coded = _coded(chains, kind, counts, at)
    code = country or (known and known.country) or (place.country if place and kind == "place" else None) or coded[0]
    place_link = place.place if place and not country and kind == "place" else None
    links = tuple(filter(None, [known.link if known else None, place_link]))
    return Entity(
        id=entity_id(m.id for chain in chains for m in chain.mentions),
        kind=kind,
        name=_as_written(name, chains),
        aliases=tuple(sorted(_spellings(chains) - {_as_written(name, chains)})),
        country=code,
        sectors=_sectors(known, kind, country, coded),
        roles=tuple(known.roles) if known and kind == "person" else (),
        links=links,
    )


def _as_written(name: str, chains: Sequence[Chain]) -> str:
    """The name, or how the texts write it where they do so in another script only; a known one is left in Latin."""
    latin = any(name in chain.counts and name not in chain.written for chain in chains)
    own = next((chain.written[name] for chain in chains if name in chain.written), name)
    return name if latin or any(chain.known or chain.country for chain in chains) else own


def _spellings(chains: Sequence[Chain]) -> set[str]:
    """All names as texts write them."""
    return {chain.written.get(name, name) for chain in chains for name in chain.names}


def _kind(chains: Sequence[Chain]) -> str:
    """Known kinds first, then the kind most mentions have."""
    known = Counter(chain.known.kind for chain in chains if chain.known)
    if known:
        return max(known, key=lambda kind: (known[kind], kind))
    if any(chain.country for chain in chains):
        return "place"
    placed, size = sum(chain.placed for chain in chains), sum(len(chain.mentions) for chain in chains)
    single = all(len(without_state(name).split()) == 1 for chain in chains for name in chain.names)
    peopled = any(m.kind == "nationality" for chain in chains for m in chain.mentions)
    in_office = sum(bool(chain.offices) for chain in chains)
    if single and in_office * 3 <= len(chains) and (peopled or (placed and placed * 8 >= size and not in_office)):
        return "place"
    counted: Counter[str] = Counter()
    for chain in chains:
        counted[chain.kind] += len(chain.mentions)
    return max(counted, key=lambda kind: (counted[kind], kind))


def _known(chains: Sequence[Chain], kind: str) -> Known | None:
    """What most chains are known as."""
    keys = Counter(chain.known.key for chain in chains if chain.known and chain.known.kind == kind)
    if not keys:
        return None
    best = max(keys, key=lambda key: (keys[key], key))
    return next(chain.known for chain in chains if chain.known and chain.known.key == best)


def _name(counts: Counter[str], kind: str, known: Known | None, country: str | None, chains: Sequence[Chain]) -> str:
    if country and (found := by_code(country)) is not None:
        return found.name
    if counts:
        nouns = {name for name in counts if not (name.endswith("ian") and name[:-1] in counts)}
        best = max(nouns, key=lambda name: _rank(name, counts[name], kind))
        if known is not None and kind == "person" and len(best.split()) == 1:
            return known.name
        return best
    if known is not None:
        return known.name
    worded = [m for chain in chains for m in chain.mentions if not is_pronoun(m.text)]
    # of two languages the one that the others are shown in
    worded = [m for m in worded if not is_cyrillic(m.text)] or worded
    best = min((" ".join(m.text.split()) for m in worded), key=lambda text: (-len(text.split()), -len(text), text))
    if is_cyrillic(best):
        return nominative(best, proper=False)
    return best[:1].lower() + best[1:] if best.startswith(("The ", "A ", "An ")) else best


def _rank(name: str, count: int, kind: str) -> tuple[bool, bool, int, int, str]:
    """A person's full name before a short one; no capitals throughout, no initials alone; then by use."""
    words = name.split()
    shouting = name.isupper() and (kind == "person" or len(words) > 1)
    if kind == "person":
        full = 2 <= len([word for word in words if len(word.strip(".")) > 1]) <= 4
    else:
        full = not (name.isupper() or "." in name)
    return (full, not shouting, count, len(name), name)


def _coded(
    chains: Sequence[Chain], kind: str, counts: Counter[str], at: str | None
) -> tuple[str | None, tuple[str, ...]]:
    """Country and sectors as the longest names and descriptions say, each from the first that says any.

    A person's name says neither: a namesake's country is not his.
    """
    phrases = {in_english(m.text) for chain in chains for m in chain.mentions if not is_pronoun(m.text)}
    if kind == "person":
        family = {word for name in counts for word in name.split()}
        phrases = {text for text in phrases if proper_name(text, kind) is None and text.split()[-1] not in family}
    country: str | None = None
    sectors: tuple[str, ...] = ()
    for phrase in sorted(phrases, key=lambda text: (-len(text), text))[:6]:
        code = code_actor(phrase, at=at)
        country, sectors = country or code.country, sectors or tuple(code.sectors)
    return country, sectors


def _sectors(
    known: Known | None, kind: str, country: str | None, coded: tuple[str | None, tuple[str, ...]]
) -> tuple[str, ...]:
    if known is not None and known.sectors:
        return tuple(known.sectors)
    if kind == "place":
        return ("GOV",) if country else ()
    return coded[1]
