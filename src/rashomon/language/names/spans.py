"""Named spans: what the tagger found, repaired.

Reads a parse, gives `Named` spans in characters. The one idea: a tagger's mistakes are of few kinds (titles
and possessives glued on, spans over line breaks, weekdays as names, a country taken for a person, a name
found once and missed the next time), and each kind has one repair here, applied to every span alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from rashomon.knowledge.given_names import gender_of
from rashomon.knowledge.letters import without_accents
from rashomon.language.phrases import kind_of_label

#: Labels of times and numbers: other stages find those.
_LEFT_TO_OTHERS = {"DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY", "MONEY", "PERCENT"}

#: Which source wins where two spans overlap; the higher number.
FROM_TAGGER, FROM_ARTICLE, FROM_KNOWLEDGE, FROM_ITS_NOUN = 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class Named:
    """Characters [start, end) that name something, with the kind and how far we trust it."""

    start: int
    end: int
    kind: str
    trust: int = FROM_TAGGER


TITLES = frozenset(
    """mr mrs ms miss dr prof professor sir dame lord lady president vice-president minister premier chancellor
    secretary undersecretary senator sen rep congressman congresswoman governor gov mayor judge justice general gen
    lt lieutenant col colonel maj major capt captain sgt sergeant cpl corporal pvt brig brigadier adm admiral
    commander cmdr marshal king queen prince princess pope sheikh sheik shaikh emir imam ayatollah hojatoleslam
    hojjatoleslam rev reverend father sister brother archbishop bishop cardinal rabbi chairman chairwoman chief
    officer spokesman spokeswoman spokesperson director ambassador envoy commissioner inspector detective sheriff
    deputy constable comrade monsieur madame herr frau señor sultan prime foreign defense defence interior finance
    
    spc pfc sfc ssgt msgt staff senior petty warrant lance rear vice lcpl sec hon honourable honorable actor actress
    singer coach former ex-president""".split()
)  # fmt: skip

_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun january
    february march april may june july august september october november december jan feb mar apr jun jul aug sep
    sept oct nov dec today yesterday tomorrow tonight morning afternoon evening""".split()
)

_EDGE_LEFT = re.compile(r"^[\s\"'“”‘’«»()\[\]{}<>.,;:!?*/|•·–—-]+")
# the look-behinds keep the search from starting anew within an edge; the leftmost match is the same
_EDGE_RIGHT = re.compile(
    r"(?<![\s\"“”‘’«»()\[\]{}<>,;:!?*/|•·–—'`´-])(?<!['’`´]s)(?:['’`´]s|['’`´]|[\s\"“”‘’«»()\[\]{}<>,;:!?*/|•·–—-])+$"
)
_DETERMINERS = {"the", "a", "an", "this", "that", "these", "those", "its", "their", "his", "her", "our", "my"}


def tagged_names(doc: Doc, text: str, kinds: Mapping[str, str]) -> list[Named]:
    """The tagger's names, repaired; `kinds` maps well-known lower-case names to what they are.

    `text` is `doc.text`, which spaCy joins anew at every call.
    """
    found = [named for ent in doc.ents if ent.label_ not in _LEFT_TO_OTHERS for named in _repaired(text, ent, kinds)]
    plain = frozenset(_LOWER_WORD.findall(text))
    found = [n for n in found if not _is_headline_talk(text, n, plain, kinds)]
    return _one_kind_each(text, found, kinds)


_LOWER_WORD = re.compile(r"\b[a-z]+(?:-[a-z]+)*\b")
_ANY_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def _is_headline_talk(text: str, named: Named, plain: frozenset[str], kinds: Mapping[str, str]) -> bool:
    """Whether a span of a line in title case is made of words that the article writes small elsewhere."""
    piece = text[named.start : named.end]
    if piece.lower() in kinds or not all(word.lower() in plain for word in _ANY_WORD.findall(piece)):
        return False
    return _is_in_title_case(text, named.start, named.end)


