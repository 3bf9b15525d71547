"""Russian analysis by slovnet: how a Russian text becomes a Doc.

Reads article text, gives a spaCy `Doc` whose `doc.text` is that text to the character: words and sentences by razdel,
forms, tree and names by slovnet's weights, lemmas by pymorphy3. As with English, a text is parsed line by line and a
line's parse depends on nothing around it. The weights come with the package natasha, whose own code is not loaded.
Everything here needs the extra `russian`; `is_readable` says whether it is there.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from rashomon.errors import MissingPart
from rashomon.language.english import joined, lines_of, packed, unpacked
from rashomon.language.parses import ParseCache, parse_key
from rashomon.language.russian.forms import lemma_of

#: sha256 of the weights that natasha 1.6 carries.
PINNED_WEIGHTS = {
    "emb/navec_news_v1_1B_250K_300d_100q.tar": "f07270833d78523edc5781538d67038e95b43975e4a7ae757c693b687f9cbfca",
    "model/slovnet_morph_news_v1.tar": "54812762a641c742dbfa9c950c4b53bbb469301983077ed01b9f074643d540d3",
    "model/slovnet_ner_news_v1.tar": "16c3343a6572ddf0e2b2fc1923113de15a7f5ca5bde90e780dd590418665603e",
    "model/slovnet_syntax_news_v1.tar": "0759ce82eaac4430f5b4ac27b2444aa6e4b6501ca38c2f45d62467265383d85e",
}

#: What to say where the extra is absent.
MISSING = "natasha is not installed: pip install 'rashomon[russian]'"

_PARTS = ("natasha", "navec", "pymorphy3", "razdel", "slovnet")
_TEXTS_AT_ONCE = 32
#: Sentences of one length that are tagged together.
_AT_ONCE = 16
#: A longer sentence is a list or a table; the tagger's memory grows with its square.
_LONGEST = 220


#: The models were trained on texts that write е for ё.
_AS_READ = str.maketrans("ёЁ", "еЕ")


class _Models(NamedTuple):
    morph: Any
    syntax: Any
    names: Any


class _Row(NamedTuple):
    """One word as slovnet sees it; `head` counts from 0 in its sentence, the root is its own."""

    pos: str
    feats: str
    head: int
    dep: str
    name: str


@functools.cache
def is_readable() -> bool:
    """Whether all that Russian needs is installed."""
    return all(importlib.util.find_spec(part) for part in _PARTS)


def parse_russian(texts: Iterable[str], cache: ParseCache | None = None) -> Iterator[Doc]:
    """One Doc a text, in order; `doc.text` is the text. Raises MissingPart without the extra `russian`."""
    waiting = iter(texts)
    while some := list(islice(waiting, _TEXTS_AT_ONCE)):
        lines = [lines_of(text) for text in some]
        parses = _parses(list(dict.fromkeys(line for found in lines for line in found)), cache)
        for found in lines:
            yield joined([parses[line] for line in found], _russian().vocab)


def _parses(lines: Sequence[str], cache: ParseCache | None) -> dict[str, Doc]:
    nlp = _russian()
    keys = {line: parse_key(line, _maker()) for line in lines}
    known = cache.get(keys.values()) if cache else {}
    missing = [line for line, key in keys.items() if key not in known]
    parses = _parsed(missing)
    if cache and missing:
        cache.put({keys[line]: packed(parses[line]) for line in missing})
    return parses | {line: unpacked(known[key], line, nlp) for line, key in keys.items() if key in known}


# ── one line ──────────────────────────────────────────────────────────────────────────────────────────────


def _parsed(lines: Sequence[str]) -> dict[str, Doc]:
    """Lines with their parses; sentences of one length go together, so that none is padded for another's sake."""
    nlp = _russian()
    docs = {line: nlp.make_doc(line) for line in lines}
    sentences = {line: _sentences(line, doc) for line, doc in docs.items()}
    words = {
        (line, number): tuple(docs[line][i].text.translate(_AS_READ) for i in numbers)
        for line, found in sentences.items()
        for number, numbers in enumerate(found)
    }
    tagged = _tagged(dict.fromkeys(words.values()))
    return {
        line: _annotated(docs[line], found, [tagged[words[line, number]] for number in range(len(found))])
        for line, found in sentences.items()
    }


def _sentences(line: str, doc: Doc) -> list[list[int]]:
    """The numbers of the words (blanks left out) of each sentence of a line; very long ones are cut."""
    from razdel import sentenize

    found: list[list[int]] = []
    ends = iter([sentence.stop for sentence in sentenize(line)])
    end = -1
    for token in doc:
        if token.is_space:
            continue
        while token.idx >= end:
            end = next(ends, len(line) + 1)
            found.append([])
        if len(found[-1]) >= _LONGEST:
            found.append([])
        found[-1].append(token.i)
    return [numbers for numbers in found if numbers]


def _tagged(sentences: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], list[_Row]]:
    models = _models()
    by_length: dict[int, list[tuple[str, ...]]] = defaultdict(list)
    for words in sentences:
        by_length[len(words)].append(words)
    found: dict[tuple[str, ...], list[_Row]] = {}
    for same in by_length.values():
        for start in range(0, len(same), _AT_ONCE):
            some = same[start : start + _AT_ONCE]
            given = [list(words) for words in some]
            forms, trees, names = models.morph(given), models.syntax(given), models.names(given)
            for words, form, tree, tags in zip(some, forms, trees, names, strict=True):
                found[words] = _rows(form.tokens, tree.tokens, tags)
    return found


