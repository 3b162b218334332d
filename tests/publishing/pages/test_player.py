"""The player in a real browser: on our page and on anybody's."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from articast.model import Chapter, Edition
from articast.publishing import hosts, pages
from tests.publishing.pages import scenes
from tests.publishing.pages.conftest import serve

pytestmark = pytest.mark.browser

PAGE = "en/the-tide-clock/"
MARKED = """() => [...(CSS.highlights.get("articast-sentence") ?? [])].map(String).join("")"""
WORD = """() => [...(CSS.highlights.get("articast-word") ?? [])].map(String).join("")"""
SOUND = """() => document.querySelector("listen-to-article audio") ?? document.querySelector("listen-to-article").shadowRoot.querySelector("audio")"""


def starts() -> dict[str, float]:
    return {s.text: s.start for s in scenes.english()[2].sentences}


def at(page) -> float:
    return page.evaluate(f"({SOUND})().currentTime")


def paused(page) -> bool:
    return page.evaluate(f"({SOUND})().paused")


def marked(page, text: str) -> None:
    """Waits until that is the sentence which is marked."""
    page.wait_for_function(f"(text) => ({MARKED})() === text", arg=text)


def player(page):
    return page.locator("listen-to-article").first


def press(page, name: str) -> None:
    player(page).get_by_role("button", name=name, exact=True).click()


def begin(page) -> None:
    """Plays and stops again: from now on sentences are something to click."""
    player(page).evaluate("node => node.play()")
    page.wait_for_function(f"() => ({SOUND})().currentTime > 0 && ({MARKED})()")
    player(page).evaluate("node => node.pause()")


# playing


def test_play_and_pause(visit, site):
    page = visit(site + PAGE)
    assert player(page).get_by_role("heading", name="Listen to article 1 min").is_visible()
    press(page, "Play")
    page.wait_for_function(f"() => ({SOUND})().currentTime > 0.3")
    press(page, "Pause")
    assert paused(page)
    player(page).get_by_role("button", name="Play", exact=True).wait_for()


def test_nothing_of_the_sound_is_fetched_before_play(visit, site):
    page = visit(site + PAGE)
    page.wait_for_timeout(300)
    assert page.evaluate(f"({SOUND})().readyState") == 0
    assert not page.evaluate("performance.getEntriesByType('resource').some(e => e.name.endsWith('.mp3'))")


def test_seek_by_slider_and_buttons(visit, site):
    page = visit(site + PAGE)
    press(page, "Play")
    page.wait_for_function(f"() => ({SOUND})().readyState > 2")
    press(page, "Pause")
    player(page).get_by_role("slider", name="Position").fill("40")
    assert at(page) == pytest.approx(40, abs=0.1)
    press(page, "Back 15 seconds")
    assert at(page) == pytest.approx(25, abs=0.1)
    press(page, "Forward 30 seconds")
    assert at(page) == pytest.approx(55, abs=0.1)
    assert "0:05" in page.locator("listen-to-article >> css=[part=remaining]").text_content()
    assert player(page).get_by_role("slider").get_attribute("aria-valuetext") == "0:55 of 1:00"


def test_a_place_chosen_before_the_sound_is_there_is_where_it_begins(visit, site):
    page = visit(site + PAGE)
    player(page).get_by_role("slider").fill("30")
    press(page, "Play")
    page.wait_for_function(f"() => ({SOUND})().currentTime > 29.9")


def test_speed_is_kept_for_the_next_article(visit, site):
    page = visit(site + PAGE)
    choice = player(page).get_by_role("combobox", name="Speed")
    assert [option.strip() for option in choice.locator("option").all_text_contents()][::7] == ["0.8 ×", "2 ×"]
    choice.select_option("1.5")
    press(page, "Play")
    page.wait_for_function(f"() => ({SOUND})().currentTime > 0.1")
    assert page.evaluate(f"({SOUND})().playbackRate") == 1.5
    assert page.evaluate(f"({SOUND})().preservesPitch")
    page.goto(site + "de/die-gezeitenuhr/")
    page.locator("listen-to-article >> css=.player").wait_for()
    assert player(page).get_by_role("combobox", name="Tempo").input_value() == "1.5"


def test_the_place_is_remembered(visit, site):
    page = visit(site + PAGE)
    player(page).get_by_role("slider").fill("31")
    press(page, "Play")
    page.wait_for_function(f"() => ({SOUND})().currentTime > 31.2")
    page.reload()
    page.locator("listen-to-article >> css=.player").wait_for()
    assert page.locator("listen-to-article >> css=[part=elapsed]").text_content() == "0:31"
    press(page, "Play")
    page.wait_for_function(f"() => ({SOUND})().currentTime > 31")


def test_what_was_heard_to_the_end_begins_anew(visit, site):
    page = visit(site + PAGE)
    player(page).get_by_role("slider").fill("59")
    press(page, "Play")
    page.wait_for_function(f"() => ({SOUND})().ended")
    assert page.evaluate("() => Object.keys(localStorage).filter(key => key.includes('guid'))") == []
    assert page.evaluate(MARKED) == ""


def test_a_link_can_name_the_time(visit, site):
    page = visit(site + PAGE + "#t=12")
    assert page.locator("listen-to-article >> css=[part=elapsed]").text_content() == "0:12"
    page.evaluate("() => { location.hash = '#t=npt:0:30,31' }")
    page.wait_for_function(f"() => ({SOUND})().currentTime > 30.2 && !({SOUND})().paused")
    page.wait_for_function(f"() => ({SOUND})().paused")
    assert at(page) == pytest.approx(31, abs=0.6)


def test_chapters(visit, site):
    page = visit(site + PAGE)
    menu = player(page).get_by_role("button", name="Chapters")
    assert menu.get_attribute("aria-expanded") == "false"
    menu.click()
    assert menu.get_attribute("aria-expanded") == "true"
    chapter = player(page).get_by_role("button", name="What a tide clock is for")
    chapter.click()
    page.wait_for_function(f"() => !({SOUND})().paused")
    assert chapter.get_attribute("aria-current") == "true"
    marked(page, "What a tide clock is for")
    page.keyboard.press("Escape")
    assert menu.get_attribute("aria-expanded") == "false"
    assert menu.evaluate("node => node.getRootNode().activeElement === node")


def test_download_gives_the_very_bytes(visit, site, output, tmp_path):
    page = visit(site + PAGE)
    with page.expect_download() as download:
        player(page).get_by_role("link", name=re.compile("^Download audio as MP3 \\(4\\d\\d kB\\)$")).click()
    assert download.value.suggested_filename == "the-tide-clock.mp3"
    download.value.save_as(tmp_path / "got.mp3")
    assert (tmp_path / "got.mp3").read_bytes() == next((output / PAGE).glob("*.mp3")).read_bytes()


def test_subscribe_and_languages(visit, site):
    page = visit(site + PAGE)
    press(page, "Subscribe")
    address = site.replace("http://", "podcast://") + "en/feed.xml"
    assert player(page).get_by_role("link", name="Open in a podcast app").get_attribute("href") == address
    assert player(page).get_by_role("link", name="Podcast feed (RSS)").get_attribute("href") == site + "en/feed.xml"
    assert player(page).get_by_role("link", name="Overcast").is_visible()
    other = player(page).get_by_role("link", name="Deutsch")
    assert (other.get_attribute("lang"), other.get_attribute("hreflang")) == ("de", "de")
    other.click()
    page.wait_for_url(site + "de/die-gezeitenuhr/")


def test_media_keys_know_the_episode(visit, site):
    page = visit(site + PAGE)
    page.evaluate("""() => { window.acts = {}; const set = navigator.mediaSession.setActionHandler.bind(navigator.mediaSession);
        navigator.mediaSession.setActionHandler = (name, act) => { acts[name] = act; set(name, act); };
        navigator.mediaSession.setPositionState = (state) => { window.told = state; }; }""")
    press(page, "Play")
    page.wait_for_function(f"() => ({SOUND})().currentTime > 0.1")
    told = page.evaluate(
        "() => ({...{title: navigator.mediaSession.metadata.title, artist: navigator.mediaSession.metadata.artist, art: navigator.mediaSession.metadata.artwork[0].src}, acts: Object.keys(acts)})"
    )
    assert told["title"] == "The tide clock runs again"
    assert told["artist"] == "Ada Quay, Ben Mole"
    assert told["art"] == site + "assets/cover.jpg"
    assert {"play", "pause", "seekbackward", "seekforward", "seekto", "previoustrack", "nexttrack"} <= set(told["acts"])
    page.evaluate("() => acts.seekto({seekTime: 40})")
    assert at(page) == pytest.approx(40, abs=0.5)
    page.wait_for_function("() => told.position >= 40")
    assert page.evaluate("told.duration") == pytest.approx(60, abs=0.2)
    page.evaluate("() => acts.pause()")
    assert paused(page)


def test_one_plays_at_a_time_across_elements_and_tabs(visit, site):
    page = visit(site + PAGE)
    other = page.context.new_page()
    other.goto(site + "de/die-gezeitenuhr/")
    other.locator("listen-to-article >> css=.player").wait_for()
    press(page, "Play")
    page.wait_for_function(f"() => ({SOUND})().currentTime > 0.1")
    press(other, "Abspielen")
    page.wait_for_function(f"() => ({SOUND})().paused")
    assert not paused(other)
    other.evaluate(
        """(src) => { const more = document.createElement("listen-to-article"); more.setAttribute("src", src); document.body.append(more); }""",
        site + PAGE + "episode.json",
    )
    other.locator("listen-to-article >> nth=1 >> css=[part=play]").click()
    other.wait_for_function(f"() => ({SOUND})().paused")


# reading along


def test_the_mark_follows_the_voice_by_sentence_and_word(visit, site):
    page = visit(site + PAGE)
    press(page, "Play")
    marked(page, "The tide clock runs again")
    page.wait_for_function(f"() => ({WORD})() === 'clock'")
    marked(page, "By Ada Quay and Ben Mole.")
    assert paused(page) is False


def test_a_click_on_a_sentence_plays_from_there(visit, site):
    page = visit(site + PAGE)
    text = "Most of the wheels were sound; the fault was a single pin."
    begin(page)
    page.get_by_text("Most of the wheels").click()
    marked(page, text)
    page.wait_for_function(f"() => !({SOUND})().paused && ({SOUND})().currentTime > 1")
    assert starts()[text] - 0.1 <= at(page) <= starts()[text] + 2
    page.get_by_text("a single pin").click()
    marked(page, text)


def test_links_in_a_sentence_stay_links(visit, site):
    page = visit(site + PAGE)
    page.route("https://example.org/**", lambda route: route.fulfill(body="there"))
    page.get_by_role("link", name="no numbers.").click()
    page.wait_for_url("https://example.org/clock")
    visit.asked.discard("example.org")


def test_selecting_text_plays_nothing(visit, site):
    page = visit(site + PAGE)
    box = page.get_by_text("Can I leave now?").bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + box["height"] - 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 80, box["y"] + box["height"] - 10)
    page.mouse.up()
    assert page.evaluate("getSelection().toString()")
    assert paused(page)


def test_the_page_scrolls_with_the_voice_unless_the_reader_went_elsewhere(visit, site):
    page = visit(site + PAGE, viewport={"width": 390, "height": 500}, reduced_motion="reduce")
    last = "The rest is up to the moon."
    player(page).get_by_role("slider").fill(str(int(starts()[last])))
    press(page, "Play")
    marked(page, last)
    page.wait_for_function("() => scrollY > 300")
    page.wait_for_timeout(200)
    page.mouse.move(200, 250)
    page.mouse.wheel(0, -5000)
    page.wait_for_function("() => scrollY === 0")
    player(page).evaluate("node => { node.currentTime = 20 }")
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") == 0
    page.evaluate("scrollTo(0, 500)")
    back = player(page).get_by_role("button", name="Back to the spoken place")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    back.click()
    sentence = page.evaluate(f"() => ({MARKED})()")
    assert sentence
    page.wait_for_function(
        """() => { const box = [...CSS.highlights.get("articast-sentence")][0].getBoundingClientRect(); return box.top > 0 && box.bottom < innerHeight; }"""
    )
    assert not back.is_visible()


def test_controls_stay_at_hand_when_the_player_is_out_of_sight(visit, site):
    page = visit(site + PAGE, viewport={"width": 390, "height": 500})
    dock = page.locator("listen-to-article >> css=.dock")
    begin(page)
    assert not dock.is_visible()
    page.get_by_text("The rest is up to the moon.").click()
    dock.wait_for()
    assert dock.get_by_text("The tide clock runs again").is_visible()
    dock.get_by_role("button", name="Speed: 1 ×").click()
    assert page.evaluate(f"({SOUND})().playbackRate") == 1.1
    before = at(page)
    dock.get_by_role("button", name="Back 15 seconds").click()
    assert at(page) == pytest.approx(before - 15, abs=1)
    dock.get_by_role("button", name="Pause").click()
    assert paused(page)
    dock.get_by_role("button", name="Close").click()
    dock.wait_for(state="hidden")


def test_a_browser_without_highlights_marks_the_sentence_too(visit, site):
    page = visit("about:blank", ready=False)
    page.add_init_script("delete window.Highlight")
    page.goto(site + PAGE)
    page.locator("listen-to-article >> css=.player").wait_for()
    press(page, "Play")
    page.locator(".articast-sentence").wait_for()
    page.get_by_text("Can I leave now?").click()
    assert page.locator(".articast-sentence").text_content() == "Can I leave now?"


# keyboard and assistive technology


def test_everything_can_be_done_by_keyboard(visit, site):
    page = visit(site + PAGE)
    focused = "() => { let a = document.activeElement; while (a.shadowRoot?.activeElement) a = a.shadowRoot.activeElement; return a.getAttribute('part') ?? a.textContent.trim(); }"
    order = []
    for _ in range(14):
        page.keyboard.press("Tab")
        order.append(page.evaluate(focused))
    assert order == [
        "Harbour Notes", "العربية", "Deutsch", "play", "more", "seek", "back", "forward", "speed", "chapters", "subscribe", "download", "العربية", "Deutsch",
    ]  # fmt: skip
    player(page).get_by_role("button", name="Play", exact=True).focus()
    page.keyboard.press("Space")
    page.wait_for_function(f"() => ({SOUND})().currentTime > 0.1")
    page.keyboard.press("k")
    assert paused(page)
    for key, expected in (("l", 30), ("j", 15), ("ArrowRight", 20), ("ArrowLeft", 15)):
        before = at(page) if key == "l" else None
        page.keyboard.press(key)
        assert at(page) == pytest.approx(expected + (before or 0) if before else expected, abs=1.5)
    sentences = sorted(starts().values())
    now = at(page)
    page.keyboard.press("Shift+ArrowRight")
    assert at(page) == pytest.approx(min(s for s in sentences if s > now), abs=0.1)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Home")
    assert at(page) == 0
    page.keyboard.press("PageUp")
    assert at(page) == pytest.approx(30, abs=0.1)
    page.keyboard.press("Space")
    assert not paused(page)


def axe(page) -> list[str]:
    import axe_playwright_python

    script = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
    page.evaluate(script)
    found = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    return [f"{v['id']}: {node['html']} {node['failureSummary']}" for v in found["violations"] for node in v["nodes"]]


@pytest.mark.parametrize("path", [PAGE, "ar/saat-almadd/", "en/", "", PAGE + "embed.html"])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing(visit, site, path, colours):
    pytest.importorskip("axe_playwright_python", reason="axe is not installed: pip install 'articast[test]'")
    page = visit(site + path, ready=path not in ("en/", ""), color_scheme=colours)
    if path == PAGE:
        press(page, "Chapters")
        press(page, "Subscribe")
        press(page, "More")
        press(page, "Transcript")
        press(page, "Share")
        press(page, "Up next")
        page.locator("listen-to-article >> css=.sentences li >> nth=20").wait_for()
        begin(page)
        page.locator(".text").get_by_text("The rest is up to the moon.").click()
    assert axe(page) == []


def test_axe_finds_nothing_without_script(visit, site):
    pytest.importorskip("axe_playwright_python", reason="axe is not installed: pip install 'articast[test]'")
    page = visit("about:blank", ready=False)
    page.route("**/player.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(site + PAGE)
    assert page.locator("audio[controls]").is_visible()
    assert axe(page) == []


def test_controls_are_large_enough_to_touch(visit, site):
    page = visit(site + PAGE)
    for name in ("Chapters", "Subscribe", "More", "Transcript", "Share", "Up next"):
        press(page, name)
    page.locator("listen-to-article >> css=.sentences li >> nth=20").wait_for()
    begin(page)
    page.locator(".text").get_by_text("The rest is up to the moon.").click()
    small = page.evaluate("""() => [...document.querySelector("listen-to-article").shadowRoot.querySelectorAll("button,select,input,a")]
        .filter(node => node.checkVisibility()).map(node => [node.outerHTML.slice(0, 60), (node.closest("label") ?? node).getBoundingClientRect()])
        .filter(([, box]) => box.height < 44 || box.width < 44).map(([name, box]) => `${name} ${box.width}x${box.height}`)""")
    assert small == []


def test_nothing_is_announced_over_the_voice(visit, site):
    page = visit(site + PAGE)
    live = page.evaluate(
        """() => [...document.querySelector("listen-to-article").shadowRoot.querySelectorAll("[aria-live],[role=status],[role=log],[role=alert],[role=timer]")].map(n => n.textContent)"""
    )
    assert live == [""]  # for the failure to play alone
    slider = player(page).get_by_role("slider")
    press(page, "Play")
    page.wait_for_function(f"() => ({SOUND})().currentTime > 1.5")
    assert slider.get_attribute("aria-valuetext") == "0:00 of 1:00"
    slider.focus()
    assert slider.get_attribute("aria-valuetext") != "0:00 of 1:00"


@pytest.mark.parametrize("width", [320, 640, 1280])
def test_nothing_is_cut_off_at_any_width(visit, site, width):
    for path in (PAGE, "en/", "", PAGE + "embed.html"):
        page = visit(site + path, ready="the-tide" in path, viewport={"width": width, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if "the-tide" in path:
            assert page.evaluate(
                """() => { const p = document.querySelector("listen-to-article").shadowRoot.querySelector(".player"); return p.scrollWidth <= p.clientWidth; }"""
            )


def test_titles_without_a_space_do_not_widen_the_page(visit, tmp_path):
    show, episode, reading = scenes.english(title="x" * 500)
    scenes.publish(tmp_path, [(show, episode, reading)])
    server, address = serve(tmp_path)
    for path in (PAGE, "en/", "", PAGE + "embed.html"):
        page = visit(address + path, ready="the-tide" in path, viewport={"width": 320, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    server.shutdown()
    server.server_close()


def test_text_of_twice_the_size_fits(visit, site):
    page = visit(site + PAGE, viewport={"width": 640, "height": 800})
    page.evaluate("""() => { const sheet = new CSSStyleSheet(); sheet.replaceSync("html { font-size: 200% !important; }");
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]; }""")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    sizes = page.evaluate("""() => { const root = document.querySelector("listen-to-article").shadowRoot;
        return [...root.querySelectorAll("h2,a,select")].filter(n => n.checkVisibility()).map(n => parseFloat(getComputedStyle(n).fontSize)); }""")
    assert min(sizes) >= 30
    cut = page.evaluate("""() => [...document.querySelector("listen-to-article").shadowRoot.querySelectorAll("button,select,a,p,h2")]
        .filter(n => n.checkVisibility() && !n.matches(".now") && n.scrollWidth > n.clientWidth + 1).map(n => n.outerHTML)""")
    assert cut == []


def test_no_text_of_an_episode_runs_in_the_player(visit, tmp_path):
    evil = "</script><img src=x onerror=alert(1)><b>\u202egnp\u2066 ]]> -->"
    show, episode, reading = scenes.english(title=evil, authors=(evil,), chapters=(Chapter(0, evil), Chapter(9, evil)))
    show = replace(show, subscribe=((evil, "javascript:alert(1)"), ("Good", "https://good.example/")))
    scenes.publish(tmp_path, [(show, episode, reading)])
    server, address = serve(tmp_path)
    page = visit(address + PAGE)
    page.on("dialog", lambda dialog: visit.said.append(dialog.message))
    press(page, "Chapters")
    press(page, "Subscribe")
    player(page).get_by_role("link", name="AntennaPod").wait_for()
    links = page.evaluate(
        """() => [...document.querySelector("listen-to-article").shadowRoot.querySelectorAll("a")].map(a => a.protocol)"""
    )
    assert set(links) == {"http:", "podcast:", "https:", "overcast:", "pktc:"}
    assert page.locator("listen-to-article >> css=b").count() == 0
    assert player(page).get_by_role("button", name="0:09").text_content() == f"0:09{evil}"
    server.shutdown()
    server.server_close()


# without script, and with a strict policy


def test_without_script_it_plays_and_downloads(visit, site):
    page = visit(site + PAGE, ready=False, java_script_enabled=False)
    assert page.locator("audio[controls]").is_visible()
    assert page.get_by_role("link", name="Download audio as MP3").is_visible()
    assert page.get_by_text("This article is read by a synthetic voice.").is_visible()
    assert page.get_by_role("heading", name="Listen to article 1 min").is_visible()


def test_without_its_data_the_native_player_stays(visit, site):
    page = visit("about:blank", ready=False)
    page.route("**/*.json", lambda route: route.fulfill(status=404, body=""))
    page.goto(site + PAGE)
    assert page.locator("audio[controls]").is_visible()
    visit.said.clear()  # the browser tells of the 404


def test_sound_that_cannot_be_played_is_told(visit, site):
    page = visit(site + PAGE)
    page.route("**/*.mp3", lambda route: route.fulfill(status=404, body=""))
    press(page, "Play")
    page.get_by_text("The audio cannot be reached just now.").wait_for()
    page.unroute("**/*.mp3")
    press(page, "Try again")
    page.wait_for_function(f"() => ({SOUND})().currentTime > 0.1")
    assert not page.get_by_text("The audio cannot be reached just now.").is_visible()
    visit.said.clear()


def test_a_file_that_is_no_sound_is_told_from_one_that_is_not_there(visit, site):
    page = visit(site + PAGE)
    page.route("**/*.mp3", lambda route: route.fulfill(status=200, body="no sound", content_type="audio/mpeg"))
    press(page, "Play")
    page.get_by_text("The audio cannot be played here. You can download it.").wait_for()
    assert not player(page).get_by_role("button", name="Try again").is_visible()
    visit.said.clear()


def test_a_listener_without_a_network_is_told_so(visit, site):
    page = visit(site + PAGE)
    page.context.set_offline(True)
    press(page, "Play")
    page.get_by_text("You are offline.").wait_for()
    page.context.set_offline(False)
    page.get_by_text("You are offline.").wait_for(state="hidden")
    visit.said.clear()


def test_search_finds_by_title_and_by_what_the_text_says_and_leads_there(visit, site):
    page = visit(site + "en/", ready=False)
    box = page.get_by_role("searchbox", name="Search all articles")
    box.fill("CLÓCK tide")
    page.get_by_text("Found: 1").wait_for()
    box.fill("nine silent zzzz")
    page.get_by_text("Found: 0").wait_for()
    box.fill("customs hou")
    page.get_by_text("Found: 1").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}{PAGE}**")
    page.go_back()
    page.get_by_text("Found: 1").wait_for()
    assert page.url.endswith("?q=customs+hou")


def test_a_result_shows_the_sentence_that_has_the_word_and_marks_it(visit, site):
    page = visit(site, ready=False)
    before = "The city pays, as it always has and as the council said again in a long meeting before the summer, "
    cues = f"WEBVTT\n\n1\n00:00.100 --> 00:02.000\n<v A>The tide &amp; time.\n\n2\n00:03.000 --> 00:04.000\n<v A>{before}\n\n3\n00:04.000 --> 00:05.000\n<v A>for oil\nalone.\n"
    page.route("**/transcript.vtt", lambda route: route.fulfill(body=cues, content_type="text/vtt"))
    box = page.get_by_role("searchbox")
    box.fill("oil")
    page.locator(".search mark").wait_for()
    assert page.locator(".search .summary").inner_text().endswith("before the summer, for oil alone.")
    assert page.locator(".search .summary").inner_text().startswith("…")
    assert page.locator(".search mark").all_inner_texts() == ["oil"]
    assert page.locator(".search h2 a").get_attribute("href").endswith("#:~:text=oil")
    box.fill("silent strik")  # its summary says as much
    page.locator(".search mark >> text=strikes").first.wait_for()
    assert page.locator(".search .summary").first.inner_text().startswith("After nine silent years")
    page.route("**/transcript.vtt", lambda route: route.fulfill(status=404, body=""))
    with page.expect_console_message():  # the browser's own word of what is missing
        box.fill("pin")
    page.locator(".search h2 a[href*=pin]").wait_for()
    assert "After nine" in page.locator(".search .summary").inner_text()
    visit.said.clear()


@pytest.mark.parametrize(
    ("path", "typed", "pages"),
    [
        ("", "Zollhaus", ["de/die-gezeitenuhr/"]),
        ("", "ZÖLLHAUSES", ["de/die-gezeitenuhr/"]),  # another form than what is written
        ("", "ساعة", ["ar/saat-almadd/"]),
        ("de/", "mended", []),
        ("en/", "mended", [PAGE]),
    ],
)
def test_the_home_page_searches_all_languages_a_shows_page_its_own(visit, site, path, typed, pages):
    page = visit(site + path, ready=False)
    page.get_by_role("searchbox").fill(typed)
    page.locator(".search [role=status]:not(:empty)").wait_for()
    found = page.locator(".search h2 a").evaluate_all("all => all.map(({ href }) => href.split('#')[0])")
    assert found == [site + one for one in pages]


def test_a_search_that_cannot_be_made_says_so(visit, site):
    page = visit(site, ready=False)
    page.route("**/search/*.json", lambda route: route.fulfill(status=503, body=""))
    page.get_by_role("searchbox").fill("clock")
    page.get_by_text("The search cannot be reached just now.").wait_for()
    visit.said.clear()


def test_without_script_there_is_no_dead_search(visit, site):
    page = visit(site + "en/", ready=False, java_script_enabled=False)
    assert not page.get_by_role("searchbox").is_visible()
    assert page.get_by_role("link", name="The tide clock runs again").is_visible()


# elsewhere

HOST = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A paper</title><link rel="icon" href="data:,">
<meta http-equiv="Content-Security-Policy" content="require-trusted-types-for 'script'">
<style>body {{ font: 18px/1.5 Georgia; max-width: 40em; margin: auto }}</style>{head}</head><body><header><h1>The Paper</h1></header>
{player}
<article class="story"><h2>The tide clock
 runs&nbsp;again</h2>
<p>The clock on the <b>customs</b> house has two hands and <a href="https://example.org/">no numbers</a>.<sup><a href="#fn1">1</a></sup>  It tells the tide, not the
time: one turn is twelve hours and twenty-five minutes.</p><aside>Subscribe to our newsletter!</aside>
<p>"People came with their lunch and waited," says Ines&nbsp;Varga, who repaired it.
She learnt the trade at the &Eacute;cole d'horlogerie<sup><a href="#fn2">2</a></sup> in Geneva. Most of the wheels were sound; the fault was a single&shy; pin.</p>
<h3>What a tide clock is for</h3>
<p>Before almanacs were cheap, a harbour [see <i>map</i>] needed a public answer to one question. Can I leave now? The clock gave it to anyone who could look up.</p></article></body></html>"""


