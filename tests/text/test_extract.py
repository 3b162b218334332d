"""A page's article: blocks in order with their markup, metadata, what is left out, and why there is none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from articast.errors import ExtractionError
from articast.model import Document, Known, Translation
from articast.text import extract
from articast.text.extract import SiteRules
from articast.text.furniture.lines import key

SEA = (
    "The harbour wall was finished in the spring of 1911, after nine winters of work and two of waiting for stone.",
    "Nobody in the town had believed that the sea could be kept out, and for the first year it was not.",
    "In the second year the fishermen moved their boats behind it, one after another, without saying a word about it.",
    "Today the wall is a place to walk on Sundays, and the only thing that it keeps out is the wind.",
)

WORDPRESS = """<!DOCTYPE html>
<html lang="en-GB" prefix="og: https://ogp.me/ns#">
<head>
<meta charset="utf-8">
<title>The wall that nobody believed in - Harbour Notes</title>
<link rel="canonical" href="https://notes.example/2021/03/the-wall/">
<link rel="alternate" hreflang="de" href="https://notes.example/de/2021/03/die-mauer/">
<link rel="alternate" hreflang="en" href="https://notes.example/2021/03/the-wall/">
<link rel="alternate" hreflang="x-default" href="https://notes.example/2021/03/the-wall/">
<meta property="og:title" content="The wall that nobody believed in">
<meta property="og:site_name" content="Harbour Notes">
<meta property="og:description" content="How a town got its harbour.">
<meta property="og:image" content="/img/wall.jpg">
<meta property="article:published_time" content="2021-03-17T08:30:00+01:00">
<meta property="article:modified_time" content="2021-03-18T10:00:00+01:00">
<meta property="article:tag" content="harbours"><meta property="article:tag" content="history">
<meta name="author" content="Jane Doe">
<style>.x{color:red}</style><script>var dataLayer = [];</script>
</head>
<body class="single single-post has-sidebar comments-open">
<a class="skip-link screen-reader-text" href="#content">Skip to content</a>
<header id="masthead" class="site-header"><nav class="main-navigation"><ul><li><a href="/">Home</a></li>
<li><a href="/about">About us</a></li></ul></nav></header>
<div id="cookie-notice">This website uses cookies to give you the best experience. <button>Accept</button></div>
<main id="content" class="content-area">
<article id="post-17" class="post type-post hentry">
<header class="entry-header"><div class="breadcrumbs"><a href="/">Home</a> &raquo; <a href="/h">History</a></div>
<h1 class="entry-title">The wall that nobody believed in</h1>
<div class="entry-meta">Posted on <time datetime="2021-03-17">March 17, 2021</time> by <a rel="author" href="/jane">Jane Doe</a></div></header>
<div class="listen-to-article"><p>Listen to article</p><audio src="a.mp3"></audio><a href="a.mp3">Download audio as MP3</a></div>
<div class="entry-content">
<p>The <strong>harbour wall</strong> was finished in the spring of 1911, after nine winters of work and
   two of waiting for&nbsp;stone.<sup id="fnref1"><a href="#fn1">1</a></sup></p>
<p>Nobody in the town had believed that the sea could be kept out, and for the first year <em>it was not</em>.
   See <a href="../reports/1911.html">the report of that year</a>, which is short.</p>
