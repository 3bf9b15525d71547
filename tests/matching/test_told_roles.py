"""What texts call a person right before and behind his name."""

from __future__ import annotations

import pytest
from bench.reading import article_of
from hypothesis import given
from hypothesis import strategies as st

from rashomon.matching.entities.told_roles import most_told, told_roles
from rashomon.record import Mention, mention_id

#: Text, name in it → what it calls him there.
TOLD = (
    ("The gates stay shut, police spokeswoman Mira Solen said.", "Mira Solen", {"police spokeswoman"}),
    ("On Tuesday Labour Minister Greta Hollin called for talks.", "Greta Hollin", {"Labour Minister"}),
    ("Matis Orlan, the mayor of Brennik, wept.", "Matis Orlan", {"mayor of Brennik"}),
    ("Paul Adeyemi, 61, a farmer from Oke, lost both.", "Paul Adeyemi", {"farmer from Oke"}),
    ("But former prime minister Ana Roe, who lost, left.", "Ana Roe", {"former prime minister"}),
    ("Said Rep. Jim Dorran: no.", "Jim Dorran", {"Rep."}),
    ("It was Kenyan President Omar Kip and Port Authority director Lena Voss who met.", "Lena Voss",
     {"Port Authority director"}),
    ("The firm’s chairwoman, Ana Roe, resigned.", "Ana Roe", {"firm’s chairwoman"}),
    ("Her counterpart, Omar Diaz, and the minister of trade of Oran, Lena Voss, met.", "Lena Voss",
     {"minister of trade of Oran"}),
    ("Her counterpart, Omar Diaz, left.", "Omar Diaz", set()),
    ("She met Ana Roe after Omar Diaz left.", "Omar Diaz", set()),
    ("In June Ana Roe, however, won.", "Ana Roe", set()),
    ("He told reporters Ana Roe had left.", "Ana Roe", set()),
)  # fmt: skip


def _told(text: str, name: str) -> frozenset[str]:
    article = article_of(text, "2019-05-14")
    start, end = text.index(name), text.index(name) + len(name)
    mention = Mention(mention_id(article.id, start, end, "person"), article.id, start, end, "person", name)
    return told_roles(article, mention)


@pytest.mark.parametrize(("text", "name", "roles"), TOLD, ids=[text[:30] for text, _, _ in TOLD])
def test_a_title_stands_before_a_name_or_an_apposition_behind_it(text: str, name: str, roles: set[str]) -> None:
    assert _told(text, name) == roles


@given(st.text(max_size=120), st.text(max_size=120))
def test_roles_are_words_of_the_text(before: str, behind: str) -> None:
    text = f"{before} Ana Roe{behind}"
    for role in _told(text, "Ana Roe"):
        assert " ".join(role.split()) in " ".join(text.split())


def test_of_two_wordings_the_longer_is_kept_and_the_most_told_comes_first() -> None:
    told = {"spokeswoman": 5, "police spokeswoman": 2, "Police Spokeswoman": 1, "mother of two": 4}
    assert most_told(told) == ["mother of two", "police spokeswoman"]
