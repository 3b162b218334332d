"""Extraction against trafilatura alone: CPU time on pages made here, furniture and all, best of three. Goal: 2.0."""

from __future__ import annotations

import random
import re
import time
from typing import TYPE_CHECKING

from articast.text import extract

if TYPE_CHECKING:
    from collections.abc import Callable

PAGES = 40
WORDS = re.findall(
    r"\w+",
    "harbour wall stone winter sea boat mayor letter town street morning wind light water work year people house road "
    "ship river market paper school bridge garden window summer evening story",
)


def sentence(chance: random.Random) -> str:
    """A sentence of ordinary length; what it says does not matter to extractors."""
    words = [chance.choice(WORDS) for _ in range(chance.randint(8, 26))]
    return f"The {' '.join(words[:5])} of the {' '.join(words[5:])}."


def page(number: int) -> str:
    """A page as large sites make them: some 150 kB, a tenth of it the article."""
    chance = random.Random(number)
    links = "".join(f'<li class="item"><a href="/{n}">{chance.choice(WORDS).title()}</a></li>' for n in range(120))
    teasers = [(sentence(chance), sentence(chance)) for _ in range(24)]
    cards = "".join(f'<div class="teaser"><a href="/c"><h3>{one}</h3></a><p>{two}</p></div>' for one, two in teasers)
    link = f'<a href="/x">{sentence(chance)}</a>'
    texts = [f'<p class="text">{" ".join(sentence(chance) for _ in range(4))} {link}</p>' for _ in range(25)]
    body = "".join(f"<h2>{sentence(chance)[:50]}</h2>{''.join(texts[n : n + 5])}" for n in range(0, 25, 5))
    comments = "".join(f'<li class="comment"><p>{sentence(chance)}</p></li>' for _ in range(20))
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Page {number} of the wall</title>
<script>{"var a=1;" * 6000}</script><style>{".a{color:red}" * 2500}</style></head>
<body><header class="site-header"><nav><ul>{links}</ul></nav></header><main><article><h1>Page {number} of the wall</h1>
<div class="entry-meta">March 17, 2021</div><div class="player"><p>Listen to article</p></div>{body}
<div class="share-buttons"><a href="#">Share</a></div></article>
<section id="comments"><ol>{comments}</ol></section></main>
<aside class="sidebar">{cards}</aside><footer class="site-footer"><ul>{links}</ul></footer></body></html>"""


def seconds(read: Callable[[str], object], pages: list[str]) -> float:
    """CPU seconds that all pages take."""
    started = time.process_time()
    for one in pages:
        read(one)
    return time.process_time() - started


def main() -> None:
    """Print one line with the ratio."""
    from trafilatura import extract as alone

    pages = [page(number) for number in range(PAGES)]
    for read in (alone, extract.article):
        read(pages[0])
    rounds = [(seconds(alone, pages), seconds(extract.article, pages)) for _ in range(3)]
    theirs, ours = (min(each) for each in zip(*rounds, strict=True))
    print(
        f"extraction: {ours / PAGES * 1000:.1f} ms a page of {len(pages[0]) / 1000:.0f} kB, "
        f"trafilatura alone {theirs / PAGES * 1000:.1f} ms: ratio {ours / theirs:.2f}"
    )


if __name__ == "__main__":
    main()