def _is_in_title_case(text: str, first: int, last: int) -> bool:
    """Whether the line of some characters is a short one in which most words have a capital."""
    start, end = text.rfind("\n", 0, first) + 1, text.find("\n", last)
    words = _ANY_WORD.findall(text[start : end if end >= 0 else len(text)])
    long = [word for word in words if len(word) > 3]
    return len(words) <= 25 and sum(word[0].isupper() for word in long) >= 0.75 * max(len(long), 1)


def _repaired(whole: str, ent: Tokens, kinds: Mapping[str, str]) -> Iterator[Named]:
    for piece in _lines(ent):
        trimmed = _trimmed(whole, piece, ent.label_)
        if trimmed is None:
            continue
        start, end = trimmed
        text = whole[start:end]
        if is_calendar(text) or _is_only_title(text) or not any(char.isalpha() for char in text):
            continue
        yield Named(start, end, kinds.get(text.lower()) or _kind(ent, text))


def _kind(ent: Tokens, text: str) -> str:
    if ent.label_ == "PRODUCT" and not _VESSEL.search(text):
        return "other"
    if ent.label_ == "PERSON" and len(words := text.split()) > 1 and words[-1].lower() in ENDS_OF_BODIES:
        return "organization"
    if ent.label_ == "NORP" and text.lower().rstrip("s") in _PARTY_WORDS:
        return "organization"
    if ent.label_ == "NORP" and len(ent) == 1 and ent.root.tag_ == "NNP" and not _OF_PEOPLE.search(text):
        acts = ent.root.dep_ in ("nsubj", "nsubjpass") and ent.root.head.tag_ in ("VBD", "VBZ", "VBN")
        return "person" if acts else kind_of_label(ent.label_)
    return kind_of_label(ent.label_)


#: What the names of peoples, faiths and their adjectives end with.
_OF_PEOPLE = re.compile(r"(?:s|n|i|ese|ish|ist|ic|ch|ite|lam)$|^[A-Z]+$")
#: What the names of bodies end with, and hardly any person's: "Sahel Wire", "Acme Airlines".
ENDS_OF_BODIES = frozenset(
    """wire news times daily herald tribune gazette chronicle agency press radio tv television network newspaper group
    inc corp ltd llc plc bank university college institute foundation council committee party army police ministry
    union association federation airlines airways brigade battalion movement coalition alliance commission
    department""".split()
)
#: Ships and numbered types; other products are things of all sorts.
_VESSEL = re.compile(
    r"\b(?:USS|HMS|INS|USNS|HMCS|HMAS|FS|MV|SS)\b|[A-Z]{1,4}-?\d|\b(?:Boeing|Airbus|Tupolev|Antonov|Sukhoi)\b"
)

#: A ship of a navy, or a merchant one, by what stands before its name.
_SHIP = re.compile(
    r"\b(?:USS|USNS|USCGC|HMS|HMCS|HMAS|INS|RFA|BRP|ROKS|KRI|TCG|PNS|MV|MT)"
    r"((?: [A-Z][a-z]+(?:-[A-Z][a-z]+)?){1,2})(?![\w-])"
)


#: What floats, by the noun; a name behind it, or before it with a comma, is a ship's.
_HULL = (
    r"(?:ferry|(?:oil |chemical |gas )?tanker|freighter|trawler|frigate|destroyer|corvette|bulk carrier"
    r"|aircraft carrier|(?:cargo|container|cruise|research|hospital|merchant|patrol) (?:ship|vessel|boat)|bulker"
    r"|coast guard vessel|schooner|ice-?breaker|tug ?boat|submarine|yacht|dredger|steamer|liner|warship|battleship"
    r"|minesweeper|catamaran|barge)"
)
_SHIP_S_NAME = r"[A-Z][a-z]+(?:-[A-Z][a-z]+)?(?: [A-Z][a-z]+| [IVX]{1,4}(?!\w)| \d{1,3}(?!\w)){0,2}"
#: "the ferry Santa Rita"; "the Santa Rita, a Philippine ferry"; "the wreck of the Santa Rita".
_SHIP_BY_NOUN = re.compile(
    rf"\b{_HULL} (?:[\"“‘'])?({_SHIP_S_NAME})(?!['’]s? (?:captain|crew))"
    rf"|\b[Tt]he ({_SHIP_S_NAME}), (?:the|an?) (?:[\w-]+ ){{0,3}}{_HULL}\b"
    rf"|\b(?:wreck|sinking|hijacking) of the ({_SHIP_S_NAME})"
)


