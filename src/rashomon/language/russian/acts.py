"""Acts that a Russian text tells: the word, its PLOVER type and mode, who does it to whom, and whether it happened.

Reads a Doc of russian/parse.py and russian_acts.csv; gives `Act`s in reading order. The one idea: a row of the table
says by case and preposition where the parties of a word stand, and what must hang on it for the word to mean that; a
word that no row fits tells no act, and a noun only where the text says that it is done or happens.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from spacy.tokens import Doc, Token

from rashomon.knowledge.russian import lands, section
from rashomon.knowledge.tables import rows, table
from rashomon.language.russian.forms import noun_lemma
from rashomon.language.russian.tree import (
    case_of,
    children,
    clause,
    feature,
    is_negated,
    joined,
    preposition,
    subject,
    verbs_joined,
)


class Row(NamedTuple):
    """One meaning of a word. `needs`: any of these lemmas hangs on it; `bars`: none of these does."""

    type: str
    mode: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    needs: frozenset[str]
    bars: frozenset[str]


@dataclass
class Act:
    """One act told. `word` is cited as its trigger; `verb` is the verb of its clause; heads of its parties."""

    word: Token
    verb: Token
    row: Row
    actors: list[Token] = field(default_factory=list)
    recipients: list[Token] = field(default_factory=list)
    modality: str = "happened"
    toll: bool = False

    @property
    def type(self) -> str:
        """Its PLOVER type."""
        return self.row.type


def find_acts(doc: Doc) -> list[Act]:
    """The acts of a text in reading order; of a verb and the noun it carries out, one."""
    found = [act for token in doc if (act := _act_of(token)) is not None]
    kept = [act for act in found if not _is_told_by_other(act, found)]
    return sorted([*kept, *_tolls(doc, kept)], key=lambda act: act.word.i)


# ── rows ──────────────────────────────────────────────────────────────────────────────────────────────────


@functools.cache
def _rows() -> dict[tuple[str, str], list[Row]]:
    """(part, lemma) → its rows, in the order of the table."""
    found: dict[tuple[str, str], list[Row]] = {}
    for line in rows("russian_acts"):
        needs = line["needs"].split("|") if line["needs"] else []
        row = Row(
            line["type"],
            line["mode"] or None,
            tuple(filter(None, line["actor"].split("|"))),
            tuple(filter(None, line["recipient"].split("|"))),
            frozenset(word for word in needs if not word.startswith("!")),
            frozenset(word[1:] for word in needs if word.startswith("!")),
        )
        for word in line["words"].split():
            found.setdefault((line["part"], word), []).append(row)
    return found


def _words(name: str, key: str = "words") -> frozenset[str]:
    return _word_sets()[name, key]


def is_later_death(toll: Act) -> bool:
    """ "скончались в больнице": dead by a deed that was done at another time."""
    return any(word.lemma_ in _words("deaths", "later") for word in toll.word.sent)


@functools.cache
def _word_sets() -> dict[tuple[str, str], frozenset[str]]:
    entries: dict[str, dict[str, Any]] = table("russian_act_words")
    return {
        (name, key): frozenset(words.split())
        for name, entry in entries.items()
        if name != "english"
        for key, words in entry.items()
    }


@functools.cache
def english_words() -> dict[str, str]:
    """Lemma → the English word by which the other tables tell modes and contexts."""
    found: dict[str, str] = table("russian_act_words")["english"]
    return found


# ── one word ──────────────────────────────────────────────────────────────────────────────────────────────


def _act_of(token: Token) -> Act | None:
    if token.pos_ == "VERB":
        return _verb_act(token)
    return _noun_act(token) if token.pos_ == "NOUN" else None


def _verb_act(verb: Token) -> Act | None:
    for row in _rows().get(("V", verb.lemma_), ()):
        if _fits(verb, row) and not _is_adjective(verb):
            act = Act(verb, verb, row, modality=modality_of(verb))
            act.actors, act.recipients = _parties_of_verb(verb, row)
            return act
    return None


def _is_adjective(verb: Token) -> bool:
    """A participle before its noun says which, not what happened: "обстрелянный город"."""
    return verb.dep_ == "amod" or ("VerbForm=Part" in str(verb.morph) and verb.dep_ in ("nsubj", "obj", "obl", "nmod"))


def _fits(word: Token, row: Row) -> bool:
    near = _near(word, word.pos_ == "VERB" and "subj" in row.actor and "Voice=Pass" not in str(word.morph))
    if row.type in _VIOLENT and any(token.lemma_ in _words("sports") for token in word.sent):
        return False
    lemmas = {lemma for token in near for lemma in (token.lemma_, noun_lemma(token.text))}
    if row.bars & lemmas:
        return False
    return not row.needs or any(_has(need, word, near, lemmas) for need in row.needs)


#: Types whose words sport and trade use, too.
_VIOLENT = frozenset(("ASSAULT", "THREATEN", "PROTEST", "RETREAT", "MOBILIZE"))


def _near(word: Token, without_subject: bool) -> list[Token]:
    """What hangs on a word, and on that: objects with their adjectives, not its clauses."""
    found = []
    for child in word.children:
        if child.dep_ in ("conj", "parataxis", "advcl", "ccomp", "acl:relcl", "punct", "cc"):
            continue
        if without_subject and child.dep_ == "nsubj":
            continue
        found.append(child)
        found += [one for one in child.children if one.dep_ in ("amod", "nmod", "obj", "nummod", "appos", "flat:name")]
    return found


def _has(need: str, word: Token, near: list[Token], lemmas: set[str]) -> bool:
    if need == "@light":
        return _carrier(word) is not None
    if need == "@told":
        return _carrier(word) is not None or _told_by(word) is not None
    if need == "@place":
        return any(token.ent_type_ == "LOC" or token.lemma_ in lands() for token in near)
    if need == "@person":
        return any(_is_person(token) for token in near)
    if need == "@weapon":
        return bool(_words("weapons") & lemmas)
    if need == "@aircraft":
        return bool(_words("weapons", "aircraft") & lemmas)
    return need in lemmas


def _is_person(token: Token) -> bool:
    named = token.ent_type_ == "PER" or token.lemma_ in ("он", "она", "они")
    return named or token.pos_ == "NUM" or noun_lemma(token.text) in section("titles")


def _noun_act(noun: Token) -> Act | None:
    for row in _rows().get(("N", noun.lemma_), ()):
        if not _fits(noun, row):
            continue
        verb = _carrier(noun)
        act = Act(noun, verb or _verb_above(noun), row)
        act.actors, act.recipients = _parties_of_noun(noun, row, verb)
        act.modality = modality_of(act.verb if verb is not None or _told_by(noun) is not None else noun)
        if verb is not None or _told_by(noun) is not None or _is_fact(noun, act):
            return act
    return None


def _carrier(noun: Token) -> Token | None:
    """The verb that carries a noun's act out: "нанесли удар", "подвергли обстрелу", "провёл переговоры"."""
    head = noun.head
    if head.pos_ == "VERB" and head.lemma_ in _words("light") and noun.dep_ in ("obj", "nsubj:pass", "obl", "iobj"):
        return head if not preposition(noun) or noun.dep_ == "nsubj:pass" else None
    return None


