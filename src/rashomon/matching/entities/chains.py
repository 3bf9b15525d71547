"""The mentions of one entity in one article, and the keys under which it is met elsewhere.

Reads mentions that coreference has joined, gives a `Chain`: its proper names, what knowledge says of them, its
offices and countries. The one idea: what is sure (a known person, a country, a full name) is a key that joins
outright; what is merely likely is a key that only proposes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from rashomon.knowledge.countries import adjective_of, by_code, country_of, fold, metonym_of, people_of
from rashomon.knowledge.given_names import gender_of
from rashomon.knowledge.holders import hint_of, holder_described, holder_titled
from rashomon.knowledge.known import Known, is_within_a_country, known_by, known_part, known_person
from rashomon.knowledge.offices import folded_name, skeleton
from rashomon.language.pronouns import is_pronoun
from rashomon.language.proper import compared_name, descriptions, in_english, is_glued, native_name
from rashomon.matching.entities.told_roles import told_roles
from rashomon.matching.sets import shared
from rashomon.record import Article, Mention, Reason, Where

#: Nouns of bodies that every country or town has: worded alike they are one only within a story or a country.
_COMMON_BODIES = frozenset(
    "ministry army police parliament government senate congress court council navy cabinet department air force "
    "central bank foreign interior defence defense health finance justice house assembly office party opposition "
    "supreme national state security committee commission coast guard university hospital city".split()
)
_STATE = re.compile(r"^(?:(?:the )?(?:republic|kingdom|state|people) of )")
_STOP = re.compile(r"[,;:\"“”()—]|(?<=[a-z]{4})\. ")
_SMALL = frozenset("of the and for in on to at co inc corp ltd llc plc".split())


@dataclass(frozen=True, slots=True)
class Chain:
    """`names`: proper names as written, fullest first, with how often; `country` is set where the chain is one.

    `known`: whom or what the tables say it is, and `why` where that rests on more than the name. `offices`:
    (country, office) that titles and descriptions name. `placed`: how often "in" or "near" stands before.
    `first`, `last`: ISO days of publication.
    """

    article: str
    story: str | None
    kind: str
    mentions: tuple[Mention, ...]
    names: tuple[str, ...]
    counts: Mapping[str, int]
    described: frozenset[str]
    offices: frozenset[tuple[str | None, str]]
    known: Known | None
    why: Reason | None
    place: Where | None
    country: str | None
    placed: int
    first: str | None
    last: str | None
    #: What the text calls a person right before or behind a name.
    roles: frozenset[str] = frozenset()
    #: Names made of another script → how the texts write them, in the nominative.
    written: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The id of its first mention: the chain's own."""
        return self.mentions[0].id


def chain_of_mentions(
    mentions: Sequence[Mention],
    article: Article | None,
    story: str | None,
    wheres: Mapping[str, Where],
    acting: Set[str],
) -> Chain | None:
    """The chain of mentions in reading order; None for lone pronouns: they name nobody."""
    worded = [m for m in mentions if not is_pronoun(m.text) and not is_glued(m.text)]
    if not worded:
        return None
    language = article.language if article else ""
    kind = _kind(worded, language)
    found = [(name, m) for m in worded
             if (name := compared_name(m.text, m.kind if m.kind != "other" else kind, language))
             and not _of_ministry(article, m)]  # fmt: skip
    counts = Counter(name for name, _ in found)
    names = tuple(sorted(counts, key=lambda n: (-len(n.split()), -counts[n], -len(n), n)))
    first, last = _days(article)
    place = next((wheres[m.id] for m in mentions if m.id in wheres), None)
    named = {m.id for _, m in found}
    described = shared(descriptions(m.text for m in worded if m.id not in named))
    titles = [title for _, m in found if (title := title_before(article, m))] if kind == "person" else []
    known, why = _known(names, kind, titles, first, last, [in_english(m.text) for m in worded if m.id not in named])
    if known is not None and known.kind == "organization" and (owner := _owner(article, [m for _, m in found])):
        known = _of_its_country(known, names, owner)
    if known is not None and is_within_a_country(known) and place is not None and place.precision == "country":
        place = None
    acts = any(m.id in acting for m in mentions)
    return Chain(
        article=mentions[0].article,
        story=story,
        kind=kind,
        mentions=tuple(mentions),
        names=names,
        counts=counts,
        described=described,
        offices=shared(o for phrase in (*described, *titles) if kind == "person" for o in _offices(phrase)),
        known=known,
        why=why,
        place=place,
        country=_country(names, kind, place, acts) if known is None else None,
        placed=sum(_stands_in(article, m) for m in worded),
        first=first,
        last=last,
        roles=shared(role for _, m in found if kind == "person" for role in told_roles(article, m)),
        written={
            name: own for name, m in found
            if (own := native_name(m.text, m.kind if m.kind != "other" else kind, language))
        },
    )


