"""A predicate that other words govern → what they make of it: planned, demanded, hypothetical, denied; or nothing.

The one idea: of "refused to meet", "plans to strike", "failed to reach a deal" the nearest governor that changes how
the act is told decides; a finite clause under a verb of speech, a clause of time or cause, and a deed that others
follow on stand by themselves.
"""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.language.clause_forms import first_joined, is_aim, is_finite, is_present
from rashomon.language.denials import CLAIMS, DENYING_CLAUSES
from rashomon.language.frames import (
    Frame,
    frame,
    governor_of,
    is_negated,
    keys_of,
    lemma_of,
    meanings_of,
    modal_of,
)

#: What modal verbs say of their verb.
MODALS = {
    "will": "planned", "shall": "planned", "wo": "planned", "going": "planned", "could": "hypothetical",
    "may": "hypothetical", "might": "hypothetical", "would": "hypothetical", "can": "hypothetical",
    "must": "demanded", "should": "demanded", "ought": "demanded", "need": "demanded",
}  # fmt: skip
#: Verbs and nouns that keep what they hold from happening.
_AVERTING = frozenset(
    """prevent avert foil thwart avoid forestall preempt pre-empt refrain abstain prevention absence lack cancel
    scrap call_off shelve rule_out preclude frustrate scupper cancellation ban prohibit outlaw forbid""".split()
)
#: "failed to reach an agreement"; who fails a test or a town is told by no infinitive.
_FAILING = frozenset({"fail"})
DEMANDING = frozenset(
    """demand urge request ask call require order insist press push appeal plead beg must need instruct
    call_for advise recommend command necessity necessary demand call appeal request plea""".split()
)
_PLANNING = frozenset(
    """plan intend agree promise pledge vow offer prepare decide propose schedule threaten set due want hope
    expect aim seek ready willing slate poise about going plan intention promise threat preparation decision
    pledge offer proposal order commit committed determined determination undertake vow readiness willingness
    importance bid blessing permission""".split()
)
#: Verbs whose that-clause tells what somebody should do: "proposed that experts examine".
_WANTING = frozenset("propose suggest recommend demand request urge insist".split())
HYPOTHETICAL = frozenset(
    """consider possible likely may might could risk fear possibility prospect threaten ability capability capacity
    capable unlikely contingent dependent conditional chance opportunity right doubt skeptical sceptical
    potential""".split()
)
_ENSURING = frozenset({"ensure", "guarantee", "hope"})
_NO_EVIDENCE = frozenset({"evidence", "proof", "sign", "indication", "truth"})


def modality_above(found: Frame) -> str | None:
    """What the governors say, nearest first; a finite clause under a verb of speech keeps its own footing."""
    word, steps = found.word, 0
    finite = is_finite(first_joined(word))
    if found.part == "N" and (_is_told_of(word) or _is_judged(word) or _is_dated_deed(found)):
        return None
    while steps < 3:
        if _is_set_in_time(first_joined(word)):
            return None
        above = governor_of(word)
        if above is None or above == word:
            return None
        said = None if _is_put(above) else _said_by(above, finite, _is_past(first_joined(word)))
        if said is None and (_is_resolved(above, first_joined(word)) or (not finite and _is_to_bring_about(above))):
            said = "planned"
        if said == "denied" and above.lemma_.lower() in _FAILING | _AVERTING and _is_aside(found.word):
            return None  # "failed to strike a deal, instead beheading three", "foiled an attempt, killing many"
        if said == "denied" and finite and steps:  # another clause of its own stands between
            return None
        if steps and above.lemma_.lower() in SUPPOSING:
            return None  # "is thought to have been hurt in the raid"
        if said is not None:
            return said
        finite = finite or is_finite(above)
        between = not (above.lemma_.lower() in CLAIMS and first_joined(word).dep_ in ("acl", "ccomp"))
        word, steps = above, steps + between
    return None


def _is_aside(word: Token) -> bool:
    return bool(first_joined(word).dep_ == "advcl" and word.tag_ == "VBG")


def _is_dated_deed(found: Frame) -> bool:
    """ "wants to console those hurt in Saturday's attack": a deed of force called by its day has been done."""
    force = any(m.type == "ASSAULT" for m in found.meanings) and found.word.dep_ == "pobj"
    return force and any(c.dep_ == "poss" and c.ent_type_ == "DATE" for c in found.word.lefts)


def _is_resolved(above: Token, word: Token) -> bool:
    """ "were determined to deliver it", "suggested imposing duties", "would be able to export": not done yet."""
    lemma = above.lemma_.lower()
    if word.dep_ == "pcomp" and lemma == "look":
        return any(c.lower_ == "forward" for c in above.rights)  # "looks forward to joining"
    if word.dep_ != "xcomp":
        return False
    if lemma in ("underway", "afoot"):
        return True  # "plans are underway to free the town"
    if word.tag_ == "VB" and lemma in _RESOLVED:
        return above.tag_ in ("VBN", "JJ")
    if word.tag_ == "VB" and lemma == "able" and above.dep_ == "acomp":
        return modal_of(frame(above.head)) in ("will", "would", "shall", "wo", "'ll")
    return word.tag_ == "VBG" and lemma in _PUT_FORWARD and above.pos_ == "VERB"


