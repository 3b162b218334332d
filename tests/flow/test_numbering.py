"""Numbers of a serial show, in its feed and in its MP3s."""

from __future__ import annotations

import re

from mutagen.id3 import ID3

from articast.commands.check import check


def test_a_serials_episodes_have_the_number_that_its_feed_tells_of_them_in_their_tags(house):
    (house.root / "articast.toml").write_text('[show]\ntype = "serial"\n')

    def article(name: str, day: str, more: str = "") -> None:
        house.article(f"{name}.md", f"---\ntitle: {name}\ndate: {day}\nlanguage: en\n{more}---\n\nNobody was there.\n")

    def told() -> dict[str, tuple[str, str]]:
        items = re.findall("<item>.*?</item>", (house.output / "en/feed.xml").read_text(), re.DOTALL)
        found = {}
        for one in items:
            path = house.output / re.search(r'url="https://pod.example/a/(\S*?\.mp3)"', one)[1]
            assert f'length="{path.stat().st_size}"' in one
            number = re.search("<itunes:episode>(.*?)<", one)
            tag = ID3(path).get("TRCK")
            found[re.search("<title>(.*?)<", one)[1]] = (number[1] if number else "", str(tag or ""))
        return found

    article("Later", "2026-02-02")
    article("Bonus", "2026-02-03", "type: bonus\n")
    article("Zero", "2026-02-01")
    report = house.publish()
    assert told() == {"Zero": ("1", "1"), "Later": ("2", "2"), "Bonus": ("", "")}
    assert all((house.output / one.audio).stat().st_size == one.bytes for _, one in report.published)
    article("Early", "2026-01-01")
    article("Own", "2026-02-04", "episode: 9\n")
    article("Second", "2026-02-05", "season: 2\n")
    article("Behind", "2026-02-06", "type: bonus\nepisode: 9\n")
    house.publish()
    assert told() == {
        "Zero": ("1", "1"),
        "Later": ("2", "2"),
        "Bonus": ("", ""),
        "Early": ("10", "10"),
        "Own": ("9", "9"),
        "Second": ("1", "1"),
        "Behind": ("9", "9"),
    }
    assert check(house.settings()) == []
    before = house.tree()
    assert (house.publish().published, house.tree()) == ([], before)
    title = (house.root / "articast.toml").read_text() + 'title = "Another"\n'
    (house.root / "articast.toml").write_text(title)
    house.publish()
    assert told()["Early"] == ("10", "10"), "a tag that is written again has the same number"
