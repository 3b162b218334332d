"""Bad input, broken engines, full disks: a clear error or a safe result, and nothing lost."""

from __future__ import annotations

import errno
import json
import os
import resource
import sqlite3
import unicodedata
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from articast.commands.check import check
from articast.commands.cli import main
from articast.errors import ConfigurationError, ForeignError, PublishError
from articast.speech import engines, plugins
from tests.conftest import PARAGRAPHS, page

OTHER = "This one is of another kind, without boats. It is about trains and tunnels, and about those who dig them."


def failures(report) -> dict[str, str]:
    return {Path(one.source).name: f"{one.stage}: {one.error}" for one in report.failed}


def titles(report) -> dict[str, str]:
    return {Path(source).name: episode.title for source, episode in report.published}


def transcript(house, folder: str) -> str:
    """All sentences of a published episode, in order."""
    return " ".join(sentence["text"] for sentence in house.episode(folder)["sentences"])


# what is no article


NO_ARTICLES = {
    "empty.html": b"",
    "blank.txt": b" \n\t\r\n \n",
    "image.html": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 20,
    "zip.md": b"PK\x03\x04" + bytes(range(256)) * 20,
    "nul.txt": b"\x00" * 5000,
    "noise.txt": bytes((n * 7919 + 13) % 256 for n in range(5000)),
    "tags.html": b"<!DOCTYPE html><html><head><title></title></head><body><div></div></body></html>",
    "dots.txt": "… — · 🙂 !!! ???".encode(),
    "only-front-matter.md": b"---\ntitle: Nothing below\n---\n",
}


def test_what_is_no_article_is_named_with_stage_and_cause_and_the_rest_is_published(house):
    for name, body in NO_ARTICLES.items():
        house.article(name, body)
    house.article("good.html", page())
    report = house.publish()
    failed = failures(report)
    assert set(failed) >= set(NO_ARTICLES) - {"only-front-matter.md"}
    assert all(Path(one.source).name in one.error for one in report.failed), failed
    assert all(one.stage in {"sources", "extract"} for one in report.failed), failed
    assert "good.html" in titles(report)
    assert check(house.settings()) == []


def test_bytes_are_read_by_their_declared_or_detected_encoding(house):
    french = "Le café était fermé. Où étaient passés les élèves de la forêt ? Personne ne l’a su, même à Noël."
    russian = "Поезд ушёл рано утром. Никто не знал, куда он едет и когда вернётся обратно в город."
    japanese = "船は朝の七時に出た。昼には風が変わった。"  # short: a tone says long words as one

    def declared(text: str, title: str, charset: str) -> bytes:
        html = page(title, text, lang="").replace('charset="utf-8"', f'charset="{charset}"')
        return html.encode(charset, "xmlcharrefreplace")

    house.article("latin.html", declared(french, "Été", "iso-8859-1"))
    house.article("cyrillic.html", declared(russian, "Утро", "windows-1251"))
    house.article("sjis.html", declared(japanese, "朝の船", "shift_jis"))
    house.article("undeclared.txt", f"Été\n\n{french}".replace("’", "'").encode("cp1252"))
    house.article("mark.txt", f"Été marqué\n\n{french}".encode("utf-8-sig"))
    house.article("utf16.txt", f"Été large\n\n{french}".encode("utf-16"))
    house.article(
        "lying.html", declared(french, "Été menti", "utf-8").replace(b'charset="utf-8"', b'charset="klingon"')
    )
    house.article("wrong-byte.html", page("A wrong byte", *PARAGRAPHS).encode().replace(b"turned", b"turn\xffed"))
    report = house.publish()
    assert failures(report) == {}
    assert titles(report) == {
        "latin.html": "Été",
        "cyrillic.html": "Утро",
        "sjis.html": "朝の船",
        "undeclared.txt": "Été",
        "mark.txt": "Été marqué",
        "utf16.txt": "Été large",
        "lying.html": "Été menti",
        "wrong-byte.html": "A wrong byte",
    }
    for source, episode in report.published:
        told = transcript(house, episode.folder)
        if episode.language == "fr" and "undeclared" not in source:
            assert "Où étaient passés les élèves de la forêt" in told, source
        assert "Ã" not in told, source
    assert "The captain poured herself a cup of tea" in transcript(house, "en/a-wrong-byte")


