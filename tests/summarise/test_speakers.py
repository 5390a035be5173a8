"""Who is found to speak, one sentence of our own for each shape of attribution."""

from collections.abc import Callable

import pytest

from digest.model import Article
from digest.summarise import in_order, summarise

Build = Callable[..., Article]
SAID = "“The bridge will open again before the first snow falls,”"


@pytest.mark.parametrize(
    ("text", "speaker", "role"),
    [
        (f"{SAID} said Mira Kovacs.", "Mira Kovacs", None),
        (f"{SAID} Mira Kovacs said.", "Mira Kovacs", None),
        (f"{SAID} Mira Kovacs told The Meridian.", "Mira Kovacs", None),
        (f"{SAID} Mira Kovacs said in a statement.", "Mira Kovacs", None),
        (f"{SAID} according to Mira Kovacs.", "Mira Kovacs", None),
        (f"Mira Kovacs said: {SAID}", "Mira Kovacs", None),
        (f"Mira Kovacs, on a visit to Brno, said: {SAID}", "Mira Kovacs", None),
        (f"In a statement on Friday, Mira Kovacs wrote: {SAID}", "Mira Kovacs", None),
        (f"Mira Kovacs: {SAID}", "Mira Kovacs", None),
        (
            f"{SAID} Mira Kovacs, the city’s chief engineer, said.",
            "Mira Kovacs",
            "the city’s chief engineer",
        ),
        (f"{SAID} said Mira Kovacs, 41, a bus driver.", "Mira Kovacs", "bus driver"),
        (
            f"{SAID} said transport ministry spokeswoman Mira Kovacs.",
            "Mira Kovacs",
            "transport ministry spokeswoman",
        ),
        (
            f"{SAID} Slovak army spokesman Captain Jan Hudak told reporters.",
            "Jan Hudak",
            "Slovak army spokesman, Captain",
        ),
        (f"{SAID} said Gov. Mira Kovacs (L-Brno).", "Mira Kovacs", "Gov."),
        (f"{SAID} the mayor, Mira Kovacs, said.", "Mira Kovacs", "the mayor"),
        (
            f"{SAID} Mira Kovacs, an aide at the Council of Roads, Rail and Rain said.",
            "Mira Kovacs",
            "aide at the Council of Roads, Rail and Rain",
        ),
        (
            f"{SAID} the city’s secretary for river traffic, Mira Kovacs, said.",
            "Mira Kovacs",
            "the city’s secretary for river traffic",
        ),
        (f"{SAID} said engineer Jan Kovacs.", "Jan Kovacs", "engineer"),
        (f"{SAID} Mira Kovacs shot back.", "Mira Kovacs", None),
        (f"{SAID} fired back Mira Kovacs.", "Mira Kovacs", None),
        (f"According to Jan Hudak, Mira Kovacs once said: {SAID}", "Mira Kovacs", None),
        (f"{SAID} said Council Whip Mira Kovacs.", "Mira Kovacs", "Council Whip"),
        (
            f"{SAID} Mira Kovacs, who heads the harbour office, said.",
            "Mira Kovacs",
            "who heads the harbour office",
        ),
        (f"{SAID} said Mira Kovacs, a 44-year-old nurse.", "Mira Kovacs", "nurse"),
        (f"{SAID} said Mira Kovacs, a 44-year-old.", "Mira Kovacs", None),
        (f"{SAID} said Mira Kovacs, his sister.", "Mira Kovacs", None),
        (
            f"{SAID} said Mira Kovacs, a judge at U.K. charity Riverside.",
            "Mira Kovacs",
            "judge at U.K. charity Riverside",
        ),
        (
            f"“It opens.” The city’s engineer, Mira Kovacs, said: {SAID}",
            "Mira Kovacs",
            "the city’s engineer",
        ),
        (
            f"{SAID} the harbour office’s head, Mira Kovacs, told sailors.",
            "Mira Kovacs",
            "the harbour office’s head",
        ),
        (
            f"{SAID} complained the harbour office’s head, Mira Kovacs.",
            "Mira Kovacs",
            "the harbour office’s head",
        ),
        (
            f"{SAID} said Slovakia’s deputy minister for river traffic, Mira Kovacs.",
            "Mira Kovacs",
            "Slovakia’s deputy minister for river traffic",
        ),
        (
            f"Analyst Mira Kovacs of Stone & Hudak Partners wrote to clients: {SAID}",
            "Mira Kovacs",
            "Analyst",
        ),
        (
            f"Its author, lawmaker Mira Kovacs, predicts: {SAID}",
            "Mira Kovacs",
            "author",
        ),
        (
            f"{SAID} said Mira Kovacs of the River Survey in Brno, who knows the ice.",
            "Mira Kovacs",
            "of the River Survey in Brno",
        ),
        (f"Mira Kovacs told Jan Hudak: {SAID}", "Mira Kovacs", None),
        (f"Speaking to the council, Mira Kovacs said: {SAID}", "Mira Kovacs", None),
        (f"In a letter to the mayor, Mira Kovacs said: {SAID}", "Mira Kovacs", None),
        (
            f"{SAID} said Engineer Mira Kovacs, flanked by police officers.",
            "Mira Kovacs",
            "Engineer",
        ),
        (
            f"{SAID} said a spokesman for Prime Minister Mira Kovacs.",
            "a spokesman for Prime Minister Mira Kovacs",
            None,
        ),
        (
            f"{SAID} said University of Brno President Mira Kovacs.",
            "Mira Kovacs",
            "University of Brno President",
        ),
        (f"{SAID} senior city officials have warned.", "senior city officials", None),
        (f"{SAID} one of them said.", "one of them", None),
        (f"{SAID} the Harbour Institute said.", "the Harbour Institute", None),
    ],
)
def test_each_shape_of_attribution_names_its_speaker(
    an_article: Build, text: str, speaker: str, role: str | None
):
    quote = in_order(summarise(an_article(text)).quotes)[-1]

    assert (quote.speaker, quote.role) == (speaker, role)
    assert quote.confidence > 0.5


