"""Pages, feeds and sitemaps over HTTP, from a server on this machine."""

from __future__ import annotations

import gzip
import json
import socket
import ssl
import threading
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpcore
import pytest
import stamina
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from articast import sources
from articast.model import Document
from articast.sources import Options, SourceFailure, Unchanged, Visit
from articast.sources.client import Client, FetchError, without_credentials
from articast.sources.network import Allowed, is_public
from tests.sources.formats import build
from tests.sources.formats.build import BODY

PAGE = b"<!DOCTYPE html><html><title>x</title><body><article><p>Hello</p></article></body></html>"
LONG = "<p>" + "Many words are here. " * 50 + "</p>"


class Memory:
    def __init__(self):
        self.kept: dict[str, Visit] = {}

    def recall(self, url):
        return self.kept.get(url)

    def remember(self, url, visit):
        self.kept[url] = visit


class Site:
    """What the server answers: path → (status, headers, body) or a function of the handler."""

    def __init__(self):
        self.answers = {}
        self.asked = Counter()
        self.headers = {}
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self):
                site.asked[self.path] += 1
                site.headers[self.path] = dict(self.headers)
                answer = site.answers.get(self.path, (404, {}, b"not here"))
                if callable(answer):
                    answer = answer(self)
                    if answer is None:
                        self.close_connection = True
                        return
                status, headers, body = answer
                self.send_response(status)
                for name, value in ({"Content-Length": str(len(body))} | headers).items():
                    self.send_header(name, value)
                self.end_headers()
                if status != 304:
                    self.wfile.write(body)

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None  # clients hang up, as they should
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def page(self, path, body=PAGE, status=200, **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = (status, {"Content-Type": "text/html; charset=utf-8"} | named, body)

    def conditional(self, path, etag, body=PAGE):
        def answer(handler):
            if handler.headers.get("If-None-Match") == etag:
                return 304, {"ETag": etag, "Content-Length": "0"}, b""
            return 200, {"ETag": etag, "Content-Type": "text/html"}, body

        self.answers[path] = answer


@pytest.fixture
def site():
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture(autouse=True)
def _no_waiting():
    with stamina.set_testing(True, attempts=3):
        yield


def options(**changes):
    return replace(Options(allow_private=True, timeout=2), **changes)


def read(*names, memory=None, **changes):
    return list(sources.read(names, options(**changes), memory or Memory(), "/"))


def error(*names, **changes):
    (found,) = read(*names, **changes)
    assert isinstance(found, SourceFailure), found
    return str(found.error)


def test_a_page_is_a_document_with_its_address_charset_and_date(site):
    site.page("/a", Last_Modified="Fri, 01 Mar 2024 10:00:00 GMT", Content_Type="text/html; charset=iso-8859-1")
    (found,) = read(f"{site.url}/a#part")
    assert (found.id, found.url, found.body, found.charset) == (f"{site.url}/a", f"{site.url}/a", PAGE, "iso-8859-1")
    assert found.modified.isoformat() == "2024-03-01T10:00:00+00:00"
    assert found.media_type == "text/html"


def test_an_unchanged_page_costs_a_304_once_its_episode_was_published(site):
    site.conditional("/a", '"v1"')
    memory = Memory()
    (first,) = read(f"{site.url}/a", memory=memory)
    assert memory.kept == {}, "nothing is remembered before it is published"
    (again,) = read(f"{site.url}/a", memory=memory)
    assert isinstance(again, Document), "a failed article is read again"
    sources.done(first, memory)
    (unchanged,) = read(f"{site.url}/a", memory=memory)
    assert unchanged == Unchanged(f"{site.url}/a", f"{site.url}/a")
    site.conditional("/a", '"v2"')
    assert isinstance(read(f"{site.url}/a", memory=memory)[0], Document)


def test_a_304_that_nobody_asked_for_is_an_error(site):
    site.page("/a", b"", status=304)
    assert "304 Not Modified" in error(f"{site.url}/a")


def test_a_feed_that_is_none_is_named_so(site):
    site.page("/feed", b"oops", Content_Type="application/rss+xml")
    assert "no XML" in error(f"{site.url}/feed") or "broken" in error(f"{site.url}/feed")


def test_last_modified_is_sent_back(site):
    site.page("/a", Last_Modified="Fri, 01 Mar 2024 10:00:00 GMT")
    memory = Memory()
    sources.done(read(f"{site.url}/a", memory=memory)[0], memory)
    read(f"{site.url}/a", memory=memory)
    assert site.headers["/a"]["If-Modified-Since"] == "Fri, 01 Mar 2024 10:00:00 GMT"


def feed(*items):
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>{inside}</channel></rss>'.encode()


def test_a_feed_gives_whole_entries_as_they_are_and_fetches_the_rest(site):
    whole = f"<title>One</title><link>/1</link><content:encoded><![CDATA[{LONG}]]></content:encoded>"
    site.page("/feed", feed(whole, "<title>Two</title><link>/2?utm_source=x</link><description>Short</description>"))
    site.page("/2?utm_source=x")
    one, two = read(f"{site.url}/feed")
    assert (one.id, one.url, one.known.title) == (f"{site.url}/1", f"{site.url}/1", "One")
    assert b"Many words" in one.body
    assert (two.body, two.known.title, two.known.url) == (PAGE, "Two", "")
    assert site.asked["/1"] == 0


def test_a_feed_of_a_thousand_entries_is_read_without_fetching_what_has_not_changed(site):
    items = [f"<title>T{n}</title><link>/{n}</link><description>d</description>" for n in range(1000)]
    site.page("/feed", feed(*items))
    memory = Memory()
    for number in range(1000):
        site.page(f"/{number}")
    for found in sources.read([f"{site.url}/feed"], options(), memory, "/"):
        sources.done(found, memory)
    site.asked.clear()
    items[7] = items[7].replace("<description>d", "<description>changed")
    site.page("/feed", feed(*items))
    found = read(f"{site.url}/feed", memory=memory)
    assert [one.id for one in found if isinstance(one, Document)] == [f"{site.url}/7"]
    assert sum(isinstance(one, Unchanged) for one in found) == 999
    assert {path for path in site.asked if path != "/robots.txt"} == {"/feed", "/7"}


def test_a_feeds_bad_entries_do_not_stop_the_others(site):
    site.page("/feed", feed("<title>A</title><link>/gone</link>", "<link>http://[</link>", "<link>/b</link>"))
    site.page("/b")
    found = read(f"{site.url}/feed")
    assert "404 Not Found" in str(found[0].error)
    assert found[-1].id == f"{site.url}/b"


def test_a_sitemap_index_is_followed_and_lastmod_saves_the_request(site):
    index = f"<sitemapindex><sitemap><loc>{site.url}/s.xml.gz</loc></sitemap></sitemapindex>"
    pages = f"<urlset><url><loc>{site.url}/a</loc><lastmod>2024-01-01</lastmod></url><url><loc>/b</loc></url></urlset>"
    site.page("/sitemap.xml", index.encode(), Content_Type="application/xml")
    site.page("/s.xml.gz", gzip.compress(pages.encode()), Content_Type="application/octet-stream")
    site.page("/a")
    site.conditional("/b", '"b1"')
    memory = Memory()
    for found in read(f"{site.url}/sitemap.xml", memory=memory):
        sources.done(found, memory)
    site.asked.clear()
    found = read(f"{site.url}/sitemap.xml", memory=memory)
    assert found == [Unchanged(f"{site.url}/{name}", f"{site.url}/{name}") for name in "ab"]
    assert (site.asked["/a"], site.asked["/b"]) == (0, 1)


def test_sitemaps_that_name_each_other_end(site):
    index = f"<sitemapindex><sitemap><loc>{site.url}/s.xml</loc></sitemap></sitemapindex>"
    site.page("/s.xml", index.encode(), Content_Type="application/xml")
    assert "nested too deep" in error(f"{site.url}/s.xml")


def test_a_feed_in_a_file_is_read_too(site, tmp_path):
    site.page("/1")
    (tmp_path / "feed.xml").write_bytes(feed(f"<link>{site.url}/1</link>"))
    assert [one.id for one in read(str(tmp_path / "feed.xml"))] == [f"{site.url}/1"]


def test_a_json_feed_gives_what_it_has_whole_and_fetches_the_rest(site):
    items = [
        {"id": "1", "url": "/1", "title": "One", "content_html": BODY},
        {"id": "2", "url": "/2", "title": "Two", "summary": "A word.", "authors": [{"name": "Ann Lee"}]},
        {"id": "3", "url": "/3", "title": "Three", "content_html": "<p>The beginning of it… Read more</p>"},
    ]
    body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()
    site.page("/feed.json", body, Content_Type="application/feed+json")
    site.page("/2")
    site.page("/3")
    one, two, three = read(f"{site.url}/feed.json")
    assert (one.id, one.known.title, site.asked["/1"]) == (f"{site.url}/1", "One", 0)
    assert (two.body, two.known.authors, three.body) == (PAGE, ("Ann Lee",), PAGE)


@pytest.mark.parametrize(
    ("path", "body", "media_type"),
    [
        ("/a.pdf", build.pdf(), "application/pdf"),
        ("/download?id=5", build.docx(), "application/octet-stream"),
        ("/a.docx", build.docx(), "application/octet-stream"),
        ("/a.odt", build.odt(), "application/vnd.oasis.opendocument.text"),
        ("/a.eml", build.eml(), "message/rfc822"),
    ],
)
def test_a_document_at_an_address_is_read_and_costs_a_304_after(site, path, body, media_type):
    def answer(handler):
        if handler.headers.get("If-None-Match") == '"v1"':
            return 304, {"ETag": '"v1"', "Content-Length": "0"}, b""
        return 200, {"ETag": '"v1"', "Content-Type": media_type}, body

    site.answers[path] = answer
    memory = Memory()
    (found,) = read(f"{site.url}{path}", memory=memory)
    assert (found.id, found.url, found.whole) == (f"{site.url}{path}", f"{site.url}{path}", path != "/a.eml")
    assert b"opened on Monday" in found.body
    sources.done(found, memory)
    assert read(f"{site.url}{path}", memory=memory) == [Unchanged(f"{site.url}{path}", f"{site.url}{path}")]


def test_a_zip_at_an_address_is_read_like_a_folder(site):
    site.page(
        "/all.zip", build.zipped({"a.md": "# A\n\nWords.", "b/c.docx": build.docx()}), Content_Type="application/zip"
    )
    assert [one.id for one in read(f"{site.url}/all.zip")] == [
        f"{site.url}/all.zip!/a.md",
        f"{site.url}/all.zip!/b/c.docx",
    ]


def test_a_book_at_an_address_gives_its_chapters(site):
    site.page("/b.epub", build.epub(), Content_Type="application/epub+zip")
    found = [one for one in read(f"{site.url}/b.epub") if isinstance(one, Document)]
    assert [one.id for one in found] == [f"{site.url}/b.epub!/OEBPS/one.xhtml", f"{site.url}/b.epub!/OEBPS/two.xhtml"]


def test_what_is_excluded_is_never_asked_for(site):
    site.page("/feed", feed("<link>/a</link>", "<link>/tags/b</link>"))
    site.page("/map.xml", b"<urlset><url><loc>/a</loc></url><url><loc>/tags/b</loc></url></urlset>")
    site.page("/a")
    for name in ("feed", "map.xml"):
        assert [one.id for one in read(f"{site.url}/{name}", exclude=("**/tags/**",))] == [f"{site.url}/a"]
    assert site.asked["/tags/b"] == 0


def test_lists_that_a_sitemap_names_are_told_apart_from_articles(site):
    cards = "".join(f'<h2><a href="/{n}">Story {n}</a></h2><p>A word of it.</p>' for n in range(5))
    site.page(
        "/map.xml", b"<urlset><url><loc>/</loc></url><url><loc>/tag/x/</loc></url><url><loc>/a</loc></url></urlset>"
    )
    for path in ("/", "/tag/x/"):
        site.page(path, f"<html><body><main>{cards}</main></body></html>".encode())
    site.page("/a")
    found = read(f"{site.url}/map.xml")
    assert [sources.no_article(one) for one in found] == ["home pages", "lists of articles", ""]
    assert sources.no_article(read(f"{site.url}/tag/x/")[0]) == "", "it was named by itself"


@pytest.mark.parametrize("status", [404, 403, 500])
def test_a_servers_refusal_is_named(site, status):
    site.page("/a", status=status)
    assert f"the server answers {status}" in error(f"{site.url}/a")


def test_a_picture_is_no_article(site):
    site.page("/a", b"\x89PNG", Content_Type="image/png")
    assert "is image/png" in error(f"{site.url}/a")


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_again(site, status):
    def answer(handler):
        busy = site.asked["/a"] < 3
        return (
            (status, {"Retry-After": "1", "Content-Length": "0"}, b"")
            if busy
            else (200, {"Content-Length": "5"}, b"words")
        )

    site.answers["/a"] = answer
    (found,) = read(f"{site.url}/a")
    assert found.body == b"words"
    assert site.asked["/a"] == 3


def test_a_server_that_asks_for_an_hour_is_not_waited_for(site):
    site.page("/a", b"", status=429, Retry_After="3600")
    assert "to come back in 3600 s" in error(f"{site.url}/a")
    assert site.asked["/a"] == 1


def test_a_retry_after_that_is_a_date_is_understood(site):
    site.page("/a", b"", status=503, Retry_After=formatdate(time.time() + 7200, usegmt=True))
    assert "to come back in 7" in error(f"{site.url}/a")


def test_robots_txt_is_obeyed_and_read_once(site):
    site.page("/robots.txt", b"User-agent: Articast\nDisallow: /private/\n", Content_Type="text/plain")
    site.page("/a")
    site.page("/private/a")
    good, bad = read(f"{site.url}/a", f"{site.url}/private/a")
    assert isinstance(good, Document)
    assert "robots.txt forbids it" in str(bad.error)
    assert site.asked["/robots.txt"] == 1
    assert site.asked["/private/a"] == 0
    assert isinstance(read(f"{site.url}/private/a", robots=False)[0], Document)


def test_robots_txt_holds_behind_a_redirect_too(site):
    site.page("/robots.txt", b"User-agent: *\nDisallow: /private/\n", Content_Type="text/plain")
    site.page("/a", b"", status=302, Location="/private/a")
    assert "robots.txt forbids it" in error(f"{site.url}/a")


def test_a_server_whose_robots_txt_is_in_trouble_is_left_alone(site):
    site.page("/robots.txt", b"", status=500)
    site.page("/a")
    assert "500 Internal Server Error when asked for robots.txt" in error(f"{site.url}/a")
    assert site.asked["/a"] == 0


def test_redirects_are_followed_to_a_limit(site):
    for number in range(9):
        site.page(f"/{number}", b"", status=301, Location=f"/{number + 1}")
    site.page("/3")
    (found,) = read(f"{site.url}/0")
    assert (found.id, found.url) == (f"{site.url}/0", f"{site.url}/3")
    site.page("/3", b"", status=301, Location="/4")
    assert "redirected more than 5 times" in error(f"{site.url}/0")


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://x.example/", "javascript:1", "http://["])
def test_a_redirect_leads_to_web_pages_only(site, target):
    site.page("/a", b"", status=302, Location=target)
    assert "address" in error(f"{site.url}/a")


def test_too_large_a_page_is_not_read_to_its_end(site):
    site.page("/a", b"x" * 5000)
    assert "sends over" in error(f"{site.url}/a", max_bytes=1000)

    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b"x" * 65536)
        except OSError:
            return

    site.answers["/b"] = endless
    assert "sends over" in error(f"{site.url}/b", max_bytes=1_000_000)


