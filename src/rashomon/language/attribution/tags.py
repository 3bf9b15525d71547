"""Tags of speech that the parse loses: ", US media have reported." and the verb beside a quotation that nobody claims.

Reads a `Tree`, the candidates or what was chosen, and the quotation marks; gives candidates mended and further
`Attributed`s. The one idea: a verb of speech with its subject at the end of a sentence, after a comma, gives the words
before it, and one that touches a quotation gives the quotation, whatever the parse hangs them on.
"""

from __future__ import annotations

from bisect import bisect_left

from rashomon.language.attribution.candidates import Candidate, verb_cue
from rashomon.language.attribution.cues import cues, is_speech
from rashomon.language.attribution.features import voice_of
from rashomon.language.attribution.spans import Attributed, is_claimed, is_sentence
from rashomon.language.attribution.speakers import addressee_of, source_of
from rashomon.language.attribution.tree import Range, Tree
from rashomon.language.quotes import Quote

#: Words of a tag before and after its verb, at most.
_BEFORE, _AFTER = 16, 10
#: Words between a verb and the quotation that it gives.
_GAP = 8
#: Words of a clause before a tag, at least.
_LEAST = 4
_FINITE = ("VBD", "VBZ", "VBP")
_ON = (*_FINITE, "MD", "VB", "VBG", "TO", "WP", "WDT", "WRB")
_SUBORDINATE = frozenset(
    "when while after before as if although though because since once until unless whether asked speaking".split()
)
_CLAUSES = ("ccomp_left", "ccomp_that", "ccomp_bare", "ccomp_wh", "ccomp_if", "parenthetical", "passive_clause")
_MARKS = frozenset("\"“”‘’'«»``''")
_VOICELESS = {"it", "this", "that", "which", "what"}


# -- at the end of a sentence


def close(tree: Tree, found: list[Candidate]) -> list[Candidate]:
    """Candidates with those that close a sentence made certain, and given what stands before them where they had no
    clause; in text order of their keys.
    """
    known = {candidate.key: candidate for candidate in found}
    for first, last in tree.sentences:
        tag = _closing(tree, first, last)
        if tag is None:
            continue
        v, comma = tag
        candidate = known.get(v) or Candidate(v, "verb", verb_cue(tree, v, None), "none", set())
        if candidate.relation not in _CLAUSES:
            candidate.content = set(range(first, comma))
            candidate.relation, candidate.cue = "ccomp_left", verb_cue(tree, v, None)
            candidate.addressee = addressee_of(tree, v)
        if tree.kids(v, "auxpass"):
            candidate.relation, candidate.content = "passive_clause", set(range(first, comma))
        elif candidate.source_kind != "quoted":
            candidate.source, candidate.source_kind = _speaker(tree, v, comma + 1, last), "subject"
            for other in known.values():
                if tree.head[other.key] == v and _goes_on_telling(tree, other.key):
                    other.source, other.source_kind = candidate.source, "participle"
        candidate.certain = True
        known[v] = candidate
    return [known[key] for key in sorted(known)]


def _closing(tree: Tree, first: int, last: int) -> Range | None:
    """The verb and the comma of a tag that closes the sentence [first, last); None where there is none."""
    last = _before_occasion(tree, first, last)
    verbs = [i for i in range(max(first, last - _AFTER - 2), last) if tree.pos[i] in ("VERB", "AUX")]
    v = next((i for i in reversed(verbs) if _is_told(tree, i)), None)
    if v is None or any(k > v for k in tree.kids(v, "ccomp", "xcomp")) or _goes_on(tree, v, last):
        return None
    comma = next((i for i in range(v - 1, max(first, v - _BEFORE), -1) if tree.text[i] == ","), None)
    if comma is None or not _says_enough(tree, first, comma):
        return None
    return (v, comma) if _is_tag(tree, comma + 1, v, last) else None


def _before_occasion(tree: Tree, first: int, last: int) -> int:
    """Where a phrase without a verb begins that only follows a tag: "…, police said on Sunday, | in the second such
    accident this month"; `last` where there is none.
    """
    commas = [i for i in range(first, last) if tree.text[i] == ","]
    telling = next((i for i in commas[1:] if i + 2 < last and _goes_on_telling(tree, i + 1)), None)
    if telling is not None:
        return telling
    at = commas[-1] if len(commas) > 1 else last
    if at + 2 >= last or tree.lower[at + 1] not in _OCCASIONS:
        return last
    verbs = [i for i in range(at + 1, last) if tree.tag[i] in (*_FINITE, "MD", "WP", "WDT", "WRB")]
    marks = any(tree.text[i] in _MARKS for i in range(at, last))
    return last if verbs or marks or last - at > _BEFORE else at


def _goes_on_telling(tree: Tree, v: int) -> bool:
    """ ", adding that …" behind a tag; not ", citing the mayor"."""
    told = tree.tag[v] == "VBG" and is_speech(tree, v) and tree.lemma[v] not in ("quote", "cite")
    return told and v > 0 and tree.text[v - 1] == ","


