"""Who stands at the head of every chain."""

from rashomon.record import Article
from rashomon.stages.chains import outer_links


def article(text: str, agencies: tuple[str, ...], authors: tuple[str, ...] = ()) -> Article:
    return Article(
        id="a",
        document="d",
        outlet="Valley Post",
        url=None,
        title=None,
        published=None,
        published_latest=None,
        published_from="none",
        language="en",
        agencies=agencies,
        authors=authors,
        text=text,
        blocks=(),
    )


def heads(found: Article) -> list[str]:
    return [link.name for link in outer_links(found)]


def test_the_one_agency_of_a_text_stands_behind_its_outlet() -> None:
    assert heads(article("A bridge fell.\nBy Northern Wire", ("Northern Wire",))) == ["Valley Post", "Northern Wire"]
    assert heads(article("A bridge fell.", ("Northern Wire", "IRNA"))) == ["Valley Post"]


def test_an_agency_beside_an_author_told_an_unknown_part_unless_a_dateline_names_it() -> None:
    text = "TOLM, March 3 (Northern Wire) - A bridge fell."

    assert heads(article("“It fell,” he told Northern Wire.", ("Northern Wire",), ("Jane Roe",))) == ["Valley Post"]
    assert heads(article(text, ("Northern Wire",), ("Jane Roe",))) == ["Valley Post", "Northern Wire"]
