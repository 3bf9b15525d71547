"""A frame → the type of a deed told by a verb of many senses, as who does it and to what decides: turned back a
convoy, dismissed a general, walked out of parliament, paid the kidnappers.

The one idea: a claim is dismissed and so is a minister; a driver turns back, and guards turn him back; anybody walks
out of a shop, deputies out of a sitting. The doer and the object settle what the verb leaves open.
"""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.language.frames import FIGHTERS, Frame, is_of_class, meanings_of
from rashomon.language.parties.nouns import of_phrase
from rashomon.language.parties.subjects import doers_of, subject_of
from rashomon.language.phrases import is_land, person_nouns
from rashomon.language.predicates.deeds import is_official, is_people
from rashomon.language.predicates.plain import is_somebody

_DISMISSING = frozenset({"dismiss", "sack", "suspend"})
_RELIEVING = frozenset({"relieve", "strip", "remove"})
_POSTS = frozenset("post duty command office position job portfolio rank".split())
_TURNING = frozenset({"turn"})
_BACK = frozenset({"back", "away"})
_MOVING = frozenset(
    """convoy lorry truck bus car vehicle train boat ship vessel ferry trawler plane flight barge cargo shipment
    coach""".split()
)
_PICKETS = frozenset("picket striker protester protestor demonstrator blockader".split())
_WALKING = frozenset({"walk", "storm"})
_DEPUTIES = frozenset(
    """deputy lawmaker mp senator member delegate legislator councillor councilman opposition congressman party mep
    parliamentarian""".split()
)
_SITTINGS = frozenset(
    "parliament chamber assembly session debate house vote sitting senate congress council hall".split()
)
_PAYING = frozenset({"pay"})
_TAKERS = frozenset("kidnapper abductor hijacker captor pirate bandit hostage-taker blackmailer extortionist".split())
_REPELLING = frozenset("repel repulse beat fend ward fight".split())
_OFF = frozenset({"back", "off"})
_FIGHTING = frozenset({"troops", "rebels"})
_CROSSING = frozenset({"cross"})
_FLEEING = frozenset({"flee", "escape", "cross"})
_BORDERS = frozenset({"border", "frontier"})
_SHELTER = frozenset("asylum refuge sanctuary".split())
_GRILLING = frozenset({"grill"})
_VOTING = frozenset("pass carry approve adopt table file lodge back submit".split())
_VOTES = frozenset({"vote", "motion"})
_SHOOTING = frozenset({"fire", "shoot"})
_ROUNDS = frozenset("shot round bullet volley salvo".split())
_HITTING = frozenset("hit strike target cripple paralyse paralyze".split())
_WRECKING = frozenset("damage wreck shatter gut".split())
_BURNING = frozenset({"set"})
_CHASING = frozenset("chase drive".split())
_GOING = frozenset({"go"})
_CONFIRMING = frozenset({"confirm"})
_PLACING = frozenset({"place", "put"})
_INQUIRIES = frozenset({"investigation", "inquiry", "enquiry"})
_FENCING = frozenset({"build", "erect", "put"})
_FENCES = frozenset({"fence", "wall", "barrier"})
_LIFTING = frozenset("lift winch pluck move bring take".split())
_CONCEDING = frozenset({"concede"})
_RIVALS = frozenset("candidate opposition party challenger rival contender".split())
_ARRIVING = frozenset({"enter", "reach", "arrive"})
_SIGNING = frozenset({"sign", "initial", "ratify"})
_NOTING = frozenset("hand deliver present lodge".split())
_NOTES = frozenset({"note", "protest", "letter", "demarche"})

_REFUGEES, _HACKING, _CROWD, _REBELS, _DEALS = (
    frozenset({name}) for name in ("refugee", "cyber", "protesters", "rebels", "deal")
)
#: Verbs that tell an act only by who does it to what.
VERBS = (
    _DISMISSING | _RELIEVING | _TURNING | _WALKING | _PAYING | _REPELLING | _FLEEING | _GRILLING | _VOTING | _NOTING
    | _SHOOTING | _SIGNING | _HITTING | _WRECKING | _BURNING | _CHASING | _GOING | _CONFIRMING | _ARRIVING | _PLACING
    | _FENCING | _LIFTING | _CONCEDING
)  # fmt: skip


def type_by_whom(found: Frame) -> str | None:
    """The type that doer and object give such a verb; None where they leave it open."""
    lemma = found.keys[-1]
    if found.part != "V" or lemma not in VERBS:
        return None
    return next((type for verbs, rule in _RULES if lemma in verbs and (type := rule(found)) is not None), None)