def vessels(text: str) -> list[Named]:
    """Ships: "INS Mysore", "the USS Abraham Lincoln", not "INS Commissioner"; "the ferry Santa Rita", and "the Santa
    Rita" wherever else the text names it.
    """
    found = []
    for hit in _SHIP.finditer(text):
        if end := _end_of_ship(hit[1], hit.start(1)):
            found.append(Named(hit.start(), end, "vehicle", FROM_KNOWLEDGE))
    names = {text[one.start : one.end].partition(" ")[2] for one in found}
    for hit in _SHIP_BY_NOUN.finditer(text):
        group = hit.lastindex or 1
        if end := _end_of_ship(hit[group], hit.start(group)):
            found.append(Named(hit.start(group), end, "vehicle", FROM_ITS_NOUN))
            names.add(text[hit.start(group) : end])
    for name in sorted(names):
        # one word may name a town too: "the Kursk" is the ship, "Kursk" and "the Kursk region" are not
        the = "" if " " in name else "(?<=[Tt]he )"
        for again in re.finditer(rf"(?<![\w-]){the}{re.escape(name)}(?![\w-]| [A-Z]| {_LAND})", text):
            if not any(one.start <= again.start() < one.end for one in found):
                found.append(Named(again.start(), again.end(), "vehicle", FROM_ITS_NOUN))
    return found


_LAND = r"(?:region|province|district|area|city|coast|oblast|islands?|river|sea|gulf|strait|front|government|port)\b"


def _end_of_ship(name: str, start: int) -> int | None:
    """Where a ship's name that begins at `start` ends: before a word that is no part of it; None where none is left."""
    words = name.split(" ")
    last = next((i for i, word in enumerate(words) if word and _is_no_ship_s(word)), len(words))
    kept = " ".join(words[:last])
    return start + len(kept) if kept.strip() else None


def is_warship(text: str) -> bool:
    """Whether a name is that of a navy's ship, which does what its crew does: "INS Tabar", not "MV Gibe"."""
    return bool(_SHIP.match(text)) and text[:2] not in ("MV", "MT")


#: A place by the word that its name ends or begins with: "al-Shayrat Airfield", "Camp Ashraf".
_SITE = re.compile(
    r"(?<![\w-])(?:(?:[Aa]l-|[Ee]l-|[Aa]sh-|[Aa]r-|[Aa]n-|[Aa]d-)?[A-Z][\w'’-]{0,24}[ ]){1,3}"
    r"(?:Air(?:field|base|port|strip)|Crossing|Checkpoint|Bridge|Camp|Square|Barracks|Refinery)(?![\w-])"
    r"|(?<![\w-])(?:Camp|Fort)[ ][A-Z][a-z][\w-]{1,24}(?![\w-])"
)


def sites(text: str) -> list[Named]:
    """Places that no gazetteer need know: airfields, bridges, camps by name; none in a line in title case."""
    found = []
    for hit in _SITE.finditer(text):
        words = hit.group().split()
        first = next(i for i, word in enumerate(words) if i == len(words) - 1 or word.lower() not in _NO_NAMES)
        if len(words) - first > 1 and not _is_in_headline(text, hit.start(), hit.end()):
            start = hit.end() - len(" ".join(words[first:]))
            found.append(Named(start, hit.end(), "place", FROM_ARTICLE))
    return found


