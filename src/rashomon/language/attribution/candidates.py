"""A parse → everything that might attribute: cue, whose words, which words.

Reads a `Tree`, writes `Candidate`s. The one idea: be generous here. Any verb, adjective or noun that governs
something which could be said or thought is proposed; a scorer (attribution_model.py) decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.language.attribution.content import (
    STANCE_PREPOSITIONS,
    complements,
    content_of,
    is_adjunct,
    strange_conjunct,
    trailing_aside,
    trailing_source,
)
from rashomon.language.attribution.cues import cues, is_speech
from rashomon.language.attribution.speakers import (
    RELAYS,
    addressee_of,
    inverted,
    passes_on,
    quoted_by,
    relay_of,
    source_of,
    speech_above,
)
from rashomon.language.attribution.tree import Range, Tree
from rashomon.language.frames import FIGHTERS, is_of_class
from rashomon.language.names.nominals import noun_kind
from rashomon.language.phrases import body_nouns, person_nouns

_NOUN_PREPOSITIONS = {
    "of",
    "about",
    "for",
    "to",
    "on",
    "with",
    "against",
    "over",
    "that",
    "in",
    "as",
    "from",
    "toward",
}
#: What a headline says is sought as a thing ("seek closer ties") is a deed's aim, nobody's words.
_SOUGHT = {"seek", "want", "pursue"}
_MARKS = frozenset('"“”‘«»„')
_NEVER = {"be", "have", "do", "become", "remain", "stay"}
_COPULAS = {"be", "seem", "feel", "appear", "become", "remain", "sound", "look", "grow", "stay", "get"}
#: Who somebody is that supports or opposes.
_SIDES = frozenset(
    """supporter backer advocate proponent opponent critic defender champion admirer foe booster believer fan""".split()
)
#: Words of who says what a headline tells, at most: "…: state media".
_SAYER = 4
#: "It is unclear what …" is the writer's own, whatever "it" may stand for elsewhere.
_IMPERSONAL = {"clear", "unclear", "likely", "unlikely", "certain", "uncertain", "doubtful", "sad", "sure"}


@dataclass(slots=True)
class Candidate:
    """`key` is the cue's main token, `cue` the token range of the whole cue; `content` are token indices.

    `source` is the head token of whose words they are. `via` is the head token of an outer link named in the
    same breath ("IRNA quoted him as saying"). `relation` says how the content hangs on the cue.
    """

    key: int
    kind: str
    cue: Range
    relation: str
    content: set[int]
    source: int | None = None
    source_kind: str = "none"
    addressee: int | None = None
    via: int | None = None
    governor: int | None = None
    #: Whether its place in the sentence alone shows that it attributes.
    certain: bool = False


def candidates(tree: Tree) -> list[Candidate]:
    """All candidates in text order of their keys, at most one a key."""
    found: dict[int, Candidate] = {}
    for candidate in _proposals(tree):
        found.setdefault(candidate.key, candidate)
    return [found[key] for key in sorted(found)]


def _proposals(tree: Tree) -> Iterator[Candidate]:
    for i, pos in enumerate(tree.pos):
        candidate = None
        if tree.lower[i] == "according":
            candidate = according_candidate(tree, i)
        elif pos in ("VERB", "AUX") and tree.dep[i] not in ("aux", "auxpass"):
            candidate = verb_candidate(tree, i)
        elif pos == "ADJ" and tree.dep[i] in ("acomp", "ROOT", "amod", "advcl", "conj", "acl", "appos"):
            candidate = adjective_candidate(tree, i)
        elif pos == "NOUN":
            candidate = noun_candidate(tree, i)
        elif pos == "ADV" and tree.lower[i] in cues().hearsay:
            candidate = hearsay_candidate(tree, i)
        if candidate is not None:
            yield candidate
    yield from line_candidates(tree)


# -- verbs


def _quoted_before_words(tree: Tree, v: int) -> int | None:
    """Whose words follow "the agency quoted the mayor: “…”"; None where nobody is quoted so."""
    if tree.lemma[v] not in ("quote", "cite") or not tree.kids(v, "nsubj"):
        return None
    for k in tree.kids(v, "dobj"):
        end = tree.extent(k)[1]
        told = end + 1 < len(tree.text) and tree.text[end] in (":", ",") and tree.text[end + 1] in _MARKS | {"``", "''"}
        people = tree.pos[k] != "NOUN" or noun_kind(tree.doc[k]) == "person" or tree.lemma[k] in cues().people
        if k > v and told and people:
            return k
    return None


def _put_at(tree: Tree, v: int) -> Candidate | None:
    """ "the army put the death toll at eight": who counts says so."""
    what = tree.kids(v, "dobj") if tree.lemma[v] in _PUTTING else []
    if not what or tree.lemma[what[-1]] not in _COUNTS:
        return None
    source, how = source_of(tree, v)
    numbers = [k for k in tree.kids(v, "prep") if tree.lower[k] == "at" and tree.kids(k, "pobj")]
    if source is None or not any(tree.pos[j] == "NUM" for k in numbers for j in tree.subtree(k)):
        return None
    content = tree.subtree(what[-1]) | tree.subtree(numbers[0])
    return Candidate(v, "verb", (v, v + 1), "object", content, source, how, certain=True)


_PUTTING = {"put", "place", "set", "estimate"}
_COUNTS = frozenset(
    """toll number figure count total tally estimate dead casualty loss turnout deficit surplus damage cost bill price
    inflation growth unemployment share size""".split()
)


def _is_blow(tree: Tree, v: int, source: int | None) -> bool:
    """Whether an attack is one of force: by those who bear arms, on a place, or with more than words."""
    armed = source is not None and is_of_class(tree.doc[source], FIGHTERS)
    ground = any(
        tree.ent[k] in ("GPE", "LOC", "FAC") or noun_kind(tree.doc[k]) == "place" for k in tree.kids(v, "dobj")
    )
    means = [k for prep in tree.kids(v, "prep") if tree.lower[prep] == "with" for k in tree.kids(prep, "pobj")]
    return armed or ground or any(tree.lemma[k] in _HURTING for k in means)


_BLOWS = {"attack", "assail", "bash", "lash", "savage", "skewer", "blast"}
_HURTING = frozenset(
    """knife axe hammer machete acid stone rock bottle club bat stick sword gun rifle pistol rocket grenade mortar
    bomb missile drone weapon artillery fire spade shovel brick pipe""".split()
)


def verb_candidate(tree: Tree, v: int) -> Candidate | None:
    """A verb with what it governs; None where it governs nothing that could be said."""
    if tree.lemma[v] in _NEVER or tree.lower[v] in ("according", "’s", "'s") or _is_idle(tree, v):
        return None
    if (counted := _put_at(tree, v)) is not None:
        return counted
    quoted = _quoted_as(tree, v)
    if quoted is not None or _quotes_another(tree, v):
        return quoted
    candidate = _governing(tree, v)
    if candidate is None:
        return None
    _name_source(tree, candidate)
    candidate.governor = light_governor(tree, v)
    _leave_addressee(tree, candidate)
    if candidate.governor is not None:
        candidate.cue = (verb_cue(tree, candidate.governor, None)[0], candidate.cue[1])
    _leave_unsaid(tree, candidate)
    return candidate if candidate.content or is_speech(tree, v) else None


def _governing(tree: Tree, v: int) -> Candidate | None:
    """A verb with its source and its content as the syntax has them; None where it is no word of speech."""
    if tree.tag[v] == "VBN" and tree.lemma[v] in RELAYS and any(tree.lower[k] == "as" for k in tree.kids(v, "mark")):
        return None
    source, how = source_of(tree, v)
    if _has_said(tree, v):
        source, how = tree.kids(v, "nsubjpass")[-1], "subject"
    if source is not None and tree.ent[source] in ("DATE", "TIME") and tree.pos[source] == "NOUN":
        return None  # "the third day saw the walkout go on"
    if how != "subject" and (tree.kids(v, "nsubjpass", "csubjpass") or how == "reduced"):
        return _passive(tree, v, how)
    relation, content, preposition = content_of(tree, v)
    if relation == "object" and _is_other_object(tree, v, source, content):
        return None
    if source is None and relation == "ccomp_left":
        source, how = inverted(tree, v)
    cue = verb_cue(tree, v, preposition)
    return Candidate(v, "verb", cue, relation, content, source, how, addressee_of(tree, v))


def _is_other_object(tree: Tree, v: int, source: int | None, content: set[int]) -> bool:
    """Whether an object is nothing said: what a headline seeks, whom a blow meets."""
    sought = tree.lemma[v] in _SOUGHT and _is_headline(tree, v) and not _has_marks(tree, content)
    return sought or (tree.lemma[v] in _BLOWS and _is_blow(tree, v, source))


def _name_source(tree: Tree, candidate: Candidate) -> None:
    """Whose words they are, where the subject only passes them on ("X was quoted as saying") or is part of them."""
    v = candidate.key
    if candidate.source is not None and candidate.source_kind != "reduced" and _is_seeming(tree, v):
        candidate.content |= tree.subtree(candidate.source)
        candidate.source, candidate.source_kind = None, "seeming"
    candidate.via = relay_of(tree, v)
    quoted_person = _quoted_before_words(tree, v)
    if quoted_person is not None:
        candidate.source, candidate.via, candidate.source_kind = quoted_person, candidate.source, "quoted"
        candidate.content -= tree.subtree(quoted_person)
    passed_on = quoted_by(tree, v, candidate.source)
    if passed_on is not None:
        candidate.source, candidate.via, candidate.source_kind = passed_on, candidate.source, "quoted"
        candidate.content -= tree.subtree(tree.head[passed_on])


def _leave_unsaid(tree: Tree, candidate: Candidate) -> None:
    """The content without the cue, what another verb of speech holds, what trails behind, and who says it."""
    v = candidate.key
    candidate.content -= set(range(*candidate.cue))
    candidate.content -= {
        k for i in sorted(candidate.content) if speech_above(tree, i) == v for k in tree.subtree(i)
    }
    candidate.content -= (
        trailing_aside(tree, candidate.content, v)
        | trailing_source(tree, candidate.content, v)
        | strange_conjunct(tree, candidate.content, v)
    )
    if candidate.source is not None and candidate.source_kind not in ("agent", "poss"):
        candidate.content -= _own_phrase(tree, candidate)


def _has_said(tree: Tree, v: int) -> bool:
    """Whether "he's said he will" is read as a passive: what is said of somebody has "to" or "that", not a clause."""
    if not is_speech(tree, v) or not any(tree.lower[k] in ("'s", "’s") for k in tree.kids(v, "auxpass")):
        return False
    subjects = [k for k in tree.kids(v, "nsubjpass") if tree.lower[k] in ("he", "she") or tree.ent[k] == "PERSON"]
    return bool(subjects) and any(k > v for k in tree.kids(v, "ccomp"))


def _is_headline(tree: Tree, v: int) -> bool:
    """Whether the sentence of a word ends without a stop."""
    words = [tree.text[i] for i in range(*tree.bounds(v)) if tree.text[i].strip()]
    return words[-1][-1:] not in ".?!…:;\"”’'»)"


def _has_marks(tree: Tree, content: set[int]) -> bool:
    return any(tree.text[i] in _MARKS for i in content)


def _is_idle(tree: Tree, v: int) -> bool:
    """ "That said, …", "it remains to be seen", and the "quoting" of "X said, quoting Y": nobody's act of speech."""
    if tree.lower[v] == "said" and v and tree.lower[v - 1] == "that" and tree.text[v + 1 : v + 2] == [","]:
        return v - 1 == tree.bounds(v)[0]
    if tree.dep[v] == "pcomp" and tree.lower[tree.head[v]] == "without":
        return True  # "without elaborating", "left without saying why"
    if tree.lower[v] == "seen" and tree.lemma[tree.head[v]] == "remain":
        return True
    return passes_on(tree, v)