#: Where what is said is heard: "…, the court heard."
_HEARING = frozenset("court inquiry enquiry inquest tribunal hearing jury committee commission trial panel".split())
#: What begins such a phrase.
_OCCASIONS = frozenset("in after amid during on at by the a despite following hours days weeks".split())


def _is_told(tree: Tree, v: int) -> bool:
    """Whether a verb tells as a tag does: "said", "has reported", "it was claimed"."""
    strength = cues().verbs.get(tree.lemma[v])
    if tree.lower[v] == "heard" and any(tree.lemma[k] in _HEARING for k in tree.kids(v, "nsubj")):
        return not _has_object(tree, v)
    if not is_speech(tree, v) and not (strength and strength.clause == 3 and "show" in strength.kinds):
        return False
    if tree.dep[v] in ("relcl", "acl") or _has_object(tree, v):
        return False
    helpers = tree.kids(v, "aux")
    helped = tree.tag[v] == "VBN" and any(tree.lemma[k] == "have" and tree.tag[k] in _FINITE for k in helpers)
    passive = tree.tag[v] == "VBN" and bool(tree.kids(v, "auxpass"))
    return tree.tag[v] in _FINITE or helped or passive


def _has_object(tree: Tree, v: int) -> bool:
    """Whether a verb has a thing that is told ("disputes this"), not a hearer ("told the Herald") or a speaker."""
    things = [k for k in tree.kids(v, "dobj", "attr") if k > v]
    return bool(things and tree.kids(v, "nsubj")) and tree.lemma[v] not in cues().addressee_verbs


def _goes_on(tree: Tree, v: int, last: int) -> bool:
    """Whether more than the occasion follows a verb: another verb, a question word, a quotation, a comma."""
    rest = range(v + 1, last)
    return any(tree.tag[i] in _ON or tree.text[i] in _MARKS or tree.text[i] in (",", ":", ";") for i in rest)


def _says_enough(tree: Tree, first: int, comma: int) -> bool:
    """Whether the words before a tag are a clause of their own, outside quotation marks."""
    words = [i for i in range(first, comma) if tree.is_word(i)]
    if len(words) < _LEAST or tree.lower[words[0]] in _SUBORDINATE:
        return False
    if tree.lower[words[0]] == "according" and not any(tree.text[i] == "," for i in range(first, comma)):
        return False
    if any(tree.text[i] in _MARKS for i in range(first, comma)):
        return False
    return any(tree.tag[i] in (*_FINITE, "MD") for i in words)


def _is_tag(tree: Tree, start: int, v: int, last: int) -> bool:
    """Whether a speaker stands between the comma and the verb, and nothing else."""
    between = [i for i in range(start, v) if tree.is_word(i)]
    if tree.kids(v, "auxpass"):
        return [tree.lower[i] for i in between[:1]] == ["it"] and len(between) <= 4
    if between and tree.tag[between[0]] in (*_FINITE, "WP", "WDT", "CC"):
        return False
    subject = _speaker(tree, v, start, last)
    others = [i for i in between if tree.tag[i] in _FINITE and tree.head[i] != v]
    return subject is not None and not others and voice_of(tree, subject) not in _VOICELESS


def _speaker(tree: Tree, v: int, start: int, last: int) -> int | None:
    """The subject of a verb within [start, last), before it or, where nothing else parts them, after it."""
    subject = next((k for k in reversed(tree.kids(v, "nsubj")) if start <= k < last), None)
    if subject is not None:
        return subject
    if any(tree.is_word(i) for i in range(start, v)):
        return _hung_before(tree, v, start)
    return next((k for k in tree.kids(v, "dobj", "attr") if k < last and tree.pos[k] in ("PROPN", "NOUN")), None)


def _hung_before(tree: Tree, v: int, start: int) -> int | None:
    """The head of the phrase between a comma and a verb without a subject, which the parse has hung on what stands
    before the comma: "on Mount Tepe, the governor's office said".
    """
    tops = [i for i in range(start, v) if tree.is_word(i) and tree.head[i] < start]
    alone = len(tops) == 1 and not tree.kids(v, "nsubj", "nsubjpass", "expl", "csubj", "mark")
    if not alone or tree.dep[tops[0]] not in ("appos", "conj", "npadvmod"):
        return None
    named = tree.pos[tops[0]] in ("NOUN", "PROPN") and voice_of(tree, tops[0]) not in _VOICELESS | {"thing", "entity"}
    return tops[0] if named else None


# -- beside a quotation


