"""Coreference within an article: names, roles, pronouns and quotations, read through the product's own stages."""

from __future__ import annotations

import pytest

from rashomon.knowledge.given_names import gender_of
from read_alone import Read, read_in


def members_of(read_english: Read, text: str, phrase: str) -> set[str]:
    """The texts of the mentions behind a group."""
    by_id = {mention.id: mention for mention in read_in(read_english(text), "2016-06-10").mentions}
    return {by_id[member].text for m in by_id.values() if m.text == phrase for member in m.members}


def chain_of(read_english: Read, text: str, word: str, nth: int = 0) -> set[str]:
    """The texts of the other mentions in the chain of the nth mention that reads `word`."""
    reading = read_in(read_english(text), "2016-06-10")
    by_id = {mention.id: mention for mention in reading.mentions}
    parent = {mention: mention for mention in by_id}

    def root(one: str) -> str:
        while parent[one] != one:
            one = parent[one]
        return one

    for judgement in reading.judgements:
        if judgement.relation == "entity" and judgement.verdict == "same":
            parent[root(judgement.left)] = root(judgement.right)
    wanted = [mention for mention in reading.mentions if mention.text == word][nth]
    return {m.text for m in reading.mentions if root(m.id) == root(wanted.id) and m.id != wanted.id}


@pytest.mark.parametrize(
    ("text", "word", "nth", "who"),
    [
        ("Maria Lopez met Peter Braun in Oslo. She said talks would go on.", "She", 0, "Maria Lopez"),
        ("Maria Lopez met Peter Braun in Oslo. He said talks would go on.", "He", 0, "Peter Braun"),
        ("Peter Braun spoke to John Kerr. He said he would resign.", "he", 0, "Peter Braun"),
        ("Peter Braun resigned on Monday. Braun said nothing.", "Braun", 0, "Peter Braun"),
        ("“Peter Braun lied to us,” said Maria Lopez. “We know it,” she added.", "she", 0, "Maria Lopez"),
        ("Governor Anna Holm spoke first. The governor promised new roads.", "The governor", 0, "Anna Holm"),
        ("The head of Zambezi Lines, Musa Chirwa, knew it.", "The head of Zambezi Lines", 0, "Musa Chirwa"),
        ("Its chief, the retired Danish general Lars Holm, said it was over.", "Its chief", 0, "Lars Holm"),
        ("Colonel Henrik Vass spoke. The colonel said two men were wounded.", "The colonel", 0, "Henrik Vass"),
        ("Gunmen fled, the governor of Daro said.\nGovernor Yusuf Lamin said they had lorries.",
         "the governor of Daro", 0, "Yusuf Lamin"),
        ("Marat's ambassador, Oksana Doroshenko, spoke. The envoy said it was late.", "The envoy", 0,
         "Oksana Doroshenko"),
        ("Striker Edson Lima apologised to the fans. The Brazilian said he had not slept.", "The Brazilian", 0,
         "Edson Lima"),
        ("Tessa Vik, 28, was driving. Her father was asleep. The 28-year-old said so.", "The 28-year-old", 0,
         "Tessa Vik"),
        ("Jan Koval spoke.\nOne of them, Ruth Adler of Senn Bank, said it was bad. “It is,” she said.", "she", 0,
         "Ruth Adler"),
        ("Presidents Ivo Maran and Leta Sol met. Maran said it was frank. He said they had agreed.", "He", 0,
         "Ivo Maran"),
        ("The ferry company, Zambezi Lines, said so. The company added nothing.", "The company", 0, "Zambezi Lines"),
        ("Serin's mayor, Nadia Haxhi, told Radio Adel so.\nHaxhi said it again.", "Haxhi", 0, "Nadia Haxhi"),
        ("“I will not resign,” said Peter Braun on Monday.", "I", 0, "Peter Braun"),
        ("Ana Maria Lund spoke in Oslo. Ana Lund said no. Lund left.", "Lund", 0, "Ana Maria Lund"),
        ("The Supreme Court heard three angry voters in June. They ruled in July.", "They", 0, "Supreme Court"),
        ("Peter Braun said two clerks heard John Kerr say no. He added that it was late.", "He", 0, "Peter Braun"),
        ("North Korea and South Korea met on Tuesday. The South welcomed the step.", "The South", 0, "South Korea"),
    ],
)
def test_a_later_word_stands_for_an_earlier_name(read_english: Read, text: str, word: str, nth: int, who: str) -> None:
    assert who in chain_of(read_english, text, word, nth)


@pytest.mark.parametrize(
    ("phrase", "who"), [("The two men", {"Peter Braun", "John Kerr"}), ("The two women", set())]
)
def test_a_group_holds_only_those_whom_its_noun_can_mean(read_english: Read, phrase: str, who: set[str]) -> None:
    text = f"Peter Braun wrote to John Kerr on Monday. {phrase} have spent months in court."
    assert members_of(read_english, text, phrase) == who


def test_two_of_one_family_name_are_told_apart_by_their_titles(read_english: Read) -> None:
    text = "Bill Clinton and Hillary Clinton came to Ohio. Mrs. Clinton spoke for an hour. Mr. Clinton left early."
    assert "Hillary Clinton" in chain_of(read_english, text, "Clinton", 0)


def test_they_of_a_quotation_are_not_those_around_it(read_english: Read) -> None:
    text = "The Supreme Court sat in June. “They have my blessing,” said Peter Braun on Monday."
    assert "Supreme Court" not in chain_of(read_english, text, "They")