def _leave_addressee(tree: Tree, candidate: Candidate) -> None:
    """ "Told the council", "briefed them on the talks": who is told is no part of what he is told."""
    heard = candidate.addressee
    if candidate.relation == "object_to" and heard is not None and tree.text[tree.extent(heard)[1]] == ":":
        candidate.content -= tree.subtree(heard)  # "told him: “Do not open the door.”"
        return
    if candidate.relation != "object" or heard is None or tree.dep[heard] not in ("dobj", "dative"):
        return
    candidate.content -= tree.subtree(heard)
    for p in [*tree.kids(candidate.key, "prep"), *tree.kids(heard, "prep")]:
        if p > heard and tree.lower[p] in ("of", "on", "about") and not is_adjunct(tree, p):
            candidate.content |= tree.subtree(p) - {p}


def _is_seeming(tree: Tree, v: int) -> bool:
    """ "seems", "appears": nobody is named who thinks so, and the subject is part of what is thought."""
    strength = cues().verbs.get(tree.lemma[v])
    return (
        strength is not None and strength.kinds == {"appear"} and bool(tree.kids(v, "xcomp", "oprd", "acomp"))
    )


def verb_cue(tree: Tree, v: int, preposition: int | None) -> Range:
    """Auxiliaries, negation and adverbs that touch the verb on its left, the verb, its particle and preposition."""
    first, last = v, v + 1
    helpers = {k for k in tree.kids(v, "aux", "auxpass", "neg", "advmod") if tree.tag[k] not in ("WRB", "NNP")}
    while first - 1 in helpers:
        first -= 1
    if tree.lower[first] == "longer" and first and tree.lower[first - 1] == "no":
        first -= 1
    for k in tree.kids(v, "prt"):
        if k == last:
            last = k + 1
    if preposition is not None and preposition == last:
        last += 1
    return first, last


