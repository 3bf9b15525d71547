"""Whether an article tells a claim, denies it, mentions it, or does not speak of it."""

from __future__ import annotations

import pytest

from rashomon.matching.claims.heard import DENIES, MENTIONS, TELLS, heard
from rashomon.matching.claims.stance import share

CLAIM = "The Orrel company opened the sluices of the dam"
FLOOD = "The valley was under water by dawn, and two mills were lost."


def how(text: str, claim: str = CLAIM) -> tuple[str, str | None] | None:
    found = heard(claim, f"{text} {FLOOD}")
    return (found.how, found.note) if found else None


@pytest.mark.parametrize(
    "text",
    [
        "The Orrel company opened the sluices of the dam on Sunday night.",
        "The sluices of the dam were opened by the Orrel company, farmers said.",
        "On Sunday the Orrel company had opened two of the sluices of its dam without a warning.",
    ],
)
def test_a_sentence_that_says_as_much_tells_it(text: str) -> None:
    assert how(text) == (TELLS, None)


@pytest.mark.parametrize(
    "text",
    [
        "The Orrel company denied that it had opened the sluices of the dam.",
        "The Orrel company never opened the sluices of the dam.",
        "The minister called it false that the Orrel company opened the sluices of the dam.",
        "The Orrel company hasn't opened the sluices of the dam.",
    ],
)
def test_a_sentence_that_says_no_to_it_denies_it(text: str) -> None:
    assert how(text) == (DENIES, None)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("It is unclear whether the Orrel company opened the sluices of the dam.", "as in doubt, or as a claim"),
        ("Farmers opened the sluices of the dam of the Orrel company.", "perhaps another did it"),
        ("The sluices of the dam are the work of the Orrel company.", "part of it"),
        (
            "The Orrel company opened the sluices of the dam, farmers said. "
            "The Orrel company denied that it had opened the sluices of the dam.",
            "told and denied there",
        ),
    ],
)
def test_what_takes_no_side_is_mentioned_with_what_stands_against_it(text: str, note: str) -> None:
    assert how(text) == (MENTIONS, note)


def test_an_article_that_has_a_claim_here_and_there_mentions_it() -> None:
    text = "Nine died in the flood in Lower Varn. Officials spoke of sluices. The dam at Orrel is old."
    found = heard("The sluices of the dam were opened before the flood in Lower Varn", text)
    assert found is not None and (found.how, found.note) == (MENTIONS, "some of its words")
    (passage,) = found.passages
    assert text[passage.span.start : passage.span.end] == "Nine died in the flood in Lower Varn."


def test_names_that_a_whole_story_shares_are_no_mention() -> None:
    assert heard("Varnian divers left the port of Orrel", "Orrel and Varnian ministers met. Orrel was calm.") is None


def test_an_article_about_something_else_does_not_speak_of_it() -> None:
    assert how("The Orrel company sells bricks.") is None
    assert heard(CLAIM, "") is None


def test_another_number_is_another_claim() -> None:
    claim = "The flood drowned 14 cows at Orrel"
    assert how("The flood drowned 14 cows at Orrel on 12 May.", claim) == (TELLS, None)
    assert how("The flood drowned at least nine cows at Orrel on 14 May.", claim) == (MENTIONS, "another number: nine")
    assert how("The flood drowned cows at Orrel three days ago.", claim) == (MENTIONS, "without the number")


def test_a_denied_claim_is_told_by_who_denies_it() -> None:
    claim = "The Orrel company denied that it opened the sluices of the dam"
    assert how("The Orrel company denied that it had opened the sluices of the dam.", claim) == (TELLS, None)
    assert how("The Orrel company opened the sluices of the dam.", claim) == (DENIES, None)


def test_who_calls_the_story_a_hoax_denies_what_he_retells() -> None:
    text = (
        "The Orrel company opened the sluices of the dam, a web page wrote. But the story is nothing more than a hoax."
    )
    found = heard(CLAIM, text)
    assert found is not None and found.how in (DENIES, MENTIONS)
    assert [passage.how for passage in found.passages].count(DENIES) == 1


def test_every_passage_is_a_stretch_of_the_article() -> None:
    text = f"{FLOOD} The Orrel company denied that it had opened the sluices of the dam. {FLOOD}"
    found = heard(CLAIM, text)
    assert found is not None
    span = found.passages[0].span
    assert text[span.start : span.end] == "The Orrel company denied that it had opened the sluices of the dam."


@pytest.mark.parametrize(
    "text",
    [
        "The sluices story is a hoax, a spokeswoman of the Orrel company told reporters on Monday in the capital.",
        "The Orrel company has rejected claims that it opened sluices, saying that rain alone had filled the valley.",
        "An engineer is disputing the rumours that sluices of the dam were open before the valley was flooded.",
    ],
)
def test_a_denial_in_plain_words_denies_though_it_has_few_of_the_claims(text: str) -> None:
    found = heard(CLAIM, f"{FLOOD} {text}")
    assert found is not None and found.how == DENIES
    span = found.passages[0].span
    assert f"{FLOOD} {text}"[span.start : span.end] == text