def host(elsewhere, site, attributes=""):
    folder, address = elsewhere
    head = f'<script src="{site}assets/player.js" defer></script>'
    element = f'<listen-to-article src="{site}{PAGE}episode.json"{attributes}><a href="{site}{PAGE}">Listen</a></listen-to-article>'
    (folder / "story.html").write_text(HOST.format(head=head, player=element), encoding="utf-8")
    return address + "story.html"


def test_it_plays_on_anybodys_page(visit, site, elsewhere):
    page = visit(host(elsewhere, site))
    press(page, "Play")
    page.wait_for_function(f"() => ({SOUND})().currentTime > 0.3")
    page.get_by_text("Can I leave now?").click()
    assert at(page) < 10
    assert page.evaluate(MARKED) == ""
    assert page.get_by_text("Click a sentence").count() == 0 or not page.get_by_text("Click a sentence").is_visible()


def test_it_reads_along_with_the_hosts_own_article(visit, site, elsewhere):
    page = visit(host(elsewhere, site, ' article=".story"'))
    press(page, "Play")
    page.wait_for_function(f"() => ({MARKED})().replace(/\\s+/g, ' ') === 'The tide clock runs again'")
    page.wait_for_function(f"() => ({WORD})() === 'again'")
    for text, shown in (
        ("Can I leave now?", "Can I leave now?"),
        ("“People came with their lunch and waited,” says Ines Varga, who repaired it.", '"People came with their lunch and waited," says Ines\xa0Varga, who repaired it.'),
        ("Before almanacs were cheap, a harbour needed a public answer to one question.", "Before almanacs were cheap, a harbour [see map] needed a public answer to one question."),
        ("It tells the tide, not the time: one turn is twelve hours and twenty-five minutes.", "It tells the tide, not the\ntime: one turn is twelve hours and twenty-five minutes."),
        ("She learnt the trade at the École d’horlogerie in Geneva.", "She learnt the trade at the École d'horlogerie2 in Geneva."),
        ("Most of the wheels were sound; the fault was a single pin.", "Most of the wheels were sound; the fault was a single\xad pin."),
    ):  # fmt: skip
        player(page).evaluate("(node, time) => { node.currentTime = time }", starts()[text] + 0.1)
        marked(page, shown)
    player(page).evaluate("(node, time) => { node.currentTime = time }", starts()["Take down the dial and clean it."])
    marked(page, "")