def tagged(tree: Tree, chosen: list[Attributed], quotes: list[Quote]) -> list[Attributed]:
    """One for each quotation that no cue has and that a verb of speech touches, in text order."""
    found: dict[int, Attributed] = {}
    held = {n for made in chosen for n in made.quotes}
    busy = {made.candidate.key for made in chosen if made.quotes or made.candidate.relation in _CLAUSES}
    for n, quote in enumerate(quotes):
        if n in held or not _is_said(tree, quote) or is_claimed(quote, chosen):
            continue
        tag = _tag_after(tree, quote) or _tag_before(tree, quote)
        if tag is not None and tag[0] not in busy:
            found.setdefault(tag[0], _made(tree, tag, n, quote))
    return list(found.values())


def _is_said(tree: Tree, quote: Quote) -> bool:
    """Whether a quotation is speech, not the title of a book or a programme."""
    words = tree.whole[quote.inner : quote.outer].split()
    plain = [word for word in words[1:] if word[:1].islower()]
    return is_sentence(tree.whole, quote) and (len(words) > 5 or bool(plain))


def without(chosen: list[Attributed], tags: list[Attributed]) -> list[Attributed]:
    """What was chosen, less what the same verbs were taken to govern."""
    keys = {tag.candidate.key for tag in tags}
    return [made for made in chosen if made.candidate.key not in keys]


def _made(tree: Tree, tag: Range, n: int, quote: Quote) -> Attributed:
    v, source = tag
    cue = verb_cue(tree, v, None)
    candidate = Candidate(v, "verb", cue, "ccomp_left", set(), source, "subject", addressee_of(tree, v))
    at = (tree.start[cue[0]], tree.end[cue[1] - 1])
    return Attributed(candidate, at, [(quote.start, quote.end)], {n}, score=1.0)


def _tag_after(tree: Tree, quote: Quote) -> Range | None:
    """The verb and the speaker that follow a quotation which ends with a comma or a mark of its own."""
    inside, outside = tree.whole[quote.inner : quote.outer].rstrip()[-1:], tree.whole[quote.end : quote.end + 1]
    if inside not in (",", "!", "?", "…") and outside != ",":
        return None
    first = bisect_left(tree.start, quote.end)
    words = _words_until_stop(tree, first)
    verbs = [i for i in words if tree.tag[i] in _FINITE]
    if not verbs or not is_speech(tree, verbs[0]):
        return None
    v = verbs[0]
    before = [i for i in words if i < v]
    if before:
        source = _speaker(tree, v, before[0], v) or _last_noun(tree, before)
        return None if source is None or any(tree.tag[i] == "IN" for i in before[:1]) else (v, source)
    after = [i for i in words if i > v]
    source = next((k for k in tree.kids(v, "nsubj", "dobj", "attr") if k > v), None) or _first_name(tree, after)
    return None if source is None else (v, source)


def _tag_before(tree: Tree, quote: Quote) -> Range | None:
    """The verb before a quotation that a comma, a colon or nothing parts from it, and its speaker."""
    at = bisect_left(tree.start, quote.start) - 1
    while at >= 0 and not tree.text[at].strip() and "\n" not in tree.text[at]:
        at -= 1
    first = tree.bounds(at)[0] if at >= 0 else 0
    for i in range(at, max(first, at - _GAP) - 1, -1):
        if tree.text[i] in ".!?;" or "\n" in tree.text[i] or tree.text[i] in _MARKS or (tree.text[i] == "," and i < at):
            return None
        if tree.tag[i] in (*_FINITE, "VBG", "VBN", "MD"):
            return _spoken_by(tree, i, first) if is_speech(tree, i) else None
    return None


def _spoken_by(tree: Tree, v: int, first: int) -> Range | None:
    """A verb with who speaks: its own subject, or that of the verb it hangs on."""
    if tree.kids(v, "auxpass"):
        return None
    source, how = source_of(tree, v)
    if how == "reduced" and tree.head[v] < v:
        source = tree.head[v]
    if source is None or source < first or source > v:
        return None
    voice = voice_of(tree, source)
    if voice in _VOICELESS | ({"thing", "document"} if tree.lemma[v] != "read" else set()):
        return None
    return v, source


def _words_until_stop(tree: Tree, first: int) -> list[int]:
    """The words from a token on to the end of the sentence, a quotation or the line, a few at most."""
    found: list[int] = []
    for i in range(first, min(len(tree.text), first + _BEFORE)):
        if (tree.text[i] in _MARKS and found) or tree.text[i] in (".", "!", "?", ";", ":") or "\n" in tree.text[i]:
            break
        found += [i] if tree.is_word(i) else []
    return found


def _last_noun(tree: Tree, words: list[int]) -> int | None:
    return next((i for i in reversed(words) if tree.pos[i] in ("PROPN", "NOUN", "PRON")), None)


def _first_name(tree: Tree, words: list[int]) -> int | None:
    """The last noun of the first run of nouns."""
    last = None
    for i in words:
        if tree.pos[i] in ("PROPN", "NOUN", "PRON"):
            last = i
        elif last is not None:
            break
    return last
