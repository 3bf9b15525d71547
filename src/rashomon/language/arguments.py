"""A frame → the words that do the act and those it is done to: heads of noun phrases, conjuncts and all.

The one idea: a verb gives its parties by its slots, past what is only used, given or sent; a subject that is left
out is found by `subjects`, never by nearness. A nominal act takes its parties from
possessives, nationalities before it and prepositions after it.
"""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.knowledge.countries import country_of
from rashomon.language.agents import is_agent, is_lent, is_undergone_by, side_before
from rashomon.language.nominals import noun_kind
from rashomon.language.phrases import conjuncts, is_land, person_nouns
from rashomon.language.predicates.frames import Frame, governor_of, meanings_of
from rashomon.language.subjects import (
    JUDGING,
    OBJECT_CONTROL,
    PRAISING,
    RELATIVES,
    SPEECH,
    judged,
    shared_subject,
)
from rashomon.language.subjects import subject_of as subject_of

_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_TO_RECIPIENT = frozenset("to against on at with over toward towards from for into in upon".split())
_BEFORE = frozenset({"amod", "compound", "nmod"})
_THINGS = frozenset({"weapon", "goods", "aid", "money", "proposal", "policy", "deal", "evidence", "revenge",
                     "relations",
                     "election", "casualty", "sanctions", "reformword"})  # fmt: skip
_PEOPLE = frozenset(
    {"leader", "troops", "police", "protesters", "rebels", "victims", "refugee", "prisoner", "court", "body"}
)
_DONE_TO = frozenset(
    """kill injure wound arrest detain jail kidnap abduct hurt free release rescue sentence seize murder hang deport
    shoot behead rape convict expel assassinate""".split()
)
_AIMED = frozenset({"at", "against", "on", "into"})
#: Types of acts that go to where they are done, so that a country they are done in is one they are done to.
_MOVED = frozenset({"MOBILIZE", "AID", "RETREAT", "SANCTION"})
#: What keeps an act from being done, or says it was not: its subject does not do the act.
_UNDOING = frozenset(
    """prevent avert foil thwart avoid forestall preempt deny reject dismiss refute block stop halt repel repulse
    condemn denounce deplore criticise criticize decry slam welcome hail praise fear blame investigate probe mourn
    mark recall describe call mention survive escape flee suffer face expect discuss address raise debate review
    examine consider cover explore analyse analyze count record register document log tally highlight cite see
    witness hear watch show report detail underline defend justify back support approve oppose condone""".split()
)
_MEETINGS = frozenset({"talks", "phone", "visit"})
#: Prepositions that set what is told beside a meeting of the one who tells it.
_AROUND = frozenset("after following before during in at ahead on".split())
#: Verbs whose subject gets what another gives, says or does: "faces pressure from", "came under attack by".
_GETTING = frozenset("receive face get draw win earn obtain secure suffer undergo survive".split())
_EMPTY = frozenset({"there", "that", "which", "this", "these", "those", "what", "who", "whom"})


def parties(found: Frame, both: bool) -> tuple[list[Token], list[Token]]:
    """Heads of the actors and of the recipients, conjuncts included, in text order, none twice.

    `both`: the act is done together (talks, drills, battles): all are actors.
    """
    doers, done_to = _of_verb(found, both) if found.part == "V" else _of_noun(found, both)
    if not doers and _is_stance(found):
        doers = [doer for doer in [subject_of(found.word.head)] if doer is not None]
        done_to = done_to or (_below(found.complement, doers[0]) if found.complement is not None and doers else [])
    actors = _spread(doers)
    recipients = [word for word in _spread(done_to) if word not in actors]
    if both:
        return [word for word in _in_order([*actors, *recipients]) if is_agent(word)], []
    return actors, recipients


#: Adjectives that say how somebody stands to others, or what he would do.
_STANCES = frozenset("angry furious outraged critical wary resentful".split())
_READY = frozenset("ready willing prepared".split())


