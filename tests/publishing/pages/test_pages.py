"""Files that pages make: links, metadata, data, indexes; and that no text breaks out of its place."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import lxml.etree
import lxml.html
import pytest

from articast.model import Block, Edition, Reading, TimedSentence, Translation
from articast.publishing import pages
from articast.publishing.pages import sitemaps
from tests.publishing.pages import scenes

EVIL = [
    "</script><script>alert(1)</script>",
    "<!-- --> ]]> <img src=x onerror=alert(1)>",
    "\"quotes\" 'and' `ticks` & &amp; {{ 7*7 }} {% raw %}",
    "\u202egnp.exe \u2066 turned",
    "x" * 500,
    ": a: b: c",
    "\u2028\u2029",
]


def article(scene=None) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(pages.article(*(scene or scenes.english())))


def one(tree, path):
    found = tree.xpath(path)
    assert len(found) == 1, (path, found)
    return found[0]


def linked(tree):
    return json.loads(one(tree, "//script[@type='application/ld+json']").text)["@graph"]


def record(scene=None) -> dict:
    return json.loads(pages.episode_json(*(scene or scenes.english())))


# the article's page


def test_the_page_reads_in_the_order_of_the_article():
    tree = article()
    assert one(tree, "//h1").text_content() == "The tide clock runs again"
    assert one(tree, "//*[@class='byline']").text_content() == "By Ada Quay and Ben Mole."
    assert [h.text_content() for h in tree.xpath("//*[@class='text']//*[self::h2 or self::h3]")] == [
        "What a tide clock is for",
        "How it was mended",
        "Notes",
    ]
    assert "1868" in one(tree, "//*[@class='notes']").text_content()


def test_the_reading_view_of_a_browser_has_the_article_its_sources_and_notes_and_nothing_of_ours():
    tree = article()
    left_out = (
        "//aside | //footer | //nav | //*[@class='head'] | //*[@class='top'] | //script | //head"  # as Readability does
    )
    for element in tree.xpath(left_out):
        element.drop_tree()
    said = " ".join(tree.text_content().split())
    assert said.startswith("This article is read by a synthetic voice. The clock on the customs house")
    assert "about breakfast.Harbourmaster’s log, 1871" in said
    assert said.endswith("Notes The dial is of 1868; the works are older.")
    (text,) = article(scenes.arabic()).xpath("//*[@class='text']")
    assert text.get("dir") == "rtl", "what is taken out of its page keeps its direction"


def test_every_sentence_is_in_the_page_with_its_times():
    reading = scenes.english()[2]
    spans = article().xpath("//span[@data-start]")
    found = sorted((float(s.get("data-start")), float(s.get("data-end")), s.text_content()) for s in spans)
    assert found == [(s.start, s.end, s.text) for s in reading.sentences]


def test_without_script_there_are_native_controls_and_the_links():
    tree = article()
    audio = one(tree, "//listen-to-article//audio")
    assert audio.get("controls") is not None
    assert audio.get("preload") == "none"
    download = one(tree, "//a[@download]")
    assert download.get("href") == audio.get("src") == "the-tide-clock-0a1b2c3d.mp3"
    links = tree.xpath("//listen-to-article//a/@href")
    assert {
        "../feed.xml",
        "podcast://notes.example/audio/en/feed.xml",
        "https://overcast.fm/itunes1",
        "../../de/die-gezeitenuhr/",
    } <= set(links)


def test_links_within_the_site_are_relative():
    for made in (
        pages.article(*scenes.english()),
        pages.embed_page(*scenes.english()),
        dict(pages.show(scenes.show(), [scenes.english()[1]]))["en/index.html"],
    ):
        tree = lxml.html.fromstring(made)
        links = tree.xpath(
            "//body//@href | //body//@src | //link[@rel='stylesheet' or @rel='icon']/@href | //script/@src"
        )
        assert links
        assert not [link for link in links if link.startswith(("https://notes.example", "/"))]


def test_machines_find_absolute_addresses():
    tree = article()
    assert one(tree, "//link[@rel='canonical']").get("href") == "https://notes.example/audio/en/the-tide-clock/"
    assert (
        one(tree, "//meta[@property='og:audio']")
        .get("content")
        .endswith("/en/the-tide-clock/the-tide-clock-0a1b2c3d.mp3")
    )
    assert one(tree, "//link[@type='application/json+oembed']").get("href").startswith("https://")
    assert one(tree, "//link[@type='application/rss+xml']").get("title") == "Harbour Notes"


def test_the_publishers_own_article_is_the_canonical_one():
    tree = article(scenes.german())
    assert one(tree, "//link[@rel='canonical']").get("href") == "https://www.hafen.example/artikel/uhr"
    assert one(tree, "//p[@class='meta']/a").text == "Das Original lesen auf hafen.example"
    assert linked(tree)[0]["url"] == "https://www.hafen.example/artikel/uhr"
    assert record(scenes.german())["urls"]["article"] == "https://www.hafen.example/artikel/uhr"


def test_all_languages_of_an_article_give_the_same_list_with_a_default():
    lists = [
        [(link.get("hreflang"), link.get("href")) for link in article(scene).xpath("//link[@hreflang]")]
        for scene in (scenes.english(), scenes.german(), scenes.arabic())
    ]
    assert lists[0] == lists[1] == lists[2]
    assert [tag for tag, _ in lists[0]] == ["ar", "de", "en", "x-default"]
    assert dict(lists[0])["x-default"] == dict(lists[0])["en"]


def test_an_article_in_one_language_has_no_hreflang():
    show, episode, reading = scenes.english(translations=())
    assert not article((show, episode, reading)).xpath("//link[@hreflang]")


def test_an_article_without_base_url_still_links():
    show, episode, reading = scenes.english()
    tree = article((replace(show, base_url="http://localhost:8000/"), episode, reading))
    assert not tree.xpath("//meta[@property='og:audio:secure_url']")


def test_json_ld_tells_of_the_sound_and_of_the_voice():
    text, episode, trail = linked(article())
    sound = text["audio"]
    assert sound["duration"] == "PT60S"
    assert sound["encodingFormat"] == "audio/mpeg"
    assert sound["digitalSourceType"] == "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
    german = linked(article(scenes.german()))[0]["audio"]
    assert german["digitalSourceType"] == "https://schema.org/AlgorithmicMediaDigitalSource"
    assert [step["item"] for step in trail["itemListElement"]] == [
        "https://notes.example/audio/en/",
        "https://notes.example/audio/en/the-tide-clock/",
    ]
    assert episode["@type"] == "PodcastEpisode"
    assert episode["associatedMedia"]["@id"] == sound["@id"]
    assert episode["partOfSeries"]["webFeed"] == "https://notes.example/audio/en/feed.xml"


def test_no_date_is_shown_where_the_article_has_none():
    show, episode, reading = scenes.english(dated=False)
    tree = article((show, episode, reading))
    assert not tree.xpath("//article//time")
    assert not tree.xpath("//meta[@property='article:published_time']")
    text, podcast, _ = linked(tree)
    assert "datePublished" not in text
    assert podcast["datePublished"]  # of the episode: that is known
    made = dict(pages.show(show, [episode]))
    assert "<time" not in made["en/index.html"]
    assert json.loads(made["en/latest.json"])[0][2] == "1\u00a0min"


def test_a_page_is_shared_with_its_sound():
    tree = article()
    named = {meta.get("name"): meta.get("content") for meta in tree.iter("meta") if meta.get("name")}
    assert named["twitter:card"] == "player"
    assert named["twitter:player"] == "https://notes.example/audio/en/the-tide-clock/embed.html"
    show, episode, reading = scenes.english()
    tree = article((replace(show, base_url="http://localhost:8000/"), episode, reading))
    named = {meta.get("name"): meta.get("content") for meta in tree.iter("meta") if meta.get("name")}
    assert named["twitter:card"] == "summary"  # players are asked for by https alone


def test_the_voice_is_disclosed_unless_the_publisher_says_otherwise():
    show, episode, reading = scenes.english()
    quiet = replace(show, disclose=False)
    assert "computer" in pages.article(show, episode, reading)
    assert record()["disclosure"]
    assert "a computer reads" not in pages.article(quiet, episode, reading)
    assert "digitalSourceType" not in pages.article(quiet, episode, reading)
    assert record((quiet, episode, reading))["disclosure"] == ""


def test_a_strict_policy_is_on_every_page_and_allows_the_theme_alone():
    show, episode, reading = scenes.english()
    themed = replace(show, theme=(("accent", "#b00020"),))
    for page in (
        pages.article(themed, episode, reading),
        pages.embed_page(themed, episode, reading),
        pages.home(Edition(((themed, (episode,)),))),
        dict(pages.show(themed, [episode]))["en/index.html"],
    ):
        tree = lxml.html.fromstring(page)
        policy = one(tree, "//meta[@http-equiv='Content-Security-Policy']").get("content")
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self' 'sha256-")
        assert "unsafe" not in policy
        assert not tree.xpath("//*[@style] | //script[not(@src) and @type!='application/ld+json']")
        assert "--articast-accent:#b00020" in one(tree, "//style").text


def test_arabic_pages_run_from_the_right_and_so_do_our_own_words():
    tree = article(scenes.arabic())
    assert (tree.get("lang"), tree.get("dir")) == ("ar", "rtl")
    player = one(tree, "//listen-to-article/aside")
    assert (player.get("lang"), player.get("dir")) == (None, None), "as the page"
    assert "استمع إلى المقال" in player.text_content()
    quote = one(tree, "//blockquote/p")
    assert (quote.get("lang"), quote.get("dir")) == ("en", "ltr")
    assert "مايو" in one(tree, "//time").text


def test_our_english_words_run_from_the_left_on_a_page_from_the_right_whose_language_we_do_not_speak():
    its, episode, reading = scenes.arabic()
    tree = article((replace(its, language="ur"), replace(episode, language="ur"), reading))
    assert (tree.get("lang"), tree.get("dir")) == ("ur", "rtl")
    player = one(tree, "//listen-to-article/aside")
    assert (player.get("lang"), player.get("dir")) == ("en", "ltr")


@pytest.mark.parametrize("text", EVIL)
def test_no_text_breaks_out_of_its_place(text):
    show, episode, _ = scenes.english()
    show = replace(
        show, title=text, description=text, author=text, copyright=text, subscribe=((text, "javascript:alert(1)"),)
    )
    episode = replace(
        episode,
        title=text,
        summary=text,
        authors=(text,),
        tags=(text,),
        chapters=tuple(replace(c, title=text) for c in episode.chapters),
    )
    blocks = tuple(
        Block(kind, text)
        for kind in ("title", "byline", "notice", "paragraph", "heading", "quote", "item", "code", "caption")
    )
    reading = Reading(
        blocks, tuple(TimedSentence(text, i, i + 0.5, i, 0) for i in range(len(blocks))), (Block("note", text),)
    )
    made = {
        "article": pages.article(show, episode, reading),
        "embed": pages.embed_page(show, episode, reading),
        "home": pages.home(Edition(((show, (episode,)),))),
        **dict(pages.show(show, [episode])),
    }
    plain = re.sub("[\u202a-\u202e\u2066-\u2069]", "", text)
    for name, page in made.items():
        if name.endswith(".json"):
            assert json.loads(page)[0][0] == text
            continue
        tree = lxml.html.fromstring(page)
        assert not tree.xpath("//img[@onerror]"), name
        assert all(
            script.get("src") or script.get("type") == "application/ld+json" for script in tree.iter("script")
        ), name
        assert not [link for link in tree.xpath("//@href") if link.startswith("javascript")], name
        assert plain in re.sub("[\u202a-\u202e\u2066-\u2069]", "", tree.text_content()), name
    assert one(lxml.html.fromstring(made["article"]), "//h1").text_content() == text
    assert linked(lxml.html.fromstring(made["article"]))[0]["headline"] == plain
    assert json.loads(pages.episode_json(show, episode, reading))["title"] == text
    assert "<iframe" in json.loads(pages.oembed(show, episode))["html"]


# the data


def test_the_record_has_what_a_cms_needs():
    found = record()
    assert list(found)[:6] == ["version", "guid", "title", "language", "direction", "slug"]
    assert found["files"]["audio"] == "the-tide-clock-0a1b2c3d.mp3"
    assert found["files"]["feed"] == "../feed.xml"
    assert found["files"]["cover"] == "../../assets/cover.jpg"
    assert found["urls"]["audio"] == "https://notes.example/audio/en/the-tide-clock/the-tide-clock-0a1b2c3d.mp3"
    assert found["urls"]["transcripts"]["vtt"] == "https://notes.example/audio/en/the-tide-clock/transcript.vtt"
    assert found["translations"][1] == {
        "language": "de", "name": "Deutsch",
        "url": "https://notes.example/audio/de/die-gezeitenuhr/", "file": "../../de/die-gezeitenuhr/",
    }  # fmt: skip
    assert found["interface"]["length"] == "1\u00a0min"


def test_times_in_the_record_are_those_in_the_page():
    in_page = [(float(s.get("data-start")), s.text_content()) for s in article().xpath("//span[@data-start]")]
    assert sorted(in_page) == [(s["start"], s["text"]) for s in record()["sentences"]]


def test_words_are_told_by_their_text():
    words = record()["sentences"][0]["words"]
    assert [word["text"] for word in words] == ["The", "tide", "clock", "runs", "again"]
    assert words[0]["start"] == record()["sentences"][0]["start"]


def test_an_episode_of_its_own_cover_has_no_other():
    show, episode, reading = scenes.english(cover="en/the-tide-clock/cover-1234.jpg")
    assert record((show, episode, reading))["files"]["cover"] == "cover-1234.jpg"
    assert "cover" not in record((replace(show, cover=""), replace(episode, cover=""), reading))["files"]


def test_oembed_gives_an_iframe_with_a_title():
    answer = json.loads(pages.oembed(*scenes.english()[:2]))
    frame = lxml.html.fromstring(answer["html"])
    assert answer["type"] == "rich"
    assert frame.get("src") == "https://notes.example/audio/en/the-tide-clock/embed.html"
    assert frame.get("title") == "Listen: The tide clock runs again"


def test_the_same_values_give_the_same_bytes():
    scene = scenes.english()
    for make in (pages.article, pages.episode_json, pages.embed_page):
        assert make(*scene) == make(*scene)


# indexes


def many(count: int):
    return [
        scenes.episode(slug=f"story-{n}", title=f"Story {n}", published=scenes.WHEN + timedelta(days=n))
        for n in range(count, 0, -1)
    ]


@pytest.mark.parametrize(("count", "numbers"), [(0, []), (99, []), (100, [1]), (149, [1]), (230, [3, 2, 1])])
def test_every_episode_is_on_one_page_and_pages_lead_to_each_other(count, numbers):
    made = dict(pages.show(scenes.show(), many(count)))
    assert set(made) == {
        "en/index.html",
        "en/latest.json",
        "en/embed.html",
        *(f"en/page-{n}/index.html" for n in numbers),
    }
    titles, path = [], "en/index.html"
    while path:
        tree = lxml.html.fromstring(made[path])
        titles += [a.text_content() for a in tree.xpath("//section//ol[@class='episodes']//h3/a")]
        older = tree.xpath("//nav[@class='pages']/a[@rel='next']/@href")
        path = f"en/{older[0].removeprefix('../')}index.html" if older else ""
    assert titles == [f"Story {n}" for n in range(count, 0, -1)]


def test_a_new_episode_leaves_older_pages_as_they_are():
    before, after = (dict(pages.show(scenes.show(), many(count))) for count in (230, 231))
    changed = {path for path in after if before.get(path) != after[path]}
    assert changed == {"en/index.html", "en/latest.json", "en/embed.html"}


def test_pages_of_older_episodes_link_to_the_episodes():
    tree = lxml.html.fromstring(dict(pages.show(scenes.show(), many(100)))["en/page-1/index.html"])
    assert tree.xpath("//section//h3/a/@href")[0] == "../story-50/"
    assert tree.xpath("//nav[@class='pages']/a/@href") == ["../"]
    assert tree.xpath("//header[@class='top']/a/@href") == ["../../"]


def test_the_home_page_leads_to_every_show():
    scene = [scenes.english(), scenes.arabic(), scenes.german()]
    tree = lxml.html.fromstring(pages.home(Edition(tuple((s, (e,)) for s, e, _ in scene))))
    assert [s.get("lang") for s in tree.xpath("//main/section")] == ["en", "ar", "de"]
    names = [
        " ".join(one(tree, f"//*[@id='{name}']").text_content() for name in section.get("aria-labelledby").split())
        for section in tree.xpath("//main/section")
    ]
    assert names == ["Harbour Notes English", "دفتر الميناء العربية", "Hafennotizen Deutsch"]  # of one title, too
    assert tree.xpath("//h3/a/@href") == ["en/the-tide-clock/", "ar/saat-almadd/", "de/die-gezeitenuhr/"]
    assert len(tree.xpath("//link[@type='application/rss+xml']")) == 3


def test_a_home_page_of_nothing_is_a_page():
    assert one(lxml.html.fromstring(pages.home(Edition(()))), "//h1").text == "Podcasts"


def test_the_sitemap_lists_what_lives_here_with_its_translations():
    scene = [scenes.english(), scenes.german()]
    tree = lxml.etree.fromstring(dict(pages.sitemap(Edition(tuple((s, (e,)) for s, e, _ in scene))))["sitemap.xml"])
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    assert tree.xpath("//s:loc/text()", namespaces=space) == [
        "https://notes.example/audio/",
        "https://notes.example/audio/en/",
        "https://notes.example/audio/en/the-tide-clock/",
        "https://notes.example/audio/de/",
    ]
    assert tree.xpath("//x:link/@hreflang", namespaces=space) == ["ar", "de", "en"]


def test_a_sitemap_escapes_its_addresses():
    odd = Translation("de", "de/a&b/")
    show, episode, _ = scenes.english(translations=(odd,))
    assert b"a%26b" in lxml.etree.tostring(
        lxml.etree.fromstring(dict(pages.sitemap(Edition(((show, (episode,)),))))["sitemap.xml"])
    )


def numbered(count):
    show, episode, _ = scenes.english()
    start = datetime(2026, 1, 1, tzinfo=UTC)
    made = [
        replace(
            episode, guid=f"{number:04d}", slug=f"story-{number}", published=start + timedelta(days=number), url=None
        )
        for number in range(count)
    ]
    return Edition(((show, tuple(reversed(made))),))


def test_many_pages_stand_in_parts_and_a_new_one_changes_the_last():
    def addresses(content):
        return [one.text for one in lxml.etree.fromstring(content).iter("{*}loc")]

    before, after = dict(sitemaps.files(numbered(7), 3)), dict(sitemaps.files(numbered(8), 3))
    assert list(before) == ["sitemap-1.xml.gz", "sitemap-2.xml.gz", "sitemap-3.xml.gz", "sitemap.xml"]
    assert addresses(before["sitemap.xml"]) == [f"https://notes.example/audio/{name}" for name in list(before)[:3]]
    listed = [one for name in list(after)[:3] for one in addresses(gzip.decompress(after[name]))]
    assert len([one for one in listed if "/story-" in one]) == len(set(listed)) - 2 == 8
    assert {name for name in before if before[name] != after[name]} == {"sitemap-3.xml.gz"}


# assets


def test_the_player_is_small():
    script = dict(pages.assets())["assets/player.js"]
    assert len(gzip.compress(script, 9)) < 18_000


def test_no_asset_asks_anybody_for_anything():
    for path, content in pages.assets():
        text = (
            content.decode().replace("http://www.w3.org/2000/svg", "").replace("https://antennapod.org/", "")
        )  # a link
        assert not re.search(r"https?://|@import|url\(|eval\(|innerHTML|document\.write", text), path


def test_the_shows_page_leads_to_the_publisher_and_to_supporting_it():
    show = scenes.show(link="https://notes.example/", funding="https://give.example/", funding_text="Give")
    tree = lxml.html.fromstring(dict(pages.show(show, []))["en/index.html"])
    links = {link.text_content(): link.get("href") for link in tree.iter("a")}
    assert links["Harbour Notes"] == "https://notes.example/"
    assert links["Give"] == "https://give.example/"
    assert links["Overcast"] == "https://overcast.fm/itunes1"


def test_moments_are_told_to_the_second():
    assert one(article(), "//time").get("datetime") == record()["published"] == "2026-05-03T06:30:00+00:00"
    assert linked(article())[0]["datePublished"] == "2026-05-03T06:30:00+00:00"
