"""Verbs that say something: one table, and which of them each reader takes for saying.

Reads nothing, gives sets of lemmas. The one idea: a verb stands once, so whoever adds one sees at a glance who else
should know it. The columns differ for a reason:

    speaker  their subject is somebody who speaks, whom "he" of the next sentence is likely to be (antecedents)
    object   what is their object was said of, not done: "reported the attack" attacks nobody (subjects)
    future   they can announce what will be done, as in "vowed it would strike"; not so "noted" (modality)
    past     "police said he had been arrested" tells what happened next as plainly as "was arrested" (scenes)
    words    they tell words and no act of their own; who believes, warns or vows does something else (readings)
    reach    no doer is taken from above them: what was said beyond them is of another sentence (reach)
"""

from __future__ import annotations

_TABLE = """
            speaker object  future  past    words   reach
add         x       x       x       x       x       x
announce    x       x       x       x       x       x
say         x       x       x       x       x       x
state       x       x       x       x       x       x
tell        x       x       x       x       x       x
claim       x       x       .       x       x       x
confirm     .       x       x       x       x       x
note        x       x       .       x       x       x
report      .       x       x       x       x       x
declare     x       x       x       .       .       x
stress      x       .       .       .       x       x
warn        x       x       .       .       .       x
acknowledge x       .       .       .       x       .
admit       x       .       .       .       x       .
argue       x       .       .       .       x       .
believe     x       x       .       .       .       .
emphasise   x       .       .       .       x       .
emphasize   x       .       .       .       x       .
explain     x       .       .       .       x       .
insist      x       .       .       .       x       .
promise     x       .       x       .       .       .
reiterate   x       .       .       .       x       .
remark      x       .       .       .       x       .
think       x       x       .       .       .       .
underline   x       .       .       .       x       .
vow         x       .       x       .       .       .
write       x       .       .       x       .       .
accuse      x       .       .       .       .       .
agree       x       .       .       .       .       .
answer      x       .       .       .       .       .
ask         x       .       .       .       .       .
call        x       .       .       .       .       .
concede     x       .       .       .       .       .
conclude    .       .       .       .       x       .
contend     .       .       .       .       x       .
continue    x       .       .       .       .       .
deny        x       .       .       .       .       .
disagree    x       .       .       .       .       .
dismiss     x       .       .       .       .       .
dispute     x       .       .       .       .       .
describe    x       .       .       .       .       .
disclose    .       .       x       .       .       .
go          x       .       .       .       .       .
joke        x       .       .       .       .       .
maintain    .       .       .       .       x       .
mention     .       .       .       .       x       .
observe     x       .       .       .       .       .
pledge      .       .       x       .       .       .
point       x       .       .       .       .       .
quip        x       .       .       .       .       .
reaffirm    .       .       .       .       x       .
recall      x       .       .       .       .       .
reject      x       .       .       .       .       .
reply       x       .       .       .       .       .
respond     x       .       .       .       .       .
reveal      .       .       x       .       .       .
suggest     x       .       .       .       .       .
tweet       x       .       .       .       .       .
underscore  .       .       .       .       x       .
urge        x       .       .       .       .       .
"""


def saying(column: str) -> frozenset[str]:
    """The verbs that have a mark in a column of the table, as lemmas. Raises ValueError where there is none."""
    head, *rows = _TABLE.strip("\n").splitlines()
    place = head.split().index(column)
    return frozenset(verb for verb, *marks in map(str.split, rows) if marks[place] == "x")
