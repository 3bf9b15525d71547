"""A noun or a number in its clause → what became of those it counts: dead, injured, arrested, displaced.

Reads the parse around a word; gives the `of` of a quantity. The one idea: what befell people is told by the verb they
are object or subject of ("were shot dead", "left 86 dead", "lost their lives"), by the noun they hang on ("the killing
of 86", "a toll of 86") or by a word beside them ("86 people dead"). Words: quantities.toml.
"""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc, Token

from rashomon.knowledge.tables import table


def state_after(doc: Doc, noun: Token) -> str | None:
    """ "86 people dead", "12 others wounded", "five soldiers killed in"; "12 wounded soldiers" by its adjective."""
    states = words_for("states")
    after = doc[noun.i + 1] if noun.i + 1 < len(doc) else None
    if after is not None and after.lower_ in states and (after.pos_ == "ADJ" or _participle(after)):
        return str(states[after.lower_])
    for child in noun.lefts:
        if child.lower_ in states and child.dep_ in ("amod", "compound"):
            return str(states[child.lower_])
    return None


def _participle(token: Token) -> bool:
    """A participle that tells of the noun before it, not an active verb with an object of its own."""
    return token.tag_ in ("VBN", "VBD") and not any(child.dep_ == "dobj" for child in token.children)


def fate_of(noun: Token) -> str | None:
    """What was done to the noun, or by it, by the verb above or the clause on it."""
    head = noun.head
    for child in noun.children:
        if child.dep_ in ("relcl", "acl") and (of := _of_clause(child)):
            return of
    if noun.dep_ in ("nsubjpass", "dobj"):
        lost = "dead" if head.lemma_.lower() == "lose" and noun.lemma_.lower() in _LOST_IN_WAR else None
        done = _done_to(head) or _left(noun, head) or _driven_out(head) or _held_to_be(head) or lost
        return done or (_toll_at(head) if noun.dep_ == "dobj" and head.lemma_.lower() in _REACHING else None)
    if noun.dep_ == "nsubj":
        return _done_by(head)
    if noun.dep_ == "pobj" and head.lower_ == "including" and head.head != noun:
        whole = head.head
        return fate_of(whole) if whole.pos_ in ("NOUN", "NUM", "PROPN") else _done_to(whole) or _toll_at(whole)
    if noun.dep_ == "pobj":
        return _by_preposition(head)
    if noun.dep_ == "conj" and head != noun:
        return fate_of(head) if head.dep_ in ("nsubjpass", "dobj", "nsubj", "pobj") else None
    return None


def _done_to(verb: Token) -> str | None:
    of: str | None = words_for("done_to").get(verb.lemma_.lower())
    if of is None and verb.tag_ == "VBN":  # "were unaccounted for"
        of = words_for("states").get(verb.lower_)
    return of or ("dead" if _is_fatal(verb) else _brought(verb) or _joined_fate(verb))


def _brought(verb: Token) -> str | None:
    """ "taken to hospital", "brought to the surface alive", "pulled from the rubble", "moved to safety"."""
    if verb.lemma_.lower() not in _BRINGING:
        return None
    preps = [c for c in verb.rights if c.dep_ == "prep"]
    preps += [c for prep in preps for c in prep.rights if c.dep_ == "prep"]  # "out of the water"
    ends = {(prep.lower_, n.lemma_.lower()) for prep in preps for n in prep.children if n.dep_ == "pobj"}
    words = {c.lower_ for c in verb.rights}
    if any(to in ("to", "into", "in") and end in _CLINICS for to, end in ends):
        return "injured"
    if words & {"alive", "ashore"} or any((to, end) == ("to", "surface") for to, end in ends):
        return "rescued"
    if verb.lemma_.lower() in _PULLING and any(of in ("from", "of") and end in _PERILS for of, end in ends):
        return "rescued"
    return "evacuated" if any(to in ("to", "into") and end in _REFUGES for to, end in ends) else None


