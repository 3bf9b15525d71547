"""A verb → the word that does what it says, found where English leaves it.

The one idea: a missing subject is the controller, the antecedent of a relative clause, the subject that a conjoined
verb shares, the one who is judged; never whoever stands nearest.
"""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.language.copied_lines import word_of_word
from rashomon.language.frames import is_negated, is_shortened_passive, joined_to, meanings_of
from rashomon.language.parties.agents import is_agent, whom_told
from rashomon.language.phrases import beginning_of, is_past_perfect
from rashomon.language.saying import saying

RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
OBJECT_CONTROL = frozenset(
    """ask urge tell order force allow persuade convince invite press pressure call call_on help encourage
    demand want expect instruct advise beg warn enable permit cause compel require request command appeal prompt spur
    inspire motivate oblige lead""".split()
)
#: Types whose predicate judges what somebody else does; so do those that hold somebody for it.
PRAISING = frozenset({"SUPPORT", "ACCUSE"})
JUDGING = PRAISING | {"SANCTION", "COERCE"}
SPEECH = saying("object")


@word_of_word
def subject_of(word: Token, depth: int = 0) -> Token | None:
    """The word that does what a verb says, in the active sense; None for passives without "by"."""
    if depth > 5:
        return None
    for child in _nearest_subject_first(word):
        if child.dep_ in _DOING and not _is_done(word) and not is_dateline(child):
            if word.dep_ == "pcomp" and word.head.lower_ == "on" and word.head.head.lemma_.lower() in _POSTING:
                return subject_of(word.head.head, depth + 1)
            return _antecedent(child, word)
        if child.dep_ == "agent":
            return _done_by(child)
    if _is_passive(word):
        return _agent_of_last(word)
    if (joined := beginning_of(word)) is not None:
        return joined
    return shared_subject(word, depth + 1) or _mislaid_subject(word)


def doers_of(word: Token) -> list[Token]:
    """`subject_of` as a party: one word, or none."""
    doer = subject_of(word)
    return [] if doer is None else [doer]


_DOING = frozenset({"nsubj", "csubj", "expl"})


def _nearest_subject_first(word: Token) -> list[Token]:
    """The children of a verb; of two subjects the nearer first: "the sum Diaz gave" is not what the sum gave."""
    children = list(word.children)
    subjects = [c for c in children if c.dep_ == "nsubj" and c.i < word.i]
    if len(subjects) < 2 or is_agent(subjects[0]) or not is_agent(subjects[-1]):
        return children
    return [*reversed(subjects), *(c for c in children if c not in subjects)]


def _mislaid_subject(word: Token) -> Token | None:
    """ "On Friday, Ana Roe, 32, took": the name that the parse hung on the preposition of the date before it."""
    if word.tag_ not in ("VBD", "VBZ") or word.dep_ not in ("ROOT", "ccomp", "conj"):
        return None
    left = [noun for child in word.lefts if child.dep_ == "prep" for noun in child.subtree if noun.dep_ == "pobj"]
    return next((noun for noun in reversed(left) if noun.ent_type_ == "PERSON" and _comes_second(noun)), None)


def _comes_second(noun: Token) -> bool:
    """Whether a preposition has another object, a date, before this one."""
    return any(c.dep_ == "pobj" and c.i < noun.i and c.ent_type_ in ("DATE", "TIME") for c in noun.head.rights)


def _done_by(agent: Token) -> Token | None:
    return next((noun for noun in agent.children if noun.dep_ == "pobj"), None)


def _agent_of_last(word: Token) -> Token | None:
    """ "was shot and killed by officers": the last of passives joined names who did them all."""
    for joined in word.children:
        if joined.dep_ == "conj" and joined.tag_ == "VBN" and not any(c.dep_ in _SUBJECTS for c in joined.children):
            agent = next((c for c in joined.children if c.dep_ == "agent"), None)
            return _done_by(agent) if agent is not None else _agent_of_last(joined)
    return None


_SUBJECTS = frozenset({"nsubj", "nsubjpass", "auxpass"})


def _is_done(verb: Token) -> bool:
    """Whether a verb is passive by its own forms, whatever the parse takes its subject for."""
    if verb.tag_ != "VBN":
        return False
    children = list(verb.children)
    return any(c.dep_ == "auxpass" for c in children) or is_shortened_passive(verb, children)


