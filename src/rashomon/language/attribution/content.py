"""Which words hang on a cue as what is said, and in which way.

Reads a `Tree` and a verb, writes a relation and token indices. The one idea: clauses before objects, objects
before prepositions; phrases that only say when or where are never content.
"""

from __future__ import annotations

from rashomon.language.attribution.cues import NOTHING, cues, is_speech
from rashomon.language.attribution.tree import Tree
from rashomon.language.phrases import begun_by

_MARKS = frozenset(['"', "“", "”", "‘", "«", "»", "„", "''", "``"])
STANCE_PREPOSITIONS = {"about", "for", "of", "against", "to", "on", "with", "over", "at", "in", "as", "that",
                        "from", "toward", "towards", "behind", "upon", "into", "by", "like"}  # fmt: skip
_COMPLEMENTS = STANCE_PREPOSITIONS - {"in", "on", "by"} | {"despite", "than"}


def content_of(tree: Tree, v: int) -> tuple[str, set[int], int | None]:
    """How the content hangs on an active verb, its tokens, and the preposition that belongs to the cue."""
    if (named := _what_it_calls(tree, v)) is not None:
        return "ccomp_bare", named, None
    clauses = [k for k in tree.kids(v, "ccomp") if tree.is_word(k) and not _is_stray(tree, v, k)]
    clauses = clauses or _told_to(tree, v) or _told_after(tree, v)
    clauses = [k for k in clauses if k > v or not _is_beside(tree, v, k)]
    clauses = _on_its_side(tree, v, clauses)
    conditions = [k for k in clauses if _is_condition(tree, v, k)]
    clauses = [k for k in clauses if k not in conditions]
    if clauses:
        main = clauses[0]
        content = set().union(*(tree.subtree(c) for c in clauses))
        if _is_small_clause(tree, v, main):
            content |= complements(tree, v)
        content |= _moved_out(tree, v, main) | _subject_lost(tree, v, main) | _closing_clauses(tree, v, main)
        content |= _opened_before(tree, v) | _subject_parted(tree, v, main) if main > v else set()
        return _clause_relation(tree, v, main), content, None
    host = _parenthetical_host(tree, v)
    if host is not None:
        content = _since_semicolon(tree, v, tree.subtree(host, {v}) - tree.subtree(v))
        return "parenthetical", content | _closing_clauses(tree, v, host) | _opened_before(tree, v), None
    open_clauses = [k for k in tree.kids(v, "xcomp", "oprd") if tree.is_word(k)]
    objects = [
        k
        for k in tree.kids(v, "dobj", "dative", "attr")
        if tree.pos[k] != "ADP" or tree.children[k] or tree.lower[k] == "that"
    ]
    called = _called_on(tree, v)
    if called is not None and open_clauses:
        content = tree.subtree(called) - {called} | tree.subtree(open_clauses[0])
        return "object_to", content, called
    if called is not None and (bidden := _bidden(tree, v, called)):
        return "object_to", tree.subtree(called) - {called} | bidden, called
    if open_clauses:
        content = set().union(*(tree.subtree(c) for c in open_clauses), *(tree.subtree(o) for o in objects))
        content |= _relative_object(tree, v) | _goes_on_so(tree, v, open_clauses[0])
        return _open_relation(tree, open_clauses[0], bool(objects)), content, None
    if objects:
        content = set().union(*(tree.subtree(k) for k in (*objects, *conditions))) | complements(tree, v)
        return "object", content, None
    return _looser_content(tree, v)


def _what_it_calls(tree: Tree, v: int) -> set[int] | None:
    """ "struck what the army said were rebel positions": what it says of the noun that the verb before it takes
    (`language/mending/voices.py`).
    """
    noun = tree.head[v]
    if tree.dep[v] != "relcl" or noun < v or not any(tree.lower[i] == "what" for i in tree.subtree(v)):
        return None
    return {i for i in tree.subtree(noun) if i > v}


def _told_to(tree: Tree, v: int) -> list[int]:
    """The clause that the parse has hung on who is told: "told the court the defendant had lied"."""
    for hearer in tree.kids(v, "dobj", "dative") if tree.lemma[v] in _TELLING else []:
        if tree.lower[hearer] in _THINGS or tree.lemma[hearer] in cues().nouns:
            continue
        for k in tree.kids(hearer, "relcl", "acl"):
            inside = range(min(tree.subtree(k)), k)
            relative = any(tree.tag[i] in ("WP", "WDT", "WRB", "WP$") for i in inside)
            if tree.kids(k, "nsubj", "nsubjpass", "expl") and not relative and tree.tag[k] not in ("VBG", "TO"):
                return [k]
    return []


