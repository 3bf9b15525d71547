"""Words → whether they may fill a slot of a construction: people, officials, somebody armed, a ship, an office.

The one idea: a filler asks a word by itself and by what hangs on it, so that it can be said once and named in many
rows; fillers are joined by `|`, `&` and `~`. An empty slot is asked as None, and only `nothing` and what is made of `~`
take it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from rashomon.language.frames import FORCES, is_of_class
from rashomon.language.phrases import body_nouns, is_land, person_nouns
from rashomon.language.predicates.plain import is_somebody


@dataclass(frozen=True, slots=True)
class Filler:
    """What may fill a slot. Called with the word that fills it, or None where the slot is empty."""

    fits: Callable[[Token | None], bool]

    def __call__(self, word: Token | None) -> bool:
        return self.fits(word)

    def __or__(self, other: Filler) -> Filler:
        return Filler(lambda word: self.fits(word) or other.fits(word))

    def __and__(self, other: Filler) -> Filler:
        return Filler(lambda word: self.fits(word) and other.fits(word))

    def __invert__(self) -> Filler:
        return Filler(lambda word: not self.fits(word))


anything = Filler(lambda word: True)
nothing = Filler(lambda word: word is None)
something = ~nothing


def lemma(words: str) -> Filler:
    """A word of one of these lemmas."""
    lemmas = frozenset(words.split())
    return Filler(lambda word: word is not None and word.lemma_.lower() in lemmas)


def form(words: str) -> Filler:
    """A word in one of these forms."""
    forms = frozenset(words.split())
    return Filler(lambda word: word is not None and word.lower_ in forms)


def of_class(*names: str) -> Filler:
    """A word of one of these classes of the lexicon."""
    classes = frozenset(names)
    return Filler(lambda word: is_of_class(word, classes))


def named_as(*labels: str) -> Filler:
    """A name of one of these kinds, as the tagger labels them."""
    return Filler(lambda word: word is not None and word.ent_type_ in labels)


def standing_as(*relations: str) -> Filler:
    """A word in one of these relations of the parse to what it hangs on."""
    return Filler(lambda word: word is not None and word.dep_ in relations)


def tagged(*tags: str) -> Filler:
    """A word of one of these tags."""
    return Filler(lambda word: word is not None and word.tag_ in tags)


def after_word(words: str) -> Filler:
    """A word that one of these stands before and hangs on."""
    forms = frozenset(words.split())
    return Filler(lambda word: word is not None and any(child.lower_ in forms for child in word.lefts))


def holding(words: str) -> Filler:
    """A word in whose phrase one of these stands."""
    forms = frozenset(words.split())
    return Filler(lambda word: word is not None and any(inner.lower_ in forms for inner in word.subtree))


#: The object of an active verb or the subject of a passive one.
direct = standing_as("dobj", "nsubjpass")
counted = Filler(lambda word: word is not None and any(child.dep_ == "nummod" for child in word.lefts))
pronoun = Filler(lambda word: word is not None and word.pos_ == "PRON")
several = tagged("NNS", "NNPS", "CD")

somebody = Filler(is_somebody)
land = Filler(lambda word: word is not None and is_land(word.text))
state = named_as("GPE") & land
ground = named_as("GPE", "LOC") | lemma("territory country province zone")

_COUNTS = lemma("dozen score hundred thousand number group")
_PEOPLE = lemma(
    """boy girl teenager teen youth pupil brother sister couple family man men people pair trio compañero schoolboy
    schoolgirl fugitive stowaway staff crew employee driver nun bishop miner farmer fishermen sailor tourist
    all both"""
)


@Filler
def people(word: Token | None) -> bool:
    """Whether a word names people, not a body or a state."""
    if word is None or word.ent_type_ in ("ORG", "GPE", "NORP") or word.lemma_.lower() in body_nouns():
        return False
    if _COUNTS(word):  # "dozens of schoolgirls"
        return any(people(noun) for c in word.rights if c.lower_ == "of" for noun in c.children)
    return word.pos_ == "NUM" or _PEOPLE(word) or is_somebody(word)


@Filler
def employed(word: Token | None) -> bool:
    """Whether a noun names people by their post, or somebody by his name."""
    if word is None:
        return False
    named = word.ent_type_ == "PERSON" and word.pos_ == "PROPN"
    return named or ((word.lemma_.lower() in person_nouns() or people(word)) and word.pos_ == "NOUN")


#: Police, troops and others who search and arrest for a state beside its FORCES. They stand in no class with them, for
#: an agent may be a firm's, and a prosecutor is no fighter: "the prosecutor's murder" is not his deed, "the police's
#: arrest" is theirs.
force = of_class(*FORCES) | lemma(
    "agent detective investigator sergeant marshal sheriff deputy bailiff fbi prosecutor authority intelligence"
)
#: "soldiers", "customs men", "border officials": those who search and arrest, by what they are or serve.
official = force | lemma("man men people official authority staff") & after_word(
    "customs border frontier immigration militia police security coast army"
)
fighters = of_class("troops", "rebels")
#: Those who rob. Not all of the class of rebels, who take people as they do but hold up talks more often than banks.
robbers = lemma("gunman gunmen attacker assailant kidnapper robber bandit intruder raider thug militiaman")
#: Those who take people by force, for no state.
outlaws = robbers | of_class("rebels")
armed_robbers = robbers | after_word("armed")
armed = after_word("armed masked") | lemma(
    "pirate gunman gunmen bandit militant attacker assailant hijacker rebel kidnapper robber"
)
judges = lemma("court judge tribunal jury magistrate")
crowd = of_class("protesters")

vehicles = lemma(
    """convoy lorry truck bus car vehicle train boat ship vessel ferry trawler plane flight barge cargo shipment
    coach"""
)
_SHIPS = "trawler vessel ship tanker boat ferry freighter yacht dhow barge freighter submarine"
_ship = lemma(_SHIPS)
stoppable = lemma(f"{_SHIPS} bus minibus coach train car truck convoy")


@Filler
def ship(word: Token | None) -> bool:
    """ "the vessel", "the Danish trawler Lille Maria": a ship, or a name that such a word stands before."""

    return word is not None and (_ship(word) or any(_ship(c) for c in word.lefts if c.dep_ == "compound"))


premises = lemma(
    """premise office home house flat apartment building headquarters room newsroom compound residence villa shop
    warehouse car vehicle property farm ministry church mosque school village camp neighbourhood neighborhood estate
    hotel"""
)
closed_places = premises | lemma("street road area border scene city town district square entrance site exit")
#: Places that one side takes from another.
held_places = lemma("town city village capital base airport district province bridge camp garrison")
