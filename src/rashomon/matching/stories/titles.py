"""A group of articles → the story that they tell: its title, its days.

Reads articles and how alike each is to the others; writes stories. The one idea: a story is named by the account that
the others are most like, in words that an account has about it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from rashomon.language.russian.forms import is_cyrillic
from rashomon.matching.stories.pairs import Alike, Known, is_told
from rashomon.record import Article, Story, story_id

#: Blocks that say who wrote a text, and where, and not what it is about.
_AROUND = frozenset(("byline", "dateline", "credit"))
#: A line that says whose a picture is, or who the author is: "Joan Roe. Photo: AP", "Ann Roe writes for the Courier".
_OF_OTHERS = re.compile(
    r"\b(?i:photo|photograph|picture|image|illustration)s?(?: (?:by|credit|courtesy of))?\s*[:/©]\s*"
    r"[A-Z][\w .,&/’'-]{1,40}$"
    r"|^[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3} (?:writes|reports) for (?:the )?[A-Z]"
    r"|^[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3} is an? (?:[\w-]+ ){0,3}"
    r"(?:reporter|writer|journalist|editor|correspondent|columnist) (?:for|at|with|based)\b"
)


def centrality_of(alike: Alike, articles: Sequence[Article], groups: Sequence[Sequence[str]]) -> Mapping[str, int]:
    """How alike each article is to the others of its group, summed up."""
    group_of = {one: i for i, group in enumerate(groups) for one in group}
    group = np.array([group_of[article.id] for article in articles], dtype=np.int64)
    inside = group[alike.left] == group[alike.right]
    score = alike.told[inside].astype(np.float64)  # whole numbers below 2^53: sums are exact
    total = sum(np.bincount(side[inside], weights=score, minlength=len(articles)) for side in (alike.left, alike.right))
    return {article.id: int(value) for article, value in zip(articles, np.asarray(total).tolist(), strict=True)}


def story_of(group: Sequence[str], articles: Mapping[str, Article | Known], centrality: Mapping[str, int]) -> Story:
    """The story of a group, named by the most central of its articles that are read and have a title, or of all; in
    English where an account has a headline in it, as entities are.
    """

    def best_first(one: str) -> tuple[bool, bool, bool, bool, int, str, str]:
        article, headline = articles[one], headline_of(articles[one]) or ""
        unread, russian = not is_told(article), is_cyrillic(headline)
        untitled = not is_headline(article.title)
        return not headline, unread, russian, untitled, -centrality[one], article.published or "9", one

    central = min(group, key=best_first)
    firsts = [found for one in group if (found := articles[one].published)]
    lasts = [found for one in group if (found := articles[one].published_latest)]
    return Story(
        story_id(group), headline_of(articles[central]), tuple(group), (),
        min(firsts, default=None), max(lasts, default=None),
    )  # fmt: skip


def headline_of(article: Article | Known) -> str | None:
    """The article's title, else the first sentence of its text; a byline and a picture's credit are neither."""
    if is_headline(article.title):
        return article.title
    if isinstance(article, Known):
        return article.headline
    lines = [line.strip() for line in _body(article).splitlines() if is_headline(line.strip())]
    return _first_sentence(lines[0]) if lines else None


def is_headline(line: str | None) -> bool:
    """Whether a title or a line may say what an article tells."""
    return bool(line) and not _OF_OTHERS.search(line or "")


def _body(article: Article) -> str:
    """The text without what stands around it."""
    kept = [block for block in article.blocks if block.kept and block.kind in _AROUND]
    text, past = [], 0
    for block in sorted(kept, key=lambda block: block.start or 0):
        text.append(article.text[past : block.start])
        past = block.end or past
    return "".join([*text, article.text[past:]])


def _first_sentence(line: str, longest: int = 160) -> str:
    end = next((i + 1 for i in range(20, len(line) - 1) if line[i] in ".!?" and line[i + 1] == " "), len(line))
    sentence = line[:end]
    return sentence if len(sentence) <= longest else sentence[:longest].rsplit(" ", 1)[0] + " …"
