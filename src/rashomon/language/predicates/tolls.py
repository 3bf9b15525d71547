"""Acts and numbers of a sentence → which number belongs to which act, and which tells an act by itself.

The one idea: one climbs from a number towards the root; the first act met owns it. Where none is met, a toll belongs to
the act of its kind in the sentence, wherever that hangs; and one that no act owns is told by its own word ("homeless",
"the toll") where force, nature or an accident is behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spacy.tokens import Token

from rashomon.language.frames import meanings_of
from rashomon.language.mishaps import is_mishap, is_ruined

#: What becomes of those counted → the type of the act that did it.
TOLLS: Mapping[str, str] = {
    "dead": "ASSAULT", "injured": "ASSAULT", "destroyed": "ASSAULT", "damaged": "ASSAULT", "missing": "ASSAULT",
    "abducted": "ASSAULT", "infected": "ASSAULT", "arrested": "COERCE", "released": "RETREAT", "expelled": "SANCTION",
}  # fmt: skip
_HARMED = frozenset({"dead", "injured"})
#: What nature and accidents do beside killing and hurting; who fights does these to somebody by an act.
_LOSSES = frozenset("missing displaced destroyed damaged stranded trapped affected infected evacuated".split())
#: Those who live together are counted as such.
_HOMES = frozenset({"families", "households"})
#: What one number tells by itself of those whom harm met.
OF_TOLLS = _LOSSES | _HOMES | {"dead", "injured", "buildings"}


def tells_a_toll(head: Token, of: str, force: bool) -> bool:
    """Whether a number tells by itself what force, nature or an accident did: the dead and hurt of any of them; the
    missing, the homeless and the ruined houses of the last two. `of`: what it counts; `force`: the text tells of some.
    """
    if of in _HARMED:
        return force or is_mishap(head) or _is_of_force(head)
    ruined = of == "buildings" and is_ruined(head)
    uprooted = of in _HOMES and toll_word(head).lower_ in _SUFFERED
    return (of in _LOSSES or ruined or uprooted) and is_mishap(head)


def type_of_count(head: Token, of: str | None) -> str | None:
    """The type of an act that a number alone tells by what it counts: "5,000 demonstrators", "569 detentions"."""
    if of == "protesters" and (head.lemma_.lower() in _MARCHING or head.like_num):
        return "PROTEST"
    return "COERCE" if of == "arrested" and head.lemma_.lower() == "detention" else None


_MARCHING = frozenset("protester protestor demonstrator marcher".split())


def owner_of_number(head: Token, of: str | None, acts: Mapping[Token, str]) -> Token | None:
    """The act word that a number belongs to; None where it belongs to none.

    `acts`: the words acts of this sentence hang on, each with its type.
    """
    wanted = TOLLS.get(of or "")
    met = next((word for word in (head, *head.ancestors) if word in acts), None)
    if wanted is None:
        return met
    if met is not None and acts[met] == wanted:
        return met
    fitting = [word for word in acts if acts[word] == wanted and word.sent.start == head.sent.start]
    if met is not None:  # "opened fire to disperse the crowd, killing one"
        fitting = [word for word in fitting if met.is_ancestor(word) or _is_aim_of(met, word)]
    fitting = [word for word in fitting if not _is_set_against(word, head) and not _is_set_against(head, word)]
    if not fitting or (of in _HARMED and met is not None and not fitting):
        return None
    return min(fitting, key=lambda word: (_steps(head, word), word.i))


def _is_aim_of(act: Token, deed: Token) -> bool:
    """Whether an act is but what a deed was done for: "fired to disperse them"."""
    return act.head == deed and act.dep_ in ("advcl", "xcomp") and any(c.tag_ == "TO" for c in act.lefts)


def _is_set_against(word: Token, other: Token) -> bool:
    """ "put the toll at 45, while the army said it had killed 12": what one says beside another is of its own."""
    for above in (word, *word.ancestors):
        if above == other or above.is_ancestor(other):
            return False
        if above.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _AGAINST for c in above.lefts):
            return True
    return False


_AGAINST = frozenset({"while", "whereas", "although", "though"})


def _steps(one: Token, two: Token) -> int:
    above = [one, *one.ancestors]
    for steps, word in enumerate([two, *two.ancestors]):
        if word in above:
            return steps + above.index(word)
    return 99


_TOLD = frozenset({"toll", "die", "perish", "drown", "body", "corpse", "number", "casualty", "injury", "martyr"})
_SUFFERED = frozenset(
    """dead killed wounded injured hurt slain missing displaced homeless destroyed damaged stranded trapped
    affected infected evacuated""".split()
)


def toll_word(head: Token) -> Token:
    """The word that tells a toll by itself: "toll", "dead", "wounded"; "died" alone of "11 died and 30 were hurt"."""
    for word in (head, *head.ancestors):
        for near in (word, *word.children):
            if near.lemma_.lower() in _TOLD or near.lower_ in _SUFFERED:
                joined = near.dep_ == "conj" and near.head.pos_ == "VERB" and near.head.lemma_.lower() in _TOLD
                return near.head if joined else near
    return head


def is_later_death(lemmas: Iterable[str]) -> bool:
    """ "died of his wounds on Tuesday": dead by a deed that was done at another time."""
    return not _AFTERWARDS.isdisjoint(lemmas)


_AFTERWARDS = frozenset("hospital wound injury succumb".split())


def _is_of_force(head: Token) -> bool:
    """ "the blast left three dead", "an attack that cost nine lives": a number whose verb an act of force does; and
    martyrs, whom nature makes none.
    """
    if any(word.lemma_.lower() == "martyr" for word in toll_word(head).subtree):
        return True
    verb = next((word for word in head.ancestors if word.pos_ == "VERB"), None)
    doers = [c for c in verb.lefts if c.dep_ == "nsubj"] if verb is not None else []
    doers += [verb.head for c in doers if verb is not None and verb.dep_ == "relcl" and c.tag_ in ("WDT", "WP")]
    return any(m.type == "ASSAULT" for doer in doers if doer.pos_ == "NOUN" for m in meanings_of(doer))
