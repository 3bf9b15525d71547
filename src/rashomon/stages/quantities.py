"""article + parse → quantity mentions with bounds, units and what they count.

The one idea: a number is a quantity where the parse gives it something to count: a noun it stands before, a verb
that was done to so many, a toll. Dates, ages, designations, scores and lists are left alone. The conventions for
bounds stand in language/counts.py; `of` comes from quantities.toml by noun, by state ("12 wounded") and by verb.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from spacy.tokens import Doc, Token

from rashomon.knowledge.tables import table
from rashomon.language.counts import Count, counts
from rashomon.language.phrases import counted_nouns, person_nouns
from rashomon.language.second_figures import figure_told
from rashomon.language.sentences import text_of
from rashomon.language.timex.tagger import find_timexes
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
            of = _kind_of(token.head)
            if of in ("dead", "injured", "casualties"):
                found.append((token.i, token.head.i, of))
        elif token.lower_ in ("any", "anyone", "anybody") and (of := _denied(token)):
            found.append((token.i, token.head.i if token.lower_ == "any" else token.i, of))
        elif token.lower_ in ("nobody", "none") or (
            token.lower_ in ("one", "no one") and doc[max(0, token.i - 1) : token.i + 1].text.lower() == "no one"
        ):
            else_too = doc[token.i + 1 : token.i + 2].text.lower() == "else"  # besides those told of before
            fate = _fate(token) if token.dep_ in ("nsubjpass", "nsubj") and not else_too else None
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
    kind = _kind_of(counted) if counted is not word else None
    befell = counted.dep_ in ("nsubjpass", "nsubj") and _is_anybody(counted)  # "killing anyone" is his own
    of = kind if kind in _DENIED else _fate(counted) if befell else None
    return of if of in _DENIED else None


_DENIED = frozenset({"dead", "injured", "casualties", "arrested", "abducted"})


def _is_anybody(noun: Token) -> bool:
    return noun.lower_ in ("anyone", "anybody") or _is_people(noun, _kind_of(noun))


def _mention(article: Article, doc: Doc, count: Count, counted: _Counted) -> Mention:
    first = doc[count.start]
    if count.start and doc[count.start - 1].lower_ in _table("currencies") and not doc[count.start - 1].whitespace_:
        first = doc[count.start - 1]
    start, last = first.idx, doc[max(counted.end, count.end) - 1]
    end = last.idx + len(last.text)
    return _mention_between(article, start, end)


def _mention_between(article: Article, start: int, end: int) -> Mention:
    id = mention_id(article.id, start, end, "quantity")
    return Mention(id, article.id, start, end, "quantity", article.text[start:end])


# --- what is no quantity ---------------------------------------------------------------------------------


def _excluded(doc: Doc, text: str, count: Count, taken: list[tuple[int, int]]) -> bool:
    start, end = doc[count.core].idx, doc[count.end - 1].idx + len(doc[count.end - 1].text)
    if any(first < end and start < last for first, last in taken):
        return True
    return _named(doc, count) or _listed(doc, count) or _aged(doc, count) or _glued(doc, text, count)


def _named(doc: Doc, count: Count) -> bool:
    """ "Resolution 2254", "Flight 370", "Boeing 737": the number names what stands before it."""
    if count.core == 0 or count.start != count.core:
        return False
    before, token = doc[count.core - 1], doc[count.core]
    if before.lower_.rstrip(".") in _named_words() and token.text[0].isdigit():
        return not (count.end < len(doc) and doc[count.end].pos_ == "NOUN" and doc[count.core].dep_ == "nummod")
    follows = token.dep_ == "nummod" and token.head.i < token.i
    return bool(follows and before.pos_ == "PROPN" and token.head == before)


@functools.cache
def _named_words() -> frozenset[str]:
    return frozenset(table("quantities")["named"]["words"])


def _listed(doc: Doc, count: Count) -> bool:
    """ "1." or "2)" at the start of a line numbers a list."""
    if count.core and "\n" not in doc[count.core - 1].text:
        return False
    return count.end < len(doc) and doc[count.end].text in (".", ")", ":")


def _aged(doc: Doc, count: Count) -> bool:
    """ "Ivanov, 45, said", "aged 45", "in his 40s" tell an age."""
    before = doc[count.core - 1] if count.core else None
    after = doc[count.end].text if count.end < len(doc) else ""
    if before is None:
        return False
    if before.lower_ in ("aged", "age", "ages"):
        return True
    person = count.core >= 2 and (doc[count.core - 2].ent_type_ == "PERSON" or doc[count.core - 2].pos_ == "PROPN")
    return bool(before.text in (",", "(") and after in (",", ")", ".") and person and (count.high or 0) < 120)


_GLUE = re.compile(r"[\w/:.#+-]")
#: "AK 47 rifles": the number is the weapon's.
_WEAPON = re.compile(r"\b(?:AK|AKM|RPG|MiG|Su|SA|PK|F|T|B)\s$")


def _glued(doc: Doc, text: str, count: Count) -> bool:
    """Digits that belong to a longer sign: Su-34, AK 47, 3-1, 10:30, +98 21, 5/7, section 4.2.1, the rest of 2, 000."""
    start, end = doc[count.core].idx, doc[count.end - 1].idx + len(doc[count.end - 1].text)
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if text[start:end].startswith("00") or (_WEAPON.search(text[max(0, start - 6) : start]) and text[start].isdigit()):
        return True
    if _GLUE.match(before) and not (before == "." and start >= 2 and not text[start - 2].isdigit()):
        return True
    if after in "/:+#" or (after == "-" and end + 1 < len(text) and text[end + 1].isdigit()):
        return not (after == "+" and end + 1 < len(text) and text[end + 1].isspace())
    return after in "–—-" and count.end < len(doc) and doc[count.end].whitespace_ == "" and _compound(doc, count)


def _compound(doc: Doc, count: Count) -> bool:
    """ "three-way talks", "two-day visit": the number is part of an adjective."""
    return count.end + 1 < len(doc) and doc[count.end + 1].text[0].isalpha()


# --- what is counted -------------------------------------------------------------------------------------


def _counted(doc: Doc, count: Count) -> _Counted | None:
    """What the number counts; None where the parse gives it nothing."""
    return _money(doc, count) or _measured(doc, count) or _things(doc, count) or _bare(doc, count)


def _money(doc: Doc, count: Count) -> _Counted | None:
    known = _table("currencies")
    before = doc[count.core - 1].lower_ if count.core else ""
    if before in known and not doc[count.core - 1].whitespace_:
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
    known = _table("measures")
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
    of = _of(doc, noun)
    if _definite(doc, count) and of in (None, _kind_of(noun)) and (count.high or 0) <= 10:
        return None
    if doc[count.core].lower_ == "one" and not (of or _is_people(noun)):
        return None
    end = noun.i + 1
    return _Counted(noun, end, _unit(noun, of), of)


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
    kind = _kind_of(noun)
    if (kind is not None and not _is_people(noun, kind)) or noun.lemma_.lower() in _SEVERAL_EACH:
        return kind
    of = kind if noun.lemma_.lower() in _DEATHS else _state_after(doc, noun) or _fate(noun) or kind
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
        if token.pos_ in ("NOUN", "PROPN") or token.lower_ in ("others", "people"):
            noun = token
            if token.head.i <= token.i or token.dep_ != "compound":
                break
        elif not _between_number_and_noun(doc, at, noun is None):
            break
        at += 1
    return noun


def _is_state(doc: Doc, at: int) -> bool:
    """Whether a word says by itself what became of those counted: "86 dead", but not "400 displaced families"."""
    after = doc[at + 1].lemma_.lower() if at + 1 < len(doc) else ""
    return doc[at].lower_ in _table("states") and after not in _SEVERAL_EACH


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
    if state in _table("states"):
        return _Counted(None, count.end + 1, "people", _table("states")[state])
    head = doc[count.end - 1]
    if (token.text[0].isdigit() or token.lower_ != "one") and head.dep_ in _ARGUMENT:
        of = _fate(head) or _toll(head)
        if of:
            return _Counted(None, count.end, "people", of)
    return None


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


# --- what became of those counted ------------------------------------------------------------------------


def _state_after(doc: Doc, noun: Token) -> str | None:
    """ "86 people dead", "12 others wounded", "five soldiers killed in"; "12 wounded soldiers" by its adjective."""
    states = _table("states")
    after = doc[noun.i + 1] if noun.i + 1 < len(doc) else None
    if after is not None and after.lower_ in states and (after.pos_ == "ADJ" or _participle(after)):
        return str(states[after.lower_])
    for child in noun.lefts:
        if child.lower_ in states and child.dep_ in ("amod", "compound"):
            return str(states[child.lower_])
    return None


def _participle(token: Token) -> bool:
    """A participle that tells of the noun before it, not an active verb with an object of its own."""
    return token.tag_ in ("VBN", "VBD") and not any(child.dep_ == "dobj" for child in token.children)


def _fate(noun: Token) -> str | None:
    """What was done to the noun, or by it, by the verb above or the clause on it."""
    head = noun.head
    for child in noun.children:
        if child.dep_ in ("relcl", "acl") and (of := _of_clause(child)):
            return of
    if noun.dep_ in ("nsubjpass", "dobj"):
        return _done_to(head) or _left(noun, head) or _driven_out(head) or _held_to_be(head)
    if noun.dep_ == "nsubj":
        return _done_by(head)
    if noun.dep_ == "pobj" and head.lower_ == "including" and head.head != noun:
        whole = head.head
        return _fate(whole) if whole.pos_ in ("NOUN", "NUM", "PROPN") else _done_to(whole) or _toll_at(whole)
    if noun.dep_ == "pobj":
        return _by_preposition(head)
    if noun.dep_ == "conj" and head != noun:
        return _fate(head) if head.dep_ in ("nsubjpass", "dobj", "nsubj", "pobj") else None
    return None


def _done_to(verb: Token) -> str | None:
    of: str | None = _table("done_to").get(verb.lemma_.lower())
    return of or ("dead" if _is_fatal(verb) else _joined_fate(verb))


def _is_fatal(verb: Token) -> bool:
    """ "shot dead", "stabbed to death", "gunned down", "burned alive": the verb alone leaves open what came of it."""
    lemma = verb.lemma_.lower()
    for child in verb.rights:
        if lemma in _STRIKING and (child.lower_ == "dead" and child.dep_ in ("oprd", "acomp", "advmod", "amod")):
            return True
        if lemma in _STRIKING and child.lower_ == "to" and any(c.lower_ == "death" for c in child.children):
            return True
        if child.lower_ == "alive" and lemma in ("burn", "bury", "skin"):
            return True
        if child.lower_ == "down" and lemma in ("gun", "mow"):
            return True
    return False


_STRIKING = frozenset(
    """shoot stab beat burn hack club knife batter stone strangle trample crush bludgeon gun hit kick choke freeze
    starve""".split()
)


def _joined_fate(verb: Token) -> str | None:
    """ "were shot and killed", "were attacked and wounded": what the verb joined to it tells of the same people."""
    joined = [c for c in verb.rights if c.dep_ == "conj" and c.tag_ == verb.tag_]
    alone = [c for c in joined if not any(n.dep_ in ("nsubj", "nsubjpass", "dobj") for n in c.children)]
    return next((of for c in alone if (of := _table("done_to").get(c.lemma_.lower()))), None)


def _done_by(verb: Token) -> str | None:
    known = _table("done_by")
    if verb.lemma_.lower() in known:
        return str(known[verb.lemma_.lower()])
    for child in verb.children:
        if child.dep_ in ("acomp", "oprd", "attr") and child.lower_ in _table("states"):
            return str(_table("states")[child.lower_])
    if verb.lower_ in _table("states") and verb.tag_ == "VBG":
        return str(_table("states")[verb.lower_])
    objects = [child for child in verb.children if child.dep_ in ("dobj", "ccomp", "xcomp")]
    if verb.lemma_ == "lose" and any(child.lemma_ == "life" for child in objects):
        return "dead"
    return _done_to(verb) if verb.tag_ in ("VBN", "VBD") and not objects else None


def _left(noun: Token, verb: Token) -> str | None:
    """ "left 86 people dead"; "claimed 86 lives"; "86 lost their lives" stands with the subject."""
    if verb.lemma_ in ("leave", "report", "find", "see"):
        for child in [*verb.children, *noun.children]:
            if child.i > noun.i and child.lower_ in _table("states"):
                return str(_table("states")[child.lower_])
    return None


def _held_to_be(verb: Token) -> str | None:
    """ "40 people are feared dead", "were confirmed drowned", "are thought to have died", "are feared killed"."""
    if verb.lemma_.lower() not in _HOLDING or verb.tag_ != "VBN":
        return None
    for child in verb.rights:
        if child.dep_ in ("oprd", "acomp", "attr", "xcomp", "ccomp") and child.lower_ in _table("states"):
            return str(_table("states")[child.lower_])
        if child.dep_ == "xcomp" and child.pos_ in ("VERB", "AUX"):
            undergone = child.tag_ == "VBN" and not any(c.lower_ == "have" for c in child.lefts)
            passive = undergone or any(c.dep_ == "auxpass" for c in child.lefts)
            return _done_to(child) if passive else _done_by(child)
    return None


_HOLDING = frozenset(
    "fear presume believe think assume confirm report declare pronounce find list say know suspect understand".split()
)


def _driven_out(verb: Token) -> str | None:
    """ "forced 55,000 people from their homes", "drove 2,000 people to flee"."""
    if verb.lemma_ not in ("force", "drive", "push", "compel"):
        return None
    for child in verb.children:
        left = [one.lemma_ for one in child.children if one.dep_ == "pobj"] if child.lower_ == "from" else []
        if (child.dep_ == "xcomp" and child.lemma_ in ("flee", "leave")) or set(left) & {"home", "house", "village"}:
            return "displaced"
    return None


def _of_clause(verb: Token) -> str | None:
    passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)
    if (verb.dep_ == "acl" and verb.tag_ == "VBN") or passive:
        return _done_to(verb)
    return _done_by(verb) if any(child.dep_ == "nsubj" for child in verb.children) else None


#: Nouns of number, whose fate is that of what they number: "dozens of people were wounded".
_NUMBER_NOUNS = frozenset(
    "dozens scores tens hundreds thousands millions billions couple handful total dozen number majority group".split()
)


#: What is done to lives that are lost; other lives ("the private lives of millions") are led.
_TAKES_LIVES = frozenset("claim take cost lose end".split())


def _by_preposition(preposition: Token) -> str | None:
    """ "the lives of 470,000 people", "the killing of 86 people", "a death toll of 86", "the arrest of 20 men"."""
    head = preposition.head
    if preposition.lower_ == "from" and _toll_at(head) and not _is_new_toll(preposition):
        return None
    if preposition.lower_ == "of" and (head.lower_ in _NUMBER_NOUNS or head.pos_ == "NUM" or head.tag_ == "CD"):
        return _fate(head)
    if preposition.lower_ == "of":
        lemma = head.lemma_.lower()
        if lemma == "life":
            return "dead" if head.head.lemma_.lower() in _TAKES_LIVES else None
        if lemma in ("body", "corpse"):
            return "dead"  # "the bodies of seven women"
        if lemma in ("death", "killing", "murder", "massacre", "execution", "slaughter"):
            return "dead"
        if lemma in ("arrest", "detention"):
            return "arrested"
        if lemma in ("displacement", "abduction", "kidnapping", "evacuation", "release", "expulsion"):
            return {"displacement": "displaced", "evacuation": "evacuated", "release": "released",
                    "expulsion": "expelled"}.get(lemma, "abducted")  # fmt: skip
        if head.tag_ == "VBG":
            return _done_to(head)
    return _toll_at(head)


def _toll(number: Token) -> str | None:
    """What a number is a toll of; "from 19" and "not 40" are what was believed before."""
    old = number.head.lower_ == "from" and not _is_new_toll(number.head)
    before = old or any(c.dep_ == "neg" or c.lower_ == "not" for c in number.children)
    if number.dep_ != "pobj" or before:
        return None
    above = [verb for verb in number.ancestors if number.head.lower_ in ("to", "at", "as") and _sets(verb)]
    return next((of for head in (number.head.head, *above) if (of := _toll_at(head))), None)


def _is_new_toll(preposition: Token) -> bool:
    """ "rose from nine to 14": the number that the parse hangs on "from" with "to" before it."""
    return any(c.lower_ == "to" for number in preposition.children for c in number.lefts)


def _sets(verb: Token) -> bool:
    return verb.pos_ == "VERB" and verb.lemma_.lower() in _SETTING


#: Verbs by which a toll is set or set right: "corrected the toll to 16", "put the number of dead at 31".
_SETTING = frozenset("give correct revise put raise lower bring update increase reduce cut amend set adjust".split())


_RISING = frozenset("rise climb jump increase grow soar fall drop".split())
#: Nouns that say of whom they count that he is dead.
_DEATHS = frozenset({"death", "fatality", "martyr"})


def _toll_at(head: Token) -> str | None:
    """ "a death toll of 86", "the toll rose to 86", "the number of injured reached 12"."""
    told = ("nsubj", "compound", "nsubjpass", *(("dobj",) if head.lemma_.lower() in _SETTING else ()))
    words = [head, *[child for child in head.children if child.dep_ in told]]
    if head.lemma_.lower() in _RISING and not any(c.dep_ in ("nsubj", "nsubjpass") for c in head.lefts):
        # "The number of people confirmed dead rose to 31": the parse takes its subject for that of the words between
        words += [c for above in head.ancestors for c in above.lefts if c.dep_ == "nsubj"]
    for word in words:
        if word.lemma_.lower() == "toll":
            hurt = any(child.lower_ in ("injury", "injured") for child in word.children)
            return "injured" if hurt else "dead"
        if word.lemma_.lower() == "number":
            for child in [*word.subtree, *(head.doc[word.i : head.i] if word.i < head.i else ())]:
                if child.lower_ in _table("states"):
                    return str(_table("states")[child.lower_])
                if child.lemma_.lower() in _DEATHS:
                    return "dead"
    return None


# --- units -----------------------------------------------------------------------------------------------


def _kind_of(noun: Token) -> str | None:
    if noun.lemma_.lower() == "bomber" and any(word.lower_ in _PERSONAL for word in noun.lefts):
        return None  # "two suicide bombers" are no aircraft
    of: str | None = _table("nouns").get(noun.lemma_.lower())
    return of


_PERSONAL = frozenset({"suicide", "female", "male", "young", "child", "teenage", "would", "alleged", "suspected"})


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


def _unit(noun: Token, of: str | None) -> str | None:
    """people, or the counted noun in lower case."""
    if _is_people(noun, _kind_of(noun)):
        return "people"
    singular = noun.tag_ == "NN" and noun.lower_ == noun.lemma_ and not noun.lower_.endswith(("s", "craft"))
    return f"{noun.lower_[:-1]}ies" if singular and noun.lower_.endswith("y") else noun.lower_ + "s" * singular


def _table(name: str) -> dict[str, Any]:
    found: dict[str, Any] = table("quantities")[name]
    return found
