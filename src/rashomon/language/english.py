"""English analysis by spaCy: how a text becomes a Doc.

Reads article text, gives a spaCy `Doc` whose `doc.text` is that text to the character. A text is parsed line by
line and put together again: a line break always ends a sentence, a line's parse depends on nothing around it, and a
line that another article brought is not parsed again (language/parses.py). Headlines in title case are read as
sentences are written (language/names/titlecase.py). Which weights are used: language/weights.py.
"""

from __future__ import annotations

import functools
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import numpy as np
import spacy
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, ORTH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from rashomon.knowledge.plover import hyphened
from rashomon.language.copied_lines import keep_lines
from rashomon.language.datelines import dateline_end, label_end
from rashomon.language.identify import plain_language, speaks
from rashomon.language.mending.parses import mended
from rashomon.language.names.syllables import with_syllables
from rashomon.language.names.titlecase import as_sentence
from rashomon.language.parses import ParseCache, parse_key
from rashomon.language.parsing.pipe import Step, parsed, steps_of
from rashomon.language.sentences import is_gap, torn_starts
from rashomon.language.weights import find_weights, folder_digest, model_name, verify

__all__ = ["english", "find_weights", "folder_digest", "lines_of", "model_name", "parse", "token_at"]

_LINE = re.compile(r"[^\n]*\n+|[^\n]+")
#: "Number=Sing|Person=3"
_FORM = re.compile(r"[A-Z]\w*=[^=|]+(?:\|[A-Z]\w*=[^=|]+)*")

#: Of the weights: a component that no stage asks, and the words that vectors have (700,000, more than half of the time
#: of loading). A word's vector is found by the word's hash, and words that are read or written add themselves.
_LEFT_ASIDE = ["senter", "strings"]

#: Texts whose lines are parsed together.
_TEXTS_AT_ONCE = 32

#: What is kept of a parse, all that stages read: what is named by a string, and what is a number.
_NAMED = (TAG, POS, MORPH, LEMMA, DEP, ENT_TYPE)
_KEPT = [*_NAMED, HEAD, ENT_IOB]


@functools.cache
def english() -> Language:
    """The English pipeline, loaded once (about a second).

    Raises MissingPart where no model is installed or the weights are not the pinned ones.
    """
    weights = find_weights()
    verify(weights)
    nlp = spacy.load(weights.path, exclude=_LEFT_ASIDE)
    nlp.max_length = 20_000_000
    nlp.add_pipe("line_ends_sentence", before="parser")
    for form in _hyphened_forms():
        nlp.tokenizer.add_special_case(form, [{ORTH: form}])
    return nlp


def _hyphened_forms() -> Iterator[str]:
    """Nouns of acts with hyphens, which are one word and no "in" after a "sit": small, with a capital, in capitals."""
    for word in hyphened():
        for form in (word, f"{word}s"):
            yield from dict.fromkeys((form, form.capitalize(), form.title(), form.upper()))


def loaded() -> Language | None:
    """The English pipeline where this process has loaded it; what it holds need not be read again."""
    return english() if english.cache_info().currsize else None


@functools.cache
def _steps() -> tuple[Step, ...]:
    return steps_of(english())


def parse(texts: Iterable[str], cache: ParseCache | None = None) -> Iterator[Doc]:
    """One Doc a text, in order; `doc.text` is the text. `cache` keeps the parses of lines between calls."""
    waiting = iter(texts)
    while some := list(islice(waiting, _TEXTS_AT_ONCE)):
        lines = [lines_of(text) for text in some]
        parses = _parses(dict.fromkeys(line for found in lines for line in found), cache)
        for found in lines:
            parts = [parses[line] for line in found]
            yield keep_lines(joined(parts, english().vocab), parts)


def lines_of(text: str) -> list[str]:
    """The lines that a text is parsed by, each with the breaks that follow it; together they are the text.

    A dateline ("OSLO, Nov 3 - ") is a line of its own, and so is a label before a headline ("Breaking News - ").
    """
    pieces = ((line, dateline_end(line) or label_end(line)) for line in _LINE.findall(text))
    return [part for line, end in pieces for part in (line[:end], line[end:]) if part]


def _parses(lines: Mapping[str, None], cache: ParseCache | None) -> dict[str, Doc]:
    """Every line's parse: from the cache where it is there. A headline in title case is read as the sentence it is,
    and "(R)" beside a name of a caption as "(right)", which the parser takes for no name.
    """
    nlp = english()
    foreign = {line: _foreign(line, nlp) for line in lines if _is_foreign(line)}
    spelt = {line: _SIDE.sub(lambda side: _SIDES[side[0]], as_sentence(line, nlp)) for line in lines}
    written = {line: with_syllables(spelt[line], nlp) for line in lines if line not in foreign}
    keys = {line: parse_key(line if plain == line else line + plain, _maker()) for line, plain in written.items()}
    known = cache.get(keys.values()) if cache else {}
    missing = [line for line, key in keys.items() if key not in known]
    parses = dict(zip(missing, _read(missing, written, nlp), strict=True))
    if cache and missing:
        cache.put({keys[line]: packed(parses[line]) for line in missing})
    for line, key in keys.items():
        if key in known:
            parses[line] = unpacked(known[key], line, nlp)
    return parses | foreign


