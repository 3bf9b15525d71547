"""The grammar of English time expressions: patterns over classes of words, tried in order at each word.

The one idea: `<month> <dot>? <dd>` is compiled to a regular expression over the letters of timex_words, so that
a pattern reads as what it matches. What a match means is said in timex_values.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from rashomon.language.timex.words import CLASSES

_MACROS = {
    "NUM": "(?:(?:(?:<dd> <dd> <slash> <dd>|<dd|int|yyyy|dec>)"
             " (?:<number>)?|<number>(?:(?:<dash>|<and>)?<number>)*) (?:<and>? <a> <half>)?)",
    "VAGUE": "(?:<a>? <few|couple|dozens|several|tens|hundreds|many|some|half> (?:<of>)? (?:<few>)?"
             " (?:<a>)?|<a> <half>)",
    "UNITS": "<unit|plural>",
    "THE": "(?:<the|this|that|these|those|poss>)",
    "WDAY": "(?:<weekday>)",
    "MON": "(?:<month>)",
    "DAYNUM": "<dd|ordinal>",
    "YEAR": "(?:<yyyy>|<number>(?:<dash>?<number>){1,3})",
    "REL": "<this|that|last|past|previous|next|coming|following|current|latest|same>",
    "DAYREF": "(?:(?:<this|last|next|past|the>? <coming|previous|following|past|last|next>? WDAY"
              "(?: <comma>? MON DAYNUM (?: <comma>? YEAR)?)?|MON DAYNUM (?: <comma>? YEAR)?|DAYNUM MON"
             " (?:<comma>? YEAR)?|<ref>|<iso>))",
    "DAYPART": "(?:<mid> <dash>?|<early> |<end> |<mid> )? <part|noon>",
}  # fmt: skip

#: Kind of expression → pattern. The first that matches at a word is taken.
PATTERNS: tuple[tuple[str, str], ...] = (
    ("iso", "<iso>"),
    ("numeric", "<numeric>"),
    # clock times, with the day they belong to on either side
    ("clock", "(?:(?P<h><dd|int|clock|number|dec|noon>) (?:<oclock>|(?P<ap><ampm>)) (?: <local> <time>)?"
             " (?P<z><paren>? <zone>)?"
              "|(?P<h2><clock>) (?: <local> <time>)? (?P<z2><paren>? <zone>)?|(?P<h3><noon>))"
              "(?: <comma>? <on>? (?P<day>DAYREF))?"),
    # days by month and number
    ("days", "MON (?P<d1>DAYNUM) <dash|to|and|through|comma> (?P<d2>DAYNUM) (?! MON) (?!<of>? UNITS)"
             "(?: <comma>? (?P<y>YEAR))?"),
    ("days", "(?P<d1>DAYNUM) <dash|to|and|through> (?P<d2>DAYNUM) <of>? MON (?: <comma>? (?P<y>YEAR))?"),
    ("hijri", "(?P<d>DAYNUM) <of>? (?P<m><hijri> <other|dash|ordinal>{0,4}?) <comma>? (?P<y>YEAR)"),
    ("jalali", "(?P<d>DAYNUM) <of>? <jalali> (?: <comma>? (?P<y>YEAR))?"),
    ("jalali", "<jalali> (?P<d>DAYNUM) (?: <comma>? (?P<y>YEAR))?"),
    ("day", "(?:THE? <coming|previous|following|past|last|next>? WDAY <comma>? (?:<the>)?)? <part>? MON"
             " <the>?"
            "(?P<d>DAYNUM) (?!<dash>? <plural|percent>) (?:(?: <comma>)?"
             " (?P<y>YEAR)|(?P<rel><this|last|next> <unit>))?"),
    ("day", "(?:THE? <coming|previous|following|past|last|next>? WDAY <comma>? )? <the>? (?P<d>DAYNUM)"
             " (?:<dash>? <of>)? <dash>? MON"
            "(?: <comma>? (?P<y>YEAR)|<dash> (?P<yy><dd|int>)|(?P<rel><this|last|next> <unit>))?"),
    ("month", "(?P<rel>(?:<this|the>? <last|next|this|past|coming|previous|following>))? MON"
             " (?:<of>|<comma>)? (?P<y>YEAR)"),
    ("month", "(?P<rel>(?:<this|the>? <last|next|this|past|coming|previous|following>)(?! MON DAYNUM))? MON (?:<of>?"
             " (?P<rel2><this|last|next> <unit>))?"),
    # parts of days
    ("part", "(?P<rel><this|that|last|the|next|same>)  (?:<early|end|mid> <dash>?)? <part>(?: <of>"
             " (?P<day>DAYREF))?"),
    ("part", "(?P<day>DAYREF) (?:<early|end|mid|dash>)* <part|noon>"),
    ("part", "<mid> <dash>? <part>(?: <on>? (?P<day>DAYREF))?"),
    ("part", "<part|noon> (?: <on>? (?P<day>DAYREF))"),
    ("part", "<noon>"),
    # weekdays
    ("weekday", "(?P<rel><the>) (?P<w>WDAY) (?P<side><before|after>)"),
    ("weekday", "(?P<rel><this|last|next|the|past|previous|following|coming|a|same>{0,2}) (?P<w>WDAY)"),
    # quarters and halves of years
    ("quarter", "(?P<y><this|last|next|the>? <yyyy|unit> <poss>?) <fiscal>? (?P<n><ordinal>) <dash>?"
             " (?P<u><unit>)"),
    ("span", "<the> <unit> <dash> <ago|earlier> (?P<n>NUM) (?P<u><plural>)"),
    ("quarter", "(?:THE|<a>)? (?P<back><unit> <dash> <ago|earlier>) (?:<fiscal>? (?P<n><ordinal>) <dash>?)?"
             " (?P<u><unit|period>)?"),
    ("quarter", "THE? <fiscal>? <dash>? (?P<n><ordinal>|<last>(?=<half>)) <dash>? (?P<u><unit|half>)"
                "(?:<of>? (?:<the>)? (?:<fiscal>)? (?:(?P<y><yyyy>)|(?P<rel>REL <unit>))|<a> <unit>"
             " <ago|earlier>)?"),
    ("quarter", "(?P<q><quarter_token>) (?:<of>? (?P<y><yyyy>)|<of>? (?P<rel>REL <unit>))?"),
    ("period", "<the> (?P<y><yyyy>) (?P<n><ordinal>)? (?P<u><unit|period>)"),
    ("fiscal", "THE? REL? <fiscal> <unit>? (?P<y><yyyy>)|THE? REL? <fiscal> <unit>|<the> <fiscal> <unit>"),
    # decades and centuries
    ("decade", "(?P<the><the>)? (?P<d><decade>)"),
    ("years", "(?P<y><yyyy>) <dash> (?P<yy><dd|int>)"),
    ("year", "<the> (?P<u><unit>) (?P<y><yyyy>)"),
    ("yearword", "(?P<the><the> <unit>) (?P<y><number> (?:<dash>? <number>){1,3})"),
    ("century", "(?:<the>)? (?P<n><ordinal>) <dash>? (?P<u><unit>)"),
    # repeated times
    ("set", "<each|every> (?:(?P<o><other_|few>)|(?P<n>NUM))? (?:(?P<u>UNITS)|(?P<w>WDAY)"
             " (?P<p><part>)?|(?P<m>MON)|(?P<s><season>)|(?P<p2><part>))"),
    # relative to now or to what was told before
    ("ago", "(?P<n><a>|NUM|VAGUE)? <dash>? (?:<more|less|full>)? (?P<u>UNITS) (?P<or><or> <so>)?"
             " (?P<and><and> <a> <half>)? (?P<dir><ago|earlier|later|hence>) (?P<on><ref>|<this> <unit>)?"),
    ("ago", "(?P<n><a>|NUM|VAGUE) (?P<u>UNITS) (?P<dir><before>) (?!<the|a|that|this|other>)"),
    ("ago", "(?P<n><a>|NUM|VAGUE) (?P<u>UNITS) (?P<dir><from> <now>)"),
    ("span", "(?:<the|these>)? (?P<rel><last|past|next|coming|previous|following|recent|latest>)"
             " (?P<n>NUM|VAGUE)"
             "(?:<to|or|dash> NUM)? (?:<trading|business|calendar|consecutive|straight|full>)?"
             " (?P<u><unit|plural|season>) (?P<ahead><ahead>)?"),
    ("span", "<the>? (?P<first><ordinal>) (?P<n>NUM|VAGUE)? (?P<u><plural>)"),
    ("span", "(?:<the|these>)? (?P<rel><last|past|next|coming|previous|following|recent|latest>)"
             " (?P<u><plural>)(?:<and|or> <plural>)?"),
    ("unit", "<the>? <each> <of> <the> <past|last> (?P<n>NUM) (?P<u><plural>)"),
    ("relative", "(?:<the>)? (?:<full>)? (?P<rel><this|the>?"
             " <last|past|previous|next|coming|following|current|latest|same>|<this|that>)"
             " (?:<full|whole|entire|calendar|fiscal>)? (?P<u><unit|period>) (?P<p><part>)?"),
    ("season", "(?P<rel>(?:<this|that|last|next|the|past|previous|following|coming>{0,2})) (?P<s><season>)"
             " (?: <of>? (?P<y>YEAR))?"),
    ("beside", "<the> (?P<u><unit>) (?P<side><before|after>)"),
    ("same", "(?P<rel><the>) (?:<full|whole|entire>)? (?P<u><unit>) (?!<ago|earlier|later>)"),
    ("these", "<these> (?P<u><plural>)"),
    ("yearend", "<the|this>? (?P<u><unit>) (?:<dash>|<poss>)? (?P<e><end>) (?!<of|unit|month|weekday|part>)"),
    ("past", "<the> <past> (?!<other>)"),
    # lengths of time
    ("length", "(?:<the|that|those|these>)? (?:<another|additional|full|whole|entire>)? (?P<n>NUM)"
             " (?:<to|or|dash> (?P<n2>NUM))? <dash>?"
               "(?:<more|additional|full|whole|trading|business|straight|consecutive|other_|calendar>)?"
             " (?P<u>UNITS) (?P<and><and> <a> <half>)? (?P<and2><and>? NUM UNITS)? (?P<old><dash>?"
             " <old>)?(?P<period><period>)?"),
    ("length", "(?P<n>VAGUE) <dash>? (?:<more|full|consecutive|straight>)? (?P<u>UNITS) (?P<old><dash>?"
             " <old>)?"),
    ("length", "(?P<n><a|another|additional|whole|full|entire>{1,2}) (?P<q><ordinal>)? (?P<u><unit>)"
             " (?P<and><and> <a> <half>)? (?P<old><dash>? <old>)?"),
    ("bare", "(?P<u><plural>)(?: <or|and> (?P<u2><plural>))?"),
    ("year", "(?P<y><yyyy>)"),
    ("yearword", "(?P<the><the> <unit>)? (?P<y><number> (?:<dash>? <number>){1,3})"),
    ("nth", "<on|by|until|from> (?P<span><the> (?P<d><ordinal>)) (?!<of>? <unit|dash|ordinal|month|plural|last>)"),
    ("now", "<now>"),
    ("ref", "(?P<more><more>)? (?P<r><ref|current>)"),
    ("then", "<the> <time>|<the> <moment>"),
)  # fmt: skip

_TOKEN = re.compile(r"<([\w|]+)>")


class Hit(NamedTuple):
    """A pattern that matched: its number and the words [start, end) it covers."""

    number: int
    start: int
    end: int


def hits(line: str) -> Iterator[Hit]:
    """The patterns that match along a line of letters, from left to right, none overlapping."""
    at = 0
    while start := _beginning().search(line, at):
        found = _grammar().match(line, start.start())
        if found is None or found.end() == found.start():
            at = start.start() + 1
            continue
        yield Hit(int((found.lastgroup or "k0")[1:]), found.start(), found.end())
        at = found.end()


#: Classes of words with which no expression begins: most of a text.
_NEVER_FIRST = frozenset(
    """other comma dot dash slash paren percent currency zone ampm oclock and or to of in at since for than more less
    least most up no over nearly almost about or so within before after during between through till""".split()
) - {"more"}  # fmt: skip


@functools.cache
def _beginning() -> re.Pattern[str]:
    return re.compile("[" + "".join(letter for name, letter in CLASSES.items() if name not in _NEVER_FIRST) + "]")


@functools.cache
def _grammar() -> re.Pattern[str]:
    """All patterns as one alternation over letters; the name of the group that matched is its index."""
    return re.compile("|".join(f"(?P<k{i}>{_plain(pattern)})" for i, (_, pattern) in enumerate(PATTERNS)))


@functools.cache
def pattern(index: int) -> re.Pattern[str]:
    """One pattern with its named groups."""
    return re.compile(_expand(PATTERNS[index][1]))


def _plain(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", _expand(pattern))


def _expand(pattern: str) -> str:
    for _ in range(3):
        for name, meaning in _MACROS.items():
            pattern = re.sub(rf"\b{name}\b", meaning.replace("\\", r"\\"), pattern)
    guarded = re.sub(r"\(\?P<(\w+)>", r"(?P\1\0", pattern)
    letters = _TOKEN.sub(_letters_of, guarded.replace("\0", "\x01"))
    return re.sub(r"\(\?P(\w+)\x01", r"(?P<\1>", letters).replace(" ", "")


def _letters_of(match: re.Match[str]) -> str:
    return "[" + "".join(CLASSES[name] for name in match[1].split("|")) + "]"
