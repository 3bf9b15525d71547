"""Who speaks, and what is only said, where the parse hangs it wrongly: late speakers, sources named aside, what came of
a deed behind who tells it, who goes on speaking, what is only called something.

Each rule takes a word and mends the parse around it in place, where the fault is there. Behind a comma and before
"said" stands who said it; a parser that meets a list of nouns there ("Oran, a town in the north, police and residents
said") takes them for its last members, so that the sentence is nobody's and its speakers are among those it tells of.
"According to the envoy in Moscow, Riad Haddad, the hospital was destroyed" gets two subjects, of which the first is the
envoy's name. In "A bomb exploded, officials said, killing 12" the bomb kills, not the officials. "He said 64 were
injured and accused the rebels" has one who accuses, not 64. "Struck what the army said were rebel positions" struck the
positions.
"""

from __future__ import annotations

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from rashomon.language.names.nominals import noun_kind
from rashomon.language.phrases import person_nouns

NOUNS = frozenset({"NOUN", "PROPN", "NUM"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
#: Words of who said it, at most.
LONGEST = 12
SAID = frozenset("said say says reported announced confirmed told".split())
_SPEAKING = frozenset({"person", "organization"})
#: What may stand between a comma and "said" beside nouns.
_IN_A_NAME = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "CCONJ", "ADP", "PART", "PUNCT", "ADV", "PRON"})
#: What a verb of speech that has its words already governs on its right.
_WORDS = frozenset({"ccomp", "xcomp", "dobj", "nsubj", "nsubjpass"})


def late_speaker(said: Token) -> None:
    """ "…, a town in the north, police and residents said": who stands last before the verb says it."""
    if said.lower_ not in SAID or not _lacks_who_and_what(said):
        return
    speaker = _speaker_before(said)
    if speaker is not None:
        _attach(speaker, said)


def _lacks_who_and_what(verb: Token) -> bool:
    if verb.pos_ != "VERB" or verb.tag_ == "VBN" or verb.dep_ not in ("ROOT", "conj"):
        return False
    if any(child.dep_ in ("nsubj", "nsubjpass", "expl", "aux", "auxpass") for child in verb.children):
        return False
    governed = {child.dep_ for child in verb.rights} - ({"dobj"} if verb.lower_ == "told" else set())
    return not governed & _WORDS


def _speaker_before(verb: Token) -> Token | None:
    """The head of the first noun between the last comma and the verb, where the parse hangs it on what stands before
    the comma.
    """
    sentence: Tokens = verb.sent
    comma = next((i for i in range(verb.i - 1, sentence.start, -1) if verb.doc[i].text == ","), None)
    between = verb.doc[comma + 1 : verb.i] if comma is not None else None
    if not between or len(between) > LONGEST or any(word.pos_ not in _IN_A_NAME for word in between):
        return None
    first = next((word for word in between if word.head.i < between.start), None)
    if first is None or first.dep_ not in ("conj", "appos", "npadvmod", "dep") or not _can_speak(first):
        return None
    return first


def _can_speak(noun: Token) -> bool:
    if noun.pos_ == "PROPN":
        return noun.ent_type_ not in ("DATE", "TIME", "GPE", "LOC", "FAC")
    return noun.pos_ == "NOUN" and (noun_kind(noun) in _SPEAKING or noun.lemma_.lower() in person_nouns())


def _attach(speaker: Token, verb: Token) -> None:
    told = verb.head
    if verb.dep_ == "conj" and told != verb:
        while told.dep_ == "conj" and told.head != told:
            told = told.head
        if told.dep_ != "ROOT":
            return
        verb.head, verb.dep_ = verb, "ROOT"
        told.head, told.dep_ = verb, "ccomp"
    speaker.head, speaker.dep_ = verb, "nsubj"


def source_named_aside(according: Token) -> None:
    """ "According to the envoy in Moscow, Riad Haddad, the hospital was destroyed": the name is the envoy's."""
    named = _named_aside(according) if according.lower_ == "according" else None
    if named is None:
        return
    named[0].head, named[0].dep_ = named[1], "appos"


def _named_aside(according: Token) -> tuple[Token, Token] | None:
    """The name between commas that the parse makes a subject beside another, and the source that it names."""
    source = next((n for to in according.rights if to.lower_ == "to" for n in to.rights if n.dep_ == "pobj"), None)
    subjects = [child for child in according.head.lefts if child.dep_ in SUBJECTS]
    if source is None or len(subjects) < 2:
        return None
    name, other = subjects[0], subjects[1]
    first = name.left_edge.i
    aside = source.i < first and name.doc[first - 1].text == "," and name.doc[name.i + 1].text == ","
    return (name, source) if aside and name.pos_ == "PROPN" and name.i < other.i else None


