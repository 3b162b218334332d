"""Which voice speaks, and why."""

from __future__ import annotations

import pytest

from articast import languages
from articast.errors import ConfigurationError, NotReadyError, VoiceError
from articast.speech import casting, engines
from articast.speech.engines import hibari, pico, piper


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """No voice is installed, and all that comes with the package is here."""
    monkeypatch.setenv("ARTICAST_VOICES", str(tmp_path))
    for engine in (hibari, pico):
        monkeypatch.setattr(engine, "missing", lambda _: "")
    return tmp_path


@pytest.fixture
def install(folder, monkeypatch):
    """Make a voice look installed."""
    monkeypatch.setattr(piper, "find_spec", lambda _: object())

    def put(name: str) -> None:
        (folder / "piper").mkdir(exist_ok=True)
        (folder / "piper" / f"{name}.onnx").touch()

    return put


@pytest.mark.parametrize(
    ("language", "voice"),
    [
        ("en", "hibari:heart"),
        ("en-GB", "hibari:heart"),
        ("de", "pico:de-DE"),
        ("de-CH", "pico:de-DE"),
        ("fr", "pico:fr-FR"),
        ("es", "pico:es-ES"),
        ("it", "pico:it-IT"),
        ("pt", "espeak:pt"),
        ("sv", "espeak:sv"),
        ("ko", "espeak:ko"),
    ],
)
def test_with_nothing_installed_the_best_embedded_voice_speaks(language, voice):
    assert casting.choose(language).id == voice


def test_a_voice_that_the_publisher_installed_goes_before_the_embedded_ones(install):
    install("de_DE-thorsten-high")
    assert casting.choose("de").id == "piper:de_DE-thorsten-high"
    assert casting.choose("en").id == "hibari:heart"


def test_what_sends_text_out_or_is_no_speech_is_never_chosen_unless_named():
    for language in languages.shipped():
        named = {candidate.name.split(":")[0] for candidate in casting.candidates(language)}
        assert named.isdisjoint({"gtts", "openai", "tone"})
    assert casting.choose("fr", "gtts").id == "gtts:fr"
    assert casting.choose("fr", "tone").id == "tone:plain"


def test_the_voice_wanted_wins_over_every_list():
    assert casting.choose("de", "espeak", prefer=("pico",)).id == "espeak:de"
    assert casting.choose("de", "espeak:en-us").id == "espeak:en-us"


def test_the_publisher_s_list_wins_over_the_language_s():
    assert casting.choose("de", prefer=("espeak", "pico")).id == "espeak:de"
    assert casting.choose("en", prefer=("piper:en_US-joe-medium", "pico:en-GB")).id == "pico:en-GB"


def test_no_other_voice_takes_the_place_of_those_that_the_publisher_names():
    with pytest.raises(NotReadyError, match="articast voices install sv_SE-nst-medium"):
        casting.choose("sv", prefer=("piper:sv_SE-nst-medium",))
    assert casting.choose("sv", prefer=("piper:sv_SE-nst-medium", "espeak")).id == "espeak:sv"