def _is_in_headline(text: str, first: int, last: int) -> bool:
    """Whether some characters stand in a line in title case that is no sentence."""
    line = text[last:].partition("\n")[0].rstrip()
    return not line.endswith(".") and _is_in_title_case(text, first, last)


#: What stands behind the name of a place: "the Menagh airbase", "the al-Noor mosque".
_OF_SITE = re.compile(
    r" (?:air(?:field|base|port|strip)|crossing|bridge|camp|district|neighbou?rhood|village|hamlet|suburb|province"
    r"|valley|mosque|square|market|oilfield|forest|hills?|mountains?|island|river|lake|desert|state|county|region"
    r"|governorate|prefecture|oblast|canton|township)(?![\w-])"
)


def names_site(text: str, named: Named) -> bool:
    """Whether a name only says which site it is, where the tagger takes it for somebody: "the Menagh airbase"."""
    if named.kind not in ("person", "organization") or named.trust != FROM_TAGGER:
        return False
    if not _OF_SITE.match(text, named.end):
        return False
    name, before = text[named.start : named.end], text[max(0, named.start - 4) : named.start]
    return " " not in name and not name.isupper() and before.lower().endswith("the ")


#: What a sentence begins with before a name.
_NO_NAMES = frozenset(
    """the a an this that these those at in on near from to of and but as after before when while by for with his her
    its their our outside inside around""".split()
) | TITLES


def _is_no_ship_s(word: str) -> bool:
    return is_calendar(word) or word.lower() in TITLES or word.lower() in _OF_OFFICE


_OF_OFFICE = frozenset("commissioner director agent officer official spokesman spokeswoman agency service".split())

_PARTY_WORDS = {
    "democrat",
    "republican",
    "conservative",
    "labour",
    "tory",
    "torie",
    "gop",
    "green",
    "liberal",
}


_TELLING = frozenset({"told", "said", "says", "tells", "telling", "saying"})


def _lines(ent: Tokens) -> Iterator[Tokens]:
    """The parts of a span between line breaks, and between who speaks and whom he told: "Orlan told Meridian Wire"."""
    start = ent.start
    for token in ent:
        if "\n" in token.text or token.text in _TELLING:
            if token.i > start:
                yield ent.doc[start : token.i]
            start = token.i + 1
    if start < ent.end:
        yield ent.doc[start : ent.end]


def _trimmed(text: str, span: Tokens, label: str) -> tuple[int, int] | None:
    """The span without determiners, titles, possessives and stray punctuation, in characters."""
    tokens = list(span)
    while tokens and (tokens[0].lower_ in _DETERMINERS or not _has_letter_or_digit(tokens[0]) or _is_clock(tokens[0])):
        tokens.pop(0)
    if label == "PERSON":
        while len(tokens) > 1 and (_is_title(tokens[0]) or tokens[0].lower_ in _NAMED_AS):
            tokens.pop(0)
    opened = next((i for i, token in enumerate(tokens) if token.text == "("), 0)
    if opened and all(token.text != ")" for token in tokens):  # "Organization for Migration (IOM"
        del tokens[opened:]
    while tokens and (tokens[-1].tag_ == "POS" or not _has_letter_or_digit(tokens[-1])):
        if tokens[-1].text == "." or tokens[-1].text == ")":
            break
        tokens.pop()
    if not tokens:
        return None
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1].text)
    return edges(text, start, end)


def edges(text: str, start: int, end: int) -> tuple[int, int] | None:
    """[start, end) without quotation marks, possessives and punctuation at its edges; None if nothing is left."""
    piece = text[start:end]
    left = _EDGE_LEFT.match(piece)
    if left:
        start += left.end()
        piece = piece[left.end() :]
    right = _EDGE_RIGHT.search(piece)
    if right and not (piece.endswith(")") and "(" in piece):
        end -= len(piece) - right.start()
    return (start, end) if start < end else None


