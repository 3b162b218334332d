"""Every language's furniture by an example each, and authors' own sentences that look like it."""

from __future__ import annotations

from pathlib import Path

import pytest

from articast.languages import shipped
from articast.model import Article, Block
from articast.text import furniture, script
from articast.text.script import Direction

HERE = Path(__file__).parent / "furniture"
QUIET = Direction(byline=False, notice=False)


def examples() -> list[tuple[str, str, str, str]]:
    rows = []
    for path in sorted(HERE.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                position, reason, text = line.split(" | ", maxsplit=2)
                rows.append((path.stem, position, reason, text))
    return rows


def test_every_language_has_examples():
    assert {row[0] for row in examples()} == set(shipped())


@pytest.mark.parametrize("language", shipped())
def test_each_example_is_furniture_where_it_stands(language):
    wrong = [
        (position, text)
        for which, position, _, text in examples()
        if which == language and furniture.labels(language, (position, "anywhere"), text) is None
    ]
    assert not wrong


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The post office in the harbour appeared to be open on Sunday, which nobody could explain."),
        ("en", "She was a writer, and she knew what the sea could do to a wall of stone."),
        ("en", "Support for the wall came from the town, which had paid for it twice already."),
        ("en", "Supported by two old men, the keeper climbed the last steps to the lamp. It was dark."),
        ("de", "Der Beitrag der Stadt war klein, und er erschien vielen als zu spät gekommen."),
        ("de", "Unterstützen wollte ihn niemand, und so ging er allein zum Hafen hinunter."),
        ("fr", "Soutenir le mur était devenu une affaire de tout le village. Personne ne se plaignait."),
        ("da", "Læs også det med småt, sagde han, før du skriver under på noget som helst."),
        ("en", "Who knows what the keeper heard that night? Listen."),
        ("en", "Share the bread, said the old woman, and nobody will go hungry on this quay."),
        ("en", "Together with his brother he built the boat that still lies at the landing."),
        ("en", "If you are reading this in a hundred years, the wall has held after all."),
        ("en", "To see this painting you must climb four hundred steps."),
        ("de", "Werden Sie Mitglied einer Feuerwehr, dann wissen Sie, was Nachtruhe ist."),
        ("de", "Jede Spende hilft, sagte der Pfarrer, und hielt den Hut hin."),
        ("de", "Folge dem Fluss bis zur App-Zentrale, riet der Mann, und dann links."),
        ("de", "An dieser Stelle finden Sie heute nur noch eine Tafel, die an das Haus erinnert."),
        ("de", "Weitere Informationen hatte er nicht, und so ging er nach Hause."),
        ("fr", "Pour lire la suite de cette histoire, il faut remonter à l’hiver 1911."),
        ("es", "Lea también lo que dice la piedra, que nadie ha borrado en mil años."),
        ("es", "Mira: el faro sigue encendido, aunque nadie viva allí."),
        ("it", "Ascolta il mare, diceva la nonna, e saprai che tempo fa domani."),
        ("nl", "Luister naar het water, zei hij, dan weet je genoeg."),
        ("pl", "Dowiedz się więcej, powiedział, i wyszedł bez słowa w noc."),
        ("pt", "Você pode gostar do mar ou não, mas ele não vai embora."),
        ("sv", "Följ med på stigen, sa hon, men var tyst vid bäcken."),
        ("da", "Følg med på stien, sagde hun, men vær stille ved åen."),
        ("no", "Følg med på stien, sa hun, men vær stille ved bekken."),
        ("zh", "来源不明的船停在港口，没有人敢靠近。"),
        ("ko", "기자는 항구에서 사흘을 기다렸지만 배는 오지 않았다."),
        ("ja", "写真は一枚も残っていないが、村の人々はその灯台の形をよく覚えている。"),
    ],
)
def test_an_authors_own_sentence_stays(language, text):
    blocks = tuple(Block("paragraph", one) for one in (text, "The wall stands." + " It does." * 20, text + " It does."))
    written = script.write(Article("a", "T", language, blocks), QUIET)
    assert [block.text for block in written.blocks[1:]] == [block.text.strip() for block in blocks]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ja", "2019年04月21日 12時00分更新"),
        ("fr", "Publié le 07 mai 2019 à 13h59 - Mis à jour le 08 mai 2019 à 09h03"),
        ("sv", "Publicerad 12 maj 2021"),
        ("da", "Udgivet den 12. maj 2021"),
        ("fi", "Julkaistu 12. toukokuuta 2021"),
        ("cs", "Publikováno 12. května 2021"),
        ("ru", "Опубликовано: 12 мая 2021"),
        ("tr", "Yayınlanma: 12 Mayıs 2021"),
        ("no", "Av Anna Lund"),
        ("ko", "입력 2021년 5월 12일"),
    ],
)
def test_a_stamp_before_the_text_is_not_read(language, line):
    blocks = (Block("paragraph", line), Block("paragraph", "The wall stands here. " * 12))
    written = script.write(Article("a", "T", language, blocks), QUIET)
    assert [block.text for block in written.blocks[1:]] == [blocks[1].text]
