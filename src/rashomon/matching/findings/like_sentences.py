"""Sentences of a story → findings on what several accounts tell in like words, of acts that no report tells.

Reads the texts of a story's articles with what its other findings rest on; gives findings whose answers are sentences.
The one idea: a wedding, a sting or a suicide is no act of any type of ours, but whoever tells it tells it in like
words; so sentences are aligned as the words of one speaker are, and what other findings tell already is left to them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from rashomon.language.normalise import one_line
from rashomon.matching.acts.parties import bare, is_named
from rashomon.matching.answers import COMPATIBLE, EQUAL, is_rounded
from rashomon.matching.findings.account import AT_PLACE, VERBAL, Answer, Corpus
from rashomon.matching.findings.numbers.numbers_told import BY_ITSELF, LENGTH, numbers_told
from rashomon.matching.findings.saying.no_comment import without_comment
from rashomon.matching.findings.saying.sayings import (
    Saying,
    aligned,
    are_akin,
    compare_sayings,
    count_otherwise,
    saying,
)
from rashomon.matching.findings.sides.laid_out import compare_plain, laid_out
from rashomon.matching.findings.text.passages import passages
from rashomon.matching.findings.text.sentences import Sentence, is_speech, sentences_of
from rashomon.record import Excerpt, Finding, Report, Span, Statement, Story

#: Characters after a passage in which the person whom it is about may be named.
_AFTER = 20
#: Sentences of an article that are compared, and of a story.
_OF_ARTICLE, _OF_STORY = 40, 1_200
#: Content words that two sentences share at least, and of those words that name nobody.
_SHARED, _PLAIN = 3, 2
#: Share of a sentence that a passage of it is from which both tell one thing.
_MOST = 0.6
#: A passage of so few words tells nothing beside what another finding tells of it.
_FEW = 10
#: What a whole sentence ends with.
_MARKS = tuple(".!?\"”'’")
#: Rows of a story at most, those that most accounts tell first.
_ROWS = 16
#: Details of a story at most.
_DETAILS = 8
#: Characters before a passage that may turn what it tells, and words that do; no further than a mark.
_LED_BY = 45
_TURNED = re.compile(
    r"\b(?:not|never|nor?|nobody|none|nothing|neither|cannot|unable|hardly|barely|without|den(?:y|ies|ied|ying|ial)"
    r"|dropp?(?:s|ed|ing)?(?! (?:off|out|by|in|into|to|from|at|down)\b)|withdr[ae]w\w*|abandon\w*|cancel\w*"
    r"|refus\w+|reject\w*|fail(?:s|ed|ing)?|instead of|rather than"
    r"|(?<!as )if|unless|whether|false|untrue|rumou?rs?)\b|n['’]t\b",
    re.I,
)
_HOUR = re.compile(r"\b\d{1,2}(?:[:.]\d\d)?(?= ?[ap]\.? ?m\b)")
_EDGE = re.compile(r"[.;:!?()–—\n]|,\s")
#: What an outlet says of itself and of its page.
_OF_PAGE = re.compile(
    r"\b(?:stay tuned|keep (?:you|on) (?:updated|posted)|updates?\b.{0,30}\bstory|click|subscribe|newsletter|follow us"
    r"|read more|scroll (?:down|up)|check back|sign up"
    r"|copyright|all rights reserved|gallery|pictured|contributed to this|crimestoppers"
    r"|any(?:one|body) with (?:any )?information"
    r"|(?:photo|image|video)s?(?::| by| credit| courtesy| via| below| above))\b"
    r"|https?://|\w\.(?:com|org|net)\b|\(@\w+\)|^(?:MORE|RELATED|READ|WATCH|(?:photo|image|video)s?)\b",
    re.I,
)
#: Words of offices and of other posts that a person is called by.
_POSTS = frozenset(
    """president prime minister vice deputy chief executive officer chairman chairwoman secretary foreign defence
    defense interior finance general attorney governor mayor senator representative congressman congresswoman king queen
    prince princess pope spokesman spokeswoman spokesperson director head leader ambassador judge justice commander
    captain sergeant lieutenant colonel major police coach manager quarterback receiver tackle guard forward news
    agency state official national former current then acting outgoing longtime founder co ceo cfo gm mr mrs ms dr
    the a an and of for at s""".split()
)
#: Where a name begins in the words for somebody.
_CAPITAL = re.compile(r"\b[A-ZÀ-Þ]")
_PLAIN_WORD = re.compile(r"[^\W\d_]+")
_DAY = re.compile(
    r"(?<!Mail on )\b(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?: (?:morning|afternoon|evening|night))?\b"
)
#: "In 2007, the gang drove two cars through the window": another time than the story's.
_YEAR = re.compile(r"(?:In|By|Since|During|Back in) (?:[A-Z]\w{2,8} )?((?:19|20)\d\d)\b")
_DIGITS = re.compile(r"\d[\d,.]*\d|\d")
#: Share by which two lengths are one.
_AS_LONG = 0.1
#: Characters on either side of a number that tell what it counts.
_NEAR = 12
#: Questions that no act is asked about, whose answers are sentences and sayings.
_OF_SENTENCES = frozenset(("said", "told", "whether", "when", "where"))
_ISO = re.compile(r"\d{4}-\d\d-\d\d\b(?! to )")


def like_findings(corpus: Corpus, story: Story, told: Sequence[Finding]) -> Iterator[Finding]:
    """What accounts tell in like sentences that nothing which is `told` rests on, what most accounts tell first."""
    texts = {a: corpus.articles[a].text for a in story.articles if corpus.articles[a].language == "en"}
    copies = _copies(corpus, texts)
    if len(copies) < 2:
        return
    covered = _covered(corpus, story, told)
    sentences = _sentences({article: texts[article] for article in copies})
    whole = [group for group in _aligned(sentences) if _free(corpus, group, covered)]
    found = passages([one for one in sentences if not _is_of_page(one)])
    groups = []
    for group in (part for alike in _told_alike(corpus, found.told, whole) for part in _by_year(alike)):
        if free := _free(corpus, group, covered):
            groups.append(_of_one_count(texts, _of_one_day([*free, *(one for one in group if one not in free)])))
    groups = [group for group in groups if _voices(corpus, group) > 1]
    groups.sort(key=lambda group: -_voices(corpus, group))  # among equals, what tells most stands first
    groups = groups[:_ROWS]
    groups += _beside(corpus, without_comment(corpus, sentences), covered, groups)
    groups += _details(corpus, found.details, covered, groups)
    groups = [group for group in groups if not _is_title(corpus, group)]
    groups = [[*group, *_in_copies(group, copies, texts)] for group in groups]
    for number, group in enumerate(groups):
        answers = [
            Answer("told", one_line(one.text), one.article, sentence=Span(one.start, one.end)) for one in group
        ]
        yield from laid_out(corpus, story, None, "told", answers, compare_plain, number)
    for kind, answers_of in (("when", _days), ("where", _places)):
        given = _given(told, kind)
        for number, group in enumerate(groups):
            answers = [answer for one in group for answer in answers_of(corpus, one)]
            for value in dict.fromkeys(answer.value for answer in answers):
                same = [answer for answer in answers if answer.value == value]
                if value not in given and _voices(corpus, same) > 1:
                    given.add(value)
                    yield from laid_out(corpus, story, None, kind, same, compare_plain, number)


def _free(
    corpus: Corpus, group: Sequence[Sentence], covered: Mapping[str, Sequence[tuple[int, int]]]
) -> list[Sentence]:
    """Those of a group that no other finding tells, where they are most of it and some are an account's own words."""
    free = [one for one in group if not _is_covered(one, covered)]
    own = (not is_speech(one) and not _is_said(corpus, one) for one in free)
    worth_telling = _voices(corpus, free) > 1 and 2 * len(free) >= len(group) and not any(map(_is_of_page, free))
    return free if worth_telling and any(own) else []


