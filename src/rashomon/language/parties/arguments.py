"""A frame → the words that do the act and those it is done to: heads of noun phrases, conjuncts and all.

The one idea: a verb gives its parties by its slots, past what is only used, given or sent; a subject that is left
out is found by `subjects`, never by nearness. Objects that are no party are the subject of `things`, clauses below the
verb of `complements`, participles that look active of `passives`, nouns of acts of `nouns`.
"""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.language.frames import FORCES, Frame, is_negated, is_of_class, meanings_of
from rashomon.language.parties.agents import (
    NAMES,
    is_agent,
    is_called_like_a_month,
    is_doer_noun,
    is_thing_given,
)
from rashomon.language.parties.blame import blamed
from rashomon.language.parties.complements import TALKED_OF, agents_of, in_complement, named_below
from rashomon.language.parties.munitions import struck_by
from rashomon.language.parties.nouns import (
    beside_measure,
    from_verb,
    is_act_noun,
    of_phrase,
    struck_in,
    where_it_happens,
)
from rashomon.language.parties.passives import (
    before_the_court,
    held_by_head,
    is_clipped,
    is_dying,
    is_headline_passive,
    named_by,
)
from rashomon.language.parties.reached import dative, helped, is_able, reached
from rashomon.language.parties.spread import in_order, spread
from rashomon.language.parties.subjects import (
    OBJECT_CONTROL,
    PRAISING,
    doers_of,
    subject_of,
)
from rashomon.language.parties.things import (
    USING,
    aims_past,
    antecedent_of,
    behind_object,
    inner_names,
    is_burned,
    is_fired_at,
    is_sent,
    taken,
)

_BEFORE = frozenset({"amod", "compound", "nmod"})
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
        done_to = done_to or (named_below(found.complement, doers[0]) if found.complement is not None and doers else [])
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
    noun = taken(found.object, found) or next((c for c in found.word.children if _is_surname_of_month(c)), None)
    if (charged := before_the_court(noun, found)) is not None:
        return [], [charged]
    bare = noun is None or noun.lower_ in ("dead", "alive")
    noun = None if bare and found.passive and noun is not None and noun.dep_ == "oprd" else noun  # "being burned alive"
    if doer is not None and bare and (is_headline_passive(found, doer) or is_clipped(found) or is_dying(found)):
        return named_by(found), [doer]
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
    elif noun is not None and (behind := behind_object(found, noun)) is not None:
        return doers, behind
    elif noun is not None and (
        is_thing_given(noun) or aims_past(found, noun) or is_sent(found, noun) or found.keys[-1] in USING
    ):
        given = found.passive and any(m.type == "AID" for m in found.meanings)
        givers = [c for c in noun.lefts if c.dep_ == "poss"] if given and not doers else []
        doers, patients = [*doers, *givers], [*patients, *(w for w in inner_names(noun) if w not in givers)]
    elif noun is not None and not (both and found.keys[-1] in TALKED_OF):
        patients.append(antecedent_of(noun, found.word))
    elif (held := held_by_head(found)) is not None:
        patients.append(held)
    patients += [w for child in found.word.children if child.dep_ == "dative" for w in dative(child)]
    patients = [word for word in patients if is_able(word)]
    patients += _listed_after(found) if patients else []
    if not patients or both:
        patients += [noun for noun in reached(found) if not both or noun.head.lower_ not in _MATTERS]
    hit = [word for word in patients if is_able(word) or is_fired_at(word, found) or is_burned(word, found)]
    patients = hit or helped(found)
    patients = patients or _asked_for(found, doers, both)
    if not patients and _is_price(found):
        return doers, []
    if not patients and found.complement is not None and found.keys[-1] in TALKED_OF:  # "discussed ending it with Roe"
        return doers, [n for c in found.complement.rights if c.lower_ == "with" for n in c.children if is_agent(n)]
    return doers or _doers_of_means(found), patients or in_complement(found, doer)


def _bidden(found: Frame, noun: Token) -> tuple[list[Token], list[Token]] | None:
    """The parties of a passive that leads to another verb: "was told to leave", "was due to meet the king"; else None.

    `noun`: its subject.
    """
    below = found.complement
    if not found.passive or below is None or below.dep_ == "pcomp" or _is_of_object(found):
        return None
    if _is_told_to(found):
        return [], [antecedent_of(noun, found.word)]
    if not _is_raising(found):
        return None
    attending = agents_of(below)
    return (attending, []) if attending else ([noun], named_below(below, noun))


def _asked_for(found: Frame, doers: list[Token], both: bool) -> list[Token]:
    """ "called for the release of the two by Oran": who would do what is asked for."""
    deeds = [noun for prep, noun in found.oblique if prep == "for" and is_act_noun(noun)] if _is_asking(found) else []
    return [party for noun in deeds for party in of_phrase(noun, both)[0] if party not in doers]


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
#: What is talked or fought about, for or in is none of those who do.
_MATTERS = frozenset({"for", "over", "in", "into"})
#: Whom somebody tells to do something is the one it is done to, whoever tells him.
_TOLD_TO = (OBJECT_CONTROL | {"forbid", "beg"}) - {"expect", "want", "help"}

#: Types whose passive subject suffers the act, whatever clause follows: "were quarantined to stop it".
_SUFFERED = frozenset({"COERCE", "ASSAULT", "SANCTION", "ACCUSE", "AID"})


def _is_surname_of_month(child: Token) -> bool:
    return child.dep_ == "npadvmod" and is_called_like_a_month(child)


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


def _is_price(found: Frame) -> bool:
    """ "demanded a million dollars to return the body": those who ask would do it themselves, for that."""
    asked, below = found.object, found.complement
    if below is None or not _is_asking(found):
        return False
    if asked is None or asked.dep_ != "dobj":  # "appealed for ten million to help the displaced"
        paid = (noun for prep, noun in found.oblique if prep == "for")
        return below.dep_ == "advcl" and any(noun.ent_type_ == "MONEY" or noun.lemma_ == "dollar" for noun in paid)
    return asked.ent_type_ == "MONEY" or any(m.name == "money" for m in meanings_of(asked))


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


def _of_noun(found: Frame, both: bool) -> tuple[list[Token], list[Token]]:
    doers, patients = (own + beside for own, beside in
                       zip(of_phrase(found.word, both), beside_measure(found.word), strict=True))  # fmt: skip
    doers = [noun for noun in doers if noun.ent_type_ not in ("DATE", "TIME") or is_called_like_a_month(noun)]
    doers += where_it_happens(found.word)
    if not doers or (both and len(doers) + len(patients) < 2):
        doers = [*doers, *from_verb(found.word)]
    if not patients and not both and (aim := _aim_of(found)) is not None:
        patients = named_below(aim, doers[0] if doers else None)
    return doers, patients


def _aim_of(found: Frame) -> Token | None:
    """The infinitive of a message told by a noun: "its pledge to strike the rebels"."""
    if not any(m.type in _MESSAGES for m in found.meanings):
        return None
    return next((c for c in found.word.rights if c.dep_ == "acl" and c.tag_ == "VB"), None)


#: Acts of words that are told by a noun with what it holds.
_MESSAGES = frozenset({"AGREE", "THREATEN", "REQUEST", "REJECT"})
