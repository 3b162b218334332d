"""Small files of every format, made by hand: what each holds is the same article."""

from __future__ import annotations

import io
import json
import zipfile
from email.message import EmailMessage

TITLE = "The new library"
FIRST = "The new library opened on Monday after two years of work."
SECOND = "More than three hundred people came to the first reading, and the children stayed until the lamps were lit."
THIRD = "The architect said that the hardest part was the roof."
FOURTH = "It had to carry snow in winter and let in light all year, and the old beams could not be replaced."
SAID = [FIRST, SECOND, THIRD, FOURTH]
BODY = f"<p>{FIRST} {SECOND}</p>\n<p>{THIRD} {FOURTH}</p>"
OTHER = "<p>The ferry has a new timetable from June. It leaves every hour in the morning, says the harbour office.</p>"


def zipped(files, compression=zipfile.ZIP_DEFLATED, stored=()):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, body in files.items():
            kind = zipfile.ZIP_STORED if name in stored else compression
            archive.writestr(zipfile.ZipInfo(name), body, kind)
    return made.getvalue()


def item(content, *, status="publish", kind="post", title=TITLE, number=1, password="", link="", more=""):
    return f"""<item><title>{title}</title><link>{link or f"https://blog.example/{number}/"}</link>
<pubDate>Mon, 02 Mar 2026 09:00:00 +0000</pubDate><dc:creator><![CDATA[ann]]></dc:creator>
<guid isPermaLink="false">https://blog.example/?p={number}</guid><description></description>
<content:encoded><![CDATA[{content}]]></content:encoded><excerpt:encoded><![CDATA[A short <b>word</b>.]]></excerpt:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date_gmt>2026-03-02 09:00:00</wp:post_date_gmt>
<wp:post_modified_gmt>2026-03-03 09:00:00</wp:post_modified_gmt><wp:post_name>new-library</wp:post_name>
<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type><wp:post_password>{password}</wp:post_password>{more}
<category domain="category" nicename="n"><![CDATA[Uncategorized]]></category>
<category domain="post_tag" nicename="h"><![CDATA[Harbour]]></category></item>"""


WXR_HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- This is a WordPress eXtended RSS file -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Blog</title><link>https://blog.example</link>
<language>en-GB</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login><![CDATA[ann]]></wp:author_login>
<wp:author_display_name><![CDATA[Ann Lee]]></wp:author_display_name></wp:author>
"""
GUTENBERG = (
    f'<!-- wp:paragraph {{"align":"left"}} -->\n<p>{FIRST} {SECOND}</p>\n<!-- /wp:paragraph -->\n\n'
    '<!-- wp:embed {"url":"https://v.example/1"} -->\n<figure><div>https://v.example/1</div></figure>\n'
    f'<!-- /wp:embed -->\n\n<!-- wp:block {{"ref":9}} /-->'
)


def wxr(*items):
    listed = items or (item(GUTENBERG), item(f"<p>{THIRD} {FOURTH}</p>", kind="wp_block", number=9))
    return (WXR_HEAD + "\n".join(listed) + "</channel></rss>\n").encode()


def post(**changes):
    return {
        "id": "1",
        "title": TITLE,
        "slug": "new-library",
        "html": BODY,
        "status": "published",
        "type": "post",
        "visibility": "public",
        "published_at": "2026-03-02T09:00:00.000Z",
        "custom_excerpt": "A word.",
        "lexical": "",
        **changes,
    }


def ghost(*posts):
    data = {
        "posts": list(posts) or [post()],
        "users": [{"id": "u", "name": "Ann Lee"}],
        "posts_authors": [{"post_id": "1", "author_id": "u", "sort_order": 0}],
        "tags": [{"id": "t", "name": "Harbour"}, {"id": "i", "name": "#internal"}],
        "posts_tags": [{"post_id": "1", "tag_id": "t"}, {"post_id": "1", "tag_id": "i"}],
        "settings": [{"key": "locale", "value": "en"}],
    }
    return json.dumps({"db": [{"meta": {"version": "5"}, "data": data}]}).encode()


SUBSTACK = {
    "posts.csv": "post_id,post_date,is_published,email_sent_at,type,audience,title,subtitle\n"
    f'11.new-library,2026-03-02T09:00:00.000Z,true,,newsletter,everyone,{TITLE},"A word, or two"\n'
    "12.paid,2026-03-03T09:00:00.000Z,true,,newsletter,only_paid,Paid,\n"
    "13.draft,,false,,newsletter,everyone,Draft,\n"
    "14.lost,2026-03-04T09:00:00.000Z,true,,newsletter,everyone,Lost,\n",
    "posts/11.new-library.html": f'{BODY}<div class="subscription-widget-wrap"><p>Subscribe now to our letter</p></div>',
    "posts/12.paid.html": OTHER,
    "posts/13.draft.html": OTHER,
    "email_list.csv": "email\nx@y.example\n",
}


def medium(subtitle="A word, or two", name=TITLE):
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{name}</title></head><body>
<article class="h-entry"><header><h1 class="p-name">{name}</h1></header>
<section data-field="subtitle" class="p-summary">{subtitle}</section>
<section data-field="body" class="e-content"><section><div class="section-content"><div>
<h3 class="graf graf--h3 graf--title">{name}</h3><h4 class="graf graf--h4 graf--subtitle">{subtitle}</h4>{BODY}
</div></div></section></section>
<footer><p>By <a href="https://medium.com/@ann" class="p-author h-card">Ann Lee</a> on <a href="https://medium.com/p/1">
<time class="dt-published" datetime="2026-03-02T09:00:00.000Z">March 2, 2026</time></a>.</p>
<p><a href="https://medium.com/@ann/new-library-1" class="p-canonical">Canonical link</a></p>
<p>Exported from <a href="https://medium.com">Medium</a> on March 3, 2026.</p></footer></article></body></html>"""