def _is_stance(found: Frame) -> bool:
    """ "are angry at the government", "is ready to talk": the subject of the copula takes that stance."""
    word = found.word
    if found.part != "A" or word.dep_ != "acomp":
        return False
    ready = word.lemma_.lower() in _READY and any(c.dep_ == "xcomp" for c in word.rights)
    return ready or (word.lemma_.lower() in _STANCES and any(c.dep_ == "prep" for c in word.rights))


def _spread(heads: list[Token]) -> list[Token]:
    found: list[Token] = []
    for head in heads:
        for word in conjuncts(head):
            if word not in found and word.lower_ not in _EMPTY and _is_party(word) and not is_of_the_last(word):
                found.append(word)
    return _in_order(found)


def is_of_the_last(word: Token) -> bool:
    """Whether a country joined to a plural role belongs inside it: Syria of "the ministers of Iran and Syria"."""
    role = word.head
    if word.dep_ != "conj" or word.ent_type_ not in ("GPE", "NORP") or role.tag_ != "NNS":
        return False
    return any(n.ent_type_ in ("GPE", "NORP") for c in role.rights if c.lower_ == "of" for n in c.children)


def _is_party(word: Token) -> bool:
    if word.lower_ == "it" and not _stands_for_something(word):
        return False
    return word.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "VERB", "X") and word.ent_type_ not in (
        "DATE",
        "TIME",
    )


#: Verbs that send something from where the one who does it stands.
_FIRING = frozenset("fire launch shoot lob operate".split())


def _stands_for_something(word: Token) -> bool:
    """ "it" acts or suffers where it is not the empty subject of "it was agreed that"."""
    verb = word.head
    clause = any(c.dep_ in ("ccomp", "csubj", "csubjpass", "acomp", "attr") for c in verb.children)
    return word.dep_ in ("nsubj", "dobj", "pobj", "nsubjpass") and not (clause and verb.lemma_.lower() in _BARE)


_BARE = frozenset("be seem appear take agree say report expect believe decide announce".split())


def _in_order(words: list[Token]) -> list[Token]:
    return sorted(words, key=lambda word: word.i)


def _of_verb(found: Frame, both: bool) -> tuple[list[Token], list[Token]]:
    doer = subject_of(found.word)
    doers = [doer] if doer is not None else []
    patients: list[Token] = []
    noun = found.object
    bare = noun is None or noun.lower_ in ("dead", "alive")
    if doer is not None and bare and _is_headline_passive(found, doer):
        return [], [doer]
    led = found.complement is not None and found.complement.dep_ != "pcomp"
    if doer is None and found.passive and led and noun is not None and _is_told_to(found):
        return [], [_relative_object(noun, found.word)]
    raised = doer is None and found.passive and led and _is_raising(found)
    if raised and found.complement is not None and noun is not None:
        attending = _agents(found.complement)
        return (attending, []) if attending else ([noun], _below(found.complement, noun))
    if noun is not None and not both and _is_getting(found):
        return _givers(found, noun), doers
    if doer is not None and found.keys[-1] == "come" and (deed := _deed_under(found)) is not None:
        return _of_phrase(deed, both)[0] or _givers(found, deed), [doer]
    if noun is not None and is_act_noun(noun):
        inner_doers, inner_patients = _of_phrase(noun, both)
        if _is_judging(found):
            return doers, inner_doers
        asked = _is_asking(found) and doers
        patients += (inner_doers or inner_patients) if asked else inner_patients
        doers = doers or inner_doers
    elif noun is not None and (
        is_thing_given(noun) or _aims_past(found, noun) or _is_sent(found, noun) or found.keys[-1] in _USING
    ):
        patients += _inner_names(noun)
    elif noun is not None:
        patients.append(_relative_object(noun, found.word))
    elif (held := _held_by_head(found)) is not None:
        patients.append(held)
    patients += [w for child in found.word.children if child.dep_ == "dative" for w in _dative(child)]
    patients = [word for word in patients if _is_able(word)]
    if not patients or both:
        moved = any(m.type in _MOVED for word in (found.word, found.object) if word for m in meanings_of(word))
        patients += [
            noun
            for prep, noun in found.oblique
            if prep in _TO_RECIPIENT and (prep != "in" or moved)
            and (_can_receive(noun, prep) or _is_hit(found, prep) or _is_looked_for(found, prep, noun))
            and not (prep == "from" and found.keys[-1] in _FIRING) and noun.lemma_.lower() not in _RIDES
        ][:2]
    patients = [word for word in patients if _is_able(word)] or _helped(found)
    if not patients and _is_asking(found):
        deeds = [noun for prep, noun in found.oblique if prep == "for" and is_act_noun(noun)]
        patients = [party for noun in deeds for party in _of_phrase(noun, both)[0] if party not in doers]
    if not patients and found.complement is not None and found.keys[-1] not in _OFFERING:
        patients += _below(found.complement, doer)
    return doers or _doers_of_means(found), patients


