"""words → what page furniture they are: phrases of menus, share bars, teasers, comments and notices.

Reads the words of a line, writes how many of them stand in phrases of each category. The one idea: a phrase is
found by its first word in one table, so that 2,000 phrases in 25 languages cost one lookup a word.
"""

from __future__ import annotations

import functools
import re

from rashomon.knowledge.tables import rows, table

CATEGORIES = ("navigation", "share", "related", "comment", "notice", "credit", "byline")
_RELATED, _CREDIT = 2, 5
#: What is cut off the ends of a word.
STRIPPED = " \t.,:;!?\"'“”‘’«»()[]{}|<>›‹·•*–—-…/\\،؛؟。、：（）【】"
#: Phrases that open a list of other articles even in the middle of a line, after a sentence has ended.
_OPENERS = (
    "read more", "read also", "also read", "read next", "see also", "related articles", "related stories",
    "related article", "related story", "related news", "you may also like", "more on this story", "recommended",
    "читайте также", "читать далее", "по теме", "материалы по теме", "читайте також", "leggi anche", "lire aussi",
    "à lire aussi", "lesen sie auch", "mehr zum thema", "lea también", "lee también", "te puede interesar",
    "leia também", "leia mais",
    "veja também", "lees ook", "czytaj też", "czytaj także", "zobacz też", "ilgili haberler", "اقرأ أيضا", "اقرأ أيضاً",
    "اقرأ المزيد", "بیشتر بخوانید", "همچنین بخوانید", "baca juga", "pročitajte još", "прочитајте још", "citește și",
    "läs också", "διαβάστε επίσης", "add new comment", "leave a comment", "leave a reply", "add a comment",
    "оставить комментарий", "lascia un commento", "laisser un commentaire", "deja un comentario", "deixe um comentário",
)  # fmt: skip
_OPENER = re.compile('[.!?…"”’»)\\]] ?(?=[(\\[]?(?:' + "|".join(map(re.escape, _OPENERS)) + "))")
_AFTER_OPENER = re.compile(r"[(\[]?[\w\s]{4,40}?(?::|\||»|›|–|—|\.\.\.|…|$|\n|(?<=\s)[A-ZА-ЯЁ]|(?<=[\u0600-\u06ff]) )")


_OPENING = re.compile(
    "[(\\[]?(?:" + "|".join(map(re.escape, _OPENERS)) + "|related|watch|listen|more|must[- ]read|read|don['’]t miss"
    r"|earlier on|also on|relacionad[oa]s?|noticias? relacionadas?|más información|voir aussi|auch interessant"
    r"|siehe auch|saiba mais|confira também|potrebbe interessarti|ilgili haber|смотрите также|подробнее|дивіться також"
    r"|przeczytaj także|شاهد أيضا|إقرأ أيضا|طالع أيضا)"
    r"(?: (?:from|on|about|in|at) (?:the )?[\w' ’-]{2,40}"
    r"| (?:roundups?|stories|coverage|articles?|news|topics?|videos?))?"
    r"\s?[:|»›]"
    r"|also on (?:[\w-]+\.)+\w{2,10}\b|(?:from|on) (?:[\w-]+\.)+(?:com|org|net|tv|info|co\.uk)\s?:",
    re.I,
)
#: What a site says to its readers or of its own texts, whatever it is called.
_TO_READERS = re.compile(
    r"(?:please )?(?:support|help) (?:our|your|us|local|independent|public|free|quality)\b.{0,120}"
    r"\b(?:donat\w+|subscrib\w+|becom\w+ a (?:member|supporter|subscriber|patron)|membership|contribut\w+)\b"
    r"|(?:sign|signed) up (?:for|to) (?:our|the)\b.{0,80}\b(?:newsletters?|e-?mails?|briefings?|letter|alerts)\b"
    r"|(?:please note:? )?(?:this|the|our) transcripts?\b.{0,60}\b(?:(?:was|were|is|are|has been|have been) "
    r"(?:made|created|generated|produced|provided|typed|prepared|edited|transcribed)|may)\b.{0,80}"
    r"\b(?:errors?|inaccura\w+|mistakes?|haste|rush|rushed|deadline|automatic\w*|machine|software|contractor"
    r"|final form|by (?:a )?computer)\b"
    r"|our (?:standards|principles|ethics|policy|policies|trust principles): "
    r"|(?:got|have|do you have) an? (?:news )?(?:tip|story|question|correction|photo|video)\b[^.!?]{0,60}\?"
    r"|join our\b.{0,60}\b(?:forums?|community|group|channel|telegram|whatsapp|discord|newsletters?)\b"
    r"|(?:want|need|looking for) more\b.{0,80}\b(?:subscribe|sign up|newsletters?|follow us|join)\b"
    r"|(?:stay up to date|keep up|stay informed) with\b.{0,60}\b(?:subscrib\w+|newsletters?|follow|app)\b"
    r"|(?:this|the) (?:document|article|story|material|content|page) (?:is (?:subject to|protected by) copyright"
    r"|may not be (?:published|reproduced|broadcast|rewritten|copied))"
    r"|(?:follow|like|find|join) (?:us|him|her|them|me|the author|@?\w+|\w+ \w+) on "
    r"(?:twitter|x|facebook|instagram|telegram|linkedin|youtube|whatsapp|google news)\b|follow @\w"
    r"|(?:please )?subscribe (?:to|for|now|today|here|and)\b|sign up (?:here|now|today|below|for)\b.{0,120}"
    r"\b(?:newsletters?|e-?mails?|inbox|briefings?|alerts?|updates|free)\b"
    r"|(?:i|you) agree (?:that|to)\b.{0,80}\b(?:newsletters?|e-?mails?|terms|privacy|offers|cookies)\b"
    r"|(?:get|receive|want) (?:the|our|all|every|breaking|your|daily|more|this|stories|news|it)\b.{0,120}"
    r"\b(?:in|to) your (?:inbox|phone|e-?mail|mailbox)\b"
    r"|(?:click|tap) (?:here|on the link|the link|to (?:subscribe|view|read|watch|enlarge|see|join|sign|play|share))\b"
    r"|(?:download|get|install) (?:the|our) (?:free )?(?:\w+ ){0,3}app\b"
    r"|(?:let us know|tell us|share your (?:thoughts|views|opinion))\b.{0,60}\b(?:comments?|below|twitter|facebook)\b"
    r"|(?:suscr[ií]bete|suscr[ií]base|s[ií]guenos|s[ií]ganos|reg[ií]strate|abonnez-vous|inscrivez-vous|suivez-nous"
    r"|abonnieren sie|folgen sie uns|melden sie sich|inscreva-se|assine (?:a|o|nossa|já)|siga-nos|iscriviti|seguici"
    r"|подписывайтесь|подпишитесь|присоединяйтесь к (?:нам|наш)|читайте нас|следите за наш"
    r"|підписуйтесь|підпишіться|приєднуйтесь|долучайтесь|zapisz się|obserwuj nas|bültenimize|abone ol"
    r"|اشترك|تابعنا|تابعونا|انضم إلى قنا)(?!\w)",
    re.I,
)
_ASKS_ADDRESS = re.compile(r"\b(?:enter|submit|type) your e-?mail\b", re.I)
_LONGEST_NOTICE = 220