def is_dateline(subject: Token) -> bool:
    """ "Tarsk: defying a ban, 200 marched": the town before the colon is where it was written."""
    after: int = subject.i + 1
    begins: int = subject.sent.start
    return subject.i - begins < 3 and after < len(subject.doc) and subject.doc[after].text == ":"


def _is_passive(word: Token) -> bool:
    if any(c.dep_ in ("nsubjpass", "auxpass") for c in word.children):
        return True
    return bool(word.tag_ == "VBN" and word.dep_ == "acl")


def _antecedent(subject: Token, verb: Token) -> Token:
    if subject.lower_ in RELATIVES and verb.dep_ == "relcl":
        return whom_told(verb.head, subject)
    return subject


def shared_subject(word: Token, depth: int) -> Token | None:
    dep, head = word.dep_, joined_to(word)
    if head == word:
        return None
    if (aged := _told_with_his_age(word)) is not None:
        return aged
    if dep == "ccomp" and any(c.dep_ in _DOING and c.i < word.i for c in word.children):
        return None  # "shells slammed into a market, medics said": taken for a passive, it has a subject of its own
    if dep in ("acl", "relcl"):
        return _told_of_noun(word, head, depth)
    if dep == "pcomp":
        return _behind_preposition(head, depth)
    if dep in ("xcomp", "ccomp") and head.lemma_.lower() in OBJECT_CONTROL and not _is_own_message(word, head):
        controlled = next((c for c in head.children if c.dep_ in ("dobj", "nsubjpass")), None)
        if controlled is not None:
            return controlled
    if dep == "ccomp" and _is_told_to_them(word):
        return None
    if dep == "conj" and (speaker := _speaker_above(word)) is not None:
        return subject_of(speaker, depth)
    past = dep == "conj" and word.tag_ == "VBD" and head.tag_ == "VB" and head.head.tag_ == "VBD"
    ready = dep == "xcomp" and head.dep_ == "acomp"
    if past or ready or _goes_on_after_what_was_said(word):  # "forced her to hide and threatened them", "ready to go"
        return subject_of(head.head, depth)
    if dep in ("xcomp", "ccomp", "advcl", "conj", "dep") and head.pos_ in ("VERB", "AUX", "ADJ"):
        if dep == "conj" and _is_done(head) and _is_active(word):
            return passive_subject(head) or subject_of(head, depth)  # "was beaten by guards and accused them"
        found = subject_of(head, depth)
        return found if found is not None or dep == "conj" else passive_subject(head)
    return None


def _told_of_noun(word: Token, noun: Token, depth: int) -> Token | None:
    """Who does what a participle or a relative clause tells of a noun: the noun, its owner, or who acts on it."""
    doing = word.dep_ == "acl" and word.tag_ == "VBG"
    if doing and word.i > 0 and word.nbor(-1).text == ",":
        if noun.dep_ == "dobj":
            return subject_of(noun.head, depth)
        if noun.dep_ == "pobj" and noun.pos_ == "NOUN" and not is_agent(noun) and noun.head.head.pos_ == "VERB":
            return subject_of(noun.head.head, depth)  # "came back with a gun, opening fire"
    if doing and noun.dep_ == "pobj":
        above = noun.head.head
        above = above.head if above.dep_ == "dobj" else above  # "posted a note on its site saying"
        if above.lemma_.lower() in _POSTING:
            return subject_of(above, depth)
    if noun.lower_ == "one" and word.tag_ == "VBG":  # "one of the states suing it"
        return next((n for c in noun.rights if c.lower_ == "of" for n in c.children if n.dep_ == "pobj"), noun)
    return noun if (_is_thing(noun) and word.tag_ == "VBG") or word.dep_ == "relcl" else _noun_owner(noun, depth)


def _behind_preposition(prep: Token, depth: int) -> Token | None:
    """Who does what stands behind a preposition: "blamed him for doing", "is guilty of doing", "left after doing"."""
    upper = prep.head
    if upper.lemma_.lower() in _AT_FAULT and upper.dep_ in ("acomp", "oprd", "amod", "ccomp", "xcomp"):
        return _at_fault(upper, depth)
    if (claim := claim_of(upper)) is not None:
        return subject_of(claim, depth)
    if upper.pos_ not in ("VERB", "AUX"):
        first = upper.head if upper.dep_ == "conj" else upper
        above = first.head.head if first.dep_ == "pobj" else first.head
        for_it = _judged_for(above, prep)
        crime = first.dep_ == "pobj" and first.head.lower_ == "of" and for_it is not None  # "of crimes by doing"
        blamed = for_it == first or crime
        return for_it if blamed and first.dep_ in ("dobj", "nsubjpass", "pobj") else _noun_owner(upper, depth)
    found = _judged_for(upper, prep) or _avenged_on(upper, prep) or subject_of(upper, depth)
    return found or (passive_subject(upper) if prep.lower_ in _MEANWHILE else None)


