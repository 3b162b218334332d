"""articast.toml: what is wrong is named; what is given goes where it belongs."""

from __future__ import annotations

from dataclasses import MISSING, fields
from datetime import UTC, datetime

import pytest

from articast.errors import ConfigurationError
from articast.languages import language_name
from articast.model import Pauses, Show
from articast.settings import PausesTable, ShowTable, load, now, show


@pytest.fixture
def config(tmp_path):
    def write(text: str):
        path = tmp_path / "articast.toml"
        path.write_text(text, encoding="utf-8")
        return load(path, {})

    return write


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("colour = 'red'", ["colour"]),
        ("bitrate = 63", ["bitrate"]),
        ("jobs = -1\nprune_after_days = -1", ["jobs", "prune_after_days"]),
        ("[show]\ntitel = 'x'", ["show.titel"]),
        ("[shows.'../x']\ntitle = 'x'", ["shows"]),
        ("[pauses]\nsentence = 31", ["pauses.sentence"]),
        ("[fetch]\ntimeout = 0", ["fetch.timeout"]),
        ("[engines.gtts]\npace = 0", ["engines.gtts.pace"]),
        ("languages = ['../en']", ["languages"]),
        ("language = '../en'", ["language"]),
        ("base_url = 'https://me:s3cret@pod.example/'", ["base_url"]),
        ("sources = 'articles'", ["sources"]),
        ("[fetch]\nallow = ['10.2.0.0/33']", ["fetch.allow"]),
        ("[fetch]\nallow = ['https://cms.intranet/']", ["fetch.allow"]),
        ("[fetch]\nallow = ['*']", ["fetch.allow"]),
    ],
)
def test_every_wrong_key_is_named_with_its_file(config, text, names):
    with pytest.raises(ConfigurationError) as error:
        config(text)
    assert "articast.toml" in str(error.value)
    assert all(name in str(error.value) for name in names), error.value
    assert "s3cret" not in str(error.value)


def test_hosts_and_networks_that_may_be_asked_are_taken(config):
    hosts = ("cms.intranet", "*.intranet", "10.2.0.0/16", "10.2.3.4", "fd00::/8", "localhost")
    assert config(f"[fetch]\nallow = {[*hosts]}").fetch.allow == hosts
    assert config("[fetch]\nallow_private = true").fetch.allow_private


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("base_ulr = 'x'", "base_ulr: there is no such setting; did you mean base_url?"),
        ("[show]\ntitel = 'x'", "show.titel: there is no such setting; did you mean title?"),
        ("[shows.de]\ntitel = 'x'", "shows.de.titel: there is no such setting; did you mean title?"),
        ("[fetch]\nzzz = 1", "fetch.zzz: there is no such setting"),
        ("language = 'e n'", "language: 'e n' is no language tag such as en, de-AT or zh-Hant"),
        ("base_url = 'ftp://x'", "base_url: is no http:// or https:// address"),
        ("[shows.'e n']\ntitle = 'x'", "shows.e n: 'e n' is no language tag such as en, de-AT or zh-Hant"),
    ],
)
def test_what_is_wrong_is_said_in_words_of_ours(config, tmp_path, text, says):
    with pytest.raises(ConfigurationError) as error:
        config(text)
    assert str(error.value) == f"{tmp_path / 'articast.toml'}: {says}"


def test_the_command_line_wins_and_none_says_nothing(tmp_path):
    path = tmp_path / "articast.toml"
    path.write_text("bitrate = 96\nvoice = 'tone'\n")
    settings = load(path, {"voice": "espeak", "bitrate": None})
    assert (settings.voice, settings.bitrate) == ("espeak", 96)


def test_paths_are_relative_to_the_configuration_and_urls_to_nothing(config, tmp_path):
    assert config("output = 'public'").output_url == str(tmp_path / "public")
    assert config("output = 's3://bucket/x'").output_url == "s3://bucket/x"
    assert config("base_url = 'https://pod.example/a'").base_url == "https://pod.example/a/"


def test_a_languages_show_says_only_what_differs(config):
    settings = config(
        "[show]\ntitle='News'\nauthor='Us'\n[shows.de]\ntitle='Neues'\n[shows.de-at]\nauthor='Wir'\n[theme]\naccent='#123456'"
    )
    assert (show(settings, "en").title, show(settings, "en").author) == ("News", "Us")
    assert (show(settings, "de").title, show(settings, "de").author) == ("Neues", "Us")
    assert (show(settings, "de-at").title, show(settings, "de-at").author) == ("Neues", "Wir")
    assert show(settings, "en").theme == (("accent", "#123456"),)