#: Where somebody stands in a picture; of an American politician "(R)" is his party, and is read as well.
_SIDE = re.compile(r"(?<=[a-z] )\((?:R|L|C)\)")
_SIDES = {"(R)": "(right)", "(L)": "(left)", "(C)": "(centre)"}


def _is_foreign(line: str) -> bool:
    return not speaks(line, "en") and plain_language(line) not in (None, "en")


def _foreign(line: str, nlp: Language) -> Doc:
    """A line that is plainly not English: its words, each foreign, and nothing said of how they hang together.

    English weights would find people and acts in it all the same.
    """
    doc = nlp.make_doc(line)
    for token in doc:
        token.tag_, token.pos_ = ("_SP", "SPACE") if token.is_space else ("FW", "X")
        token.lemma_, token.dep_, token.head = token.text, "dep", doc[0]
    if len(doc):
        doc[0].dep_ = "ROOT"
    return doc


def _read(lines: list[str], written: Mapping[str, str], nlp: Language) -> Iterator[Doc]:
    """Each line's parse, as if it were written otherwise; the words are its own."""
    read = parsed((written[line] for line in lines), nlp, _steps())
    for line, doc in zip(lines, map(_mended, read), strict=True):
        if doc.text == line:
            yield doc
        elif len(nlp.make_doc(line)) == len(doc):
            yield unpacked(packed(doc), line, nlp)
        else:
            yield nlp(line)


def _mended(doc: Doc) -> Doc:
    """The parse, or another one where a sentence of it begins in the midst of one, with known faults mended."""
    torn = torn_starts(doc)
    if not torn:
        return mended(doc)
    nlp = english()
    again = nlp.make_doc(doc.text)
    for place in torn:
        again[place].is_sent_start = False
    for _, component in nlp.pipeline:
        again = component(again)
    return mended(again)


def joined(parses: list[Doc], vocab: Vocab) -> Doc:
    """One Doc of its lines' parses; `vocab` is that of a text without any."""
    whole = Doc.from_docs(parses, ensure_whitespace=False, exclude=["tensor", "user_data"]) if parses else None
    return whole if whole is not None else Doc(vocab)


def packed(doc: Doc) -> bytes:
    """What the stages read of a parse: a numbered list of strings, and for each word their numbers and its head."""
    values = doc.to_array(_KEPT)
    known, numbers = np.unique(values[:, : len(_NAMED)], return_inverse=True)
    strings = [doc.vocab.strings[int(value)] if value else "" for value in known]
    places = values[:, len(_NAMED) :].astype(np.int64).astype(np.int32)
    whole = np.hstack([numbers.reshape(-1, len(_NAMED)).astype(np.int32), places])
    return zlib.compress(json.dumps(strings).encode() + b"\n" + whole.T.tobytes(), 1)


def unpacked(parse: bytes, line: str, nlp: Language) -> Doc:
    """The parse that `packed` was given; the words of a line are found again."""
    head, _, body = zlib.decompress(parse).partition(b"\n")
    doc = nlp.make_doc(line)
    whole = np.frombuffer(body, np.int32).reshape(len(_KEPT), -1).T
    hashes = np.array([_hash(nlp.vocab, string) for string in json.loads(head)], np.uint64)
    named, places = whole[:, : len(_NAMED)], whole[:, len(_NAMED) :]
    values = np.hstack([hashes[named], places.astype(np.int64).astype(np.uint64)])
    return doc.from_array(_KEPT, values)


def _hash(vocab: Vocab, string: str) -> int:
    if _FORM.fullmatch(string):
        # the features of a word's form are known by their own table; an address with two "=" is none
        vocab.morphology.add(string)
    return int(vocab.strings.add(string)) if string else 0


@functools.cache
def _maker() -> str:
    """What a parse depends on besides the line and how it is written for the parser: weights, spaCy, sentences."""
    weights = find_weights()
    return f"{model_name()} {weights.digest} spacy {spacy.__version__} sentences 6"


@Language.component("line_ends_sentence")  # type: ignore[untyped-decorator]  # spaCy is untyped here
def _line_ends_sentence(doc: Doc) -> Doc:
    """A sentence never runs over a line break or a gap: the first word of a line starts one."""
    fresh = False
    for token in doc:
        if fresh and not token.is_space:
            token.is_sent_start = True
            fresh = False
        if "\n" in token.text or "\n" in token.whitespace_ or (token.is_space and is_gap(token)):
            fresh = True
    return doc


def token_at(doc: Doc, offset: int) -> Any:
    """The token that covers or follows a character offset, or None past the end."""
    span = doc.char_span(offset, min(offset + 1, len(doc.text)), alignment_mode="expand")
    return span[0] if span is not None and len(span) else None