def _is_part(one: Sentence) -> bool:
    """Whether it is a passage of a sentence, which ends with no mark."""
    return one.text[-1:] not in _MARKS


def _told_alike(
    corpus: Corpus, parts: Sequence[list[Sentence]], whole: Sequence[list[Sentence]]
) -> list[list[Sentence]]:
    """Whole sentences that tell one thing in several accounts, with the passages that tell it too, and passages of
    others that do.
    """
    found = []
    for group in (_of_one_mind(corpus, part) for part in parts):
        if len(group) < 2 or _count_apart(_sayings(group)) or _name_others(corpus, group):
            continue
        home = next((like for like in whole if _is_told_by(group, like)), None)
        if home is None:
            found.append(group)
        else:
            told = {one.article for one in home}
            rest = [one for one in group if one.article not in told]
            home += (joined := [one for one in rest if _tells_it(one, home)])
            found += [beside] if len(beside := [one for one in rest if one not in joined]) > 1 else []
    return [*whole, *found]


def _beside(
    corpus: Corpus,
    found: Sequence[list[Sentence]],
    covered: Mapping[str, Sequence[tuple[int, int]]],
    told: Sequence[Sequence[Sentence]],
) -> list[list[Sentence]]:
    """Groups most of which nothing that is told rests on."""
    spans = _with(covered, told)
    free = [[one for one in group if not _is_covered(one, spans)] for group in found]
    return [group for group, rest in zip(found, free, strict=True) if _voices(corpus, rest) > 1]