def light_governor(tree: Tree, v: int) -> int | None:
    """The verb that only colours this one ("appeared to suggest", "declined to say"), the outermost."""
    found, at = None, v
    while tree.dep[at] == "xcomp" and tree.pos[tree.head[at]] == "VERB":
        h = tree.head[at]
        kinds = cues().verbs.get(tree.lemma[h])
        if kinds is None or not kinds.kinds & {"light", "appear"} or tree.kids(h, "dobj"):
            break
        found = at = h
    return found


def _own_phrase(tree: Tree, candidate: Candidate) -> set[int]:
    """The speaker's phrase, where it hangs below the content by mistake; never the whole content."""
    assert candidate.source is not None
    if candidate.source in candidate.content and tree.head[candidate.source] == candidate.key:
        return tree.subtree(candidate.source)
    return set()


def _passive(tree: Tree, v: int, how: str) -> Candidate:
    """ "He was accused of lying by X", "the talks are expected to resume", "a book titled X"."""
    agents = [k for a in tree.kids(v, "agent") for k in tree.kids(a, "pobj")]
    subjects = tree.kids(v, "nsubjpass", "csubjpass")
    content: set[int] = set()
    for k in subjects:
        content |= tree.subtree(k)
    clauses = (
        tree.kids(v, "ccomp", "xcomp", "oprd", "advcl")
        if tree.lemma[v] != "say"
        else tree.kids(v, "xcomp", "ccomp")
    )
    marked = [
        k
        for k in clauses
        if tree.dep[k] != "advcl" or any(tree.lower[m] == "that" for m in tree.kids(k, "mark"))
    ]
    for k in marked:
        content |= tree.subtree(k)
    if how == "reduced":
        content |= {tree.head[v]}
    content |= complements(tree, v)
    told = tree.lemma[v] in ("tell", "inform", "ask", "remind", "warn", "advise", "assure", "notify")
    addressee = subjects[-1] if told and subjects else None
    if told and marked:
        content -= set().union(*(tree.subtree(k) for k in subjects)) if subjects else set()
    content -= {k for k in subjects if tree.lower[k] == "it" and (marked or len(content) == 1)}
    if not content:
        content = _clause_after(tree, v)
    relation = "passive_clause" if marked else "passive"
    agent = agents[0] if agents else None
    return Candidate(
        v, "verb", verb_cue(tree, v, None), relation, content, agent, "agent" if agents else "none", addressee
    )


