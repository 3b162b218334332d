"""`articast completion`: what a shell needs to complete commands and options, made from the parser itself."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SHELLS = ("bash", "zsh", "fish")

_BASH = """\
_articast() {{
  local word="${{COMP_WORDS[COMP_CWORD]}}" command="" each
  for each in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case "$each" in -*) ;; *) command="$each"; break ;; esac
  done
  local words=""
  case "$command" in
    "") words="{commands}" ;;
{cases}
  esac
  if [[ -z "$command" || "$word" == -* ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$word"))
  else
    COMPREPLY=($(compgen -W "$words" -- "$word") $(compgen -f -- "$word"))
  fi
}}
complete -o filenames -F _articast articast
"""
"""Options, words that a command takes, and files."""


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """What `eval "$(articast completion bash)"` runs, or fish's `articast completion fish | source`.

    Args:
        parser: of the whole command line.
        shell: one of `SHELLS`.
    """
    if shell == "fish":
        return "\n".join(_fish(parser)) + "\n"
    commands = _commands(parser)
    cases = "\n".join(f'    {name}) words="{" ".join(_words(one))}" ;;' for name, one in commands.items())
    found = _BASH.format(commands=" ".join([*commands, "--help", "--version"]), cases=cases)
    before = "autoload -U +X compinit && compinit -u\nautoload -U +X bashcompinit && bashcompinit\n"
    return before + found if shell == "zsh" else found


def _commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    (action,) = (one for one in parser._actions if isinstance(one, argparse._SubParsersAction))  # noqa: SLF001 - argparse tells it nowhere else
    return dict(action.choices)


def _words(command: argparse.ArgumentParser) -> list[str]:
    """Options, and words that its arguments are one of."""
    actions = command._actions  # noqa: SLF001 - as above
    return [
        *(name for one in actions for name in one.option_strings if name.startswith("--")),
        *(str(word) for one in actions if not one.option_strings for word in one.choices or ()),
    ]


def _fish(parser: argparse.ArgumentParser) -> Iterator[str]:
    commands = _commands(parser)
    yield f"complete -c articast -n __fish_use_subcommand -f -a '{' '.join(commands)}'"
    for name, command in commands.items():
        here = f"complete -c articast -n '__fish_seen_subcommand_from {name}'"
        for one in command._actions:  # noqa: SLF001 - as above
            told = (one.help or "").replace("\\", "\\\\").replace("'", "\\'")
            for option in one.option_strings:
                if option.startswith("--"):
                    yield f"{here} -l {option[2:]} -d '{told}'" + (" -r" if one.nargs != 0 else "")
            if not one.option_strings and one.choices:
                yield f"{here} -f -a '{' '.join(map(str, one.choices))}'"
