"""Forms of Russian words: lemmas, names brought to the nominative, names in Latin letters.

Reads words and phrases as written; needs pymorphy3 (the extra `russian`) for all but the letters. The one idea: the
words of a name share case, number and, in a person's name, gender, so the reading that all of them allow is the one
meant: "Марии Захаровой" is Мария Захарова, "Сергея Шойгу" Сергей Шойгу.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from typing import Any

_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_WORDS = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|\d+|[^\w\s]|_", re.UNICODE)

#: Parts of speech of Universal Dependencies → those of pymorphy.
_PARTS: Mapping[str, tuple[str, ...]] = {
    "NOUN": ("NOUN",),
    "PROPN": ("NOUN",),
    "ADJ": ("ADJF", "ADJS", "COMP", "PRTF"),
    "VERB": ("VERB", "INFN", "PRTF", "PRTS", "GRND"),
    "AUX": ("VERB", "INFN", "GRND"),
    "DET": ("ADJF", "NPRO"),
    "PRON": ("NPRO", "ADJF", "NOUN"),
    "NUM": ("NUMR", "ADJF", "NOUN"),
    "ADV": ("ADVB", "COMP", "PRED"),
    "ADP": ("PREP",),
}
_FEATS = {
    "Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct", "Sing": "sing",
    "Plur": "plur", "Masc": "masc", "Fem": "femn", "Neut": "neut",
}  # fmt: skip
_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")


def is_cyrillic(text: str) -> bool:
    """Whether a text has a Russian letter."""
    return _CYRILLIC.search(text) is not None


@functools.cache
def _analyzer() -> Any:
    """pymorphy's dictionary, or None where it is not installed."""
    try:
        import pymorphy3
    except ImportError:
        return None
    return pymorphy3.MorphAnalyzer()


@functools.lru_cache(maxsize=200_000)
def readings(word: str) -> tuple[Any, ...]:
    """What a word can be, the likeliest first; nothing without pymorphy3."""
    analyzer = _analyzer()
    return tuple(analyzer.parse(word)) if analyzer is not None else ()


@functools.lru_cache(maxsize=200_000)
def lemma_of(word: str, pos: str, feats: str) -> str:
    """The lemma (lower case, е for ё) of a word that a tagger has given a part of speech and features."""
    if not is_cyrillic(word):
        return word.lower()
    found = _fitting(readings(word), pos, feats)
    normal = found.normal_form if found is not None else word.lower()
    return plain(str(normal))


def _fitting(read: Sequence[Any], pos: str, feats: str) -> Any:
    """The reading that agrees with the tagger on most; the first of equals."""
    wanted = {_FEATS[value] for part in feats.split("|") if (value := part.rpartition("=")[2]) in _FEATS}
    parts = _PARTS.get(pos, ())
    ranked = [
        (3 * (str(one.tag.POS) in parts) + sum(feature in one.tag for feature in wanted) / 2 + float(one.score), one)
        for one in read
    ]
    return max(ranked, key=lambda pair: pair[0])[1] if ranked else None


def plain(word: str) -> str:
    """Lower case with е for ё: how words are compared."""
    return word.lower().replace("ё", "е")


@functools.lru_cache(maxsize=200_000)
def lemma(word: str) -> str:
    """The likeliest lemma of a word without its sentence; nouns and adjectives first."""
    read = readings(word)
    nominal = [one for one in read if str(one.tag.POS) in ("NOUN", "ADJF", "PRTF")]
    best = nominal[0] if nominal else read[0] if read else None
    return plain(str(best.normal_form)) if best is not None else plain(word)


@functools.lru_cache(maxsize=100_000)
def noun_lemma(word: str) -> str:
    """The lemma of a word that names somebody, a participle's in its own form: "протестующих" → "протестующий"."""
    for one in readings(word):
        part = str(one.tag.POS)
        if part in ("PRTF", "ADJF"):
            found = one.inflect({"nomn", "sing", "masc"})
            return plain(str(found.word)) if found is not None else plain(word)
        if part == "NOUN":
            return plain(str(one.normal_form))
    return plain(word)


def words_of(text: str) -> list[str]:
    """Words, numbers and signs of a phrase."""
    return _WORDS.findall(text)


# ── the nominative ────────────────────────────────────────────────────────────────────────────────────────