def _of_ministry(article: Article | None, mention: Mention) -> bool:
    """Whether a name is what a minister or ministry is for: "Minister of Foreign Affairs" names no magazine."""
    before = article.text[max(0, mention.start - 14) : mention.start].casefold() if article else ""
    return before.rstrip().endswith(("minister of", "ministry of", "ministers of", "secretary of"))


#: A country right before a name: "Russia’s Ministry of Defence", "the Syrian army".
_BEFORE = re.compile(r"\b([A-Z][\w.-]{1,28})(['’]s?)?\s{1,3}$")


def _owner(article: Article | None, named: Sequence[Mention]) -> str | None:
    """The country that the text puts before a body's name, where that is of words which bodies of any country have."""
    for mention in named if article is not None else ():
        if not _is_common(mention.text):
            return None
        before = _BEFORE.search(article.text[max(0, mention.start - 30) : mention.start])  # type: ignore[union-attr]
        if before is not None:
            code = country_of(before[1]) if before[2] else adjective_of(before[1])
            if code is not None:
                return code
    return None


def _of_its_country(known: Known, names: Sequence[str], owner: str) -> Known | None:
    """The body of such a name that its country has; None where the tables know only that of another."""
    if known.country == owner:
        return known
    country = by_code(owner)
    adjectives = country.adjectives if country is not None else ()
    found = (known_by(f"{adjective} {name}", "organization") for adjective in adjectives for name in names)
    return next((one for one in found if one is not None and one.country == owner), None)


def _is_common(name: str) -> bool:
    return all(word in _COMMON_BODIES for word in fold(name).split() if word not in _SMALL)


_IN = frozenset("in at near outside around across inside в во под близ".split())


def _stands_in(article: Article | None, mention: Mention) -> bool:
    before = article.text[max(0, mention.start - 9) : mention.start].casefold().split() if article else []
    return bool(before) and before[-1] in _IN


def title_before(article: Article | None, mention: Mention) -> str:
    """The words right before a name that can be its title: up to six, from the last stop or quotation mark."""
    if article is None or mention.start == mention.end:
        return ""
    before = article.text[max(0, mention.start - 70) : mention.start].replace("\n", ";")
    before = _STOP.split(before)[-1]
    own = mention.text.split()
    inside = own[:-1] if len(own) > 1 else []
    words = [*before.split()[-6:], *inside]
    if article.language == "ru":
        return in_english(" ".join(words)).rstrip(" ,")
    return " ".join(words) if words and words[-1].casefold() not in _SMALL else ""


# ── what it is ────────────────────────────────────────────────────────────────────────────────────────────


def _kind(worded: Sequence[Mention], language: str = "") -> str:
    """The commonest kind of its names, longer names first; nations and places are places, other peoples bodies."""
    kinds: Counter[str] = Counter()
    for m in worded:
        weight = (3 if len(m.text.split()) > 1 else 2) if compared_name(m.text, m.kind, language) else 1
        if m.kind != "other":
            kinds[_of_people(m) if m.kind == "nationality" else m.kind] += weight
    return max(kinds, key=lambda kind: (kinds[kind], kind)) if kinds else "organization"


def _of_people(mention: Mention) -> str:
    return "place" if is_nation(mention) else "organization"


def is_nation(mention: Mention) -> bool:
    """Whether it names those of a country, one that no table has among them: "Danes", not "Christians"."""
    return mention.kind == "nationality" and not _OF_NO_COUNTRY.search(mention.text)


