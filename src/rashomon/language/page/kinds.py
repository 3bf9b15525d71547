"""pieces + chances → blocks: what each piece is, whether the article keeps it, and why.

Reads pieces with the chance of each to be the article's text; writes a `Judged` a piece. The one idea: the
classifier draws the bounds of the article, plain patterns name what stands in and around it, and every decision
carries a reason a person can check.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from rashomon.language.page.blocks import Piece
from rashomon.language.page.classifier import Outline
from rashomon.language.page.lines import SHAPE
from rashomon.language.page.notices import CATEGORIES, opens_list, speaks_to_readers
from rashomon.language.page_dates import printed_day


class Judged(NamedTuple):
    """What a piece is (`kind`, as in record.Block), whether it is kept, and why."""

    piece: Piece
    kind: str
    kept: bool
    reason: str


_BYLINE = re.compile(
    r"(?:(?:[Ww]ritten |[Rr]eported |[Pp]osted |[Pp]ublished |[Ss]tory |[Rr]eporting )?[Bb]y|BY|[Pp]ar"
    r"|[Vv]on|[Pp]or|Автор:?|Текст:|بقلم|Di|Oleh:?|Autor:?|Door)"
    r"[:\s]+(?:the |el |la )?[A-ZÀ-ÞА-ЯЁ\u0600-\u06ff][^.!?]{1,80}$"
)
_CAPTION_STARTS = re.compile(
    r"(?:file photo|file image|caption|photo caption|archive photo|архивное фото|на фото|zdj\."
    r"|in this (?:file )?(?:photo|image|picture)\b|this (?:file )?(?:photo|image)\b)",
    re.I,
)
_CAPTION_ENDS = re.compile(
    r"[(\[](?:[^()\[\]]{0,60}\b)?(?:photo|image|picture|pic|file|credit|courtesy|foto|фото|getty|reuters|afp|handout|ansa"
    r"|epa|xinhua|tass)\b[^()\[\]]{0,80}[)\]]\.?$"
    r"|(?:photo|image|picture|foto|фото|photograph)s?(?: by| courtesy| credit)?: ?[^.!?]{2,60}$"
    r"|[/©] ?(?:AP|AFP|Reuters|Getty|EPA|AA|TASS|Anadolu)[^.!?]{0,40}$",
    re.I,
)
_CREDIT_ONLY = re.compile(
    r"^(?:[(\[]?(?:photo|image|picture|pictures|photograph|photos|video|illustration|graphic|foto|fotos"
    r"|фото|credit|crédit photo|bild|source image)s?(?: by| credit| courtesy(?: of)?|/"
    r"| source)?\s?[:©/–-]\s?.{2,80}"
    r"|©\s?[^.!?]{2,60}|[A-Z][\w .'’-]{2,40}/(?:AP|AFP|Reuters|Getty Images|EPA|TASS|Anadolu)[^.!?]{0,30})[)\]]?$",
    re.I,
)
_WORKED = re.compile(
    r"^[(\[]?(?:(?:additional )?reporting by|editing by|writing by|written by|compiled by"
    r"|with (?:additional )?reporting|with inputs? from|translated by|edited by|\S+ contributed to)",
    re.I,
)
_DATELINE = re.compile(
    r"^(?:[A-ZÀ-ÞА-ЯЁ][\w.'’-]*(?: [A-ZÀ-ÞА-ЯЁ][\w.'’-]*){0,3}(?:, [^–—:]{2,40})?"
    r"|\([\w ]{2,20}\))\s?(?:\([A-Za-z .]{2,25}\))?\s?[–—-]{1,2}$"
)
#: The first of CATEGORIES, of which a line may be nothing but a phrase.
_WHOLLY = 4
#: Chance from which a line counts as the article's whatever stands above it.
SURE = 0.4
_YEAR = re.compile(r"\d{4}")
_CAPTION_MARKS = re.compile(r"[(\[:/©]")
_STAMP_WORDS = re.compile(
    r"\b(?:published|updated|posted|last modified|created|опубликовано|обновлено|publié|veröffentlicht|publicado"
    r"|aggiornato)\b",
    re.I,
)
_NAMES = {"navigation": "navigation", "share": "share", "related": "teaser", "comment": "comment", "notice": "notice",
          "credit": "credit", "byline": "byline"}  # fmt: skip
_REASONS = {
    "navigation": "words of a menu", "share": "words of a share bar", "teaser": "announces other articles",
    "comment": "asks for or lists comments", "notice": "a notice of the site", "credit": "a credit outside the article",
    "byline": "a byline outside the article",
}  # fmt: skip


class _Seen(NamedTuple):
    """A line, its chance to be the article's, its words, and the furniture that most of them are: category, share.

    `is_all` says whether it is nothing but a phrase of menus, share bars, teasers or comment forms, `has_digits`
    whether a digit stands at its start, `breaks_off` whether it ends in three dots.
    """

    line: str
    chance: float
    words: int
    category: int
    share: float
    is_all: bool
    has_digits: bool
    breaks_off: bool


def judge(pieces: Sequence[Piece], found: Outline, title: str | None) -> list[Judged]:
    """Every piece judged, in order."""
    seen = _seen(found)
    found = _over_pictures(seen, found)
    headlines = _headlines(found.lines.said, title)
    headline = _headline_at(headlines, found)
    kept = found.kept.tolist()
    near = range(found.first - 4 if headline is None else min(headline + 1, found.first - 4), found.past + 3)
    judged = []
    for i, (piece, line) in enumerate(zip(pieces, seen, strict=True)):
        if i in headlines:
            again = i != headline
            judged.append(Judged(piece, "title", not again, "the headline again" if again else "the headline"))
        elif i in near:
            judged.append(_judged(piece, line, kept[i], found.first <= i < found.past))
        else:
            judged.append(Judged(piece, *_furniture_kind(line)))
    return _without_lists(_or_only_prose(judged, seen), seen)


#: Words of the shortest sentence that is an article by itself.
_SENTENCE = 6


def _or_only_prose(judged: list[Judged], seen: Sequence[_Seen]) -> list[Judged]:
    """Where nothing is kept but headline, byline and the like: the sentences that are no furniture.

    A paragraph pasted below its byline has too little around it to look like an article.
    """
    if any(item.kept and item.kind not in _AROUND for item in judged):
        return judged
    return [
        item._replace(kind="body", kept=True, reason="the only prose of the document")
        if item.reason.startswith(_UNLIKE) and line.words >= _SENTENCE
        else item
        for item, line in zip(judged, seen, strict=True)
    ]


#: What ends a sentence in Latin letters, in Chinese and Japanese, in Arabic, in Hindi.
_SENTENCE_ENDS = (".", "!", "?", "。", "！", "？", "؟", "।")
_UNLIKE = "does not read as the article's text"
#: Kinds of what stands around a text.
_AROUND = frozenset(("title", "byline", "dateline", "credit"))

_DIGITS, _BREAKS_OFF = SHAPE.index("digits"), SHAPE.index("ends ellipsis")


def _seen(found: Outline) -> list[_Seen]:
    """What there is to know of each line."""
    words, shares, shape = found.lines.words, found.lines.shares, found.lines.shape
    is_all = (words >= 2) & (words <= 6) & (shares[:, :_WHOLLY].max(axis=1, initial=0.0) >= 0.99)
    is_all |= (words == 1) & (shares[:, 1:_WHOLLY].max(axis=1, initial=0.0) >= 0.99)
    told = (shape[:, _DIGITS] > 0, shape[:, _BREAKS_OFF] > 0)
    # a sentence without spaces is one word, and would pass for an item of a menu: its size counts
    sizes = np.maximum(words, found.lines.sizes.astype(int))
    columns = (found.chances, sizes, shares.argmax(axis=1), shares.max(axis=1), is_all, *told)
    return list(map(_Seen, found.lines.said, *(column.tolist() for column in columns)))


def _without_lists(judged: list[Judged], seen: Sequence[_Seen]) -> list[Judged]:
    """Headlines under "Read more" and the like are no body, where they hardly read as it."""
    out = list(judged)
    listing = False
    for i, (item, line) in enumerate(zip(judged, seen, strict=True)):
        opens = not item.kept and item.kind == "teaser" and line.is_all
        listing = opens or (listing and _is_headline_like(line))
        if listing and item.kept and item.kind == "body":
            out[i] = item._replace(kind="teaser", kept=False, reason="stands in a list of other articles")
    return out


def _is_headline_like(seen: _Seen) -> bool:
    """Whether a line may be the headline of another article: short, no sentence, not surely of this one."""
    line = seen.line
    return seen.chance < SURE and len(line) <= 150 and not line.endswith((".", "!", "?", "”", '"', "»", ":"))


def _judged(piece: Piece, seen: _Seen, kept: bool, inside: bool) -> Judged:
    """A piece in or near the article; what is kept lies inside."""
    line = seen.line
    named = _named(line)
    if kept and not named and opens_list(line):
        return Judged(piece, "teaser", False, "sends the reader to other articles")
    if kept and not named and speaks_to_readers(line):
        return Judged(piece, "notice", False, "the site speaks to its readers")
    if kept and not named and _is_only_stamp(line):
        return Judged(piece, "other", False, "a date of publication")
    if kept and not named and seen.is_all:
        return Judged(piece, *_furniture_kind(seen))
    if kept:
        kind, reason = named or ("body", f"reads as the article's text ({seen.chance:.2f})")
        return Judged(piece, kind, True, reason)
    if named and (inside or named[0] == "byline"):
        return Judged(piece, named[0], True, named[1])
    return Judged(piece, *_furniture_kind(seen))


def _named(line: str) -> tuple[str, str] | None:
    """Caption, credit, byline or dateline by their patterns."""
    if len(line) > 700:
        return None
    if _WORKED.match(line) and len(line) < 250:
        return "byline", "says who reported and edited"
    if is_byline(line):
        return "byline", "says who wrote it"
    if len(line) < 140 and _CREDIT_ONLY.match(line):
        return "credit", "says whose picture it is"
    if _CAPTION_STARTS.match(line) or _ends_caption(line):
        return "caption", "describes a picture and credits it"
    if len(line) < 80 and _DATELINE.match(line):
        return "dateline", "says where it was written"
    return None


def _ends_caption(line: str) -> bool:
    """Whether a line ends by crediting a picture; each form has a mark that few other lines have."""
    start = max(0, len(line) - 150)
    return bool(_CAPTION_MARKS.search(line, start) and _CAPTION_ENDS.search(line, start))


def _is_stamp(line: str) -> bool:
    """Whether a line gives a full date and little else."""
    if len(line) >= 100 or not _YEAR.search(line) or not printed_day(line):
        return False
    return len(line) < 50 or bool(_STAMP_WORDS.search(line))


def _is_only_stamp(line: str) -> bool:
    """Whether a line says nothing but a date, a weekday and a town: no prose, wherever it stands.

    "— Ada Roe (@adaroe) April 12, 2017" says whose post was quoted above it.
    """
    if line[0] in "—–-" or "@" in line:
        return False
    if len(line) >= 60 or not _YEAR.search(line) or line.endswith((".", "!", "?", "”", '"', "»")):
        return False
    return len(_NO_DATE.findall(line)) <= _BESIDE_DATE and printed_day(line) is not None


#: Words of letters; a date has one, the month, a date with a weekday and a town four or five.
_NO_DATE = re.compile(r"[^\W\d_]{2,}")
_BESIDE_DATE = 5


def is_byline(line: str) -> bool:
    """Whether a line says who wrote the text and nothing else."""
    return len(line) < 100 and bool(_BYLINE.match(line)) and not line.endswith(",")


def _over_pictures(seen: Sequence[_Seen], found: Outline) -> Outline:
    """The outline drawn on over a caption or credit at its end, where prose that reads as the article's follows."""
    past, kept = found.past, found.kept.copy()
    while past + 1 < len(seen) and seen[past + 1].chance >= 0.5:
        between, after = seen[past].line, seen[past + 1].line
        named = _named(between)
        if not named or named[0] not in ("caption", "credit") or not after.endswith((".", "!", "?", "”", '"', "»")):
            break
        kept[past + 1] = True
        past += 2
    return found._replace(past=past, kept=kept)