def _clause_after(tree: Tree, v: int) -> set[int]:
    """What follows the "that" of "it was reported by X that …", where the parse has hung it elsewhere."""
    last = tree.bounds(v)[1]
    that = next((i for i in range(v + 1, last) if tree.lower[i] == "that" and tree.dep[i] in ("mark", "advmod")), None)
    return set() if that is None else {i for i in range(that, last) if tree.text[i] != "."}


def _quoted_as(tree: Tree, v: int) -> Candidate | None:
    """ "IRNA quoted Shamkhani as saying …", "he was quoted by IRNA as saying …": the inner speaker speaks."""
    if tree.dep[v] != "pcomp" or tree.lower[tree.head[v]] != "as" or not is_speech(tree, v):
        return None
    quoting = tree.head[tree.head[v]]
    if tree.pos[quoting] != "VERB":
        return None
    speakers = tree.kids(quoting, "dobj") or tree.kids(quoting, "nsubjpass")
    if not speakers:
        return None
    agents = [k for a in tree.kids(quoting, "agent") for k in tree.kids(a, "pobj")]
    outer = tree.kids(quoting, "nsubj") or agents
    relation, content, preposition = content_of(tree, v)
    if relation == "prep_by" and preposition is not None:
        # "was quoted as saying by IRNA": who quotes is no part of what is said, which stands before
        outer = outer or tree.kids(preposition, "pobj")
        before = [k for k in tree.kids(quoting, "ccomp") if k < quoting]
        relation, content, preposition = "ccomp_left", set().union(*(tree.subtree(k) for k in before), ()), None
    via = outer[0] if outer else None
    cue = verb_cue(tree, v, preposition)
    return Candidate(v, "verb", cue, relation, content, speakers[-1], "quoted", None, via)


