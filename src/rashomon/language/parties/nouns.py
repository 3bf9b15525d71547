"""A noun that tells an act → its parties: whose act it is, whom it is done to, where the phrase or its verb says so.

The one idea: a nominal act takes its parties from possessives, names before it and prepositions after it; where
none does it, the verb that holds it may say who, unless that verb only undoes, causes or tells of it.
"""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.knowledge.actors import code_actor
from rashomon.knowledge.countries import metonym_of
from rashomon.language.denials import share_denied
from rashomon.language.frames import governor_of, meanings_of
from rashomon.language.parties.agents import (
    NAMES,
    is_agent,
    is_lent,
    is_thing_given,
    is_undergone,
    is_undergone_by,
    side_before,
)
from rashomon.language.parties.blame import claimants, is_where_claimed, laid_to
from rashomon.language.parties.subjects import JUDGING, RELATIVES, SPEECH, claim_of, doers_of, judged, subject_of
from rashomon.language.phrases import is_land

_BEFORE = frozenset({"amod", "compound", "nmod"})
_AIMED = frozenset({"at", "against", "on", "into"})
#: Types of acts that go to where they are done, so that a country they are done in is one they are done to.
MOVED = frozenset({"MOBILIZE", "AID", "RETREAT", "SANCTION"})
#: What keeps an act from being done, or says it was not: its subject does not do the act.
_UNDOING = frozenset(
    """prevent avert foil thwart avoid forestall preempt deny reject dismiss refute block stop halt repel repulse
    condemn denounce deplore criticise criticize decry slam welcome hail praise fear blame investigate probe mourn
    mark recall describe call mention survive escape flee suffer face expect discuss address raise debate review
    examine consider cover explore analyse analyze count record register document log tally highlight cite see
    witness hear watch show report detail underline defend justify back support approve oppose condone brand label
    dub term deem suspect allege rule counter combat tackle curb reduce quell contain stem suppress punish
    mishandle handle police""".split()
)
#: What brings an act about is not who does it: "the killing sparked riots", "was shot, triggering protests".
_CAUSING = frozenset("spark trigger provoke prompt ignite fuel stoke inspire spur incite encourage draw".split())
_MEETINGS = frozenset({"talks", "phone", "visit"})
#: Prepositions that set what is told beside a meeting of the one who tells it.
_AROUND = frozenset("after following before during in at ahead on".split())
#: Done to somebody who is named before them, where only what for follows: "the man accused of fraud is gone".
HELD = frozenset("accuse charge suspect convict indict acquit".split())


def is_act_noun(noun: Token) -> bool:
    """Whether a noun names an act or a message, so that its parties hang on it rather than being it."""
    return noun.pos_ == "NOUN" and any(m.type for m in meanings_of(noun)) and not is_patrol(noun)


def is_patrol(noun: Token) -> bool:
    """ "ambushed an army patrol", "the patrol was fired on": those who patrol."""
    reached = noun.dep_ == "pobj" and noun.head.lower_ in ("on", "at", "by")
    held = reached or noun.dep_ in ("dobj", "nsubj", "nsubjpass")
    light = any(m.name == "light" for m in meanings_of(noun.head)) or not noun.n_lefts  # "were on patrol"
    return noun.lemma_.lower() == "patrol" and held and not light


def where_it_happens(noun: Token) -> list[Token]:
    """The parties that the verb of a happening has: "a call took place between the kings"."""
    verb = noun.head
    if noun.dep_ not in ("nsubj", "nsubjpass") or verb.pos_ != "VERB" or verb.lemma_.lower() in _UNDOING:
        return []
    if any(c.dep_ == "dobj" and c.lower_ != "place" for c in verb.rights):  # "the killing unleashed unrest by students"
        return []
    preps = [c for c in verb.children if c.dep_ in ("prep", "agent") and c.lower_ in ("between", "among", "by")]
    return [party for prep in preps for party in prep.children if party.dep_ == "pobj" and is_agent(party)]


