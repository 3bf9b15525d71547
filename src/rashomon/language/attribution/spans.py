"""candidates + quotation marks → the characters of each content, over sentence and paragraph ends.

The parse stops at the sentence; a quotation does not. A quotation that a cue's content touches belongs to it
whole; a quotation beside a speech verb belongs to that verb even where the parse lost it; a quotation that
nobody claims goes on from the one before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from rashomon.language.attribution.candidates import Candidate
from rashomon.language.attribution.cues import is_speech
from rashomon.language.attribution.tree import Range, Tree, ranges
from rashomon.language.quotes import Quote

_TRIM = " \t\r\n\u00a0,.;:!?-–—―…"
# begins only where a run begins, and gives nothing back: a line of blanks costs its length, not its cube
_LOOSE_END = re.compile(r"(?<![\s,.;:!?…–—―-])[\s,.;:!?…–—―-]++(?:(?:and|but|or|while)[\s,.;:!?…–—―-]*+)?\Z")
_EMPTY = {"that", "to", "if", "whether", "as", "and", "but", "or"}
_SENTENCE_END = re.compile(r"[.!?][”\"’')\]]*\s")
#: A full stop that is none of an initial or a title.
_STOP = re.compile(r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})\.\s")
_REACH = 110
#: Characters between a quotation and the one that goes on from it, at most; blanks and marks that end the first.
_FAR = 260
_AROUND = " \u00a0\t”\"’"


@dataclass(slots=True)
class Attributed:
    """A candidate with its content as characters. `quotes` are the numbers of the quotations that it holds.

    `beside`: those of them that the parse did not give it.
    """

    candidate: Candidate
    cue: Range
    spans: list[Range]
    quotes: set[int] = field(default_factory=set)
    beside: set[int] = field(default_factory=set)
    score: float = 0.0


def attribute(tree: Tree, candidates: list[Candidate], quotes: list[Quote]) -> list[Attributed]:
    """Each candidate with the characters of its content; those left without any are dropped."""
    found = []
    for candidate in candidates:
        cue = (tree.start[candidate.cue[0]], tree.end[candidate.cue[1] - 1])
        made = Attributed(candidate, cue, _spans(tree, candidate.content, candidate.cue[1]))
        _take_quotes(tree, made, quotes)
        made.spans = _inside_quotes(tree, made, quotes)
        if made.spans:
            found.append(made)
    _nearest_only(found, quotes)
    return [made for made in found if made.spans]


def _inside_quotes(tree: Tree, made: Attributed, quotes: list[Quote]) -> list[Range]:
    """The spans of a cue that stands in a quotation, without what is outside: "Nobody tells us | ,” said Ana Roe"."""
    if made.candidate.kind in ("colon", "dash"):
        return made.spans
    around = [quotes[n] for n in _near(quotes, made.cue[0]) if _holds(quotes[n], made.cue)]
    if not any(is_sentence(tree.whole, quote) and _is_sure(tree.whole, quote) for quote in around):
        return made.spans
    found = []
    for start, end in made.spans:
        pieces = [(max(start, q.inner), min(end, q.outer)) for q in (quotes[n] for n in _near(quotes, made.cue[0]))]
        trimmed = [trim(tree.whole, *piece) for piece in pieces if piece[0] < piece[1]]
        found += [(start, end)] if (start, end) in pieces else [piece for piece in trimmed if piece is not None]
    return found


def _is_sure(text: str, quote: Quote) -> bool:
    """Whether a quotation is closed and opens no other, which its closing mark might belong to."""
    return not quote.open and not any(mark in text[quote.inner : quote.outer] for mark in "“„«")


def _nearest_only(found: list[Attributed], quotes: list[Quote]) -> None:
    """Leaves a quotation that two cues merely stand beside to the nearer one."""
    reaching: dict[int, list[Attributed]] = {}
    for made in found:
        for n in made.beside:
            reaching.setdefault(n, []).append(made)
    for n, rivals in reaching.items():
        owners = [m for m in found if n in m.quotes and n not in m.beside and _may_own(m)]
        best = min(rivals, key=lambda m: (_distance(quotes[n], m.cue), m.cue))
        for made in rivals:
            if made is not best or any(
                _distance(quotes[n], o.cue) <= _distance(quotes[n], best.cue) for o in owners
            ):
                made.spans = [span for span in made.spans if not _within(span, quotes[n])]
                made.quotes.discard(n)


def _may_own(made: Attributed) -> bool:
    return made.candidate.kind == "verb" and made.candidate.relation.startswith(
        ("ccomp", "parenthetical", "object")
    )


def _distance(quote: Quote, cue: Range) -> int:
    return max(cue[0] - quote.end, quote.start - cue[1])


def _without_day(tree: Tree, content: set[int], after: int) -> set[int]:
    """Without the day on which it was said, where that stands between the cue and a clause of its own: "said | on
    Monday | it would sue".
    """
    if after not in content or tree.lower[after] not in ("on", "late", "early") or not tree.is_word(after):
        return content
    end = after + (1 if tree.lower[after] == "on" else 2)
    named = end < len(tree.text) and tree.ent[end] == "DATE" and tree.tag[end] == "NNP"
    begins = end + 1 < len(tree.text) and tree.tag[end + 1] in ("DT", "PRP", "PRP$", "NNP", "NNS", "EX", "IN")
    return content - set(range(after, end + 1)) if named and begins and tree.text[end + 1] != "," else content


def _spans(tree: Tree, content: set[int], after: int) -> list[Range]:
    """The character runs of a token set, trimmed; runs of nothing but punctuation go. `after`: the cue's end."""
    text = tree.whole
    found = []
    for first, last in ranges(_without_day(tree, content, after)):
        span = trim(text, tree.start[first], tree.end[last - 1])
        if len(content) == 1 and tree.lower[first] in ("that", "so") and tree.dep[first] in ("dobj", "pobj", "advmod"):
            span = (tree.start[first], tree.end[first])  # "denied that": a word that stands for what was said
        if span is not None:
            found.append(span)
    return found


