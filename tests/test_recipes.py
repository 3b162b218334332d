"""The recipes of docs/recipes: their files are written, their commands run, and the built page finds its episode."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

from articast.publishing import hosts, pages
from articast.publishing.pages import by_address
from articast.settings import Settings

ROOT = Path(__file__).parent.parent
RECIPES = ROOT / "docs" / "recipes"
ALL = sorted(path.stem for path in RECIPES.glob("*.md") if path.stem != "README")

TEXT = (
    "The lock gate was opened at noon, and the first ships came in.\n\nNobody had thought that it would take so long."
)
TITLE = "The lock gate"

NODE = ("astro@5", "@11ty/eleventy", "@docusaurus/")
"""How the packages begin that npm installs."""
SYSTEM = "apt:"
"""Before a command that a distribution installs."""

SITES: dict[str, tuple[str, dict[str, str], str]] = {
    "hugo": ("hugo", {"content/lock.md": f"---\ntitle: {TITLE}\ndate: 2026-03-05\n---\n\n{TEXT}\n", "hugo.toml": 'baseURL = "https://example.org/"\n'}, "public/lock/index.html"),
    "eleventy": ("@11ty/eleventy", {"lock.md": f"---\ntitle: {TITLE}\nlayout: article.njk\n---\n\n{TEXT}\n"}, "_site/lock/index.html"),
    "astro": ("astro@5", {"src/pages/lock.md": f"---\ntitle: {TITLE}\nlayout: ../layouts/Article.astro\n---\n\n{TEXT}\n", "package.json": '{"type": "module"}'}, "dist/lock/index.html"),
    "mkdocs-material": ("mkdocs-material", {"docs/index.md": "# Example\n", "docs/lock.md": f"# {TITLE}\n\n{TEXT}\n"}, "site/lock/index.html"),
    "sphinx": ("sphinx", {"index.rst": "Example\n=======\n\n.. toctree::\n\n   lock\n", "lock.rst": f"{TITLE}\n{'=' * len(TITLE)}\n\n{TEXT}\n"}, "_build/html/lock.html"),
    "pelican": ("pelican[markdown]", {"content/lock.md": f"Title: {TITLE}\nDate: 2026-03-05\n\n{TEXT}\n"}, "site/the-lock-gate.html"),
    "jekyll": (SYSTEM + "jekyll", {"_posts/2026-03-05-lock.md": f"---\ntitle: {TITLE}\nlayout: post\n---\n\n{TEXT}\n", "_config.yml": "url: https://example.org\n{yaml 0}", "_layouts/post.html": '<html lang="en"><head><meta charset="utf-8"><title>{{ page.title }}</title>{html 1}</head><body><article><h1>{{ page.title }}</h1>{html 0}{{ content }}</article></body></html>'}, "_site/2026/03/05/lock.html"),
    "docusaurus": ("@docusaurus/core@3 @docusaurus/preset-classic@3 react@18 react-dom@18", {"blog/2026-03-05-lock.md": f"---\ntitle: {TITLE}\nslug: lock\n---\n\n{TEXT}\n", "src/pages/index.js": "export default () => null;\n", "package.json": '{"name": "x", "version": "0.0.0", "scripts": {"build": "docusaurus build"}}', "docusaurus.config.js": 'module.exports = { title: "Example", baseUrl: "/", {js 0} presets: [["classic", { docs: false }]] };'}, "build/blog/lock/index.html"),
    "html": ("", {"pages/lock.html": f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title><link rel="canonical" href="https://example.org/lock.html"></head><body><article><h1>{TITLE}</h1><p>{TEXT}</p></article></body></html>'}, "site/lock.html"),
}  # fmt: skip
"""Of each recipe that can be built here: what installs it, a small site of such a publisher, and its article's page.

