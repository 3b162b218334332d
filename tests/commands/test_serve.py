"""`articast serve`: ranges and conditions as RFC 9110 says."""

from __future__ import annotations

import email
import os
import threading
from http.client import HTTPConnection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articast.commands.ranges import MOST, wanted
from articast.commands.serve import server

CONTENT = bytes(range(256)) * 8
SIZE = len(CONTENT)

RANGES = [
    ("bytes=0-99", [(0, 99)]),
    ("Bytes = 100-", [(100, SIZE - 1)]),
    ("bytes=-50", [(SIZE - 50, SIZE - 1)]),
    (f"bytes=-{SIZE * 9}", [(0, SIZE - 1)]),
    ("bytes=2000-99999999999999999", [(2000, SIZE - 1)]),
    ("bytes=0-0, ,5-9 ,\t-1", [(0, 0), (5, 9), (SIZE - 1, SIZE - 1)]),
    (f"bytes={SIZE}-,3-4", [(3, 4)]),
    (f"bytes={SIZE}-", []),
    ("bytes=-0", []),
]
IGNORED = [
    *("", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=9-5", "bytes=0-1,x", "bytes=0x1-2", "items=0-5", "0-5"),
    *("bytes=+1-2", "bytes=1--2", "bytes=٣-٤", "bytes=0-99999999999999999999999999999999999999999"),
    "bytes=" + ",".join(["0-0"] * (MOST + 1)),
    "bytes=0-,0-",
]


@pytest.mark.parametrize(("header", "found"), [*RANGES, *((header, None) for header in IGNORED)])
def test_a_range_is_given_refused_or_ignored_as_the_rfc_says(header, found):
    assert wanted(header, SIZE) == found


def test_of_nothing_there_is_no_range():
    assert wanted("bytes=0-0", 0) == wanted("bytes=-5", 0) == []


@given(st.text("bytes=-, 0123456789x", max_size=30) | st.text(max_size=20), st.integers(0, 300))
def test_whatever_is_asked_for_no_byte_is_outside(header, size):
    for start, end in wanted(f"bytes={header}", size) or []:
        assert 0 <= start <= end < size


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    folder = tmp_path_factory.mktemp("output")
    (folder / "a.mp3").write_bytes(CONTENT)
    (folder / "a.xml").write_bytes(b"<x/>" * 500)
    (folder / "none.mp3").write_bytes(b"")
    for path in folder.iterdir():
        os.utime(path, (1_772_000_000, 1_772_000_000))
    with server(folder, port=0) as serving:
        threading.Thread(target=serving.serve_forever, args=(0.02,), daemon=True).start()

        def asked(path, method="GET", **headers):
            connection = HTTPConnection("127.0.0.1", serving.server_address[1], timeout=5)
            connection.request(method, f"/{path}", headers={k.replace("_", "-"): v for k, v in headers.items()})
            answer = connection.getresponse()
            answer.body = answer.read()
            connection.close()
            return answer

        yield asked
        serving.shutdown()


def test_several_ranges_come_in_several_parts(ask):
    answer = ask("a.mp3", Range="bytes=0-9,-5")
    assert answer.status == 206
    assert "Content-Range" not in answer.headers
    assert int(answer.headers["Content-Length"]) == len(answer.body)
    whole = email.message_from_bytes(f"Content-Type: {answer.headers['Content-Type']}\r\n\r\n".encode() + answer.body)
    told = [(part["Content-Type"], part["Content-Range"], part.get_payload(decode=True)) for part in whole.walk()][1:]
    assert told == [
        ("audio/mpeg", f"bytes 0-9/{SIZE}", CONTENT[:10]),
        ("audio/mpeg", f"bytes {SIZE - 5}-{SIZE - 1}/{SIZE}", CONTENT[-5:]),
    ]


def test_a_range_that_is_not_there_is_416_with_the_size(ask):
    for header in (f"bytes={SIZE}-", "bytes=-0"):
        answer = ask("a.mp3", Range=header)
        assert (answer.status, answer.headers["Content-Range"], answer.body) == (416, f"bytes */{SIZE}", b"")
    assert ask("none.mp3", Range="bytes=0-").status == 416


@pytest.mark.parametrize("header", ["bytes=9-5", "seconds=1-2", "bytes=x"])
def test_a_malformed_range_is_ignored(ask, header):
    answer = ask("a.mp3", Range=header)
    assert (answer.status, answer.body) == (200, CONTENT)


def test_if_range_gives_a_part_only_of_the_same_bytes(ask):
    head = ask("a.mp3", "HEAD")
    tag, date = head.headers["ETag"], head.headers["Last-Modified"]
    for same in (tag, date):
        assert ask("a.mp3", Range="bytes=0-9", If_Range=same).body == CONTENT[:10]
    for other in ('"x"', f"W/{tag}", "Wed, 25 Feb 2026 00:00:00 GMT", "nonsense"):
        answer = ask("a.mp3", Range="bytes=0-9", If_Range=other)
        assert (answer.status, answer.body) == (200, CONTENT)


def test_a_range_of_a_head_is_ignored(ask):
    answer = ask("a.mp3", "HEAD", Range="bytes=0-9")
    assert (answer.status, answer.headers["Content-Length"], answer.body) == (200, str(SIZE), b"")


def test_a_packed_answer_has_a_validator_of_its_own(ask):
    plain, packed = ask("a.xml"), ask("a.xml", Accept_Encoding="gzip")
    assert plain.headers["ETag"] != packed.headers["ETag"]
    for answer in (plain, packed):
        assert ask("a.xml", Accept_Encoding="gzip", If_None_Match=answer.headers["ETag"]).status == 304
    assert ask("a.xml", If_None_Match="*").status == 304
    part = ask("a.xml", Range="bytes=0-3", If_Range=packed.headers["ETag"])
    assert part.status == 200, "of other bytes than it has a part of"
