"""What is known of mail programs, and what an email asks of them."""

import json
import re
from pathlib import Path

from digest.preflight import survey
from tests.preflight.emails import a_good_one

GOOD = a_good_one()
DATA = Path(__file__).parents[2] / "digest" / "preflight" / "clients.json"


def test_it_is_known_where_the_data_come_from_and_when():
    known = survey()

    assert known.source == "https://www.caniemail.com/"
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", known.date)
    assert {"Gmail (web)", "Apple Mail (iOS)", "Outlook (Windows, Word)"} <= set(
        known.clients
    )
    assert "MIT" in json.loads(DATA.read_text(encoding="utf-8"))["licence"]


def test_nothing_that_our_layout_rests_on_is_unknown_to_any():
    assert not any(gap.matters for gap in GOOD.looked_at().gaps)


def test_what_is_for_some_readers_only_is_a_gap_and_no_finding():
    gaps = {gap.feature: gap for gap in GOOD.looked_at().gaps}

    assert "Gmail (web)" in gaps["css-at-media-prefers-color-scheme"].no
    assert gaps["css-at-media-prefers-color-scheme"].url == (
        "https://www.caniemail.com/features/css-at-media-prefers-color-scheme/"
    )


def test_a_layout_inside_a_media_query_is_for_those_who_have_it():
    css = "<style>@media (min-width: 480px) { ul { display: flex; } }</style></head>"
    sent = GOOD.changed(html=GOOD.email.html.replace("</head>", css, 1))

    assert sent.findings == ()
    assert "css-display-flex" in {gap.feature for gap in sent.looked_at().gaps}


def test_a_finding_names_programs_and_where_to_read_more():
    css = "<style>ul { display: flex; }</style></head>"
    (finding,) = GOOD.changed(html=GOOD.email.html.replace("</head>", css, 1)).findings

    assert finding.code == "client-gap"
    assert "Outlook (Windows, Word)" in finding.message
    assert "caniemail.com/features/css-display-flex/" in finding.remedy