def speaks_to_readers(line: str) -> bool:
    """Whether a line is the site's: asks for support or an address, excuses a transcript, names its standards."""
    if len(line) >= _LONGEST_NOTICE:
        return False
    return bool(_TO_READERS.match(line)) or ("mail" in line and bool(_ASKS_ADDRESS.search(line)))


def opens_list(line: str) -> bool:
    """Whether a line sends the reader to other articles: "Read more: …", "Related: …"."""
    return len(line) < 250 and bool(_OPENING.match(line))


def lower(text: str) -> str:
    """Lower case, where the dotted capital of Turkish is one letter as any other."""
    return text.replace("İ", "i").lower()


def plain_words(text: str) -> list[str]:
    """The words of a text in lower case, without the punctuation around them."""
    return [word for raw in lower(text).split() if (word := raw.strip(STRIPPED))]


@functools.cache
def phrases() -> dict[str, list[tuple[tuple[str, ...], tuple[int, ...]]]]:
    """First word → the rest of each phrase (longest first) and its categories."""
    found: dict[tuple[str, ...], set[int]] = {}
    for name, languages in table("clean_notices").items():
        for listed in languages.values():
            for phrase in listed:
                found.setdefault(tuple(plain_words(phrase)), set()).add(CATEGORIES.index(name))
    starts: dict[str, list[tuple[tuple[str, ...], tuple[int, ...]]]] = {}
    for words in sorted(found, key=lambda words: (-len(words), words)):
        if words:
            starts.setdefault(words[0], []).append((words[1:], tuple(sorted(found[words]))))
    return starts


@functools.cache
def function_words() -> dict[str, frozenset[str]]:
    """Function words by language."""
    return {row["language"]: frozenset(row["words"].split()) for row in rows("clean_words")}


@functools.cache
def languages_of_word() -> dict[str, tuple[str, ...]]:
    """Function word → the languages that have it."""
    found: dict[str, list[str]] = {}
    for language, words in function_words().items():
        for word in words:
            found.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in found.items()}


def openers(text: str) -> list[int]:
    """Offsets, after the end of a sentence, at which a list of other articles or a comment form opens."""
    plain = lower(text)
    if len(plain) != len(text):
        return []
    found = (match.end() for match in _OPENER.finditer(plain))
    return [offset for offset in found if _AFTER_OPENER.match(text, offset)]
