"""English words that are said otherwise by what they mean, by the words around them."""

from __future__ import annotations

import pytest

from articast.wording import say
from articast.wording.heteronyms import readings
from articast.wording.lexicon import parse

SAID = """
read | ˈɹɛd | She has already read the whole report.
read | ˈɹɛd | I read it last week on the train.
read | ˈɹiːd | We read to the children every night.
read | ˈɹiːd | It is a good read for the summer.
lead | ˈlɛd | The water contained lead and copper.
lead | ˈlɛd | Old lead pipes must be replaced by spring.
live | ˈlaɪv | The match was broadcast live on television.
live | ˈlaɪv | There will be live music in the park.
live | ˈlɪv | More people live in cities than ever.
live | ˈlɪv | They live near the coast.
wind | ˈwaɪnd | Paths wind through the forest.
wind | ˈwɪnd | A cold wind blew from the north.
wind | ˈwaɪnd | The company will wind down its operations.
wind | ˈwɪnd | Wind power is growing fast.
tear | ˈtɛɹ | Do not tear the paper.
tear | ˈtɪɹ | A single tear ran down her face.
tear | ˈtɛɹ | They plan to tear down the old station.
bass | ˈbæs | We caught a bass in the lake.
bass | ˈbæs | Sea bass with lemon is on the menu.
bass | ˈbeɪs | She turned the bass up.
dove | ˈdoʊv | He dove into the cold water.
dove | ˈdʌv | A white dove sat on the roof.
bow | ˈbaʊ | The actors took a bow.
bow | ˈboʊ | She tied a bow in her hair.
bow | ˈbaʊ | Water came over the bow of the ship.
bow | ˈboʊ | He hunted with a bow and arrow.
row | ˈɹaʊ | A row broke out between the two parties.
row | ˈɹoʊ | We sat in the front row.
row | ˈɹoʊ | It rained for three days in a row.
row | ˈɹaʊ | They had a row about money.
sow | ˈsaʊ | The sow had nine piglets.
sow | ˈsoʊ | Farmers sow wheat in autumn.
wound | ˈwuːnd | The wound healed quickly.
wound | ˈwaʊnd | She wound the scarf around her neck.
wound | ˈwaʊnd | He wound up in hospital.
wound | ˈwuːnd | The soldier died of a head wound.
polish | ˈpɑːlɪʃ | Polish the silver.
minute | maɪˈnuːt | They found minute traces of the poison.
minute | maɪˈnuːt | The difference is minute.
content | kənˈtɛnt | She seemed content with the result.
content | ˈkɑːntɛnt | The content of the letter was not known.
content | ˈkɑːntɛnt | Video content is free.
content | kənˈtɛnt | He was not content to wait.
number | ˈnʌmɚ | His toes grew number by the hour.
resume | ˈɹɛzəmeɪ | Her resume lists three jobs.
resume | ɹɪˈzuːm | Talks will resume on Monday.
resume | ˈɹɛzəmeɪ | Send us your resume.
use | jˈuːz | You can use the side door.
use | jˈuːs | The use of phones is banned.
use | jˈuːz | Most people use it daily.
use | jˈuːs | It is of no use to us.
close | ˈkloʊz | Please close the window.
close | ˈkloʊs | The two are close friends.
close | ˈkloʊs | We live close to the station.
close | ˈkloʊz | The shop will close next year.
record | ˈɹɛkɚd | He broke the record again.
record | ɹɪˈkɔːɹd | They record an album every year.
record | ˈɹɛkɚd | Sales rose to record levels.
record | ɹɪˈkɔːɹd | Cameras record every car that passes.
present | ˈpɹɛzənt | Everyone present agreed.
present | pɹɪˈzɛnt | He will present the plan on Friday.
present | ˈpɹɛzənt | It was a birthday present.
present | pɹɪˈzɛnt | These changes present a problem.
object | əbˈdʒɛkt | Neighbours object to the plan.
object | ˈɑːbdʒɛkt | A strange object fell from the sky.
object | əbˈdʒɛkt | I object to that.
project | ˈpɹɑːdʒɛkt | The project costs two million.
project | pɹəˈdʒɛkt | Analysts project a loss this year.
project | pɹəˈdʒɛkt | We project growth of two percent.
produce | pɹəˈduːs | The factory will produce cars.
permit | ˈpɝmɪt | You need a permit to fish here.
permit | pɚˈmɪt | The rules do not permit it.
conflict | ˈkɑːnflɪkt | The conflict lasted a decade.
contract | ˈkɑːntɹækt | She signed a new contract.
contract | kənˈtɹækt | You could contract the disease.
increase | ˈɪnkɹiːs | An increase in prices is likely.
increase | ɪnˈkɹiːs | It will increase the cost.
refuse | ɹɪˈfjuːz | They refuse to pay.
refuse | ˈɹɛfjuːs | The refuse is collected on Mondays.
suspect | ˈsʌspɛkt | The suspect was arrested.
suspect | səˈspɛkt | I suspect that he lied.
desert | ˈdɛzɚt | They crossed the desert on foot.
desert | dɪˈzɝt | He would never desert his friends.
house | ˈhaʊs | The house was sold.
house | ˈhaʊz | The building will house the archive.
excuse | ɪkˈskjuːs | That is no excuse.
excuse | ɪkˈskjuːz | Excuse me.
separate | ˈsɛpɹət | They sleep in separate rooms.
separate | ˈsɛpəɹeɪt | You must separate the eggs.
estimate | ˈɛstəmət | An early estimate was wrong.
estimate | ˈɛstəmeɪt | Experts estimate the damage at two million.
graduate | ˈɡɹædʒueɪt | She will graduate in June.
rebel | ˈɹɛbəl | The rebel leader fled.
rebel | ɹɪˈbɛl | They will rebel against him.
protest | ˈpɹoʊtɛst | The protest was peaceful.
perfect | ˈpɝfɪkt | It was a perfect day.
perfect | pɚˈfɛkt | She wants to perfect her French.
subject | ˈsʌbdʒɛkt | The subject is closed.
subject | ˈsʌbdʒɛkt | Prices are subject to change.
attribute | əˈtɹɪbjuːt | Doctors attribute the rise to smoking.
advocate | ˈædvəkət | She is an advocate for children.
delegate | ˈdɛləɡət | Each delegate has one vote.
tear | ˈtɪɹ | She wiped away a tear.
dove | ˈdoʊv | The children dove off the pier.
dove | ˈdʌv | The dove is a symbol of peace.
sow | ˈsoʊ | You sow the seeds in April.
object | ˈɑːbdʒɛkt | The object of the game is simple.
project | ˈpɹɑːdʒɛkt | Her latest project is a film.
produce | pɹəˈduːs | It did not produce the result we hoped for.
permit | ˈpɝmɪt | A work permit is required.
permit | pɚˈmɪt | Doctors will not permit visits.
contest | ˈkɑːntɛst | She won the contest.
contest | kənˈtɛst | He will contest the will.
contract | ˈkɑːntɹækt | The contract expires in June.
increase | ˈɪnkɹiːs | The increase was small.
increase | ɪnˈkɹiːs | Prices will increase again.
export | ɪkˈspɔːɹt | They export wine to China.
refuse | ɹɪˈfjuːz | I refuse.
suspect | ˈsʌspɛkt | Police are looking for a second suspect.
suspect | səˈspɛkt | Officials suspect a leak.
desert | ˈdɛzɚt | The desert is hot.
house | ˈhaʊs | A new house costs too much.
house | ˈhaʊz | The halls house thousands of refugees.
excuse | ɪkˈskjuːs | He had a good excuse.
abuse | əˈbjuːs | The abuse went on for years.
abuse | əˈbjuːz | Those who abuse children go to prison.
separate | ˈsɛpɹət | It is a separate question.
separate | ˈsɛpəɹeɪt | A wall will separate the two.
estimate | ˈɛstəmət | The estimate was too low.
estimate | ˈɛstəmeɪt | We estimate that half will come.
moderate | ˈmɑːdəɹət | A moderate wind blew.
graduate | ˈɡɹædʒuət | She is a graduate of Yale.
deliberate | dɪˈlɪbɹət | It was a deliberate act.
deliberate | dɪˈlɪbəɹeɪt | The jury will deliberate on Monday.
elaborate | ɪˈlæbəɹeɪt | He did not elaborate.
elaborate | ɪˈlæbɹət | It was an elaborate scheme.
appropriate | əˈpɹoʊpɹiət | That is not an appropriate answer.
alternate | ˈɔːltɚnət | They took an alternate route.
insult | ˈɪnsʌlt | It was an insult to us all.
protest | pɹəˈtɛst | They will protest against the law.
perfect | ˈpɝfɪkt | The weather was perfect.
upset | ʌpˈsɛt | I did not want to upset her.
convict | ˈkɑːnvɪkt | An escaped convict was found.
addict | ˈædɪkt | He was a drug addict.
console | kənˈsoʊl | Friends tried to console him.
console | ˈkɑːnsoʊl | The game console sold well.
number | ˈnʌmɚ | Her hands got number.
"""