def outcome_behind_its_teller(outcome: Token) -> None:
    """ "A bomb exploded, officials said, killing 12": the bomb killed them."""
    deed = _deed_told(outcome) if outcome.lower_ in CAME_OF_IT and outcome.dep_ == "advcl" else None
    if deed is None:
        return
    outcome.head = deed


#: What came of a deed, told behind who tells it.
CAME_OF_IT = frozenset(
    """killing wounding injuring hurting leaving destroying damaging displacing forcing trapping burying flattening
    burning sweeping causing triggering""".split()
)


def _deed_told(outcome: Token) -> Token | None:
    """The verb of what is said, where an outcome behind a comma hangs on the verb of speech."""
    said = outcome.head
    if said.lower_ not in SAID or not said.i < outcome.i <= said.i + 5 or outcome.nbor(-1).text != ",":
        return None
    if not any(child.dep_ == "nsubj" for child in said.lefts):
        return None
    before = next((child for child in said.lefts if child.dep_ == "ccomp" and child.pos_ == "VERB"), None)
    aside = said.head if said.dep_ in ("parataxis", "ccomp", "advcl") and said.head.i < said.i else None
    return before or (aside if aside is not None and aside.pos_ == "VERB" else None)


def speaker_goes_on(verb: Token) -> None:
    """ "he said 64 people were injured and accused the rebels": those who suffer in what is said accuse nobody."""
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or verb.lemma_ not in _GOING_ON_SPEAKING:
        return
    told, said = verb.head, verb.head.head
    suffered = any(c.dep_ == "nsubjpass" and c.pos_ == "NOUN" for c in told.lefts)
    own = any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for c in verb.children)
    inside = told.dep_ == "ccomp" and told.tag_ == "VBN" and said.tag_ in ("VBD", "VBZ", "VBP")
    if inside and suffered and not own and said.i < told.i < verb.i and any(c.dep_ == "nsubj" for c in said.lefts):
        verb.head = said
        for joint in [c for c in told.rights if c.dep_ == "cc" and told.i < c.i < verb.i]:
            joint.head = said


#: What who has said something says next.
_GOING_ON_SPEAKING = frozenset(
    "accuse blame condemn call urge demand vow warn say add deny reject promise appeal criticise criticize".split()
)


def only_called(what: Token) -> None:
    """ "killed what they said was an informer", "what it called a post", "what appeared to be a boy": the noun is what
    the verb is done to; the words that only say who calls it so stand beside.
    """
    if what.lower_ != "what" or what.tag_ != "WP":
        return
    said = what.head
    noun = _called(said, what)
    if noun is None:
        noun = next((c for c in said.children if c.dep_ == "attr" and c.pos_ in NOUNS and c.i > said.i), None)
        if said.lemma_ != "be" or noun is None or said.dep_ not in ("ccomp", "xcomp"):
            return
        said = said.head
    verb, place = said.head, said.dep_
    if place not in _HOLDING or verb == said or verb.pos_ not in ("VERB", "ADP") or not verb.i < what.i:
        return
    if said.pos_ != "VERB" or said.lemma_.lower() not in _SAYING_SO:
        return
    outer = verb if verb.pos_ == "VERB" else verb.head
    if outer.pos_ != "VERB" or outer.lower_ in SAID or outer.lemma_.lower() in _SAYING_SO | _ASKING:
        return
    noun.head, noun.dep_ = verb, _HOLDING[place] if verb.pos_ == "VERB" else "pobj"
    said.head, said.dep_ = noun, "relcl"


def _called(said: Token, what: Token) -> Token | None:
    """ "what it called a post", "what officials described as a camp", "what seemed to be a boy": the noun, or none."""
    for child in said.rights:
        if child.dep_ in ("oprd", "dobj") and child.pos_ in NOUNS and child.i > said.i and child != what:
            return child
        if child.lower_ == "as" and child.dep_ == "prep":
            return next((n for n in child.rights if n.dep_ == "pobj"), None)
        if child.dep_ in ("xcomp", "ccomp") and child.lemma_ == "be" and said.lemma_.lower() in _SEEMING:
            return next((n for n in child.rights if n.dep_ == "attr" and n.pos_ in NOUNS), None)
    return None


#: What a clause with "what" is to the verb above it → what the noun is.
_HOLDING = {"ccomp": "dobj", "dobj": "dobj", "pcomp": "pobj"}
_SEEMING = frozenset("appear seem believe think say suspect allege report consider know".split())
_SAYING_SO = _SEEMING | frozenset("call term describe dub label brand claim insist".split())
#: Who asks or knows what something is does nothing to it.
_ASKING = frozenset("ask know wonder tell see hear understand explain show learn be decide mean".split())
