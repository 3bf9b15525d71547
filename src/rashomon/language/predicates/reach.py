"""Acts and places, times of a sentence → which belongs to which act.

The one idea: one climbs from a place or a time towards the root; the first act met owns it. A place counts only where
a preposition of place holds it or where it is part of what was hit. Numbers: language/predicates/tolls.py.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from spacy.tokens import Doc, Token

from rashomon.knowledge.countries import country_of, metonym_of
from rashomon.knowledge.groups import begins_a_name
from rashomon.language.frames import Frame, lemma_of, meanings_of
from rashomon.language.names.nominals import noun_kind
from rashomon.language.phrases import body_nouns, is_land, person_nouns
from rashomon.language.saying import saying

_LOCATIVE = frozenset(
    """in at near on outside inside around across over above throughout beside along within off southeast southwest
    northeast northwest north south east west between beyond through""".split()
)
_TOWARDS = frozenset({"to", "into", "toward", "towards", "against"})
_SPEECH = saying("reach")
_OTHER_TIME = frozenset("after since before following until ahead about over for".split())


def head_at(doc: Doc, start: int, end: int) -> Token | None:
    """The head word of the characters [start, end), or None where no word is."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None


def is_place_of(
    head: Token, act: Token, type: str, mode: str | None, avoided: Collection[Token], is_known: bool = False
) -> bool:
    """Whether a place word tells where an act is: in a phrase of place, or as the place of what was hit.

    `is_known`: the record takes the word for a place, whatever the tagger takes it for.
    """
    moves = mode == "visit" or type in ("MOBILIZE", "RETREAT")
    if _is_scene_of(head, act):
        return type in ("ASSAULT", "PROTEST", "HARM")
    named_otherwise = head.ent_type_ in ("NORP", "ORG") and not is_known
    if named_otherwise or _is_in_a_name(head, act) or _is_of_somebody(head, act):
        return False
    if head.head.dep_ == "agent" or any(above.lower_ == "according" for above in head.ancestors):
        return False  # "a missile fired by Tarsk", "according to the envoy in Tarsk"
    if mode == "visit" and head.dep_ == "dobj" and head.head == act:
        return True
    for word in (head, *head.ancestors):
        if word == act:
            return False
        if _is_no_scene(word, head, act, type, avoided):
            return False
        if word.lower_ == "of" and type == "PROTEST" and word.head.lemma_.lower() in _STREETS:
            return True  # "took to the streets of Tarsk"
        if word.pos_ == "ADP" and word.lower_ in _LOCATIVE:
            return word.head == act or not (
                (_is_live(word.head) and not _is_done_there(word, act, type))
                or _is_elsewhere(word.head, act) or _is_made_there(word.head, act)
                or any(_is_another_act(above) for above in _between(word, act))
            )  # fmt: skip
        if word.pos_ == "ADV" and word.lower_ in _LOCATIVE:
            return True
        if word.pos_ == "ADP" and word.lower_ in _TOWARDS and word.head == act and moves:
            return True
        if word.pos_ == "ADP" and word.lower_ == "from" and word.head == act and act.lemma_.lower() in _LEAVING:
            return True
        if word.dep_ in ("dobj", "nsubjpass", "pobj") and _is_ground(word) and type in ("ASSAULT", "HARM"):
            return True
        entered = word.dep_ == "dobj" and word.head == act and act.lemma_.lower() in _ENTERED
        if entered and head.ent_type_ != "ORG" and type in _ON_GROUND:
            return True
        if word.lower_ == "on" and word.head == act and type == "MOBILIZE":
            return True  # "advanced on the town of Tarsk"
    return False


