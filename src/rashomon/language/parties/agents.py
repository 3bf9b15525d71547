"""A noun → whether it names somebody who can act, and on which side of a nominal act its owner stands.

The one idea: "his attack" is what he did, "his arrest" what was done to him; the noun of the act decides, unless its
owner is one who makes arrests.
"""

from __future__ import annotations

import functools

from spacy.tokens import Token

from rashomon.knowledge.actors import code_actor
from rashomon.language.frames import FIGHTERS, FORCES, is_of_class, meanings_of
from rashomon.language.names.nominals import noun_kind
from rashomon.language.phrases import is_land, person_nouns

#: Kinds of names that can be parties.
NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
#: Kinds of nouns that name people and their bodies.
PEOPLE = frozenset(
    {"leader", "troops", "police", "protesters", "rebels", "victims", "refugee", "prisoner", "court", "body"}
)


def is_agent(noun: Token) -> bool:
    """Whether a noun names people, a body, a state or somebody by name."""
    if noun.lower_ == "justice" and not noun.n_lefts:
        return False  # what is asked for, not who sits in court
    if noun.ent_type_ in ("DATE", "TIME"):
        return is_called_like_a_month(noun)
    if noun.ent_type_ in NAMES or noun.pos_ in ("PROPN", "PRON") or noun.lemma_.lower() in person_nouns():
        return True
    if _is_written_as_a_name(noun) or is_named_elsewhere(noun) or (noun.text.isupper() and _is_known_force(noun.text)):
        return True
    counted = [n for c in noun.rights if c.lower_ == "of" for n in c.children]
    if noun.lemma_.lower() in _COUNTS and (counted or noun.lemma_.lower() != "group"):
        return any(map(is_agent, counted))
    return any(m.name in PEOPLE for m in meanings_of(noun)) or noun_kind(noun) in ("person", "organization")


_MONTHS_BORNE = frozenset({"April", "May", "June"})


def is_called_like_a_month(word: Token) -> bool:
    """ "accused May of lying", "May accused them": who bears the name of a month, which a verb takes without "in"."""
    verb = word.head
    if word.text not in _MONTHS_BORNE or any(True for _ in word.children):
        return False
    if word.dep_ == "conj" and verb.dep_ in ("nsubj", "nsubjpass") and verb.text.istitle():
        return bool(verb.ent_type_ != "DATE")  # "Roe and May met"
    if verb.pos_ != "VERB":
        return False
    if word.i == verb.i + 1:
        after = word.nbor(1) if word.i + 1 < len(word.doc) else word
        return not after.like_num
    return word.i == verb.i - 1 and verb.tag_ in ("VBD", "VBZ") and word.dep_ in ("nsubj", "aux")


@functools.lru_cache(maxsize=5_000)
def _is_known_force(name: str) -> bool:
    """Whether the tables know an acronym, whatever the tagger takes it for: ISIL."""
    return bool(code_actor(name).sectors)


def is_named_elsewhere(noun: Token) -> bool:
    """Whether a bare singular with a capital, tagged as a common noun, is tagged as a name elsewhere in the text."""
    if noun.tag_ != "NN" or not noun.text.istitle() or noun.dep_ not in ("nsubj", "nsubjpass", "pobj", "dobj", "poss"):
        return False
    if any(c.dep_ in ("det", "amod", "poss", "nummod") for c in noun.lefts):
        return False
    return any(word.orth == noun.orth and word.tag_ == "NNP" and word.ent_type_ in ("", *NAMES) for word in noun.doc)


def _is_written_as_a_name(noun: Token) -> bool:
    """A surname that is a common word too ("Cook", "Baker"): a capital inside a sentence, or one "who" did it."""
    if noun.tag_ != "NN" or not noun.text[:1].isupper() or noun.text.isupper() or noun.n_lefts:
        return False
    who = any(c.dep_ == "relcl" and any(w.lower_ == "who" for w in c.lefts) for c in noun.rights)
    return who or (noun.i > noun.sent.start and noun.nbor(-1).is_alpha and noun.nbor(-1).is_lower)


