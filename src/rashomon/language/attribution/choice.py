"""scored candidates → those that are kept: one for one act of saying.

A light verb yields to the verb it colours, a verb to the noun it lends itself to or the other way round, and a
verb that only continues another's wish ("wants to urge") to that other. Speech within speech stays.
"""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.knowledge.actors import code_actor
from rashomon.language.attribution.candidates import Candidate
from rashomon.language.attribution.cues import cues
from rashomon.language.attribution.features import voice_of, who
from rashomon.language.attribution.spans import Attributed
from rashomon.language.attribution.tree import Tree
from rashomon.language.names.nominals import noun_kind

#: How far above the threshold speech within speech has to score.
_INNER = 0.1
_SPEECH = {"say", "write", "claim", "judge", "ask", "think", "support", "want"}
_FIRST_PERSON = {"i", "we", "you"}
#: What no line's colon or dash makes speak: "Big progress: …".
_VOICELESS = {"thing", "entity", "it", "this", "that", "which", "what"}


def choose(tree: Tree, found: list[Attributed], threshold: float) -> list[Attributed]:
    """Those at or above the threshold that no stronger one displaces, in text order."""
    kept = {made.candidate.key: made for made in found if made.score >= threshold and _has_voice(tree, made)}
    for made in sorted(kept.values(), key=lambda m: (-m.score, m.candidate.key)):
        if made.candidate.key not in kept:
            continue
        for rival in _rivals(made, kept):
            del kept[rival]
    return voices_of(tree, [kept[key] for key in sorted(kept)], threshold)


def voices_of(tree: Tree, chosen: list[Attributed], threshold: float) -> list[Attributed]:
    """Without those inside another's content that add no voice of their own."""
    voices = [made for made in chosen if not _only_continues(tree, made, chosen)]
    return [
        made
        for made in voices
        if not _inside(made, voices) or (_stands_alone(tree, made, threshold) and _is_told_inside(tree, made, voices))
    ]


def _has_voice(tree: Tree, made: Attributed) -> bool:
    """Whether somebody is named, or the wording itself says that nobody is ("is expected", "reportedly")."""
    candidate = made.candidate
    if candidate.kind in ("colon", "dash"):
        source = candidate.source
        if source is None or who(tree, source) in _VOICELESS or _is_ground(tree, source):
            return False
        return not _is_topic_of_toll(tree, candidate)
    source = candidate.source
    if _is_deed(tree, candidate) or _is_silence(tree, candidate):
        return False
    if candidate.kind == "verb" and source is not None and _are_counted(tree, candidate.key, source):
        return False
    if source is not None or candidate.kind not in ("noun", "verb"):
        return True
    if candidate.kind == "noun":
        return candidate.relation == "noun_that"
    return candidate.source_kind == "seeming" or candidate.relation.startswith("passive")


def _is_silence(tree: Tree, candidate: Candidate) -> bool:
    """ "twenty were killed; the army has not commented": what stands before is not its word."""
    before = min(candidate.content, default=candidate.key) < candidate.key
    silent = candidate.kind == "verb" and tree.lemma[candidate.key] in ("comment", "respond", "react", "reply")
    negated = any(tree.lower[k] in ("not", "n't", "never", "n’t") for k in tree.kids(candidate.key, "neg"))
    return before and silent and negated


def _is_deed(tree: Tree, candidate: Candidate) -> bool:
    """ "recalled its envoy", "issued a warrant", "called a strike": what with its object tells of no speech."""
    if candidate.kind != "verb" or tree.kids(candidate.key, "ccomp", "xcomp"):
        return False
    if tree.lemma[candidate.key] in ("knock", "charge") and tree.kids(candidate.key, "prt", "prep"):
        return not any(tree.lower[k] in ("with", "that") for k in tree.kids(candidate.key, "prep"))
    done = _DEEDS.get(tree.lemma[candidate.key], frozenset())
    return any(tree.lemma[k] in done for k in tree.kids(candidate.key, "dobj", "nsubjpass"))


_DEEDS = {
    "recall": frozenset("ambassador envoy diplomat troop soldier product car vehicle parliament".split()),
    "issue": frozenset("warrant visa permit licence license passport bond ticket stamp fine card".split()),
    "call": frozenset("strike election referendum vote meeting session police ambulance doctor halt truce".split()),
    "approve": frozenset("loan sale budget funding grant bailout credit".split()),
    "summon": frozenset("ambassador envoy minister diplomat witness official affaires director parliament".split()),
    "attack": frozenset(
        """convoy base village town city checkpoint patrol post bus train church mosque school hospital station camp
        prison soldier troop police villager farmer worker ship tanker vessel embassy consulate hotel market""".split()
    ),
    "sanction": frozenset("official minister bank company firm general oligarch entity individual leader".split()),
    "uphold": frozenset("sentence verdict conviction ban".split()),
    "release": frozenset("million billion dollar euro fund hostage prisoner detainee".split()),
    "deliver": frozenset("baby parcel aid food blow".split()),
}


def _are_counted(tree: Tree, verb: int, source: int) -> bool:
    """ "scores feared dead", "the number of people confirmed dead rose": of whom it is feared fears nothing."""
    return tree.lemma[verb] in _FEARED and tree.lemma[source] in _COUNTS


_FEARED = frozenset("fear presume believe confirm report".split())
_COUNTS = frozenset("number toll score dozen hundred thousand".split())


