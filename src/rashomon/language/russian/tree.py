"""Phrases and clauses over a Russian parse: what hangs together, what is whose, in which case.

Reads a Doc of russian/parse.py (Universal Dependencies). The one idea: Russian says by case what English says by
order, so a phrase is found by its tree and told apart by the case of its head.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

#: What hangs on a noun and belongs to its phrase.
_INSIDE = frozenset(
    "amod det nummod nummod:gov nummod:entity flat flat:name flat:foreign compound fixed case:inner".split()
)
_QUOTES = {"«": "»", "“": "”", "„": "“", '"': '"'}


def feature(token: Token, name: str) -> str:
    """One feature of a word's form ("Case", "Number" …), or ""."""
    found = token.morph.get(name)
    return str(found[0]) if found else ""


def case_of(token: Token) -> str:
    """Nom, Gen, Dat, Acc, Ins, Loc, or "" where the form tells none."""
    return feature(token, "Case")


def children(token: Token, *deps: str) -> list[Token]:
    """The words that hang on a word by one of these relations, in reading order."""
    return [child for child in token.children if child.dep_ in deps]


def preposition(token: Token) -> str:
    """The preposition before a noun's phrase, lower case; "" for none."""
    found = children(token, "case")
    return " ".join(child.lower_ for child in found)


def is_negated(token: Token) -> bool:
    """Whether "не" or "ни" stands on a word."""
    return any(child.lower_ in ("не", "ни", "нет") and child.i < token.i for child in token.children)


def phrase(head: Token, names: bool = True) -> tuple[int, int]:
    """Tokens [first, last] of a noun's phrase: adjectives, genitives after it, its name; no clause and no comma.

    `names`: whether the name that stands beside a title belongs to it.
    """
    inside = _inside(head, names)
    first = last = head.i
    while first - 1 in inside or _opens(head.doc, first - 1, inside):
        first -= 1
    while last + 1 in inside or _closes(head.doc, first, last, inside):
        last += 1
    return _balanced(head.doc, first, last)


def _inside(head: Token, names: bool) -> set[int]:
    found = {head.i}
    for child in head.children:
        if child.sent.start != head.sent.start:
            continue
        named = names and child.dep_ == "appos" and child.i > head.i and _is_name(child)
        if named or child.dep_ in _INSIDE or (child.dep_ == "nmod" and _is_genitive(child)):
            found |= _inside(child, names)
            if child.dep_ == "nmod":
                found |= {number for one in _joined_names(child) for number in range(child.i, one.i + 1)}
        elif child.dep_ == "punct" and child.text in '«»“”„"':
            found.add(child.i)
    return found


def _joined_names(token: Token) -> list[Token]:
    """Names joined to a name right after it: "России и Ирана"."""
    return [c for c in children(token, "conj") if _is_name(token) and _is_name(c) and c.i - token.i <= 3]


def _is_genitive(child: Token) -> bool:
    """A genitive without preposition, or "представитель по делам", which are parts of titles and names."""
    prepositions = children(child, "case")
    return not prepositions and (case_of(child) in ("Gen", "") or _is_name(child))


def _is_name(token: Token) -> bool:
    return bool(token.pos_ == "PROPN" or token.ent_type_ != "")


def _opens(doc: Doc, at: int, inside: set[int]) -> bool:
    return at >= 0 and doc[at].text in _QUOTES and at + 1 in inside


def _closes(doc: Doc, first: int, last: int, inside: set[int]) -> bool:
    """A closing mark whose opening one stands in the phrase, or an opening one before a word of it."""
    at = last + 1
    if at >= len(doc):
        return False
    if doc[at].text in _QUOTES and at + 1 in inside and doc[at].text not in "”":
        return True
    opened = [token.text for token in doc[first : last + 1] if token.text in _QUOTES]
    if doc[at].text == '"':
        return opened.count('"') % 2 == 1
    return doc[at].text in ("»", "”", "“") and len(opened) % 2 == 1 and doc[at].text != opened[-1]