def from_verb(noun: Token) -> list[Token]:
    """The subject of the light verb a nominal act is object of ("held talks"), or of "in talks with"."""
    verb = governor_of(noun)
    if noun.dep_ == "pobj" and noun.head.lower_ in _AROUND and _is_meeting(noun):
        above = noun.head.head
        with_somebody = any(c.lower_ == "with" for c in noun.rights)
        if above.pos_ == "NOUN" and above.dep_ == "dobj" and (with_somebody or noun.head.lower_ not in ("in", "at")):
            above = above.head
        doer = subject_of(above) if above.pos_ in ("VERB", "AUX") else None
        if doer is not None:
            return [doer] if is_agent(doer) else []
    if noun.dep_ == "pobj" and (charged := _responsible_for(noun)) is not None:
        return [charged]
    if by := [word for word in (laid_to(noun), *claimants(noun)) if word is not None]:
        return by
    if (denying := share_denied(noun)) is not None:
        return [doer for doer in doers_of(denying) if is_agent(doer)]
    if noun.dep_ == "pobj" and (_is_done_with_it(noun.head) or _is_gone_for(noun)):
        return doers_of(noun.head.head)
    if noun.dep_ == "pobj" and noun.head.head.pos_ in ("NOUN", "PROPN") and noun.head.lower_ in ("in", "during"):
        above = noun.head.head
        hurt = noun.lemma_.lower() in _KEPT_IN or any(m.name == "victims" for m in meanings_of(above))
        return [above] if is_agent(above) and not hurt else []
    if verb is not None and verb.pos_ == "NOUN" and (judged := _judged_of(verb, noun)) is not None:
        return [judged]
    if verb is None or verb.pos_ not in ("VERB", "AUX") or _is_whose_way(noun):
        return []
    if (judged := _judged_of(verb, noun)) is not None:
        return [judged]
    if verb.lemma_.lower() in _UNDOING and not any(m.name in _MEETINGS for m in meanings_of(noun)):
        return []
    if verb.lemma_.lower() in _CAUSING and noun.dep_ == "dobj":
        return []
    if verb.lemma_.lower() in SPEECH and not any(m.name in _MEETINGS for m in meanings_of(noun)):
        return []
    if _acts_upon(verb, noun) or (noun.dep_ == "dobj" and _is_force(noun) and not _is_done_by(verb)):
        return []
    if noun.dep_ == "pobj" and _is_only_spoken_of(verb, noun):
        return []
    on = noun.head.lower_ == "on" and verb.lemma_.lower() in _BEING  # "3,000 are on strike"
    if noun.dep_ == "pobj" and verb.lemma_.lower() in _PERISHING:
        return []
    if noun.dep_ == "dobj" or (noun.dep_ == "pobj" and (on or noun.head.lower_ in ("in", "during", "into"))):
        return doers_of(verb)
    return []


#: "suspects in custody": who is kept there did it to nobody.
_KEPT_IN = frozenset("custody detention captivity prison jail".split())


def _is_meeting(noun: Token) -> bool:
    """Whether a noun names talks or a visit; a call is one where it is a call "with" somebody."""
    with_somebody = noun.lemma_.lower() == "call" and any(c.lower_ == "with" for c in noun.rights)
    return with_somebody or any(m.name in _MEETINGS for m in meanings_of(noun))


def _responsible_for(deed: Token) -> Token | None:
    """ "the front was responsible for the murder of nine": who is, or claims to be, behind a deed did it."""
    if deed.head.lower_ != "for":
        return None
    adjective = deed.head.head
    if (claim := claim_of(adjective)) is not None:
        doer = subject_of(claim)
    elif adjective.lemma_.lower() == "responsible" and adjective.dep_ == "acomp":
        doer = subject_of(adjective.head)
    else:
        return None
    named = doer is not None and is_agent(doer) and not any(c.lower_ == "no" for c in doer.lefts)
    return doer if named else None


def _is_whose_way(noun: Token) -> bool:
    """ "met her on his first trip abroad", "discussed it during Roe's visit": who goes is told by the owner."""
    owned = any(c.dep_ == "poss" for c in noun.lefts)
    return owned and any(m.mode == "visit" for m in meanings_of(noun))