#: Whom somebody tells to do something is the one it is done to, whoever tells him.
_TOLD_TO = (OBJECT_CONTROL | {"forbid", "beg"}) - {"expect", "want", "help"}

#: Types whose passive subject suffers the act, whatever clause follows: "were quarantined to stop it".
_SUFFERED = frozenset({"COERCE", "ASSAULT", "SANCTION", "ACCUSE", "AID"})


#: What one goes by is no party.
_RIDES = frozenset("motorcycle motorbike car van truck lorry bus train taxi bicycle bike scooter horse foot".split())


def _held_by_head(found: Frame) -> Token | None:
    """ "it was a victim, having been annexed by them": a passive participle is done to the subject of its clause."""
    word = found.word
    bare = word.dep_ in ("advcl", "xcomp") and any(c.dep_ == "auxpass" for c in word.lefts)
    subject = shared_subject(word, 1) if bare else None
    return subject if subject is not None and is_agent(subject) else None


def _is_told_to(found: Frame) -> bool:
    return found.keys[-1] in _TOLD_TO or (
        any(m.type == "REQUEST" for m in found.meanings) and "be" in {c.lemma_ for c in found.word.lefts}
        and found.complement is not None and found.complement.dep_ == "xcomp"
    )  # fmt: skip


def _is_raising(found: Frame) -> bool:
    """ "was scheduled to meet": whoever is said to do what follows does it."""
    return not any(m.type in _SUFFERED for m in found.meanings)


#: What they hold says what will be done, not to whom the word is given.
_OFFERING = frozenset({"propose", "suggest", "recommend"})


def _doers_of_means(found: Frame) -> list[Token]:
    """Who did it where only the deed is named: "killed in an air strike by government forces", "in US shelling"."""
    if not found.passive or not any(m.type == "ASSAULT" for m in found.meanings):
        return []
    deeds = [noun for prep, noun in found.oblique if prep in ("in", "during", "by") and _is_deed(noun)]
    return [party for noun in deeds for party in _of_phrase(noun, False)[0]][:2]


def _is_deed(noun: Token) -> bool:
    return noun.pos_ == "NOUN" and any(m.type == "ASSAULT" for m in meanings_of(noun))


def _is_headline_passive(found: Frame, doer: Token) -> bool:
    """ "Two militants killed in Pulwama": what looks like a subject is the one it was done to."""
    lemma = found.keys[-1]
    held = lemma in HELD and any(c.dep_ == "prep" and c.lower_ in _HELD_FOR for c in found.word.rights)
    return (
        (lemma in _DONE_TO or held)
        and found.word.tag_ in ("VBD", "VBN")
        and not found.auxiliaries
        and doer.head == found.word
        and not any(c.dep_ in ("ccomp", "xcomp") for c in found.word.children)
    )


#: Done to somebody who is named before them, where only what for follows: "the man accused of fraud is gone".
HELD = frozenset("accuse charge suspect convict indict acquit".split())
_HELD_FOR = frozenset({"of", "with", "over", "in"})


def _is_sent(found: Frame, noun: Token) -> bool:
    """Whether the object is troops that somebody sends: they are what is given, to nobody named by that alone."""
    return found.keys[-1] in _SENDING and any(m.name == "troops" for m in meanings_of(noun))


#: What is used is no party; whom it is used against is.
_USING = frozenset("use employ wield throw hurl lob chant wave shout".split())

_SENDING = frozenset("send dispatch deploy contribute fly provide lend station".split())


