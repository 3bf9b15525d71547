"""Cleaning: goldens in the manner of many kinds of page, exact offsets whatever the damage, who and when."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.errors import RashomonError
from rashomon.language.page.notices import opens_list, speaks_to_readers
from rashomon.matching.templates import line_number
from rashomon.record import Article, Document, document_id
from rashomon.sources.decode import decode
from rashomon.stages.clean import READ_TOGETHER, clean, clean_page, clean_pages, lines_of_pages

CORPUS = Path(__file__).parent.parent / "corpus" / "clean"
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
GOLDENS = sorted(path.stem for path in CORPUS.glob("*.json"))


def document(text: str | bytes, media_type: str = "text/plain", url: str | None = None) -> Document:
    body = text.encode() if isinstance(text, str) else text
    return Document(document_id(body), url, None, None, media_type, None, body)


def golden(name: str) -> tuple[dict[str, Any], Document]:
    key = json.loads((CORPUS / f"{name}.json").read_text(encoding="utf-8"))
    page = next(path for path in (CORPUS / f"{name}.txt", CORPUS / f"{name}.html") if path.exists())
    return key, document(page.read_bytes(), "text/html" if page.suffix == ".html" else "text/plain")


def agreement(article: Article, key: dict[str, Any]) -> float:
    """F1 over the words that are kept."""
    found, wanted = Counter(article.text.split()), Counter(" ".join(text for _, text in key["kept"]).split())
    return 2 * (found & wanted).total() / (found.total() + wanted.total())


def exact(article: Article, source: str) -> bool:
    kept = [block for block in article.blocks if block.kept]
    return all(article.text[b.start : b.end] == source[b.document_start : b.document_end] for b in kept)


def test_pages_of_thirty_kinds_and_more_are_cleaned_to_their_keys() -> None:
    scores = {}
    for name in GOLDENS:
        key, page = golden(name)
        (article,) = clean(page)
        scores[name] = agreement(article, key)

    assert len(scores) >= 30
    assert min(scores.values()) >= 0.9, {name: score for name, score in scores.items() if score < 0.9}
    assert sum(scores.values()) / len(scores) >= 0.98


@pytest.mark.parametrize("name", GOLDENS)
def test_kinds_and_facts_of_the_goldens_hold(name: str) -> None:
    key, page = golden(name)
    (article,) = clean(page)
    kinds = {text: kind for kind, text in key["kept"]}

    wrong = [
        (block.kind, article.text[block.start : block.end])
        for block in article.blocks
        if block.kept and kinds.get(article.text[block.start : block.end], block.kind) != block.kind
    ]
    facts = {name: getattr(article, name) for name in key["facts"]}

    assert not wrong
    assert {name: list(fact) if isinstance(fact, tuple) else fact for name, fact in facts.items()} == key["facts"]
    assert exact(article, decode(page).text)
    assert all(block.reason for block in article.blocks)


PIECES = st.sampled_from(
    ["The minister said on Monday that talks would go on.",
    "He added that no date was set, according to Reuters.", "Home",
     "News", "Share", "Add new comment", "Read more: another thing", "&amp;nbsp;", "\u00ad\u200b", "â€™", "Ã©",
     "\x00\x07",
     "«Это важно», — сказал он.", "وقال الوزير إن العمل مستمر.", "\t", "\n", "\n\n", "\r\n", "😀",
     "12 April 2017", "©", "\u202e",
     "漢字の文。", "word-\n", "ﬁne", "x" * 300]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25), st.sampled_from(["", " ", "\n"]))
@settings(max_examples=120, deadline=None)
def test_every_block_gives_the_same_characters_on_both_sides_whatever_the_damage(parts: list[str], joint: str) -> None:
    page = document(joint.join(parts))
    try:
        (article,) = clean(page)
        source = decode(page).text
    except RashomonError:
        return

    assert exact(article, source)
    assert article == clean(page)[0]
    spans = [(block.document_start, block.document_end) for block in article.blocks]
    assert spans == sorted(spans) and all(start < end for start, end in spans)
    covered = "".join(source[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(source.split())


@given(st.lists(PIECES, max_size=15), st.sampled_from(["p", "div", "li", "td", "h2"]))
@settings(max_examples=40, deadline=None)
def test_pages_of_markup_keep_the_same_promise(parts: list[str], tag: str) -> None:
    page = document(
        "<html><body>" + "".join(f"<{tag}>{part}</{tag}>" for part in parts) + "</body></html>", "text/html"
    )
    try:
        (article,) = clean(page)
    except RashomonError:
        return

    assert exact(article, decode(page).text)


def test_documents_that_are_cleaned_together_are_cleaned_as_each_alone() -> None:
    pages = [page for _, page in map(golden, GOLDENS)]
    long = document("\n".join(f"Line {i} of a list of ships" for i in range(READ_TOGETHER + 1)))
    pages = [*pages[:20], long, *pages[20:]]

    assert clean_pages(pages) == [clean_page(page) for page in pages]


def test_a_document_without_words_costs_nothing_but_itself_among_others() -> None:
    _, sound = golden(GOLDENS[0])
    before, empty, binary, after = clean_pages([sound, document(" \n "), document(bytes(range(32)) * 40), sound])

    assert before == after == clean_page(sound)
    assert isinstance(empty, RashomonError)
    assert isinstance(binary, RashomonError)


def test_the_outlet_comes_from_the_address_and_the_date_from_it_too() -> None:
    text = "Talks begin in Osk\n\nThe ministers met on Monday in Osk to discuss water, officials said. They meet again."
    (article,) = clean(document(text, url="https://www.presstv.ir/2017/04/12/talks-begin-in-osk"))

    assert article.outlet == "Press TV"
    assert (article.published, article.published_from) == ("2017-04-12T00:00:00Z", "url")


def test_a_document_that_says_nothing_of_its_date_has_none() -> None:
    (article,) = clean(document("The ministers met on Monday in Osk to discuss water, officials said."))

    assert (article.published, article.published_latest, article.published_from) == (None, None, "none")


SLOGAN = "We have told the story of this valley, its people and its river every day since 1931."


def test_lines_that_other_pages_show_to_be_furniture_are_left_out_and_say_why() -> None:
    page = document(
        "The bridge of Ashford was opened on Monday by the mayor, who thanked all workers for their patience."
        f"\n{SLOGAN}\n"
        "The bridge had been closed for repairs since the flood in March, the council said on its website."
    )
    (alone,) = clean(page)
    (article,) = clean(page, [line_number(SLOGAN)])

    assert SLOGAN in alone.text
    assert SLOGAN not in article.text and "since the flood" in article.text
    (block,) = [block for block in article.blocks if not block.kept]
    assert (block.kind, "another article of the outlet" in block.reason) == ("repeated", True)
    assert exact(article, decode(page).text)


@pytest.mark.parametrize("line", ["MODERATOR:", "2:30 p.m.", "___", "The Associated Press contributed to this report."])
def test_speakers_times_rules_and_credits_stay_however_often_they_stand(line: str) -> None:
    page = document(
        "The bridge of Ashford was opened on Monday by the mayor, who thanked all workers for their patience."
        f"\n{line}\n"
        "The bridge had been closed for repairs since the flood in March, the council said on its website."
    )

    assert clean(page, [line_number(line)]) == clean(page)


def test_a_page_of_nothing_but_furniture_keeps_it() -> None:
    page = document(f"{SLOGAN}\nRead by all who love the valley, the river and its people, in print or not.")
    lines = [line_number(line) for line in clean(page)[0].text.split("\n")]

    assert clean(page, lines) == clean(page)


def test_pages_with_markup_and_of_no_outlet_show_no_furniture() -> None:
    text = "The bridge of Ashford was opened on Monday by the mayor, who thanked all workers for their patience."
    url = "https://valleypost.example/bridge"
    plain, markup, nobody_s, damaged = lines_of_pages(
        [document(text, url=url), document(f"<p>{text}</p>", "text/html", url), document(text), document(" \n ")]
    )

    assert plain is not None and plain.lines == (line_number(text),)
    assert (markup, nobody_s, damaged) == (None, None, None)


TABLOID = """Evening Whistle
News
Sport
Trains cancelled after goods wagon derails near Tolm
By Our Transport Desk
Tuesday, 3 March, 08:15
11 comments
Click to share on Hoot (Opens in new window)
A goods wagon left the rails near Tolm early on Tuesday and blocked the line to the coast, the railway said.

