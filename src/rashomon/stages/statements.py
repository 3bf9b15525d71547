"""article + parse + mentions → statements: who is reported to have said, thought or wanted what.

Reads the parse and the quotation marks, proposes everything that might attribute, scores it with learned
weights, and writes one `Statement` for each that stays, with the chain of those on whose word it rests. The
one idea: be generous with candidates, let the scorer decide, and let quotations overrule the parse.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from rashomon.language.attribution.candidates import candidates
from rashomon.language.attribution.choice import choose, voices_of
from rashomon.language.attribution.cues import NOTHING, cues
from rashomon.language.attribution.features import voice_of
from rashomon.language.attribution.introduced import introduced
from rashomon.language.attribution.makers import maker_of
from rashomon.language.attribution.model import score, threshold
from rashomon.language.attribution.spans import Attributed, attribute, continue_quotes
from rashomon.language.attribution.tags import close, tagged, without
from rashomon.language.attribution.tree import Tree, tree_of
from rashomon.language.names.nominals import is_native, noun_kind
from rashomon.language.phrases import is_surname, make_mention, mention_at, phrase
from rashomon.language.quotes import Quote, find_quotes, quoted_share
from rashomon.language.termweights import weight
from rashomon.record import Article, Attribution, Mention, Span, Statement, mention_id, statement_id

_DIRECT = 0.9
_PAPERS = {"speech", "text"}
_LINKING = {"say", "write", "claim", "show"}


class StatementsFound(NamedTuple):
    """`mentions` are new ones for speakers and addressees that no mention covered yet."""

    statements: list[Statement]
    mentions: list[Mention]


def find_statements(article: Article, doc: Doc, mentions: Sequence[Mention]) -> StatementsFound:
    """Direct, indirect and mixed speech and thought, in reading order."""
    tree = tree_of(doc)
    quotes = find_quotes(article.text)
    found = attribute(tree, close(tree, candidates(tree)), quotes)
    score(tree, found, quotes)
    chosen = choose(tree, found, threshold())
    tags = tagged(tree, chosen, quotes)
    chosen = sorted([*without(chosen, tags), *tags], key=lambda made: made.candidate.key)
    continue_quotes(tree, chosen, quotes)
    # quotations that go on hold what seemed to stand alone: "I hope", "we know"
    chosen = voices_of(tree, [*chosen, *introduced(tree, chosen, quotes)], threshold())
    writer = _Writer(article, tree, quotes, mentions)
    statements = [writer.statement(made, chosen) for made in chosen if _runs_forward(made)]
    return StatementsFound(sorted(statements, key=lambda s: (s.start, -s.end, s.id)), writer.new)


def _runs_forward(made: Attributed) -> bool:
    """A misread clause can put the end of a cue before its start; nothing can be cited from it."""
    return all(start < end for start, end in (made.cue, *made.spans))


#: What a noun that speaks is a mention of, where no stage before has one.
_KINDS = {"people": "person", "body": "organization"}


#: Weight from which the last word of a name is no plain word: "Norrum Coal" is a firm, "Nadia Haxhi" somebody.
_NO_WORD = 7.0


def _kind_of_name(tokens: Tokens) -> str | None:
    """The kind of a name of two or three words that no tagger knows, by its last; None for other phrases."""
    words = tokens.text.split()
    untagged = not any(token.ent_type_ for token in tokens) and all(token.pos_ == "PROPN" for token in tokens)
    if len(words) not in (2, 3) or not untagged or not all(word.istitle() and word.isalpha() for word in words):
        return None
    return "person" if weight(words[-1].lower()) >= _NO_WORD else "organization"


class _Writer:
    """Turns chosen candidates into statements; remembers the mentions that it had to make."""

    def __init__(
        self, article: Article, tree: Tree, quotes: list[Quote], mentions: Sequence[Mention]
    ) -> None:
        self.new: list[Mention] = []
        self._article = article
        self._tree = tree
        self._quotes = quotes
        self._by_offset: dict[int, list[Mention]] = {}
        for mention in mentions:
            if mention.article == article.id and mention.kind not in ("time", "quantity"):
                self._remember(mention)

    def statement(self, made: Attributed, chosen: list[Attributed]) -> Statement:
        """The statement of one candidate; `chosen` are all, for the chain."""
        source = made.candidate.source
        speaker = None if source is not None and _is_no_one(self._tree, source) else self._speaker(source)
        self._mention(relative_to(self._tree, made.candidate.source))
        addressee = self._mention(made.candidate.addressee)
        cue = Span(*made.cue)
        content = tuple(Span(start, end) for start, end in made.spans)
        parts = [cue, *content, *([Span(speaker.start, speaker.end)] if speaker else [])]
        return Statement(
            id=statement_id(self._article.id, cue, content),
            article=self._article.id,
            start=min(part.start for part in parts),
            end=max(part.end for part in parts),
            form=form_of(self._article.text, made.spans, self._quotes),
            speaker=speaker.id if speaker else None,
            speaker_entity=None,
            cue=cue,
            content=content,
            addressee=addressee.id if addressee else None,
            according_to=self._chain(made, chosen),
            about=(),
            polarity=polarity_of(self._tree, made),
            certainty=certainty_of(self._tree, made),
        )

    def _chain(self, made: Attributed, chosen: list[Attributed]) -> tuple[Attribution, ...]:
        """The speakers in whose content this cue stands, outermost first, then the one named in the same breath."""
        outer = [other for other in chosen if other is not made and _reports(self._tree, other, made)]
        outer.sort(key=lambda other: -sum(end - start for start, end in other.spans))
        heads = [head for other in outer for head in (other.candidate.via, other.candidate.source)]
        heads.append(made.candidate.via)
        links: list[Attribution] = []
        for head in heads:
            mention = self._mention(head)
            if mention is not None and head != made.candidate.source:
                link = Attribution(mention.text, None, mention.start, mention.end)
                links += [link] if link not in links else []
        return tuple(links)

    def _speaker(self, head: int | None) -> Mention | None:
        """The mention of a speaker; of all of them, with its members, where several are joined by "and"; of a
        document, whose it is.
        """
        owner = None if head is None else maker_of(self._tree, head)
        owner = named_one(self._tree, head) if owner is None and head is not None else owner
        head = head if owner is None else owner
        first = self._mention(head)
        if head is None or first is None:
            return None
        heads = speakers_joined(self._tree, head)
        parts = [part for part in (self._mention(other) for other in heads) if part is not None]
        start, end = min(part.start for part in parts), max(part.end for part in parts)
        if len({part.id for part in parts}) < 2 or (start, end) == (first.start, first.end):
            return first
        group = Mention(
            mention_id(self._article.id, start, end, first.kind), self._article.id, start, end, first.kind,
            self._article.text[start:end], None, tuple(part.id for part in parts),
        )  # fmt: skip
        if all(mention.id != group.id for mention in self.new):
            self.new.append(group)
        return group

    def _mention(self, head: int | None) -> Mention | None:
        """The mention whose head this token is, made where none is there."""
        if head is None:
            return None
        tokens = phrase(self._tree.doc[head])
        tokens = self._tree.doc[tokens.start : whole_of_phrase(self._tree, head, tokens.end)]
        while len(tokens) > 1 and (tokens[-1].tag_ == "POS" or tokens[-1].is_punct or tokens[-1].is_space):
            tokens = tokens[:-1]
        offset = self._tree.start[head]
        if is_native(self._tree.doc[head]):
            return self._native(head)
        person = is_surname(tokens) or self._tree.lower[head] in ("old", "year-old")
        kind = "person" if person else _KINDS.get(voice_of(self._tree, head)) or _kind_of_name(tokens)
        mention = mention_at(self._article.id, tokens, self._by_offset.get(offset, []), kind)
        if mention not in self._by_offset.get(offset, []):
            self.new.append(mention)
            self._remember(mention)
        return mention

    def _native(self, head: int) -> Mention:
        """ "The Brazilian" who speaks is a person, no country."""
        tokens = self._tree.doc[head - 1 : head + 1]
        mention = make_mention(self._article.id, tokens, "person")
        if all(other.id != mention.id for other in self.new):
            self.new.append(mention)
        return mention

    def _remember(self, mention: Mention) -> None:
        for offset in range(mention.start, mention.end):
            self._by_offset.setdefault(offset, []).append(mention)


def named_one(tree: Tree, head: int) -> int | None:
    """Who "one of them, Ruth Adler, …" is: the name in apposition to a number or to "some"; None for other words."""
    if (titled := _titled_twice(tree, head)) is not None:
        return titled
    if tree.lemma[head] in _OF_FIRMS:
        return next((k for k in tree.kids(head, "appos") if tree.pos[k] == "PROPN" and tree.ent[k] != "PERSON"), None)
    if tree.pos[head] not in ("NUM", "PRON") or not any(tree.lower[p] == "of" for p in tree.kids(head, "prep")):
        return None
    return next((k for k in tree.kids(head, "appos") if tree.pos[k] == "PROPN"), None)


#: What a firm is called before its name: "the owner, Norrum Coal, said".
_OF_FIRMS = frozenset("owner operator maker manufacturer builder publisher employer supplier insurer parent".split())


def _titled_twice(tree: Tree, head: int) -> int | None:
    """The name in "actress and singer Lena Roe said", of which the parse makes two who speak."""
    bare = tree.tag[head] in ("NN", "NNP") and not tree.kids(head, "det", "poss", "nummod")
    people = noun_kind(tree.doc[head]) == "person" or tree.lemma[head] in cues().people
    if not bare or not people or tree.ent[head] == "PERSON":
        return None
    named = [k for k in tree.kids(head, "conj") if tree.ent[k] == "PERSON"]
    called = [k for k in named for c in tree.kids(k, "compound", "nmod") if voice_of(tree, c) == "people"]
    return called[0] if called else None


def relative_to(tree: Tree, head: int | None) -> int | None:
    """Whom a speaking "who" or "that" is hung on, so that coreference finds him; None for other words."""
    at = head if head is not None and tree.tag[head] in ("WP", "WDT") else None
    while at is not None and tree.dep[at] != "relcl":
        at = tree.head[at] if tree.head[at] != at else None
    return None if at is None or head is None or head > at else tree.head[at]


def whole_of_phrase(tree: Tree, head: int, last: int) -> int:
    """The end (a token index) of a phrase with all that "of" joins: "the ministers of Iran and Syria"."""
    for p in tree.kids(head, "prep"):
        if tree.lower[p] == "of":
            for noun in tree.kids(p, "pobj"):
                joined = [k for k in tree.kids(noun, "conj") if tree.pos[k] == "PROPN" and k < last + 4]
                last = max([last, *(k + 1 for k in joined)])
    return last


def speakers_joined(tree: Tree, head: int) -> list[int]:
    """A speaker's head token and those joined to it: "X and Y", or a headline's "Iran, Russia, Syria agree"."""
    found, stack = {head}, [head]
    while stack:
        i = stack.pop()
        joined = [k for k in tree.kids(i, "conj") if tree.pos[k] in ("NOUN", "PROPN") and k not in found]
        found |= set(joined)
        stack += joined
    at = min(found)
    while at >= 2 and tree.text[at - 1] == "," and _name_alone(tree, at - 2) and _name_alone(tree, at):
        at -= 2
        found.add(at)
    return sorted(found)


def _name_alone(tree: Tree, i: int) -> bool:
    """Whether a token is a country's or a body's name of one word."""
    outside = i == 0 or tree.ent[i - 1] == "" or tree.text[i - 1] == ","
    named = tree.ent[i] in ("GPE", "ORG", "NORP") and tree.pos[i] == "PROPN"
    return named and outside and tree.dep[i] not in ("pobj", "dobj", "poss")


def form_of(text: str, spans: list[tuple[int, int]], quotes: list[Quote]) -> str:
    """direct from nine tenths of the letters in quotation marks, indirect without any, else mixed."""
    share = quoted_share(text, spans, quotes)
    return "direct" if share >= _DIRECT else "mixed" if share else "indirect"


def polarity_of(tree: Tree, made: Attributed) -> str:
    """negative for a denial, a doubt, a cue under "not" or one with nobody for its speaker."""
    key = made.candidate.key
    if made.candidate.source is not None and _is_nobody(tree, made.candidate.source):
        return "negative"
    known = cues()
    words = [i for i in range(*made.candidate.cue) if not _is_of_no_doubt(tree, i)]
    if any(tree.dep[i] == "neg" or tree.lower[i] in ("never", "no") for i in words):
        return "negative"
    lemmas = {tree.lemma[i] for i in words}
    if tree.pos[key] in ("VERB", "AUX") and lemmas & known.negative_verbs:
        return "negative"
    return "negative" if lemmas & known.negative_nouns else "positive"


def _is_nobody(tree: Tree, source: int) -> bool:
    """ "No one has claimed responsibility", "neither side said"."""
    neither = tree.lower[source] == "neither" or any(tree.lower[k] == "neither" for k in tree.kids(source, "det"))
    return neither or _is_no_one(tree, source)


def _is_no_one(tree: Tree, source: int) -> bool:
    """ "no one", "no group": those who did not speak are nobody; "neither side" are known."""
    nobody = tree.lower[max(0, source - 1) : source + 1] == ["no", "one"]
    nobody = nobody or tree.lower[source] in ("nobody", "none")
    return nobody or any(tree.lower[k] == "no" for k in tree.kids(source, "det"))


def _is_of_no_doubt(tree: Tree, i: int) -> bool:
    """Whether a word is of "no doubt", which denies nothing."""
    return tree.lower[max(0, i - 1) : i + 1] == ["no", "doubt"] or tree.lower[i : i + 2] == ["no", "doubt"]


def certainty_of(tree: Tree, made: Attributed) -> str | None:
    """The wording that weakens or strengthens: an adverb or a modal at the cue first, then the cue itself."""
    key = made.candidate.key
    known = cues()
    near = [key, *tree.children[key]]
    for words in (known.certainty_adverbs, known.certainty_modals):
        for i in near:
            if tree.lower[i] in words:
                return tree.lower[i]
    verb = tree.pos[key] == "VERB" and tree.lemma[key] in known.certainty_verbs
    return tree.lower[key] if verb else None


def _reports(tree: Tree, outer: Attributed, inner: Attributed) -> bool:
    """Whether `outer` passes on what `inner` says: a link of the chain."""
    if not any(start <= inner.cue[0] < end for start, end in outer.spans):
        return False
    candidate = outer.candidate
    if candidate.kind in ("according", "colon", "dash"):
        return True
    if candidate.kind == "noun":
        return candidate.relation == "noun_that" and bool(
            cues().nouns.get(tree.lemma[candidate.key], NOTHING).kinds & _PAPERS
        )
    strength = cues().verbs.get(tree.lemma[candidate.key])
    return (
        candidate.kind == "verb"
        and strength is not None
        and bool(strength.kinds & _LINKING)
        and strength.clause == 3
    )