_PULLING = frozenset("pull pluck drag dig haul fish lift winch".split())
_BRINGING = _PULLING | frozenset(
    "bring take move carry rush ferry airlift fly relocate transfer shift lead admit".split()
)
_CLINICS = frozenset("hospital clinic hospitals".split())
_PERILS = frozenset(
    "water sea lake river wave rubble debris wreckage wreck ruin mud snow building flood floodwater".split()
)
_REFUGES = frozenset("safety shelter ground".split())


def _is_fatal(verb: Token) -> bool:
    """ "shot dead", "stabbed to death", "gunned down", "burned alive": the verb alone leaves open what came of it."""
    lemma = verb.lemma_.lower()
    for child in verb.rights:
        if lemma in _STRIKING and (child.lower_ == "dead" and child.dep_ in ("oprd", "acomp", "advmod", "amod")):
            return True
        if lemma in _STRIKING and child.lower_ == "to" and any(c.lower_ == "death" for c in child.children):
            return True
        if child.lower_ == "alive" and lemma in ("burn", "bury", "skin"):
            return True
        if child.lower_ == "down" and lemma in ("gun", "mow"):
            return True
    return False


_STRIKING = frozenset(
    """shoot stab beat burn hack club knife batter stone strangle trample crush bludgeon gun hit kick choke freeze
    starve""".split()
)


def _joined_fate(verb: Token) -> str | None:
    """ "were shot and killed", "were attacked and wounded": what the verb joined to it tells of the same people."""
    joined = [c for c in verb.rights if c.dep_ == "conj" and c.tag_ == verb.tag_]
    alone = [c for c in joined if not any(n.dep_ in ("nsubj", "nsubjpass", "dobj") for n in c.children)]
    return next((of for c in alone if (of := words_for("done_to").get(c.lemma_.lower()))), None)


def _done_by(verb: Token) -> str | None:
    known = words_for("done_by")
    if verb.lemma_.lower() in known:
        return str(known[verb.lemma_.lower()])
    for child in verb.children:
        if child.dep_ in ("acomp", "oprd", "attr") and child.lower_ in words_for("states"):
            return str(words_for("states")[child.lower_])
    if verb.lower_ in words_for("states") and verb.tag_ == "VBG":
        return str(words_for("states")[verb.lower_])
    objects = [child for child in verb.children if child.dep_ in ("dobj", "ccomp", "xcomp")]
    things = {child.lemma_.lower() for child in objects}
    if verb.lemma_ == "lose" and "life" in things:
        return "dead"
    if (verb.lemma_ in ("lose", "leave", "abandon") and things & _HOMES) or (
        verb.lemma_ in ("take", "seek", "find") and things & {"shelter", "refuge"}
    ):
        return "displaced"
    if verb.lemma_ == "be" and any(c.lower_ == "in" and _is_clinic(c) for c in verb.rights):
        return "injured"
    return _done_to(verb) if verb.tag_ in ("VBN", "VBD") and not objects else None


#: "Lost 13 men": whom an army loses. A plant loses workers otherwise.
_LOST_IN_WAR = frozenset("man soldier troop fighter serviceman sailor marine policeman pilot guerrilla".split())
_HOMES = frozenset("home house".split())


def _is_clinic(preposition: Token) -> bool:
    return any(noun.dep_ == "pobj" and noun.lemma_.lower() in _CLINICS for noun in preposition.children)


def _left(noun: Token, verb: Token) -> str | None:
    """ "left 86 people dead"; "claimed 86 lives"; "86 lost their lives" stands with the subject."""
    if verb.lemma_ in ("leave", "report", "find", "see"):
        for child in [*verb.children, *noun.children]:
            if child.i > noun.i and child.lower_ in words_for("states"):
                return str(words_for("states")[child.lower_])
    return None


def _held_to_be(verb: Token) -> str | None:
    """ "40 people are feared dead", "were confirmed drowned", "are thought to have died", "are feared killed"."""
    if verb.lemma_.lower() not in _HOLDING or verb.tag_ != "VBN":
        return None
    for child in verb.rights:
        if child.dep_ in ("oprd", "acomp", "attr", "xcomp", "ccomp") and child.lower_ in words_for("states"):
            return str(words_for("states")[child.lower_])
        if child.dep_ == "xcomp" and child.pos_ in ("VERB", "AUX"):
            undergone = child.tag_ == "VBN" and not any(c.lower_ == "have" for c in child.lefts)
            passive = undergone or any(c.dep_ == "auxpass" for c in child.lefts)
            return _done_to(child) if passive else _done_by(child)
    return None


