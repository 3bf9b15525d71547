"""A statement → whether its speaker says that he, or his, did not do it.

Reads the words of a statement. The one idea: "denied any involvement", "said it was not them" and "its fighters had not
fired" share no word, and are one denial: of guilt, by whoever is blamed.
"""

from __future__ import annotations

import re

from rashomon.matching.findings.account import Corpus
from rashomon.record import Statement

_DENIES = re.compile(r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|disclaim(?:s|ed)?)\b", re.I)
#: What is denied, where it is guilt and no matter of its own; "denied it" says not what.
_GUILT = re.compile(
    r"\W*(?:with decision )?(?:(?:any|all|the|its|his|her|their|such|these|those|\w+['’]s) )?(?:\w+ )?"
    r"(?:involvement|participation|responsibility|complicity|guilt|wrongdoing|role|part|accusations?|charges?"
    r"|allegations?|blame)\b",
    re.I,
)
#: Who says so without a verb of denial.
_NOT_OURS = re.compile(
    r"\b(?:it|that) (?:was|is) not (?:them|us|him|her|me)\b"
    r"|\b(?:its|their|our) (?:own )?(?:fighters|forces|troops|men|soldiers|members|army|planes|aircraft)\b"
    r"[^.;,]{0,12}\b(?:not|never)\b"
    r"|\b(?:had|has|have) (?:no|nothing) (?:part|role|hand|involvement|relation|connection|link|to do)\b"
    r"|\b(?:was|were|is|are) not (?:behind|responsible|involved)\b",
    re.I,
)
#: Characters of what is said in which it is said.
_FIRST = 90


def denies_guilt(corpus: Corpus, statement: Statement) -> bool:
    """Whether a statement denies guilt: by a verb that does, or by plain words of the speaker on his own."""
    text = corpus.articles[statement.article].text
    content = " ".join(text[span.start : span.end] for span in statement.content)[:_FIRST]
    cue = text[statement.cue.start : statement.cue.end] if statement.cue else ""
    if statement.polarity == "negative" and _DENIES.search(cue):
        return bool(_GUILT.match(content))
    return bool(_NOT_OURS.search(content))