#: Who comes to harm in an act did not do it by that.
_PERISHING = frozenset({"lose", "die", "perish"})
_BEING = frozenset({"be", "remain", "stay", "come"})


def _is_gone_for(noun: Token) -> bool:
    """ "flew to Lirane for talks with the king": who goes there holds them."""
    verb = noun.head.head
    meets = any(m.name in _MEETINGS for m in meanings_of(noun))
    led = noun.head.lower_ in ("for", "to", "toward", "towards", "into")
    return led and meets and verb.pos_ == "VERB" and verb.lemma_.lower() in _GOING


_GOING = frozenset("go fly travel come arrive return sail drive journey leave head".split())


def _is_done_with_it(prep: Token) -> bool:
    """ "police responded with a volley of bullets", "the militia was behind the killings": whose act it is."""
    verb = prep.head
    if is_behind(prep):
        return True
    if prep.lower_ in ("to", "with") and verb.lemma_.lower() == "proceed":
        return True  # "proceeded to the arrest of two men"
    return prep.lower_ == "with" and verb.lemma_.lower() in ("respond", "reply", "retaliate", "answer")


def is_behind(prep: Token) -> bool:
    """ "the militia was behind the killings": those of whom it is said did it."""
    return prep.lower_ == "behind" and prep.head.lemma_ in ("be", "stand")