<figure class="wp-block-image"><img src="wall.jpg" alt="A wall"><figcaption>The wall, seen from the sea. Photo: A. Nonym</figcaption></figure>
<h2>What it took</h2>
<ol start="3"><li>Stone from the quarry behind the hill</li><li value="7">Nine winters, of which two were lost</li></ol>
<ul><li>One of the ships<ul><li>that sank there in a gale</li></ul></li></ul>
<blockquote cite="https://archive.example/letter"><p>We shall not see it done, but our children will walk on it every Sunday.</p>
<footer>The mayor, in a letter</footer></blockquote>
<p lang="de">„Die Mauer steht, und das Meer steht davor“, schrieb ein Reisender.</p>
<pre><code>print("wall")</code></pre>
<table><tr><th>Year</th><th>Metres</th></tr><tr><td>1909</td><td>120</td></tr></table>
<p>In the second year the fishermen moved their boats behind it, one after another, without saying a word about it.</p>
<div class="sharedaddy sd-sharing"><h3>Share this:</h3><ul><li><a href="#">Twitter</a></li><li><a href="#">Facebook</a></li></ul></div>
<div id="jp-relatedposts"><h3>Related</h3><p><a href="/other">Another story of a lighthouse that was moved twice</a></p></div>
<ol class="footnotes"><li id="fn1">The stone came by sea. <a href="#fnref1">back</a></li></ol>
</div></article>
<section id="comments" class="comments-area"><h2>2 thoughts on “The wall”</h2>
<ol class="comment-list"><li>I walked on it as a child and my father did too, and his father before him.</li></ol>
<div id="respond"><h3>Leave a Reply</h3><form><p>Your email address will not be published. Required fields are marked *</p></form></div></section>
</main>
<aside id="secondary" class="widget-area sidebar"><h2>Newsletter</h2><p>Sign up for our newsletter.</p></aside>
<footer class="site-footer">© 2021 Harbour Notes. All rights reserved.</footer>
</body></html>"""


@pytest.fixture(scope="module")
def wall():
    return extract.article(WORDPRESS, "https://notes.example/?p=17")


def test_a_blog_page_gives_its_text_in_order_and_nothing_else(wall):
    assert [(block.kind, block.text.split(".")[0][:40]) for block in wall.blocks] == [
        ("paragraph", "The harbour wall was finished in the spr"),
        ("paragraph", "Nobody in the town had believed that the"),
        ("caption", "The wall, seen from the sea"),
        ("heading", "What it took"),
        ("item", "Stone from the quarry behind the hill"),
        ("item", "Nine winters, of which two were lost"),
        ("item", "One of the ships"),
        ("item", "that sank there in a gale"),
        ("quote", "We shall not see it done, but our childr"),
        ("paragraph", "„Die Mauer steht, und das Meer steht dav"),
        ("code", 'print("wall")'),
        ("table", "Year | Metres ; 1909 | 120"),
        ("paragraph", "In the second year the fishermen moved t"),
        ("note", "The stone came by sea"),
    ]


def test_the_head_of_a_page_is_read(wall):
    assert wall.title == "The wall that nobody believed in"
    assert wall.id == wall.url == "https://notes.example/2021/03/the-wall/"
    assert wall.authors == ("Jane Doe",)
    assert wall.language == "en-GB"
    assert wall.published is not None
    assert wall.published.isoformat() == "2021-03-17T08:30:00+01:00"
    assert wall.modified is not None
    assert wall.site == "Harbour Notes"
    assert wall.image == "https://notes.example/img/wall.jpg"
    assert wall.summary == "How a town got its harbour."
    assert wall.tags == ("harbours", "history")


def test_hreflang_links_to_others_only(wall):
    assert wall.translations == (Translation("de", "https://notes.example/de/2021/03/die-mauer/"),)


def test_inline_markup_is_kept_with_its_place(wall):
    first, second = wall.blocks[0], wall.blocks[1]
    assert [(mark.kind, first.text[mark.start : mark.end]) for mark in first.marks] == [("strong", "harbour wall")]
    assert [(mark.kind, second.text[mark.start : mark.end], mark.value) for mark in second.marks] == [
        ("emphasis", "it was not", ""),
        ("link", "the report of that year", "https://notes.example/reports/1911.html"),
    ]


def test_a_reference_mark_leaves_no_trace_in_the_sentence(wall):
    assert wall.blocks[0].text.endswith("waiting for\xa0stone.")
    assert "1" in [left.text for left in wall.left_out if left.reason == "reference mark"]


def test_items_have_the_numbers_that_are_printed_and_their_depth(wall):
    items = [(block.number, block.level) for block in wall.blocks if block.kind == "item"]
    assert items == [("3", 1), ("7", 1), ("", 1), ("", 2)]


def test_a_quote_has_its_source_and_a_paragraph_its_language(wall):
    quote = next(block for block in wall.blocks if block.kind == "quote")
    assert quote.source == "The mayor, in a letter"
    assert next(block for block in wall.blocks if block.text.startswith("„")).language == "de"


def test_what_is_left_out_is_told_with_its_reason(wall):
    reasons = {left.reason for left in wall.left_out}
    assert {
        "furniture: player",
        "furniture: comments",
        "furniture: share buttons",
        "furniture: cookie notice",
    } <= reasons
    told = " ".join(left.text for left in wall.left_out)
    for words in ("Listen to article", "Leave a Reply", "I walked on it as a child", "Another story of a lighthouse"):
        assert words in told


def test_every_word_of_the_page_is_read_or_told_as_left_out(wall):
    from lxml import html as lxml_html

    body = lxml_html.document_fromstring(WORDPRESS).find("body")
    for script in body.xpath("//script|//style|//audio"):
        script.drop_tree()
    kept = key(wall.title + wall.text + "".join(block.text + block.source for block in wall.blocks))
    kept += "".join(key(left.text) for left in wall.left_out)
    for word in " ".join(body.itertext()).split():
        assert key(word) in kept, word


def test_the_text_has_paragraphs_apart_and_the_numbers_of_items(wall):
    assert "\n\n3. Stone from the quarry behind the hill\n\n7. Nine winters" in wall.text
    assert "seen from the sea" not in wall.text


NEWSPAPER = """<html><head><title>Wall holds | The Courier</title><link rel=canonical href="https://courier.example/wall-holds">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},
{"@type":["NewsArticle"],"headline":"Wall holds against spring tide","datePublished":"2022-02-01","inLanguage":"en",
"author":[{"@type":"Person","name":"By Ann Other"},{"@type":"Person","name":"Max Moritz"}],
"publisher":{"@type":"Organization","name":"The Courier"},"image":["https://courier.example/w.jpg"],"keywords":"sea,  wall"}]}</script>
<script type="application/ld+json">{ this is not json </script></head>
<body><div class="top-bar"><a href="/">News</a> <a href="/sport">Sport</a></div>
<h1>Wall holds against spring tide</h1>
<p class="standfirst">The wall that nobody believed in has held against the highest tide that has been measured in the town
for more than a hundred years, the harbour master says.</p>
<p class="byline">By Ann Other and Max Moritz</p>
<div class="article__body" itemprop="articleBody">PARAGRAPHS</div>
<div class="promo-box"><h4>Support us</h4><p>Your gift keeps us going.</p></div>
<div class="most-read"><h3>Most read</h3><ol><li><a href=1>Cat returns after nine years</a></li></ol></div></body></html>"""


def test_a_newspaper_page_with_linked_data_and_a_lead():
    page = NEWSPAPER.replace("PARAGRAPHS", "".join(f"<p>{sentence}</p>" for sentence in SEA * 2))
    found = extract.article(page)
    assert found.title == "Wall holds against spring tide"
    assert found.authors == ("Ann Other", "Max Moritz")
    assert found.published == datetime(2022, 2, 1, tzinfo=UTC)
    assert found.site == "The Courier"
    assert found.tags == ("sea", "wall")
    assert found.blocks[0].text.startswith("The wall that nobody believed in has held")
    assert "Cat returns" not in found.text
    assert "Your gift" not in found.text


def test_a_page_of_divs_and_breaks_has_paragraphs():
    lines = "<br><br>".join(SEA)
    page = f"<html lang=en><title>Wall</title><body><div><div class=x><div><h2>Wall</h2><div>{lines}</div></div></div></div>"
    assert [block.text for block in extract.article(page).blocks] == list(SEA)


def test_the_headline_is_not_also_a_block():
    page = f"<html><title>A wall</title><body><article><h1>A wall</h1><p>{SEA[0]}</p><p>{SEA[1]}</p></article>"
    assert [block.kind for block in extract.article(page).blocks] == ["paragraph", "paragraph"]


def test_without_a_title_it_is_the_first_heading_else_the_first_words():
    headed = extract.article(f"<body><h2>A wall</h2><p>{SEA[0]}</p><p>{SEA[1]}</p>")
    assert headed.title == "A wall"
    bare = extract.article(f"<body><p>{SEA[0]}</p><p>{SEA[1]}</p>")
    assert bare.title.endswith("…")
    assert SEA[0].startswith(bare.title[:-1])


SHELL = """<html><head><title>App</title></head><body><noscript>You need to enable JavaScript to run this app.</noscript>
<div id="root"></div><script src="main.js"></script></body></html>"""
STUB = f"""<html><title>The wall</title><body><article><h1>The wall</h1><p>{SEA[0]}</p>
<div class=wall>Subscribe now to continue reading. Already a subscriber? Log in.</div></article>"""
LOCKED = f"""<html><head><script type="application/ld+json">{{"@type": "NewsArticle", "isAccessibleForFree": false}}</script>
</head><body><article><h1>Wall</h1><p>{SEA[0]}</p></article>"""
LINKS = f"<html><body>{'<a href=x>One more link to somewhere else</a> ' * 60}<p>Hello there.</p>"


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("", "empty"),
        ("   \n", "empty"),
        ("<html><body></body></html>", "no text"),
        (SHELL, "JavaScript"),
        ("<html><title>404 Not Found</title><body><h1>Not Found</h1><p>It was not found.</p>", "error page"),
        ("<html><title>Just a moment...</title><body><p>Checking your browser.</p>", "error page"),
        (STUB, "paywall"),
        (LOCKED, "paywall"),
        (LINKS, "look like an article"),
    ],
)
def test_a_page_without_an_article_is_a_failure_with_its_reason(page, reason):
    with pytest.raises(ExtractionError, match=reason):
        extract.article(page)


def test_a_short_honest_page_is_an_article():
    found = extract.article(
        "<html lang=en><title>Closed</title><body><h1>Closed</h1><p>The library is closed on Monday.</p>"
    )
    assert found.text == "The library is closed on Monday."


def html(body: str, **said) -> Document:
    return Document(
        source="page.html",
        id="page.html",
        body=f"<html><title>Wall</title><body>{body}".encode(),
        media_type="text/html",
        **said,
    )


def test_the_sites_own_selector_wins():
    body = f"<div id=wrong>{''.join(f'<p>{one}</p>' for one in SEA)}</div><div id=right><p>Only this, says the publisher.</p></div>"
    found = extract.read(html(body), SiteRules(article="#right"))
    assert found.text == "Only this, says the publisher."
    assert any(SEA[0] in left.text for left in found.left_out)


def test_a_selected_article_wins_over_what_its_markup_is_called_and_loses_what_is_none():
    body = f"<div class=related>{''.join(f'<p>{one}</p>' for one in SEA)}<div class=share>Share this</div></div><p>{SEA[0]} Elsewhere.</p>"
    found = extract.read(
        html(f"{body}<div class=related><p>See also the pier.</p></div>"), SiteRules(article=".related:has(.share)")
    )
    assert [block.text for block in found.blocks] == list(SEA)
    assert {"Share this", "See also the pier."} <= {left.text for left in found.left_out}


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("Is 3 &lt;than&gt; 5?", "Is 3 <than> 5?"),
        ("Why List&lt;String&gt; is no List&lt;Object&gt;", "Why List<String> is no List<Object>"),
        ("Using the &lt;details&gt; element", "Using the <details> element"),
        ("A &lt;em&gt;new&lt;/em&gt; day&lt;br&gt;at sea", "A new day at sea"),
        ("Salt &amp;amp; wind", "Salt & wind"),
        ("R&D by the sea", "R&D by the sea"),
    ],
)
def test_a_title_loses_markup_and_keeps_its_own_brackets(told, title):
    page = f'<head><meta property="og:title" content="{told}"></head><body><p>{SEA[0]}</p><p>{SEA[1]}</p>'
    assert extract.article(page).title == title


def test_the_arrow_that_leads_back_is_no_word_of_the_footnote():
    note = '<ol class="footnotes"><li id="fn1">By sea. <a href="#fnref1">↩</a></li><li>By <a href="#land">land</a>. <a href="#fnref2">^</a></li></ol>'
    page = f"<article>{''.join(f'<p>{one}</p>' for one in SEA)}{note}</article>"
    assert [block.text for block in extract.article(page).blocks if block.kind == "note"] == ["By sea.", "By land."]


PARAGRAPHS = [f"<p>{one}</p>" for one in SEA]


@pytest.mark.parametrize(
    "between",
    [
        '<div class="kg-card kg-signup-card"><h2>Join us</h2><p>Every Friday in your mail.</p></div>',
        '<div class="subscription-widget-wrap"><div class="subscription-widget"><p>Small Islands lives by its readers.</p></div></div>',
        '<amp-iframe src="y"><p placeholder>One moment</p></amp-iframe>',
        "<amp-ad><div>Loans for boats</div></amp-ad>",
        '<h2>Key events</h2><ul><li><a href="#a">The wall is built at last</a></li><li><a href="#b">The boats are moved</a></li></ul><h2>Winter</h2>',
    ],
    ids=["Ghost's form", "Substack's form", "AMP's placeholder", "AMP's advertisement", "a heading over links"],
)
def test_what_publishing_software_sets_between_paragraphs_is_not_the_authors(between):
    page = f"<title>Wall</title><body><article><h1>Wall</h1>{''.join(PARAGRAPHS[:2])}{between}{''.join(PARAGRAPHS[2:])}</article>"
    texts = [block.text for block in extract.article(page).blocks]
    assert [text for text in texts if text != "Winter"] == list(SEA)


@pytest.mark.parametrize("sign", ["¶", "#", "\N{LINK SYMBOL}", ""])
def test_the_sign_that_links_to_a_heading_is_not_in_it(sign):
    link = f'<a class="headerlink" href="#x" title="Link to this heading">{sign}</a>'
    page = f"<title>Walls of C# &#8212; Docs</title><body><main><h1>Walls of C#{link}</h1>{PARAGRAPHS[0]}{PARAGRAPHS[1]}<h2>Stone{link}</h2>{PARAGRAPHS[2]}{PARAGRAPHS[3]}</main>"
    found = extract.article(page)
    assert found.title == "Walls of C#"
    assert [block.text for block in found.blocks if block.kind == "heading"] == ["Stone"]


@pytest.mark.parametrize(
    "mark",
    [
        '<sup><a href="#fn1">1</a></sup>',
        '<a class="footnote-anchor" href="#footnote-1">1</a>',
        '<a role="doc-noteref" href="#n">1</a>',
        '<sup class="reference"><a href="#cite_note-1"><span>&#91;</span>1<span>&#93;</span></a></sup>',
        '<a rev="footnote" href="#n">1</a>',
    ],
)
def test_a_footnotes_mark_is_not_glued_to_the_word_before_it(mark):
    page = f"<article><p>{SEA[0]}{mark}</p>{''.join(PARAGRAPHS[1:])}</article>"
    assert [block.text for block in extract.article(page).blocks] == list(SEA)


def test_a_table_in_a_table_that_only_places_is_a_table_of_its_own():
    inner = "<table><tr><th>Year</th><th>Stones</th></tr><tr><td>1911</td><td>40</td></tr></table>"
    page = (
        f"<body><table><tr><td>{''.join(f'<p>{one}</p>' for one in SEA)}{inner}<p>{SEA[0]} Again.</p></td></tr></table>"
    )
    kinds = [(block.kind, block.text) for block in extract.article(page).blocks]
    assert [text for kind, text in kinds if kind == "paragraph"] == [*SEA, f"{SEA[0]} Again."]


def test_a_rule_between_two_sentences_parts_them():
    page = f"<article><p>{SEA[0]}</p>{SEA[1]}<hr>{SEA[2]}<p>{SEA[3]}</p></article>"
    assert [block.text for block in extract.article(page).blocks] == list(SEA)


def test_the_sites_exclusions_are_told():
    body = f"<article>{''.join(f'<p>{one}</p>' for one in SEA)}<p class=ours>Buy our mugs, they hold a lot of coffee.</p></article>"
    found = extract.read(html(body), SiteRules(exclude=(".ours",)))
    assert "mugs" not in found.text
    assert ("Buy our mugs, they hold a lot of coffee.", "excluded by the site's rules: .ours") in [
        (left.text, left.reason) for left in found.left_out
    ]


@pytest.mark.parametrize("rules", [SiteRules(article="#nowhere"), SiteRules(article="p["), SiteRules(exclude=("p[",))])
def test_a_selector_that_finds_nothing_or_is_none_is_named(rules):
    with pytest.raises(ExtractionError, match=r"page\.html: the site's CSS selector"):
        extract.read(html(f"<p>{SEA[0]}</p>"), rules)


def test_what_the_publisher_says_wins_over_the_page():
    known = Known(
        title="Our title", authors=("Us",), language="fr", url="https://our.example/a", slug="a", voice="espeak"
    )
    found = extract.read(html(f"<h1>Wall</h1><p>{SEA[0]}</p><p>{SEA[1]}</p>", known=known))
    assert (found.title, found.authors, found.language, found.id) == (
        "Our title",
        ("Us",),
        "fr",
        "https://our.example/a",
    )
    assert (found.slug, found.voice) == ("a", "espeak")
    assert found.language_told


def test_the_same_page_gives_the_same_article_however_often():
    first = extract.article(WORDPRESS, None)
    assert all(extract.article(WORDPRESS, None) == first for _ in range(6))


def test_a_home_page_named_as_canonical_is_not_believed():
    page = f'<html><link rel=canonical href="https://notes.example/"><body><p>{SEA[0]}</p><p>{SEA[1]}</p>'
    assert extract.article(page, "https://notes.example/wall").id == "https://notes.example/wall"


def test_a_stamp_of_the_page_gives_the_date_where_its_head_does_not():
    page = f"<html lang=en><title>Wall</title><body><article><h1>Wall</h1><p>Published: 2021-04-22</p><p>{SEA[0]}</p><p>{SEA[1]}</p>"
    found = extract.article(page)
    assert found.published == datetime(2021, 4, 22, tzinfo=UTC)
    assert [block.text for block in found.blocks] == [SEA[0], SEA[1]]


LONG_TITLE = (
    "Of the wall, of those who built it, of the sea that it kept out, and of what came of it all; " * 5 + "the end"
)


@pytest.mark.parametrize(
    ("told", "headings", "title"),
    [
        ("Wall | The Paper", "<h1>Wall</h1>", "Wall"),
        ("The Paper: Wall", "<h1>Wall</h1>", "Wall"),
        ("Wall—The Paper", "<h1>Wall</h1>", "Wall"),
        ("Wall (The Paper)", "<h1>Wall</h1>", "Wall"),
        ("Wall – Part 2 | The Paper", "<h1>Wall – Part 2</h1>", "Wall – Part 2"),
        ("Wall | The Paper", '<h1><a href="/">The Paper</a></h1><h2>Wall</h2>', "Wall"),
        ("The same title | The Paper", "<h2>The same title</h2>", "The same title"),
        ("Wall | The Paper", "<h1><span>News</span> <span>Wall</span></h1>", "News Wall"),
        ("The wall of stone", "<h1>The wall<br>of stone</h1>", "The wall of stone"),
        (f"{LONG_TITLE} | The Paper", f"<h1>{LONG_TITLE}</h1>", LONG_TITLE),
        ("🎉🎉 | The Paper", "<h1>🎉🎉</h1>", "🎉🎉"),
        ("🎉 Wall 🎉 | The Paper", "<h1>🎉 Wall 🎉</h1>", "🎉 Wall 🎉"),
        ("The &lt;b&gt;b&lt;/b&gt; of it", "<h1>The &lt;b&gt;b&lt;/b&gt; of it</h1>", "The <b>b</b> of it"),
        ("The &lt;i&gt;Titanic&lt;/i&gt; sank", "<h1>The <i>Titanic</i> sank</h1>", "The Titanic sank"),
        ("Why CO2 is bad | P", "<h1>Why CO<sub>2</sub> is bad</h1>", "Why CO₂ is bad"),
    ],
)
def test_a_title_is_said_once_and_without_the_sites_name(told, headings, title):
    body = "".join(f"<p>{text}</p>" for text in SEA)
    page = f"<html lang=en><head><title>{told}</title></head><body><article>{headings}{body}</article></body></html>"
    article = extract.article(page)
    assert article.title == title
    assert not [block for block in article.blocks if key(block.text) == key(title)]


def test_a_title_that_is_only_the_sites_name_is_none():
    body = "".join(f"<p>{text}</p>" for text in SEA)
    head = '<title>The Paper</title><meta property="og:site_name" content="The Paper">'
    assert extract.article(f"<head>{head}</head><body><article><h1>Wall</h1>{body}</article>").title == "Wall"


def test_a_rule_or_a_row_of_signs_parts_scenes():
    page = f"<article><h1>The wall</h1><p>{SEA[0]}</p><hr><p>{SEA[1]}</p><p>* * *</p><p>{SEA[2]}</p><p>{SEA[3]}</p></article>"
    blocks = extract.read(Document("a", "a", page.encode(), "text/html")).blocks
    apart = {block.text: block.apart for block in blocks}
    assert [apart[text] for text in SEA] == [False, True, True, False]
    text = "The wall\n========\n\n" + f"{SEA[0]}\n\n* * *\n\n{SEA[1]}\n\n{SEA[2]}\n\n---\n\n{SEA[3]}\n"
    plain = {block.text: block.apart for block in extract.read(Document("a", "a", text.encode(), "text/plain")).blocks}
    assert [plain[text] for text in SEA] == [False, True, False, True]
