"""A parse → the same parse with the parser's faults mended that news meets most.

The one idea: a parser trained on sentences of newspapers errs alike on alike wording. A rule for each such wording asks
words and relations only; the rules of `voices` say who speaks, those of `deeds` who did what, and `headlines` reads
what headlines leave out. Rules are kept by the form or the relation of the word they are about: most words have none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from spacy.tokens import Doc, Token

from rashomon.language.mending import deeds, voices
from rashomon.language.mending.headlines import as_headline

Rule = Callable[[Token], None]


def _by_key(rules: Iterable[tuple[Iterable[str], Rule]]) -> Mapping[str, tuple[Rule, ...]]:
    found: dict[str, tuple[Rule, ...]] = {}
    for keys, rule in rules:
        for key in keys:
            found[key] = (*found.get(key, ()), rule)
    return found


_OF_FORMS = _by_key((
    (voices.SAID, voices.late_speaker), (("according",), voices.source_named_aside),
    (voices.CAME_OF_IT, voices.outcome_behind_its_teller), (("what",), voices.only_called),
    (deeds.DEEDS, deeds.deed_like_a_participle), (("shot",), deeds.shot_behind_when),
    (("shot",), deeds.shot_and_killed), (deeds.WITH_WHOM, deeds.fought_so_long), (("dead",), deeds.shot_dead),
    (deeds.BELIEVED, deeds.believed_to_be),
))  # fmt: skip
_OF_RELATIONS = _by_key((
    (("pobj",), deeds.name_behind_adjective), (("acl",), deeds.past_after_aside), (("acl",), deeds.outcome_of_deed),
    (("conj",), voices.speaker_goes_on), (("conj",), deeds.done_by_the_way),
))  # fmt: skip


def mended(doc: Doc) -> Doc:
    """The parse of a line, mended in place: heads and relations, and tags, parts of speech and lemmas where those are
    at fault.
    """
    for word in doc:
        for rule in (*_OF_FORMS.get(word.lower_, ()), *_OF_RELATIONS.get(word.dep_, ()), deeds.hyphened_deed):
            rule(word)
    return as_headline(doc)
