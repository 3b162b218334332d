"""What in folders, built sites and lists is no article; what the publisher passes over; globs."""

from __future__ import annotations

import json

import pytest

from articast import sources
from articast.model import Document
from articast.sources import Options, Passed, SourceFailure, no_article
from articast.sources.folders import excluded
from tests.sources.formats import build

WORDS = "The ferry left at seven in the morning, and almost nobody was on it. By noon the wind had turned. " * 4


class Forgetful:
    def recall(self, _url):
        return None

    def remember(self, _url, _visit):
        raise AssertionError("nothing was published")


def write(root, **files):
    for name, body in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body.encode() if isinstance(body, str) else body)


def read(*names, base, **options):
    return list(sources.read([str(name) for name in names], Options(**options), Forgetful(), base))


def taken(found):
    """Ids of the articles, and what else there is by its reason."""
    articles = [one.id for one in found if isinstance(one, Document) and not no_article(one)]
    rest = {one.source: one.why for one in found if isinstance(one, Passed)}
    return articles, rest | {one.source: why for one in found if isinstance(one, Document) and (why := no_article(one))}


def post(title="The ferry", head='<meta property="og:type" content="article">', text=WORDS):
    nav = '<nav><a href="/">Home</a> <a href="/tags/">Tags</a></nav>'
    return f"<html><head><title>{title}</title>{head}</head><body>{nav}<main><article><h1>{title}</h1><p>{text}</p></article></main></body></html>"


def listing(head="", count=6, text="By noon the wind had turned and the captain poured herself a cup of tea."):
    cards = "".join(
        f'<article><h2><a href="/posts/{n}/">Story {n}</a></h2><p>{text}</p></article>' for n in range(count)
    )
    return f"<html><head><title>x</title>{head}</head><body><main><h1>Stories</h1>{cards}</main></body></html>"


REDIRECT = (
    '<!doctype html><html><head><meta http-equiv="refresh" content="0; url=https://a.example/new/"></head></html>'
)
SCRIPTED = (
    '<html><head><script>window.location.href = "/new/";</script></head><body><a href="/new/">Moved</a></body></html>'
)


def test_of_a_built_site_only_articles_are_taken_and_the_rest_is_said(tmp_path):
    site = tmp_path / "site"
    write(site, **{
        "index.html": listing(),
        "404.html": post(head=""),
        "LICENSE.txt": "MIT",
        "robots.txt": "User-agent: *",
        "feed.xml": "<rss><channel><item><title>x</title></item></channel></rss>",
        "index.json": "[]",
        "sitemap.xml": "<urlset/>",
        "posts/1/index.html": post(),
        "posts/2/index.html": post(head=""),
        "posts/index.html": listing(),
        "tags/harbour/index.html": listing(count=1),
        "2026/03/index.html": listing(count=2),
        "page/2/index.html": listing(count=2),
        "old/index.html": REDIRECT,
        "older/index.html": SCRIPTED,
        "node_modules/x/README.md": "# A program\n\nWords.",
        "search.html": post(head=""),
        "license.html": post(head=""),
        "search/index.html": listing(head='<script type="application/ld+json">{"@type": "SearchResultsPage"}</script>'),
        "assets/style.css": "p {}",
        "assets/brochure.pdf": build.pdf(),
        "assets/notes.md": "# Notes\n\nWords.",
    })  # fmt: skip
    articles, rest = taken(read(site, base=site))
    assert articles == ["posts/1/index.html", "posts/2/index.html"]
    reasons = {source[len(str(site)) + 1 :]: why for source, why in rest.items()}
    assert reasons.pop("assets/brochure.pdf").startswith("attachments of pages (to publish them name them")
    assert reasons == {
        "index.html": "home pages",
        "404.html": "error pages",
        "LICENSE.txt": "licences",
        "robots.txt": "files for machines",
        "feed.xml": "feeds and sitemaps",
        "sitemap.xml": "feeds and sitemaps",
        "posts/index.html": "lists of articles",
        "tags/harbour/index.html": "lists of articles",
        "2026/03/index.html": "lists of articles",
        "page/2/index.html": "lists of articles",
        "old/index.html": "redirects to other pages",
        "older/index.html": "redirects to other pages",
        "node_modules": "folders of programs",
        "search.html": "pages of a site that are no articles",
        "license.html": "pages of a site that are no articles",
        "search/index.html": "lists of articles",
        "assets/notes.md": "files that are no pages of the site",
    }


