"""Who is reported to have said what in a Russian text: cues, speakers, contents, the links of the chain.

Reads a Doc of russian/parse.py; gives `Said`s in reading order. The one idea: Russian punctuation is strict, so
the commas, dashes and quotation marks around a cue say which side of it is content: ", — сказал X" closes what stands
before it, "заявил, что" opens what follows, "по словам X," stands aside of both.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from spacy.tokens import Doc, Token

from rashomon.knowledge.russian import section
from rashomon.knowledge.tables import table
from rashomon.language.russian.forms import noun_lemma, readings
from rashomon.language.russian.tree import (
    case_of,
    children,
    is_negated,
    phrase,
    preposition,
    subject,
    verbs_joined,
)
from rashomon.language.sentences import text_of

_OPEN, _CLOSE = '«“„"', '»”“"'
_DASH = "—–-"


class Span(NamedTuple):
    """Characters [start, end)."""

    start: int
    end: int


@dataclass
class Said:
    """One attribution. `speaker`, `addressee`: head words; `via`: who passes it on, outermost first."""

    kind: str
    cue: Span
    contents: list[Span]
    speaker: Token | None
    key: Token
    addressee: Token | None = None
    via: list[Token] = field(default_factory=list)
    polarity: str = "positive"
    certainty: str | None = None


def find_speech(doc: Doc) -> list[Said]:
    """Every attribution, in the order of their cues."""
    quotes = find_quotes(text_of(doc))
    found: list[Said] = []
    for token in doc:
        made = _as_told(doc, token) or _about_this(doc, token) or _of_verb(doc, token, quotes) or _according(doc, token)
        if made is not None:
            found.append(made)
    found += _headlines(doc)
    kept = _without_doubles(found)
    _link(kept)
    return sorted(kept, key=lambda said: (said.cue.start, said.cue.end))


# ── quotation marks ───────────────────────────────────────────────────────────────────────────────────────


def find_quotes(text: str) -> list[Span]:
    """Quotations outside one another, with their marks; one that no mark closes runs to the end of its line.

    A line that begins with a dash is speech, but for what stands between two commas and dashes in it.
    """
    found = [Span(*match.span("said")) for match in _SPOKEN.finditer(text)]
    spoken = list(found)
    stack: list[tuple[str, int]] = []
    for at, letter in enumerate(text):
        if letter == "\n":
            found += [Span(stack[0][1], at)] if stack and stack[0][0] == "»" else []
            stack.clear()
        elif stack and letter == stack[-1][0]:
            _, start = stack.pop()
            found += [] if stack else [Span(start, at + 1)]
        elif letter in _PAIRS:
            stack.append((_PAIRS[letter], at))
    return sorted(q for q in found if q in spoken or not any(s.start <= q.start and q.end <= s.end for s in spoken))


_SPOKEN = re.compile(r"^[ \t]{0,8}[—–]\s{1,3}(?P<said>[^\s\n][^\n]*[,!?…]\s{0,2}[—–]\s[^\n]*)$", re.MULTILINE)
_PAIRS = {"«": "»", "„": "“", "“": "”", '"': '"'}


# ── cues that are verbs ───────────────────────────────────────────────────────────────────────────────────


@functools.cache
def _verbs() -> dict[str, str]:
    """Lemma → class: say, think, deny, call; the first that lists it."""
    found: dict[str, str] = {}
    for kind, words in table("russian_cues")["verbs"].items():
        for word in words.split():
            found.setdefault(word, kind)
    return found


@functools.cache
def _words(name: str, key: str = "nouns") -> frozenset[str]:
    entry: Any = table("russian_cues")[name][key]
    return frozenset(entry.split())


def _of_verb(doc: Doc, token: Token, quotes: list[Span]) -> Said | None:
    kind = _verbs().get(token.lemma_) if token.pos_ in ("VERB", "ADJ") else None
    if kind is None or _is_gerund_or_participle(token):
        return None
    before, after = _before(doc, token), _after(doc, token)
    contents = _contents(doc, token, kind, quotes, before, after)
    if not contents:
        return None
    speaker, via = _speaker(token)
    if speaker is None and not _is_impersonal(token):
        return None
    said = Said(kind, _cue_span(token), contents, speaker, token, _addressee(token, speaker), via)
    said.polarity = "negative" if kind == "deny" or _is_denied(token) else "positive"
    said.certainty = _certainty(token)
    return said


def _is_gerund_or_participle(token: Token) -> bool:
    form = str(token.morph)
    return "VerbForm=Part" in form and "Variant=Short" not in form


def _is_impersonal(token: Token) -> bool:
    """ "сообщается, что", "в соцсетях пишут, что": nobody is named."""
    form = str(token.morph)
    told = "Number=Plur" in form and "Tense=Pres" in form and "Person=3" in form
    return told or (token.lower_.endswith(("ется", "ится")) and token.lemma_.endswith("ься"))


def _before(doc: Doc, token: Token) -> str:
    """ "closing": what stands before the verb ends in ", —", ",", "!" or "?" as after speech; else ""."""
    at = token.i - 1
    while at >= 0 and (doc[at].lower_ in ("не", "же", "при", "этом", "также", "ранее") or _is_adverb(doc[at], token)):
        at -= 1
    if at >= 0 and _is_dash(doc[at]):
        return "dash"
    return "comma" if at >= token.sent.start and doc[at].text == "," else ""


def _is_adverb(token: Token, verb: Token) -> bool:
    return bool(token.dep_ == "advmod" and token.head == verb and token.i < verb.i)


def _is_dash(token: Token) -> bool:
    return token.text in ("—", "–", "-")


def _after(doc: Doc, token: Token) -> str:
    """ "что": a clause of content follows; "colon"; "infinitive"; "" for none of them."""
    for child in doc[token.i + 1 : token.sent.end]:
        if child.text == ":":
            return "colon"
        if child.lower_ in _words("clause", "words") and child.i and doc[child.i - 1].text == ",":
            return "что" if _hangs_under(child, token) else ""
    return ""


def _hangs_under(word: Token, verb: Token) -> bool:
    """Whether a clause that a word opens belongs to a verb: nothing but what hangs on the verb stands between."""
    at = word.head
    for _ in range(12):
        if at == verb:
            return True
        if at.head.i == at.i:
            break
        at = at.head
    between = [t for t in verb.doc[verb.i + 1 : word.i] if t.pos_ == "VERB" and t.dep_ in ("ROOT", "conj", "parataxis")]
    return not between and at.i <= verb.i


def _contents(doc: Doc, token: Token, kind: str, quotes: list[Span], before: str, after: str) -> list[Span]:
    if after == "colon":
        return _after_colon(doc, token, quotes)
    if after == "что":
        return _clause(doc, token)
    if before and kind != "call" and (spans := _closed(doc, token, quotes)):
        return spans
    if kind == "deny" or token.lemma_ in ("подтвердить", "подтверждать"):
        return _object(doc, token)
    return _infinitive(doc, token) if kind == "call" else []


def _after_colon(doc: Doc, token: Token, quotes: list[Span]) -> list[Span]:
    colon = next(t for t in doc[token.i + 1 : token.sent.end] if t.text == ":")
    start = colon.idx + 1
    quote = next((q for q in quotes if start <= q.start <= start + 2), None)
    end = quote.end if quote else _line_end(text_of(doc), start)
    return _trimmed(text_of(doc), start, end)


def _clause(doc: Doc, token: Token) -> list[Span]:
    """From after "что" to the end of its clause; the sentence's end where the clause is not parsed under the verb."""
    words = _words("clause", "words")
    opener = next(t for t in doc[token.i + 1 : token.sent.end] if t.lower_ in words and doc[t.i - 1].text == ",")
    start = opener.idx + (len(opener.text) if opener.lower_ in ("что", "чтобы", "будто") else 0)
    last = _clause_end(doc, token, opener)
    return _trimmed(text_of(doc), start, last.idx + len(last.text))


