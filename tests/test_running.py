"""action.yml, Dockerfile and compose.yaml: what they run is run here, as far as it can be without their hosts."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from articast.commands import main
from articast.commands.cli import _parser

ROOT = Path(__file__).parent.parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = {step.get("name", step.get("uses")): step for step in ACTION["runs"]["steps"]}
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))

pytestmark = pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")


@pytest.fixture
def site(tmp_path, monkeypatch) -> Path:
    """A publisher's repository, and a runner's folders beside it."""
    root = tmp_path / "site"
    (root / "articles").mkdir(parents=True)
    (root / "articles/a b.md").write_text(
        "---\ntitle: The lock\n---\n\nThe lock was opened at noon, and ships came in.\n"
    )
    (root / "articast.toml").write_text('voice = "tone"\nsources = ["articles"]\n')
    (tmp_path / "temp/articast/bin").mkdir(parents=True)
    (tmp_path / "temp/articast/bin/articast").symlink_to(Path(sys.executable).parent / "articast")
    monkeypatch.chdir(root)
    return root


def step(name: str, site: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """What a step of the action does, with the inputs' defaults where the test says nothing else."""
    found = STEPS[name]
    given = {key: re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda m: ACTION["inputs"][m[1]]["default"], value) for key, value in found.get("env", {}).items()}  # fmt: skip
    assert set(env) <= set(given), "the test sets what the step takes"
    whole = {
        **os.environ,
        "RUNNER_TEMP": str(site.parent / "temp"),
        "GITHUB_OUTPUT": str(site.parent / "out"),
        **given,
        **env,
    }
    return subprocess.run(["bash", "-e", "-o", "pipefail", "-c", found["run"]], cwd=site, env=whole, capture_output=True, text=True, check=False)  # fmt: skip


def outputs(site: Path) -> dict[str, str]:
    return dict(line.split("=", 1) for line in (site.parent / "out").read_text().splitlines())


def test_the_action_publishes_and_hands_on_report_and_status(site):
    assert step("Publish", site).returncode == 0
    told = outputs(site)
    assert told["status"] == "0"
    published = json.loads(Path(told["report"]).read_text())["published"]
    assert [(one["title"], one["source"]) for one in published] == [("The lock", "articles/a b.md")]
    assert step("Say how it went", site, STATUS=told["status"]).returncode == 0
    assert (site / ACTION["inputs"]["output"]["default"] / "en/feed.xml").exists()
    assert (site / ACTION["inputs"]["state"]["default"] / "catalogue.sqlite").exists()


@pytest.mark.slow
def test_the_action_takes_sources_and_options_with_spaces_and_runs_no_word_of_them(site):
    said = step(
        "Publish",
        site,
        SOURCES="'articles/a b.md'",
        ARGUMENTS="--base-url https://pod.example/$(touch${IFS}pwned)/ --jobs 1",
    )
    assert outputs(site)["status"] in {"0", "2"}, said.stderr
    assert not (site / "pwned").exists()
    shutil.rmtree(site / "output", ignore_errors=True)
    shutil.rmtree(site / ".articast", ignore_errors=True)
    (site.parent / "out").unlink()
    step("Publish", site, SOURCES="'articles/a b.md'", ARGUMENTS="--base-url https://pod.example/a/ --jobs 1")
    assert outputs(site)["status"] == "0"
    assert "https://pod.example/a/en/the-lock/" in (site / "output/en/feed.xml").read_text()


@pytest.mark.slow
def test_the_action_fails_where_an_article_failed_after_all_else_was_kept(site):
    (site / "articles/broken.md").write_text("---\ntitle: [\n---\n\nText that nobody hears.\n")
    assert step("Publish", site).returncode == 0
    told = outputs(site)
    assert told["status"] == "1"
    assert step("Say how it went", site, STATUS=told["status"]).returncode == 1
    names = [*STEPS]
    assert names.index("Publish") < names.index("Keep clips, catalogue and output") < names.index("Say how it went")
    assert names[-1] == "Say how it went"


@pytest.mark.slow
def test_the_action_commits_the_output_and_nothing_else_and_nothing_twice(site):
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@x.example"]
    subprocess.run(["git", "init", "-q", "--bare", str(site.parent / "origin")], check=True)
    for words in (["init", "-q", "-b", "main"], ["add", "articles"], ["commit", "-qm", "x"], ["remote", "add", "origin", str(site.parent / "origin")], ["push", "-qu", "origin", "main"]):  # fmt: skip
        subprocess.run([*git, *words], cwd=site, check=True, capture_output=True)
    step("Publish", site)
    for _ in range(2):
        done = step("Commit", site)
        assert done.returncode == 0, done.stderr
    log = subprocess.run(["git", "log", "--name-only", "--format=#%s", "origin/main"], cwd=site, capture_output=True, text=True, check=True).stdout  # fmt: skip
    assert log.count("#Publish audio") == 1
    assert "output/en/feed.xml" in log
    assert ".articast" not in log


def test_the_action_installs_what_is_there():
    install = STEPS["Install"]["run"]
    assert '-c "$HERE/constraints.txt" "$HERE${EXTRAS:+[$EXTRAS]}"' in install
    assert (ROOT / "constraints.txt").exists()
    inputs = set(re.findall(r"inputs\.(\w+)", (ROOT / "action.yml").read_text()))
    assert inputs == set(ACTION["inputs"])
    for one in STEPS.values():
        assert "${{" not in one.get("run", ""), "inputs reach a shell by its environment alone"


def argv(instruction: str) -> list[str]:
    (found,) = re.findall(rf"^{instruction} (\[.*\])$", DOCKERFILE, re.MULTILINE)
    return json.loads(found)


def test_the_image_runs_the_main_job(site, capsys):
    entry, *words = [*argv("ENTRYPOINT"), *argv("CMD")]
    assert entry == "articast"
    assert main(words) == 0
    assert "1 published" in capsys.readouterr().out
    extra = re.search(r"^ARG EXTRAS=(\w+)$", DOCKERFILE, re.MULTILINE)
    assert extra
    assert f"\n{extra[1]} = [" in (ROOT / "pyproject.toml").read_text()
    for source in re.findall(r"^COPY (\S+) ", DOCKERFILE, re.MULTILINE):
        assert (ROOT / source).exists()


def test_the_image_is_built_of_all_that_the_package_needs():
    ignored = (ROOT / ".dockerignore").read_text().split()
    assert not {"pipeline", "voices", "pyproject.toml", "README.md", "LICENSE", "constraints.txt"} & set(ignored)


def test_compose_publishes_and_serves(site):
    services = COMPOSE["services"]
    assert services["publish"]["command"] == argv("CMD")
    for service in services.values():
        assert callable(_parser().parse_args(service["command"]).command)
        assert service["volumes"][0].removesuffix(":ro") == "${SITE:-.}:/site"
    assert "WORKDIR /site" in DOCKERFILE
    assert services["serve"]["ports"] == ["127.0.0.1:8000:8000"]
