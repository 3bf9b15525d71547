"""Whose words a cue gives, to whom they are spoken, and who passed them on.

Reads a `Tree` and a cue's verb, writes head tokens. The one idea: a verb without a subject of its own borrows
one along the parse, and the commonest mistakes of the parse are mended on the way.
"""

from __future__ import annotations

from rashomon.language.attribution.cues import cues, is_speech
from rashomon.language.attribution.tree import Tree
from rashomon.language.phrases import beginning_of, body_nouns, is_past_perfect, person_nouns

#: With these the subject acts on: "called the senators to inform them".
_REACHING = {"call", "phone", "telephone", "contact", "visit", "meet", "join", "use", "follow", "see"}
_FINITE = ("VBD", "VBZ", "VBP")
#: Words between a verb of saying and its "quoting".
_NEAR = 10
RELAYS = {"cite", "quote", "report", "carry", "publish", "relay", "run", "broadcast", "air"}


def source_of(tree: Tree, v: int) -> tuple[int | None, str]:
    """The head token of whose words a verb gives, and how it was reached."""
    subjects = [k for k in tree.kids(v, "nsubj") if tree.is_word(k)]
    if subjects:
        return subjects[-1], "relative" if tree.tag[subjects[-1]] in ("WP", "WDT") else "subject"
    if tree.kids(v, "nsubjpass"):
        return None, "passive"
    if (joined := beginning_of(tree.doc[v])) is not None:
        return joined.i, "subject"
    above = speech_above(tree, v)
    if above is not None:
        return source_of(tree, above)[0], "participle"
    dep, h = tree.dep[v], tree.head[v]
    if h == v or dep == "ccomp":
        mistaken = _subject_mistaken(tree, v)
        if mistaken is not None:
            return mistaken, "subject"
    astray = _subject_astray(tree, v)
    if astray is not None:
        return astray, "subject"
    if h == v:
        return _subject_cut_off(tree, v)
    if dep == "conj" and tree.pos[h] in ("VERB", "AUX"):
        return _subject_shared(tree, v, _said_beside(tree, v, h)), "conjunct"
    if dep in ("advcl", "dep") and h < v and tree.tag[v] in _FINITE and tree.pos[h] in ("VERB", "AUX"):
        # "paused, then revealed why …": joined without an "and", which the parse does not know
        return (None, "none") if _is_bound(tree, v) else (source_of(tree, h)[0], "conjunct")
    if dep == "xcomp" and tree.pos[h] in ("VERB", "AUX"):
        others = [k for k in tree.kids(h, "dobj") if _is_bidden(tree, h, k)] or tree.kids(h, "nsubjpass")
        return (others[-1], "control") if others else (source_of(tree, h)[0], "control")
    if dep == "xcomp":
        return _holder(tree, h), "control"
    if dep == "acl" and tree.pos[h] in ("NOUN", "PROPN", "PRON"):
        return _source_of_acl(tree, v, h)
    if dep in ("advcl", "ccomp") and tree.tag[v] in ("VBG", "VB") and tree.pos[h] in ("VERB", "AUX"):
        return source_of(tree, h)[0], "participle"
    if dep == "pcomp":
        return _source_of_gerund(tree, h)
    return None, "none"


def _subject_shared(tree: Tree, v: int, h: int) -> int | None:
    """The subject of the verb that `v` goes on from, also of a passive ("who are drawn to him and feel that …")."""
    source, how = source_of(tree, h)
    if source is None and how == "passive" and tree.tag[v] in _FINITE:
        return tree.kids(h, "nsubjpass")[-1]
    return source


def _is_bound(tree: Tree, v: int) -> bool:
    """Whether a word binds a clause to another: "as said", "when asked"."""
    return any(tree.tag[k] in ("IN", "WRB") for k in tree.kids(v, "mark", "advmod"))


def _subject_astray(tree: Tree, v: int) -> int | None:
    """The subject of a finite verb that the parse has hung elsewhere; None where nothing shows it."""
    if tree.tag[v] not in _FINITE or tree.kids(v, "expl", "auxpass") or tree.dep[v] in ("relcl", "acl", "advcl"):
        return None
    for k in tree.kids(v, "csubj", "ccomp"):
        if k < v and tree.tag[k] in ("VBG", "VBN", "VB") and not tree.kids(k, "aux", "auxpass", "mark"):
            # "Democrats going to the polls say …", and a name that is read as a verb: "Trump adviser Jo Miller said"
            inner = tree.kids(k, "nsubj") or (tree.kids(k, "dobj") if tree.tag[k] == "VB" else [])
            if tree.tag[k] == "VB" and not tree.text[k][:1].isupper():
                continue
            return inner[-1] if inner else (k if tree.tag[k] == "VB" else None)
    at = v - 1
    while at >= tree.bounds(v)[0] and tree.head[at] == v and tree.tag[at] == "RB":
        at -= 1
    if at < tree.bounds(v)[0] or tree.pos[at] != "PROPN" or tree.head[at] == v:
        return None
    if tree.ent[at] in ("DATE", "TIME", "GPE", "LOC", "FAC"):
        return None  # "one spruce in Sweden thought to be old": a place before a participle read as a past
    governs = tree.dep[v] in ("ROOT", "ccomp", "conj", "parataxis") and tree.kids(v, "dobj", "ccomp", "xcomp")
    return at if governs else None


