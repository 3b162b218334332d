"""The article's pictures: found in it, put beside its page, shown where they stood."""

from __future__ import annotations

import json
import shutil
import time
import zlib
from base64 import b85decode
from io import BytesIO

import lxml.html
import pytest
from PIL import Image

from articast.commands.check import check
from articast.commands.cli import main
from articast.commands.upkeep import prune, withdraw
from articast.errors import SourceError
from articast.flow import picturing
from articast.publishing import pages
from articast.text import extract, script
from tests.conftest import PARAGRAPHS, page


def picture(size: tuple[int, int] = (1600, 900), kind: str = "JPEG", *, noise: bool = False, **more) -> bytes:
    buffer = BytesIO()
    made = Image.effect_mandelbrot(size, (-2, -1, 1, 1), 40) if noise else Image.linear_gradient("L").resize(size)
    made.convert("RGB").save(buffer, kind, **more)
    return buffer.getvalue()


def figures(house, folder: str = "en/the-ferry"):
    tree = lxml.html.fromstring((house.output / folder / "index.html").read_text())
    return tree.xpath("//article//figure")


BODY = (
    f'<figure><img src="img/quay.jpg" alt="The quay at noon"><figcaption>The quay. Photo: Ann Lee</figcaption></figure>'
    f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]} <img class='emoji' src='img/quay.jpg'></p>"
    f'<p><img data-src="/img/boat.png" src="data:image/gif;base64,R0" alt=""></p><p>{PARAGRAPHS[2]}</p>'
)
HTML = f'<html lang="en"><head><title>The ferry</title></head><body><article><h1>The ferry</h1>{BODY}</article></body></html>'


def test_pictures_lie_beside_the_page_and_stand_where_they_stood(house):
    house.article("blog/a.html", HTML)
    house.article("blog/img/quay.jpg", picture())
    house.article("img/boat.png", picture((640, 400), "PNG"))
    assert house.publish("articles/blog/a.html").failed == []
    first, second = figures(house)
    image = first.find("img")
    assert (image.get("alt"), image.get("width"), image.get("height")) == ("The quay at noon", "1280", "720")
    assert first.findtext("figcaption") == "The quay. Photo: Ann Lee"
    assert "left at seven" in first.getnext().text_content()
    assert "Nobody on the pier" in second.getnext().text_content()
    for figure in (first, second):
        shown = house.output / "en/the-ferry" / figure.find("img").get("src")
        with Image.open(shown) as found:
            assert str(found.width) == figure.find("img").get("width")
    assert house.publish("articles/blog/a.html").unchanged


def test_a_picture_comes_in_a_size_for_small_screens_and_stands_for_the_page_where_it_is_shared(house):
    house.article("blog/a.html", HTML)
    house.article("blog/img/quay.jpg", picture(noise=True))
    house.article("img/boat.png", picture((640, 400), "PNG"))
    house.publish("articles/blog/a.html")
    first, second = (figure.find("img") for figure in figures(house))
    sizes = dict(part.split(" ") for part in first.get("srcset").split(", "))
    assert list(sizes.values()) == ["720w", "1280w"]
    assert second.get("srcset") is None, "one that is small itself"
    for path, width in sizes.items():
        with Image.open(house.output / "en/the-ferry" / path) as found:
            assert f"{found.width}w" == width
    told = (house.output / "en/the-ferry/index.html").read_text()
    tree = lxml.html.fromstring(told)
    (shared,) = tree.xpath("//meta[@property='og:image']/@content")
    assert shared.endswith(f"/en/the-ferry/{first.get('src')}")
    assert tree.xpath("//meta[@property='og:image:alt']/@content") == ["The quay at noon"]
    assert f'"image":"{shared}"' in told
    chapters = json.loads((house.output / "en/the-ferry/chapters.json").read_text())["chapters"]
    assert [one.get("img") for one in chapters[:1]] in ([], [shared])


def test_pictures_that_no_page_shows_any_more_are_pruned_and_those_of_a_withdrawn_one_wait(house, monkeypatch):
    house.article("a.html", HTML)
    house.article("img/quay.jpg", picture(noise=True))
    house.publish("articles/a.html")
    folder = house.output / "en/the-ferry"
    before = {path.name for path in folder.glob("picture-*")}
    assert len(before) == 2
    settings = house.settings()
    withdraw("en/the-ferry", settings)
    withdraw("en/the-ferry", settings, undo=True)
    assert {path.name for path in folder.glob("picture-*")} == before
    assert check(settings) == []
    house.article("img/quay.jpg", picture((1500, 800), noise=True))
    house.article("a.html", HTML.replace("at noon", "at night"))
    house.publish("articles/a.html")
    assert before < {path.name for path in folder.glob("picture-*")}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(time.time()) + 8 * 86_400))
    prune(settings)
    after = {path.name for path in folder.glob("picture-*")}
    assert len(after) == 2
    assert before.isdisjoint(after)
    assert check(settings) == []
    withdraw("en/the-ferry", settings, now=True)
    assert not list(folder.glob("picture-*"))