def test_a_click_on_the_hosts_article_plays_from_there(visit, site, elsewhere):
    page = visit(host(elsewhere, site, ' article=".story"'))
    page.get_by_text("Before almanacs").click()
    assert paused(page)  # a page like any other until somebody plays
    begin(page)
    page.get_by_text("Before almanacs").scroll_into_view_if_needed()
    box = page.get_by_text("Before almanacs").bounding_box()
    page.mouse.click(box["x"] + 5, box["y"] + box["height"] - 5)
    page.wait_for_function(f"() => !({SOUND})().paused && ({SOUND})().currentTime > 1")
    sentence = page.evaluate(MARKED)
    assert sentence in starts()
    assert at(page) == pytest.approx(starts()[sentence], abs=1)
    page.get_by_text("newsletter").click()
    assert page.evaluate(MARKED) == sentence


def test_download_from_elsewhere_saves_the_file_too(visit, site, elsewhere, output, tmp_path):
    page = visit(host(elsewhere, site))
    with page.expect_download() as download:
        player(page).get_by_role("link", name=re.compile("^Download")).click()
    assert download.value.suggested_filename == "the-tide-clock.mp3"
    download.value.save_as(tmp_path / "got.mp3")
    assert (tmp_path / "got.mp3").read_bytes() == next((output / PAGE).glob("*.mp3")).read_bytes()


