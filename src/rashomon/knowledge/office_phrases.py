"""Role phrase → office: "the Iranian defence chief", "Secretary of Iran's Supreme National Security Council".

The one idea: an ordered list of patterns, the most special first, gives the office; the words around it give
country and organization. A phrase that names no office of the table gives None.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rashomon.knowledge.countries import country_of
from rashomon.knowledge.tables import rows


class OfficeHint(NamedTuple):
    """What a role phrase says. `offices`: keys of the table, the likeliest first; empty for a counterpart.

    `country` is alpha-3 where the phrase names one. `organizations` are names of the table.
    `former`: the phrase says that the office is no longer held. `counterpart`: the office is that of
    whoever the text sets beside ("his Russian counterpart").
    """

    offices: tuple[str, ...]
    country: str | None
    organizations: tuple[str, ...]
    former: bool = False
    counterpart: bool = False


@functools.lru_cache(maxsize=20_000)
def match_office(phrase: str) -> OfficeHint | None:
    """The office, country and organization that a role phrase names, or None where it names no office."""
    text = " ".join(phrase.replace("’", "'").split())
    low = text[:_LONGEST].casefold().replace("-", " ").replace("defense", "defence")
    organizations = _organizations(text)
    country = _country(text) or _country_of_organization(organizations) or _BARE.get(low.removeprefix("the "))
    if _COUNTERPART.search(low):
        return OfficeHint((), country, organizations, bool(_FORMER.search(low)), True)
    keys = _keys(low, bool(organizations))
    return OfficeHint(keys, country, organizations, bool(_FORMER.search(low))) if keys else None


#: Titles that mean one country's office when nothing stands beside them.
_BARE = {"secretary of state": "USA", "secretary of defence": "USA", "attorney general": "USA"}

_COUNTERPART = re.compile(r"\b(?:counterparts?|opposite number)\b")
_FORMER = re.compile(r"\b(?:former|ex|late|erstwhile|ousted|deposed|one time|then president elect)\b")
_DEPUTY = re.compile(r"\b(?:deputy|vice|assistant|under ?secretary|shadow|junior)\b")

#: Characters of a phrase that are looked at; what is longer is no role.
_LONGEST = 400

_M = r"(?:ministers?|secretar(?:y|ies)|chiefs?|heads?|boss)"

#: Patterns over lower-case text with hyphens as blanks and "defence" spelt so; the first that fits wins.
_PATTERNS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), tuple(keys.split()))
    for pattern, keys in (
        (r"secretary of .*\bsecurity council|security (?:and defence )?council (?:secretary|chief|head|of .* secretary)"
         r"|national security advis[eo]r|(?:top|chief) security (?:official|advis[eo]r)", "security_secretary"),
        (r"(?:foreign (?:affairs )?(?:ministry|office)|state department).* spokes\w+"
         r"|spokes\w+ (?:of|for) .*(?:foreign (?:affairs )?(?:ministry|office)|state department|foreign affairs)",
         "foreign_spokesperson"),
        (r"(?:defence ministry|ministry of defence|pentagon|military|army|idf).* (?:spokes\w+|press secretary)"
         r"|spokes\w+ (?:of|for) .*(?:defence|pentagon|army|military|idf)", "defence_spokesperson"),
        (r"spokes(?:man|men|woman|women|person|people|persons)|press secretary|chief cabinet secretary",
         "spokesperson"),
        (r"deputy (?:prime minister|premier)s?|vice premiers?", "deputy_prime_minister"),
        (r"(?:vice|deputy) presidents?|crown princes?|heir apparent|deputy leader|deputy secretary general",
         "vice_president"),
        (rf"foreign (?:affairs )?{_M}|{_M} (?:of|for) (?:the )?(?:foreign|external) (?:affairs|relations)"
         r"|external affairs minister|secretar(?:y|ies) of state|(?:top|chief) diplomat|foreign policy (?:chief|head)"
         r"|high representative for foreign .*|(?:eu|european union)(?:'s)? high representative|dfa secretary",
         "foreign_minister"),
        (rf"defence (?:and armed forces logistics )?{_M}|war minister|pentagon (?:chief|head|boss)|defence commissioner"
         rf"|{_M} (?:of|for) (?:the )?(?:national |armed forces and |armed forces logistics and )?(?:defence|war)",
         "defence_minister"),
        (rf"interior (?:affairs )?{_M}|home (?:affairs )?(?:minister|secretary)|{_M} (?:of|for) (?:the )?"
         r"(?:interior|home affairs|internal affairs|homeland security|public security|public safety)|internal affairs "
         rf"{_M}|homeland security {_M}|public safety {_M}", "interior_minister"),
        (rf"(?:public|national|internal) security {_M}|police minister", "security_minister interior_minister"),
        (rf"finance {_M}|treasury (?:secretary|chief)|secretary of the treasury|chancellor of the exchequer"
         rf"|{_M} (?:of|for) (?:the )?(?:finance|economy and finance)", "finance_minister"),
        (rf"(?:oil|petroleum|energy) {_M}|{_M} (?:of|for) (?:oil|petroleum|energy)", "oil_minister"),
        (r"attorney general", "attorney_general"),
        (rf"unification {_M}", "unification_minister"),
        (rf"justice {_M}|{_M} of justice", "justice_minister"),
        (r"(?:intelligence|spy|secret service|mossad|cia|fsb|isi|sbu|shin bet) (?:chief|director|head|minister|boss)"
         r"|director of (?:the )?(?:central intelligence|national intelligence|cia|fsb|mossad|foreign intelligence)\b.*"
         r"|minister of intelligence|spymaster", "intelligence_chief"),
        (r"fbi (?:director|chief)|director of the fbi", "head"),
        (r"(?:white house|kremlin|presidential) chief of staff|head of the (?:presidential (?:administration|office)"
         r"|office of the president)|president(?:'s|ial) chief of staff", "presidential_chief_of_staff"),
        (r"joint chiefs(?: of staff)?(?: chairman| chief)?|chiefs? of (?:the )?(?:general |defence |army )?staff"
         r"|chiefs? of (?:the )?armed forces staff"
         r"|chief of (?:the )?general staff|(?:army|military|armed forces) (?:chief|commander|head)s?"
         r"|commanders? in chief|military leader|top general|chief of defence", "chief_of_staff commander"),
        (r"central bank (?:governor|chief|head|president)|governor of (?:the )?(?:central bank|bank of .*)"
         r"|ecb president|federal reserve (?:chair|chairman|chairwoman)|fed (?:chair|chairman|chief)", "central_bank"),
        (r"ambassador to the (?:un|united nations)|un ambassador|(?:un|united nations) (?:ambassador|envoy) of"
         r"|permanent representative", "un_ambassador"),
        (r"supreme leader", "supreme_leader"),
        (r"speakers?|(?:european )?parliament president|president of (?:the )?(?:european )?parliament", "speaker"),
        (r"(?:special )?(?:envoy|representative|coordinator|mediator)s?", "envoy"),
        (r"(?:chief )?prosecutors?", "prosecutor"),
        (r"prime ministers?|premiers?|chancellors?|taoiseach|state counsell?or|heads? of (?:the )?government",
         "head_of_government"),
        (r"opposition leaders?|leader of the opposition", "opposition_leader"),
        (r"first minister|mayor|governor", "governor"),
        (r"generals? secretary of .*party|party (?:chief|leader|secretary)|first secretary of .*party", "party_leader"),
        (r"commanders?", "commander chief_of_staff"),
    )
)  # fmt: skip

_HEAD = re.compile(
    r"\b(?:presidents?|chiefs?|heads?|leaders?|chair(?:man|woman|person)?|secretar(?:y|ies) generals?"
    r"|director generals?|executive director|high commissioner|commissioner general|managing director|administrator"
    r"|director|chief executive|executive secretary)\b"
)
_STATE = re.compile(r"\b(?:presidents?|kings?|queens?|emirs?|sultans?|emperors?|popes?|monarchs?|heads? of state)\b")
_LEADER = re.compile(r"\b(?:leaders?|strongm[ae]n|rulers?|dictators?)\b")


def _keys(low: str, known_organization: bool) -> tuple[str, ...]:
    for pattern, keys in _PATTERNS:
        if pattern.search(low):
            return _deputies(low, keys)
    if known_organization and _HEAD.search(low):
        return ("head",) if not _DEPUTY.search(low) else ()
    if _STATE.search(low) and not _DEPUTY.search(low):
        return ("head_of_state", "head_of_government")[: 1 + ("presidents" not in low and "president" in low)]
    if _LEADER.search(low):
        return ("head_of_state", "head_of_government", "supreme_leader", "head", "party_leader")
    return ("head",) if re.search(r"\b(?:secretary|director) general\b|\bhigh commissioner\b", low) else ()


def _deputies(low: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    """A deputy does not hold the office: "deputy foreign minister" names another one."""
    if keys[0] in ("deputy_prime_minister", "vice_president") or not _DEPUTY.search(low):
        return keys
    return tuple(f"deputy_{key}" for key in keys)


#: Short names of bodies, as headlines write them → the organization of the table; capitals match as written
#: only, so that "who" is no health organization.
_SHORT = {
    "UN": "United Nations", "U.N.": "United Nations", "EU": "European Union", "AU": "African Union Commission",
    "red cross": "ICRC", "international committee of the red cross": "ICRC", "atomic energy agency": "IAEA",
    "international atomic energy agency": "IAEA", "world health organization": "WHO",
    "ICC": "International Criminal Court",
    "world food programme": "WFP", "world food program": "WFP", "un refugee agency": "UNHCR", "OSCE": "OSCE",
    "international monetary fund": "IMF", "world trade organization": "WTO", "GCC": "Gulf Cooperation Council",
    "chemical weapons watchdog": "OPCW", "nuclear watchdog": "IAEA", "ECB": "European Central Bank",
    "revolutionary guards": "Islamic Revolutionary Guard Corps",
    "revolutionary guard": "Islamic Revolutionary Guard Corps",
    "IRGC": "Islamic Revolutionary Guard Corps", "qods force": "Quds Force", "ISIS": "Islamic State",
    "ISIL": "Islamic State",
    "CIA": "Central Intelligence Agency", "FBI": "Federal Bureau of Investigation", "FSB": "Federal Security Service",
    "ISI": "Inter-Services Intelligence", "houthi": "Houthis", "RSF": "Rapid Support Forces",
    "duma": "State Duma", "pentagon": "Department of Defense",
    "high commissioner for refugees": "UNHCR", "high commissioner for human rights": "OHCHR", "al qaida": "al-Qaeda",
    "un human rights": "OHCHR", "un rights": "OHCHR", "un humanitarian": "OCHA",
}  # fmt: skip

_WORDS = re.compile(r"[\w.&']+")


@functools.cache
def _names() -> tuple[Mapping[str, str], Mapping[str, str | None]]:
    """Name as compared → organization, and organization → its country; names common to many states left out."""
    countries: dict[str, set[str]] = defaultdict(set)
    for row in rows("offices"):
        countries[row["organization"]].add(row["country"])
    found = {_low(name): name for name, where in countries.items() if len(where) < 4 and name not in _EVERYWHERE}
    found.update({_low(short): name for short, name in _SHORT.items() if name in countries})
    home = {name: next(iter(where)) or None for name, where in countries.items() if len(where) == 1}
    return found, home


_EVERYWHERE = {"Government", "Presidency", "Opposition", "Crown", "Cabinet", "General Staff", "Security Council",
               "Armed Forces", "National Security Council", "Parliament", "Treasury", "Federal Government",
               "Royal Court", "Royal Palace", "Amiri Diwan", "Judiciary", "Jamahiriya", "Ministry of Oil"}  # fmt: skip


def _organizations(text: str) -> tuple[str, ...]:
    """Organizations of the table that the text names, the longest name at each place."""
    known, _ = _names()
    words = [_low(re.sub(r"'s?$", "", word)) for word in _WORDS.findall(text.replace("-", " "))]
    found: list[str] = []
    at = 0
    while at < len(words):
        size = next((n for n in range(min(8, len(words) - at), 0, -1) if " ".join(words[at : at + n]) in known), 0)
        if size:
            found.append(known[" ".join(words[at : at + size])])
        at += size or 1
    return tuple(dict.fromkeys(found))


def _low(name: str) -> str:
    """Lower case but for abbreviations, so that "WHO" is not "who"."""
    words = _WORDS.findall(name.replace("-", " "))
    return " ".join(word if word.isupper() else word.casefold().replace("defense", "defence") for word in words)


def _country_of_organization(organizations: tuple[str, ...]) -> str | None:
    homes = {_names()[1].get(name) for name in organizations}
    return homes.pop() if len(homes) == 1 else None


def _country(text: str) -> str | None:
    """The first country that the words name, the longest name first."""
    for words in _word_runs(text):
        code = country_of(words)
        if code:
            return code
    return None


def _word_runs(text: str) -> Iterator[str]:
    words = [re.sub(r"'s?$", "", word) for word in re.findall(r"[\w.'’-]+", text)]
    for at, word in enumerate(words):
        if not word[:1].isupper():
            continue
        for size in range(min(4, len(words) - at), 0, -1):
            yield " ".join(words[at : at + size])