def _quotes_another(tree: Tree, v: int) -> bool:
    """Whether a verb is the "quoted" of "quoted him as saying"."""
    gerunds = [k for p in tree.kids(v, "prep") if tree.lower[p] == "as" for k in tree.kids(p, "pcomp")]
    return any(is_speech(tree, k) for k in gerunds)


# -- adjectives, nouns


def adjective_candidate(tree: Tree, a: int) -> Candidate | None:
    """ "is confident that", "was critical of", "are eager to"."""
    strength = cues().adjectives.get(tree.lemma[a])
    copula = _copula_of(tree, a)
    if copula is None:
        return _postposed(tree, a) if strength else None
    if tree.lemma[a] in _IMPERSONAL and any(tree.lower[k] == "it" for k in tree.kids(copula, "nsubj", "expl")):
        return None
    for k in [*tree.kids(a, "ccomp", "xcomp"), *tree.kids(copula, "ccomp", "xcomp")]:
        if k > a and (tree.dep[k] == "ccomp" or strength):
            return _adjective(
                tree, a, copula, "adjective_" + ("that" if tree.dep[k] == "ccomp" else "to"), tree.subtree(k)
            )
    if strength is None:
        return None
    for p in [*tree.kids(a, "prep"), *tree.kids(copula, "prep")]:
        if p > a and tree.lower[p] in STANCE_PREPOSITIONS and not is_adjunct(tree, p):
            return _adjective(tree, a, copula, "adjective_prep", tree.subtree(p))
    return None


def _copula_of(tree: Tree, a: int) -> int | None:
    """The "is" of "is angry", also of what goes on from it: "is angry about one and wary of the other"."""
    h = tree.head[a]
    while tree.dep[a] == "conj" and tree.pos[h] == "ADJ":
        a, h = h, tree.head[h]
    return h if tree.dep[a] == "acomp" and tree.lemma[h] in _COPULAS else None