def test_an_untitled_article_is_named_by_its_first_heading_else_its_first_words(house):
    body = "<p>{}</p>".format("</p><p>".join(PARAGRAPHS))
    house.article("heading.html", f"<html lang=en><body><article><h2>On the pier</h2>{body}</article></body></html>")
    house.article("words.html", f"<html lang=en><body><article>{body}</article></body></html>")
    report = house.publish()
    assert failures(report) == {}
    named = titles(report)
    assert named["heading.html"] == "On the pier"
    assert named["words.html"].startswith("The ferry left at seven")
    assert all(episode.slug for _, episode in report.published)


# what is strange in an article


def test_an_article_of_one_word_is_published(house):
    house.article("one.txt", "Silence")
    house.article("hello.html", '<html lang="en"><body><article><p>Hello.</p></article></body></html>')
    report = house.publish(language="en")
    assert len(report.published) + len(report.failed) == 2
    assert "one.txt" in titles(report)
    assert check(house.settings()) == []


def test_endless_words_and_titles_are_cut_for_the_voice_and_told_whole(house):
    word = "Donaudampfschifffahrtsgesellschaft" * 15
    endless = "abcdefghij" * 2_000
    house.article("word.html", page("A long word", f"They said {word} and went home. " + PARAGRAPHS[0]))
    house.article("endless.txt", f"No space at all\n\n{endless}\n\n{PARAGRAPHS[0]}")
    house.article("title.html", page("Very long indeed " * 300, *PARAGRAPHS))
    report = house.publish()
    assert failures(report) == {}
    by_name = {Path(source).name: episode for source, episode in report.published}

    def told(name):
        return transcript(house, by_name[name].folder).replace(" ", "")

    assert word in told("word.html")
    assert endless in told("endless.txt")
    assert all(len(path.name.encode()) < 200 for path in house.output.rglob("*"))
    assert check(house.settings()) == []


def test_markup_and_ssml_in_the_text_are_said_as_text_and_break_nothing(house):
    hostile = '&lt;speak&gt;&lt;break time="10s"/&gt; &lt;/article&gt;&lt;script&gt;alert(1)&lt;/script&gt; --&gt; ]]&gt; 1 &lt; 2'
    house.article("a.html", page("Less &lt; more &amp; than", f"It says {hostile} here. Nobody ran it.", OTHER))
    report = house.publish()
    assert failures(report) == {}
    episode = report.published[0][1]
    assert episode.title == "Less < more & than"
    assert episode.seconds < 60, "no break of ten seconds was made"
    folder = house.output / episode.folder
    assert "<script>alert" not in (folder / "index.html").read_text()
    assert "<script>alert" not in (folder / "transcript.vtt").read_text()
    assert ET.parse(house.output / "en/feed.xml").findtext(".//item/title") == "Less < more & than"
    assert check(house.settings()) == []


def test_control_characters_and_lone_surrogates_reach_nobody(house):
    told = json.dumps(
        {"@type": "NewsArticle", "headline": "A \ud800 torn \u0007 title", "author": {"name": "B\udfff Writer"}}
    )
    head = f'<script type="application/ld+json">{told}</script>'
    house.article(
        "a.html",
        page("A torn title", "The bell&#7; rang &#xD800; twice\u0000 at\u000b noon.\u202e " + OTHER, head=head),
    )
    house.article("b.md", '---\ntitle: "Bell \\u0007 and \\ud800 nul \\u0000"\nsummary: "a\\u0001b"\n---\n\n' + OTHER)
    house.article("c.txt", "Plain\x00 bells\x07\n\n" + OTHER.replace(" ", "\x0c ", 1))
    report = house.publish()
    assert failures(report) == {}
    for path in house.output.rglob("*"):
        if path.suffix in {".html", ".json", ".vtt", ".srt", ".xml"}:
            text = path.read_text(encoding="utf-8")
            bad = {char for char in text if unicodedata.category(char) in {"Cc", "Cs"} and char not in "\n\r\t"}
            assert not bad, (path, bad)
            if path.suffix == ".json":
                json.dumps(json.loads(text), ensure_ascii=False).encode()
    ET.parse(house.output / "en/feed.xml")
    assert check(house.settings()) == []


