"""The player's script is put together from its parts."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from articast.publishing.pages import script


def test_comments_and_indentation_go_and_code_stays():
    source = "/* What\n   it is. */\n\nconst a = 1; // kept\n  // gone\n  f(`x`, /y*/);\n"
    assert script.compact(source) == "const a = 1; // kept\nf(`x`, /y*/);\n"


def test_every_part_is_in_the_script_and_how_to_use_it_comes_first():
    text = script.player().decode()
    assert text.startswith("/* <script src=")
    for what in ("const LOOK = ", "const MARKS = ", "class ListenToArticle", "customElements.define"):
        assert text.count(what) == 1


def test_it_is_a_program(tmp_path):
    node = shutil.which("node")
    if not node:
        pytest.skip("no node to parse it; the browser's tests run it")
    (tmp_path / "player.js").write_bytes(script.player())
    subprocess.run([node, "--check", str(tmp_path / "player.js")], check=True)