def _told_after(tree: Tree, v: int) -> list[int]:
    """The "that" clause that the parse has hung on an occasion: "said after meeting him in Geneva that no deal …"."""
    if not is_speech(tree, v) or tree.kids(v, "dobj", "xcomp"):
        return []
    for p in tree.kids(v, "prep"):
        for deed in tree.kids(p, "pcomp") if p == v + 1 and tree.lower[p] in _WHEN else []:
            for k in tree.kids(deed, "ccomp", "advcl", "acl"):
                if tree.lower[min(tree.subtree(k))] == "that" and not is_speech(tree, deed):
                    return [k]
    return []


_WHEN = frozenset(("after", "before", "upon", "on", "while", "when"))
#: Not hearers: "told us anything it knew".
_THINGS = frozenset(("anything", "something", "everything", "nothing", "all", "what", "way", "truth", "lie", "one"))
_TELLING = frozenset(("tell", "inform", "remind", "assure", "warn", "notify", "advise"))


def _is_condition(tree: Tree, v: int, clause: int) -> bool:
    """ "welcomes a truce provided that it holds": under which condition the object is said."""
    return tree.lower[clause] in _CONDITIONS and bool(tree.kids(clause, "ccomp")) and bool(tree.kids(v, "dobj"))


_CONDITIONS = frozenset({"provided", "providing", "assuming", "granted", "given"})


def _moved_out(tree: Tree, v: int, clause: int) -> set[int]:
    """What the clause lacks and stands before the speaker: "what they say they need", "a probe he said was over"."""
    asked = {k for k in tree.kids(v, "dobj") if tree.tag[k] in ("WP", "WDT") and k < v}
    noun = tree.head[v]
    whole = tree.kids(clause, "nsubj", "nsubjpass", "expl", "csubj")
    if asked or whole or tree.tag[clause] not in ("VBD", "VBZ", "VBP", "MD") or tree.dep[v] != "relcl" or noun > v:
        return asked
    relative = [k for k in tree.children[v] if tree.tag[k] in ("WP", "WDT")]
    return asked if relative else tree.subtree(noun, {v})


def _subject_lost(tree: Tree, v: int, clause: int) -> set[int]:
    """The words between a cue and a clause without a subject: that subject, which the parse has hung elsewhere
    ("say movement over the past week is instructive").
    """
    first = min(tree.subtree(clause))
    if first < v or tree.dep[v] == "relcl" or tree.tag[clause] not in ("VBD", "VBZ", "VBP", "MD"):
        return set()
    if tree.kids(clause, "nsubj", "nsubjpass", "expl", "csubj", "mark") or tree.tag[first] in ("WP", "WDT", "WRB"):
        return set()
    mine = set().union(*(tree.subtree(k) for k in tree.kids(v, "nsubj", "prep", "npadvmod", "prt", "advmod")), ())
    between = set(range(v + 1, first)) - mine
    return between if any(tree.pos[i] in ("NOUN", "PROPN", "PRON") for i in between) else set()


def _subject_parted(tree: Tree, v: int, clause: int) -> set[int]:
    """The subject of a clause before an inverted tag: "The first responders, said a nurse, “were children”"."""
    subjects = tree.kids(v, "nsubj")
    if len(subjects) < 2 or not subjects[0] < v < subjects[-1] or tree.text[v - 1] != ",":
        return set()
    return set() if tree.kids(clause, "nsubj", "nsubjpass", "expl", "csubj") else tree.subtree(subjects[0])


def _closing_clauses(tree: Tree, v: int, clause: int) -> set[int]:
    """Clauses that the parse has hung on the cue though they belong to what is said: the condition or reason that
    closes it ("say he would look better if he ate"), what goes on after a tag ("…, he said, because …", "…, it added,
    but …") and a second "that".
    """
    found: set[int] = set()
    end = tree.extent(clause)[1]
    tag = clause < v and not _has_quotes(tree, *tree.extent(clause))
    for k in tree.kids(v, "advcl", "conj"):
        first = min(tree.subtree(k))
        if k < max(v, clause):
            continue
        mark = {tree.lower[m] for m in tree.kids(k, "mark", "advmod")}
        if tree.dep[k] == "advcl":
            close = first == end if not tag else tree.text[first - 1] == ","
            if close and mark & (_CLOSING if not tag else _REASONS):
                found |= tree.subtree(k)
        elif _is_after_tag(tree, v, k, first) if tag else "that" in mark:
            found |= tree.subtree(k)
    return found


