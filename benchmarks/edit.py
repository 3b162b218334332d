"""One sentence of a 10,000-word article edited, against the first run.

Usage: python -m benchmarks.edit [VOICE]    goal: one clip spoken, under 5 % of the first run
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from articast.commands.progress import Quiet
from articast.flow.publish import publish
from articast.settings import load
from benchmarks.articles import plain


def main() -> None:
    voice = sys.argv[1] if len(sys.argv) > 1 else "espeak"
    with tempfile.TemporaryDirectory() as name:
        os.chdir(name)
        article = Path("articles/long.txt")
        plain(article, 10_000)
        settings = load(None, {"voice": voice, "language": "en"})
        first = publish(["articles"], settings, Quiet())
        text = article.read_text(encoding="utf-8")
        middle = text.index("is here.", len(text) // 2)
        article.write_text(text[:middle] + "is no longer here." + text[middle + 8 :], encoding="utf-8")
        again = publish(["articles"], settings, Quiet())
        print(
            f"edit: 10,000 words, {first.spoken} sentences: first {first.seconds:.1f} s, one sentence edited "
            f"{again.seconds:.2f} s, {again.spoken} spoken; ratio {again.seconds / first.seconds:.3f}"
        )


if __name__ == "__main__":
    main()