def _is_no_scene(word: Token, head: Token, act: Token, type: str, avoided: Collection[Token]) -> bool:
    """Whether a word between a place and an act says that the place is a party, a matter or of something else."""
    if word in avoided and word != head and (word.lemma_.lower() in person_nouns() or _is_body(word)):
        return True
    if word.dep_ in ("poss", "compound", "nmod", "amod") and not _is_ground(word.head):
        return True
    if word.dep_ in ("compound", "nmod", "amod") and lemma_of(word.head) in _ABROAD and is_land(word.text):
        return True
    if word.lower_ == "between" and head in avoided:
        return True
    if word != head and _leads_away(word, act):
        return True
    if word.pos_ in ("ADP", "ADV") and word.lower_ == "along" and any(c.lower_ == "with" for c in word.rights):
        return True
    if word.lower_ == "on" and head in avoided and word.head == act and type not in _ON_GROUND:
        return True  # "called on Oran"
    if word.lower_ == "on" and is_land(head.text) and word.head.lemma_.lower() in _LEVIED:
        return True  # "postponed the tariffs on Oran"
    if word.lower_ == "on" and head.head == word and is_land(head.text) and word.head.lemma_.lower() in _SAID_OF:
        return True  # "vetoed a resolution on Oran"
    if word.pos_ == "ADP" and word.head.lower_ == "from" and word.head.head != act:
        return True  # "architects from across the Union"
    return word.lower_ == "on" and any(c.dep_ == "pcomp" for c in word.rights)  # "talks on restoring calm to Tarsk"


#: What one does to a place by being there: "entered the town of Tarsk", "left northern Oran".
_ENTERED = frozenset("enter leave vacate besiege blockade storm occupy evacuate overrun retake".split())
#: What is said or decided of a country.
_SAID_OF = frozenset(
    """resolution talk negotiation discussion debate report statement policy stance position meeting summit conference
    speech decision vote comment question deal agreement plan""".split()
)
_STREETS = frozenset({"street", "square", "road", "avenue", "center", "centre"})
_LEVIED = frozenset("tariff sanction duty embargo tax levy ban restriction curb penalty pressure".split())
#: Acts that are done on the ground they name: "an attack on Tarsk".
_ON_GROUND = frozenset({"ASSAULT", "HARM", "PROTEST", "MOBILIZE", "RETREAT", "COERCE"})


def _is_of_somebody(place: Token, act: Token) -> bool:
    """Whether the place is of a clause that says what somebody does or did before: the act need not be there.

    "a group holding Tarsk killed nine", "after driving through Tarsk they met".
    """
    for word in _between(place, act):
        if word.dep_ == "pcomp" and word.head.lower_ in _OTHER_TIME:
            return True
        if word.pos_ == "VERB" and word.dep_ in ("acl", "relcl"):
            people = _is_live(word.head) or _is_body(word.head) or noun_kind(word.head) in ("person", "organization")
            return people and not word.is_ancestor(act)
    return False


def _leads_away(word: Token, act: Token) -> bool:
    """Whether a place below this word is of something else: who did it, what comes from there, what another verb tells.

    "backed by Oran", "a lamp from Oran", "a group holding Tarsk".
    """
    if word.dep_ in ("agent", "acl", "relcl", "advcl", "ccomp") and not act.is_ancestor(word):
        return False
    beside = word.pos_ == "ADP" and word.lower_ in ("by", "from", "with", "among") and word.head != act
    if word.dep_ == "agent" or beside:
        return not _is_ground(word.head)
    return word.pos_ == "VERB" and word.dep_ in ("acl", "relcl") and not _is_ground(word.head) and word != act


#: Who leaves, or has to, was where he leaves from: "withdrew from Tarsk", "was expelled from Oran".
_LEAVING = frozenset(
    """withdraw pull retreat evacuate flee expel deport evict banish recall withdrawal retreat evacuation expulsion
    deportation eviction pullout""".split()
)