def trim(text: str, start: int, end: int) -> Range | None:
    """A span without space, commas and stops at its ends; None where nothing is left."""
    while start < end and text[start] in _TRIM:
        start += 1
    loose = _LOOSE_END.search(text, start, end)
    end = loose.start() if loose else end
    while start < end and text[end - 1] in _TRIM:
        end -= 1
    if text[start:end].lower() in _EMPTY or not any(char.isalnum() for char in text[start:end]):
        return None
    return start, end


def merge(spans: list[Range], text: str) -> list[Range]:
    """Spans in order, overlapping ones and those with only space or punctuation between them as one."""
    found: list[Range] = []
    for start, end in sorted(spans):
        if found and (start <= found[-1][1] or not any(c.isalnum() for c in text[found[-1][1] : start])):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _take_quotes(tree: Tree, made: Attributed, quotes: list[Quote]) -> None:
    """Adds the quotations that the content touches, or, failing that, the one beside a speech verb."""
    text = tree.whole
    near = [n for n in _near(quotes, made.cue[0]) if not _holds(quotes[n], made.cue)]
    taken = [n for n in near if _touches(quotes[n], made)]
    if not any(is_sentence(text, quotes[n]) for n in taken) and _may_reach(tree, made):
        made.beside = {
            n for n in near if n not in taken and is_sentence(text, quotes[n]) and _beside(text, quotes[n], made)
        }
        taken += sorted(made.beside)
    taken += [n for n in near if n not in taken and _named_so(text, quotes[n], made)]
    for n in taken:
        made.spans = [span for span in made.spans if not _within(span, quotes[n])]
        made.spans.append((quotes[n].start, quotes[n].end))
        made.quotes.add(n)
    made.spans = _without_cue(merge(made.spans, text), made.cue, text)
    if made.candidate.relation == "ccomp_left":
        made.spans = _quoted_only(made, quotes)


def _quoted_only(made: Attributed, quotes: list[Quote]) -> list[Range]:
    """Without unquoted words after the cue, where all that stands before it is quoted."""
    held = [quotes[n] for n in made.quotes]
    before = [span for span in made.spans if span[1] <= made.cue[0]]
    if not before or not all(any(_within(span, quote) for quote in held) for span in before):
        return made.spans
    return before + [s for s in made.spans if s[0] >= made.cue[1] and any(_within(s, q) for q in held)]


def _named_so(text: str, quote: Quote, made: Attributed) -> bool:
    """ "what he called “a sham”": quoted words that follow the cue at once."""
    return made.candidate.kind == "verb" and text[made.cue[1] : quote.start] in _NAMING


#: What may stand between "called" and the quoted name.
_NAMING = {" ", " a ", " the ", " as ", " that ", " this ", " it ", " him ", " her ", " them "}


