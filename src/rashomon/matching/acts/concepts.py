"""Spans of several accounts of one event → which party each of them means, under whatever words.

Reads articles with their mentions and the spans to compare; gives a key per span: a main figure, a country, or
a group of people. The one idea: accounts call a side by its land, its capital, its officials and its organs, so
a span stands for the land its words are coded under, unless it names somebody whom the accounts are about.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rashomon.knowledge.actors import ActorCode, code_actor
from rashomon.knowledge.countries import by_code, surfaces
from rashomon.knowledge.outlets import outlet_named
from rashomon.knowledge.tables import table
from rashomon.language.names.likeness import compare_names
from rashomon.matching.acts.pairs import lemma
from rashomon.matching.clusters import Linkage, clusters
from rashomon.matching.scores import judge
from rashomon.record import Article, Mention, Reason

VERSION = "machine:concepts-1"

_NAMES_ALIKE = 0.75
_GROUPS = Linkage(threshold=0.3)
_STATE = frozenset(("GOV", "MIL", "COP", "SPY", "LEG", "JUD", "PTY"))
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")
_POSSESSIVE = re.compile(r"['’]s?$")
_NORTH_SOUTH = re.compile(r"\b(north|south|east|west)(?:\s+and|,)\s+(?:the )?(north|south|east|west) (\w+)", re.I)
_COMPLEMENT = re.compile(r",|\b(?:of|in|from|at|for|who|that|to|seeking|traveling|travelling|by|on|with|whom)\b")


@dataclass(frozen=True, slots=True)
class Account:
    """One article with the mentions found in it."""

    article: Article
    mentions: Sequence[Mention]


@dataclass(frozen=True, slots=True)
class Named:
    """A span of one account to be placed. `account` counts from 0; offsets in that article's text."""

    id: str
    account: int
    start: int
    end: int
    text: str


@dataclass
class _Stage:
    """What all accounts of the event say of persons and lands. Places of lands are (offset, code), in order."""

    accounts: Sequence[Account]
    full: dict[str, str] = field(default_factory=dict)
    persons: Counter[str] = field(default_factory=Counter)
    spread: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    leaders: set[str] = field(default_factory=set)
    lands: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    figures: dict[int, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    counts: Counter[str] = field(default_factory=Counter)
    sides: dict[str, str | None] = field(default_factory=dict)


def concepts(accounts: Sequence[Account], spans: Sequence[Named]) -> dict[str, str]:
    """Each span's id → the party it means. Spans given twice at one place stand for as many parties."""
    stage = _read(accounts)
    found: dict[str, str] = {}
    left: list[Named] = []
    for same in _by_place(spans):
        keys = _parties(stage, same[0], len(same))
        if keys:
            found.update((span.id, keys[min(i, len(keys) - 1)]) for i, span in enumerate(same))
        else:
            left += same
    found.update(_groups(left))
    return found


def _by_place(spans: Iterable[Named]) -> Iterator[list[Named]]:
    places: dict[tuple[int, int, int], list[Named]] = defaultdict(list)
    for span in spans:
        places[span.account, span.start, span.end].append(span)
    return iter(places.values())


# ── what the accounts say ─────────────────────────────────────────────────────────────────────────────────


def _read(accounts: Sequence[Account]) -> _Stage:
    stage = _Stage(accounts)
    written = Counter(name for account in accounts for _, name in _person_names(account))
    stage.full = _full_names(written)
    for number, account in enumerate(accounts):
        for mention, name in _person_names(account):
            key = _person_key(stage, name)
            stage.persons[key] += 1
            stage.spread[key].add(number)
            stage.figures[number].append((mention.start, key))
            if _titles_before(account.article.text, mention) & _words("leaders"):
                stage.leaders.add(key)
        stage.lands[number] = list(_lands_in(account.article.text))
        stage.counts.update(code for _, code in stage.lands[number])
    return stage


def _person_names(account: Account) -> Iterator[tuple[Mention, str]]:
    """Names of persons, without titles, ’s and small words, in the order of the text."""
    for mention in sorted(account.mentions, key=lambda m: (m.start, m.end)):
        if mention.kind == "person":
            name = _bare(mention.text)
            if name:
                yield mention, name


def _bare(name: str) -> str:
    words = [_POSSESSIVE.sub("", word) for word in _WORD.findall(name)]
    kept = [w for w in words if w[:1].isupper() and w.lower().rstrip(".") not in _words("titles")]
    named = " ".join(kept)
    return "" if any(land in _land_codes() for land in (named, *kept, name.strip())) else named


def _full_names(written: Counter[str]) -> dict[str, str]:
    """Every name of two words or more → the commonest of the names that can name the same one."""
    heads: list[str] = []
    found: dict[str, str] = {}
    for name, _ in sorted(written.items(), key=lambda row: (-row[1], row[0])):
        if " " not in name:
            continue
        parts = set(name.lower().split())
        same = (h for h in heads if parts & set(h.lower().split()) and compare_names(h, name).score >= _NAMES_ALIKE)
        found[name] = next(same, name)
        if found[name] == name:
            heads.append(name)
    return found


def _person_key(stage: _Stage, name: str) -> str:
    """The full name that a written name is short for, by how often it was met so far; else the name itself."""
    if name in stage.full:
        return stage.full[name]
    heads = [head for full, head in stage.full.items() if name.lower() in full.lower().split()]
    return max(heads, key=lambda head: (stage.persons[head], head), default=name)


def _titles_before(text: str, mention: Mention) -> set[str]:
    """Words of the two before a name and of the name as written."""
    before = _WORD.findall(text[max(0, mention.start - 30) : mention.start])[-2:]
    return {word.lower() for word in (*before, *_WORD.findall(mention.text))}


def _lands_in(text: str) -> Iterator[tuple[int, str]]:
    """(offset, code) of every word for a land; "North and South Korea" are two."""
    for found in _land_pattern().finditer(text):
        code = _land_codes().get(found.group())
        if code:
            yield found.start(), code
    for found in _NORTH_SOUTH.finditer(text):
        for code in _both(found):
            yield found.start(), code


def _both(found: re.Match[str]) -> list[str]:
    names = [f"{found.group(i).title()} {found.group(3).title()}" for i in (1, 2)]
    return [_land_codes()[name] for name in names if name in _land_codes()]


@functools.cache
def _land_codes() -> dict[str, str]:
    own = {word: code for code, line in table("accounts_concepts")["lands"].items() for word in line.split("|")}
    own |= dict.fromkeys(table("accounts_concepts")["regions"]["words"].split("|"), "")
    return {word: country.iso3 for word, _, country in surfaces() if len(word) > 2 or word in ("US", "UK")} | own


@functools.cache
def _land_pattern() -> re.Pattern[str]:
    words = sorted(_land_codes(), key=lambda word: (-len(word), word))
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(word) for word in words) + r")(?!\w)")


