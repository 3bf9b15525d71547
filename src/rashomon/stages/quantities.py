"""article + parse → quantity mentions with bounds, units and what they count.

The one idea: a number is a quantity where the parse gives it something to count: a noun it stands before, a verb
that was done to so many, a toll. Dates, ages, designations, scores and lists are left alone (language/uncounted.py).
The conventions for bounds stand in language/counts.py; what became of those counted in language/fates.py.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from rashomon.knowledge.tables import table
from rashomon.language.counts import SPACED_SIGNS, Count, counts
from rashomon.language.fates import BODIES, DEATHS, fate_of, kind_of, state_after, toll_of, words_for
from rashomon.language.phrases import counted_nouns, person_nouns
from rashomon.language.second_figures import figure_told
from rashomon.language.sentences import text_of
from rashomon.language.timex.tagger import find_timexes
from rashomon.language.uncounted import is_uncounted
from rashomon.record import Article, Mention, Quantity, mention_id


class QuantitiesFound(NamedTuple):
    """`quantities[i].mention` is the id of one of `mentions`."""

    mentions: list[Mention]
    quantities: list[Quantity]


class _Counted(NamedTuple):
    """What a number counts: the noun (None for a bare number), the token after the phrase, unit and `of`."""

    noun: Token | None
    end: int
    unit: str | None
    of: str | None


def find_quantities(article: Article, doc: Doc, *, times: Sequence[Mention] | None = None) -> QuantitiesFound:
    """Numbers with bounds and what they count, in reading order.

    `times` are the time mentions of the article, if they have been found already.
    """
    taken = [(one.start, one.end) for one in (times if times is not None else find_timexes(doc, None))]
    mentions, quantities = [], []
    known: _Last | None = None
    for count in counts(doc):
        if _excluded(doc, article.text, count, taken):
            continue
        counted = _counted(doc, count) or _counted_again(doc, count, known)
        if counted is not None:
            known = _Last(doc[count.core], counted.of) if counted.of in _COUNTED_AGAIN else known
            mention = _mention(article, doc, count, counted)
            mentions.append(mention)
            quantities.append(Quantity(count.low, count.high, counted.unit, counted.of, mention.id))
    for first, last, of in _none_at_all(doc):
        start, end = doc[first].idx, doc[last].idx + len(doc[last].text)
        mention = _mention_between(article, start, end)
        mentions.append(mention)
        quantities.append(Quantity(0.0, 0.0, "people", of, mention.id))
    return _in_order(mentions, quantities)


def _in_order(mentions: list[Mention], quantities: list[Quantity]) -> QuantitiesFound:
    order = sorted(range(len(mentions)), key=lambda index: (mentions[index].start, mentions[index].end))
    return QuantitiesFound([mentions[i] for i in order], [quantities[i] for i in order])


_NONE = re.compile(
    r"\b(?:no (?:one|casualt|death|fatalit|injur|bod|victim|live)|nobody|none|any(?:one|body)|any [a-z]{4})",
    re.IGNORECASE,
)
#: Whoever does this to "any casualties" says that there were none.
_DENYING = frozenset("deny dispute reject refute".split())


def _none_at_all(doc: Doc) -> list[tuple[int, int, str]]:
    """ "no casualties", "nobody was hurt": first token, last token and what there was none of."""
    found = []
    if not _NONE.search(text_of(doc)):
        return []
    for token in doc:
        if token.lower_ == "no" and token.dep_ == "det" and token.head.i > token.i:
            of = kind_of(token.head)
            if of in ("dead", "injured", "casualties"):
                found.append((token.i, token.head.i, of))
        elif token.lower_ in ("any", "anyone", "anybody") and (of := _denied(token)):
            found.append((token.i, token.head.i if token.lower_ == "any" else token.i, of))
        elif token.lower_ in ("nobody", "none") or (
            token.lower_ in ("one", "no one") and doc[max(0, token.i - 1) : token.i + 1].text.lower() == "no one"
        ):
            else_too = doc[token.i + 1 : token.i + 2].text.lower() == "else"  # besides those told of before
            fate = fate_of(token) if token.dep_ in ("nsubjpass", "nsubj") and not else_too else None
            if fate:
                found.append((token.i - (token.lower_ == "one"), token.i, fate))
    return found


def _denied(word: Token) -> str | None:
    """ "denied that anyone was killed", "denied any casualties": what became of nobody, as somebody says."""
    verb = next((above for above in word.ancestors if above.lemma_.lower() in _DENYING), None)
    if verb is None or any(child.dep_ == "neg" for child in verb.children):
        return None
    counted = word if word.lower_ != "any" else word.head if word.dep_ == "det" else None
    if counted is None:
        return None
    kind = kind_of(counted) if counted is not word else None
    befell = counted.dep_ in ("nsubjpass", "nsubj") and _is_anybody(counted)  # "killing anyone" is his own
    of = kind if kind in _DENIED else fate_of(counted) if befell else None
    return of if of in _DENIED else None


_DENIED = frozenset({"dead", "injured", "casualties", "arrested", "abducted"})


def _is_anybody(noun: Token) -> bool:
    return noun.lower_ in ("anyone", "anybody") or _is_people(noun, kind_of(noun))


def _mention(article: Article, doc: Doc, count: Count, counted: _Counted) -> Mention:
    first = doc[count.start]
    if count.start and doc[count.start - 1].lower_ in words_for("currencies") and not doc[count.start - 1].whitespace_:
        first = doc[count.start - 1]
    start, last = first.idx, doc[max(counted.end, count.end) - 1]
    end = last.idx + len(last.text)
    return _mention_between(article, start, end)


def _mention_between(article: Article, start: int, end: int) -> Mention:
    id = mention_id(article.id, start, end, "quantity")
    return Mention(id, article.id, start, end, "quantity", article.text[start:end])


def _excluded(doc: Doc, text: str, count: Count, taken: list[tuple[int, int]]) -> bool:
    """Whether a time has the number already, or it counts nothing."""
    start, end = doc[count.core].idx, doc[count.end - 1].idx + len(doc[count.end - 1].text)
    timed = any(first < end and start < last for first, last in taken)
    return timed or is_uncounted(doc, text, count)


def _counted(doc: Doc, count: Count) -> _Counted | None:
    """What the number counts; None where the parse gives it nothing."""
    return _money(doc, count) or _measured(doc, count) or _things(doc, count) or _bare(doc, count)


def _money(doc: Doc, count: Count) -> _Counted | None:
    known = words_for("currencies")
    before = doc[count.core - 1].lower_ if count.core else ""
    if before in known and (before in SPACED_SIGNS or not doc[count.core - 1].whitespace_):
        return _Counted(None, count.end, known[before], None)
    first = count.end + (count.end < len(doc) and doc[count.end].lower_ == "of")
    for at in (first, first + 1):
        if at < len(doc) and doc[at].lemma_.lower() in known and doc[at].pos_ in ("NOUN", "PROPN", "SYM"):
            return _Counted(doc[at], at + 1, known[doc[at].lemma_.lower()], None)
        if at < len(doc) and doc[at].pos_ not in ("ADJ", "PROPN"):
            break
    return None


def _measured(doc: Doc, count: Count) -> _Counted | None:
    if count.end >= len(doc):
        return None
    known = words_for("measures")
    token = doc[count.end]
    pair = doc[count.end : count.end + 2].text.lower()
    if pair in known and count.end + 1 < len(doc):
        return _Counted(token, count.end + 2, known[pair], None)
    lemma = token.lemma_.lower() if token.lemma_.lower() in known else token.lower_
    square = token.lower_ in ("square", "cubic") and count.end + 1 < len(doc)
    if square and doc[count.end + 1].lemma_.lower() in known:
        return _Counted(token, count.end + 2, f"{token.lower_} {known[doc[count.end + 1].lemma_.lower()]}", None)
    return _Counted(token, count.end + 1, known[lemma], None) if lemma in known else None


def _things(doc: Doc, count: Count) -> _Counted | None:
    """A number before a noun, with adjectives and names between: "59 Tomahawk missiles", "dozens of people"."""
    noun = _noun_of(doc, count)
    if noun is None or not _countable(noun):
        return None
    of = kind_of(noun) if _is_whole(doc, count, noun) else _of(doc, noun)
    if _definite(doc, count) and of in (None, kind_of(noun)) and (count.high or 0) <= 10:
        return None
    if doc[count.core].lower_ == "one" and not (of or _is_people(noun)):
        return None
    end = noun.i + 1
    return _Counted(noun, end, _unit(noun), of)


def _is_whole(doc: Doc, count: Count, noun: Token) -> bool:
    """Whether those counted are all, of whom another number tells what became: the three of "two of the three died"."""
    part = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else None
    return part is not None and part.tag_ == "CD" and part.i < count.start and _definite(doc, count)


def _countable(noun: Token) -> bool:
    """Whether a noun can be counted here: no stretch of time, no owner ("two of Trump's"), no bare name."""
    lemma = noun.lemma_.lower()
    if lemma == "time" or lemma in table("times")["units"]:
        return False
    if noun.i + 1 < len(noun.doc) and noun.nbor().tag_ == "POS":
        return False
    return noun.pos_ != "PROPN" or noun.tag_ == "NNPS" or noun.ent_type_ == "NORP" or any(map(str.isdigit, noun.text))


def _of(doc: Doc, noun: Token) -> str | None:
    """What became of people counted; what things counted are, whatever is done to them."""
    kind = kind_of(noun)
    if (kind is not None and not _is_people(noun, kind)) or noun.lemma_.lower() in _SEVERAL_EACH:
        return kind
    of = kind if noun.lemma_.lower() in DEATHS | BODIES else state_after(doc, noun) or fate_of(noun) or kind
    # whoever is arrested or killed is a person, whatever he is called: "four recruits", "118 compañeros"
    met = of in _OF_PEOPLE and noun.pos_ == "NOUN" and noun.lemma_.lower() not in _BEASTS
    return of if met or _is_people(noun, kind) or of in ("destroyed", "damaged") else kind


_OF_PEOPLE = frozenset("dead injured arrested abducted missing displaced stranded trapped rescued".split())
#: What counts more people than it says: 2,400 families that fled are not 2,400 displaced.
_SEVERAL_EACH = frozenset(("family", "household"))
_BEASTS = frozenset("animal beast bird camel cat cattle chicken cow dog donkey fish goat horse pig sheep".split())


def _noun_of(doc: Doc, count: Count) -> Token | None:
    """The noun a number stands before, by the parse, else the next noun with only its modifiers between."""
    at = count.end
    if at < len(doc) and doc[at].lower_ == "of":
        if doc[count.core].lower_ == "one":
            return None
        at += 1
        while at < len(doc) and doc[at].pos_ in ("DET", "PRON") and doc[at].lower_ not in ("them", "us", "those"):
            at += 1
    limit = min(len(doc), at + 6)
    noun = None
    while at < limit:
        token = doc[at]
        if (token.is_sent_start and at > count.end) or (token.is_punct and token.text != "-") or "\n" in token.text:
            break
        if _is_state(doc, at) and (noun is not None or token.pos_ != "ADJ" or _nominal(doc, at)):
            break
        if token.text == "-" and noun is not None:  # of a word, whatever the parse makes of it: "two ex-soldiers"
            at += 1
            continue
        if token.pos_ in ("NOUN", "PROPN") or token.lower_ in ("others", "people"):
            noun = token
            if not _is_before_its_noun(doc, at):
                break
        elif not _between_number_and_noun(doc, at, noun is None):
            break
        at += 1
    return noun


def _is_before_its_noun(doc: Doc, at: int) -> bool:
    """Whether a noun only describes the one that is counted: "12 rebel fighters", "four Iran-backed men"."""
    token = doc[at]
    hyphen = at + 2 < len(doc) and doc[at + 1].text == "-" and not token.whitespace_ and not doc[at + 1].whitespace_
    return hyphen or (token.head.i > token.i and token.dep_ in ("compound", "nmod", "amod"))


def _is_state(doc: Doc, at: int) -> bool:
    """Whether a word says by itself what became of those counted: "86 dead", but not "400 displaced families"."""
    after = doc[at + 1].lemma_.lower() if at + 1 < len(doc) else ""
    return doc[at].lower_ in words_for("states") and after not in _SEVERAL_EACH


def _between_number_and_noun(doc: Doc, at: int, first: bool) -> bool:
    """Whether a word may stand between a number and what it counts: "12 more badly wounded soldiers"."""
    token = doc[at]
    if token.pos_ == "VERB":
        return token.tag_ in ("VBN", "VBG") and (not first or _modifies(doc, at))
    return token.pos_ in ("ADJ", "ADV", "NUM", "PART") or token.lower_ in ("more", "other", "-")


def _modifies(doc: Doc, at: int) -> bool:
    """Whether a participle stands before its noun: "12 wounded soldiers"."""
    return at + 1 < len(doc) and doc[at].dep_ in ("amod", "compound") and doc[at].head.i > at


def _nominal(doc: Doc, at: int) -> bool:
    """Whether no noun follows a state: "86 dead in the attack"."""
    return at + 1 >= len(doc) or doc[at + 1].pos_ not in ("NOUN", "PROPN", "ADJ")


def _definite(doc: Doc, count: Count) -> bool:
    """ "the two sides", "all seven conferences" name a known group."""
    before = doc[count.start - 1] if count.start else None
    return before is not None and before.lower_ in _DEFINITE


_DEFINITE = frozenset("the these those both all his her its their our any each every other 's ’s".split())


def _bare(doc: Doc, count: Count) -> _Counted | None:
    """A number with no noun: "killing 86", "12 wounded", "86 were killed", "a death toll of 86"."""
    token = doc[count.core]
    state = doc[count.end].lower_ if count.end < len(doc) else ""
    if state in words_for("states"):
        return _Counted(None, count.end + 1, "people", words_for("states")[state])
    head = doc[count.end - 1]
    if head.dep_ == "nummod" and head.head.lower_ in _WEEKDAYS:  # "rose to 41 Friday"
        of = toll_of(head.head)
        return _Counted(None, count.end, "people", of) if of else None
    bounded = count.start < count.core  # "killed at least one"
    if (token.lower_ != "one" or bounded) and head.dep_ in _ARGUMENT:
        of = fate_of(head) or toll_of(head)
        if of:
            return _Counted(None, count.end, "people", of)
    return None


_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_ARGUMENT = frozenset("nsubj nsubjpass dobj pobj attr conj appos dep ROOT".split())


class _Last(NamedTuple):
    """The number told last of those whom several count, and what it counts."""

    number: Token
    of: str


#: What one account after another gives a figure for.
_COUNTED_AGAIN = frozenset("dead injured missing displaced arrested abducted protesters".split())


def _counted_again(doc: Doc, count: Count, last: _Last | None) -> _Counted | None:
    """ "put the figure at 40", "admits to 90": a bare number of what was counted in this sentence or the one before."""
    number = doc[count.end - 1]
    if last is None or figure_told(number) is None:
        return None
    near = number.sent.start in (last.number.sent.start, last.number.sent.end)
    return _Counted(None, count.end, "people", last.of) if near else None


def _is_people(noun: Token, kind: str | None = None) -> bool:
    if kind in _MATERIAL:
        return False
    return noun.lemma_.lower() in _people() or noun.lower_ in _people() or noun.ent_type_ == "NORP"


_MATERIAL = frozenset(
    "missiles bombs shells mines aircraft drones vehicles ships votes seats strikes attacks cases buildings".split()
)


@functools.cache
def _people() -> frozenset[str]:
    return counted_nouns() | person_nouns()


def _unit(noun: Token) -> str | None:
    """people, or the counted noun in lower case."""
    if _is_people(noun, kind_of(noun)):
        return "people"
    singular = noun.tag_ == "NN" and noun.lower_ == noun.lemma_ and not noun.lower_.endswith(("s", "craft"))
    return f"{noun.lower_[:-1]}ies" if singular and noun.lower_.endswith("y") else noun.lower_ + "s" * singular