def test_a_gzip_bomb_stops_at_the_limit(site):
    site.page("/a", gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip")
    assert "sends over" in error(f"{site.url}/a", max_bytes=1_000_000)


def test_compressed_pages_are_unpacked_and_cut_ones_refused(site):
    site.page("/a", gzip.compress(PAGE), Content_Encoding="gzip")
    assert read(f"{site.url}/a")[0].body == PAGE
    site.page("/a", gzip.compress(PAGE)[:-12], Content_Encoding="gzip")
    assert "ends too early" in error(f"{site.url}/a")
    site.page("/a", b"\x1f\x8b nonsense", Content_Encoding="gzip")
    assert "broken" in error(f"{site.url}/a")
    site.page("/a", b"?", Content_Encoding="br")
    assert "did not ask for" in error(f"{site.url}/a")


def test_a_server_that_drips_is_left_in_time(site):
    def drip(handler):
        handler.send_response(200)
        handler.end_headers()
        try:
            for _ in range(200):
                handler.wfile.write(b"x")
                time.sleep(0.05)
        except OSError:
            return

    site.answers["/a"] = drip
    assert "took longer than" in error(f"{site.url}/a", timeout=0.2, robots=False)


def test_a_server_that_drips_its_head_is_left_in_time(site):
    def drip(handler):
        try:
            for letter in b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 500:
                handler.wfile.write(bytes([letter]))
                time.sleep(0.02)
        except OSError:
            return

    site.answers["/a"] = drip
    assert "took longer than" in error(f"{site.url}/a", timeout=0.2, robots=False)


def test_a_server_that_is_too_slow_again_and_again_is_asked_no_more(site):
    def drip(handler):
        handler.send_response(200)
        handler.end_headers()
        try:
            for _ in range(100):
                handler.wfile.write(b"x")
                time.sleep(0.05)
        except OSError:
            return

    for number in range(20):
        site.answers[f"/{number}"] = drip
    site.page("/feed", feed(*(f"<link>/{number}</link>" for number in range(20))))
    began = time.monotonic()
    found = read(f"{site.url}/feed", timeout=0.1, robots=False)
    assert len(found) == 20
    assert time.monotonic() - began < 4
    assert "took longer than" in str(found[2].error)
    assert "not asked again in this run" in str(found[3].error)
    assert site.asked["/3"] == 0


def test_a_silent_server_is_left_in_time(site):
    site.answers["/a"] = lambda _: time.sleep(1)
    assert "does not answer within 0.1 s" in error(f"{site.url}/a", timeout=0.1, robots=False)


def test_a_server_that_hangs_up_or_talks_nonsense_is_named(site):
    def nonsense(handler):
        handler.wfile.write(b"I am no server\r\n\r\n")

    site.answers["/a"] = nonsense
    assert f"{site.url}/a: " in error(f"{site.url}/a", robots=False)
    site.answers["/b"] = lambda _: None
    assert "cannot be reached" in error(f"{site.url}/b", robots=False)


def test_a_port_where_nobody_listens_is_named():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        assert "cannot be reached" in error(f"http://127.0.0.1:{taken.getsockname()[1]}/")


def test_credentials_are_sent_to_their_host_alone_and_shown_nowhere(site):
    other = Site()
    try:
        address = site.url.replace("://", "://user:s%40cret@")
        site.page("/feed", feed("<link>/a</link>", f"<link>{other.url}/b</link>", "<link>/gone</link>"))
        site.page("/a")
        other.page("/b")
        found = read(f"{address}/feed")
        assert site.headers["/feed"]["Authorization"] == site.headers["/a"]["Authorization"] == "Basic dXNlcjpzQGNyZXQ="
        assert "Authorization" not in other.headers["/b"]
        assert "cret" not in repr(found)
        assert [getattr(one, "id", one.source) for one in found] == [
            f"{site.url}/a",
            f"{other.url}/b",
            f"{site.url}/gone",
        ]
    finally:
        other.server.shutdown()
        other.server.server_close()


def test_a_token_is_sent_and_neither_shown_nor_published(site):
    site.page("/feed?token=s3cret", feed("<link>/gone?api_key=s3cret</link>"))
    site.page("/a?token=s3cret&n=1")
    found = read(*(f"{site.url}/{name}?token=s3cret{rest}" for name, rest in (("feed", ""), ("a", "&n=1"), ("no", ""))))
    failed, page, missing = found
    assert page.url == f"{site.url}/a?n=1"
    shown = [failed.source, str(failed.error), page.source, missing.source, str(missing.error)]
    assert all("s3cret" not in text and "=…" in text for text in shown)


@pytest.mark.parametrize(
    "url", ["ftp://u:secret@h/x", "http://u:secret@[", "http://u:secret@h:99999/", "http://u:secret@"]
)
def test_an_address_that_is_none_is_refused_without_its_password(url):
    (found,) = read(url)
    assert isinstance(found, SourceFailure)
    assert "secret" not in repr(found)


def test_user_and_password_are_taken_off_an_address():
    assert without_credentials("https://u:p@a.example:8443/x?y#z") == ("https://a.example:8443/x?y", "dTpw")


PRIVATE = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1", "198.19.255.254", "192.0.0.8", "192.0.0.170",
    "100.127.255.254", "192.88.99.1", "203.0.113.9", "0.1.2.3", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:2::1",
    "2001:10::1", "3fff::1", "5f00::1", "100::1", "64:ff9b:1::808:808", "fd00::8.8.8.8", "2002:c000:8::1", "::1", "::", "fe80::1%eth0", "fc00::1", "fec0::1",
    "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1",
    "64:ff9b:1::a00:1", "2002:7f00:1::", "2002:a00:1::1", "2001:db8::1", "nonsense",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_known_in_every_dress(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("8.8.8.8", "192.0.1.1", "100.128.0.1", "198.20.0.1", "2606:4700:4700::1111", "2001:4860:4860::8888"),
        *("::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"),
    ],
)
def test_public_addresses_are_known_too(address):
    assert is_public(address)


