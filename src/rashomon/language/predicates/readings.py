"""A frame → the type that grammar settles without the model: an act for sure, or none.

The one idea: the model weighs words, and words mislead where an idiom, a verb of speech or a theme stands in
for an act ("pulled the trigger", "told reporters", "the fight against terrorism"). What a reader settles by
grammar alone is settled here, first; everything else is the model's.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from rashomon.knowledge.plover import NONE
from rashomon.language.frames import Frame, frame, governor_of, is_negated, meanings_of
from rashomon.language.names.nominals import noun_kind
from rashomon.language.parties.agents import PEOPLE, is_doer_noun
from rashomon.language.parties.blame import claimants
from rashomon.language.parties.munitions import LANDING, is_munition, landing_type, striking
from rashomon.language.parties.nouns import is_behind
from rashomon.language.parties.subjects import claim_of, subject_of
from rashomon.language.phrases import is_land, person_nouns
from rashomon.language.predicates.constructions.table import BREAKING, type_of
from rashomon.language.predicates.naming import condemning_type
from rashomon.language.predicates.phrases import courtesy, ended_arming, ended_fighting, no_act, no_act_noun
from rashomon.language.predicates.plain import plain_verb_type
from rashomon.language.predicates.senses import other_sense
from rashomon.language.predicates.types import composed_type, noun_type
from rashomon.language.predicates.verbal import verbal_type
from rashomon.language.saying import saying

#: Verbs that tell words, not acts, unless an infinitive follows ("told them to leave").
_TELLING = saying("words")
_ASKING = frozenset({"ask"})
_CASUALTY = frozenset("kill wound injure murder slay massacre behead maim martyr".split())
_HITTING = frozenset("hit strike explode detonate tear pound rip pepper".split())
_STRIKERS = frozenset(
    """worker docker teacher nurse pilot driver miner employee staff union crew doctor labourer laborer stevedore
    student conductor controller porter trucker""".split()
)
_STRUGGLES = frozenset("fight war battle struggle combat campaign fighting crusade".split())
_WHOM = frozenset({"dobj", "nsubjpass", "dative"})
_THEMES = frozenset("cooperation coordination collaboration partnership relation tie effort dialogue".split())
_BOOSTING = frozenset(
    """boost expand strengthen reinforce deepen promote enhance develop increase intensify improve continue
    widen bolster""".split()
)
_RESOLVE = frozenset("determination resolve commitment readiness".split())
_RULES = frozenset("breach contravention violation infringement".split())
_MATERIAL = frozenset({"aid", "goods", "money", "weapon", "refuge", "victims", "refugee", "troops"})
_GIVING = frozenset("give provide offer supply present submit produce".split())
_ENDS = frozenset("cessation end halt stop termination cause origin outbreak".split())


def settled(found: Frame) -> str | None:
    """The type, NONE for no act, or None where the model is to say."""
    for rule in _VERBS if found.part == "V" else _NOUNS:
        type = rule(found)
        if type is not None:
            return type
    return None


def _is_infinitive(word: Token | None) -> bool:
    return word is not None and any(c.dep_ == "aux" and c.lower_ == "to" for c in word.children)


def _has_object(found: Frame) -> bool:
    return found.object is not None and found.object.dep_ in _WHOM


def _speech(found: Frame) -> str | None:
    """ "told reporters", "insists nobody was hurt"; "when asked about it"."""
    lemma = found.keys[-1]
    if lemma in _CLAIMING and _blames_another(found):
        return "ACCUSE"
    if lemma == "claim" and found.object is not None and found.object.lemma_.lower() == "life":
        return "ASSAULT"
    if lemma == "admit" and found.object is not None and any(m.name == "refugee" for m in meanings_of(found.object)):
        return "AID"
    if claim_of(found.word) is not None:  # CAMEO 015, a statement: the deed that is claimed tells the act
        return NONE
    if (lemma in _QUESTIONING and _is_question(found)) or (lemma == "remind" and not _is_infinitive(found.complement)):
        return NONE
    if lemma == "agree" and found.complement is not None and _is_so(found.complement):
        return NONE
    if lemma in _PROPOSING and found.complement is not None and _has_own_subject(found.complement):
        return NONE
    if lemma in _WISHING and found.complement is not None and found.complement.lemma_.lower() in _LEARNING:
        return NONE  # "want to know who ordered it"
    if lemma in _WANTING and _is_subjunctive(found.complement):
        return "REQUEST"
    if lemma in _PROCLAIMING and composed_type(found) == "CONCEDE":
        return None  # "announced a ceasefire": done by being told
    if lemma == "conclude" and found.object is not None and any(m.name == "deal" for m in meanings_of(found.object)):
        return composed_type(found)  # "a treaty was concluded"
    if lemma in _TELLING:
        return None if _is_infinitive(found.complement) and lemma == "tell" else NONE
    if lemma == "assure" and found.object is not None and found.object.lower_ == "you":
        return NONE  # "I can assure you": no promise
    if lemma in _ASKING and (found.passive or found.object is None) and not _wanted(found):
        return NONE
    return None


_PROCLAIMING = frozenset({"announce", "proclaim"})


def _protest_of_state(found: Frame) -> str | None:
    """ "Tokyo protested to Beijing", "the ministry issued a strong protest": in words, not in the street."""
    noun = found.object
    held = noun is not None and noun.dep_ == "dobj" and noun.lemma_.lower() == "protest"
    if found.keys[-1] != "protest" and not (held and any(m.name == "light" for m in found.meanings)):
        return None
    doer = subject_of(found.word)
    state = doer is not None and doer.ent_type_ == "GPE" and is_land(doer.text)
    if doer is None or not (state or doer.lemma_.lower() in _OF_STATES or doer.lower_ in _OF_STATES):
        return None
    return "ACCUSE"


_OF_STATES = frozenset(
    "ministry government embassy consulate cabinet kremlin department ambassador envoy minister secretary".split()
)


def _is_so(clause: Token) -> bool:
    """ "both sides agree that five were captured": what is or was so is said to be, not agreed on."""
    if clause.dep_ != "ccomp":
        return False
    if clause.lemma_ == "be" and any(c.dep_ in ("nsubj", "expl") for c in clause.lefts):
        return True  # "agreed that there will be work", "that our first priority must be this"
    aux = [c for c in clause.children if c.dep_ in ("aux", "auxpass")]
    return any(word.tag_ in ("VBD", "VBZ", "VBP") for word in (clause, *aux)) and all(c.tag_ != "MD" for c in aux)


_WISHING = frozenset("want wish like need love".split())
_LEARNING = frozenset("know understand hear learn see find believe".split())
_WANTING = frozenset("ask demand insist".split())


def _is_subjunctive(clause: Token | None) -> bool:
    """ "asked that she be heard", "insists that the troops leave now": what shall be, not what is."""
    if clause is None or clause.dep_ != "ccomp" or not any(c.lower_ == "that" for c in clause.lefts):
        return False
    helping = [c for c in clause.lefts if c.dep_ in ("aux", "auxpass")]
    subject = next((c for c in clause.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    if helping:
        return helping[0].lower_ in ("be", "should")
    plain = clause.tag_ == "VB" or (clause.tag_ == "VBP" and clause.head.tag_ == "VBD")
    return plain and subject is not None and subject.pos_ != "PRON"


_QUESTIONING = frozenset("ask demand wonder question".split())


def _is_question(found: Frame) -> bool:
    """ "asked how it was done", "demanded whether they knew", "asked a question": who asks this wants to be told."""
    if found.object is not None and found.object.lemma_.lower() == "question" and found.object.dep_ == "dobj":
        return True
    below = found.complement
    if below is None or below.dep_ != "ccomp" or _is_infinitive(below):
        return False
    return any(
        c.tag_ in ("WRB", "WP", "WDT") or (c.dep_ == "mark" and c.lower_ in ("if", "whether")) for c in below.lefts
    )


#: What somebody else should do is proposed: an appeal, which PLOVER drops; an offer says what one does oneself.
_PROPOSING = frozenset({"propose", "suggest", "recommend", "advise"})


def _has_own_subject(word: Token) -> bool:
    return word.dep_ == "ccomp" and any(
        c.dep_ in ("nsubj", "nsubjpass") and c.pos_ in ("NOUN", "PROPN") for c in word.children
    )


_CLAIMING = frozenset({"claim", "allege", "contend", "charge", "insist", "maintain", "assert"})
_HARMFUL = frozenset({"ASSAULT", "COERCE", "THREATEN"})


def _blames_another(found: Frame) -> bool:
    """ "claimed that the rebels had shelled the town": an act of force laid to somebody else."""
    if found.complement is None or found.complement.dep_ != "ccomp":
        return False
    doer, speaker = subject_of(found.complement), subject_of(found.word)
    named = doer is not None and doer.pos_ in ("NOUN", "PROPN") and not is_weapon(doer)
    return named and speaker is not None and speaker != doer and composed_type(frame(found.complement)) in _HARMFUL


def _helping(found: Frame) -> str | None:
    """To help do harm is harm: "helped to plan the killings"."""
    if found.keys[-1] not in ("help", "assist", "contribute") or found.complement is None:
        return None
    if found.object is not None and found.object.dep_ == "dobj":  # whom one helps to do it
        return None
    below = [frame(word) for word in (found.complement, *found.complement.conjuncts)]
    held = [composed_type(inner) or (noun_type(inner.object) if inner.object is not None else None) for inner in below]
    return next((type for type in held if type in ("ASSAULT", "COERCE")), None)


def _wanted(found: Frame) -> bool:
    return _is_infinitive(found.complement) or any(prep in ("for", "to") for prep, _ in found.oblique)


def _warning(found: Frame) -> str | None:
    """A warning that something is so is a statement; that something will follow, a threat."""
    if found.keys[-1] != "warn" or found.complement is None or found.complement.dep_ != "ccomp":
        return None
    tenses = {c.lower_ for c in found.complement.children if c.dep_ == "aux"}
    return None if tenses & {"will", "would", "could", "may", "might", "shall", "wo", "'ll"} else NONE


def _modifier(found: Frame) -> str | None:
    """A participle joined to an adjective before a noun describes the noun: "a decisive and crushing blow"."""
    word = found.word
    if word.dep_ == "conj" and word.head.dep_ in ("amod", "nmod") and word.tag_ in ("VBG", "VBN", "JJ"):
        return NONE
    if word.dep_ == "amod" and word.tag_ == "VBG":
        return NONE
    return NONE if word.dep_ in ("case", "mark", "prep", "punct") else None


def _idiom(found: Frame) -> str | None:
    """Phrases of a verb and its object or preposition whose meaning no single word has."""
    lemma, noun = found.keys[-1], found.object.lemma_.lower() if found.object is not None else ""
    if lemma == "pull" and noun == "trigger":
        return "ASSAULT"
    if lemma == "pursue" and noun and not _is_live(_antecedent(found)):
        return NONE
    if lemma == "commit" and (found.passive or found.object is None):
        return NONE
    if lemma in _FOILING and found.object is not None and noun_type(found.object) == "ASSAULT":
        return NONE
    if lemma == "provide" and not noun and (found.complement is None or found.complement.dep_ == "ccomp"):
        return NONE
    if lemma in _SHOWING and noun in ("commitment", "support", "determination", "readiness", "willingness"):
        return NONE
    if noun in ("noose", "screw", "belt") or (lemma == "call" and _is_naming(found)):
        return NONE
    if lemma == "leave" and found.object is not None and _described(found):
        return NONE
    if lemma == "agree" and found.object is None and "agree_on" in found.keys:
        return "AGREE"
    return NONE if lemma == "stop" and found.complement is not None and _leads_nowhere(found.complement) else None


_FOILING = frozenset("thwart foil block prevent avert frustrate scupper stop repel".split())
_SHOWING = frozenset("demonstrate show reflect indicate prove illustrate signal underscore".split())


def _antecedent(found: Frame) -> Token | None:
    relative = found.object is not None and found.object.lower_ in ("which", "that", "who")
    return found.word.head if relative and found.word.dep_ == "relcl" else found.object


def _is_naming(found: Frame) -> bool:
    """ "calls the guard a counterterror force": a second noun phrase says what somebody is called."""
    if any(c.dep_ in ("oprd", "attr") for c in found.word.rights):
        return not any(c.dep_ == "oprd" and c.pos_ == "ADJ" for c in found.word.rights)
    noun = found.object
    if noun is None:
        return False
    return any(c.dep_ == "det" and c.lower_ in ("a", "an") and any(b.i < c.i for b in noun.lefts) for c in noun.lefts)


def _described(found: Frame) -> bool:
    """ "left 40 ships waiting", "left them homeless": what somebody is left in, not a departure."""
    if found.object is not None and found.object.lower_ in ("dead", "injured", "wounded", "homeless"):
        return True
    words = [*found.word.children, *(found.object.children if found.object is not None else ())]
    return any(
        c.i > found.word.i and (c.dep_ in ("oprd", "acomp", "xcomp", "ccomp") or (c.dep_ == "acl" and c.tag_[0] == "V"))
        for c in words
    )


def _leads_nowhere(complement: Token) -> bool:
    return complement.tag_ == "VBG" and not any(m.type for m in meanings_of(complement))


def _is_live(noun: Token | None) -> bool:
    return noun is not None and (
        bool(noun.ent_type_) or noun.pos_ == "PRON" or any(m.name in _LIVE for m in meanings_of(noun))
    )


_LIVE = PEOPLE - {"court"}


def _shown_off(found: Frame) -> str | None:
    """ "sent 71 warplanes towards Taiwan", "test-fired a missile": what is shown to somebody is given to nobody."""
    if "test_fire" in found.keys:
        return "MOBILIZE"
    armed = found.object is not None and any(m.name in ("weapon", "troops") for m in meanings_of(found.object))
    near = any(prep in _TOWARDS for prep, _ in found.oblique)
    return "MOBILIZE" if armed and near and found.keys[-1] in ("send", "fly", "dispatch", "scramble") else None


_TOWARDS = frozenset("toward towards near around past across off".split())


def _giving(found: Frame) -> str | None:
    """What gives no goods is no aid: an order, evidence, details, condolences."""
    if found.keys[-1] not in _GIVING or found.object is None:
        return None
    noun = found.object
    if noun.dep_ not in _WHOM and found.word.dep_ != "acl":
        return None
    names = {m.name for m in meanings_of(noun)}
    if noun.lemma_.lower() in ("evidence", "proof", "testimony") and _is_against(noun, found):
        return "ACCUSE"
    if noun.lemma_.lower() in _NO_GOODS:
        return NONE
    if found.word.dep_ == "acl" and found.passive and not names & _MATERIAL:
        return NONE
    return None


_NO_GOODS = frozenset(
    """number toll total evidence proof detail condolence order account statistic figure indication sign hint
    impression reason sense idea
    notice advice glimpse answer example view opinion analysis commentary insight clue""".split()
)


def _is_against(noun: Token, found: Frame) -> bool:
    preps = [c for word in (noun, found.word) for c in word.rights if c.dep_ == "prep"]
    return any(c.lower_ == "against" for c in preps)


def _arming(found: Frame) -> str | None:
    """To arm or reinforce somebody else is material help; to reinforce ties is nothing done yet."""
    lemma = found.keys[-1]
    if lemma in _BOOSTING and found.object is not None and found.object.lemma_.lower() in _THEMES:
        return NONE
    if lemma == "arm" and found.passive and subject_of(found.word) is None:
        return NONE  # "inmates armed with pistols": how they are
    if lemma == "arm" and found.object is not None and found.object.dep_ in _WHOM and _is_live(found.object):
        return "AID"
    return None


def _supplied(found: Frame) -> str | None:
    """Weapons dropped for somebody are help."""
    if found.keys[-1] not in ("drop", "airdrop", "parachute") or found.object is None:
        return None
    preps = [c for word in (found.word, found.object) for c in word.rights if c.dep_ in ("prep", "dative")]
    helped = any(c.lower_ in ("for", "to") and all(n.ent_type_ != "DATE" for n in c.children) for c in preps)
    given = any(m.name in ("weapon", "goods", "aid") for m in meanings_of(found.object))
    return "AID" if helped and given and not found.negated else None


def _forswearing(found: Frame) -> str | None:
    """ "promised never to use the bomb": harm forsworn is agreed to, not refused."""
    below = found.complement
    if below is None or not any(m.type == "AGREE" for m in found.meanings) or found.negated:
        return None
    inner = frame(below)
    held = inner.object
    if not inner.negated or inner.keys[-1] not in _USING or held is None:
        return None
    return "AGREE" if any(m.name in ("weapon", "poisons", "explosives") for m in meanings_of(held)) else None


_USING = frozenset("use fire test deploy develop build acquire drop launch make possess spread sell".split())


def _weapons(found: Frame) -> str | None:
    """What shells and rockets do to a place is an assault, whoever fired them."""
    if found.keys[-1] in LANDING:
        return landing_type(found) or NONE if striking(found.word) is not None else None
    if found.keys[-1] not in _HITTING:
        return None
    own = (c for c in found.word.lefts if c.dep_ == "nsubj")  # a past that is taken for a participle has one
    subject = subject_of(found.word) or next(own, None)
    if subject is None:
        return None
    flown = subject.lemma_.lower() in _FLOWN and _has_object(found)
    weapon = is_weapon(subject) or is_munition(subject)
    return "ASSAULT" if flown or (weapon and (_has_object(found) or found.oblique)) else None


_FLOWN = frozenset("warplane jet drone bomber gunship helicopter aircraft plane fighter".split())


def is_weapon(noun: Token) -> bool:
    """Whether a noun is a thing that is fired, dropped or thrown."""
    return any(m.name in ("weapon", "heavy", "explosives") for m in meanings_of(noun)) and noun.pos_ == "NOUN"


def _harm(found: Frame) -> str | None:
    """People killed or wounded by others; a bus station blasted."""
    lemma, noun = found.keys[-1], found.object
    beside = found.complement is None or (found.passive and found.complement.dep_ == "pcomp")
    hurt = lemma == "hurt" and noun is not None and noun.lemma_.lower() in person_nouns()
    if (lemma in _CASUALTY or hurt) and noun is not None and (found.passive or noun.dep_ in _WHOM) and beside:
        return "ASSAULT"
    if lemma == "blast" and noun is not None and not _is_live(noun):
        people = noun_kind(noun) in ("person", "organization") or noun.lower_ in ("media", "press")
        return "ACCUSE" if people and not any(is_weapon(n) for _, n in found.oblique) else "ASSAULT"
    return None


def _background(found: Frame) -> str | None:
    """ "has always been opposed to": what holds at all times is no act."""
    if any(c.dep_ in ("advmod", "neg") and c.lower_ == "always" for c in found.word.children):
        return NONE
    return None


def _work_stop(found: Frame) -> str | None:
    """A strike by workers, or in a text about their strike, is a protest; a word for its end is not one more act."""
    subject = next((c for c in found.word.children if c.dep_ in ("nsubj", "nsubjpass", "dobj")), None)
    about = subject is not None and subject.lemma_.lower() == "strike" and is_work_stop(subject)
    if found.keys[-1] in ("end", "begin", "continue", "start", "last") and about:
        return "PROTEST" if found.object == subject else NONE
    held = found.object if any(m.name in ("light", "aspect") for m in found.meanings) else None
    if held is not None and held.lemma_.lower() == "strike" and is_work_stop(held):
        return "PROTEST"
    if subject is not None and not found.passive and _is_shut_by_strike(found.word, subject):
        return "PROTEST"
    stopped = found.keys[-1] == "strike" or "walk_out" in found.keys
    if stopped and subject is not None and subject.lemma_.lower() in _STRIKERS and not found.object:
        return "PROTEST"
    return None


_BEGINNING = frozenset("begin start stage hold call launch".split())


def _is_of_trade(doer: Token) -> bool:
    """ "bakers", "porters": people who work, and no fighters."""
    fighting = any(m.name in ("troops", "police", "rebels", "leader") for m in meanings_of(doer))
    return doer.pos_ == "NOUN" and not fighting and (doer.lemma_.lower() in person_nouns() or is_doer_noun(doer))


def _is_shut_by_strike(verb: Token, subject: Token) -> bool:
    """ "strike shuts port": only work that is stopped shuts anything; whose strike it is, is told by itself."""
    if verb.lemma_.lower() not in _SHUTTING or subject.lemma_.lower() != "strike":
        return False
    shut = any(c.dep_ == "dobj" for c in verb.rights)
    return shut and not any(c.dep_ in ("poss", "compound", "nmod", "amod") for c in subject.lefts)


_SHUTTING = frozenset("shut close shutter ground paralyse paralyze cripple idle".split())


def _strike(found: Frame) -> str | None:
    if found.keys[-1] != "strike":
        return None
    return "PROTEST" if noun_type(found.word) == "PROTEST" or is_work_stop(found.word) else None


def _dismissal(found: Frame) -> str | None:
    """ "fired the director on Tuesday": whom one fires is dismissed; shots are fired at him."""
    fired = found.object
    if found.keys[-1] != "fire" or fired is None or fired.dep_ not in ("dobj", "nsubjpass"):
        return None
    person = (fired.ent_type_ == "PERSON" and fired.is_alpha) or fired.lemma_.lower() in person_nouns()
    return "SANCTION" if person and not any(prep in ("at", "into") for prep, _ in found.oblique) else None


def _scolding(found: Frame) -> str | None:
    """ "blasted the report", "Mayor blasted over flood": in words."""
    if found.keys[-1] not in ("blast", "slam"):
        return None
    told = found.object is not None and found.object.lemma_.lower() in _WORDS
    over = found.object is None and any(prep in ("over", "for") for prep, _ in found.oblique)
    return "ACCUSE" if told or over else None


_WORDS = frozenset(
    """story report article claim rumour rumor decision plan policy proposal idea critic comment remark bill law
    verdict ruling statement move""".split()
)


def _air_raid(found: Frame) -> str | None:
    """ "bombing raids", "were killed in a raid on the town": no police came."""
    if found.keys[-1] != "raid":
        return None
    by_air = any(c.lower_ in _FROM_AFAR for c in found.word.lefts)
    prep = found.word.head
    own = any(c.dep_ == "relcl" for c in found.word.rights)  # "in a raid that they carried out"
    deadly = not own and prep.lower_ in ("in", "by", "during") and prep.head.lemma_.lower() in _CASUALTY
    if prep.lower_ in ("in", "by", "during") and prep.head.lemma_.lower() in _SAVED:
        return NONE  # "were freed in a raid": the verb tells what was done
    return "ASSAULT" if by_air or deadly else None


_SAVED = frozenset({"free", "rescue", "release"})


_FROM_AFAR = frozenset("bombing air aerial bomber drone missile commando rocket".split())


def is_work_stop(noun: Token) -> bool:
    """Whether a strike is one of workers: by its owners, by what it is over, or by what the text is about."""
    around = [c for c in noun.subtree if c.pos_ in ("NOUN", "PROPN")]
    verb = noun.head
    if noun.dep_ == "dobj" and noun.tag_ == "NN" and (doer := subject_of(verb)) is not None:
        around += [doer]
        begun = verb.lemma_.lower() in _BEGINNING and any(c.lower_ in ("a", "an") for c in noun.lefts)
        if begun and doer.tag_ == "NNS" and _is_of_trade(doer):
            return True
    if noun.dep_ == "pobj" and noun.head.lower_ == "on" and not noun.n_lefts:  # "went on strike"
        return True
    if any(c.lemma_.lower() in _STRIKERS or c.lemma_.lower() == "pay" for c in around):
        return True
    if noun.dep_ == "nsubj" and _is_shut_by_strike(noun.head, noun):
        return True
    return is_about_labour(noun.doc) and not any(m.name == "aerial" for m in meanings_of(noun))


def is_about_labour(doc: Doc) -> bool:
    """Whether a text speaks of workers and their strike, and of no weapons."""
    words = [word.lemma_.lower() for word in doc]
    labour = sum(w in ("union", "pay", "wage", "docker", "walkout", "striker", "worker") for w in words)
    force = sum(w in ("missile", "airstrike", "rocket", "shell", "troop", "bomb", "militant", "army") for w in words)
    return labour >= 2 and force == 0


def _swap(found: Frame) -> str | None:
    """Prisoners swapped are let go by both."""
    if found.keys[-1] not in _SWAPPING or not _has_object(found) or found.object is None or found.negated:
        return None
    return "RETREAT" if any(m.name == "prisoner" for m in meanings_of(found.object)) else None


_SWAPPING = frozenset("exchange swap trade".split())


def _undergone(found: Frame) -> str | None:
    """What happens of itself or is an act's effect: the wounded treated, families who left, trade a strike stops."""
    lemma, subject = found.keys[-1], next((c for c in found.word.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return None
    if lemma == "treat" and found.passive and not any(c.dep_ == "agent" for c in found.word.children):
        return NONE
    names = {m.name for m in meanings_of(subject)}
    if lemma in ("leave", "flee") and (names & {"victims", "refugee"} or subject.lemma_.lower() in _DWELLERS):
        return NONE
    return NONE if lemma in _STOPPING and subject.pos_ == "NOUN" and noun_type(subject) is not None else None


_DWELLERS = frozenset("people family resident villager civilian person inhabitant thousand hundred".split())
_STOPPING = frozenset("stop halt paralyse paralyze disrupt cripple suspend affect".split())


def _over(found: Frame) -> str | None:
    """ "the summit ended without a result": that talks are over is no act of its own."""
    subject = next((c for c in found.word.children if c.dep_ == "nsubj"), None)
    if found.keys[-1] not in ("end", "close", "conclude", "finish", "break", "start", "begin") or _has_object(found):
        return None
    return NONE if subject is not None and noun_type(subject) == "CONSULT" else None


def _theme(found: Frame) -> str | None:
    """A struggle or a cooperation that is only the theme of what is said or boosted."""
    word, lemma = found.word, found.keys[-1]
    if lemma in _STRUGGLES and (noun_type(word) is None or word.dep_ in ("pobj", "conj", "dobj", "appos")):
        return NONE if not _is_dated(word) and not any(c.lower_ == "between" for c in word.rights) else None
    above = governor_of(word)
    if lemma in _THEMES and above is not None and above.lemma_.lower() in _BOOSTING and above.tag_ in ("VBG", "VB"):
        return NONE
    if lemma in _RULES and _is_of_truce(word):
        return "ASSAULT" if any(c.dep_ == "nummod" for c in word.lefts) else None
    if lemma in _RESOLVE or lemma in _RULES:
        return NONE
    if _is_truce(word) and _is_only_there(word):
        return NONE
    if word.lower_ == "protest" and word.dep_ == "pobj" and word.head.lower_ == "in" and not word.n_lefts:
        return NONE  # "resigned in protest": why it is done
    if word.dep_ == "pobj" and word.head.lower_ == "of" and word.head.head.lemma_.lower() in _ENDS:
        return NONE
    if word.lower_ == "protest" and word.dep_ == "pobj" and word.head.head.lemma_.lower() in ("note", "letter"):
        return NONE  # a state's, told by the verb that hands it over
    return None


def _is_truce(noun: Token) -> bool:
    return any(m.name == "ceasefire" for m in meanings_of(noun))


def _is_of_truce(noun: Token) -> bool:
    """ "41 violations of the ceasefire", "ceasefire breaches"."""
    within = [*noun.lefts, *(n for c in noun.rights if c.lower_ == "of" for n in c.children)]
    return any(_is_truce(word) for word in within)


def _is_only_there(truce: Token) -> bool:
    """ "used the truce to rearm", "broke the truce", "within an hour of the truce", "violations of the ceasefire": one
    that is there already.
    """
    verb = truce.head
    if truce.dep_ in ("dobj", "nsubjpass"):
        return verb.lemma_.lower() in _PROFITING | BREAKING
    if truce.dep_ != "pobj":
        return False
    of = verb.lower_ == "of" and (verb.head.lemma_.lower() in _RULES or verb.head.ent_type_ == "TIME")
    return of or (verb.lower_ in ("during", "since", "despite") and verb.head.pos_ == "VERB")


_PROFITING = frozenset("use exploit accuse".split())


def _is_dated(noun: Token) -> bool:
    return any(word.ent_type_ in ("DATE", "TIME") for word in noun.subtree)


def _phone(found: Frame) -> str | None:
    """A call is a talk by phone unless it calls for something."""
    word = found.word
    if found.keys[-1] != "call":
        return None
    after = next((c for c in word.rights if not c.is_punct), None)
    if any(c.lower_ in ("phone", "telephone", "video") for c in word.lefts):
        return "CONSULT"
    if after is not None and after.dep_ in ("acl", "relcl", "ccomp", "advcl") and _is_said(after):
        return "REQUEST"  # "calls for him to run", "his call that all respect it"
    if after is not None and after.lower_ == "for" and after.dep_ == "prep" and not _is_day(after):
        return NONE  # "withdrew its call for his dismissal": what is called for is told for itself
    if any(c.dep_ == "prep" and c.lower_ in ("for", "on", "to") and not _is_day(c) for c in word.rights):
        return None
    if any(c.dep_ in ("acl", "relcl", "xcomp") for c in word.rights):
        return None
    return "CONSULT"


def _is_said(clause: Token) -> bool:
    """ "that all parties respect it", "for him to run": a clause with a subject of its own."""
    that = any(c.lower_ in ("that", "for") and c.dep_ == "mark" for c in clause.lefts)
    return that and any(c.dep_ in ("nsubj", "nsubjpass") for c in clause.lefts)


def _is_day(prep: Token) -> bool:
    return any(c.ent_type_ in ("DATE", "TIME", "ORDINAL") for c in prep.children)


def _sent_home(found: Frame) -> str | None:
    """ "the expulsion of two Danes": nationals are told to go as such; in a text about diplomats it is they."""
    if found.keys[-1] != "expulsion":
        return None
    if found.object is not None and found.object.ent_type_ == "NORP" and found.object.tag_ in ("NNS", "NNPS"):
        return "SANCTION"
    about = sum(word.lemma_.lower() in _DIPLOMATIC for word in found.word.doc)
    return "SANCTION" if about >= 2 else None


_DIPLOMATIC = frozenset("diplomat embassy consul consulate attaché attache ambassador envoy mission grata".split())


def _resignation(found: Frame) -> str | None:
    """ "accepted her resignation", "tendered his resignation": he is gone, or on his way."""
    word = found.word
    if found.keys[-1] != "resignation" or word.dep_ not in ("dobj", "nsubjpass") or found.negated:
        return None
    whose = any(c.dep_ == "poss" for c in word.lefts) or any(c.lower_ == "of" for c in word.rights)
    return "RETREAT" if whose and word.head.lemma_.lower() in _HANDING_IN and not is_negated(word.head) else None


_HANDING_IN = frozenset("accept tender submit announce hand present".split())


def _violence(found: Frame) -> str | None:
    """ "the shelling of the town", "a missile attack on the airfield": named with its target, it happened."""
    if found.keys[-1] == "raid" and noun_type(found.word) == "COERCE":
        return "COERCE"
    if not any(m.type == "ASSAULT" for m in found.meanings) or found.keys[-1] in _STRUGGLES:
        return None
    if found.word.tag_ not in ("NN", "NNS") or noun_type(found.word) != "ASSAULT":
        return None
    aimed = any(
        c.dep_ == "prep" and c.lower_ in ("on", "against", "of", "at") and any(_is_target(n) for n in c.children)
        for c in found.word.rights
    )
    # "its fighters were behind the blast", "the group claimed the blast"
    if is_behind(found.word.head) or claimants(found.word):
        return "ASSAULT"
    return "ASSAULT" if aimed and any(c.lower_ == "the" or c.dep_ == "poss" for c in found.word.lefts) else None


def _is_target(noun: Token) -> bool:
    known = meanings_of(noun)
    return noun.dep_ == "pobj" and noun.ent_type_ not in ("DATE", "TIME") and not any(m.type for m in known)


_VERBS = (
    _shown_off, _modifier, _dismissal, _scolding, _protest_of_state, type_of, condemning_type,
    courtesy, other_sense, verbal_type, ended_fighting, no_act, _helping,
    _speech, _warning, _background, _idiom, _giving, _arming, _supplied, _forswearing, _weapons, _work_stop, _swap,
    _over, _undergone, _harm, plain_verb_type,
)  # fmt: skip
_NOUNS = (
    _modifier, _air_raid, type_of, _sent_home, other_sense, verbal_type, no_act_noun, ended_arming, _theme, _strike,
    _phone, _violence, _resignation,
)  # fmt: skip
