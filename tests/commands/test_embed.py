"""`articast embed`: a whole built site gets its players, and loses them again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from articast.commands import embed
from articast.commands.cli import main
from articast.commands.upkeep import withdraw
from articast.errors import SourceError
from tests.conftest import PARAGRAPHS, page

HOST = "https://news.example"


def built(house) -> Path:
    """A site as a generator builds it: two posts of which one is published, a list, a page of a package."""
    root = house.root / "public"
    for name in ("blog/ferry/index.html", "blog/pier.html"):
        house.root.joinpath("public", name).parent.mkdir(parents=True, exist_ok=True)
    link = f'<link rel="canonical" href="{HOST}/blog/ferry/">'
    (root / "blog/ferry/index.html").write_text(page("The ferry", head=link))
    (root / "blog/pier.html").write_text(page("The pier", *PARAGRAPHS[::-1]))
    (root / "index.html").write_text("<h1>News</h1><ul><li><a href=blog/ferry/>The ferry</a></ul>")
    (root / "style.css").write_text("p{}")
    (root / "node_modules/x").mkdir(parents=True)
    (root / "node_modules/x/readme.html").write_text("<h1>x</h1>")
    house.publish("public/blog/ferry/index.html")
    return root


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_page_of_a_published_article_gets_its_player_and_no_other(house):
    root = built(house)
    before = tree(root)
    found = embed.site(root, None, house.settings())
    assert (found.players, found.without, found.changed) == (["blog/ferry/index.html"], ["blog/pier.html", "index.html"], 1)  # fmt: skip
    assert b"<listen-to-article src=" in (root / "blog/ferry/index.html").read_bytes()
    assert embed.site(root, None, house.settings()).changed == 0
    gone = embed.site(root, None, house.settings(), remove=True)
    assert (gone.players, gone.without, gone.changed) == ([], [], 1)
    assert tree(root) == before


def test_the_same_page_elsewhere_is_known_by_its_address_and_a_copy_leaves_the_site_as_it_is(house):
    root = built(house)
    moved = root.rename(house.root / "dist")
    before = tree(moved)
    to = house.root / "made"
    assert embed.site(moved, to, house.settings()).players == ["blog/ferry/index.html"]
    assert tree(moved) == before
    assert set(tree(to)) == set(before)
    assert (to / "style.css").read_bytes() == b"p{}"


def test_a_page_that_does_not_say_its_address_is_known_by_where_it_lies(house):
    root = built(house)
    page_file = root.rename(house.root / "dist") / "blog/ferry/index.html"
    page_file.write_text(page("The ferry"))
    assert embed.site(house.root / "dist", None, house.settings()).players == ["blog/ferry/index.html"]


def test_withdrawn_articles_lose_their_player(house):
    root = built(house)
    before = tree(root)
    embed.site(root, None, house.settings())
    withdraw("en/the-ferry", house.settings())
    found = embed.site(root, None, house.settings())
    assert "blog/ferry/index.html" in found.without
    assert tree(root) == before


def test_a_link_to_a_page_of_the_site_stays_a_link_and_a_copy_has_the_player_twice(house):
    root = built(house)
    (root / "a.html").symlink_to("blog/ferry/index.html")
    assert embed.site(root, None, house.settings()).players == ["blog/ferry/index.html"]
    assert (root / "a.html").is_symlink()
    embed.site(root, house.root / "made", house.settings())
    assert b"<listen-to-article" in (house.root / "made/a.html").read_bytes()


def test_a_copy_into_the_site_itself_is_refused(house):
    root = built(house)
    with pytest.raises(SourceError, match="beside it"):
        embed.site(root, root / "copy", house.settings())


def test_a_page_whose_encoding_hides_its_markup_is_left_as_it_is_and_told(house):
    root = built(house)
    odd = page("The ferry", head=f'<link rel="canonical" href="{HOST}/blog/ferry/">').replace("utf-8", "iso-2022-jp")
    (root / "odd.html").write_text(odd)
    found = embed.site(root, None, house.settings())
    assert [name for name, _ in found.failed] == ["odd.html"]
    assert (root / "odd.html").read_text() == odd


def test_the_command_tells_what_it_did(house, capfd):
    root = built(house)
    assert main(["embed", str(root)]) == 0
    out = capfd.readouterr()
    assert "pages with a player: 1, without: 2, written anew: 1" in out.out
    assert "no episode: index.html" in out.err
    assert main(["embed", str(root), "--json", "--remove"]) == 0
    assert json.loads(capfd.readouterr().out) == {"players": [], "without": [], "failed": [], "changed": 1}
    one = root / "blog/ferry/index.html"
    assert main(["embed", str(one), "--to", str(one)]) == 0
    assert b"<listen-to-article" in one.read_bytes()
    assert main(["embed", str(one), "--to", str(one), "--remove"]) == 0
    assert b"<listen-to-article" not in one.read_bytes()