def test_a_service_of_ones_own_is_ready_without_a_key(monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    own = {"openai": {"base_url": "http://127.0.0.1:8880/v1"}}
    assert casting.choose("en", prefer=("openai:alloy",), options=own).id == "openai:alloy"
    assert casting.choose("en", "openai:alloy", options=own).id == "openai:alloy"
    with pytest.raises(NotReadyError, match="OPENAI_API_KEY"):
        casting.choose("en", prefer=("openai:alloy",))


def test_a_voice_wanted_that_is_not_ready_is_no_other_voice():
    with pytest.raises(NotReadyError, match="articast voices install fr_FR-siwis-medium"):
        casting.choose("fr", "piper")


@pytest.mark.parametrize(
    ("wanted", "error", "message"),
    [
        ("pipr", ConfigurationError, "no engine 'pipr'; known: azure"),
        ("hibari:nobody", VoiceError, "no voice 'hibari:nobody'; known: heart"),
        ("hibari", VoiceError, "hibari speaks English, not 'de'"),
        ("piper:thorsten", VoiceError, "like fr_FR-siwis-medium"),
    ],
)
def test_a_wrong_name_says_which_are_right(wanted, error, message):
    with pytest.raises(error, match=message):
        casting.choose("de", wanted)


def test_a_wrong_name_in_the_publisher_s_list_is_an_error_not_passed_over():
    with pytest.raises(VoiceError, match="hibari:nobody"):
        casting.choose("en", prefer=("hibari:nobody", "espeak"))
    with pytest.raises(ConfigurationError, match="no engine 'pipr'"):
        casting.choose("en", prefer=("pipr", "espeak"))


def test_a_language_that_nobody_speaks_is_said_so():
    with pytest.raises(VoiceError, match="no voice for language 'tlh'"):
        casting.choose("tlh")


def test_settings_of_the_engine_then_of_the_voice_go_into_the_voice():
    options = {"espeak": {"speed": 1.2, "pitch": 40}, "espeak:de": {"pitch": 60}, "pico": {"speed": 3.0}}
    assert casting.choose("de", "espeak", options=options).options == (("pitch", 60), ("speed", 1.2))
    assert casting.choose("fr", "espeak", options=options).options == (("pitch", 40), ("speed", 1.2))


def test_a_wrong_setting_is_said_so():
    with pytest.raises(ConfigurationError, match="no option 'tempo'"):
        casting.choose("de", "espeak", options={"espeak": {"tempo": 1}})


def test_the_table_says_for_a_language_who_speaks_and_why_nobody_better_does():
    (found,) = casting.table("fr")
    assert found.voice is not None
    assert found.voice.id == "pico:fr-FR"
    assert [candidate.name for candidate in found.passed_over] == ["piper:fr_FR-siwis-medium", "kokoro:ff_siwis"]
    assert "articast voices install fr_FR-siwis-medium" in found.why


def test_the_table_has_every_language_that_anybody_speaks_once_and_a_voice_with_a_licence_for_each():
    found = casting.table()
    tags = [one.language for one in found]
    assert len(tags) == len(set(tags)) > 90
    assert tags[: len(languages.shipped())] == list(languages.shipped())
    assert all(one.why for one in found)
    assert all(one.voice.licence for one in found if one.voice)
    assert {one.language for one in found if not one.voice} >= {"ja", "zh", "th"}


@pytest.mark.parametrize("language", ["ja", "ja-JP", "zh", "zh-Hant", "th", "kok", "kl"])
def test_a_language_that_espeak_only_spells_is_refused_with_a_way_out(language):
    with pytest.raises(VoiceError, match=r"espeak cannot say .*voices\.\w+ = '(gtts|openai:NAME)'"):
        casting.choose(language)
    with pytest.raises(VoiceError, match="espeak cannot say"):
        casting.choose(language, "espeak")


def test_a_voice_that_cannot_say_its_language_is_refused_by_its_name_too():
    with pytest.raises(VoiceError, match="every kanji"):
        casting.choose("ja", "espeak:ja")


@pytest.mark.parametrize("language", ["fil", "kor", "eng", "dex", "frx", "xx"])
def test_an_unknown_tag_is_no_language_whose_tag_it_begins_with(language):
    with pytest.raises(VoiceError, match=f"no voice for language '{language}'"):
        casting.choose(language)


@pytest.mark.parametrize(
    ("language", "way"),
    [
        ("pt", "articast voices install kokoro"),
        ("hi", "articast voices install kokoro"),
        ("nl", "articast voices install nl_NL-ronnie-medium"),
        ("sv", "articast voices install sv"),
        ("sw-KE", "articast voices install sw"),
        ("nb", "articast voices install no"),
        ("ko", "voices.ko = 'gtts'"),
        ("eo", "voices.eo = 'openai:NAME'"),
    ],
)
def test_a_makeshift_is_called_one_and_what_mends_it_is_named(language, way):
    (found,) = casting.table(language)
    assert found.voice is not None
    told = casting.makeshift(language, found.voice)
    assert "is a makeshift" in told
    assert way in told
    assert told in found.why


@pytest.mark.parametrize("language", ["en", "en-GB", "de", "fr"])
def test_a_voice_that_is_understood_is_no_makeshift(language):
    assert casting.makeshift(language, casting.choose(language)) == ""
    assert casting.makeshift("en", casting.choose("en", "espeak")) == ""


def test_the_table_takes_the_publisher_s_lists():
    by_language = {one.language: one.voice for one in casting.table("", {"de": ("espeak",)})}
    assert by_language["de"] is not None
    assert by_language["de"].id == "espeak:de"
    assert by_language["fr"] is not None
    assert by_language["fr"].id == "pico:fr-FR"


def test_every_voice_suggested_has_a_name_of_the_catalogue():
    for language in languages.shipped():
        suggested = languages.table(language, "voices").get("piper", "")
        assert not suggested or engines.find("piper").voice(suggested, language).language.startswith(language)


@pytest.mark.parametrize(
    ("name", "text", "unread"),
    [
        ("hibari:heart", "Совет города обсуждал мост.", "Cyrillic"),
        ("pico:de-DE", "Το συμβούλιο μίλησε για τη γέφυρα.", "Greek"),
        ("espeak:el", "Το συμβούλιο μίλησε για τη γέφυρα.", ""),
        ("espeak:de", "市议会讨论了新桥。", "Han"),
        ("hibari:heart", "The word 橋 means bridge.", ""),
        ("tone", "Совет города обсуждал мост.", ""),
    ],
)
def test_what_a_voice_cannot_read_is_known_before_anything_is_spoken(name, text, unread):
    engine, _, its = name.partition(":")
    voice = engines.find(engine).voice(its, "en")
    assert unread in engines.unread(voice, text)
    assert bool(engines.unread(voice, text)) == bool(unread)