def _told_by(noun: Token) -> Token | None:
    """The verb that says that a noun's act happens: "прогремел взрыв"."""
    head = noun.head
    subject_of = noun.dep_ in ("nsubj", "nsubj:pass") and head.pos_ in ("VERB", "ADJ")
    return head if subject_of and head.lemma_ in _words("told") else None


def _verb_above(token: Token) -> Token:
    at = token
    while at.pos_ not in ("VERB", "AUX") and at.head.i != at.i:
        at = at.head
    return at


#: Nouns of speech, plans and wishes: what hangs on them is not told as done.
_ONLY_SPOKEN = frozenset(
    """возможность угроза план подготовка вопрос попытка риск опасность необходимость готовность предложение идея
    право тема призыв требование проект запрет недопустимость перспектива слух сообщение подозрение обвинение""".split()
)


#: "обвинить в убийстве": what somebody is accused of.
_ACCUSING = frozenset("обвинить обвинять подозревать заподозрить уличить обвинение".split())


def _is_fact(noun: Token, act: Act) -> bool:
    """Whether an act named in passing is told as one that was: an act of force with its victim or place."""
    if noun.head.lemma_ in _ONLY_SPOKEN or ("Number=Plur" in str(noun.morph) and act.type == "CONSULT"):
        return False
    if noun.head.lemma_ in _ACCUSING and preposition(noun):
        return False
    named = bool(act.actors or act.recipients) or any(c.ent_type_ == "LOC" for c in noun.subtree)
    if act.type in ("ASSAULT", "COERCE", "RETREAT", "SANCTION"):
        return named
    return act.type == "CONSULT" and len(act.actors) > 1