def scene_of_clause(act: Token) -> Token | None:
    """ "in Tarsk, where 200 marched", "flew to Tarsk and met the king": where a clause is set, or who acts has gone."""
    clause = act
    while clause.dep_ == "conj" and clause.head.pos_ == "VERB" and clause.head.i < clause.i:
        if any(_is_of_place(c) for c in clause.rights):
            return None
        before = clause.head
        if before.lemma_.lower() in _TRAVELLING and before.tag_ == clause.tag_:
            aimed = [n for c in before.rights if c.lower_ in ("to", "in") for n in c.children if n.dep_ == "pobj"]
            return next((n for n in aimed if n.ent_type_ in ("GPE", "FAC")), None)
        clause = before
    where = any(c.lower_ == "where" and c.dep_ == "advmod" for c in clause.lefts)
    named = clause.head.ent_type_ in ("GPE", "LOC", "FAC") and not _is_landmark(clause.head)
    return clause.head if clause.dep_ == "relcl" and where and named else None


def _is_landmark(place: Token) -> bool:
    """ "ten miles south of Tarsk": what only says where another place lies."""
    above = place.head.head
    far = above.lower_ in _LOCATIVE or above.lemma_.lower() in ("mile", "kilometre", "km")
    return bool(place.head.lower_ == "of" and far)


def is_reckoned_from(text: str, start: int, ends: Collection[int]) -> bool:
    """Whether the place that starts here only tells where the one right before lies: "Bor, 200 km north of Juba".

    `ends`: where the places of the sentence end.
    """
    first = max(0, start - _FARTHEST)
    before = _RECKONED.search(text[first:start])
    return before is not None and first + before.start() in ends


_FARTHEST = 90
_SIDE = r"(?:to the )?(?:due )?(?:north|south|east|west)[\w-]{0,12} of"
_RECKONED = re.compile(
    rf"(?:, | \(|,? )(?:(?:(?:about|some|around|roughly|just|nearly|only|over) )?\d[\d,.]{{0,6}}[ -]?"
    rf"(?:km|kms|kilomet(?:er|re)s?|miles?)(?: \([^)]{{1,20}}\))? (?:{_SIDE}|from|outside)|(?:just )?{_SIDE})"
    r" (?:the (?:\w{1,15} ){0,2}(?:city|town|capital)(?: of|,)? ?)?$"
)


def _is_of_place(word: Token) -> bool:
    """Whether a phrase says where, not when: "in Tarsk", "there"; not "on Monday"."""
    if word.dep_ == "prep" and word.lower_ in _LOCATIVE:
        return any(c.dep_ == "pobj" and c.ent_type_ not in ("DATE", "TIME") for c in word.rights)
    return word.dep_ == "advmod" and word.lower_ in ("there", "here")


_TRAVELLING = frozenset("fly travel go drive sail head return arrive land journey".split())


def _between(word: Token, act: Token) -> list[Token]:
    found: list[Token] = []
    for above in word.ancestors:
        if above == act:
            break
        found.append(above)
    return found


def _is_scene_of(town: Token, act: Token) -> bool:
    """ "the Kabul bombing", "the Idlib airstrike killed nine": a town before a deed is where it was done."""
    deed = town.head
    if town.dep_ not in ("compound", "nmod") or deed.pos_ != "NOUN":
        return False
    if country_of(town.text) is not None and metonym_of(town.text) is None:
        return False
    here = deed == act or (deed.head == act and deed.dep_ == "nsubj") or (
        deed.dep_ == "pobj" and deed.head.head == act and deed.head.lower_ in ("in", "during")
    )  # fmt: skip
    return here and any(m.type in ("ASSAULT", "PROTEST") for m in meanings_of(deed))


#: What is said of a thing or of people to tell where they come from.
_MADE = frozenset("make produce manufacture build bear base print train raise educate register".split())


def _is_made_there(word: Token, act: Token) -> bool:
    """ "seized rifles made in Chad", "a firm based in Lima": where something comes from is not where it is done."""
    return word.dep_ in ("acl", "relcl") and word != act and word.lemma_.lower() in _MADE and not word.is_ancestor(act)


#: What states have in other countries: "a US base", "the French embassy".
_ABROAD = frozenset("base embassy consulate mission outpost camp compound airbase headquarters post".split())


