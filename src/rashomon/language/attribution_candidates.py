"""A parse → everything that might attribute: cue, whose words, which words.

Reads a `Tree`, writes `Candidate`s. The one idea: be generous here. Any verb, adjective or noun that governs
something which could be said or thought is proposed; a scorer (attribution_model.py) decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.language.attribution_cues import cues
from rashomon.language.attribution_tree import Range, Tree
from rashomon.language.phrases import person_nouns

_SUBJECTS = ("nsubj", "csubj", "expl")
_STANCE_PREPOSITIONS = {"about", "for", "of", "against", "to", "on", "with", "over", "at", "in", "as", "that",
                        "from", "toward", "towards", "behind", "upon", "into", "by", "like"}  # fmt: skip
_COMPLEMENTS = _STANCE_PREPOSITIONS - {"in", "at", "on", "by", "from"}
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
_COPULAS = {"be", "seem", "feel", "appear", "become", "remain", "sound", "look", "grow", "stay", "get"}


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
        elif pos == "ADJ" and tree.dep[i] in ("acomp", "ROOT", "amod", "advcl", "conj"):
            candidate = adjective_candidate(tree, i)
        elif pos == "NOUN":
            candidate = noun_candidate(tree, i)
        elif pos == "ADV" and tree.lower[i] in cues().hearsay:
            candidate = hearsay_candidate(tree, i)
        if candidate is not None:
            yield candidate
    yield from line_candidates(tree)


# -- verbs


def verb_candidate(tree: Tree, v: int) -> Candidate | None:
    """A verb with what it governs; None where it governs nothing that could be said."""
    lemma = tree.lemma[v]
    if lemma in ("be", "have", "do") or tree.lower[v] == "according":
        return None
    quoted = _quoted_as(tree, v)
    if quoted is not None or _quotes_another(tree, v):
        return quoted
    if tree.tag[v] == "VBN" and lemma in _RELAYS and any(tree.lower[k] == "as" for k in tree.kids(v, "mark")):
        return None
    source, how = source_of(tree, v)
    if tree.kids(v, "nsubjpass", "csubjpass") or (how == "reduced"):
        candidate = _passive(tree, v, source, how)
    else:
        relation, content, preposition = content_of(tree, v)
        if source is None and relation == "ccomp_left":
            source, how = _inverted(tree, v)
        cue = verb_cue(tree, v, preposition)
        candidate = Candidate(v, "verb", cue, relation, content, source, how, addressee_of(tree, v))
    if source is not None and how != "reduced" and _is_seeming(tree, v):
        candidate.content |= tree.subtree(source)
        candidate.source, candidate.source_kind = None, "seeming"
    candidate.via = relay_of(tree, v)
    candidate.governor = light_governor(tree, v)
    if candidate.governor is not None:
        candidate.cue = (verb_cue(tree, candidate.governor, None)[0], candidate.cue[1])
    candidate.content -= set(range(*candidate.cue))
    candidate.content -= {
        k for i in sorted(candidate.content) if _speech_above(tree, i) == v for k in tree.subtree(i)
    }
    candidate.content -= trailing_aside(tree, candidate.content, v) | strange_conjunct(
        tree, candidate.content, v
    )
    if candidate.source is not None and candidate.source_kind not in ("agent", "poss"):
        candidate.content -= _own_phrase(tree, candidate)
    if not candidate.content and not is_speech(tree, v):
        return None
    return candidate


def relay_of(tree: Tree, v: int) -> int | None:
    """Who passed the words on: "said in a statement, as cited by X", "in a message carried by X"."""
    last = tree.bounds(v)[1]
    for i in range(v + 1, min(last, v + 14)):
        if tree.tag[i] == "VBN" and tree.lemma[i] in _RELAYS:
            for a in tree.kids(i, "agent"):
                for k in tree.kids(a, "pobj"):
                    return k
    return None


_RELAYS = {"cite", "quote", "report", "carry", "publish", "relay", "run", "broadcast", "air"}


def _is_seeming(tree: Tree, v: int) -> bool:
    """ "seems", "appears": nobody is named who thinks so, and the subject is part of what is thought."""
    strength = cues().verbs.get(tree.lemma[v])
    return (
        strength is not None and strength.kinds == {"appear"} and bool(tree.kids(v, "xcomp", "oprd", "acomp"))
    )


def trailing_aside(tree: Tree, content: set[int], v: int) -> set[int]:
    """A ", who …" or ", which …" at the end of the content: the writer's words, mostly."""
    if not content or max(content) < v:
        return set()
    last = max(content)
    for i in sorted(content):
        if tree.dep[i] == "relcl" and i > v:
            first, end = tree.extent(i)
            if (
                end > last
                and first - 1 in content
                and tree.text[first - 1] == ","
                and _is_relative(tree, first)
            ):
                return {k for k in content if k >= first - 1}
    return set()