def test_the_look_is_the_publishers(visit, site, elsewhere):
    address = host(elsewhere, site)
    page = visit(address)
    page.evaluate(
        """() => { const sheet = new CSSStyleSheet();
        sheet.replaceSync("listen-to-article { --articast-accent: rgb(1, 2, 3); } listen-to-article::part(heading) { text-transform: uppercase; }");
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]; }"""
    )
    looks = page.evaluate("""() => { const root = document.querySelector("listen-to-article").shadowRoot;
        return [getComputedStyle(root.querySelector("[part=play]")).backgroundColor, getComputedStyle(root.querySelector("h2")).textTransform, getComputedStyle(root.querySelector("h2")).fontFamily]; }""")
    assert looks == ["rgb(1, 2, 3)", "uppercase", "Georgia"]


def test_without_script_elsewhere_the_link_stays(visit, site, elsewhere):
    page = visit(host(elsewhere, site), ready=False, java_script_enabled=False)
    assert page.get_by_role("link", name="Listen").get_attribute("href") == site + PAGE


def test_an_element_that_comes_later_moves_and_goes(visit, site, elsewhere):
    page = visit(host(elsewhere, site, ' article=".story"'))
    press(page, "Play")
    page.wait_for_function(f"() => ({SOUND})().currentTime > 0.1")
    page.evaluate(
        "() => { window.kept = document.querySelector('listen-to-article'); window.sound = kept.shadowRoot.querySelector('audio'); kept.remove(); }"
    )
    assert page.evaluate("sound.paused")
    assert page.evaluate(MARKED) == ""
    page.evaluate("() => document.body.append(kept)")
    press(page, "Play")
    page.wait_for_function("() => !sound.paused")
    page.evaluate("(src) => kept.setAttribute('src', src)", site + "de/die-gezeitenuhr/episode.json")
    player(page).get_by_role("button", name="Abspielen").wait_for()


