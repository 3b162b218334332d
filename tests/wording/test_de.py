from __future__ import annotations

import pytest

from articast.wording import spoken
from tests.wording.table import heard, pairs

EXACT = [
    (
        "52.361 Versionen usw. usw. usw. ), aber",
        "zweiundfünfzigtausenddreihunderteinundsechzig Versionen und so weiter und so weiter und so weiter), aber",
    ),
    ("sondern … nun, Sie", "sondern… nun, Sie"),
    ("ihn mit #CommunityDudeForever geteilt", "ihn mit Hashtag Community Dude Forever geteilt"),
    (
        "Die Feier ist am 17. März 2021 um 10:30 Uhr.",
        "Die Feier ist am siebzehnten März zweitausendeinundzwanzig um zehn Uhr dreißig.",
    ),
    ("Der 3. Oktober ist ein Feiertag.", "Der dritte Oktober ist ein Feiertag."),
    ("Das war 2021. Der Rest folgt.", "Das war zweitausendeinundzwanzig. Der Rest folgt."),
    ("Es kostet nur 1 €.", "Es kostet nur einen Euro."),
    ("Wir verkaufen Äpfel, Birnen usw.", "Wir verkaufen Äpfel, Birnen und so weiter."),
    ("Die EU-Kommission, d. h. die Chefin, kommt.", "Die E U-Kommission, das heißt die Chefin, kommt."),
    ("Aber – und das gilt – nein!", "Aber, und das gilt, nein!"),
    ("Das ist NICHT wahr!", "Das ist nicht wahr!"),
    ("Z. B. heute.", "Zum Beispiel heute."),
    ("im Zeitraum vom 1. bis 3. Mai", "im Zeitraum vom ersten bis dritten Mai"),
    ("Friedrich II. und Ludwig XIV. stritten.", "Friedrich der Zweite und Ludwig der Vierzehnte stritten."),
]


@pytest.mark.parametrize(("kind", "written", "ways"), pairs("de"))
def test_it_is_said_as_a_newsreader_says_it(kind, written, ways):
    assert heard(spoken(written, "de")) in ways


@pytest.mark.parametrize(("kind", "written", "ways"), pairs("de"))
def test_what_is_said_needs_no_further_wording(kind, written, ways):
    once = spoken(written, "de")
    assert spoken(once, "de") == once


@pytest.mark.parametrize(("written", "said"), EXACT)
def test_to_the_letter(written, said):
    assert spoken(written, "de") == said