def _with(
    covered: Mapping[str, Sequence[tuple[int, int]]], told: Sequence[Sequence[Sentence]]
) -> dict[str, list[tuple[int, int]]]:
    """What is covered with what these groups rest on."""
    spans = {article: list(found) for article, found in covered.items()}
    for one in (one for group in told for one in group):
        spans.setdefault(one.article, []).append((one.start, one.end))
    return spans


def _details(
    corpus: Corpus,
    details: Sequence[list[Sentence]],
    covered: Mapping[str, Sequence[tuple[int, int]]],
    told: Sequence[Sequence[Sentence]],
) -> list[list[Sentence]]:
    """What several accounts tell in few words that neither another finding nor a longer passage tells."""
    spans, found = _with(covered, told), []
    for group in (_of_one_day(_of_one_mind(corpus, part)) for part in details):
        apart = len(group) < 2 or _count_apart(_sayings(group)) or _name_others(corpus, group)
        if not apart and not _is_act(corpus, group) and _free(corpus, group, spans):
            found.append(group)
    return found[:_DETAILS]


def _is_title(corpus: Corpus, group: Sequence[Sentence]) -> bool:
    """Whether accounts have but somebody's title in common: "Argentine President Cristina Fernandez de Kirchner"."""
    one = min(group, key=lambda one: len(one.text))
    here = [m for m in corpus.parties.get(one.article, ()) if one.start <= m.start < one.end]
    if not any(mention.kind == "person" for mention in here):
        return False
    names = [(m.start + large.start(), m.end) for m in here if (large := _CAPITAL.search(m.text)) is not None]
    rest = [
        word[0].lower()
        for word in _PLAIN_WORD.finditer(one.text)
        if not any(start <= one.start + word.start() < end for start, end in names)
    ]
    return bool(rest) and _POSTS.issuperset(rest) and not _DIGITS.search(one.text)


def _is_act(corpus: Corpus, group: Sequence[Sentence]) -> bool:
    """Whether a report stands in half of these passages: the act is left to its event."""
    told = [
        any(one.start <= report.trigger.start < one.end for report in corpus.reports.get(one.article, ()))
        for one in group
    ]
    return 2 * sum(told) >= len(told)


def _tells_it(one: Sentence, group: Sequence[Sentence]) -> bool:
    """Whether a passage is like most sentences of a group."""
    here, *others = _sayings([one, *group])
    return 2 * sum(are_akin(here, other) for other in others) >= len(others)


def _of_one_mind(corpus: Corpus, group: Sequence[Sentence]) -> list[Sentence]:
    """Those that say yes, or those that say no, whichever are more."""
    odd = [_says_no(corpus.articles[one.article].text, one) for one in group]
    most = 2 * sum(odd) > len(odd)
    return [one for one, no in zip(group, odd, strict=True) if no == most]


def _says_no(text: str, one: Sentence) -> bool:
    """Whether a passage says no, or stands behind words that do: "had dropped its call for the dismissal"."""
    before = _EDGE.split(text[max(0, one.start - _LED_BY) : one.start])[-1]
    return bool(len(_TURNED.findall(before + one.text)) % 2)


