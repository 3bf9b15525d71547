"""Which earlier word a pronoun stands for: what speaks for one and against it, with weights.

Reads the parse and the article's quotations, gives a score for a pair of tokens. The one idea: a pronoun goes on
with whom the text is about, so subjects, speakers and the first named of a sentence outrank who merely stands near;
inside a quotation nobody calls the speaker "he". Weights: chosen on bench/keys/coreference.csv, see bench/RESULTS.md.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from rashomon.language.quotes import find_quotes
from rashomon.language.saying import saying
from rashomon.language.sentences import sentence_bounds, text_of

SPEAKING = saying("speaker")
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
#: Feature → weight. Sums are compared, never read as chances.
WEIGHTS = {
    "sentences": -0.62,  # for each sentence between, up to _FAR
    "same sentence": 0.25,
    "subject": 0.9,
    "main subject": 0.5,
    "speaks": 0.55,
    "speaks before speech": 0.75,
    "whose words these are": 1.3,
    "inside a report": -0.5,
    "possessive": -0.35,
    "object": -0.15,
    "first of its sentence": 0.25,
    "parallel": 0.25,
    "inside a quotation": -0.9,
    "same quotation": 1.0,
    "named often": 0.12,
    "gender known": 1.0,
    "title of the text": -0.3,
}
_FAR = 7


@dataclass(frozen=True, slots=True)
class _Pronoun:
    """What a pronoun brings to every pair: whether it may be an argument's own, is who speaks, what it hangs on."""

    own: bool
    speaks: bool
    above: frozenset[int]


@dataclass(frozen=True)
class Surroundings:
    """What every pair of one article shares: sentence numbers and quotations, and what was read of single words."""

    sentence: Sequence[int]
    quote_starts: Sequence[int]
    quote_ends: Sequence[int]
    _clauses: dict[int, int | None] = field(default_factory=dict, compare=False)
    _grammar: dict[int, dict[str, float]] = field(default_factory=dict, compare=False)
    _pronouns: dict[int, _Pronoun] = field(default_factory=dict, compare=False)

    def clause(self, token: Token) -> int | None:
        """The index of the verb whose argument a word is; None where it is none's."""
        if token.i not in self._clauses:
            verb = _clause(token)
            self._clauses[token.i] = None if verb is None else verb.i
        return self._clauses[token.i]

    def grammar(self, antecedent: Token) -> dict[str, float]:
        """What an antecedent brings to every pair; what the pronoun settles is 0."""
        if antecedent.i not in self._grammar:
            begins = bisect_left(self.sentence, self.sentence[antecedent.i])
            self._grammar[antecedent.i] = _own_grammar(antecedent, begins)
        return self._grammar[antecedent.i]

    def pronoun(self, token: Token) -> _Pronoun:
        """What is read of a pronoun once, however many could be meant."""
        if token.i not in self._pronouns:
            self._pronouns[token.i] = _pronoun(token)
        return self._pronouns[token.i]

    def quotation(self, offset: int) -> int | None:
        """The number of the quotation around a character, or None."""
        at = bisect_right(self.quote_starts, offset) - 1
        return at if at >= 0 and offset < self.quote_ends[at] else None


def surroundings(doc: Doc) -> Surroundings:
    """Sentences and quotations of a parse."""
    sentence = [0] * len(doc)
    for number, (first, past) in enumerate(sentence_bounds(doc)):
        sentence[first:past] = [number] * (past - first)
    quotes = [q for q in find_quotes(text_of(doc)) if q.end - q.start > 25]
    return Surroundings(sentence, [q.start for q in quotes], [q.end for q in quotes])


def features(antecedent: Token, pronoun: Token, around: Surroundings) -> dict[str, float] | None:
    """What speaks for and against one pair; None where the two cannot be one."""
    between = around.sentence[pronoun.i] - around.sentence[antecedent.i]
    if between > _FAR or _cannot_be(antecedent, pronoun, around):
        return None
    found = {"sentences": float(between), "same sentence": float(between == 0)}
    found |= _grammar(antecedent, pronoun, around)
    mine, its = around.quotation(pronoun.idx), around.quotation(antecedent.idx)
    if its is not None and its == mine:
        found["same quotation"] = 1.0
    elif its is not None:
        found["inside a quotation"] = 1.0
    elif mine is not None and _speaks_of(antecedent, pronoun, around, mine):
        return None
    return found


def score(found: dict[str, float]) -> float:
    """The weighted sum of features."""
    total = 0.0
    for name, value in found.items():
        total += WEIGHTS[name] * value
    return total