def _furniture_kind(seen: _Seen) -> tuple[str, bool, str]:
    """What a line is that the article does not keep."""
    line, n = seen.line, seen.words
    if seen.has_digits and _is_stamp(line):
        return "other", False, "a date of publication"
    if seen.breaks_off and n >= 8:
        return "teaser", False, "breaks off: announces another article"
    if seen.share >= 0.34 or seen.share * n >= 2.9:
        kind = _NAMES[CATEGORIES[seen.category]]
        return kind, False, _REASONS[kind]
    if n >= 5 and not line.endswith(_SENTENCE_ENDS):
        return "teaser", False, f"reads as the headline of another article ({seen.chance:.2f})"
    if n <= 4:
        return "navigation", False, f"a short line outside the article ({seen.chance:.2f})"
    return "other", False, f"{_UNLIKE} ({seen.chance:.2f})"


def _headline_at(headlines: Sequence[int], found: Outline) -> int | None:
    """The last line that is the headline and not below the start of the text, or the first that is anywhere."""
    before = [i for i in headlines if i <= found.first]
    return before[-1] if before else headlines[0] if headlines and not found.kept[headlines[0]] else None


def _headlines(said: Sequence[str], title: str | None) -> list[int]:
    """The lines that say the headline and nothing else."""
    if not title:
        return []
    wanted, n = " ".join(title.split()).lower(), len(title)
    near = [i for i, line in enumerate(said) if -4 <= len(line) - n <= 4]
    return [i for i in near if " ".join(said[i].split()).lower() == wanted]
