"""Parties, footing and type of acts in turns that news is full of: asking for acts, blaming, attacking in words."""

from __future__ import annotations

import pytest

from read_alone import reading_of, sides_of, trigger_of


def _told(text: str, trigger: str) -> tuple[str, list[str], list[str], str] | None:
    """Type, actors, recipients and modality of the report that hangs on a word; None where it tells no act."""
    reading = reading_of(text)
    found = next((one for one in reading.reports if trigger_of(reading, one) == trigger), None)
    return None if found is None else (found.type, *sides_of(reading, found), found.modality)


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        ("The unions demanded the minister's resignation.", "demanded", ["The unions"], ["the minister"]),
        ("The opposition called for the president's resignation.", "called", ["The opposition"], ["the president"]),
        ("Deputies searched for the suspect on Friday.", "searched", ["Deputies"], ["the suspect"]),
        ("The senator had the support of three unions.", "support", ["three unions"], ["The senator"]),
        ("Protesters are angry at the government.", "angry", ["Protesters"], ["the government"]),
        ("Guards clashed with and killed three smugglers.", "clashed", ["Guards", "three smugglers"], []),
        ("He was found guilty of murdering three women.", "murdering", ["He"], ["three women"]),
        ("The rebels killed three co-workers.", "killed", ["The rebels"], ["three co-workers"]),
        ("The court convicted two men of the murder of a judge.", "convicted", ["The court"], ["two men"]),
        ("The court convicted two men of the murder of a judge.", "murder", ["two men"], ["a judge"]),
        ("The aunt was arrested and admitted attacking the boy.", "attacking", ["The aunt"], ["the boy"]),
        ("The man was beaten by guards and accused them of torture.", "accused", ["The man"], ["them"]),
        ("She was suspended after slamming Republicans for the vote.", "slamming", ["She"], ["Republicans"]),
        ("He was the first victim, having been tortured by guards.", "tortured", ["guards"], ["He"]),
        ("Moscow has sent warplanes in support of Syrian troops.", "sent", ["Moscow"], ["Syrian troops"]),
        ("The king announced that women would be given the vote.", "given", ["The king"], ["women"]),
        ("The officers said that rebels talk when interrogated.", "interrogated", [], ["rebels"]),
        ("Labour accused May of weakness on Tuesday.", "accused", ["Labour"], ["May"]),
        ("The envoy accused the rebels of crimes by targeting villagers.", "targeting", ["the rebels"], ["villagers"]),
        ("The envoy said nine doctors were executed by rebels for refusing to help.", "refusing", ["nine doctors"], []),
        ("He was convicted of threatening my life.", "threatening", ["He"], ["my"]),
        ("Marchers rallied in solidarity with the miners.", "rallied", ["Marchers"], []),
        ("The soldiers fought against the terrorist group.", "fought", ["The soldiers", "the terrorist group"], []),
        ("Corbyn met May on Monday.", "met", ["Corbyn", "May"], []),
        ("The minister warned that the rebels would attack the town.", "warned", ["The minister"], []),
        ("The minister warned that the US would face consequences.", "warned", ["The minister"], ["US"]),
        ("The Charlie Hebdo attack shocked France.", "attack", [], ["Charlie Hebdo"]),
        ("Omar Diaz took about 15 people hostage in a shop.", "took", ["Omar Diaz"], ["about 15 people"]),
        ("Utah is one of the states suing the federal agency.", "suing", ["the states"], ["the federal agency"]),
        ("The judge rejected a media request to open the file.", "rejected", ["The judge"], ["media"]),
        ("The union demand was rejected by the board.", "rejected", ["the board"], ["union"]),
        ("The bank agreed to inject 3 million euros into Acme.", "agreed", ["The bank"], ["Acme"]),
        ("Planes dropped food for the rebels near Mosul.", "dropped", ["Planes"], ["the rebels"]),
        ("The US drops weapons for the rebels on the excuse of fighting.", "drops", ["US"], ["the rebels"]),
        ("Guards came and threatened to use gas on the students.", "threatened", ["Guards"], ["the students"]),
        ("The senator lashed out at the western states for supporting rebels.", "supporting",
         ["the western states"], ["rebels"]),
        ("The lawyers filed papers opposing the merger.", "opposing", ["The lawyers"], ["the merger"]),
        ("Four masked men cut off his hand in Lagos.", "cut", ["Four masked men"], ["his"]),
        ('Diaz resisted: "Governors do not have the power to suspend laws."', "resisted", ["Diaz"], []),
        ("Nine people died in the Kabul bombing.", "died", [], ["Nine people"]),
        ("Amid protests in the town, troops shot at the crowd.", "shot", ["troops"], ["the crowd"]),
        ("The envoy met fans of Diaz who booed her.", "booed", ["fans of Diaz"], ["her"]),
        ("He killed his mother, Alice, and sister, Jane.", "killed", ["He"], ["his mother", "sister"]),
    ],
)
def test_who_does_it_to_whom(text: str, trigger: str, actors: list[str], recipients: list[str]) -> None:
    found = _told(text, trigger)
    assert found is not None and (found[1], found[2]) == (actors, recipients)


def test_who_calls_on_others_is_the_one_who_speaks_not_the_deaths_he_speaks_of() -> None:
    text = "The envoy said the deaths were caused by gas and called on the government to withdraw its troops."
    found = _told(text, "called")
    assert found is not None and found[1] == ["The envoy"]