def _is_to_bring_about(above: Token) -> bool:
    """ "paid a ransom to get him freed"."""
    return above.lemma_.lower() in ("get", "have", "see") and above.tag_ == "VB" and is_aim(above)


#: Who is so inclined has a thing in mind: "determined to", "geared to".
_RESOLVED = frozenset("determine resolve tempt gear task authorize authorise empower entitle bind incline".split())
_PUT_FORWARD = frozenset("suggest recommend contemplate discuss advocate envisage favor favour debate".split())


def _is_put(word: Token) -> bool:
    """ "the pupils abducted in May were set free": only who "is set to" do a thing plans it."""
    infinitive = any(c.dep_ in ("xcomp", "advcl") and c.tag_ == "VB" for c in word.rights)
    return word.lemma_.lower() == "set" and not infinitive


def _is_set_in_time(word: Token) -> bool:
    """ "plan to reopen it after he was seized": a clause of time or cause stands by itself."""
    if word.dep_ != "advcl" or not is_finite(word) or is_present(word):
        return False
    return any(c.dep_ == "mark" and c.lower_ in _SINCE for c in word.lefts) or any(
        c.dep_ == "advmod" and c.lower_ == "when" for c in word.lefts
    )


_SINCE = frozenset("after as because since while when although though".split())


def _is_told_of(noun: Token) -> bool:
    """ "to punish him for the murder", "a plan in response to the attack": an act that others follow on is done."""
    prep = noun.head
    if noun.dep_ != "pobj" or not any(c.lower_ == "the" or c.dep_ == "poss" for c in noun.lefts):
        return False
    above = prep.head
    if prep.lower_ in ("for", "over", "in") and above.pos_ == "VERB":
        return any(m.type in _HELD_FOR for m in meanings_of(above))
    if prep.lower_ in ("of", "to") and above.pos_ == "NOUN":
        return above.lemma_.lower() in _FOLLOWING
    return False


def _is_judged(noun: Token) -> bool:
    """ "refused to condemn the raid of Monday": what may be condemned or not was done."""
    verb = noun.head
    named = any(c.lower_ == "the" or c.dep_ == "poss" for c in noun.lefts) and not is_negated(noun)
    return named and noun.dep_ in ("dobj", "nsubjpass") and verb.lemma_.lower() in _JUDGING


_JUDGING = frozenset(
    """condemn denounce deplore decry slam blast criticise criticize mourn regret protest celebrate hail applaud
    commemorate avenge forget forgive justify excuse lament debate investigate probe""".split()
)
_HELD_FOR = frozenset({"ACCUSE", "SANCTION", "COERCE"})
_FOLLOWING = frozenset(
    """wake aftermath backdrop light view response reaction retaliation anniversary circumstance detail news video image
    footage scene victim cause motive account""".split()
)


def _is_past(word: Token) -> bool:
    tags = {c.tag_ for c in word.children if c.dep_ in ("aux", "auxpass")} | {word.tag_}
    return "VBD" in tags or any(c.lemma_ == "have" and c.dep_ == "aux" for c in word.children)


def _said_by(above: Token, finite: bool, past: bool) -> str | None:
    lemma = lemma_of(above)
    if lemma == "commit" and any(c.dep_ == "dobj" for c in above.rights):
        return None
    if lemma in DENYING_CLAUSES:
        either = any(c.lower_ == "neither" for c in (*above.lefts, *above.head.lefts))
        return "hypothetical" if either else None if is_negated(above) else "denied"
    if (lemma in _NO_EVIDENCE or above.pos_ == "NOUN") and is_negated(above):
        return "denied"
    if not finite and "rule_out" in keys_of(above) and _is_left_open(above):
        return "hypothetical"
    if not finite and (lemma in _FAILING or lemma in _AVERTING or any(key in _AVERTING for key in keys_of(above))):
        return "denied"
    if finite and lemma in _WANTING and above.pos_ == "VERB" and not past:
        return "demanded"
    if finite:
        return "hypothetical" if lemma in HYPOTHETICAL or (lemma in _ENSURING and above.tag_ == "VB") else None
    if is_negated(above) and above.pos_ in ("VERB", "AUX"):
        return "denied"
    if lemma == "unable" or (above.pos_ == "ADJ" and above.dep_ == "acomp" and is_negated(above.head)):
        return "denied"
    if lemma in DEMANDING:
        return "demanded"
    if lemma in SUPPOSING and above.tag_ == "VBN":
        return "hypothetical"  # "are feared to have been killed"
    if lemma in _PLANNING or (lemma == "go" and above.tag_ == "VBG"):
        return "planned"
    return "hypothetical" if lemma in HYPOTHETICAL else _modal_above(above)


SUPPOSING = frozenset("think believe fear presume assume suspect rumour rumor".split())


def _is_left_open(ruling: Token) -> bool:
    """ "did not rule out sending troops", "refused to rule it out"."""
    refused = ruling.dep_ == "xcomp" and ruling.head.lemma_.lower() in ("refuse", "decline")
    return refused or is_negated(ruling) or modal_of(frame(ruling)) in ("can", "could")


def _modal_above(above: Token) -> str | None:
    modal = modal_of(frame(above)) if above.pos_ in ("VERB", "AUX") else None
    return MODALS.get(modal) if modal else None
