"""A frame → the words that do the act and those it is done to: heads of noun phrases, conjuncts and all.

The one idea: a verb gives its parties by its slots, past what is only used, given or sent; a subject that is left
out is found by `subjects`, never by nearness. The parties of a noun are `nouns`' subject.
"""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.knowledge.countries import country_of
from rashomon.language.frames import FORCES, Frame, is_negated, is_of_class, meanings_of
from rashomon.language.parties.agents import (
    NAMES,
    PROPERTY,
    is_agent,
    is_called_like_a_month,
    is_doer_noun,
    is_thing_given,
    whom_told,
)
from rashomon.language.parties.blame import blamed
from rashomon.language.parties.munitions import is_munition, struck_by
from rashomon.language.parties.nouns import (
    HELD,
    beside_measure,
    from_verb,
    is_act_noun,
    of_phrase,
    struck_in,
    where_it_happens,
)
from rashomon.language.parties.reached import FIRING, TAKING, dative, helped, is_able, is_name, is_town, reached
from rashomon.language.parties.spread import EMPTY, in_order, spread
from rashomon.language.parties.subjects import (
    OBJECT_CONTROL,
    PRAISING,
    RELATIVES,
    doers_of,
    passive_subject,
    shared_subject,
)
from rashomon.language.parties.subjects import subject_of as subject_of

_BEFORE = frozenset({"amod", "compound", "nmod"})
_DONE_TO = frozenset(
    """kill injure wound arrest detain jail kidnap abduct hurt free release rescue sentence seize murder hang deport
    shoot behead rape convict expel assassinate gun stab slay slaughter massacre execute torture lynch poison oust
    sack evict displace besiege""".split()
)
#: Verbs whose subject gets what another gives, says or does: "faces pressure from", "came under attack by".
_GETTING = frozenset("receive face get draw win earn obtain secure suffer undergo survive".split())


def parties(found: Frame, both: bool) -> tuple[list[Token], list[Token]]:
    """Heads of the actors and of the recipients, conjuncts included, in text order, none twice.

    `both`: the act is done together (talks, drills, battles): all are actors.
    """
    if (contact := _bare_relative(found)) is not None:
        return spread([contact], found.word), []
    doers, done_to = _of_verb(found, both) if found.part == "V" else _of_noun(found, both)
    doers = [by for doer in doers for by in _authors(doer, found.word)]
    if not doers and _is_stance(found):
        doers = doers_of(found.word.head)
        done_to = done_to or (_below(found.complement, doers[0]) if found.complement is not None and doers else [])
    actors = spread(doers, found.word)
    recipients = [word for word in spread(done_to, found.word) if word not in actors]
    if both:
        return [word for word in in_order([*actors, *recipients]) if is_agent(word) or _is_one_who_does(word)], []
    return actors, recipients


def _bare_relative(found: Frame) -> Token | None:
    """ "the tariff the government imposed": who did it, where a clause without its pronoun is no apposition."""
    word, doer = found.word, found.word.head
    if word.dep_ != "acl" or word.tag_ not in ("VBN", "VBD") or doer.dep_ != "appos" or word.i != doer.i + 1:
        return None
    thing, before = doer.head, doer.left_edge
    beside = before.i == thing.i + 1 and before.pos_ in ("DET", "PROPN", "ADJ")
    done_by = any(c.dep_ in ("agent", "auxpass") for c in word.children)
    return doer if beside and not done_by and is_agent(doer) and not is_agent(thing) else None


def _is_one_who_does(word: Token) -> bool:
    """ "spoke to three middlemen": people whom no table lists, by the ending of their name, where they are a party."""
    first = next((head for head in (word, *word.ancestors) if head.dep_ != "conj"), word)
    return first.dep_ in ("nsubj", "pobj") and is_doer_noun(word)


def _authors(doer: Token, word: Token) -> list[Token]:
    """ "filed papers opposing it", "their letter accusing him": whose a paper is says what stands in it."""
    told = word.dep_ == "relcl" or (word.dep_ == "acl" and word.tag_ == "VBG")
    if not told or doer != word.head or doer.lemma_.lower() not in _PAPERS:
        return [doer]
    owner = next((c for c in doer.lefts if c.dep_ == "poss"), None)
    verb = doer.head if doer.dep_ == "dobj" else None
    author = owner or (subject_of(verb) if verb is not None else None)
    return [author] if author is not None else [doer] if word.dep_ == "relcl" else []