@functools.lru_cache(maxsize=100_000)
def nominative_person(name: str) -> str:
    """A person's name in the nominative: "Сергеем Лавровым" → "Сергей Лавров"."""
    words = name.split()
    plans = [_person_forms(word, first=number == 0 and len(words) > 1) for number, word in enumerate(words)]
    best: tuple[float, list[str]] = (float("-inf"), words)
    for gender in ("masc", "femn"):
        for case in _CASES:
            chosen = [max((form for form in forms if _suits(form, gender, case)), default=None) for forms in plans]
            known = [form for form in chosen if form is not None]
            if len(known) < len(words):
                continue
            score = sum(form[0] for form in known) + 0.1 * (gender == "masc")
            score += (0.2 if len(words) > 1 else 0.1) * (case == "nomn")
            if score > best[0]:
                best = (score, [form[3] for form in known])
    return " ".join(best[1])


def _suits(form: tuple[float, str, str, str], gender: str, case: str) -> bool:
    return form[1] in (gender, "") and form[2] in (case, "")


@functools.lru_cache(maxsize=100_000)
def _person_forms(word: str, first: bool) -> list[tuple[float, str, str, str]]:
    """(score, gender, case, nominative) of a word of a name; empty gender and case: it does not change."""
    if "-" in word and all(part[:1].isupper() for part in word.split("-")):
        return _hyphened(word, first)
    forms = [(-0.3 if word.endswith(_OBLIQUE) else 0.05, "", "", word)]
    if not is_cyrillic(word) or len(word) < 2 or word.endswith("."):
        return [(0.05, "", "", word)]
    if plain(word)[-1] in _HARD + "йь":
        # a man's name that ends in a consonant changes; a woman's does not
        forms = [(0.05, "masc", "nomn", word), (0.05, "femn", "", word)]
    for one in readings(word):
        grammemes = one.tag.grammemes
        if str(one.tag.POS) != "NOUN" and not (str(one.tag.POS) == "ADJF" and word.endswith(_AS_ADJECTIVE)):
            continue
        if "plur" in grammemes:
            continue
        gender, case = str(one.tag.gender or ""), _case(one)
        if "ms-f" in grammemes or "Ms-f" in grammemes:
            gender = ""
        if gender == "neut" or "Geox" in grammemes or ("Patr" in grammemes and first):
            continue
        score = _likely(one, first)
        if "Fixd" in grammemes:
            forms.append((score, "", "", word))
            continue
        found = one.inflect({"nomn", "sing"})
        if case == "nomn" and not is_listed(one) and word.endswith(_OBLIQUE):
            continue
        if found is not None:
            forms.append((score, gender, case, _cased(found.word, word)))
    return forms + _by_ending(word)


def _case(reading: Any) -> str:
    return str(reading.tag.case or "").replace("gen2", "gent").replace("loc2", "loct")


def _likely(one: Any, first: bool) -> float:
    """How well a reading suits a name: a listed given name first, a listed family name later."""
    grammemes = one.tag.grammemes
    kind = "Name" if first else "Surn"
    value = 1.0 if kind in grammemes else 0.7 if {"Name", "Surn", "Patr"} & grammemes else 0.3
    if "inan" in grammemes:
        return 0.1
    if not is_listed(one):
        return min(value, 0.3) / 2 + float(one.score) / 100
    return value + (0.4 if value >= 0.7 else 0.0) + float(one.score) / 10


def is_listed(reading: Any) -> bool:
    """Whether the dictionary has this word itself, not one that ends like it."""
    return len(reading.methods_stack) == 1 and type(reading.methods_stack[0][0]).__name__ == "DictionaryAnalyzer"


#: Family names that change as adjectives do.
_AS_ADJECTIVE = ("ий", "ый", "ой", "ая", "ого", "его", "ому", "ему", "ым", "им", "ую")

#: Endings of family names → (gender, case, what takes their place).
_FAMILY = (
    ("ым", "masc", "ablt", ""),
    ("ову", "masc", "datv", "ов"), ("еву", "masc", "datv", "ев"), ("ину", "masc", "datv", "ин"),
    ("ова", "masc", "gent", "ов"), ("ева", "masc", "gent", "ев"), ("ина", "masc", "gent", "ин"),
    ("ову", "femn", "accs", "ова"), ("еву", "femn", "accs", "ева"), ("ину", "femn", "accs", "ина"),
    ("овой", "femn", "gent", "ова"), ("евой", "femn", "gent", "ева"), ("иной", "femn", "gent", "ина"),
    ("ского", "masc", "gent", "ский"), ("скому", "masc", "datv", "ский"), ("ским", "masc", "ablt", "ский"),
    ("ской", "femn", "gent", "ская"), ("скую", "femn", "accs", "ская"),
    ("ова", "femn", "nomn", "ова"), ("ева", "femn", "nomn", "ева"), ("ина", "femn", "nomn", "ина"),
)  # fmt: skip
#: Oblique cases of women's names that share one ending.
_ALSO = {("femn", "gent"): ("datv", "ablt", "loct"), ("masc", "gent"): ("accs",), ("masc", "ablt"): ()}


