"""All that is wrong with a configuration is told at once, before anything is spoken."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from functools import partial
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image

from articast.commands.cli import main
from articast.commands.readiness import wrong
from articast.errors import ConfigurationError
from articast.settings import Settings, load
from tests.conftest import page


@pytest.fixture
def told(house, capsys, monkeypatch):
    """What `publish` says of a configuration; nothing may have been written."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    house.article("a.html", page())

    def run(config: str, *arguments: str) -> list[str]:
        (house.root / "articast.toml").write_text(config, encoding="utf-8")
        status = main(["publish", "articles", "--json", *arguments])
        out = capsys.readouterr().out
        assert status == 2, out
        assert not house.output.exists()
        assert not (house.root / ".articast").exists()
        error = json.loads(out)["error"]
        assert error["stage"] == "configuration"
        head, _, rest = error["error"].partition(":")
        assert head.endswith("articast.toml")
        return [line.strip() for line in rest.splitlines() if line.strip()]

    return run


def picture(width: int, height: int) -> bytes:
    file = BytesIO()
    Image.new("RGB", (width, height), "navy").save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize(
    ("config", "says"),
    [
        ("base_url = 'https://pod.example/a?x=1'", "base_url: has a query or fragment"),
        ("base_url = 'https://pod.example/a#x'", "base_url: has a query or fragment"),
        ("base_url = 'https://pod.example/my audio/'", "base_url: 'https://pod.example/my audio/' has a space in it"),
        ("base_url = 'https://pod.example:99999999/'", "base_url: 'https://pod.example:99999999/' is no address"),
        ("[show]\ncategory = ['Nws']", "show.category: 'Nws' is no Apple category; did you mean 'News'"),
        ("[show]\nguid = 'mine'", "show.guid: 'mine' is no UUID"),
        ("[show.subscribe]\nApple = 'podcasts'", "show.subscribe.Apple: is no http"),
        ("[shows.klingon]\ntitle = 'x'", "shows.klingon: 'klingon' is no language tag such as en, de-AT or zh-Hant; did you mean tlh?"),
        ("[voices]\nenglish = 'tone'", "did you mean en?"),
        ("[voices]\nDeutsch = 'tone'", "did you mean de?"),
        ("[voices]\nde = 'espeak:fr'", "voices.de: espeak:fr speaks fr, not de"),
        ("[voices]\nde = ['nonesuch:x', 'tone']", "voices.de: no engine 'nonesuch'; known: "),
        ("[voices]\nen = 'openai:alloy'", "voices.en: openai:alloy is not ready: no key for api.openai.com"),
        ("[theme]\nacent = '#fff'", "theme.acent: there is no such setting; did you mean accent?"),
        ("[theme]\naccent = 'url(x)'", "theme: 'accent = url(x)' is no CSS value"),
        ("[engines.gtts]\nbugdet = 5", "engines.gtts.bugdet: there is no such setting; did you mean budget?"),
        ("[engines.gtts]\ntld = 5", "engines.gtts.tld: option 'tld' of voice gtts"),
        ("[engines.gtss]\nbudget = 5", "engines.gtss: no engine 'gtss'"),
        ("[engines.tone]\npace = 5", "engines.tone.pace: not of this engine"),
        ("[engines.openai]\nbase_url = 'ftp://x'", "engines.openai.base_url: 'ftp://x' is no http"),
        ("[engines.openai]\nkey = 'MY_KEY'\n[voices]\nen = 'openai'", "engines.openai.key: MY_KEY is not set in the environment"),
        ("[extract]\narticle = 'div[['", "extract.article: the CSS selector 'div[[' cannot be read"),
        ("[extract]\nexclude = ['p', '::']", "extract.exclude: the CSS selector '::' cannot be read"),
        ("[extract]\nfurniture = ['\\d+(']", "extract.furniture: the pattern '\\d+(' cannot be read"),
        ("[show]\npodping = 'PODPING'", "show.podping: PODPING is not set in the environment"),
        ("cluster = 'tcp://127.0.0.1:1'", "cluster: no Dask scheduler answers at tcp://127.0.0.1:1"),
        ("output = 'articles/a.html'", "articles/a.html is a file, where a folder should be"),
        pytest.param(
            "output = '/proc/nowhere'",
            "output: /proc cannot be written",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="a folder that even root cannot write"),
        ),
        ("[verify]\nrecogniser = 'ear'", "ear"),
    ],
)  # fmt: skip
def test_what_can_be_known_is_told_before_anything_is_spoken(told, config, says):
    lines = told(f"{config}\n")
    assert any(says in line for line in lines), lines


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("none.png", None, "there is no such file"),
        ("draw.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is an SVG"),
        ("text.jpg", b"no picture", "cannot be read"),
        ("tiny.png", picture(60, 60), "has only 60 x 60 pixels"),
    ],
)
def test_a_cover_that_no_directory_would_take_is_told_with_its_file(house, told, name, content, says):
    if content is not None:
        (house.root / name).write_bytes(content)
    (line,) = told(f"[show]\ncover = '{name}'\n")
    assert line.startswith(f"show.cover = '{name}': ")
    assert says in line