_PAPERS = frozenset(
    """paper letter statement lawsuit suit petition motion brief resolution report memo note tweet video message
    complaint article editorial document declaration""".split()
)
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


def _of_verb(found: Frame, both: bool) -> tuple[list[Token], list[Token]]:
    if hit := struck_by(found):
        return [], hit
    doer = subject_of(found.word)
    doers = [doer] if doer is not None else []
    if (accused := blamed(found)) is not None:
        return doers, [accused]
    patients: list[Token] = []
    noun = _taken(found.object, found) or next((c for c in found.word.children if _is_surname_of_month(c)), None)
    if (charged := _before_the_court(noun, found)) is not None:
        return [], [charged]
    bare = noun is None or noun.lower_ in ("dead", "alive")
    noun = None if bare and found.passive and noun is not None and noun.dep_ == "oprd" else noun  # "being burned alive"
    if doer is not None and bare and (_is_headline_passive(found, doer) or _is_clipped(found) or _is_dying(found)):
        return _named_by(found), [doer]
    if doer is None and noun is not None and (bidden := _bidden(found, noun)) is not None:
        return bidden
    if noun is not None and _is_getting(found):
        givers = _givers(found, noun)
        if not both:
            return givers, doers
        if givers and is_act_noun(noun):  # "received a call from the king"
            return [*doers, *givers], []
    if doer is not None and found.keys[-1] == "come" and (deed := _deed_under(found)) is not None:
        return of_phrase(deed, both)[0] or _givers(found, deed), [doer]
    if noun is not None and is_act_noun(noun):
        inner_doers, inner_patients = of_phrase(noun, both)
        if (_is_judging(found) and not _is_granted(found, noun)) or (_is_answering(found, noun) and inner_doers):
            return doers, inner_doers
        if any(m.type in ("ASSAULT", "COERCE") for m in found.meanings) and doers:
            inner_doers, inner_patients = [], struck_in(noun)
        asked = _is_asking(found) and doers
        patients += (inner_doers or inner_patients) if asked else inner_patients
        doers = doers or inner_doers
    elif noun is not None and (behind := _behind_object(found, noun)) is not None:
        return doers, behind
    elif noun is not None and (
        is_thing_given(noun) or _aims_past(found, noun) or _is_sent(found, noun) or found.keys[-1] in _USING
    ):
        given = found.passive and any(m.type == "AID" for m in found.meanings)
        givers = [c for c in noun.lefts if c.dep_ == "poss"] if given and not doers else []
        doers, patients = [*doers, *givers], [*patients, *(w for w in _inner_names(noun) if w not in givers)]
    elif noun is not None and not (both and found.keys[-1] in _TALKED_OF):
        patients.append(_relative_object(noun, found.word))
    elif (held := _held_by_head(found)) is not None:
        patients.append(held)
    patients += [w for child in found.word.children if child.dep_ == "dative" for w in dative(child)]
    patients = [word for word in patients if is_able(word)]
    patients += _listed_after(found) if patients else []
    if not patients or both:
        patients += [noun for noun in reached(found) if not both or noun.head.lower_ not in _MATTERS]
    hit = [word for word in patients if is_able(word) or _is_fired_at(word, found) or _is_burned(word, found)]
    patients = hit or helped(found)
    patients = patients or _asked_for(found, doers, both)
    if not patients and _is_price(found):
        return doers, []
    if not patients and found.complement is not None and found.keys[-1] in _TALKED_OF:  # "discussed ending it with Roe"
        return doers, [n for c in found.complement.rights if c.lower_ == "with" for n in c.children if is_agent(n)]
    return doers or _doers_of_means(found), patients or _in_complement(found, doer)


def _bidden(found: Frame, noun: Token) -> tuple[list[Token], list[Token]] | None:
    """The parties of a passive that leads to another verb: "was told to leave", "was due to meet the king"; else None.

    `noun`: its subject.
    """
    below = found.complement
    if not found.passive or below is None or below.dep_ == "pcomp" or _is_of_object(found):
        return None
    if _is_told_to(found):
        return [], [_relative_object(noun, found.word)]
    if not _is_raising(found):
        return None
    attending = _agents(below)
    return (attending, []) if attending else ([noun], _below(below, noun))