_NOT_PEOPLE = frozenset(
    """order number power border weather paper letter matter water shoulder character computer chapter corner
    cover danger dinner disaster factor floor sector tower anger answer error harbor letter mirror motor
    offer river terror tender trigger shelter quarter behavior behaviour favor favour labor labour honor""".split()
)


def is_doer_noun(noun: Token) -> bool:
    """ "dockers", "strikers", "maniacs", "middlemen": a common noun of people by its ending."""
    lemma: str = noun.lemma_.lower()
    if noun.pos_ != "NOUN" or lemma in _NOT_PEOPLE or len(lemma) < 5:
        return False
    return lemma.endswith(("er", "or", "ist", "ian", "man", "men", "crat", "iac", "eer", "ant", "kid", "mum", "nent"))


_COUNTS = frozenset("dozen score hundred thousand group number majority most some several".split())


#: Acts that belong to the one they are done to: "his arrest", "the minister's murder".
_UNDERGONE = frozenset(
    """arrest detention imprisonment incarceration conviction sentence sentencing extradition deportation expulsion
    murder assassination killing beheading death kidnapping abduction capture release execution torture trial
    prosecution impeachment indictment dismissal sacking ouster removal rescue rape poisoning shooting stabbing lynching
    acquittal captivity custody hanging suspension punishment evacuation eviction""".split()
)


def is_undergone(noun: Token) -> bool:
    """Whether an act belongs to the one it is done to, so that "of" names him."""
    return noun.lemma_.lower() in _UNDERGONE or noun.lower_ in _UNDERGONE


def is_undergone_by(noun: Token, owner: Token) -> bool:
    """Whether an act's owner is the one it was done to: no state, court or army, and nobody else named after "of"; of
    an invasion the land right before it ("the Iraq invasion").
    """
    if noun.lemma_.lower() == "invasion" and owner.dep_ == "compound" and owner.text.istitle():
        return bool(owner.ent_type_ == "GPE")
    if noun.lemma_.lower() not in _UNDERGONE:
        return False
    if any(c.dep_ == "prep" and c.lower_ == "of" and any(map(is_agent, c.children)) for c in noun.rights):
        return False
    lemma: str = noun.lemma_.lower()
    if lemma == "death" or owner.dep_ != "poss":
        return lemma == "death"
    return not is_of_class(owner, FORCES | {"court", "body"}) and not _is_power(owner)


def _is_power(owner: Token) -> bool:
    """Whether a name is that of a state, a people or a body; one bare word may be a surname taken for a firm."""
    if owner.ent_type_ in ("GPE", "NORP"):
        return owner.ent_type_ == "NORP" or is_land(owner.text)
    several = owner.text.isupper() or any(c.dep_ in ("det", "compound") for c in owner.lefts)
    return owner.ent_type_ == "ORG" and several


def side_before(noun: Token, child: Token) -> bool | None:
    """Whether people named before an act did it ("a police raid"): False where it was done to them, None for others."""
    names = {m.name for m in meanings_of(child)}
    if not any(m.type for m in meanings_of(noun)):
        return None
    if child.lemma_.lower() in _AT_WAR and any(m.type in ("ASSAULT", "COERCE") for m in meanings_of(noun)):
        return True
    if noun.lemma_.lower() == "death" or names & {"prisoner", "victims", "refugee"}:
        return False if noun.lemma_.lower() in _UNDERGONE and names & (FIGHTERS | _CAUGHT) else None
    return True if names & (FORCES if noun.lemma_.lower() in _UNDERGONE else FIGHTERS) else None


_CAUGHT = frozenset({"prisoner", "victims", "refugee"})
#: Bodies whose blows are called by them: "coalition raids", "regime shelling".
_AT_WAR = frozenset("coalition alliance regime".split())