def test_a_show_without_a_title_is_called_after_the_site_and_its_language(config):
    settings = config("")
    assert show(settings, "fr", "La Gazette").title == "La Gazette · Français"
    assert show(settings, "fr", "La Gazette").author == "La Gazette"
    assert "Deutsch" in show(settings, "de").title


@pytest.mark.parametrize(("tag", "name"), [("de", "Deutsch"), ("pt-br", "Português (brasil)"), ("xx-yy", "xx-yy")])
def test_languages_are_named_in_themselves(tag, name):
    assert language_name(tag).casefold() == name.casefold()


def test_the_clock_can_be_set_for_reproducible_runs(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert now() == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    for wrong in ("", "tomorrow", "1e400", "9" * 40):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
        with pytest.raises(ConfigurationError, match="SOURCE_DATE_EPOCH"):
            now()
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert now().microsecond == 0
    assert now().tzinfo == UTC


def test_all_of_a_show_can_be_set_under_its_own_name_and_is_the_same_where_it_is_not():
    found = {field.name: field.default for field in fields(Show)}
    said_elsewhere = {"language", "base_url", "disclose", "theme", "name"}
    assert set(ShowTable.model_fields) == set(found) - said_elsewhere
    for name, value in ShowTable().model_dump().items():
        assert found[name] in {MISSING, tuple(value) if isinstance(value, dict) else value}, name


def test_every_pause_can_be_set():
    assert set(PausesTable.model_fields) == {field.name for field in fields(Pauses)}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("base_url = 'http://pod.example/'", "base_url: is http:// in the open"),
        ("[show]\nowner_email = 'nobody'", "show.owner_email: 'nobody' is no e-mail address"),
        ("[show]\nupdate_frequency = 'often'", "show.update_frequency: 'often' is no rule such as FREQ=WEEKLY"),
        ("[show]\nlicense = 'ours'", "license 'ours' is no public licence's name such as cc-by-4.0"),
        ("[show]\nprefix = 'op3'", "show.prefix: is no http:// or https:// address"),
        ("[[show.places]]\nname = ''", "show.places"),
    ],
)
def test_what_no_directory_would_take_is_told(config, text, says):
    with pytest.raises(ConfigurationError) as error:
        config(text)
    assert says in str(error.value)


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "intranet", "10.0.0.7", "pod.local"])
def test_http_is_enough_in_a_network_of_ones_own(config, host):
    assert config(f"base_url = 'http://{host}/'").base_url == f"http://{host}/"


def test_shows_by_name_stand_beside_those_of_the_languages(config):
    found = config(
        "[show]\nauthor = 'We'\ntitle = 'Ours'\n[[shows]]\nlanguage = 'de'\ntitle = 'Unser'\n"
        "[[shows]]\nname = 'harbour'\nfilter = { section = 'Harbour', tag = ['ships', 'locks'] }\n"
    )
    assert show(found, "de").title == "Unser"
    its = show(found, "en", name="harbour")
    assert (its.title, its.author, its.feed) == ("Harbour", "We", "shows/harbour/feed.xml")
    assert found.series[0].filter.tag == ("ships", "locks")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[shows]]\ntitle = 'x'", "each of [[shows]] has a name"),
        ("[[shows]]\nname = 'A b'", "shows.0.name"),
        ("[[shows]]\nname = 'a'\n[[shows]]\nname = 'a'", "two of [[shows]] or [[editions]] are called a"),
        ("[[shows]]\nname = 'a'\ntitel = 'x'", "did you mean title?"),
        ("[[shows]]\nname = 'a'\nsubscribers = 'x.txt'", "a private show needs both"),
    ],
)
def test_what_is_wrong_with_a_show_by_name_is_told(config, text, says):
    with pytest.raises(ConfigurationError) as error:
        config(text)
    assert says in str(error.value)


def test_an_edition_of_a_private_show_is_not_public(tmp_path):
    shows = (
        '[[shows]]\nname = "plus"\nsubscribers = "s.txt"\nsecret = "OURS"\n[[editions]]\nname = "day"\nof = "plus"\n'
    )
    (tmp_path / "articast.toml").write_text(shows)
    with pytest.raises(ConfigurationError, match="'plus', which is private: give it subscribers and secret"):
        load(tmp_path / "articast.toml", {})
    (tmp_path / "articast.toml").write_text(f'{shows}subscribers = "s.txt"\nsecret = "OURS"\n')
    assert load(tmp_path / "articast.toml", {}).editions[0].subscribers