def _judged_of(verb: Token, noun: Token) -> Token | None:
    """Who did what somebody is held for: "was convicted of the murder of her father", "charged him with fraud"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("of", "for", "with", "over", "in"):
        return None
    if noun.head.lower_ == "in" and verb.lemma_.lower() not in HELD:
        return None  # "charged in the shooting", but "arrested nine in the raid"
    if noun.head.head != verb or verb.lemma_.lower() in _REMOVING:
        return None
    if verb.dep_ == "dobj" and noun.head.lower_ == "of" and verb.head.lemma_.lower() in HELD:
        return verb
    whom = judged(verb) if any(m.type in JUDGING for m in meanings_of(verb)) else None
    return whom if whom is None or whom.lower_ != "other" else None  # "accused each other of the shooting"


#: Who loses an office over a deed need not have done it: "sacked the minister over the killings".
_REMOVING = frozenset("sack dismiss fire remove replace oust suspend recall summon".split())


def _is_force(deed: Token) -> bool:
    return any(m.type in _OF_FORCE for m in meanings_of(deed))


def _is_done_by(verb: Token) -> bool:
    """Whether who does this to a deed of force does the deed: who "launched" an attack, not who "celebrated" it."""
    return any(m.name in ("light", "aspect") for m in meanings_of(verb)) or verb.lemma_.lower() in _DOING


_DOING = frozenset(
    """escalate reignite renew repeat wage plan plot prepare order mastermind orchestrate coordinate spearhead
    use employ fire deploy wield detonate throw hurl lob drop shoot aim direct turn deal deliver inflict exact
    perpetrate execute attempt try threaten pursue abandon suspend cease halve claim admit acknowledge confess join
    lead unleash mount stage impose enforce extend expand tighten ease lift apply practise practice""".split()
)


def _is_only_spoken_of(verb: Token, deed: Token) -> bool:
    """ "conveyed his condolences to the families of those hurt in the raid": no deed of his who does so."""
    force = any(m.type == "ASSAULT" for m in meanings_of(deed)) and deed.head.lower_ in ("in", "during")
    held = any(m.type in _AGAINST or m.name == "aspect" for m in meanings_of(verb))
    return force and not held and verb.lemma_.lower() not in _TAKING_PART


_TAKING_PART = frozenset(
    "participate join engage involve implicate lock embroil be help assist partake play have take lead".split()
)


def _acts_upon(verb: Token, noun: Token) -> bool:
    """ "crushed the protests", "banned rallies": who does something to an act did not do that act."""
    own = {m.type for m in meanings_of(verb) if m.type}
    return bool(own & _AGAINST) and not own & {m.type for m in meanings_of(noun)}


_AGAINST = frozenset({"COERCE", "ASSAULT", "SANCTION", "REJECT"})


def struck_in(noun: Token) -> list[Token]:
    """Whom an act named by a noun is done to; what is done to a march or a rally is done to those who take part."""
    doers, patients = of_phrase(noun, False)
    return doers if _is_of_the_street(noun) else patients


def of_phrase(noun: Token, both: bool) -> tuple[list[Token], list[Token]]:
    doers: list[Token] = []
    patients: list[Token] = []
    for child in noun.children:
        if child.dep_ == "poss" or (child.dep_ in _BEFORE and child.ent_type_ in NAMES):
            found = [] if is_only_place(child, noun) else [*_hyphened(child), _whose(child)]
            (patients if is_undergone_by(noun, child) or _is_struck(noun, child) else doers).extend(found)
        elif child.dep_ in ("compound", "nmod") and child.pos_ == "NOUN":
            doers += [c for c in child.lefts if c.dep_ in _BEFORE and c.ent_type_ == "NORP"]
            if (side := side_before(noun, child)) is not None:
                (doers if side else patients).append(child)
            elif _is_whose_act(noun, child):
                doers.append(child)
        elif child.dep_ == "amod" and child.lower_ in _FIGHTING and any(m.type in _OF_FORCE for m in meanings_of(noun)):
            doers.append(child)  # "a militant attack"
        elif child.dep_ == "amod" and child.lower_ == "led":  # "the Saudi-led strikes"
            doers += [c for c in child.lefts if c.ent_type_ in NAMES]
        elif child.dep_ in ("prep", "agent"):
            _by_preposition(child, both, doers, patients)
        elif child.dep_ in ("acl", "relcl") and child.lemma_.lower() in _PINNED:
            doers += [n for c in child.rights if c.lower_ == "on" for n in c.children if n.dep_ == "pobj"]
        elif child.dep_ in ("acl", "relcl") and child.tag_ == "VBN" and child.lemma_.lower() not in _TOLD_OF | _UNDOING:
            doers += doers_of(child) if any(c.dep_ == "agent" for c in child.children) else []
        elif child.dep_ == "relcl" and claim_of(child) == child:  # "for which they claimed responsibility"
            doers += doers_of(child)
        elif child.dep_ == "relcl" and _is_gap_of(child):
            doers += [c for c in child.lefts if c.dep_ == "nsubj"]
            _aimed_in(child, patients)
    return doers, patients


#: Those who fight, told by an adjective before what they do.
_FIGHTING = frozenset("militant insurgent jihadist jihadi islamist separatist guerrilla guerilla rebel".split())
_OF_FORCE = frozenset({"ASSAULT", "COERCE"})
#: "two killings blamed on the rebels": those on whom it is put are said to have done it.
_PINNED = frozenset({"blame", "pin"})


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


#: Who has told of an act, or brought others to it, took no part in it: "a trip, first reported by the daily".
_TOLD_OF = frozenset(
    """report describe reveal disclose note quote cite mention publish leak broadcast document detail recount call see
    know criticize criticise condemn praise welcome broker mediate negotiate""".split()
)


def _is_of_a_nation(noun: Token) -> bool:
    """Whether a noun is a name or people of a named nation: "for two Peruvian men"."""
    return noun.ent_type_ in NAMES or (is_agent(noun) and any(c.ent_type_ == "NORP" for c in noun.lefts))


def _hyphened(name: Token) -> list[Token]:
    """Names that a hyphen joins to the last one: Iran and Russia of "the Iran-Russia-Turkey summit"."""
    before = [c for c in name.lefts if c.dep_ in _BEFORE and c.ent_type_ in ("GPE", "NORP") and c.nbor(1).text in "-–/"]
    return [word for c in before for word in (*_hyphened(c), c)]


def is_only_place(child: Token, noun: Token) -> bool:
    """ "an Idlib airstrike", "the Lima vigil": a town before an act says where it was; a country, who did it."""
    if child.ent_type_ != "GPE" or child.dep_ not in _BEFORE:
        return False
    seat = metonym_of(child.text) is not None and any(m.type in _ON_THE_SPOT for m in meanings_of(noun))
    return seat or not is_land(child.text)


#: Acts that are done in a town, even where its name can stand for a government.
_ON_THE_SPOT = frozenset({"ASSAULT", "PROTEST"})
#: Acts that a word for people before them did: "a union demand", "the student protest".
_OF_PEOPLE = frozenset({"REQUEST", "PROTEST", "THREATEN", "REJECT", "AGREE", "ACCUSE"})


def _is_whose_act(noun: Token, child: Token) -> bool:
    """ "a media request", "a student protest": who is named before an act of words or of the street does it."""
    asked = any(m.type in _OF_PEOPLE for m in meanings_of(noun))
    return asked and is_agent(child) and not any(m.name in _CAUGHT for m in meanings_of(child))


_CAUGHT = frozenset({"prisoner", "victims", "refugee"})


def _is_struck(noun: Token, child: Token) -> bool:
    """ "the Charlie Hebdo massacre": a name that no table knows, and that owns nothing, is what an attack befell."""
    if child.dep_ not in _BEFORE or child.ent_type_ not in ("ORG", "PERSON") or noun.lemma_.lower() not in _BEFALLING:
        return False
    name = " ".join(word.text for word in child.subtree if word.dep_ != "det")
    known = code_actor(name)
    return not known.country and not known.sectors


_BEFALLING = frozenset(
    "massacre attack shooting bombing siege killing murder hijacking hack cyberattack carnage bloodbath".split()
)


def _is_place_only(prep: str, deed: Token, both: bool) -> bool:
    """Whether what stands behind "at", "in" or "from" is only where an act is done."""
    if prep == "in":  # "a rescue in Oran" helps nobody by that name, "a deployment in Oran" does
        return both or is_undergone(deed) or not any(m.type in MOVED for m in meanings_of(deed))
    return (prep == "at" and (both or _is_of_the_street(deed))) or (prep == "from" and _is_of_leaving(deed))


def _is_of_the_street(noun: Token) -> bool:
    """ "a rally of teachers at the stadium": whose protest it is takes part, and it is only held there."""
    return any(m.type == "PROTEST" for m in meanings_of(noun)) and noun.lemma_.lower() not in _HELD_PLACES


def _is_strike(noun: Token) -> bool:
    """ "the strike of the dockers", "of the jets": theirs, whichever it is."""
    return bool(noun.lemma_.lower() == "strike")


#: Protests that name what is held, not who holds it: "the occupation of the villages".
_HELD_PLACES = frozenset("blockade siege occupation takeover boycott storming seizure".split())


def _is_of_leaving(noun: Token) -> bool:
    """ "the expulsion of two envoys from Oran": where they must leave is no party."""
    return noun.lemma_.lower() in ("expulsion", "deportation", "eviction", "removal", "departure", "exit")


def _doers_below(struck: Token, deed: Token) -> list[Token]:
    """ "the bombing of a wedding by jets": who did it, which the parse hangs on what was hit."""
    if not is_undergone(deed) and not any(m.type == "ASSAULT" for m in meanings_of(deed)):
        return []
    preps = [c for c in struck.rights if c.dep_ in ("prep", "agent") and c.lower_ == "by"]
    return [n for prep in preps for n in prep.children if n.dep_ == "pobj" and n.ent_type_ not in ("DATE", "TIME")]


def _is_sent_by(noun: Token) -> bool:
    """Whether those "from" whom an act comes do it; "the help of Roe from the ministry" is Roe's."""
    own = any(c.lower_ == "of" for c in noun.rights)
    return not own and any(m.type in _SENT_BY for m in meanings_of(noun))