def test_a_warning_of_what_ones_own_side_will_do_is_not_given_to_that_side() -> None:
    text = "Iran's ambassador warned that the Iranian government would not sit on its hands."
    found = _told(text, "warned")
    assert found is None or found[2] == []


@pytest.mark.parametrize(
    ("text", "trigger", "modality"),
    [
        ("No soldier shot the boy, the army said.", "shot", "denied"),
        ("It would have been good had Anna Torp congratulated him.", "congratulated", "hypothetical"),
        ("Torp faces a sentence of 20 years in prison if convicted.", "sentence", "hypothetical"),
        ("Neither Cohen nor the doctor have been accused of fraud by investigators.", "accused", "denied"),
        ("Iran and Syria seek increased defence cooperation.", "cooperation", "planned"),
        ("The paper asked whether Norway intended to attack the rebels.", "intended", "hypothetical"),
        ("Ortiz was hoping to arrest him on suspicion of murder.", "arrest", "planned"),
        ("Norway hopes to agree a truce with the rebels.", "agree", "planned"),
    ],
)
def test_what_has_not_happened_is_not_told_as_if_it_had(text: str, trigger: str, modality: str) -> None:
    found = _told(text, trigger)
    assert found is not None and found[3] == modality


@pytest.mark.parametrize(
    ("text", "trigger", "type"),
    [
        ("The senator attacked her record on taxes.", "attacked", "ACCUSE"),
        ("Anna Torp attacked Marek Lis, saying he would ruin the country.", "attacked", "ACCUSE"),
        ("Anna Torp attacked Marek Lis with a knife, police said.", "attacked", "ASSAULT"),
        ("The White House is pushing back against a report on the raid.", "pushing", "REJECT"),
        ("Torp is fighting extradition to Norway.", "fighting", "REJECT"),
    ],
)
def test_words_and_papers_are_no_weapons(text: str, trigger: str, type: str) -> None:
    found = _told(text, trigger)
    assert found is not None and found[0] == type


@pytest.mark.parametrize(
    "text",
    [
        "The cleric called it an attack on civil liberty.",
        "The reporter demanded how the prince could be so sure.",
        "The candidate is fair game, she said.",
        "About 130 immigrants arrived at the border on Wednesday.",
        "The prince pushed back his decision on the tariffs.",
        "Recent governments have recognized that Austrians were perpetrators.",
        "Police are reminded of another hoax.",
    ],
)
def test_ideas_attacked_questions_asked_and_reminders_tell_no_act(text: str) -> None:
    assert not reading_of(text).reports


def test_where_and_when_the_deed_was_done_is_not_where_and_when_it_was_laid_to_somebody() -> None:
    reading = reading_of("Fields accused the manager of beating her in Florida last week.")
    blamed = next(one for one in reading.reports if one.type == "ACCUSE")
    assert blamed.where is None and blamed.when is None


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("The Kabul bombing killed nine people.", "killed", "Kabul"),
        ("The Benghazi attacks left four Americans dead.", "attacks", "Benghazi"),
        ("The teacher was shot and killed by guards in Lima.", "shot", "Lima"),
        ("Two men were killed in a Nairobi nightclub on Friday.", "killed", "Nairobi"),
        ("Police seized rifles made in Germany.", "seized", None),
        ("The court rejected a request from Democrats in Ohio.", "rejected", None),
        ("In Geneva, the envoy accused Chad of bombing Doro.", "accused", "Geneva"),
        ("In Geneva, the envoy accused Chad of bombing Doro.", "bombing", None),
    ],
)
def test_where_an_act_is_done_not_where_it_is_spoken_of(text: str, trigger: str, place: str | None) -> None:
    where = next(r.where for r in reading_of(text).reports if text[r.trigger.start : r.trigger.end] == trigger)
    assert (where.name if where else None) == place


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        ("The teacher was shot and killed by guards on Monday.", "shot", "2019-11-18"),
        ("Paris invaded Mali in the wake of the September 11, 2001 attacks.", "invaded", None),
        ("On Monday, the envoy accused Chad of bombing Doro.", "bombing", None),
        ("The envoy accused Chad of bombing Doro in May.", "bombing", "2019-05-01"),
        ("Corbyn accused May of lying.", "accused", None),
        ("Two guards were killed in the 2012 attacks on the compound.", "killed", "2012-01-01"),
        ("The vote is on June 14, and Ana Roe has pledged to stay.", "pledged", None),
    ],
)
def test_when_an_act_was_done_not_when_another_was(text: str, trigger: str, day: str | None) -> None:
    when = next(r.when for r in reading_of(text).reports if text[r.trigger.start : r.trigger.end] == trigger)
    assert (when.start[:10] if when and when.start else None) == day


def test_what_a_killing_sparked_was_not_done_by_the_one_killed() -> None:
    reading = reading_of("The murder of a student by guards sparked violent riots in the town of Lirane.")
    assert not [r for r in reading.reports if r.type == "PROTEST" and r.actors]


def test_what_somebody_is_called_is_not_what_he_does() -> None:
    text = "The bishop denounced the beheading, branding it a barbaric assassination."
    assert not [r for r in reading_of(text).reports if r.type == "ASSAULT" and r.actors]
