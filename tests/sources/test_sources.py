"""Files, folders, standard input: what is read, what it is, and what is not."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articast import sources
from articast.errors import SourceError
from articast.model import Document
from articast.sources import Options, SourceFailure
from articast.sources.feeds import entries
from articast.sources.kinds import kind_of
from articast.sources.markup import inflated, moment, tree
from articast.sources.sitemaps import places


class Forgetful:
    """A memory that keeps nothing."""

    def recall(self, _url):
        return None

    def remember(self, _url, _visit):
        raise AssertionError("nothing was published")


def read(*names, base=Path(), **options):
    return list(sources.read([str(name) for name in names], Options(**options), Forgetful(), base))


def ids(found):
    return [one.id for one in found if isinstance(one, Document)]


def test_a_folder_gives_its_articles_in_name_order_folders_where_their_names_come(tmp_path):
    for name in ("b/2.md", "b/1.html", "a.txt", "c.htm", "README.md", "b/deep/x.markdown", "d.xhtml"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text")
    for name in ("style.css", "pic.png", ".hidden.md", "a.script.toml", ".git/x.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text")
    found = read(tmp_path, base=tmp_path)
    assert ids(found) == ["README.md", "a.txt", "b/1.html", "b/2.md", "b/deep/x.markdown", "c.htm", "d.xhtml"]
    assert [one.media_type for one in found][:4] == ["text/markdown", "text/plain", "text/html", "text/markdown"]


DRAFTS = [
    "---\ntitle: x\ndraft: true\n---\ntext",
    "---\r\ndraft: True # not yet\r\ntitle: x\r\n---\r\ntext",
    "+++\ntitle = 'x'\ndraft = true\n+++\ntext",
    "---\npublished: false\n---\ntext",
    "\ufeff---\ndraft: 'yes'\n---\ntext",
    '{\n  "title": "x",\n  "draft": true\n}\ntext',
    '---json\n{"draft": true, "title": "x"}\n---\ntext',
]
READY = [
    "---\ntitle: x\ndraft: false\n---\ntext",
    '{"title": "a \\"draft\\": true story", "draft": false}\ntext',
    "---\ntitle: x\n---\ndraft: true\n---\ntext",
    "---\ntitle: x\n  draft: true of heart\npublished: 2026-01-01\n---\ntext",
    "draft: true",
    "---\ndraft: true\n",
]


@pytest.mark.parametrize(("text", "draft"), [*((text, True) for text in DRAFTS), *((text, False) for text in READY)])
def test_a_draft_is_not_published_but_can_be_proofread(tmp_path, text, draft):
    path = tmp_path / "a.md"
    path.write_bytes(text.encode())
    assert ids(read(tmp_path, base=tmp_path)) == ([] if draft else ["a.md"])
    (named,) = read(path, base=tmp_path)
    assert isinstance(named, SourceFailure) is draft
    assert not draft or "draft" in str(named.error)
    assert ids(read(path, base=tmp_path, drafts=True)) == ids(read(tmp_path, base=tmp_path, drafts=True)) == ["a.md"]


def test_an_id_is_relative_to_the_base_and_a_source_as_named(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "a.md").write_text("# Hello")
    (found,) = read(tmp_path / "a.md", base=tmp_path / "site")
    assert (found.id, found.source) == ("../a.md", str(tmp_path / "a.md"))
    assert found.modified.tzinfo is not None


@pytest.mark.parametrize("name", ["a.script.toml", "a.html.script.toml"])
def test_edits_beside_the_article_come_with_it(tmp_path, name):
    (tmp_path / "a.html").write_text("<p>Hello")
    (tmp_path / name).write_bytes(b"voice = 'x'")
    (found,) = read(tmp_path)
    assert found.edits == b"voice = 'x'"


def test_links_that_lead_back_up_end(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.md").write_text("text")
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert ids(read(tmp_path, base=tmp_path)) == ["a/x.md"]


def test_what_we_write_ourselves_is_passed_over(tmp_path):
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "index.html").write_text("<p>ours")
    (tmp_path / "a.md").write_text("text")
    assert ids(read(tmp_path, base=tmp_path, ours=(tmp_path / "output",))) == ["a.md"]


def test_one_bad_source_does_not_stop_the_others(tmp_path):
    (tmp_path / "good.md").write_text("text")
    (tmp_path / "big.md").write_bytes(b"x" * 2000)
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere.md")
    os.mkfifo(tmp_path / "pipe.md")
    found = read(tmp_path / "missing.html", tmp_path, "gopher://host/x", base=tmp_path, max_bytes=1000)
    assert ids(found) == ["good.md"]
    failures = {Path(one.source).name: str(one.error) for one in found if isinstance(one, SourceFailure)}
    assert "no such file" in failures["missing.html"]
    assert "max_bytes" in failures["big.md"]
    assert "no such file" in failures["gone.md"]
    assert "pipe" in failures["pipe.md"]
    assert "no http:// or https://" in failures["x"]


def test_an_article_named_twice_is_read_once(tmp_path):
    (tmp_path / "a.md").write_text("text")
    assert ids(read(tmp_path / "a.md", tmp_path, base=tmp_path)) == ["a.md"]


def test_a_folder_is_read_no_further_than_asked_for(tmp_path, monkeypatch):
    for number in range(50):
        (tmp_path / f"{number:02}.md").write_text("text")
    opened = []
    real = os.open
    monkeypatch.setattr(os, "open", lambda path, *rest, **more: (opened.append(path), real(path, *rest, **more))[1])
    next(iter(sources.read([str(tmp_path)], Options(), Forgetful(), tmp_path)))
    assert len([path for path in opened if str(path).endswith(".md")]) == 1


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (b"<!DOCTYPE html><title>x</title><p>Hello", "text/html"),
        (b"  <article><p>Hello</article>", "text/html"),
        (b"---\ntitle: Hello\n---\nWords", "text/markdown"),
        (b"# Hello\n\nWords", "text/markdown"),
        ("Just words.\n\nÜber alles.".encode(), "text/plain"),
        (b"", "text/plain"),
    ],
)
def test_standard_input_is_known_by_how_it_begins(monkeypatch, body, media_type):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(body)))
    (found,) = read("-")
    assert (found.source, found.media_type, found.body) == ("-", media_type, body)


def test_articles_from_standard_input_are_told_apart_by_what_they_say(monkeypatch):
    ids = []
    for body in (b"One thing.", b"Another thing.", b"One thing."):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(body)))
        ids += [found.id for found in read("-")]
    assert ids[0] == ids[2] != ids[1]


def test_standard_input_that_is_no_article_is_refused(monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"\x89PNG\r\n\x1a\n\0\0")))
    (found,) = read("-")
    assert "no article" in str(found.error)


@pytest.mark.parametrize(
    ("body", "media_type", "name", "kind"),
    [
        (b"<?xml version='1.0'?><rss version='2.0'>", "text/html", "/feed", "feed"),
        (b"<!-- made by x --><feed xmlns='http://www.w3.org/2005/Atom'>", "application/xml", "/", "feed"),
        (b"<rdf:RDF xmlns:rdf='x'>", "text/xml", "/", "feed"),
        (b"<?xml version='1.0'?><urlset>", "text/xml", "/sitemap.xml", "sitemap"),
        (b"<?xml version='1.0'?><sm:sitemapindex>", "text/xml", "/", "sitemap"),
        (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html>", "application/xhtml+xml", "/", "html"),
        (b"words", "text/html", "/", "html"),
        (b"# words", "text/markdown; x"[:13], "/a.md", "markdown"),
        (b"<p>An HTML block begins it", "text/plain", "/a.md", "markdown"),
        (b"https://a.example/1\nhttps://a.example/2\n", "text/plain", "/sitemap.txt", "addresses"),
        (b"%PDF-1.7", "application/pdf", "/a", "other"),
        (b"{}", "application/json", "/a", "other"),
        (b"<svg", "image/svg+xml", "/a", "other"),
        ("<rss>".encode("utf-16"), "text/xml", "/", "feed"),
    ],
)
def test_a_body_is_what_it_says_of_itself_before_what_the_server_says(body, media_type, name, kind):
    assert kind_of(body, media_type, name) == kind


@given(st.binary(max_size=300), st.sampled_from(["", "text/html", "text/plain", "application/xml"]))
def test_anything_has_a_kind(body, media_type):
    assert kind_of(body, media_type)


@pytest.mark.parametrize(
    "body", [b"<!--" * 2000, b"<?xml " * 1000, b"<!DOCTYPE [" * 500, b" " * 100_000, b"<a" * 50_000]
)
def test_hostile_beginnings_have_a_kind_too(body):
    assert kind_of(body)


ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://a.example/blog/">
 <title>F</title>
 <entry><title type="html">Über &amp;lt;b&amp;gt; &lt;i&gt;alles&lt;/i&gt;</title><id>urn:1</id>
  <link rel="edit" href="/edit"/><link href="eins?utm_source=feed&amp;id=1"/>
  <author><name>Ann B.</name></author><author><name>Carl D.</name></author>
  <published>2024-02-30T10:00:00Z</published><updated>2024-03-01T10:00:00+01:00</updated>
  <category term="c1" label="Kaffee"/>
  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Ein <em>Satz</em>.</p>LONG</div></content></entry>
 <entry><title>Kurz</title><id>urn:2</id><link rel="alternate" href="/zwei"/><summary>Anriss …</summary></entry>
</feed>"""
RSS = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel>
 <title>F</title><language>fr-FR</language>
 <item><title>Caf&eacute; &amp; th&#233;</title><link> https://a.example/1 </link><guid isPermaLink="false">g1</guid>
  <pubDate>Wed, 02 Oct 2002 13:00:00 GMT</pubDate><dc:creator>Zo&#xEB;</dc:creator><author>x@y.example (Max M.)</author>
  <media:content url="/i.jpg" medium="image"/><media:title>no title</media:title>
  <description>&lt;p&gt;R&#233;sum&#233;&lt;/p&gt;</description>
  <content:encoded><![CDATA[<p>Tout&nbsp;le texte.</p>LONG]]></content:encoded></item>
 <item><title>Second</title><guid>https://a.example/2</guid><pubDate>the day before yesterday</pubDate>
  <content:encoded><![CDATA[<p>LONG</p><p>Weiterlesen &rarr;</p>]]></content:encoded></item>
