"""Damage in text, repaired with a way back: raw text → repaired text + a map of offsets.

Reads a decoded string, writes a `Repaired` whose `to_raw` leads from every offset of the repaired text to the
raw one. The one idea: each repair is a list of edits, found by one linear pass; the maps of the passes chain.
"""

from __future__ import annotations

import html
import itertools
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import Postfix

from rashomon.language.termweights import texts_with


class Edit(NamedTuple):
    """Characters [start, end) of the text before, and what stands there after."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Pass:
    """Where the edits of one pass stand in the text after it (`after`) and in the text before (`before`).

    `after[i]` is the first offset behind edit i, `before[i]` the offset it leads to; between two edits
    offsets run in step. `begins[i]` is where edit i starts in the text after.
    """

    begins: tuple[int, ...]
    after: tuple[int, ...]
    starts: tuple[int, ...]
    before: tuple[int, ...]

    def back(self, offset: int) -> int:
        """The offset before this pass; one inside a replacement leads into the replaced characters."""
        i = bisect_right(self.begins, offset) - 1
        if i < 0:
            return offset
        if offset < self.after[i]:
            return min(self.starts[i] + offset - self.begins[i], max(self.before[i] - 1, self.starts[i]))
        return self.before[i] + offset - self.after[i]


@dataclass(frozen=True, slots=True)
class Repaired:
    """`text` after all repairs; `passes` in the order in which they ran."""

    text: str
    passes: tuple[Pass, ...] = ()

    def to_raw(self, offset: int) -> int:
        """The offset in the raw text of a repaired offset; rises with it."""
        for step in reversed(self.passes):
            offset = step.back(offset)
        return offset


def repair(raw: str, wrapped: bool = True) -> Repaired:
    """Mojibake, entities, invisible characters, line ends, odd spaces, lookalikes, initials, hard wraps: in this order.

    `wrapped` is False for text whose line ends are known to be ends of blocks (rendered HTML).
    """
    repaired = Repaired(raw)
    for find in (_mojibake, _entities, _characters, _spaces, _lookalikes, _initials):
        repaired = _applied(repaired, find)
    return _applied(repaired, _wraps) if wrapped else repaired


def repair_fragment(raw: str) -> str:
    """The same repairs for a short string such as a title, on one line."""
    return " ".join(repair(raw).text.split())


def _applied(repaired: Repaired, find: Callable[[str], Iterable[Edit]]) -> Repaired:
    text = repaired.text
    pieces: list[str] = []
    begins, after, starts, before = [], [], [], []
    last = out = 0
    for start, end, new in find(text):
        pieces.append(text[last:start])
        pieces.append(new)
        begins.append(out + start - last)
        out += start - last + len(new)
        after.append(out)
        starts.append(start)
        before.append(end)
        last = end
    if not begins:
        return repaired
    pieces.append(text[last:])
    step = Pass(tuple(begins), tuple(after), tuple(starts), tuple(before))
    return Repaired("".join(pieces), (*repaired.passes, step))


_BAD_RUN = re.compile(r"[^\x00-\x7f]+")
_MAY_BE_BAD = re.compile("[\u0080-\u009fÂÃÅÐÑØÙâãÏÎ×à][^\x00-\x7f]")


def _mojibake(text: str) -> list[Edit]:
    """Text decoded with the wrong table, line by line: ftfy decides, ASCII characters stay where they are."""
    if text.isascii() or not _MAY_BE_BAD.search(text):
        return []
    import ftfy

    edits: list[Edit] = []
    for line in re.finditer(r"[^\n]+", text):
        broken = line.group()
        if not _MAY_BE_BAD.search(broken):
            continue
        fixed = ftfy.fix_encoding(broken)
        if fixed != broken:
            edits.extend(_runs(broken, fixed, line.start()))
    return edits


def _runs(broken: str, fixed: str, offset: int) -> list[Edit]:
    """Edits run by run of non-ASCII characters; one edit for the line where the runs do not pair up."""
    old = list(_BAD_RUN.finditer(broken))
    new = list(_BAD_RUN.finditer(fixed))
    same_ascii = _BAD_RUN.sub("\x00", broken) == _BAD_RUN.sub("\x00", fixed)
    if not same_ascii:
        return [Edit(offset, offset + len(broken), fixed)]
    pairs = zip(old, new, strict=True)
    return [Edit(offset + a.start(), offset + a.end(), b.group()) for a, b in pairs if a.group() != b.group()]


_ENTITY = re.compile(r"&amp;(?:#\d{1,7}|[A-Za-z]{2,8});|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


def _entities(text: str) -> list[Edit]:
    """HTML entities left in text, those escaped twice too; what names nothing stays."""
    if "&" not in text:
        return []
    found = ((m, _LINE_END.sub(" ", html.unescape(html.unescape(m.group())))) for m in _ENTITY.finditer(text))
    return [_entity(m, plain) for m, plain in found if plain != m.group()]


def _entity(match: re.Match[str], plain: str) -> Edit:
    """What stands for an entity; letters that stay at its end are no part of the edit ("&amp;aa;" is "&aa;")."""
    kept = Postfix.similarity(match.group(), plain[1:])
    return Edit(match.start(), match.end() - kept, plain[: len(plain) - kept])


_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
#: Soft hyphen, zero-width space and no-break, word joiner, byte order mark, bidi controls, C0 and C1 controls,
#: lone surrogates, object replacement. Joiners (U+200C, U+200D) are looked at apart: scripts need them.
_INVISIBLE = (
    "[\u00ad\u200b\u2060-\u2064\ufeff\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufffc"
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufff9-\ufffb]"
)
_LATIN_JOINER = r"(?<![\u0600-\u0dff\u0e00-\u0eff\u2190-\U0001ffff])[\u200c\u200d]|[\u200c\u200d](?=[\x00-\u024f])"
_LINE_END = re.compile("[\r\n\x0b\x0c\x85\u2028\u2029]+")
_CHARACTER = re.compile(f"{_INVISIBLE}+|{_LATIN_JOINER}|[ﬀ-ﬆ]|\r\n?|[\x0b\x0c\x85\u2028\u2029]")

#: One class for all of them: the cheap question before the costly one.
_MAY_GO = re.compile(f"[{_INVISIBLE[1:-1]}\u200c\u200dﬀ-ﬆ\r\x0b\x0c\x85\u2028\u2029]")


def _characters(text: str) -> list[Edit]:
    """Invisible characters go, ligatures are spelt out, every line end is a line feed."""
    if not _MAY_GO.search(text):
        return []
    return [Edit(m.start(), m.end(), _character(m.group())) for m in _CHARACTER.finditer(text)]


def one_line(text: str) -> str:
    """The words of a text with one space between them."""
    return " ".join(text.split())


def is_visible(text: str) -> bool:
    """Whether anything is left of a text when white space and invisible characters are gone."""
    return bool(_CHARACTER.sub("", text).strip())


def _character(found: str) -> str:
    if found in _LIGATURES:
        return _LIGATURES[found]
    return "\n" if found[0] in "\r\x0b\x0c\x85\u2028\u2029" else ""


_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def _spaces(text: str) -> list[Edit]:
    """Every odd space is a space."""
    if text.isascii():
        return []
    return [Edit(m.start(), m.end(), " ") for m in _SPACE.finditer(text)]


_LATIN, _CYRILLIC = "aceopxyijsdhqwABCEHIJKMOPSTXY", "асеорхуіјѕԁһԛԝАВСЕНІЈКМОРЅТХУ"
_TO_LATIN, _TO_CYRILLIC = dict(zip(_CYRILLIC, _LATIN, strict=True)), dict(zip(_LATIN, _CYRILLIC, strict=True))
_MIXED = re.compile("[A-Za-z][\u0400-\u052f]|[\u0400-\u052f][A-Za-z]")
_HAS_CYRILLIC = re.compile("[\u0400-\u052f]")
_LETTERS = re.compile("[A-Za-z\u0400-\u052f]+")


def _lookalikes(text: str) -> list[Edit]:
    """Letters of the other script within a Latin or Cyrillic word, where they look like its own: "Рresident"."""
    if text.isascii() or not _HAS_CYRILLIC.search(text) or not _MIXED.search(text):
        return []
    mixed = (match for match in _LETTERS.finditer(text) if _MIXED.search(match.group()))
    return [edit for match in mixed for edit in _in_one_script(match.group(), match.start())]


def _in_one_script(word: str, start: int) -> list[Edit]:
    """Edits that make a word Latin, or Cyrillic, where just one of the two can be; it keeps its length."""
    latin = all(letter.isascii() or letter in _TO_LATIN for letter in word)
    cyrillic = all(not letter.isascii() or letter in _TO_CYRILLIC for letter in word)
    if latin == cyrillic:
        return []
    letters = _TO_LATIN if latin else _TO_CYRILLIC
    return [Edit(start + i, start + i + 1, letters[c]) for i, c in enumerate(word) if c in letters]


#: A large initial that stands apart from its word: "T he river", or on a line of its own, where A, I and O are
#: no words either.
_INITIAL = re.compile(
    r"[ \t]*[\"“‘«]?(?:[B-HJ-NP-Z](?P<gap> |\n{1,2})|[AIO](?P<line>\n{1,2}))(?P<rest>[a-z]+)(?=[ ,’'])"
)
_MAY_BE_INITIAL = re.compile(r"[A-Z][ \n]\n?[a-z]")


def _initials(text: str) -> list[Edit]:
    """A drop cap joined to its word: a common word of English, or one less rare than what follows the letter."""
    edits = []
    for found in _MAY_BE_INITIAL.finditer(text):
        match = _INITIAL.match(text, text.rfind("\n", 0, found.start()) + 1)
        if match is None or not match.start() <= found.start() < match.end():
            continue
        gap, rest = match.span("gap" if match["gap"] else "line"), match["rest"]
        word = (text[gap[0] - 1] + rest).lower()
        if texts_with(word) > min(_COMMON, max(_NOISE, texts_with(rest))):
            edits.append(Edit(*gap, ""))
    return edits


#: Of 100,000 texts: words rarer than the one may be slips that the table counted, the other are "she", "his", "that".
_NOISE, _COMMON = 20, 10_000
#: A line longer than this was not wrapped by hand or mailer.
WIDEST_WRAP = 130
_ENDS_SENTENCE = re.compile('[.!?…:;"”’»)\\]。！？]$')
_LINE = re.compile(r"[^\n]+")


def _wraps(text: str) -> list[Edit]:
    """Line ends inside a paragraph that a wrapping program made; a word cut by a hyphen is whole again."""
    width = _likely_width(text) if "\n" in text else None
    if width is None:
        return []
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text) if not m.group().isspace()]
    if not _is_wrapped(text, lines, width):
        return []
    edits = []
    for (start, end), (begin, stop) in itertools.pairwise(lines):
        if text.count("\n", end, begin) == 1 and _joins(text, start, end, begin, stop, width):
            edits.append(_joint(text, end, begin))
    return edits


def _likely_width(text: str) -> int | None:
    """The column at which the text would have been wrapped, or None where most of it stands in longer lines."""
    lengths = sorted(filter(None, map(len, map(str.strip, text.split("\n")))))
    short = lengths[: bisect_right(lengths, WIDEST_WRAP)]
    if len(short) < 4 or sum(short) < 0.7 * sum(lengths):
        return None
    width = short[int(len(short) * 0.97) - 1] if len(short) > 8 else short[-1]
    return width if width >= 35 else None


def _is_wrapped(text: str, lines: list[tuple[int, int]], width: int) -> bool:
    """Whether lines near that width break off inside sentences: they are no paragraphs and no list."""
    cut = full = 0
    for (start, end), (begin, _) in itertools.pairwise(lines):
        if end - start > 0.6 * width and text.count("\n", end, begin) == 1:
            full += 1
            head = text[begin : begin + 80].lstrip()[:1]
            cut += head.islower() and not _ENDS_SENTENCE.search(text[start:end].rstrip())
    return cut >= 3 and cut >= 0.3 * full


def _joins(text: str, start: int, end: int, begin: int, stop: int, width: int) -> bool:
    """Whether the next line goes on: its first word did not fit, or the sentence is not over."""
    if text[begin : begin + 1] in " \t•-*–" and not text[start : start + 1].isspace():
        return False
    length = len(text[start:end].strip())
    word = re.match(r"\s*(\S+)", text[begin : min(stop, begin + 80)])
    first = len(word.group(1)) if word else 0
    unfinished = not _ENDS_SENTENCE.search(text[max(start, end - 40) : end].rstrip())
    if unfinished and text[begin : begin + 40].lstrip()[:1].islower():
        return length > 0.5 * width
    return length + 1 + first > width * 0.97 and length > 0.6 * width


def _joint(text: str, end: int, begin: int) -> Edit:
    """A space for the line end, or nothing after a hyphen that cuts a word."""
    cut = re.search(r"\w{2,}-\s*$", text[max(0, end - 40) : end])
    if cut and text[begin : begin + 40].lstrip()[:1].islower():
        tail = re.match(r"\s*(\w+)", text[begin : begin + 60])
        stem = cut.group().strip()
        if tail and f"{stem}{tail.group(1)}" not in text:
            left = end - len(cut.group()) + len(stem) - 1
            return Edit(left, begin + tail.start(1), "")
        return Edit(end, begin, "")
    left = end
    while left > 0 and text[left - 1] in " \t":
        left -= 1
    right = begin
    while right < len(text) and text[right] in " \t":
        right += 1
    return Edit(left, right, " ")
