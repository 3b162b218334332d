"""The README's commands are real: every one of them parses, and every key that it names exists."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from articast.commands.cli import _parser
from articast.settings import Settings, load
from articast.sources.kinds import is_draft
from articast.text.extract import frontmatter

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def commands() -> list[list[str]]:
    """Every `articast …` of the README: of its shell blocks, and of its sentences."""
    blocks = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    prose = re.sub(r"^```.*?^```", "", README, flags=re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    lines += [code for code in re.findall(r"`([^`\n]+)`", prose) if code.startswith("articast ")]
    parts = [part for line in lines for part in line.split("&&")]
    found = (shlex.split(part, comments=True) for part in parts)
    return [words[1:] for words in found if words and words[0].rpartition("/")[2] == "articast"]


def test_the_readme_shows_the_main_commands():
    shown = {words[0] for words in commands()}
    assert shown >= {"init", "script", "publish", "check", "serve", "voices", "embed", "withdraw", "prune"}


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_command_of_the_readme_is_one(words):
    if len(words) > 1:
        assert callable(_parser().parse_args(words).command)
    else:  # a sentence may name a command without its arguments
        with pytest.raises(SystemExit, match=r"^0$"):
            _parser().parse_args([*words, "--help"])


def test_files_that_its_commands_name_are_there():
    for words in commands():
        for word in words:
            if word.startswith("examples/"):
                assert (ROOT / word).exists(), word
    named = load(ROOT / "examples/articast.toml", {})
    assert all((named.path(source)).exists() for source in named.sources)


def test_the_front_matter_that_it_shows_is_all_understood():
    (front,) = re.findall(r"^```yaml\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    known = frontmatter.split(f"---\n{front}---\nText.\n").known
    keys = set(re.findall(r"^(\w+):", front, re.MULTILINE))
    assert all(getattr(known, {"date": "published"}.get(key, key)) for key in keys - {"draft"})
    assert is_draft(f"---\n{front}---\nText.\n".encode())


def test_the_number_of_examples_that_it_promises_is_published():
    counts = {"six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
    promised = re.search(r"publishes the (\w+) example articles", README)
    assert promised
    articles = [path for path in (ROOT / "examples").rglob("*") if path.suffix in {".html", ".md", ".txt"}]
    assert len(articles) == counts[promised[1]]


def test_every_configuration_key_that_it_names_exists():
    sections = set(re.findall(r"`\[([a-z]+)(?:\.[a-z]+)?\]`", README))
    keys = set(re.findall(r"`([a-z_]+) = ", README)) | ({"base_url"} & set(re.findall(r"`?([a-z_]+)`? ", README)))
    assert sections
    assert keys
    assert sections | keys <= set(Settings.model_fields)


def test_every_extra_and_link_that_it_names_exists():
    extras = set(re.findall(r"articast\[(\w+)\]", README)) | set(re.findall(r"the extra `(\w+)`", README))
    assert extras
    assert extras <= set(PROJECT["optional-dependencies"])
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        if not target.startswith("docs/page-"):
            assert (ROOT / target).exists(), target
    for module in re.findall(r"python -m (\w+)", README):
        assert (ROOT / module).is_dir(), module