def test_front_matter_names_no_path_and_runs_nothing(house):
    bodies = {
        "slug.md": "slug: ../../../etc/passwd\ntitle: Up and away",
        "language.md": "lang: ../../up\nlanguage: ../../up\ntitle: Which language",
        "date.md": "date: the day before yesterday\ntitle: Undated",
        "huge-date.md": "date: 99999-99-99\ntitle: Far off",
        "code.md": "title: !!python/object/apply:os.system ['touch run']",
        "bomb.md": "a: &a [x,x,x,x,x,x,x,x,x]\n"
        + "\n".join(
            f"{b}: &{b} [*{a},*{a},*{a},*{a},*{a},*{a},*{a},*{a},*{a}]"
            for a, b in zip("abcdefgh", "bcdefghi", strict=True)
        )
        + "\ntitle: Bomb",
        "list.md": "- not\n- a table",
        "voice.md": "voice: nobody\ntitle: Unheard",
        "types.md": "title: [1, 2]\nauthor: {a: 1}\ntags: 3\nslug: 12\nurl: 'http://[bad'\nsummary: 2020-01-01",
    }
    for name, front in bodies.items():
        house.article(name, f"---\n{front}\n---\n\n# {name.partition('.')[0]}\n\n{OTHER}\n")
    house.article("open.md", f"---\ntitle: never closed\n\n{OTHER}")
    house.settings()
    before = {path for path in house.root.rglob("*") if ".articast" not in path.parts}
    report = house.publish(voice="", voices={"en": "tone", "up": "tone"})
    assert not (house.root / "run").exists()
    new = {path for path in house.root.rglob("*") if ".articast" not in path.parts} - before
    assert all(path.is_relative_to(house.output) for path in new)
    assert set(failures(report)) | set(titles(report)) == {*bodies, "open.md"}
    assert "nobody" in failures(report)["voice.md"]
    assert "slug.md" in titles(report)
    assert "the day before yesterday" in failures(report)["date.md"]
    for path in house.output.rglob("episode.json"):
        assert len(path.relative_to(house.output).parts) == 3
    assert check(house.settings()) == []


def test_links_that_cannot_be_taken_apart_harm_nothing(house):
    links = "".join(
        f'<a href="{href}">{name}</a> '
        for name, href in {
            "one": "http://[bad",
            "two": "javascript:alert(1)",
            "three": "http://x:99999999/",
            "four": "//",
        }.items()
    )
    house.article("a.html", page("Links", f"They point at {links}and further. {OTHER}", PARAGRAPHS[0]))
    report = house.publish()
    assert failures(report) == {}
    assert "javascript:" not in (house.output / "en/links/index.html").read_text()
    assert check(house.settings()) == []


def test_credentials_are_never_published_or_told(house, capsys):
    head = '<link rel="canonical" href="https://me:s3cret@news.example/ferry?a=1">'
    link = '<a href="https://me:s3cret@news.example/more">there is more</a>'
    house.article("a.html", page("The ferry", *PARAGRAPHS, f"Of this {link} to read.", head=head))
    (house.root / "articast.toml").touch()
    assert main(["publish", "articles", "--voice", "tone", "--json", "--base-url", "https://pod.example/"]) == 0
    told = capsys.readouterr()
    assert "s3cret" not in told.out + told.err
    for path in house.output.rglob("*"):
        assert path.is_dir() or b"s3cret" not in path.read_bytes(), path
    with pytest.raises(ConfigurationError, match="base_url") as error:
        house.settings(base_url="https://me:s3cret@pod.example/")
    assert "s3cret" not in str(error.value)


