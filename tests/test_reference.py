"""docs/reference.md is what the program does, and articast.toml as `articast init` writes it says true defaults."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.resources import files

import pytest

from articast.commands import main
from articast.publishing.edition import COMPANIONS
from articast.settings import Settings, ShowTable
from articast.sources.kinds import is_draft
from articast.text.extract import frontmatter
from tests import reference, shapes

TEMPLATE = files("articast.commands").joinpath("articast.toml").read_text(encoding="utf-8")


def test_the_reference_is_up_to_date():
    made = reference.PAGE.read_text(encoding="utf-8")
    assert made == reference.page(), "python -m tests.reference renews docs/reference.md"


def test_every_setting_says_what_it_means():
    for _, model, _ in reference.TABLES:
        said = {
            name: text
            for one in model.__mro__
            if one in reference.of_ours()
            for name, text in reference.told(one).items()
        }
        assert [name for name in model.model_fields if name != "root" and not said[name]] == [], model


def test_every_model_of_the_settings_is_in_the_reference():
    shown = {model for _, model, _ in reference.TABLES}
    assert {one for one in reference.of_ours() if not one.__name__.startswith("_")} - shown == {
        reference.shows.NamedTable
    }


class Asked(dict):
    """Front matter that remembers what it was asked for."""

    def __init__(self):
        super().__init__()
        self.names = set()

    def get(self, name, default=None):
        self.names.add(name)
        return default


def test_the_front_matter_that_it_names_is_what_is_asked_for():
    asked = Asked()
    frontmatter._known(asked)
    named = [name for names, _ in shapes.FRONT_MATTER for name in names.split()]
    assert len(named) == len(set(named))
    assert set(named) - {"draft"} == asked.names
    assert is_draft(b"---\ndraft: true\n---\nText.\n")


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A house in which one article was published, and what a command answers there."""
    root = tmp_path_factory.mktemp("house")
    config = root / "articast.toml"
    config.write_text('sources = ["one.md"]\nvoice = "tone"\n', encoding="utf-8")
    (root / "one.md").write_text(
        "---\ntitle: One\ndate: 2026-01-02\nurl: https://news.example/one\n---\n\nThe harbour is open again.\n\n"
        "## A part\n\nShips came in at noon.\n",
        encoding="utf-8",
    )
    (root / "site").mkdir()
    (root / "site/one.html").write_text("<html><head><title>One</title></head><body><h1>One</h1></body></html>")

    def answer(capsys, *words):
        main([*words, "--config", str(config), "--json", "--quiet"])
        return json.loads(capsys.readouterr().out)

    answer.root = root
    return answer


def test_the_json_of_every_command_has_the_keys_that_it_names(run, capsys):
    one = str(run.root / "one.md")
    rehearsed = run(capsys, "publish", "--dry-run")
    published = run(capsys, "publish")
    (run.root / "x").mkdir()
    answers = {
        "articast publish": published,
        "articast publish --dry-run": rehearsed,
        "articast script": run(capsys, "script", one),
        "articast check": run(capsys, "check"),
        "articast runs": run(capsys, "runs"),
        "articast embed SITE/": run(capsys, "embed", str(run.root / "site")),
        "articast voices": run(capsys, "voices", "en")[0],
        "episode.json": json.loads((run.root / "output/en/one/episode.json").read_text()),
    }
    assert set(answers) == set(shapes.JSON)
    for name, answer in answers.items():
        assert set(answer) == set(shapes.JSON[name]), name
    inner = {
        "{source, title, language, voice, sentences, characters, seconds, price, requests}": rehearsed["articles"][0],
        "{written, said, language, pause, kind, changes}": answers["articast script"]["sentences"][0],
        "{run, started, finished, published, unchanged, failed, timings, failures}": answers["articast runs"]["runs"][
            0
        ],
        "{start, end, text, block, words}": answers["episode.json"]["sentences"][0],
        "{start, title}": answers["episode.json"]["chapters"][0],
    }
    text = str(shapes.JSON)
    for keys, answer in inner.items():
        assert keys in text
        assert set(keys[1:-1].split(", ")) == set(answer), keys
    assert f"{', '.join(f'`{key}`' for key in answers['episode.json']['urls'])}" in text
    assert set(run(capsys, "publish", str(run.root / "none.md"))["failed"][0]) == {"source", "stage", "error"}