def _is_relative(tree: Tree, first: int) -> bool:
    return any(
        tree.tag[k] in ("WDT", "WP", "WP$", "WRB") for k in range(first, min(first + 3, len(tree.tag)))
    )


def strange_conjunct(tree: Tree, content: set[int], v: int) -> set[int]:
    """A verb of the cue's tense that the parse joined to a content of another: it goes on from the cue."""
    for i in sorted(content):
        h = tree.head[i]
        if tree.dep[i] == "conj" and h in content and i > v and tree.head[h] == v and tree.pos[i] == "VERB":
            alone = not tree.kids(i, "nsubj", "nsubjpass", "aux")
            if alone and tree.tag[i] == tree.tag[v] != tree.tag[h] and tree.tag[i] in ("VBD", "VBZ"):
                return tree.subtree(i)
    return set()


def is_speech(tree: Tree, v: int) -> bool:
    """Whether a verb can carry a quotation that the parse did not hang on it."""
    strength = cues().verbs.get(tree.lemma[v])
    return (
        strength is not None
        and strength.clause == 3
        and bool(strength.kinds & {"say", "write", "claim", "ask"})
    )


def verb_cue(tree: Tree, v: int, preposition: int | None) -> Range:
    """Auxiliaries, negation and adverbs that touch the verb on its left, the verb, its particle and preposition."""
    first, last = v, v + 1
    helpers = {k for k in tree.kids(v, "aux", "auxpass", "neg", "advmod") if tree.tag[k] != "WRB"}
    while first - 1 in helpers:
        first -= 1
    for k in tree.kids(v, "prt"):
        if k == last:
            last = k + 1
    if preposition is not None and preposition == last:
        last += 1
    return first, last


def content_of(tree: Tree, v: int) -> tuple[str, set[int], int | None]:
    """How the content hangs on an active verb, its tokens, and the preposition that belongs to the cue."""
    clauses = [k for k in tree.kids(v, "ccomp") if tree.is_word(k) and not _is_stray(tree, v, k)]
    if clauses:
        main = clauses[0]
        content = set().union(*(tree.subtree(c) for c in clauses))
        if _is_small_clause(tree, v, main):
            content |= _complements(tree, v)
        return _clause_relation(tree, v, main), content, None
    host = _parenthetical_host(tree, v)
    if host is not None:
        return "parenthetical", tree.subtree(host, {v}) - tree.subtree(v), None
    open_clauses = [k for k in tree.kids(v, "xcomp", "oprd") if tree.is_word(k)]
    objects = [k for k in tree.kids(v, "dobj", "dative", "attr") if tree.pos[k] != "ADP" or tree.children[k]]
    called = _called_on(tree, v)
    if called is not None and open_clauses:
        content = tree.subtree(called) - {called} | tree.subtree(open_clauses[0])
        return "object_to", content, called
    if open_clauses:
        content = set().union(*(tree.subtree(c) for c in open_clauses), *(tree.subtree(o) for o in objects))
        content |= _relative_object(tree, v)
        return _open_relation(tree, open_clauses[0], bool(objects)), content, None
    if objects:
        content = set().union(*(tree.subtree(o) for o in objects)) | _complements(tree, v)
        return "object", content, None
    return _looser_content(tree, v)


def _called_on(tree: Tree, v: int) -> int | None:
    """The preposition of "called on X to …", "appealed to X to …"."""
    for p in tree.kids(v, "prep"):
        if p == v + 1 and tree.lower[p] in ("on", "upon", "for", "to", "with") and tree.kids(p, "pobj"):
            return p
    return None


def _looser_content(tree: Tree, v: int) -> tuple[str, set[int], int | None]:
    """Prepositional, relative and adverbial content, where nothing closer is there."""
    relative = _relative_object(tree, v)
    if relative:
        return "relative", relative | _complements(tree, v), None
    for p in tree.kids(v, "prep"):
        if p > v and tree.lower[p] in _STANCE_PREPOSITIONS and not _is_adjunct(tree, p):
            return f"prep_{tree.lower[p]}", tree.subtree(p) - {p}, p
    for clause in tree.kids(v, "advcl", "acl"):
        marks = [tree.lower[k] for k in tree.kids(clause, "mark", "advmod")]
        if clause > v and any(mark in ("that", "if", "whether", "how", "why") for mark in marks):
            return "ccomp_that", tree.subtree(clause), None
    return "none", set(), None