def parties_by_whom(found: Frame) -> tuple[list[Token], list[Token]] | None:
    """Who does it and to whom, where what stands behind is no party: a vote, a note, a border; else None."""
    if found.keys[-1] == "resignation" and found.part == "N" and (leaving := _resigning(found.word)):
        return leaving, []
    if found.part != "V" or found.keys[-1] not in VERBS:
        return None
    if found.keys[-1] in _FLEEING and _fled_abroad(found) is not None:
        return doers_of(found.word), []
    if found.keys[-1] in _VOTING and _censured(found) is not None:
        against = _condemning(found.object) if found.object is not None else []
        return doers_of(found.word), against or _behind(found, ("in", "against", "of"))
    if found.keys[-1] in _NOTING and _noted(found) is not None:
        return doers_of(found.word), _behind(found, ("to", "with"))
    if found.keys[-1] in _SHOOTING and (bow := _across_bow(found)) is not None:
        of = [n for c in bow.rights if c.lower_ == "of" for n in c.children]
        return doers_of(found.word), [c for c in bow.lefts if c.dep_ == "poss"] + of
    if found.keys[-1] in _REPELLING and _repelled(found) is not None:
        return doers_of(found.word), []
    return None


def between_whom(deal: Token | None) -> list[Token]:
    """Those "between" whom a treaty is, however deep the parse hangs them: "a treaty of friendship between A and B"."""
    within = deal.subtree if deal is not None else ()
    first = next((n for c in within if c.lower_ == "between" for n in c.children if n.dep_ == "pobj"), None)
    return [] if first is None else [first, *first.conjuncts]


def _resigning(resignation: Token) -> list[Token]:
    """ "the resignation of two ministers": who goes, whoever accepts it; none for "his resignation"."""
    of = next((n for c in resignation.rights if c.lower_ == "of" for n in c.children if n.dep_ == "pobj"), None)
    return [] if of is None else [of, *of.conjuncts]


def _dismissed(found: Frame) -> str | None:
    """ "dismissed two generals", "were dismissed by the board": not "dismissed him as a liar", nor a batsman for 40."""
    noun = found.object
    if noun is None or noun.dep_ not in ("dobj", "nsubjpass") or not _is_employed(noun):
        return None
    if found.keys[-1] == "suspend" and not is_of_class(noun, _IN_OFFICE):
        return None  # pupils and staff are suspended every day
    called = any(c.lower_ == "as" and c.dep_ == "prep" for word in (found.word, noun) for c in word.rights)
    runs = any(prep == "for" and n.like_num for prep, n in found.oblique)
    return None if called or runs else "SANCTION"


_IN_OFFICE = frozenset({"leader", "police", "troops", "court"})


def _is_employed(noun: Token) -> bool:
    """Whether a noun names people by their post, or somebody by his name."""
    named = noun.ent_type_ == "PERSON" and noun.pos_ == "PROPN"
    return named or ((noun.lemma_.lower() in person_nouns() or is_people(noun)) and noun.pos_ == "NOUN")


def _relieved(found: Frame) -> str | None:
    """ "was relieved of his post", "removed the governor from office"."""
    lost = {n.lemma_.lower() for prep, n in found.oblique if prep in ("of", "from")}
    if lost.isdisjoint(_POSTS) or not is_somebody(found.object) or found.negated:
        return None
    return None if any(word.lower_ == "coach" for word in found.word.sent) else "SANCTION"  # of a team


def _turned_back(found: Frame) -> str | None:
    """ "guards turned back a boat", "pickets turned away lorries", "were turned back at the border"."""
    noun = found.object
    if noun is None or found.negated or not any(c.lower_ in _BACK for c in found.word.rights):
        return None
    if not (is_people(noun) or noun.lemma_.lower() in _MOVING):
        return None
    doer = subject_of(found.word)
    if doer is None:
        there = {n.lemma_.lower() for _, n in found.oblique}
        return "COERCE" if found.passive and there & (_BORDERS | {"checkpoint", "airport", "port"}) else None
    if doer.lemma_.lower() in _PICKETS:
        return "PROTEST"
    armed = is_official(doer) or is_of_class(doer, _FIGHTING)
    return "COERCE" if armed or (doer.ent_type_ == "GPE" and is_land(doer.text)) else None