#: Types of acts that come "from" those who do them: "threats from Oran", "attacks from his rival".
_SENT_BY = frozenset({"AID", "ASSAULT", "ACCUSE", "THREATEN", "REQUEST", "SUPPORT", "REJECT"})
#: What goes off or is fired: "of" says what it consists of, not whom it hits.
_BURSTS = frozenset("volley salvo barrage hail burst shower explosion blast detonation launch spray".split())


#: "on several occasions" says how often, "on the streets" where.
_OCCASIONS = frozenset("occasion time day date anniversary eve behalf basis ground street road square campus".split())


#: Of what many acts of one kind are a row: "a wave of attacks by rebels", "eight days of riots by youths".
_MEASURES = frozenset(
    """series string spate wave number round barrage rash flurry spree campaign day night week month year hour lot
    dozen hundred thousand""".split()
)


def beside_measure(noun: Token) -> tuple[list[Token], list[Token]]:
    """The parties that the parse hangs on the measure of acts: "a wave of attacks | by rebels | on churches"."""
    measure = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ != "of" or measure.lemma_.lower() not in _MEASURES:
        return [], []
    preps = [c for c in measure.rights if c.dep_ in ("prep", "agent") and c.i > noun.i]
    doers, struck = ([n for p in preps if p.lower_ in ways for n in p.children if n.dep_ == "pobj"]
                     for ways in (("by", "between"), ("on", "against")))  # fmt: skip
    return [n for n in doers if is_agent(n)], [n for n in struck if is_agent(n)]


