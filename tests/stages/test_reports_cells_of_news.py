"""Cells of reports as news words them: parties, places, footing and sources; each rule beside what it must leave."""

from __future__ import annotations

import pytest

from read_alone import Read, read_in, report_on, sides_of, trigger_of

#: The day on which all of these texts came out.
DAY = "2014-03-05"


@pytest.mark.parametrize(
    ("text", "act", "expected"),
    [
        # the ground that a march goes over, and what stands before the subject, reaches nobody
        ("Protesters marched from Lima to the Friendship Park.", "marched", (["Protesters"], [])),
        ("Protesters marched on the palace.", "marched", (["Protesters"], ["the palace"])),
        ("On the streets of Lima, they chanted slogans at police.", "chanted", (["they"], ["police"])),
        ("They posted videos of the beheadings on the Internet in Lima on Monday.", "beheadings", ([], [])),
        # what is given, made, asked for or gone into is no party
        ("The union took to the streets on Monday.", "took", (["The union"], [])),
        ("Hundreds of nurses took to the streets to protest the law.", "took", (["Hundreds of nurses"], [])),
        ("Protesters marched to the ministry in Lima.", "marched", (["Protesters"], ["the ministry in Lima"])),
        ("Soldiers fired a rocket into the sea.", "fired", (["Soldiers"], [])),
        ("Soldiers fired a round at the car.", "fired", (["Soldiers"], ["the car"])),
        ("The government agreed to form a new company.", "agreed", (["The government"], [])),
        ("The government agreed to pay the miners.", "agreed", (["The government"], ["the miners"])),
        ("The gang demanded a million dollars to bring the body to Peru.", "demanded", (["The gang"], [])),
        ("Oran has agreed to suspend all Missile Tests.", "agreed", (["Oran"], [])),
        ("The army fired a missile from Tarsk.", "fired", (["The army"], [])),
        ("Police responded with a volley of shells.", "volley", (["Police"], [])),
        ("The militia was behind two killings in Tarsk.", "killings", (["The militia"], [])),
        ("The ministry spoke of two killings blamed on the Red Front.", "killings", (["Red Front"], [])),
        # those to whom something is granted do nothing
        (
            "All three of the witnesses were granted anonymity to protect them.", "granted",
            ([], ["All three of the witnesses"]),
        ),
        ("Two of the captives were granted a pardon to end the strike.", "granted", ([], ["Two of the captives"])),
        ("Diaz threatened that European nations would retaliate.", "threatened", (["Diaz"], [])),
        ("Diaz threatened that the rebels would pay.", "threatened", (["Diaz"], ["the rebels"])),
        ("Ana Roe was also reported wounded in Lima.", "wounded", ([], ["Ana Roe"])),
        ("Ana Roe was shown being burned alive in a cage.", "burned", ([], ["Ana Roe"])),
        ("A woman he took hostage alerted the police.", "took", (["he"], ["A woman"])),
        ("The man who beheaded two hostages fled.", "beheaded", (["The man"], ["two hostages"])),
        ("No rebel is responsible for the murder of Ana Roe.", "murder", ([], ["Ana Roe"])),
        ("Wide receiver Vincent Jackson was arrested early yesterday.", "arrested", ([], ["Vincent Jackson"])),
        (
            "This man who worked for the Democratic National Committee, who was murdered on Monday, was 27.",
            "murdered", ([], ["This man"]),
        ),
        ("Mayor blasted over flood in Lima", "blasted", ([], ["Mayor"])),
        ("Killer driver blasted by judge", "blasted", (["judge"], ["Killer driver"])),
        ("On Wednesday, the actress blasted the report.", "blasted", (["the actress"], [])),
        # whose act it is
        ("INS Tabar sank a pirate trawler on Monday.", "sank", (["INS Tabar"], ["a pirate trawler"])),
        ("Police said Eric Kirkpatrick, 61, surrendered on Monday.", "surrendered", (["Eric Kirkpatrick"], [])),
        ("The Red Front was responsible for the murder of Ana Roe.", "murder", (["Red Front"], ["Ana Roe"])),
        ("The widow took revenge on the rebels for killing her son.", "killing", (["the rebels"], ["her son"])),
        ("“Free the hostages and examine them,” he said.", "examine", ([], ["them"])),
        (
            "Chile must pay the 25% tariff the administration imposed earlier this year.", "imposed",
            (["the administration"], []),
        ),
        ("Police freed Ana Roe, the minister abducted last year.", "abducted", ([], ["the minister"])),
        ("The army is determined to launch an offensive against rebels.", "offensive", (["The army"], ["rebels"])),
        ("A grand jury decision not to indict Officer Ann Roe angered many.", "indict", (["grand jury"], ["Ann Roe"])),
        ("Diaz was the first envoy to be expelled by Chile.", "expelled", (["Chile"], ["the first envoy"])),
        ("The paper spoke to three middlemen on Monday.", "spoke", (["The paper", "three middlemen"], [])),
        ("Critics said the dam might burst, complained of the cost and left.", "complained", (["Critics"], [])),
        (
            "The office posted a note on its site calling on the rebels to leave.", "calling",
            (["The office"], ["the rebels"]),
        ),
        (
            "They met residents of a small community who have accused him of fraud.", "accused",
            (["residents of a small community"], ["him"]),
        ),
        ("Roe, who was charged with negotiating with Chile, resigned.", "negotiating", (["Roe", "Chile"], [])),
        ("Roe released a statement that accused the army of fraud.", "accused", (["Roe"], ["the army"])),
        ("Diaz appeared in court charged with murder.", "charged", ([], ["Diaz"])),
        ("He was hurt by attacks from his rival Ana Diaz.", "attacks", (["Ana Diaz"], [])),
        ("More people voted for Maria Roe than for Ana Diaz.", "voted", (["More people"], ["Maria Roe"])),
        ("Clashes kill 9 rebels, 4 policemen", "kill", ([], ["9 rebels", "4 policemen"])),
        ("Two guards and a woman visiting from Peru were hurt.", "visiting", (["a woman"], [])),
        ("The visitors and guards working with Peru met Roe.", "met", (["The visitors", "guards", "Roe"], [])),
        ("Kim met Moon in secret during Kim's trip to Peru.", "trip", (["Kim"], ["Peru"])),
        # whole phrases
        ("A bomb hit an unmarked police car.", "hit", ([], ["an unmarked police car"])),
        (
            "The pilot was killed by Khmer Rouge guerrillas almost two years ago.", "killed",
            (["Khmer Rouge guerrillas"], ["The pilot"]),
        ),
        (
            "The Islamic State of Syria and Iraq beheaded a pilot.", "beheaded",
            (["The Islamic State of Syria and Iraq"], ["a pilot"]),
        ),
    ],
)  # fmt: skip
def test_who_is_a_party_and_who_is_none(
    read_english: Read, text: str, act: str, expected: tuple[list[str], list[str]]
) -> None:
    reading = read_in(read_english(text), DAY)
    assert sides_of(reading, report_on(reading, act)) == expected