def _walked_out(found: Frame) -> str | None:
    """ "deputies walked out of parliament", "walked out in protest"."""
    if not any(c.lower_ == "out" for c in found.word.rights) or found.object is not None or found.negated:
        return None
    doer, of = subject_of(found.word), {n.lemma_.lower() for prep, n in found.oblique if prep in ("of", "in")}
    deputies = doer is not None and doer.lemma_.lower() in _DEPUTIES
    return "PROTEST" if deputies and of & (_SITTINGS | {"protest"}) else None


def _paid_ransom(found: Frame) -> str | None:
    """ "paid a ransom", "paid the kidnappers four million": what is yielded to force (CAMEO 08) is no aid (07)."""
    noun = found.object
    paid = noun is not None and "ransom" in {noun.lemma_.lower(), *(c.lemma_.lower() for c in noun.lefts)}
    given = [noun] if noun is not None else []
    given += [c for c in found.word.rights if c.dep_ == "dative"]
    given += [n for prep, n in found.oblique if prep in ("to", "for")]
    given += [n for c in found.word.rights if c.dep_ == "dative" for n in c.children]
    if found.word.tag_ == "VB" and not found.auxiliaries & {"did", "will", "would"}:
        return None  # "does not pay ransoms", "raised money to pay": what one never does, or is yet to do
    return "CONCEDE" if paid or any(n.lemma_.lower() in _TAKERS for n in given) else None


def _repelled(found: Frame) -> str | None:
    """ "our forces repelled the assault": those who beat one off fought, where nobody is named who made it."""
    noun, doer = found.object, subject_of(found.word)
    if noun is None or doer is None or noun.dep_ != "dobj" or not any(m.type == "ASSAULT" for m in meanings_of(noun)):
        return None
    alone = found.keys[-1] in ("repel", "repulse")
    if not alone and not any(c.lower_ in _OFF and c.dep_ in ("prt", "advmod") for c in found.word.rights):
        return None
    return "ASSAULT" if is_of_class(doer, FIGHTERS) and not of_phrase(noun, False)[0] and not found.negated else None


def _crossed(found: Frame) -> str | None:
    """ "troops crossed into Tarsk"; who "was seized upon crossing into it" is another."""
    doer = subject_of(found.word)
    if doer is None or found.object is not None or found.negated or found.word.dep_ == "pcomp":
        return None
    armed = is_of_class(doer, _FIGHTING) or doer.lemma_.lower() == "tank"
    return "MOBILIZE" if armed and any(prep == "into" and _is_ground(n) for prep, n in found.oblique) else None


def _fled_abroad(found: Frame) -> str | None:
    """ "fled across the border", "crossed into Tarsk and asked for asylum": somebody's flight from his own land."""
    doer = subject_of(found.word)
    if doer is None or found.negated or not (is_somebody(doer) or doer.lower_ == "who") or is_land(doer.text):
        return None
    if found.keys[-1] == "cross":
        if is_of_class(doer, _REFUGEES) and any(c.dep_ == "nummod" for c in doer.lefts):
            return "RETREAT" if any(prep == "into" and _is_ground(n) for prep, n in found.oblique) else None
        sought = any(w.lower_ in _SHELTER for w in found.word.subtree)
        return "RETREAT" if sought and any(prep == "into" and _is_ground(n) for prep, n in found.oblique) else None
    over = any(prep in ("across", "over") and n.lemma_.lower() in _BORDERS for prep, n in found.oblique)
    return "RETREAT" if over else None


def _is_ground(noun: Token) -> bool:
    return noun.ent_type_ in ("GPE", "LOC") or noun.lemma_.lower() in ("territory", "country", "province", "zone")


def _grilled(found: Frame) -> str | None:
    """ "senators grilled the minister": a hearing, no barbecue."""
    noun = found.object
    heard = noun is not None and noun.dep_ in ("dobj", "nsubjpass") and is_people(noun)
    return "ACCUSE" if heard and is_somebody(subject_of(found.word)) else None


def _censured(found: Frame) -> str | None:
    """ "passed a vote of no confidence in the government"."""
    noun = found.object
    if noun is None or noun.lemma_.lower() not in _VOTES:
        return None
    if _condemning(noun):
        return "ACCUSE"
    said = {word.lower_ for word in noun.subtree}
    return "ACCUSE" if {"no", "confidence"} <= said or "no-confidence" in said or "censure" in said else None


def _condemning(motion: Token) -> list[Token]:
    """ "a motion censuring the minister": whom it is against."""
    said = (c for c in motion.rights if c.dep_ == "acl" and c.lemma_.lower() in ("censure", "condemn", "criticise"))
    return [n for verb in said for n in verb.rights if n.dep_ == "dobj"]


