"""How are feeds read? Full text inside, the day as stated, and nothing lost over markup that is no XML."""

from pathlib import Path
from typing import Any

import pytest

from index.draft import Draft, Unreadable
from index.formats import format_of
from index.formats.feed import is_atom, is_rss, read
from index.formats.format import Stated

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Newsroom</title><link>https://newsroom.example/</link><language>{language}</language>
{items}
</channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}"><title>Newsroom</title>
{items}
</feed>"""
PLAIN = "<title>A visit</title><link>https://newsroom.example/en/a-visit/3000124</link>"


def rss(items: str, language: str = "en") -> list[Any]:
    return list(read(RSS.format(items=items, language=language).encode()))


def atom(items: str, language: str = "en") -> list[Any]:
    return list(read(ATOM.format(items=items, language=language).encode()))


def item(inside: str, language: str = "en") -> Draft:
    (draft,) = rss(f"<item>{inside}</item>", language)
    assert isinstance(draft, Draft)
    return draft


def entry(inside: str, language: str = "en") -> Draft:
    (draft,) = atom(f"<entry>{inside}</entry>", language)
    assert isinstance(draft, Draft)
    return draft


def test_an_item_of_rss_is_a_draft() -> None:
    draft = item(
        "<title>Besuch am Bodensee</title><link>https://newsroom.example/de/besuch/3000123</link>"
        "<pubDate>Tue, 04 May 2021 23:30:00 +0200</pubDate><category>Bodensee</category><category>Rede</category>"
        "<description><![CDATA[<p>Am&nbsp;Ufer&shy;weg.</p><p>Zweitens.</p>]]></description>",
        "de-DE",
    )
    assert draft == Draft(
        url="https://newsroom.example/de/besuch/3000123",
        title="Besuch am Bodensee",
        paragraphs=("Am Ufer\u00adweg.", "Zweitens."),
        published="Tue, 04 May 2021 23:30:00 +0200",
        kind="Rede",
        language="de-DE",
    )


def test_an_entry_of_atom_is_a_draft() -> None:
    draft = entry(
        "<title type='html'>A &amp;lt;b&amp;gt; and &lt;b&gt;bold&lt;/b&gt; visit</title><id>urn:uuid:1</id>"
        "<link rel='alternate' href='https://newsroom.example/en/a-visit/3000124'/>"
        "<link rel='alternate' hreflang='de' href='https://newsroom.example/de/ein-besuch/3000123'/>"
        "<link rel='alternate' hreflang='en' href='https://newsroom.example/en/a-visit/3000124'/>"
        "<link rel='self' href='https://newsroom.example/atom/1'/>"
        "<published>2021-05-04T23:30:00-08:00</published><updated>2022-01-01T00:00:00Z</updated>"
        "<category term='Press release'/>"
        "<summary>What it was about.</summary>"
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>First.</p><p>Then.</p></div></content>"
    )
    assert draft == Draft(
        url="https://newsroom.example/en/a-visit/3000124",
        title="A <b> and bold visit",
        lead="What it was about.",
        paragraphs=("First.", "Then."),
        published="2021-05-04T23:30:00-08:00",
        kind="Press release",
        language="en",
        translation_of=("https://newsroom.example/de/ein-besuch/3000123",),
    )


@pytest.mark.parametrize(
    ("inside", "paragraphs", "lead"),
    [
        ("<description>Teaser.</description><content:encoded>&lt;p&gt;Full.&lt;/p&gt;</content:encoded>",
         ("Full.",), "Teaser."),
        ("<content:encoded>&lt;p&gt;Full.&lt;/p&gt;</content:encoded><description>Teaser.</description>",
         ("Full.",), "Teaser."),
        ("<description>Full …</description><content:encoded>&lt;p&gt;Full text.&lt;/p&gt;</content:encoded>",
         ("Full text.",), None),
        ("<description>One\n\nTwo &amp;amp; three</description>", ("One", "Two & three"), None),
        ("<description>a &lt; b</description>", ("a < b",), None),
        ("<description/>", (), None),
    ],
)  # fmt: skip
def test_the_full_text_goes_before_the_description(inside: str, paragraphs: tuple[str, ...], lead: str | None) -> None:
    draft = item(PLAIN + inside)
    assert (draft.paragraphs, draft.lead) == (paragraphs, lead)


@pytest.mark.parametrize(
    ("inside", "published"),
    [
        ("<updated>2022-01-01T00:00:00Z</updated>", "2022-01-01T00:00:00Z"),
        ("<updated>2022-01-01T00:00:00Z</updated><published>2021-05-04T00:00:00Z</published>", "2021-05-04T00:00:00Z"),
        ("", None),
    ],
)
def test_the_day_of_change_stands_in_only_where_there_is_none_of_publication(
    inside: str, published: str | None
) -> None:
    assert entry(PLAIN + inside).published == published


@pytest.mark.parametrize(
    ("language", "inside", "found"),
    [
        ("de", "<title>x</title>", "de"),
        ("de", "<title xml:lang='en-GB'>x</title>", "en-GB"),
        ("de", "<title>x</title><content xml:lang='en'>y</content>", "en"),
        ("", "<title>x</title>", None),
    ],
)
def test_the_language_is_that_of_the_entry_or_else_of_the_feed(language: str, inside: str, found: str | None) -> None:
    assert entry(inside, language).language == found


@pytest.mark.parametrize(
    ("inside", "id", "url"),
    [
        ("<guid isPermaLink='false'>3000124</guid>", "3000124", None),
        ("<guid>https://newsroom.example/en/a/1</guid>", None, "https://newsroom.example/en/a/1"),
        ("<guid isPermaLink='false'>7</guid><link>https://newsroom.example/en/a/1</link>", None,
         "https://newsroom.example/en/a/1"),
        ("<link>/en/a/1</link>", None, "https://newsroom.example/en/a/1"),
    ],
)  # fmt: skip
def test_the_address_of_its_page_identifies_a_release_before_the_feeds_own_id(
    inside: str, id: str | None, url: str | None
) -> None:
    draft = item("<title>x</title>" + inside)
    assert (draft.id, draft.url) == (id, url)


@pytest.mark.parametrize("id", ["urn:uuid:1", "tag:newsroom.example,2021:1", "3000124"])
def test_the_id_of_an_entry_without_a_page_is_no_address(id: str) -> None:
    draft = entry(f"<title>x</title><id>{id}</id>")
    assert (draft.id, draft.url) == (id, None)


def test_relative_addresses_are_completed_by_where_the_feed_was_fetched_from() -> None:
    content = ATOM.format(items="<entry><link href='a-visit/3000124'/></entry>", language="en").encode()
    (draft,) = read(content, Stated(None, "https://newsroom.example/en/feed.xml"))
    assert isinstance(draft, Draft)
    assert draft.url == "https://newsroom.example/en/a-visit/3000124"


def test_a_link_to_a_home_page_or_into_a_third_language_is_no_translation() -> None:
    others = "".join(
        f"<atom:link rel='alternate' hreflang='{language}' href='https://newsroom.example{path}'/>"
        for language, path in [("de", "/de"), ("de", "/de/index.html"), ("fr", "/fr/visite/1"), ("x-default", "/a/1")]
    )
    assert item(PLAIN + others).translation_of == ()


def test_a_category_that_names_no_kind_is_a_subject() -> None:
    assert item(PLAIN + "<category>Irak</category>").kind is None


@pytest.mark.parametrize(
    "broken",
    [
        "<item><title>Fish & chips &nbsp; caf&eacute;</title></item>",
        "\n\n<item><title>Fish &amp; chips \x0b  caf\u00e9</title></item><item>",
        "<item><foo:title>no</foo:title><title>Fish &amp; chips caf\u00e9</title><content:encoded/></item>",
    ],
)
def test_what_is_no_xml_is_mended(broken: str) -> None:
    content = f"<rss version='2.0'><channel>{broken}</channel></rss>".encode()
    first = next(read(content))
    assert isinstance(first, Draft)
    assert (first.title or "").split() == ["Fish", "&", "chips", "café"]


def test_a_prefix_that_the_feed_forgets_to_declare_is_known() -> None:
    content = b"<rss><channel><item><title>x</title><content:encoded>Full.</content:encoded></item></channel></rss>"
    (draft,) = read(content)
    assert isinstance(draft, Draft)
    assert draft.paragraphs == ("Full.",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "iso-8859-1", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_feed_is_read_in_the_encoding_that_it_is_in(encoding: str) -> None:
    stated = "iso-8859-1" if encoding == "iso-8859-1" else "utf-8"
    item = "<item><title>Ein Grußwort</title></item>"
    text = f"<?xml version='1.0' encoding='{stated}'?><rss><channel>{item}</channel></rss>"
    (draft,) = read(text.encode(encoding))
    assert isinstance(draft, Draft)
    assert draft.title == "Ein Grußwort"
    assert is_rss(text.encode(encoding))


def test_an_entry_that_cannot_be_read_does_not_keep_the_others_from_being_read() -> None:
    huge = "<item><title>x</title><description><![CDATA[" + "<p>x" * 40_000 + "]]></description></item>"
    kinds = [type(found) for found in rss(f"<item>{PLAIN}</item>{huge}<item>{PLAIN}</item>")]
    assert kinds == [Draft, Unreadable, Draft]


@pytest.mark.parametrize(
    "content",
    [b"", b"no feed", b"<html><p>x</html>", b"<urlset><url/></urlset>", b"\x00\x01", b"<?xml version='1.0'?>"],
)
def test_what_is_no_feed_is_unreadable(content: bytes) -> None:
    with pytest.raises(Unreadable):
        list(read(content))


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"<?xml version='1.0'?>\n<!-- x --> <?a b?><rss version='2.0'>", "RSS 2.0"),
        (b"<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", "RSS 2.0"),
        (b"\xef\xbb\xbf<feed xmlns='http://www.w3.org/2005/Atom'>", "Atom"),
        (b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss>", "RSS 2.0"),
        (b"<html><!-- <rss> --><body>", "HTML page"),
        (b"<urlset>", None),
    ],
)
def test_a_feed_is_told_by_its_first_element(head: bytes, expected: str | None) -> None:
    found = format_of("download", head)
    assert (found.name if found else None) == expected
    assert not (is_rss(head) and is_atom(head))


def test_an_entity_that_names_a_file_is_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    content = (
        f"<!DOCTYPE rss [<!ENTITY a SYSTEM '{secret.as_uri()}'>]>"
        "<rss><channel><item><title>A &a; visit</title></item></channel></rss>"
    )
    (draft,) = read(content.encode())
    assert isinstance(draft, Draft)
    assert draft.title == "A &a; visit"


@pytest.mark.parametrize(
    "content",
    [b"<rss/>", b"<rss><channel><title>x</title></channel></rss>", b"<feed xmlns='http://n/}x{'><entry/></feed>"],
)
def test_a_feed_without_an_entry_is_told_of(content: bytes) -> None:
    with pytest.raises(Unreadable, match="no entry"):
        list(read(content))


@pytest.mark.parametrize("end", ["", "</channel>", "</channel></rs"])
def test_of_a_feed_that_is_cut_off_the_last_entry_is_left_out(end: str) -> None:
    item = f"<item>{PLAIN}<description>Some text.</description></item>"
    found = read(f"<rss><channel>{item}{item}{item[:-30]}{end}".encode())
    assert [type(next(found)) for _ in range(2)] == [Draft, Draft]
    with pytest.raises(Unreadable, match="cut off in entry 3"):
        next(found)


def test_a_feed_that_a_comment_ends_is_whole() -> None:
    content = RSS.format(items=f"<item>{PLAIN}</item>", language="en") + "\n<!-- made by hand -->\n"
    assert len(list(read(content.encode()))) == 1


def test_a_feed_that_nests_too_deeply_is_unreadable_and_loses_no_entry_unseen() -> None:
    deep = "<a>" * 3_000 + "</a>" * 3_000
    with pytest.raises(Unreadable, match="nested too deeply"):
        rss(f"<item>{PLAIN}</item>{deep}<item>{PLAIN}</item>")