#: What the tagger takes into a name: "alias Barbecue".
_NAMED_AS = frozenset(("alias", "aka", "nicknamed", "dubbed"))


def _has_letter_or_digit(token: Token) -> bool:
    return any(char.isalnum() for char in token.text)


def _is_clock(token: Token) -> bool:
    """ "11:10 The Defence Ministry": the hour that a live report sets before a line."""
    return bool(_CLOCK.fullmatch(token.text))


_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d")


def _is_title(token: Token) -> bool:
    return token.lower_.rstrip(".") in TITLES


def is_calendar(text: str) -> bool:
    """Whether some words only name a day or a month."""
    words = [word.strip(".,").lower() for word in text.split()]
    return bool(words) and all(word in _CALENDAR for word in words) and text.lower() not in {"may", "april", "june"}


def _is_only_title(text: str) -> bool:
    return all(word.lower().rstrip(".") in TITLES for word in text.split())


def _one_kind_each(text: str, found: Sequence[Named], kinds: Mapping[str, str]) -> list[Named]:
    """Gives each name the kind it has most often in the article; a surname is what the full name is."""
    votes: dict[str, Counter[str]] = {}
    for named in found:
        votes.setdefault(text[named.start : named.end], Counter())[named.kind] += 1
    for name, kinds_of in votes.items():
        if name.lower() not in kinds and _is_full_name(text, name, kinds_of, votes):
            votes[name] = Counter({"person": sum(kinds_of.values())})
    full = [_without_generation(name.split()) for name, kinds_of in votes.items()
            if kinds_of.most_common(1)[0][0] == "person"]  # fmt: skip
    families = [_plain(words[-1]) for words in full if len(words) in (2, 3, 4)]
    surnames = dict.fromkeys((*families, *map(family_name, families)), "person")
    # who comes by the first of several names is nobody's firm: "Abiy" for Abiy Ahmed, "Moon" for Moon Jae-in
    firsts = {_plain(words[0]) for words in full if len(words) > 1}
    firsts |= {_plain(text[n.start : n.end]) for n in found if _is_told_as_person(text, n)}
    decided = {name: _most(counter) for name, counter in votes.items()}
    fixed = []
    for named in found:
        name = text[named.start : named.end]
        kind = kinds.get(name.lower()) or surnames.get(_plain(name)) or decided[name]
        if kind in ("organization", "other") and name.lower() not in kinds and _plain(name) in firsts:
            kind = "person"
        fixed.append(Named(named.start, named.end, kind, named.trust))
    return fixed


def _is_full_name(text: str, name: str, voted: Counter[str], votes: Mapping[str, Counter[str]]) -> bool:
    """Whether what the tagger takes for a body or a place is a person whom the text then calls by the last word:
    "Ngo Dinh Diem" where "Diem" is somebody, "Paris Hilton" of whom it says "she".
    """
    words = name.split()
    if not 1 < len(words) < 5 or "person" in voted or words[-1].lower() in ENDS_OF_BODIES:
        return False
    if not all(word.isalpha() and word.istitle() for word in words) or not {"organization", "other"} & voted.keys():
        return False
    if votes.get(words[-1], Counter()).keys() == {"person"}:
        return True
    whole = re.escape(name)
    if gender_of(name) is not None:
        return bool(re.search(rf"{whole}(?:{_AS_PEOPLE}|{_HE_OR_SHE})", text))
    alone = re.search(rf"(?<!{re.escape(words[-2])} ){re.escape(words[-1])}{_HE_OR_SHE}", text)
    return bool(alone and re.search(rf"{whole}{_AS_PEOPLE}", text))


#: What is said of people alone; what of bodies too, with a pronoun for somebody soon after.
_AS_PEOPLE = r" (?:arrived|died|spoke|married|beat|resigned|testified|tweeted|wept|smiled|was born|grew up)\b"
_HE_OR_SHE = r" (?:said|told|says|asked|promised|denied|met|wrote|added|won)\b[^\n.]{0,80}\b(?:she|he|her|his)\b"


