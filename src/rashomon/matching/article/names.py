"""Names of one article → chains: equal names, short forms, titles before them, what knowledge says of them.

The one idea: longest names come first, so that a short form finds the full one wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from rashomon.knowledge.actors import code_actor
from rashomon.knowledge.countries import adjective_of, country_of
from rashomon.knowledge.figures import of_family_name
from rashomon.knowledge.given_names import gender_of
from rashomon.knowledge.known import known_by, known_person
from rashomon.knowledge.letters import without_accents
from rashomon.language.names.roles import read_role, role_of_title, title_before
from rashomon.matching.article.chains import ArticleChain, Reader, called, join_chain, nearest, start_chain
from rashomon.record import Mention, Reason

_TITLES = {"mr": "m", "mrs": "f", "ms": "f", "miss": "f", "sir": "m", "king": "m", "queen": "f", "prince": "m",
           "princess": "f", "spokesman": "m", "spokeswoman": "f", "chairwoman": "f", "chairman": "m", "lord": "m",
           "lady": "f", "dame": "f", "sheikh": "m", "ayatollah": "m", "imam": "m", "pope": "m", "father": "m",
           "brother": "m", "sister": "f", "congresswoman": "f", "congressman": "m", "businesswoman": "f",
           "businessman": "m", "policeman": "m", "policewoman": "f", "actress": "f"}  # fmt: skip


#: What is left of the names of countries that lie beside their other half.
_HALVES = frozenset(("north", "south", "east", "west"))


def link_name(reader: Reader, mention: Mention) -> None:
    """Longest names come first, so that a short form finds the full one wherever it stands."""
    name = plain_name(mention.text)
    family, gender = _family(mention.kind), _titled(reader, mention)
    plural = reader.heads[mention.id].tag_ == "NNPS" and family in ("person", "organization")
    country = _owning_country(reader, mention) if family == "organization" else None
    open_to = [
        c for c in reader.chains
        if c.plural == plural and not (gender and c.gender and c.gender != gender)
        and not (country and c.country and c.country != country)
    ]  # fmt: skip
    exact = [c for c in open_to if c.kind == family and name in c.names]
    if exact:
        join_chain(reader, nearest(exact, mention), mention, 0.97, Reason("same name", 1.0, name, name))
        return
    halves = [c for c in reader.chains if name in _HALVES and mention.text[:1] != name[:1] and _is_half(name, c)]
    if len(halves) == 1:
        join_chain(reader, halves[0], mention, 0.9, Reason("half of a country's name", 0.9, called(halves[0]), name))
        return
    persons = [c for c in open_to if c.kind == "person" and _names_person(reader, mention, family, name, c)]
    short = persons or [c for c in open_to if c.kind == family and _is_short_form(name, c.names, family)]
    if short and (persons or family != "place"):
        # two men of one family name: the one named last before the short form is meant
        chosen = nearest(short, mention)
        score = 0.92 if len(short) == 1 else 0.7
        join_chain(reader, chosen, mention, score, Reason("short form of a name", score, called(chosen), name))
        chosen.names.add(name)
        return
    chain = start_chain(reader, mention, family, name)
    chain.plural = plural
    chain.gender = gender or (gender_of(name) if family == "person" else None)
    chain.country = country


#: "…, also known as |", "… (nicknamed “|": what stands between two names of one.
_ALSO_CALLED = re.compile(
    r",? ?[(—–]? ?(?:who (?:is|was|became|is also|was also) )?"
    r"(?:(?:better|best|also|widely|popularly|commonly|locally|generally|usually|formerly|simply|then|more) )*"
    r"(?:(?:known|referred to|nicknamed|dubbed)(?: (?:simply|better|popularly|locally|widely|universally))?"
    r"(?: as| by (?:his|her|its|the) (?:nom de guerre|nickname|alias|initials|acronym)(?: of| as)?)?"
    r"|alias|a\.?k\.?a\.?|nom de guerre|real name|whose (?:real name|nom de guerre|nickname) (?:is|was)"
    r"|who goes by(?: the name(?: of)?)?)[,:]? [\"“‘'«]?(?:the )?"
)


def link_other_names(reader: Reader, mentions: Sequence[Mention]) -> None:
    """One chain of two where the text says that both are names of one: "Dagalo, known as Hemedti"."""
    ordered = sorted((m for m in mentions if m.id in reader.chain_of), key=lambda m: (m.start, m.end))
    for one, other in pairwise(ordered):
        said = _ALSO_CALLED.fullmatch(reader.article.text, one.end, max(one.end, other.start))
        kept, moved = reader.chain_of[one.id], reader.chain_of[other.id]
        bodies = kept.kind == moved.kind == "organization"
        if said and kept is not moved and (bodies or (kept.kind == "person" and moved.kind in _MAY_BE_A_NICKNAME)):
            reason = Reason("said to be its other name", 0.9, called(kept), called(moved))
            join_chain(reader, kept, other, 0.9, reason)
            _take_in(reader, kept, moved, other)


#: What a tagger takes the other name of somebody for.
_MAY_BE_A_NICKNAME = ("person", "organization", "other")


def _take_in(reader: Reader, kept: ArticleChain, moved: ArticleChain, joined: Mention) -> None:
    """Makes one chain the rest of another; `joined` is in it already."""
    for mention in moved.mentions:
        reader.chain_of[mention.id] = kept
    kept.mentions += [m for m in moved.mentions if m.id != joined.id]
    kept.names |= moved.names
    kept.roles += moved.roles
    kept.gender = kept.gender or moved.gender
    reader.chains.remove(moved)


def _owning_country(reader: Reader, mention: Mention) -> str | None:
    """Whose body a name names, where that is said: "Chile's | Ministry of Health", "Ministry of Health | of Chile"."""
    if own := code_actor(plain_name(mention.text)).country:
        return own
    head = reader.heads[mention.id]
    beside = [c for c in head.lefts if c.dep_ == "poss"]
    beside += [n for c in head.rights if c.lower_ == "of" for n in c.children if n.dep_ == "pobj"]
    named = (reader.doc[n.left_edge.i : n.i + 1].text.removeprefix("the ") for n in beside)
    return next((code for name in named if (code := country_of(name))), None)


def _is_half(name: str, chain: ArticleChain) -> bool:
    """ "The North" for North Korea, where the article names it."""
    return any(full.startswith(name + " ") and country_of(full) for full in chain.names)


def is_family_name(reader: Reader, mention: Mention) -> bool:
    """Whether a capitalised word, whatever the parser takes it for, is the last of a full name of the article."""
    if mention.kind != "person" or not mention.text[:1].isupper() or " " in mention.text:
        return False
    name = plain_name(mention.text)
    return any(_is_short_form(name, c.names, "person") for c in reader.chains if c.kind == "person")


def _names_person(reader: Reader, mention: Mention, family: str, name: str, chain: ArticleChain) -> bool:
    """Whether a name of any kind is a person's family or given name: a tagger takes "McKeague" for anything."""
    if family == "person":
        return _is_short_form(name, chain.names, family) or _is_given_name(reader, name, chain)
    if " " in name or reader.heads[mention.id].dep_ in ("amod", "compound", "nmod") or adjective_of(mention.text):
        return False
    if mention.kind == "place" and country_of(mention.text):
        return False
    return _is_short_form(name, chain.names, "person") or _is_given_name(reader, name, chain)


