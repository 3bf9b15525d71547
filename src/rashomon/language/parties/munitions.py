"""What shells, rockets and bombs do by themselves → whether they strike, and what: "shells fell on the platforms".

Reads frames; gives a type and words. The one idea: nobody need be named where a thing made to strike has struck; what
its verb reaches by a preposition is what was hit, unless that is open ground or water.
"""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.language.frames import Frame
from rashomon.language.parties.subjects import subject_of

_MUNITIONS = frozenset(
    """shell missile rocket bomb grenade mortar drone mine landmine ied torpedo projectile munition bomblet firebomb
    mortar_round""".split()
)
#: What is a munition with one of these before it: "mortar rounds", "an explosive device".
_ROUNDS = {"round": frozenset({"mortar", "artillery"}), "device": frozenset({"explosive"}),
           "fire": frozenset("mortar artillery rocket shell".split())}  # fmt: skip
#: What things that are thrown do where they come down, told by verbs that tell no act of anything else.
LANDING = frozenset("land fall crash slam smash rain plough plow plunge".split())
_GOING_OFF = frozenset({"explode", "detonate"})
_INTO = frozenset("in into on onto upon through under".split())
#: Where a thing that comes down has hit nobody; where it was tried out.
_NOWHERE = frozenset(
    "sea ocean water waters river lake bay desert field fields ground air sky forest orbit space range".split()
)


def is_munition(noun: Token) -> bool:
    """Whether a noun names what is fired, dropped, thrown or laid to strike: "a car bomb", "mortar rounds"."""
    lemma = noun.lemma_.lower() if noun.pos_ == "NOUN" else noun.lower_.removesuffix("s")  # "Rockets were fired"
    before = {c.lower_ for c in noun.lefts if c.dep_ in ("compound", "amod", "nmod")}
    return noun.pos_ in ("NOUN", "PROPN") and (lemma in _MUNITIONS or bool(before & _ROUNDS.get(lemma, frozenset())))


def striking(verb: Token) -> Token | None:
    """The munition that a verb in the active has for its subject; None where it has another or none."""
    own = (c for c in verb.lefts if c.dep_ == "nsubj")  # a past that is taken for a participle has one
    subject = subject_of(verb) or next(own, None)
    return subject if subject is not None and is_munition(subject) else None


def landing_type(found: Frame) -> str | None:
    """ASSAULT for "shells fell on the platforms"; None for what comes down in the sea, or anywhere else."""
    if found.part != "V" or found.keys[-1] not in LANDING or found.negated or striking(found.word) is None:
        return None
    return "ASSAULT" if any(_is_aimed_at(prep, noun) for prep, noun in found.oblique) else None


def _is_aimed_at(prep: str, noun: Token) -> bool:
    if noun.ent_type_ in ("DATE", "TIME", "CARDINAL") or noun.lemma_.lower() in _NOWHERE:
        return False
    return prep in _INTO or prep in _NEAR


_NEAR = frozenset("near outside beside behind close inside at".split())


def struck_by(found: Frame) -> list[Token]:
    """What a munition came down on or went off under; never a town, which is where it happened."""
    off = found.keys[-1] in _GOING_OFF or "go_off" in found.keys
    if not (off or found.keys[-1] in LANDING) or striking(found.word) is None:
        return []
    on = _INTO - {"in", "on"} if off else _INTO
    return [noun for prep, noun in found.oblique if prep in on and _is_struck(prep, noun)][:1]


def _is_struck(prep: str, noun: Token) -> bool:
    return prep in _INTO and noun.ent_type_ not in ("GPE", "LOC") and _is_aimed_at(prep, noun)
