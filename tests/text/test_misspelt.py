"""A name in front matter that is one slip away from ours is told; other generators' names are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articast.text.extract.misspelt import NAMES, misspelt
from tests.shapes import FRONT_MATTER


def test_what_is_meant_is_a_name_of_the_reference_and_no_name_of_the_reference_is_a_slip():
    known = {name for names, _ in FRONT_MATTER for name in names.split()}
    assert {name for group in NAMES for name in group} <= known
    assert [name for name in sorted(known) if misspelt([name])] == []


@pytest.mark.parametrize(
    ("wrote", "meant"),
    [
        ("langauge", "language"),
        ("lnguage", "language"),
        ("tilte", "title"),
        ("titel", "title"),
        ("authr", "author"),
        ("autor", "author"),
        ("sumary", "summary"),
        ("summmary", "summary"),
        ("discription", "description"),
        ("canonical_ulr", "canonical_url"),
        ("moved_form", "moved_from"),
        ("translation_off", "translation_of"),
        ("voce", "voice"),
        ("sesson", "season"),
        ("expilcit", "explicit"),
        ("catagory", "category"),
        ("draf", "draft"),
    ],
)
def test_a_slip_of_the_finger_is_told_with_what_was_meant(wrote, meant):
    assert misspelt([wrote]) == ((wrote, meant),)


OTHERS = [
    word
    for line in """
    layout permalink aliases menu weight series slug toc comments math mermaid header footer parent nav_order
    nav_exclude sidebar_position sidebar_label id template theme icon expirydate linktitle outputs resources
    cascade markup pin hidden featured tag status subtitle lede templateenginoverride eleventynavigation
    eleventyexcludefromcollections pagination hide_title hide_table_of_contents custom_edit_url keywords_list
    pagination_next bibliography csl format jupyter execute editor abstract_title page_template sort_by
    in_search_index insert_anchor_links render generate_feeds updated_by published_by sitemap robots social_image
    og_image twitter_card cover_alt image_alt hero lang_ref refid hreflang alternate locales list_title read_more
    reading_time word_count rating badge order collection part parts chapter episodes seasons audio video videos
    podcast guest guests host hosts links_title type_of topic topics covers blocks sections dates tags_list
    redirect_from redirect_to last_modified_by git_date changefreq priority noindex toc_depth numbersections
    geometry
    """.splitlines()
    for word in line.split()
]


@pytest.mark.parametrize("name", OTHERS)
def test_what_other_programs_say_in_front_matter_is_left_alone(name):
    assert misspelt([name]) == ()


def test_what_is_said_by_its_right_name_is_not_asked_for_once_more():
    assert misspelt(["title", "titel", "lang", "langauge"]) == ()


@given(st.lists(st.text(max_size=20)))
def test_whatever_is_written_is_looked_at(names):
    for wrote, meant in misspelt(names):
        assert wrote in names
        assert any(meant in group for group in NAMES)
