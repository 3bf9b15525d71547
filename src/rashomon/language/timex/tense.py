"""The tense of the clause around a word, by the parse: -1 told as past, +1 as to come, 0 unknown; twice that where the
word hangs on the verb itself.

The one idea: the verb that governs the word, its auxiliaries and, for an infinitive, the verb above it.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from rashomon.language.frames import meanings_of

_FUTURE = {"will", "'ll", "’ll", "shall", "wo", "ll"}
_MODAL = {"would", "may", "might", "could", "should", "must", "can", "'d"}
#: Verbs whose infinitive tells what did happen: "began to leave on Friday".
_DONE = {
    "begin",
    "start",
    "continue",
    "manage",
    "fail",
    "force",
    "help",
    "happen",
    "seem",
    "appear",
    "claim",
    "use",
}
_COMING = {"schedule", "plan", "expect", "slate", "intend", "set", "due", "aim", "prepare", "hope", "want", "poise"}


#: The tense, either way, of what is told to have been or to be done at that time: "in January rebels killed nine".
PLAIN = 2


def tense_at(doc: Doc, offset: int, scheduled: bool = False) -> int:
    """-2, -1, 0, +1 or +2 for the clause that holds a character offset.

    `scheduled`: a plain present tells what is to come, as in "Wisconsin votes on Tuesday".
    """
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    if span is None or not len(span):
        return 0
    if _dates_a_deed(span[0].head if span[0].dep_ == "det" else span[0]):  # "the weekend's ambush"
        return -1
    if span[0].dep_ == "pobj" and span[0].head.lower_ == "since":
        return -PLAIN
    verb = None if _describes(span[0]) else _governor(span[0])
    if verb is None:
        return 0
    told = _tense(verb, 0)
    if told and _is_of_verb(span[0], verb):
        return PLAIN * told
    return told or int(scheduled and _plain_present(verb))


def _is_of_verb(token: Token, verb: Token) -> bool:
    """ "killed nine in January", "had taken it by May", "will leave in May": not "was extended to Nov. 20"."""
    if token.dep_ == "nummod" and token.head.i == token.i + 1:  # "on | 3 | December"
        token = token.head
    prep = token.head
    helpers = [c for c in verb.lefts if c.dep_ in ("aux", "auxpass")]
    by = prep.lower_ in ("by", "until", "before") and any(c.lower_ in ("had", "'d") for c in helpers)
    if token.dep_ != "pobj" or not (prep.lower_ in _AT or by) or verb.lemma_ in _SETTING:
        return False
    before = any(c.lower_ in ("had", "'d") for c in helpers) and prep.lower_ == "on"
    if before and prep.head.dep_ == "dobj" and prep.head.head == verb:  # "had imposed martial law on 3 December"
        return True
    return prep.head == verb and (verb.tag_ in ("VBD", "VBZ", "VBP", "MD") or bool(helpers))


_AT = frozenset("in on during between from".split())
#: What is done now for a day to come.
_SETTING = frozenset(
    """say announce extend declare agree order set schedule give delay postpone adjourn call fix put allow authorize
    authorise approve propose tell slate book offer expect plan forecast predict promise""".split()
)

#: Verbs whose present says what is, not what is to come.
_STATES = frozenset(
    """be have say show remain mean know tell report suggest believe think include feel seem appear add note claim argue
    want need like love hope expect see look stand live work own contain depend become""".split()
)


def _plain_present(verb: Token) -> bool:
    plain = verb.tag_ in ("VBZ", "VBP") and verb.lemma_ not in _STATES
    return plain and not any(child.dep_ in ("aux", "auxpass", "neg") for child in verb.children)


def _dates_a_deed(token: Token) -> bool:
    """ "are looking into Monday's murder", "will be tried for the attack on Monday": a deed that has a day is done.

    Not what can be called for a day to come, and not what is planned.
    """
    dated = token.head if token.dep_ in ("poss", "compound", "nmod") else None
    if dated is None and token.dep_ == "pobj" and token.head.lower_ == "on":
        dated = token.head.head
        if not any(child.dep_ in ("det", "poss") and child.lower_ not in _ANY for child in dated.lefts):
            return False
    if dated is None or dated.pos_ != "NOUN" or dated.lemma_.lower() in _CALLED:
        return False
    planned = any(word.lemma_ in _COMING for word in dated.ancestors)
    return not planned and any(m.type in ("ASSAULT", "COERCE") for m in meanings_of(dated))


_ANY = frozenset("a an any another".split())
#: Deeds that are told of before their day: labour's strike, and what sport calls so.
_CALLED = frozenset("strike fight clash battle duel blockade boycott offensive operation ban curfew".split())


def _describes(token: Token) -> bool:
    """Whether the word only describes a noun: "a June agreement"."""
    nominal = token.dep_ in ("compound", "nmod", "amod") and token.head.pos_ in ("NOUN", "PROPN")
    return bool(nominal and token.head.ent_type_ not in ("DATE", "TIME"))


def _governor(token: Token) -> Token | None:
    for _ in range(12):
        if token.head.i == token.i:
            return token if token.pos_ in ("VERB", "AUX") else None
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.lower_ in ("due", "scheduled", "expected", "poised"):
            return token
    return None


def _tense(verb: Token, depth: int) -> int:
    aux = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if aux & _FUTURE or verb.lower_ in ("due", "poised"):
        return 1
    if "to" in aux:
        return _tense_of_infinitive(verb, depth)
    if aux & _MODAL:
        return 0 if "have" in aux else 1
    if verb.tag_ in ("VBD",) or aux & {"was", "were", "had", "did", "has", "have", "been", "'ve", "’ve"}:
        return -1 if verb.lemma_ not in _COMING or (verb.tag_ == "VBD" and not aux) else 0
    if verb.lemma_ in _COMING and verb.tag_ == "VBN":
        return 1
    if verb.tag_ == "VBN" and not aux:
        return -1
    if verb.tag_ in ("VBZ", "VBP", "VBG") and depth < 3:
        return _tense_above(verb, aux, depth)
    return 0


def _tense_of_infinitive(verb: Token, depth: int) -> int:
    head = verb.head
    if head.i != verb.i and head.pos_ == "VERB" and head.lemma_ in _DONE and depth < 3:
        return _tense(head, depth + 1)
    return 1


def _tense_above(verb: Token, aux: set[str], depth: int) -> int:
    above = verb.head.head if verb.dep_ == "pcomp" else verb.head
    if verb.tag_ == "VBG" and not aux and above.i != verb.i and above.pos_ in ("VERB", "AUX"):
        return _tense(above, depth + 1)
    if verb.tag_ == "VBG" and aux & {"is", "are", "'s", "'re", "am", "be"}:
        return 1
    return 0
