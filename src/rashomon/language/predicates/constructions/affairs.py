"""A frame → whether it tells of affairs of state: offices, treaties, votes, notes, orders to leave, blame and denial.

The one idea: the verb ("leave", "sign", "hold", "tell", "call") is anybody's; the office, the paper or the word that
closes the phrase makes it an act.
"""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.language.denials import SHARES, UNTRUE, is_denying
from rashomon.language.frames import Frame, is_of_class, meanings_of
from rashomon.language.parties.subjects import doers_of, subject_of
from rashomon.language.predicates.constructions.construction import Parties
from rashomon.language.predicates.constructions.fillers import Filler, lemma, people
from rashomon.language.predicates.plain import is_somebody

_OFFICES = lemma("office post job cabinet position")
_CHARGES = frozenset("charge accusation allegation claim blame insinuation".split())
_BLAME = frozenset("responsible accountable liable".split())
_LEAVING = frozenset("leave depart go quit".split())
_LANDS = frozenset("country kingdom republic island territory nation soil".split())
_DIPLOMATS = frozenset("consul attaché chargé".split())
_MONEY = frozenset("usd eur dollar euro pound yen cheque donation".split())
_RELIEF = frozenset("aid relief food flour medicine humanitarian blanket tent wheat rice grain supply".split())
_BORDERS = frozenset({"border", "frontier"})
#: How many words before a pronoun what it stands for is looked for.
_NEAR = 30


def doers_alone(found: Frame) -> Parties:
    """Who does it, where what stands behind is no party: an office left, a border crossed."""
    return Parties(doers_of(found.word), [])


def doers_and_given(found: Frame) -> Parties:
    """ "handed a cheque to the school": who gives and who is given, where the object is no party."""
    return Parties(doers_of(found.word), [n for prep, n in found.oblique if prep == "to" and is_somebody(n)])


def of_noun(found: Frame) -> Parties | None:
    """ "the resignation of two ministers": who goes, whoever accepts it; None for "his resignation"."""
    of = next((n for c in found.word.rights if c.lower_ == "of" for n in c.children if n.dep_ == "pobj"), None)
    return None if of is None else Parties([of, *of.conjuncts], [])


def _behind(found: Frame, prepositions: tuple[str, ...]) -> list[Token]:
    """Those behind one of these prepositions after the object, however deep the parse hangs them."""
    noun = found.object
    within = [*found.word.rights, *(noun.subtree if noun is not None else ())]
    nouns = [n for c in within if c.dep_ in ("prep", "dative") and c.lower_ in prepositions for n in c.children]
    return [n for n in nouns if n.dep_ == "pobj" and n.i > found.word.i and is_somebody(n)][:1]


# offices


def is_from_post(found: Frame) -> bool:
    """ "dismissed two generals": not "dismissed him as a liar", nor a batsman for 40."""
    nouns = (found.word,) if found.object is None else (found.word, found.object)
    called = any(c.lower_ == "as" and c.dep_ == "prep" for word in nouns for c in word.rights)
    return not called and not any(prep == "for" and n.like_num for prep, n in found.oblique)


def is_of_no_team(found: Frame) -> bool:
    """ "was relieved of his duties": not as a coach."""
    return not any(word.lower_ == "coach" for word in found.word.sent)


@Filler
def office_left(word: Token | None) -> bool:
    """ "left office", "quit his post": not "left the office at six"."""
    if word is None or word.dep_ != "dobj" or not _OFFICES(word):
        return False
    before = {c.lower_ for c in word.lefts if c.dep_ in ("det", "poss")}
    return not before if word.lemma_.lower() == "office" else before <= {"the", "his", "her", "their", "my"}


def is_confirmed_as(found: Frame) -> bool:
    """ "the Senate confirmed her as attorney general"."""
    words = (found.word,) if found.object is None else (found.word, found.object)
    return any(c.lower_ == "as" for word in words for c in word.rights)


# treaties, motions, notes


def between_whom(deal: Token | None) -> list[Token]:
    """Those "between" whom a treaty is, however deep the parse hangs them: "a treaty of friendship between A and B"."""
    within = deal.subtree if deal is not None else ()
    first = next((n for c in within if c.lower_ == "between" for n in c.children if n.dep_ == "pobj"), None)
    return [] if first is None else [first, *first.conjuncts]