MEDIUM = {
    "README.html": '<html><body class="h-entry">Exported from <a href="https://medium.com">Medium</a></body></html>',
    "posts/2026-03-02_new-library-1.html": medium(),
    "posts/draft_other-2.html": medium(name="Other"),
}
JSONFEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Blog",
    "home_page_url": "https://blog.example/",
    "language": "en",
    "authors": [{"name": "Ann Lee"}],
    "items": [
        {
            "id": "1",
            "url": "/new-library",
            "title": TITLE,
            "content_html": BODY,
            "date_published": "2026-03-02T09:00:00Z",
        }
    ],
}
RSS = f"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Blog</title><language>en</language>
<item><title>{TITLE}</title><link>https://blog.example/new-library</link><dc:creator>Ann Lee</dc:creator>
<pubDate>Mon, 02 Mar 2026 09:00:00 GMT</pubDate><description>A word, or two.</description>
<content:encoded><![CDATA[{BODY}]]></content:encoded></item></channel></rss>"""

OPF = """<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Two Libraries</dc:title><dc:creator>Ann Lee</dc:creator>
<dc:language>en</dc:language></metadata><manifest>{}</manifest><spine>{}</spine></package>"""
CONTAINER = """<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""


def xhtml(body, kind=""):
    return f"""<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"
 xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title></head><body epub:type="{kind}">{body}</body></html>"""


def epub(files=None, contents=None, **more):
    """A book: `files` name → body in the order of the spine, `contents` address → label."""
    files = files or {
        "cover.xhtml": xhtml("<p>Two Libraries</p>", "cover"),
        "one.xhtml": xhtml(f"<h1>{TITLE}</h1><p>{FIRST} {SECOND}</p>"),
        "one-b.xhtml": xhtml(f"<p>{THIRD} {FOURTH}</p>"),
        "two.xhtml": xhtml(f"<h1>The old one</h1>{OTHER}"),
        "notes.xhtml": xhtml("<p>Set in Serif.</p>", "colophon"),
    }
    contents = (
        contents
        if contents is not None
        else {"one.xhtml": TITLE, "two.xhtml": "The old one", "notes.xhtml": "Colophon"}
    )
    links = "".join(f'<li><a href="{href}">{label}</a></li>' for href, label in contents.items())
    nav = xhtml(f'<nav epub:type="toc"><ol>{links}</ol></nav>')
    kinds = 'media-type="application/xhtml+xml"'
    items = "".join(f'<item id="i{n}" href="{name}" {kinds}/>' for n, name in enumerate(files))
    items += f'<item id="nav" href="nav.xhtml" properties="nav" {kinds}/>'
    if "OEBPS/cover.jpg" in more:
        items += '<item id="c" href="cover.jpg" media-type="image/jpeg" properties="cover-image"/>'
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(files))) + '<itemref idref="nav"/>'
    inside = {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER}
    inside |= {"OEBPS/book.opf": OPF.format(items, spine), "OEBPS/nav.xhtml": nav}
    inside |= {f"OEBPS/{name}": body for name, body in files.items()}
    return zipped({**inside, **more}, stored=("mimetype",))


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def paragraph(text, style=""):
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}<w:r><w:t>{text}</w:t></w:r></w:p>"