ARTICLES = {
    "under tags, declared": ("tags/of-war/index.html", post()),
    "under tags, undeclared, long": ("tags/x/index.html", post(head="", text=WORDS * 4)),
    "declared by JSON-LD": (
        "archive/x.html",
        post(head='<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle"}]}</script>'),
    ),
    "the only page": ("index.html", post(head="")),
    "headings that lead elsewhere": (
        "ten.html",
        post(head="", text="".join(f'<h2><a href="https://x.example/{n}">Book {n}</a></h2><p>{WORDS}</p>' for n in range(5))),
    ),
    "headings with marks to themselves": (
        "docs.html",
        post(head="", text="".join(f'<h2><a href="#s{n}">Part {n}</a></h2><p>{WORDS[:90]}</p>' for n in range(5))),
    ),
    "a page about redirects": ("r.html", post(head='<meta http-equiv="refresh" content="1800">')),
    "a page that reloads": ("s.html", post(head="<script>location.replace('/x')</script>", text=WORDS * 2)),
    "links in the text": ("l.html", post(head="", text=f'{WORDS} <a href="/a">Here</a> and <a href="/b">there</a>.')),
    "short, under topics": ("topics/x.html", post(head="", text=WORDS[:180])),
    "about searching": ("search.html", post(head="")),
    "about maintenance": ("maintenance.html", post(head="")),
    "a public notice": ("notice.html", post(head="")),
    "named licence": ("licence-to-krill.html", post()),
}  # fmt: skip


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_is_one_wherever_it_stands(tmp_path, name):
    path, body = ARTICLES[name]
    write(tmp_path, **{path: body})
    assert taken(read(tmp_path, base=tmp_path)) == ([path], {})


@pytest.mark.parametrize(
    "sign", ["_config.yml", "mkdocs.yml", "package.json", "articast.toml", "_posts/2026-01-01-x.md"]
)
def test_a_folder_that_a_site_is_built_from_is_no_built_site(tmp_path, sign):
    write(tmp_path, **{"index.html": post(head=""), "404.html": "x", "assets/a.css": "x", sign: "# X\n\nWords.",
                       "posts/a.md": "# A\n\nWords.", "b.txt": "B\n\nWords."})  # fmt: skip
    articles, rest = taken(read(tmp_path, base=tmp_path))
    assert {"posts/a.md", "b.txt", "index.html"} <= set(articles)
    assert list(rest.values()) == ["error pages"]


@pytest.mark.parametrize(
    "name", ["LICENSE", "license.txt", "LICENSE-MIT", "Licence.md", "COPYING", "UNLICENSE", "NOTICE.txt"]
)
def test_licences_are_no_articles(tmp_path, name):
    write(tmp_path, **{name: "Permission is hereby granted.", "a.md": "# A\n\nWords."})
    assert taken(read(tmp_path, base=tmp_path)) == (["a.md"], {str(tmp_path / name): "licences"})


def test_a_page_that_was_named_by_itself_is_read_whatever_it_is(tmp_path):
    write(tmp_path, **{"404.html": listing()})
    assert taken(read(tmp_path / "404.html", base=tmp_path)) == (["404.html"], {})


def test_documents_in_a_folder_of_their_own_are_read_beside_pages_they_are_attachments(tmp_path):
    write(tmp_path, **{"papers/a.docx": build.docx(), "papers/b.pdf": build.pdf(), "post/index.md": "# A\n\nWords.",
                       "post/paper.pdf": build.pdf()})  # fmt: skip
    articles, rest = taken(read(tmp_path, base=tmp_path))
    assert articles == ["papers/a.docx", "papers/b.pdf", "post/index.md"]
    assert [*rest.values()] == ["attachments of pages (to publish them name them, or a glob: **/*.pdf)"]
    assert taken(read(tmp_path / "**/*.pdf", base=tmp_path))[0] == ["papers/b.pdf", "post/paper.pdf"]


def test_a_text_beside_a_page_of_its_name_is_the_pages(tmp_path):
    write(
        tmp_path,
        **{
            "index.html": "<h1>A</h1><p>By noon the wind had turned.</p>",
            "index.txt": '1:"$Sreact.fragment"',
            "b.txt": "B\n\nWords of a text.",
        },
    )
    articles, rest = taken(read(tmp_path, base=tmp_path))
    assert articles == ["b.txt", "index.html"]
    assert rest == {str(tmp_path / "index.txt"): "texts of pages beside them"}


