"""A book as a show of its own, and pictures that lie in the file which the article came in."""

from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from mutagen.id3 import ID3
from PIL import Image

from articast.commands.check import check
from articast.errors import ConfigurationError
from tests.conftest import page
from tests.sources.formats import build

ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
TEAL, RED = (0, 128, 128), (255, 0, 0)


def picture(colour: str, size: tuple[int, int] = (600, 900)) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", size, colour).save(buffer, "JPEG")
    return buffer.getvalue()


def middle(image: bytes) -> tuple[int, ...]:
    with Image.open(BytesIO(image)) as found:
        assert found.width == found.height
        return found.convert("RGB").getpixel((found.width // 2, found.height // 2))


def alike(one, other) -> bool:
    return all(abs(a - b) < 12 for a, b in zip(one, other, strict=True))


def in_tag(house, folder: str) -> bytes:
    (audio,) = (house.output / folder).glob("*.mp3")
    return ID3(BytesIO(audio.read_bytes())).getall("APIC")[0].data


def test_a_book_is_a_show_with_its_own_title_author_order_and_cover(house):
    house.article("books/one.epub", build.epub(**{"OEBPS/cover.jpg": picture("teal")}))
    house.article("a.html", page())
    (house.root / "articast.toml").write_text('[[shows]]\nname = "libraries"\nbook = "articles/books/one.epub"\n')
    assert house.publish().failed == []
    channel = ET.parse(house.output / "shows/libraries/feed.xml").getroot().find("channel")
    assert channel.findtext("title") == "Two Libraries"
    assert channel.findtext(f"{ITUNES}author") == "Ann Lee"
    assert channel.findtext(f"{ITUNES}type") == "serial"
    assert {one.findtext("title") for one in channel.iter("item")} == {build.TITLE, "The old one"}, (
        "and no other article"
    )
    (cover,) = (house.output / "assets").glob("cover-libraries-????????.jpg")
    assert alike(middle(cover.read_bytes()), TEAL)
    assert check(house.settings()) == []


def test_what_the_publisher_sets_wins_over_the_book(house):
    house.article("one.epub", build.epub())
    (house.root / "articast.toml").write_text(
        '[[shows]]\nname = "libraries"\nbook = "articles/one.epub"\ntitle = "Ours"\ntype = "episodic"\n'
    )
    house.publish()
    channel = ET.parse(house.output / "shows/libraries/feed.xml").getroot().find("channel")
    assert (channel.findtext("title"), channel.findtext(f"{ITUNES}type")) == ("Ours", "episodic")


@pytest.mark.parametrize(("body", "why"), [(None, "No such file"), (b"no book", "broken or cut off")])
def test_a_book_that_is_none_is_told_before_anything_is_spoken(house, body, why):
    house.article("a.html", page())
    if body:
        house.article("x.epub", body)
    (house.root / "articast.toml").write_text('[[shows]]\nname = "x"\nbook = "articles/x.epub"\n')
    with pytest.raises(ConfigurationError, match=rf"\[\[shows\]\] x book = 'articles/x\.epub'.*{why}"):
        house.publish()


def test_an_episodes_picture_comes_out_of_the_file_that_its_article_came_in(house):
    blip = (
        '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas'
        '.openxmlformats.org/officeDocument/2006/relationships" r:embed="p1"/></w:drawing></w:r></w:p>'
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="p1" Type="image" '
        'Target="media/image1.jpg"/></Relationships>'
    )
    text = build.paragraph(build.TITLE, "Title") + blip + build.paragraph(f"{build.FIRST} {build.SECOND}")
    word = {"word/_rels/document.xml.rels": rels, "word/media/image1.jpg": picture("red")}
    house.article("word/a.docx", build.docx(text, **word))
    house.article("book/b.epub", build.epub(**{"OEBPS/cover.jpg": picture("teal")}))
    body = f"<h1>In a zip</h1><p>{build.THIRD} {build.FOURTH}</p><p><img src='img/one.jpg' alt='x'></p><p>{build.FIRST}</p>"
    house.article(
        "zip/c.zip", build.zipped({"posts/c.html": f"<article>{body}</article>", "posts/img/one.jpg": picture("red")})
    )
    (house.root / "articast.toml").write_text("[show]\nepisode_covers = true\n")
    report = house.publish()
    assert report.failed == [line for line in report.warnings if "cover" in line] == []
    covers = {source.split("/")[1]: middle(in_tag(house, episode.folder)) for source, episode in report.published}
    assert alike(covers["word"], RED)
    assert alike(covers["book"], TEAL)
    assert alike(covers["zip"], RED)