#: Faiths, continents and camps, whose people are of many countries.
_OF_NO_COUNTRY = re.compile(
    r"\b(?:christian|muslim|moslem|islam|islamist|islamic|jew|jewish|hindu|sikh|buddhist|catholic|protestant|orthodox"
    r"|sunni|shia|shiite|shi'ite|alawite|druze|yazidi|mormon|evangelical|baptist|anglican|european|african|asian"
    r"|african[- ]american|kurd|kurdish|takfiri|coptic|arab|arabic|western|westerner|latino|latina|hispanic|caucasian"
    r"|democrat|democratic|republican|conservative|liberal|communist|marxist|nazi|neo-nazi|socialist|zionist|jihadi|salafi)s?\b",
    re.I,
)


def _days(article: Article | None) -> tuple[str | None, str | None]:
    if article is None or article.published is None:
        return None, None
    return article.published[:10], (article.published_latest or article.published)[:10]


def _country(names: Sequence[str], kind: str, place: Where | None, acts: bool) -> str | None:
    """The country that names stand for; a capital that acts, or that no map shows, stands for its country."""
    if kind == "person":
        return None
    for name in names:
        code = (country_of(name) if metonym_of(name) is None else None) or (
            kind == "place" and (adjective_of(name) or people_of(name))
        )
        if code:
            return code
    if kind != "place" or place is None or acts:
        return next((code for name in names if (code := metonym_of(name))), None)
    return None


def _offices(phrase: str) -> list[tuple[str | None, str]]:
    hint = hint_of(phrase)
    return [(hint.country, hint.offices[0])] if hint else []


def _known(
    names: Sequence[str],
    kind: str,
    titles: Sequence[str],
    first: str | None,
    last: str | None,
    worded: Sequence[str],
) -> tuple[Known | None, Reason | None]:
    """By full name; else by family name with a title; else by a description that only one person fits."""
    if kind != "person" and (parts := [part for name in names if (part := known_part(name)) is not None]):
        return parts[0], None
    for name in names:
        known = known_by(name, kind, first)
        if known is not None:
            return known, None
    if kind != "person":
        return None, None
    phrases = [*titles, *worded]
    families = [name for name in names if len(name.split()) == 1]
    for name in families:
        for phrase in phrases:
            person = holder_titled(phrase, name, None, first)
            if person and person == holder_titled(phrase, name, None, last):
                why = "title, name and date" if first else "title and name"
                return known_person(person, first), Reason(why, 0.9 if first else 0.8, f"{phrase} {name}", person)
    if names or first is None or last is None:
        return None, None
    for phrase in phrases:
        person = holder_described(phrase, first, last)
        if person and not phrase.casefold().startswith(("a ", "an ", "his ", "her ")) and not _is_many(phrase):
            return known_person(person, first), Reason("held the office on the day", 0.8, phrase, person)
    return None, None


def _is_many(phrase: str) -> bool:
    last = phrase.split(" of ")[0].split()[-1].casefold()
    return (last.endswith("s") and not last.endswith(("ss", "us"))) or " and " in phrase


# ── keys ──────────────────────────────────────────────────────────────────────────────────────────────────


def sure_keys(chain: Chain) -> dict[str, Reason]:
    """Keys that make one of all chains that hold them, with the reason to give."""
    if chain.known is not None:
        written = chain.names[0] if chain.names else None
        reason = chain.why or Reason("known as the same", 1.0, written, chain.known.name)
        return {f"known {chain.known.key}": reason, **_acronym_keys(chain)}
    if chain.country is not None:
        return {f"country {chain.country}": Reason("same country", 1.0, chain.names[0], chain.country)}
    if chain.place is not None and chain.kind == "place":
        written = chain.names[0] if chain.names else None
        return {f"place {chain.place.place}": Reason("gazetteer", 1.0, written, chain.place.name)}
    single = all(len(without_state(name).split()) == 1 for name in chain.names)
    if single and chain.story and (chain.kind == "place" or not chain.offices):
        # one word is one thing to a story, whatever a tagger takes it for: a town, its people
        return {
            f"word {chain.story} {_stem(name, chain)}": Reason("same name in the story", 0.7, name, name)
            for name in chain.names
        }
    if chain.kind == "person":
        return {}
    named = {key: Reason("same name", 0.9, name, name) for name in chain.names if (key := _body_key(chain, name))}
    return named | _acronym_keys(chain)


