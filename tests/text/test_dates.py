"""Dates and times as machines and people write them, in the languages that have a file."""

from __future__ import annotations

import pytest

from articast.languages import shipped
from articast.text.extract import dates


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2018-10-29T10:15:00+01:00", "2018-10-29T10:15:00+01:00"),
        ("2018-10-29T10:15-500", "2018-10-29T10:15:00-05:00"),
        ("2021-06-01 08:00:00 +0200", "2021-06-01T08:00:00+02:00"),
        ("2021-06-01T08:00:00CEST", "2021-06-01T08:00:00+00:00"),
        ("2021-06-01T08:00:00.123456789Z", "2021-06-01T08:00:00+00:00"),
        ("2013-10-24 03:00:00", "2013-10-24T03:00:00+00:00"),
        ("2024/12/05", "2024-12-05T00:00:00+00:00"),
        ("2024-1-3", "2024-01-03T00:00:00+00:00"),
        ("Sun, 03 Jan 2021 17:40:00 +0100", "2021-01-03T17:40:00+01:00"),
        ("June 1, 2021", "2021-06-01T00:00:00+00:00"),
    ],
)
def test_a_machines_time_is_read_as_it_was_meant(text, iso):
    assert dates.moment(text).replace(microsecond=0).isoformat() == iso


@pytest.mark.parametrize("text", ["", "yesterday", "2021-13-45", "0000-00-00", "9" * 70, None, 20210103, "1 June"])
def test_what_is_no_time_is_none(text):
    assert dates.moment(text) is None


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "Posted by Jane Roe on April 20, 2026 @ 8:39 am", "2026-04-20"),
        ("en", "4 Sept 2019", "2019-09-04"),
        ("en-US", "03/04/2021", "2021-03-04"),
        ("en-GB", "03/04/2021", "2021-04-03"),
        ("de", "Freitag, 17. März 2021, 10:30 Uhr", "2021-03-17"),
        ("fr", "Publié le 1er décembre 2020 à 13h59 - Mis à jour le 3 décembre 2020", "2020-12-01"),
        ("es", "12 de octubre del 2021", "2021-10-12"),
        ("pt", "3 de março de 2021", "2021-03-03"),
        ("pl", "21 kwietnia 2019", "2019-04-21"),
        ("hu", "2019. április 21.", "2019-04-21"),
        ("ru", "21 апреля 2019 г.", "2019-04-21"),
        ("ja", "2019年04月21日 12時00分更新", "2019-04-21"),
        ("ko", "입력 2019년 4월 21일", "2019-04-21"),
        ("th", "21 เมษายน 2562", "2019-04-21"),
        ("ar", "٢١ أبريل ٢٠١٩", "2019-04-21"),
        ("he", "21 באפריל 2019", "2019-04-21"),
        ("vi", "21 tháng 4, 2019", "2019-04-21"),
        ("hi", "21 अप्रैल 2019", "2019-04-21"),
    ],
)
def test_a_date_is_read_as_people_write_it(language, text, day):
    assert dates.written(text, language).date().isoformat() == day


@pytest.mark.parametrize(
    "text", ["17 people in 2021", "Open from 9 to 17", "version 3.2.2021b", "1 of 12 items", "12 May"]
)
def test_numbers_are_no_dates(text):
    assert dates.written(text, "en") is None


@pytest.mark.parametrize("language", shipped())
def test_every_languages_own_long_form_is_read(language):
    from datetime import date

    from babel.dates import format_date

    locale = {"no": "nb", "sr-latn": "sr_Latn", "zh-hant": "zh_Hant"}.get(language, language)
    if language == "fa":  # its own calendar is babel's, too
        pytest.skip("Persian dates are Jalali")
    text = format_date(date(2021, 11, 23), "long", locale=locale)
    assert dates.written(text, language).date() == date(2021, 11, 23), text


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://notes.example/2021/03/17/the-wall/", "2021-03-17"),
        ("https://old.example/web/20140226054445/http://notes.example/2013/08/07/wall", "2013-08-07"),
        ("https://notes.example/news/2022-01-25-wall", "2022-01-25"),
        ("https://notes.example/2021/99/17/x", None),
        ("https://notes.example/2021/03/the-wall", None),
    ],
)
def test_an_address_may_name_the_day(address, day):
    found = dates.of_address(address)
    assert (found.date().isoformat() if found else None) == day
