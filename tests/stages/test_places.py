"""Places: which of the namesakes a text means, and what is no location."""

from __future__ import annotations

from bench.reading import article_of

from rashomon.language.english import english
from rashomon.record import Mention, Where, mention_id
from rashomon.stages.mentions import find_mentions
from rashomon.stages.places import find_places


def wheres(text: str) -> dict[str, Where]:
    article, doc = article_of(text), english()(text)
    mentions = find_mentions(article, doc)
    words = {mention.id: mention.text for mention in mentions}
    return {words[where.mention]: where for where in find_places(article, doc, mentions)}


def test_the_words_beside_a_name_choose_among_its_namesakes() -> None:
    assert wheres("A fire broke out in Paris, Texas, on Sunday.")["Paris"].country == "USA"
    assert wheres("A fire broke out in Paris, the French capital, on Sunday.")["Paris"].country == "FRA"
    assert wheres("Police in Alexandria, Egypt, arrested two men.")["Alexandria"].country == "EGY"


def test_other_names_of_the_text_choose_among_namesakes() -> None:
    text = "Deputies from Pineville and Alexandria searched Rapides Parish. The men fled towards Shreveport."
    found = wheres(text)
    assert found["Alexandria"].country == "USA"
    assert found["Alexandria"].latitude is not None and 30 < found["Alexandria"].latitude < 33


def test_a_province_is_known_by_its_word() -> None:
    assert wheres("Shells fell on a village in Homs province, Syria.")["Homs province"].precision == "admin1"


def test_adjectives_are_placed_at_their_country_and_peoples_are_not_placed() -> None:
    found = wheres("Turkish police stopped the bus. Many Turks were angry.")
    assert (found["Turkish"].country, found["Turkish"].precision) == ("TUR", "country")
    assert "Turks" not in found


def test_a_capital_that_acts_is_its_country_and_not_a_location() -> None:
    assert wheres("Tehran said it would answer.")["Tehran"].precision == "country"
    assert wheres("A bomb exploded in Tehran on Friday.")["Tehran"].precision == "city"


def test_seas_and_airfields_have_places() -> None:
    found = wheres("Ships in the Mediterranean fired at the Shayrat airbase in Syria.")
    assert found["Mediterranean"].precision == "region"
    assert any(where.place == "icao:OS65" for where in found.values())


def test_descriptions_have_no_place() -> None:
    assert not set(wheres("The army took the city and the airbase near Homs.")) & {"the city", "the airbase"}


def test_washington_is_the_seat_of_its_government_unless_the_text_is_about_the_state() -> None:
    told = wheres("WASHINGTON, April 30 (Reuters) - The United States and Canada agreed on steel, officials said.")
    assert told["WASHINGTON"].precision == "city"
    assert wheres("Floods closed roads near Seattle, Tacoma and Spokane. Rain fell all over Washington.")[
        "Washington"
    ].precision == "admin1"


def test_a_side_belongs_to_the_country_named_after_it() -> None:
    text = "Officials of North and South Korea met, and a North Korean minister spoke."
    article = article_of(text)
    spans = [(start, start + len(word)) for word in ("North", "South Korea", "Korean") for start in [text.find(word)]]
    kinds = ["place", "place", "nationality"]
    mentions = [
        Mention(mention_id(article.id, start, end, kind), article.id, start, end, kind, text[start:end])
        for (start, end), kind in zip(spans, kinds, strict=True)
    ]
    assert [where.country for where in find_places(article, english()(text), mentions)] == ["PRK", "KOR", "PRK"]


def test_a_paper_is_not_where_its_city_lies() -> None:
    text = "The Washington Post first reported the trip. A summit in Seoul followed."
    assert set(wheres(text)) <= {"Seoul"}


def test_bodies_that_share_the_name_of_a_town_have_no_place() -> None:
    assert "Congress" not in wheres("The bill is stuck in Congress, and Easter is near.")


def test_the_north_is_half_of_the_country_that_the_text_names_or_nowhere() -> None:
    assert lands_of("The North warned Seoul. South Korean troops were put on alert.", "North") == ["PRK"]
    assert lands_of("Farmers in the North were angry with Oslo.", "North") == []
    assert lands_of("Herders in the North of Cameroon fled.", "North") == ["CMR"]


def lands_of(text: str, name: str) -> list[str | None]:
    article = article_of(text)
    start = text.find(name)
    end = start + len(name)
    mention = Mention(mention_id(article.id, start, end, "place"), article.id, start, end, "place", name)
    return [where.country for where in find_places(article, english()(text), [mention])]


def test_a_part_of_some_land_is_no_name() -> None:
    assert "northern border" not in wheres("Troops massed on the northern border of Syria.")


def test_a_town_of_two_tables_is_one_place() -> None:
    found = wheres("Fighters in Kobani, Syria, fell back. Kobane, Syria, was shelled.")
    assert len({where.place for where in found.values() if where.name != "Syria"}) == 1