_HOLDING = frozenset(
    "fear presume believe think assume confirm report declare pronounce find list say know suspect understand".split()
)


def _driven_out(verb: Token) -> str | None:
    """ "forced 55,000 people from their homes", "drove 2,000 people to flee"."""
    if verb.lemma_ not in ("force", "drive", "push", "compel"):
        return None
    for child in verb.children:
        left = [one.lemma_ for one in child.children if one.dep_ == "pobj"] if child.lower_ == "from" else []
        if (child.dep_ == "xcomp" and child.lemma_ in ("flee", "leave")) or set(left) & {"home", "house", "village"}:
            return "displaced"
    return None


def _of_clause(verb: Token) -> str | None:
    passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)
    if (verb.dep_ == "acl" and verb.tag_ == "VBN") or passive:
        return _done_to(verb)
    return _done_by(verb) if any(child.dep_ == "nsubj" for child in verb.children) else None


#: Nouns of number, whose fate is that of what they number: "dozens of people were wounded".
_NUMBER_NOUNS = frozenset(
    "dozens scores tens hundreds thousands millions billions couple handful total dozen number majority group".split()
)


#: What is done to lives that are lost; other lives ("the private lives of millions") are led.
_TAKES_LIVES = frozenset("claim take cost lose end".split())


def _by_preposition(preposition: Token) -> str | None:
    """ "the lives of 470,000 people", "the killing of 86 people", "a death toll of 86", "the arrest of 20 men"."""
    head = preposition.head
    if preposition.lower_ == "from" and _toll_at(head) and not _is_new_toll(preposition):
        return None
    if preposition.lower_ == "of" and (head.lower_ in _NUMBER_NOUNS or head.pos_ == "NUM" or head.tag_ == "CD"):
        return fate_of(head)
    if preposition.lower_ == "of":
        lemma = head.lemma_.lower()
        if lemma == "life":
            return "dead" if head.head.lemma_.lower() in _TAKES_LIVES else None
        if lemma in ("body", "corpse"):
            return "dead"  # "the bodies of seven women"
        if lemma in ("death", "killing", "murder", "massacre", "execution", "slaughter"):
            return "dead"
        if lemma == "loss" and any(noun.lemma_.lower() in _LOST_IN_WAR for noun in preposition.children):
            return "dead"
        if lemma in ("arrest", "detention"):
            return "arrested"
        if lemma in ("wounding", "injury", "injuring"):
            return "injured"
        if lemma in ("displacement", "abduction", "kidnapping", "evacuation", "release", "expulsion", "deportation"):
            return {"displacement": "displaced", "evacuation": "evacuated", "release": "released",
                    "expulsion": "expelled", "deportation": "expelled"}.get(lemma, "abducted")  # fmt: skip
        if head.tag_ == "VBG":
            return _done_to(head)
    return _toll_at(head)


def toll_of(number: Token) -> str | None:
    """What a number is a toll of; "from 19" and "not 40" are what was believed before."""
    old = number.head.lower_ == "from" and not _is_new_toll(number.head)
    before = old or any(c.dep_ == "neg" or c.lower_ == "not" for c in number.children)
    if number.dep_ == "attr" and number.head.lemma_ == "be" and not before:
        return _toll_at(number.head)
    if number.dep_ == "dobj" and number.head.lemma_.lower() in _REACHING and not before:
        return _toll_at(number.head) or _of_the(number.head, "nsubj")
    if number.dep_ != "pobj" or before:
        return None
    put = number.head.head
    if put.dep_ == "conj" and number.head.lower_ == "at" and put.lower_ in words_for("states"):
        return str(words_for("states")[put.lower_])  # "the dead at 31 and the injured at 90"
    if number.head.lower_ == "at" and put.lemma_.lower() in _SETTING | {"stand"} and not _toll_at(put):
        return _of_the(put, "dobj", "nsubjpass", "nsubj")
    above = [verb for verb in number.ancestors if number.head.lower_ in ("to", "at", "as") and _sets(verb)]
    return next((of for head in (number.head.head, *above) if (of := _toll_at(head))), None)


