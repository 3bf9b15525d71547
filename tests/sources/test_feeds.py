"""Feeds give their entries as documents; sitemaps and feeds list addresses; nothing they declare is looked up."""

from pathlib import Path

import pytest

from rashomon.errors import Unreadable
from rashomon.record import Document
from rashomon.sources.decode import decode
from rashomon.sources.feeds import listed
from rashomon.sources.files import Unread, read
from rashomon.sources.limits import DEFAULT

RSS = """<?xml version="1.0" encoding="windows-1252"?>
<!-- made by hand -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Harbour Gazette</title><link>https://harbour.example/</link><language>en</language>
<item><title>Ferry &amp; bridge closed</title><link>/2021/ferry</link><pubDate>Thu, 04 Mar 2021 08:06:07 +0300</pubDate>
<dc:creator>Ana Pereira</dc:creator><category>Local</category><description>A short lead.</description>
<content:encoded><![CDATA[<p>The ferry&nbsp;was closed &ndash; café owners protested.</p>
<p>It reopens on Monday.</p>]]></content:encoded></item>
<item><title>No words of its own</title><guid>https://harbour.example/2</guid></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://north.example/news/">
<title>North</title>
<entry><title type="html">A &lt;b&gt;strike&lt;/b&gt; ends</title><link rel="self" href="x"/><link href="strike"/>
<published>2021-03-04T05:06:07Z</published><updated>2021-03-05T00:00:00Z</updated>
<author><name>J. Berg</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>Dockers ended <em>their</em> strike.</p></div></content>
<summary>Dockers ended it.</summary></entry></feed>"""


def read_file(path: Path, body: str | bytes) -> list[Document | Unread]:
    path.write_bytes(body if isinstance(body, bytes) else body.encode("utf-8"))
    return list(read([path]))


def test_an_rss_entry_is_a_document_with_its_own_address_date_and_author(tmp_path: Path) -> None:
    page, bare = read_file(tmp_path / "feed.rss", RSS.encode("cp1252"))

    assert isinstance(page, Document) and page.url == "https://harbour.example/2021/ferry"
    decoded = decode(page)
    assert decoded.text == "The ferry was closed – café owners protested.\n\nIt reopens on Monday."
    assert decoded.meta["title"] == "Ferry & bridge closed"
    assert decoded.meta["published"] == "2021-03-04T08:06:07+03:00"
    assert decoded.meta["authors"] == ("Ana Pereira",) and decoded.meta["section"] == "Local"
    assert isinstance(bare, Unread) and bare.error.startswith("no text in 1 of 2 entries of the feed")


def test_an_atom_entry_has_its_address_from_the_base_and_both_dates(tmp_path: Path) -> None:
    (page,) = read_file(tmp_path / "feed.xml", ATOM)

    assert isinstance(page, Document) and page.url == "https://north.example/news/strike"
    decoded = decode(page)
    assert decoded.text == "Dockers ended their strike."
    assert decoded.meta["title"] == "A strike ends"
    assert (decoded.meta["published"], decoded.meta["modified"]) == ("2021-03-04T05:06:07Z", "2021-03-05T00:00:00Z")


def test_a_feed_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    found = read_file(tmp_path / "feed.rss", RSS.encode("cp1252")[: RSS.index("<item><title>No words")])

    assert [type(item) for item in found] == [Document]


def test_sitemaps_list_addresses_with_their_dates_and_lead_to_other_sitemaps() -> None:
    body = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
      xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
      <url><loc> https://north.example/1 </loc><lastmod>2021-03-04</lastmod></url>
      <url><loc>/2</loc><news:news><news:publication_date>2021-03-05</news:publication_date></news:news></url>
      <url><loc>javascript:alert(1)</loc></url><url><loc>file:///etc/passwd</loc></url></urlset>"""

    found = listed(body, "https://north.example/sitemap.xml", DEFAULT)
    (outer,) = listed(
        b"<sitemapindex><sitemap><loc>https://a.example/s.xml</loc></sitemap></sitemapindex>", "", DEFAULT
    )

    assert [(item.url, item.stamp) for item in found] == [
        ("https://north.example/1", "2021-03-04"),
        ("https://north.example/2", "2021-03-05"),
    ]
    assert outer.is_list and outer.url == "https://a.example/s.xml"


def test_a_sitemap_given_as_a_file_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (found,) = read_file(tmp_path / "sitemap.xml", "<urlset><url><loc>https://a.example/</loc></url></urlset>")

    assert isinstance(found, Unread) and "is a sitemap" in found.error and "rashomon watch" in found.error


LAUGHS = '<!DOCTYPE rss [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1 if n else str()};" * 10}">' for n in range(12)
)


@pytest.mark.parametrize(
    "body",
    [
        LAUGHS + "]><rss><channel><item><description>&a11;</description></item></channel></rss>",
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><description>&x;</description></item></channel></rss>',
        '<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]><rss/>',
    ],
)
def test_entities_that_a_feed_declares_are_never_read(tmp_path: Path, body: str) -> None:
    found = read_file(tmp_path / "feed.xml", body)

    assert [item.error.split(":")[0] for item in found if isinstance(item, Unread)] == [
        "the XML declares entities of its own, which are not read"
    ]
    assert not [item for item in found if isinstance(item, Document)]
    with pytest.raises(Unreadable):
        listed(body.encode(), "", DEFAULT)


def test_trees_without_end_cost_themselves(tmp_path: Path) -> None:
    body = "<rss><channel><item><description>" + "<a>" * 200_000 + "deep" + "</a>" * 200_000

    assert len(read_file(tmp_path / "feed.xml", body)) <= 2


def test_other_xml_is_read_as_markup(tmp_path: Path) -> None:
    (page,) = read_file(
        tmp_path / "story.xml", "<nitf><body><p>The ferry was halted.</p><p>It rained.</p></body></nitf>"
    )

    assert isinstance(page, Document) and decode(page).text == "The ferry was halted.\n\nIt rained."