@pytest.mark.parametrize(("word", "ipa", "text"), [line.split(" | ") for line in SAID.strip().splitlines()])
def test_a_heteronym_is_said_by_what_it_means(word, ipa, text):
    said = say(text, "en")
    assert said.text == text
    assert [one.ipa for one in said.pronunciations if text[one.start : one.end].lower() == word] == [ipa]


@pytest.mark.parametrize(
    "text",
    [
        "The Polish government agreed.",
        "She lives in Reading.",
        "RECORD HEAT",
        "Object.read() and re-use",
        "",
        "to " * 3000 + "record",
    ],
)
def test_what_tells_nothing_is_left_to_the_voice_and_nothing_written_is_touched(text):
    found = list(readings(text[:200], "en"))
    assert found == []
    assert len(list(readings(text, "en"))) <= 1


def test_other_languages_have_none():
    assert list(readings("Ich lead das Record-Team, to record the lead.", "de")) == []


def test_a_lexicon_wins_over_a_rule():
    lexicon = parse({"en": {"lead": {"ipa": "ˈmaʊs"}}}, "x")
    assert [one.ipa for one in say("The pipes were made of lead.", "en", lexicon).pronunciations] == ["ˈmaʊs"]


def test_britain_says_no_r_before_a_consonant():
    assert [one.ipa for one in readings("They want to record it.", "en-GB")] == ["ɹɪˈkɔːd"]
    assert [one.ipa for one in readings("They want to record it.", "en-US")] == ["ɹɪˈkɔːɹd"]