def _is_told_by(group: Sequence[Sentence], whole: Sequence[Sentence]) -> bool:
    """Whether whole sentences tell what these passages do: two of them, or most of one, stand in these."""
    inside = [
        (one, other)
        for one in group
        for other in whole
        if one.article == other.article and other.start <= one.start and one.end <= other.end
    ]
    return len(inside) > 1 or any(_MOST * len(other.text) <= len(one.text) for one, other in inside)


def _name_others(corpus: Corpus, group: Sequence[Sentence]) -> bool:
    """Whether two passages name two persons where they are told of one thing: "the beheading of Steven Sotloff", "the
    beheading of James Foley".
    """
    named = [_persons(corpus, one) for one in group]
    return any(one and other and not one & other for one, other in combinations(named, 2))


def _persons(corpus: Corpus, one: Sentence) -> set[str]:
    """The names, word by word, of the persons in a passage and right behind it: "he" is who he is known to be, "a man"
    is nobody.
    """
    text = corpus.articles[one.article].text
    found = [
        (mention, entity)
        for mention in corpus.parties.get(one.article, ())
        if mention.kind == "person" and one.start <= mention.start < one.end + _AFTER
        and (mention.start < one.end or text[one.end : mention.start].replace(" ", "").isalpha())
        and (entity := corpus.entities.get(corpus.of_mention.get(mention.id, ""))) is not None and is_named(entity)
    ]  # fmt: skip
    return {word for mention, entity in found for word in bare(entity.name).split()}


def _given(told: Sequence[Finding], kind: str) -> set[str]:
    """The days of the week, or the places, that findings which compare accounts give."""
    answers = [s.answer for one in told if one.question == kind and one.agreement != "single" for s in one.sides]
    if kind == "where":
        return {bare(answer) for answer in answers}
    return {f"{date.fromisoformat(answer[:10]):%A}" for answer in answers if _ISO.match(answer)}


def _days(corpus: Corpus, one: Sentence) -> Iterator[Answer]:
    """The day of the week that a sentence names, where it is but one."""
    found = {match["day"]: match[0] for match in _DAY.finditer(one.text)}
    for day, words in found.items():
        if len(found) == 1:
            yield Answer(day, words, one.article, sentence=Span(one.start, one.end))


def _places(corpus: Corpus, one: Sentence) -> Iterator[Answer]:
    """The places where a sentence says that something was done."""
    for mention in corpus.named.get(one.article, ()):
        before = one.text[: mention.start - one.start]
        if mention.kind == "place" and one.start <= mention.start < one.end and AT_PLACE.search(before):
            yield Answer(bare(mention.text), mention.text, one.article, sentence=Span(one.start, one.end))


def _covered(corpus: Corpus, story: Story, told: Sequence[Finding]) -> dict[str, list[tuple[int, int]]]:
    """Article → the characters of what findings that compare accounts rest on."""
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    reports = {r.id: r for article in story.articles for r in corpus.reports.get(article, ())}
    statements = {s.id: s for article in story.articles for s in corpus.statements.get(article, ())}
    for finding in told:
        if finding.agreement == "single" or finding.question.partition(":")[0] in ("label", "age"):
            continue  # a word is chosen, or somebody described: nothing is told
        if finding.event is None and finding.question.partition(":")[0] not in _OF_SENTENCES:
            for span in _numbers(corpus, finding, reports, statements):
                spans[span.article].append((span.start, span.end))
            continue
        for report in (reports[r] for side in finding.sides for r in side.reports if r in reports):
            spans[report.article].append((report.start, report.end))
        for said in (statements[s] for side in finding.sides for s in side.statements if s in statements):
            spans[said.article].append((said.start, said.end))
        for excerpt in finding.excerpts:
            spans[excerpt.article].append((excerpt.start, excerpt.end))
    return spans


