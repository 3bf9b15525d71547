"""article + parse → time mentions and the intervals they express.

The one idea: expressions are found and normalised in `language/`; here they meet the article: its date anchors
what is relative, its outlet settles how 9/6/2016 is meant, and a clock without a zone is only about that time.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import NamedTuple

from spacy.tokens import Doc

from rashomon.knowledge.zones import published_day
from rashomon.language.parties.agents import is_called_like_a_month
from rashomon.language.sentences import text_of
from rashomon.language.timex.intervals import Stretch, stretches
from rashomon.language.timex.tagger import Timex, find_timexes
from rashomon.record import Article, Mention, When, mention_id


class TimesFound(NamedTuple):
    """`whens[i].mention` is the id of one of `mentions`; repeated times and bare lengths have no when."""

    mentions: list[Mention]
    whens: list[When]


def find_times(article: Article, doc: Doc, anchor: date | None = None) -> TimesFound:
    """Time expressions, normalised against the article's date where it has one.

    `anchor` stands in for the date of an article whose date was inferred to within a day.
    """
    published = anchor or published_day(article)
    timexes = [one for one in find_timexes(doc, published, day_first(article)) if not _is_a_name(doc, one)]
    told = stretches(article.text, timexes, published)
    mentions = [_mention(article, stretch.start, stretch.end) for stretch in told]
    whens = [
        _when(mention, stretch, timexes, _stands_before_a_noun(doc, stretch))
        for mention, stretch in zip(mentions, told, strict=True)
    ]
    covered = {offset for stretch in told for offset in range(stretch.start, stretch.end)}
    rest = [_mention(article, one.start, one.end) for one in timexes if one.start not in covered]
    return TimesFound(sorted(mentions + rest, key=lambda mention: (mention.start, mention.end)), whens)


def _is_a_name(doc: Doc, timex: Timex) -> bool:
    """ "accused May of lying": the name of somebody."""
    span = doc.char_span(timex.start, timex.end) if doc.has_annotation("DEP") else None
    return span is not None and len(span) == 1 and is_called_like_a_month(span[0])


_MONTH_FIRST = re.compile(r"\.(?:com|us|gov|mil|edu|org|net)(?:$|[/:])")
_COUNTRY = re.compile(r"\.(?!us\b)[a-z]{2}(?:$|[/:])")
_CLEARLY_DAY_FIRST = re.compile(r"(?<![\d/])(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])/\d{2,4}")


def day_first(article: Article) -> bool:
    """Whether the outlet writes 9/6/2016 for 9 June: its own dates say so, else the country of its address."""
    if _CLEARLY_DAY_FIRST.search(article.text):
        return True
    host = re.sub(r"^\w+://", "", (article.url or article.outlet or "").lower()).split("/")[0]
    return bool(_COUNTRY.search(host)) and not _MONTH_FIRST.search(host)


def _mention(article: Article, start: int, end: int) -> Mention:
    return Mention(
        mention_id(article.id, start, end, "time"), article.id, start, end, "time", article.text[start:end]
    )


def _stands_before_a_noun(doc: Doc, stretch: Stretch) -> bool:
    """ "after Sunday's attack", "before the 4 May vote": what follows or precedes is the noun; the day is its own."""
    if stretch.relation not in ("before", "after"):
        return False
    if text_of(doc)[stretch.end : stretch.end + 2] in ("'s", "’s"):
        return True
    span = doc.char_span(stretch.start, stretch.end, alignment_mode="expand") if doc.has_annotation("DEP") else None
    if span is None or span.end >= len(doc) or not all(word.head.i < span.end for word in span[:-1]):
        return False
    last, noun = span[-1], span[-1].head
    return last.dep_ in ("compound", "nmod", "nummod", "amod") and noun.i >= span.end and noun.pos_ == "NOUN"


def _when(mention: Mention, stretch: Stretch, timexes: list[Timex], of_a_noun: bool = False) -> When:
    relation = "on" if of_a_noun else stretch.relation
    if stretch.precision == "minute" and relation == "on" and _zoneless(stretch, timexes):
        relation = "about"
    return When(
        _instant(stretch.first), _instant(stretch.last), stretch.precision, relation, stretch.anchor, mention.id
    )  # fmt: skip


def _zoneless(stretch: Stretch, timexes: list[Timex]) -> bool:
    return any(one.offset is None for one in timexes if stretch.start <= one.start < stretch.end)


def _instant(moment: datetime | None) -> str | None:
    return f"{moment.isoformat(timespec='seconds')}Z" if moment else None