def _said_beside(tree: Tree, v: int, h: int) -> int:
    """The verb of speech that goes on with `v`, where the parse has joined `v` to what it says: "said it had no
    plans but confirmed that …", "denied that they had fired and proposed that …".
    """
    above = tree.head[h]
    if tree.dep[h] != "ccomp" or above > h or not is_speech(tree, above):
        return h
    told = is_past_perfect(tree.doc[h]) or tree.tag[h] in ("VBZ", "VBP")
    goes_on = is_speech(tree, v) or (told and _says_what(tree, v))
    return above if goes_on and tree.tag[v] == tree.tag[above] != tree.tag[h] else h


def _says_what(tree: Tree, v: int) -> bool:
    """Whether a verb of attribution has a clause of its own after it, or a deed: "accused them of lying"."""
    deeds = [p for near in (v, *tree.kids(v, "dobj")) for p in tree.kids(near, "prep") if tree.kids(p, "pcomp")]
    bidden = [k for k in tree.kids(v, "xcomp") if tree.kids(v, "dobj")]
    return tree.lemma[v] in cues().verbs and any(k > v for k in (*tree.kids(v, "ccomp"), *deeds, *bidden))


def speech_above(tree: Tree, v: int) -> int | None:
    """The speech verb in whose content the parse has put ", adding that …", though both have one speaker."""
    if tree.tag[v] != "VBG" or v == 0 or not (is_speech(tree, v) or _judges_what_is_to_come(tree, v)):
        return None
    parted = tree.text[v - 1] == "," or (tree.tag[v - 1] == "''" and v > 1 and tree.text[v - 2] == ",")
    if not parted:
        return None
    at = v
    while tree.head[at] != at:
        at = tree.head[at]
        if (
            at < v
            and is_speech(tree, at)
            and tree.kids(at, "nsubj")
            and tree.tag[at] in ("VBD", "VBZ", "VBP")
        ):
            return at
    return None


def _judges_what_is_to_come(tree: Tree, v: int) -> bool:
    """Whether ", calling it an insult" hangs on what is to be, must be or is undergone: nobody there could call it so
    ("said the envoy would be asked to leave, calling his note an insult").
    """
    h = tree.head[v]
    if tree.lemma[v] not in _JUDGING or tree.dep[v] != "advcl" or h > v:
        return False
    to_come = any(tree.tag[k] == "MD" for k in tree.kids(h, "aux"))
    return to_come or tree.lemma[h] == "be" or bool(tree.kids(h, "auxpass"))


_JUDGING = frozenset(
    """call describe denounce condemn brand label dub dismiss accuse blame urge warn demand vow praise thank criticize
    criticise cite reject""".split()
)


def _subject_mistaken(tree: Tree, v: int) -> int | None:
    """The name right before a finite verb that the parse has hung on it as an attribute ("IRNA reports")."""
    if v == 0 or tree.tag[v] not in ("VBZ", "VBD", "VBP") or tree.head[v - 1] != v:
        return None
    named = tree.ent[v - 1] in ("ORG", "PERSON", "GPE", "NORP") or tree.pos[v - 1] == "PROPN" or tree.is_name(v - 1)
    mistaken = tree.dep[v - 1] in ("amod", "compound", "nmod", "npadvmod", "dep", "advmod", "intj")
    return v - 1 if named and mistaken else None


def _subject_cut_off(tree: Tree, v: int) -> tuple[int | None, str]:
    """The subject of a sentence that a wrongly read full stop ("on Tue. stressed …") has cut in two."""
    first = tree.bounds(v)[0]
    number = tree.sentence[v]
    if (
        number == 0
        or tree.text[first][:1].isupper()
        or tree.tag[v] not in ("VBD", "VBZ", "VBP")
        or v - first > 3
    ):
        return None, "none"
    before = range(*tree.sentences[number - 1])
    if any("\n" in tree.text[i] for i in before) or any(
        tree.tag[i] in ("VBD", "VBZ", "VBP", "MD") for i in before
    ):
        return None, "none"
    dashes = [i for i in before if tree.text[i] in ("–", "—", "-", "--")]
    first = dashes[-1] + 1 if dashes else before.start
    tops = [
        i for i in range(first, before.stop) if not first <= tree.head[i] < before.stop or tree.head[i] == i
    ]
    tops = [i for i in tops if tree.pos[i] in ("NOUN", "PROPN", "PRON")]
    return (tops[0], "subject") if tops else (None, "none")


def _is_bidden(tree: Tree, h: int, noun: int) -> bool:
    """Whether the object does what follows ("asked him to say"), not the subject ("phoned them to say")."""
    if tree.lemma[h] in _REACHING:
        return False
    is_thing = tree.pos[noun] == "NOUN" and not tree.ent[noun]
    return not is_thing or tree.lemma[noun] in person_nouns() or tree.lemma[noun] in body_nouns()