def is_lent(noun: Token) -> bool:
    """ "with the help of the navy": whose help it is gives it; what is "in support of" somebody is done for him."""
    lemma = noun.lemma_.lower()
    if lemma == "mediation" or (lemma in ("request", "order") and noun.head.lower_ in ("at", "on", "under")):
        return True
    return lemma in _LENT and noun.dep_ == "pobj" and noun.head.lower_ in ("with", "without", "through", "under", "by")


_LENT = frozenset("help assistance aid support backing cooperation approval consent permission blessing".split())


#: What is frozen, seized or withdrawn is done to those whose it is.
PROPERTY = frozenset(
    """account asset fund licence license passport visa citizenship permit registration accreditation salary pension
    property right privilege activity work operation membership""".split()
)
#: Classes of nouns that are used, given, refused or talked about.
_THINGS = frozenset({"weapon", "goods", "aid", "money", "proposal", "policy", "deal", "evidence", "revenge",
                     "relations",
                     "election", "casualty", "sanctions", "reformword"})  # fmt: skip
_FIRED = frozenset("fire gunfire shot gunshot round".split())


def is_thing_given(noun: Token) -> bool:
    """Whether a noun is what is used, given, refused or talked about, not one who can be a party."""
    if noun.ent_type_ in NAMES or noun.lemma_.lower() in person_nouns() or noun_kind(noun) == "person":
        return False
    if noun.lemma_.lower() in _FIRED or noun.ent_type_ == "MONEY":
        return True
    if noun.lemma_.lower() == "total":  # "fired a total of 11 rounds"
        return any(is_thing_given(n) for c in noun.rights if c.lower_ == "of" for n in c.children)
    if noun.lemma_.lower() == "force" and noun.tag_ == "NN" and noun.n_lefts == 0:
        return True  # "used force"
    names = {m.name for m in meanings_of(noun)}
    return bool(names & _THINGS) and not names & PEOPLE


def whom_told(noun: Token, relative: Token) -> Token:
    """Whom a relative clause is about: the noun it hangs on, unless "who" cannot mean that.

    "women in the villages of Atta who disarmed them", "supporters of Diaz who booed her": nobody says "who" of a
    village, and a name needs no "who" without a comma to tell which one is meant.
    """
    if relative.lower_ != "who":
        return noun
    if noun.ent_type_ == "PERSON":
        outer = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
        several = outer.tag_ == "NNS" and is_agent(outer) and relative.i > outer.i and relative.nbor(-1).text != ","
        return outer if several else noun
    if noun.ent_type_ == "ORG" and (person := _person_told_of(noun, relative)) is not None:
        return person
    if noun.ent_type_ in ("GPE", "LOC", "FAC") or noun_kind(noun) == "place":
        return _people_before(noun)
    return _of_several(noun, relative) or noun


def _person_told_of(body: Token, relative: Token) -> Token | None:
    """ "a man who worked for the committee, who was shot": of two "who" both are about him."""
    above = next((word for word in body.ancestors if word.dep_ == "relcl"), None)
    twice = above is not None and any(c.lower_ == "who" and c != relative for c in above.lefts)
    return above.head if above is not None and twice and above.head.i < body.i else None


def _of_several(noun: Token, relative: Token) -> Token | None:
    """ "residents of a village community who have sued": the plural before "of" that a plural verb asks for."""
    outer = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    verb = relative.head
    plural = any(word.tag_ == "VBP" for word in (verb, *verb.lefts))
    return outer if plural and noun.tag_ == "NN" and outer.tag_ == "NNS" and is_agent(outer) else None


def _people_before(noun: Token) -> Token:
    """The last word for people before a noun, with no verb between; else the noun."""
    at = noun.i - 1
    while at >= noun.sent.start and noun.doc[at].pos_ not in ("VERB", "AUX"):
        if noun_kind(noun.doc[at]) == "person" or noun.doc[at].lemma_.lower() in person_nouns():
            return noun.doc[at]
        at -= 1
    return noun