def _is_in_a_name(place: Token, act: Token) -> bool:
    """ "the Islamic State in Iraq and Syria", "the Army of Ghana": a place in the name of a body is not the act's."""
    for word in place.ancestors:
        if word == act or word.pos_ in ("VERB", "AUX"):
            return False
        named = word.head
        if word.lower_ == "of" and named.pos_ == "PROPN" and (named.ent_type_ == "ORG" or named.lower_ in body_nouns()):
            return True
        before = word.nbor(-1) if word.i else word
        if word.lower_ == "in" and begins_a_name(place.doc[before.left_edge.i : place.i + 1].text):
            return True
    return False


def _is_elsewhere(word: Token, act: Token) -> bool:
    """Whether a place hangs on a matter that is only spoken of: "files about the war in Lirane"."""
    if word.pos_ != "NOUN" or _is_ground(word) or word.dep_ != "pobj" or word.is_ancestor(act):
        return False
    prep = word.head
    return prep.lower_ in _ABOUT or (prep.lower_ == "on" and prep.head.pos_ == "VERB")


_ABOUT = frozenset("about over regarding concerning".split())


def _is_ground(word: Token) -> bool:
    """Whether a noun is a place on the ground, whose town or province says where the act was."""
    if word.lemma_.lower() in _GROUND or any(m.name == "place" for m in meanings_of(word)):
        return True
    return word.ent_type_ in ("GPE", "LOC", "FAC") or (word.pos_ == "NOUN" and noun_kind(word) == "place")


_GROUND = frozenset(
    """station airfield airbase market school hospital mosque church depot port airport house building road bridge
    square stadium hotel bazaar shop factory plant prison camp crossing ridge neighbourhood neighborhood
    suburb outskirt countryside centre center headquarters embassy consulate terminal platform""".split()
)


def _is_done_there(prep: Token, act: Token, type: str) -> bool:
    """ "met with Sergei Ferrun in Tarsk", "killed 12 civilians in Tarsk": a phrase of place right behind those to
    whom it is done is that of the deed.
    """
    there = prep.lower_ in ("in", "at", "near", "outside") and prep.i == prep.head.i + 1
    done_to = prep.head.i > act.i or (prep.head.dep_ == "nsubjpass" and prep.head.head == act)
    return there and done_to and type in _IN_PERSON


#: Acts that are done where those are to whom they are done.
_IN_PERSON = frozenset({"CONSULT", "ASSAULT", "COERCE", "HARM", "PROTEST"})


def _is_live(word: Token) -> bool:
    people = word.lemma_.lower() in person_nouns() or word.ent_type_ in ("PERSON", "NORP")
    return word.pos_ in ("NOUN", "PROPN") and people


def _is_body(word: Token) -> bool:
    return any(m.name in ("body", "leader", "troops") for m in meanings_of(word)) or word.ent_type_ == "ORG"


def clause_above(act: Token) -> list[Token]:
    """Verbs whose time is the act's own: the governor of a noun, an infinitive, a participle; never a verb of speech.

    Nearest first.
    """
    found: list[Token] = []
    word, held, joined = act, False, True
    while word.head.i != word.i and len(found) < 2:
        apart = word.pos_ in ("ADP", "SCONJ") and word.lower_ in _OTHER_TIME
        beside = _is_looked_into(word) or _stands_beside(word) or _only_tells_which(word)
        after = word.dep_ == "advcl" and not ((word == act or joined) and _goes_on(word))
        if apart or beside or after or word.dep_ in ("ccomp", "relcl", "parataxis") or _is_followed(word):
            break
        held = held or _is_held_for(word)
        joined = joined and word.dep_ == "conj" and word.tag_ == "VBG"  # "on Monday, praising Oran and thanking it"
        word = word.head
        if word.pos_ in ("VERB", "AUX"):
            if word.lemma_.lower() in _SPEECH or (held and any(m.type in _OF_WORDS for m in meanings_of(word))):
                break
            found.append(word)
    return found


def _is_followed(word: Token) -> bool:
    """ "the arrest follows a raid last week": the day of what came before is not that of what followed."""
    return bool(word.dep_ in ("nsubj", "nsubjpass") and word.head.lemma_.lower() in ("follow", "precede"))


