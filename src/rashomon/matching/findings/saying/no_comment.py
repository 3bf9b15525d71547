"""Sentences of a story → who gave no comment, as several accounts tell it.

Reads sentences with the mentions and entities of their articles; gives groups of sentences, one of each article. The
one idea: "declined to comment", "did not return a call" and "could not be reached" are one thing in unlike words, so
whoever stands before them joins the accounts, not the words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from rashomon.matching.acts.parties import is_named
from rashomon.matching.findings.account import Corpus
from rashomon.matching.findings.text.sentences import Sentence

_NO_COMMENT = re.compile(
    r"\b(?:declin|refus)\w+ (?:to (?:\w+ )?|any )comment\b|\bno comment\b(?! (?:thread|section))"
    r"|\b(?:not|n['’]t) (?:immediately )?(?:respond|reply|return|answer)\b.{0,60}?\b(?:requests?|calls?|messages?"
    r"|e-?mails?|inquir(?:y|ies)|comment)\b"
    r"|\b(?:not|n['’]t) (?:immediately )?(?:be (?:immediately )?reached|available) for comment\b"
    r"|\bunavailable for comment\b",
    re.I,
)
#: Characters before the words in which whoever gave no comment stands.
_REACH = 70
#: Between them a clause begins whose doer is another.
_OTHER = re.compile(r"[;:.?!]\s|\b(?:that|which|said|told|because|when|while|after|before)\b")


def without_comment(corpus: Corpus, sentences: Iterable[Sentence]) -> list[list[Sentence]]:
    """The sentences by which two articles or more say that one person or body gave no comment, one of each article."""
    told: dict[str, dict[str, Sentence]] = defaultdict(dict)
    for one in sentences:
        for match in _NO_COMMENT.finditer(one.text):
            if party := _before(corpus, one, one.start + match.start()):
                told[party].setdefault(one.article, one)
    groups: Mapping[tuple[Sentence, ...], None] = dict.fromkeys(tuple(told[party].values()) for party in sorted(told))
    return [list(group) for group in groups if len(group) > 1]


def _before(corpus: Corpus, one: Sentence, at: int) -> str | None:
    """The entity, by id, of whoever stands last before a place in a sentence, where it bears a name."""
    text = corpus.articles[one.article].text
    last = max(
        (
            (mention.end, entity.id)
            for mention in corpus.parties.get(one.article, ())
            if mention.kind in ("person", "organization") and max(one.start, at - _REACH) <= mention.start < at
            and (entity := corpus.entities.get(corpus.of_mention.get(mention.id, ""))) is not None and is_named(entity)
        ),
        default=None,
    )  # fmt: skip
    return None if last is None or _OTHER.search(text, last[0], at) else last[1]