def test_all_that_is_wrong_is_in_one_message_whoever_finds_it(told):
    lines = told(
        "base_ulr = 'x'\n[show]\nlink = 'example.org'\nowner_email = 'nobody'\nfunding = 'patreon'\nlicense = 'mine'\n"
        "[shows.klingon]\ntitle = 'x'\n[theme]\nacent = '#fff'\n[engines.gtts]\nbugdet = 5\n[extract]\narticle = '[['\n"
    )
    for name in ("base_ulr", "show.link", "owner_email", "funding", "klingon", "acent", "bugdet", "extract.article"):
        assert sum(name in line for line in lines) == 1, (name, lines)


@pytest.mark.parametrize(
    "key",
    [
        "sk-proj-abcdefghijklmnop1234567890",
        "AIzaSyB4c5D6e7F8g9H0iJ1k2L3m4N5o6P7q8R9",
        "pw with space",
        "0123456789abcdef",
    ],
)
def test_a_key_where_its_variables_name_belongs_is_refused_and_not_repeated(told, key):
    for config in (f"[engines.openai]\nkey = '{key}'\n", f"[show]\npodping = '{key}'\n"):
        assert key not in "\n".join(told(config))


def test_good_settings_pass_and_a_server_of_ones_own_needs_no_key(house, capsys, monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    house.article("a.html", page())
    (house.root / "cover.png").write_bytes(picture(1400, 1401))
    (house.root / "articast.toml").write_text(
        "[voices]\nen = 'openai:alloy'\n[engines.openai]\nbase_url = 'http://127.0.0.1:8880/v1'\nspeed = 1\n"
        "[theme]\naccent = '#123456'\n[show]\ncover = 'cover.png'\nlicense = 'CC-BY-4.0'\n"
        "[extract]\nexclude = ['.ad', 'aside:has(> a)']\nfurniture = ['Read more (advert)', 'Foto: \\w+']\n"
    )
    assert main(["publish", "articles", "--dry-run"]) == 0
    assert "openai:alloy" in capsys.readouterr().out


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 10**6) | st.floats(allow_nan=False) | st.text(max_size=12) | st.sampled_from(["tone", "espeak:fr", "https://pod.example/", "en", "[[", "(", "cc-by-4.0"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8) | st.sampled_from(["en", "title", "cover", "key", "article", "furniture", "category", "accent"]), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@hypothesis_settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.dictionaries(st.sampled_from(sorted(Settings.model_fields)) | st.text(max_size=6), ANYTHING, max_size=4))
def test_whatever_is_configured_is_taken_or_told_of(house, table):
    """Tables of any shape: settings or one error of ours, never another's."""
    table.pop("root", None)
    with suppress(ConfigurationError):
        assert wrong(load(None, table, partial(wrong, dry=True)), dry=True) == []
