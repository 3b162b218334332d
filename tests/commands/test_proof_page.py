"""The proof in a browser: the document's own text in its order, and beside it what is said, or left out and why."""

from __future__ import annotations

import pytest
from lxml import html

from articast.commands import proof_page
from articast.commands.cli import main
from articast.flow.preparing import Plan, prepare
from articast.model import Document
from articast.speech import engines

PAGE = """<html lang="en"><head><title>The wall</title><script>track("them")</script></head><body>
<nav>Home Town Sport</nav><article><h1>The wall</h1>
<p>It was built in 41 years by <b>Ann</b> &amp; masons.<sup><a href="#n">[1]</a></sup> It took 1 crane, and patience.</p>
<pre>wall --up</pre><p>{{ nothing }} In the autumn the first boats came in, with new nets and patience.</p>
<ol><li id="n">By a mason.</li></ol></article><footer>Imprint of the harbour town</footer></body></html>"""


def work(text: str = PAGE, name: str = "a.html", media_type: str = "text/html"):
    return prepare(Document(name, name, text.encode(), media_type), Plan(voice="tone"))


def told(rows):
    return [(row.kind, "".join(piece.text for piece in row.written), row.reason) for row in rows]


def test_rows_stand_in_the_documents_order_with_what_comes_of_each():
    rows = told(proof_page.rows(work()))
    kinds = [kind for kind, _, _ in rows]
    said = [written for kind, written, _ in rows if kind == "said"]
    assert said[:2] == ["The wall", "It was built in 41 years by Ann & masons."]
    left = {written: reason for kind, written, reason in rows if kind == "left"}
    assert (left["[1]"], left["wall --up"], left["By a mason."]) == ("reference mark", "code", "footnote")
    order = [written for _, written, _ in rows]
    assert order.index("[1]") == order.index("It was built in 41 years by Ann & masons.") + 1
    assert order.index("wall --up") < order.index(said[-1]) < order.index("By a mason.")
    assert "added" in kinds


def test_what_nobody_accounts_for_has_a_row():
    text = "The wall\n\nIt stood for long, and nobody knew for how long it would.\n\n%%%% 2024\n"
    made = work(text, "a.txt", "text/plain")
    without = [row for row in proof_page.rows(made) if "2024" in "".join(piece.text for piece in row.written)]
    assert len(without) == 1


def test_the_page_marks_what_is_said_otherwise_and_is_whole_html():
    page = proof_page.page([work()])
    root = html.document_fromstring(page)
    marks = {(mark.text, mark.get("title")) for mark in root.iter("mark")}
    assert {"41", "forty-one"} <= {text for text, _ in marks}
    assert all(rule for _, rule in marks)
    assert "<script" not in page
    assert "> &amp; <" in page


def test_hostile_text_is_text():
    page = proof_page.page(
        [work("# <script>alert(1)</script> wall\n\nIt stood `<b>` for long.\n", "a.md", "text/markdown")]
    )
    assert "<script>alert" not in page


def test_the_command_writes_it(tmp_path, capsys):
    source, proof = tmp_path / "a.html", tmp_path / "proof.html"
    source.write_text(PAGE)
    assert main(["script", str(source), "--voice", "tone", "--html", str(proof)]) == 0
    assert "open it in a browser" in capsys.readouterr().out
    assert "forty-one" in proof.read_text()
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_a_file_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(proof_page.ConfigurationError, match="the proof cannot be written to"):
        proof_page.write([work()], str(tmp_path / "none" / "proof.html"))


def test_what_is_said_otherwise_can_be_heard_and_has_its_sounds(monkeypatch):
    page = html.fromstring(proof_page.page([work()]))
    heard = {row.text_content().strip()[:15]: row.find(".//audio") for row in page.iter("tr")}
    assert heard["It was built in"].get("src").startswith("data:audio/mpeg;base64,")
    assert next(its for text, its in heard.items() if text.startswith("The wall")) is None, "said as it is written"
    german = html.fromstring(
        proof_page.page([work(PAGE.replace("patience.", "ein Meeting.").replace('<html lang="en"', '<html lang="de"'))])
    )
    assert "Meeting [ˈmiːtɪŋ]" in german.text_content()
    monkeypatch.setattr(engines.find("tone"), "LOCAL", False)
    assert "<audio" not in proof_page.page([work()]), "a service is not paid for a proof"