@pytest.mark.parametrize(
    ("allow", "host", "asked"),
    [
        ((), "127.0.0.1", False),
        (("cms.intranet", "10.2.0.0/16"), "127.0.0.1", False),
        (("127.0.0.0/8",), "127.0.0.1", True),
        (("localhost",), "localhost", True),
        (("LOCALHOST.",), "localhost", True),
        (("localhost",), "127.0.0.1", False),
        (("*.localhost",), "localhost", False),
    ],
)
def test_a_publisher_allows_hosts_and_networks_of_his_own_one_by_one(site, allow, host, asked):
    site.page("/a")
    (found,) = read(f"http://{host}:{site.server.server_port}/a", allow_private=False, allow=allow)
    assert isinstance(found, Document) is asked
    assert asked or f'allow = ["{host}"]' in str(found.error)


def test_an_allowed_name_may_stand_for_all_below_it():
    allowed = Allowed.of(["*.intranet", "fd00::/8"])
    for host in ("cms.intranet", "a.b.INTRANET."):
        assert allowed.permits(host, "10.0.0.1")
    for host in ("intranet", "cms.intranet.example", "xintranet"):
        assert not allowed.permits(host, "10.0.0.1")
    assert allowed.permits("any", "fd00::1")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "0", "[::1]", "[::ffff:127.0.0.1]", "localhost"]
)
def test_this_machine_is_refused_however_it_is_written(site, host):
    port = site.server.server_port
    site.page("/a")
    assert error(f"http://{host}:{port}/a", allow_private=False).startswith(f"http://{host}:{port}/a: ")
    assert not site.asked