def _near(quotes: list[Quote], offset: int) -> list[int]:
    at = bisect_left(quotes, (offset,))
    return list(range(max(0, at - 4), min(len(quotes), at + 6)))


def _touches(quote: Quote, made: Attributed) -> bool:
    return any(start < quote.end and end > quote.start for start, end in made.spans)


def _holds(quote: Quote, cue: Range) -> bool:
    return quote.start <= cue[0] < quote.end


def _within(span: Range, quote: Quote) -> bool:
    return quote.start <= span[0] and span[1] <= quote.end


def _may_reach(tree: Tree, made: Attributed) -> bool:
    candidate = made.candidate
    return candidate.kind == "verb" and is_speech(tree, candidate.key)


def is_sentence(text: str, quote: Quote) -> bool:
    """Whether a quotation is long or closed enough to be speech rather than a word in quotes."""
    inside = text[quote.inner : quote.outer]
    return len(inside.split()) >= 4 or inside.rstrip()[-1:] in ".,!?…"


def _beside(text: str, quote: Quote, made: Attributed) -> bool:
    """Whether only the speaker and the occasion stand between quotation and cue."""
    start, end = made.cue
    if made.candidate.relation not in ("none", "object") and any(s > end for s, _ in made.spans):
        return False
    if quote.end <= start:
        between = text[quote.end : start]
        if text[quote.outer - 1] == "." and between.lstrip()[:1].isupper():
            return False
        if between.startswith("\n") and text[quote.outer - 1] in ",!?…":
            between = between[1:]  # sentence by sentence: the tag stands on a line of its own
        return len(between) <= _REACH and "\n" not in between and not _SENTENCE_END.search(between)
    between = text[end : quote.start]
    if len(between) > _REACH or "\n" in between.strip():
        return False
    return not _SENTENCE_END.search(between) and (between.rstrip()[-1:] in ",:—–-" or "\n" not in between)


def _without_cue(spans: list[Range], cue: Range, text: str) -> list[Range]:
    """Spans cut where the cue stands inside them."""
    found = []
    for start, end in spans:
        if start <= cue[0] and cue[1] <= end:
            pieces = [trim(text, start, cue[0]), trim(text, cue[1], end)]
            found += [piece for piece in pieces if piece is not None]
        else:
            found.append((start, end))
    return found


def continue_quotes(tree: Tree, chosen: list[Attributed], quotes: list[Quote]) -> None:
    """Gives each unclaimed quotation to the speech before it: the same line's, or the line before's."""
    text = tree.whole
    held = {n for made in chosen for n in made.quotes}
    speech = sorted(
        (m for m in chosen if any(is_sentence(text, quotes[n]) for n in m.quotes)), key=_last_quote
    )
    for n, quote in enumerate(quotes):
        if n in held or not is_sentence(text, quote) or is_claimed(quote, chosen):
            continue
        before = [m for m in speech if m.quotes and max(m.quotes) < n]
        if not before:
            continue
        last = max(before, key=lambda m: (max(m.quotes), m.score))
        if _goes_on(text, quotes[max(last.quotes)], quote, last):
            last.quotes.add(n)
            last.spans = merge([*last.spans, (quote.start, quote.end)], text)


def _last_quote(made: Attributed) -> int:
    return max(made.quotes)


def is_claimed(quote: Quote, chosen: list[Attributed]) -> bool:
    """Whether some cue outside the quotation has words of it for its content."""
    return any(
        start < quote.end and end > quote.start and not _holds(quote, made.cue)
        for made in chosen
        for start, end in made.spans
    )


def _goes_on(text: str, before: Quote, quote: Quote, last: Attributed) -> bool:
    """Whether a quotation that begins its sentence follows the earlier one with nothing new between."""
    line = text.rfind("\n", 0, quote.start) + 1
    if before.start >= line:
        between = text[max(before.end, last.cue[1]) : quote.start]
        closes = between.rstrip(_AROUND)[-1:] in ".!?:;,"
        return len(between) < _FAR and closes and len(_STOP.findall(between)) <= 1
    ends = text.find("\n", quote.end)
    whole = text[line : ends if ends >= 0 else len(text)].strip()
    gap = text[before.end : line].strip()
    alone = len(whole) <= (quote.end - quote.start) + 3
    return (alone or quote.carried) and gap.count("\n") == 0 and len(gap) < 200