def test_a_page_spliced_by_us_reads_along(visit, site, elsewhere):
    folder, address = elsewhere
    show, episode, _ = scenes.english()
    page = HOST.format(head="", player="").replace("require-trusted-types-for 'script'", "object-src 'none'")
    made = hosts.splice(page.encode(), replace(show, base_url=site), episode)
    (folder / "story.html").write_bytes(made)
    page = visit(address + "story.html")
    assert page.evaluate("document.querySelector('h2 + listen-to-article, h2 ~ listen-to-article') !== null")
    player(page).evaluate(
        "(node, time) => { node.currentTime = time; return node.play(); }", starts()["Can I leave now?"]
    )
    marked(page, "Can I leave now?")


def test_an_iframe_is_all_that_a_cms_needs(visit, site, elsewhere, output):
    folder, address = elsewhere
    frame = json.loads((output / PAGE / "oembed.json").read_text())["html"].replace(
        "https://notes.example/audio/", site
    )
    (folder / "cms.html").write_text(
        f'<!doctype html><link rel="icon" href="data:,"><title>CMS</title>{frame}', encoding="utf-8"
    )
    page = visit(address + "cms.html", ready=False)
    inner = page.frame_locator("iframe")
    inner.get_by_role("button", name="Play", exact=True).click()
    inner.get_by_role("button", name="Pause", exact=True).wait_for()
    height, room = page.frames[1].evaluate("[document.body.scrollHeight, innerHeight]")
    assert height <= room
    inner.get_by_role("link", name="Deutsch").click()
    page.wait_for_url(site + "de/die-gezeitenuhr/")


