"""A cluster of chains → the entity: its best name, aliases, country, sectors and roles.

Reads chains, or their forms and sums; gives an `Entity`. The one idea: the name is the fullest of the spellings that
people use most; the tables only fill in what no text says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rashomon.knowledge.actors import code_actor
from rashomon.knowledge.countries import by_code
from rashomon.knowledge.known import Known, is_within_a_country
from rashomon.language.pronouns import is_pronoun
from rashomon.language.proper import in_english, proper_name
from rashomon.language.russian.forms import is_cyrillic, nominative
from rashomon.matching.entities.chains import Chain, without_state
from rashomon.matching.entities.forms import Part, added, parts_of
from rashomon.matching.entities.told_roles import most_told
from rashomon.record import Entity, Role, entity_id


def entity_of(cluster: Iterable[Chain]) -> Entity:
    """The entity of all these chains."""
    return entity_of_parts(parts_of(cluster))


def entity_of_parts(parts: Sequence[Part]) -> Entity:
    """The entity of all chains of these forms, which come in the order of their first chains."""
    counts, forms = added(parts, "names"), [part.form for part in parts]
    kind = _kind(parts, counts)
    known = _known(parts, kind)
    country = next((form.country for form in forms if form.country), None) if kind != "person" else None
    place, its_country = next((form.place for form in forms if form.place), (None, None))
    name = _name(counts, kind, known, country, parts)
    shown = _as_written(name, parts)
    coded = _coded(parts, kind, counts, min(added(parts, "days"), default=None))
    code = country or (known and known.country) or (its_country if kind == "place" else None) or coded[0]
    links = tuple(filter(None, [known.link if known else None, place if not country and kind == "place" else None]))
    return Entity(
        id=entity_id(part.sums.least for part in parts),
        kind=kind,
        name=shown,
        aliases=tuple(sorted(_spellings(parts) - {shown})),
        country=code,
        sectors=_sectors(known, kind, country, coded),
        roles=_roles(parts, known) if kind == "person" else (),
        links=links,
    )


def _as_written(name: str, parts: Sequence[Part]) -> str:
    """The name, or how the texts write it where they do so in another script only; a known one is left in Latin."""
    latin = any(name in part.sums.names and name not in part.form.written for part in parts)
    own = next((part.form.written[name] for part in parts if name in part.form.written), name)
    return name if latin or any(part.form.known or part.form.country for part in parts) else own


def _spellings(parts: Sequence[Part]) -> set[str]:
    """All names as texts write them."""
    return {part.form.written.get(name, name) for part in parts for name in part.sums.names}


def _kind(parts: Sequence[Part], counts: Mapping[str, int]) -> str:
    """Known kinds first, then the kind most mentions have."""
    known: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    for form, sums in ((part.form, part.sums) for part in parts):
        counted[form.kind] += sums.mentions
        if form.known:
            known[form.known.kind] += sums.size
    if known:
        return max(known, key=lambda kind: (known[kind], kind))
    if any(part.form.country for part in parts):
        return "place"
    every = [part.sums for part in parts]
    placed, size = sum(one.placed for one in every), sum(one.mentions for one in every)
    single = bool(counts) and all(len(without_state(name).split()) == 1 for name in counts)
    peopled, in_office = any(one.peopled for one in every), sum(one.in_office for one in every)
    few = in_office * 3 <= sum(one.size for one in every)
    if single and few and (peopled or (placed and placed * 8 >= size and not in_office)):
        return "place"
    return max(counted, key=lambda kind: (counted[kind], kind))


def _known(parts: Sequence[Part], kind: str) -> Known | None:
    """What most chains are known as."""
    keys: Counter[str] = Counter()
    for part in parts:
        if part.form.known and part.form.known.kind == kind:
            keys[part.form.known.key] += part.sums.size
    if not keys:
        return None
    best = max(keys, key=lambda key: (keys[key], key))
    return next(part.form.known for part in parts if part.form.known and part.form.known.key == best)


def _name(
    counts: Mapping[str, int], kind: str, known: Known | None, country: str | None, parts: Sequence[Part]
) -> str:
    if country and (found := by_code(country)) is not None:
        return found.name
    if known is not None and is_within_a_country(known):
        return known.name
    if counts:
        nouns = {name for name in counts if not (name.endswith("ian") and name[:-1] in counts)}
        best = max(nouns, key=lambda name: _rank(name, counts[name], kind))
        if kind == "person" and len(best.split()) > 1:  # "Cristina | Fernandez de Kirchner"
            fuller = [name for name in nouns if name.endswith(f" {best}")]
            best = max(fuller, key=lambda name: _rank(name, counts[name], kind), default=best)
        if known is not None and kind == "person" and len(best.split()) == 1:
            return known.name
        return best
    if known is not None:
        return known.name
    worded = [text for text in added(parts, "texts") if not is_pronoun(text)]
    # of two languages the one that the others are shown in
    worded = [text for text in worded if not is_cyrillic(text)] or worded
    best = min((" ".join(text.split()) for text in worded), key=lambda text: (-len(text.split()), -len(text), text))
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


def _roles(parts: Sequence[Part], known: Known | None) -> tuple[Role, ...]:
    """The offices that the tables have, with their dates; else what accounts call him, the most told first."""
    if known is not None and known.roles:
        return tuple(known.roles)
    return tuple(Role(title, None, None, None) for title in most_told(added(parts, "roles")))


def _coded(
    parts: Sequence[Part], kind: str, counts: Mapping[str, int], at: str | None
) -> tuple[str | None, tuple[str, ...]]:
    """Country and sectors as the longest names and descriptions say, each from the first that says any; of a person as
    the titles say that most accounts give, then the descriptions.

    A person's name says neither: a namesake's country is not his.
    """
    phrases = {in_english(text) for text in added(parts, "texts") if not is_pronoun(text)}
    if kind == "person":
        family = {word for name in counts for word in name.split()}
        phrases = {text for text in phrases if proper_name(text, kind) is None and text.split()[-1] not in family}
    country: str | None = None
    sectors: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()
    titles = most_told(added(parts, "roles")) if kind == "person" else ()
    for phrase in [*titles, *sorted(phrases, key=lambda text: (-len(text), text))[:6]]:
        code = code_actor(phrase, at=at)
        known = tuple(sector for sector in code.sectors if sector != _UNKNOWN)
        country, sectors = country or code.country, sectors or known
        unsaid = unsaid or tuple(code.sectors)
    return country, sectors or unsaid


#: The sector of somebody of whom it is only said that he acts for others.
_UNKNOWN = "UNK"


def _sectors(
    known: Known | None, kind: str, country: str | None, coded: tuple[str | None, tuple[str, ...]]
) -> tuple[str, ...]:
    if known is not None and known.sectors:
        return tuple(known.sectors)
    if kind == "place":
        return ("GOV",) if country else ()
    return coded[1]
