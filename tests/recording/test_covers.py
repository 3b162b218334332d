"""Covers: what Apple asks for, readable, the same bytes every time; the publisher's image made safe and square."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from articast import languages
from articast.errors import SourceError
from articast.recording import breaks, covers, lettering

TITLES = [
    "Harbour Notes",
    "Η φωνή της πόλης",
    "Городские новости",
    "Nachrichten aus der Wissenschaft – vorgelesen",
    "Žluťoučký kůň úpěl ďábelské ódy",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen",
    "word " * 120,
]


def opened(cover):
    image = Image.open(BytesIO(cover))
    image.load()
    return image


def encoded(image, form="PNG", **options):
    buffer = BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def inked(cover):
    """Share of pixels that are far from the background."""
    pixels = np.asarray(opened(cover).resize((350, 350)), dtype=int)
    return float((np.abs(pixels - pixels[2, 2]).sum(axis=2) > 150).mean())


@pytest.mark.parametrize(
    ("title", "accent"), [(TITLES[0], ""), (TITLES[3], "#ffcc00"), (TITLES[-1], "#808080"), ("", "")]
)
def test_a_cover_is_what_apple_asks_for(title, accent):
    for cover in (covers.show(title, "The Quay Foundation", accent), covers.episode(title, "Harbour Notes", accent)):
        image = opened(cover)
        assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (3000, 3000))
        assert len(cover) < 512 * 1024


SCRIPTS = [
    ("Harbour Notes", "en"),
    ("Η φωνή της πόλης", "el"),
    ("Городские новости", "ru"),
    ("Tin tức thành phố Hồ Chí Minh", "vi"),
    ("صوت المدينة", "ar"),
    ("اخبار شهر می‌خوانیم", "fa"),
    ("אור ירוק בנמל 2026", "he"),
    ("नगर समाचार", "hi"),
    ("শহরের খবর", "bn"),
    ("ข่าวเมืองท่าเรือ", "th"),
    ("都市新聞：朝の水門", "ja"),
    ("도시 신문", "ko"),
    ("港口新闻", "zh"),
    ("港口新聞", "zh-hant"),
]


@pytest.mark.parametrize(("title", "language"), SCRIPTS)
def test_titles_are_set_in_every_script_that_a_voice_speaks(title, language):
    if language in {"ja", "ko", "zh", "zh-hant"}:
        pytest.importorskip("manimgx_fonts_cjk")
    assert lettering.settable(title, "serif", language) == title
    above = opened(covers.show(title, "", "#1f3a5f", language=language)).crop((0, 0, 3000, 1900))
    assert above.getextrema() != ((31, 31), (58, 58), (95, 95))
    assert max(high for _, high in above.getextrema()) > 240


def test_every_language_with_a_file_is_among_those_scripts_or_written_in_latin_or_cyrillic():
    latin = {
        "bg",
        "ca",
        "cs",
        "da",
        "de",
        "es",
        "fi",
        "fr",
        "hr",
        "hu",
        "id",
        "it",
        "nl",
        "no",
        "pl",
        "pt",
        "ro",
        "sk",
        "sr",
        "sr-latn",
        "sv",
        "tr",
        "uk",
    }
    assert set(languages.shipped()) <= latin | {language for _, language in SCRIPTS}


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("🚢 Harbour news 🎉🎉: the lock is open 👩‍🔧🏳️‍🌈", "Harbour news: the lock is open"),
        ("🎧 Notes", "Notes"),
        ("Notes ♪︎ 1️⃣", "Notes 1"),
        ("Why : a question", "Why : a question"),
        ("🎉🎉", ""),
        ("…", ""),
        ("", ""),
    ],
)
def test_signs_that_no_fount_has_are_left_out_and_the_rest_is_set(title, left):
    assert lettering.settable(title).replace("♪ ", "") == left


@pytest.mark.parametrize("title", ["🎉🎉", ""])
def test_a_title_of_nothing_else_is_a_design_without_text(title):
    assert inked(covers.show(title, "", "#1f3a5f")) > 0


@pytest.mark.parametrize("title", [*TITLES, *(title for title, _ in SCRIPTS)])
@pytest.mark.parametrize("size", [1400, 3000])
def test_no_line_leaves_the_card(title, size):
    width, height = round(0.83 * size), round(0.54 * size)
    lines, pen = covers._fitted(title, width, height, size)
    assert all(pen.length(line) <= width for line in lines)
    assert len(lines) * pen.step(title) <= height


def test_words_that_fit_are_never_lost_or_broken():
    lines, _ = covers._fitted("Why the council changed its mind about the bridge", 1190, 760, 1400)
    assert " ".join(lines) == "Why the council changed its mind about the bridge"


def test_long_words_are_parted_at_their_syllables():
    lines, _ = covers._fitted(TITLES[5], 1190, 700, 1400, "de")
    parts = [line.rstrip("-") for line in lines]
    assert "".join(parts) == TITLES[5]
    places = lettering.syllables(TITLES[5], "de")
    assert all(len("".join(parts[:count])) in places for count in range(1, len(parts)))


def test_no_dot_dangles_at_the_edge_of_a_line():
    lines, _ = covers._fitted("pod.example · English", 1190, 700, 1400)
    assert lines == ["pod.example", "English"]


@pytest.mark.parametrize("title", [TITLES[0], TITLES[3], "The lock: why nobody knew who had opened it that night"])
def test_a_title_is_readable_at_55_pixels(title):
    _, pen, _ = covers._titled(title, 2490, 1600, 3000, "en")
    assert pen.pixels * 55 / 3000 >= 5.5


def test_what_is_read_from_right_to_left_begins_at_the_right():
    cover = np.asarray(opened(covers.show("שלום", "", "#1f3a5f")).convert("L").resize((300, 300)), dtype=int)
    seen = np.abs(cover[20:90] - cover[1, 1]) > 60
    assert seen[:, 200:275].any()
    assert not seen[:, :100].any()


def test_japanese_lines_begin_with_no_full_stop():
    tokens = lettering.tokens("朝の水門。なぜ「開いた」のか", "ja")
    assert all(word[0] not in "。」" and word[-1] != "「" for _, word in tokens)
    assert len(tokens) > 3


def test_signs_that_shaping_takes_apart_are_set_in_the_fount_that_has_them():
    for sign, script in (("\u0e33", "Thai"), ("\u0eb3", "Lao")):
        face = lettering._face(sign, "serif", "")
        assert face
        assert script in face.path


@pytest.mark.parametrize(
    ("title", "language"),
    [("ข่าวท่าเรือวันนี้ประตูน้ำเปิดแล้วหลังซ่อมแซมนานสามปีครึ่ง", "th"), ("ボ" * 40, "ja"), ("ဆိပ်ကမ်းရေတံခါး" * 3, "my")],
)
def test_words_without_spaces_are_parted_without_hyphens_between_whole_signs(title, language):
    lines, pen = covers._fitted(title, 1190, 700, 1400, language)
    assert "".join(lines) == title
    assert len(lines) > 1
    assert all(pen.length(line) <= 1190 for line in lines)
    assert all(line in "".join(breaks.signs(title)) and len(breaks.signs(line)) > 1 for line in lines)


def test_the_same_words_give_the_same_bytes():
    assert covers.show("Harbour Notes", "Quay") == covers.show("Harbour Notes", "Quay")
    assert covers.show("Harbour Notes", "Quay") != covers.show("Harbour News", "Quay")


@settings(max_examples=100)
@given(st.integers(0, 0xFFFFFF))
def test_text_is_readable_on_any_accent(number):
    ground = covers._ground(f"#{number:06x}", "")
    assert covers._contrast(ground, covers._ink(ground)) >= 4.5


@settings(max_examples=30)
@given(st.text(max_size=40))
def test_every_title_has_a_deep_colour(title):
    assert covers._ink(covers._ground("", title)) == (252, 250, 245)


@pytest.mark.parametrize(
    ("accent", "colour"),
    [
        ("#fff", (255, 255, 255)),
        ("navy", (0, 0, 128)),
        ("#0b5fffcc", (11, 95, 255)),
        ("hsl(0, 100%, 20%)", (102, 0, 0)),
    ],
)
def test_an_accent_is_written_as_in_css(accent, colour):
    assert covers._ground(accent, "Harbour") == colour


@pytest.mark.parametrize("accent", ["oklch(60% 0.2 30)", "var(--brand)", "rot"])
def test_a_colour_that_only_browsers_know_is_as_none(accent):
    assert covers._ground(accent, "Harbour") == covers._ground("", "Harbour")


def test_episodes_have_the_colour_of_their_show():
    covered = [covers.episode(title, "Harbour Notes") for title in ("One", "Another")]
    assert {opened(cover).getpixel((5, 5)) for cover in covered} == {
        opened(covers.show("Harbour Notes", "")).getpixel((5, 5))
    }


def test_contrast_is_wcags():
    assert covers._contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert covers._contrast((255, 255, 255), (119, 119, 119)) == pytest.approx(4.48, abs=0.01)


# from_image --------------------------------------------------------------------------------------------------------


def photograph(size=(900, 600), mode="RGB"):
    rows = np.linspace(0, 255, size[1])[:, None, None]
    columns = np.linspace(0, 255, size[0])[None, :, None]
    pixels = np.concatenate([rows + 0 * columns, columns + 0 * rows, 0 * rows + 0 * columns + 90], axis=2)
    return Image.fromarray(pixels.astype(np.uint8)).convert(mode)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF", "TIFF", "BMP"])
@pytest.mark.parametrize("size", [(900, 600), (300, 500)])
def test_any_image_becomes_a_square_jpeg(form, size):
    image = opened(covers.from_image(encoded(photograph(size), form), 400))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (400, 400))


def test_a_large_photograph_is_made_smaller():
    assert opened(covers.from_image(encoded(photograph((4200, 3900)), "JPEG"))).size == (3000, 3000)
    assert opened(covers.from_image(encoded(photograph((4200, 2000)), "JPEG"))).size == (2000, 2000)


@pytest.mark.parametrize(
    ("mode", "form"), [("CMYK", "JPEG"), ("L", "PNG"), ("P", "PNG"), ("RGBA", "PNG"), ("1", "PNG"), ("LA", "PNG")]
)
def test_every_colour_mode_becomes_rgb(mode, form):
    assert opened(covers.from_image(encoded(photograph(mode=mode), form), 400)).mode == "RGB"


def test_sixteen_bits_keep_their_brightness():
    grey = Image.fromarray(np.full((400, 400), 32768, dtype=np.uint16))
    assert opened(covers.from_image(encoded(grey))).getpixel((700, 700)) == pytest.approx((128,) * 3, abs=3)


def test_cmyk_white_is_white():
    assert opened(covers.from_image(encoded(Image.new("CMYK", (400, 400)), "JPEG"))).getpixel((9, 9)) == (255, 255, 255)


def test_what_is_transparent_is_white():
    clear = Image.new("RGBA", (400, 400), (200, 0, 0, 0))
    assert opened(covers.from_image(encoded(clear))).getpixel((9, 9)) == (255, 255, 255)


def test_an_animation_shows_its_first_frame():
    red, blue = Image.new("RGB", (400, 400), "red"), Image.new("RGB", (400, 400), "blue")
    animated = encoded(red, "GIF", save_all=True, append_images=[blue])
    assert opened(covers.from_image(animated)).getpixel((9, 9)) == pytest.approx((254, 0, 0), abs=3)


def test_a_photograph_is_turned_upright_and_says_no_more_where_it_was_taken():
    lying = Image.new("RGB", (600, 600), "blue")
    lying.paste("red", (0, 0, 600, 300))
    exif = Image.Exif()
    exif[0x0112] = 3  # upside down
    exif[0x010E] = "Our garden"
    cover = covers.from_image(encoded(lying, "JPEG", exif=exif))
    assert opened(cover).getpixel((700, 1300))[0] > 200
    assert not opened(cover).getexif()
    assert b"Our garden" not in cover


def test_a_colour_profile_is_applied_and_a_broken_one_is_survived():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for found in (profile, b"broken profile"):
        cover = covers.from_image(encoded(photograph(), "JPEG", icc_profile=found))
        assert opened(cover).size == (1400, 1400)


def test_noise_is_made_to_fit():
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (1500, 1500, 3), dtype=np.uint8))
    assert len(covers.from_image(encoded(noise))) < 512 * 1024


# own, small ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
@pytest.mark.parametrize("side", [1400, 3000])
def test_an_own_cover_that_conforms_is_kept_to_the_byte(form, side):
    data = encoded(Image.new("RGB", (side, side), "#305070"), form)
    assert covers.own(data) == covers.Own(data, ".jpg" if form == "JPEG" else ".png")


def test_a_large_png_is_kept_and_its_size_told():
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (1400, 1400, 3), dtype=np.uint8))
    found = covers.own(encoded(noise))
    assert (found.image, found.suffix) == (encoded(noise), ".png")
    assert "512" in found.warnings[0]


@pytest.mark.parametrize(
    ("image", "says"),
    [
        (Image.new("RGB", (1500, 1400)), "no square"),
        (Image.new("RGB", (1200, 1200)), "made larger"),
        (Image.new("RGB", (4000, 4000)), "made smaller"),
        (Image.new("RGBA", (1400, 1400), (9, 9, 9, 0)), "transparent"),
        (Image.new("P", (1400, 1400)), "made RGB"),
    ],
)
def test_an_own_cover_that_does_not_conform_is_made_such_and_told(image, says):
    found = covers.own(encoded(image))
    assert any(says in line for line in found.warnings)
    made = opened(found.image)
    assert (made.format, made.mode, found.suffix) == ("JPEG", "RGB", ".jpg")
    assert 1400 <= made.width == made.height <= 3000
    assert covers.own(found.image).image == found.image, "what was made conforms"


def test_a_near_white_drawing_on_nothing_is_set_on_dark():
    logo = Image.new("RGBA", (1400, 1400), (255, 255, 255, 0))
    logo.paste((250, 250, 250, 255), (400, 400, 1000, 1000))
    made = opened(covers.own(encoded(logo)).image)
    assert max(made.getpixel((5, 5))) < 60
    assert min(made.getpixel((700, 700))) > 240


@pytest.mark.parametrize("most", [60_000, 200_000])
def test_the_cover_in_a_tag_is_small(most):
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (1500, 1500, 3), dtype=np.uint8))
    for data in (covers.show("Harbour Notes", ""), encoded(noise)):
        made = covers.small(data, most)
        assert opened(made).format == "JPEG"
        assert len(made) <= most


def test_the_same_image_gives_the_same_bytes():
    assert covers.from_image(encoded(photograph())) == covers.from_image(encoded(photograph()))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (b'<?xml version="1.0"?>\n<svg/>', "SVG"),
        (b"", "cannot be read"),
        (b"<!doctype html><p>Not found", "cannot be read"),
        (encoded(photograph(), "JPEG")[:5000], "cannot be read"),
        (encoded(photograph((20, 900))), "only 20 x 900"),
        (encoded(Image.new("1", (20_000, 20_000))), "too many pixels"),
        (encoded(Image.new("1", (9000, 9000))), "9000 x 9000 pixels"),
    ],
)
def test_what_is_no_cover_is_refused_with_the_reason(data, says):
    with pytest.raises(SourceError, match=says):
        covers.from_image(data)


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_cover_or_a_source_error(data):
    with pytest.raises(SourceError):
        covers.from_image(b"\x89PNG\r\n\x1a\n" + data)
