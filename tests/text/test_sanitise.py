"""What an article says of itself can be published: no control characters, no passwords, no address that is none."""

from __future__ import annotations

import pytest

from articast.errors import ExtractionError
from articast.model import Article
from articast.text import sanitise


def article(url: str | None) -> Article:
    return Article("id", "Title", "en", (), url=url)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        (None, None),
        ("", None),
        ("https://pod.example/a?b=1", "https://pod.example/a?b=1"),
        ("https://me:s3cret@pod.example/a", "https://pod.example/a"),
        ("https://küste.example/ä", "https://küste.example/ä"),
        ("/2026/a/", None),
        ("../a.html", None),
    ],
)
def test_an_articles_address_is_kept_without_its_password_and_a_path_is_none(url, kept):
    assert sanitise.article(article(url), "a.md").url == kept


@pytest.mark.parametrize(
    "url", ["not a url", "pod.example/a", "http://[bad", "ftp://pod.example/a", "javascript:x", "//"]
)
def test_what_is_no_address_is_named_with_the_way_out(url):
    with pytest.raises(ExtractionError, match=r"a\.md.*front matter"):
        sanitise.article(article(url), "a.md")


def test_controls_and_halves_of_characters_are_gone_and_lengths_stay():
    found = sanitise.article(Article("id", "A\x00 title\ud800", "en", ()), "a.md")
    assert found.title == "A title\N{REPLACEMENT CHARACTER}"
    assert len(sanitise.text("a\x01\udfff")) == 3
