"""What is kept of caniemail's data: the newest test, and only what some do not show."""

from bench.clients import distilled


def a_feature(slug: str, *, category: str = "css", **gmail: str):
    stats = {"gmail": {"ios": gmail}, "outlook": {"windows": {"2019": "y"}}}
    return {"slug": slug, "title": slug, "category": category, "stats": stats}


def published(*features):
    return {"last_update_date": "2026-05-13 14:45:41 +0000", "data": list(features)}


def test_the_newest_test_of_a_program_counts():
    made = distilled(published(a_feature("css-a", old="y", new="n #1")))

    assert made["date"] == "2026-05-13"
    assert made["clients"][1] == "Gmail (iOS)"
    assert made["features"] == {"css-a": {"title": "css-a", "no": [1]}}


def test_what_all_show_and_what_is_no_html_or_css_is_left_out():
    shown = a_feature("css-a", old="n", new="y")
    picture = a_feature("image-a", category="image", new="n")

    assert distilled(published(shown, picture))["features"] == {}


def test_features_come_in_their_order():
    features = [a_feature(slug, new="a") for slug in ("css-b", "css-a")]

    assert [*distilled(published(*features))["features"]] == ["css-a", "css-b"]