def test_they_of_a_quotation_may_be_a_body_named_in_it(read_english: Read) -> None:
    text = "“The Supreme Court sat in June. They have my blessing,” said Peter Braun on Monday."
    assert "Supreme Court" in chain_of(read_english, text, "They")


def test_an_indefinite_phrase_brings_in_somebody_new(read_english: Read) -> None:
    text = "Governor Anna Holm spoke first. A governor from the south said nothing."
    assert "Anna Holm" not in chain_of(read_english, text, "A governor")


def test_a_pronoun_is_not_the_object_of_its_own_verb(read_english: Read) -> None:
    text = "Peter Braun arrived late. John Kerr greeted him warmly."
    assert "John Kerr" not in chain_of(read_english, text, "him")


def test_a_given_name_of_two_that_disagree_says_nothing() -> None:
    assert gender_of("Hans-Peter Moreau") == "m"
    assert gender_of("Anna-Peter Moreau") is None


def test_given_names_of_both_say_nothing() -> None:
    assert (gender_of("Fatima Zahra"), gender_of("Sergei Lavrov"), gender_of("Kim Holm"), gender_of("Lavrov")) == (
        "f", "m", None, None,
    )  # fmt: skip


def test_who_is_whom_its_clause_is_hung_on(read_english: Read) -> None:
    text = "Omar Haddad, who said that the road was open, left early."
    assert "Omar Haddad" in chain_of(read_english, text, "who")


def test_who_may_be_two(read_english: Read) -> None:
    text = "The talks between Omar Haddad and Ana Roe, who plan to discuss the road, begin today."
    assert members_of(read_english, text, "who") == {"Omar Haddad", "Ana Roe"}


def test_we_in_the_mouth_of_a_spokesperson_is_the_body_spoken_for(read_english: Read) -> None:
    text = "“We will answer in May,” said Ana Roe, a spokeswoman for the European Commission."
    assert any("European Commission" in name for name in chain_of(read_english, text, "We"))


def test_they_are_those_who_have_just_been_the_subject(read_english: Read) -> None:
    text = (
        "Omar Haddad and Peter Braun met on Monday. Their talks took an hour. Officials from the ministry hope "
        "for a treaty. The line may also help the pilots, they said."
    )
    assert any("Officials" in name for name in chain_of(read_english, text, "they"))


@pytest.mark.parametrize("phrase", ["his Russian counterpart", "Russia’s top diplomat"])
def test_an_office_counts_whatever_it_is_called_at_home(read_english: Read, phrase: str) -> None:
    text = (
        "Secretary of State Mike Pompeo flew to Sochi. Russian Foreign Minister Sergei Lavrov met him there. "
        f"Pompeo later thanked {phrase} for dinner."
    )
    assert "Sergei Lavrov" in chain_of(read_english, text, phrase)


def test_how_many_the_people_of_the_headline_are_makes_no_others_of_them(read_english: Read) -> None:
    text = "Teachers strike in Oran\n\nMore than 1,500 {} walked out in Oran on Monday over pay."
    assert "More than 1,500 teachers" in chain_of(read_english, text.format("teachers"), "Teachers")
    assert not chain_of(read_english, text.format("nurses"), "Teachers")


def test_ministries_of_one_name_are_those_of_the_countries_named_beside_them(read_english: Read) -> None:
    text = (
        "Iran's Ministry of Defence condemned the raid. Russia's Ministry of Defence denied it. "
        "The Ministry of Defence said on Monday that nobody was hurt."
    )
    reading = read_in(read_english(text), "2016-06-10")
    places = {m.id: m.start for m in reading.mentions if m.text == "Ministry of Defence"}
    joined = [{places[j.left], places[j.right]} for j in reading.judgements if {j.left, j.right} <= places.keys()]
    _, second, third = sorted(places.values())
    assert joined == [{second, third}]


def test_they_who_are_known_by_their_number_are_no_body(read_english: Read) -> None:
    text = "The UN called for their release. Last month 42 people were taken from a school. They were freed soon."

    assert chain_of(read_english, text, "They") == {"42 people"}


def test_in_a_chain_a_pronoun_bears_the_name_of_whom_it_stands_for(read_english: Read) -> None:
    text = (
        "The strike ended on Friday, union spokeswoman Ilse Varnholt said. "
        "She said police arrested 12 dockers in Velmar on Thursday."
    )
    (arrest,) = (one for one in read_in(read_english(text), "2016-06-10").reports if one.mode == "arrest")
    link = arrest.according_to[-1]
    assert (link.name, text[link.start : link.end]) == ("Ilse Varnholt", "She")


def test_a_pronoun_that_stands_for_nobody_named_stays_itself(read_english: Read) -> None:
    text = "She said police arrested 12 dockers in Velmar on Thursday."
    (arrest,) = (one for one in read_in(read_english(text), "2016-06-10").reports if one.mode == "arrest")
    assert arrest.according_to[-1].name == "She"


@pytest.mark.parametrize(
    "said", [", known as Torvi,", ", alias Torvi,", " (nicknamed Torvi)", ", better known as Torvi,"]
)
def test_a_name_that_the_text_says_is_anothers_other_name_is_of_one_chain(read_english: Read, said: str) -> None:
    text = f"Peter Braun{said} met Maria Lopez in Oslo. Torvi said the talks would go on."
    assert "Peter Braun" in chain_of(read_english, text, "Torvi", 1)


def test_accents_left_out_make_no_second_person(read_english: Read) -> None:
    text = "Zoltán Kovács met Maria Lopez in Oslo. Kovacs said the talks would go on."
    assert "Zoltán Kovács" in chain_of(read_english, text, "Kovacs")
