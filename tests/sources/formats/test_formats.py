"""Every format that archives come in: what is taken of it, what is not, and what is said of the rest."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime

import pytest

from articast import sources
from articast.model import Document
from articast.sources import Options, Passed, SourceFailure, formats
from articast.text import extract
from tests.sources.formats import build
from tests.sources.formats.build import BODY, FIRST, FOURTH, GUTENBERG, OTHER, SAID, SECOND, THIRD, TITLE, item, zipped

WHEN = datetime(2026, 3, 2, 9, tzinfo=UTC)
FILES = {
    "export.xml": build.wxr(),
    "ghost.json": build.ghost(),
    "substack.zip": zipped({**build.SUBSTACK, "posts/14.lost.html": OTHER}),
    "medium.zip": zipped(build.MEDIUM),
    "feed.json": json.dumps(build.JSONFEED).encode(),
    "rss.xml": build.RSS.encode(),
    "book.epub": build.epub(),
    "word.docx": build.docx(),
    "open.odt": build.odt(),
    "print.pdf": build.pdf(),
    "mail.eml": build.eml(),
    "plain.eml": build.eml(plain=True),
    "notion.zip": build.notion(),
    "notion.html": build.NOTION_HTML.encode(),
    "notion.md": build.NOTION_MD.encode(),
    "google.zip": zipped({"Doc/Doc.html": build.GDOC, "Doc/images/x.png": b"x"}),
    "wiki.html": build.WIKI.encode(),
    "amp.html": build.AMP.encode(),
    "medium.html": build.medium().encode(),
}
UNDATED = {"wiki.html", "book.epub", "word.docx", "open.odt", "print.pdf", "google.zip"}
UNSIGNED = {"wiki.html", "substack.zip", "notion.html", "google.zip"}


class Forgetful:
    """A memory that keeps nothing."""

    def recall(self, _url):
        return None

    def remember(self, _url, _visit):
        raise AssertionError("nothing was published")


@pytest.fixture
def read(tmp_path):
    def given(name, body, **options):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body.encode() if isinstance(body, str) else body)
        return list(sources.read([str(path)], Options(**options), Forgetful(), tmp_path))

    return given


def articles(found):
    return [extract.read(one) for one in found if isinstance(one, Document)]


def passed(found):
    return {one.source.rpartition("!/")[2]: one.why for one in found if isinstance(one, Passed)}


def failures(found):
    return [str(one.error) for one in found if isinstance(one, SourceFailure)]


def sentences(article):
    return [block.text for block in article.blocks if block.kind == "paragraph"]


@pytest.mark.parametrize("name", FILES)
def test_every_format_gives_the_article_whole_and_what_is_known_of_it(read, name):
    article = articles(read(name, FILES[name]))[0]
    assert article.title == TITLE
    text = " ".join(sentences(article))
    places = [text.find(sentence) for sentence in SAID]
    assert places == sorted(places)
    assert min(places) >= 0
    assert article.authors == (() if name in UNSIGNED else ("Ann Lee",))
    if name not in UNDATED:
        assert article.published.date() == WHEN.date()


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_a_format_reads_alike_every_time(read, name):
    first, second = read(name, FILES[name]), read(name, FILES[name])
    assert [one.body for one in first if isinstance(one, Document)] == [
        one.body for one in second if isinstance(one, Document)
    ]


def test_every_format_has_a_name_in_words():
    assert all(one.NAME.startswith(("a ", "an ")) and one.SUFFIXES for one in formats.every())


def test_what_is_not_read_says_what_is(read):
    (found,) = read("table.xlsx", b"PK\x03\x04nothing")
    assert "a Word document (.docx)" in str(found.error)
    assert "a PDF with text" in str(found.error)


@pytest.mark.parametrize(("name", "body"), [("a.json", '{"a": 1}'), ("a.xml", "<data>Words</data>"), ("a.gz", "Words")])
def test_data_that_is_no_feed_or_export_is_no_article(read, name, body):
    (found,) = read(name, body)
    assert "is no article that we read" in str(found.error)


def test_a_pdf_without_its_package_says_how_to_get_it(read, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pdfminer.layout", None)
    (found,) = read("a.pdf", build.pdf())
    assert "pip install 'articast[pdf]'" in str(found.error)


# WordPress

SECRETS = [
    (item(OTHER, status="draft", number=2), "drafts"),
    (item(OTHER, status="auto-draft", number=2), "drafts"),
    (item(OTHER, status="pending", number=2), "drafts"),
    (item(OTHER, status="private", number=2), "private posts"),
    (item(OTHER, status="trash", number=2), "deleted posts"),
    (item(OTHER, status="unheard-of", number=2), "posts that are not published"),
    (item(OTHER, password="letmein", number=2), "password-protected posts"),
    (item(OTHER, kind="page", number=2), "pages of WordPress"),
    (item(OTHER, kind="attachment", status="inherit", number=2), "attachments"),
    (item(OTHER, kind="nav_menu_item", number=2), "WordPress's own entries"),
    (item(OTHER, kind="post", status="inherit", number=2), "revisions"),
]


@pytest.mark.parametrize(("secret", "why"), SECRETS)
def test_of_a_wordpress_export_only_published_posts_are_read(read, secret, why):
    found = read("export.xml", build.wxr(item(BODY), secret))
    assert [one.id for one in found if isinstance(one, Document)] == ["https://blog.example/1/"]
    assert passed(found) == {"post-2": why}


def test_a_wordpress_post_comes_with_all_that_the_export_says_of_it(read):
    picture = item("", kind="attachment", status="inherit", number=7, more=(
        "<wp:attachment_url>https://blog.example/roof.jpg</wp:attachment_url>"
    ))  # fmt: skip
    thumb = "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>7</wp:meta_value></wp:postmeta>"
    article = articles(read("export.xml", build.wxr(item(BODY, more=thumb), picture)))[0]
    assert (article.id, article.url) == ("https://blog.example/1/", "https://blog.example/1/")
    assert (article.language, article.published) == ("en-GB", WHEN)
    assert article.modified == datetime(2026, 3, 3, 9, tzinfo=UTC)
    assert (article.summary, article.tags, article.slug) == ("A short word.", ("Harbour",), "new-library")
    assert article.image == "https://blog.example/roof.jpg"


def test_a_wordpress_login_is_nobodys_name(read):
    export = build.wxr(item(BODY)).replace(b"<![CDATA[Ann Lee]]>", b"<![CDATA[ann]]>")
    assert articles(read("export.xml", export))[0].authors == ()


def test_a_post_that_waits_for_its_time_comes_with_that_time(read):
    body = item(BODY, status="future").replace("2026-03-02 09:00:00", "2126-03-02 09:00:00")
    assert articles(read("export.xml", build.wxr(body)))[0].published.year == 2126


CONTENTS = [
    ("classic", f"{FIRST} {SECOND}\n\n{THIRD}\n{FOURTH}", [f"{FIRST} {SECOND}", f"{THIRD} {FOURTH}"]),
    ("blocks", GUTENBERG.partition("<!-- wp:block")[0], [f"{FIRST} {SECOND}"]),
    ("gallery", f'{FIRST}\n\n[gallery ids="1,2"]\n\n{THIRD}', [FIRST, THIRD]),
    ("embed", f"{FIRST}\n\n[embed]https://v.example/1[/embed]\n\n{THIRD}", [FIRST, THIRD]),
    ("builder", f'[vc_row][vc_column width="1/2"]{FIRST}[/vc_column][/vc_row]\n\n{THIRD}', [FIRST, THIRD]),
    ("form", f'{FIRST}\n\n[contact-form-7 id="12" title="Write"]', [FIRST]),
    ("unknown", f'{FIRST} [button url="https://x.example"]Read it[/button]', [f"{FIRST} Read it"]),
    ("brackets", f"{FIRST} He [sic] said [2]. [[gallery]] is one.", [f"{FIRST} He [sic] said [2]. [gallery] is one."]),
    ("note", f"{FIRST}[footnote]A plan of 1907.[/footnote]\n\n{THIRD}", [FIRST, THIRD]),
    ("more", f"{FIRST}\n\n<!--more-->\n\n{THIRD}", [FIRST, THIRD]),
    ("pre", f"{FIRST}\n\n<pre>a = 1\n\nb = 2</pre>\n\n{THIRD}", [FIRST, THIRD]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), [case[1:] for case in CONTENTS], ids=[case[0] for case in CONTENTS])
def test_wordpresss_blocks_and_shortcodes_are_never_spoken(read, text, said):
    assert sentences(articles(read("export.xml", build.wxr(item(text))))[0]) == said


def test_a_caption_shortcode_is_a_caption_and_a_footnote_a_note(read):
    text = f'{FIRST}[fn]A plan.[/fn]\n\n[caption id="x" width="3"]<img src="a.jpg" /> A lamp[/caption]\n\n{THIRD}'
    article = articles(read("export.xml", build.wxr(item(text))))[0]
    assert [(b.kind, b.text) for b in article.blocks if b.kind != "paragraph"] == [
        ("caption", "A lamp"),
        ("note", "A plan."),
    ]


@pytest.mark.parametrize("cut", [-20, -300, -1500])
def test_a_wordpress_export_that_is_cut_off_gives_what_is_whole_and_says_so(read, cut):
    whole = build.wxr(*(item(f"<p>{FIRST} {number}</p>", number=number) for number in range(1, 6)))
    found = read("export.xml", whole[:cut])
    texts = [sentences(article) for article in articles(found)]
    assert 3 <= len(texts) <= 5
    assert texts == [[f"{FIRST} {number}"] for number in range(1, len(texts) + 1)]
    why = f"the export ends in the middle: the {len(texts)} posts before that are read; export it again for the rest"
    assert failures(found) == [f"{found[-1].source}: {why}"]


def test_a_wordpress_export_cut_off_before_its_first_post_says_so(read):
    (found,) = read("export.xml", build.wxr()[:900])
    assert "ends in the middle" in str(found.error)


def test_a_wordpress_export_with_entities_of_its_own_is_refused(read):
    bomb = build.wxr().replace(b"<rss", b'<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss', 1)
    (found,) = read("export.xml", bomb)
    assert "entities of its own" in str(found.error)


# Ghost

HIDDEN = [
    ({"status": "draft"}, "drafts"),
    ({"status": "scheduled"}, "posts that wait for their time"),
    ({"status": "sent"}, "posts that were only sent by mail"),
    ({"type": "page"}, "pages of Ghost"),
    ({"page": 1}, "pages of Ghost"),
    ({"visibility": "members"}, "posts for members"),
    ({"visibility": "paid"}, "posts for members"),
]


@pytest.mark.parametrize(("changes", "why"), HIDDEN)
def test_of_a_ghost_export_only_what_everybody_may_read_is_read(read, changes, why):
    found = read("ghost.json", build.ghost(build.post(), build.post(id="2", slug="two", **changes)))
    assert len(articles(found)) == 1
    assert passed(found) == {"two": why}


def test_a_ghost_posts_cards_are_left_out_and_its_tags_and_words_taken(read):
    card = '<figure class="kg-card kg-bookmark-card"><a href="https://x.example">Another page of ours</a></figure>'
    html = f'{BODY}{card}<div class="kg-card kg-signup-card"><p>Sign up now</p></div><p>The end.</p>'
    article = articles(read("ghost.json", build.ghost(build.post(html=html))))[0]
    assert sentences(article) == [f"{FIRST} {SECOND}", f"{THIRD} {FOURTH}", "The end."]
    assert (article.tags, article.summary, article.slug) == (("Harbour",), "A word.", "new-library")


def test_a_ghost_post_keeps_its_identity_from_export_to_export(read):
    one, two = (read(name, build.ghost(build.post(uuid="u-1")))[0] for name in ("a.json", "b.json"))
    assert one.id == two.id == "urn:ghost:u-1"


def test_a_ghost_post_without_text_is_named(read):
    (found,) = read("ghost.json", build.ghost(build.post(html=None)))
    assert "has no text" in str(found.error)


@pytest.mark.parametrize(
    "posts", ["[1, null, {}]", '[{"title": 5, "html": {"a": 1}, "status": "published"}]', "7", "{}"]
)
def test_a_ghost_export_of_odd_types_breaks_nothing(read, posts):
    for found in read("ghost.json", '{"data": {"posts": ' + posts + ', "posts_tags": 3, "users": [[]]}}'):
        assert isinstance(found, Passed | SourceFailure)
        assert "fault in Articast" not in str(getattr(found, "error", ""))


# Substack, Medium, Notion, Google Docs


def test_a_substack_export_is_read_from_a_folder_too(tmp_path):
    for name, body in build.SUBSTACK.items():
        path = tmp_path / "export" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body)
    found = list(sources.read([str(tmp_path / "export")], Options(), Forgetful(), tmp_path))
    (article,) = articles(found)
    assert sentences(article) == [f"{FIRST} {SECOND}", f"{THIRD} {FOURTH}"], "and no call to subscribe"
    assert (article.summary, article.slug, article.id) == ("A word, or two", "new-library", "urn:substack:11")
    assert passed(found) == {"12.paid": "posts for subscribers", "13.draft": "drafts"}
    assert "posts/ file" in failures(found)[0]


def test_a_medium_export_gives_stories_by_their_canonical_links_and_no_drafts(read):
    found = read("medium.zip", FILES["medium.zip"])
    (article,) = articles(found)
    assert article.id == "https://medium.com/@ann/new-library-1"
    assert sentences(article)[0] == "A word, or two"
    assert passed(found) == {"README.html": "lists of an export", "posts/draft_other-2.html": "drafts"}


def test_a_medium_subtitle_that_is_only_the_beginning_is_not_said_twice(read):
    (article,) = articles(read("a.html", build.medium(subtitle=FIRST[:40] + "…")))
    assert sentences(article)[0] == f"{FIRST} {SECOND}"
    assert article.summary == FIRST[:40]


def test_notions_properties_are_known_not_spoken(read):
    (article,) = articles(read("a.md", build.NOTION_MD))
    assert (article.tags, article.published) == (("Harbour", "town"), WHEN)
    assert sentences(article) == [f"{FIRST} {SECOND}", f"{THIRD} {FOURTH}"]


def test_lines_with_colons_under_a_title_are_properties_only_if_notion_has_such(read):
    text = f"# {TITLE}\n\nBread: two loaves of it.\nWine: none.\n\n{FIRST}\n"
    assert "Bread: two loaves of it." in sentences(articles(read("a.md", text))[0])[0]


def test_a_notion_page_is_known_by_its_number_and_passed_over_while_it_is_a_draft(read):
    name = f"Title {build.NUMBER}.md"
    assert read(name, build.NOTION_MD)[0].id == f"urn:notion:{build.NUMBER}"
    found = read("all.zip", zipped({name: build.NOTION_MD.replace("Published", "Draft")}))
    assert list(passed(found).values()) == ["drafts"]


def test_links_of_a_google_document_lead_where_they_say(read):
    (article,) = articles(read("a.html", build.GDOC))
    marks = [mark.value for block in article.blocks for mark in block.marks if mark.kind == "link"]
    assert marks == ["https://roof.example/a?b"]


def test_of_a_wiki_page_only_prose_is_read_and_the_rest_told(read):
    (article,) = articles(read("a.html", build.WIKI))
    assert article.id == "https://wiki.example/New_library"
    assert sentences(article)[:2] == [f"{FIRST} {SECOND} It is called bib here.", f"{THIRD} {FOURTH}"]
    left = " ".join(one.text for one in article.left_out)
    assert article.authors == ()
    for told in ("/bɪb/", "citation", "Coordinates", "Old library"):
        assert told in left


def test_of_an_amp_page_only_the_article_is_read(read):
    (article,) = articles(read("a.html", build.AMP))
    assert (article.id, article.title) == ("https://gazette.example/library", TITLE)
    assert sentences(article) == [f"{FIRST} {SECOND}", f"{THIRD} {FOURTH}"]


# Books


def test_a_books_chapters_are_episodes_in_order_and_the_rest_is_passed_over(read):
    found = read("book.epub", build.epub())
    one, two = articles(found)
    assert [one.title, two.title] == [TITLE, "The old one"]
    assert sentences(one) == [f"{FIRST} {SECOND}", f"{THIRD} {FOURTH}"], "from two files"
    assert (one.language, one.tags, one.slug) == ("en", ("Two Libraries",), "two-libraries-the-new-library")
    times = [document.modified for document in found if isinstance(document, Document)]
    assert times == sorted(set(times))
    assert "notes.xhtml" in "".join(passed(found))


def test_chapters_in_one_file_are_taken_apart(read):
    body = f'<div><h2 id="a">One</h2><p>{FIRST}</p><h2 id="b">Two</h2><p>{THIRD}</p><p>{FOURTH}</p></div>'
    book = build.epub({"all.xhtml": build.xhtml(body)}, {"all.xhtml#a": "One", "all.xhtml#b": "Two"})
    assert [(a.title, sentences(a)) for a in articles(read("b.epub", book))] == [
        ("One", [FIRST]),
        ("Two", [THIRD, FOURTH]),
    ]


def test_a_book_without_contents_has_a_chapter_a_file(read):
    files = {
        "a.xhtml": build.xhtml(f"<h1>One</h1><p>{FIRST} {SECOND}</p>"),
        "b.xhtml": build.xhtml(f"<h1>Two</h1>{BODY}"),
    }
    assert [article.title for article in articles(read("b.epub", build.epub(files, {})))] == ["One", "Two"]


def test_a_book_with_drm_is_refused_one_with_locked_fonts_is_not(read):
    lock = '<encryption xmlns="urn:x"><EncryptedData><EncryptionMethod Algorithm="{}"/></EncryptedData></encryption>'
    drm = build.epub(**{"META-INF/encryption.xml": lock.format("http://www.w3.org/2001/04/xmlenc#aes256-cbc")})
    (found,) = read("b.epub", drm)
    assert "locked (DRM)" in str(found.error)
    fonts = build.epub(**{"META-INF/encryption.xml": lock.format("http://www.idpf.org/2008/embedding")})
    assert len(articles(read("b.epub", fonts))) == 2


# Documents


def test_of_a_word_document_comments_and_deletions_are_left_out_and_notes_are_notes(read):
    (article,) = articles(read("a.docx", build.docx()))
    assert sentences(article)[1].startswith(f"{THIRD} {FOURTH}")
    assert [block.text for block in article.blocks if block.kind == "note"] == ["So the plan of 1907."]
    everything = " ".join(block.text for block in article.blocks)
    assert "Not any more" not in everything
    assert "Check this" not in everything
    assert article.tags == ("Harbour", "town")


def test_a_word_document_without_a_title_is_called_like_its_file(read):
    (article,) = articles(read("Year plan.docx", build.docx(build.paragraph(f"{FIRST} {SECOND}"))))
    assert article.title == "Year plan"


@pytest.mark.parametrize("creator", ["Microsoft Office User", "ann", "python-docx", "Windows User", "Ann Lee 2"])
def test_a_computers_user_is_no_author(read, creator):
    core = f'<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{creator}</dc:creator></c>'
    assert articles(read("a.docx", build.docx(core=core)))[0].authors == ()


def test_of_an_open_document_comments_and_changes_are_left_out_and_notes_are_notes(read):
    (article,) = articles(read("a.odt", build.odt()))
    assert sentences(article) == [f"{FIRST} {SECOND}", f"{THIRD} {FOURTH}"]
    assert [block.text for block in article.blocks if block.kind == "note"] == ["So the plan of 1907."]


def test_a_pdf_is_read_in_paragraphs_without_running_heads_and_page_numbers(read):
    (article,) = articles(read("a.pdf", build.pdf()))
    end = "The end of the text is here, on the third page."
    assert sentences(article) == [f"{FIRST} {SECOND}", f"{THIRD} {FOURTH}", end]


def test_a_pdfs_columns_are_read_one_after_the_other(read):
    left = [(72, 700 - 13 * n, 11, f"The left column has line {n} of ten here") for n in range(9)]
    right = [(320, 700 - 13 * n, 11, f"the right column has line {n} of ten") for n in range(9)]
    mixed = [line for pair in zip(left, right, strict=True) for line in pair]
    text = " ".join(sentences(articles(read("a.pdf", build.pdf([mixed])))[0]))
    assert text.index("left column has line 8") < text.index("right column has line 0")


def test_a_paragraphs_last_words_at_the_head_of_pages_are_no_running_head(read):
    words = [(72, 640 - 13 * n, 11, f"Line {n} of the text that is on this page, with words.") for n in range(12)]
    ends = [[(72, 780, 11, "rowed out himself."), (72, 740, 14, "A part"), *words] for _ in range(4)]
    text = " ".join(block.text for block in articles(read("a.pdf", build.pdf(ends)))[0].blocks)
    assert text.count("himself.") == 4


def test_a_raised_number_in_a_pdf_is_a_notes_mark_and_the_note_a_note(read):
    lines = [
        *((72, 700, 11, "The keeper rowed out himself."), (224, 705, 7, "3"), (72, 687, 11, "He came back at noon.")),
        (72, 90, 8, "3 So the book of the harbour says, of 1907."),
    ]
    (article,) = articles(read("a.pdf", build.pdf([lines])))
    assert [block.text for block in article.blocks if block.kind == "note"] == [lines[-1][3]]
    assert " ".join(sentences(article)) == "The keeper rowed out himself. He came back at noon."


def test_a_compound_keeps_its_hyphen_at_a_lines_end(read):
    lines = [
        (72, 700, 11, "A well-known man and a lamp, who is a well-"),
        (72, 687, 11, "known man in the whole of the town here."),
    ]
    assert "a well-known man in" in sentences(articles(read("a.pdf", build.pdf([lines])))[0])[0]


def test_a_scan_is_refused(read):
    (found,) = read("a.pdf", build.pdf([[(10, 10, 8, "1")]] * 3))
    assert "is a scan" in str(found.error)


def test_a_mails_signature_is_left_out_and_an_encrypted_mail_refused(read):
    (article,) = articles(read("a.eml", build.eml(plain=True)))
    assert "+44" not in " ".join(block.text for block in article.blocks)
    sealed = b"Subject: x\nContent-Type: multipart/encrypted; boundary=b\n\n--b\n\nx\n--b--\n"
    assert "encrypted" in failures(read("b.eml", sealed))[0]


# Feeds that are whole


def test_a_json_feed_with_summaries_only_names_pages_and_has_no_text(read):
    items = [{"id": "1", "url": "https://127.0.0.1:9/x", "title": "x", "summary": "A word."}]
    (found,) = read("feed.json", json.dumps({**build.JSONFEED, "items": items}))
    assert isinstance(found, SourceFailure)
    assert "https://127.0.0.1:9/x" in str(found.error), "the page was asked for"


def test_a_json_feed_of_plain_text_keeps_its_paragraphs(read):
    items = [
        {"id": "https://blog.example/1", "title": TITLE, "content_text": f"{FIRST} {SECOND}\n\n{THIRD} <{FOURTH}>"}
    ]
    (article,) = articles(read("feed.json", json.dumps({**build.JSONFEED, "items": items})))
    assert sentences(article) == [f"{FIRST} {SECOND}", f"{THIRD} <{FOURTH}>"]
    assert article.url == "https://blog.example/1"


def test_a_short_article_that_its_feed_has_whole_beside_a_summary_needs_no_page(read):
    (article,) = articles(read("rss.xml", build.RSS))
    assert sentences(article) == [f"{FIRST} {SECOND}", f"{THIRD} {FOURTH}"]


def test_an_export_may_be_packed(read):
    assert len(articles(read("export.xml.gz", gzip.compress(build.wxr())))) == 1


# Bad archives


def bomb(size=64 * 2**20):
    return zipped({"a.html": b"a" * size})


BAD = {
    "dots.zip": (zipped({"../../a.html": BODY}), "leads out of it"),
    "root.zip": (zipped({"/etc/a.html": BODY}), "leads out of it"),
    "drive.zip": (zipped({"C:\\a.html": BODY}), "leads out of it"),
    "backslash.zip": (zipped({"a\\..\\..\\b.html": BODY}), "leads out of it"),
    "bomb.zip": (bomb(), "as bombs are"),
    "bomb.docx": (build.docx(**{"word/media/x.xml": b"a" * 2**25}), "as bombs are"),
    "bomb.epub": (build.epub(**{"OEBPS/x.css": b"a" * 2**25}), "as bombs are"),
    "cut.zip": (zipped({"a.html": BODY})[:-30], "broken or cut off"),
    "cut.docx": (build.docx()[:-200], "broken or cut off"),
    "none.zip": (b"PK\x03\x04", "broken or cut off"),
    "locked.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old .doc"),
    "locked.odt": (build.odt(**{"META-INF/manifest.xml": "<m><encryption-data/></m>"}), "password"),
    "dtd.docx": (build.docx(**{"word/x.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x/>'}), "document type"),
    "dtd.odt": (build.odt(**{"content.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), "entities of its own"),
    "dtd.epub": (build.epub(**{"META-INF/container.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), "entities of"),
    "broken.pdf": (b"%PDF-1.7\nnothing", "broken or cut off"),
    "empty.docx": (build.docx(build.paragraph("")), "no text"),
    "empty.odt": (build.odt("<text:p/>"), "no text"),
    "cut.pdf": (build.pdf()[:400], "scan|broken"),
    "locked.pdf": (
        build.pdf(encrypted=f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >> /ID [<00> <00>]"),
        "password",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_and_stops_nothing_else(tmp_path, name):
    body, why = BAD[name]
    (tmp_path / name).write_bytes(body)
    (tmp_path / "good.md").write_text("# Good\n\nWords are here.")
    names = [str(tmp_path / name), str(tmp_path / "good.md")]
    bad, good = sources.read(names, Options(max_bytes=2**26), Forgetful(), tmp_path)
    assert str(tmp_path / name) in str(bad.error)
    assert any(part in str(bad.error) for part in why.split("|")), bad.error
    assert "fault in Articast" not in str(bad.error)
    assert good.id == "good.md"


def test_a_locked_zip_says_so(read):
    body = bytearray(zipped({"a.html": BODY}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        body[body.index(mark) + offset] |= 1
    assert "password" in failures(read("a.zip", bytes(body)))[0]


def test_what_an_archive_unpacks_to_has_a_limit(read):
    files = {f"{n}.html": (f"<p>{n} " + "".join(chr(97 + (n * m) % 25) for m in range(60_000))) for n in range(30)}
    assert "unpacks to over" in failures(read("a.zip", zipped(files), max_bytes=100_000))[0]


def test_archives_within_archives_end(read):
    body = zipped({"a.md": "# Deep\n\nWords."})
    for _ in range(10):
        body = zipped({"in.zip": body})
    assert read("a.zip", body) == []