def test_names_of_files_may_be_anything(house, capsys):
    strange = [
        b"\xff\xfe.html",
        b"new\nline.html",
        b"<b>&amp;'\".html",
        b"%2e%2e%2f.html",
        "ключ.html".encode(),
        b"-.html",
    ]
    for number, name in enumerate(strange):
        house.article(os.fsdecode(name), page(f"Number {number}", f"{OTHER} This is the one with the number {number}."))
    (house.root / "articast.toml").touch()
    status = main(["publish", "articles", "--voice", "tone", "--json", "--quiet"])
    out, err = capsys.readouterr()
    assert status == 0, err
    assert len(json.loads(out)["published"]) == len(strange)
    assert main(["publish", "articles", "--voice", "tone", "--json", "--quiet"]) == 0
    assert len(json.loads(capsys.readouterr().out)["unchanged"]) == len(strange)


def test_loops_of_links_pipes_and_dead_links_hold_nobody_up(house):
    house.article("a.html", page())
    folder = house.root / "articles"
    (folder / "loop").symlink_to(folder)
    (folder / "self.html").symlink_to("self.html")
    (folder / "dead.html").symlink_to("nowhere.html")
    os.mkfifo(folder / "pipe.html")
    report = house.publish()
    assert titles(report) == {"a.html": "The ferry"}
    assert set(failures(report)) == {"self.html", "dead.html", "pipe.html"}


def test_the_same_article_given_twice_is_refused_with_both_names(house):
    head = '<link rel="canonical" href="https://news.example/ferry">'
    house.article("a.html", page("The ferry", head=head))
    house.article("b.html", page("The ferry, again", OTHER, head=head))
    report = house.publish()
    assert titles(report) == {"a.html": "The ferry"}
    assert "a.html" in failures(report)["b.html"]
    assert "canonical" in failures(report)["b.html"]


@pytest.mark.slow
def test_a_page_of_50_megabytes_is_read_or_refused_and_the_rest_is_published(house):
    house.article("good.html", page("Good", OTHER))
    ballast = f"<script>{'var x = 1; ' * 2_500_000}</script><!--{'x' * 20_000_000}-->"
    house.article("ballast.html", page("Ballast", *PARAGRAPHS).replace("</head>", f"{ballast}</head>"))
    rows = "".join(f"<tr><td>{n}</td><td>cell</td></tr>" for n in range(600_000))
    house.article("table.html", page("Table", *PARAGRAPHS).replace("</article>", f"<table>{rows}</table></article>"))
    house.article("over.txt", b"All work and no play. " * 3_200_000)
    report = house.publish()
    failed = failures(report)
    assert "good.html" in titles(report)
    assert "max_bytes" in failed.pop("over.txt")
    assert set(titles(report)) | set(failed) == {"good.html", "ballast.html", "table.html"}
    assert titles(report)["ballast.html"] == "Ballast"


def test_ideographs_without_an_end_are_cut_for_the_voice_and_told_whole(house, capsys):
    ideographs = "".join(chr(0x4E00 + n * 37 % 5_000) for n in range(3_000))
    path = house.article("sea.html", page("海", ideographs, lang="zh"))
    assert main(["script", str(path), "--voice", "tone", "--json"]) == 0
    sentences = json.loads(capsys.readouterr().out)["sentences"]
    assert "".join(one["written"] for one in sentences if one["kind"] == "paragraph") == ideographs
    assert max(len(one["written"]) for one in sentences) <= 600


# engines that fail