def _is_getting(found: Frame) -> bool:
    if found.passive:
        return False
    return found.keys[-1] in _GETTING or _is_backed(found)


def _is_backed(found: Frame) -> bool:
    """ "had the support of three unions", "enjoys their backing"."""
    noun = found.object
    if found.keys[-1] not in _BACKED or noun is None or noun.dep_ != "dobj":
        return False
    return any(m.type == "SUPPORT" for m in meanings_of(noun))


_BACKED = frozenset("have enjoy command lose retain".split())


def _givers(found: Frame, noun: Token) -> list[Token]:
    """Those from whom the subject gets it: "from" or "by" at the verb or at what is got, or its possessor."""
    ways = ("from", "by", "of") if _is_backed(found) else ("from", "by")
    named = [party for prep, party in found.oblique if prep in ways]
    preps = [c for c in noun.rights if c.dep_ in ("prep", "agent") and c.lower_ in ways]
    named += [party for prep in preps for party in prep.children if party.dep_ == "pobj"]
    owner = ("poss", *_BEFORE) if _is_backed(found) else tuple(_BEFORE)
    return named[:1] or [c for c in noun.lefts if c.dep_ in owner and (c.ent_type_ in _NAMES or c.dep_ == "poss")]


def _deed_under(found: Frame) -> Token | None:
    """The attack or fire that somebody came under."""
    return next((noun for prep, noun in found.oblique if prep == "under"), None)


def _is_judging(found: Frame) -> bool:
    """Whether the predicate praises or blames what its object names, so that whoever did that is the one judged."""
    return any(m.type in PRAISING for m in found.meanings)


def _is_asking(found: Frame) -> bool:
    """Whether somebody asks for an act, so that whose act it is is asked: "demanded her resignation"."""
    return any(m.type == "REQUEST" for m in found.meanings) or found.keys[-1] in ("seek", "want", "solicit")


def _aims_past(found: Frame, noun: Token) -> bool:
    """Whether the object is only what is sent at or given to a party named after it."""
    if is_agent(noun):
        return False
    struck = any(m.type == "ASSAULT" for m in found.meanings) and found.keys[-1] not in _FIRING
    aims = ("against", "to") if struck else ("at", "against", "on", "to")
    return any(prep in aims and is_agent(target) for prep, target in found.oblique)


_FIRED = frozenset("fire gunfire shot gunshot round".split())


def is_thing_given(noun: Token) -> bool:
    """Whether a noun is what is used, given, refused or talked about, not one who can be a party."""
    if noun.ent_type_ in _NAMES or noun.lemma_.lower() in person_nouns() or noun_kind(noun) == "person":
        return False
    if noun.lemma_.lower() in _FIRED:
        return True
    if noun.lemma_.lower() == "force" and noun.tag_ == "NN" and noun.n_lefts == 0:
        return True  # "used force"
    names = {m.name for m in meanings_of(noun)}
    return bool(names & _THINGS) and not names & _PEOPLE


#: Whose thing it is that one gives up, tests or fires: one's own.
_OWN = frozenset("its their our my your".split())


def _inner_names(noun: Token) -> list[Token]:
    """The parties named inside such a phrase: "Israel's plan", "the Russian offer", "a ship of Iran"."""
    found = [c for c in noun.children if c.dep_ == "poss" or (c.dep_ in _BEFORE and c.ent_type_ in _NAMES)]
    if found:
        return [c for c in found if c.lower_ not in _OWN]
    return [n for c in noun.rights if c.dep_ == "prep" for n in c.children if _is_name(n)][:1]


def _relative_object(noun: Token, verb: Token) -> Token:
    return verb.head if noun.lower_ in RELATIVES and verb.dep_ == "relcl" else noun


def _is_able(word: Token) -> bool:
    return not is_thing_given(word)


def _dative(child: Token) -> list[Token]:
    if child.pos_ == "ADP":
        return [noun for noun in child.children if noun.dep_ == "pobj"]
    return [child]


