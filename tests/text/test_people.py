"""Who is named as a text's author: people, each once, whatever pages put there."""

from __future__ import annotations

import pytest

from articast.text.extract.people import people

SITE = ("Harbour Media", "harbour.example", "harbour")


@pytest.mark.parametrize(
    ("said", "names"),
    [
        (["Ann Lee"], ["Ann Lee"]),
        (["By Ann Lee"], ["Ann Lee"]),
        (["By ANN LEE"], ["Ann Lee"]),
        (["Lee, Ann"], ["Ann Lee"]),
        (["van der Lee, Ann", "Brook, Tom M."], ["Ann van der Lee", "Tom M. Brook"]),
        (["Ann Lee, Tom Brook"], ["Ann Lee", "Tom Brook"]),
        (["Ann Lee, Tom Brook and Eva Kern"], ["Ann Lee", "Tom Brook", "Eva Kern"]),
        (["Ann Lee & Tom Brook", "Ann Lee"], ["Ann Lee", "Tom Brook"]),
        (["Ann Lee; Tom Brook | Eva Kern"], ["Ann Lee", "Tom Brook", "Eva Kern"]),
        (["Ann Lee, PhD"], ["Ann Lee"]),
        (["Ann Lee, Staff Writer"], ["Ann Lee"]),
        (["Ann Lee (Harbour Media)"], ["Ann Lee"]),
        (["Harbour Media", "Ann Lee"], ["Ann Lee"]),
        (["Ann Lee Ann Lee"], ["Ann Lee"]),
        (["José Ortega y Gasset"], ["José Ortega y Gasset"]),
        (["Dr. Ann Lee"], ["Dr. Ann Lee"]),
        (["山田太郎"], ["山田太郎"]),
        (["Jean-Luc d’Arc"], ["Jean-Luc d’Arc"]),
    ],
)
def test_people_are_named_as_they_are_called(said, names):
    assert list(people(said, "en", SITE)) == names


@pytest.mark.parametrize(
    "said",
    [
        "Harbour Media",
        "harbour.example",
        "Contributors to Wikimedia projects",
        "Crime and courts - Harbour.example",
        "Editorial Team",
        "Staff",
        "admin",
        "AFP",
        "https://harbour.example/ann",
        "ann@harbour.example",
        "Written by",
        "The whole town came to see how the lamp was lit again",
        "",
    ],
)
def test_nobody_is_named_where_nobody_is(said):
    assert people([said], "en", SITE) == ()


@pytest.mark.parametrize(
    ("language", "said", "name"),
    [
        ("de", "Ein Beitrag von Anna Lehr", "Anna Lehr"),
        ("de", "Text: Anna Lehr", "Anna Lehr"),
        ("fr", "Propos recueillis par Anne Leroy", "Anne Leroy"),
        ("es", "Escrito por Ana León", "Ana León"),
        ("it", "di Anna Leone", "Anna Leone"),
        ("pt", "Por Ana Leão", "Ana Leão"),
        ("nl", "Door Anna de Leeuw", "Anna de Leeuw"),
        ("pl", "Autor: Anna Lis", "Anna Lis"),
        ("sv", "Text: Anna Lind", "Anna Lind"),
        ("da", "Af Anna Lund", "Anna Lund"),
        ("no", "Skrevet av Anna Lund", "Anna Lund"),
        ("fi", "Teksti: Anna Lehto", "Anna Lehto"),
        ("ru", "Автор: Анна Лисова", "Анна Лисова"),
        ("ja", "文:山田太郎", "山田太郎"),
        ("ar", "بقلم: أحمد الخطيب", "أحمد الخطيب"),
        ("tr", "Yazar: Ayşe Aslan", "Ayşe Aslan"),
    ],
)
def test_what_introduces_a_name_is_no_part_of_it(language, said, name):
    assert people([said], language) == (name,)


@pytest.mark.parametrize(
    ("language", "said"),
    [("de", "Redaktion"), ("de", "Stadtwerke GmbH"), ("fr", "La rédaction"), ("es", "Agencia EFE"), ("ja", "編集部")],
)
def test_an_office_is_nobody_in_any_language(language, said):
    assert people([said], language, loose=True) == ()


def test_a_crowd_is_named_in_part():
    from articast.text.extract.people import CROWD

    assert len(people([f"Ann{'abcdefghijklmnopqrstuvwxyz'[n]} Lee" for n in range(26)], "en")) == CROWD
