"""Statements of a story → the voice of each, and whose voices are near enough to say one thing.

Reads speakers with the words around them. The one idea: a body of a state is told by its task and its land, however
it is named ("Turkey's Defence Ministry", "the Ministry of National Defence" in an account from Ankara, "its Foreign
Ministry"), so two ministries of one name and two lands are two voices, and one ministry of two names is one. A land,
its ministry and its minister, a body and who leads it or speaks for it are near: what they say in nearly the same
words was said once.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple

from rashomon.knowledge.countries import country_of, metonym_of
from rashomon.matching.acts.pairs import lemma
from rashomon.matching.acts.parties import bare, is_named
from rashomon.matching.findings.account import Corpus
from rashomon.record import Entity, Mention, Statement, Story

_BODY = r"(?:ministry|department|ministries)"
_TASK = re.compile(
    rf"\b{_BODY}\s+(?:of|for)\s+(?:the\s+)?(?:national\s+|public\s+)?(?P<of>[a-z]+)"
    rf"|\b(?P<before>[a-z]+)\s+{_BODY}\b",
    re.I,
)
_MINISTER = re.compile(
    r"\b(?:minister|secretary)\s+(?:of|for)\s+(?:the\s+)?(?:national\s+|public\s+)?(?P<of>[a-z]+)"
    r"|\b(?P<before>[a-z]+)\s+(?:minister|secretary)\b",
    re.I,
)
_NO_TASK = frozenset(
    """the its his her their our a an this that prime chief press general deputy first party state vice private
    executive former cabinet fire police""".split()
)
_ANY_MINISTRY = re.compile(rf"\b{_BODY}\b", re.I)
#: Behind a body: "of the Republic of Delvania", "in Ankara".
_OF_LAND = re.compile(r"\s+(?:of|in)\s+(?:the\s+)?(?:[A-Z]?[\w-]+\s+of\s+)?(?P<land>[A-Z][\w-]+)")
_OWN = re.compile(r"\b(?P<whose>its|his|her|their)\s+(?:[\w-]+\s+){0,2}$", re.I)
_CAPITAL_OF = (
    re.compile(r"\b(?P<city>[A-Z]\w+),\s+the\s+(?P<land>[A-Z]\w+)\s+capital\b"),
    re.compile(r"\b(?P<city>[A-Z]\w+),\s+(?:the\s+)?capital\s+of\s+(?P<land>[A-Z]\w+)"),
    re.compile(r"\b(?P<land>[A-Z]\w+)['’]s\s+capital,?\s+(?P<city>[A-Z]\w+)"),
)
_DATELINE = re.compile(r"^\W*(?P<city>[A-Z]\w+)(?:\s*\([^)]{2,30}\))?\s*(?:,\s*(?:[A-Z]\w+|\d)[^.\n–—-]{0,20})?[.:–—-]")
_WORD = re.compile(r"[^\W_]+")
#: Who leads a body or speaks for it.
_OFFICES = frozenset(
    """spokesman spokeswoman spokesperson chief head leader chairman chairwoman chairperson chair director
    boss president
    commissioner commander manager representative speaker ceo executive secretary captain""".split()
)
#: Last words of the names of bodies that a state has one of, and the words of a name without its owner, at most.
_OF_STATES = frozenset(
    """service police army guard guards troops forces navy military staff commission agency government parliament
    authorities coastguard presidency administration""".split()
)
_LONGEST = 4
_OWNED = ("of", "in")
#: Words in a ministry's name that are no owner's.
_IN_NAME = re.compile(r"ministry|department|affairs|the|and|of|republic|trade|security|s", re.I)
_PRESS_OF = re.compile(r"^(?:the\s+)?press\s+(?:service|office|cent(?:re|er))\s+of\s+(?:the\s+)?(?P<body>.+)$", re.I)
_SOMEBODYS = re.compile(r"^[A-Z][\w-]+['’]s?\s+(?P<body>[a-z]+)$")
#: Letters by which a land of no table is told from another: "Delvania", "Delvanian".
_LETTERS = 5
#: Letters of what a ministry is for, other words for it; characters before a body in which its owner stands.
_OF_TASK, _TASKS = 6, {"defense": "defence", "external": "foreign", "exterior": "foreign", "labor": "labour"}
_BESIDE, _BEFORE = 9, 60
#: Words before a body among which its land stands, with no stop between.
_WORDS_BEFORE, _STOP = 3, re.compile(r"[.,;:!?”\"]")
_PEOPLE = re.compile(r"[A-Z]\w+(?:an|ans|ish|ese|i|ic)")


#: What the key of an office begins with: whoever holds it is near to whoever is only called by it.
OFFICE = "office:"


class Voice(NamedTuple):
    """Who speaks: `id`, one for all names of a body; `near`: those whose words may be its own."""

    id: str
    near: frozenset[str]


def voices_told(
    corpus: Corpus, story: Story, statements: Sequence[Statement], speakers: Mapping[str, str]
) -> dict[str, Voice]:
    """Statement → its voice, for those whose speaker is known. `speakers`: by statement, the entity that speaks."""
    stage = _Stage(corpus, story)
    heard = [one for one in statements if one.id in speakers]
    own = {one.id: _own_voice(stage, one, speakers[one.id]) for one in heard}
    named = {bare(known.name): own[one.id] for one in heard if is_named(known := corpus.entities[speakers[one.id]])}
    apposed = {speakers[one.id]: _apposed(stage, corpus.entities[speakers[one.id]], named) for one in heard}
    own = {one.id: apposed[speakers[one.id]] or own[one.id] for one in heard}
    of_body = {speakers[one.id]: own[one.id] for one in heard if own[one.id].startswith(("body:", "land:"))}
    own = {name: of_body.get(voice, voice) for name, voice in own.items()}
    bodies = _bodies(stage, heard, speakers, own)
    near: dict[str, set[str]] = defaultdict(set)
    for one in heard:
        near[own[one.id]] |= set(_near(stage, one, speakers[one.id], own, bodies))
    return {one.id: Voice(own[one.id], frozenset(near[own[one.id]])) for one in heard}


def are_near(one: Voice, other: Voice) -> bool:
    """Whether one of two may speak for the other."""
    if one.id == other.id or one.id in other.near or other.id in one.near:
        return True
    return any(name.startswith(OFFICE) for name in one.near & other.near)


def _beginning(word: str) -> str:
    return word[:_LETTERS].casefold()


def tells_whose(body: Entity) -> bool:
    """Whether a name says whose ministry it is; true of all that are none."""
    if body.kind != "organization" or not _ANY_MINISTRY.search(body.name):
        return True
    return any(word[:1].isupper() and not _IN_NAME.fullmatch(word) for word in _words_of_owner(body.name))


def _words_of_owner(name: str) -> list[str]:
    """The words of a ministry's name that do not say what it is for."""
    return _WORD.findall(_TASK.sub(" ", name))


