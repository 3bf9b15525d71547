"""A deed in its clause → the claim by which somebody says that it was not done, or the share in it that he denies.

Reads what stands above a deed; gives the noun of the claim ("denied *allegations* that soldiers beat him", "*reports*
of it are untrue", "no truth in the *rumour*") or the verb of the share ("*denied* any part in it"). The one idea: who
rejects what is told of a deed denies the deed, though its own clause says no word of it.
"""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.language.frames import is_negated, joined_to

#: Verbs that deny what their clause tells.
DENYING_CLAUSES = frozenset("deny disclaim refute dismiss reject".split())
#: Those by which a claim is denied as well; those that need their particle stand apart.
_DENYING = DENYING_CLAUSES | frozenset("rebut repudiate dispute contest rubbish debunk".split())
_ASIDE = {"brush": frozenset("aside off away".split()), "wave": frozenset("aside off away".split()),
          "shrug": frozenset({"off"}), "scoff": frozenset({"at"}), "laugh": frozenset({"off"})}  # fmt: skip
#: Verbs of which some deny.
DENYING = _DENYING | frozenset(_ASIDE)
#: What tells of a deed by its name.
CLAIMS = frozenset(
    """claim accusation allegation report charge suggestion statement assertion account rumour rumor story insinuation
    speculation notion""".split()
)
#: What one is said to have had in a deed.
SHARES = frozenset("part role hand involvement responsibility complicity wrongdoing collusion".split())
#: What a thing is called that is said not to be so.
UNTRUE = frozenset(
    """fake false invented invention fabricated fabrication montage forgery forged hoax slander baseless groundless
    unfounded untrue fiction lie lies nonsense absurd ridiculous preposterous ludicrous""".split()
)
_CALLING = frozenset("call brand label term describe dismiss denounce slam".split())
_TRUTH = frozenset("truth basis substance foundation".split())
_TELLING = frozenset("say allege claim suggest state find conclude".split())
_OF = frozenset("of about regarding concerning".split())


def claim_denied(word: Token) -> Token | None:
    """The noun of the claim, called untrue by somebody, whose clause or genitive tells this deed; None for others."""
    claim = _claim_above(word)
    return claim if claim is not None and (_is_rejected(claim) or _is_called_untrue(claim)) else None


def claim_unproven(word: Token) -> Token | None:
    """The noun of the claim that nobody could confirm, whose clause tells this deed; None for others."""
    claim = _claim_above(word)
    if claim is None:
        return None
    unsure = any(c.lower_ in _UNPROVEN for c in claim.lefts if c.dep_ == "amod")
    proving = claim.dep_ in ("dobj", "nsubjpass") and claim.head.lemma_.lower() in _PROVING
    return claim if unsure or (proving and is_negated(claim.head)) else None


_UNPROVEN = frozenset("unconfirmed unverified unsubstantiated conflicting contradictory".split())
_PROVING = frozenset("confirm verify corroborate substantiate prove".split())


def share_denied(deed: Token) -> Token | None:
    """The verb by which somebody denies a share in a deed named by its noun; None where none is."""
    prep = deed.head
    if deed.dep_ not in ("pobj", "pcomp") or prep.lower_ not in ("in", "for", "with"):
        return None
    share, verb = prep.head, prep.head.head
    told = share.lemma_.lower() in SHARES and share.dep_ == "dobj" and verb.lemma_.lower() in ("deny", "disclaim")
    return verb if told and not is_negated(verb) else None


def _claim_above(word: Token) -> Token | None:
    while word.dep_ == "conj" and word.head.pos_ == word.pos_ and word.head != word:
        word = joined_to(word)
    above = word.head
    if word.dep_ == "ccomp" and above.lemma_.lower() in _TELLING and above.dep_ in ("relcl", "acl"):
        above = above.head  # "a report that said soldiers beat him"
    elif word.dep_ in ("pobj", "pcomp"):
        charged = above.lower_ == "of" and above.head.lemma_.lower() == "accuse" and above.head.dep_ in ("relcl", "acl")
        above = above.head.head if charged else above.head if above.lower_ in _OF else word
    elif word.dep_ == "relcl":  # a clause with "that" which the parse takes for one about the noun
        above = above if any(c.dep_ == "mark" and c.lower_ == "that" for c in word.lefts) else word
    elif word.dep_ not in ("acl", "ccomp"):
        return None
    return above if above != word and above.pos_ == "NOUN" and above.lemma_.lower() in CLAIMS else None


def _is_rejected(claim: Token) -> bool:
    first = joined_to(claim) if claim.dep_ == "conj" else claim
    above = first.head
    if first.dep_ == "pobj":
        verb = above.head
        if above.lower_ == "of" and verb.lemma_.lower() in ("denial", "rejection", "refutation"):
            return True
        return bool(verb.lemma_.lower() == "scoff" and above.lower_ == "at")
    if first.dep_ not in ("dobj", "nsubjpass") or is_negated(above):
        return False
    return is_denying(above)


def is_denying(verb: Token) -> bool:
    """ "rejected", "disputed", "brushed aside"."""
    lemma = verb.lemma_.lower()
    return lemma in _DENYING or any(c.lower_ in _ASIDE.get(lemma, ()) for c in verb.rights)


def _is_called_untrue(claim: Token) -> bool:
    """ "false reports of it", "reports of it are untrue", "called reports of it false", "no truth in the report"."""
    above = claim.head
    if any(c.dep_ == "amod" and _is_untrue(c) for c in claim.lefts):
        return True
    if claim.dep_ == "pobj" and above.lower_ in ("in", "to", "behind") and above.head.lemma_.lower() in _TRUTH:
        return is_negated(above.head) or is_negated(above.head.head)
    if claim.dep_ in ("nsubj", "nsubjpass"):
        told = above if above.lemma_.lower() != "be" else None
        return not is_negated(above) and any(_is_untrue(c) for c in ([told] if told else above.rights))
    if claim.dep_ == "dobj" and above.lemma_.lower() in _CALLING and not is_negated(above):
        return any(_is_untrue(word) for word in above.subtree if word.i > claim.i)
    # "said reports that troops had crossed the border were false": the verb of the claim hangs on its clause
    verbs = [c for clause in claim.rights for c in clause.rights if c.lemma_ == "be" and c.dep_ == "ccomp"]
    return any(_is_untrue(c) for verb in verbs if not is_negated(verb) for c in verb.rights)


def _is_untrue(word: Token) -> bool:
    return word.lower_ in UNTRUE or word.lemma_.lower() in UNTRUE or word.lemma_.lower() == "fabricate"
