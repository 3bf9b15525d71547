"""police-events: sentences of an Indian daily → what the police did, derived from reports with police actors.

FORCE: an ASSAULT by police, or raiders killed by nobody named. KILL: such an act in a sentence with dead.
ARREST: an arrest told as done. FAIL: the state named with a word of doing nothing. ANY_ACTION: police do
anything, or stand in the sentence as more than its source.
"""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

from rich.console import Console
from sklearn.metrics import average_precision_score
from spacy.tokens import Doc, Token

from bench.figures import f1
from bench.reading import docs
from rashomon.knowledge.plover import Meaning
from rashomon.language.frames import meanings_of
from rashomon.language.modality import modality_of
from rashomon.language.names.truecase import truecased
from rashomon.language.normalise import repair_fragment
from rashomon.language.parties.arguments import parties
from rashomon.language.predicates.acts import Told, acts

Items = list[dict[str, Any]]

LABELS = ("KILL", "ARREST", "FAIL", "FORCE", "ANY_ACTION")
_POLICE = re.compile(r"\b(police\w*|constables?|crpf|raf|cops?|inspectors?|security forces|jawans?|srp\w*)\b")
_DEATH = re.compile(
    r"\b(kill\w*|shot dead|dead|died|dies|deaths?|perish\w*|lost (their|his|her) li[fv]es?|succumb\w*)\b"
)
_FIRING = re.compile(
    r"\b(police|army|security|crpf) (firing|action|bullets?)\b|\b(firing|fired) by (the )?(police|army|security)\b"
)
_ARREST = re.compile(
    r"\b(arrested|arrests|detained|detains|rounded up|apprehended|nabbed|taken into custody|in (police )?custody"
    r"|behind bars"
    r"|house arrest|booked (under|for)|picked up)\b"
)
_UNDONE = re.compile(r"\b(nobody|not|no one|none|should|must|to be|to get|if) (\w+ ){0,3}(arrested|detained|booked)\b")
_STATE = re.compile(r"\b(police\w*|state|government|administration|authorit\w+|army|forces?|officials?)\b")
_FAILURE = re.compile(
    r"\b(fail(ed|ure|ing)? (to|in) (\w+ )?(act|control|protect|provide|contain|prevent|stop|check|duty|respond)"
    r"|police (failure|inaction|apathy)|inaction|stood by|standing by|(mute|silent) spectators?|onlookers?"
    r"|(did|do|doing) nothing"
    r"|(looked?|looking) the other way|deaf ear|conniv\w+|negligen\w+"
    r"|(did|do|does|would|could|have|has) not (act|acted|intervene|help|stop|come|respond|react|recorded|protect)\w*"
    r"|not to act|refused to (act|help|come|call|intervene|register))\b"
)
_SAYING = frozenset("say add tell state claim inform report confirm note admit explain".split())
_KEYWORDS = {
    "KILL": r"kill|shot dead|dead\b|died|death", "ARREST": r"arrest|detain|custody|round(ed)? up|booked",
    "FAIL": r"fail|inaction|stood by|mute spectator|did nothing", 
    "FORCE": r"fir(ed|ing)|lathi|tear|opened fire|shot|beat",
    "ANY_ACTION": r"",
}  # fmt: skip


def score(items: Items, folder: Path) -> dict[str, Any]:
    return figures(items, predictions(items))


def predictions(items: Items) -> list[list[set[str]]]:
    """Labels of every sentence of every article, from the product's reading of each sentence."""
    texts = [truecased(repair_fragment(sentence["text"])) for item in items for sentence in item["sentences"]]
    found = iter([labels_of(doc) for doc in docs(texts)])
    return [[next(found) for _ in item["sentences"]] for item in items]


def labels_of(doc: Doc) -> set[str]:
    """The set's labels that the product's reading of one sentence implies."""
    found: set[str] = set()
    text = doc.text.lower()
    for one in acts(doc):
        found |= _labels(one, text)
    if "FORCE" in found and _DEATH.search(text):
        found.add("KILL")
    if _ARREST.search(text) and not _UNDONE.search(text):
        found.add("ARREST")
    if _FAILURE.search(text) and _STATE.search(text):
        found.add("FAIL")
    if found & {"KILL", "ARREST", "FORCE"} or _police_act(doc):
        found.add("ANY_ACTION")
    return found


