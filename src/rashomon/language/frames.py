"""A parse → the predicates that may tell acts, each with its slots: object, complement, obliques, governor.

The one idea: an act hangs on one word (a verb, or a noun that names an act), and its meaning is spread over few
slots around it: "refused | to provide | aid", "launched | an attack | on …". Everything that asks about an
act's type, parties or modality asks a `Frame`.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from spacy.tokens import Token

from rashomon.knowledge.plover import Meaning, compounded, meanings
from rashomon.language.copied_lines import of_word

OBJECTS = frozenset({"dobj", "obj", "nsubjpass", "attr", "oprd", "dative"})
#: Prepositions that set one act beside another in time: neither governs the other.
BESIDE = frozenset("during after before following until amid since ahead".split())
_CLAUSES = frozenset({"xcomp", "ccomp"})
_PART = {"VERB": "V", "AUX": "V", "NOUN": "N", "PROPN": "N", "ADJ": "A"}
_MODALS = frozenset("could may might would must should can shall will ought need wo ca 'll".split())
_NEGATIONS = frozenset({"no", "never", "neither", "nor", "not", "n't", "hardly", "without"})


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate and its slots. `word` is the verb or noun it hangs on; `part` is V or N.

    `oblique` pairs a preposition with its noun. `governor` is the predicate this one is a complement of.
    """

    word: Token
    part: str
    keys: tuple[str, ...]
    meanings: tuple[Meaning, ...]
    object: Token | None
    complement: Token | None
    adjective: Token | None
    oblique: tuple[tuple[str, Token], ...]
    governor: Token | None
    auxiliaries: frozenset[str]
    negated: bool
    passive: bool


def frame(word: Token) -> Frame:
    """The frame around a verb or a noun."""
    part = part_of(word) or "N"
    keys = keys_of(word)
    children = list(word.children)
    auxiliaries = frozenset(c.lower_ for c in children if c.dep_ in ("aux", "auxpass"))
    passive = any(c.dep_ in ("auxpass", "nsubjpass", "agent") for c in children) or (
        _is_participle_of_noun(word, children) or (word.tag_ == "VBN" and is_shortened_passive(word, children))
    )
    return Frame(
        word, part, keys, meanings(part, keys), object_of(word, children), _complement(children),
        next((c for c in children if c.dep_ == "acomp"), None), _obliques(children), governor_of(word),
        auxiliaries, is_negated(word, children), passive,
    )  # fmt: skip


def part_of(word: Token) -> str | None:
    """V, N or A: the part of the lexicon a word is looked up in; None for all other words."""
    return _PART.get(word.pos_)


def keys_of(word: Token) -> tuple[str, ...]:
    """The lexicon keys of a word, the most special first: "pull_out", "air_strike", then its lemma."""
    lemma = lemma_of(word)
    if word.pos_ in ("VERB", "AUX"):
        return (*_verb_keys(word, lemma), lemma)
    return (*_noun_keys(word, lemma), lemma)


def lemma_of(word: Token) -> str:
    """The lemma in small letters; "hopes" is no form of "hop", whatever the lemmatizer says."""
    lower: str = word.lower_
    if lower == "bases":
        return "base"  # not the plural of "basis": what is told of in news is on the ground
    return "hope" if lower.startswith("hope") or lower == "hoping" else str(word.lemma_.lower())


def _verb_keys(word: Token, lemma: str) -> list[str]:
    found = []
    for child in word.rights:
        if child.dep_ in ("prt", "prep", "advmod") and child.i - word.i <= 4 and not _is_of_time(child):
            found += [(True, f"{lemma}_{child.lower_}_{noun.lemma_.lower()}") for noun in _pobj(child)]
            found.append((child.dep_ != "prt", f"{lemma}_{child.lower_}"))
        elif child.dep_ in ("dobj", "acomp", "oprd") and child.i - word.i <= 5:
            found.append((True, f"{lemma}_{child.lemma_.lower()}"))
    if any(child.lower_ == "test" and child.i + 2 == word.i and child.nbor().text == "-" for child in word.lefts):
        found.append((True, f"test_{lemma}"))  # "test-fired", three words to the tokenizer
    joined = [key for _, key in sorted(found, key=lambda pair: pair[0])]
    if len(joined) >= 2 and not found[0][0]:
        particle = joined[0]
        joined = [f"{particle}_{key.rsplit('_', 1)[1]}" for key in joined[1:]] + joined
    return joined