ENGINE = """
import os
import re
import signal
import time
import numpy as np
from articast.speech.engines import tone
from articast.model import Speech, Voice
from dataclasses import replace

LOCAL, OPTIONS = True, {}
_VOICE = Voice("odd", "plain", "mul", limit=600, synthetic="tone")
voices = lambda: (_VOICE,)
voice = lambda name, language: _VOICE
missing = lambda voice: ""
version = lambda voice: "1"

def say(text, voice, language, *, seed=0, pronunciations=()):
    speech = tone.say(text, tone.voice("", language), language, seed=seed)
    if "dies" in text:
        os._exit(9)
    if "loops" in text:
        while True:
            pass
    if "deaf" in text:  # as a library's own code is: no signal ends it
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
        time.sleep(3600)
    if "runs away" in text:
        re.fullmatch("(a|aa)+", "a" * 200 + "b")
    if "dawdles" in text:
        time.sleep(0.3)
    if "hoards" in text:
        bytes(2**40)
    if "raises" in text:
        raise ValueError("a bug of the engine's")
    if "nothing" in text:
        return Speech(b"", speech.rate)
    if "silence" in text:
        return replace(speech, pcm=bytes(len(speech.pcm)))
    if "odd byte" in text:
        return replace(speech, pcm=speech.pcm[:-1])
    if "no rate" in text:
        return replace(speech, rate=0)
    if "half" in text:
        return replace(speech, pcm=speech.pcm[: len(speech.pcm) // 4 // 2 * 2])
    if "nan" in text:
        return replace(speech, pcm=None)
    return speech
"""


@pytest.fixture
def odd_engine(tmp_path, monkeypatch):
    """An engine of a third party, as its package would bring it: `odd`. Processes find it where this one does."""
    site = tmp_path / "site"
    (site / "odd_engine-1.dist-info").mkdir(parents=True)
    (site / "odd_engine.py").write_text(ENGINE)
    (site / "odd_engine-1.dist-info/METADATA").write_text("Metadata-Version: 2.1\nName: odd-engine\nVersion: 1\n")
    (site / "odd_engine-1.dist-info/entry_points.txt").write_text("[articast.engines]\nodd = odd_engine\n")
    monkeypatch.syspath_prepend(site)
    plugins.installed.cache_clear()
    engines.find.cache_clear()
    yield
    plugins.installed.cache_clear()
    engines.find.cache_clear()


def test_a_process_that_dies_fails_its_article_only(house, odd_engine):
    for number in range(4):
        house.article(f"{number}.html", page(f"Good {number}", f"Number {number} is here. " + OTHER))
    house.article("1b.html", page("Bad", "It is here that it dies. Nobody knows why."))
    report = house.publish(voice="odd")
    assert list(failures(report)) == ["1b.html"]
    assert "died" in failures(report)["1b.html"]
    assert sorted(titles(report)) == ["0.html", "1.html", "2.html", "3.html"]
    assert check(house.settings()) == []


def test_an_engine_that_hangs_fails_its_article_only_and_says_what_was_too_long(house, odd_engine):
    bad = ("loops", "runs away", "deaf", "hoards")
    for number, what in enumerate(bad):
        house.article(f"{number}.html", page(f"Good {number}", f"Number {number} is here. " + OTHER))
        house.article(f"{number}b.html", page(f"Bad {number}", f"It is here that it {what}. Nobody knows why."))
    report = house.publish(voice="odd", limits={"sentence_seconds": 2})
    failed = failures(report)
    assert sorted(failed) == ["0b.html", "1b.html", "2b.html", "3b.html"]
    for number, what in enumerate(bad[:3]):
        assert f"«It is here that it {what}.»" in failed[f"{number}b.html"]
        assert "longer than 2 seconds; [limits] sentence_seconds" in failed[f"{number}b.html"]
    assert "memory" in failed["3b.html"]
    assert sorted(titles(report)) == ["0.html", "1.html", "2.html", "3.html"]
    assert check(house.settings()) == []


def test_a_voice_that_hangs_three_times_in_a_row_is_asked_no_more(house, odd_engine):
    for number in range(5):
        house.article(f"{number}.html", page(f"It loops over {number}", f"It loops {number} times."))
    report = house.publish(voice="odd", limits={"sentence_seconds": 0.3}, jobs=1, speech={"notice": False})
    told = failures(report)
    assert len(told) == 5
    assert "3 times in a row" in told["4.html"]