def _complements(tree: Tree, v: int) -> set[int]:
    """Prepositional phrases right of the verb that say more of its object ("accused him of lying")."""
    found: set[int] = set()
    for p in tree.kids(v, "prep", "oprd", "xcomp"):
        if (
            p > v
            and not _is_adjunct(tree, p)
            and tree.lower[p] in (_STANCE_PREPOSITIONS - {"in", "at", "on", "by", "from"})
        ):
            found |= tree.subtree(p)
    return found


def _relative_object(tree: Tree, v: int) -> set[int]:
    """The relative or question word that stands for the object ("what he called", "whom she backs")."""
    return {k for k in tree.kids(v, "dobj", "pobj", "attr") if tree.tag[k] in ("WP", "WDT")}


def _is_adjunct(tree: Tree, p: int) -> bool:
    """Whether a prepositional phrase only says when, where or on which occasion."""
    for k in tree.children[p]:
        if tree.dep[k] != "pobj":
            continue
        if tree.ent[k] in ("DATE", "TIME", "GPE", "FAC") and tree.lower[p] in (
            "in",
            "at",
            "on",
            "from",
            "during",
            "by",
        ):
            return True
        if (
            tree.lower[p] in ("in", "at", "on", "during", "via", "through", "from")
            and tree.lemma[k] in _OCCASIONS
        ):
            return True
    return False


_OCCASIONS = frozenset(
    """statement interview conference speech email e-mail post message letter call phone telephone conversation news release
    twitter facebook telegram tv television radio rally event meeting session briefing time moment end appearance
    remark article column report address monday tuesday wednesday thursday friday saturday sunday morning afternoon
    evening night day week month year stage trail case way part addition response reply turn return fact court
    parliament testimony memo document filing podcast broadcast program programme show debate forum ceremony""".split()
)


def _clause_relation(tree: Tree, v: int, clause: int) -> str:
    marks = [tree.lower[k] for k in tree.kids(clause, "mark")]
    if clause < v:
        return "ccomp_left"
    if "that" in marks:
        return "ccomp_that"
    if "if" in marks or "whether" in marks:
        return "ccomp_if"
    if _is_small_clause(tree, v, clause):
        return "ccomp_small"
    first = tree.extent(clause)[0]
    return "ccomp_wh" if tree.tag[first] in ("WP", "WRB", "WDT", "WP$") else "ccomp_bare"


def _is_stray(tree: Tree, v: int, clause: int) -> bool:
    """A "clause" left of the verb that has no subject and no verb: an adjunct that the parse took for content."""
    return (
        clause < v and tree.pos[clause] not in ("VERB", "AUX") and not tree.kids(clause, "nsubj", "nsubjpass")
    )


def _is_small_clause(tree: Tree, v: int, clause: int) -> bool:
    """A clause without a finite verb ("want him to go", "called it a shame", "saw them leave")."""
    if clause < v or tree.kids(clause, "mark"):
        return False
    if tree.tag[clause] in ("VB", "VBG", "VBN") or tree.pos[clause] in ("ADJ", "NOUN", "PROPN"):
        aux = tree.kids(clause, "aux", "cop", "auxpass")
        return not any(tree.tag[a] in ("MD", "VBD", "VBZ", "VBP") for a in aux)
    return False


def _open_relation(tree: Tree, clause: int, has_object: bool) -> str:
    if tree.tag[clause] == "VB":
        return "object_to" if has_object else "xcomp_to"
    if tree.tag[clause] == "VBG":
        return "xcomp_ing"
    return "object_as" if has_object else "xcomp_adjective"


def _parenthetical_host(tree: Tree, v: int) -> int | None:
    """The clause into which "he said" is dropped, where the parse hangs the cue on the content."""
    h = tree.head[v]
    if h == v or not tree.kids(v, "nsubj"):
        return None
    if tree.dep[v] == "parataxis" and tree.pos[h] in ("VERB", "AUX", "NOUN", "ADJ", "PROPN"):
        return h
    if tree.dep[v] == "advcl" and any(tree.lower[k] == "as" for k in tree.kids(v, "mark", "advmod")):
        return h if is_speech(tree, v) or tree.lemma[v] in ("put", "see") else None
    if tree.dep[v] in ("ccomp", "conj") and is_speech(tree, v) and _stands_last(tree, v):
        return h
    return None


