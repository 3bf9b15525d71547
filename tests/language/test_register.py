"""What a text speaks of as a whole decides whether words of force in it tell acts."""

import pytest

from rashomon.language.english import english
from rashomon.language.predicates.acts import acts
from rashomon.language.predicates.register import aside

_MATCH = (
    "The hosts attacked from the start and took the lead after eleven minutes. Brodek hit the post, shot wide and "
    "finally beat the goalkeeper with a header. Arvonia defended well but could not stop the striker, who scored a "
    "second goal late in the match. Arvonia face Sennland in the semi-final on Saturday."
)
_RAID = (
    "Troops attacked the village at dawn and took the bridge after eleven minutes. Shells hit the school and shot-down "
    "drones burned in the fields. Arvonia defended the attack as lawful, but could not stop the rebels, who killed "
    "two officers late in the night. Arvonia and Sennland hold talks in the capital on Saturday."
)


def _has_vectors() -> bool:
    return bool(english().vocab.vectors_length)


@pytest.mark.skipif(not _has_vectors(), reason="the small English weights have no word vectors")
class TestRegister:
    def test_a_match_report_speaks_against_acts(self) -> None:
        assert aside(english()(_MATCH)) > 0.5

    def test_a_war_report_does_not(self) -> None:
        assert aside(english()(_RAID)) == 0

    def test_a_match_tells_no_assaults(self) -> None:
        assert not [told for told in acts(english()(_MATCH)) if told.type == "ASSAULT"]

    def test_the_same_words_tell_them_in_a_war(self) -> None:
        assert [told for told in acts(english()(_RAID)) if told.type == "ASSAULT"]

    def test_what_is_said_outright_is_told_in_any_text(self) -> None:
        text = _MATCH + " A court in Sennland sentenced the coach of Arvonia to two years in prison for bribery."
        assert [told.type for told in acts(english()(text))] == ["SANCTION"]

    def test_a_text_without_words_speaks_of_nothing(self) -> None:
        assert aside(english()("")) == 0
