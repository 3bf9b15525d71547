"""Harm that nobody is said to have done: earthquakes, floods, sunken ferries, crashes.

Reads a parse; says of a word that tells harm whether nature or an accident is behind it. The one idea: what the
sentence names as the cause decides; a sentence that names none ("Eleven people died") goes by what the text opens
with; and one word of fighting or crime beside it leaves the harm to people.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

#: What the world does by itself, and what goes wrong.
CAUSES = frozenset(
    """earthquake quake aftershock tremor temblor tsunami flood flooding floodwater landslide mudslide rockslide
    avalanche storm thunderstorm hurricane cyclone typhoon tornado monsoon blizzard heatwave drought wildfire blaze
    lightning eruption volcano swell downpour rainfall epidemic outbreak cholera virus malaria measles flu disease
    famine accident crash collision derailment shipwreck capsizing sinking stampede crush pile-up pileup collapse
    hailstorm sinkhole disaster tragedy smog rain pandemic coronavirus covid-19 plague""".split()
)
_GO_WRONG = frozenset(
    "capsize sink derail overturn collide crash drown collapse erupt founder skid plunge overflow".split()
)
#: What befalls who was "killed after falling", "while slipping".
_FALLING = frozenset({"fall", "slip"})
#: What befalls many by their own number, or by what gives way, where nobody is said to do it.
_CRUSHED = frozenset("crush trample suffocate electrocute".split())
#: Blasts of these are accidents unless the text says otherwise.
_BLOWN = frozenset("explosion blast".split())
_WORKS = frozenset(
    """gas methane firedamp firework boiler factory mine colliery refinery coal plant cylinder pipeline tanker
    chemical""".split()
)
_TURNED_OVER = frozenset(("turn over", "roll over", "cave in", "run aground", "break out"))
#: Words of fighting and crime; beside one of them harm is somebody's.
_DELIBERATE = frozenset(
    """attack bomb bombing bomber shell shelling bombard bombardment airstrike warplane missile rocket torpedo mortar
    artillery gunman gunmen gunfire shoot shooting militant rebel insurgent terrorist terrorism clash fighting battle
    war combat murder stab stabbing assassinate assassination massacre execute execution suicide explosives ied arson
    sabotage hijack fire-bomb raid ambush assault crackdown teargas riot hostage gang drone""".split()
)
#: Words of a text that count as its opening.
_OPENING = 90


#: Whose fire, or which, is that of guns: "Israeli fire", "enemy fire".
_WHOSE_FIRE = frozenset("enemy friendly hostile police army rebel sniper mortar artillery tank rocket gun".split())


def is_of_nature(subject: Token) -> bool:
    """Whether a noun is something that happens by itself ("the quake", "landslides")."""
    if subject.pos_ not in ("NOUN", "PROPN"):
        return False
    lemma = subject.lemma_.lower()
    shots = any(c.ent_type_ == "NORP" or c.lower_ in _WHOSE_FIRE for c in subject.lefts)
    burns = lemma == "fire" and not shots and (subject.dep_.startswith("nsubj") or subject.head.lower_ in ("in", "by"))
    if any(c.lower_ in _STORMS and c.dep_ == "compound" for c in subject.lefts):
        return True  # "Cyclone Freddy killed hundreds"
    blown = lemma in _BLOWN and any(word.lemma_.lower() in _WORKS for word in subject.subtree)
    weather = lemma in ("wave", "spell") and any(c.lower_ in ("cold", "heat") for c in subject.lefts)
    return burns or blown or weather or (lemma in CAUSES and not _of_people(subject))


_STORMS = frozenset("cyclone hurricane typhoon storm superstorm".split())


def is_done_by_nature(verb: Token) -> bool:
    """Whether the subject of a verb, or of the verb it is joined to, is such ("landslides blocked … and forced")."""
    subjects = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
    if not subjects and verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        return is_done_by_nature(verb.head)
    return any(map(is_of_nature, subjects))


def goes_wrong(word: Token) -> bool:
    """Whether a verb tells a mishap by itself ("capsized", "turned over")."""
    return word.pos_ == "VERB" and _is_cause(word)


def is_ruined(thing: Token) -> bool:
    """Whether the verb over a thing destroys or spoils it: "damaged 340 homes", "homes were swept away"."""
    done = thing.dep_ in ("dobj", "nsubjpass") or (thing.dep_ == "nsubj" and thing.head.lemma_ in ("collapse", "burn"))
    return done and thing.head.lemma_.lower() in _RUINING


_RUINING = frozenset(
    """destroy damage wreck flatten demolish level raze submerge inundate flood swamp bury burn collapse gut ravage
    sweep wash""".split()
)


def is_mishap(word: Token) -> bool:
    """Whether the harm that a word tells is nobody's doing, as far as its text says."""
    sentence = list(word.sent)
    if any(map(_is_deliberate, sentence)):
        return False
    if any(map(_is_cause, sentence)):
        return True
    opening = _opening(word.doc)
    return any(map(_is_cause, opening)) and not any(map(_is_deliberate, opening))