def _acronym_keys(chain: Chain) -> dict[str, Reason]:
    """The first letters of a body's name, as the word that another account of its story may know it by alone: "the RSF"
    for the Rapid Support Forces. Acronyms that are told stand glued to names of others too often.
    """
    if chain.kind != "organization" or not chain.story:
        return {}
    made = {"".join(word[0] for word in words): name for name in chain.names if len(words := _initialled(name)) > 2}
    return {
        f"word {chain.story} {letters}": Reason("acronym in the story", 0.7, name, letters.upper())
        for letters, name in made.items()
    }


def _initialled(name: str) -> list[str]:
    """The words of a name that an acronym takes a letter of; none where one of them is no name."""
    words = [word for word in re.findall(r"[^\W_]+(?:['’.][^\W_]+)*", name) if word.casefold() not in _SMALL]
    return [fold(word) for word in words] if all(word[0].isupper() for word in words) else []


def without_state(name: str) -> str:
    """A folded name without "Republic of" before it."""
    return _STATE.sub("", fold(name))


def _stem(name: str, chain: Chain) -> str:
    """The name folded; of a people's name what its country may be called: Ostranian, Ostrania."""
    plain = without_state(name)
    people = any(m.kind == "nationality" for m in chain.mentions) or plain.endswith("ian")
    return plain[:-1] if people and plain.endswith("an") else plain


def _body_key(chain: Chain, name: str) -> str | None:
    """The words of a body's name in any order; one that every country has is one only within its story."""
    plain = fold(name.replace("efense", "efence").replace("’", "'").replace("'s ", " "))
    words = sorted({w[:-1] if w.endswith("ian") else w for w in plain.split() if w not in _SMALL})
    if not words:
        return None
    common = all(word in _COMMON_BODIES for word in words)
    scope = f"{chain.story or chain.article} " if common else ""
    return f"name {scope}{' '.join(words)}"


def alike_keys(chain: Chain) -> set[str]:
    """Keys that propose a person: consonants of the family name and of the given name."""
    if chain.kind != "person":
        return set()
    keys = set()
    for name in chain.names:
        words = folded_name(name).split()
        if len(words) > 1:
            family, given = skeleton(words[-1]), skeleton(words[0])
            keys |= {f"family {family}", f"given {given} {words[-1][:2]}", f"given {given} {family[-2:]}"}
    return keys


def family_names(chain: Chain) -> set[str]:
    """Folded names of one word that a person's chain is known by alone; none where it has a full name."""
    if chain.kind != "person" or chain.known is not None or any(len(name.split()) > 1 for name in chain.names):
        return set()
    return {folded_name(name) for name in chain.names}


def single_word(chain: Chain) -> str | None:
    """The folded word that a chain is known by alone, where no table knows it: an unlisted town or body."""
    if chain.known is not None or chain.country is not None or (chain.place is not None and chain.kind == "place"):
        return None
    words = {_stem(name, chain) for name in chain.names if not name.islower()}
    if len(words) != 1 or not chain.names:
        return None
    (word,) = words
    common = word in _COMMON_BODIES or " " in word or len(word) < 4
    return None if common or gender_of(word.title()) is not None else word


def translated_noun(chain: Chain) -> str | None:
    """The noun of a body that another script names by an adjective and a noun: "front" of «Горный фронт»."""
    if not chain.written or any(name not in chain.written for name in chain.names):
        return None
    words = chain.names[0].split()
    return words[1] if len(words) == 2 and words[1].islower() and words[0][:1].isupper() else None


def is_as_place(chain: Chain) -> bool:
    """Whether a text says that something is in it, or calls people after it."""
    return bool(chain.placed) or any(m.kind == "nationality" for m in chain.mentions)


def is_as_person(chain: Chain) -> bool:
    """Whether a text calls it he or she, gives it an office, or names it in full."""
    named = chain.kind == "person" and any(len(name.split()) > 1 for name in chain.names)
    pronouns = any(m.text.casefold() in ("he", "him", "his", "she", "her") for m in chain.mentions)
    return named or pronouns or (bool(chain.offices) and not chain.placed)