def _behind_object(found: Frame, noun: Token) -> list[Token] | None:
    """To whom it was done where the object only says by what: a boat that was hit, ground that was freed, a purse that
    was stolen, a bomb that was set off; None for other objects.
    """
    if _is_craft_hit(found, noun):
        return [_relative_object(noun, found.word)]
    if (held := _freed_from(found, noun) or _robbed_of(found, noun)) is not None:
        return [held]
    return [word for word in reached(found) if is_agent(word)] if _is_set_off_by(found, noun) else None


def _asked_for(found: Frame, doers: list[Token], both: bool) -> list[Token]:
    """ "called for the release of the two by Oran": who would do what is asked for."""
    deeds = [noun for prep, noun in found.oblique if prep == "for" and is_act_noun(noun)] if _is_asking(found) else []
    return [party for noun in deeds for party in of_phrase(noun, both)[0] if party not in doers]


def _in_complement(found: Frame, doer: Token | None) -> list[Token]:
    """Whom the clause that the verb holds names; of "rallied to demand higher pay" only who can act."""
    if found.complement is None or _is_of_others(found, found.complement):
        return []
    marching = found.keys[-1] in _GATHERING or any(m.type == "PROTEST" for m in found.meanings)
    return [word for word in _below(found.complement, doer) if is_agent(word) or not marching]


def _freed_from(found: Frame, noun: Token) -> Token | None:
    """ "liberating a part of Syria from the rebels' control": those who lose it by that."""
    ground = not is_agent(noun) or noun.ent_type_ in ("GPE", "LOC", "FAC")
    if found.keys[-1] not in _FREEING or not ground:
        return None
    for prep, holder in found.oblique:
        if prep == "from" and holder.lemma_.lower() in _GRIP:
            within = [c for c in holder.lefts if c.dep_ in ("poss", "compound") and is_agent(c)]
            within += [n for c in holder.rights if c.lower_ == "of" for n in c.children if is_agent(n)]
            return within[0] if within else None
        if prep == "from" and is_agent(holder) and holder.ent_type_ not in ("GPE", "LOC", "FAC"):
            return holder
    return None


_FREEING = frozenset("liberate free recapture retake wrest clear reclaim seize capture".split())
_GRIP = frozenset("control grip hand clutch rule occupation yoke".split())


def _robbed_of(found: Frame, noun: Token) -> Token | None:
    """ "stole her purse": whose it was."""
    if found.keys[-1] not in ("steal", "rob", "snatch", "loot") or is_agent(noun):
        return None
    return next((c for c in noun.lefts if c.dep_ == "poss" and is_agent(c)), None)


def _is_set_off_by(found: Frame, noun: Token) -> bool:
    """ "detonated his explosive vest": what is set off suffers nothing by it."""
    return found.keys[-1] == "detonate" and noun.dep_ == "dobj" and not is_agent(noun)


_GATHERING = frozenset("gather assemble congregate".split())


def _is_fired_at(craft: Token, found: Frame) -> bool:
    """ "fired water cannon at one of the boats"."""
    return found.keys[-1] in FIRING and craft.dep_ == "pobj" and craft.lemma_.lower() in _CRAFT


def _is_burned(site: Token, found: Frame) -> bool:
    """ "set fire to the consulate": a site, though its like is elsewhere what is opened and closed."""
    return site.lemma_.lower() in ("embassy", "consulate", "mission") and "set_fire" in found.keys


def _is_granted(found: Frame, noun: Token) -> bool:
    """ "approved a loan of ten million to Ghana": help that is approved goes to whom it is named for."""
    return found.keys[-1] == "approve" and any(m.type == "AID" for m in meanings_of(noun))


def _listed_after(found: Frame) -> list[Token]:
    """ "Clashes kill 9 rebels, 4 policemen": a headline's list, whose second the parse hangs on the verb."""
    return [
        c for c in found.word.rights
        if c.dep_ == "npadvmod" and c.pos_ == "NOUN" and is_agent(c) and c.left_edge.i and
        c.doc[c.left_edge.i - 1].text == "," and any(n.dep_ == "nummod" for n in c.lefts)
    ]  # fmt: skip