def family_name(name: str) -> str:
    """The last word of a person's name, without generation and Arabic article."""
    return _BEFORE_FAMILY.sub("", _without_generation(name.split())[-1])


_BEFORE_FAMILY = re.compile(r"^(?:al|el|ad|an|ar|as|ash|at|az)-", re.IGNORECASE)


def _plain(name: str) -> str:
    """A name as its other spellings in one article are compared: "Ceauşescu" and "Ceausescu"."""
    return without_accents(name)


def _without_generation(words: list[str]) -> list[str]:
    """The words of a name without "Jr." behind them."""
    return words[:-1] if len(words) > 2 and words[-1].rstrip(".") in ("Jr", "Sr", "II", "III") else words


#: "Hailey, who was born with it", "Lung, 32,": only people have ages, and a relative clause in the singular.
_PERSON_S = re.compile(r", (?:(?:aged )?\d{1,2}(?=,| and\b)|who (?:was|is|has|had|said|says)\b|whose\b)")


def _is_told_as_person(text: str, named: Named) -> bool:
    """Whether the words behind what the tagger takes for a body or a thing are said of people alone."""
    name = text[named.start : named.end]
    words = name.split()
    if named.kind not in ("organization", "other") or len(words) > 4 or words[-1].lower() in ENDS_OF_BODIES:
        return False
    if not all(word.isalpha() and word.istitle() for word in words) or name.endswith("s"):
        return False
    said = (_PERSON_S, _IS_SOMEBODY) if len(words) == 1 else (_DIES, _IS_SOMEBODY)
    again = re.finditer(rf"(?<![\w-])(?<![Tt]he ){re.escape(name)}(?![\w-])", text)
    return any(behind.match(text, hit.end()) for hit in again for behind in said)


#: "Untung, a lieutenant colonel, said".
_IS_SOMEBODY = re.compile(
    r", (?:an? |the )?(?:[\w’'-]+ ){0,4}?(?:colonel|general|major|captain|commander|president|minister|premier|mayor"
    r"|governor|spokesman|spokeswoman|lawyer|farmer|teacher|student|doctor|nurse|monk|priest|imam|cleric|activist|journalist|widow"
    r"|shopkeeper|resident|lawmaker|senator|envoy|ambassador|sheriff|sergeant|lieutenant|professor|actor|actress|singer)"
    r"(?:, | who | said)"
)
#: "Jarnail Bhindra was killed": what befalls a body in other words only.
_DIES = re.compile(
    r" (?:died\b|and (?:his|her) (?:brother|sister|wife|husband|son|daughter|mother|father|children|family)\b"
    r"|was (?:killed|shot dead|stabbed|hanged|assassinated|beheaded|buried|wounded|sworn in|married|born)\b)"
)


def _most(counter: Counter[str]) -> str:
    top = max(counter.values())
    return min((kind for kind, count in counter.items() if count == top), key=_PREFERENCE.index)


_PREFERENCE = [
    "person",
    "place",
    "organization",
    "nationality",
    "weapon",
    "vehicle",
    "other",
    "time",
    "quantity",
]


def repeated_names(text: str, found: Sequence[Named]) -> list[Named]:
    """The places where a name of the article stands again and the tagger passed it over.

    Only names with two words or more, or single capitalised words of five letters, so that "Will" and "May"
    stay words; and the family names of the people that the article names in full.
    """
    kinds = {text[n.start : n.end]: n.kind for n in found}
    full = [_without_generation(name.split()) for name, kind in kinds.items() if kind == "person" and " " in name]
    families = {words[-1] for words in full}
    families |= {_plain(family) for family in families}
    kinds = {family: "person" for family in families if family[:1].isupper()} | kinds
    wanted = [name for name in kinds if _is_distinct(name)]
    if not wanted:
        return []
    wanted.sort(key=lambda name: (-len(name), name))
    pattern = re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(name) for name in wanted) + r")(?![\w-])")
    return [Named(hit.start(), hit.end(), kinds[hit.group()], FROM_ARTICLE) for hit in pattern.finditer(text)]


