"""The cells of reports: the day of each act where a sentence holds several, who did it and to whom."""

from __future__ import annotations

import pytest

from rashomon.pipeline import Reading
from read_alone import Read, read_in, report_on, sides_of

#: The day on which all of these texts came out.
DAY = "2014-03-05"


def day(reading: Reading, trigger: str) -> tuple[str, str] | None:
    when = report_on(reading, trigger).when
    return when and ((when.start or "")[:10], when.relation)


@pytest.mark.parametrize(
    ("text", "act", "expected"),
    [
        # a day before a deed is the deed's, and past
        ("Police are looking for two men over Monday's attack on a mosque.", "attack", ("2014-03-03", "on")),
        ("After Sunday's attack on the market, schools were closed.", "attack", ("2014-03-02", "on")),
        ("Two men were charged on Tuesday with Sunday's murder of a nurse.", "murder", ("2014-03-02", "on")),
        ("Two men were charged on Tuesday with Sunday's murder of a nurse.", "charged", ("2014-03-04", "on")),
        ("The government condemned Sunday's murder of a nurse.", "condemned", None),
        ("Nine people were killed in Sunday's attack on the market.", "killed", ("2014-03-02", "on")),
        # so many days before and after another act
        ("Police arrested a man on Tuesday, two days after the murder of a priest.", "murder", ("2014-03-02", "on")),
        ("A day after the bombing of a hotel, troops raided houses on Monday.", "bombing", ("2014-03-02", "on")),
        ("Soldiers raided houses three days after the attack of 1 March.", "raided", ("2014-03-04", "on")),
        ("The ban was imposed on Saturday, a day before police shot two men.", "shot", ("2014-03-02", "on")),
        # at once
        ("One worker was hurt when police stormed the factory on Monday.", "hurt", ("2014-03-03", "on")),
        ("Rebels killed nine men, wounded 12 and abducted two on Sunday.", "killed", ("2014-03-02", "on")),
        ("On Monday he spoke in Lima, praising the army and accusing Diaz of fraud.", "accusing", ("2014-03-03", "on")),
        # a date that a clause explains; a participle that only says which man
        ("Nobody has slept well since January, when a bomb killed three men.", "killed", ("2014-01-01", "on")),
        ("A court on Monday released a lawmaker charged with sedition.", "charged", None),
        ("Harriers were deployed in November 1975 and withdrawn five months later.", "withdrawn", ("1976-04-01", "on")),
        ("President Roe condemned Friday's test as provocative.", "condemned", None),
        ("They came on Monday, pleading with voters in Tuesday's primary.", "pleading", ("2014-03-03", "on")),
        ("The council condemned the launch as the north fired missiles on Monday.", "condemned", None),
        ("On Monday one worker was hurt when police stormed the factory.", "stormed", ("2014-03-03", "on")),
    ],
)
def test_each_act_of_a_sentence_has_its_own_day(
    read_english: Read, text: str, act: str, expected: tuple[str, str] | None
) -> None:
    assert day(read_in(read_english(text), DAY), act) == expected


def test_the_day_before_is_that_before_the_day_told_last(read_english: Read) -> None:
    reading = read_in(read_english("The vote on 3 March was calm. Two men were killed the day before."), DAY)
    assert day(reading, "killed") == ("2014-03-02", "on")


def test_the_monday_before_a_feast_is_no_day_that_the_text_gives(read_english: Read) -> None:
    reading = read_in(read_english("Two men were killed the Monday before the feast."), DAY)
    assert day(reading, "killed") in (None, ("", "on"))


@pytest.mark.parametrize(
    ("text", "act", "expected"),
    [
        (
            "Troops and rebels of the Northern Front exchanged fire near the dam.", "exchanged",
            (["Troops", "rebels of the Northern Front"], []),
        ),
        (
            "The bombing of a wedding by coalition jets was condemned by the UN.", "bombing",
            (["coalition jets"], ["a wedding"]),
        ),
        ("The expulsion of two Albanians from Vienna angered their embassy.", "expulsion", ([], ["two Albanians"])),
        ("Police broke up a rally of teachers at the stadium.", "rally", (["teachers"], [])),
        ("Roe was kidnapped and was being held hostage by the rebels.", "held", (["the rebels"], ["Roe"])),
        ("Pirates took the crew and passengers hostage.", "took", (["Pirates"], ["the crew", "passengers"])),
        ("She came back with a gun, opening fire on the employees.", "opening", (["She"], ["the employees"])),
        ("Two men were held without bail, charged with killing a deputy.", "charged", ([], ["Two men"])),
        ("Three boats were captured by pirates.", "captured", (["pirates"], ["Three boats"])),
        ("Pirates attacked a ship off Lagos.", "attacked", (["Pirates"], ["ship"])),
        ("Teachers rallied in Lima to demand higher pay.", "rallied", (["Teachers"], [])),
        ("Two men, condemned by a tribunal and shot before noon, lie there.", "shot", (["a tribunal"], ["Two men"])),
        ("The soldiers accepted a government offer to end the revolt.", "offer", (["government"], [])),
        ("Both were detained in Tijuana.", "detained", ([], ["Both"])),
        ("South Sudan accused Khartoum of theft. South Sudan left the talks.", "left", (["South Sudan"], [])),
        ("Diaz was suspended for a year after being charged with fraud.", "charged", ([], ["Diaz"])),
        ("Oran imposed some of the hardest sanctions against Peru.", "imposed", (["Oran"], ["Peru"])),
        ("Australia's five million dollars have been disbursed.", "disbursed", (["Australia"], [])),
        ("Britain is sending six Harrier jets to Belize.", "sending", (["Britain"], ["Belize"])),
        ("Accused by a customs officer, the farmer fled.", "Accused", (["a customs officer"], ["the farmer"])),
    ],
)  # fmt: skip
def test_who_did_it_and_to_whom(
    read_english: Read, text: str, act: str, expected: tuple[list[str], list[str]]
) -> None:
    reading = read_in(read_english(text), DAY)
    assert sides_of(reading, report_on(reading, act)) == expected


@pytest.mark.parametrize(
    ("text", "act", "place"),
    [
        ("Mr Diallo was expelled from Senegal on Sunday.", "expelled", "Senegal"),
        ("Rebels withdrew from the town of Palmyra on Monday.", "withdrew", "Palmyra"),
        ("Rebels withdrew from Aleppo on Monday.", "withdrew", "Aleppo"),
    ],
)
def test_who_leaves_was_where_he_leaves_from(read_english: Read, text: str, act: str, place: str) -> None:
    where = report_on(read_in(read_english(text), DAY), act).where
    assert where is not None and where.name == place