def test_a_redirect_into_a_private_network_is_refused(site):
    """The first hop is called by a public-looking name whose address is the test server's."""
    site.page("/a", b"", status=302, Location="http://10.0.0.7/secret")
    calls = []

    def resolver(host, port):
        calls.append(host)
        return ["127.0.0.1"] if host == "news.example" else [host]

    client = Client(options(robots=False), resolver)
    with client, pytest.MonkeyPatch.context() as patch:
        patch.setattr("articast.sources.network._Backend._permits", lambda _, __, address: address == "127.0.0.1")
        with pytest.raises(FetchError, match="no public address"):
            client.get(f"http://news.example:{site.server.server_port}/a")
    assert calls == ["news.example", "10.0.0.7"]
    assert site.headers["/a"]["Host"] == f"news.example:{site.server.server_port}"


def test_a_name_is_resolved_once_and_the_checked_address_is_called(monkeypatch):
    """A rebinding name server: public when asked first, this machine when asked again."""
    answers = iter([["8.8.8.8"], ["127.0.0.1"]])
    called = []

    def connect(_, address, *_rest):
        called.append(address)
        raise httpcore.ConnectError("nobody is there")

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    with (
        Client(Options(robots=False), lambda *_: next(answers)) as client,
        pytest.raises(FetchError, match="no public address"),
    ):
        client.get("http://rebind.example/a")
    assert called == ["8.8.8.8"], "the second answer was asked for by a second attempt, checked and refused"