def test_an_article_that_has_more_text_than_it_may_fails_alone_before_it_is_read(house):
    house.article("good.html", page())
    house.article("digits.html", page("Digits", "1234567890" * 100_000))
    house.article("many.md", "# Many\n\n" + "1234567890 " * 1200)
    report = house.publish(limits={"characters": 10_000})
    failed = failures(report)
    assert titles(report) == {"good.html": "The ferry"}
    assert set(failed) == {"digits.html", "many.md"}
    assert "characters, more than 10,000; [limits] characters" in failed["digits.html"]


def test_a_text_that_takes_too_long_to_word_fails_alone(house):
    house.article("good.html", page())
    house.article("long.html", page("Long", *(f"Sentence {n} has 1,{n:03} words." for n in range(999))))
    report = house.publish(limits={"prepare_seconds": 0.2})
    assert "prepare_seconds" in failures(report)["long.html"]


def test_an_article_that_takes_too_long_to_be_spoken_fails_and_its_clips_are_kept(house, odd_engine):
    house.article("a.html", page("Slow", *(f"It dawdles over sentence {n} of this." for n in range(12))))
    report = house.publish(voice="odd", jobs=1, limits={"article_seconds": 1})
    assert "article_seconds" in failures(report)["a.html"]
    assert list((house.root / ".articast" / "clips").rglob("*.clip"))


def test_a_process_that_dies_leaves_other_voices_to_be_measured(house, odd_engine):
    house.article("1.html", page("Bad", "It is here that it dies. Nobody knows why."))
    languages = ("de", "es", "fr", "it", "nl")
    for language in languages:
        house.article(
            f"2{language}.html", page(f"Good {language}", f"Number {language} is here. " + OTHER, lang=language)
        )
    report = house.publish(voice="odd", languages=("en", *languages))
    assert list(failures(report)) == ["1.html"]


def test_an_engine_that_answers_rubbish_fails_its_article_only_and_names_the_sentence(house, odd_engine):
    faults = ("raises", "nothing", "silence", "no rate", "half", "nan")
    for fault in faults:
        house.article(f"{fault}.html", page(f"Of {fault}", f"In this sentence {fault} is what comes back. {OTHER}"))
    house.article("good.html", page())
    report = house.publish(voice="odd")
    assert titles(report) == {"good.html": "The ferry"}
    failed = failures(report)
    assert set(failed) == {f"{fault}.html" for fault in faults}
    for fault in faults:
        assert f"«Of {fault}»" in failed[f"{fault}.html"] or f"sentence {fault} is" in failed[f"{fault}.html"], failed
    assert check(house.settings()) == []


# disks that are full, folders that cannot be written


@contextmanager
def no_room_for(monkeypatch, ending: str):
    """Putting a file with this ending in place fails as on a full disk."""
    replace = os.replace

    def full(source, target):
        if str(target).endswith(ending):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)  # a Path's asks it, too
        yield


@pytest.mark.parametrize(
    "ending", [".clip", ".mp3", "transcript.vtt", "episode.json", "index.html", "en/feed.xml", ".jpg"]
)
def test_a_full_disk_stops_the_run_and_loses_nothing(house, monkeypatch, ending):
    house.article("a.html", page())
    if ending != ".jpg":
        house.publish()
    before = house.tree() if house.output.exists() else {}
    feed = before.get("en/feed.xml")
    house.article("b.html", page("Other", OTHER))
    with no_room_for(monkeypatch, ending), pytest.raises(PublishError, match="No space left"):
        house.publish()
    after = house.tree() if house.output.exists() else {}
    own = {path for path in before if path.startswith("en/the-ferry/")}
    assert {path: after[path] for path in own} == {path: before[path] for path in own}
    assert after.get("en/feed.xml") == feed
    told = [fault for fault in check(house.settings()) if not fault.path.startswith("en/other/")]
    assert {fault.kind for fault in told if feed} <= {"index-names", "search-form", "record-differs"}, "feeds are last"
    assert not [path for path in house.root.rglob("*") if path.name.endswith((".part", ".tmp"))]
    assert not list((house.root / ".articast").glob("*.mp3"))
    report = house.publish()
    assert failures(report) == {}
    assert "Other" in (house.output / "en/feed.xml").read_text()
    assert check(house.settings()) == []