def docx(body="", core="", **more):
    body = body or (
        paragraph(TITLE, "Title")
        + paragraph(f"{FIRST} {SECOND}")
        + f'<w:p><w:del w:id="1"><w:r><w:delText>Not any more.</w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:t>{THIRD} </w:t>'
        f'</w:r></w:ins><w:commentRangeStart w:id="0"/><w:r><w:t>{FOURTH}</w:t></w:r><w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    )
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    link = '<Relationship Id="r{0}" Type="{1}/{2}" Target="{3}"/>'
    styles = f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style></w:styles>'
    inner = "".join(
        link.format(number, base, kind, f"{kind}.xml")
        for number, kind in enumerate(("styles", "comments", "footnotes"))
    )
    core = core or (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Ann Lee</dc:creator><cp:keywords>Harbour, town'
        "</cp:keywords></cp:coreProperties>"
    )
    return zipped(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": rels.format(link.format(0, base, "officeDocument", "word/document.xml")),
            "word/_rels/document.xml.rels": rels.format(inner),
            "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
            "word/styles.xml": styles,
            "word/comments.xml": f'<w:comments xmlns:w="{W}"><w:comment w:id="0">{paragraph("Check this.")}</w:comment></w:comments>',
            "word/footnotes.xml": f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{paragraph("So the plan of 1907.")}'
            "</w:footnote></w:footnotes>",
            "docProps/core.xml": core,
            **more,
        }
    )


ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"'
    for name, kind in {"office": "office", "text": "text", "style": "style", "table": "table", "meta": "meta"}.items()
)


def odt(body="", **more):
    body = body or (
        f'<text:tracked-changes><text:p>Not any more.</text:p></text:tracked-changes><text:p text:style-name="P1">{TITLE}'
        f"</text:p><text:p>{FIRST} <text:span>{SECOND}</text:span><office:annotation><text:p>Check this.</text:p>"
        f'</office:annotation></text:p><text:p>{THIRD}<text:s/>{FOURTH}<text:note text:note-class="footnote">'
        "<text:note-citation>1</text:note-citation><text:note-body><text:p>So the plan of 1907.</text:p></text:note-body>"
        "</text:note></text:p>"
    )
    styles = '<office:automatic-styles><style:style style:name="P1" style:parent-style-name="Title"/></office:automatic-styles>'
    content = f"<office:document-content {ODF}>{styles}<office:body><office:text>{body}</office:text></office:body>"
    meta = (
        f'<office:document-meta {ODF} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><meta:initial-creator>Ann Lee'
        "</meta:initial-creator></office:meta></office:document-meta>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"{content}</office:document-content>",
            "meta.xml": meta,
            "META-INF/manifest.xml": "<manifest/>",
            **more,
        },
        stored=("mimetype",),
    )