Nobody was hurt, but eleven trains were cancelled and thousands of people were late for work, it added.

Read more
CUTE Puppy rides the tram on its own

"We hope to open the line before the evening," a spokeswoman for the railway told the radio.

The line was last closed in January, when snow brought down a pole, according to the town council.
Support local news: become a member of the Evening Whistle today.
Comments are closed"""


def test_the_headline_is_found_above_byline_date_comments_and_share_bar() -> None:
    (article,) = clean(document(TABLOID))

    assert article.title == "Trains cancelled after goods wagon derails near Tolm"
    assert article.text.startswith(article.title)


@pytest.mark.parametrize(
    "stamp", ["16 May 2019, 16:45", "Friday, 17 May, 16:45 GMT", "Updated at 10:40 a.m. on 3 March 2020"]
)
def test_a_date_is_no_headline(stamp: str) -> None:
    body = "The council of Tolm decided on Monday to close the old bridge for repairs, its speaker said in the evening."
    (article,) = clean(document(f"Bridge of Tolm closes for repairs\n{stamp}\n\n{body}\n\n{body[:60]}, they said.\n"))

    assert article.title == "Bridge of Tolm closes for repairs"


@pytest.mark.parametrize(
    "menu", ["Home | World | Sport | Subscribe", "News › Middle East › Syria", "HOME • LOCAL NEWS • WEATHER • MORE"]
)
def test_a_menu_on_one_line_is_no_headline(menu: str) -> None:
    lead = "Police arrested two men in Velmar on Monday after the harbour gate was set on fire."
    more = "The fire was put out within an hour, the city council said, and nobody was hurt."

    (article,) = clean(document(f"{menu}\nWe use cookies. Accept all\n\n{lead}\n\n{more}\n"))
    assert article.title is None and article.text == f"{lead}\n{more}"

    (named,) = clean(document(f"Harbour gate of Velmar set on fire\n{menu}\n\n{lead}\n\n{more}\n"))
    assert named.title == "Harbour gate of Velmar set on fire"


def test_a_teaser_between_paragraphs_is_left_out() -> None:
    (article,) = clean(document(TABLOID))

    assert "Puppy" not in article.text and "Click to share" not in article.text
    assert "before the evening" in article.text


@pytest.mark.parametrize(
    "line",
    [
        "Support local news: become a member of the Evening Whistle today.",
        "This transcript was typed in a rush and may contain errors.",
        "More from the Whistle: What the tram costs you",
        "Our standards: how we check what we print",
        "Get the letter from our editor. Enter your email address",
    ],
)
def test_what_the_site_says_below_a_text_of_a_table_is_left_out(line: str) -> None:
    body = [
        "The dockers of Tolm went back to work on Monday after three weeks, the port said in a statement.",
        "Their union and the port agreed on six per cent more pay, both sides told reporters.",
        "Ships had waited outside the harbour for days, and shops in the town were short of fruit.",
    ]
    row = json.dumps({"title": "Dockers go back to work", "body": "\n\n".join([*body, line])})
    (article,) = clean(document(row, "application/json"))

    assert article.text == "\n".join(body)


BRIDGE = [
    "A bridge over the Tolm fell on Monday after a week of rain, the town council said in a statement.",
    "Nobody was hurt, and the road along the river is open, the mayor told reporters in the evening.",
    "The bridge was built in 1931 and was to be replaced next year, according to the council.",
]


def test_the_press_that_wrote_a_text_is_its_agency_and_no_author_and_that_of_a_picture_is_neither() -> None:
    page = "\n\n".join(
        ["Bridge falls in Tolm after rain", *BRIDGE, "The bridge on Monday. (Photo by IRNA)", "By Press TV"]
    )
    (article,) = clean(document(page))

    assert (article.agencies, article.authors) == (("Press TV",), ())


def test_an_author_with_an_agency_is_told_from_it() -> None:
    row = json.dumps({"author": "Jane Roe, with Northern Wire", "text": "\n".join(BRIDGE)})
    (article,) = clean(document(row, "application/json"))

    assert (article.agencies, article.authors) == (("Northern Wire",), ("Jane Roe",))


@pytest.mark.parametrize(
    ("outlet", "agencies"), [("Nile News Agency", ()), ("Nile Daily Post", ("National News Agency",))]
)
def test_the_initials_of_an_outlet_are_no_agency_of_another_land(outlet: str, agencies: tuple[str, ...]) -> None:
    row = json.dumps({"outlet": outlet, "text": "TOLM, March 3 (NNA) – " + "\n".join(BRIDGE)})
    (article,) = clean(document(row, "application/json"))

    assert (article.outlet, article.agencies) == (outlet, agencies)


def test_a_site_does_not_credit_itself() -> None:
    row = json.dumps({"source": "ompa-ostmark.example", "text": "TOLM, March 3 (OMPA) -- " + "\n".join(BRIDGE)})
    (article,) = clean(document(row, "application/json"))

    assert article.agencies == ()


def test_a_page_without_words_is_refused() -> None:
    with pytest.raises(RashomonError, match=r"nothing in the document|no words|no element"):
        clean(document("<html><body><img src='a.png'></body></html>", "text/html"))


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not beside this checkout")
def test_the_seeds_lose_no_body_and_keep_no_furniture() -> None:
    furniture = (
        "cookie",
        "comment",
        "Mostra altro",
        "correlati",
        "All news",
        "Nipah",
        "karate",
        "debtors",
        "Back to top",
    )
    for path in sorted(SEEDS.glob("*.txt")):
        (article,) = clean(document(path.read_bytes()))
        assert not [word for word in furniture if word.lower() in article.text.lower()], path.name
        dropped = [b for b in article.blocks if not b.kept and b.kind in ("other", "body")]
        assert not dropped, path.name
        titles = [b for b in article.blocks if b.kept and b.kind == "title"]
        assert len(titles) <= 1


PAGE = """<html><head><title>River rises in Osk</title>
<meta property="og:site_name" content="{outlet}">
<meta property="article:published_time" content="{published}">
<meta property="article:modified_time" content="{modified}"></head><body><article><h1>River rises in Osk</h1>
<p>The river rose by two metres on Tuesday, officials of the province said, and two bridges were shut to traffic.</p>
<p>Schools stay closed until Friday, the governor told reporters in the town hall after a meeting with the army.</p>
</article></body></html>"""


def page(outlet: str, published: str, modified: str) -> Document:
    body = PAGE.format(outlet=outlet, published=published, modified=modified).encode()
    return Document(document_id(body), None, None, None, "text/html", "utf-8", body)


def test_a_clock_without_a_zone_is_that_of_the_outlets_country() -> None:
    (article,) = clean(page("Mehr News Agency", "2017-04-12T01:00:00", ""))
    assert (article.published, article.published_latest) == ("2017-04-11T20:30:00Z", "2017-04-11T20:30:00Z")
    (article,) = clean(page("TASS", "2017-04-12T01:00:00", ""))
    assert (article.published, article.published_latest) == ("2017-04-11T13:00:00Z", "2017-04-11T23:00:00Z")
    (article,) = clean(page("Valley Post", "2017-04-12T01:00:00", ""))
    assert article.published == article.published_latest == "2017-04-12T01:00:00Z"


def test_when_a_page_was_changed_is_a_judgement_with_what_the_page_states() -> None:
    made = clean_page(page("Valley Post", "2017-04-12T01:00:00Z", "2017-04-13T09:00:00+02:00"))
    (judgement,) = made.judgements
    assert (judgement.relation, judgement.left) == ("modified", made.articles[0].id)
    assert judgement.right == "2017-04-13T07:00:00Z"
    assert judgement.reasons[0].left == "2017-04-13T09:00:00+02:00"


def test_a_page_that_was_not_changed_after_its_publication_says_nothing_of_changes() -> None:
    assert clean_page(page("Valley Post", "2017-04-12T01:00:00Z", "2017-04-12T01:00:00Z")).judgements == []
    assert clean_page(page("Valley Post", "2017-04-12T01:00:00Z", "")).judgements == []


@pytest.mark.parametrize(
    "line",
    [
        "Have a tip about the harbour? Write to desk@valleypost.example.",
        "Join our forums to talk about rivers and bridges with other readers.",
        "Want more news of the valley? Subscribe to our weekly letter.",
        "Stay up to date with the Valley Post: sign up for the newsletter.",
        "This article may not be reproduced without the permission of the Valley Post.",
        "Follow Anna Roe on Twitter.",
        "Subscribe to the Post and keep up with your favourite columnists.",
        "I agree that Valley Sport can send me the match letter and other e-mails.",
        "Get the day's stories in your inbox every morning.",
        "Click here for the map of the valley.",
        "Download our free weather app",
        "Suscríbete a nuestro boletín y recibe las noticias del puerto",
        "Inscrivez-vous à notre lettre du matin",
        "Подписывайтесь на наш канал",
        "Bültenimize abone olun",
        "تابعنا على تويتر",
    ],
)
def test_a_site_that_speaks_to_its_readers_is_known_by_its_words(line: str) -> None:
    assert speaks_to_readers(line)


@pytest.mark.parametrize(
    "line",
    [
        "Have a question of their own the ministers did, and they put it in writing.",
        "Join our ranks, the general told the recruits of the town.",
        "This document is subject to approval by both parliaments.",
        "The article may not be what it seems, he said of the leak.",
        "Follow-up talks will be held in Osk.",
        "Subscribers of the pension fund sued it on Friday.",
        "Get the ministers to one table in your lifetime, she told him, and I will thank you.",
        "Sign up for the draft they must, the parliament decided.",
    ],
)
def test_people_who_are_quoted_or_documents_that_are_told_of_are_no_notices(line: str) -> None:
    assert not speaks_to_readers(line)


@pytest.mark.parametrize(
    "line",
    [
        "Also on valleypost.example Dockers block the bridge",
        "On ValleyPost.com: Ferry prices rise again",
        "Related coverage: Ferry prices rise again",
        "İlgili haber: Köprü yeniden açıldı",
        "Must read: The last ferryman",
        "Más información: El puente sigue cerrado",
    ],
)
def test_a_line_that_sends_readers_to_other_articles_is_left_out_of_the_text(line: str) -> None:
    body = [*BRIDGE, *(paragraph.replace("Monday", "Tuesday") for paragraph in BRIDGE)]
    (article,) = clean(document("\n".join(["Bridge falls in Tolm after rain", *body[:3], line, *body[3:]])))

    assert line not in article.text
    assert all(paragraph in article.text for paragraph in body)


@pytest.mark.parametrize("line", ["On Monday: three ministers, one table.", "Related to the mayor, Roe stood down."])
def test_a_sentence_of_the_article_sends_nobody_away(line: str) -> None:
    assert not opens_list(line)


def test_who_signed_a_quoted_post_is_kept() -> None:
    signed = "— Ada Roe (@adaroe) April 12, 2017"
    post = "Nobody was hurt when the bridge fell, and the road is open."
    (article,) = clean(document("\n".join(["Bridge falls in Tolm after rain", *BRIDGE, post, signed, *BRIDGE])))

    assert signed in article.text


def test_no_sentence_of_a_page_on_one_line_is_lost_between_others() -> None:
    told = [*BRIDGE, "It fell.", "A hoax, some said at first.", '"Not so," she said.', "His brothers: Ivo, Jan."] * 6
    page = " ".join(["Home World Sport Sign in Bridge falls in Tolm", *told, "Read more: Ferry prices rise again"])
    (article,) = clean(document(page))

    assert " ".join(told[1:]) in article.text
    assert "Ferry prices" not in article.text


def test_what_somebody_pastes_is_kept_whole() -> None:
    """No line of it stands out as furniture, however short the text is."""
    lines = (
        "Harbour strike enters second week",
        "Dockers in Port Mareth walked out again on Tuesday, the union's leader Ilse Brandt said.",
        '"We will not go back before the ministry signs," Brandt told reporters on 12 March 2024.',
    )
    (article,) = clean(document("\n\n".join(lines)))
    assert article.text == "\n".join(lines)


def test_a_paragraph_pasted_below_its_byline_is_the_article() -> None:
    lines = (
        "By Mara Ilves",
        "3 May 2018",
        "The mayor of Sorrin said on Thursday that 2.4 kilometres of road would stay closed for a week.",
    )
    (article,) = clean(document("\n".join(lines)))
    assert lines[2] in article.text and lines[1] not in article.text
    assert (article.language, article.published) == ("en", "2018-05-03T00:00:00Z")


def test_notices_are_no_prose_even_where_nothing_else_is_said() -> None:
    notice = "We use cookies to improve your experience. By continuing you accept our cookie policy."
    (article,) = clean(document(f"Bridge closed in Sorrin\nBy Mara Ilves\n{notice}\n"))
    assert notice not in article.text


@pytest.mark.parametrize(
    ("headline", "sentence"),
    [
        ("ブレニク駅に砲撃", "火曜日、ブレニク駅に砲弾が当たり、9人が死亡したと国防省が発表した。"),
        ("布伦尼克车站遭炮击", "国防部说,星期二炮弹击中布伦尼克车站,九人死亡,二十二人受伤。"),
    ],
)
def test_a_sentence_of_a_script_without_spaces_is_prose_and_no_item_of_a_menu(headline: str, sentence: str) -> None:
    (article,) = clean(document(f"{headline}\n\n2019年5月14日\n\n{sentence}\n"))
    assert sentence in article.text