def _labels(told: Told, text: str) -> set[str]:
    """What one act says of the police: their force; a raider killed by nobody named falls to them."""
    if modality_of(told.frame, told.type) not in ("happened", "ongoing") or told.type != "ASSAULT":
        return set()
    actors, recipients = parties(told.frame, False)
    by_police = any(_is_police(word) for word in actors) or bool(_FIRING.search(text))
    raiders = not actors and any(m.name == "rebels" for word in recipients for m in _people_meant(word))
    return {"FORCE"} if by_police or raiders else set()


def _people_meant(word: Token) -> tuple[Meaning, ...]:
    """The classes of a party, those of the whole where it is a part: "two of the four raiders"."""
    whole = [noun for prep in word.rights if prep.lower_ == "of" for noun in prep.children]
    return meanings_of(whole[0]) if whole and word.pos_ in ("NUM", "PRON") else meanings_of(word)


def _is_police(word: Token) -> bool:
    named = (word, *(c for c in word.lefts if c.dep_ == "compound"))
    return any(m.name == "police" for m in meanings_of(word)) or any(_POLICE.search(w.text.lower()) for w in named)


def _police_act(doc: Doc) -> bool:
    """Whether police stand in the sentence as more than its source."""
    return any(_is_police(word) and not _is_source(word) for word in doc)


def _is_source(word: Token) -> bool:
    """ "police said", "a police spokesman added", "according to the police"."""
    for at in (word, *word.ancestors):
        if at.dep_ in ("nsubj", "pobj") and (at.head.lemma_ in _SAYING or at.head.lower_ == "to"):
            return bool(at.head.lower_ != "to" or at.head.head.lower_ == "according")
        if at.pos_ == "VERB":
            return False
    return False


def figures(items: Items, predicted: list[list[set[str]]]) -> dict[str, Any]:
    """Sentence F1 a label and their mean, article average precision, KILL articles predicted."""
    result: dict[str, Any] = {}
    for label in LABELS:
        pairs = [
            (label in sentence["labels"], label in said)
            for item, row in zip(items, predicted, strict=True)
            for sentence, said in zip(item["sentences"], row, strict=True)
        ]
        key = "any" if label == "ANY_ACTION" else label.lower()
        result[f"{key}_f1"] = _f1(pairs)
        gold = [label in item["labels"] for item in items]
        counts = [sum(label in said for said in row) for row in predicted]
        result[f"{key}_ap"] = float(average_precision_score(gold, counts))
    result["mean_f1"] = sum(result[f"{k}_f1"] for k in ("kill", "arrest", "fail", "force", "any")) / 5
    result["kill_documents"] = sum(any("KILL" in said for said in row) for row in predicted)
    return result


def _f1(pairs: list[tuple[bool, bool]]) -> float:
    return f1(sum(a and b for a, b in pairs), sum(a for a, _ in pairs), sum(b for _, b in pairs))


def _keywords(items: Items, folder: Path) -> dict[str, Any]:
    return figures(items, [[_by_words(s["text"]) for s in item["sentences"]] for item in items])


def _by_words(text: str) -> set[str]:
    if not _POLICE.search(text):
        return set()
    return {label for label, pattern in _KEYWORDS.items() if re.search(pattern, text)}


BASELINES = {"word lists": _keywords}


def errors(items: Items, folder: Path, count: int, console: Console) -> None:
    """Sentences with a wrong label: gold, ours, the text; `count` for each label."""
    wrong: dict[str, list[tuple[str, str]]] = {label: [] for label in LABELS}
    for item, row in zip(items, predictions(items), strict=True):
        for sentence, said in zip(item["sentences"], row, strict=True):
            for label in LABELS:
                if (label in sentence["labels"]) != (label in said):
                    kind = "missed" if label in sentence["labels"] else "false"
                    wrong[label].append((kind, sentence["text"].strip()))
    for label, rows in wrong.items():
        console.print(f"{label}: {len(rows)} wrong", style="bold")
        for kind, text in random.Random(1).sample(rows, min(count, len(rows))):
            console.print(f"  {kind}: {text}", markup=False)
