"""What a story is called as long as it lasts: a name inside, which a newcomer does not change where its id does.

Reads which stories are no more and of whom others are made; keeps two shelves of the file beside the case. The idea:
a story is named after its first article, so a newcomer may rename it, but entities and events ask only who is told
together: who keeps the name of most of their articles leaves most of them where they were.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping, Set
from itertools import count


class Lasting:
    """Names of stories, which are their ids but for some. `names`: story → its name, `stories`: name → the story, of
    those where the two differ.
    """

    def __init__(self, names: MutableMapping[str, str], stories: MutableMapping[str, str]) -> None:
        self._names, self._stories = names, stories
        #: Of a change that is under way: stories that are no more, and those that came with their names.
        self._gone: Set[str] = frozenset()
        self._came: dict[str, str] = {}
        self._named: dict[str, str] = {}

    def change(self, gone: Set[str], came: Mapping[str, Mapping[str, int]]) -> None:
        """Names the stories that `came`: each with how many of its articles were in which story of before."""
        self._gone, self._came, self._named = gone, {}, {}
        taken = set[str]()
        pairs = sorted((-common, old, new) for new, found in came.items() for old, common in found.items())
        for _, old, new in pairs:
            if old in gone and new not in self._came and old not in taken:
                self._call(new, self.before(old))
                taken.add(old)
        for new in sorted(came.keys() - self._came.keys()):
            self._call(new, next(filter(self._is_free, _names_for(new))))

    def before(self, story: str) -> str:
        """What a story was called before."""
        return self._names.get(story, story)

    def now(self, story: str) -> str:
        """What a story is called."""
        return self._came.get(story) or self.before(story)

    def story(self, name: str) -> str | None:
        """The story that is called so now."""
        found = self._named.get(name)
        if found is None:
            found = self._stories.get(name, name)
            found = None if found in self._gone or found in self._came or self.before(found) != name else found
        return found

    def keep(self) -> None:
        """Keeps the names as they are now."""
        for story in self._gone:
            name = self._names.pop(story, None)
            if name is not None and self._stories.get(name) == story:
                del self._stories[name]
        for story, name in self._came.items():
            if story != name:
                self._names[story], self._stories[name] = name, story

    def _is_free(self, name: str) -> bool:
        bearer = self._stories.get(name)
        return name not in self._named and (bearer is None or bearer in self._gone or bearer in self._came)

    def _call(self, story: str, name: str) -> None:
        self._came[story], self._named[name] = name, story


def _names_for(story: str) -> Iterator[str]:
    yield story
    yield from (f"{story} {number}" for number in count(2))