def _is_of_time(prep: Token) -> bool:
    """ "fired him on Tuesday": a day makes no other verb of it."""
    nouns = _pobj(prep)
    timed = bool(nouns) and all(noun.ent_type_ in ("DATE", "TIME") for noun in nouns)
    return timed and prep.lower_ in ("on", "in", "at")


def _pobj(child: Token) -> list[Token]:
    return [noun for noun in child.children if noun.dep_ == "pobj"] if child.dep_ == "prep" else []


def _noun_keys(word: Token, lemma: str) -> list[str]:
    found = [f"{c.lemma_.lower()}_{lemma}" for c in word.lefts if c.dep_ in ("compound", "amod", "nmod")]
    found += [
        f"{lemma}_of_{noun.lemma_.lower()}"
        for c in word.rights
        if c.dep_ == "prep" and c.lower_ == "of"
        for noun in c.children
        if noun.dep_ == "pobj"
    ]
    return found


@of_word
def meanings_of(word: Token) -> tuple[Meaning, ...]:
    """The classes of a word by its most special key."""
    part = part_of(word)
    if part is None:
        return ()
    lemma = lemma_of(word)
    if lemma == "settlement" and word.tag_ == "NNS":
        return ()  # "shelled 27 settlements": where people live
    return meanings(part, keys_of(word) if lemma in compounded(part) else (lemma,))


#: Classes of nouns: those who bear arms for a state; those, and whoever else fights or marches.
FORCES = frozenset({"troops", "police"})
FIGHTERS = FORCES | {"rebels", "protesters"}


def is_of_class(word: Token | None, names: Set[str]) -> bool:
    """Whether a word is of one of these classes of the lexicon."""
    return word is not None and any(m.name in names for m in meanings_of(word))


