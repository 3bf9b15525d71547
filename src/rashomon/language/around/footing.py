"""A typed act + the statements around it → whether it happened, and on whose word that rests.

The one idea: an act stands in the innermost statement whose words hold it; who only decides a thing, or judges it, has
told nobody of it, so that there the outlet does.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from rashomon.language.around.surroundings import Surroundings
from rashomon.language.frames import frame
from rashomon.language.modality import modality_of
from rashomon.language.parties.agents import whom_told
from rashomon.language.parties.heads import asked_of
from rashomon.language.predicates.acts import Told
from rashomon.language.predicates.happenings import verb_of_happening
from rashomon.language.predicates.reach import head_at
from rashomon.record import Attribution, Mention, Statement

_DECIDING = frozenset("decide decision resolve plan intend seek fail refuse decline aim prepare try".split())
_JUDGING = frozenset(
    """condemn denounce deplore decry slam criticise criticize praise welcome hail applaud back support oppose endorse
    defend mourn protest celebrate commemorate mark regret avoid respond retaliate finance fund rebuff""".split()
)


def telling(statements: Sequence[Statement], doc: Doc) -> list[Statement]:
    """The statements that tell of acts."""
    return [one for one in statements if not (_is_only_decided(one, doc) or _is_only_judged(one, doc))]


def _is_only_decided(statement: Statement, doc: Doc) -> bool:
    """ "decided to reopen it after he was seized": who decides to do a thing tells nobody of it."""
    cue = _cue(statement, doc)
    return cue is not None and any(word.lemma_.lower() in _DECIDING for word in cue)


def _is_only_judged(statement: Statement, doc: Doc) -> bool:
    """ "backs the groups fighting him", "condemned the raid": who judges an act, or answers with one, tells of none.

    The outlet tells it, unless what he says of it is a clause or stands in quotation marks.
    """
    cue = _cue(statement, doc)
    if cue is None or statement.form != "indirect" or cue.root.lemma_.lower() not in _JUDGING:
        return False
    said = [doc.char_span(s.start, s.end, alignment_mode="expand") for s in statement.content]
    words = [word for span in said if span is not None for word in span]
    return not any(w.dep_ in ("nsubj", "nsubjpass") and w.head.dep_ != "relcl" for w in words)


def _cue(statement: Statement, doc: Doc) -> Tokens | None:
    if statement.cue is None:
        return None
    return doc.char_span(statement.cue.start, statement.cue.end, alignment_mode="expand")


def footing_of(told: Told, statement: Statement | None) -> str:
    """The modality; what "must" be, in nobody's words but the outlet's, is demanded: nobody has asked for it there."""
    found = modality_of(told.frame, told.type)
    if found == "happened" and (verb := verb_of_happening(told.frame)) is not None and verb.lemma_ != "be":
        return modality_of(frame(verb))  # "the strike will begin on Monday", "the attack might happen"
    is_duty = found == "happened" and told.type == "REQUEST" and statement is None
    return "demanded" if is_duty and asked_of(told.frame) is not None else found


def chain_of(statement: Statement | None, around: Surroundings, doc: Doc) -> tuple[Attribution, ...]:
    """Whose word the report rests on, outermost first: the statement's chain, then its speaker."""
    if statement is None:
        return ()
    speaker = around.by_id.get(statement.speaker or "")
    if speaker is None:
        return statement.according_to
    speaker = _named_by_relative(speaker, around, doc)
    return (*statement.according_to, Attribution(speaker.text, speaker.entity, speaker.start, speaker.end))


def _named_by_relative(speaker: Mention, around: Surroundings, doc: Doc) -> Mention:
    """ "Roe, who said", "a report which found": the mention that a speaking relative pronoun stands for."""
    head = head_at(doc, speaker.start, speaker.end)
    if head is None or head.lower_ not in ("who", "which", "that") or head.head.dep_ != "relcl":
        return speaker
    noun = whom_told(head.head.head, head)
    found = [m for m in around.mentions if m.start <= noun.idx < m.end and head_at(doc, m.start, m.end) == noun]
    return max(found, key=lambda m: (m.end - m.start, m.id)) if found else speaker