def _numbers(
    corpus: Corpus, finding: Finding, reports: Mapping[str, Report], statements: Mapping[str, Statement]
) -> Iterator[Sentence]:
    """Where the number stands that a finding on no act gives: it tells nothing else of its sentence."""
    for place, side in enumerate(finding.sides):
        number = _DIGITS.search(side.answer)
        resting: list[Report | Statement | Excerpt] = [reports[r] for r in side.reports if r in reports]
        resting += [statements[s] for s in side.statements if s in statements]
        resting += [excerpt for excerpt in finding.excerpts if excerpt.side == place]
        for one in resting:
            text = corpus.articles[one.article].text[one.start : one.end]
            at = text.find(number[0]) if number else -1
            if at >= 0:
                near = max(one.start, one.start + at - _NEAR), min(one.end, one.start + at + _NEAR)
                yield Sentence(one.article, *near, "")


def _is_covered(one: Sentence, covered: Mapping[str, Sequence[tuple[int, int]]]) -> bool:
    """Whether other findings tell it: half of a passage, or anything of one of few words or of a whole
    sentence.
    """
    told = sum(max(0, min(end, one.end) - max(start, one.start)) for start, end in covered.get(one.article, ()))
    return told > 0 and (2 * told >= one.end - one.start or not _is_part(one) or len(one.text.split()) <= _FEW)


def _is_said(corpus: Corpus, one: Sentence) -> bool:
    """Whether a sentence holds the words of somebody who is named, or that somebody asked, blamed or promised by words:
    "rumours" and "reports" are nobody.
    """
    statements, reports = corpus.statements.get(one.article, ()), corpus.reports.get(one.article, ())
    if any(r.type in VERBAL and r.actors and one.start <= r.trigger.start < one.end for r in reports):
        return True
    speakers = [said.speaker or "" for said in statements if said.start < one.end and one.start < said.end]
    known = (corpus.entities.get(corpus.of_mention.get(speaker, "")) for speaker in speakers)
    return any(entity is not None and is_named(entity) for entity in known)


def _voices(corpus: Corpus, sentences: Sequence[Sentence | Answer]) -> int:
    """Independent outlets that tell it: copies of one text are one."""
    origins = {corpus.origins.get(one.article, one.article) for one in sentences}
    return min(len(origins), len({corpus.outlet(one.article) for one in sentences}))


def _is_of_page(one: Sentence) -> bool:
    return bool(_OF_PAGE.search(one.text))


def _copies(corpus: Corpus, texts: Mapping[str, str]) -> dict[str, list[str]]:
    """The first article of each voice → those that print its text: their sentences are compared once."""
    voices: dict[str, list[str]] = defaultdict(list)
    for article in sorted(texts):
        voices[corpus.origins.get(article, article)].append(article)
    return {first: rest for first, *rest in voices.values()}


def _in_copies(
    group: Sequence[Sentence], copies: Mapping[str, Sequence[str]], texts: Mapping[str, str]
) -> Iterator[Sentence]:
    """The same sentences where they stand in copies."""
    for one in group:
        for copy in copies[one.article]:
            start = texts[copy].find(one.text)
            if start >= 0:
                yield Sentence(copy, start, start + len(one.text), one.text)


def _sayings(sentences: Sequence[Sentence]) -> list[Saying]:
    return [saying(str(place), one.article, one.text, "") for place, one in enumerate(sentences)]


def _sentences(texts: Mapping[str, str]) -> list[Sentence]:
    """The first sentences of each article, of so many articles as a story is compared by."""
    found: list[Sentence] = []
    for article, text in sorted(texts.items()):
        if len(found) < _OF_STORY:
            found += sentences_of(article, text)[:_OF_ARTICLE]
    return found


