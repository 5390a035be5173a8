"""How a browser shows emails and pages: wide, narrow, light, dark, forced dark."""

from tests.conformance.tools import AXE, CHROMIUM, needed

pytestmark = needed(CHROMIUM, AXE)


def test_axe_finds_nothing_in_light_and_dark(looks):
    assert _wrong(looks, "violations") == {}


def test_nothing_sticks_out_at_any_width_or_without_styles_and_images(looks):
    assert _wrong(looks, "sticking_out") == {}


def test_all_text_is_legible_where_a_mail_program_turns_the_colours_itself(looks):
    assert all(look.texts > 0 for look in looks.values())
    assert _wrong(looks, "faint") == {}


def test_no_web_page_asks_anybody_else_for_anything(looks):
    kinds = ("web-", "site-", "serve-")
    pages = {name: look for name, look in looks.items() if name.startswith(kinds)}

    assert pages
    assert _wrong(pages, "asked_elsewhere") == {}


def test_all_of_this_is_noticed_in_a_page_that_was_broken(looks):
    for name in ("broken-email", "broken-web"):
        look = looks[name]

        assert any("image-alt" in one for one in look.violations["light"])
        assert any("color-contrast" in one for one in look.violations["dark"])
        assert {"320", "375", "600", "stripped", "images-off"} <= {*look.sticking_out}
        assert any(one.startswith("Hardly legible") for one in look.faint)
        assert {*look.asked_elsewhere} == {"https://elsewhere.example/a.png"}


def _wrong(looks, aspect):
    return {
        name: found
        for name, look in looks.items()
        if not name.startswith("broken-") and (found := getattr(look, aspect))
    }