def _postposed(tree: Tree, a: int) -> Candidate | None:
    """ "voters angry about prices", "the mayor, wary of a strike, …": an adjective after whom it tells of."""
    noun = tree.head[a]
    if tree.dep[a] not in ("amod", "acl", "relcl", "appos", "conj") or noun > a or tree.pos[noun] == "ADJ":
        return None
    if tree.pos[noun] not in ("NOUN", "PROPN", "PRON"):
        return None
    first = a
    while first - 1 > noun and first - 1 in tree.kids(a, "advmod", "neg"):
        first -= 1
    relation, content = "none", set()
    clauses = [k for k in tree.kids(a, "ccomp", "xcomp") if k > a]
    if clauses:
        relation = "adjective_that" if tree.dep[clauses[0]] == "ccomp" else "adjective_to"
        content = tree.subtree(clauses[0])
    else:
        for p in tree.kids(a, "prep"):
            if p > a and tree.lower[p] in STANCE_PREPOSITIONS and not is_adjunct(tree, p):
                relation, content = "adjective_prep", tree.subtree(p)
                break
    return Candidate(a, "adjective", (first, a + 1), relation, content, noun, "postposed") if content else None


def _adjective(tree: Tree, a: int, copula: int, relation: str, content: set[int]) -> Candidate:
    source, how = source_of(tree, copula)
    first = verb_cue(tree, copula, None)[0]
    if source is not None and first <= source <= a:
        first = source + 1 if source < a else first
    if tree.dep[a] == "conj" and tree.kids(tree.head[a], "prep", "ccomp", "xcomp"):
        first = a - 1 if a - 1 in tree.kids(a, "advmod", "neg") else a
    return Candidate(
        a, "adjective", (first, a + 1), relation, content - set(range(first, a + 1)), source, how
    )


def noun_candidate(tree: Tree, n: int) -> Candidate | None:
    """ "his claim that", "the announcement of", "opposition to", "expressed concern about"."""
    strength = cues().nouns.get(tree.lemma[n])
    clauses = [k for k in tree.kids(n, "acl", "ccomp", "relcl") if _is_noun_clause(tree, n, k)]
    if clauses and _is_occasion(tree, n):
        return None
    if tree.lemma[n] in _SIDES:
        return _side_taken(tree, n)
    if strength is None and not clauses:
        return None
    relation, content = "none", set()
    if clauses:
        relation = "noun_that" if tree.tag[clauses[0]] != "VB" else "noun_to"
        content = tree.subtree(clauses[0])
    else:
        for p in tree.kids(n, "prep"):
            if tree.lower[p] in _NOUN_PREPOSITIONS and p > n and not is_adjunct(tree, p):
                relation, content = f"noun_{tree.lower[p]}", tree.subtree(p)
                break
    if not content:
        return None
    return _noun(tree, n, relation, content)


def _is_occasion(tree: Tree, n: int) -> bool:
    """Whether a noun is the "statement" of "said in a statement that …": the verb has the clause."""
    p = tree.head[n]
    v = tree.head[p]
    said = tree.dep[n] == "pobj" and tree.dep[p] == "prep" and v < p and is_speech(tree, v)
    return said and not tree.kids(v, "ccomp", "xcomp", "dobj")


def _side_taken(tree: Tree, n: int) -> Candidate | None:
    """ "has been a vocal critic of", "remains a supporter of": the cue runs to the preposition."""
    h = tree.head[n]
    if tree.dep[n] not in ("attr", "acomp", "oprd") or tree.lemma[h] not in _COPULAS or h > n:
        return None
    of = next((p for p in tree.kids(n, "prep") if p == n + 1 and tree.lower[p] in ("of", "for")), None)
    source = source_of(tree, h)[0]
    first = verb_cue(tree, h, None)[0]
    if of is None or source is None or first <= source <= n:
        return None
    content = tree.subtree(of) - {of}
    return Candidate(n, "noun", (first, of + 1), f"noun_{tree.lower[of]}", content, source, "object_of", governor=h)