_MEANT = frozenset({"for", "to"})
#: Papers and mercies that are "for" whom they befall: "a warrant for the general".
_ISSUED = frozenset("warrant amnesty pardon clemency visa bailout summons subpoena".split())
#: "a loan of 200 million dollars", "a fine of ten percent".
_MEASURED = frozenset("DATE TIME CARDINAL MONEY PERCENT QUANTITY".split())


def _by_preposition(child: Token, both: bool, doers: list[Token], patients: list[Token]) -> None:
    nouns = [noun for noun in child.children if noun.dep_ == "pobj"]
    prep = child.lower_
    if prep == "among":
        doers += [n for n in nouns if n.pos_ != "PRON"]  # "people, among them four children": a part of those before
    elif prep in ("by", "between"):
        doers += nouns
    elif laid_to(child.head) in nouns or is_where_claimed(child):
        return
    elif prep == "of" and child.head.lemma_.lower() in _BURSTS:
        return  # "a volley of shells"
    elif prep == "of" and (both or is_lent(child.head) or _is_of_the_street(child.head) or _is_strike(child.head)):
        doers += [n for n in nouns if is_agent(n)]
    elif _is_place_only(prep, child.head, both):
        return
    elif prep == "from" and _is_sent_by(child.head):
        doers += [n for n in nouns if is_agent(n)]
    elif prep in ("on", "against", "to", "with", "at", "into", "of", "over", "toward", "towards") or (
        prep in ("for", "in", "from") and any(_is_of_a_nation(noun) for noun in nouns)
    ) or (prep == "for" and child.head.lemma_.lower() in _ISSUED and any(map(is_agent, nouns))):
        # "carnage at the bus stop" befell it
        befell = prep != "at" or child.head.lemma_.lower() in _BEFALLING
        doers += [n for noun in nouns for n in _doers_below(noun, child.head)] if prep == "of" else []
        for noun in nouns:
            if noun.ent_type_ == "MONEY":  # "a loan of $300 million | for Kenya"
                patients += [n for c in noun.rights if c.lower_ in _MEANT for n in c.children if is_agent(n)]
            if is_thing_given(noun):
                patients += [n for c in noun.rights if c.lower_ in _AIMED for n in c.children if n.dep_ == "pobj"]
        befell = befell and not (prep == "with" and any(m.type == "ASSAULT" for m in meanings_of(child.head)))
        aimed = prep not in ("over", "against") or not (_is_strike(child.head) or _is_of_the_street(child.head))
        befell = befell and aimed
        patients += [  # what one is attacked with is no party, nor what a strike is over
            n for n in nouns
            if n.ent_type_ not in _MEASURED and not is_act_noun(n) and (befell or is_agent(n))
            and n.lemma_.lower() not in _OCCASIONS
        ]  # fmt: skip