@functools.cache
def _region_pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, table("accounts_concepts")["regions"]["words"].split("|"))))


# ── what one span means ───────────────────────────────────────────────────────────────────────────────────


def _parties(stage: _Stage, span: Named, count: int) -> list[str]:
    """The keys of a span, as many as it stands for; none where it means a group of people or nobody knows."""
    head = _head(span.text)
    if head not in _words("organs"):
        named = _named(stage, span)
        if named and not _is_land(span.text):
            return [_stands_for(stage, named, span)]
    leader = _leader(stage, span, head, count)
    if leader:
        return leader
    codes = _codes(stage, span)
    if codes and head not in _words("people"):
        return codes
    if count > 1 or head in _words("land_nouns"):
        return _latest(stage, span, max(count, 1))
    if head in _words("people"):
        return codes if _land_before(stage, span.text) else []
    return [_home(stage, span)] if _is_state(span.text, head) else codes


def _is_land(text: str) -> bool:
    return text.strip("\"'“”.,").removeprefix("the ").removeprefix("The ") in _land_codes()


def _named(stage: _Stage, span: Named) -> str | None:
    """The person named at the end of a span, or before its complement: "Prime Minister Abe of Japan"."""
    text = stage.accounts[span.account].article.text
    best: tuple[int, str] | None = None
    for mention, name in _person_names(stage.accounts[span.account]):
        if mention.start < span.start or mention.end > span.end:
            if not (mention.start <= span.start and span.end <= mention.end and _bare(span.text)):
                continue
            name = _bare(span.text)
        rest = text[mention.end : span.end]
        if re.fullmatch(r"\W*(?:['’]s?)?(?:\W*(?:of|,|from)\b.*|\W*)", rest, re.S):
            best = (mention.start, name)
    if best:
        return _person_key(stage, best[1])
    bare = _bare(span.text)
    return _person_key(stage, bare) if bare and _known_here(stage, bare) else None


def _known_here(stage: _Stage, name: str) -> bool:
    return name in stage.full or name in stage.persons or any(name in full.split() for full in stage.full)


