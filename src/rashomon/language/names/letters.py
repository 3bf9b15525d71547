"""Names brought to plain letters before they are compared: case, marks, and letters that only look different."""

from __future__ import annotations

import functools
import re
import unicodedata

from rashomon.knowledge.letters import without_accents

_LATIN = str.maketrans({
    "š": "sh", "č": "ch", "ž": "zh", "ć": "ch", "ş": "sh", "ș": "sh", "ț": "ts", "ţ": "ts", "đ": "d", "ð": "d",
    "þ": "th", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ə": "a", "ħ": "h", "ŋ": "ng",
    "ʻ": "", "ʼ": "", "ʿ": "", "ʾ": "", "’": "", "‘": "", "'": "", "`": "", "´": "", "ʹ": "", "ʺ": "",
})  # fmt: skip
_NATIVE = str.maketrans({
    "ё": "е", "ѐ": "е", "ѝ": "и", "ъ": "", "ь": "", "’": "", "'": "", "ʼ": "",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ك": "ک", "ؤ": "و", "ة": "ه", "ۀ": "ه",
    "ھ": "ه", "ہ": "ه", "ے": "ي", "ء": "", "ـ": "", "ں": "ن", "‌": "",
    "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ", "״": "", "׳": "", "ς": "σ",
})  # fmt: skip
_MARKS = re.compile(r"[ً-ْٰ֑-ׇ]")


def latin_letters(name: str) -> str:
    """Lower-case Latin without marks: "Voráček" → "voracek", "Šešelj" → "sheshelj"."""
    text = unicodedata.normalize("NFC", name.casefold()).translate(_LATIN)
    return without_accents(text)


def native_letters(name: str) -> str:
    """Other scripts without points, and with letters that fonts and languages swap made one."""
    text = unicodedata.normalize("NFC", _MARKS.sub("", name.casefold())).translate(_NATIVE)
    return without_accents(text) if text and ord(text[0]) < 0x400 else text


@functools.lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """Classes of a Latin word's consonants that romanizations swap: Dehqan, Dehghan → "tkn"."""
    for old, new in _CLASSES:
        word = word.replace(old, new)
    kept = [letter for letter in word if letter not in "aeiouyh"]
    return "".join(letter for i, letter in enumerate(kept) if i == 0 or letter != kept[i - 1])


_CLASSES = (
    ("kh", "k"), ("gh", "k"), ("ch", "s"), ("sh", "s"), ("zh", "j"), ("dj", "j"), ("dz", "j"), ("dh", "t"), ("th", "t"),
    ("ph", "f"), ("ck", "k"), ("ts", "s"), ("q", "k"), ("g", "k"), ("c", "k"), ("d", "t"), ("v", "f"), ("w", "f"),
    ("z", "s"), ("x", "ks"),
)  # fmt: skip