def _grammar(antecedent: Token, pronoun: Token, around: Surroundings) -> dict[str, float]:
    found = dict(around.grammar(antecedent))
    if found["speaks"]:
        known = around.pronoun(pronoun)
        found["speaks before speech"] = float(known.speaks)
        found["whose words these are"] = float(antecedent.head.i in known.above)
    found["parallel"] = float(antecedent.dep == pronoun.dep)
    return found


def _pronoun(token: Token) -> _Pronoun:
    lower, dep = token.lower_, token.dep_
    own = lower.endswith("self") or lower in ("his", "its", "their") or dep == "poss"
    speaks = dep in SUBJECTS and token.head.lemma_ in SPEAKING
    return _Pronoun(own, speaks, frozenset(above.i for above in token.ancestors))


def _own_grammar(antecedent: Token, begins: int) -> dict[str, float]:
    """Every grammatical feature of a pair, in the order in which they are summed; `begins`: where its sentence does."""
    explains = antecedent.dep_ == "appos" and antecedent.head.dep_ in SUBJECTS  # "one of them, Ruth Adler, said"
    joined = antecedent.dep_ == "conj" and antecedent.head.dep_ in SUBJECTS
    subject = antecedent.dep_ in SUBJECTS or joined or explains
    verb = antecedent.head.head if explains else antecedent.head
    speaks = subject and verb.lemma_ in SPEAKING
    return {
        "subject": float(subject),
        "main subject": float(subject and verb.dep_ in ("ROOT", "ccomp", "conj", "parataxis")),
        "speaks": float(speaks),
        "speaks before speech": 0.0,
        "whose words these are": 0.0,
        "inside a report": float(subject and _is_reported(verb)),
        "possessive": float(antecedent.dep_ == "poss"),
        "object": float(antecedent.dep_ in ("dobj", "pobj", "dative")),
        "first of its sentence": float(antecedent.left_edge.i <= begins + 1),
        "parallel": 0.0,
    }


def _is_reported(verb: Token) -> bool:
    """Whether a verb stands in what somebody else is said to say: "Zuckoff said that he heard Bob say"."""
    return any(
        above.lemma_ in SPEAKING and above.i < verb.i and any(child.dep_ in SUBJECTS for child in above.lefts)
        for above in verb.ancestors
    )


def _cannot_be(antecedent: Token, pronoun: Token, around: Surroundings) -> bool:
    """Two arguments of one verb are two, unless the second is a possessive or reflexive; nor part of its own phrase."""
    known = around.pronoun(pronoun)
    clause = pronoun.head
    if clause.dep_ == "relcl" and clause.head.i == antecedent.i and pronoun.dep_ in SUBJECTS:
        return True  # "the target it pledged to meet"
    if known.own:
        return antecedent.i in known.above and antecedent.dep_ == "pobj"
    verb = around.clause(pronoun)
    if verb is None or pronoun.i < antecedent.i:
        return False
    shared = _shared_from(pronoun, verb)
    if shared is not None and antecedent.dep_ in SUBJECTS and around.clause(antecedent) == shared:
        return True
    return around.clause(antecedent) == verb and antecedent.dep_ != "poss"


def _shared_from(pronoun: Token, verb: int) -> int | None:
    """The verb whose subject a joined verb shares: "Roe called it bad and accused him" accuses somebody else."""
    joined = pronoun.doc[verb]
    if joined.dep_ != "conj" or any(c.dep_ in SUBJECTS for c in joined.lefts):
        return None
    return int(joined.head.i)


def _clause(token: Token) -> Token | None:
    """The verb whose argument a word is, by prepositions too; None where it stands inside a noun phrase."""
    head = token.head
    if token.dep_ in ("pobj", "pcomp") and head.dep_ in ("prep", "dative", "agent"):
        head = head.head
    elif token.dep_ not in ("nsubj", "nsubjpass", "dobj", "dative", "attr"):
        return None
    return head if head.pos_ in ("VERB", "AUX") else None


def _speaks_of(antecedent: Token, pronoun: Token, around: Surroundings, quotation: int) -> bool:
    """Whether the antecedent says the quotation in which the pronoun stands: he would say "I"."""
    subject = antecedent.head if antecedent.dep_ == "appos" else antecedent
    if subject.dep_ not in SUBJECTS or subject.head.lemma_ not in SPEAKING:
        return False
    same_sentence = around.sentence[antecedent.i] == around.sentence[pronoun.i]
    return same_sentence or _opens(antecedent, around, quotation)


def _opens(antecedent: Token, around: Surroundings, quotation: int) -> bool:
    """Whether nothing but the rest of its short sentence stands between a speaker and the quotation."""
    return bool(0 <= around.quote_starts[quotation] - antecedent.idx < 80)
