"""The language of an article and of a sentence."""

from __future__ import annotations

import pytest

from pipeline import identify
from pipeline.errors import ExtractionError
from pipeline.model import Article, Block

PARAGRAPHS = {
    "en": (
        "The wall was finished in 1911, after nine winters of work, and nobody had believed in it.",
        "Now the wind is all it keeps out.",
    ),
    "de": (
        "Die Mauer wurde 1911 fertig, nach neun Wintern Arbeit, und niemand hatte daran geglaubt.",
        "Heute hält sie nur den Wind ab.",
    ),
    "fr": (
        "Le mur a été achevé en 1911, après neuf hivers de travail, et personne n’y avait cru.",
        "Il n’arrête plus que le vent.",
    ),
    "es": (
        "El muro se terminó en 1911, tras nueve inviernos de trabajo, y nadie había creído en él.",
        "Hoy solo detiene el viento.",
    ),
    "it": (
        "Il muro fu finito nel 1911, dopo nove inverni di lavoro, e nessuno ci aveva creduto.",
        "Oggi ferma soltanto il vento.",
    ),
    "pt": (
        "O muro ficou pronto em 1911, depois de nove invernos de obra, e ninguém acreditava nele.",
        "Hoje só segura o vento.",
    ),
    "nl": (
        "De muur was klaar in 1911, na negen winters werk, en niemand had erin geloofd.",
        "Nu houdt hij alleen de wind nog tegen.",
    ),
    "pl": (
        "Mur ukończono w 1911 roku, po dziewięciu zimach pracy, i nikt w niego nie wierzył.",
        "Dziś zatrzymuje tylko wiatr.",
    ),
    "ru": (
        "Стену достроили в 1911 году, после девяти зим работы, и никто в неё не верил.",
        "Теперь она держит только ветер.",
    ),
    "ja": (
        "壁は九年の冬をかけて一九一一年に完成しましたが、誰もそれを信じていませんでした。",
        "今では風を防ぐだけです。",
    ),
}


def article(language: str, said: str = "", times: int = 3, *, told: bool = False) -> Article:
    blocks = tuple(Block("paragraph", text) for text in PARAGRAPHS[language] * times)
    return Article(id="a", title="CX 2021", language=said, blocks=blocks, language_told=told)


@pytest.mark.parametrize("language", [*PARAGRAPHS])
def test_paragraphs_vote(language):
    assert identify.language(article(language)) == language


def test_among_the_sites_languages_and_as_the_site_writes_them():
    assert identify.language(article("pt"), ("pt-BR", "en")) == "pt-BR"
    assert identify.language(article("nl"), ("de", "fr")) == "de"
    assert identify.language(article("en"), ("de",)) == "de"


def test_a_quote_in_another_language_does_not_decide():
    mixed = article("de")
    quote = Block("quote", PARAGRAPHS["en"][0])
    assert identify.language(Article(id="a", title="", language="", blocks=(quote, *mixed.blocks))) == "de"


def test_the_page_is_believed_unless_its_text_contradicts_it_strongly():
    assert identify.language(article("en", "en-GB")) == "en-GB"
    assert identify.language(article("de", "en")) == "de"
    assert identify.language(article("de", "en", times=1)) == "en", "too little text to contradict"


def test_what_the_publisher_says_always_wins():
    assert identify.language(article("de", "en", told=True)) == "en"


def test_code_and_capitals_do_not_vote():
    shouting = Block("paragraph", PARAGRAPHS["fr"][0].upper())
    code = Block("code", "for the winter in range of the years: print the wall and the wind " * 5)
    assert identify.language(Article(id="a", title="", language="", blocks=(shouting, code))) == "fr"


def test_without_text_and_word_of_anyone_it_is_an_error():
    with pytest.raises(ExtractionError, match="set `language`"):
        identify.language(Article(id="a", title="123", language="", blocks=(Block("paragraph", "2021 — 42"),)))


def test_whole_sure_sentences_only():
    assert identify.sentence(PARAGRAPHS["en"][0], ("de", "en")) == "en"
    assert identify.sentence(PARAGRAPHS["de"][0], ("de", "en")) == "de"
    assert identify.sentence("In a New York Minute", ("de", "en")) is None
    assert identify.sentence("SAP CRM IoT CX CEM VRM B2B API 4711", ("de", "en")) is None