def _source_of_acl(tree: Tree, v: int, noun: int) -> tuple[int | None, str]:
    if tree.tag[v] == "VBN":
        return None, "reduced"
    if tree.tag[v] == "VBG":
        return noun, "participle"
    return _holder(tree, noun), "control"


def _source_of_gerund(tree: Tree, preposition: int) -> tuple[int | None, str]:
    """ "by saying that": the subject of the verb on which the prepositional phrase hangs."""
    h = tree.head[preposition]
    if tree.pos[h] in ("VERB", "AUX"):
        source, _ = source_of(tree, h)
        if source is None:
            passive = tree.kids(h, "nsubjpass")
            return (passive[-1] if passive else None), "gerund"
        return source, "gerund"
    return _holder(tree, h), "gerund"


def _holder(tree: Tree, noun: int) -> int | None:
    """Whose a noun is: its possessor, its "by"/"from" agent, or the subject of the verb it is the object of."""
    for k in tree.kids(noun, "poss"):
        return k
    for p in tree.kids(noun, "prep", "agent"):
        if tree.lower[p] in ("by", "from"):
            for k in tree.kids(p, "pobj"):
                return k
    h = tree.head[noun]
    if tree.dep[noun] in ("dobj", "attr", "acomp", "oprd") and tree.pos[h] in ("VERB", "AUX"):
        return source_of(tree, h)[0]
    return None


def inverted(tree: Tree, v: int) -> tuple[int | None, str]:
    """ "…, said the minister" where the parse takes the speaker for an object."""
    for k in tree.kids(v, "dobj", "attr", "npadvmod", "oprd"):
        if (
            k > v
            and (tree.ent[k] in ("PERSON", "ORG") or tree.pos[k] in ("PROPN", "NOUN"))
            and tree.ent[k] not in ("DATE", "TIME")
        ):
            return k, "subject"
    return None, "none"


def addressee_of(tree: Tree, v: int) -> int | None:
    """Who is spoken to: "told reporters", "said to the crowd"."""
    if tree.lemma[v] in cues().addressee_verbs:
        for k in tree.kids(v, "dobj", "dative"):
            if tree.pos[k] in ("NOUN", "PROPN", "PRON") and (
                tree.kids(v, "ccomp", "xcomp") or _is_person(tree, k)
            ):
                return k
    for p in tree.kids(v, "prep", "dative"):
        if tree.lower[p] == "to":
            for k in tree.kids(p, "pobj"):
                if _is_person(tree, k):
                    return k
    return None


def _is_person(tree: Tree, i: int) -> bool:
    lowered = tree.lower[i]
    return (
        (tree.ent[i] in ("PERSON", "ORG", "GPE", "NORP") and tree.pos[i] == "PROPN")
        or tree.lemma[i] in person_nouns()
        or lowered in ("him", "her", "them", "us", "me", "you")
        or tree.lemma[i] in cues().addressee_nouns
    )


def passes_on(tree: Tree, v: int) -> bool:
    """Whether a verb is the "quoting" or "citing" of "IRNA said, quoting the minister"."""
    if tree.tag[v] != "VBG" or tree.lemma[v] not in ("quote", "cite") or v == 0 or tree.text[v - 1] != ",":
        return False
    return _quoted_person(tree, v) is not None and any(
        is_speech(tree, k) and quoted_by(tree, k, _subject(tree, k)) is not None
        for k in range(max(tree.bounds(v)[0], v - _NEAR), v)
        if tree.pos[k] == "VERB"
    )


def quoted_by(tree: Tree, v: int, source: int | None) -> int | None:
    """Whose words they are where the press that says them names somebody: "IRNA said, quoting the minister"."""
    if source is None or not is_speech(tree, v) or tree.ent[source] in ("PERSON", "NORP"):
        return None
    if tree.ent[source] != "ORG" and tree.lemma[source] not in body_nouns():
        return None
    for i in range(max(v, source) + 2, min(tree.bounds(v)[1], v + _NEAR)):
        if tree.tag[i] == "VBG" and tree.lemma[i] in ("quote", "cite") and tree.text[i - 1] == ",":
            return _quoted_person(tree, i)
    return None


def _quoted_person(tree: Tree, v: int) -> int | None:
    """The object of "quoting" where it is somebody, not something."""
    for k in tree.kids(v, "dobj"):
        if tree.ent[k] in ("PERSON", "ORG") or tree.lemma[k] in person_nouns() or tree.lower[k] in ("him", "her"):
            return k
    return None


def _subject(tree: Tree, v: int) -> int | None:
    return next(iter(reversed(tree.kids(v, "nsubj"))), None)


def relay_of(tree: Tree, v: int) -> int | None:
    """Who passed the words on: "said in a statement, as cited by X", "in a message carried by X"."""
    last = tree.bounds(v)[1]
    for i in range(v + 1, min(last, v + 14)):
        if tree.tag[i] == "VBN" and tree.lemma[i] in RELAYS:
            for a in tree.kids(i, "agent"):
                for k in tree.kids(a, "pobj"):
                    return k
    return None