def _can_receive(noun: Token, prep: str) -> bool:
    if noun.ent_type_ in ("DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "QUANTITY"):
        return False
    return noun.ent_type_ in _NAMES if prep in ("in", "for", "over", "from", "into") else True


def _is_hit(found: Frame, prep: str) -> bool:
    """ "fired into the crowd"."""
    return prep == "into" and found.keys[-1] in ("fire", "shoot", "open")


def _helped(found: Frame) -> list[Token]:
    """ "sent troops in support of the government", "to the aid of the town": in whose favour it is done."""
    favours = [noun for prep, noun in found.oblique if prep in ("in", "to") and noun.lemma_.lower() in _FAVOURS]
    return [n for noun in favours for c in noun.rights if c.lower_ == "of" for n in c.children if n.dep_ == "pobj"]


_FAVOURS = frozenset("support aid help defence defense favour favor assistance".split())


def _is_looked_for(found: Frame, prep: str, noun: Token) -> bool:
    """ "searched for the suspect"."""
    return prep == "for" and found.keys[-1] in ("search", "hunt", "look") and is_agent(noun)


def _below(complement: Token, doer: Token | None) -> list[Token]:
    """The party named in a complement: the subject it has of its own, else its object, else "to/with" one."""
    if agents := _agents(complement):
        return agents
    if doer is not None and complement.dep_ == "ccomp" and _is_kin(complement, doer):
        return []
    for child in complement.children:
        if (
            child.dep_ in ("nsubj", "nsubjpass")
            and child != doer
            and child.lower_ not in _EMPTY
            and child.pos_ != "PRON"
        ):
            return [child]
    aimed = [n for p in complement.children if p.lower_ in ("to", "against") for n in p.children if n.dep_ == "pobj"]
    if any(c.dep_ == "dobj" and not c.ent_type_ for c in complement.children) and any(map(is_agent, aimed)):
        return aimed[:1]
    for child in complement.children:
        if child.dep_ in ("dobj", "dative"):
            if is_act_noun(child) and (struck := _of_phrase(child, False)[1]):
                return struck
            inner = [n for p in child.children if p.dep_ == "prep" for n in p.children if _is_name(n)]
            if not inner and not is_agent(child):
                facing = _FACING | {"on", "at"} if is_act_noun(child) else _FACING
                preps = [p for p in complement.children if p.dep_ == "prep" and p.lower_ in facing]
                inner = [n for p in preps for n in p.children if n.dep_ == "pobj" and is_agent(n)]
            return inner[:1] or [child]
    return [n for p in complement.children if p.dep_ == "prep" for n in p.children if _is_name(n)][:1]


_FACING = frozenset({"with", "to", "against", "from"})


def _is_kin(clause: Token, doer: Token) -> bool:
    """Whether who acts in a clause is of the one who tells it: "the envoy of Oran warned that Oran would not wait"."""
    subject = next((c for c in clause.lefts if c.dep_ == "nsubj"), None)
    if subject is None:
        return False
    own, other = ({code for w in noun.subtree if (code := country_of(w.text))} for noun in (doer, subject))
    return bool(own & other)


def _agents(verb: Token) -> list[Token]:
    """The one by whom a passive is done, where that is somebody."""
    named = [n for c in verb.children if c.dep_ == "agent" for n in c.children if n.dep_ == "pobj"]
    return [n for n in named if is_agent(n)][:1]


def _is_name(noun: Token) -> bool:
    return noun.dep_ == "pobj" and noun.ent_type_ in _NAMES


def is_act_noun(noun: Token) -> bool:
    """Whether a noun names an act or a message, so that its parties hang on it rather than being it."""
    return noun.pos_ == "NOUN" and any(m.type for m in meanings_of(noun))


def _of_noun(found: Frame, both: bool) -> tuple[list[Token], list[Token]]:
    doers, patients = _of_phrase(found.word, both)
    doers += _where_it_happens(found.word)
    if not doers or (both and len(doers) + len(patients) < 2):
        doers = [*doers, *_from_verb(found.word)]
    if not patients and not both and (aim := _aim_of(found)) is not None:
        patients = _below(aim, doers[0] if doers else None)
    return doers, patients


def _aim_of(found: Frame) -> Token | None:
    """The infinitive of a message told by a noun: "its pledge to strike the rebels"."""
    if not any(m.type in _MESSAGES for m in found.meanings):
        return None
    return next((c for c in found.word.rights if c.dep_ == "acl" and c.tag_ == "VB"), None)


#: Acts of words that are told by a noun with what it holds.
_MESSAGES = frozenset({"AGREE", "THREATEN", "REQUEST", "REJECT"})


def _where_it_happens(noun: Token) -> list[Token]:
    """The parties that the verb of a happening has: "a call took place between the kings"."""
    verb = noun.head
    if noun.dep_ not in ("nsubj", "nsubjpass") or verb.pos_ != "VERB":
        return []
    preps = [c for c in verb.children if c.dep_ in ("prep", "agent") and c.lower_ in ("between", "among", "by")]
    return [party for prep in preps for party in prep.children if party.dep_ == "pobj" and is_agent(party)]


def _from_verb(noun: Token) -> list[Token]:
    """The subject of the light verb a nominal act is object of ("held talks"), or of "in talks with"."""
    verb = governor_of(noun)
    if noun.dep_ == "pobj" and noun.head.lower_ in _AROUND and any(m.name in _MEETINGS for m in meanings_of(noun)):
        above = noun.head.head
        if above.pos_ == "NOUN" and above.dep_ == "dobj" and noun.head.lower_ not in ("in", "at"):
            above = above.head
        doer = subject_of(above) if above.pos_ in ("VERB", "AUX") else None
        if doer is not None:
            return [doer] if is_agent(doer) else []
    if noun.dep_ == "pobj" and noun.head.head.pos_ in ("NOUN", "PROPN") and noun.head.lower_ in ("in", "during"):
        return [noun.head.head] if is_agent(noun.head.head) else []
    if verb is not None and verb.pos_ == "NOUN" and (judged := _judged_of(verb, noun)) is not None:
        return [judged]
    if verb is None or verb.pos_ not in ("VERB", "AUX"):
        return []
    if verb.lemma_.lower() in _UNDOING and not any(m.name in _MEETINGS for m in meanings_of(noun)):
        return []
    if verb.lemma_.lower() in SPEECH and not any(m.name in _MEETINGS for m in meanings_of(noun)):
        return []
    if (judged := _judged_of(verb, noun)) is not None:
        return [judged]
    if _acts_upon(verb, noun):
        return []
    on = noun.head.lower_ == "on" and verb.lemma_.lower() in _BEING  # "3,000 are on strike"
    if noun.dep_ == "dobj" or (noun.dep_ == "pobj" and (on or noun.head.lower_ in ("in", "during", "into"))):
        doer = subject_of(verb)
        return [doer] if doer is not None else []
    return []


_BEING = frozenset({"be", "remain", "stay", "come"})


def _judged_of(verb: Token, noun: Token) -> Token | None:
    """Who did what somebody is held for: "was convicted of the murder of her father", "charged him with fraud"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("of", "for", "with", "over"):
        return None
    if noun.head.head != verb:
        return None
    if verb.dep_ == "dobj" and noun.head.lower_ == "of" and verb.head.lemma_.lower() in HELD:
        return verb
    return judged(verb) if any(m.type in JUDGING for m in meanings_of(verb)) else None


def _acts_upon(verb: Token, noun: Token) -> bool:
    """ "crushed the protests", "banned rallies": who does something to an act did not do that act."""
    own = {m.type for m in meanings_of(verb) if m.type}
    return bool(own & _AGAINST) and not own & {m.type for m in meanings_of(noun)}


_AGAINST = frozenset({"COERCE", "ASSAULT", "SANCTION", "REJECT"})


def _of_phrase(noun: Token, both: bool) -> tuple[list[Token], list[Token]]:
    doers: list[Token] = []
    patients: list[Token] = []
    for child in noun.children:
        if child.dep_ == "poss" or (child.dep_ in _BEFORE and child.ent_type_ in _NAMES):
            found = [] if _is_only_place(child) else [*_hyphened(child), _whose(child)]
            (patients if is_undergone_by(noun, child) else doers).extend(found)
        elif child.dep_ in ("compound", "nmod") and child.pos_ == "NOUN":
            doers += [c for c in child.lefts if c.dep_ in _BEFORE and c.ent_type_ == "NORP"]
            if (side := side_before(noun, child)) is not None:
                (doers if side else patients).append(child)
        elif child.dep_ == "amod" and child.lower_.endswith("-led"):
            doers += [c for c in child.children if c.ent_type_ in _NAMES]
        elif child.dep_ in ("prep", "agent"):
            _by_preposition(child, both, doers, patients)
        elif child.dep_ in ("acl", "relcl") and child.tag_ == "VBN" and child.lemma_.lower() not in _TOLD_OF:
            agent = subject_of(child) if any(c.dep_ == "agent" for c in child.children) else None
            doers += [agent] if agent is not None else []
        elif child.dep_ == "relcl" and _is_gap_of(child):
            doers += [c for c in child.lefts if c.dep_ == "nsubj"]
            _aimed_in(child, patients)
    return doers, patients


def _whose(owner: Token) -> Token:
    """ "a boy whose killing by police": the one that the relative clause hangs on; else the owner itself."""
    if owner.lower_ != "whose":
        return owner
    return next((word.head for word in owner.ancestors if word.dep_ == "relcl"), owner)


def _is_gap_of(verb: Token) -> bool:
    """ "the strikes that Washington launched": a light verb whose object is the act before it."""
    if not any(m.name == "light" for m in meanings_of(verb)):
        return False
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    return all(c.lower_ in RELATIVES for c in objects) and not any(
        c.dep_ == "nsubj" and c.lower_ in RELATIVES for c in verb.lefts
    )


def _aimed_in(verb: Token, patients: list[Token]) -> None:
    preps = [c for c in verb.rights if c.dep_ == "prep" and c.lower_ in ("against", "at", "on", "with")]
    patients += [n for prep in preps for n in prep.children if n.dep_ == "pobj" and n.ent_type_ not in ("DATE", "TIME")]


#: Who has told of an act took no part in it: "a trip, first reported by the daily".
_TOLD_OF = frozenset(
    """report describe reveal disclose note quote cite mention publish leak broadcast document detail recount call see
    know criticize criticise condemn praise welcome""".split()
)


def _is_of_a_nation(noun: Token) -> bool:
    """Whether a noun is a name or people of a named nation: "for two Peruvian men"."""
    return noun.ent_type_ in _NAMES or (is_agent(noun) and any(c.ent_type_ == "NORP" for c in noun.lefts))


def _hyphened(name: Token) -> list[Token]:
    """Names that a hyphen joins to the last one: Iran and Russia of "the Iran-Russia-Turkey summit"."""
    before = [c for c in name.lefts if c.dep_ in _BEFORE and c.ent_type_ in ("GPE", "NORP") and c.nbor(1).text in "-–/"]
    return [word for c in before for word in (*_hyphened(c), c)]


def _is_only_place(child: Token) -> bool:
    """ "an Idlib airstrike": a town before an act says where it was; a country, who did it."""
    return child.ent_type_ == "GPE" and child.dep_ in _BEFORE and not is_land(child.text)


def _by_preposition(child: Token, both: bool, doers: list[Token], patients: list[Token]) -> None:
    nouns = [noun for noun in child.children if noun.dep_ == "pobj"]
    prep = child.lower_
    if prep in ("by", "between", "among") or (prep == "of" and both):
        doers += [n for n in nouns if prep != "of" or is_agent(n)]
    elif prep == "of" and is_lent(child.head):
        doers += [n for n in nouns if is_agent(n)]
    elif prep == "in" and (both or not any(m.type in _MOVED for m in meanings_of(child.head))):
        return
    elif prep in ("on", "against", "to", "with", "at", "into", "of", "over", "toward", "towards") or (
        prep in ("for", "in", "from") and any(_is_of_a_nation(noun) for noun in nouns)
    ):
        for noun in nouns:
            if is_thing_given(noun):
                patients += [n for c in noun.rights if c.lower_ in _AIMED for n in c.children if n.dep_ == "pobj"]
        patients += [n for n in nouns if n.ent_type_ not in ("DATE", "TIME", "CARDINAL") and not is_act_noun(n)]