@dataclass(frozen=True)
class _Stage:
    """A story's texts, as far as they tell whose a body is."""

    corpus: Corpus
    story: Story
    #: By what a body is for, the lands whose body the story names; filled in as it is asked.
    lands_of: dict[str, set[str]] = field(default_factory=dict)

    @cached_property
    def capitals(self) -> dict[str, str]:
        """City → the land whose capital an account calls it."""
        texts = [self.corpus.articles[article].text for article in self.story.articles]
        return {m["city"]: m["land"] for text in texts for form in _CAPITAL_OF for m in form.finditer(text)}

    @cached_property
    def lands(self) -> dict[str, str]:
        """Beginning of a word → that of the land's name, for the lands of no table whose people accounts name."""
        peoples, named = set(), {}
        for article in self.story.articles:
            for mention in self.corpus.parties.get(article, ()):
                known = self.corpus.entities.get(self.corpus.of_mention.get(mention.id, ""))
                if known is None or mention.kind not in ("place", "nationality") or len(mention.text) < _LETTERS:
                    continue
                named[_beginning(mention.text)] = _beginning(known.name)
                if mention.kind == "nationality" or known.kind == "nationality":
                    peoples |= {_beginning(mention.text), _beginning(known.name)}
                peoples |= {_beginning(name) for name in known.aliases if _PEOPLE.fullmatch(name)}
        return {word: name for word, name in named.items() if name in peoples or word in peoples}

    def land(self, word: str) -> str | None:
        """A land, by its code or the beginning of its name: of a name, an adjective, a people, a capital."""
        word = re.sub(r"['’]s?$", "", word)
        known = country_of(word) or metonym_of(word)
        if known is not None:
            return known
        if word in self.capitals and self.capitals[word] != word:
            return self.land(self.capitals[word])
        return self.lands.get(_beginning(word)) if len(word) >= _LETTERS and word[:1].isupper() else None

    def home(self, article: str) -> str | None:
        """The land from which an account is written, by its dateline."""
        text = self.corpus.articles[article].text
        for line in text.splitlines()[:3]:
            found = _DATELINE.match(line)
            if found and (land := self.land(found["city"].capitalize())):
                return land
        return None


