from __future__ import annotations

import pytest

from articast.wording import spoken
from tests.wording.table import heard, pairs

EXACT = [
    ("Won’t slack off on #7).", "Won’t slack off on number seven)."),
    ("I like this new content, etc.", "I like this new content, et cetera."),
    ("In CX. Yes, CX is that important.", "In C X. Yes, C X is that important."),
    (
        "The CRM market will cross $23bn this year.",
        "The C R M market will cross twenty-three billion dollars this year.",
    ),
    ("during the week of May 6th, 2013, please", "during the week of May sixth, twenty thirteen, please"),
    ("“I don’t trust coincidences.” —Garak", "“I don’t trust coincidences.” Garak"),
    ("… I hope.", "I hope."),
    ("guests… sue me", "guests… sue me"),
    ("two years ago—when I was a CCO.", "two years ago, when I was a C C O."),
    ("So 35-40% of traffic", "So thirty-five to forty percent of traffic"),
    ("Really?! No way!!!", "Really? No way!"),
    ("He moved to Washington, D.C. Then he left.", "He moved to Washington, D C. Then he left."),
    ("We met at 5 p.m. It rained.", "We met at five P M. It rained."),
    ("at 5 p.m. on Monday", "at five P M on Monday"),
    ("Dr. J. Smith lives on Main St.", "Doctor J Smith lives on Main Street."),
    ("US GDP grew; we told them.", "U S G D P grew; we told them."),
    ("tell US about IT", "tell U S about I T"),
    ("COME WITH US NOW", "Come with us now"),
    ("NASA’s plan", "Nasa’s plan"),
]


@pytest.mark.parametrize(("kind", "written", "ways"), pairs("en"))
def test_it_is_said_as_a_newsreader_says_it(kind, written, ways):
    assert heard(spoken(written, "en")) in ways


@pytest.mark.parametrize(("kind", "written", "ways"), pairs("en"))
def test_what_is_said_needs_no_further_wording(kind, written, ways):
    once = spoken(written, "en")
    assert spoken(once, "en") == once


@pytest.mark.parametrize(("written", "said"), EXACT)
def test_to_the_letter(written, said):
    assert spoken(written, "en") == said