`{html 0}` in a file stands for the recipe's first block of HTML that is no file itself, and so on.
"""


def blocks(recipe: str) -> list[tuple[str, str, str]]:
    """(language, file, text) of each block of code."""
    text = (RECIPES / f"{recipe}.md").read_text(encoding="utf-8")
    return re.findall(r"^```(\w+)(?: (\S+))?\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("recipe", ALL)
def test_a_recipe_has_the_line_and_a_configuration_that_is_valid_and_the_command(recipe):
    found = blocks(recipe)
    plugin = (RECIPES / "articast.php").read_text() if recipe == "wordpress" else ""
    texts = [text for _, _, text in found] + [plugin]
    assert any("<listen-to-article" in text for text in texts)
    assert any("assets/player.js" in text for text in texts)
    (config,) = (text for _, file, text in found if file == "articast.toml")
    settings = Settings.model_validate(tomllib.loads(config))
    assert settings.sources
    assert "articast publish" in "".join(text for language, _, text in found if language == "sh")


def test_every_recipe_is_in_the_list_with_how_far_it_was_tried():
    listed = (RECIPES / "README.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| \[[^\]]+\]\(([\w-]+)\.md\) \| (.+) \|$", listed, re.MULTILINE))
    assert set(rows) == set(ALL)
    assert {name for name, tried in rows.items() if tried == "built by our tests"} == set(SITES)


WORDPRESS = """<?php
define( 'ABSPATH', '/' ); define( 'ARTICAST_URL', 'https://audio.example/a' );
$did = array(); $single = true;
function trailingslashit( $url ) { return rtrim( $url, '/' ) . '/'; }
function esc_url_raw( $url ) { return $url; }
function is_feed() { return false; }
function is_singular( $type ) { global $single; return $single; }
function in_the_loop() { return true; }
function is_main_query() { return true; }
function post_password_required() { return false; }
function add_shortcode( $name, $act ) { global $did; $did['shortcode'] = $name; }
function add_filter( $name, $act, $rank ) { global $did; $did[ $name ] = $act; }
function add_action( $name, $act ) { $act(); }
function wp_enqueue_script( $name, $src ) { global $did; $did['script'] = $src; }
function wp_register_script() {}
function wp_add_inline_script( $name, $js ) { global $did; $did['block_js'] = $js; }
function register_block_type( $name, $how ) { global $did; $did['block'] = $name; $did['drawn'] = $how['render_callback']( array(), '', null ); }
require $argv[1];
$post = $did['the_content']( '<p>Text</p>' );
$twice = $did['the_content']( $post );
$single = false;
echo json_encode( array( $did['shortcode'], $did['block'], $did['drawn'], $did['script'], $post, $post === $twice, $did['the_content']( 'x' ), $did['block_js'] ) );
"""


def test_the_plugin_for_wordpress_puts_one_player_above_a_post_and_knows_a_block_and_a_shortcode(tmp_path):
    if not shutil.which("php"):
        pytest.skip("no PHP here")
    (tmp_path / "wordpress.php").write_text(WORDPRESS)
    command = ["php", str(tmp_path / "wordpress.php"), str(RECIPES / "articast.php")]
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    shortcode, block, drawn, script, post, same, elsewhere, block_js = json.loads(run.stdout)
    assert (shortcode, block, script) == ("articast", "articast/player", "https://audio.example/a/assets/player.js")
    assert drawn.startswith("<listen-to-article ")
    assert post == f"{drawn}<p>Text</p>"
    assert same, "a post that has one gets no second"
    assert elsewhere == "x", "none in lists"
    if shutil.which("node"):
        subprocess.run(["node", "--check", "-"], input=block_js, text=True, check=True, timeout=60)


@pytest.fixture(scope="module")
def tools(tmp_path_factory) -> Path:
    """Where generators are installed, each once."""
    return Path(os.environ.get("ARTICAST_GENERATORS", "")) if "ARTICAST_GENERATORS" in os.environ else tmp_path_factory.mktemp("tools")  # fmt: skip


def installed(package: str, tools: Path) -> dict[str, str]:
    """The environment in which a generator's command is found; the test is skipped where it does not install."""
    home = tools / re.sub(r"\W+", "-", package)
    mine = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1800000000", "PATH": mine, "ASTRO_TELEMETRY_DISABLED": "1"}
    if not package:
        return env
    if "ARTICAST_GENERATORS" not in os.environ:
        pytest.skip("it fetches generators from their registries: set ARTICAST_GENERATORS to a folder to keep them in")
    if package.startswith(SYSTEM):
        if not shutil.which(package.removeprefix(SYSTEM)):
            pytest.skip(f"no {package.removeprefix(SYSTEM)} here")
        return {**env, "LANG": "C.UTF-8"}
    node = package.startswith(NODE)
    if node and not shutil.which("npm"):
        pytest.skip("no npm here")
    whole = home / "installed"
    if not whole.exists():  # nor what an install left that was cut off
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        bare = [sys.executable, "-m", "venv", str(home)]
        commands = (
            [["npm", "install", "--no-audit", "--no-fund", "--prefix", str(home), *package.split()]]
            if node
            else [bare, [str(home / "bin" / "pip"), "install", "-q", package]]
        )
        for command in commands:
            done = subprocess.run(command, capture_output=True, timeout=300, check=False, cwd=home)
            if done.returncode:
                pytest.skip(f"{package} does not install here: {done.stderr.decode()[-200:]}")
        whole.touch()
    return {**env, "PATH": f"{home / ('node_modules/.bin' if node else 'bin')}{os.pathsep}{mine}"}


@pytest.mark.slow
@pytest.mark.parametrize("recipe", SITES)
def test_the_page_that_a_recipe_builds_finds_its_episode(recipe, tools, tmp_path):
    package, site, page = SITES[recipe]
    env = installed(package, tools)
    if package.startswith(NODE):
        (tmp_path / "node_modules").symlink_to(tools / re.sub(r"\W+", "-", package) / "node_modules")
    apart = defaultdict(list)
    for language, file, text in blocks(recipe):
        apart[language] += [] if file else [text]
    for file, text in [*site.items(), *((file, text) for _, file, text in blocks(recipe) if file)]:
        path = tmp_path / file
        filled = re.sub(r"\{(\w+) (\d)\}", lambda place: apart[place[1]][int(place[2])], text)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(filled, encoding="utf-8")
    (commands,) = apart["sh"]
    commands = commands.replace("articast publish", "articast publish --voice tone").replace("bundle exec ", "")
    first = done(commands, tmp_path, env)
    assert "1 published" in first, first
    html = (tmp_path / page).read_bytes()
    assert b"<listen-to-article" in html
    assert b"assets/player.js" in html
    address = by_address.plain(hosts.canonical(html))
    rows = json.loads((tmp_path / "audio" / f"by-address/{by_address.digits(address)[:2]}.json").read_text())
    folder = tmp_path / Path(page).parts[0]
    folder = folder / "html" if recipe == "sphinx" else folder
    episode = json.loads((folder / "audio" / rows[address] / "episode.json").read_text())
    assert episode["title"] == TITLE
    assert any("ships came in" in one["text"] for one in episode["sentences"])
    assert by_address.plain(episode["urls"]["article"]) == address == pages.plain_address(hosts.canonical(html))
    again = done(commands, tmp_path, env)
    assert "0 published" in again, "a site that is built again speaks nothing"
    assert "1 unchanged" in again


def done(commands: str, folder: Path, env: dict[str, str]) -> str:
    """What a recipe's commands print."""
    run = subprocess.run(["bash", "-ec", commands], cwd=folder, env=env, capture_output=True, text=True, timeout=300, check=False)  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout + run.stderr