def _own_voice(stage: _Stage, statement: Statement, entity: str) -> str:
    mention = stage.corpus.mentions.get(statement.speaker or "")
    voice = stage.corpus.speaks_for.get(entity, entity)
    known = stage.corpus.entities.get(entity)
    if mention is None or known is None:
        return voice
    if known.kind in ("place", "nationality"):
        land = next((found for name in (known.name, *known.aliases) if (found := stage.land(name))), None)
        return f"land:{land}" if land else voice
    return _body_of_land(stage, mention, known) or voice


def _apposed(stage: _Stage, known: Entity, named: Mapping[str, str]) -> str | None:
    """The voice whose name an account puts behind a description: of "the mining company", "the mining company Orbo"."""
    if known.kind != "organization" or is_named(known) or len(bare(known.name).split()) > _LONGEST:
        return None
    form = re.compile(rf"\b{re.escape(bare(known.name))}\s+(?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*)")
    found = {
        voice
        for article in stage.story.articles
        for match in form.finditer(stage.corpus.articles[article].text)
        if (voice := named.get(match["name"].casefold()))
    }
    return next(iter(found)) if len(found) == 1 else None


def _body_of_land(stage: _Stage, mention: Mention, known: Entity) -> str | None:
    """What a body of a state is for and whose it is, as a key; None for others, and where nothing tells the land."""
    if known.kind != "organization":
        return None
    task = next((t for name in (mention.text, known.name, *known.aliases) if (t := _kind(stage, name))), None)
    if task is None and not _ANY_MINISTRY.search(mention.text):
        return None
    text = stage.corpus.articles[mention.article].text
    land = _land_of(stage, mention, known, text)
    if task is None or land is None:
        before = _named_before(stage, mention, task)
        task, land = task or before[0], land or before[1]
    lands = _lands_of(stage, task) if task else set()
    if land is None and task is not None:
        land = (stage.home(mention.article) if len(lands) != 1 else None) or (next(iter(lands)) if lands else "")
        if len(lands) > 1 and stage.home(mention.article) not in lands:
            return None
    return f"body:{task}:{land}" if task and land is not None else None


def _kind(stage: _Stage, name: str) -> str | None:
    """What a body of a state is, without whose: "foreign" of a ministry, "border service"."""
    task = _task(_TASK, name)
    if task is not None:
        return task
    words = [re.sub(r"['’]s?$", "", word) for word in takewhile(lambda one: one not in _OWNED, bare(name).split())]
    kind = [word for word in words if not stage.land(word.capitalize())]
    return " ".join(kind) if kind and kind[-1] in _OF_STATES and len(kind) <= _LONGEST else None


def _task(form: re.Pattern[str], name: str) -> str | None:
    for found in form.finditer(name):
        task = (found["of"] or found["before"]).casefold()
        if task not in _NO_TASK:
            return _TASKS.get(task, task)[:_OF_TASK]
    return None


def _land_of(stage: _Stage, mention: Mention, known: Entity, text: str) -> str | None:
    """Whose a body is: by its own words, by what stands beside it, by the one of whom "its" tells, by other names."""
    if land := _land_in(stage, mention.text):
        return land
    after = _OF_LAND.match(text, mention.end)
    if after and (land := stage.land(after["land"])):
        return land
    left = text[max(0, mention.start - _BEFORE) : mention.start]
    before = _STOP.split(left)[-1].split()[-_WORDS_BEFORE:]
    if land := _land_in(stage, " ".join(before)):
        return land
    own = _OWN.search(f"{left}{mention.text.split()[0]} ")
    if own is not None:
        is_thing = own["whose"].casefold() in ("its", "their")
        return _land_before(stage, mention) if is_thing else _of_person(stage, mention)
    return next((land for name in (known.name, *known.aliases) if (land := _land_in(stage, name))), None)


def _land_in(stage: _Stage, name: str) -> str | None:
    return next((land for word in _WORD.findall(name) if word[:1].isupper() and (land := stage.land(word))), None)


def _land_before(stage: _Stage, mention: Mention) -> str | None:
    """The land named last before a mention."""
    named = [one for one in stage.corpus.parties.get(mention.article, ()) if one.end <= mention.start]
    found = (stage.land(one.text) for one in sorted(named, key=lambda m: -m.start))
    return next((land for land in found if land), None)


def _of_person(stage: _Stage, mention: Mention) -> str | None:
    """The land of the person named last before: "Varnholt …, her ministry said"."""
    person = _person_before(stage, mention)
    return _land_of_office(stage, person) if person else None