def pdf(pages=(), *, author="Ann Lee", encrypted=""):
    """A PDF of lines (x, y, size, text) a page, in Helvetica."""
    pages = pages or [
        [
            (72, 780, 8, "Town Gazette"),
            (72, 720, 24, TITLE),
            (72, 680, 11, "The new library opened on Monday after two years of work. More than three"),
            (72, 667, 11, "hundred people came to the first reading, and the chil-"),
            (72, 654, 11, "dren stayed until the lamps were lit."),
            (72, 628, 11, "The architect said that the hardest part was the roof. It had to carry snow in"),
            (300, 30, 8, "1"),
        ],
        [
            (72, 780, 8, "Town Gazette"),
            (72, 720, 11, "winter and let in light all year, and the old beams could not be replaced."),
            (300, 30, 8, "2"),
        ],
        [
            (72, 780, 8, "Town Gazette"),
            (72, 720, 11, "The end of the text is here, on the third page."),
            (300, 30, 8, "3"),
        ],
    ]
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for lines in pages:
        stream = "".join(
            f"BT /F1 {size} Tf {x} {y} Td ({text.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj ET\n"
            for x, y, size, text in lines
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        kids.append(len(objects) + 1)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>"
    objects.append(f"<< /Author ({author}) /Title (Microsoft Word - x.docx) >>")
    out, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R "
    end += f"/Info {len(objects)} 0 R {encrypted} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + end.encode()


def eml(**changes):
    mail = EmailMessage()
    mail["Subject"], mail["From"] = f"Fwd: {TITLE}", "Ann Lee <ann@blog.example>"
    mail["Date"], mail["Content-Language"] = "Mon, 02 Mar 2026 09:00:00 +0000", "en"
    mail.set_content(f"{FIRST} {SECOND}\n\n{THIRD} {FOURTH}\n\n-- \nAnn Lee\n+44 1234")
    if not changes.get("plain"):
        mail.add_alternative(f"<html><body><h1>{TITLE}</h1>{BODY}</body></html>", subtype="html")
    return mail.as_bytes()


NOTION_MD = f"""# {TITLE}

Created: March 2, 2026 9:00 AM
Author: Ann Lee
Tags: Harbour, town
Status: Published

{FIRST} {SECOND}

{THIRD} {FOURTH}
"""
NOTION_HTML = f"""<html><head><title>{TITLE}</title></head><body><article id="1f" class="page sans"><header>
<h1 class="page-title">{TITLE}</h1><table class="properties"><tbody><tr><th>Created</th><td><time>@March 2, 2026</time>
</td></tr><tr><th>Status</th><td>Published</td></tr></tbody></table></header><div class="page-body">{BODY}</div></article>
</body></html>"""
NUMBER = "0123456789abcdef0123456789abcdef"


def notion():
    inner = zipped({f"Blog {NUMBER}/{TITLE} {NUMBER}.md": NOTION_MD, f"Blog {NUMBER}.csv": "Name,Created\nx,y\n"})
    return zipped({"Export-1-Part-1.zip": inner})


GDOC = f"""<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type"></head><body class="c3 doc-content">
<p class="c0 title"><span>{TITLE}</span></p><p class="c0"><span>{FIRST} {SECOND}</span></p><p><span>{THIRD}</span> <a
href="https://www.google.com/url?q=https://roof.example/a%3Fb&amp;sa=D">{FOURTH}</a></p></body></html>"""

WIKI = f"""<!DOCTYPE html><html lang="en"><head><meta charset="UTF-8"><title>{TITLE} - Wiki</title>
<link rel="canonical" href="https://wiki.example/New_library"><meta name="generator" content="MediaWiki 1.44"></head>
<body class="mediawiki"><main id="content"><h1 id="firstHeading"><span>{TITLE}</span></h1>
<div id="siteSub">From the wiki, the free one</div><div id="mw-content-text"><div class="mw-parser-output">
<div role="note" class="hatnote">For the old one, see <a href="/wiki/Old">Old library</a>.</div>
<table class="infobox vcard"><tbody><tr><th class="fn">{TITLE}</th></tr><tr><td>Height</td><td>31 m</td></tr></tbody></table>
<p><span id="coordinates">Coordinates: 42 N 1 E</span></p>
<p>{FIRST} {SECOND} It is called bib (<span class="IPA">/bɪb/</span>) here.<sup class="noprint Inline-Template">[<i>citation
needed</i>]</sup></p><div class="mw-heading"><h2>History</h2><span class="mw-editsection">[<a href="/e">edit</a>]</span></div>
<p>{THIRD} {FOURTH}</p><p>{"It stands in the square. " * 12}</p><div class="navbox">Libraries of the coast</div></div></div></main></body></html>"""
AMP = f"""<!doctype html><html amp lang="en"><head><meta charset="utf-8"><title>{TITLE} | Gazette</title>
<link rel="canonical" href="https://gazette.example/library"><script async src="https://cdn.ampproject.org/v0.js"></script>
<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{TITLE}","datePublished":"2026-03-02T09:00:00Z",
"author":{{"@type":"Person","name":"Ann Lee"}}}}</script></head><body>
<amp-sidebar layout="nodisplay"><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></amp-sidebar>
<main><article><h1>{TITLE}</h1><amp-social-share type="x"></amp-social-share><amp-img src="a.jpg" alt="A roof"></amp-img>
<p>{FIRST} {SECOND}</p><amp-ad type="x"><div placeholder>Loading ad</div><div fallback>No ad</div></amp-ad>
<p>{THIRD} {FOURTH}</p><amp-list src="https://x.example/related.json"><template><div>{{{{title}}}}</div></template></amp-list>
<amp-consent id="c"><div>We use cookies. <button>Accept</button></div></amp-consent></article></main>
<amp-analytics><script type="application/json">{{"vars":{{}}}}</script></amp-analytics></body></html>"""