def _rows(forms: Sequence[Any], tree: Sequence[Any], tags: Sequence[str]) -> list[_Row]:
    heads = _as_tree([int(token.head_id) - 1 for token in tree])
    rows = []
    for number, (form, leaf, tag) in enumerate(zip(forms, tree, tags, strict=True)):
        feats = "|".join(f"{name}={value}" for name, value in sorted(form.feats.items()))
        dep = "ROOT" if heads[number] == number else "parataxis" if int(leaf.head_id) == 0 else leaf.rel
        rows.append(_Row(form.pos, feats, heads[number], dep, tag))
    return rows


def _as_tree(heads: list[int]) -> list[int]:
    """Heads (-1: none) with one root and no circle: other roots and what runs in circles hang on the first root."""
    root = next((number for number, head in enumerate(heads) if head < 0), 0)
    heads = [root if head < 0 or head >= len(heads) or head == number else head for number, head in enumerate(heads)]
    heads[root] = root
    for number in range(len(heads)):
        seen = {number}
        at = number
        while heads[at] != at:
            at = heads[at]
            if at in seen:
                heads[at] = root
                break
            seen.add(at)
    return heads


def _annotated(doc: Doc, sentences: Sequence[Sequence[int]], tagged: Sequence[Sequence[_Row]]) -> Doc:
    """The line's Doc with what was found of each sentence; blanks hang on the word before them."""
    size = len(doc)
    pos, feats, deps, lemmas = ["SPACE"] * size, [""] * size, [""] * size, [token.text for token in doc]
    heads = [max(0, number - 1) for number in range(size)]
    names = ["O"] * size
    for numbers, rows in zip(sentences, tagged, strict=True):
        for number, row in zip(numbers, rows, strict=True):
            pos[number], feats[number], deps[number] = row.pos, row.feats, row.dep
            heads[number] = numbers[row.head]
            lemmas[number] = lemma_of(doc[number].text, row.pos, row.feats)
            names[number] = row.name
    if sentences:
        for number in range(sentences[0][0]):
            heads[number] = sentences[0][0]
    return Doc(
        doc.vocab, [token.text for token in doc], [bool(token.whitespace_) for token in doc], pos=pos, morphs=feats,
        lemmas=lemmas, heads=heads, deps=[dep or "dep" for dep in deps], ents=names,
    )  # fmt: skip


# ── words, models, weights ────────────────────────────────────────────────────────────────────────────────


class _Words:
    """Cuts a line into words as razdel does; what a single blank does not part has blanks as words, as in spaCy."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        from razdel import tokenize

        words: list[str] = []
        spaces: list[bool] = []
        end = 0
        for found in [*((token.start, token.stop) for token in tokenize(text)), (len(text), len(text))]:
            gap = text[end : found[0]]
            if gap.startswith(" ") and words:
                spaces[-1] = True
                gap = gap[1:]
            if gap:
                words.append(gap)
                spaces.append(False)
            if found[0] < found[1]:
                words.append(text[found[0] : found[1]])
                spaces.append(False)
            end = found[1]
        return Doc(self.vocab, words, spaces)


@functools.cache
def _russian() -> Language:
    if not is_readable():
        raise MissingPart(MISSING)
    nlp = spacy.blank("xx")
    nlp.max_length = 20_000_000
    nlp.tokenizer = _Words(nlp.vocab)
    return nlp


def weights_folder() -> Path:
    """Where natasha keeps the weights. Raises MissingPart where it is not installed."""
    spec = importlib.util.find_spec("natasha")
    if spec is None or spec.origin is None:
        raise MissingPart(MISSING)
    return Path(spec.origin).parent / "data"


@functools.cache
def _models() -> _Models:
    """The three taggers, loaded once (about a second). Raises MissingPart where the weights are not the pinned ones."""
    from navec import Navec
    from slovnet import NER, Morph, Syntax

    folder = verify_all()
    emb, morph, ner, syntax = (str(folder / name) for name in PINNED_WEIGHTS)
    navec = Navec.load(emb)
    loaded = [kind.load(path).navec(navec) for kind, path in ((Morph, morph), (Syntax, syntax), (NER, ner))]
    return _Models(loaded[0].infer, loaded[1].infer, functools.partial(_name_tags, loaded[2].infer))


def _name_tags(infer: Any, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
    """BIO tags of words that are cut already; the tagger's own way in would cut its text anew."""
    inputs = infer.encoder(sentences)
    return [_begun(tags) for tags in infer.decoder(infer.process(inputs))]


def _begun(tags: Iterable[str]) -> list[str]:
    """Tags of which no name goes on that has not begun."""
    found: list[str] = []
    for tag in tags:
        kind = tag.partition("-")[2]
        goes_on = tag.startswith("I-") and bool(found) and found[-1].partition("-")[2] == kind
        found.append(tag if goes_on or tag == "O" else f"B-{kind}")
    return found


def verify_all() -> Path:
    """The folder of the weights, once each was found to be the pinned one. Raises MissingPart."""
    folder = weights_folder()
    for name, digest in PINNED_WEIGHTS.items():
        verify(folder / name, digest)
    return folder


def verify(path: Path, digest: str) -> None:
    """Raises MissingPart where a file of weights is not the one that the package shipped."""
    if not path.is_file():
        raise MissingPart(f"the Russian weights are not there: {path.name!r}; reinstall natasha")
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != digest:
        raise MissingPart(
            f"the Russian weights are not the pinned ones: {path.name!r} has sha256 {found[:12]}…; reinstall natasha"
        )


def model_name() -> str:
    """Names and versions of what a Russian parse comes from."""
    return f"slovnet {version('slovnet')} natasha {version('natasha')} pymorphy3 {version('pymorphy3')}"


@functools.cache
def _maker() -> str:
    return f"{model_name()} razdel {version('razdel')} {' '.join(PINNED_WEIGHTS.values())} spacy {spacy.__version__} 2"
