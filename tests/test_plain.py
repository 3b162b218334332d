"""What leaves the house as text: nothing in it that lets anybody in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articast.plain import redacted, without_secrets

SHOWN = [
    ("https://ann:pa55@h.example/x: 404", "https://h.example/x: 404"),
    ("https://ann:pa/55@h.example/x", "https://h.example/x"),
    ("https://ann@p@h.example/", "https://h.example/"),
    ("s3://KEY:SECRET@bucket/x and ftp://a:b@h/", "s3://bucket/x and ftp://h/"),
    ("https://h.example/f?access_token=abc&page=2", "https://h.example/f?access_token=…&page=2"),
    ("https://h.example/f?page=2&X-Amz-Signature=ff#sid=9", "https://h.example/f?page=2&X-Amz-Signature=…#sid=…"),
    ("'https://h.example/?KEY=abc' is", "'https://h.example/?KEY=…' is"),
    ("Authorization: Basic YW5uOnBhNTU=", "Authorization: Basic …"),
    ("sent Bearer abcdefghijklmnopqrstuv.", "sent Bearer …"),
]
LEFT = [
    "https://h.example:8080/@ann/x?a=b@c&page=2",
    "https://medium.example/@ann",
    "Basic training is a = b",
    "the token=abc of a sentence",
    "",
]


@pytest.mark.parametrize(("text", "shown"), [*SHOWN, *((text, text) for text in LEFT)])
def test_a_message_shows_no_user_password_token_key_or_signature(text, shown):
    assert redacted(text) == shown


@given(st.text("htps:/@?&=#.ktoenyBasic …09", max_size=60))
def test_what_was_redacted_stays_as_it_is(text):
    assert redacted(redacted(text)) == redacted(text)


@pytest.mark.parametrize(
    ("url", "bare"),
    [
        ("https://ann:pw@h.example/f?token=abc&x=1#k", "https://h.example/f?x=1#k"),
        ("https://h.example/f?a%5Fkey=abc", "https://h.example/f"),
        ("https://h.example/f?b=%C3%A9&a=", "https://h.example/f?b=%C3%A9&a="),
        ("https://h.example/f", "https://h.example/f"),
    ],
)
def test_an_address_that_is_published_lets_nobody_in(url, bare):
    assert without_secrets(url) == bare