</channel></rss>"""
LONG = "<p>" + "Many words are here. " * 50 + "</p>"


def test_an_atom_feed_is_read_with_its_base_language_and_content():
    first, second = entries(ATOM.replace("LONG", LONG).encode(), None, "https://f.example/feed")
    assert first.known.title == "Über <b> alles"
    assert first.link == "https://a.example/blog/eins?utm_source=feed&id=1"
    assert first.known.url == "https://a.example/blog/eins?id=1"
    assert first.known.authors == ("Ann B.", "Carl D.")
    assert first.known.language == "de"
    assert first.known.published is None, "30 February is ignored"
    assert first.known.modified.isoformat() == "2024-03-01T10:00:00+01:00"
    assert first.known.tags == ("Kaffee",)
    assert "<p>Ein <em>Satz</em>.</p>" in first.content
    assert first.full
    assert (second.link, second.full, second.known.summary) == ("https://a.example/zwei", False, "Anriss …")


def test_an_rss_feed_is_read_whatever_its_dates_and_entities():
    first, second = entries(RSS.replace("LONG", LONG).encode(), None, "https://a.example/feed")
    assert first.known.title == "Café & thé"
    assert first.link == "https://a.example/1"
    assert first.known.authors == ("Zoë", "Max M.")
    assert first.known.language == "fr-FR"
    assert first.known.published.isoformat() == "2002-10-02T13:00:00+00:00"
    assert first.known.summary == "Résumé"
    assert first.known.image == "https://a.example/i.jpg"
    assert first.full
    assert "Tout\u00a0le texte." in first.content
    assert "<h1>Café &amp; thé</h1>" in first.page()
    assert (second.link, second.known.published) == ("https://a.example/2", None)
    assert not second.full, "it ends in 'read on'"


def test_an_entrys_digest_changes_with_what_the_feed_says_of_it():
    (one, _), (same, _) = (list(entries(ATOM.encode(), None, "https://f.example/")) for _ in range(2))
    (other, _) = entries(ATOM.replace("Satz", "Wort").encode(), None, "https://f.example/")
    assert one.digest == same.digest != other.digest


def test_a_feed_in_a_legacy_encoding_is_read():
    declared = (
        "<?xml version='1.0' encoding='iso-8859-2'?><rss><channel><item><title>Łódź</title></item></channel></rss>"
    )
    assert [e.known.title for e in entries(declared.encode("iso-8859-2"), None, "")] == ["Łódź"]
    assert [e.known.title for e in entries(declared.encode("cp1250"), "cp1250", "")] == ["Łódź"]
    undeclared = "<rss><channel><item><title>Été “x”</title></item></channel></rss>"
    assert [e.known.title for e in entries(undeclared.encode("cp1252"), None, "")] == ["Été “x”"]


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>'
)
EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset><url><loc>&a;</loc></url></urlset>'


@pytest.mark.parametrize("body", [BOMB, EXTERNAL, EXTERNAL.replace("file:///etc/passwd", "http://127.0.0.1:9/x")])
def test_xml_with_entities_of_its_own_is_refused(body):
    with pytest.raises(SourceError, match="entities of its own"):
        tree(body.encode(), None, "feed")


SURROGATE = '<urlset xmlns="h&#xD800;ttp://maps.example"><url><loc>https://a.example/1</loc></url></urlset>'


@pytest.mark.parametrize("number", ["xD800", "55296", "0", "x1F", "xFFFFFFFF"])
def test_a_reference_to_what_is_no_character_breaks_a_namespace_and_is_nothing_in_a_text(number):
    with pytest.raises(SourceError, match=r"feed: its XML is broken"):
        tree(SURROGATE.replace("xD800", number).encode(), None, "feed")
    body = f"<rss><channel><item><title a='&#{number};'>T&#{number};o</title><guid>1</guid></item></channel></rss>"
    assert [entry.known.title for entry in entries(body.encode(), None, "")] == ["To"]


def test_entities_behind_the_first_element_are_not_followed_either():
    (entry,) = entries(f"<rss><channel><item><title>{EXTERNAL}</title><guid>1</guid></item>".encode(), None, "")
    assert "root:" not in entry.known.title


@pytest.mark.parametrize("body", [b"", b"not xml", b"\0\0", b"<rss", b"<" * 10_000])
def test_what_is_no_xml_is_refused_or_empty(body):
    try:
        found = list(entries(body, None, "x"))
    except SourceError as error:
        found = []
        words = str(error)
        assert "XML" in words
    assert found == []


def test_broken_xml_is_read_as_far_as_it_goes():
    found = list(entries(b"<rss><channel><item><title>A & B</title><link>https://a.example/</item><item>", None, ""))
    assert found[0].known.title.startswith("A")


def test_a_list_without_end_ends():
    found = entries(b"<rss><channel>" + b"<item/>" * 50_001, None, "https://a.example/")
    with pytest.raises(SourceError, match="over 50,000 entries"):
        list(found)


def test_deep_nesting_ends():
    body = b"<rss><channel><item><title>x</title>" + b"<a>" * 100_000
    assert len(list(entries(body, None, ""))) <= 1


@given(st.text(max_size=400))
def test_any_text_in_a_feed_is_read_or_refused(text):
    for body in (text, f"<rss><channel><item><title>{text}</title><link>{text}</link><pubDate>{text}</pubDate>"):
        try:
            list(entries(body.encode("utf-8", "surrogatepass"), None, "https://a.example/"))
        except SourceError:
            continue


def test_a_sitemap_lists_its_pages_with_their_dates_and_an_index_its_sitemaps():
    body = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      <url><loc> https://a.example/1 </loc><lastmod>2024-01-01</lastmod></url><url><loc>/2</loc></url><url/></urlset>"""
    assert [(p.url, p.changed, p.index) for p in places(body, None, "https://a.example/s.xml")] == [
        ("https://a.example/1", "2024-01-01", False),
        ("https://a.example/2", "", False),
    ]
    index = b"<sitemapindex><sitemap><loc>https://a.example/s1.xml</loc></sitemap></sitemapindex>"
    assert [(p.url, p.index) for p in places(index, None, "")] == [("https://a.example/s1.xml", True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-01T10:00:00Z", "2024-03-01T10:00:00+00:00"),
        ("2024-03-01", "2024-03-01T00:00:00+00:00"),
        ("Fri, 01 Mar 2024 10:00:00 +0200", "2024-03-01T10:00:00+02:00"),
        ("Fri, 01 Mar 2024 10:00:00", "2024-03-01T10:00:00+00:00"),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-12-31T23:59:59-14:00", None),
        ("Fri, 99 Mar 2024 10:00:00 GMT", None),
        ("", None),
        ("yesterday", None),
    ],
)
def test_a_date_is_read_or_ignored(text, expected):
    found = moment(text)
    assert (found.isoformat() if found else None) == expected


@given(st.text(alphabet="0123456789-:T+Z GMTFriMar,", max_size=40))
def test_no_date_breaks_the_reader(text):
    found = moment(text)
    assert found is None or found.tzinfo is not None


def test_gzip_is_unpacked_to_a_limit():
    import gzip

    assert inflated(gzip.compress(b"x" * 100), 100, "s") == b"x" * 100
    with pytest.raises(SourceError, match="unpacks to over"):
        inflated(gzip.compress(b"x" * 10_000), 1000, "s")
    with pytest.raises(SourceError, match="broken"):
        inflated(b"\x1f\x8bnonsense", 1000, "s")
