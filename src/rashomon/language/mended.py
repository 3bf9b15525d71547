"""A parse → the same parse with three of the parser's faults mended: late speakers, sources named aside, and fighting
taken for a verb.

Reads and mends a Doc. Behind a comma and before "said" stands who said it; a parser that meets a list of nouns there
("Oran, a town in the north, police and residents said") takes them for its last members, so that the sentence is
nobody's and its speakers are among those it tells of. "According to the envoy in Moscow, Riad Haddad, the hospital was
destroyed" gets two subjects, of which the first is the envoy's name. And "Fighting between the army and rebels resumed" has a subject,
whatever its ending: a noun.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from rashomon.language.names.nominals import noun_kind
from rashomon.language.phrases import person_nouns

_SAID = frozenset("said say says reported announced confirmed told".split())
_SPEAKING = frozenset({"person", "organization"})
#: What may stand between a comma and "said" beside nouns.
_IN_A_NAME = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "CCONJ", "ADP", "PART", "PUNCT", "ADV", "PRON"})
#: What a verb of speech that has its words already governs on its right.
_WORDS = frozenset({"ccomp", "xcomp", "dobj", "nsubj", "nsubjpass"})
#: Deeds whose names end like participles.
_DEEDS = frozenset("fighting shelling bombing looting rioting shooting skirmishing".split())
_OF_NOUNS = frozenset({"nsubj", "nsubjpass", "pobj"})


def mended(doc: Doc) -> Doc:
    """The parse, mended in place: heads and relations of late speakers, of their verb and of the clause it governs;
    tag, part of speech and lemma of a deed that is a noun.
    """
    for word in doc:
        if word.lower_ in _SAID and _lacks_who_and_what(word):
            speaker = _speaker_before(word)
            if speaker is not None:
                _attach(speaker, word)
        elif word.lower_ == "according" and (named := _named_aside(word)) is not None:
            named[0].head, named[0].dep_ = named[1], "appos"
        elif word.lower_ in _DEEDS and _is_noun(word):
            word.tag_, word.pos_, word.lemma_ = "NN", "NOUN", word.lower_
    return doc


def _named_aside(according: Token) -> tuple[Token, Token] | None:
    """The name between commas that the parse makes a subject beside another, and the source that it names."""
    source = next((n for to in according.rights if to.lower_ == "to" for n in to.rights if n.dep_ == "pobj"), None)
    subjects = [child for child in according.head.lefts if child.dep_ in _SUBJECTS]
    if source is None or len(subjects) < 2:
        return None
    name, other = subjects[0], subjects[1]
    first = name.left_edge.i
    aside = source.i < first and name.doc[first - 1].text == "," and name.doc[name.i + 1].text == ","
    return (name, source) if aside and name.pos_ == "PROPN" and name.i < other.i else None


_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def _is_noun(deed: Token) -> bool:
    """Whether a participle is the subject of a clause, or what a preposition governs, and does nothing to anybody."""
    own = any(child.dep_ in ("dobj", "nsubj", "aux", "prt", "ccomp", "xcomp") for child in deed.children)
    of_verb = deed.dep_ == "pobj" or deed.head.pos_ in ("VERB", "AUX")
    return deed.tag_ == "VBG" and deed.dep_ in _OF_NOUNS and of_verb and not own


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
    if not between or len(between) > _LONGEST or any(word.pos_ not in _IN_A_NAME for word in between):
        return None
    first = next((word for word in between if word.head.i < between.start), None)
    if first is None or first.dep_ not in ("conj", "appos", "npadvmod", "dep") or not _can_speak(first):
        return None
    return first


#: Words of who said it, at most.
_LONGEST = 12


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