def object_of(word: Token, children: list[Token] | None = None) -> Token | None:
    """What the predicate is done to, as the syntax says: direct object, passive subject, "of" of a noun."""
    children = list(word.children) if children is None else children
    passive = any(child.dep_ == "auxpass" for child in children) or is_shortened_passive(word, children)
    found = [child for child in children if child.dep_ in OBJECTS or (passive and child.dep_ == "nsubj")]
    found = [child for child in found if child.dep_ != "oprd" or child.lower_ not in ("dead", "alive")]
    if found:
        subjects = [child for child in found if child.dep_ == "nsubjpass"]
        if len(subjects) > 1 and subjects[-1].ent_type_ == "PERSON":
            return subjects[-1]  # "wide receiver Omar Diaz was arrested"
        return next((child for child in found if child.dep_ != "dative"), found[0])
    if _is_participle_of_noun(word, children) and word.head.pos_ in ("NOUN", "PROPN"):
        return word.head
    if passive and word.dep_ == "pcomp" and word.head.lower_ in ("after", "before", "since", "upon"):
        return next((c for c in word.head.head.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)  # "after being shot"
    if passive and word.dep_ == "xcomp" and any(child.lower_ == "to" for child in children):
        return _raised(word)
    if word.dep_ == "conj" and (word.tag_ == "VBN" or _is_joined_to_participle(word, children)):
        return _shared_object(word, children)
    if word.pos_ == "VERB" and (after := _object_of_next(word, children)) is not None:
        return after
    return _of_object(children) if word.pos_ not in ("VERB", "AUX") or _is_deed(word, children) else None


def _raised(word: Token) -> Token | None:
    """ "the hostages are thought to have been killed", "is likely to be freed": who undergoes it stands further up."""
    above = word.head.head if word.head.dep_ in ("acomp", "oprd") else word.head
    known = [c for c in above.children if c.dep_ in ("dobj", "nsubj", "nsubjpass")]
    return next((c for c in known if c.dep_ == "dobj" and c.i < word.i), known[0] if known else None)


def _is_deed(word: Token, children: list[Token]) -> bool:
    """ "Beheading of a pilot shocks the town", "resumed shelling of it": a deed that the parse takes for a verb."""
    return word.tag_ == "VBG" and word.dep_ in ("nsubj", "csubj", "ROOT", "xcomp", "pcomp") and not any(
        c.dep_ in ("aux", "nsubj", "dobj", "ccomp", "xcomp") for c in children
    )


def _is_joined_to_participle(word: Token, children: list[Token]) -> bool:
    """ "men condemned by a court and shot": a second participle that the parse takes for a past."""
    own = any(c.dep_ in ("nsubj", "dobj", "ccomp", "xcomp") for c in children)
    by = word.head.dep_ == "acl" or any(c.dep_ == "agent" for c in children)  # "was dragged out and shot by police"
    return word.tag_ == "VBD" and by and word.head.tag_ == "VBN" and not own


def _shared_object(word: Token, children: list[Token]) -> Token | None:
    """ "was shot and killed": passives joined are done to one."""
    above = word.head
    finite = _is_passive_joined(children)
    own = ("nsubj", "nsubjpass") if finite else ("nsubj", "aux", "auxpass")
    if any(c.dep_ in own for c in children):
        return None
    if above.tag_ != "VBN":  # "surrendered and was charged"
        return next((c for c in above.lefts if c.dep_ == "nsubj"), None) if finite else None
    if _is_participle_of_noun(above, list(above.children)) and above.head.pos_ in ("NOUN", "PROPN"):
        return above.head  # "two men, condemned by a court and shot"
    done_to = next((c for c in above.children if c.dep_ == "nsubjpass"), None)
    return done_to if done_to is not None or above.dep_ != "conj" else _shared_object(above, list(above.children))


def _is_passive_joined(children: list[Token]) -> bool:
    """ "besieged and was shelled", "fled but was caught": a finite passive right behind what joins it."""
    helping = next((c for c in children if c.dep_ in ("aux", "auxpass")), None)
    if helping is None or helping.tag_ not in ("VBD", "VBZ", "VBP") or helping.i == 0:
        return False
    before = helping.nbor(-1)
    while before.pos_ == "ADV" and before.i > 0 and before.lower_ != "then":
        before = before.nbor(-1)
    return (before.pos_ == "CCONJ" or before.lower_ == "then") and any(c.dep_ == "auxpass" for c in children)


#: "had him arrested", "want them jailed": what somebody brings about or wishes.
_HAVING = frozenset({"have", "get", "want"})


def _is_participle_of_noun(word: Token, children: list[Token]) -> bool:
    """ "a man charged with theft", "Woman Killed in Crash": the parse may tag a headline's participle as a past."""
    if word.dep_ != "acl":
        return False
    own = (c.dep_ in ("nsubj", "nsubjpass", "dobj", "aux") for c in children)
    return word.tag_ == "VBN" or (word.tag_ == "VBD" and not any(own))


def is_shortened_passive(word: Token, children: list[Token]) -> bool:
    """ "shops were looted and 200 people arrested", "Receiver arrested for theft": passives without their auxiliary."""
    if word.tag_ == "VBN" and (word.dep_ == "ROOT" or (word.dep_ == "ccomp" and word.head.lemma_ not in _HAVING)):
        left_out = not any(c.dep_ in ("aux", "auxpass", "dobj", "ccomp", "xcomp") for c in children)
        return left_out and any(c.dep_ == "nsubj" and c.i == word.i - 1 for c in children)
    if word.dep_ != "conj" or word.tag_ != "VBN" or any(c.dep_ in ("aux", "auxpass", "dobj") for c in children):
        return False
    above = word.head
    while above.dep_ == "conj" and above.head.tag_ == "VBN":
        above = above.head
    named = any(c.dep_ == "nsubj" for c in children)
    return named and above.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in above.children)


def _object_of_next(word: Token, children: list[Token]) -> Token | None:
    """ "shot and killed three men": verbs joined without a word between them are done to one."""
    for child in children:
        if child.dep_ == "conj" and child.i == word.i + 2 and child.tag_ == word.tag_:
            return next((c for c in child.children if c.dep_ == "dobj"), None)
    return None


def _of_object(children: list[Token]) -> Token | None:
    for child in children:
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((noun for noun in child.children if noun.dep_ == "pobj"), None)
    return None


def _complement(children: list[Token]) -> Token | None:
    for child in children:
        if child.dep_ in _CLAUSES:
            return child
    for child in children:
        if child.dep_ == "advcl" and any(c.dep_ == "aux" and c.lower_ == "to" for c in child.children):
            return child
    for child in children:
        if child.dep_ in ("prep", "acomp", "agent"):
            inner = next((c for c in child.children if c.dep_ in ("pcomp", "xcomp", "ccomp")), None)
            if inner is not None:
                return inner
    for child in children:
        if child.dep_ in ("acl", "dobj"):
            if child.dep_ == "acl":
                return child
            inner = next((c for c in child.children if c.dep_ == "acl" and c.tag_ == "VB"), None)
            if inner is not None:
                return inner
    return None


