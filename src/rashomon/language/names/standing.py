"""Names told by where they stand: what only places are said to be, and what only people are.

Reads a text and the tagger's names; gives spans with the kind that the words around them say. The one idea: a tagger
that knows no Goma takes it for somebody, though "the city of Goma", "Brega, a town in the east" and "15 km north of
Tikrit" leave no doubt; what one of them shows holds for the name wherever the article has it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from spacy.lang.en.stop_words import STOP_WORDS
from spacy.tokens import Doc, Token

from rashomon.knowledge.given_names import gender_of
from rashomon.language.names.lexicon import is_demonym
from rashomon.language.names.spans import (
    ENDS_OF_BODIES,
    FROM_ARTICLE,
    FROM_KNOWLEDGE,
    FROM_TAGGER,
    TITLES,
    Named,
    is_calendar,
)
from rashomon.language.names.toponyms import LAST_WORDS

_ARTICLE = r"(?:[Aa]l|[Ee]l|[Aa]d|[Aa]n|[Aa]r|[Aa]s|[Aa]sh|[Aa]t|[Aa]z|[Uu]l)[-‑ ]"
_WORD = r"(?:[A-Z][\w’'‑-]{1,24})"
_NAME = rf"((?:{_ARTICLE})?{_WORD}(?: (?:{_ARTICLE})?{_WORD}){{0,2}})"
_KIND = (
    r"(?:city|town|village|hamlet|suburb|neighbou?rhood|township|municipality|commune|settlement|province|district"
    r"|governorate|prefecture|oblast)"
)
_SEAT = r"(?:capital|port|enclave|stronghold|island|resort|region)"
_UNIT = r"(?:km|kms|kilomet(?:er|re)s?|miles?)"
#: "north of", "to the south-west of".
_SIDE = r"(?:to the )?(?:due )?(?:north|south|east|west)[\w-]*(?: of)"
#: What no place is followed by: "the village of Hope Council".
_ENDS = r"(?![\w-])"

_TOWN = r"(?:city|town|village|hamlet|suburb|township|settlement|province|municipality)"
_OF_IT = r"(?:(?!by |of |for |from |who |that |in |to |with |at |on |and |near )[\w’'-]+ )"
#: "the city of Goma", "the outskirts of Goma".
_OF = re.compile(rf"\b(?:{_KIND}|outskirts|suburbs) of {_NAME}{_ENDS}")
#: "Goma, a city of two million on the border", "Mekelle, the regional capital,".
_SAID_TO_BE = re.compile(
    rf"{_NAME}, (?:an? {_OF_IT}{{0,4}}?(?:{_TOWN}|{_SEAT})|the {_OF_IT}{{1,4}}?(?:{_TOWN}|{_SEAT})|the capital)"
    r"(?=[,.;)]| (?:on|in|of|near|where|about|some|that|which|close|north|south|east|west|outside|along|at|held|under"
    r"|off|with)\b)"
)
#: "Baba Amr, a district of Homs".
_PART_OF = re.compile(rf"{_NAME}, an? {_OF_IT}{{0,3}}?(?:district|neighbou?rhood|region|area|quarter) (?:of|in) ")
#: "Bor, 200 km north of Juba".
_FAR = re.compile(
    rf"{_NAME}, (?:about |some |around |roughly |just |nearly |only |over )?\d[\d,.]*[ -]?{_UNIT}"
    rf"(?: \([^)\n]{{1,20}}\))?,? (?:{_SIDE}|from|outside|away)\b"
)
#: "15 km south of Tikrit".
_FROM = re.compile(
    rf"\b{_UNIT}(?: \([^)\n]{{1,20}}\))? {_SIDE} (?:the (?:\w+ ){{0,3}}?{_KIND} (?:of )?)?{_NAME}{_ENDS}"
)
#: "Kunar province"; "from Hodan district", not "the school district".
_DIVISION = re.compile(rf"{_NAME} (?:province|governorate|prefecture|oblast|voivodeship)\b")
_DISTRICT = re.compile(
    r"\b(?:in|from|of|to|near|around|across) (?:the )?(?!(?:School|Park|Water|Fire|Federal|Central|Business|Financial"
    rf"|Historic|Art|Garment|District|Middle|Upper|Lower)\b)({_WORD})"
    r" (?:district|township|neighbou?rhood|refugee camp)\b"
)
_SURE = (_OF, _SAID_TO_BE, _PART_OF, _FAR, _FROM, _DIVISION, _DISTRICT)
#: "in Goma": somewhere, where a gazetteer has such a place.
_SOMEWHERE = re.compile(rf"\b(?:in|near|outside|around|reached|entered|left for|fled to|arrived in) {_NAME}{_ENDS}")
#: "Tigray forces": those of a land, where a gazetteer has it.
_OF_A_LAND = re.compile(rf"(?<![\w-])({_WORD}) (?:forces|rebels|rebellion|militias?|conflict|offensive|leaders|war)\b")
_LOOSE = (_SOMEWHERE, _OF_A_LAND)
#: Behind which "in" leads to people too.
_TRUSTING = re.compile(r"\b(?:confidence|interest|trust|faith|belie\w+|invest\w*|disappoint\w*|change|confid\w+) $")


def standing_places(
    text: str,
    tagged: Sequence[Named],
    placed: Sequence[Named],
    is_known: Callable[[str], bool],
    surely: Collection[str],
) -> list[Named]:
    """The names that a text shows to be places, wherever it has them, apart from those found as such: `placed`.

    `surely`: what is a place beyond doubt somewhere. `is_known` says whether a gazetteer has a place of a name.
    Whom the text names in full, or gives a title, stays a person.
    """
    people = _people(text, tagged)
    hits = list(_hits(text))
    names = {name for hit in hits if hit.is_sure and (name := _checked(hit, people))}
    loose = {(named.start, named.end) for named in tagged if named.kind not in ("place", "nationality")}
    for hit in hits:
        name = _checked(hit, people) if not hit.is_sure else None
        untrusted = _TRUSTING.search(text[max(0, hit.start - 20) : hit.start])
        if name and not untrusted and (hit.begins, hit.begins + len(name)) in loose and is_known(name):
            names.add(name)
    names |= {name for name in _listed(text, tagged, placed) if name not in people and is_known(name)}
    names |= {name for hit in tagged if (name := _arabic(text, hit, is_known) or _in_list(text, hit, placed, people))}
    names |= {name for name in surely if name not in people and len(name) > 3}
    found = _everywhere(text, names, tagged)
    return [one for one in found if not any(one.start < place.end and place.start < one.end for place in placed)]


class _Hit(NamedTuple):
    """A name where only places stand, or, unless `is_sure`, where others stand, too: characters of the hit and of the
    name in it.
    """

    start: int
    begins: int
    name: str
    is_sure: bool


def _hits(text: str) -> Iterator[_Hit]:
    """What the patterns find, none of which goes beyond its line."""
    start = 0
    for line in text.split("\n"):
        for hit in _in_line(line):
            yield hit._replace(start=start + hit.start, begins=start + hit.begins)
        start += len(line) + 1


@functools.lru_cache(maxsize=10_000)
def _in_line(line: str) -> tuple[_Hit, ...]:
    """The hits of a line by itself; reprints share their lines."""
    found = ((hit, pattern) for pattern in (*_SURE, *_LOOSE) for hit in pattern.finditer(line))
    return tuple(
        _Hit(hit.start(), hit.start(1), hit[1], pattern in _SURE)
        for hit, pattern in found
        if pattern is _OF or not _is_owner(hit[1])
    )


def _listed(text: str, tagged: Sequence[Named], placed: Sequence[Named]) -> Iterator[str]:
    """Names before places of a list that the tagger has passed over: Hodeidah in "hold Hodeidah, Taiz and Marib"."""
    for place in placed:
        hit = _BEFORE_IN_LIST.search(text[max(0, place.start - 40) : place.start]) if place.kind == "place" else None
        if hit is None or _is_month(hit.group(1)) or hit.group(1).lower() in LAST_WORDS:
            continue
        first = max(0, place.start - 40) + hit.start(1)
        if not any(n.start <= first < n.end for n in [*tagged, *placed]):
            yield hit.group(1)


def _in_list(text: str, named: Named, placed: Sequence[Named], people: Mapping[str, frozenset[str]]) -> str | None:
    """Whom the tagger sees between "in" and a place beyond doubt: "into Kfar Aza and Sderot"."""
    name = text[named.start : named.end]
    if named.kind != "person" or not _INTO.search(text[max(0, named.start - 16) : named.start]):
        return None
    join = _JOIN.match(text, named.end)
    sure = join and any(p.start == join.end() and p.kind == "place" and p.trust == FROM_KNOWLEDGE for p in placed)
    others = any(people.get(word, frozenset()) - {name} for word in name.split())
    return name if sure and not others and gender_of(name) is None else None


_INTO = re.compile(r"\b(?:in|into|near|at|towards?|outside|around|taking|captured|seized|shelled|bombed) $")
_JOIN = re.compile(r"(?:,| and|, and) ")


def _is_month(word: str) -> bool:
    return is_calendar(word) or word in ("April", "May", "June")


_BEFORE_IN_LIST = re.compile(rf"[a-z,] ({_WORD})(?:,| and|, and) $")


def _arabic(text: str, named: Named, is_known: Callable[[str], bool]) -> str | None:
    """A name with an Arabic article in its middle that a gazetteer has, taken for a person: "Maaret al-Numan"."""
    name = text[named.start : named.end]
    if named.kind != "person" or not _MIDDLE.search(name) or gender_of(name) is not None:
        return None
    return name if not _has_title(text, named.start) and is_known(name) else None


_MIDDLE = re.compile(rf"\w {_ARTICLE}")


def _people(text: str, tagged: Sequence[Named]) -> Mapping[str, frozenset[str]]:
    """Each word of the people's names that are full or have a title before them → the names that have it."""
    found: dict[str, set[str]] = {}
    for named in tagged:
        name = text[named.start : named.end]
        if named.kind == "person" and (" " in name or _has_title(text, named.start)):
            for word in name.split():
                found.setdefault(word, set()).add(name if " " in name else "")
    return {word: frozenset(names) for word, names in found.items()}