def _clause_end(doc: Doc, verb: Token, opener: Token) -> Token:
    """The last word of the clause: before a verb that is joined to the cue, or before ", сообщает X"."""
    last = doc[verb.sent.end - 1]
    for token in doc[opener.i + 1 : verb.sent.end]:
        joined = token.dep_ == "conj" and (token.head == verb or token.head in verbs_joined(verb))
        aside = token.dep_ == "parataxis" and token.lemma_ in _verbs() and doc[token.i - 1].text in (",", "—")
        joined = joined or _returns_to(token, verb)
        if (joined and token.pos_ == "VERB") or aside:
            first = token.left_edge if joined else doc[token.i - 1]
            return doc[max(opener.i, min(first.i, token.i) - 1)]
    return last


def _returns_to(token: Token, verb: Token) -> bool:
    """ "Заявила, что уважает суд, и призвала …": a joined past verb in what is told otherwise goes on from the cue."""
    if token.dep_ != "conj" or token.pos_ != "VERB" or any(child.dep_ == "nsubj" for child in token.children):
        return False
    return ["Tense=Past" in str(one.morph) for one in (token, verb, token.head)] == [True, True, False]


def _closed(doc: Doc, token: Token, quotes: list[Span]) -> list[Span]:
    """What stands before a cue that follows its content, and what goes on after it: «…, — сказал X. — …»."""
    text = text_of(doc)
    comma = token.i - 1
    while comma > 0 and doc[comma].text != "," and not _is_dash(doc[comma]):
        comma -= 1
    while comma > 0 and (doc[comma].text == "," or _is_dash(doc[comma]) or doc[comma].is_space):
        comma -= 1
    end = doc[comma].idx + len(doc[comma].text)
    quote = next((q for q in quotes if q.start < end <= q.end), None)
    if quote is not None:
        first = _trimmed(text, quote.start, min(end, quote.end))
        rest = _goes_on(doc, token, quote.end if quote.end > token.idx else None)
    else:
        first = _sentence_before(doc, token, end)
        rest = []
    return [span for span in [*first, *rest] if span.end > span.start]