def _stands_last(tree: Tree, v: int) -> bool:
    """Whether a clause is a short one after a comma at the end of its sentence, or between two commas."""
    first, last = tree.extent(v)
    before = first > 0 and tree.text[first - 1] in (",", "”", '"', "''", "—", "–")
    end = tree.bounds(v)[1]
    return before and last - first <= 12 and (last >= end - 1 or tree.text[last] in (",", "—", "–", "."))


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


def _own_phrase(tree: Tree, candidate: Candidate) -> set[int]:
    """The speaker's phrase, where it hangs below the content by mistake; never the whole content."""
    assert candidate.source is not None
    if candidate.source in candidate.content and tree.head[candidate.source] == candidate.key:
        return tree.subtree(candidate.source)
    return set()


# -- who


def source_of(tree: Tree, v: int) -> tuple[int | None, str]:
    """The head token of whose words a verb gives, and how it was reached."""
    subjects = [k for k in tree.kids(v, "nsubj") if tree.is_word(k)]
    if subjects:
        return subjects[-1], "relative" if tree.tag[subjects[-1]] in ("WP", "WDT") else "subject"
    if tree.kids(v, "nsubjpass"):
        return None, "passive"
    above = _speech_above(tree, v)
    if above is not None:
        return source_of(tree, above)[0], "participle"
    dep, h = tree.dep[v], tree.head[v]
    if h == v or dep == "ccomp":
        mistaken = _subject_mistaken(tree, v)
        if mistaken is not None:
            return mistaken, "subject"
    if h == v:
        return _subject_cut_off(tree, v)
    if dep == "conj" and tree.pos[h] in ("VERB", "AUX"):
        return source_of(tree, h)[0], "conjunct"
    if dep == "xcomp" and tree.pos[h] in ("VERB", "AUX"):
        objects = tree.kids(h, "dobj")
        return (objects[-1], "control") if objects else (source_of(tree, h)[0], "control")
    if dep == "xcomp":
        return _holder(tree, h), "control"
    if dep == "acl" and tree.pos[h] in ("NOUN", "PROPN", "PRON"):
        return _source_of_acl(tree, v, h)
    if dep in ("advcl", "ccomp") and tree.tag[v] in ("VBG", "VB") and tree.pos[h] in ("VERB", "AUX"):
        return source_of(tree, h)[0], "participle"
    if dep == "pcomp":
        return _source_of_gerund(tree, h)
    return None, "none"


def _speech_above(tree: Tree, v: int) -> int | None:
    """The speech verb in whose content the parse has put ", adding that …", though both have one speaker."""
    if tree.tag[v] != "VBG" or not is_speech(tree, v) or v == 0 or tree.text[v - 1] != ",":
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


def _subject_mistaken(tree: Tree, v: int) -> int | None:
    """The name right before a finite verb that the parse has hung on it as an attribute ("IRNA reports")."""
    if v == 0 or tree.tag[v] not in ("VBZ", "VBD", "VBP") or tree.head[v - 1] != v:
        return None
    named = tree.ent[v - 1] in ("ORG", "PERSON", "GPE", "NORP") or tree.pos[v - 1] == "PROPN"
    return v - 1 if named and tree.dep[v - 1] in ("amod", "compound", "nmod", "npadvmod", "dep") else None


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


def _inverted(tree: Tree, v: int) -> tuple[int | None, str]:
    """ "…, said the minister" where the parse takes the speaker for an object."""
    for k in tree.kids(v, "dobj", "attr", "npadvmod", "oprd"):
        if (
            k > v
            and (tree.ent[k] in ("PERSON", "ORG") or tree.pos[k] in ("PROPN", "NOUN"))
            and tree.ent[k] not in ("DATE", "TIME")
        ):
            return k, "subject"
    return None, "none"


def _passive(tree: Tree, v: int, source: int | None, how: str) -> Candidate:
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
    content |= _complements(tree, v)
    told = tree.lemma[v] in ("tell", "inform", "ask", "remind", "warn", "advise", "assure", "notify")
    addressee = subjects[-1] if told and subjects else None
    if told and marked:
        content -= set().union(*(tree.subtree(k) for k in subjects)) if subjects else set()
    relation = "passive_clause" if marked else "passive"
    agent = agents[0] if agents else None
    return Candidate(
        v, "verb", verb_cue(tree, v, None), relation, content, agent, "agent" if agents else "none", addressee
    )


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
    return Candidate(
        v,
        "verb",
        verb_cue(tree, v, preposition),
        relation,
        content,
        speakers[-1],
        "quoted",
        None,
        outer[0] if outer else None,
    )