def _has_title(text: str, start: int) -> bool:
    before = text[max(0, start - 16) : start].split()
    return bool(before) and before[-1].rstrip(".").lower() in TITLES


def _is_owner(name: str) -> bool:
    """Whether a name is whose something is: "north of Wilder's estate", "in Scott's district"."""
    return name.endswith(("'s", "’s"))


def _checked(hit: _Hit, people: Mapping[str, frozenset[str]]) -> str | None:
    """The name of a hit, or None where it is another person's, a month, or that of a body."""
    words = hit.name.split()
    plain = " ".join(words)
    last = words[-1].lower()
    if any(people.get(word, frozenset()) - {plain} for word in words) or _is_month(plain) or is_demonym(plain):
        return None
    if words[0].lower() in TITLES or last in TITLES | ENDS_OF_BODIES | LAST_WORDS or words[0].lower() in LAST_WORDS:
        return None
    return plain.removesuffix("'s").removesuffix("’s")


def _everywhere(text: str, names: Collection[str], tagged: Sequence[Named]) -> list[Named]:
    """Every stretch of a text that is one of some names and no part of a longer one."""
    if not names:
        return []
    longest = sorted(names, key=lambda name: (-len(name), name))
    pattern = re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(name) for name in longest) + r")(?![\w-])")
    longer = [n for n in tagged if n.kind != "place" and " " in text[n.start : n.end]]
    return [
        Named(hit.start(), hit.end(), "place", FROM_ARTICLE)
        for hit in pattern.finditer(text)
        if not _is_part(text, hit)
        and not any(n.start <= hit.start() and hit.end() <= n.end and n.end - n.start > hit.end() - hit.start()
                    for n in longer)
    ]  # fmt: skip