def _obliques(children: list[Token]) -> tuple[tuple[str, Token], ...]:
    found = []
    for child in children:
        if child.dep_ in ("prep", "agent", "prt") and child.lower_ != "according":
            for noun in child.children:
                if noun.dep_ == "pobj":
                    found.append((child.lower_, noun))
                elif noun.dep_ == "prep":
                    found += [(noun.lower_, deep) for deep in noun.children if deep.dep_ == "pobj"]
            if not child.n_rights and child.dep_ == "prep":
                found += [(child.lower_, noun) for noun in _shared_with_next(child, children)]
    return tuple(found)


def _shared_with_next(prep: Token, children: list[Token]) -> list[Token]:
    """ "clashed with and killed three men": the object of the verb joined next."""
    joined = [c for c in children if c.dep_ == "conj" and c.pos_ == "VERB" and prep.i < c.i <= prep.i + 3]
    return [noun for verb in joined[:1] for noun in verb.children if noun.dep_ == "dobj"]


def joined_to(word: Token) -> Token:
    """The head of a word; of a participle joined to an infinitive the progressive whose form it has: "are taking steps
    to please them and | bombing towns".
    """
    head = word.head
    if word.dep_ != "conj" or word.tag_ != "VBG" or head.tag_ != "VB":
        return head
    above = (verb for verb in head.ancestors if verb.tag_ == "VBG" and verb.i < head.i)
    return next((verb for verb in above if any(c.dep_ == "aux" and c.lemma_ == "be" for c in verb.lefts)), head)


def governor_of(word: Token) -> Token | None:
    """The predicate whose complement this one is ("refused" for "refused to meet"), or None."""
    dep, head = word.dep_, joined_to(word)
    if dep == "conj":
        return governor_of(head) if head.pos_ == word.pos_ else None
    if dep in ("xcomp", "ccomp", "dobj", "nsubjpass", "advcl") and head.pos_ in ("VERB", "AUX"):
        return None if dep == "ccomp" and _is_parted(word, head) else head
    if dep in ("acl", "xcomp", "ccomp") and head.pos_ in ("NOUN", "ADJ"):
        return head
    if dep == "pobj" and _is_looked_into(word):
        return None
    if dep in ("pcomp", "pobj") and head.head != head:
        return head.head if dep == "pcomp" or head.lower_ not in BESIDE else None
    return None


def _is_looked_into(deed: Token) -> bool:
    """ "demanded an inquiry into the killing", "apologised for the raid": what was done, whatever is asked for."""
    prep = deed.head
    told = any(c.lower_ == "the" or c.dep_ == "poss" for c in deed.lefts) and deed.pos_ == "NOUN"
    held = (prep.head, *(c for c in prep.head.children if c.dep_ in ("dobj", "xcomp")))
    return told and prep.lower_ in ("into", "for", "over") and any(w.lemma_.lower() in _AFTERWARDS for w in held)


_AFTERWARDS = frozenset(
    """inquiry enquiry investigation probe explanation apology compensation justice reparation punishment apologise
    apologize retaliate retaliation revenge vengeance avenge regret remorse forgiveness pardon damage""".split()
)


def _is_parted(clause: Token, verb: Token) -> bool:
    """ "they accused soldiers of it; the army denied any": a verb with an object governs nothing before a semicolon."""
    own = any(c.dep_ in ("dobj", "ccomp") for c in verb.rights) or any(c.dep_ == "nsubjpass" for c in verb.lefts)
    if clause.i > verb.i or not own:
        return False
    return any(word.text == ";" for word in clause.doc[clause.i : verb.i])


def is_negated(word: Token, children: list[Token] | None = None) -> bool:
    """Whether "not", "no", "never" stands at the predicate or at its auxiliary."""
    children = list(word.children) if children is None else children
    return any(
        c.dep_ == "neg" or (c.dep_ in ("det", "advmod") and c.lower_.replace("’", "'") in _NEGATIONS)
        or (c.lower_ == "longer" and c.i > 0 and c.nbor(-1).lower_ == "no")
        for c in children
    )


def modal_of(found: Frame) -> str | None:
    """The modal auxiliary of a frame ("will", "must"), or None."""
    modal = sorted(found.auxiliaries & _MODALS)
    return {"wo": "will", "'ll": "will", "ca": "can"}.get(modal[0], modal[0]) if modal else None