def _is_distinct(name: str) -> bool:
    if " " in name:
        return name[0].isupper() and name.rsplit(" ", 1)[1][0].isupper()
    return len(name) >= 5 and name[0].isupper() and name.isalpha()


def without_overlaps(found: Iterable[Named]) -> list[Named]:
    """One name a place: the longer, then the better trusted, then the earlier."""
    ordered = sorted(found, key=lambda n: (n.start - n.end, -n.trust, n.start, n.kind))
    taken: list[Named] = []
    used: set[int] = set()
    for named in ordered:
        if used.isdisjoint(range(named.start, named.end)):
            taken.append(named)
            used.update(range(named.start, named.end))
    return sorted(taken, key=lambda n: n.start)


def with_places(named: Iterable[Named], placed: Sequence[Named]) -> list[Named]:
    """All names, with those of places among them.

    A place stands inside the name of a body ("Iranian" in "Iranian Defence Ministry"), takes the place of
    whatever has the same characters, and gives way to a longer name of a person unless it is all but certain.
    """
    outer = without_overlaps(n for n in named if not any(_ousts(place, n) for place in placed))
    kept = [place for place in placed if not any(_shuts_out(n, place) for n in outer)]
    taken = {(place.start, place.end) for place in kept}
    return [*(n for n in outer if (n.start, n.end) not in taken), *kept]


def _ousts(place: Named, other: Named) -> bool:
    """Whether a name gives way to a place that overlaps it."""
    if place.end <= other.start or other.end <= place.start:
        return False
    within = other.start <= place.start and place.end <= other.end
    if (place.start, place.end) == (other.start, other.end):
        people = other.kind in ("person", "organization")
        return other.trust < (FROM_KNOWLEDGE if people else FROM_ITS_NOUN)
    if not within:
        return other.trust < FROM_KNOWLEDGE or place.trust == FROM_KNOWLEDGE
    return other.kind in ("person", "vehicle", "weapon") and other.trust < place.trust


def _shuts_out(other: Named, place: Named) -> bool:
    """Whether a place gives way to a name that overlaps it: the name of a person, or half of it only."""
    if place.end <= other.start or other.end <= place.start:
        return False
    within = other.start <= place.start and place.end <= other.end
    if (place.start, place.end) == (other.start, other.end) and other.trust == FROM_KNOWLEDGE > place.trust:
        return True  # "the Taliban" of the tables, whatever hamlet is called so
    return not within or other.kind not in ("organization", "other", "nationality", "place")


def peoples_inside(found: Sequence[Named], known: Sequence[Named]) -> list[Named]:
    """Nationalities inside the names of bodies, where no mention has them yet: "Iranian" in "Iranian Army"."""
    taken = {(n.start, n.end) for n in found}
    bodies = [n for n in found if n.kind in ("organization", "other")]
    return [
        n
        for n in known
        if n.kind == "nationality"
        and (n.start, n.end) not in taken
        and any(body.start <= n.start and n.end <= body.end for body in bodies)
    ]


def without_glued(text: str, tagged: Sequence[Named], known: Sequence[Named]) -> list[Named]:
    """The tagger's names less those that run a known one into another or into its description.

    "ISIS and Nusra Front" are two bodies; of "IRGC a counterterror force" only the first word is a name.
    """
    bodies = [n for n in known if n.kind == "organization"]
    kept = []
    for named in tagged:
        inside = [b for b in bodies if named.start <= b.start and b.end <= named.end and named.end > b.end]
        rest = text[inside[0].end : named.end].split() if inside and inside[0].start == named.start else []
        if rest[:1] and rest[0].lower() in ("and", "or", "a", "an", "the", ",", "as"):
            continue
        kept.append(named)
    return kept