def _by_ending(word: str) -> list[tuple[float, str, str, str]]:
    """Family names that no dictionary lists, by their endings."""
    found = []
    for ending, gender, case, put in _FAMILY:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)] + put
            if ending == "ым" and not stem.endswith(("ов", "ев", "ин", "ын")):
                continue
            found += [(0.6, gender, one, stem) for one in (case, *_ALSO.get((gender, case), ()))]
    for ending, case in _MALE:
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) > 1 and stem[-1] in _HARD:
            found.append((0.22, "masc", case, stem))
    for ending, case in _SOFT:
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) > 2 and stem[-1] in "лнрт":
            found.append((0.2, "masc", case, f"{stem}ь"))
        elif word.endswith("ем") and case == "ablt" and len(stem) > 1 and stem[-1] in "жшчщц":
            found.append((0.2, "masc", case, stem))
    if word.endswith("ы") and len(word) > 4 and not any(map(is_listed, readings(word))):
        found.append((0.18, "", "gent", f"{word[:-1]}а"))
    return found


#: How a foreign man's name that ends in a consonant changes.
_MALE = (("а", "gent"), ("а", "accs"), ("у", "datv"), ("ом", "ablt"), ("е", "loct"))
_SOFT = (("я", "gent"), ("я", "accs"), ("ю", "datv"), ("ем", "ablt"))
_HARD = "бвгджзклмнпрстфхцчшщ"
#: Endings that a name in the nominative hardly has.
_OBLIQUE = ("ой", "ою", "ом", "ем", "ым", "ого", "ому")


def _hyphened(word: str, first: bool) -> list[tuple[float, str, str, str]]:
    """A name of two joined by a hyphen: each part by itself, in one gender and case."""
    parts = [_person_forms(part, first) for part in word.split("-")]
    found = [(0.05, "", "", word)]
    for gender in ("masc", "femn"):
        for case in _CASES:
            chosen = [max((form for form in forms if _suits(form, gender, case)), default=None) for forms in parts]
            if all(form is not None for form in chosen):
                known = [form for form in chosen if form is not None]
                found.append((min(form[0] for form in known), gender, case, "-".join(form[3] for form in known)))
    return found


@functools.lru_cache(maxsize=100_000)
def nominative(name: str, proper: bool = True) -> str:
    """A noun phrase in the nominative: adjectives and head are turned, what hangs on the head stays as it is.

    "Министерством обороны Сирии" → "Министерство обороны Сирии"; "Восточной Гуте" → "Восточная Гута".
    """
    parts = re.split(r"(\s+|[«»“”\"„])", name)
    places = [number for number, part in enumerate(parts) if part and is_cyrillic(part)]
    if not places or (name.isupper() and len(places) == 1):
        return name
    size = _head_size([parts[number] for number in places])
    turned = _turned([parts[number] for number in places[:size]], proper)
    for number, word in zip(places, turned, strict=False):
        parts[number] = word
    return "".join(parts)


def _head_size(words: Sequence[str]) -> int:
    """How many words at the front stand in the phrase's own case: adjectives, then one noun."""
    for number, word in enumerate(words):
        read = readings(word)
        if not read:
            return 1
        alone = number > 0 or not _is_adjective(read) or len(words) == 1
        if alone and any(str(one.tag.POS) == "NOUN" for one in read):
            return number + 1
        if not _is_adjective(read):
            return number + 1
    return len(words)


def _is_adjective(read: Sequence[Any]) -> bool:
    return any(str(one.tag.POS) in ("ADJF", "PRTF") for one in read[:3])