def claim_of(noun: Token) -> Token | None:
    """The verb by which somebody says that a deed was his: of "claimed responsibility for the attack"; else None."""
    verb = noun.head if noun.dep_ in ("dobj", "nsubjpass") else noun
    told = noun if verb != noun else next((c for c in verb.rights if c.dep_ == "dobj"), None)
    named = told is not None and told.lemma_.lower() in ("responsibility", "credit")
    return verb if named and verb.lemma_.lower() in _CLAIMING else None


_CLAIMING = frozenset("claim take accept admit assume acknowledge".split())


def _told_with_his_age(word: Token) -> Token | None:
    """ "Police said Omar Diaz, 61, surrendered": the name that the parse takes for what was said."""
    said = word.head
    if word.dep_ != "ccomp" or word.tag_ not in ("VBD", "VBZ") or said.lemma_.lower() not in _ALLEGING:
        return None
    if any(c.dep_ in _DOING or c.dep_ == "nsubjpass" for c in word.lefts):
        return None
    named = [c for c in said.rights if c.dep_ == "dobj" and c.ent_type_ == "PERSON" and c.i < word.i]
    return next((c for c in named if any(n.dep_ == "appos" and n.like_num for n in c.rights)), None)


_ALLEGING = frozenset("say allege claim report believe confirm announce state add think suspect".split())


def _is_told_to_them(word: Token) -> bool:
    """ "“Come and examine them,” he said": whoever is told to do a thing, it is not the speaker."""
    alone = not any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "mark") for c in word.lefts)
    return word.tag_ == "VB" and alone and word.head.lemma_.lower() in SPEECH and word.i < word.head.i


def _is_active(verb: Token) -> bool:
    """Whether a finite verb has an object or a clause of its own, so that it is not one more passive."""
    return verb.tag_ in ("VBD", "VBZ", "VBP") and any(c.dep_ in ("dobj", "ccomp", "xcomp") for c in verb.rights)


_MEANWHILE = frozenset({"after", "before", "while", "since", "without"})