def _person_before(stage: _Stage, mention: Mention) -> Entity | None:
    """The person named last before "her ministry", one who holds an office first: not whom she telephoned."""
    people = [
        one for one in stage.corpus.parties.get(mention.article, ())
        if one.kind == "person" and one.end <= mention.start and one.text[:1].isupper()
    ]  # fmt: skip
    whole = stage.corpus.articles[mention.article].text
    begin = max(whole.rfind(stop, 0, mention.start) for stop in (". ", "\n", "? ", "! "))
    here = [one for one in people if one.start > begin]
    last = min(here, key=lambda m: m.start) if here else max(people, key=lambda m: m.start, default=None)
    return stage.corpus.entities.get(stage.corpus.of_mention.get(last.id, "")) if last else None


def _land_of_office(stage: _Stage, known: Entity) -> str | None:
    """The land whose minister a person is called in any account of the story."""
    titles = [role.title for role in known.roles] + [role.organization or "" for role in known.roles]
    told = Counter(
        land
        for title in (*titles, *_called(stage, known))
        for word in _WORD.findall(title)
        if word[:1].isupper() and (land := stage.land(word))
    )
    if told:
        return min(told, key=lambda land: (-told[land], land))
    return known.country


def _called(stage: _Stage, person: Entity) -> Iterator[str]:
    """What stands with "minister" beside a person's name: "the Ostranian foreign minister"."""
    name = re.escape(person.name)
    form = re.compile(
        rf"(?P<a>[A-Z]\w+(?:['’]s)?(?:\s\w+)?\s[Mm]inister,?)\s+{name}|{name},\s+(?:the\s+)?(?P<b>[A-Z]\w+(?:\s\w+)?\s"
        rf"[Mm]inister)|[Mm]inister(?:\s\w+)?\s+(?:of|for)\s+(?:[A-Z]?\w+\s+){{0,2}}?of\s+(?P<c>[A-Z]\w+),\s+{name}"
    )
    for article in stage.story.articles:
        for found in form.finditer(stage.corpus.articles[article].text):
            yield next(group for group in found.groups() if group)


def _named_before(stage: _Stage, mention: Mention, task: str | None) -> tuple[str | None, str | None]:
    """What the body is for, and whose it is, that was named last before in the account, of the same kind where one is
    given; for "the ministry" also the one of whose minister the account tells.
    """
    corpus = stage.corpus
    text = corpus.articles[mention.article].text
    before = [one for one in corpus.parties.get(mention.article, ()) if one.end <= mention.start]
    for one in sorted(before, key=lambda m: -m.start):
        known = corpus.entities.get(corpus.of_mention.get(one.id, ""))
        if known is None:
            continue
        theirs = _task(_TASK, one.text) if task is None else _kind(stage, one.text)
        if one.kind == "organization" and theirs is not None and task in (None, theirs):
            return theirs, _land_of(stage, one, known, text)
        bare_one = task is None and _ANY_MINISTRY.search(one.text)
        hers = bare_one and _OWN.search(f"{text[max(0, one.start - _BESIDE) : one.end]} ")
        if hers and (person := _person_before(stage, one)) is not None and (office := _office(person)):
            return office, _land_of_office(stage, person)
    person = _minister_before(stage, mention) if task is None else None
    return (_office(person), _land_of_office(stage, person)) if person is not None else (None, None)


def _minister_before(stage: _Stage, mention: Mention) -> Entity | None:
    """The minister named last before a mention."""
    people = [one for one in stage.corpus.parties.get(mention.article, ()) if one.end <= mention.start]
    for one in sorted(people, key=lambda m: -m.start):
        known = stage.corpus.entities.get(stage.corpus.of_mention.get(one.id, ""))
        if known is not None and _office(known):
            return known
    return None


def _office(known: Entity) -> str | None:
    """The task of which a person is called minister or secretary."""
    titles = [*(role.title for role in known.roles), known.name] if known.kind == "person" else []
    return next((task for title in titles if (task := _task(_MINISTER, title))), None)


def _lands_of(stage: _Stage, task: str) -> set[str]:
    """The lands whose body of a kind the story names."""
    if task not in stage.lands_of:
        lands = set()
        for article in stage.story.articles:
            text = stage.corpus.articles[article].text
            for one in stage.corpus.parties.get(article, ()):
                if one.kind == "organization" and _kind(stage, one.text) == task:
                    known = stage.corpus.entities.get(stage.corpus.of_mention.get(one.id, ""))
                    land = _land_of(stage, one, known, text) if known is not None else None
                    lands |= {land} if land else set()
        stage.lands_of[task] = lands
    return stage.lands_of[task]


