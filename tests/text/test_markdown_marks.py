"""What generators put into Markdown is never said, and takes no word of the author's with it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articast.model import Document
from articast.text import extract
from articast.text.extract import markup

BEFORE = "The harbour wall was finished in the spring."
AFTER = "In the autumn the first boats came in."


def read(text: str, name: str = "a.md"):
    return extract.read(Document(source=name, id=name, body=text.encode(), media_type="text/markdown"))


def spoken(inside: str, name: str = "a.md", front: str = "title: The wall"):
    """The text between two paragraphs, as blocks that may be spoken."""
    article = read(f"---\n{front}\n---\n{BEFORE}\n\n{inside}\n\n{AFTER}\n", name)
    texts = [b.text for b in article.blocks if b.kind not in ("caption", "code", "table", "note")]
    assert texts[0] == BEFORE
    assert texts[-1] == AFTER
    return texts[1:-1]


@pytest.mark.parametrize("mark", [one for one in markup.data()["mark"] if one["example"]], ids=lambda mark: mark["of"])
def test_each_known_mark_is_taken_from_its_example(mark):
    before, after = mark["example"]
    pattern = markup.Mark(re.compile(mark["pattern"]), mark.get("keep", ""), mark.get("quiet", False))
    assert pattern.taken(before, markup.Laid()) == after


def test_every_known_mark_has_an_example():
    assert [mark["of"] for mark in markup.data()["mark"] if not mark["example"]] == []


TAGS = [
    # Hugo
    ("{{< vimeo 12 >}}", []),
    ('{{< figure src="a.jpg" caption="A boat" >}}', []),
    ('{{< img src="a.jpg"\n  caption="A boat"\n>}}', []),
    ("{{% notice info %}}\nMind the *step*.\n{{% /notice %}}", ["Mind the step."]),
    ('{{< details "More of it" >}}\nIt is deep.\n{{< /details >}}', ["More of it", "It is deep."]),
    ('{{< tabs >}}\n{{% tab name="Sail" %}}\nHoist it.\n{{% /tab %}}\n{{< /tabs >}}', ["Sail", "Hoist it."]),
    ("{{< mermaid >}}\ngraph TD\n{{< /mermaid >}}", []),
    ("A {{< param title >}} of {{< icon x >}} stone.", ["A The wall of stone."]),
    ('{{< highlight go "linenos=table" >}}\nwall()\n{{< /highlight >}}', []),
    ("Use {{</* vimeo 12 */>}} so.", ["Use so."]),
    # Jekyll, Liquid, Nunjucks, Zola, Hexo
    ('{% include video.html id="7" %}', []),
    ('{% include "media/figure.html" caption="A boat" %}', []),
    ("{% if page.wide %}\nIt is wide.\n{% endif %}", ["It is wide."]),
    ("{% comment %}\nnot for you\n{% endcomment %}", []),
    ("{% highlight sh %}\nbuild {{ wall }}\n{% endhighlight %}", []),
    ("{% raw %}The tag {{ wall }} prints it.{% endraw %}", ["The tag {{ wall }} prints it."]),
    ("This is {{ page.title }}, by {{ site.author | escape }}.", ["This is The wall, by ."]),
    ("Read [more]({% post_url 2024-01-01-more %}) there.\n{: .lead}", ["Read more there."]),
    ("* toc\n{:toc}", []),
    ('{{ youtube(id="7") }}', []),
    ("{# not for you #}", []),
    ("<% wall.each do %>", []),
    # MkDocs, Python-Markdown
    (
        '!!! warning "Mind the ice"\n\n    It is slippery,\n    and steep.',
        ["Mind the ice", "It is slippery, and steep."],
    ),
    ("!!! note\n    It is slippery.", ["It is slippery."]),
    ('??? question "Why?"\n    Because.\n\n    === "Nested"\n        Deep.', ["Why?", "Because.", "Nested", "Deep."]),
    ('=== "Sail"\n\n    Hoist it.\n\n=== "Oar"\n\n    Row it.', ["Sail", "Hoist it.", "Oar", "Row it."]),
    ("Press ++ctrl+c++ or :material-lock: here.", ["Press ctrl+c or here."]),
    ('--8<-- "more.md"', []),
    ("/// tip | Good to know\nRow it.\n///", ["Good to know", "Row it."]),
    ("The old {--bright --}lamp{>>check this<<} and {~~red~>green~~} {++light++}.", ["The old lamp and green light."]),
    # Docusaurus, VuePress, Starlight, Pandoc, Quarto, MyST
    (":::tip[Good to know]\n\nRow it.\n\n:::", ["Good to know", "Row it."]),
    ("::: warning Mind the gap\nRow it.\n:::", ["Mind the gap", "Row it."]),
    ('::: {.callout-note title="Read this"}\nRow it.\n:::', ["Read this", "Row it."]),
    (":::{note} Good to know\n:class: wide\nRow it.\n:::", ["Good to know", "Row it."]),
    ("```{tip} Good to know\n:class: wide\n\nRow it.\n```", ["Good to know", "Row it."]),
    ("```{figure} boat.png\n:name: boat\nA boat.\n```", []),
    (":::: {.columns}\n::: {.column}\nLeft.\n:::\n::::", ["Left."]),
    ("See {ref}`the pier <pier>` and :ref:`the reef <reef>`.", ["See the pier and the reef."]),
    ("## The pier {#pier .wide}\n\nIt is long.", ["The pier", "It is long."]),
    ("It is [very]{.smallcaps} long [@lee2020, p. 3].", ["It is very long."]),
    ("\\newpage", []),
    ("```{python}\n#| echo: false\nwall()\n```", []),
    ("| a | b |\n|---|---|\n| c | d |\n\n: Lamps by town {#tbl-lamps}", []),
    ('![A boat](b.png){.wide fig-alt="Very long, with \\"quotes\\" in it"}\n\nRow it.', ["Row it."]),
    ("::youtube[Film]{id=7}", []),
    # GitHub, Obsidian, wikis
    ("> [!NOTE]\n> Row it.", ["Row it."]),
    ("> [!tip]- Good to know\n> Row it.", ["Good to know", "Row it."]),
    ("See [[Pier|the long pier]] and [[Reef]]. ![[boat.png]]", ["See the long pier and Reef."]),
    ("It is %%secret%% long. ^a1b2c3", ["It is long."]),
    ("It is ==very== long. :rocket:", ["It is very long."]),
    ("[[_TOC_]]", []),
    ("*[HTML]: Hyper Text Markup Language", []),
    ("<!-- more -->\n\n<!-- a note\nto myself -->", []),
]


@pytest.mark.parametrize(("written", "said"), TAGS)
def test_marks_of_generators_are_not_said_and_their_words_are(written, said):
    assert spoken(written) == said


MDX = [
    ("import A, { B } from '../a'\nexport const height = 3;\n\nIt is {height} high.", ["It is 3 high."]),
    ("import {\n  A,\n  B\n} from 'a'", []),
    ("export const meta = {\n  name: 'x',\n}\n\nexport function F() {\n  return <b>{'x'}</b>\n}", []),
    ("<Chart data={points} style={{margin: 0}} />", []),
    ("<Callout type='info'>\nRow **it**.\n</Callout>", ["Row it."]),
    ("<Tabs>\n  <TabItem value='a' label='Sail'>\n\n    Hoist it.\n\n  </TabItem>\n</Tabs>", ["Sail", "Hoist it."]),
    ("It is <Shout color='red'>very</Shout> long{' '}and{/* how? */} wide.", ["It is very long and wide."]),
    ("<div style={{color: 'red'}} className='x'>\n  Row it.\n</div>", ["Row it."]),
    ("<>\nRow it.\n</>", ["Row it."]),
    ("<Image alt='a > b' src={boat} />", []),
    ("Formula $\\frac{a}{b}$ stays.", ["Formula a/b stays."]),
]


@pytest.mark.parametrize(("written", "said"), MDX)
def test_components_and_expressions_are_not_said_and_their_words_are(written, said):
    assert spoken(written, "a.mdx") == said


def test_a_file_that_imports_is_mdx_whatever_it_is_called():
    assert spoken("import A from 'a'\n\nIt is {1 + 2} high.") == ["It is high."]


PROSE = [
    "Write `{{ page.title }}` or `<Chart />`, and {x} in C.",
    "If a < b and x_1 > x_2, then {a, b} is a set of ~5 and ~6.",
    "C++ and C++ again, a == b == c, 2^10 and 3^4, snake_case_name.",
    "It costs $5 and $10, US$5 or A$7, from $20 to 30$ each; $HOME/$USER is a folder.",
    "The type List<String> is generic; press <Enter> at 10:30:15.",
    "He said [sic] so: a ratio of 3:1:2, and wow!!! It is 50% {of them}.",
    "import duties rose, and export trade fell.",
    "Mail ann@example.org, or see https://example.org/a_b_c for it.",
]


@pytest.mark.parametrize("written", PROSE)
def test_prose_with_signs_survives_as_it_is(written):
    assert spoken(written) == [written.replace("`", "")]


def test_what_is_left_out_is_told_as_markup():
    article = read(f"{BEFORE}\n\n{{{{< vimeo 12 >}}}}\n\n{AFTER}\n")
    assert [(left.text, left.reason) for left in article.left_out] == [("{{< vimeo 12 >}}", "markup")]


def test_lines_of_a_line_block_stay_lines():
    assert spoken("| The sea was calm\n| the lamp was lit") == ["The sea was calm the lamp was lit"]


def test_a_directives_formula_is_one():
    assert spoken("```{math}\nE = mc^2\n```") == ["E = mc²"]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            ["{{", "}}", "{%", "%}", "<", ">", "`", "```\n", "$", ":::", "\n\n", "[[", "a b ", "!!! x\n    "]
        )
    )
)
def test_any_heap_of_signs_is_read_or_refused_and_the_text_before_it_kept(signs):
    article = read(f"# The wall\n\n{BEFORE}\n\n{''.join(signs)}\n")
    assert article.blocks[0].text == BEFORE