def test_a_surname_is_resolved_to_the_full_name(an_article: Build):
    text = f"Engineer Mira Kovacs came back on Monday.\n\n{SAID} Kovacs said."

    (quote,) = summarise(an_article(text)).quotes

    assert quote.speaker == "Mira Kovacs"


def test_a_pronoun_means_the_last_person_of_its_gender(an_article: Build):
    text = (
        "Robert Hudak met Susan Kovacs at the site. "
        "Kovacs showed him the new cables.\n\n"
        f"{SAID} she said."
    )

    (quote,) = summarise(an_article(text)).quotes

    assert quote.speaker == "Susan Kovacs"
    assert quote.confidence < 0.95


def test_the_minister_is_the_one_who_was_introduced_as_minister(an_article: Build):
    before = "The transport minister Mira Kovacs took questions."
    text = f"{before}\n\n{SAID} the minister said."

    (quote,) = summarise(an_article(text)).quotes

    assert quote.speaker == "Mira Kovacs"


def test_two_speakers_who_take_turns_are_not_mixed_up(an_article: Build):
    text = (
        "“The cables are older than the city’s charter,” Mira Kovacs said. "
        "“Nobody has tested them in my lifetime,” Jan Hudak replied."
    )

    quotes = summarise(an_article(text)).quotes

    assert {quote.text[:10]: quote.speaker for quote in quotes} == {
        "The cables": "Mira Kovacs",
        "Nobody has": "Jan Hudak",
    }


def test_a_speaker_the_article_does_not_tell_is_none(an_article: Build):
    text = "“Nobody ever asked the people who live under the bridge.”"

    (quote,) = summarise(an_article(text)).quotes

    assert quote.speaker is None
    assert quote.confidence == 0


def test_a_ukrainian_attribution_is_read_with_its_own_words(an_article: Build):
    text = "«Міст відкриють до першого снігу», — сказала речниця міста Марина Коваль."

    (quote,) = summarise(an_article(text, language="uk")).quotes

    assert (quote.speaker, quote.role) == ("Марина Коваль", "речниця міста")


def test_a_language_without_a_pack_gets_no_attributed_quotation(an_article: Build):
    text = f"{SAID} said Mira Kovacs."

    quotes = summarise(an_article(text, language="xx")).quotes

    assert [quote.speaker for quote in quotes] == [None]


def test_a_role_is_the_one_that_introduces_a_speaker(an_article: Build):
    above = "The city’s chief engineer, Mira Kovacs, opened the lock on Monday."

    (quote,) = summarise(an_article(f"{above}\n\n{SAID} Kovacs said.")).quotes

    assert quote.role == "the city’s chief engineer"


def test_a_partial_quotation_is_of_who_reports_not_of_who_is_named_in_it(
    an_article: Build,
):
    text = (
        "Mira Kovacs and Jan Hudak spoke on Monday. Kovacs said the council under "
        "Hudak “must open the bridge before the snow falls”."
    )

    (quote,) = summarise(an_article(text)).quotes

    assert quote.speaker == "Mira Kovacs"


def test_an_attribution_behind_wins_over_who_is_quoted_about(an_article: Build):
    text = (
        "Jan Hudak built two bridges in that year. Hudak “knew the river better than "
        "anybody in the town” by then, said the engineer Mira Kovacs."
    )

    (quote,) = summarise(an_article(text)).quotes

    assert quote.speaker == "Mira Kovacs"


def test_who_asks_is_not_surely_who_answers(an_article: Build):
    text = (
        "The lawyer Jan Hudak questioned the engineer Mira Kovacs.\n\n"
        "“Did you open the lock that night?” Hudak asked.\n\n"
        "“I opened it at nine, as I had been told to.”"
    )

    answer = in_order(summarise(an_article(text)).quotes)[-1]

    assert answer.speaker != "Jan Hudak" or answer.confidence < 0.6


def test_a_line_below_names_the_speaker(an_article: Build):
    text = f"The bridge is shut.\n\n{SAID}\n\n— Mira Kovacs, engineer"

    (quote,) = summarise(an_article(text)).quotes

    assert quote.speaker == "Mira Kovacs"


def test_it_is_the_body_of_the_sentence_before(an_article: Build):
    text = (
        "The Harbour Institute was not amused. "
        "“We have never shut the bridge for so little ice,” it said in a statement."
    )

    (quote,) = summarise(an_article(text)).quotes

    assert quote.speaker == "The Harbour Institute"


def test_a_short_sentence_goes_on_the_utterance_before_it(an_article: Build):
    text = f"{SAID} said Mira Kovacs. “We promise.”"

    (quote,) = summarise(an_article(text)).quotes

    assert [segment.text for segment in quote.segments][1:] == ["We promise."]


def test_two_take_turns(an_article: Build):
    text = (
        "The lawyer Jan Hudak questioned the engineer Mira Kovacs. "
        "“I opened the lock at nine that night,” Kovacs said.\n\n"
        "“Did you see the ice on the river then?” Hudak asked.\n\n"
        "“I saw it all through that morning.”\n\n"
        "“And you told nobody in the town of it.”"
    )

    said = [quote.speaker for quote in in_order(summarise(an_article(text)).quotes)]

    assert said == ["Mira Kovacs", "Jan Hudak", "Mira Kovacs", "Jan Hudak"]