def _opened_before(tree: Tree, v: int) -> set[int]:
    """What stands before a tag between commas and belongs to the words: "To save the reef, he said, one must …"."""
    subjects = tree.kids(v, "nsubj")
    after = next((i for i in range(v + 1, tree.bounds(v)[1]) if not tree.text[i].isspace()), v)
    if not subjects or subjects[-1] > v or tree.text[after] != "," or _has_quotes(tree, after, after + 2):
        return set()
    start = tree.extent(subjects[-1])[0]
    if start == 0 or tree.text[start - 1] != ",":
        return set()
    before = [k for k in tree.kids(v, "prep", "advcl") if k < start and not is_adjunct(tree, k)]
    return set().union(*(tree.subtree(k) for k in before if not _is_occasion(tree, k)), ())


def _is_occasion(tree: Tree, k: int) -> bool:
    """ "Asked about it, he said, …", "Speaking in Bonn, …": the clause tells when the words fell."""
    marks = {tree.lower[m] for m in tree.children[k]}
    return tree.tag[k] in ("VBG", "VBN") or bool(marks & {"when", "as", "after", "while"})


_CLOSING = frozenset(("if", "unless", "until", "because"))
_BREAKS = frozenset((",", "–", "—", "--", "-"))
_REASONS = frozenset(("if", "unless", "because", "since", "although", "though"))


def _is_after_tag(tree: Tree, v: int, k: int, first: int) -> bool:
    """Whether ", but her record does not" follows a tag: its own subject, or an earlier past than the tag's."""
    if is_speech(tree, k) or not any(tree.text[i] == "," for i in range(v + 1, first)):
        return False
    earlier = any(tree.lower[a] in ("had", "would", "could") for a in tree.kids(k, "aux"))
    return bool(tree.kids(k, "nsubj", "nsubjpass", "expl")) or (earlier and not tree.kids(v, "aux"))


def _on_its_side(tree: Tree, v: int, clauses: list[int]) -> list[int]:
    """Without what a semicolon parts from the verb, where the verb has a clause or an object of its own after it."""
    after = [k for k in clauses if k > v]
    before = [k for k in clauses if k < v]
    parted = before and any(tree.text[i] == ";" for i in range(max(before), v))
    own = after or [k for k in tree.kids(v, "dobj") if k > v]
    return after if own and parted else clauses


def _called_on(tree: Tree, v: int) -> int | None:
    """The preposition of "called on X to …", "appealed to X to …"."""
    for p in tree.kids(v, "prep"):
        others = [k for k in tree.kids(p, "pobj") if tree.ent[k] not in ("DATE", "TIME")]
        if p == v + 1 and tree.lower[p] in ("on", "upon", "for", "to", "with") and others:
            return p
    return None


def _bidden(tree: Tree, v: int, called: int) -> set[int]:
    """What those called on are to do, read as a purpose: "called on both armies to silence their guns"."""
    end = tree.extent(called)[1]
    if tree.lemma[v] not in ("call", "appeal", "plead"):
        return set()
    for k in tree.kids(v, "advcl"):
        if tree.tag[k] == "VB" and min(tree.subtree(k)) == end and tree.lower[end] == "to":
            return tree.subtree(k)
    return set()