def _is_part(text: str, hit: re.Match[str]) -> bool:
    """Whether a name is one word of a longer one: "East Oxford", "Melton Lewis Paris", "DeKalb Ave."."""
    before = text[max(0, hit.start() - 24) : hit.start()]
    word = before[:-1].rpartition(" ")[2].strip("\"“‘'(") if before.endswith(" ") else ""
    after = _CAPITAL_AFTER.match(text, hit.end())
    street = after is not None and after.group(1).lower() in LAST_WORDS
    joined = word[-1:].isalnum() or (word.endswith(".") and len(word) < 5)
    return street or (joined and word[:1].isupper() and word.lower() not in STOP_WORDS)


_CAPITAL_AFTER = re.compile(r" ([A-Z][a-z]+)")


# ── told by the parse ─────────────────────────────────────────────────────────────────────────────────────


def short_families(doc: Doc, text: str, tagged: Sequence[Named]) -> list[Named]:
    """Family names of two to four letters that stand alone as subjects: "Roof killed nine" beside "Dylann Roof".

    Longer ones are found by their letters; so short ones are words of their own too often.
    """
    full = [text[n.start : n.end].split() for n in tagged if n.kind == "person"]
    families = {words[-1] for words in full if len(words) > 1 and 1 < len(words[-1]) < 5}
    return [
        Named(token.idx, token.idx + len(token.text), "person", FROM_ARTICLE)
        for token in doc
        if token.text in families and token.dep_ in ("nsubj", "nsubjpass") and token.head.pos_ in ("VERB", "AUX")
        and not any(True for _ in token.children) and not _is_tagged(token, tagged)
    ]  # fmt: skip


def acronyms(doc: Doc, text: str, named: Sequence[Named]) -> list[Named]:
    """Unknown words in capitals that do what bodies do, or of which one leads or joins: "led MOSOP"."""
    return [
        Named(token.idx, token.idx + len(token.text), "organization", FROM_TAGGER)
        for token in doc
        if token.text.isupper() and _ACRONYM.fullmatch(token.text) and _is_body_s(token)
        and not any(True for _ in token.children) and not _is_tagged(token, named)
        and _is_line_of_small_letters(text, token.idx)
    ]  # fmt: skip


_ACRONYM = re.compile(r"[A-Z]{3,8}(?:[/-][A-Z0-9]{2,6})?|[A-Z]{1,4}-?\d{1,2}")
_DO = frozenset(
    "say claim accuse deny announce vow warn demand condemn reject attack kill abduct seize capture".split()
)
_DONE_TO = frozenset("lead found join head accuse condemn ban outlaw quit".split())


def _is_body_s(token: Token) -> bool:
    verb = token.head.lemma_.lower()
    return (token.dep_ == "nsubj" and verb in _DO) or (token.dep_ == "dobj" and verb in _DONE_TO)


def _is_tagged(token: Token, named: Sequence[Named]) -> bool:
    return any(n.start <= token.idx < n.end for n in named)


def _is_line_of_small_letters(text: str, at: int) -> bool:
    line = text[text.rfind("\n", 0, at) + 1 : (text.find("\n", at) + 1 or len(text) + 1) - 1]
    return sum(map(str.islower, line)) > sum(map(str.isupper, line))
