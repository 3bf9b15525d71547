"""text → its language: py3langid over a sample, with function words and scripts for what is short.

The one idea: a short text is a poor witness, so below a few words only its script or a stated language speaks; what
the model cannot tell from a language that this program reads is taken to be in that one.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence

from rashomon.language.page.features import counts_of_languages, own_language
from rashomon.language.page.lines import languages
from rashomon.language.page.notices import function_words, plain_words

#: Characters of the sample; more adds nothing and costs.
SAMPLE = 500
#: Words below which the text alone does not decide.
FEWEST_WORDS = 6
#: Letters of another script from which a line is in another language; words from which its function words tell.
FEWEST_LETTERS = 12
PLAIN_WORDS = 20
UNKNOWN = "und"
#: Languages with readers of their own (pipeline); a few words that may as well be in one of them are.
OURS = ("en", "ru")
#: By how much the logarithm of one language's likelihood must exceed another's to rule it out: a thousand to one.
SURE = 6.9
_LETTER = re.compile(r"[^\W\d_]")
_AFTER_LATIN = "\u0370"
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")), ("ko", re.compile("[\uac00-\ud7af]")), ("zh", re.compile("[\u4e00-\u9fff]")),
    ("he", re.compile("[\u0590-\u05ff]")), ("el", re.compile("[\u0370-\u03ff]")), ("th", re.compile("[\u0e00-\u0e7f]")),
    ("ka", re.compile("[\u10a0-\u10ff]")), ("hy", re.compile("[\u0530-\u058f]")),
)  # fmt: skip


def identify(text: str, stated: str | None = None) -> str:
    """ISO 639-1 code of the text's language; what metadata states where the text is too short; "und" if nothing."""
    sample = text[:SAMPLE].strip()
    claim = _code(stated)
    letters = sum(map(str.isalpha, sample))
    if letters < 3:
        return claim or UNKNOWN
    for language, script in _SCRIPTS:
        if len(script.findall(sample)) > 0.2 * letters:
            return language
    words = plain_words(sample)
    by_words = own_language(words)
    if by_words and len(words) >= PLAIN_WORDS and _is_plain(words, by_words):
        return by_words
    if len(words) < FEWEST_WORDS:
        return claim or by_words or _guessed(sample, UNKNOWN)
    guess = _guessed(sample)
    # two witnesses outvote one: the function words or the page, against the model
    if by_words and by_words != guess and (by_words == claim or len(words) < 40):
        return by_words
    return guess


def identify_lines(lines: Sequence[str], stated: str | None = None) -> str:
    """The language of most of a text by the lines that tell theirs; where too few do, that of its beginning.

    A long quotation in another language is then no witness against the article's own.
    """
    likely, half = own_language(plain_words("\n".join(lines)[:SAMPLE])), sum(map(len, lines)) / 2
    if likely and sum(len(line) for line in lines if speaks(line, likely)) > half:
        return likely
    told: Counter[str] = Counter()
    for line in lines:
        told[_spoken_in(line, FEWEST_WORDS) or UNKNOWN] += len(line)
    told.pop(UNKNOWN, None)
    most = min(told, key=lambda language: (-told[language], language), default="")
    if most and told[most] > 0.4 * sum(map(len, lines)):
        return most
    latin = [line for line in lines if not _is_in_another_script(line)]
    most_latin = 2 * sum(map(len, latin)) >= sum(map(len, lines))
    return identify("\n".join(latin if most_latin else lines), stated)


@functools.lru_cache(maxsize=512)
def speaks(line: str, language: str) -> bool:
    """Whether every seventh word of a line, at least, is a function word of a language: a quick yes, no sure no."""
    words = line[:SAMPLE].lower().split()
    return 7 * sum(map(function_words().get(language, frozenset()).__contains__, words)) >= len(words) > 0


def plain_language(line: str) -> str | None:
    """The language of a line whose script or function words leave no doubt; None for most short lines.

    "und" for a few words in another script than Latin: several languages may have them.
    """
    return _spoken_in(line, PLAIN_WORDS)


def _spoken_in(line: str, fewest: int) -> str | None:
    """The same; `fewest` words let function words decide."""
    words = plain_words(line[:SAMPLE])
    if _is_in_another_script(line):
        found = identify(line) if len(words) >= FEWEST_WORDS or len(words) == 1 else UNKNOWN
        return found if found in languages() else UNKNOWN
    language = own_language(words) if len(words) >= fewest else None
    return language if language and _is_plain(words, language) else None


def _is_in_another_script(line: str) -> bool:
    """Whether most letters of a line, and not just a name's, are of another script than Latin."""
    if line.isascii():
        return False
    letters = _LETTER.findall(line)
    return len(letters) >= FEWEST_LETTERS and sum(letter >= _AFTER_LATIN for letter in letters) > 0.6 * len(letters)


def _is_plain(words: list[str], language: str) -> bool:
    """Whether function words settle it: a quarter of the words is of this language, none other comes near."""
    counts = counts_of_languages(words)
    most = counts.pop(language)
    return most >= 0.25 * len(words) and most >= 1.6 * max(counts.values(), default=0)


def _code(stated: str | None) -> str | None:
    match = re.match(r"[A-Za-z]{2}(?![A-Za-z])", stated.strip()) if stated else None
    return match.group().lower() if match else None


def _guessed(sample: str, unsure: str | None = None) -> str:
    """The model's guess; where it cannot tell, one of OURS among those that it may be, or else `unsure`."""
    import py3langid

    likely = py3langid.rank(sample)
    language, most = likely[0]
    may_be = {other for other, score in likely if score > most - SURE}
    if len(may_be) == 1:
        return str(language)
    ours = next((other for other in OURS if other in may_be), None)
    return ours or unsure or str(language)
