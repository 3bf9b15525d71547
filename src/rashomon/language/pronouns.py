"""Words that stand for a name and spell none. Reads the text of a mention; the one idea: asking loads no parser."""

from __future__ import annotations

PRONOUNS = frozenset(
    "he him his himself she her hers herself they them their theirs themselves it its itself we us our ours i me my "
    "mine you your who whom this that these those".split()
)


def is_pronoun(text: str) -> bool:
    """ "us", but not "US"; of Russian, too."""
    if text.isascii():
        return text.casefold() in PRONOUNS and text != "US"
    from rashomon.language.russian import gloss

    return gloss.is_pronoun(text)
