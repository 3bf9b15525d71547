"""text → its language: py3langid over a sample, with function words and scripts for what is short.

The one idea: a short text is a poor witness, so below a few words only its script or a stated language speaks.
"""

from __future__ import annotations

import re

from rashomon.language.features import counts_of_languages, own_language
from rashomon.language.notices import plain_words

#: Characters of the sample; more adds nothing and costs.
SAMPLE = 500
#: Words below which the text alone does not decide.
FEWEST_WORDS = 6
UNKNOWN = "und"
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
    if by_words and _is_plain(words, by_words):
        return by_words
    if len(words) < FEWEST_WORDS:
        return claim or by_words or _guessed(sample)
    guess = _guessed(sample)
    # two witnesses outvote one: the function words or the page, against the model
    if by_words and by_words != guess and (by_words == claim or len(words) < 40):
        return by_words
    return guess


def _is_plain(words: list[str], language: str) -> bool:
    """Whether function words settle it: a quarter of the words is of this language, none other comes near."""
    counts = counts_of_languages(words)
    most = counts.pop(language)
    return len(words) >= 20 and most >= 0.25 * len(words) and most >= 1.6 * max(counts.values(), default=0)


def _code(stated: str | None) -> str | None:
    match = re.match(r"[A-Za-z]{2}(?![A-Za-z])", stated.strip()) if stated else None
    return match.group().lower() if match else None


def _guessed(sample: str) -> str:
    import py3langid

    language, _ = py3langid.classify(sample)
    return str(language)