@pytest.mark.parametrize(
    ("text", "act", "place"),
    [
        ("Violence broke out in Lima, where 200 people marched.", "marched", "Lima"),
        ("The camp lies ten miles south of Lima, where 200 people marched.", "marched", None),
        ("Roe flew to Lima on Tuesday and met the king.", "met", "Lima"),
        ("Roe flew to Lima on Tuesday and met the king in Quito.", "met", "Quito"),
        ("Thousands marched through Lima.", "marched", "Lima"),
        ("After travelling 500 miles through Peru, 200 miners marched.", "marched", None),
        ("Two were killed and nine injured in an attack at a shop in Peru.", "killed", "Peru"),
        ("The group holding Lima has beheaded two men.", "beheaded", None),
        ("Along with Peru, Chile backs the rebels.", "backs", None),
        ("The union called on Peru to free the miners.", "called", None),
        ("The president has postponed the tariffs on Peru.", "postponed", None),
        ("The minister met with Sergei Ferrun in Lima on Monday.", "met", "Lima"),
        ("The minister met an envoy of Sergei Ferrun from Lima on Monday.", "met", None),
        ("Police arrested two men in Peru.", "arrested", "Peru"),
        ("Roe is in a hospital in Peru now but will face charges.", "charges", None),
    ],
)
def test_where_an_act_is_and_where_only_others_are(read_english: Read, text: str, act: str, place: str | None) -> None:
    where = report_on(read_in(read_english(text), DAY), act).where
    assert (where and where.name) == place