def _looser_content(tree: Tree, v: int) -> tuple[str, set[int], int | None]:
    """Prepositional, relative and adverbial content, where nothing closer is there."""
    relative = _relative_object(tree, v)
    if relative:
        return "relative", relative | complements(tree, v), None
    stated = _stated_in(tree, v)
    if stated is not None:
        return "ccomp_that", tree.subtree(stated), None
    for k in tree.kids(v, "advmod"):
        if k == v + 1 and tree.lower[k] in ("so", "otherwise"):
            return "object", {k}, None
    lacking = _antecedent(tree, v)
    if lacking:
        return "relative", lacking, None
    for p in tree.kids(v, "prep"):
        if p > v and tree.lower[p] in STANCE_PREPOSITIONS and not is_adjunct(tree, p):
            called = [k for k in tree.kids(v, "prep") if k > p and tree.lower[k] == "as"]
            content = set().union(tree.subtree(p) - {p}, *(tree.subtree(k) for k in called))
            return f"prep_{tree.lower[p]}", content, p
    for p in _behind_a_day(tree, v):
        return f"prep_{tree.lower[p]}", tree.subtree(p) - {p}, p
    for clause in tree.kids(v, "advcl", "acl"):
        marks = [tree.lower[k] for k in tree.kids(clause, "mark", "advmod")]
        if clause > v and any(mark in ("that", "if", "whether", "how", "why") for mark in marks):
            return "ccomp_that", tree.subtree(clause), None
    return "none", set(), None


def _behind_a_day(tree: Tree, v: int) -> list[int]:
    """Prepositions that the parse has hung on the day: "warned on Monday of a hard winter"."""
    days = [k for p in tree.kids(v, "prep", "npadvmod") for k in (p, *tree.kids(p, "pobj")) if k > v]
    days = [k for k in days if tree.ent[k] in ("DATE", "TIME") and tree.tag[k] == "NNP"]
    known = cues().verbs.get(tree.lemma[v], NOTHING)
    if max(known.clause, known.object) < 2:
        return []
    return [p for k in days for p in tree.kids(k, "prep") if tree.lower[p] in ("of", "about", "against") and p == k + 1]


def complements(tree: Tree, v: int) -> set[int]:
    """Prepositional phrases right of the verb that say more of its object ("accused him of lying")."""
    found: set[int] = set()
    for p in tree.kids(v, "prep", "oprd", "xcomp"):
        if p > v and not is_adjunct(tree, p) and tree.lower[p] in _COMPLEMENTS:
            found |= tree.subtree(p)
    for k in tree.kids(v, "advcl"):
        first = min(tree.subtree(k))
        if first > v + 1 and tree.lower[first] == "to" and tree.tag[k] == "VB" and tree.text[first - 1] != ",":
            found |= tree.subtree(k)
    return found


def _relative_object(tree: Tree, v: int) -> set[int]:
    """The relative or question word that stands for the object ("what he called", "whom she backs"); with "that", which
    says nothing alone, the noun too ("a point that officials dispute").
    """
    found = {k for k in tree.kids(v, "dobj", "pobj", "attr") if tree.tag[k] in ("WP", "WDT")}
    if any(tree.lower[k] == "that" for k in found) and tree.dep[v] == "relcl" and tree.head[v] < v:
        found |= tree.subtree(tree.head[v], {v})
    return found


def _stated_in(tree: Tree, v: int) -> int | None:
    """The "that" clause of "said in a statement that …", which the parse has hung on the statement."""
    if not is_speech(tree, v):
        return None
    for p in tree.kids(v, "prep"):
        for k in tree.kids(p, "pobj"):
            for clause in tree.kids(k, "acl", "ccomp", "relcl"):
                if p > v and any(tree.lower[m] == "that" for m in tree.kids(clause, "mark")):
                    return clause
    return None


def _antecedent(tree: Tree, v: int) -> set[int]:
    """The noun that a relative clause without a relative word lacks ("the answer many had expected")."""
    noun = tree.head[v]
    if tree.dep[v] != "relcl" or noun > v or tree.tag[v] not in ("VBD", "VBZ", "VBP", "VBN"):
        return set()
    relative = any(tree.tag[i] in ("WP", "WDT", "WRB", "WP$") for i in range(min(tree.subtree(v)), v))
    subjects = tree.kids(v, "nsubj")
    if relative or not subjects or tree.kids(v, "dobj", "ccomp", "xcomp", "attr", "oprd", "auxpass"):
        return set()
    return tree.subtree(noun, {v})


def is_adjunct(tree: Tree, p: int) -> bool:
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
            and tree.lemma[k] in cues().occasions
        ):
            return True
    return False


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
    """A "clause" left of the verb that has no subject and no verb: an adjunct that the parse took for content; or
    the speaker's phrase, read as a clause ("Democrats going to the polls say").
    """
    if clause > v:
        return False
    if tree.pos[clause] not in ("VERB", "AUX") and not tree.kids(clause, "nsubj", "nsubjpass"):
        return True
    bare = tree.tag[clause] in ("VBG", "VBN") and not tree.kids(clause, "aux", "auxpass", "mark")
    return bare and not tree.kids(v, "nsubj", "nsubjpass", "expl") and tree.tag[v] in ("VBD", "VBZ", "VBP")


