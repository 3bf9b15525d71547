"""index + a claim → which articles tell it, deny it, mention it without a side, are silent, or were not read.

Reads the search index; writes nothing. The one idea: "is it told that …?" is answered by passages, each with whose
words it is; of copies of one text one is shown, and who says nothing is named, for the stories in which others speak
of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rashomon.errors import QueryError
from rashomon.matching.claims.bearing import bearing
from rashomon.matching.claims.heard import DENIES, MENTIONS, TELLS, Heard, heard
from rashomon.matching.claims.stance import content_words
from rashomon.matching.findings.text.wording import STRONGER, WEAKER, wording
from rashomon.record import Span
from rashomon.store.search import SearchIndex
from rashomon.views.items import AccountItem, Cited, Name, SaidItem, accounts, article_of, listed, said_items
from rashomon.views.words import spell_published, unread

#: Articles, those with most of the claim's words first, that are read for it.
_READ = 400
#: Content words that a claim has at least.
_LEAST = 2
_LONGEST = 600
#: A question that a yes or no does not answer: there is no claim in it.
_OPEN_QUESTION = re.compile(r"(?:who|whom|whose|what|which|when|where|why|how)\b", re.I)


@dataclass(frozen=True, slots=True)
class Heading:
    """A passage that speaks of the claim. `how`: tells, denies, mentions; `speaker`: whose words it is, or None where
    it is the outlet's own; `chain`: how they came to the outlet.
    """

    how: str
    passage: Cited
    speaker: Name | None
    chain: str


@dataclass(frozen=True, slots=True)
class Telling:
    """An article that speaks of the claim. `note`: "another number: 17", "part of it" … ; `version`: by which words it
    goes further than the claim, or less far; `bears`: "may weaken it", where what it says beside speaks against the
    claim; `copies`: how many more articles print the same text.
    """

    article: str
    outlet: str
    title: str | None
    published: str
    story: Name | None
    how: str
    note: str | None
    version: str | None
    bears: str | None
    passages: tuple[Heading, ...]
    copies: int


@dataclass(frozen=True, slots=True)
class ToldAnswer:
    """Who tells a claim. `silent` and `unread`: articles of the same stories that do not speak of it, and those in
    another language than the claim's, which is English; `origins`: independent voices among those who speak of it.
    """

    claim: str
    tells: tuple[Telling, ...]
    denies: tuple[Telling, ...]
    mentions: tuple[Telling, ...]
    silent: tuple[AccountItem, ...]
    unread: tuple[AccountItem, ...]
    articles: int
    origins: int


@dataclass(frozen=True, slots=True)
class _Found:
    """An article that speaks of the claim, by its number; `copies` share its origin and its answer."""

    row: Any
    heard: Heard
    copies: int = 0


def view_told(index: SearchIndex, claim: str) -> ToldAnswer:
    """The answer to "is it told that …?". Raises QueryError where the claim says too little, or is no sentence."""
    claim = _checked(claim)
    found = [_Found(row, said) for row in _candidates(index, claim) if (said := heard(claim, row["text"]))]
    folded = _folded(found)
    items = _items(index, claim, folded)
    by_how = {
        how: tuple(item for one, item in zip(folded, items, strict=True) if one.heard.how == how)
        for how in (TELLS, DENIES, MENTIONS)
    }
    silent, other = _others(index, found)
    origins = len({_voice(one.row) for one in found})
    return ToldAnswer(
        claim, by_how[TELLS], by_how[DENIES], by_how[MENTIONS], silent, other, len(found), origins
    )  # fmt: skip


def _checked(claim: str) -> str:
    """The claim as a plain sentence: without "is it told that" and the question mark."""
    plain = " ".join(claim.split())
    plain = re.sub(r"^(?:is it (?:told|said|reported|true|claimed) (?:that|whether) )", "", plain, flags=re.I).rstrip(
        " ?"
    )
    if _OPEN_QUESTION.match(plain) and claim.rstrip().endswith("?"):
        raise QueryError(f"nothing is claimed: {plain + '?'!r}; ask with a sentence that says who did what")
    if len(plain) > _LONGEST:
        raise QueryError(f"a claim is one sentence of at most {_LONGEST} characters; this has {len(plain):,}")
    letters = [sign for sign in plain if sign.isalpha()]
    if 2 * sum(sign.isascii() for sign in letters) < len(letters):
        raise QueryError(f"claims are compared in English only: {plain!r}; ask in English")
    if len(content_words(plain)) < _LEAST:
        raise QueryError(f"too little to look for: {plain!r}; ask for a sentence that says who did what")
    return plain


def _candidates(index: SearchIndex, claim: str) -> list[Any]:
    """The articles with most of the claim's words, in order of the index."""
    words = sorted({word.lower() for word in re.findall(r"\w+", claim) if len(word) > 2})
    match = " OR ".join(f'"{word}"' for word in words)
    return list(
        index.rows(
            "select a.n, a.id, a.outlet, a.title, a.row, a.published, a.story story_n, a.origin, t.text, "
            "s.id story_id, s.title story_title "
            "from (select rowid n from words where words match ? order by rank limit ?) f "
            "join articles a on a.n = f.n join texts t on t.article = a.n left join stories s on s.n = a.story "
            "order by a.published is null, a.published, a.n",
            (match, _READ),
        )
    )


