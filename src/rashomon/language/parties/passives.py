"""A participle without its auxiliary → whether its subject undergoes the act: "Two killed in raid".

The one idea: headlines and clauses cut short leave out "was"; the verb's kind and what stands beside it tell that who
looks like a doer had it done to him.
"""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.language.frames import Frame, meanings_of
from rashomon.language.parties.agents import is_agent
from rashomon.language.parties.nouns import HELD
from rashomon.language.parties.subjects import passive_subject, shared_subject, subject_of
from rashomon.language.parties.things import CRAFT

_DONE_TO = frozenset(
    """kill injure wound arrest detain jail kidnap abduct hurt free release rescue sentence seize murder hang deport
    shoot behead rape convict expel assassinate gun stab slay slaughter massacre execute torture lynch poison oust
    sack evict displace besiege""".split()
)


def held_by_head(found: Frame) -> Token | None:
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


def before_the_court(noun: Token | None, found: Frame) -> Token | None:
    """ "appeared in court charged with theft": who appeared there is charged, not the court."""
    if noun is None or noun != found.word.head or noun.dep_ != "pobj" or found.keys[-1] not in HELD:
        return None
    court = noun.lower_ == "court" or any(m.name == "court" for m in meanings_of(noun))
    above = noun.head.head
    if not court or noun.head.lower_ not in ("in", "at", "before") or above.pos_ != "VERB":
        return None
    return subject_of(above) or passive_subject(above)


def is_headline_passive(found: Frame, doer: Token) -> bool:
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
        (prep == "at" and (is_agent(noun) or noun.lemma_.lower() in CRAFT or noun.lower_ in ("range", "random")))
        or prep in ("into", "towards", "toward") for prep, noun in found.oblique
    )  # fmt: skip


_HELD_FOR = frozenset({"of", "with", "over", "in"})
#: Headlines: "Mayor blasted over flood".
_SCOLDED = frozenset("blast slam criticise criticize condemn praise mock pan rap".split())


def named_by(found: Frame) -> list[Token]:
    """ "Driver blasted by judge": who did it, in a headline's passive."""
    return [noun for prep, noun in found.oblique if prep == "by" and is_agent(noun)][:1]


def is_dying(found: Frame) -> bool:
    """ "nine people died in the raid": who dies does nothing to anybody."""
    return found.keys[-1] in ("die", "perish")


def is_clipped(found: Frame) -> bool:
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
