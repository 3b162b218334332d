"""`articast completion`: shells complete what the parser knows."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from articast.commands import completion, main
from articast.commands.cli import _parser


def completed(line: str, folder) -> list[str]:
    """What bash offers for the last word of a line."""
    words = line.split(" ")
    array = " ".join(f"'{word}'" for word in words)
    asked = f'COMP_WORDS=({array}); COMP_CWORD={len(words) - 1}; _articast; printf "%s\\n" "${{COMPREPLY[@]}}"'
    text = completion.script(_parser(), "bash") + asked
    done = subprocess.run(["bash", "-uc", text], capture_output=True, text=True, check=False, cwd=folder)
    return done.stdout.split()


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("articast pub", ["publish"]),
        ("articast publish --dry", ["--dry-run"]),
        ("articast publish art", ["articles"]),
        ("articast --quiet with", ["withdraw"]),
        ("articast withdraw --u", ["--undo"]),
        ("articast completion f", ["fish"]),
        ("articast runs --nothing", []),
    ],
)
def test_bash_completes_commands_options_words_and_files(line, offered, tmp_path):
    (tmp_path / "articles").mkdir()
    assert completed(line, tmp_path) == offered


@pytest.mark.parametrize("shell", completion.SHELLS)
def test_a_shell_that_is_here_takes_its_script_and_every_command_is_in_it(shell, capsys):
    assert main(["completion", shell]) == 0
    text = capsys.readouterr().out
    for name, command in completion._commands(_parser()).items():
        assert name in text
        for word in completion._words(command):
            assert word.removeprefix("--") in text
    if shutil.which(shell):
        done = subprocess.run([shell, "-n", "-c", text] if shell != "fish" else ["fish", "-n", "-c", text], capture_output=True, text=True, check=False)  # fmt: skip
        assert (done.returncode, done.stderr) == (0, "")


def test_another_shell_is_told_which_there_are(capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["completion", "cmd"])
    assert "bash" in capsys.readouterr().err