#: What one discusses takes no part in it: "discussed Oran by phone".
_TALKED_OF = frozenset({"discuss", "negotiate", "review", "debate"})
#: What is talked or fought about, for or in is none of those who do.
_MATTERS = frozenset({"for", "over", "in", "into"})
#: Whom somebody tells to do something is the one it is done to, whoever tells him.
_TOLD_TO = (OBJECT_CONTROL | {"forbid", "beg"}) - {"expect", "want", "help"}

#: Types whose passive subject suffers the act, whatever clause follows: "were quarantined to stop it".
_SUFFERED = frozenset({"COERCE", "ASSAULT", "SANCTION", "ACCUSE", "AID"})


def _held_by_head(found: Frame) -> Token | None:
    """ "it was a victim, having been annexed by them": a passive participle is done to the subject of its clause."""
    word = found.word
    if word.dep_ in ("relcl", "acl") and _is_to_be_done(word):
        return word.head if is_agent(word.head) else None
    bare = word.dep_ in ("advcl", "xcomp", "pcomp") and any(c.dep_ == "auxpass" for c in word.lefts)
    bare = bare or (_is_set_off(word) and any(c.dep_ == "agent" for c in word.rights))
    subject = shared_subject(word, 1) if bare else None
    if bare and subject is None and word.dep_ == "pcomp" and word.head.head.pos_ == "VERB":
        subject = passive_subject(word.head.head)  # "was suspended after being charged"
    return subject if subject is not None and is_agent(subject) else None


def _is_to_be_done(verb: Token) -> bool:
    """ "the first envoy to be expelled by Oran": a passive infinitive without a subject of its own."""
    own = {c.dep_ for c in verb.lefts}
    return "auxpass" in own and "nsubjpass" not in own and any(c.lower_ == "to" for c in verb.lefts)


def _is_set_off(word: Token) -> bool:
    """ "Suspected of theft, the man fled", "was held, charged with theft": a participle set off by a comma."""
    opens = word.dep_ == "advcl" and word.tag_ == "VBN" and (word.i < word.head.i or word.nbor(-1).text == ",")
    return opens and not any(c.dep_ in ("nsubj", "nsubjpass", "aux", "mark", "dobj") for c in word.children)


def _before_the_court(noun: Token | None, found: Frame) -> Token | None:
    """ "appeared in court charged with theft": who appeared there is charged, not the court."""
    if noun is None or noun != found.word.head or noun.dep_ != "pobj" or found.keys[-1] not in HELD:
        return None
    court = noun.lower_ == "court" or any(m.name == "court" for m in meanings_of(noun))
    above = noun.head.head
    if not court or noun.head.lower_ not in ("in", "at", "before") or above.pos_ != "VERB":
        return None
    return subject_of(above) or passive_subject(above)


def _is_surname_of_month(child: Token) -> bool:
    return child.dep_ == "npadvmod" and is_called_like_a_month(child)


def _is_shot_off(noun: Token, found: Frame) -> bool:
    """ "rockets were fired at the airport": what is fired suffers nothing by it."""
    return found.keys[-1] in FIRING | {"drop"} and noun.dep_ == "nsubjpass" and is_munition(noun)


def _taken(noun: Token | None, found: Frame) -> Token | None:
    """ "took 15 people hostage", "was held captive": those who are taken, whom the parse hangs on what they become."""
    if noun is None or noun.lemma_.lower() not in ("hostage", "prisoner", "captive"):
        return None if noun is None or _is_shot_off(noun, found) else _past_some(noun)
    within = (c for c in noun.lefts if c.dep_ in ("compound", "nmod") and c.pos_ == "NOUN" and is_agent(c))
    if (taken := next(within, None)) is not None:
        return taken
    bare = noun.tag_ == "NN" and not noun.n_lefts
    if bare and found.word.dep_ == "relcl" and not found.passive and is_agent(found.word.head):
        return found.word.head  # "a woman he took hostage"
    return (passive_subject(found.word) if found.passive and noun.dep_ != "nsubjpass" else None) or noun