def _balanced(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Without a mark at either end whose other half is outside."""
    text = [token.text for token in doc[first : last + 1]]
    if text.count("«") != text.count("»"):
        if last > first and text[-1] in ("«", "»"):
            return first, last - 1
        if last > first and text[0] in ("«", "»"):
            return first + 1, last
    return first, last


def extent(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Characters of tokens [first, last]."""
    return doc[first].idx, doc[last].idx + len(doc[last].text)


def joined(head: Token) -> list[Token]:
    """A word and what "и" or a comma joins to it, in reading order."""
    found = [head]
    for one in found:
        found.extend(child for child in children(one, "conj") if child.pos_ in ("NOUN", "PROPN", "PRON", "NUM"))
    return sorted(set(found), key=lambda token: token.i)


def verbs_joined(verb: Token) -> list[Token]:
    """The verb whose subject a joined verb without one shares, nearest first."""
    found = []
    at = verb
    while at.dep_ == "conj" and at.head.i != at.i:
        at = at.head
        # "потребовал отменить указ и пригрозил": what is finite is joined to what is finite
        while feature(at, "VerbForm") == "Inf" and feature(verb, "VerbForm") == "Fin" and at.head.i != at.i:
            at = at.head
        if at.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
            found.append(at)
    return found


def subject(verb: Token) -> Token | None:
    """The subject of a verb, its own or that of the verb it is joined to."""
    for one in (verb, *verbs_joined(verb)):
        found = children(one, "nsubj", "nsubj:pass", "csubj")
        named = [token for token in found if token.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X", "VERB")]
        if named:
            return _not_number(named[0])
        first = [t for t in children(one, "xcomp", "obj") if t.i < one.i and case_of(t) == "Nom" and _is_name(t)]
        if first:
            # a name that the parse takes for an object, though it stands in the nominative
            return first[0]
    return _above_clause(verb) or _by_form(verb)


def _above_clause(verb: Token) -> Token | None:
    """ "заявила, что уважает суд, и призвала": a verb that the parse has joined to what is said."""
    found = verbs_joined(verb)
    top = found[-1] if found else None
    if top is None or top.dep_ not in ("ccomp", "advcl") or feature(top, "Tense") == feature(verb, "Tense"):
        return None
    above = top.head
    if feature(above, "Tense") != feature(verb, "Tense") or feature(above, "Gender") != feature(verb, "Gender"):
        return None
    return subject(above)


def _by_form(verb: Token) -> Token | None:
    """A noun in the nominative before a verb that agrees with it, whatever the parse has made of it."""
    if feature(verb, "VerbForm") != "Fin" or feature(verb, "Number") == "" or verb.dep_ == "conj":
        return None
    for token in verb.doc[verb.left_edge.i : verb.i]:
        fits = token.pos_ in ("NOUN", "PROPN") and case_of(token) == "Nom" and token.dep_ in ("amod", "xcomp", "nmod")
        if fits and feature(token, "Number") == feature(verb, "Number"):
            return token
    return None


def _not_number(token: Token) -> Token:
    """The noun that is counted where the parse has the number for its head: "тысячи докеров"."""
    if token.pos_ in ("NUM", "ADV") or token.lemma_ in _OF_MANY:
        nouns = [child for child in token.children if child.pos_ in ("NOUN", "PROPN") and child.i > token.i]
        return nouns[0] if nouns else token
    return token


_OF_MANY = frozenset("тысяча сотня десяток большинство группа ряд часть множество толпа пара".split())


def clause(verb: Token) -> list[Token]:
    """The words of a verb's own clause: nothing of the clauses that hang on it or are joined to it."""
    found = []
    stack = [verb]
    while stack:
        token = stack.pop()
        found.append(token)
        stack.extend(child for child in token.children if child.dep_ not in _CLAUSES or not _is_clause(child))
    return sorted(found, key=lambda token: token.i)


_CLAUSES = frozenset("advcl ccomp acl acl:relcl parataxis conj csubj root ROOT".split())


def _is_clause(token: Token) -> bool:
    return token.dep_ != "conj" or token.pos_ in ("VERB", "AUX")


def subtree(token: Token) -> tuple[int, int]:
    """First and last word of all that hangs on a word."""
    return token.left_edge.i, token.right_edge.i


def sentences(doc: Doc) -> Iterator[Sequence[Token]]:
    """The sentences' words without blanks."""
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        if words:
            yield words