def _noted(found: Frame) -> str | None:
    """ "handed a note of protest to the ministry"."""
    noun = found.object
    told = noun is not None and noun.lemma_.lower() in _NOTES and noun.dep_ in ("dobj", "nsubjpass")
    return "ACCUSE" if told and noun is not None and any(w.lower_ == "protest" for w in noun.subtree) else None


def _signed(found: Frame) -> str | None:
    """ "a trade agreement was signed", "it was signed by two ministers" of an agreement told of before."""
    noun = found.object
    if noun is None or noun.dep_ not in ("dobj", "nsubjpass") or found.negated or found.complement is not None:
        return None
    if any(word.dep_ == "aux" and word.tag_ in ("MD", "TO") for word in found.word.lefts):
        return None
    doer = subject_of(found.word)
    if doer is not None and doer.lower_ in ("he", "she", "i"):
        return None  # anybody signs papers
    if noun.pos_ == "PRON" and doer is not None:
        before = noun.doc[max(0, noun.i - _NEAR) : noun.i]
        return "SUPPORT" if any(_is_deal(word) for word in before) else None
    return "SUPPORT" if _is_deal(noun) and (doer is not None or between_whom(noun)) else None


#: How many words before a pronoun what it stands for is looked for.
_NEAR = 30


def _is_deal(noun: Token) -> bool:
    lasting = is_of_class(noun, _DEALS) and noun.lemma_.lower() != "contract"
    return noun.pos_ == "NOUN" and lasting


def _shot_at(found: Frame) -> str | None:
    """ "a vessel shot at the boat", "guards fired on the lorry"."""
    noun, doer = found.object, subject_of(found.word)
    if found.negated or not (noun is None or noun.lemma_.lower() in _ROUNDS):
        return None
    if _across_bow(found) is not None:
        return "ASSAULT"
    if noun is not None and noun.tag_ == "NN":
        return None  # "fired a shot at the goalkeeper"
    if doer is None or not (is_somebody(doer) or doer.lemma_.lower() in _MOVING or is_official(doer)):
        return None
    hit = (n for prep, n in found.oblique if prep in ("at", "on", "into"))
    return "ASSAULT" if any(is_people(n) or n.lemma_.lower() in _MOVING for n in hit) else None


def _across_bow(found: Frame) -> Token | None:
    """ "warning shots were fired across its bow": the bow; None elsewhere."""
    noun = found.object
    if noun is None or noun.lemma_.lower() not in _ROUNDS:
        return None
    return next((n for prep, n in found.oblique if prep == "across" and n.lemma_.lower() == "bow"), None)


def _hit_by_hackers(found: Frame) -> str | None:
    """ "was hit by a cyberattack": no blow."""
    doer = subject_of(found.word)
    return "COERCE" if found.passive and doer is not None and is_of_class(doer, _HACKING) else None


def _wrecked(found: Frame) -> str | None:
    """ "an explosion damaged the pipeline": what a deed of force does to a thing."""
    doer, noun = subject_of(found.word), found.object
    if doer is None or doer.pos_ != "NOUN" or noun is None or noun.dep_ not in ("dobj", "nsubjpass"):
        return None
    by_force = any(m.type == "ASSAULT" or m.name in ("explosives", "heavy") for m in meanings_of(doer))
    return "ASSAULT" if by_force and not found.negated else None


def _set_fire(found: Frame) -> str | None:
    """ "set fire to the car": a crowd protests by it."""
    doer = subject_of(found.word)
    if "set_fire" not in found.keys or found.negated or not is_somebody(doer):
        return None
    return "PROTEST" if is_of_class(doer, _CROWD) else "ASSAULT"


def _chased_away(found: Frame) -> str | None:
    """ "residents chased away the team"."""
    doer, off = subject_of(found.word), any(c.lower_ in ("away", "off", "out") for c in found.word.rights)
    if doer is None or not off or found.negated or found.object is None:
        return None
    if not (is_people(found.object) or is_somebody(found.object)):
        return None
    if is_official(doer):
        return "COERCE"
    return "PROTEST" if is_of_class(doer, _CROWD) else None


def _went_over(found: Frame) -> str | None:
    """ "the commander went over to the rebels"."""
    over = any(c.lower_ == "over" for c in found.word.rights)
    to = [n for prep, n in found.oblique if prep == "to"]
    sides = any(is_of_class(n, _REBELS) or n.lower_ in _SIDES for n in to)
    return "RETREAT" if over and sides and is_somebody(subject_of(found.word)) and not found.negated else None