def _turned(words: Sequence[str], proper: bool) -> list[str]:
    """Adjectives and their noun in the nominative, in the case and number that all of them can have."""
    plans = [_noun_forms(word, proper) for word in words]
    best: tuple[float, list[str]] = (float("-inf"), list(words))
    for number in ("sing", "plur"):
        for gender in ("masc", "femn", "neut"):
            for case in _CASES:
                chosen = [
                    max((f for f in forms if f[1] in (case, "") and f[2] in (number, "") and f[3] in (gender, "")),
                        default=None)
                    for forms in plans
                ]  # fmt: skip
                known = [form for form in chosen if form is not None]
                if len(known) == len(words):
                    score = sum(form[0] for form in known) + 0.05 * (case == "nomn")
                    if score > best[0]:
                        best = (score, [form[4] for form in known])
    return best[1]


@functools.lru_cache(maxsize=100_000)
def _noun_forms(word: str, proper: bool) -> list[tuple[float, str, str, str, str]]:
    """(score, case, number, gender, nominative) of a noun or adjective."""
    forms = [(0.01, "", "", "", word)]
    for one in readings(word):
        if str(one.tag.POS) not in ("NOUN", "ADJF", "PRTF"):
            continue
        grammemes = one.tag.grammemes
        if "Fixd" in grammemes:
            forms.append((float(one.score), "", "", "", word))
            continue
        number = str(one.tag.number or "sing")
        gender = str(one.tag.gender or "") if number == "sing" else ""
        case = _case(one)
        found = one.inflect({"nomn", number})
        if found is None:
            continue
        score = float(one.score) + (0.5 if proper and {"Geox", "Orgn"} & grammemes else 0.0)
        forms.append((score, case, number, gender, _cased(found.word, word)))
    return forms + (_unlisted(word) if proper and word[:1].isupper() else [])


def _unlisted(word: str) -> list[tuple[float, str, str, str, str]]:
    """What a name that no dictionary lists can be by its ending: "Острании", "Велмаре"."""
    listed = [one for one in readings(word) if is_listed(one)]
    if listed and (not word.endswith("ии") or any("Geox" in one.tag.grammemes for one in listed)):
        return []
    found = []
    if word.endswith(("ии", "ию", "ией")):
        stem = word[: -len("ией" if word.endswith("ией") else "ии")]
        found = [(1.2, case, "sing", "femn", f"{stem}ия") for case in _CASES[1:]]
    elif word.endswith("ия"):
        found = [(1.2, "nomn", "sing", "femn", word)]
    elif word.endswith("е") and len(word) > 4 and word[-2] in _HARD:
        found = [(0.8, "loct", "sing", "masc", word[:-1])]
    elif word.endswith("ы") and len(word) > 4:
        found = [(0.8, "gent", "sing", "femn", f"{word[:-1]}а")]
    return found


def _cased(form: str, word: str) -> str:
    """A form with the capitals of the word it was made from."""
    if word.isupper() and len(word) > 1:
        return form.upper()
    if "-" in word:
        pairs = list(zip(form.split("-"), word.split("-"), strict=False))
        if form.count("-") == word.count("-"):
            return "-".join(f[:1].upper() + f[1:] if w[:1].isupper() else f for f, w in pairs)
    return form[:1].upper() + form[1:] if word[:1].isupper() else form


# ── Latin letters ─────────────────────────────────────────────────────────────────────────────────────────

_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
    "я": "ya", "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ў": "w", "«": '"', "»": '"', "„": '"',
}  # fmt: skip
_ENDS = (
    (re.compile(r"(?<=[кгхжчшщнтдлрвбпмсз])ий\b"), "y"), (re.compile(r"ый\b"), "y"), (re.compile(r"ия\b"), "ia"),
    (re.compile(r"ье"), "ye"), (re.compile(r"кс"), "x"), (re.compile(r"(?<=[иы])й"), ""),
)  # fmt: skip


@functools.lru_cache(maxsize=100_000)
def latin(text: str) -> str:
    """Russian in Latin letters as news agencies write it: "Сергей Лавров" → "Sergey Lavrov"."""
    return " ".join(_latin_word(word) for word in text.split())


def _latin_word(word: str) -> str:
    low = word.lower()
    for pattern, put in _ENDS:
        low = pattern.sub(put, low)
    made = "".join(_LATIN.get(letter, letter) for letter in low)
    if word.isupper() and len(word) > 1:
        return made.upper()
    if word[:1].isupper():
        pairs = zip(made.split("-"), word.split("-"), strict=False)
        made = "-".join(part[:1].upper() + part[1:] if own[:1].isupper() else part for part, own in pairs)
    return made