def _sentence_before(doc: Doc, token: Token, end: int) -> list[Span]:
    start = max(token.sent.start_char, text_of(doc).rfind("\n", 0, token.idx) + 1)
    opening = doc[token.sent.start]
    while opening.is_space and opening.i < token.i:
        opening = opening.nbor()
    if opening.lower_ == "как" and opening.i + 6 > token.i:
        return []
    words = sum(t.is_alpha for t in doc.char_span(start, end, alignment_mode="contract") or ())
    return _trimmed(text_of(doc), start, end) if words >= 2 else []


def _goes_on(doc: Doc, token: Token, limit: int | None) -> list[Span]:
    """The rest of speech after its cue, up to `limit`: from the next dash on."""
    if limit is None:
        return []
    text = text_of(doc)
    at = token.idx + len(token.text)
    match = re.compile(r"[.,!?]\s*[—–-]\s+").search(text, at, min(limit, len(text)))
    return _trimmed(text, match.end(), limit) if match else []


def _object(doc: Doc, token: Token) -> list[Span]:
    """What is denied or confirmed, as a noun phrase; of what is merely rejected only what somebody had said."""
    for child in children(token, "obj", "iobj", "nsubj", "xcomp"):
        if case_of(child) in ("Acc", "Gen", "") and child != subject(token):
            told = child.lemma_ in _words("denied") or child.pos_ in ("VERB", "PRON")
            if told or token.lemma_ not in ("отвергнуть", "отвергать", "отмести"):
                left, right = child.left_edge, child.right_edge
                return _trimmed(text_of(doc), left.idx, right.idx + len(right.text))
    return []


def _infinitive(doc: Doc, token: Token) -> list[Span]:
    for child in token.children:
        if child.dep_ in ("xcomp", "ccomp", "csubj") and "VerbForm=Inf" in str(child.morph) and child.i > token.i:
            last = next((t.left_edge for t in child.subtree if _returns_to(t, token)), None)
            end = last.idx if last is not None else child.right_edge.idx + len(child.right_edge.text)
            return _trimmed(text_of(doc), child.left_edge.idx, end)
    return []


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    """The span without blanks, commas and dashes at its ends; nothing where nothing is left."""
    while start < end and (text[start].isspace() or text[start] in ",;:—–-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;—–-."):
        end -= 1
    return [Span(start, end)] if start < end else []


def _cue_span(token: Token) -> Span:
    first = token
    for child in token.children:
        if child.lower_ == "не" and child.i == token.i - 1:
            first = child
    return Span(first.idx, token.idx + len(token.text))


# ── speakers ──────────────────────────────────────────────────────────────────────────────────────────────


def _speaker(verb: Token) -> tuple[Token | None, list[Token]]:
    """The one whose words they are, and those who pass them on: "сообщили ТАСС в МЧС" is МЧС by TASS."""
    source = _with_reference(verb)
    named = subject(verb)
    press = [child for child in verb.children if child.dep_ in ("iobj", "obj", "obl") and _is_press(child)]
    if named is not None and named.lower_ in ("что", "это", "об"):
        named = None
    if named is None or named in press:
        place = _body_in(verb)
        if place is not None:
            return place, press
        paper = _paper(verb)
        if paper is not None:
            return paper, press
        return (named, []) if named is not None else (source, press)
    if source is not None and source != named:
        return source, [named]
    return named, [one for one in press if one != named]


def _with_reference(verb: Token) -> Token | None:
    """ "со ссылкой на МЧС": whose words they are."""
    for child in verb.subtree:
        if child.lemma_ == "ссылка" and preposition(child) in ("с", "со"):
            found = [noun for noun in child.children if noun.pos_ in ("NOUN", "PROPN") and preposition(noun) == "на"]
            return found[0] if found else None
    return None


