"""Our HTML before the Nu checker of the W3C, where it is: Java, and its jar named by $ARTICAST_VNU."""

from __future__ import annotations

import json
import os
import shutil
import subprocess

import pytest

from articast.publishing import hosts
from tests.publishing.pages import scenes

PLAIN = b"<!doctype html><html lang=en><head><title>A</title></head><body><h1>The tide clock runs again</h1><p>Text.</body></html>"


@pytest.mark.slow
def test_the_nu_checker_finds_no_error(output, tmp_path):
    jar, java = os.environ.get("ARTICAST_VNU"), shutil.which("java")
    if not (jar and java):
        pytest.skip("no Nu checker: install Java, get vnu.jar (npm pack vnu-jar), name it in ARTICAST_VNU")
    show, episode, _ = scenes.english()
    (tmp_path / "spliced.html").write_bytes(hosts.splice(PLAIN, show, episode))
    command = [java, "-jar", jar, "--format", "json", "--errors-only", "--exit-zero-always", "--skip-non-html"]
    answer = subprocess.run([*command, str(output), str(tmp_path)], capture_output=True, text=True, check=True)
    assert json.loads(answer.stderr)["messages"] == []