def _goes_on_so(tree: Tree, v: int, clause: int) -> set[int]:
    """Infinitives that the parse has joined to the cue instead of its infinitive: "plans to sell it, then retire"."""
    if tree.tag[clause] != "VB" or tree.tag[v] == "VB":
        return set()
    bare = [k for k in tree.kids(v, "conj", "dep", "advcl") if k > clause and tree.tag[k] == "VB"]
    return set().union(*(tree.subtree(k) for k in bare if not tree.kids(k, "nsubj", "mark", "aux", "advmod")), ())


def _is_beside(tree: Tree, v: int, clause: int) -> bool:
    """Whether a clause left of the verb only stands beside it: a semicolon or colon parts them, or the verb has a
    subject before it and words of its own after it ("Prices rose; the minister blames the drought").
    """
    subjects = [k for k in tree.kids(v, "nsubj") if clause < k < v]
    end = tree.extent(clause)[1]
    if _has_quotes(tree, *tree.extent(clause)) or _has_quotes(tree, end, v):
        return False
    if any(tree.text[i] in (";", ":") for i in range(end, v)):
        return True
    return bool(subjects) and _has_own_words(tree, v)


def _has_own_words(tree: Tree, v: int) -> bool:
    """Whether words follow a verb that are neither who is told nor a day."""
    own = [k for k in tree.kids(v, "dobj", "xcomp", "oprd") if k > v and tree.ent[k] not in ("DATE", "TIME")]
    return bool(own) and tree.lemma[v] not in cues().addressee_verbs


def _has_quotes(tree: Tree, first: int, last: int) -> bool:
    return any(tree.text[i] in _MARKS for i in range(first, last))


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
    if h == v or not tree.kids(v, "nsubj") or _has_own_words(tree, v):
        return None
    if tree.dep[v] == "parataxis" and tree.pos[h] in ("VERB", "AUX", "NOUN", "ADJ", "PROPN"):
        return _begun_before(tree, v, h)
    if tree.dep[v] == "advcl" and any(tree.lower[k] == "as" for k in tree.kids(v, "mark", "advmod")):
        return h if is_speech(tree, v) or tree.lemma[v] in ("put", "see") else None
    if tree.dep[v] in ("ccomp", "conj") and is_speech(tree, v) and _stands_last(tree, v):
        return h
    return None


def _since_semicolon(tree: Tree, v: int, content: set[int]) -> set[int]:
    """The words of a tag's own side: "Nine were hurt, doctors said; the rest, they said, would go home"."""
    tag, last = min(tree.subtree(v)), tree.bounds(v)[1]
    parted = [i for i in sorted(content) if i < tag and tree.text[i] == ";"]
    before = min(content, default=tag) < tag
    closed = next((i for i in range(v + 1, last) if before and tree.text[i] == ";"), last)
    return {i for i in content if (not parted or i > parted[-1]) and i < closed}


def _begun_before(tree: Tree, v: int, h: int) -> int:
    """The clause that began before "they say", where the parse has hung that on what only goes on after it."""
    joined = ("conj", "relcl", "acl", "advcl")
    while tree.extent(h)[0] >= tree.extent(v)[0] and tree.dep[h] in joined and tree.head[h] < v:
        h = tree.head[h]
    return h


def _stands_last(tree: Tree, v: int) -> bool:
    """Whether a clause is a short one after a comma at the end of its sentence, or between two commas."""
    first, last = tree.extent(v)
    before = first > 0 and tree.text[first - 1] in (",", "”", '"', "''", "—", "–")
    end = tree.bounds(v)[1]
    return before and last - first <= 12 and (last >= end - 1 or tree.text[last] in (",", "—", "–", "."))


def trailing_aside(tree: Tree, content: set[int], v: int) -> set[int]:
    """A ", who …" or ", which …" at the end of the content: the writer's words, mostly."""
    if not content or max(content) < v:
        return set()
    last = max(content)
    for i in sorted(content):
        if tree.lower[i] == "without" and i > v and tree.extent(i)[1] > last and _says_no_more(tree, i):
            return {j for j in content if j >= i}
    for i in tree.kids(v, "dobj"):
        for k in tree.kids(i, "appos"):
            first, end = tree.extent(k)
            if i in content and end > last and tree.text[first - 1] in _BREAKS and tree.tag[first] in ("DT", "CD"):
                return {j for j in content if j >= first - 1}
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