# ── who is near to whom ───────────────────────────────────────────────────────────────────────────────────────


def _bodies(
    stage: _Stage, statements: Iterable[Statement], speakers: Mapping[str, str], own: Mapping[str, str]
) -> dict[str, set[str]]:
    """Voices of bodies by each noun that their names end with, and by their names."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in statements:
        known = stage.corpus.entities.get(speakers[one.id])
        if known is None or known.kind != "organization":
            continue
        for name in (known.name, *known.aliases):
            words = [] if _PRESS_OF.match(name) or _SOMEBODYS.match(name) else bare(name).split()
            if words:
                found[lemma(words[-1])].add(own[one.id])
                found[" ".join(words)].add(own[one.id])
    return found


def _near(
    stage: _Stage,
    statement: Statement,
    entity: str,
    own: Mapping[str, str],
    bodies: Mapping[str, set[str]],
) -> Iterator[str]:
    """Those for whom a statement's speaker may speak."""
    known = stage.corpus.entities.get(entity)
    mention = stage.corpus.mentions.get(statement.speaker or "")
    if known is None or mention is None:
        return
    voice = own[statement.id]
    if voice.startswith("body:"):
        land = voice.rpartition(":")[2]
        yield from [f"land:{land}"] if land else []
    elif known.kind == "organization" and known.country and {"GOV", "MIL"} & set(known.sectors):
        yield f"land:{known.country}"
    if known.kind == "organization":
        yield from _named_otherwise(mention, known, bodies)
    elif known.kind == "person":
        yield from _of_office(stage, mention, known, own)
        yield from _spoken_for(stage, mention, known, own, bodies)


def _named_otherwise(mention: Mention, known: Entity, bodies: Mapping[str, set[str]]) -> Iterator[str]:
    """The one body of that noun: of "the press service of the Border Service", "Kilele's association", "the agency"."""
    for name in {known.name, mention.text}:
        found = _PRESS_OF.match(name) or _SOMEBODYS.match(name)
        near = bodies.get(bare(found["body"]), bodies.get(lemma(found["body"].split()[-1]), set())) if found else set()
        if len(near) == 1:
            yield from near


def _of_office(stage: _Stage, mention: Mention, known: Entity, own: Mapping[str, str]) -> Iterator[str]:
    """A minister's ministry and land; of "the health secretary" whoever bears that name, too."""
    task = _office(known)
    if task is None:
        return
    land = _land_of_office(stage, known)
    lands = {land} if land else {key.split(":")[2] for key in own.values() if key.startswith(f"body:{task}:")} or {""}
    if len(lands) == 1:
        land = next(iter(lands))
        yield f"body:{task}:{land}"
        yield f"{OFFICE}{task}:{land}"
        if land:
            yield f"land:{land}"


def _spoken_for(
    stage: _Stage, mention: Mention, known: Entity, own: Mapping[str, str], bodies: Mapping[str, set[str]]
) -> Iterator[str]:
    """The body of "the police spokesman", "the association's chairman", "its chief executive"."""
    for title in sorted({role.title for role in known.roles} | {mention.text}):
        called = _led_by(title)
        if called in ("its", "their"):
            yield from _body_before(stage, mention, own)
            continue
        near = bodies.get(called) or (bodies.get(lemma(called.split()[-1])) if called else None) or set()
        if len(near) == 1:
            yield from near


def _led_by(title: str) -> str:
    """The body of "the police spokesman" and of "head of the agency", bare; "" of another title."""
    words = bare(" ".join(title.split())).split()
    office = next((i for i, word in enumerate(words) if word in _OFFICES), None)
    if office is None:
        return ""
    behind = next((i for i, word in enumerate(words) if i > office and word in ("of", "for")), None)
    body = " ".join(words[behind + 1 :] if behind is not None else words[:office])
    return bare(re.sub(r"['’]s?$", "", body))


def _body_before(stage: _Stage, mention: Mention, own: Mapping[str, str]) -> Iterator[str]:
    """The voice of the body named last before "its chief executive"."""
    corpus = stage.corpus
    named = [
        one for one in corpus.parties.get(mention.article, ())
        if one.end <= mention.start and (known := corpus.entities.get(corpus.of_mention.get(one.id, ""))) is not None
        and known.kind == "organization" and is_named(known)
    ]  # fmt: skip
    last = max(named, key=lambda m: m.start, default=None)
    if last is not None:
        entity = corpus.of_mention[last.id]
        voice = corpus.speaks_for.get(entity, entity)
        if voice in own.values():
            yield voice