def test_of_several_addresses_only_public_ones_are_called(monkeypatch):
    called = []

    def connect(_, address, *_rest):
        called.append(address)
        raise httpcore.ConnectError("nobody is there")

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    with (
        Client(Options(robots=False), lambda *_: ["10.0.0.1", "8.8.8.8", "::1"]) as client,
        pytest.raises(FetchError, match="nobody is there"),
    ):
        client.get("http://mixed.example/a")
    assert set(called) == {"8.8.8.8"}


def certified(folder, name):
    """A server's TLS context for `name` and the file of who vouches for it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "both.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM) + secret)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "both.pem")
    (folder / "ca.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return context, folder / "ca.pem"


def test_tls_is_verified_for_the_name_though_the_address_is_called(site, tmp_path, monkeypatch):
    context, authority = certified(tmp_path, "news.example")
    site.server.socket = context.wrap_socket(site.server.socket, server_side=True)
    site.page("/a")
    port = site.server.server_port
    with (
        Client(options(robots=False), lambda *_: ["127.0.0.1"]) as client,
        pytest.raises(FetchError, match="certificate verify failed"),
    ):
        client.get(f"https://news.example:{port}/a")
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    with Client(options(robots=False), lambda *_: ["127.0.0.1"]) as client:
        assert client.get(f"https://news.example:{port}/a").body == PAGE
        with pytest.raises(FetchError, match="certificate"):
            client.get(f"https://other.example:{port}/a")


def test_an_unknown_name_is_named():
    def resolver(host, port):
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    with (
        Client(options(robots=False), resolver) as client,
        pytest.raises(FetchError, match="name no\\.example is not known"),
    ):
        client.get("http://no.example/")
