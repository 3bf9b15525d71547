"""Who stands at the head of every chain."""

from dataclasses import replace

from rashomon.record import Article, Attribution, Span, Statement, statement_id
from rashomon.stages.chains import add_outer_links, outer_links


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


def test_an_agency_cited_for_something_does_not_stand_behind_everything() -> None:
    cited = "A bridge fell. The mayor left for Tolm, Northern Wire reported on Monday.\nHe said nothing."
    both = "TOLM (Northern Wire) - A bridge fell. The mayor left for Tolm, according to IRNA."

    assert heads(article(cited, ("Northern Wire",))) == ["Valley Post"]
    assert heads(article(both, ("Northern Wire", "IRNA"))) == ["Valley Post", "Northern Wire"]


def test_who_is_cited_first_stands_behind_a_text_that_nobody_published() -> None:
    cited = "IRNA reports that a bridge fell.\nThe mayor said nothing."

    assert heads(replace(article(cited, ("IRNA",)), outlet=None)) == ["IRNA"]


def test_an_agency_beside_an_author_told_an_unknown_part_unless_a_dateline_names_it() -> None:
    text = "TOLM, March 3 (Northern Wire) - A bridge fell."

    assert heads(article("“It fell,” he told Northern Wire.", ("Northern Wire",), ("Jane Roe",))) == ["Valley Post"]
    assert heads(article(text, ("Northern Wire",), ("Jane Roe",))) == ["Valley Post", "Northern Wire"]


def statement(cue: tuple[int, int], content: tuple[int, int], links: tuple[Attribution, ...] = ()) -> Statement:
    spans = (Span(*content),)
    start, end = min(cue[0], content[0]), max(cue[1], content[1], *(link.end or 0 for link in links), 0)
    return Statement(
        statement_id("a", Span(*cue), spans), "a", start, end, "direct", None, None, Span(*cue), spans, None, links, (),
        "positive", None,
    )  # fmt: skip


def test_an_agency_that_passes_words_on_is_a_link_and_no_speaker() -> None:
    text = '"We will rebuild," Minister Ana Lund said on Monday, Northern News Agency reported.'
    agency = text.index("Northern")
    link = Attribution("Northern News Agency", None, agency, agency + len("Northern News Agency"))
    said = statement((37, 41), (0, 18), (link,))
    passed_on = statement((text.index("reported"), len(text) - 1), (0, agency - 2))

    chained = add_outer_links(article(text, ()), [said, passed_on], [])

    assert [found.id for found in chained.statements] == [said.id]


def test_words_that_one_agency_is_cited_for_are_not_anothers() -> None:
    text = "TOLM (Northern Wire) - A bridge fell. “It fell,” the mayor said, as cited by Sputnik."
    at, cue, agency = (text.index(words) for words in ("“It", "said", "Sputnik"))
    link = Attribution("Sputnik", None, agency, agency + len("Sputnik"))
    cited, plain = (statement((cue, cue + 4), (at, at + 10), links) for links in ((link,), ()))
    chains = add_outer_links(article(text, ("Northern Wire",)), [cited, plain], []).statements
    assert [[one.name for one in said.according_to] for said in chains] == [
        ["Valley Post", "Sputnik"], ["Valley Post", "Northern Wire"],
    ]  # fmt: skip
