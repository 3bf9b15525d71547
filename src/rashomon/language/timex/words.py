"""Text → words of time with a class each: what the grammar of time expressions is written over.

The one idea: every word becomes one letter that says what it can be in a time expression (a month, a unit, an
ordinal, "ago"), so that a grammar over words is a regular expression over letters, and fast.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from spacy.tokens import Doc, Token

from rashomon.knowledge.tables import table
from rashomon.language.timex.namesakes import names_games, names_press, names_somebody

#: Class name → the letter that stands for it. "other" is everything else.
CLASSES = {
    name: chr(0x4E00 + index)
    for index, name in enumerate(
        """other iso numeric clock decade century_ yyyy dd int dec ordinal number month weekday season part unit plural
        jalali hijri zone ampm oclock noon ref a the this that these those last past previous next coming following
        current latest recent same each every few several couple dozens half ago earlier later now hence from and or
        to of in on at by since comma dot dash poss old fiscal period time ahead lead early mid end beginning
        about than more less least most up no over nearly almost some sometime full whole entire another
        additional first_ so beyond straight consecutive trading tens hundreds many other_ only just between until
        till through during for before after within year_word currency percent paren moment slash local
        quarter_token business calendar upcoming""".split()
    )
}

_WORDS = {
    "a": "a", "an": "a", "the": "the", "this": "this", "that": "that", "these": "these", "those": "those",
    "last": "last", "past": "past", "previous": "previous", "preceding": "previous", "prior": "previous",
    "next": "next", "coming": "coming", "upcoming": "coming", "following": "following", "subsequent": "following",
    "current": "current", "latest": "latest", "recent": "recent", "same": "same", "each": "each", "every": "every",
    "few": "few", "several": "several", "couple": "couple", "dozens": "dozens", "half": "half", "ago": "ago",
    "earlier": "earlier", "later": "later", "now": "now", "hence": "hence", "from": "from", "and": "and",
    "or": "or", "to": "to", "of": "of", "in": "in", "on": "on", "at": "at", "by": "by", "since": "since",
    "old": "old", "fiscal": "fiscal", "period": "period", "ahead": "ahead", "early": "early", "late": "end",
    "mid": "mid", "end": "end", "beginning": "beginning", "start": "beginning", "about": "about",
    "around": "about", "roughly": "about", "approximately": "about", "than": "than", "more": "more",
    "less": "less", "fewer": "less", "least": "least", "most": "most", "up": "up", "no": "no", "over": "over",
    "nearly": "nearly", "almost": "almost", "some": "some", "sometime": "sometime", "full": "full",
    "whole": "whole", "entire": "entire", "another": "another", "additional": "additional", "so": "so",
    "beyond": "beyond", "straight": "straight", "consecutive": "consecutive", "successive": "consecutive",
    "trading": "trading", "tens": "tens", "hundreds": "hundreds", "thousands": "hundreds", "many": "many",
    "other": "other_", "only": "only", "just": "just", "between": "between", "until": "until", "till": "till",
    "through": "through", "during": "during", "for": "for", "before": "before", "after": "after",
    "within": "within", "time": "time", "moment": "moment", "local": "local", "calendar": "calendar",
    "business": "business", "working": "business", "noon": "noon", "midday": "noon", "midnight": "noon",
    "percent": "percent", "prewar": "other",
    ",": "comma", ".": "dot", "-": "dash", "–": "dash", "—": "dash", "‑": "dash", "/": "slash", "(": "paren",
    "$": "currency", "€": "currency", "£": "currency", "¥": "currency", "#": "currency", "%": "percent",
    "'s": "poss", "’s": "poss", "'": "poss", "’": "poss", "o'clock": "oclock", "o’clock": "oclock",
}  # fmt: skip

_TOKEN = re.compile(
    r"""(?P<ampm>\b[apAP]\.\s?[mM]\.|(?<![A-Za-z])[apAP][mM]\b)
    |(?P<quarter>\bQ[1-4]\b)
    |(?P<word>o['’]clock|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*)
    |(?P<iso>(?<![\w.-])\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\w-]))
    |(?P<numeric>(?<![\w./$€£-])(?:\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})|\d{4}/\d{1,2}/\d{1,2}
        |\d{1,2}-\d{1,2}-\d{4})(?![\w/-]|\.\d))
    |(?P<clock>(?<![\d:.])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:]))
    |(?P<decade>\d{3}0['’]?s\b|['’]?\d0s\b)
    |(?P<ordinal>\d{1,2}(?:st|nd|rd|th)\b)
    |(?P<grouped>\d{1,3}(?:,\d{3})+(?:\.\d+)?)
    |(?P<dec>\d+\.\d+)
    |(?P<int>\d+)
    |(?P<poss>['’]s\b)
    |(?P<mark>\S)""",
    re.VERBOSE,
)

_ABBREVIATED = {"mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "sun", "mar", "may",
                "march", "jan", "dec", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "feb"}  # fmt: skip


class Word(NamedTuple):
    """A word, number or mark of the text with its class; offsets are code points."""

    start: int
    end: int
    text: str
    kind: str


@functools.cache
def classes_of_words() -> dict[str, str]:
    """Lower-case word → class name."""
    lexicon = table("times")
    found = dict(_WORDS)
    for section, kind in (
        ("references", "ref"), ("numbers", "number"), ("ordinals", "ordinal"), ("decades", "decade"),
        ("months", "month"), ("weekdays", "weekday"), ("jalali", "jalali"), ("hijri", "hijri"),
        ("seasons", "season"), ("parts", "part"), ("units", "unit"), ("plurals", "plural"), ("zones", "zone"),
    ):  # fmt: skip
        for word in lexicon[section]:
            found.setdefault(word, kind)
    found.update(dict.fromkeys(("rabi", "jumada", "dhu", "dhul"), "hijri"))
    found.update({"current": "current", "recent": "recent", "second": "ordinal", "now": "now"})
    found.update({f"{word}s": "weekday" for word in lexicon["weekdays"] if word.endswith("day")})
    return found


def words_of(doc: Doc, text: str) -> list[list[Word]]:
    """The stretches of a text in which a time can be told, as words with a class each.

    `text` is `doc.text`. The parse settles words such as "may" and "fall".
    """
    return [_words_between(doc, text, start, end) for start, end in _stretches(doc, text)]


#: Words of a stretch before and after one that can tell a time.
_BEFORE, _AFTER = 10, 14


def _stretches(doc: Doc, text: str) -> list[tuple[int, int]]:
    """Character ranges around the tokens that can begin, end or carry a time expression."""
    found: list[list[int]] = []
    verdicts = _VERDICTS
    strings = doc.vocab.strings
    for at, key in enumerate(doc.to_array("LOWER").tolist()):
        told = verdicts.get(key)
        if told is None:
            told = verdicts[key] = _tells_time(strings[key])
        if not told:
            continue
        if found and at - _BEFORE <= found[-1][1]:
            found[-1][1] = at + _AFTER
        else:
            found.append([at - _BEFORE, at + _AFTER])
    last = len(doc)
    return [
        (doc[max(0, one)].idx, doc[other].idx if other < last else len(text)) for one, other in found
    ]  # fmt: skip


#: Hash of a lower-case word → whether it tells of time: a cache over the vocabulary, the same in every process.
_VERDICTS: dict[int, bool] = {}

_TRIGGERS = frozenset(
    "month weekday season part unit plural hijri ref now noon decade ampm oclock past moment".split()
)
_DIGITS = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|\d:\d\d|\d[/.-]\d{1,2}[/.-]\d|\d0'?s$"
                     r"|^\d{1,2}(?:st|nd|rd|th)$|^q[1-4]$|\d[ap]\.?m\b|^[ap]\.?m\.?$")  # fmt: skip
_PARTS_OF_WORDS = re.compile(r"[-–—'’./]")


def _tells_time(word: str) -> bool:
    known = classes_of_words()
    if known.get(word) in _TRIGGERS or word in table("times")["jalali"] or _DIGITS.search(word):
        return True
    if word in ("time", "hundred", "nineteen", "twenty", "thousand"):
        return word in ("time", "nineteen")
    return any(known.get(part) in _TRIGGERS for part in _PARTS_OF_WORDS.split(word)) if len(word) < 30 else False


def _words_between(doc: Doc, text: str, start: int, end: int) -> list[Word]:
    found: list[Word] = []
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        kind = _kind(match.lastgroup or "mark", word)
        check = _CHECKED.get(kind)
        if check is not None and not check(doc, text, match.start(), word):
            kind = "other"
        if word == "." and found and found[-1].end == match.start() and _shortened(found[-1]):
            found[-1] = Word(found[-1].start, match.end(), found[-1].text, found[-1].kind)
            continue
        found.append(Word(match.start(), match.end(), word, kind))
    return found


def _shortened(word: Word) -> bool:
    """Whether a full stop belongs to the word: "Sept.", "Tue."."""
    if word.kind == "weekday":
        return not word.text.lower().endswith(("day", "days"))
    return word.kind == "month" and len(word.text) <= 4 and word.text.lower() not in ("may", "june", "july")


def letters(words: list[Word]) -> str:
    """One letter a word."""
    return "".join([CLASSES[word.kind] for word in words])


@functools.lru_cache(maxsize=20_000)
def _kind(group: str, word: str) -> str:
    if group in ("word", "mark", "poss"):
        return classes_of_words().get(word.lower(), "other")
    if group == "int":
        return _kind_of_digits(word)
    return {"grouped": "int", "quarter": "quarter_token"}.get(group, group)


def _kind_of_digits(word: str) -> str:
    if len(word) == 4 and "1000" <= word <= "2199":
        return "yyyy"
    return "dd" if len(word) <= 2 and 1 <= int(word) <= 31 else "int"


def _token_at(doc: Doc, offset: int) -> Token | None:
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


def _is_month(doc: Doc, text: str, offset: int, word: str) -> bool:
    """May, March, Mar., Dec. are months only with a capital; "May" and "March" only where no verb stands."""
    if names_somebody(text, offset, word):
        return False
    if word.lower() not in _ABBREVIATED:
        return True
    if word == "Mar" and not re.match(r"\.|\s+\d|-\d", text[offset + 3 : offset + 6]):
        return False
    if word.islower():
        return bool(re.match(r"\.?\s+\d", text[offset + len(word) : offset + len(word) + 4]))
    if word.lower() not in ("may", "march"):
        return True
    if re.match(r"\s+\d", text[offset + len(word) : offset + len(word) + 4]):
        return True
    token = _token_at(doc, offset)
    if token is None or token.ent_type_ in ("PERSON", "GPE", "ORG", "EVENT", "FAC"):
        return False
    return token.ent_type_ == "DATE" or token.pos_ in ("PROPN", "NOUN", "NUM")


def _is_weekday(doc: Doc, text: str, offset: int, word: str) -> bool:
    """ "Sat" and "Sun" are days only before a full stop, a comma or a number; full names always."""
    if word.lower().endswith(("day", "days")):
        return not word.islower() or word.lower() != "sundays" or True
    if not word[0].isupper():
        return False
    return bool(
        re.match(
            r"\.|,?\s+(?:\d|[A-Z][a-z]+\.?\s+\d)|,", text[offset + len(word) : offset + len(word) + 16]
        )
    )


def _is_noun(doc: Doc, text: str, offset: int, word: str) -> bool:
    """ "Fall", "spring" and "winter" are seasons where they are nouns and no part of a name."""
    if names_games(text, offset, word):
        return False
    if word.lower() in ("summer", "winter", "autumn"):
        return True
    token = _token_at(doc, offset)
    if token is None or token.ent_type_ in ("PERSON", "ORG", "GPE"):
        return False
    return token.ent_type_ == "DATE" or (token.pos_ in ("NOUN", "PROPN") and token.dep_ in ("pobj", "npadvmod", "tmod")
                                         and not any(child.dep_ == "prep" for child in token.children))  # fmt: skip


def _is_zone(doc: Doc, text: str, offset: int, word: str) -> bool:
    return word.isupper()


def _is_jalali(doc: Doc, text: str, offset: int, word: str) -> bool:
    """Mehr, Tir and Azar are names too: a month only beside a number."""
    near = text[max(0, offset - 5) : offset] + "|" + text[offset + len(word) : offset + len(word) + 6]
    return word[0].isupper() and bool(
        re.search(r"\d{1,2}(?:th|st|nd|rd)?\s\|", near) or re.search(r"\|,?\s\d", near)
    )


def _is_reference(doc: Doc, text: str, offset: int, word: str) -> bool:
    return not names_press(text, offset, word)


_CHECKED = {
    "ref": _is_reference,
    "month": _is_month,
    "weekday": _is_weekday,
    "season": _is_noun,
    "zone": _is_zone,
    "jalali": _is_jalali,
}