def _past_some(noun: Token) -> Token:
    """ "imposed some of the hardest sanctions": the things; people stay "some of the miners"."""
    if noun.lemma_.lower() in ("control", "possession") and noun.dep_ == "dobj":  # "seized control of the town"
        held = (n for c in noun.rights if c.lower_ == "of" for n in c.children if n.dep_ == "pobj")
        return next(held, noun)
    if noun.lower_ not in ("some", "most", "all", "several", "many", "part", *_ROWS):
        return noun
    whole = next((n for c in noun.rights if c.lower_ == "of" for n in c.children if n.dep_ == "pobj"), None)
    return noun if whole is None or is_agent(whole) else whole


#: Acts one after the other: "a series of air strikes" are the strikes.
_ROWS = frozenset("series string spate wave number round barrage".split())


def _is_told_to(found: Frame) -> bool:
    return found.keys[-1] in _TOLD_TO or (
        any(m.type == "REQUEST" for m in found.meanings) and "be" in {c.lemma_ for c in found.word.lefts}
        and found.complement is not None and found.complement.dep_ == "xcomp"
    )  # fmt: skip


def _is_of_object(found: Frame) -> bool:
    """ "were granted leave to stay": the clause says what is given; those to whom it is given do nothing."""
    clause = found.complement
    return clause is not None and clause.dep_ == "acl" and clause.head.dep_ == "dobj" and clause.head.head == found.word


def _is_raising(found: Frame) -> bool:
    """ "was scheduled to meet": whoever is said to do what follows does it."""
    return not any(m.type in _SUFFERED for m in found.meanings)


#: What they hold says what will be done, not to whom the word is given.
_OFFERING = frozenset({"propose", "suggest", "recommend"})


def _is_price(found: Frame) -> bool:
    """ "demanded a million dollars to return the body": those who ask would do it themselves, for that."""
    asked, below = found.object, found.complement
    if below is None or not _is_asking(found):
        return False
    if asked is None or asked.dep_ != "dobj":  # "appealed for ten million to help the displaced"
        paid = (noun for prep, noun in found.oblique if prep == "for")
        return below.dep_ == "advcl" and any(noun.ent_type_ == "MONEY" or noun.lemma_ == "dollar" for noun in paid)
    return asked.ent_type_ == "MONEY" or any(m.name == "money" for m in meanings_of(asked))


def _is_of_others(found: Frame, clause: Token) -> bool:
    """Whether a clause names nobody to whom the word is given: what is proposed, what it is warned that others will do.

    "warned that the rebels would attack" threatens no rebels; "that the rebels would pay" does.
    """
    if found.keys[-1] in _OFFERING:
        return True
    return found.keys[-1] in ("warn", "threaten") and clause.dep_ == "ccomp" and clause.lemma_.lower() not in _PAYING


_PAYING = frozenset("face pay suffer regret lose".split())


def _doers_of_means(found: Frame) -> list[Token]:
    """Who did it where only the deed is named: "killed in an air strike by government forces", "in US shelling"."""
    if not found.passive or not any(m.type in _DONE_BY for m in found.meanings):
        return []
    if (fired := _fired_when(found)) is not None:
        return [fired]
    deeds = [noun for prep, noun in found.oblique if prep in ("in", "during", "by") and _is_deed(noun)]
    return [party for noun in deeds for party in of_phrase(noun, False)[0]][:2]


_DONE_BY = frozenset({"ASSAULT", "RETREAT", "AID"})


def _fired_when(found: Frame) -> Token | None:
    """ "were killed when soldiers opened fire": who did what hurt them."""
    if found.keys[-1] not in _HURTING:
        return None
    for clause in found.word.rights:
        when = clause.dep_ == "advcl" and any(c.lower_ == "when" for c in clause.lefts)
        subject = subject_of(clause) if when and clause.pos_ == "VERB" else None
        if subject is None or not is_agent(subject) or subject.pos_ == "PRON":
            continue
        fire = any(c.dep_ == "dobj" and c.lower_ == "fire" for c in clause.rights) and clause.lemma_ == "open"
        charged = clause.lemma_ == "charge" and is_of_class(subject, FORCES)
        if fire or charged or (clause.lemma_.lower() in _ATTACKING and not is_negated(clause)):
            return subject
    return None