def _stands_for(stage: _Stage, person: str, span: Named) -> str:
    """A main figure stands for himself, anybody else for the side he is of."""
    if _is_main(stage, person):
        return f"person {person}"
    side = _side(stage, person)
    return side or _home(stage, span)


def _is_main(stage: _Stage, person: str) -> bool:
    """Whom the accounts are about: heads of states and governments, and persons named again and again."""
    if person in stage.leaders:
        return True
    often = stage.persons[person] >= 0.25 * max(stage.persons.values(), default=0) and len(stage.spread[person]) > 1
    return often and stage.persons[person] >= 10


def _side(stage: _Stage, person: str) -> str | None:
    """The land of a person, by what is known of the name, else by the words around where it stands in full."""
    if person not in stage.sides:
        known = code_actor(person).country if " " in person else None
        stage.sides[person] = known or _side_by_words(stage, person)
    return stage.sides[person]


def _side_by_words(stage: _Stage, person: str) -> str | None:
    for account in stage.accounts:
        for mention, name in _person_names(account):
            if _person_key(stage, name) == person and " " in name:
                text = account.article.text
                after = re.match(r"\s*,([^,.;\n]{3,90})", text[mention.end : mention.end + 100])
                before = re.split(r"[.;,:\n\"]", text[max(0, mention.start - 60) : mention.start])[-1]
                for phrase in (after.group(1) if after else "", before):
                    land = next((code for _, code in _lands_in(phrase)), code_actor(phrase).country)
                    if land:
                        return land
    return None


def _leader(stage: _Stage, span: Named, head: str, count: int) -> list[str]:
    """ "The North Korean leader", "the president", "the two leaders" → the leaders of that land or named last."""
    if head not in _words("leaders") and not (count > 1 and head.removesuffix("s") in _words("leaders")):
        return []
    lands = [code for _, code in _lands_in(_expanded(stage, span.text))]
    before = [key for at, key in stage.figures[span.account] if at <= span.end and key in stage.leaders]
    around = before[::-1] + [key for _, key in stage.figures[span.account] if key in stage.leaders]
    fitting = [key for key in around if not lands or _side(stage, key) in lands]
    if not fitting and lands:
        fitting = [key for key, _ in stage.persons.most_common() if key in stage.leaders
                   and _side(stage, key) in lands]  # fmt: skip
    titled = [key for key in fitting if _titled(stage, key, span.text)] if count == 1 else []
    chosen = list(dict.fromkeys(titled or fitting))[:count]
    return [f"person {key}" for key in sorted(chosen)] if len(chosen) == count else []


def _titled(stage: _Stage, person: str, phrase: str) -> bool:
    """Whether any account gives the person the title that the phrase ends with."""
    title = _head(phrase)
    return any(
        title in _titles_before(account.article.text, mention)
        for account in stage.accounts
        for mention, name in _person_names(account)
        if _person_key(stage, name) == person
    )


def _codes(stage: _Stage, span: Named) -> list[str]:
    """The lands a span is coded under: those its words name, in order, else the one its actor is of."""
    text = _expanded(stage, span.text)
    head_part = _COMPLEMENT.split(text)[0]
    for part in (head_part, text):
        found = list(dict.fromkeys(code for _, code in sorted(_lands_in(part), key=lambda row: row[0])))
        if found:
            return sorted(found) if len(found) > 1 else found
    coded = _code(_region_pattern().sub("", text))
    by_press = coded.sectors == ("JRN",) and coded.name is not None
    alone = coded.name is not None and len(_WORD.findall(span.text)) == 1 and not span.text.isupper()
    if coded.country and not by_press and not alone:
        return [coded.country]
    owner = _owner(stage, span)
    return [owner] if owner else []


def _land_before(stage: _Stage, text: str) -> bool:
    """Whether a phrase names a land before its head: "American companies", not "migrants from Guatemala"."""
    return any(_lands_in(_COMPLEMENT.split(_expanded(stage, text))[0]))


def _owner(stage: _Stage, span: Named) -> str | None:
    """ "Mr. Moon's office", "his government" → the land of the person meant."""
    words = [word.lower() for word in _WORD.findall(span.text)]
    if words and words[0] in ("his", "her") and words[-1] in _words("organs") | _words("land_nouns"):
        before = [key for at, key in stage.figures[span.account] if at < span.start]
        return _side(stage, before[-1]) if before else None
    for mention, name in _person_names(stage.accounts[span.account]):
        if span.start <= mention.start and mention.end <= span.end:
            return _side(stage, _person_key(stage, name))
    return None