def test_a_limit_of_the_system_on_files_is_told_as_what_it_is(house):
    house.article("a.html", page("Long", *(f"This is paragraph {n}. {OTHER}" for n in range(10))))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, hard))
    try:
        with pytest.raises(PublishError):
            house.publish(jobs=1)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not list((house.root / ".articast").glob("*.mp3"))
    assert failures(house.publish()) == {}
    assert check(house.settings()) == []


def test_an_mp3_that_was_cut_is_made_whole_again_without_speaking(house):
    house.article("a.html", page())
    episode = house.publish().published[0][1]
    before = house.tree()
    audio = house.output / episode.audio
    audio.write_bytes(audio.read_bytes()[:5000])
    assert house.publish().spoken == 0
    assert house.tree() == before


@pytest.mark.parametrize(
    "config", ["[speech]\nintro = 'jingle.wav'", "[show]\ncover = 'art.jpg'", "[shows.de]\ncover = 'art.jpg'"]
)
def test_a_file_that_the_configuration_names_is_missed_before_anything_is_spoken(house, capsys, config):
    house.article("a.html", page())
    (house.root / "articast.toml").write_text(config)
    assert main(["publish", "articles", "--voice", "tone"]) == 2
    assert "there is no such file" in capsys.readouterr().err
    assert not (house.root / ".articast").exists()


def test_a_state_folder_that_cannot_be_made_is_one_clear_error(house, capsys):
    house.article("a.html", page())
    (house.root / ".articast").write_text("a file where the folder should be")
    (house.root / "articast.toml").touch()
    assert main(["publish", "articles", "--voice", "tone"]) == 2
    told = capsys.readouterr().err
    assert ".articast" in told
    assert not list(house.root.rglob("*.mp3"))


# catalogues that cannot be read


def test_a_damaged_catalogue_is_put_aside_and_made_again_of_the_records(house, capsys):
    house.article("a.html", page())
    house.publish()
    before = house.tree()
    catalogue = house.root / ".articast" / "catalogue.sqlite"
    for rubbish in (b"no database at all" * 1000, catalogue.read_bytes()[:100] + b"\xab" * 60_000):
        catalogue.write_bytes(rubbish)
        assert main(["publish", "articles", "--dry-run", "--voice", "tone"]) == 1, "it touches nothing"
        told = capsys.readouterr().err
        assert "catalogue.sqlite" in told
        assert "move it away" in told
        assert catalogue.read_bytes() == rubbish
        report = house.publish()
        assert (len(report.published), report.spoken) == (0, 0), "what it knew stands in the records"
        assert house.tree() == before
        assert catalogue.with_suffix(".damaged").read_bytes() == rubbish
    assert check(house.settings()) == []


def test_a_name_with_a_line_break_makes_no_line_of_its_own_and_a_longest_one_is_read(house):
    house.article("a\nb.html: published.html", page())
    house.article("c\n.html", "")
    house.article("x" * 250 + ".html", page("Long", "The name of this one is as long as a name can be. It is read."))
    report = house.publish()
    told = [*failures(report), *failures(report).values(), *(source for source, _ in report.published)]
    assert len(report.published) == 2
    assert [one for one in told if "\n" in one] == []
    assert any(one.endswith("a\\nb.html: published.html") for one in told)


def test_a_catalogue_of_a_newer_version_is_left_alone(house):
    house.article("a.html", page())
    house.publish()
    catalogue = house.root / ".articast" / "catalogue.sqlite"
    with sqlite3.connect(catalogue) as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    for _ in range(2):
        with pytest.raises(ForeignError, match="newer"):
            house.publish()
    with sqlite3.connect(catalogue) as still:
        assert still.execute("PRAGMA user_version").fetchone() == (99,)
    still.close()