def _is_given_name(reader: Reader, name: str, chain: ArticleChain) -> bool:
    """ "Megyn" for "Megyn Kelly", where nobody else of the article bears the name."""
    if " " in name or not any(full.startswith(name + " ") for full in chain.names):
        return False
    return sum(any(name in full.split() for full in c.names) for c in reader.chains if c.kind == "person") == 1


def _titled(reader: Reader, mention: Mention) -> str | None:
    """ "m" or "f" by the word before or at the head of a name: "Mrs. Clinton"."""
    first = reader.doc.char_span(mention.start, mention.end, alignment_mode="expand")[0]
    before = [reader.doc[first.i - 1].lower_.strip(".")] if first.i else []
    return gender_of_words([*before, first.lower_.strip(".")])


def plain_name(text: str) -> str:
    """A name as it is compared: no possessive, article, ranks, stops or accents, one space, case folded."""
    text = without_accents(text.replace("’", "'").casefold().strip())
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
        if family == "person" and (full[-len(words) :] == words or _lacks_a_name(words, full)):
            return True
        if family == "organization" and (full[: len(words)] == words and len(words) > 1):
            return True
        if family == "organization" and len(words) == 1 and _initials(full) == short:
            return True
    return False


def _lacks_a_name(words: Sequence[str], full: Sequence[str]) -> bool:
    """ "Ana Lund" for "Ana Maria Lund", "Ana Maria" for it too; one word is not enough."""
    return len(words) > 1 and words[0] == full[0] and (words[-1] == full[-1] or full[: len(words)] == words)


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words if word not in ("of", "the", "and", "for", "on", "in"))


def _family(kind: str) -> str:
    return kind if kind in ("person", "organization") else "place" if kind in ("place", "nationality") else "other"


def read_title(reader: Reader, mention: Mention) -> None:
    """What stands before a name says the role and often the gender of who bears it."""
    chain = reader.chain_of[mention.id]
    if chain.kind != "person":
        return
    first = reader.doc.char_span(mention.start, mention.end, alignment_mode="expand")[0]
    title = title_before(reader.doc, first)
    if title is not None:
        # "Presidents Maran and Sol": each of them is one
        chain.roles.append(replace(read_role(title, title[-1]), plural=False))
        chain.gender = chain.gender or gender_of_words(token.lower_ for token in title)


def read_known(reader: Reader, chain: ArticleChain) -> None:
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


def gender_of_words(words: Iterable[str]) -> str | None:
    """ "m" or "f" by the first word that tells ("spokeswoman"), else None."""
    return next((_TITLES[word] for word in words if word in _TITLES), None)