def _only_tells_which(word: Token) -> bool:
    """ "released a man charged with theft": what a participle tells of him was before what is told now."""
    return bool(word.dep_ == "acl" and word.tag_ == "VBN" and word.head.pos_ in ("NOUN", "PROPN"))


def _is_looked_into(word: Token) -> bool:
    """ "issued a report in June from an inquiry into the attacks": what is looked into has a time of its own."""
    return bool(word.dep_ == "prep" and word.lower_ == "into" and word.head.pos_ == "NOUN")


def _stands_beside(word: Token) -> bool:
    """ "the vote is on 14 June, and Roe has pledged": a clause of its own beside one that only says what is."""
    if word.dep_ != "conj" or word.head.lemma_ != "be":
        return False
    own = any(c.dep_ in ("nsubj", "nsubjpass") for c in word.lefts)
    to_come = any(c.tag_ == "MD" for c in word.lefts) and word.head.tag_ in ("VBZ", "VBP", "VBD")
    return own or to_come  # "is in hospital now but will face charges"


def _is_held_for(word: Token) -> bool:
    """Whether a word is what the verb or the person before its preposition is judged for: "accused him of bombing"."""
    if word.dep_ not in ("pcomp", "pobj") or word.head.lower_ not in _CHARGED_WITH:
        return False
    return bool(word.dep_ == "pcomp" or word.head.head.pos_ == "VERB")


#: Between a judgement and what somebody is judged for.
_CHARGED_WITH = frozenset({"of", "for", "with", "over"})
#: Acts that hold another act, which has its own time and place: "accused him in Lirane of bombing it".
_OF_WORDS = frozenset({"ACCUSE", "SANCTION", "COERCE", "SUPPORT", "REQUEST", "THREATEN", "REJECT", "AGREE"})


def joined_next(act: Token) -> list[Token]:
    """ "was shot and killed in Lima on Monday": what hangs on the last of verbs joined is told of the first as well.

    The words of the phrases that hang on it; none where the joined verb has an object or a subject of its own.
    """
    for verb in act.rights:
        if verb.dep_ == "conj" and verb.tag_ == act.tag_ and verb.i - act.i <= 3:
            shared = verb.i == act.i + 2 and not any(c.dep_ == "dobj" for c in act.rights)  # "shot and wounded two"
            if any(c.dep_ in _OWN_PARTS or (c.dep_ == "dobj" and not shared) for c in verb.children):
                return _shared_by_counted(act, verb)
            hung = ("prep", "npadvmod", "advmod", "agent")
            beside = [c for noun in verb.rights if noun.dep_ == "dobj" for c in noun.rights if c.dep_ == "prep"]
            phrases = [c for c in verb.rights if c.dep_ in hung] + (beside if shared else [])
            return [word for c in phrases for word in c.subtree] + joined_next(verb)
    return [word for hurt in _hurt_too(act) for c in hurt.rights if c.dep_ == "prep" for word in c.subtree]


_OWN_PARTS = frozenset({"nsubj", "nsubjpass", "auxpass"})


def _shared_by_counted(act: Token, verb: Token) -> list[Token]:
    """ "two were killed and nine injured in Tarsk": a passive cut short after a number says where for both."""
    cut = verb.tag_ == "VBN" and not any(c.dep_ in ("aux", "auxpass") for c in verb.children)
    counted = any(c.dep_ == "nsubj" and (c.pos_ == "NUM" or any(n.pos_ == "NUM" for n in c.lefts)) for c in verb.lefts)
    if not (cut and counted and any(c.dep_ == "auxpass" for c in act.lefts)):
        return []
    return [word for c in verb.rights if c.dep_ == "prep" for word in c.subtree]