def _is_topic_of_toll(tree: Tree, candidate: Candidate) -> bool:
    """ "Boko Haram: 8 killed in attack": a group that fights, set before a toll, is whom the line is about."""
    first = min((i for i in candidate.content if not tree.doc[i].is_punct), default=None)
    if first is None or candidate.source is None or tree.tag[first] != "CD":
        return False
    name = tree.doc[candidate.source]
    label = " ".join(word.text for word in name.subtree if word.i <= name.i)
    return bool({"REB", "PRM"} & set(code_actor(label).sectors))


def _is_ground(tree: Tree, source: int) -> bool:
    """ "Kestrel Pass: …": a name that ends with what the place is."""
    ground = tree.lower[source] in _GROUNDS or noun_kind(tree.doc[source]) == "place"
    return tree.pos[source] == "PROPN" and ground and tree.tag[source - 1] == "NNP"


_GROUNDS = frozenset("pass river strait gulf creek bay falls heights islands mine field fields quay pier".split())


def _inside(made: Attributed, chosen: list[Attributed]) -> bool:
    return next(_around(made, chosen), None) is not None


def _around(made: Attributed, chosen: list[Attributed]) -> Iterator[Attributed]:
    """Those whose content holds a candidate's cue."""
    at = made.cue[0]
    for other in chosen:
        for start, end in other.spans:
            if start <= at < end:
                if other is not made:
                    yield other
                break


def _stands_alone(tree: Tree, made: Attributed, threshold: float) -> bool:
    """Whether speech within speech is a statement of its own: a plain word of saying, thinking or judging.

    "He said terrorists should know …" tells nobody's knowledge, so a cue under an obligation does not count.
    """
    candidate = made.candidate
    if candidate.kind in ("according", "colon", "dash"):
        return True
    strength = cues().verbs.get(tree.lemma[candidate.key])
    if candidate.kind != "verb" or strength is None or made.score < threshold + _INNER:
        return False
    if candidate.source is not None and voice_of(tree, candidate.source) in ("thing", "entity", "which", "that"):
        return False
    if any(tree.lower[i] in ("should", "must", "shall", "ought") for i in range(*candidate.cue)):
        return False
    return (
        max(strength.clause, strength.object) == 3
        and not strength.kinds & {"light"}
        and bool(strength.kinds & _SPEECH)
    )


def _is_told_inside(tree: Tree, made: Attributed, voices: list[Attributed]) -> bool:
    """Whether speech within speech is told to have been: not aimed at ("plans to justify …"), supposed ("if he wants",
    "may announce") or a name ("what they call …"); in another's quotation, only what is said or claimed.
    """
    key = made.candidate.key
    if made.candidate.kind != "verb":
        return True
    helpers = tree.kids(key, "aux", "auxpass")
    if tree.tag[key] in ("VB", "MD") or (tree.tag[key] == "VBN" and not helpers):
        return not helpers and _is_misread(tree, key)
    if any(tree.lower[k] in ("if", "unless", "whether") for k in tree.kids(key, "mark")):
        return False
    if any(tree.lower[k] == "what" for k in tree.kids(key, "dobj")) and tree.lemma[key] in _NAMING:
        return False
    strength = cues().verbs.get(tree.lemma[key])
    quoted = any(other.quotes and _form_quoted(tree, other, made.cue[0]) for other in _around(made, voices))
    return not quoted or (strength is not None and bool(strength.kinds & _WORDS))


#: Verbs that give a name, and kinds of verbs by which words are spoken or written.
_NAMING = {"call", "dub", "term", "label", "describe", "brand", "style"}
_WORDS = {"say", "write", "claim", "ask"}


def _is_misread(tree: Tree, key: int) -> bool:
    """A bare verb with a subject of its own: "they say" read as an infinitive."""
    return bool(tree.kids(key, "nsubj"))


def _form_quoted(tree: Tree, other: Attributed, at: int) -> bool:
    """Whether a character of another's content stands in quotation marks."""
    return any(start <= at < end and tree.whole[start] in _MARKS for start, end in other.spans)


_MARKS = frozenset("\"“”‘'«»„`")


def _rivals(made: Attributed, kept: dict[int, Attributed]) -> list[int]:
    """The keys of kept candidates that tell the same act as this one and are weaker."""
    first, last = made.candidate.cue
    inside = {key for key in range(first, last) if key in kept and key != made.candidate.key}
    around = {
        key for key, other in kept.items()
        if key != made.candidate.key and other.candidate.cue[0] <= made.candidate.key < other.candidate.cue[1]
    }  # fmt: skip
    governor = made.candidate.governor
    chained = {governor} if governor in kept and governor != made.candidate.key else set()
    return sorted(inside | around | chained)


def _only_continues(tree: Tree, made: Attributed, chosen: list[Attributed]) -> bool:
    """Whether a candidate inside another's content adds no voice: same speaker's infinitive, or "I think"."""
    candidate = made.candidate
    for other in _around(made, chosen):
        same = candidate.source is not None and candidate.source == other.candidate.source
        if same and candidate.source_kind in ("control", "gerund", "participle", "conjunct"):
            return True
        if candidate.source is None and candidate.kind != "according":
            return True
        if candidate.source is not None and other.quotes and tree.lower[candidate.source] in _FIRST_PERSON:
            return True
    return False