_HURTING = frozenset("kill wound injure hurt".split())
_ATTACKING = frozenset("attack fire shell bomb storm shoot ambush raid strike bombard beat stab".split())


def _is_deed(noun: Token) -> bool:
    force = noun.lemma_.lower() == "raid" or any(m.type == "ASSAULT" for m in meanings_of(noun))
    return noun.pos_ == "NOUN" and force


def _is_headline_passive(found: Frame, doer: Token) -> bool:
    """ "Two militants killed in Pulwama": what looks like a subject is the one it was done to."""
    lemma = found.keys[-1]
    held = lemma in (*HELD, "threaten") and any(c.dep_ == "prep" and c.lower_ in _HELD_FOR for c in found.word.rights)
    held = held or (lemma in _SCOLDED and any(prep in ("over", "for", "by") for prep, _ in found.oblique))
    return (
        (lemma in _DONE_TO or held)
        and found.word.tag_ in ("VBD", "VBN")
        and not found.auxiliaries
        and doer.head == found.word
        and not any(c.dep_ in ("ccomp", "xcomp") for c in found.word.children)
        and not (lemma == "shoot" and _is_aimed(found))
    )


def _is_aimed(found: Frame) -> bool:
    """ "shot at them", "shot into the crowd", "shot at close range": who is its subject fired."""
    return any(
        (prep == "at" and (is_agent(noun) or noun.lemma_.lower() in _CRAFT or noun.lower_ in ("range", "random")))
        or prep in ("into", "towards", "toward") for prep, noun in found.oblique
    )  # fmt: skip


_HELD_FOR = frozenset({"of", "with", "over", "in"})
#: Headlines: "Mayor blasted over flood".
_SCOLDED = frozenset("blast slam criticise criticize condemn praise mock pan rap".split())


def _named_by(found: Frame) -> list[Token]:
    """ "Driver blasted by judge": who did it, in a headline's passive."""
    return [noun for prep, noun in found.oblique if prep == "by" and is_agent(noun)][:1]


def _is_dying(found: Frame) -> bool:
    """ "nine people died in the raid": who dies does nothing to anybody."""
    return found.keys[-1] in ("die", "perish")


def _is_clipped(found: Frame) -> bool:
    """ "never talk when interrogated": a passive cut down to its participle, whose subject is that of its clause."""
    word = found.word
    if word.tag_ == "VBN" and word.dep_ in ("xcomp", "oprd") and any(c.dep_ == "auxpass" for c in word.head.lefts):
        return not any(c.dep_ in ("aux", "auxpass", "dobj") for c in word.children)  # "was reported wounded"
    if _is_set_off(word):
        return found.keys[-1] in (*HELD, *_DONE_TO) and not any(c.dep_ == "agent" for c in word.rights)
    return (
        word.tag_ == "VBN" and word.dep_ == "advcl" and not found.auxiliaries
        and any(c.dep_ in ("advmod", "mark") and c.lower_ in _CLIPPING and c.i == word.i - 1 for c in word.lefts)
    )  # fmt: skip


_CLIPPING = frozenset("when while if once unless until though although whenever as".split())


def _is_sent(found: Frame, noun: Token) -> bool:
    """Whether the object is troops that somebody sends: they are what is given, to nobody named by that alone."""
    if found.keys[-1] not in _SENDING:
        return False
    on_the_way = any(c.lower_ == "to" and c.dep_ in ("prep", "dative") for c in (*found.word.rights, *noun.rights))
    return any(m.name == "troops" for m in meanings_of(noun)) or (on_the_way and noun.lemma_.lower() in _TEAMS)


#: Those who are sent with a task.
_TEAMS = frozenset("team doctor medic rescuer inspector investigator observer monitor expert engineer".split())


def _is_force(noun: Token) -> bool:
    """Whether a noun is troops or police, whom somebody sends."""
    words = (noun, *(c for c in noun.lefts if c.dep_ == "compound"))
    return any(is_of_class(word, FORCES) for word in words)