def _is_told_by_other(act: Act, acts: list[Act]) -> bool:
    """A verb that only carries a noun's act out, and a noun whose act a verb beside it tells already."""
    return any(
        _tells(other, act) for other in acts if other is not act and other.word.sent.start == act.word.sent.start
    )


def _tells(other: Act, act: Act) -> bool:
    noun, verb = other.word, act.word
    if verb.pos_ == "VERB" and noun.pos_ == "NOUN":
        return _carrier(noun) == verb or (other.type == act.type and _told_by(noun) == verb)
    if verb.pos_ == "NOUN" and noun.pos_ == "VERB":
        carried = _carrier(verb) == noun
        return not carried and other.type == act.type and noun in (act.verb, verb.head)
    # "вышли на улицы, протестуя": one protest
    return other.type == act.type and verb.head == noun and feature(verb, "VerbForm") == "Conv"


# ── harm that tells an act ────────────────────────────────────────────────────────────────────────────────

_TOLL = Row("ASSAULT", None, (), ("subj",), frozenset(), frozenset())


def _tolls(doc: Doc, acts: list[Act]) -> Iterator[Act]:
    """ "погибли 17 человек": an act of force where the text tells force, and no accident beside it."""
    if not any(act.type == "ASSAULT" and act.modality == "happened" for act in acts):
        return
    for token in doc:
        if token.pos_ != "VERB" or token.lemma_ not in _words("deaths") or is_negated(token) or _is_adjective(token):
            continue
        lemmas = {word.lemma_ for word in token.sent}
        if lemmas & _words("accidents"):
            continue
        if any(act.type == "ASSAULT" and act.word.pos_ == "NOUN" and act.verb == token for act in acts):
            # "погибли в результате обстрела": the shelling tells its dead
            continue
        victims = subject(token)
        yield Act(token, token, _TOLL, [], [victims] if victims is not None else [], modality_of(token), True)


# ── parties ───────────────────────────────────────────────────────────────────────────────────────────────


def _parties_of_verb(verb: Token, row: Row) -> tuple[list[Token], list[Token]]:
    passive = "Voice=Pass" in str(verb.morph) or bool(children(verb, "nsubj:pass", "aux:pass"))
    if passive:
        agents = [
            c for c in children(verb, "obl", "obl:agent", "obl:tmod") if case_of(c) == "Ins" and not preposition(c)
        ]
        patient = subject(verb)
        return _all(agents), _all([patient] if patient is not None and "obj" in row.recipient else _found(verb, row))
    doer = _doer(verb)
    actors = _all([doer] if doer is not None and "subj" in row.actor else [])
    given = [token for token in _found(verb, row) if token not in actors]
    if row.type == "ACCUSE" and not given:
        given = _accused_inside(verb)
    both = any("both" in place for place in row.recipient) and given
    others = _all(given)
    return ([*actors, *others], []) if both else (actors, others)


def _accused_inside(verb: Token) -> list[Token]:
    """ "обвинил в ударе боевиков": those whom the parse hangs on what they are accused of."""
    held = [child for child in verb.children if preposition(child) in ("в", "во")]
    return [
        one for child in held for one in children(child, "nmod")
        if feature(one, "Animacy") == "Anim" or one.ent_type_ or one.lemma_ in lands()
    ]  # fmt: skip


