"""Where sentences end, and where long ones are cut."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articast import sentences
from articast.languages import shipped
from articast.model import FRAME_SECONDS, Block, Pauses, Script

WHOLE = [  # one sentence each
    ("en", "Dr. Miller met Mrs. Jones at 5 p.m. in St. Louis, Mo. on Monday."),
    ("en", "The U.S. Senate voted, e.g. on bills No. 5 and 6, etc. before noon."),
    ("en", "It was A. I. Marsh or A. A. Milne."),
    ("en", "J. R. R. Tolkien and George R. R. Martin never met."),
    ("en", "Version 2.5.1 costs $3.50 at example.com/a.b?c=d. now."),
    ("en", "“This is great.” she said."),
    ("en", "He teaches (He was an engineer. He built bridges.) at the local school."),
    ("en", "We waited … and waited ... and waited . . . and nothing came."),
    ("en", "She works at Yahoo! in accounting."),
    ("en", "The bill [...] was paid."),
    ("en", "… I hope."),
    ("en", "It rose from $5.2bn in the U.S. $3bn of that is ours."),
    ("en", "CX business purpose: It exists, with very good reason"),
    ("de", "Am 17. März feierte Ludwig XIV. Geburtstag im 3. Stock."),
    ("de", "Die 1. Mannschaft spielt in der 2. Liga."),
    ("de", "Viele Dinge, z. B. Autos, d. h. Wagen, u. Ä. Geräte usw. stehen hier."),
    ("de", "Prof. Dr. med. Schulze kommt ca. um 9 Uhr."),
    ("de", "„Kommst du?“, fragte sie."),
    ("de", "Sie verdient 1.000.000 Euro."),
    ("fr", "M. Dupont et Mme Durand, cf. p. 5, habitent av. J.-C. Dupuis."),
    ("fr", "« Quoi ? » dit-il."),
    ("fr", "En 52 av. J.-C. César prit Alésia."),
    ("es", "El Sr. García vive en EE. UU. desde 1990."),
    ("it", "Il dott. Rossi abita al n. 5 di via Roma."),
    ("pt", "O Sr. Silva chegou às 9 h, i.e. cedo."),
    ("nl", "Dhr. Jansen woont o.a. in Utrecht."),
    ("de", "Die Fa. Bauer lieferte."),
    ("sv", "Det kostar ca. 50 kr hos t.ex. Dr. Berg."),
    ("da", "Den 3. maj kl. 14.30 kom dr. Hansen."),
    ("cs", "Přišel např. MUDr. Novák."),
    ("ru", "А. С. Пушкин родился в г. Москве."),
    ("hu", "Kb. öten jöttek, pl. dr. Nagy."),
    ("tr", "Prof. Kaya geldi."),
    ("ja", "大賞は番組「火がともった！」が受賞した。"),
    ("ja", "「行こう。」と彼は言った。"),
    ("ja", "Yahoo!ニュースで読んだ。"),
    ("zh", "“好！”她说。"),
    ("pl", "Prof. Kowalski mieszka przy ul. Długiej 5 w m.in. Krakowie."),
    ("hu", "IV. Béla király volt."),
    ("tr", "3. Selim padişahtı."),
    ("hu", "Szt. István és id. Szabó Pál."),
    ("hr", "Vidi str. 12 i npr. pogl. 3."),
    ("pt", "No séc. XIX a cidade cresceu."),
    ("ro", "Marile orașe, d.ex. Vaslui."),
    ("sr", "Види стр. 12 и нпр. гл. 3."),
    ("vi", "Ông Ng. Văn A. nói."),
    ("fa", "دکتر م. احمدی گفت."),
    ("th", "นพ. วิชัย พูด"),
]
SEVERAL = [
    ("en", ["Yay. ", "It works! ", "Does it? ", "Yes."]),
    ("en", ["You and I. ", "Did you see Albert I. Jones?"]),
    ("en", ["I live in the U.S. ", "How about you?"]),
    ("en", ["They didn't. ", "Today they did."]),
    ("en", ["It ended in 1990. ", "20 people came."]),
    ("en", ['She said "This is great." ', "He agreed."]),
    ("en", ["It is at https://example.com/a.html. ", "Look there."]),
    ("en", ["I never meant that.... ", "She left."]),
    ("en", ["The first one (it was old). ", "The second one."]),
    ("en", ["A fact.[3] ", "Another one. [4] ", "And a third."]),
    ("en", ["New phones. ", "iPhone sales rose."]),
    ("en", ["He came at 6 p.m. ", "The doors were shut."]),
    ("en", ["1. Get up. ", "2. Go out. ", "3. Come back."]),
    ("en", ["1) The first item ", "2) The second item"]),
    ("en", ["• 9. The first item ", "• 10. The second item"]),
    ("en", ["An unbalanced “quote. ", "Does not (swallow. ", "The rest."]),
    ("en", ["A title\n\n", "A paragraph that is\nwrapped. ", "Another."]),
    ("en", ["He lives on Elm St. ", "She lives on Oak St."]),
    ("en", ["Vitamin A. ", "Vitamin E."]),
    ("de", ["Er wohnt in der Ringstr. 8. ", "Sie nicht."]),
    ("de", ["Vgl. Kap. 4. ", "Dort steht mehr."]),
    ("de", ["Platz 3. ", "Platz 4."]),
    ("ja", ["火は消えた。", "1957年の塔だ。", "3人が来た。"]),
    ("ja", ["本当？", "はい！", "ABC社も来た。"]),
    ("zh", ["他说：“走吧。”", "2024年来了。"]),
    ("sv", ["Det är rött. ", "Bilen är ny."]),
    ("de", ["Das war 1990. ", "Die Mauer war offen."]),
    ("de", ["Er kam am 17. ", "Danach ging er."]),
    ("de", ["Das steht auf S. 12, Nr. 7. ", "Jahre vergingen."]),
    ("de", ["Bier usw. ", "Das reicht."]),
    ("de", ["„Keine Lust.“ ", "Wir haben Zeit."]),
    ("de", ["Ich traue mir nicht (gar nicht!). ", "Leider."]),
    ("fr", ["Vraiment ? ", "Oui ! ", "« Non. » ", "L’homme part."]),
    ("fr", ["Né en 52 av. J.-C. ", "L'espace était vide."]),
    ("es", ["¿Qué? ", "¡No! ", "Sí."]),
    ("it", ["È vero. ", "L'altro no."]),
    ("ja", ["これはペンです。", "それは本です。"]),
    ("hi", ["यह एक किताब है। ", "वह कलम है।"]),
    ("el", ["Καλημέρα. ", "Τι κάνεις;"]),
    ("sv", ['Han sa: "Hej. ', "Jag kommer. ", 'Vi ses". ', "Sedan gick han."]),
    ("ru", ["Он сказал: «Да. ", "Нет». ", "И ушёл."]),
    ("cs", ["Má rád jablka atd. ", "Ona ne."]),
    ("sv", ["Han gillar äpplen m.m. ", "Hon inte."]),
    ("ru", ["Он любит яблоки и т. д. ", "Она нет."]),
    ("bg", ["Обича ябълки и др. ", "Тя не."]),
    ("el", ["Του αρέσουν μήλα κ.λπ. ", "Εκείνη όχι."]),
    ("vi", ["Ông thích táo v.v. ", "Bà không."]),
    ("pl", ["Urodził się w 1950 r. ", "Potem wyjechał."]),
    ("de", ["Das war im 19. Jh. ", "Danach kam Neues."]),
    ("fr", ["C'était au XIXe s. ", "Ensuite rien."]),
    ("ja", ["そうです｡", "次へ。"]),
]
HOSTILE = st.text(st.sampled_from(list(" .!?…aA1I(\"“”„«»)[]'’\n\u00a0•-–,;:€$")) | st.characters(), max_size=120)


@pytest.mark.parametrize(("language", "text"), WHOLE)
def test_a_sentence_is_not_split_at_abbreviations_ordinals_numbers_or_what_goes_on(language, text):
    assert sentences.split(text, language) == [text]


@pytest.mark.parametrize(("language", "expected"), SEVERAL)
def test_sentences_end_where_a_reader_ends_them(language, expected):
    assert sentences.split("".join(expected), language) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["See p. 12, vol. II, no. 4. ", "It is long."]),
        ("en", ["He said no. ", "I went."]),
        ("fr", ["Voir chap. IV et vol. XII. ", "Fin."]),
    ],
)
def test_roman_numbers_follow_abbreviations_as_others_do(language, expected):
    assert sentences.split("".join(expected), language) == expected


def test_a_regional_tag_splits_as_its_language():
    assert sentences.split("Am 3. Mai. Und dann?", "de-AT") == ["Am 3. Mai. ", "Und dann?"]


@given(HOSTILE, st.sampled_from([*shipped(), "ja", "xx"]))
def test_splitting_loses_nothing_and_leaves_no_piece_empty(text, language):
    parts = sentences.split(text, language)
    assert "".join(parts) == text
    assert all(part.strip() for part in parts) or not text.strip()


@pytest.mark.parametrize(
    "text", ["." * 50_000, " " * 50_000, "(a. " * 20_000, "A. " * 20_000, "a" * 50_000, '."' * 20_000]
)
def test_rows_of_the_same_thing_are_split_without_loss(text):
    assert "".join(sentences.split(text, "de")) == text


def script(*texts: str, said=(), language="en") -> Script:
    blocks = tuple(Block("paragraph", text) for text in texts)
    return Script("T", language, blocks, tuple(1.0 + index for index in range(len(texts))), said=tuple(said))


def test_the_last_sentence_of_a_block_has_the_blocks_pause_and_the_others_the_sentences():
    cut = sentences.cut(script("One is here. Two is here.", "Three is here."), Pauses(sentence=0.36), 300)
    assert [(s.written, s.block, s.pause) for s in cut] == [
        ("One is here.", 0, 0.36),
        ("Two is here.", 0, 1.0),
        ("Three is here.", 1, 2.0),
    ]


def test_a_block_in_another_language_keeps_it():
    blocks = (Block("paragraph", "Hello there, friend."), Block("quote", "Am 3. Mai war es.", language="de"))
    cut = sentences.cut(Script("T", "en", blocks, (1.0, 1.0)), Pauses(), 300)
    assert [(s.written, s.language) for s in cut] == [("Hello there, friend.", "en"), ("Am 3. Mai war es.", "de")]


def test_a_very_short_sentence_is_spoken_with_its_neighbour():
    cut = sentences.cut(script("Yay. It really works. No.", "No."), Pauses(), 300)
    assert [s.written for s in cut] == ["Yay. It really works. No.", "No."]


def test_short_sentences_join_only_within_the_limit():
    cut = sentences.cut(script("Yay. It really works."), Pauses(), 18)
    assert [s.written for s in cut] == ["Yay.", "It really works."]


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("The first clause is here; the second one, too, is here.", 40, ["The first clause is here;", "the second one, too, is here."]),
        ("We went to the market, where they sold apples and pears.", 40, ["We went to the market,", "where they sold apples and pears."]),
        ("We went to the market early because they sold apples.", 40, ["We went to the market early", "because they sold apples."]),
        ("They counted 12 000 000 000 000 red apples", 30, ["They counted", "12 000 000 000 000 red apples"]),
        ("It was late — nobody was there to open the door", 40, ["It was late —", "nobody was there to open the door"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("👨‍👩‍👧👨‍👩‍👧", 6, ["👨‍👩‍👧", "👨‍👩‍👧"]),
        ("🇩🇪🇫🇷🇮🇹", 3, ["🇩🇪", "🇫🇷", "🇮🇹"]),
        ("e\u0301e\u0301e\u0301", 3, ["e\u0301", "e\u0301", "e\u0301"]),
    ],
)  # fmt: skip
def test_a_long_sentence_is_cut_at_the_best_place(text, limit, expected):
    assert [s.written for s in sentences.cut(script(text), Pauses(), limit)] == expected


def test_between_the_pieces_of_a_long_sentence_is_a_short_pause_of_whole_frames():
    cut = sentences.cut(script("This is a clause, and another, and a third one."), Pauses(), 30)
    assert [s.pause for s in cut] == [sentences.CLAUSE_PAUSE, 1.0]
    assert (sentences.CLAUSE_PAUSE / FRAME_SECONDS).is_integer()


def test_a_hundred_thousand_characters_without_a_space_are_cut():
    cut = sentences.cut(script("ä" * 100_000), Pauses(), 600)
    assert max(len(s.written) for s in cut) <= 600
    assert sum(len(s.written) for s in cut) == 100_000


def test_a_sentence_can_be_cut_again_smaller():
    (sentence,) = sentences.cut(script("This is a clause, and another, and a third one."), Pauses(), 300)
    parts = sentences.pieces(sentence, 30)
    assert [(s.written, s.start, s.end, s.pause) for s in parts] == [
        ("This is a clause,", 0, 18, sentences.CLAUSE_PAUSE),
        ("and another, and a third one.", 18, 47, 1.0),
    ]


def test_what_the_publisher_worded_stays_in_one_sentence():
    text = "We saw The End. A Film. It was good, and it was very long indeed."
    worded = [(0, text.index("The End."), text.index(" It was"), "a film")]
    assert "We saw The End." in [s.written for s in sentences.cut(script(text), Pauses(), 20)]
    assert any("The End. A Film." in s.written for s in sentences.cut(script(text, said=worded), Pauses(), 20))


@settings(max_examples=60)
@given(st.lists(HOSTILE, min_size=1, max_size=4), st.integers(1, 60), st.sampled_from(["en", "de", "ja"]), st.data())
def test_sentences_cover_their_blocks_whole_in_order_within_the_limit(texts, limit, language, data):
    text = texts[0]
    span = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    said = [(0, *span, "x")] if data.draw(st.booleans()) and span[0] < span[1] else []
    found = sentences.cut(script(*texts, said=said, language=language), Pauses(), limit)
    for index, text in enumerate(texts):
        own = [s for s in found if s.block == index]
        assert "".join(text[s.start : s.end] for s in own) == (text if text.strip() else "")
        assert [s.start for s in own] == [0, *(s.end for s in own[:-1])] or not own
        assert all(s.written == text[s.start : s.end].strip() for s in own)
        if not said or index:
            assert all(1 <= len(s.written) <= limit for s in own)
    assert [s.block for s in found] == sorted(s.block for s in found)
