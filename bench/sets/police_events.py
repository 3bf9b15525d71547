"""police-events: sentences of an Indian daily → what the police did, derived from reports with police actors.

KILL: an ASSAULT by police that leaves dead. FORCE: any ASSAULT by police. ARREST: a COERCE arrest whose actor is
police or nobody (an arrest without an actor is the police's). FAIL: police named with a word of doing nothing.
ANY_ACTION: police do anything at all.
"""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

from rich.console import Console
from sklearn.metrics import average_precision_score
from spacy.tokens import Doc, Token

from bench.reading import docs
from rashomon.language.arguments import parties
from rashomon.language.normalise import repair_fragment
from rashomon.language.predicates import meanings_of
from rashomon.language.truecase import truecased
from rashomon.stages.reports import Told, acts

Items = list[dict[str, Any]]

LABELS = ("KILL", "ARREST", "FAIL", "FORCE", "ANY_ACTION")
_POLICE = re.compile(r"\b(police\w*|constables?|crpf|raf|cops?|inspectors?|security forces|jawans?|srp\w*)\b")
_DEATH = re.compile(r"\b(kill\w*|dead|died|dies|death|perish\w*|fatal\w*|lost (their|his|her) li[fv]es?|succumb\w*)\b")
_FIRING = re.compile(r"\bpolice (firing|action|bullets?)\b|\bfiring by (the )?(police|army|security)\b|\bpolice opened fire\b")
_FAILURE = re.compile(
    r"\bfail\w*\b|\binaction\b|\bstood by\b|\bspectators?\b|\bdid nothing\b|\bdo nothing\b|\bhelpless\b"
    r"|\b(did|do|does|would|could) not (act|intervene|help|stop|come|respond|react|do)\b|\brefus\w+ to\b"
    r"|\bnot? (even )?(act|intervene)\w*\b|\bindifferen\w+\b|\bconniv\w+\b|\bnegligen\w+\b|\bonlookers?\b"
)
_KEYWORDS = {
    "KILL": r"kill|shot dead|dead\b|died|death", "ARREST": r"arrest|detain|custody|round(ed)? up|booked",
    "FAIL": r"fail|inaction|stood by|mute spectator|did nothing", "FORCE": r"fir(ed|ing)|lathi|tear|opened fire|shot|beat",
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
    told = acts(doc)
    for one in told:
        found |= _labels(one, text)
    if _names_police(text) and _FAILURE.search(text):
        found.add("FAIL")
    if found & {"KILL", "FORCE"}:
        found.add("FORCE")
    if found & {"KILL", "ARREST", "FORCE"} or _police_act(doc):
        found.add("ANY_ACTION")
    return found


def _labels(told: Told, text: str) -> set[str]:
    """What one act says of the police: their force and its dead, their arrests."""
    by_police = any(_is_police(word) for word in parties(told.frame, False)[0]) or bool(_FIRING.search(text))
    if told.type == "COERCE" and "arrest" in {m.name for m in told.frame.meanings}:
        return {"ARREST"}
    if told.type == "ASSAULT" and by_police:
        return {"KILL", "FORCE"} if _DEATH.search(text) else {"FORCE"}
    return set()


def _is_police(word: Token) -> bool:
    return any(m.name in ("police", "troops") for m in meanings_of(word)) or _names_police(word.text.lower())


def _names_police(text: str) -> bool:
    return bool(_POLICE.search(text))


def _police_act(doc: Doc) -> bool:
    """Whether police are the subject of a verb that is not one of saying or being."""
    for word in doc:
        if word.dep_ in ("nsubj", "agent", "pobj", "poss") and _is_police(word):
            verb = word.head if word.dep_ == "nsubj" else word.head.head if word.head.dep_ == "agent" else None
            if verb is not None and verb.pos_ == "VERB" and not any(m.name == "speak" for m in meanings_of(verb)):
                return True
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
    right = sum(a and b for a, b in pairs)
    total = sum(a for a, _ in pairs) + sum(b for _, b in pairs)
    return 2 * right / total if total else 0.0


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