def _says_no_more(tree: Tree, without: int) -> bool:
    """ "without elaborating", "without giving details": of the saying, not of what is said."""
    for k in tree.kids(without, "pcomp"):
        given = tree.kids(k, "dobj")
        if tree.lemma[k] in ("elaborate", "specify", "explain") or (tree.lemma[k] in _GIVING and given):
            return all(tree.lemma[d] in _DETAILS for d in given)
    return any(tree.lemma[k] == "elaboration" for k in tree.kids(without, "pobj"))


_GIVING = frozenset(("give", "provide", "offer", "cite", "present", "name"))
_DETAILS = frozenset(("detail", "evidence", "proof", "explanation", "reason", "name", "source", "figure", "example"))


def trailing_source(tree: Tree, content: set[int], v: int) -> set[int]:
    """A ", according to X" at the end of the content: X vouches for the saying, not for the words."""
    if not content or max(content) < v:
        return set()
    for i in sorted(content):
        if tree.lower[i] == "according" and i > v and tree.text[i - 1] == ",":
            phrase = tree.subtree(i)
            return phrase if max(phrase) >= max(content) else set()
    return set()


def _is_relative(tree: Tree, first: int) -> bool:
    return any(
        tree.tag[k] in ("WDT", "WP", "WP$", "WRB") for k in range(first, min(first + 3, len(tree.tag)))
    )


def strange_conjunct(tree: Tree, content: set[int], v: int) -> set[int]:
    """A verb of the cue's tense that the parse joined to a content of another: it goes on from the cue; another's
    report in the cue's own tense ("said he would stay, while others said they would go"); and a noun joined to the
    content that begins a clause after it ("denied it | and its ministry called").
    """
    for i in sorted(content):
        h = tree.head[i]
        if h not in content or i < v:
            continue
        if tree.head[h] == v and tree.tag[i] == tree.tag[v] and _is_strange(tree, i, h):
            return tree.subtree(i)
        verb = tree.head[h] == v and tree.pos[i] == "VERB"
        if tree.dep[i] == "conj" and not verb and begun_by(tree.doc[i]) is not None:
            return tree.subtree(i) | {k for k in tree.kids(h, "cc") if k < i}
    return set()


def _is_strange(tree: Tree, i: int, h: int) -> bool:
    """Whether a verb in the cue's form does not go on from the content's verb `h`."""
    if tree.dep[i] == "conj" and tree.pos[i] == "VERB":
        alone = not tree.kids(i, "nsubj", "nsubjpass", "expl", "mark", "aux") and not _goes_on_perfect(tree, i, h)
        return (alone and tree.tag[i] != tree.tag[h] and tree.tag[i] in ("VBD", "VBZ")) or _tells_anew(tree, i, h)
    meanwhile = tree.dep[i] == "advcl" and any(tree.lower[k] in _MEANWHILE for k in tree.kids(i, "mark"))
    return meanwhile and _tells_anew(tree, i, h)


def _goes_on_perfect(tree: Tree, i: int, h: int) -> bool:
    """ "had dissolved parliament and closed the borders": a participle that looks like the cue's past; a verb that
    attributes goes on from the cue ("said it had no plans but confirmed …").
    """
    perfect = tree.tag[h] == "VBN" and any(tree.lemma[k] == "have" for k in tree.kids(h, "aux"))
    alike = tree.tag[i] == "VBD" and tree.lower[i][-2:] in ("ed", "ut", "et", "id", "ld", "nt", "ft", "pt")
    return perfect and alike and cues().verbs.get(tree.lemma[i], NOTHING).clause < 3


_MEANWHILE = frozenset(("while", "though", "although"))


def _tells_anew(tree: Tree, i: int, h: int) -> bool:
    """Whether a verb of speech has a named speaker and words of its own."""
    subjects = [k for k in tree.kids(i, "nsubj") if tree.pos[k] != "PRON"]
    return is_speech(tree, i) and not is_speech(tree, h) and bool(subjects and tree.kids(i, "ccomp"))