@pytest.mark.parametrize(
    "text",
    [
        "The sluices of the dam near Orrel were guarded by a man lying down on the wall with a fake beard.",
        "Farmers wonder whether the Orrel story of the sluices is a hoax, and nobody at the company would say.",
        "The Orrel company did not confirm or deny a word about the sluices of the dam.",
        "The Orrel company dismissed the man who kept the sluices of the dam.",
        "The engineer of the Orrel company is no hoaxer, and the sluices of the dam are his life.",
    ],
)
def test_what_only_sounds_like_a_denial_denies_nothing(text: str) -> None:
    found = heard(CLAIM, f"{FLOOD} {text}")
    assert found is None or found.how == MENTIONS


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        (
            "Bear saves lost toddler in forest",
            "The tale of the bear that saved a toddler is an invention, the sheriff said.",
        ),
        (
            "Shells hit Darrum hospital, killing nine",
            "No shell has hit the hospital in Darrum, monitors found on Friday.",
        ),
        (
            "Surgeons attach hand upside down",
            "The hand sewn on upside down by surgeons never existed, the hospital said.",
        ),
        ("Nurse Took Parrot To Operating Room", "The nurse has denied taking a parrot to the operating room with her."),
        (
            "Singer Mira Voss cancels tour",
            "The manager of Mira Voss has shot down reports that the singer cancels her tour.",
        ),
    ],
)
def test_a_claim_is_denied_in_other_words_than_deny(claim: str, text: str) -> None:
    found = heard(claim, text)
    assert found is not None
    assert found.how == DENIES


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        (
            "The nurse denies taking a parrot to work",
            'The nurse "categorically denies" taking a parrot to work, she said.',
        ),
        (
            "Nurse did not bring a parrot to work — story is fake",
            "The nurse did not bring a parrot to work, and the story is fake.",
        ),
        ("The doctor took a parrot to the surgery", 'The doctor denies "an unlawful surgery" before the patient died.'),
        (
            "Police arrested the forger of the passports",
            "A man was arrested over false passports by the police, who named no forger.",
        ),
        ("Office won't say if the dam was opened", "The office refuted claims that the dam was opened."),
        ("The parrot story is a fake", "The nurse is said to have claimed that the parrot story is real."),
        ("Surgery gave woman a third ear", "The woman is facing claims that the surgery on her third ear is a fake."),
    ],
)
def test_a_no_to_something_else_or_a_no_shared_is_no_denial(claim: str, text: str) -> None:
    found = heard(claim, text)
    assert found is None or found.how != DENIES


def test_near_words_stand_for_the_claims_where_a_sentence_denies() -> None:
    near_words = pytest.importorskip("rashomon.matching.findings.text.near_words")
    if not near_words.word_table().size:
        pytest.skip("the weights have no word vectors")
    claim, sentence = "woman got a third breast", "the third boob"
    assert near_words.near_share(claim, sentence) > share(claim, sentence)
    assert near_words.near_share("the mayor opened the bridge", "quarterly wheat exports") == 0.0


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Trolls photoshop the mayor's sign into a crude joke", "The mayor's doctored sign is a fake, she says."),
        ("Nurse wakes up during surgery in Sehl", "The nurse doesn't remember waking up during the surgery in Sehl."),
        ("Dog finds way out of vault in Sehl", "She has no explanation how the dog finds its way out of the vault."),
    ],
)
def test_what_bears_a_tale_of_untruth_out_or_is_not_remembered_denies_nothing(claim: str, text: str) -> None:
    found = heard(claim, text)
    assert found is None or found.how != DENIES


def test_a_doer_who_stands_only_in_what_another_did_not_do_is_told_to_have_done_nothing() -> None:
    claim = "The Salt League blocked the harbour of Ferrin"
    beside = "The envoy said Orlo had not sent boats to the Salt League and asked who blocked the harbour of Ferrin."
    told = "The Salt League blocked the harbour of Ferrin, which had not seen a ship for days."
    assert [found.how for text in (beside, told) if (found := heard(claim, text))] == [MENTIONS, TELLS]


@pytest.mark.parametrize(
    ("claim", "text", "how"),
    [
        ("Baron Ilk will not visit Sehl", "Baron Ilk is unpopular in Sehl, and its mayor says so.", MENTIONS),
        ("Baron Ilk will not visit Sehl", "Baron Ilk won't visit Sehl this year, his office said.", TELLS),
        ("Baron Ilk will not visit Sehl", "Baron Ilk visits Sehl on Monday, the palace announced.", DENIES),
        ("The League didn't block the harbour of Ferrin", "The League did not block the harbour of Ferrin.", TELLS),
    ],
)
def test_a_claim_that_says_no_is_told_where_the_same_is_not_done(claim: str, text: str, how: str) -> None:
    found = heard(claim, text)
    assert found is not None and found.how == how
