"""The language of an article and of a sentence."""

from __future__ import annotations

import pytest

from articast.errors import ExtractionError
from articast.model import Article, Block
from articast.text import identify

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


SHORT = {
    "en": [
        "This text is in UTF-16, with an é in café.",
        "Hello world",
        "The wind came up before noon.",
        "New menu for the summer",
        "Garden in May",
        "Jalapeño, the hot one",
        "Release 2.4 is out",
    ],
    "de": [
        "Hallo Welt",
        "Der Wind kam vor dem Mittag auf.",
        "Neue Brücke über die Elbe",
        "Bahn: Züge fallen aus",
        "Café am See",
        "Mein Garten im Juni",
        "Was ist Customer Experience?",
    ],
    "fr": [
        "Bonjour le monde",
        "Le vent s’est levé avant midi.",
        "Un nouveau pont sur la Loire",
        "Pourquoi nous avons choisi Berlin",
        "Mon jardin en juin",
        "Un café avec Zoe",
        "Le cloud et vous",
    ],
    "es": [
        "Hola mundo",
        "El viento llegó antes del mediodía.",
        "Un nuevo puente sobre el río",
        "Por qué nos mudamos a Berlín",
        "Un café con Zoe",
        "La nube y tú",
        "Taller el lunes",
    ],
    "it": [
        "Ciao mondo",
        "Il vento si alzò prima di mezzogiorno.",
        "Un nuovo ponte sul fiume",
        "Perché ci siamo trasferiti a Berlino",
        "Il mio giardino a giugno",
        "Un caffè con Zoe",
        "Officina lunedì",
    ],
    "pt": [
        "Olá mundo",
        "O vento chegou antes do meio-dia.",
        "Uma nova ponte sobre o rio",
        "Por que nos mudamos para Berlim",
        "O meu jardim em junho",
        "Um café com a Zoe",
        "A nuvem e você",
    ],
    "nl": [
        "Hallo wereld",
        "De wind stak voor de middag op.",
        "Een nieuwe brug over de rivier",
        "Waarom we naar Berlijn verhuisden",
        "Mijn tuin in juni",
        "Een koffie met Zoe",
        "De cloud en jij",
    ],
    "pl": [
        "Witaj świecie",
        "Wiatr zerwał się przed południem.",
        "Nowy most na rzece",
        "Dlaczego przeprowadziliśmy się do Berlina",
        "Nasz zespół",
        "Mój ogród w czerwcu",
        "Kawa z Zoe",
    ],
    "sv": [
        "Hej världen",
        "Vinden kom före middagstid.",
        "En ny bro över floden",
        "Varför vi flyttade till Berlin",
        "Min trädgård i juni",
        "En kaffe med Zoe",
        "Molnet och du",
    ],
    "ru": [
        "Привет, мир",
        "Ветер поднялся до полудня.",
        "Новый мост через реку",
        "Почему мы переехали в Берлин",
        "Мой сад в июне",
        "Кофе с Зоей",
        "Облако и ты",
    ],
}
"""Of 10 to 80 characters: names and loanwords turn the model's mind there."""


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


@pytest.mark.parametrize(("language", "text"), [(language, text) for language in SHORT for text in SHORT[language]])
def test_a_few_words_are_told_by_the_small_ones_among_them(language, text):
    assert identify.language(Article(id="a", title=text, language="", blocks=(Block("paragraph", text),))) == language


def test_a_few_words_are_never_told_against_what_is_declared_or_outside_the_site_s_languages():
    text = "This text is in UTF-16, with an é in café."
    short = Article(id="a", title="", language="pt", blocks=(Block("paragraph", text),))
    assert identify.language(short) == "pt"
    undeclared = Article(id="a", title="", language="", blocks=short.blocks)
    assert identify.language(undeclared) == "en"
    assert identify.language(undeclared, ("de", "en-GB")) == "en-GB"
    assert identify.language(undeclared, ("de", "fr")) in {"de", "fr"}


def test_the_title_helps_where_the_text_is_a_name():
    one = Article(id="a", title="Die Rede der Woche", language="", blocks=(Block("paragraph", "Boris Johnson"),))
    assert identify.language(one) == "de"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "I går åbnede en ny bager på torvet. Køen var lang, men alle var glade."),
        ("no", "I går åpnet en ny baker på torget. Køen var lang, men alle var glade."),
        ("sv", "I går öppnade en ny bagare på torget. Kön var lång, men alla var glada."),
        ("da", "Ministeren sagde, at det var nødvendigt."),
        ("no", "Ministeren sa at det var nødvendig."),
        ("sv", "Ministern sade att det var nödvändigt."),
        ("no", "Laksen er tilbake i elva etter tretti år"),
        ("da", "Laksen er tilbage i åen efter tredive år"),
        ("cs", "Nový most byl otevřen v pondělí ráno a lidé jsou rádi."),
        ("sk", "Nový most bol otvorený v pondelok ráno a ľudia sú radi."),
        ("ca", "El nou pont es va obrir dilluns al matí i la gent està contenta."),
        ("es", "El nuevo puente se abrió el lunes por la mañana y la gente está contenta."),
        ("pt", "A nova ponte abriu na segunda-feira de manhã e as pessoas estão contentes."),
        ("hr", "Novi most otvoren je u ponedjeljak ujutro i ljudi su zadovoljni."),
        ("uk", "Новий міст відкрили в понеділок вранці, і люди задоволені."),
        ("bg", "Новият мост беше открит в понеделник сутринта и хората са доволни."),
    ],
)
def test_a_short_article_is_told_from_its_nearest_neighbours(language, text):
    blocks = (Block(kind="paragraph", text=text),)
    assert identify.language(Article(id="a", title=text.split(".")[0], language="", blocks=blocks)) == language


@pytest.mark.parametrize(
    ("said", "text", "found"),
    [
        ("en", "市議会は火曜日の夜、新しい橋について話し合いました。", "ja"),
        ("en", "Совет города во вторник вечером обсуждал новый мост через реку.", "ru"),
        ("en", "The word 橋 means bridge.", "en"),
        ("sr-Latn", "Vijeće je govorilo o mostu.", "sr-Latn"),
        ("iw", "מועצת העיר דיברה ביום שלישי בערב.", "he"),
        ("in", "Dewan kota berbicara tentang jembatan baru.", "id"),
    ],
)
def test_letters_that_a_language_has_not_contradict_it_in_a_few_words_too(said, text, found):
    article = Article("a", "", said, (Block("paragraph", text),))
    assert identify.language(article) == found