def _doer(verb: Token) -> Token | None:
    """The subject; of an infinitive, that of the verb above it where it is its own."""
    found = subject(verb)
    if found is not None:
        return found
    at = verb
    while at.dep_ in ("xcomp", "ccomp", "advcl", "conj", "acl") and at.head.i != at.i:
        held = at.dep_
        at = at.head
        if held == "acl" and at.pos_ in ("NOUN", "PROPN"):
            return at if "Voice=Act" in str(verb.morph) else None
        if at.lemma_ in _words("demanded"):
            asked = [c for c in at.children if c.pos_ in ("NOUN", "PROPN", "PRON")]
            asked = [c for c in asked if c.dep_ in ("obj", "iobj") or preposition(c) in ("от", "с", "к")]
            return asked[0] if asked else None
        if held == "ccomp":
            return None
        if (found := subject(at)) is not None:
            return found
    return None


def _found(word: Token, row: Row) -> list[Token]:
    """The first place of the row where somebody or something stands."""
    for place in row.recipient:
        found = _at(word, place.removesuffix(" both"))
        if found:
            return found
    return []


#: Prepositions that only bound a number: "задержала около 50 человек".
_OF_NUMBER = ("", "около", "до", "свыше", "порядка", "более")


def _at(word: Token, place: str) -> list[Token]:
    nominal = [c for c in word.children if c.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "X", "VERB")]
    bare = [c for c in nominal if preposition(c) in _OF_NUMBER]
    if place == "obj":
        found = [
            c for c in bare if c.dep_ in ("obj", "iobj") and case_of(c) != "Dat" and c.lemma_ not in ("это", "себя")
        ]
        return [_counted(c) for c in found]
    if place == "dat":
        return [c for c in bare if case_of(c) == "Dat" and c.dep_ in ("iobj", "obl", "nmod", "obj")]
    if place == "gen":
        return [c for c in bare if c.dep_ in ("nmod", "appos") and case_of(c) in ("Gen", "Acc")]
    if place == "ins":
        return [c for c in bare if case_of(c) == "Ins"]
    held = [one for child in children(word, "obj") if word.pos_ == "VERB" for one in child.children]
    nominal += [c for c in held if c.pos_ in ("NOUN", "PROPN", "PRON") and place != "с"]
    wanted = {"с": ("с", "со"), "в": ("в", "во"), "к": ("к", "ко")}.get(place, (place,))
    return [c for c in nominal if preposition(c) in wanted and _is_goal(c, place)]


def _is_goal(token: Token, place: str) -> bool:
    """ "в Дамаск" goes there, "в Дамаске" is there; "с оружием" is no party."""
    if place in ("в", "на"):
        return case_of(token) in ("Acc", "")
    if place == "с":
        return case_of(token) in ("Ins", "")
    return True


def _counted(token: Token) -> Token:
    """ "25 протестующих": the noun that is counted."""
    if token.pos_ == "NUM":
        nouns = [c for c in token.children if c.pos_ in ("NOUN", "PROPN", "VERB", "ADJ") and c.i > token.i]
        return nouns[0] if nouns else token
    return token


def _parties_of_noun(noun: Token, row: Row, carrier: Token | None) -> tuple[list[Token], list[Token]]:
    actors: list[Token] = []
    if carrier is not None:
        passive = "Voice=Pass" in str(carrier.morph)
        agents = [
            c for c in carrier.children if case_of(c) == "Ins" and c.dep_.startswith("obl") and not preposition(c)
        ]
        doer = _doer(carrier) if not passive else next(iter(agents), None)
        actors = [doer] if doer is not None and doer != noun else []
    for place in row.actor:
        if not actors:
            actors = [token for token in _at(noun, place) if token not in actors]
    given = [token for token in _found(noun, row) if token not in actors]
    if not given and carrier is not None:
        given = [token for token in _found(carrier, row) if token not in actors and token != noun]
        if carrier.lemma_ in ("подвергнуть", "подвергнуться"):
            given = _at(carrier, "obj")
    if row.actor[:1] == ("gen",) and row.recipient[:1] == ("gen",) and actors == given:
        given = []
    owners = children(noun, "amod")
    peoples = [a for a in owners if (land := lands().get(a.lemma_)) is not None and land.kind == "adjective"]
    actors = _all(actors) or peoples
    both = any("both" in place for place in row.recipient) and bool(given)
    others = [token for token in _all(given) if token not in actors]
    if noun.lemma_ in _OF_VICTIMS and not others and carrier is None:
        # "обстрел больницы": whose shelling is told is who was shelled
        actors, others = [], actors
    return ([*actors, *others], []) if both else (actors, others)