def _voice(row: Any) -> int:
    """Whose voice an article is: copies of one text have one number."""
    return int(row["origin"] if row["origin"] is not None else -row["n"])


def _folded(found: Sequence[_Found]) -> list[_Found]:
    """Copies that answer alike as one, the first. Who tells or denies the claim stands in the order of publication;
    of those who take no side come first who say most of it.
    """
    first: dict[tuple[int, str], _Found] = {}
    for one in found:
        key = (_voice(one.row), one.heard.how)
        known = first.get(key)
        first[key] = _Found(known.row, known.heard, known.copies + 1) if known else one
    return sorted(first.values(), key=_place)


def _place(one: _Found) -> tuple[float, bool, str, int]:
    published = one.row["published"]
    share = one.heard.passages[0].share if one.heard.how == MENTIONS else 0.0
    return (-share, published is None, published or "", one.row["n"])


def _items(index: SearchIndex, claim: str, found: Sequence[_Found]) -> list[Telling]:
    said = _statements(index, [one.row["n"] for one in found])
    return [_item(claim, one, said.get(one.row["id"], ())) for one in found]


def _statements(index: SearchIndex, numbers: Iterable[int]) -> dict[str, list[SaidItem]]:
    """Article id → its statements."""
    rows = index.rows(
        "select s.n from statements s where s.article in (select value from json_each(?)) order by s.n",
        (listed(numbers),),
    )
    found: dict[str, list[SaidItem]] = {}
    for said in said_items(index, [row["n"] for row in rows]):
        found.setdefault(said.citation.article, []).append(said)
    return found


def _item(claim: str, one: _Found, said: Sequence[SaidItem]) -> Telling:
    row, found = one.row, one.heard
    passages = tuple(_heading(row, passage.how, passage.span, said) for passage in found.passages)
    return Telling(
        article=row["id"],
        outlet=row["outlet"],
        title=row["title"],
        published=spell_published(article_of(row["row"])),
        story=Name(row["story_id"], row["story_title"]) if row["story_id"] else None,
        how=found.how,
        note=found.note,
        version=_version(claim, passages[0].passage.quote) if found.how == TELLS else None,
        bears=_bears(claim, passages[0].passage.quote) if found.how == MENTIONS else None,
        passages=passages,
        copies=one.copies,
    )


def _heading(row: Any, how: str, span: Span, said: Sequence[SaidItem]) -> Heading:
    """A passage with whose words it is: of the statements in it, the one that covers most of it."""
    cited = Cited(row["id"], row["outlet"], span.start, span.end, row["text"][span.start : span.end])
    covering = [(min(s.citation.end, span.end) - max(s.citation.start, span.start), s) for s in said]
    best = max(covering, key=lambda pair: (pair[0], pair[1].id), default=None)
    if best is None or 2 * best[0] < span.end - span.start:
        return Heading(how, cited, None, row["outlet"])
    return Heading(how, cited, best[1].speaker, best[1].chain_words or row["outlet"])


def _version(claim: str, passage: str) -> str | None:
    """By which words a passage goes further than the claim, or less far; None where neither."""
    found = wording(claim, passage)
    if found.verdict not in (STRONGER, WEAKER):
        return None
    there, here = found.reasons[0].right, found.reasons[0].left
    words = f"“{there}” for “{here}”" if there and here else f"“{there}”" if there else f"no “{here}”"
    return f"goes {'further' if found.verdict == STRONGER else 'less far'}: {words}"


def _bears(claim: str, passage: str) -> str | None:
    found = bearing(claim, passage)
    return "may weaken it" if found.weakens and not found.strengthens else None


def _others(index: SearchIndex, found: Sequence[_Found]) -> tuple[tuple[AccountItem, ...], tuple[AccountItem, ...]]:
    """The other articles of the stories in which somebody speaks of it: silent ones, and unread ones."""
    stories = {one.row["story_n"] for one in found if one.row["story_n"] is not None}
    heard_in = {one.row["n"] for one in found}
    rows = index.rows(
        "select n from articles where story in (select value from json_each(?)) order by n", (listed(sorted(stories)),)
    )
    rest: Mapping[int, AccountItem] = accounts(index, [row["n"] for row in rows if row["n"] not in heard_in])
    read = tuple(one for one in rest.values() if one.language == "en")
    others = (one for one in rest.values() if one.language != "en")
    return read, tuple(replace(one, unread=unread(one.language, False)) for one in others)
