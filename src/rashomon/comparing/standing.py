"""Which stories most voices tell, and how many articles and voices there are: known beside a case, not counted.

Reads what a comparison changes; keeps shelves of the file beside the case. The one idea: the brief needs twenty stories
of all, so each story lies under a key that sorts as its rank does, and a comparison moves only those that it changes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from rashomon.record import Story
from rashomon.store.beside import PLAIN, Beside

#: What ranks are counted down from: more articles than a case holds.
_MANY = 10**9


class Counted(NamedTuple):
    """Articles, independent voices and stories of a case, and the ids of its first stories in the order of a brief."""

    articles: int
    origins: int
    stories: int
    first: tuple[str, ...]


class Standing:
    """Ranks of stories and counts of voices, kept in a file."""

    def __init__(self, beside: Beside) -> None:
        self._voice_of = beside.shelf("rows_voice_of", PLAIN)
        self._voices = beside.shelf("rows_voices", PLAIN)
        self._rank_of = beside.shelf("rows_rank_of", PLAIN)
        self._ranks = beside.shelf("rows_ranks", PLAIN)

    def change(self, gone: Iterable[str], told: Sequence[Story], voices: Mapping[str, str]) -> None:
        """Takes in `voices` that are new or others, and stories that are `told` anew; `gone` ones are no more."""
        for article, voice in voices.items():
            self._hear(article, voice)
        for name in {*gone, *(story.id for story in told)}:
            if (rank := self._rank_of.pop(name, None)) is not None:
                del self._ranks[rank]
        for story in told:
            rank = _rank(story, {self._voice_of.get(one, one) for one in story.articles})
            self._rank_of[story.id] = rank
            self._ranks[rank] = story.id

    def _hear(self, article: str, voice: str) -> None:
        before = self._voice_of.get(article)
        if before == voice:
            return
        self._voice_of[article] = voice
        for one, more in ((before, -1), (voice, 1)):
            if one is not None:
                count = self._voices.get(one, 0) + more
                if count:
                    self._voices[one] = count
                else:
                    del self._voices[one]

    def voices_of(self, articles: Iterable[str]) -> dict[str, str]:
        """Whose voice each of these articles is."""
        return {one: self._voice_of.get(one, one) for one in articles}

    def counted(self, most: int) -> Counted:
        """How the case stands, with so many stories."""
        return Counted(len(self._voice_of), len(self._voices), len(self._rank_of), tuple(self._ranks.first(most)))


def _rank(story: Story, voices: Collection[str]) -> str:
    return f"{_MANY - len(voices):010d} {_MANY - len(story.articles):010d} {story.id}"
