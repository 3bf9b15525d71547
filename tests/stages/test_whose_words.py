"""Who is heard in plain sentences of news, and what he says, where parse or wording hide the one or the other."""

from __future__ import annotations

import pytest

from read_alone import Read, reading_of, said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # a tag before an occasion
            "Nine people were killed when a bus overturned near Salto, police and hospital officials said on Sunday, "
            "in the second such accident this month.",
            ("police and hospital officials", "said", "Nine people were killed when a bus overturned near Salto"),
        ),
        (  # the parse hangs the speaker on the mountain
            "Six climbers died in an avalanche on Mount Tepe, the governor's office said on Monday, adding that bad "
            "weather was hampering the search.",
            ("the governor's office", "said", "Six climbers died in an avalanche on Mount Tepe"),
        ),
        (
            "Nine people died, the Munhwa newspaper reported, citing an unidentified South Korean official.",
            ("an unidentified South Korean official", "reported", "Nine people died"),
        ),
        (
            "The agency quoted the mayor: “Nobody was hurt.”",
            ("the mayor", "quoted", "“Nobody was hurt.”"),
        ),
        (  # who quotes is no part of what is said
            "“We did not fire on that school,” an army spokesman was quoted as saying by the news site Maarag.",
            ("an army spokesman", "saying", "“We did not fire on that school,”"),
        ),
        (
            "Prosecutor Mina Aydin told the court the defendant had “lied from first to last”.",
            ("Prosecutor Mina Aydin", "told", "the defendant had “lied from first to last”"),
        ),
        (
            "The finance ministry warned on Monday of a “painful” winter.",
            ("The finance ministry", "warned", "a “painful” winter"),
        ),
        (
            "The archbishop prayed for the dead and called on both armies to silence their guns.",
            ("The archbishop", "called on", "both armies to silence their guns"),
        ),
        (
            "The mayor promised on Tuesday not to raise taxes.",
            ("The mayor", "promised", "not to raise taxes"),
        ),
        (
            "The group said on Monday it would sue both the company and the state.",
            ("The group", "said", "it would sue both the company and the state"),
        ),
        (
            "The president said after meeting the envoy in Geneva that there had been no breakthrough.",
            ("The president", "said", "that there had been no breakthrough"),
        ),
        (  # what follows without telling more
            "The colonel said the plot had been foiled, without giving details.",
            ("The colonel", "said", "the plot had been foiled"),
        ),
        (  # a participle that looks like the cue's past
            "The junta said it had dissolved parliament and closed the borders.",
            ("The junta", "said", "it had dissolved parliament and closed the borders"),
        ),
        (
            "Police said they had not ruled out foul play but that there was no threat to the public.",
            ("Police", "said", "they had not ruled out foul play but that there was no threat to the public"),
        ),
        (
            "The spokesperson noted that China firmly opposes the sale, and urged the US side to correct its mistakes.",
            ("The spokesperson", "urged", "the US side to correct its mistakes"),
        ),
        (
            "The spokeswoman said the ambassador “will be asked to leave the country”, calling the note “an insult”.",
            ("The spokeswoman", "calling", "the note “an insult”"),
        ),
        (
            "The first responders, said a nurse, “were children themselves”.",
            ("a nurse", "said", "The first responders … “were children themselves”"),
        ),
        (
            "Doctors said that nine of the injured were in a critical condition; the rest, they said, would be sent "
            "home within days.",
            ("they", "said", "the rest … would be sent home within days"),
        ),
        (
            "He said his brother had told him: “Do not open the door.”",
            ("his brother", "had told", "“Do not open the door.”"),
        ),
        ("The note read: “Forgive me.”", ("The note", "read", "“Forgive me.”")),
        (
            "The ferry left port with too many aboard, a parliamentary inquiry heard on Tuesday.",
            ("a parliamentary inquiry", "heard", "The ferry left port with too many aboard"),
        ),
        (
            "The finance minister put the deficit at 3.4 percent.",
            ("The finance minister", "put", "the deficit at 3.4 percent"),
        ),
        (
            "The captain told investigators, according to a transcript read in court, that he had been asleep.",
            ("The captain", "told", "that he had been asleep"),
        ),
        (
            "One of them, Ruth Adler of Senn Bank, said the crown could lose a tenth of its value.",
            ("Ruth Adler of Senn Bank", "said", "the crown could lose a tenth of its value"),
        ),
    ],
)
def test_words_and_whose_they_are(text: str, expected: tuple[str, str, str], read_english: Read) -> None:
    assert expected in said(text, read_english)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“Nobody tells us anything,” said Rosaura Nina, whose husband is among the missing.", "Nobody"),
        ("Kestrel Pass: both armies trade blame after a night of fire", "Kestrel Pass"),
        ("Analysis: why the grain deal is holding, for now", "Analysis"),
        ("According to a person who was in the room, the chancellor shouted at the envoy.", "the chancellor"),
    ],
)
def test_who_says_nothing(text: str, speaker: str, read_english: Read) -> None:
    found = said(text, read_english)
    assert speaker not in {who for who, _, _ in found}


@pytest.mark.parametrize("nobody", ["No one", "No group"])
def test_what_nobody_has_said_is_told_as_not_said(nobody: str) -> None:
    (statement,) = reading_of(f"{nobody} has claimed responsibility for the bombing.").statements
    assert (statement.polarity, statement.speaker) == ("negative", None)


def test_who_quotes_stands_over_what_is_said() -> None:
    text = "“We did not fire on that school,” an army spokesman was quoted as saying by the news site Maarag."
    (statement,) = reading_of(text).statements
    assert [link.name for link in statement.according_to] == ["the news site"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Norrum Coal, which owns the pit, insisted that it was safe.", "organization"),
        ("Some mourners said that the road had been closed.", "person"),
        ("The Brazilian said he had not slept since the match.", "person"),
        ("The 28-year-old said she had seen nothing.", "person"),
    ],
)
def test_what_kind_of_voice_it_is(text: str, kind: str) -> None:
    reading = reading_of(text)
    (speaker,) = {m for m in reading.mentions for s in reading.statements if m.id == s.speaker}
    assert speaker.kind == kind