def _quotes_another(tree: Tree, v: int) -> bool:
    """Whether a verb is the "quoted" of "quoted him as saying"."""
    gerunds = [k for p in tree.kids(v, "prep") if tree.lower[p] == "as" for k in tree.kids(p, "pcomp")]
    return any(is_speech(tree, k) for k in gerunds)


# -- adjectives, nouns


def adjective_candidate(tree: Tree, a: int) -> Candidate | None:
    """ "is confident that", "was critical of", "are eager to"."""
    strength = cues().adjectives.get(tree.lemma[a])
    h = tree.head[a]
    copula = h if tree.dep[a] == "acomp" and tree.lemma[h] in _COPULAS else None
    if copula is None:
        return None
    for k in [*tree.kids(a, "ccomp", "xcomp"), *tree.kids(copula, "ccomp", "xcomp")]:
        if k > a and (tree.dep[k] == "ccomp" or strength):
            return _adjective(
                tree, a, copula, "adjective_" + ("that" if tree.dep[k] == "ccomp" else "to"), tree.subtree(k)
            )
    if strength is None:
        return None
    for p in [*tree.kids(a, "prep"), *tree.kids(copula, "prep")]:
        if p > a and tree.lower[p] in _STANCE_PREPOSITIONS and not _is_adjunct(tree, p):
            return _adjective(tree, a, copula, "adjective_prep", tree.subtree(p))
    return None


def _adjective(tree: Tree, a: int, copula: int, relation: str, content: set[int]) -> Candidate:
    source, how = source_of(tree, copula)
    first = verb_cue(tree, copula, None)[0]
    if source is not None and first <= source <= a:
        first = source + 1 if source < a else first
    return Candidate(
        a, "adjective", (first, a + 1), relation, content - set(range(first, a + 1)), source, how
    )


def noun_candidate(tree: Tree, n: int) -> Candidate | None:
    """ "his claim that", "the announcement of", "opposition to", "expressed concern about"."""
    strength = cues().nouns.get(tree.lemma[n])
    clauses = [k for k in tree.kids(n, "acl", "ccomp", "relcl") if _is_noun_clause(tree, n, k)]
    if strength is None and not clauses:
        return None
    relation, content = "none", set()
    if clauses:
        relation = "noun_that" if tree.tag[clauses[0]] != "VB" else "noun_to"
        content = tree.subtree(clauses[0])
    else:
        for p in tree.kids(n, "prep"):
            if tree.lower[p] in _NOUN_PREPOSITIONS and p > n and not _is_adjunct(tree, p):
                relation, content = f"noun_{tree.lower[p]}", tree.subtree(p)
                break
    if not content:
        return None
    return _noun(tree, n, relation, content)


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
    first, last = tree.bounds(i)
    h = tree.head[i]
    if (
        tree.pos[h] in ("VERB", "AUX")
        and tree.dep[h] in ("ROOT", "ccomp", "conj", "relcl", "advcl")
        and i > h
    ):
        content = tree.subtree(h, {i}) - phrase
    else:
        content = set(range(first, last)) - phrase
    source = sources[0] if sources else None
    return Candidate(
        i,
        "according",
        (i, to + 1),
        "according",
        content,
        source,
        "according" if source is not None else "none",
    )


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
            if source is not None:
                yield Candidate(i, "colon", (i, i + 1), "colon", set(range(i + 1, last)), source, "line")
            return
    for i in range(max(last - 12, first + 3), last - 1):
        if tree.text[i] in ("–", "—", "―", "-", "--", ":") and tree.start[i] > tree.end[i - 1]:
            source = _name_head(tree, i + 1, last)
            if source is not None:
                yield Candidate(i, "dash", (i, i + 1), "dash", set(range(first, i)), source, "line")
            return


def _name_head(tree: Tree, first: int, last: int) -> int | None:
    """The head of a stretch that is one noun phrase, or None."""
    tops = [i for i in range(first, last) if not first <= tree.head[i] < last or tree.head[i] == i]
    tops = [i for i in tops if tree.is_word(i)]
    if not tops or any(tree.pos[i] in ("VERB", "AUX") for i in range(first, last)):
        return None
    head = tops[-1]
    return head if tree.pos[head] in ("PROPN", "NOUN", "PRON") else None
