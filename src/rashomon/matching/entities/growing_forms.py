"""Forms that grow: chains that came or went → which forms are new or gone, and what is known of all chains of each.

Reads chains; keeps their forms, who bears them and their sums. The one idea: a chain that is not the first of its form
is judged as the first is, with the same others and to the same end, and changes nothing for anybody else.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, MutableMapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import NamedTuple

from rashomon.matching.entities.chains import Chain, sure_keys
from rashomon.matching.entities.forms import Form, Part, Sums, form_of, name_of, sums_of
from rashomon.matching.entities.levels import keep
from rashomon.matching.entities.persons import Profile
from rashomon.matching.entities.same_names import Anchor, profile_of_parts
from rashomon.record import grouped


@dataclass
class FormsKept:
    """What grows; each part may lie in a file. `of`: chain → form; the rest is by form.

    `first`, `bearers`: its first chain, and all; `told`: articles and stories of its chains, where many may bear it;
    `anchors`: those that each of its chains is judged with.
    """

    of: MutableMapping[str, str] = field(default_factory=dict)
    forms: MutableMapping[str, Form] = field(default_factory=dict)
    first: MutableMapping[str, str] = field(default_factory=dict)
    bearers: MutableMapping[str, list[str]] = field(default_factory=dict)
    sums: MutableMapping[str, Sums] = field(default_factory=dict)
    told: MutableMapping[str, list[str]] = field(default_factory=dict)
    anchors: MutableMapping[str, list[Anchor]] = field(default_factory=dict)


class Regrouped(NamedTuple):
    """Forms that are `new`; that are `gone`, as they were; those whose first chain is another or not as it was; and
    all that lost or gained a chain.
    """

    new: set[str]
    gone: dict[str, Form]
    stirred: set[str]
    touched: set[str]


class GrowingForms:
    """Forms kept ready for newcomers; `chains` as they are now."""

    def __init__(self, kept: FormsKept, chains: Mapping[str, Chain]) -> None:
        self.kept, self._chains = kept, chains

    def exchange(self, out: Mapping[str, Chain], into: Mapping[str, Chain]) -> Regrouped:
        """Takes chains away and takes others in; one that is not as it was is in both."""
        kept = self.kept
        leaving = grouped((kept.of[one], one) for one in out)
        forms: dict[str, Form] = {}
        named = {}
        for one, chain in into.items():
            form = form_of(chain)
            named[one] = name_of(form)
            forms[named[one]] = form
        coming = grouped((name, one) for one, name in named.items())
        keep(kept.of, {one: None for one in out if one not in into} | named)
        found = Regrouped(set(), {}, set(), {*leaving, *coming})
        for name in sorted(found.touched):
            self._exchange(name, forms.get(name), leaving.get(name, []), coming.get(name, []), out, into, found)
        return found

    def _exchange(
        self,
        name: str,
        form: Form | None,
        leaving: list[str],
        coming: list[str],
        out: Mapping[str, Chain],
        into: Mapping[str, Chain],
        found: Regrouped,
    ) -> None:
        kept = self.kept
        before = kept.first.get(name)
        if form is not None and before is None:
            kept.forms[name] = form
            found.new.add(name)
        bearers = _exchanged(kept.bearers.get(name) or [], leaving, coming)
        if not bearers:
            found.gone[name] = kept.forms[name]
            for shelf in (kept.forms, kept.first, kept.bearers, kept.sums, kept.told):
                keep(shelf, {name: None})
            return
        keep(kept.bearers, {name: bearers})
        keep(kept.first, {name: bearers[0]})
        self._sum_up(name, [out[one] for one in leaving], [into[one] for one in coming])
        was, now = out.get(before or ""), into.get(bearers[0])
        if before is not None and (before != bearers[0] or (was and now and _says(was) != _says(now))):
            found.stirred.add(name)

    def _sum_up(self, name: str, leaving: list[Chain], coming: list[Chain]) -> None:
        kept, sums = self.kept, self.kept.sums.get(name)
        if sums is not None and any(mention.id == sums.least for chain in leaving for mention in chain.mentions):
            sums = sums_of(self._chains[one] for one in kept.bearers[name])
        else:
            sums = deepcopy(sums) if sums is not None else Sums()
            for sign, chains in ((-1, leaving), (1, coming)):
                for chain in chains:
                    sums.take(chain, sign)
        kept.sums[name] = sums
        if _is_told(kept.forms[name]):
            told = kept.told.get(name) or []
            keep(kept.told, {name: _exchanged(told, map(_where, leaving), map(_where, coming))})

    # ── what is asked ─────────────────────────────────────────────────────────────────────────────────────

    def parts(self, names: Iterable[str]) -> list[Part]:
        """All that is known of chains of these forms, in order of their first chains."""
        kept = self.kept
        return sorted((Part(kept.first[one], kept.forms[one], kept.sums[one]) for one in names), key=_first)

    def chains(self, names: Iterable[str]) -> list[str]:
        """The chains of these forms."""
        return [one for name in names for one in self.kept.bearers[name]]

    def profile(self, names: Iterable[str]) -> Profile:
        """What is known of all chains of these forms, beside one another."""
        names = list(names)
        told = [row.split(" ", 1) for name in names for row in self._told(name)]
        return profile_of_parts(self.parts(names), [one for one, _ in told], [story for _, story in told if story])

    def _told(self, name: str) -> list[str]:
        if _is_told(self.kept.forms[name]):
            return self.kept.told[name]
        return [_where(self._chains[one]) for one in self.kept.bearers[name]]


def _exchanged(ordered: Iterable[str], leaving: Iterable[str], coming: Iterable[str]) -> list[str]:
    """An ordered list without some and with others; it may hold one twice."""
    found, leaving, coming = list(ordered), list(leaving), list(coming)
    for one in leaving:
        del found[bisect_left(found, one)]
    return sorted([*found, *coming]) if coming else found


def _where(chain: Chain) -> str:
    return f"{chain.article} {chain.story or ''}"


def _is_told(form: Form) -> bool:
    """Whether articles and stories are kept: of countries and towns, which thousands name, nobody asks for them."""
    return form.country is None and not form.place


def _says(chain: Chain) -> object:
    """What others that are judged with a chain say of it."""
    return chain.names[:1], sure_keys(chain)


def _first(part: Part) -> str:
    return part.first
