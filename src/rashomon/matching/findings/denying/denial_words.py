"""The words by which a text denies, calls untrue, says no or doubts: one list of each, for all who look for denials.

Writes parts of patterns, to be put between word bounds, any case. The one idea: what makes a sentence no plain telling
(a no, a denial, a doubt) is the same whoever asks; a reader who means less than all of it joins the lists he means.
"""

from __future__ import annotations

import re

#: What is told after others: a claim, a report, a rumour.
CLAIMED = r"claims?|allegations?|accusations?|reports?|rumou?rs?|suggestions?|speculation|stor(?:y|ies)|assertions?"
#: Verbs that deny what follows them. Workers are dismissed and offers rejected, too: only claims are denied so.
DENIES = (
    r"den(?:y|ies|ied|ying|ials?)|refut(?:e|es|ed|ing)|rebut(?:s|ted|ting|tals?)?|dispel(?:s|led)?"
    r"|debunk(?:s|ed|ing)?|disput(?:es?|ed|ing)|push(?:es|ed|ing)? back|discredit(?:s|ed)?|disprov(?:es?|ed|en)"
    rf"|(?:reject|dismiss)(?:es|s|ed|ing)? (?:[\w’']+ ){{0,3}}(?:{CLAIMED}|that)"
)
#: What is called a fake if it is a telling that is: a report or a picture, no nipple and no beard.
_SHOWN = (
    rf"(?:\w+ )?(?:{CLAIMED}|sites?|web\w*|accounts?|photo\w*|images?|videos?|quotes?|tweets?|posts?|articles?"
    r"|information|news|narratives?|statements?|charges?|pictures?)|after|by|in|and|or|but|as|on|because"
    r"|when|since|that|to (?:say|claim)"
)
#: Words that call a thing untrue, as a whole.
UNTRUE = (
    rf"hoax\w*|fak(?:e[ds]|ery|ing)|fake(?!\s[a-z])|fake (?=(?:{_SHOWN})\b)|false(?!\s[a-z])|false (?=(?:{_SHOWN})\b)"
    r"|falsely|falsehoods?|untrue|untruths?"
    r"|bogus|baseless|unfounded|groundless|fabricat\w+|fictitious|satir\w+|parody|prank|spoof|sham|scam|doctored"
    r"|photoshopped|phon(?:y|ey)|lied|liars?"
    r"|lying(?! (?:down|on|in|at|under|beside|near|there|dead|flat|back|awake|face|to rest))"
)
#: Words that say no.
NO = r"not|never|no|none|nobody|neither|nor|cannot"
#: Words that leave open whether it is so.
OPEN = (
    r"if|whether|could|might|may|would|should|rumou?r\w*|unconfirmed|unverified|unclear|purported\w*|supposed(?:ly)?"
    r"|allegedly"
)
#: A no that hangs on its verb, and a question.
_HANGING = r"n['’] ?t\b|\?"


def plainness(*parts: str) -> re.Pattern[str]:
    """A pattern of what makes a sentence no plain telling: words of these parts, "n't", a question mark."""
    return re.compile(rf"\b(?:{'|'.join(parts)})\b|{_HANGING}", re.I)