def test_every_file_of_the_output_is_in_the_list(run, capsys):
    run(capsys, "publish")
    patterns = {
        name: re.compile(
            re.sub(r"<\w+>", "[^/]+", re.escape(name)).replace("/", "/") + ("" if name[-1] != "/" else ".*")
        )
        for name in shapes.FILES
    }
    output = run.root / "output"
    there = [path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()]
    matched = {path: [name for name, known in patterns.items() if known.fullmatch(path)] for path in there}
    assert [path for path, names in matched.items() if not names] == []
    found = {name for names in matched.values() for name in names}
    sometimes = {"<lang>/page-<n>/index.html", "<lang>/feed-all.xml", "<lang>/archive-<n>.xml", "shows/<name>/"}
    sometimes.add("sitemap-<n>.xml.gz")
    assert set(shapes.FILES) - found == sometimes | {"<lang>/<slug>/<slug>-<hash>.opus"}
    assert {f"<lang>/<slug>/{name}" for name in COMPANIONS} <= set(shapes.FILES)


def written() -> list[tuple[str, str, object, bool]]:
    """(table, key, value, whether it is an example) of every line of the written configuration."""
    found = []
    table = ""
    for line in TEMPLATE.splitlines():
        bare = line.removeprefix("# ")
        if head := re.fullmatch(r"\[+([a-z_.]+)\]+(?:\s+#.*)?(?:  .*)?", bare):
            table = head[1]
        elif setting := re.fullmatch(r"([A-Za-z_]+) = (.*)", bare):
            (value,) = tomllib.loads(f"x = {setting[2]}").values()
            found.append((table, setting[1], value, "# e.g." in setting[2]))
    return found


OWN = {"lexicon.all", "engines.gtts", "engines.openai", "engines.hibari", "theme", "voices", "speakers", "moved"}
"""Tables whose keys are the publisher's or an engine's own."""

MODELS = {
    name: model
    for title, model, _ in reference.TABLES
    for name in re.findall(r"\[+([a-z.]+)\]+", title) or [""]
    if not title.startswith(("filter", "[engines"))
}


def test_what_the_written_configuration_says_of_defaults_is_true():
    for table, key, value, example in written():
        if table in OWN:
            continue
        field = MODELS[table].model_fields[key]
        default = None if field.is_required() else field.get_default(call_default_factory=True)
        same = (list(default) if isinstance(default, tuple) else default) == value
        assert same != example, f"[{table}] {key} = {value!r}: the default is {default!r}"


def test_the_written_configuration_has_every_setting():
    there = {(table, key) for table, key, *_ in written()}
    for table in re.findall(r"^(?:# )?\[+([a-z_.]+)\]+", TEMPLATE, re.MULTILINE):
        above, _, name = table.rpartition(".")
        there |= {(above, name), ("", table.partition(".")[0])}
    of_a_run = {"root", "series", "language", "voice", "cluster", "accept", "refresh", "fewer", "wait"}
    inherited = {*ShowTable.model_fields}
    the_same_elsewhere = {"subscribers", "secret", "language", "custom_key", "custom_value"}
    lacks = {
        f"[{table}] {name}"
        for table, model in MODELS.items()
        for name in model.model_fields
        if (table, name) not in there
        and not (not table and name in of_a_run)
        and not (table in {"shows", "editions"} and name in inherited)
        and not (table in {"editions", "show.value.recipients"} and name in the_same_elsewhere)
        and table not in {"show.publisher", "show.value"}
    }
    assert lacks == set()


def test_all_of_it_can_be_uncommented(tmp_path):
    lines = [line.removeprefix("# ") if re.match(r"# (\[|\w+ = )", line) else line for line in TEMPLATE.splitlines()]
    text = re.sub(r"^(\[+[a-z_.]+\]+)  (?=[^#\s])", r"\1  # ", "\n".join(lines), flags=re.MULTILINE)
    Settings.model_validate(tomllib.loads(text))