def _is_noun_clause(tree: Tree, n: int, k: int) -> bool:
    if k < n:
        return False
    marks = {tree.lower[m] for m in tree.kids(k, "mark")}
    if tree.dep[k] in ("acl", "ccomp") and ("that" in marks or "whether" in marks):
        return True
    return tree.dep[k] == "acl" and tree.tag[k] == "VB" and tree.lemma[n] in cues().nouns


def _noun(tree: Tree, n: int, relation: str, content: set[int]) -> Candidate:
    """The noun with the light verb of which it is the object, if there is one."""
    h = tree.head[n]
    source, how = _noun_source(tree, n)
    if (
        tree.dep[n] in ("dobj", "attr")
        and tree.pos[h] in ("VERB", "AUX")
        and not tree.kids(n, "poss")
        and h < n
    ):
        source, how = source_of(tree, h)
        first = verb_cue(tree, h, None)[0]
        if source is not None and first <= source:
            first = h
        return Candidate(n, "noun", (first, n + 1), relation, content, source, "object_of", governor=h)
    return Candidate(n, "noun", (n, n + 1), relation, content, source, how)


def _noun_source(tree: Tree, n: int) -> tuple[int | None, str]:
    for k in tree.kids(n, "poss"):
        return k, "poss"
    for p in tree.kids(n, "prep", "agent"):
        if tree.lower[p] in ("by", "from", "among"):
            for k in tree.kids(p, "pobj"):
                return k, "by"
    for k in tree.kids(n, "compound", "amod", "nmod"):
        if tree.ent[k] in ("ORG", "PERSON", "GPE", "NORP") or tree.pos[k] == "PROPN":
            return k, "name"
    return None, "none"


# -- according to, hearsay, lines


def according_candidate(tree: Tree, i: int) -> Candidate | None:
    """ "according to X": the rest of its clause is the content."""
    to = i + 1 if i + 1 < len(tree.lower) and tree.lower[i + 1] == "to" else None
    if to is None:
        return None
    sources = tree.kids(to, "pobj") or tree.kids(i, "pobj")
    phrase = (
        tree.subtree(i)
        | {to}
        | (tree.subtree(to) if tree.head[to] != tree.head[i] or tree.head[to] == i else set())
    )
    phrase -= _swallowed(tree, i, phrase)
    first, last = tree.bounds(i)
    h = tree.head[i] if tree.text[i - 1] != "," else _clause_of(tree, tree.head[i])
    if tree.pos[h] in ("VERB", "AUX") and tree.dep[h] in ("ROOT", "ccomp", "conj") and i > h:
        content = tree.subtree(h) - phrase
    else:
        content = set(range(first, last)) - phrase
    source = sources[0] if sources else None
    how = "according" if source is not None else "none"
    return Candidate(i, "according", (i, to + 1), "according", content, source, how)


def _swallowed(tree: Tree, i: int, phrase: set[int]) -> set[int]:
    """The subject that the parse has put to the source: "According to the union, Mary, a nurse, was …"."""
    h = tree.head[i]
    commas = [k for k in sorted(phrase) if tree.text[k] == ","]
    if not commas or i > tree.bounds(i)[0] or max(phrase) > h or tree.kids(h, "nsubj", "nsubjpass", "csubj", "expl"):
        return set()
    return {k for k in phrase if k > commas[0]}


def _clause_of(tree: Tree, h: int) -> int:
    """The clause that ", according to X" closes: all that is joined by "and"; with a report ("he said that A, but
    that B") all of it.
    """
    top = h
    while tree.dep[top] == "conj" and tree.head[top] < top and not _is_parted(tree, tree.head[top], top):
        top = tree.head[top]
    if tree.pos[top] not in ("VERB", "AUX"):
        return h
    while tree.dep[top] == "ccomp" and tree.head[top] < top:
        top = tree.head[top]
    return top


def _is_parted(tree: Tree, first: int, last: int) -> bool:
    return any(tree.text[i] in (";", ":") for i in range(first, last))


