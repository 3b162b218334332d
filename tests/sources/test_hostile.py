"""Whatever bytes a source is made of, it is read, passed over, or fails with an error of ours; and alone."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articast import sources
from articast.model import Document
from articast.sources import Options, Passed, SourceFailure, Unchanged
from articast.sources.client import Client, FetchError
from tests.sources.formats.build import item, wxr, zipped
from tests.sources.formats.test_formats import FILES, Forgetful
from tests.sources.test_sources import ATOM, RSS, SURROGATE

SITEMAP = (
    b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://a.example/1</loc></url></urlset>'
)
SEEDS = {
    **FILES,
    "atom.xml": ATOM.encode(),
    "rss2.xml": RSS.encode(),
    "map.xml": SITEMAP,
    "index.xml": SITEMAP.replace(b"urlset", b"sitemapindex").replace(b"url>", b"sitemap>"),
    "page.html": b"<html><body><article><h1>A</h1><p>Words are here.</p></article></body></html>",
    "a.md": b"---\ntitle: A\ndate: 2026-01-01\n---\n\n# A\n\nWords are here.\n",
}
PIECES = [
    *(b"\0", b"\xff", b"\xed\xa0\x80", b"&#xD800;", b"&#0;", b"&#x110000;", b"&a;", b"<", b">", b'"', b"]]>", b"<!--"),
    *(
        b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
        b'xmlns="&#xDFFF;"',
        b"://[",
        b"http://[::1",
        b"%zz",
        b"{",
        b"[",
        b"}",
        b"null",
    ),
    *(
        b"\\ud800",
        b"1e999",
        b"-1",
        b"9" * 30,
        b"../..",
        b"\x1f\x8b",
        b"\n\n",
        b"<a" * 300,
        b"[" * 3000,
        b"\xe2\x80\xae",
    ),
]
EDIT = st.tuples(
    st.integers(0, 1 << 20), st.integers(0, 40), st.one_of(st.sampled_from(PIECES), st.binary(max_size=4), st.none())
)


def edited(body: bytes, edits) -> bytes:
    """Bytes with pieces put in, in place of some, or cut off."""
    for at, length, piece in edits:
        start = at % (len(body) + 1)
        body = body[:start] + piece + body[start + length :] if piece is not None else body[:start]
    return body


def repacked(body: bytes, which: int, edits) -> bytes:
    """An archive with one of its files edited."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = sorted(files)[which % len(files)]
    return zipped({**files, name: edited(files[name], edits)}, stored=("mimetype",))


@pytest.fixture(scope="module", autouse=True)
def _no_network():
    def get(_self, url, *_conditions):
        raise FetchError(url, "there is no network in this test")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "get", get)
        yield


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "good.txt").write_text("A good one.\n\nIts words are here.")

    def given(name, body):
        (folder / name).write_bytes(body)
        names = [str(folder / name), str(folder / "good.txt")]
        return list(sources.read(names, Options(max_bytes=2**22), Forgetful(), folder))

    return given


def is_sound(found) -> bool:
    """Nothing but what sources give, no error that is none of ours, and the good one after it."""
    assert all(isinstance(one, Document | Passed | SourceFailure | Unchanged) for one in found)
    faults = [str(one.error) for one in found if isinstance(one, SourceFailure)]
    assert not any("a fault in Articast" in fault for fault in faults), faults
    for one in found:
        if isinstance(one, Document):
            sources.no_article(one)
            one.known.title.encode()  # no lone surrogate
    return found[-1].id == "good.txt"


@pytest.mark.parametrize("sign", [b"\x01", b"&#1;", b"\x1b", b"&#xfffe;", b"\xef\xbf\xbf", b"&#xd800;"])
def test_signs_that_no_page_may_have_are_left_out_of_what_a_format_reads(read, sign):
    body = SEEDS["wiki.html"]
    for at in range(0, len(body), 97):
        assert is_sound(read("wiki.html", edited(body, [(at, 2, sign)])))


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(name=st.sampled_from(sorted(SEEDS)), edits=st.lists(EDIT, min_size=1, max_size=6))
def test_no_damage_to_a_file_ends_a_run(read, name, edits):
    assert is_sound(read(name, edited(SEEDS[name], edits)))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    name=st.sampled_from([name for name in sorted(SEEDS) if SEEDS[name].startswith(b"PK")]),
    which=st.integers(0, 30),
    edits=st.lists(EDIT, min_size=1, max_size=4),
)
def test_no_damage_within_an_archive_ends_a_run(read, name, which, edits):
    assert is_sound(read(name, repacked(SEEDS[name], which, edits)))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    name=st.sampled_from(
        ["a.xml", "a.json", "a.html", "a.zip", "a.epub", "a.docx", "a.odt", "a.pdf", "a.eml", "a.csv"]
    ),
    body=st.binary(max_size=300) | st.lists(st.sampled_from(PIECES), max_size=8).map(b"".join),
)
def test_no_bytes_under_any_name_end_a_run(read, name, body):
    assert is_sound(read(name, body))


HOSTILE = {
    "surrogate.xml": SURROGATE.encode(),
    "nameless.zip": zipped({"a.md": "# A\n\nWords."}).replace(b"a.md", b"\0.md"),
    "deep.json": b'{"data": {"posts": ' + b"[" * 200_000,
    "deep.xml": b"<rss><channel><item><title>x</title>" + b"<a>" * 100_000,
    "deep.html": b"<div>" * 100_000 + b"<p>Words",
    "deep.odt": zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a>" * 50_000}, stored=("mimetype",)),
    "wide.csv": b"post_id,is_published,title\n" + b'"' * 200_000,
    "heads.eml": b"Subject: " + b"=?utf-8?B?//8=?= " * 20_000 + b"\n\nx",
    "parts.eml": b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(2_000)),
    "lines.md": b"# A\n\n" + b"Name: x\n" * 50_000,
    "comments.xml": b"<!--" * 50_000,
    "blocks.xml": wxr(item("<!-- wp:embed " * 20_000)),
    "shortcodes.xml": wxr(item("[a]" * 20_000 + "<pre>" * 20_000 + "\n " * 20_000)),
    "metas.html": b"<meta name=generator " * 3_000,
    "self.html": b'<meta http-equiv="refresh" content="0;url=self.html">' * 1000,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_was_made_to_break_readers_breaks_none(read, name):
    assert is_sound(read(name, HOSTILE[name]))