def _of_the(verb: Token, *roles: str) -> str | None:
    """ "The dead numbered 34", "put the wounded at 58", "put the number of demonstrators at 5,000"."""
    for word in (child for child in verb.children if child.dep_ in roles):
        if word.lower_ in words_for("states") and any(c.lower_ == "the" for c in word.lefts):
            return str(words_for("states")[word.lower_])
        if word.lemma_.lower() in ("number", "figure", "count"):
            counted = (noun for c in word.rights if c.lower_ == "of" for noun in c.children if noun.dep_ == "pobj")
            return next((of for noun in counted if (of := kind_of(noun)) in ("protesters", "arrested")), None)
        if word.lemma_.lower() in ("turnout", "attendance") and _tells_of_a_march(word.doc):
            return "protesters"
    return None


def _tells_of_a_march(doc: Doc) -> bool:
    return any(token.lemma_.lower() in _MARCHING for token in doc[:_OPENING])


_MARCHING = frozenset("protest protester demonstration demonstrate demonstrator march rally striker".split())
_OPENING = 200
#: Verbs by which a toll is told to be as high as a number.
_REACHING = frozenset("reach pass exceed top surpass hit near approach number total".split())


def _is_new_toll(preposition: Token) -> bool:
    """ "rose from nine to 14": the number that the parse hangs on "from" with "to" before it."""
    return any(c.lower_ == "to" for number in preposition.children for c in number.lefts)


def _sets(verb: Token) -> bool:
    return verb.pos_ == "VERB" and verb.lemma_.lower() in _SETTING


#: Verbs by which a toll is set or set right: "corrected the toll to 16", "put the number of dead at 31".
_SETTING = frozenset(
    "give correct revise put raise lower bring update increase reduce cut amend set adjust take".split()
)


_RISING = frozenset("rise climb jump increase grow soar fall drop".split())
#: Nouns that say of whom they count that he is dead.
DEATHS = frozenset({"death", "fatality", "martyr"})
#: Whatever is done to them, they are dead.
BODIES = frozenset({"body", "corpse"})


def _toll_at(head: Token) -> str | None:
    """ "a death toll of 86", "the toll rose to 86", "the number of injured reached 12"."""
    told = ("nsubj", "compound", "nsubjpass", *(("dobj",) if head.lemma_.lower() in _SETTING else ()))
    words = [head, *[child for child in head.children if child.dep_ in told]]
    if head.lemma_.lower() in _RISING and not any(c.dep_ in ("nsubj", "nsubjpass") for c in head.lefts):
        # "The number of people confirmed dead rose to 31": the parse takes its subject for that of the words between
        around = (*head.ancestors, *(c for c in head.lefts if c.dep_ == "csubj"))
        words += [c for above in around for c in above.lefts if c.dep_ == "nsubj"]
    for word in words:
        if word.lemma_.lower() == "toll":
            hurt = any(child.lower_ in ("injury", "injured") for child in word.children)
            return "injured" if hurt else "dead"
        if word.lemma_.lower() == "number":
            for child in [*word.subtree, *(head.doc[word.i : head.i] if word.i < head.i else ())]:
                if child.lower_ in words_for("states"):
                    return str(words_for("states")[child.lower_])
                if child.lemma_.lower() in DEATHS | BODIES:
                    return "dead"
    return None


def kind_of(noun: Token) -> str | None:
    """What a noun counts by itself: "deaths", "protesters", "missiles"; None for nouns of no table."""
    if noun.lemma_.lower() == "bomber" and any(word.lower_ in _PERSONAL for word in noun.lefts):
        return None  # "two suicide bombers" are no aircraft
    of: str | None = words_for("nouns").get(noun.lemma_.lower())
    return of


_PERSONAL = frozenset({"suicide", "female", "male", "young", "child", "teenage", "would", "alleged", "suspected"})


def words_for(name: str) -> dict[str, Any]:
    """One of the tables of quantities.toml: words → what they tell of those counted, or what they measure."""
    found: dict[str, Any] = table("quantities")[name]
    return found