def hearsay_candidate(tree: Tree, i: int) -> Candidate | None:
    """ "reportedly": nobody is named; the clause is the content."""
    h = tree.head[i]
    if tree.pos[h] not in ("VERB", "AUX"):
        return None
    return Candidate(i, "adverb", (i, i + 1), "hearsay", tree.subtree(h, {i}))


def line_candidates(tree: Tree) -> Iterator[Candidate]:
    """ "Minister: talks will go on", "“We go on.” – The minister": a line's colon or dash as the cue."""
    first = 0
    for i in range(len(tree.text) + 1):
        if i == len(tree.text) or "\n" in tree.text[i]:
            if i - first > 3:
                yield from _line(tree, first, i)
            first = i + 1


def _line(tree: Tree, first: int, last: int) -> Iterator[Candidate]:
    for i in range(first + 1, min(first + 8, last - 1)):
        if tree.text[i] == ":" and any(tree.is_word(j) for j in range(i + 1, last)):
            source = _name_head(tree, first, i)
            if source is not None and tree.lower[source] not in _LABELS and not _is_heading(tree, first, i, last):
                yield Candidate(i, "colon", (i, i + 1), "colon", set(range(i + 1, last)), source, "line")
                return
            break
    for i in range(max(last - 12, first + 3), last - 1):
        dash = tree.text[i] in ("–", "—", "―", "-", "--", ":") and tree.start[i] > tree.end[i - 1]
        if tree.text[i] == ":" and tree.lower[i - 1] in _LABELS:
            return
        if dash or (tree.text[i] == ":" and _ends_headline(tree, i, last)):
            source = _name_head(tree, i + 1, last)
            if source is not None:
                yield Candidate(i, "dash", (i, i + 1), "dash", set(range(first, i)), source, "line")
            return


def _is_heading(tree: Tree, first: int, colon: int, last: int) -> bool:
    """Whether what stands before a line's colon is where it was written ("Beirut: The fate of …") or the word that
    heads a caption ("Bloody: Police outside the bar"), not who speaks.
    """
    words = [i for i in range(first, colon) if tree.is_word(i)]
    after = [tree.text[i] for i in range(colon + 1, last) if tree.text[i].strip()]
    if len(words) != 1 or after[0] in _MARKS or after[0] == "''":
        return False
    word = words[0]
    if tree.text[word].isupper():
        return False  # "PERRIN: They will come.": a transcript's speaker
    if tree.ent[word] == "GPE":
        return after[-1] == "." and len(after) > _LEAST_WORDS
    if tree.ent[word] or tree.pos[word] == "PRON" or tree.text.count(tree.text[word]) > 1:
        return False
    speaks = cues().nouns.keys() | person_nouns() | body_nouns()
    return not {tree.lemma[word], tree.lower[word]} & speaks


#: Words and stops of a report's first sentence, at least: "Paris: Non." is a speaker's line.
_LEAST_WORDS = 8
#: What a page writes before a line to say what the line is.
_LABELS = frozenset(
    """photo photos photograph picture pictures image images video watch listen graphic file urgent breaking exclusive
    update updated developing alert caption credit methodology conclusion background note related more tags topics
    analysis interview opinion feature profile explainer timeline obituary editorial podcast gallery live factbox
    preview quiz commentary roundup correction editor answer question claim fact result results""".split()
)


def _ends_headline(tree: Tree, colon: int, last: int) -> bool:
    """Whether a colon parts a headline from who says it: "Truce holds: envoy"."""
    return last - colon <= _SAYER + 1 and tree.text[last - 1] not in (".", "!", "?", "”", '"', ":")


def _name_head(tree: Tree, first: int, last: int) -> int | None:
    """The head of a stretch that is one noun phrase, or None."""
    tops = [i for i in range(first, last) if not first <= tree.head[i] < last or tree.head[i] == i]
    tops = [i for i in tops if tree.is_word(i)]
    if not tops or any(tree.pos[i] in ("VERB", "AUX") for i in range(first, last)):
        return None
    head = tops[-1]
    return head if tree.pos[head] in ("PROPN", "NOUN", "PRON") else None