def _expanded(stage: _Stage, text: str) -> str:
    """The span with "the North" and "the two Koreas" written out, where the accounts name such lands."""
    for side in ("North", "South", "East", "West"):
        if re.search(rf"\b{side}\b(?! (?:and|[A-Z]))", text):
            full = [c.name for c in map(by_code, stage.counts) if c for alias in (c.name, *c.aliases)
                    if alias.startswith(f"{side} ")]  # fmt: skip
            text = re.sub(rf"\b{side}\b(?! (?:and|[A-Z]))", full[0], text) if full else text
    plural = re.search(r"\b([A-Z]\w+a)s\b", text)
    if plural:
        name = plural.group(1)
        text = text.replace(plural.group(), f"North {name} and South {name}")
    return text


def _latest(stage: _Stage, span: Named, count: int) -> list[str]:
    """The lands named last before a span, the most named ones where too few are."""
    before = [code for at, code in stage.lands[span.account] if at < span.start][::-1]
    found = list(dict.fromkeys(before + [code for code, _ in stage.counts.most_common()]))[:count]
    return sorted(found)


def _home(stage: _Stage, span: Named) -> str:
    """Whose officials are meant where nothing says whose: the land of the outlet, if named, else the most named."""
    outlet = stage.accounts[span.account].article.outlet
    known = outlet_named(outlet) if outlet else None
    country = getattr(known, "country", None)
    if country and stage.counts[country] >= 0.1 * stage.counts.total():
        return str(country)
    own = Counter(code for _, code in stage.lands[span.account])
    return max(own, key=lambda code: (own[code], code), default="")


def _is_state(text: str, head: str) -> bool:
    return head in _words("organs") or bool(_STATE & set(_code(text).sectors))


def _code(text: str) -> ActorCode:
    return code_actor(text)


# ── groups of people ──────────────────────────────────────────────────────────────────────────────────────


def _groups(spans: Sequence[Named]) -> dict[str, str]:
    """Spans that mean no land and no figure, by the noun at their head and what kind of people it is."""
    kinds = _kinds_of_heads(spans)
    traits = {span.id: _traits(span.text, kinds) for span in spans}
    judged = []
    for number, one in enumerate(spans):
        for other in spans[:number]:
            score = _alike(traits[one.id], traits[other.id])
            if score > 0:
                reason = Reason("same people", score, one.text, other.text)
                judged.append(judge("answer", one.id, other.id, score, (reason,), VERSION))
    found = clusters((span.id for span in spans), judged, _GROUPS)
    return {member: f"group {group[0]}" for group in found for member in group}


def _kinds_of_heads(spans: Sequence[Named]) -> dict[str, str]:
    """Head nouns that say nothing of who they are → the people they are said to be made of: "migrant caravan"."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for span in spans:
        words = [lemma(word) for word in _WORD.findall(_COMPLEMENT.split(span.text)[0])]
        if len(words) > 1 and not _code(words[-1]).sectors:
            found[words[-1]].update(_code(words[-2]).sectors[:1])
    return {head: kinds.most_common(1)[0][0] for head, kinds in found.items() if kinds}


def _traits(text: str, kinds: dict[str, str]) -> tuple[str, str, frozenset[str]]:
    """The head noun, the kind of people, and the other content words."""
    words = [lemma(word) for word in _WORD.findall(text)]
    head = lemma(_head(text))
    if head in _words("counting"):
        rest = [w for w in words if w != head and (_code(w).sectors or w in kinds)]
        head = rest[-1] if rest else head
    kind = next(iter(_code(head).sectors), "") or kinds.get(head, "")
    return head, kind, frozenset(w for w in words if len(w) > 3)


def _alike(one: tuple[str, str, frozenset[str]], other: tuple[str, str, frozenset[str]]) -> float:
    if one[0] == other[0]:
        return 1.0
    if one[1] and one[1] == other[1]:
        return 0.8
    if one[1] and other[1]:
        return 0.0
    shared = len(one[2] & other[2])
    return 0.5 * shared / max(1, min(len(one[2]), len(other[2])))


def _head(text: str) -> str:
    """The last word of a phrase before its complement, lower case, without ’s."""
    first = _COMPLEMENT.split(text.strip("\"'“” "))[0] or text
    words = _WORD.findall(first) or _WORD.findall(text) or [""]
    return _POSSESSIVE.sub("", words[-1].lower())


@functools.cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(table("accounts_concepts")[kind]["words"].split())
