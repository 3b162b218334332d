"""The commands: a person's or a machine's arguments in, what they read out. Touches the terminal.

`cli` parses and prints; what a command does that the flow does not is a file here: `dry_run` reckons, `proof` shows
what would be said, `report` and `progress` tell of a run, `check` and `listening` judge what is published, `upkeep`
takes away, `embed`, `serve`, `voices` and `installing` are what they are called.
"""

from articast.commands.cli import main

__all__ = ["main"]