def test_pictures_outlive_a_lost_state_and_their_paths_are_not_published(house):
    (house.root / "articast.toml").write_text('voice = "tone"\nbase_url = "https://pod.example/a/"\n')
    house.article("a.html", HTML.replace("img/quay.jpg", "private-folder/quay.jpg"))
    house.article("private-folder/quay.jpg", picture())
    assert main(["publish", "articles/a.html"]) == 0
    before = house.tree()
    record = json.loads((house.output / "en/the-ferry/record.json").read_bytes())
    assert b"private-folder" not in zlib.decompress(b85decode(record["text"]))
    shutil.rmtree(house.root / ".articast")
    assert main(["restore"]) == 0
    (house.output / "en/the-ferry/index.html").unlink()  # made anew from what was restored
    assert main(["publish", "articles/a.html"]) == 0
    assert len(figures(house)) == 1
    assert {path for path in before if "picture-" in path} <= set(house.tree())


def test_pictures_of_a_file_are_never_asked_of_the_network_and_never_taken_from_elsewhere(house):
    house.article("a.html", page("The ferry", *PARAGRAPHS, '<img src="http://127.0.0.1:9/a.jpg"><img src="../../secret.jpg">Text of some length, so that it stays.'))  # fmt: skip
    (house.root.parent / "secret.jpg").write_bytes(picture())
    assert house.publish().failed == []
    assert figures(house) == []


def test_a_server_that_has_no_pictures_is_not_asked_for_all_of_them(house, monkeypatch):
    asked = []

    def read(self, name, document):
        asked.append(name)
        raise SourceError("gone")

    monkeypatch.setattr("articast.sources.Pictures.read", read)
    house.article(
        "a.html",
        page("The ferry", *PARAGRAPHS, "".join(f'<img src="p{n}.jpg">' for n in range(9)) + "Text enough to stay."),
    )
    assert house.publish().failed == []
    assert 3 <= len({name.rpartition("/")[2] for name in asked}) <= picturing.PATIENCE


def test_no_pictures_where_none_are_wanted(house):
    house.article("a.html", HTML)
    house.article("img/quay.jpg", picture())
    (house.root / "articast.toml").write_text("pictures = false\n")
    assert house.publish("articles/a.html").failed == []
    assert figures(house) == []


def test_what_cameras_write_into_a_picture_is_left_out_and_it_stands_upright():
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "home address"
    made = pages.picture(picture((300, 200), exif=exif))
    assert (made.width, made.height) == (200, 300)
    assert b"home address" not in made.content
    assert pages.picture(picture((300, 200), exif=exif)).name == made.name


@pytest.mark.parametrize(
    "data",
    [b"", b"no picture", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", picture((40, 900)), picture()[:900]],
    ids=["nothing", "text", "drawing", "sign", "cut short"],
)  # fmt: skip
def test_what_is_no_picture_is_refused(data):
    with pytest.raises(SourceError):
        pages.picture(data)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_opened():
    import struct
    import zlib

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    with pytest.raises(SourceError):
        pages.picture(bomb)


def shown(html: str) -> list[tuple[str, str]]:
    found = script.write(extract.article(html, "https://news.example/a/"))
    assert not any(mark.kind == "picture" for block in (*found.blocks, *found.notes) for mark in block.marks)
    return [(one.block.kind, one.block.source or one.block.text) for one in found.seen]


@pytest.mark.parametrize(
    ("markup", "address"),
    [
        ('<img src="a.jpg">', "https://news.example/a/a.jpg"),
        ('<img src="/a.jpg" width=800>', "https://news.example/a.jpg"),
        ('<img src="data:image/gif;base64,R0" data-lazy-src="a.jpg">', "https://news.example/a/a.jpg"),
        ('<img srcset="s.jpg 300w, l.jpg 900w">', "https://news.example/a/l.jpg"),
        ('<picture><source srcset="a.avif"><img src="a b.jpg"></picture>', "https://news.example/a/a%20b.jpg"),
        ('<a href="/big"><img src="a.jpg"></a>', "https://news.example/a/a.jpg"),
        ('<img src="a.jpg" width="1" height="1">', ""),
        ('<img src="a.jpg" class="avatar avatar-32">', ""),
        ('<img src="javascript:alert(1)">', ""),
        ('<img src="http://[">', ""),
        ("<img>", ""),
    ],
)
def test_addresses_of_pictures(markup, address):
    found = [source for kind, source in shown(page("The ferry", PARAGRAPHS[0], markup, *PARAGRAPHS[1:])) if kind == "picture"]  # fmt: skip
    assert found == [address] * bool(address)


def test_code_and_tables_keep_their_place():
    html = page("The ferry", PARAGRAPHS[0]).replace(
        "</article>",
        f"<pre><code>sail(1)</code></pre><p>{PARAGRAPHS[1]}</p><table><tr><th>Boat</th><th>Crew</th></tr><tr><td>Anna</td><td>2</td></tr></table><p>{PARAGRAPHS[2]}</p></article>",
    )
    found = script.write(extract.article(html))
    texts = [block.text for block in found.blocks]
    code, table = found.seen
    assert texts[code.before + 1].startswith(PARAGRAPHS[1])  # after the notice that it is not read
    assert (code.block.kind, table.block.kind) == ("code", "table")
    assert table.before > code.before