def test_an_export_in_a_folder_is_read_a_feed_is_not(tmp_path):
    write(tmp_path, **{"a.xml": build.wxr(), "b.xml": build.RSS, "c.json": build.ghost(), "d.json": '{"data": 1}',
                       "e.json": json.dumps(build.JSONFEED), "f.csv": "a,b\n"})  # fmt: skip
    found = read(tmp_path, base=tmp_path)
    articles, rest = taken(found)
    assert articles == ["https://blog.example/1/", "urn:ghost:1"]
    assert [why for why in rest.values() if "feeds" in why] == ["feeds and sitemaps"] * 2
    assert [one for one in found if isinstance(one, SourceFailure)] == []


def test_drafts_in_a_folder_are_said_a_draft_that_was_named_is_a_failure(tmp_path):
    write(tmp_path, **{"a.md": "---\ndraft: true\n---\nx", "b.md": "# B\n\nx"})
    assert taken(read(tmp_path, base=tmp_path)) == (["b.md"], {str(tmp_path / "a.md"): "drafts"})
    (named,) = read(tmp_path / "a.md", base=tmp_path)
    assert "draft" in str(named.error)


GLOBS = [
    ("**/tags/**", "tags/x.html", True),
    ("**/tags/**", "site/tags/x/index.html", True),
    ("**/tags/**", "https://a.example/tags/x", True),
    ("**/tags/**", "site/stags/x.html", False),
    ("tags", "tags/x.html", True),
    ("tags/", "tags/x.html", True),
    ("tags", "site/tags/x.html", False),
    ("*.md", "a.md", True),
    ("*.md", "site/a.md", False),
    ("./*.md", "a.md", True),
    ("**/*.md", "a.md", True),
    ("**/*.md", "site/b/a.md", True),
    ("a?.md", "ab.md", True),
    ("a?.md", "a/.md", False),
    ("[ab].md", "b.md", True),
    ("[!ab].md", "b.md", False),
    ("a+(b).md", "a+(b).md", True),
    ("export.zip!/private/**", "export.zip!/private/a.md", True),
    ("[", "[", True),
]


@pytest.mark.parametrize(("glob", "identity", "expected"), GLOBS)
def test_what_a_publisher_passes_over_is_named_by_globs(glob, identity, expected):
    assert excluded(identity, Options(exclude=(glob,))) is expected


def test_what_is_excluded_is_not_read_in_folders_globs_and_archives(tmp_path):
    files = {"a.md": "# A\n\nx", "tags/b.md": "# B\n\nx", "c/tags/d.md": "# D\n\nx"}
    write(tmp_path, **files, **{"e.zip": build.zipped({"tags/f.md": "# F\n\nx", "g.md": "# G\n\nx"})})
    exclude = ("**/tags/**",)
    assert taken(read(tmp_path, base=tmp_path, exclude=exclude))[0] == ["a.md"]
    assert taken(read(tmp_path / "**/*.md", base=tmp_path, exclude=exclude))[0] == ["a.md"]
    assert taken(read(tmp_path / "e.zip", base=tmp_path, exclude=exclude))[0] == ["e.zip!/g.md"]


def test_a_glob_gives_its_files_in_order_and_none_that_is_hidden_or_ours(tmp_path):
    names = ("b.md", "a/1.md", "a/2.html", ".git/x.md", "output/y.md", "a/1.script.toml", "c.md/z.txt")
    write(tmp_path, **dict.fromkeys(names, "# A\n\nWords."))
    found = read(tmp_path / "**" / "*.md", base=tmp_path, ours=(tmp_path / "output" / "y.md",))
    assert taken(found)[0] == ["a/1.md", "b.md"]
    (none,) = read(tmp_path / "*.rst", base=tmp_path)
    assert "no file has such a name" in str(none.error)


def test_a_file_whose_name_looks_like_a_glob_is_a_file(tmp_path):
    write(tmp_path, **{"a[1].md": "# A\n\nWords."})
    assert taken(read(tmp_path / "a[1].md", base=tmp_path))[0] == ["a[1].md"]