def is_treaty_signed(found: Frame) -> bool:
    """ "a trade agreement was signed", "it was signed by two ministers" of an agreement told of before."""
    noun = found.object
    if noun is None or any(word.dep_ == "aux" and word.tag_ in ("MD", "TO") for word in found.word.lefts):
        return False
    doer = subject_of(found.word)
    if doer is not None and doer.lower_ in ("he", "she", "i"):
        return False  # anybody signs papers
    if noun.pos_ == "PRON" and doer is not None:
        before = noun.doc[max(0, noun.i - _NEAR) : noun.i]
        return any(_is_deal(word) for word in before)
    return _is_deal(noun) and (doer is not None or bool(between_whom(noun)))


def _is_deal(noun: Token) -> bool:
    lasting = is_of_class(noun, {"deal"}) and noun.lemma_.lower() != "contract"
    return noun.pos_ == "NOUN" and lasting


@Filler
def motion_of_censure(word: Token | None) -> bool:
    """ "passed a vote of no confidence in the government"."""
    if word is None or word.lemma_.lower() not in ("vote", "motion"):
        return False
    said = {inner.lower_ for inner in word.subtree}
    return bool(_condemned(word)) or {"no", "confidence"} <= said or "no-confidence" in said or "censure" in said


def those_censured(found: Frame) -> Parties:
    """ "a motion censuring the minister", "a vote of no confidence in the government": whom it is against."""
    against = _condemned(found.object) if found.object is not None else []
    return Parties(doers_of(found.word), against or _behind(found, ("in", "against", "of")))


def _condemned(motion: Token) -> list[Token]:
    said = (c for c in motion.rights if c.dep_ == "acl" and c.lemma_.lower() in ("censure", "condemn", "criticise"))
    return [n for verb in said for n in verb.rights if n.dep_ == "dobj"]


def those_given_note(found: Frame) -> Parties:
    """ "handed a note of protest to the ministry"."""
    return Parties(doers_of(found.word), _behind(found, ("to", "with")))


def is_call_on_person(found: Frame) -> bool:
    """ "called on President Roe in Lirane yesterday": a visit, as nothing is asked of whom one calls on."""
    if "call_on" not in found.keys:
        return False
    called = [noun for prep, noun in found.oblique if prep == "on"]
    asked = any(prep in ("for", "to") for prep, _ in found.oblique)
    below = any(c.dep_ in ("xcomp", "ccomp", "advcl", "acl") for c in found.word.rights)
    person = any(n.ent_type_ == "PERSON" or any(m.name == "leader" for m in meanings_of(n)) for n in called[:1])
    return person and not asked and not below


# blame, denial, calls


def is_held_to_blame(found: Frame) -> bool:
    """ "held the army responsible for it"."""
    return found.object is not None and _has(found, found.object, _BLAME)


def _has(found: Frame, noun: Token, words: frozenset[str]) -> bool:
    """Whether the verb or its object has one of the adjectives after the object."""
    near = [*found.word.rights, *noun.rights]
    near += [c for child in near if child.dep_ in ("ccomp", "xcomp", "oprd") for c in child.children]
    return any(word.lower_ in words and word.i > noun.i - 6 for word in near)


def _own_subject(clause: Token) -> Token | None:
    return next((c for c in clause.lefts if c.dep_ == "nsubj"), None)


@Filler
def blamed(word: Token | None) -> bool:
    """ "holds the rebels responsible": an adjective whose subject the parse makes of those who are blamed."""
    return word is not None and word.lower_ in ("responsible", "liable") and _own_subject(word) is not None


def is_unwelcome(found: Frame) -> bool:
    """ "declared the consul persona non grata"."""
    return any(word.lower_ in ("grata", "gratae", "gratas") for word in found.word.subtree)


@Filler
def unwelcome(word: Token | None) -> bool:
    """ "declared two members personae non gratae": the Latin whose subject the parse makes of them."""
    return word is not None and word.lower_.startswith("person") and _own_subject(word) is not None


def those_said_of(found: Frame) -> Parties | None:
    """ "holds the rebels responsible": who says so, and of whom; None where no clause stands below."""
    about = _own_subject(found.complement) if found.complement is not None else None
    return None if about is None else Parties(doers_of(found.word), [about])


@Filler
def clause_with_for(word: Token | None) -> bool:
    """ "called for firms to do more": a clause with "for" says what is asked, and of whom."""
    return word is not None and any(c.dep_ == "mark" and c.lower_ == "for" for c in word.lefts)


