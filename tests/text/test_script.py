"""Article → Script: what is said first, what stays, what goes and why; the publisher's edits."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articast.errors import ExtractionError, ScriptError
from articast.languages import having, table
from articast.model import Article, Block, Document, LeftOut, Mark, Pauses
from articast.text import extract, furniture, script
from articast.text.script import Direction
from articast.text.script.leave import key

QUIET = Direction(byline=False, notice=False)

TEXT = {
    "en": "The wall was finished in 1911, after nine winters of work, and I have walked on it every Sunday since.",
    "de": "Die Mauer wurde 1911 fertig, nach neun Wintern Arbeit, und ich gehe seither jeden Sonntag auf ihr spazieren.",
    "fr": "Le mur a été achevé en 1911, après neuf hivers de travail, et je m’y promène depuis chaque dimanche.",
    "es": "El muro se terminó en 1911, tras nueve inviernos de trabajo, y desde entonces paseo por él cada domingo.",
    "it": "Il muro fu finito nel 1911, dopo nove inverni di lavoro, e da allora ci passeggio ogni domenica.",
    "pt": "O muro ficou pronto em 1911, depois de nove invernos de obra, e desde então passeio nele todos os domingos.",
    "nl": "De muur was klaar in 1911, na negen winters werk, en sindsdien wandel ik er elke zondag over.",
    "pl": "Mur ukończono w 1911 roku, po dziewięciu zimach pracy, i odtąd spaceruję po nim w każdą niedzielę.",
}


def article(*texts: str | Block, language: str = "en", title: str = "A wall", **said) -> Article:
    blocks = tuple(Block("paragraph", text) if isinstance(text, str) else text for text in texts)
    return Article(id="a", title=title, language=language, blocks=blocks, **said)


def said(*texts: str | Block, direction: Direction = QUIET, **more) -> list[str]:
    return [block.text for block in script.write(article(*texts, **more), direction).blocks[1:]]


def plain(text: str, language: str):
    found = extract.read(Document(source="a.txt", id="a.txt", body=text.encode(), media_type="text/plain"))
    return script.write(
        Article(**{name: getattr(found, name) for name in Article.__slots__} | {"language": language}), QUIET
    )


# what is said before the text


def test_title_byline_and_notice_come_first():
    written = script.write(
        article(
            TEXT["en"],
            language="en-GB",
            authors=("Jane Doe", "Max Moritz"),
            published=datetime(2021, 3, 17, tzinfo=UTC),
        )
    )
    assert [(block.kind, block.text) for block in written.blocks[:3]] == [
        ("title", "A wall"),
        ("byline", "By Jane Doe and Max Moritz. Published on 17 March 2021."),
        ("notice", "This article is read by a synthetic voice."),
    ]
    assert written.title == "A wall"


@pytest.mark.parametrize(
    ("language", "byline"),
    [
        ("de", "Von Jane Doe. Veröffentlicht am 1. März 2021."),
        ("fr", "Par Jane Doe. Publié le 1er mars 2021."),
        ("es", "Por Jane Doe. Publicado el 1 de marzo de 2021."),
        ("it", "Di Jane Doe. Pubblicato il 1º marzo 2021."),
        ("pt", "Por Jane Doe. Publicado em 1º de março de 2021."),
        ("nl", "Door Jane Doe. Gepubliceerd op 1 maart 2021."),
        ("pl", "Autor: Jane Doe. Opublikowano 1 marca 2021."),
    ],
)
def test_byline_in_the_articles_language(language, byline):
    known = article(
        TEXT[language], language=language, authors=("Jane Doe",), published=datetime(2021, 3, 1, tzinfo=UTC)
    )
    written = script.write(known)
    assert written.blocks[1] == Block("byline", byline)
    assert written.blocks[2].kind == "notice"


def test_only_what_is_known_is_said():
    assert [block.kind for block in script.write(article(TEXT["en"])).blocks] == ["title", "notice", "paragraph"]
    assert [block.kind for block in script.write(article("Uko hapa sasa.", language="sw")).blocks] == [
        "title",
        "paragraph",
    ]


def test_pauses_are_the_languages_unless_set_and_long_before_headings():
    blocks = (
        TEXT["en"],
        Block("heading", "Why", 2),
        Block("item", "Stone", 1, "1"),
        Block("item", "Sand", 1, "2"),
        "It stood.",
    )
    pauses = Pauses(paragraph=1, heading=2, before_heading=3, item=4, title=5, end=6, list_end=7)
    assert script.write(article(*blocks), Direction(pauses, byline=False, notice=False)).pauses == (5, 3, 2, 4, 7, 6)
    assert len(script.write(article(*blocks)).pauses) == 7


def test_quotations_and_scenes_are_heard_by_the_pauses_around_them():
    blocks = (
        "She said it to all of them.",
        Block("quote", "It stands."),
        Block("quote", "It will."),
        "Then she went.",
        Block("paragraph", "A year later it stood.", apart=True),
        Block("heading", "Why", 2, apart=True),
        "It was of stone.",
    )
    pauses = Pauses(paragraph=1, heading=2, before_heading=3, title=5, end=6, quote=8, scene=9)
    written = script.write(article(*blocks), Direction(pauses, byline=False, notice=False))
    assert written.pauses == (5, 8, 1, 8, 9, 9, 2, 6)


def test_a_title_made_of_the_first_words_is_not_said_twice():
    text = (
        "It took nine winters to build, and two of those were lost for want of stone, which came by sea. Then it stood."
    )
    written = plain(f"{text}\n\nMore of it.", "en")
    assert [(block.kind, block.text) for block in written.blocks] == [
        ("title", "It took nine winters to build, and two of those were lost for want of stone, which came by sea."),
        ("paragraph", "Then it stood."),
        ("paragraph", "More of it."),
    ]


def test_nothing_left_is_a_failure():
    with pytest.raises(ExtractionError, match="nothing is left"):
        script.write(article("Share this article", title=""))


# quotes


def quote(text: str, source: str) -> Block:
    return Block("quote", text, source=source)


def test_who_is_quoted_is_said_once_after_the_quote():
    told = said(TEXT["en"], quote("One.", "— Eve, keeper"), quote("Two.", "— Eve, keeper"), quote("Three.", "Ada"))
    assert told[1:] == ["One.", "Two.", "Eve, keeper", "Three.", "Ada"]


@pytest.mark.parametrize("source", ["", "https://x.example/", "/page/1", "www.x.example", "—", "mailto:a@b.example"])
def test_an_address_is_no_one_who_is_quoted(source):
    assert said(TEXT["en"], quote("One.", source)) == [TEXT["en"], "One."]


def test_a_source_that_stands_in_the_text_is_not_said_twice():
    assert said(quote("One, says Eve.", "Eve"), TEXT["en"]) == ["One, says Eve.", TEXT["en"]]
    assert said(quote("One.", "Eve"), "Eve", TEXT["en"]) == ["One.", "Eve", TEXT["en"]]


def test_the_publisher_can_drop_a_source():
    edits = script.edits(b'[[drop]]\ntext = "Eve, keeper"', "a.script.toml")
    written = script.write(article(TEXT["en"], quote("One.", "Eve, keeper")), QUIET, edits)
    assert [block.text for block in written.blocks[1:]] == [TEXT["en"], "One."]


# furniture

GOES = [
    ("en", "Listen to article"),
    ("en", "Listen to this article (5 min)"),
    ("en", "Download audio as MP3"),
    ("en", "Share this article"),
    ("en", "Share on: Facebook Twitter LinkedIn"),
    ("en", "Search by Topic beginning with"),
    ("en", "Skip to content"),
    ("en", "Home > News > Harbours"),
    ("en", "This website uses cookies to improve your experience."),
    ("en", "Photo by Jane Doe on Unsplash"),
    ("en", "Photo credit: Jane Doe"),
    ("en", "Advertisement"),
    ("en", "2021-03-17T08:00:00+01:00"),
    ("en", "Listen to article Download audio as MP3"),
    ("en", "Share this article | Photo: Jane Doe"),
    ("de", "Artikel anhören Audio als MP3 herunterladen"),
    ("de", "Artikel anhören"),
    ("de", "Als MP3 herunterladen"),
    ("de", "Artikel teilen"),
    ("de", "Newsletter abonnieren"),
    ("de", "Foto: Erika Muster"),
    ("de", "Diese Website verwendet Cookies, um Ihnen mehr zu bieten."),
    ("de", "Anzeige"),
    ("fr", "Écouter l'article"),
    ("fr", "Télécharger l’audio au format MP3"),
    ("fr", "Partager cet article"),
    ("fr", "Crédit photo : Jeanne Dupont"),
    ("fr", "Abonnez-vous à notre newsletter"),
    ("fr", "Ce site utilise des cookies pour vous servir."),
    ("es", "Escuchar este artículo"),
    ("es", "Compartir en Facebook"),
    ("es", "Descargar audio en MP3"),
    ("it", "Ascolta l’articolo"),
    ("it", "Condividi su Facebook"),
    ("it", "Scarica l'audio in MP3"),
    ("pt", "Ouvir este artigo"),
    ("pt", "Compartilhe no Facebook"),
    ("pt", "Baixar áudio em MP3"),
    ("nl", "Luister naar dit artikel"),
    ("nl", "Deel dit artikel"),
    ("nl", "Foto: Jan Jansen"),
    ("pl", "Posłuchaj artykułu"),
    ("pl", "Udostępnij ten artykuł"),
    ("pl", "Fot. Jan Kowalski"),
]


@pytest.mark.parametrize(("language", "line"), GOES)
def test_furniture_goes_wherever_it_stands(language, line):
    text = TEXT[language]
    written = script.write(article(text, line, text.replace("1911", "1912"), language=language), QUIET)
    assert [block.text for block in written.blocks[1:]] == [text, text.replace("1911", "1912")]
    assert line in [left.text for left in written.left_out]


STAYS = [
    ("en", "Many readers never press the button that says “Listen to article”, and nobody knows why."),
    ("en", "You can listen to the article on the train."),
    ("en", "Share this article with your grandmother, and she will tell you how it really was."),
    ("en", "Search engines are not what they were."),
    ("en", "Photo by photo, she put the town together again."),
    ("en", "Images from space show what the sea has taken."),
    ("en", "The newsletter had a thousand readers, and the cookies were good."),
    ("en", "He updated it on March 17, 2021, and was published the day after."),
    ("en", "Comments like these are why I stay at home."),
    ("en", "And yet it stands."),
    ("en", "Have you got a story? Write it down, before nobody is left who remembers it."),
    ("en", "Advertisement is a long word for a short lie."),
    ("de", "Wer den Artikel anhören will, drückt auf den Knopf und wartet."),
    ("de", "Die Anzeige gegen ihn wurde fallen gelassen."),
    ("de", "Teilen macht Freude, sagte sie."),
    ("de", "Das Bild von damals hing noch da."),
    ("fr", "Écouter l’article en marchant est devenu une habitude."),
    ("fr", "La publicité a tout changé dans ce métier."),
    ("fr", "Partager, disait-elle, c’est vivre."),
    ("es", "Escuchar es un arte que se pierde."),
    ("it", "Ascolta, disse, e poi tacque a lungo."),
    ("pt", "Ouvir é mais difícil do que falar."),
    ("nl", "Delen is het nieuwe hebben, zei hij."),
    ("pl", "Reklama zmieniła wszystko w tym zawodzie."),
]


@pytest.mark.parametrize(("language", "line"), STAYS)
def test_the_authors_own_sentences_stay_wherever_they_stand(language, line):
    text = TEXT[language]
    for blocks in ((line, text), (text, line, text.replace("1911", "1912")), (text, line)):
        assert said(*blocks, language=language) == list(blocks)


@pytest.mark.parametrize(
    ("language", "stamp"),
    [
        ("en", "Published: March 17, 2021"),
        ("en", "Last updated on 17 March 2021"),
        ("en", "By Jane Doe"),
        ("en", "5 min read"),
        ("de", "Veröffentlicht: 2021-03-17"),
        ("de", "Zuletzt aktualisiert am 17. März 2021"),
        ("de", "17.03.2021"),
        ("de", "Veröffentlicht: 17.03.2021 | Lesezeit: 3 Minuten"),
        ("en", "By Jane Doe · March 17, 2021 · 5 min read"),
        ("fr", "Publié: 2021-04-22"),
        ("fr", "Mis à jour le 1er mars 2021 à 10h30"),
        ("es", "Publicado el 17 de marzo de 2021"),
        ("it", "Pubblicato il 17 marzo 2021"),
        ("pt", "Publicado em 17 de março de 2021"),
        ("nl", "Gepubliceerd op 17 maart 2021"),
        ("pl", "Opublikowano: 17 marca 2021"),
    ],
)
def test_stamps_go_before_the_text(language, stamp):
    assert said(stamp, TEXT[language], TEXT[language].replace("1911", "1912"), language=language)[0] == TEXT[language]


@pytest.mark.parametrize(
    ("language", "glued", "left"),
    [
        ("de", "Veröffentlicht: 2021-03-17Im ersten Winter kam das Meer.", "Im ersten Winter kam das Meer."),
        ("en", "Published: 2021-03-17In the first winter the sea came.", "In the first winter the sea came."),
        ("en", "Updated March 17, 2021 The sea came in.", "The sea came in."),
        ("fr", "Publié: 2021-04-22Le premier hiver, la mer est venue.", "Le premier hiver, la mer est venue."),
        ("es", "Publicado: 2021-04-22El mar llegó.", "El mar llegó."),
        ("pl", "Opublikowano: 2021-04-22Morze przyszło.", "Morze przyszło."),
        ("en", "Nobody believed it. Share this article", "Nobody believed it."),
        ("de", "Niemand glaubte daran. Artikel teilen", "Niemand glaubte daran."),
    ],
)
def test_what_is_glued_to_the_authors_words_goes_alone(language, glued, left):
    assert left in said(TEXT[language], glued, TEXT[language].replace("1911", "1912"), language=language)


@pytest.mark.parametrize(
    ("language", "tail"),
    [
        (
            "en",
            ("More to explorer", "A lighthouse moved", "It was moved twice, and nobody knows the reason for either."),
        ),
        ("en", ("Leave a Reply", "Your email address will not be published. Required fields are marked *")),
        ("en", ("Is your harbour ready? Get started HERE.", "Share this article")),
        ("en", ("Follow us on Mastodon for more stories like this.", "Got a story? Email news@county.example")),
        ("en", ("Was this page helpful?", "Last reviewed: 3 April 2025")),
        ("de", ("War dieser Artikel hilfreich? Ja Nein",)),
        ("fr", ("Cette page vous a-t-elle été utile\u202f?",)),
        ("en", ("Filed under: harbours, history", "© 2021 Harbour Notes. All rights reserved.")),
        ("de", ("Ähnliche Beiträge", "Ein Leuchtturm zieht um", "Er zog zweimal um, und keiner weiß, warum.")),
        ("de", ("Schreibe einen Kommentar", "Deine E-Mail-Adresse wird nicht veröffentlicht.")),
        ("fr", ("Articles similaires", "Un phare déménage", "Il a déménagé deux fois, on ne sait pourquoi.")),
        ("fr", ("Laisser un commentaire", "Votre adresse e-mail ne sera pas publiée.")),
        ("es", ("Artículos relacionados", "Un faro se muda")),
        ("it", ("Articoli correlati", "Un faro trasloca")),
        ("pt", ("Artigos relacionados", "Um farol se muda")),
        ("nl", ("Gerelateerde artikelen", "Een vuurtoren verhuist")),
        ("pl", ("Podobne artykuły", "Latarnia się przeprowadza")),
    ],
)
def test_what_follows_the_text_goes_to_the_end(language, tail):
    body = [TEXT[language].replace("1911", str(year)) for year in range(1911, 1917)]
    assert said(*body, *tail, language=language) == body


def test_a_related_line_between_paragraphs_takes_the_link_and_not_the_text():
    link = Block("paragraph", "A lighthouse that moved twice", marks=(Mark("link", 0, 29, "https://x.example/"),))
    body = [TEXT["en"].replace("1911", str(year)) for year in range(1911, 1915)]
    assert said(body[0], "Read also", link, *body[1:]) == body


def test_the_title_is_said_once():
    heading = Block("heading", "A Wall", 1)
    written = script.write(article("A wall", heading, TEXT["en"]), QUIET)
    assert [block.text for block in written.blocks] == ["A wall", TEXT["en"]]


def test_a_paragraph_printed_again_is_said_once_but_refrains_and_lists_stay():
    short = "So it went on, year after year after year."
    assert said(TEXT["en"], "Between.", TEXT["en"], "After.") == [TEXT["en"], "Between.", "After."]
    assert said(short, "One.", short) == [short, "One."]
    assert said(short, "One.", "Two.", "Three.", short) == [short, "One.", "Two.", "Three.", short]
    assert said("Yes.", "No.", "Yes.") == ["Yes.", "No.", "Yes."]
    items = [Block("item", "Two eggs, a slice of toast, and a cup of tea without sugar", 1)] * 2
    assert len(said(TEXT["en"], *items)) == 3


def test_the_sites_own_phrases_go():
    own = Direction(
        byline=False, notice=False, furniture=("Brought to you by the harbour board.", r"Tide: \d+ cm", "[unclosed")
    )
    blocks = (TEXT["en"], "Brought to you by the Harbour Board.", "Tide: 120 cm", "[unclosed", "The end.")
    assert said(*blocks, direction=own) == [TEXT["en"], "The end."]


# cards


STORY = [
    "I went to the harbour on the first of May, because my brother had written that the wall was standing at last.",
    "We walked on it for an hour, and he told me about the nine winters, and I told him about mine in the city.",
    "My feet were cold and I did not care, for I had never seen the sea from that side and neither had you.",
    "If you ask me what I remember of that day I will tell you about the wind, and then about the wind again.",
    "We went home late, and I have kept the stone that my brother gave me there, on the table where I write.",
    "Since then I have been there every year, and every year I find that you can hear the sea from further away.",
]


@pytest.mark.parametrize(
    ("line", "teaser"),
    [
        (
            "Harbour guide: what to see this summer",
            " ".join(["The harbour has more to offer than a wall. Find out what is new."] * 2),
        ),
        (
            "Modern ports: everything has changed, and they?",
            "The state of ports: what changed in a decade The state of ports is worse than it has been since the war.",
        ),
        (
            "All are welcome here: the port museum",
            "the future of the port museum The museum shows what nobody has seen. What would a port be without one?",
        ),
        (
            "Port trends 2021: more ships after the storm",
            "Ports were at the centre of trade last year, and cranes stood still. Discover what this year's trends are.",
        ),
    ],
)
def test_promotion_cards_between_paragraphs_go(line, teaser):
    written = script.write(article(*STORY[:3], line, teaser, *STORY[3:]), QUIET)
    assert [block.text for block in written.blocks[1:]] == STORY
    assert [left.text for left in written.left_out] == [line, teaser]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (
            "Ports today: a short history",
            "Ports were at the centre of trade for centuries. Then came the crane, and the box.",
        ),
        (
            "What is a wall?",
            "A wall is what keeps the sea out, and the people in, and nobody asks which of the two it is for.",
        ),
        (
            "The wall and the sea",
            "What did the sea want? Nobody knows, and I have asked everyone who might have known it.",
        ),
        (
            "Museums: a rant",
            "I do not like museums. Why would you put a ship in a house, when you can put it in the sea?",
        ),
    ],
)
def test_the_authors_own_headings_and_paragraphs_are_no_cards(line, text):
    blocks = [*STORY[:3], Block("heading", line, 2), text, *STORY[3:]]
    assert said(*blocks) == [block.text if isinstance(block, Block) else block for block in blocks]


# footnotes and what is seen, not heard


def test_footnotes_go_to_the_notes_and_the_sentence_stays_whole():
    text = "The wall [footnote] Built of stone. [/footnote], he said [footnote]In 1911.[/footnote]. [CEM] stays [1]."
    written = script.write(article(text, TEXT["en"]), QUIET)
    assert written.blocks[1].text == "The wall, he said. [CEM] stays."
    assert [note.text for note in written.notes] == ["Built of stone.", "In 1911."]
    assert [left.reason for left in written.left_out] == ["footnote", "footnote", "reference mark"]


def test_a_french_space_before_a_question_mark_stays():
    text = "Qui l’a bâti [footnote]On ne sait.[/footnote] ? Personne."
    assert said(text, TEXT["fr"], language="fr")[0] == "Qui l’a bâti ? Personne."


def test_a_footnote_over_two_paragraphs_and_one_that_never_ends():
    written = script.write(article("One [footnote]a", "b[/footnote] two.", TEXT["en"]), QUIET)
    assert written.blocks[1].text == "One two."
    assert said("One [footnote] two.", TEXT["en"])[0] == "One two."


def test_squares_are_no_reference_marks():
    for power in ("120 m² and x² of doubt.", "mc², he wrote.", "10¹⁶ of them.", "(a+b)² or f(x)² is it.", "10⁻¹⁶ m."):
        assert said(f"It has {power}", TEXT["en"])[0] == f"It has {power}"
    assert said("The wall¹ of 1911² stood (he said)³.", TEXT["en"])[0] == "The wall of 1911 stood (he said)."
    assert said("It stood.² Then not.", TEXT["en"])[0] == "It stood. Then not."


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ('It [su_note color="#fff"]stood[/su_note] long.', "It stood long."),
        ("It [box]stood[/box] long.", "It stood long."),
        ('It stood long. [gallery ids="1,2"]', "It stood long."),
        ("It stood long. [embed]https://a.example/x[/embed]", "It stood long."),
        ('It stood long. [caption id="a" width="3"]A wall[/caption]', "It stood long."),
        ("He said [sic] that [one] wall [x=5] stood, [Applause] and [/] more.",) * 2,
    ],
)
def test_codes_of_editors_go_and_their_words_stay(written, says):
    assert said(written, TEXT["en"])[0] == says


def test_brackets_in_code_are_its_own():
    assert script.write(article(TEXT["en"], Block("code", 'wall [a b="c"]')), QUIET).notes[0].text == 'wall [a b="c"]'


def test_marks_move_with_the_text():
    text = "A [footnote]x[/footnote] wall of stone."
    start = text.index("wall")
    block = Block(
        "paragraph", text, marks=(Mark("strong", start, start + 4), Mark("link", 0, len(text), "https://x.example/"))
    )
    written = script.write(article(block, TEXT["en"]), QUIET).blocks[1]
    assert [written.text[mark.start : mark.end] for mark in written.marks] == ["wall", "A wall of stone."]


def test_code_tables_and_captions_are_not_read_and_code_and_tables_are_announced():
    blocks = (
        TEXT["en"],
        Block("code", "make wall"),
        Block("table", "a | b"),
        "It stood.",
        Block("caption", "The wall."),
        "It stood still.",
    )
    written = script.write(article(*blocks), QUIET)
    assert [block.text for block in written.blocks[1:]] == [
        TEXT["en"],
        "A piece of code at this point is not read aloud.",
        "A table at this point is not read aloud.",
        "It stood.",
        "It stood still.",
    ]
    assert [(left.text, left.reason) for left in written.left_out] == [
        ("make wall", "code"),
        ("a | b", "table"),
        ("The wall.", "caption"),
    ]
    assert [note.kind for note in written.notes] == ["code", "table"]
    assert "The wall." in said(*blocks, direction=Direction(captions=True, byline=False, notice=False))


# every word is somewhere

_LINES = st.sampled_from(
    [line for _, line in GOES]
    + [line for _, line in STAYS]
    + [
        *TEXT.values(),
        *STORY,
        "A wall",
        "More to explore",
        "Leave a Reply",
        "[footnote]x y[/footnote] z",
        "Get started here.",
        "…",
    ]
)
_KINDS = st.sampled_from(["paragraph", "paragraph", "heading", "item", "quote", "caption", "code", "table", "note"])


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.builds(Block, kind=_KINDS, text=_LINES | st.text(min_size=1, max_size=60)), max_size=12),
    st.sampled_from([*TEXT]),
)
def test_every_word_is_read_or_noted_or_told_as_left_out(blocks, language):
    try:
        written = script.write(article(*blocks, language=language), QUIET)
    except ExtractionError:
        return
    kept = [*(block.text for block in written.blocks), *(note.text for note in written.notes)]
    there = Counter(key("".join([*kept, *(left.text for left in written.left_out)])))
    wanted = Counter(key("".join(block.text for block in blocks)))
    assert wanted <= there
    assert len(written.pauses) == len(written.blocks)
    assert written.blocks[0].kind == "title"


# the publisher's edits


def edited(toml: str, *texts: str | Block, **more):
    return script.write(article(*texts, **more), QUIET, script.edits(toml.encode(), "a.script.toml"))


def test_edits_replace_drop_add_say_and_set_the_voice():
    written = edited(
        """
        voice = "pico:de-DE"
        [[replace]]
        text = "nine winters"
        with = "many winters"
        [[drop]]
        text = "Nobody knows why."
        [[add]]
        after = "It stood."
        text = "And how."
        [[add]]
        at = "end"
        text = "That was all."
        [[add]]
        at = "start"
        text = "First things first."
        [[said]]
        text = "SAP"
        say = "S A P"
        """,
        "It took nine winters. It stood. Nobody knows why.",
        "SAP was not there; ASAP was.",
    )
    assert [block.text for block in written.blocks[1:]] == [
        "First things first.",
        "It took many winters. It stood. And how.",
        "SAP was not there; ASAP was.",
        "That was all.",
    ]
    assert written.voice == "pico:de-DE"
    assert written.said == ((3, 0, 3, "S A P"),)
    assert [left.text for left in written.left_out] == ["nine winters", "Nobody knows why."]


def test_edits_find_words_whatever_their_quotes_and_spaces():
    written = edited(
        '[[replace]]\ntext = "\\"That\'s it\\" - 5 km"\nwith = "So it is"',
        "He said: “That’s it” – 5\xa0km. Then no more.",
    )
    assert written.blocks[1].text == "He said: So it is. Then no more."


def test_what_the_publisher_keeps_stays():
    assert "Share this article" in [
        b.text for b in edited('[[keep]]\ntext = "Share this article"', TEXT["en"], "Share this article").blocks
    ]


def test_what_extraction_took_cannot_be_kept_but_added():
    taken = (LeftOut("Sign up here", "furniture: newsletter"),)
    with pytest.raises(ScriptError, match=r"put it back with \[\[add\]\]"):
        edited('[[keep]]\ntext = "Sign up here"', TEXT["en"], left_out=taken)


def test_edits_survive_a_changed_article_and_say_when_they_do_not():
    toml = '[[drop]]\ntext = "Nobody knows why."'
    assert edited(toml, "New beginning. Nobody knows why. New end.").blocks[1].text == "New beginning. New end."
    with pytest.raises(
        ScriptError, match=r"a\.script\.toml: \[\[drop\]\] 'Nobody knows why\.' is not in the article any more"
    ):
        edited(toml, "Everybody knows why.")
    assert edited(toml + "\noptional = true", "Everybody knows why.").blocks[1].text == "Everybody knows why."


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("voice = ", "not TOML"),
        ("[[drpo]]\ntext = 'x'", "unknown drpo; known: voice"),
        ("[drop]\ntext = 'x'", "two brackets"),
        ("[[drop]]\ntxt = 'x'", "unknown txt"),
        ("[[drop]]\n", "which words"),
        ("[[replace]]\ntext = 'x'", "`with` is missing"),
        ("[[add]]\ntext = 'x'", "say where"),
        ("[[add]]\ntext = 'x'\nat = 'top'", "say where"),
        ("voice = 3", "voice must be a name"),
    ],
)
def test_edits_that_cannot_be_read_are_named(toml, says):
    with pytest.raises(ScriptError, match=says):
        script.edits(toml.encode(), "a.script.toml")


def test_no_edits_change_nothing():
    assert script.write(article(TEXT["en"]), QUIET, script.edits(b"", "x")) == script.write(article(TEXT["en"]), QUIET)


@pytest.mark.parametrize(
    ("language", "spoken"),
    [
        ("ru", "Автор: Ada. Опубликовано 1 марта 2021 года."),
        ("hi", "लेखक: Ada। 1 मार्च 2021 को प्रकाशित।"),
        ("zh-TW", "作者:Ada。 發布於2021年3月1日。"),
        ("hu", "Írta: Ada. Megjelent: 2021. március 1."),
        ("vi", "Tác giả: Ada. Đăng ngày 1 tháng 3 năm 2021."),
    ],
)
def test_a_byline_ends_its_sentences_as_the_language_does(language, spoken):
    known = article("x", language=language, authors=("Ada",), published=datetime(2021, 3, 1, tzinfo=UTC))
    assert next(block.text for block in script.write(known).blocks if block.kind == "byline") == spoken


def test_an_article_of_headings_alone_is_read():
    blocks = tuple(Block("heading", text, 2) for text in ("First the wall", "Then the sea", "Then the boats"))
    written = script.write(Article("a", "Agenda", "en", blocks), QUIET)
    assert [block.text for block in written.blocks] == ["Agenda", "First the wall", "Then the sea", "Then the boats"]


@pytest.mark.parametrize("language", having("furniture"))
def test_names_of_months_are_the_locales(language):
    from babel import Locale

    locale = {"no": "nb", "sr-latn": "sr_Latn", "zh-hant": "zh_Hant"}.get(language, language)
    months = Locale.parse(locale).months["format"]
    names = {name.rstrip(".").casefold() for width in ("wide", "abbreviated") for name in months[width].values()}
    assert {name for name in names if " " not in name} <= set(table(language, "furniture")["months"].split())


@pytest.mark.parametrize(
    "text",
    [
        "Published March 17, 2021The wall stands.",
        "Updated: 17/03/2021 8:30 p.m. The wall stands.",
        "Veröffentlicht: 17. März 2021 um 12:17 UhrÜber die Mauer.",
        "Publié le 17 mars 2021 « Le mur »",
        "Opublikowano 17 marca 2021 r. Śmiech i mur.",
        "Listen to articleThe wall stands.",
        "Last updated: the wall stands.",
        "AnzeigeDie Mauer steht.",
    ],
)
def test_furniture_before_the_authors_words_is_seen_in_any_language(text):
    reason, end = furniture.prefix("", text)
    assert reason
    assert 0 < end < len(text)