def _is_craft_hit(found: Frame, noun: Token) -> bool:
    """ "captured three boats", "stormed the embassy": what else is sold and sent, or closed, is here hit or taken,
    people and all.
    """
    struck = any(m.type in ("ASSAULT", "COERCE") for m in found.meanings)
    struck = (struck or "push_back" in found.keys) and (found.keys[-1] not in FIRING or "shoot_down" in found.keys)
    craft = _relative_object(noun, found.word).lemma_.lower() in _CRAFT
    return struck and noun.dep_ in ("dobj", "nsubjpass") and craft


_CRAFT = frozenset(
    """boat ship vessel trawler tanker freighter ferry yacht dhow barge aircraft plane airliner helicopter warplane
    warship embassy consulate drone""".split()
)

#: What is used is no party; whom it is used against is.
_USING = frozenset("use employ wield throw hurl lob chant wave shout".split())

_SENDING = frozenset("send dispatch deploy contribute fly provide lend station commit".split())


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
    return named[:1] or [c for c in noun.lefts if c.dep_ in owner and (c.ent_type_ in NAMES or c.dep_ == "poss")]


def _deed_under(found: Frame) -> Token | None:
    """The attack or fire that somebody came under."""
    return next((noun for prep, noun in found.oblique if prep == "under"), None)


def _is_judging(found: Frame) -> bool:
    """Whether the predicate praises or blames what its object names, so that whoever did that is the one judged."""
    return any(m.type in PRAISING for m in found.meanings)


def _is_answering(found: Frame, noun: Token) -> bool:
    """ "rejected the union's demand", "denied a media request": whose request is answered gets the answer."""
    answers = any(m.type in ("REJECT", "CONCEDE") for m in found.meanings)
    return answers and any(m.type in ("REQUEST", "AGREE") for m in meanings_of(noun))


def _is_asking(found: Frame) -> bool:
    """Whether somebody asks for an act, so that whose act it is is asked: "demanded her resignation"."""
    return any(m.type == "REQUEST" for m in found.meanings) or found.keys[-1] in ("seek", "want", "solicit")


def _aims_past(found: Frame, noun: Token) -> bool:
    """Whether the object is only what is sent at or given to a party named after it."""
    if is_agent(noun):
        return False
    struck = any(m.type == "ASSAULT" for m in found.meanings) and found.keys[-1] not in FIRING
    if found.keys[-1] == "ram":  # "rammed a car into a bus"
        return any(prep == "into" for prep, _ in found.oblique)
    aims = ("against", "to") if struck or found.keys[-1] in TAKING else ("at", "against", "on", "to")
    return any(prep in aims and is_agent(target) for prep, target in found.oblique)


#: Whose thing it is that one gives up, tests or fires: one's own.
_OWN = frozenset("its their our my your".split())


def _inner_names(noun: Token) -> list[Token]:
    """The parties named inside such a phrase: "Israel's plan", "the Russian offer", "a ship of Iran"."""
    lands = ("GPE", "NORP") if noun.lemma_.lower() in _CRAFT | {"jet", "missile", "tank", "drone"} else NAMES
    found = [c for c in noun.children if c.dep_ == "poss" or (c.dep_ in _BEFORE and c.ent_type_ in lands)]
    if found:
        ruled = noun.lemma_.lower() in ("law", "rule", "code")  # "imposed strict Sharia law" on nobody named
        return [c for c in found if c.lower_ not in _OWN and (c.dep_ == "poss" or not ruled)]
    preps = [c for c in noun.rights if c.dep_ == "prep" and c.lower_ not in _WHENCE]
    if any(m.name == "weapon" for m in meanings_of(noun)):  # "launched missiles at two bases"
        at = [n for c in noun.rights if c.lower_ in ("at", "on", "into") for n in c.children if n.dep_ == "pobj"]
        if at:
            return at[:1]
    owned = noun.lemma_.lower() in PROPERTY
    return [n for c in preps for n in c.children if is_name(n) or (owned and c.lower_ == "of" and is_agent(n))][:1]


#: "fired a missile from Tarsk": where a thing is or comes from is no party.
_WHENCE = frozenset({"from", "in", "at", "near", "off"})


def _relative_object(noun: Token, verb: Token) -> Token:
    return whom_told(verb.head, noun) if noun.lower_ in RELATIVES and verb.dep_ == "relcl" else noun


