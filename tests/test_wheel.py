"""What is installed: one package of one name, whole, beside whatever a project calls its folders."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.conftest import page

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (found,) = folder.glob("*.whl")
    return found


def test_a_wheel_holds_one_package_with_its_data_and_nothing_of_ours_beside_it(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"articast"}
    assert "articast/py.typed" in names
    assert "articast/voices/de.toml" in names
    assert "articast/publishing/pages/assets/page.css" in names


def test_it_runs_from_a_fresh_environment_in_a_project_with_folders_of_those_names(wheel, tmp_path):
    home = tmp_path / "env"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    (site,) = home.rglob("site-packages")
    zipfile.ZipFile(wheel).extractall(site)
    (site / "others.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")  # what it stands on
    project = tmp_path / "project"
    for name in ("pipeline", "voices"):
        (project / name).mkdir(parents=True)
        (project / name / "__init__.py").write_text("raise SystemExit('this is the project own')\n")
    (project / "a.html").write_text(page())
    alone = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    code = "import articast, sys; from articast.commands import main; print(articast.__file__); sys.exit(main())"
    command = [str(scripts / "python"), "-c", code, "script", "a.html", "--json"]
    done = subprocess.run(command, cwd=project, check=False, capture_output=True, text=True, env=alone)
    assert done.returncode == 0, done.stderr
    where, told = done.stdout.split("\n", 1)
    assert Path(where).is_relative_to(site)
    assert json.loads(told)["title"] == "The ferry"


def test_no_other_packages_advice_reaches_standard_error(tmp_path):
    (tmp_path / "a.html").write_text(page())
    command = [sys.executable, "-m", "articast", "publish", "a.html", "--voice", "tone", "--quiet"]
    nowhere = {**os.environ, "PATH": str(tmp_path)}  # no ffmpeg
    done = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True, env=nowhere)
    assert done.stderr == ""


def test_publish_and_settings_can_be_called_from_python(tmp_path, monkeypatch):
    import articast

    monkeypatch.chdir(tmp_path)
    example = "\n".join(line.strip() for line in articast.__doc__.splitlines() if line.startswith("    "))
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.html").write_text(page())
    told: dict[str, object] = {}
    exec(example.replace('audio/")', 'audio/", voice="tone")'), told)  # the example of the docstring
    assert len(told["report"].published) == 1