def _opening(doc: Doc) -> list[Token]:
    return list(doc[:_OPENING])


def _is_cause(word: Token) -> bool:
    lemma = word.lemma_.lower()
    if word.lower_ == "sunken":
        return True
    if word.pos_ == "VERB":
        particles = (child.lower_ for child in word.children if child.dep_ in ("prt", "advmod", "advcl"))
        fell = lemma in _FALLING and word.tag_ == "VBG" and word.dep_ in ("pcomp", "conj")
        crushed = lemma in _CRUSHED and not any(c.dep_ in ("agent", "nsubj") for c in word.children)
        if fell or crushed or lemma in _GO_WRONG or gives_way(word):
            return True
        return any(f"{lemma} {particle}" in _TURNED_OVER for particle in particles)
    return is_of_nature(word)


def gives_way(verb: Token) -> bool:
    """ "The river burst its banks", "the plane broke into pieces", "the boat went down", "the bridge gave way"."""
    lemma = verb.lemma_.lower()
    if lemma not in _BREAKING:
        return False
    subjects = {child.lemma_.lower() for child in verb.lefts if child.dep_ == "nsubj"}
    after = {child.lower_ for child in verb.rights}
    if lemma == "burst":
        return bool(subjects & _WATERS) or bool(after & {"banks"})
    if lemma == "give":
        return "way" in after and bool(subjects & _BUILT)
    if lemma == "go":
        # "the Mugote, which went down off the island"
        named = verb.dep_ == "relcl" and verb.head.pos_ == "PROPN" and "off" in after
        return "down" in after and (named or bool(subjects & _VESSELS))
    return bool(after & {"apart", "into", "up"}) and bool(subjects & _VESSELS)


_BREAKING = frozenset("burst break go give".split())
_WATERS = frozenset("river dam levee dyke dike embankment canal lake stream reservoir".split())
_BUILT = frozenset("bridge roof dam wall ground slope hillside floor balcony scaffold scaffolding embankment".split())
_VESSELS = frozenset("ferry boat ship vessel trawler dinghy plane aircraft airliner jet helicopter".split())


def _is_deliberate(word: Token) -> bool:
    lemma = word.lemma_.lower()
    if lemma == "attack" and any(child.lower_ in ("heart", "asthma", "panic") for child in word.children):
        return False
    if lemma == "strike" and word.pos_ in ("NOUN", "PROPN"):
        return any(child.lower_ in ("air", "drone", "missile", "rocket") for child in word.children)
    return lemma in _DELIBERATE


def _of_people(noun: Token) -> bool:
    """ "a storm of protest", "a flood of refugees": a figure of speech."""
    return noun.lemma_.lower() in ("storm", "flood", "avalanche", "wave") and any(
        child.lower_ == "of" for child in noun.children
    )