# how it looks


@pytest.mark.parametrize(
    ("name", "path", "size", "colours"),
    [
        ("phone", PAGE, (390, 844), "light"),
        ("phone-dark", PAGE, (390, 844), "dark"),
        ("desktop", PAGE, (1280, 800), "light"),
        ("arabic", "ar/saat-almadd/", (390, 844), "light"),
    ],
)
def test_title_player_and_first_words_are_on_the_first_screen(visit, site, tmp_path, name, path, size, colours):
    """The pictures are kept where $ARTICAST_SCREENSHOTS says: those of the README are made so."""
    page = visit(
        site + path,
        viewport={"width": size[0], "height": size[1]},
        color_scheme=colours,
        reduced_motion="reduce",
        device_scale_factor=2,
    )
    page.get_by_role("slider").fill("8")
    press(page, "تشغيل" if name == "arabic" else "Play")
    page.wait_for_function(f"() => ({MARKED})()")
    player(page).evaluate("node => node.pause()")
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    page.wait_for_function("() => scrollY === 0")
    page.locator("listen-to-article >> css=.dock").wait_for(state="hidden")
    to = Path(os.environ.get("ARTICAST_SCREENSHOTS") or tmp_path) / f"{name}.png"
    page.screenshot(path=to)
    for part in (
        page.get_by_role("heading", level=1),
        page.locator("listen-to-article >> css=[part=play]"),
        page.locator(".text p").first,
    ):
        box = part.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size[0]
        assert 0 <= box["y"] < size[1]
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert paper == ("rgb(21, 23, 27)" if colours == "dark" else "rgb(255, 255, 255)")


# one line in a theme


ROOM = "display:block;min-height:76px"
"""What the snippet keeps free for the player."""


def themed(elsewhere, site, canonical="", body="<p>Text.</p>") -> str:
    """A page of a theme that has the one line, and nothing of Articast besides; its address."""
    folder, address = elsewhere
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    line = f'<script src="{site}assets/player.js" defer></script><listen-to-article style="{ROOM}"></listen-to-article>'
    html = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">{link}<title>A page</title></head><body><main><article><h1>A story</h1>{line}{body}</article></main></body></html>"""
    (folder / "page.html").write_text(html, encoding="utf-8")
    return address + "page.html"


UHR = "https://www.hafen.example/artikel/uhr"


@pytest.mark.parametrize(
    "canonical", [UHR, UHR + "/", UHR.replace("https://www.", "http://"), UHR + "/index.html?utm_source=x#top"]
)
def test_one_line_finds_the_episode_of_its_page(visit, site, elsewhere, canonical):
    page = visit(themed(elsewhere, site, canonical))
    player(page).get_by_role("button", name="Abspielen").click()
    page.wait_for_function(f"() => ({SOUND})().currentTime > 0.1")
    if "utm" in canonical:
        visit.said.clear()  # a query in a canonical address may be part of it: asked for first, and not found


def test_without_a_canonical_link_the_address_itself_counts(visit, tmp_path, elsewhere):
    _, address = elsewhere
    show, episode, reading = scenes.english(url=address + "page.html")
    scenes.publish(tmp_path / "out", [(show, episode, reading)])
    server, site = serve(tmp_path / "out")
    page = visit(themed(elsewhere, site) + "?from=mail")
    player(page).get_by_role("button", name="Play", exact=True).wait_for()
    server.shutdown()
    server.server_close()


def test_there_is_no_player_where_there_is_no_episode(visit, site, elsewhere):
    page = visit(themed(elsewhere, site, "https://www.hafen.example/artikel/nichts"), ready=False)
    page.wait_for_function("() => customElements.get('listen-to-article')")
    page.wait_for_load_state("networkidle")
    page.locator("h1").click()
    page.wait_for_function("() => document.querySelector('listen-to-article').offsetHeight === 0")
    visit.said.clear()  # the browser tells of the 404


SHIFT = """() => { window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(e => { if (!e.hadRecentInput) shift += e.value; }))
    .observe({ type: "layout-shift", buffered: true }); }"""


@pytest.mark.parametrize("canonical", [UHR, "https://www.hafen.example/artikel/nichts"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_while_a_slow_phone_loads_the_player(visit, site, elsewhere, canonical, width):
    address = themed(elsewhere, site, canonical, "<p>Text of the article, long enough to be moved. </p>" * 30)
    page = visit("about:blank", ready=False, viewport={"width": width, "height": 844})
    page.add_init_script(f"({SHIFT})()")
    tools = page.context.new_cdp_session(page)
    tools.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 300, "downloadThroughput": 50_000, "uploadThroughput": 50_000},
    )
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(500)
    if canonical == UHR:
        player(page).get_by_role("button", name="Abspielen").wait_for()
        assert player(page).bounding_box()["height"] == 76  # what docs/player.md has pages keep free
    assert page.evaluate("shift") < 0.05
    visit.said.clear()


def test_single_page_navigation_is_followed(visit, tmp_path, elsewhere):
    _, address = elsewhere
    show, one, reading = scenes.english(url=address + "one/")
    other = replace(one, slug="other", audio="en/other/other-0a1b2c3d.mp3", title="Another story", url=address + "two/")
    scenes.publish(tmp_path / "out", [(show, one, reading), (show, other, reading)])
    rows = dict(pages.addresses(Edition(((show, (one, other)),))))
    for path, text in rows.items():
        scenes.write(tmp_path / "out" / path, text.encode())
    server, site = serve(tmp_path / "out")
    page = visit(themed(elsewhere, site), ready=False)
    page.wait_for_timeout(200)
    for path, guid in (("one/", one.slug), ("two/?x=1", other.slug), ("one/#t=9", one.slug)):
        page.evaluate("(path) => history.pushState({}, '', path)", "/" + path)
        page.wait_for_function(
            "(slug) => document.querySelector('listen-to-article').episode?.slug === slug && document.querySelector('listen-to-article').offsetHeight > 0",
            arg=guid,
        )
    assert player(page).evaluate("node => node.currentTime") == 9
    page.evaluate("() => history.pushState({}, '', '/nothing/')")  # at once: what the reader did moved all anyway
    page.wait_for_function("() => document.querySelector('listen-to-article').offsetHeight === 0")
    server.shutdown()
    server.server_close()
    visit.said.clear()


