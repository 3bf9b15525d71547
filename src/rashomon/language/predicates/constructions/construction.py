"""A construction: words, what may fill the slots of their frame, and the type of act that they tell with these.

The one idea: most verbs of the news tell no act alone ("turn", "leave", "hold", "pay"); the same verb with another
doer, object or preposition is another verb. A row says which fillers make it an act; what no row fits is left open.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from typing import NamedTuple

from spacy.tokens import Token

from rashomon.language.frames import Frame
from rashomon.language.parties.subjects import subject_of
from rashomon.language.predicates.constructions.fillers import Filler, anything


class Parties(NamedTuple):
    """The words that stand for those who do an act and for those whom it is done to."""

    doers: list[Token]
    done_to: list[Token]


class Behind(NamedTuple):
    """A noun behind one of these prepositions; behind any, where none is named."""

    prepositions: Set[str]
    noun: Filler

    def fits(self, found: Frame) -> bool:
        """Whether the frame has such a noun."""
        return any(
            (not self.prepositions or preposition in self.prepositions) and self.noun(noun)
            for preposition, noun in found.oblique
        )


def behind(prepositions: str, noun: Filler) -> Behind:
    """A noun behind one of these prepositions."""
    return Behind(frozenset(prepositions.split()), noun)


def behind_any(noun: Filler) -> Behind:
    """A noun behind whatever preposition."""
    return Behind(frozenset(), noun)


@dataclass(frozen=True, slots=True)
class Construction:
    """Lemmas and what must fill the slots of their frame; a slot that is not named may hold anything or nothing.

    `lemmas` and `particles` are words set apart by spaces. `type` is the type of act, or what gives it; None leaves it
    open. `doer` is asked of the subject in the active sense ("by police" of a passive). One of the `particles`, where
    there are any, stands behind the verb and hangs on it. `passive` None is either voice. `even_negated` says that the
    words tell the type under "not" as well. `when` is what no slot can say. `parties` gives who does it to whom where
    syntax misleads: an object that is no party, a subject that undergoes it. `part` is V or N, as of a `Frame`.
    """

    lemmas: str
    type: str | Callable[[Frame], str | None] | None
    doer: Filler = anything
    object: Filler = anything
    complement: Filler = anything
    oblique: Behind | None = None
    particles: str = ""
    passive: bool | None = None
    even_negated: bool = False
    when: Callable[[Frame], bool] | None = None
    parties: Callable[[Frame], Parties | None] | None = None
    part: str = "V"

    def fits(self, found: Frame) -> bool:
        """Whether the frame of one of these words has such fillers."""
        if found.part != self.part or (found.negated and not self.even_negated):
            return False
        if self.passive is not None and found.passive != self.passive:
            return False
        if not (self.object(found.object) and self.complement(found.complement)):
            return False
        if self.particles and not self._has_particle(found):
            return False
        if self.oblique is not None and not self.oblique.fits(found):
            return False
        if self.doer is not anything and not self.doer(subject_of(found.word)):
            return False
        return self.when is None or self.when(found)

    def _has_particle(self, found: Frame) -> bool:
        particles = self.particles.split()
        return any(child.lower_ in particles for child in found.word.rights)

    def type_of(self, found: Frame) -> str | None:
        """The type that a frame which fits tells."""
        return self.type(found) if callable(self.type) else self.type
