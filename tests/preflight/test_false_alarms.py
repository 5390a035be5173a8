"""What looks like a fault and is none: words and addresses that are other people's."""

import re
from dataclasses import replace

import pytest

from digest.config import Theme
from digest.model import Byline, Picture, Source
from digest.preflight import preflight, to_ask
from tests.preflight.emails import a_good_one, rendered
from tests.render.editions import (
    a_fact,
    a_newsletter,
    a_quote,
    a_source,
    a_story,
    an_edition,
)

OWN = "https://harbour.example"


def story_of(source: Source, text: str = "Traffic fell by 40 percent.", **changes):
    byline = Byline(source=source)
    fact = a_fact(text, source)
    return a_story(bylines=(byline,), facts=(fact,), quotes=(), **changes)


def codes_of(*stories, **newsletter) -> set[str]:
    return rendered(an_edition(*stories), a_newsletter(**newsletter)).codes


def test_an_address_in_a_claim_is_not_another_one_broken_off():
    source = Source(outlet="Harbour", url=f"{OWN}/2025/ships")
    told = story_of(source, f"The register is published at {OWN} in full.")

    assert "text-address-broken" not in codes_of(told)


def test_an_address_that_is_broken_off_is_told_where_a_claim_has_it_too():
    source = Source(outlet="Harbour", url=f"{OWN}/2025/ships")
    sent = rendered(an_edition(story_of(source, f"See {OWN}/2025 for all of them.")))
    text = sent.email.text.replace(f"\n{OWN}/2025/ships", f"\n{OWN}/2025\n/ships")

    assert "text-address-broken" in sent.changed(text=text).codes


@pytest.mark.parametrize("page", ["?id=42", "read?slug=ships-and-harbours-2025"])
def test_a_cited_article_on_the_newsletters_own_host_names_no_reader(page: str):
    told = story_of(Source(outlet="Harbour", url=f"{OWN}/{page}"))

    assert "link-token" not in codes_of(told)


@pytest.mark.parametrize(
    "url",
    [
        "https://cdn.example/crop/null/1200/a.jpg",
        "https://cdn.example/a.jpg?w=undefined",
        "https://cdn.example/None/a.jpg#top",
    ],
)
def test_a_pictures_own_address_lacks_no_value(url: str):
    told = story_of(a_source(), image=Picture(url=url, alt="Ships"))

    assert "value-missing" not in codes_of(told)


def test_the_logos_own_address_lacks_no_value():
    url = "https://cdn.example/null/logo.png"
    logo = {"url": url, "alt": "Harbour", "width": 180, "height": 40}
    theme = Theme.model_validate({"logo": logo})
    good = a_good_one(1)
    printed = f'<img src="{url}" alt="Harbour" width="180" height="40"></body>'
    email = replace(good.email, html=good.email.html.replace("</body>", printed))

    def codes(theme: Theme) -> set[str]:
        found = preflight(
            email, edition=good.edition, newsletter=good.newsletter, theme=theme
        )
        return {finding.code for finding in found.findings}

    assert codes(theme) == set()
    assert codes(Theme()) == {"value-missing"}


@pytest.mark.parametrize(
    ("web", "name"),
    [
        ("https://harbour.example/летопис", "2025-W03"),
        (f"{OWN}/letter", "тиждень-3"),
        (f"{OWN}/letter", "week 3"),
    ],
)
def test_the_editions_own_page_is_not_asked_for(web: str, name: str):
    newsletter, edition = a_newsletter(web=web), an_edition(name=name)
    sent = rendered(edition, newsletter)

    asked = to_ask(sent.email, edition=edition, newsletter=newsletter)

    assert sent.email.html.count("View") > 0
    assert [url for url in asked if url.endswith(("3/", "3"))] == []


def test_what_the_settings_take_to_sign_off_with_can_be_followed():
    leave = "mailto:leave@x.example?body=Remove%20me@y.example"

    assert "link-form" not in codes_of(a_story(), unsubscribe=leave)


def test_a_paragraph_is_told_once_however_it_is_looked_at():
    sent = rendered(an_edition(a_story()))
    html = sent.email.html.replace(
        "</body>", '<p style="font-size:13px">Small print<br>on two lines</p></body>'
    )

    (finding,) = sent.changed(html=html).findings

    assert finding.code == "text-small"
    assert "more place" not in finding.message


def test_what_is_small_on_a_phone_only_is_told():
    sent = rendered(an_edition(a_story()))
    html = sent.email.html.replace(
        "</head>",
        "<style>@media (max-width: 480px) { p { font-size: 11px !important; } }"
        "</style></head>",
    ).replace("</body>", '<p style="font-size:15px">Details</p></body>')

    assert "text-tiny" in sent.changed(html=html).codes


def test_a_joiner_that_nobody_sees_is_not_printed():
    told = a_story(standfirst="The first con\u034fvoy reached port on Tuesday.")

    sent = rendered(an_edition(told))

    assert "text-filler" not in sent.codes
    assert "The first convoy reached port" in sent.email.text


@pytest.mark.parametrize("name", ["R&amp;D", "Bread &lt;b&gt; Butter", "None"])
def test_names_and_the_newsletters_own_words_may_look_like_mistakes(name: str):
    source = Source(outlet=name, url="https://review.example/one")
    byline = Byline(
        source=source, authors=("Ada Brandt", name), note=f"{name} is hers.", minutes=5
    )
    also = Byline(source=replace(source, url="https://review.example/two"))
    told = a_story(
        bylines=(byline, also),
        facts=(a_fact(source=source),),
        quotes=(a_quote(source=source, speaker=name, role=f"head of {name}"),),
    )
    edition = an_edition(told)
    sections = (replace(edition.sections[0], title=name),)
    newsletter = a_newsletter(
        footer=f"We thank {name}.", postal_address=f"{name}, 4 Quay Street"
    )
    edition = replace(edition, intro=f"All on {name}.", sections=sections)

    findings = rendered(edition, newsletter).findings

    assert [f for f in findings if f.severity == "error"] == []


def test_what_is_escaped_twice_is_told_beside_a_name_that_is_not():
    source = Source(outlet="R&amp;D", url="https://review.example/one")
    sent = rendered(an_edition(story_of(source)))
    html = re.sub("Traffic fell", "Traffic &amp;amp; ships fell", sent.email.html)

    assert "escaped-twice" in sent.changed(html=html).codes
