"""pieces + chances → blocks: what each piece is, whether the article keeps it, and why.

Reads pieces with the chance of each to be the article's text; writes a `Judged` a piece. The one idea: the
classifier draws the bounds of the article, plain patterns name what stands in and around it, and every decision
carries a reason a person can check.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rashomon.language.blocks import Piece
from rashomon.language.classifier import Outline
from rashomon.language.features import SHAPE, read_line
from rashomon.language.notices import CATEGORIES, opens_list, speaks_to_readers
from rashomon.language.stamps import printed_day


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
#: Chance from which a line counts as the article's whatever stands above it.
SURE = 0.4
_SHARES = SHAPE.index("navigation share")
_DIGIT = re.compile(r"\d")
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


def judge(text: str, pieces: Sequence[Piece], found: Outline, title: str | None) -> list[Judged]:
    """Every piece judged, in order."""
    found = _over_pictures(text, pieces, found)
    headline = _headline_at(text, pieces, title, found)
    judged = []
    for i, piece in enumerate(pieces):
        line = text[piece.start : piece.end]
        if i == headline:
            judged.append(Judged(piece, "title", True, "the headline"))
        elif title and _same(line, title):
            judged.append(Judged(piece, "title", False, "the headline again"))
        else:
            near = (headline is not None and headline < i < found.first) or found.first - 4 <= i < found.past + 3
            inside = found.first <= i < found.past
            judged.append(_judged(piece, line, float(found.chances[i]), bool(found.kept[i]), inside, near))
    return _without_lists(text, judged, found)


def _without_lists(text: str, judged: list[Judged], found: Outline) -> list[Judged]:
    """Headlines under "Read more" and the like are no body, where they hardly read as it."""
    out = list(judged)
    listing = False
    for i, item in enumerate(judged):
        line = text[item.piece.start : item.piece.end]
        opens = not item.kept and item.kind == "teaser" and _is_all_furniture(line)
        listing = opens or (listing and _is_headline_like(line, float(found.chances[i])))
        if listing and item.kept and item.kind == "body":
            out[i] = item._replace(kind="teaser", kept=False, reason="stands in a list of other articles")
    return out


def _is_headline_like(line: str, chance: float) -> bool:
    """Whether a line may be the headline of another article: short, no sentence, not surely of this one."""
    return chance < SURE and len(line) <= 150 and not line.endswith((".", "!", "?", "”", '"', "»", ":"))


def _judged(piece: Piece, line: str, chance: float, kept: bool, inside: bool, near: bool) -> Judged:
    named = _named(line) if inside or near else None
    if kept and not named and opens_list(line):
        return Judged(piece, "teaser", False, "sends the reader to other articles")
    if kept and not named and speaks_to_readers(line):
        return Judged(piece, "notice", False, "the site speaks to its readers")
    if kept and not named and _is_all_furniture(line):
        kind, reason = _furniture_kind(line, chance)
        return Judged(piece, kind, False, reason)
    if kept:
        kind, reason = named or ("body", f"reads as the article's text ({chance:.2f})")
        return Judged(piece, kind, True, reason)
    if named and (inside or (near and named[0] == "byline")):
        return Judged(piece, named[0], True, named[1])
    if _is_stamp(line):
        return Judged(piece, "other", False, "a date of publication")
    kind, reason = _furniture_kind(line, chance)
    return Judged(piece, kind, False, reason)


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
    if len(line) >= 100 or not _DIGIT.search(line) or not printed_day(line):
        return False
    return len(line) < 50 or bool(_STAMP_WORDS.search(line))


def is_byline(line: str) -> bool:
    """Whether a line says who wrote the text and nothing else."""
    return len(line) < 100 and bool(_BYLINE.match(line)) and not line.endswith(",")


def _over_pictures(text: str, pieces: Sequence[Piece], found: Outline) -> Outline:
    """The outline drawn on over a caption or credit at its end, where prose that reads as the article's follows."""
    past, kept = found.past, found.kept.copy()
    while past + 1 < len(pieces) and found.chances[past + 1] >= 0.5:
        between, after = (text[piece.start : piece.end] for piece in pieces[past : past + 2])
        named = _named(between)
        if not named or named[0] not in ("caption", "credit") or not after.endswith((".", "!", "?", "”", '"', "»")):
            break
        kept[past + 1] = True
        past += 2
    return found._replace(past=past, kept=kept)


def _is_all_furniture(line: str) -> bool:
    """Whether a short line is nothing but a phrase of menus, share bars, teasers or comment forms."""
    read = read_line(line)
    return 2 <= len(read.words) <= 6 and max(read.shape[_SHARES : _SHARES + 4]) >= 0.99


def _furniture_kind(line: str, chance: float) -> tuple[str, str]:
    read = read_line(line)
    shares = read.shape[_SHARES : _SHARES + len(CATEGORIES)]
    highest = max(shares)
    n = len(read.words)
    if line.endswith(("…", "...")) and n >= 8:
        return "teaser", "breaks off: announces another article"
    if highest >= 0.34 or highest * n >= 2.9:
        kind = _NAMES[CATEGORIES[shares.index(highest)]]
        return kind, _REASONS[kind]
    if n >= 5 and not line.endswith((".", "!", "?")):
        return "teaser", f"reads as the headline of another article ({chance:.2f})"
    if n <= 4:
        return "navigation", f"a short line outside the article ({chance:.2f})"
    return "other", f"does not read as the article's text ({chance:.2f})"


def _headline_at(text: str, pieces: Sequence[Piece], title: str | None, found: Outline) -> int | None:
    """The last line that is the headline and not below the start of the text, or the first that is anywhere."""
    if not title:
        return None
    n = len(title)
    near = [i for i, piece in enumerate(pieces) if -4 <= piece.end - piece.start - n <= 4]
    same = [i for i in near if _same(text[pieces[i].start : pieces[i].end], title)]
    before = [i for i in same if i <= found.first]
    return before[-1] if before else same[0] if same and not found.kept[same[0]] else None


def _same(line: str, title: str) -> bool:
    return -4 <= len(line) - len(title) <= 4 and " ".join(line.split()).lower() == " ".join(title.split()).lower()