def _speaker_above(word: Token) -> Token | None:
    """ "said deaths were caused by gas and called on them to go": the verb whose subject calls on them; behind what
    had happened before also where somebody did it: "said Iran had fired and asked the council to meet".
    """
    if word.lemma_.lower() not in _ADDRESSING or word.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    told = word.head
    above = told.head
    if told.dep_ != "ccomp" or above.lemma_.lower() not in SPEECH or above.tag_ != word.tag_:
        return None
    subject = next((c for c in told.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return None
    return above if is_past_perfect(told) or not is_agent(subject) else None


#: What only somebody who speaks does.
_ADDRESSING = frozenset(
    """call urge ask demand accuse condemn blame warn appeal denounce criticise criticize thank praise promise vow
    pledge order request propose suggest deny threaten reject welcome""".split()
)


#: Who posts on a site, or writes in a letter, does what the participle after it says.
_POSTING = frozenset("post tweet write speak say publish appear".split())


def _judged_for(verb: Token, prep: Token) -> Token | None:
    """Who does what somebody is praised, blamed or held for: "thanked Kenya for rescuing", "accused of taking"."""
    types = {m.type for m in meanings_of(verb)}
    struck = prep.lower_ == "for" and "ASSAULT" in types  # "were executed for refusing"
    if not struck and not types & (JUDGING if prep.lower_ in ("for", "of") else PRAISING):
        return None
    return judged(verb)


def _avenged_on(verb: Token, prep: Token) -> Token | None:
    """ "took revenge on the rebels for killing her son": those on whom it is taken did it."""
    if prep.lower_ != "for" or not any(c.dep_ == "dobj" and c.lemma_.lower() in _REVENGE for c in verb.rights):
        return None
    upon = [c for word in (verb, *verb.rights) for c in word.rights if c.lower_ in ("on", "against")]
    return next((n for c in upon for n in c.rights if n.dep_ == "pobj"), None)


_REVENGE = frozenset({"revenge", "vengeance"})


def speaking_for_himself(verb: Token) -> Token | None:
    """Who does what a verb says; of "the rebels said they had fired" the rebels."""
    doer, above = subject_of(verb), verb.head
    if doer is None or doer.lower_ not in ("they", "it", "he", "she") or verb.dep_ != "ccomp":
        return doer
    speaker = subject_of(above) if above.lemma_.lower() in SPEECH else None
    return speaker if speaker is not None and speaker.pos_ != "PRON" else doer


def judged(verb: Token) -> Token | None:
    """Whom a verb judges: its object, its passive subject, or the noun a participle hangs on ("men accused of")."""
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return verb.head
    held = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
    if held is not None and held.lower_ in RELATIVES and verb.dep_ == "relcl":
        return whom_told(verb.head, held)  # "Roe, who was accused of killing her"
    return held or next((n for c in verb.rights if c.lower_ == "at" for n in c.children if n.dep_ == "pobj"), None)


_AT_FAULT = frozenset("guilty innocent capable suspected accused responsible".split())


def _at_fault(adjective: Token, depth: int) -> Token | None:
    """Who is guilty or innocent of it: "was found guilty of killing", "found him guilty", "is innocent of"."""
    verb = adjective.head
    if adjective.dep_ == "amod":
        return verb
    held = next((c for c in verb.children if c.dep_ in ("nsubjpass", "dobj")), None)
    own = next((c for c in adjective.lefts if c.dep_ == "nsubj"), None)
    return held or own or subject_of(verb, depth + 1)


def _goes_on_after_what_was_said(word: Token) -> bool:
    """ "critics said it might fail, complained of the cost and left": a past after what may be is of those who say."""
    told = word.head
    if word.tag_ != "VBD" or told.tag_ != "VB" or told.dep_ != "ccomp" or word.i < told.i:
        return False
    bare = not any(c.dep_ in ("mark", "nsubj", "advmod") for c in word.lefts)
    modal = any(c.tag_ == "MD" for c in told.lefts)
    return bare and modal and word.dep_ in ("conj", "advcl") and told.head.tag_ == "VBD"


def _is_own_message(word: Token, head: Token) -> bool:
    """ "called the king to congratulate him": the caller congratulates."""
    return head.lemma_.lower() == "call" and any(m.type in ("SUPPORT", "CONCEDE") for m in meanings_of(word))


def _is_who(word: Token) -> bool:
    """Whether a word before a plan or a decision says whose it is: a people, a state, a body."""
    return word.ent_type_ in ("NORP", "ORG", "GPE") or (word.pos_ == "NOUN" and is_agent(word))


def passive_subject(head: Token) -> Token | None:
    """ "was scheduled to meet": the passive subject of a verb, or of the passive that it is joined to; else None."""
    own = next((c for c in head.children if c.dep_ == "nsubjpass"), None)
    joined = own is None and head.dep_ == "conj" and head.tag_ == head.head.tag_ == "VBN"
    return passive_subject(head.head) if joined else own


def _is_thing(noun: Token) -> bool:
    return noun.pos_ in ("NOUN", "PROPN", "PRON")


def _noun_owner(noun: Token, depth: int) -> Token | None:
    """Who has a plan, an order, a promise "to …": its possessor, or the subject of the verb it is object of."""
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is not None:
        return owner
    before = [c for c in noun.lefts if c.dep_ in ("compound", "nmod", "amod") and _is_who(c)]
    if before:  # "a jury decision not to charge him", "the US plan to strike"
        return before[-1]
    by = [n for c in noun.rights if c.lower_ == "by" for n in c.children if n.dep_ == "pobj" and is_agent(n)]
    if by:  # "a victory by the ministry for forcing him out"
        return by[0]
    if noun.dep_ in ("dobj", "attr") and noun.head.pos_ in ("VERB", "AUX"):
        return subject_of(noun.head, depth + 1) if noun.head.lemma_.lower() not in _AGAINST_PLANS else None
    return None


def is_plan_foiled(noun: Token) -> bool:
    """ "foiled a plot to bomb the parliament": whose plan it was is not told, and nothing came of it."""
    return noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_.lower() in _FOILING and not is_negated(noun.head)


_FOILING = frozenset("foil thwart avert prevent disrupt frustrate scupper".split())
#: What somebody does about another's plan.
_AGAINST_PLANS = _FOILING | frozenset("uncover expose discover detect reveal bust condemn denounce deplore".split())