def _aligned(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Groups of sentences that tell one thing, one of each article; none where two of them say yes and no."""
    sayings = _sayings(sentences)
    groups = aligned(sayings, _likely(sayings))
    groups = [_near_one(group) for group in groups]
    groups = [group for group in groups if len(group) > 1 and _agree(group) and not _name_two_hours(group)]
    return [[sentences[int(one.id)] for one in group] for group in groups]


def _near_one(group: Sequence[Saying]) -> list[Saying]:
    """The sentence that is most like the others of its group, and those that are like it."""
    near = [[other for other in group if other is one or are_akin(one, other)] for one in group]
    return max(near, key=len)


def _likely(sayings: Sequence[Saying]) -> list[tuple[int, int]]:
    """Pairs of two articles that share words enough to tell one thing."""
    holders: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(sayings):
        for stem in one.words:
            holders[stem].append(place)
    both: dict[tuple[int, int], list[str]] = defaultdict(list)
    for stem, places in holders.items():
        for pair in combinations(places, 2):
            both[pair].append(stem)
    return sorted(
        (left, right)
        for (left, right), stems in both.items()
        if len(stems) >= _SHARED
        and sayings[left].article != sayings[right].article
        and _tell_enough(sayings[left], sayings[right], stems)
    )


def _tell_enough(one: Saying, other: Saying, stems: Sequence[str]) -> bool:
    """Whether the words in common are more than names; of few words they must be most."""
    plain = [stem for stem in stems if stem not in one.names and stem not in other.names]
    least = min(len(one.words), len(other.words))
    return len(plain) >= _PLAIN and (len(plain) > _PLAIN or 2 * len(stems) >= least)


def _agree(group: Sequence[Saying]) -> bool:
    return all(compare_sayings(one, other) in (EQUAL, COMPATIBLE) for one, other in combinations(group, 2)) and all(
        one.negations % 2 == group[0].negations % 2 for one in group
    )


def _count_apart(group: Sequence[Saying]) -> bool:
    """Whether two passages count one thing otherwise, or name two hours."""
    return _name_two_hours(group) or any(count_otherwise(one, other) for one, other in combinations(group, 2))


def _name_two_hours(group: Sequence[Saying]) -> bool:
    hours = [set(_HOUR.findall(one.text)) for one in group]
    return any(one and other and not one & other for one, other in combinations(hours, 2))


def _by_year(group: Sequence[Sentence]) -> list[list[Sentence]]:
    """Sentences that begin with a year apart from those that do not name it: they tell of another time."""
    parts: dict[str, list[Sentence]] = defaultdict(list)
    years = {year[1] for one in group if (year := _YEAR.match(one.text))}
    for one in group:
        parts[next((year for year in sorted(years) if year in one.text), "")].append(one)
    return list(parts.values())


def _of_one_day(group: Sequence[Sentence]) -> list[Sentence]:
    """Sentences without those that name other days of the week than the most do: of which act, nobody can say."""
    days = [frozenset(match["day"] for match in _DAY.finditer(one.text)) for one in group]
    told = list(zip(group, days, strict=True))
    fits = [[one for one, other in told if not other or own & other] for own in days if own]
    return max(fits, key=len, default=list(group))


def _of_one_count(texts: Mapping[str, str], group: Sequence[Sentence]) -> list[Sentence]:
    """Sentences without those that count a thing otherwise than the most do: "14 members", "12 members"."""
    told = [(one, _counts(texts, one)) for one in group]
    fits = [sum(_count_one(counts, other) for _, other in told) for _, counts in told]
    kept: list[int] = []
    for place in sorted(range(len(told)), key=lambda place: -fits[place]):
        if all(_count_one(told[place][1], told[other][1]) for other in kept):
            kept.append(place)
    return [group[place] for place in sorted(kept)]


def _count_one(counts: Mapping[str, set[float]], others: Mapping[str, set[float]]) -> bool:
    """Whether two sentences give one number of each thing that both count, and share one of their large numbers."""
    large, theirs = (
        {value for thing, values in told.items() if thing != LENGTH for value in values if value >= BY_ITSELF}
        for told in (counts, others)
    )
    if large and theirs and not any(is_rounded(one, other) for one in large for other in theirs):
        return False
    return all(_meet(thing, counts[thing], others[thing]) for thing in counts.keys() & others.keys())


def _meet(thing: str, some: set[float], others: set[float]) -> bool:
    """Whether two sentences give one number of a thing: "60m" and "200ft" are one length."""
    if thing != LENGTH:
        return bool(some & others)
    return any(abs(one - other) <= _AS_LONG * max(one, other) for one in some for other in others)


def _counts(texts: Mapping[str, str], one: Sentence) -> dict[str, set[float]]:
    """What a sentence counts → the numbers that it gives."""
    found: dict[str, set[float]] = defaultdict(set)
    for told in numbers_told(one.article, texts[one.article]):
        if one.start <= told.counted.sentence.start + told.start < one.end:
            found[told.counted.thing].add(told.counted.value)
    return found