@pytest.mark.parametrize(
    ("text", "act", "day"),
    [
        ("Ministers invited the rebels to return two weeks ago.", "invited", "2014-02-19"),
        ("Ministers invited the rebels to return next week.", "invited", None),
        ("He was arrested after the failed coup of July 2013.", "arrested", None),
        ("The weekend's ambush in which nine died will be debated.", "ambush", "2014-03-01"),
    ],
)
def test_when_an_act_was_not_when_another_is(read_english: Read, text: str, act: str, day: str | None) -> None:
    when = report_on(read_in(read_english(text), DAY), act).when
    assert (when and (when.start or "")[:10]) == day


@pytest.mark.parametrize(
    ("text", "act", "modality"),
    [
        ("Chile to withdraw troops from Peru", "withdraw", "planned"),
        ("They helped the army to withdraw its troops.", "withdraw", "happened"),
        ("I wasn’t looting shops.", "looting", "denied"),
        ("I was looting shops.", "looting", "happened"),
        ("They took it out because he got shot in the face.", "shot", "happened"),
        ("He avoided condemning the invasion of Peru.", "invasion", "happened"),
        ("Chile has long sought a peace treaty with Peru.", "treaty", "planned"),
        ("The meeting will be the third summit of the two kings.", "summit", "planned"),
        ("The meeting was the third summit of the two kings.", "summit", "happened"),
        ("The army has the ability to attack Peru.", "attack", "hypothetical"),
        ("Details of the boys' abduction by the rebels were not disclosed.", "abduction", "happened"),
        ("Chile no longer insists on the withdrawal of the troops.", "withdrawal", "denied"),
        ("Plans are underway for the first meeting between the kings of Spain and Sweden.", "meeting", "planned"),
    ],
)
def test_what_has_not_happened_yet_and_what_has(read_english: Read, text: str, act: str, modality: str) -> None:
    assert report_on(read_in(read_english(text), DAY), act).modality == modality


@pytest.mark.parametrize(
    ("text", "act", "sources"),
    [
        ("Chile backs the rebels who attacked Lima.", "attacked", []),
        ("Roe condemned the attack on the mosque.", "attack", []),
        ("Roe said rebels attacked the mosque.", "attacked", ["Roe"]),
        ("A report which found that soldiers killed a boy was read.", "killed", ["A report"]),
    ],
)
def test_who_vouches_for_an_act(read_english: Read, text: str, act: str, sources: list[str]) -> None:
    reading = read_in(read_english(text), DAY)
    found = [report for report in reading.reports if trigger_of(reading, report) == act]
    assert [link.name for report in found for link in report.according_to] == sources


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Gunmen shot and wounded two officers in Lima.", ["shot"]),
        ("Two men were shot and killed by police.", ["shot"]),
        ("Gunmen shot two officers and killed a nurse.", ["shot", "killed"]),
        ("An explosion struck Lima. It left two dead and 18 injured.", ["struck", "dead"]),
    ],
)
def test_one_deed_is_told_once(read_english: Read, text: str, acts: list[str]) -> None:
    reading = read_in(read_english(text), DAY)
    assert [trigger_of(reading, report) for report in reading.reports] == acts


def test_those_merely_named_together_are_not_the_two_ministers(read_english: Read) -> None:
    text = "Ana Souza wrote that Pedro Rojas had left. The two ministers will meet in June."
    reading = read_in(read_english(text), DAY)
    group = next(m for m in reading.mentions if m.text == "The two ministers")
    assert not group.members


def test_they_are_not_the_pair_of_a_clause_told_aside(read_english: Read) -> None:
    text = (
        "Protesters threw bombs at the court where Ana Souza and Pedro Rojas were questioned. "
        "They also attacked a police truck."
    )
    reading = read_in(read_english(text), DAY)
    assert sides_of(reading, report_on(reading, "attacked"))[0] == ["They"]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("The strike of the dockers continues in Genoa.", ["the dockers"]),
        ("In the port Orrin already the third day is continuing the strike of the dockers.", ["the dockers"]),
        ("In the city Kelm the rebels shelled the market.", ["the rebels"]),
    ],
)
def test_a_strike_is_theirs_who_hold_it_and_no_town_acts_for_them(
    read_english: Read, text: str, actors: list[str]
) -> None:
    reading = read_in(read_english(text), DAY)
    assert [sides_of(reading, report)[0] for report in reading.reports] == [actors]