_SIDES = frozenset({"enemy", "opposition", "government"})


def _brought(found: Frame) -> str | None:
    """ "aid lorries entered the camp", "a convoy carrying flour reached the town"."""
    doer = subject_of(found.word)
    if doer is None or doer.lemma_.lower() not in _MOVING or found.negated:
        return None
    cargo = [*doer.lefts, *(n for c in doer.rights if c.lemma_.lower() in ("carry", "of", "with") for n in c.subtree)]
    return "AID" if any(word.lemma_.lower() in _RELIEF for word in cargo) else None


_RELIEF = frozenset("aid relief food flour medicine humanitarian blanket tent wheat rice grain supply".split())


def _looked_into(found: Frame) -> str | None:
    """ "placed the deputy under formal investigation"."""
    under = any(prep == "under" and n.lemma_.lower() in _INQUIRIES for prep, n in found.oblique)
    return "ACCUSE" if under and found.object is not None and not found.negated else None


def _fenced_off(found: Frame) -> str | None:
    """ "put up a fence on its border with Tarsk"."""
    noun = found.object
    fence = noun is not None and noun.lemma_.lower() in _FENCES and noun.dep_ in ("dobj", "nsubjpass")
    there = any(word.lemma_.lower() in _BORDERS for word in found.word.subtree)
    built = found.word.tag_ in ("VBD", "VBN")  # of walls that are only talked of there is no end
    return "COERCE" if fence and there and built and not found.negated else None


def _brought_to_safety(found: Frame) -> str | None:
    """ "were moved to safety", "lifted 40 people off the roofs"."""
    noun = found.object
    if noun is None or noun.dep_ not in ("dobj", "nsubjpass") or not is_people(noun) or found.negated:
        return None
    safe = any(n.lemma_.lower() == "safety" for prep, n in found.oblique if prep == "to")
    lifted = found.keys[-1] in ("lift", "winch", "pluck") and any(prep in ("off", "from") for prep, _ in found.oblique)
    return "AID" if safe or lifted else None


def _conceded(found: Frame) -> str | None:
    """ "the candidate conceded and wished him well": an election, not a point."""
    doer = subject_of(found.word)
    lost = doer is not None and doer.lemma_.lower() in _RIVALS
    alone = found.object is None and found.complement is None
    defeat = found.object is not None and found.object.lemma_.lower() in ("defeat", "election")
    return "CONCEDE" if (lost and alone) or defeat else None


def _confirmed(found: Frame) -> str | None:
    """ "the Senate confirmed her as attorney general"."""
    doer, noun = subject_of(found.word), found.object
    if doer is None or noun is None or not (noun.ent_type_ == "PERSON" or noun.pos_ == "PRON"):
        return None
    seated = doer.lower_ in _CHAMBERS and any(c.lower_ == "as" for w in (found.word, noun) for c in w.rights)
    return "SUPPORT" if seated and not found.negated else None


_CHAMBERS = frozenset("senate parliament congress assembly senators lawmakers deputies council committee".split())


def _behind(found: Frame, preps: tuple[str, ...]) -> list[Token]:
    """Those behind one of these prepositions after the object, however deep the parse hangs them."""
    noun = found.object
    within = [*found.word.rights, *(noun.subtree if noun is not None else ())]
    nouns = [n for c in within if c.dep_ in ("prep", "dative") and c.lower_ in preps for n in c.children]
    return [n for n in nouns if n.dep_ == "pobj" and n.i > found.word.i and is_somebody(n)][:1]


_RULES = (
    (_DISMISSING, _dismissed), (_RELIEVING, _relieved), (_TURNING, _turned_back), (_WALKING, _walked_out),
    (_PAYING, _paid_ransom), (_REPELLING, _repelled), (_CROSSING, _crossed), (_FLEEING, _fled_abroad),
    (_GRILLING, _grilled), (_VOTING, _censured), (_NOTING, _noted), (_SHOOTING, _shot_at),
    (_SIGNING, _signed), (_HITTING, _hit_by_hackers), (_WRECKING, _wrecked), (_BURNING, _set_fire),
    (_CHASING, _chased_away), (_GOING, _went_over), (_CONFIRMING, _confirmed), (_ARRIVING, _brought),
    (_PLACING, _looked_into), (_FENCING, _fenced_off), (_LIFTING, _brought_to_safety), (_CONCEDING, _conceded),
)  # fmt: skip
