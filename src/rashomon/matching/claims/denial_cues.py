"""A sentence → where it denies something or calls something untrue, and the words for what that is.

Reads words alone. The one idea: a word such as "denied" or "hoax" counts for what stands beside it in its own clause,
and for nothing where it is turned ("is no hoax"), left open ("whether it is a hoax") or told after others ("is facing
claims that it is a fake"). What a sentence denies by "it" or "the report" stands in other sentences: it only refers.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rashomon.language.numbers import number_words
from rashomon.language.termweights import WORD, weight
from rashomon.matching.acts.pairs import lemma
from rashomon.matching.findings.denying.denial_words import CLAIMED, UNTRUE
from rashomon.matching.findings.denying.denial_words import DENIES as DENIAL

#: Verbs that deny what follows them, and words that call it untrue wherever they stand.
DENYING = re.compile(
    rf"\b(?:{DENIAL}|(?:slam|blast|trash|squash|quash|scotch|scorn|ridicul|dismiss|reject|rubbish|shoot|shot|hit|hits)"
    rf"(?:e?s|ed|ing)? (?:\w+ ){{0,2}}(?:{CLAIMED}|gossip|talk))\b",
    re.I,
)
_UNTRUE = re.compile(
    rf"\b(?:{UNTRUE}|debunk(?:s|ed)?|(?:no|any) truth|not (?:true|real)"
    r"|not so(?! (?:good|bad|much|far|long|many|well|fast|easy|simple|big|sure|hot|great)\b)"
    r"|no such (?!thing)|(?:is|are|was|were) wrong"
    r"|(?<!minds )(?<!already )made[ -](?:it )?up"
    r"(?! (?:his|her|their|my|your|our|its|of|for|about|most|(?-i:[A-Z])|\d)|[ -]to)"
    r"|(?:an|pure|sheer) invention|invented (?:it|the story)|nonsense"
    r"|(?:publicity|marketing|promotional|pr) stunt|(?:is|was|be|been|just|only|as|all) (?:a|an) (?:\w+ )?stunt"
    r"|(?:does|do|did) not exist(?! to\b)|never existed|never happened|did not happen|nothing of the kind"
    r"|no (?:evidence|proof|sign|trace|basis) (?:that|for|of|to|in)|nothing to do with|(?:has|have|had) retracted"
    r"|retraction|(?:has|have|had|is|are|was|were) (?:been )?(?:fooled|duped)|calling (?:her|his|their) bluff"
    r"|(?:was|were|been) cleared of|(?:has|have|had) cleared (?:him|her|them) of"
    rf"|(?:{CLAIMED}) (?:\w+ ){{0,3}}(?:shot down|cast aside|fallen apart|falls? apart|fell apart))\b",
    re.I,
)
#: A word for untrue that is turned: "no hoaxer", "is not a fake", "the other is a hoax, this is real".
_TURNED = re.compile(
    r"\b(?:no|not|never|isn['’]t|wasn['’]t|nothing) (?:(?:a|an|the|any|so) )?(?:\w+ )?(?:(?:or|nor) (?:(?:a|an) )?)?$"
    r"|(?:\b(?:not|never)|n['’]t) (?:yet )?(?:been|be|being) (?:\w+ )?$",
    re.I,
)
#: Others call it so: "is facing claims that it is a fake".
_OTHERS = re.compile(
    r"\b(?:facing|faces|faced|amid|despite|reject\w*|answer\w*|den(?:y|ies|ied|ying)) (?:\w+ ){0,2}"
    r"(?:claims|allegations|accusations|charges|suspicions?|doubts)\b[^.;]{0,60}$",
    re.I,
)
#: Words of the telling, in a sentence that denies a report, not of what it tells.
_NEWS = re.compile(
    rf"\b(?:{UNTRUE}|{DENIAL}|{CLAIMED}|claim(?:ed|ing)|report(?:ed|edly|ing)|alleged(?:ly)?|true|real|website|news"
    r"|spokes\w+|official\w*|vehemently|categorically|strongly)\b",
    re.I,
)
#: Further words for untrue: whoever uses them may deny what is told in other sentences.
_GAINSAID = re.compile(
    rf"\b(?:(?:contrary to|debunk\w*|dispel\w*|end to|to rest|to bed|amid false|quell\w*|quash\w*|counter\w*)"
    rf" (?:[\w’'-]+ ){{0,4}}(?:{CLAIMED}|gossip|talk|belief)"
    r"|(?:are|is|was|were|as|up|all|just|nothing but|pack of) lies|(?:a|outright|total) lie"
    r"|(?:is|was|are|just|only|as|but) an? (?:\w+ )?(?:urban legend|myth)|misreport\w*|misidentif\w+|mistaken identity"
    r"|not the case|got it wrong|(?:in|not )(?:accurate|correct)(?! [a-z])|erroneously (?:re|cl|sa)\w+"
    rf"|(?:in(?:accurate|correct)|erroneous) (?:{CLAIMED})"
    rf"|(?:retract|withdr[ae]w)(?:ed|s|ing|n)? (?:the|its|their|that) (?:\w+ )?(?:{CLAIMED}|articles?|posts?)"
    rf"|(?:{CLAIMED}|news) (?:[\w’']+ ){{0,4}}(?:was|were|is|are) (?:\w+ )?premature"
    r"|(?:fell|fallen|falls?) for (?:it|the|a|this)|invented by|figment|ruse"
    r"|admit\w* (?:\w+ ){0,3}(?:lie|lying|it was)"
    rf"|(?:{CLAIMED})\b[^.;]{{0,80}}\b(?:is|are|was|were|as)\W+(?:\w+\W+){{0,2}}(?:ridiculous|ludicrous|absurd|rubbish"
    r"|crazy|preposterous|far-fetched))\b",
    re.I,
)
#: A hoax of which the sentence tells as a thing that was done: "staging a bomb hoax".
_OF_ITS_OWN = re.compile(
    r"\b(?:stag\w+|carr\w+ out|perpetrat\w+|charg\w+ (?:over|with)|in \d{4},? [^.]{0,60}) ?(?:a|an|another|over a)"
    r" (?:[\w-]+ ){0,2}\w+$",
    re.I,
)
_ALIVE = re.compile(
    r"\b(?:(?:is|are|very much|actually|in fact) (?:\w+ )?alive|alive and (?:well|kicking)|(?:is|are) not dead)\b", re.I
)
#: A no that stands before a deed or a thing, none that is silence: "did not comment".
_PLAIN_NO = re.compile(
    r"\b(?:no|none of (?:the|these|those)|nobody|no one|never|not)\b(?! (?:say|comment|confirm|know|knew|respond|reply"
    r"|answer|identify|specify|release|reveal|give|want|believe|think|sure|clear|yet|only|just|even|all|every|always"
    r"|necessarily|immediately|surprising\w*|longer|more|less|fewer|matter|able|allowed|announce[d]?|been announced)\b)"
    r"|n['’]t\b(?! (?:say|comment|confirm|know|respond|reply|answer|give|want|believe|think|only|just|even|all|always"
    r"|announce[d]?)\b)",
    re.I,
)
#: Words that limit a no.
_LIMITED = re.compile(r"\b(?:yet|only|merely|just|else|alone|until|before|so far|for now|at first|any ?more)\b", re.I)
#: A no beside the matter: "not only", "no fewer than", "no one else", "denied bail".
NO_NO = re.compile(
    r"\b(?:no[- ](?:joke|kidding|show|go|name|fly|man|one['’]s)\b|not only|not just|not merely|not once"
    r"|no (?:less|fewer|more) than|no doubt|no wonder|whether or not|if not"
    r"|(?:not|neither|nor|never) (?:\w+ )?(?:confirm|den[yi])\w* (?:or|nor) (?:confirm|den[yi])\w*"
    r"|no one else|,? not so\b|, not \w+|den(?:y|ied) (?:bail|entry|access|a visa)"
    # what one does not remember happened
    r"|(?:\w{1,8}n['’]t|not|never|no) (?:way of )?(?:rememb|recall|reali[sz]|regret|explain|understand)\w*"
    r"|no (?:memory|recollection|explanation|idea|clue))\b",
    re.I,
)
CLAUSE = re.compile(r"[,;:—–()\"“”]|\s-\s")
#: What leaves it open whether the next words hold.
_OPEN = re.compile(
    r"\b(?:if|whether|could|might|(?-i:may)|perhaps|maybe|possibly|probably|appears? to|seems? to|speculat\w+|wonder\w*"
    r"|suspect\w*|skeptic\w*|sceptic\w*|(?:some|many|critics|others)(?: \w+){0,3} (?:say|claim|suggest\w*)"
    r"|believe|think)\b[^.;:]{0,60}$",
    re.I,
)
#: Who or what is wrong where something told is: homophobia is none of it.
_TELLING = re.compile(rf"\b(?:{CLAIMED}|everyone|everybody|they|media|press)\b", re.I)
#: Two sides of a matter, wherever they stand in the sentence.
_EITHER = re.compile(r"\bwhether\b|\bsome (?:\w+ ){0,3}(?:assert|say|believe|think|claim|argue|insist|suggest)", re.I)
#: What stands before a denial that is but spoken of: "criticised for denying", "after long denying it".
_FOR = re.compile(r"\b(?:for|of|by|without|from|after|before|despite|since|following) (?:\w+ ){0,2}$", re.I)
#: What one is denied is withheld, unless it is a claim that is denied.
_WITHHELD = re.compile(
    rf"^(?!.*\b(?:{CLAIMED})\b).*\b(?:is|are|was|were|been|being|be|get|got)\s+(?:\w+ly\s+)?$", re.I | re.S
)
_OF_WHOM = re.compile(r"\s+(?:it|them|him|her|us|me|you) (?:the|an?|any|all|its|their|his|her)\b", re.I)
#: A satirical magazine prints what it prints, and who speaks of fake news as such denies nothing.
_AS_SUCH = re.compile(
    r"^lying (?:alone|still|low)|^satirists?\b"
    r"|^(?:satir\w+|fake|false|parody|spoof) (?:(?:\w+ )?(?:magazine|weekly|newspaper|paper|cartoon\w*|journal"
    r"|publication|show|program\w*|comed\w+|novel|film)|news(?! (?:site|web|stor|report|item|article)))",
    re.I,
)
_NOUN = re.compile(
    r"\b(?:an?|the|this|that|no|\w{1,30}['’]s|of|in|over|legal|labou?r|border|trade|pay|bitter|long) disputes?$", re.I
)
#: Words for untrue that tell of other things, too, and what is called so in passing: "provider of hoaxes".
_IN_PASSING = re.compile(r"\b(?:hoaxes|pranks|stunts|scams|spoofs|fakes|hoaxers?|nothing to do with)$", re.I)
_ANOTHER = re.compile(r"\W+(?:\w+ ){0,2}(?:from|of) (?:last|\d)", re.I)
#: Who says it, before what he says and after it.
_SAYING = re.compile(
    r"\b(?:said|says|say|saying|told \w+|tells|insist\w*|conclud\w+|added|wrote|writes|explain\w*|announc\w+|confirm\w*"
    r"|reveal\w*|report(?:s|ed)|(?:prov(?:e|es|ed)|show(?:s|ed|n)|found)(?= that)|according to [^,]{3,40},)"
    r"(?: that)?\s",
    re.I,
)
_SAID = re.compile(
    r",[\"”’']? (?:[\w’'.-]+ ){1,6}(?:said|says|told|insist\w*|added|wrote|writes|explain\w*)\b|, according to\b", re.I
)
#: A no that is wished, feared or supposed.
_WOULD = re.compile(r"\b(?:would|could|should|might|may|must|wo|ca|can|will|shall|to|for|of|by|about|with)\s*$", re.I)
#: Where a clause ends before a cue, and after it; what follows a verb of denial may run on.
_BEFORE = re.compile(
    r"[;:—–()]|\s-\s|, (?:and|but|while|who|which|although|though|as)\b|\b(?:but|while|although|though)\b"
)
_AFTER = re.compile(
    r"[;—–]|\s-\s|,? (?:and|but) (?:\w+ )?(?:said|says|told|added|insist\w*|declin\w+|call\w+|warned|accused)\b"
    r"|, (?:saying|adding|telling|calling|writing|noting|arguing|insisting|stating|claiming|explaining|but|while"
    r"|though|although|which|who)\b",
    re.I,
)
_TOLD = (
    r"(?:stor(?:y|ies)|reports?|articles?|claims?|rumou?rs?|posts?|photo\w*|pictures?|pics?|images?|videos?|clips?"
    r"|footage|quotes?|tweets?|accounts?|allegations?|accusations?|speculation|tales?|news|incident|gossip|assertions?"
    r"|suggestions?|letter|statements?)"
)
#: "It", "the report", "the whole thing": what other sentences tell.
_REFERS = re.compile(
    r"\b(?:the|this|that|these|those|whole|entire|such|his|her|their|its|any|all|[\w/]{1,30}['’]s)"
    rf"\s(?:[\w’'-]+ ){{0,2}}?{_TOLD}\b"
    rf"|\b(?:an?|one|another) (?:\w+ ){{0,2}}{_TOLD} (?:that|which) (?:is|was|are|were|has|had|turned|proved)\b"
    r"|\b(?:the|this|that|her|his|their|its|whole|elaborate|entire) (?:[\w’'-]+ ){0,2}?"
    r"(?:hoax|prank|stunt|ruse|fake|forgery|fabrication)\b"
    r"|\b(?:the|this|that) (?:whole|entire) (?:thing|affair|matter)\b"
    r"|\b(?:facts|evidence|signs|all) (?:\w+ )?point(?:s|ed)? to\b"
    r"|\b(?:it|this|that|these|those|everything)(?: (?:is|was|are|were|has|had|all|turn\w*|prove\w*)|['’]s) "
    r"|\b(?:it|them|this|that)\b\W*$",
    re.I,
)
#: A claim that its own sentence spells out is no other's.
_SPELT_OUT = re.compile(
    rf"\b(?:{CLAIMED}) (?:that(?! (?:is|was|are|were|has|had|turned|proved|went|goes)\b)|of|to)\b", re.I
)
#: From this weight on a word tells of something.
_WEIGHT = 3.0
_UNDENIED = re.compile(r"(?:\b(?:not|never|neither|nor|refus\w{1,3} to|declin\w{1,3} to)|n['’]t) (?:\w+ ){0,2}$", re.I)


def denying(text: str) -> list[re.Match[str]]:
    """Verbs of denial, none that is denied itself: "would not confirm or deny"; a dispute about land is none."""
    found = (one for one in DENYING.finditer(text) if not _UNDENIED.search(text[: one.start()]))
    return [one for one in found if not _NOUN.search(text[: one.end()])]


def untrue(text: str) -> list[re.Match[str]]:
    """Words that call a thing untrue, none that is turned."""
    return [
        found
        for found in _UNTRUE.finditer(text)
        if not _TURNED.search(text[: found.start()])
        and not _OTHERS.search(text[: found.start()])
        and not _AS_SUCH.match(text[found.start() :])
        and (found[0][-5:].lower() != "wrong" or _TELLING.search(text[: found.start()]))
    ]


class Cue(NamedTuple):
    """A word of denial in a sentence: `what` it denies in the sentence's own words, and whether it is a word for "it"
    or "the report"; `verb`: whether somebody denies it, rather than that it is called untrue; `after`: whether all of
    it stands after the word; `of`: the words that name what is denied, without what else is said of it.
    """

    word: str
    what: str
    refers: bool
    verb: bool
    after: bool = False
    of: str = ""


@lru_cache(maxsize=20_000)
def cues(text: str) -> tuple[Cue, ...]:
    """Where a sentence denies something plainly, verbs first; what is left open or asked is not denied."""
    if text.rstrip(" \"”’')").endswith("?"):
        return ()
    gainsaid = (one for one in _GAINSAID.finditer(text) if not _TURNED.search(text[: one.start()]))
    found = [*(_by_verb(text, verb) for verb in denying(text)), *(_by_word(text, one) for one in untrue(text))]
    found += [_by_word(text, one) for one in gainsaid]
    return tuple(cue for cue in found if cue)


def _by_verb(text: str, verb: re.Match[str]) -> Cue | None:
    before, after = _BEFORE.split(text[: verb.start()])[-1], _AFTER.split(text[verb.end() :])[0]
    if (verb[0].lower().endswith("ed") and _WITHHELD.search(before)) or _OF_WHOM.match(text[verb.end() :]):
        return None
    if verb[0].lower().endswith("ing") and _FOR.search(before):
        return None
    if _OPEN.search(before):
        return None
    telling = _telling_words(after)
    what = after if telling else f"{before} {after}"
    return Cue(verb[0], matter(what), _refers(what), True, telling, matter(after))


def _by_word(text: str, word: re.Match[str]) -> Cue | None:
    """A word for untrue with its clause, without who says so."""
    before, after = _BEFORE.split(text[: word.start()])[-1], _AFTER.split(text[word.end() :])[0]
    if _EITHER.search(text[: word.start()]) or _OPEN.search(before) or _IN_PASSING.search(word[0]):
        return None
    if _ANOTHER.match(text[word.end() :]) or _OF_ITS_OWN.search(text[: word.end()]):
        return None
    if word[0].lower().startswith("contrary"):
        return Cue(word[0], matter(after), True, False, of=matter(after))
    of = _SAYING.split(before)[-1]
    what = f"{of} {word[0]} {_SAID.split(after)[0]}"
    return Cue(word[0], matter(what), _refers(what), False, of=matter(of))


def _refers(what: str) -> bool:
    return bool(_REFERS.search(what)) and not spells_out(what)


class No(NamedTuple):
    """A plain "not" or "no" in a sentence: its clause before it and after it."""

    before: str
    after: str


@lru_cache(maxsize=20_000)
def noes(text: str) -> tuple[No, ...]:
    """Every no that stands before a deed or a thing, in order; none that is limited, as in "not yet"."""
    bare = NO_NO.sub(" ", text)
    found = []
    for no in _PLAIN_NO.finditer(bare):
        after = CLAUSE.split(bare[no.end() :], maxsplit=1)[0]
        before = _BEFORE.split(bare[: no.start()])[-1]
        if next(iter(WORD.findall(after.lower())), "") in number_words():
            continue
        if not _LIMITED.search(after) and not _OPEN.search(before) and not _WOULD.search(before):
            found.append(No(before, after))
    return tuple(found)


def _telling_words(text: str) -> bool:
    """Whether words tell of something by themselves: "the reports" do not."""
    return sum(weight(lemma(word)) > _WEIGHT for word in WORD.findall(matter(text))) > 1


def says_alive(text: str) -> bool:
    """Whether a sentence says that somebody lives."""
    found = _ALIVE.search(text)
    return found is not None and not _OPEN.search(text[: found.start()])


def matter(text: str) -> str:
    """A sentence without the words of denying and of telling: what it denies, or who does."""
    return _NEWS.sub(" ", text)


def spells_out(text: str) -> bool:
    """Whether a sentence says itself what the claim or report is that it speaks of, so that it is no other's."""
    return bool(_SPELT_OUT.search(text))