def test_one_line_reads_along_with_the_article_around_it(visit, tmp_path, elsewhere):
    _, address = elsewhere
    show, one, reading = scenes.english(url=address + "page.html")
    scenes.publish(tmp_path / "out", [(show, one, reading)])
    server, site = serve(tmp_path / "out")
    body = (
        "<p>By Nobody.</p>"
        + "".join(f"<p>{block.text}</p>" for block in reading.blocks if block.kind == "paragraph")
        + "<footer>By Ada Quay and Ben Mole. The tide clock runs again</footer>"
    )
    page = visit(themed(elsewhere, site, body=body))
    press(page, "Play")
    page.wait_for_function(f"() => ({SOUND})().currentTime > 0")
    for text in ("Can I leave now?", "The rest is up to the moon."):
        player(page).evaluate("(node, time) => { node.currentTime = time + 0.1 }", starts()[text])
        marked(page, text)
    server.shutdown()
    server.server_close()


def test_reading_along_can_be_turned_off(visit, site, elsewhere):
    page = visit(host(elsewhere, site, ' article=".story" read-along="off"'))
    press(page, "Play")
    page.wait_for_function(f"() => ({SOUND})().currentTime > 0.3")
    assert page.evaluate(MARKED) == ""


def test_sentences_are_reached_by_keyboard_once_the_player_was_started(visit, site):
    page = visit(site + PAGE)
    assert page.locator("[data-start][tabindex]").count() == 0
    begin(page)
    stop = page.locator("[data-start][tabindex]")
    assert stop.count() == 1
    stop.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    text = stop.text_content()
    assert text == page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    marked(page, text)
    assert not paused(page)


# the menu


def test_the_transcript_is_searched_and_plays_from_a_sentence(visit, site):
    page = visit(site + PAGE)
    press(page, "More")
    press(page, "Transcript")
    box = player(page).get_by_role("searchbox", name="Search in the text")
    box.fill("horlogerie GENEVA")
    found = page.locator("listen-to-article >> css=.sentences li:visible")
    page.wait_for_function(
        "() => [...document.querySelector('listen-to-article').shadowRoot.querySelectorAll('.sentences li')].filter(n => n.checkVisibility()).length === 1"
    )
    assert player(page).get_by_text("Found: 1").is_visible()
    found.get_by_role("button").click()
    page.wait_for_function(f"() => !({SOUND})().paused")
    marked(page, "She learnt the trade at the École d’horlogerie in Geneva.")


def test_a_link_to_this_second_is_shared(visit, site):
    page = visit(site + PAGE)
    player(page).get_by_role("slider", name="Position").fill("33")
    told(page)
    press(page, "More")
    press(page, "Share")
    player(page).get_by_role("checkbox", name="Start at 0:33").check()
    field = player(page).get_by_role("textbox", name="Share")
    assert field.input_value() == "https://notes.example/audio/en/the-tide-clock/#t=0:33"
    press(page, "Copy link")
    player(page).get_by_text("Copied").wait_for()
    assert next(detail for kind, detail in page.evaluate("told") if kind == "share")["how"] == "copy"


def test_what_is_put_in_the_queue_plays_next(visit, site):
    page = visit(site + PAGE)
    page.evaluate(
        "(src) => localStorage.setItem('articast:queue', JSON.stringify([{title: 'Uhr', src}]))",
        site + "de/die-gezeitenuhr/episode.json",
    )
    player(page).get_by_role("slider", name="Position").fill("59")
    press(page, "Play")
    page.wait_for_function("() => document.querySelector('listen-to-article').episode.slug === 'die-gezeitenuhr'")
    page.wait_for_function("() => document.querySelector('listen-to-article').currentTime > 0.1")
    assert page.evaluate("localStorage.getItem('articast:queue')") == "[]"
    assert page.evaluate(MARKED) == ""


def test_the_sleep_timer_stops_the_voice(visit, site):
    page = visit(site + PAGE)
    press(page, "More")
    player(page).get_by_role("combobox", name="Sleep timer").wait_for()
    page.clock.install()
    press(page, "Play")
    player(page).get_by_role("combobox", name="Sleep timer").select_option("5")
    page.clock.fast_forward("06:00")
    page.wait_for_function(f"() => ({SOUND})().paused")


def test_subscribing_is_offered_for_apps_and_as_a_code(visit, site):
    page = visit(site + PAGE, viewport={"width": 1280, "height": 800})
    press(page, "Subscribe")
    player(page).get_by_role("link", name="AntennaPod").wait_for()
    for name in ("Apple Podcasts", "Overcast", "Pocket Casts", "AntennaPod"):
        assert player(page).get_by_role("link", name=name).count() == 1
    assert player(page).get_by_role("link", name="Overcast").get_attribute("href") == "https://overcast.fm/itunes1"
    assert player(page).get_by_role("img", name="Scan with your phone to subscribe").is_visible()


# what a page is told


def told(page) -> None:
    """Keeps every event with its data in `told`."""
    page.evaluate("""() => { window.told = []; for (const type of ["ready", "play", "pause", "progress", "seek", "rate", "chapter", "complete", "ended", "download", "share", "error"])
        document.addEventListener("articast-" + type, ({ detail }) => told.push([type, detail])); }""")


def test_events_tell_what_a_listener_does(visit, site):
    page = visit("about:blank", ready=False)
    page.add_init_script("document.addEventListener('articast-ready', ({ detail }) => { window.first = detail; })")
    page.goto(site + PAGE)
    page.locator("listen-to-article >> css=.player").wait_for()
    assert page.evaluate("first") == {
        "guid": "guid-en-the-tide-clock",
        "title": "The tide clock runs again",
        "language": "en",
        "url": "https://notes.example/audio/en/the-tide-clock/",
        "seconds": 0,
        "duration": 60,
    }
    told(page)
    player(page).get_by_role("combobox", name="Speed").select_option("2")
    player(page).get_by_role("slider", name="Position").fill("29")
    press(page, "Play")
    page.wait_for_function(f"() => ({SOUND})().currentTime > 31")
    player(page).get_by_role("slider", name="Position").fill("59")
    page.wait_for_function(f"() => ({SOUND})().ended")
    kinds = [kind for kind, _ in page.evaluate("told")]
    assert kinds[:3] == ["rate", "seek", "play"]
    assert {"progress", "chapter", "seek", "complete"} <= set(kinds)
    assert [detail["percent"] for kind, detail in page.evaluate("told") if kind == "progress"] == [25, 50, 75]


# lists, frames, analytics


