"""The pages of docs/ lead somewhere: links, commands and settings that they name are there."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import lxml.html
import pytest

from articast.commands.cli import _parser
from articast.settings import Settings
from articast.text.script.edits import read as edits_of

ROOT = Path(__file__).parent.parent
PAGES = sorted((ROOT / "docs").rglob("*.md"))
NAMES = [str(page.relative_to(ROOT / "docs")) for page in PAGES]


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path, *languages: str) -> list[str]:
    """Blocks of code in these languages, without the indent of a list."""
    found = re.findall(r"^( *)```(\w+)[^\n]*\n(.*?)^ *```", text_of(page), re.MULTILINE | re.DOTALL)
    return [re.sub(rf"^{indent}", "", body, flags=re.MULTILINE) for indent, name, body in found if name in languages]


def anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", text_of(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def test_the_pages_make_a_site_that_leads_to_each_of_them_and_asks_no_other_host(tmp_path):
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    home = (tmp_path / "index.html").read_text(encoding="utf-8")
    for name in NAMES:
        place = name.removesuffix("README.md").replace(".md", "/")
        assert f'href="{place or "."}"' in home, name
    for page in tmp_path.rglob("*.html"):
        tree = lxml.html.fromstring(page.read_bytes())
        asked = tree.xpath("//script/@src | //img/@src | //link[@rel='stylesheet']/@href")
        assert not [one for one in asked if "//" in one], page


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_links_of_a_page_lead_somewhere(page):
    for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", text_of(page)):
        file, _, anchor = target.partition("#")
        there = (page.parent / file).resolve() if file else page
        assert there.exists(), target
        assert not anchor or anchor in anchors(there), target


def test_every_page_is_in_the_table_of_contents():
    listed = set(re.findall(r"\]\(([\w/-]+\.md)\)", text_of(ROOT / "docs" / "README.md")))
    listed |= {
        f"recipes/{name}" for name in re.findall(r"\]\(([\w-]+\.md)\)", text_of(ROOT / "docs/recipes/README.md"))
    }
    assert set(NAMES) - {"README.md", "recipes/README.md"} == listed - {"recipes/README.md"}


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_command_of_a_page_is_one(page):
    lines = [line for block in blocks(page, "sh", "yaml") for line in re.split(r"\n|&&", block)]
    for line in lines:
        if found := re.search(
            r"(?:^|[\s/])articast ((?:publish|script|voices|serve|check|init|embed|withdraw|restore|runs|prune)\b.*)",
            line,
        ):
            words = shlex.split(found[1], comments=True)
            assert callable(_parser().parse_args(words).command), line


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "toml")], ids=lambda page: page.name)
def test_every_configuration_of_a_page_is_valid(page, monkeypatch):
    monkeypatch.setenv("PODCAST_SECRET", "x")
    shows: list = []  # editions are of those above them
    for block in blocks(page, "toml"):
        table = tomllib.loads(block)
        if {"replace", "drop", "add", "keep", "said"} & set(table):
            assert edits_of(block.encode(), "x.script.toml").each
            continue
        if isinstance(table.get("shows"), list):
            shows += table["shows"]
        Settings.model_validate({**table, "shows": shows} if "editions" in table else table)