def _is_press(token: Token) -> bool:
    """An agency or a paper by name or kind."""
    if noun_lemma(token.text) in _words("press"):
        return True
    key = " ".join(t.lemma_ for t in token.doc[token.i : token.i + 2])
    return token.lemma_ in section("agencies") or key in section("agencies")


def _body_in(verb: Token) -> Token | None:
    """ "заявили в Кремле", "рассказали в пресс-службе МВД": a body in the locative, the verb in the plural."""
    if "Number=Plur" not in str(verb.morph):
        return None
    for child in verb.children:
        if (
            child.dep_ in ("obl", "nmod")
            and preposition(child) in ("в", "во", "на")
            and case_of(child) in ("Loc", "Acc")
        ):
            body = child.ent_type_ in ("ORG", "LOC") or noun_lemma(child.text) in section("bodies")
            body = body or child.lemma_ in _BODIES
            if body and noun_lemma(child.text) not in ("четверг", "пятница"):
                return child
    return None


_BODIES = frozenset(
    "министерство ведомство пресс-служба компания партия посольство штаб полиция прокуратура больница мэрия "
    "организация представительство канцелярия аппарат управление фонд университет отделение".split()
)


def _paper(verb: Token) -> Token | None:
    """ "говорится в заявлении министерства": the body whose paper it is, else the paper."""
    if verb.lower_ not in (
        "говорится",
        "отмечается",
        "сообщается",
        "подчеркивается",
        "указывается",
        "сказано",
        "пишет",
    ):
        return None
    for child in verb.children:
        if preposition(child) in ("в", "во", "на") and (child.lemma_ in _words("papers") or child.lemma_ in _BODIES):
            owners = [noun for noun in children(child, "nmod") if case_of(noun) == "Gen" and not preposition(noun)]
            return owners[0] if owners else child
    return None


def _addressee(verb: Token, speaker: Token | None) -> Token | None:
    found = [c for c in children(verb, "iobj", "obl") if case_of(c) == "Dat" and not preposition(c) and c != speaker]
    return next((c for c in found if c.pos_ in ("NOUN", "PROPN", "PRON") and not _is_press(c)), None)


def _is_denied(token: Token) -> bool:
    return is_negated(token) and token.lemma_ not in ("исключить", "исключать")


def _certainty(token: Token) -> str | None:
    """The word that weakens or strengthens: an adverb at the cue, then the cue itself."""
    for child in token.subtree:
        if child.lemma_ in _words("doubt", "certainty") and child.i < token.i + 4:
            return str(child.lower_)
    if token.lemma_ in ("исключить", "исключать") and is_negated(token):
        return f"не {token.lower_}"
    return str(token.lower_) if token.lemma_ in _words("doubt", "verbs") else None


# ── asides ────────────────────────────────────────────────────────────────────────────────────────────────


def _according(doc: Doc, token: Token) -> Said | None:
    """ "по словам X, …", "по данным министерства", "согласно отчёту"."""
    if token.pos_ != "NOUN" or token.lemma_ not in _words("according") or preposition(token) != "по":
        return None
    owners = [noun for noun in token.children if noun.i > token.i and case_of(noun) in ("Gen", "")]
    owner = next(
        (noun for noun in owners if noun.pos_ in ("NOUN", "PROPN", "PRON", "X") and not preposition(noun)), None
    )
    his = [child for child in token.children if child.lower_ in ("его", "ее", "её", "их")]
    speaker = owner or (his[0] if his else None)
    if speaker is None:
        return None
    first = children(token, "case")[0]
    _, last = phrase(speaker) if owner is not None else (token.i, token.i)
    end = doc[max(last, token.i)]
    contents = _around(doc, token, first.idx, end.idx + len(end.text))
    if not contents:
        return None
    return Said("according", Span(first.idx, token.idx + len(token.text)), contents, speaker, token)


def _around(doc: Doc, token: Token, first: int, last: int) -> list[Span]:
    """The rest of the sentence before and after an aside [first, last)."""
    start, end = token.sent.start_char, token.sent.end_char
    aside_end = last
    for word in doc[token.i + 1 : token.sent.end]:
        # an apposition that ends in a comma still belongs to the speaker
        if word.idx >= last and word.text == ",":
            aside_end = word.idx + 1
            break
        if word.idx >= last and word.pos_ in ("VERB", "NUM", "SCONJ"):
            break
    spans = [*_trimmed(text_of(doc), start, first), *_trimmed(text_of(doc), aside_end, end)]
    return [span for span in spans if sum(c.isalpha() for c in text_of(doc)[span.start : span.end]) > 3]