def _hurt_too(act: Token) -> list[Token]:
    """ "two were killed and nine injured in Tarsk": the participle behind a number that is joined to a deed."""
    counted = [c for c in act.rights if c.dep_ == "conj" and c.pos_ in ("NUM", "NOUN") and act.tag_ in ("VBN", "VBD")]
    return [c for noun in counted for c in noun.rights if c.dep_ == "acl" and c.tag_ == "VBN"]


def _goes_on(verb: Token) -> bool:
    """ "struck on Sunday, killing ten": a participle without a subject or a conjunction tells what came of it."""
    alone = not any(c.dep_ in ("mark", "nsubj", "advmod") for c in verb.lefts)
    return alone and verb.tag_ == "VBG" and verb.i > verb.head.i


def of_others(found: Frame) -> frozenset[Token]:
    """Words of an act's clause whose times are not its own: what a participle or a date before a noun describes.

    "cities sparked by a rise in May", "a 2010 allegation": neither dates what is done about them.
    """
    words: set[Token] = set()
    act_held = found.object if found.part == "V" and found.object is not None and _is_act(found.object) else None
    for word in found.word.subtree:
        if word.pos_ != "NOUN" or word in (found.word, act_held):
            continue
        for child in word.children:
            if _is_said_in(word, found.word):
                break
            if child.dep_ in ("acl", "relcl") and child != found.complement:
                words.update(child.subtree)
            elif child.dep_ in _BEFORE and child.ent_type_ == "DATE" and child.tag_ == "CD":
                words |= set() if _is_means(word, found) else {child}
        if word.lemma_.lower() in _LINKING or _is_another_act(word) or _is_turning_point(word, found):
            words.update(word.subtree)
    return frozenset(words)


def _is_said_in(noun: Token, act: Token) -> bool:
    """ "in a statement published on Friday, Oran accused": the day of the statement is that of its words."""
    inside = noun.dep_ == "pobj" and noun.head.head == act and noun.head.lower_ == "in"
    return inside and noun.lemma_.lower() in _SAID_IN


_SAID_IN = frozenset("statement interview speech letter tweet article report communique communiqué post".split())


def _is_means(deed: Token, found: Frame) -> bool:
    """ "was killed in the 2012 attack": the deed in which it was done has its date."""
    if deed.dep_ != "pobj" or deed.head.head != found.word or deed.head.lower_ not in ("in", "during"):
        return False
    return _is_act(deed)


def _is_another_act(noun: Token) -> bool:
    """ "was charged after a shooting in Lirane on Friday": the act that another one followed, preceded or led to."""
    return noun.dep_ == "pobj" and noun.head.lower_ in _BESIDE and _is_act(noun) and not noun.ent_type_


_BESIDE = frozenset("after before since following".split())


def _is_turning_point(noun: Token, found: Frame) -> bool:
    """ "has led it since the 2009 split": what was before or after has its own date, no more than a date itself."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in _BESIDE or noun.ent_type_ in ("DATE", "TIME"):
        return False
    return noun.lemma_.lower() not in _EDGES and noun.head.head == found.word


_EDGES = frozenset("end start beginning middle outset turn dawn day week month year summer winter hour".split())

#: What ties an act to another one, whose date is not its own: "in the wake of the attacks of 2001".
_LINKING = frozenset("wake aftermath anniversary connection response retaliation revenge reprisal run-up eve".split())


def _is_act(noun: Token) -> bool:
    return any(m.type for m in meanings_of(noun))


_BEFORE = frozenset("nummod compound amod nmod".split())


def held_clause(found: Frame) -> Token | None:
    """The clause that an act of words holds: "agreed to meet", "accused him of killing" wherever the parse hangs it."""
    if found.complement is not None or found.object is None:
        return found.complement
    preps = [c for c in found.object.rights if c.dep_ == "prep" and c.lower_ in ("of", "for")]
    return next((c for prep in preps for c in prep.children if c.dep_ == "pcomp"), None)


def held_words(complements: Iterable[Token]) -> frozenset[Token]:
    """All words inside complements: their times date what is agreed or asked, not the agreeing."""
    return frozenset(word for complement in complements for word in complement.subtree)
