"""Lines as authors broke them: verse, addresses, lists and programs; and first letters that are set large."""

from __future__ import annotations

import pytest

from articast.text import extract

BEFORE = "The harbour wall was finished in the spring, and the masons went home for good."
AFTER = "In the autumn the first boats came in, with new nets and a great deal of patience."


def read(inside: str):
    page = (
        f'<html lang="en"><head><title>The wall</title></head><body><article><h1>The wall</h1><p>{BEFORE}</p>'
        f"{inside}<p>{AFTER}</p></article></body></html>"
    )
    blocks = extract.article(page).blocks
    assert (blocks[0].text, blocks[-1].text) == (BEFORE, AFTER)
    return blocks[1:-1]


def shape(inside: str):
    return [(block.kind, block.text, block.level) for block in read(inside)]


def test_verse_is_a_line_each_and_its_last_line_ends_the_stanza():
    assert shape("<p>The sea was calm<br>the lamp was bright<br/>\nwe rowed for home</p><p>The wind<br>came up<br>at dawn</p>") == [
        ("paragraph", "The sea was calm", 1),
        ("paragraph", "the lamp was bright", 1),
        ("paragraph", "we rowed for home", 0),
        ("paragraph", "The wind", 1),
        ("paragraph", "came up", 1),
        ("paragraph", "at dawn", 0),
    ]  # fmt: skip


def test_marks_stay_on_their_words():
    lines = read('<p>The <em>sea was<br>so calm</em> now<br>we <a href="https://a.example/">rowed</a> home</p>')
    assert [[(m.kind, line.text[m.start : m.end]) for m in line.marks] for line in lines] == [
        [("emphasis", "sea was")],
        [("emphasis", "so calm")],
        [("link", "rowed")],
    ]


@pytest.mark.parametrize(
    ("inside", "texts"),
    [
        ("<p>Ann Lee<br>Harbour Street 4<br>12345 Reef Town</p>", ["Ann Lee", "Harbour Street 4", "12345 Reef Town"]),
        ("<p>Ann Lee<br>Keeper of the lamp</p>", ["Ann Lee", "Keeper of the lamp"]),
        ("<h2>Why the<br>keepers went</h2><p>They were tired.</p>", ["Why the keepers went", "They were tired."]),
        ("<p>The council met.<br>It was late when they went.</p>", ["The council met. It was late when they went."]),
        ("<p><em>One</em> day the<br>lamp <b>was</b> lit</p>", ["One day the lamp was lit"]),
        (
            (
                "<p>The wall was built of stones that came from the far north of<br>the country, where the quarries are, and "
                "nobody had thought of<br>how they might be brought here before the winter came.</p>"
            ),
            [
                (
                    "The wall was built of stones that came from the far north of the country, where the quarries are, and "
                    "nobody had thought of how they might be brought here before the winter came."
                )
            ],
        ),
    ],
)
def test_a_break_is_an_end_only_where_the_author_meant_it(inside, texts):
    assert [block.text for block in read(inside)] == texts


def test_bullets_and_numbers_after_breaks_are_a_list():
    assert shape("<p>You need:<br>- a lamp<br>• a ladder</p>") == [
        ("paragraph", "You need:", 0),
        ("item", "a lamp", 1),
        ("item", "a ladder", 1),
    ]
    assert [(item.kind, item.number) for item in read("<p>1. Stone<br>2. Sand</p>")] == [("item", "1"), ("item", "2")]


def test_preformatted_verse_is_read_and_a_program_is_not():
    assert shape('<pre class="wp-block-verse">The sea\nwas calm\n\nwe rowed</pre>') == [
        ("paragraph", "The sea", 1),
        ("paragraph", "was calm", 0),
        ("paragraph", "we rowed", 0),
    ]
    assert (
        shape("<pre>The sea was calm and wide\nthe lamp was bright again\nwe rowed for home that night</pre>")[0][0]
        == "paragraph"
    )
    assert shape("<pre>lamp --on\nlamp --off\nlamp status now</pre>")[0][0] == "code"


@pytest.mark.parametrize(
    "table",
    [
        '<table class="rouge-table"><tr><td class="gutter"><pre>1\n2</pre></td><td class="code"><pre>wall\nwall()</pre></td></tr></table>',
        ('<table class="highlight"><tr><td class="blob-num"></td><td class="blob-code">wall</td></tr>'
        '<tr><td class="blob-num"></td><td class="blob-code">wall()</td></tr></table>'),
        ('<div class="highlight"><table class="lntable"><tr><td class="lntd"><pre>1\n2</pre></td>'
        '<td class="lntd"><pre>wall\nwall()</pre></td></tr></table></div>'),
        "<p><code>wall<br>wall()</code></p>",
    ],
)  # fmt: skip
def test_code_set_for_the_numbers_of_its_lines_is_code(table):
    assert [(block.kind, block.text) for block in read(table)] == [("code", "wall\nwall()")]


def test_code_between_paragraphs_is_the_articles_whatever_is_around_it():
    figure = "<figure class='highlight'><figcaption>wall.py</figcaption><pre><code>wall()</code></pre></figure>"
    bar = (
        "<div class='code-toolbar'><pre><code>wall()</code></pre><div class='toolbar'><button>Copy</button></div></div>"
    )
    assert [block.kind for block in read(figure)] == ["caption", "code"]
    assert [block.kind for block in read(bar)] == ["code"]


@pytest.mark.parametrize(
    ("set_large", "text"),
    [
        ('<p><span class="dropcap">F </span>our years it stood.</p>', "Four years it stood."),
        ('<p><span class="drop-cap">T</span>he wall stood.</p>', "The wall stood."),
        ('<div class="dropcap">F</div><p>our years it stood.</p>', "Four years it stood."),
        ('<p><span class="dropcap">A</span> wall stood.</p>', "A wall stood."),
        ('<p><span class="dropcap">I</span> saw it stand.</p>', "I saw it stand."),
        ('<p><span class="dropcap">“W</span>e saw it,” she said.</p>', "“We saw it,” she said."),
        ('<p class="has-drop-cap">We saw it stand.</p>', "We saw it stand."),
    ],
)
def test_a_large_first_letter_goes_back_to_its_word(set_large, text):
    assert [block.text for block in read(set_large)] == [text]