def test_an_entry_of_a_list_plays_in_a_bar_at_the_foot_of_the_page(visit, site):
    page = visit(site, ready=False)
    button = page.get_by_role("button", name="Listen: The tide clock runs again")
    button.click()
    page.wait_for_function("() => document.querySelector('listen-to-article')?.currentTime > 0.1")
    assert button.get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="Anhören: Die Gezeitenuhr geht wieder").click()
    page.wait_for_function("() => document.querySelector('listen-to-article').episode.language === 'de'")
    page.wait_for_function("() => document.querySelector('[aria-pressed=true]')?.ariaLabel.startsWith('Anhören')")
    assert page.locator("listen-to-article").count() == 1
    page.locator("[aria-pressed=true]").click()
    page.wait_for_function("() => !document.querySelector('[aria-pressed=true]')")
    assert axe(page) == []


@pytest.mark.parametrize("path", [PAGE + "embed.html", "en/embed.html"])
def test_a_frame_takes_the_height_that_it_needs_and_the_look_that_is_asked_for(visit, site, elsewhere, path):
    folder, address = elsewhere
    (folder / "host.html").write_text(
        f'<!doctype html><link rel="icon" href="data:,"><title>x</title><script src="{site}assets/frames.js"></script>'
        f'<iframe src="{site}{path}?theme=solid&accent=%23aa0000&scheme=dark" width="400" height="60" style="border:0"></iframe>',
        encoding="utf-8",
    )
    page = visit(address + "host.html", ready=False)
    frame = page.frames[1]
    frame.locator("listen-to-article >> css=.player").wait_for()
    fits = "() => document.documentElement.scrollHeight <= innerHeight + 1"
    frame.wait_for_function(fits)
    frame.locator("listen-to-article").get_by_role("button", name="More").click()
    frame.get_by_role("button", name="Transcript").wait_for()
    frame.wait_for_function(fits)
    assert frame.evaluate("document.querySelector('listen-to-article').getAttribute('theme')") == "solid"
    assert frame.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


def test_what_a_frames_address_asks_for_cannot_fetch_or_run_anything(visit, site):
    page = visit(
        site + PAGE + "embed.html?accent=url(https://evil.example/x)&ink=red;}*{display:none&theme=%22%3E%3Cb&scheme=x"
    )
    style = page.evaluate("document.documentElement.style.cssText")
    assert "evil" not in style
    assert "display" not in style


def test_a_list_shows_one_section(visit, tmp_path):
    show, one, reading = scenes.english(tags=("Harbour News",))
    scenes.publish(tmp_path, [(show, one, reading)])
    server, address = serve(tmp_path)
    page = visit(address + "en/embed.html?tag=harbour news")
    assert page.locator("li[data-tags]").is_visible()
    page.goto(address + "en/embed.html?tag=sport")
    assert not page.locator("li[data-tags]").is_visible()
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("to", "kept"),
    [
        ("datalayer", "dataLayer.map(one => one.event)"),
        ("matomo", "_paq.map(one => one[2])"),
        ("adobe", "adobeDataLayer.map(one => one.event)"),
        ("gtag", "calls.map(one => one[1])"),
        ("plausible", "calls.map(one => one[0])"),
    ],
)
def test_analytics_that_a_page_has_are_told_and_nobody_else(visit, site, elsewhere, to, kept):
    folder, address = elsewhere
    host(elsewhere, site)
    page_file = folder / "story.html"
    html = page_file.read_text(encoding="utf-8").replace(
        "</head>", f'<script src="{site}assets/analytics.js" data-to="{to}" defer></script></head>'
    )
    page_file.write_text(html, encoding="utf-8")
    page = visit("about:blank", ready=False)
    page.add_init_script("window.calls = []; window.gtag = window.plausible = (...all) => calls.push(all);")
    page.goto(address + "story.html")
    page.locator("listen-to-article >> css=.player").wait_for()
    press(page, "Play")
    page.wait_for_function(f"() => ({SOUND})().currentTime > 0.1")
    assert page.evaluate(kept) == ["articast_play"]


def test_nothing_of_the_player_is_on_paper(visit, site):
    page = visit(site + PAGE)
    press(page, "Play")
    page.emulate_media(media="print")
    assert not page.locator("listen-to-article").is_visible()
    assert page.get_by_role("heading", level=1).is_visible()
    page.route("**/player.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(site + PAGE)
    page.emulate_media(media="print")
    assert not page.locator("listen-to-article").is_visible()


def test_a_page_weighs_little_before_somebody_plays(visit, output):
    from articast.commands.serve import server as serving

    server = serving(output, port=0)
    import threading

    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = visit(f"http://127.0.0.1:{server.server_address[1]}/{PAGE}")
    weight = page.evaluate(
        "() => performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation')).reduce((sum, one) => sum + one.transferSize, 0)"
    )
    assert 10_000 < weight < 45_000
    server.shutdown()
    server.server_close()


def test_an_article_can_be_kept_for_the_train(visit, site):
    page = visit(site + PAGE)
    press(page, "More")
    press(page, "Keep for offline listening")
    player(page).get_by_role("button", name="Kept on this device").wait_for()
    page.evaluate("() => navigator.serviceWorker.ready")
    page.context.set_offline(True)
    page.reload()
    page.locator("listen-to-article >> css=.player").wait_for()
    player(page).get_by_role("slider", name="Position").fill("40")
    press(page, "Play")
    page.wait_for_function(f"() => ({SOUND})().currentTime > 40.2")
    marked(page, next(text for text, start in starts().items() if start <= at(page) <= start + 2.4))
    page.context.set_offline(False)
    visit.said.clear()  # the browser tells of what was not to be had


def test_a_whole_show_is_kept_for_the_train_and_given_up_again(visit, site):
    page = visit(site + "en/", ready=False)
    page.get_by_role("button", name=re.compile(r"Keep for offline listening \(\d+ kB\)")).click()
    kept = page.get_by_role("button", name="Kept on this device", pressed=True)
    kept.wait_for()
    page.evaluate("navigator.serviceWorker.ready")
    page.context.set_offline(True)
    page.reload()
    page.get_by_role("link", name="The tide clock runs again").click()
    page.locator("listen-to-article >> css=.player").wait_for()
    press(page, "Play")
    page.wait_for_function("() => document.querySelector('listen-to-article').currentTime > 0.2")
    page.context.set_offline(False)
    page.go_back()
    kept.click()
    page.get_by_role("button", name="Keep for offline listening", pressed=False).wait_for()
    left = page.evaluate(
        "caches.open('articast-kept').then((cache) => cache.keys()).then((all) => all.map(({ url }) => url))"
    )
    assert not [url for url in left if url.startswith(site + "en/")]
    visit.said.clear()


def test_no_worker_is_there_before_somebody_keeps_an_article(visit, site):
    page = visit(site + PAGE)
    press(page, "More")
    page.get_by_role("button", name="Keep for offline listening").wait_for()
    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0