def is_denied(found: Frame) -> bool:
    """ "rejected the accusations", "brushed the charge aside", "denied any part in it"."""
    noun = found.object
    charged = noun is not None and noun.dep_ == "dobj" and noun.lemma_.lower() in _CHARGES | SHARES
    return charged and is_denying(found.word)


def is_called_false(found: Frame) -> bool:
    """ "called the recording fake", "dismissed it as a montage": what is so called is no person."""
    said = [c for c in found.word.rights if c.dep_ in ("oprd", "acomp", "attr", "xcomp", "ccomp", "acl", "advcl")]
    said += [n for c in found.word.rights if c.lower_ == "as" for n in c.children]
    false = [word for word in said if word.lower_ in UNTRUE or word.lemma_.lower() in UNTRUE]
    of = [found.object, *(c for word in false for c in word.lefts if c.dep_ == "nsubj")]
    called = [noun for noun in of if noun is not None and noun not in false and noun.lower_ != "it"]
    return bool(false) and not any(people(noun) for noun in called)


# orders to leave


def is_told_to_leave_the_country(found: Frame) -> bool:
    """ "were told to leave the country", "ordered two diplomats out"."""
    below = _order_below(found)
    if below is not None and below.lemma_.lower() in _LEAVING and below.tag_ == "VB":
        left = [c for c in below.children if c.dep_ == "dobj"]
        return any(c.ent_type_ == "GPE" or c.lemma_.lower() in _LANDS for c in left) or (
            _is_diplomat(found.object) and not left
        )
    out = any(c.dep_ in ("prt", "advmod") and c.lower_ in ("out", "home") for c in found.word.rights)
    return out and _is_diplomat(found.object)


def _order_below(found: Frame) -> Token | None:
    """What somebody is told to do, which the parse may hang on a name beside him: "told the consul, Roe, to leave"."""
    below = found.complement
    if below is not None and below.tag_ == "VB":
        return below
    named = [c for c in found.word.rights if c.dep_ in ("npadvmod", "appos") and c.pos_ == "PROPN"]
    named += [c for c in found.object.rights if c.dep_ == "appos"] if found.object is not None else []
    return next((c for name in named for c in name.rights if c.dep_ in ("relcl", "acl") and c.tag_ == "VB"), below)


def _is_diplomat(noun: Token | None) -> bool:
    return noun is not None and (
        any(m.name == "relations" for m in meanings_of(noun)) or noun.lemma_.lower().removesuffix("s") in _DIPLOMATS
    )


@Filler
def packing(word: Token | None) -> bool:
    """ "were told to pack their bags"."""
    return word is not None and word.lemma_.lower() == "pack" and any(c.lemma_.lower() == "bag" for c in word.children)


def is_out_of_a_country(found: Frame) -> bool:
    """ "was thrown out of Peru", "kicked out of the country"."""
    out = next((c for c in found.word.rights if c.lower_ == "out"), None)
    if out is None:
        return False
    lands = [n for c in (*out.children, *found.word.rights) if c.lower_ == "of" for n in c.children]
    return any(n.ent_type_ == "GPE" or n.lower_ == "country" for n in lands)


# what is given and built


@Filler
def of_money(word: Token | None) -> bool:
    """ "a cheque of USD 50,000", "a contribution of 900 euros"."""
    return word is not None and any(
        inner.ent_type_ == "MONEY" or inner.lower_ in ("$", "€", "£") or inner.lemma_.lower() in _MONEY
        for inner in (word, *word.subtree)
    )


@Filler
def carrying_relief(word: Token | None) -> bool:
    """ "aid lorries", "a convoy carrying flour"."""
    if word is None:
        return False
    inside = (n for c in word.rights if c.lemma_.lower() in ("carry", "of", "with") for n in c.subtree)
    return any(cargo.lemma_.lower() in _RELIEF for cargo in (*word.lefts, *inside))


def is_no_circumstance(found: Frame) -> bool:
    """ "troops crossed into Tarsk": who "was seized upon crossing into it" is another."""
    return bool(found.word.dep_ != "pcomp")


def is_for_asylum(found: Frame) -> bool:
    """ "crossed into Tarsk and asked for asylum": somebody's flight from his own land."""
    return any(word.lower_ in ("asylum", "refuge", "sanctuary") for word in found.word.subtree)


def is_built_at_border(found: Frame) -> bool:
    """ "put up a fence on its border with Tarsk": of walls that are only talked of there is no end."""
    built = found.word.tag_ in ("VBD", "VBN")
    return built and any(word.lemma_.lower() in _BORDERS for word in found.word.subtree)