_OF_VICTIMS = frozenset("обстрел артобстрел бомбардировка бомбежка убийство арест задержание похищение".split())


def _all(heads: list[Token]) -> list[Token]:
    """Heads with those joined to them; a weapon stands for whose it is."""
    found: list[Token] = []
    for head in heads:
        for one in joined(head):
            party = _who(one)
            if party is not None and party not in found:
                found.append(party)
    return found


def _who(head: Token) -> Token | None:
    """Who acts or is hit where a thing is named: the owner of the aircraft, of the positions; nobody without one."""
    word = noun_lemma(head.text)
    if word in _words("targets"):
        return next((c for c in children(head, "nmod") if case_of(c) == "Gen" and not preposition(c)), head)
    if word not in _words("weapons"):
        return head
    for child in head.children:
        land = lands().get(child.lemma_)
        if (child.dep_ == "amod" and land is not None) or (child.dep_ == "nmod" and case_of(child) == "Gen"):
            return child
    return None


# ── modality ──────────────────────────────────────────────────────────────────────────────────────────────


def modality_of(word: Token) -> str:
    """happened, ongoing, planned, hypothetical, demanded or denied, by the verb's form and what stands above it."""
    if word.pos_ == "NOUN":
        return _modality_of_noun(word)
    if is_negated(word):
        return "denied"
    above = _above(word)
    words = {child.lower_ for child in word.children}
    if "бы" in words or "если" in words:
        return "hypothetical"
    if feature(word, "VerbForm") == "Inf":
        return _modality_of_infinitive(above)
    if "чтобы" in words:
        return "demanded"
    if feature(word, "Tense") == "Fut" or any(
        c.lemma_ == "быть" and feature(c, "Tense") == "Fut" for c in word.children
    ):
        return "planned"
    return "ongoing" if feature(word, "Tense") == "Pres" and feature(word, "VerbForm") == "Fin" else "happened"


def _above(word: Token) -> Token | None:
    return (
        word.head
        if word.head.i != word.i and word.dep_ in ("xcomp", "ccomp", "csubj", "conj", "obl", "acl", "nmod")
        else None
    )


def _modality_of_infinitive(above: Token | None) -> str:
    if above is None:
        return "planned"
    if above.pos_ == "VERB" and is_negated(above):
        return "denied"
    lemma = above.lemma_ if above.pos_ in ("VERB", "NOUN", "ADV") else noun_lemma(above.text)
    for names, modality in (("demanded", "demanded"), ("possible", "hypothetical"), ("planned", "planned")):
        if lemma in _words(names) or above.lower_ in _words(names):
            return modality
    if lemma in _words("starting"):
        return modality_of(above)
    return "planned"


def _modality_of_noun(noun: Token) -> str:
    verb = noun.head
    if verb.pos_ in ("VERB", "NOUN") and (
        verb.lemma_ in _words("demanded") or verb.lemma_ in ("прекратить", "отменить")
    ):
        return "demanded" if verb.lemma_ in _words("demanded") else "happened"
    if any(child.lemma_ in ("возможный", "вероятный", "потенциальный") for child in noun.children):
        return "hypothetical"
    if any(child.lemma_ in ("планируемый", "предстоящий", "будущий", "запланированный") for child in noun.children):
        return "planned"
    return "happened"


def clause_words(act: Act) -> list[Token]:
    """The words of an act's own clause and, where a noun tells it, those of its phrase."""
    words = clause(act.verb) if act.verb.pos_ in ("VERB", "AUX", "ADJ") else list(act.word.subtree)
    return sorted({*words, *act.word.subtree}, key=lambda token: token.i) if act.word != act.verb else words


def verb_above(act: Act) -> Token | None:
    """The verb that an act's clause hangs on or is joined to."""
    found = verbs_joined(act.verb)
    return found[0] if found else None