def _as_told(doc: Doc, token: Token) -> Said | None:
    """ "Как сообщает ТАСС, …": the sentence without that clause."""
    if token.lemma_ not in _verbs() or token.pos_ != "VERB":
        return None
    opener = next((t for t in reversed(doc[max(token.sent.start, token.i - 7) : token.i]) if t.lower_ == "как"), None)
    if opener is None or any(t.pos_ == "VERB" or t.text in ",:" for t in doc[opener.i : token.i]):
        return None
    at_front = opener.i == token.sent.start or all(t.is_space or t.is_punct for t in doc[token.sent.start : opener.i])
    if not at_front and doc[opener.i - 1].text not in (",", "("):
        return None
    speaker, via = _speaker(token)
    if speaker is None:
        return None
    close = next((t for t in doc[token.i + 1 : token.sent.end] if t.text in (",", ")") and t.i > speaker.i), None)
    last = close.idx if close is not None else token.sent.end_char
    before = _trimmed(text_of(doc), token.sent.start_char, opener.idx)
    contents = [*before, *_trimmed(text_of(doc), last, token.sent.end_char)]
    contents = [span for span in contents if sum(c.isalpha() for c in text_of(doc)[span.start : span.end]) > 3]
    if not contents:
        return None
    return Said("say", _cue_span(token), contents, speaker, token, _addressee(token, speaker), via)


def _about_this(doc: Doc, token: Token) -> Said | None:
    """ "Об этом сообщает ТАСС." after what is told: the sentence before it, or all of a quotation."""
    if _verbs().get(token.lemma_) != "say":
        return None
    words = [word for word in doc[token.sent.start : token.i] if not word.is_space]
    if [word.lower_ for word in words[:2]] not in (["об", "этом"], ["о", "этом"]) or len(words) > 4:
        return None
    first = words[0]
    if first.i == 0:
        return None
    before = doc[first.i - 1]
    while before.is_space and before.i > 0:
        before = before.nbor(-1)
    speaker, via = _speaker(token)
    if speaker is None:
        return None
    sentence = before.sent
    contents = _trimmed(text_of(doc), sentence.start_char, before.idx + len(before.text))
    return Said("say", _cue_span(token), contents, speaker, token, _addressee(token, speaker), via)


_HEAD = re.compile(r"^[ \t]*(?P<who>[^\n:«»]{3,60}): (?=\S)", re.MULTILINE)


def _headlines(doc: Doc) -> Iterator[Said]:
    """ "Лавров: переговоры продолжатся": a name and a colon at the front of a line without a verb."""
    for match in _HEAD.finditer(text_of(doc)):
        span = doc.char_span(match.start("who"), match.end("who"), alignment_mode="contract")
        if span is None or len(span) > 5 or any(t.pos_ in ("VERB", "AUX", "NUM", "PUNCT") for t in span):
            continue
        if not any(map(_can_speak, span)):
            continue
        colon = match.end() - 2
        contents = _trimmed(text_of(doc), colon + 1, _line_end(text_of(doc), colon))
        if contents and _has_verb(doc, contents[0]):
            yield Said("colon", Span(colon, colon + 1), contents, span.root, span.root)


def _can_speak(token: Token) -> bool:
    """A name or a body; a word that can be a family name, at the front of a headline, is one."""
    named = token.ent_type_ in ("PER", "ORG") or token.pos_ == "PROPN" or token.lemma_ in section("bodies")
    return named or any("Surn" in one.tag.grammemes for one in readings(token.text))


def _has_verb(doc: Doc, content: Span) -> bool:
    span = doc.char_span(content.start, content.end, alignment_mode="contract")
    return span is not None and any(t.pos_ in ("VERB", "AUX") for t in span)


# ── doubles, chains ─────────────────────────────────────────────────────────────────────


def _without_doubles(found: list[Said]) -> list[Said]:
    """One attribution a cue."""
    kept: dict[Span, Said] = {}
    for said in found:
        kept.setdefault(said.cue, said)
    return list(kept.values())


def _link(found: list[Said]) -> None:
    """Who only passes on what another says becomes a link of that other's chain."""
    for outer in filter(_passes_on, list(found)):
        for inner in found:
            held = inner is not outer and any(span.start <= inner.cue.start < span.end for span in outer.contents)
            if held and outer.speaker is not None and outer.speaker not in inner.via:
                inner.via.insert(0, outer.speaker)


def _passes_on(said: Said) -> bool:
    return said.kind in ("say", "according", "colon") and said.speaker is not None