def _below(complement: Token, doer: Token | None) -> list[Token]:
    """The party named in a complement: the subject it has of its own, else its object, else "to/with" one."""
    if agents := _agents(complement):
        return agents
    if complement.lemma_.lower() in ("avenge", "revenge"):
        return []  # "vowed to avenge their dead"
    if doer is not None and complement.dep_ == "ccomp" and (_is_kin(complement, doer) or _is_quoted(complement)):
        return []
    for child in complement.children:
        if (
            child.dep_ in ("nsubj", "nsubjpass")
            and child != doer
            and child.lower_ not in EMPTY
            and child.pos_ != "PRON"
        ):
            return [child]
    aimed = [n for p in complement.children if p.lower_ in ("to", "against") for n in p.children if n.dep_ == "pobj"]
    if any(c.dep_ == "dobj" and not c.ent_type_ for c in complement.children) and any(map(is_agent, aimed)):
        return aimed[:1]
    if complement.lemma_.lower() in _MAKING:
        return []
    if complement.lemma_.lower() in _TALKED_OF:  # "met to discuss Oran", "is willing to negotiate with Lirane"
        return [n for p in complement.rights if p.lower_ == "with" for n in p.children if is_agent(n)][:1]
    if complement.lemma_.lower() in _SENDING and any(c.dep_ == "dobj" and _is_force(c) for c in complement.rights):
        return aimed[:1] if any(map(is_agent, aimed[:1])) else []  # "promised to deploy police to the province"
    for child in complement.children:
        if child.dep_ in ("dobj", "dative"):
            if is_act_noun(child) and (struck := struck_in(child)):
                return struck
            preps = [p for p in child.children if p.dep_ == "prep"]
            inner = [n for p in preps for n in p.children if is_name(n) and not (p.lower_ in _WITHIN and is_town(n))]
            if not inner and not is_agent(child):
                at = is_act_noun(child) or complement.lemma_.lower() in _USING
                facing = _FACING | {"on", "at"} if at else _FACING
                preps = [p for p in (*complement.children, *child.children) if p.dep_ == "prep" and p.lower_ in facing]
                inner = [n for p in preps for n in p.children if n.dep_ == "pobj" and is_agent(n)]
            return inner[:1] or [child]
    preps = [p for p in complement.children if p.dep_ == "prep"]
    deeds = [n for p in preps if p.lower_ == "for" for n in p.children if n.dep_ == "pobj" and is_act_noun(n)]
    if struck := [party for deed in deeds for party in struck_in(deed) or of_phrase(deed, False)[0]]:
        return struck[:1]  # "to push for the party's expulsion"
    if complement.lemma_.lower() == "crack":  # "vowed to crack down on gangs"
        return [n for p in preps if p.lower_ == "on" for n in p.children if n.dep_ == "pobj" and is_agent(n)][:1]
    return [n for p in preps for n in p.children if is_name(n) and not (p.lower_ in _WITHIN and is_town(n))][:1]


_FACING = frozenset({"with", "to", "against", "from", "into"})
_WITHIN = frozenset({"in", "at", "near", "on"})
#: What is made is not there yet: "agreed to form a committee".
_MAKING = frozenset("form create establish found set build develop draft draw hold produce write issue prepare".split())


def _is_quoted(clause: Token) -> bool:
    """ "Diaz resisted: “Governors do not …”": the words quoted after a colon name nobody it is done to."""
    before = clause.left_edge.i - 1
    return before > 0 and clause.doc[before].text in _MARKS and clause.doc[before - 1].text in (":", ",")


_MARKS = frozenset("\"“”'‘’«„")


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


def _of_noun(found: Frame, both: bool) -> tuple[list[Token], list[Token]]:
    doers, patients = (own + beside for own, beside in
                       zip(of_phrase(found.word, both), beside_measure(found.word), strict=True))  # fmt: skip
    doers = [noun for noun in doers if noun.ent_type_ not in ("DATE", "TIME") or is_called_like_a_month(noun)]
    doers += where_it_happens(found.word)
    if not doers or (both and len(doers) + len(patients) < 2):
        doers = [*doers, *from_verb(found.word)]
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
