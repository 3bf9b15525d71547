"""A parse → the same parse with the parser's faults mended that news meets most: late speakers, sources named aside,
fighting taken for a verb, what is only called something, whom somebody fought for so long, a verb taken for a shot,
names behind an adjective, who goes on speaking, what marchers do by the way, what came of a deed, who shot and killed,
what those "believed to be" somebody did, and nouns of acts with hyphens taken for names.

Reads and mends a Doc. Behind a comma and before "said" stands who said it; a parser that meets a list of nouns there
("Oran, a town in the north, police and residents said") takes them for its last members, so that the sentence is
nobody's and its speakers are among those it tells of. "According to the envoy in Moscow, Riad Haddad, the hospital was
destroyed" gets two subjects, of which the first is the envoy's name. In "A bomb exploded, officials
said, killing 12" the bomb kills, not the officials. "Fighting between the army and rebels resumed" has
a subject, whatever its ending: a noun. "Struck what the army said were rebel positions" struck the positions; "fought
for seven hours against the rebels" has the rebels behind the verb, not behind the hours. "After a vessel shot at
the boat" has a subject, however the noun before the verb is read. "Fighters of the paramilitary Northern Guard" are
fighters of the guard. "He said 64 were injured and accused the rebels" has one who accuses, not 64; "took to the
streets of Oran, burning tyres and blocking roads" has people who burn and block. "Foiled an attempt, killing many"
killed by that; in "gunmen on a motorcycle shot and killed a worker" the gunmen shot; "men believed to be rebels
attacked Oran" attacked.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from rashomon.knowledge.plover import hyphened
from rashomon.language.names.nominals import noun_kind
from rashomon.language.phrases import person_nouns

_HYPHENED = frozenset(hyphened())
_SAID = frozenset("said say says reported announced confirmed told".split())
_SPEAKING = frozenset({"person", "organization"})
#: What may stand between a comma and "said" beside nouns.
_IN_A_NAME = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "CCONJ", "ADP", "PART", "PUNCT", "ADV", "PRON"})
#: What a verb of speech that has its words already governs on its right.
_WORDS = frozenset({"ccomp", "xcomp", "dobj", "nsubj", "nsubjpass"})
#: Deeds whose names end like participles.
_DEEDS = frozenset("fighting shelling bombing looting rioting shooting skirmishing".split())
_OF_MANY = frozenset("looting rioting shelling".split())
_OF_NOUNS = frozenset({"nsubj", "nsubjpass", "pobj"})


def mended(doc: Doc) -> Doc:
    """The parse, mended in place: heads and relations of late speakers, of their verb and of the clause it governs;
    tag, part of speech and lemma of a deed that is a noun; what a verb is done to "what it called", and whom "for so
    long" stands before.
    """
    for word in doc:
        if word.lower_ in _SAID and _lacks_who_and_what(word):
            speaker = _speaker_before(word)
            if speaker is not None:
                _attach(speaker, word)
        elif word.lower_ == "according" and (named := _named_aside(word)) is not None:
            named[0].head, named[0].dep_ = named[1], "appos"
        elif word.lower_ in _CAME_OF_IT and word.dep_ == "advcl" and (deed := _deed_told(word)) is not None:
            word.head = deed
        elif word.lower_ in _DEEDS and _is_noun(word):
            word.tag_, word.pos_, word.lemma_ = "NN", "NOUN", word.lower_
            word.dep_ = "pobj" if word.dep_ == "pcomp" else word.dep_
        elif word.lower_ == "shot" and word.tag_ == "NN" and word.dep_ == "pobj":
            _mend_shot(word)
        elif word.lower_ == "what" and word.tag_ == "WP":
            _mend_what_is_called(word)
        elif word.lower_ in _WITH_WHOM and word.dep_ == "prep" and _is_length(word.head):
            word.head = word.head.head.head
        elif word.lower_ == "dead" and word.i and word.nbor(-1).lemma_ == "shoot" and word.head.i > word.i:
            word.head, word.dep_ = word.nbor(-1), "oprd"
        elif word.dep_ == "pobj" and word.tag_ == "JJ" and (name := _name_behind(word)) is not None:
            _mend_described_name(word, name)
        elif word.dep_ == "acl" and word.tag_ == "VBN" and word.head.dep_ == "ROOT":
            _mend_past_after_aside(word)
        elif word.dep_ == "conj" and word.tag_ == "VBD" and word.lemma_ in _GOING_ON_SPEAKING:
            _mend_speaker_goes_on(word)
        elif word.dep_ == "conj" and word.tag_ == "VBG":
            _mend_by_the_way(word)
        elif word.dep_ == "acl" and word.tag_ == "VBG" and word.lemma_ in _OUTCOMES:
            _mend_outcome(word)
        elif word.lower_ == "shot" and word.tag_ == "NN" and word.dep_ in ("acl", "appos", "compound", "nmod"):
            _mend_shot_and_killed(word)
        elif word.lower_ in ("believed", "thought", "suspected") and word.tag_ == "VBD":
            _mend_believed_to_be(word)
        elif word.tag_ in ("NNP", "NNPS") and "-" in word.text and word.lower_.removesuffix("s") in _HYPHENED:
            word.tag_, word.pos_ = word.tag_.replace("P", ""), "NOUN"  # "a sit-in": no name
            word.lemma_ = word.lower_.removesuffix("s")
    return doc


#: What who has said something says next.
_GOING_ON_SPEAKING = frozenset(
    "accuse blame condemn call urge demand vow warn say add deny reject promise appeal criticise criticize".split()
)


def _mend_speaker_goes_on(verb: Token) -> None:
    """ "he said 64 people were injured and accused the rebels": those who suffer in what is said accuse nobody."""
    told, said = verb.head, verb.head.head
    suffered = any(c.dep_ == "nsubjpass" and c.pos_ == "NOUN" for c in told.lefts)
    own = any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for c in verb.children)
    if told.dep_ != "ccomp" or told.tag_ != "VBN" or not suffered or own or said.tag_ not in ("VBD", "VBZ", "VBP"):
        return
    if said.i < told.i < verb.i and any(c.dep_ == "nsubj" for c in said.lefts):
        verb.head = said
        for joint in [c for c in told.rights if c.dep_ == "cc" and told.i < c.i < verb.i]:
            joint.head = said


#: What comes of a deed that is told before it.
_OUTCOMES = frozenset("kill wound injure destroy damage displace capture".split())


def _mend_outcome(outcome: Token) -> None:
    """ "foiled an attempt by rebels, killing many of them": who foiled it killed them; the attempt did not."""
    deed = outcome.head
    if outcome.i == 0 or outcome.nbor(-1).text != "," or deed.dep_ not in ("dobj", "pobj"):
        return
    verb = next((word for word in deed.ancestors if word.pos_ in ("VERB", "AUX")), None)
    if verb is not None and verb.i < deed.i:
        outcome.head, outcome.dep_ = verb, "advcl"


def _mend_shot_and_killed(shot: Token) -> None:
    """ "gunmen on a motorcycle shot and killed a worker": a verb, which the parse takes for a noun."""
    after = shot.doc[shot.i + 1 : shot.i + 3]
    killed = after[-1] if len(after) == 2 else shot
    gunmen = killed.head
    if after.text.split()[:1] != ["and"] or killed.tag_ != "VBD" or killed.dep_ != "conj" or gunmen.pos_ not in _NOUNS:
        return
    for child in [c for c in gunmen.children if c.i > shot.i and c != killed]:
        child.head = shot
    shot.tag_, shot.pos_, shot.lemma_ = "VBD", "VERB", "shoot"
    shot.head, shot.dep_ = (shot, "ROOT") if gunmen.dep_ == "ROOT" else (gunmen.head, gunmen.dep_)
    gunmen.head, gunmen.dep_ = shot, "nsubj"
    killed.head = shot


def _mend_believed_to_be(believed: Token) -> None:
    """ "men believed to be rebels attacked the village": they attacked, whatever the parse makes of the verb."""
    be = next((c for c in believed.rights if c.dep_ == "xcomp" and c.lemma_ == "be"), None)
    doers = next((c for c in believed.lefts if c.dep_ == "nsubj"), None)
    if be is None or doers is None or doers.i != believed.i - 1:
        return
    did = _what_they_did(believed, be)
    if did is None:
        return
    rest = [c for c in believed.children if c not in (doers, be, did)]
    did.head, did.dep_ = (did, "ROOT") if believed.dep_ == "ROOT" else (believed.head, believed.dep_)
    did.tag_, did.pos_ = "VBD", "VERB"
    doers.head, doers.dep_ = did, "nsubj"
    believed.head, believed.dep_, believed.tag_ = doers, "acl", "VBN"
    for child in rest:
        child.head = did


def _what_they_did(believed: Token, be: Token) -> Token | None:
    """The verb behind "to be rebels", with what they are taken for hung on "be" and what it is done to on the verb."""
    for did in believed.rights:
        joined = any(c.dep_ == "cc" for c in believed.rights) or any(c.dep_ == "mark" for c in did.lefts)
        if did.i > be.i and did.tag_ == "VBD" and did.dep_ in ("conj", "ccomp", "dep", "parataxis") and not joined:
            for rebels in [c for c in did.lefts if c.dep_ == "nsubj" and c.i > be.i]:
                rebels.head, rebels.dep_ = be, "attr"
            return did
    thing = next((c for c in be.rights if c.dep_ == "attr"), None)
    participles = thing.lefts if thing is not None else ()
    did = next((c for c in participles if c.tag_ == "VBN" and c.dep_ == "amod" and c.i > be.i + 1), None)
    if thing is None or did is None:
        return None
    rebels = did.nbor(-1)
    if rebels.head not in (did, thing) or rebels.pos_ not in _NOUNS:
        return None
    rebels.head, rebels.dep_ = be, "attr"
    for child in [c for c in thing.lefts if c.i < rebels.i and c != did]:
        child.head = rebels
    thing.head, thing.dep_ = did, "dobj"
    return did


def _mend_by_the_way(last: Token) -> None:
    """ "took to the streets of Oran, burning tyres and blocking roads": what they do there, no list of places."""
    thing = last.head
    first = next((c for c in thing.lefts if c.dep_ == "amod" and c.tag_ == "VBG" and c.i > 1), None)
    if first is None or first.nbor(-1).text != "," or thing.dep_ != "conj" or thing.head.i > first.i:
        return
    if not any(c.dep_ == "dobj" for c in last.rights):
        return
    verb = next((word for word in thing.ancestors if word.pos_ == "VERB"), None)
    if verb is None or verb.i > first.i:
        return
    first.head, first.dep_, first.pos_, first.lemma_ = verb, "advcl", "VERB", _verb_of(first)
    joints = [c for c in thing.rights if c.dep_ == "cc"]
    thing.head, thing.dep_ = first, "dobj"
    for word in (*joints, last):
        word.head = first


def _verb_of(participle: Token) -> str:
    return str(participle.lemma_ if not participle.lemma_.endswith("ing") else participle.lower_.removesuffix("ing"))


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


#: What came of a deed, told behind who tells it.
_CAME_OF_IT = frozenset(
    """killing wounding injuring hurting leaving destroying damaging displacing forcing trapping burying flattening
    burning sweeping causing triggering""".split()
)


def _deed_told(outcome: Token) -> Token | None:
    """The verb of what is said, where an outcome behind a comma hangs on the verb of speech."""
    said = outcome.head
    if said.lower_ not in _SAID or not said.i < outcome.i <= said.i + 5 or outcome.nbor(-1).text != ",":
        return None
    if not any(child.dep_ == "nsubj" for child in said.lefts):
        return None
    before = next((child for child in said.lefts if child.dep_ == "ccomp" and child.pos_ == "VERB"), None)
    aside = said.head if said.dep_ in ("parataxis", "ccomp", "advcl") and said.head.i < said.i else None
    return before or (aside if aside is not None and aside.pos_ == "VERB" else None)


def _is_noun(deed: Token) -> bool:
    """Whether a participle is the subject of a clause, or what a preposition governs, and does nothing to anybody."""
    own = any(child.dep_ in ("dobj", "nsubj", "aux", "prt", "ccomp", "xcomp") for child in deed.children)
    of_verb = deed.dep_ == "pobj" or deed.head.pos_ in ("VERB", "AUX")
    if deed.dep_ == "pcomp":  # "declared a curfew after looting": by nobody named
        because = deed.head.lower_ == "of" and deed.head.head.lemma_.lower() in ("result", "consequence", "victim")
        around = because or deed.head.lower_ in ("after", "during", "amid", "despite")
        return deed.lower_ in _OF_MANY and around and not own
    return deed.tag_ == "VBG" and deed.dep_ in _OF_NOUNS and of_verb and not own


def _mend_shot(shot: Token) -> None:
    """ "after a patrol boat shot at the trawler": a verb with its subject, which the parse takes for a shot."""
    prep = shot.head
    doer = next((c for c in shot.lefts if c.dep_ == "compound" and c.i == shot.i - 1), None)
    aimed = any(c.lower_ in ("at", "dead", "down") and c.i == shot.i + 1 for c in shot.rights)
    if doer is None or not aimed or prep.lower_ not in ("after", "before", "when", "as") or prep.head.pos_ != "VERB":
        return
    for child in [c for c in shot.lefts if c != doer]:
        child.head = doer
    verb = prep.head
    shot.tag_, shot.pos_, shot.lemma_ = "VBD", "VERB", "shoot"
    shot.head, shot.dep_ = verb, "advcl"
    prep.head, prep.dep_ = shot, "mark"
    doer.dep_ = "nsubj"


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


#: Behind these stand those with whom or against whom something is done, not for how long.
_WITH_WHOM = frozenset({"against", "with", "between"})
_LENGTHS = frozenset("minute hour day week month year decade".split())


def _name_behind(adjective: Token) -> Token | None:
    """The name right behind an adjective that the parse takes for a noun, and for another subject of the verb whose
    subject stands before both: "fighters of the paramilitary | Northern Guard stormed it".
    """
    end = adjective.i + 1
    if end >= len(adjective.doc) or adjective.head.dep_ != "prep" or any(adjective.rights):
        return None
    name = adjective.doc[end]
    while name.pos_ == "PROPN" and name.dep_ == "compound" and name.head.i > name.i:
        name = name.head
    subject = adjective.head.head
    both = name.dep_ in _SUBJECTS and subject.dep_ in _SUBJECTS and name.head == subject.head
    return name if name.pos_ == "PROPN" and both and name.left_edge.i == end else None


def _mend_described_name(adjective: Token, name: Token) -> None:
    before = list(adjective.lefts)
    name.head, name.dep_ = adjective.head, "pobj"
    adjective.head, adjective.dep_, adjective.pos_ = name, "amod", "ADJ"
    for child in before:
        child.head = name


def _is_length(noun: Token) -> bool:
    """ "fought for seven hours": how long, behind a verb."""
    prep = noun.head
    timed = noun.lemma_.lower() in _LENGTHS and noun.dep_ == "pobj" and prep.lower_ in ("for", "after", "within", "in")
    return timed and prep.dep_ == "prep" and prep.head.pos_ == "VERB"


def _mend_past_after_aside(verb: Token) -> None:
    """ "Government forces, backed by planes, advanced on it": behind the aside stands the verb of the sentence."""
    subject = verb.head
    if subject.pos_ not in _NOUNS or verb.i == 0 or verb.nbor(-1).text != "," or subject.lemma_ == verb.lemma_:
        return
    asides = [c for c in subject.rights if c.dep_ in ("acl", "relcl", "appos") and c.i < verb.i]
    commas = [c for c in subject.rights if c.text == "," and c.i < verb.i - 1]
    own = any(c.dep_ in ("agent", "nsubj", "nsubjpass", "aux", "auxpass") for c in verb.children)
    if not asides or not commas or own or not verb.lower_.endswith("ed") or commas[0].i > asides[0].left_edge.i:
        return
    if any(c.dep_ in ("nsubj", "cop", "aux") for c in subject.children) or _is_listed(subject, verb):
        return
    after = [c for c in subject.rights if c.i > verb.i]
    verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"
    subject.head, subject.dep_ = verb, "nsubj"
    for child in after:
        child.head = verb


def _is_listed(subject: Token, verb: Token) -> bool:
    """ "a house, built of stone, painted white and …": participles joined to each other describe."""
    return any(c.dep_ in ("conj", "cc") for c in verb.children) or subject.i - subject.sent.start > _LONGEST


def _mend_what_is_called(what: Token) -> None:
    """ "killed what they said was an informer", "what it called a post", "what appeared to be a boy": the noun is what
    the verb is done to; the words that only say who calls it so stand beside.
    """
    said = what.head
    noun = _called(said, what)
    if noun is None:
        noun = next((c for c in said.children if c.dep_ == "attr" and c.pos_ in _NOUNS and c.i > said.i), None)
        if said.lemma_ != "be" or noun is None or said.dep_ not in ("ccomp", "xcomp"):
            return
        said = said.head
    verb, place = said.head, said.dep_
    if place not in _HOLDING or verb == said or verb.pos_ not in ("VERB", "ADP") or not verb.i < what.i:
        return
    if said.pos_ != "VERB" or said.lemma_.lower() not in _SAYING_SO:
        return
    outer = verb if verb.pos_ == "VERB" else verb.head
    if outer.pos_ != "VERB" or outer.lower_ in _SAID or outer.lemma_.lower() in _SAYING_SO | _ASKING:
        return
    noun.head, noun.dep_ = verb, _HOLDING[place] if verb.pos_ == "VERB" else "pobj"
    said.head, said.dep_ = noun, "relcl"


def _called(said: Token, what: Token) -> Token | None:
    """ "what it called a post", "what officials described as a camp", "what seemed to be a boy": the noun, or none."""
    for child in said.rights:
        if child.dep_ in ("oprd", "dobj") and child.pos_ in _NOUNS and child.i > said.i and child != what:
            return child
        if child.lower_ == "as" and child.dep_ == "prep":
            return next((n for n in child.rights if n.dep_ == "pobj"), None)
        if child.dep_ in ("xcomp", "ccomp") and child.lemma_ == "be" and said.lemma_.lower() in _SEEMING:
            return next((n for n in child.rights if n.dep_ == "attr" and n.pos_ in _NOUNS), None)
    return None


_NOUNS = frozenset({"NOUN", "PROPN", "NUM"})
#: What a clause with "what" is to the verb above it → what the noun is.
_HOLDING = {"ccomp": "dobj", "dobj": "dobj", "pcomp": "pobj"}
_SEEMING = frozenset("appear seem believe think say suspect allege report consider know".split())
_SAYING_SO = _SEEMING | frozenset("call term describe dub label brand claim insist".split())
#: Who asks or knows what something is does nothing to it.
_ASKING = frozenset("ask know wonder tell see hear understand explain show learn be decide mean".split())
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
