"""Templates: a user's own files, and what is said when one is wrong."""

import pytest

from digest.config import Theme
from digest.errors import TemplateError
from digest.render import email, environment, web, words
from tests.render.editions import (
    INTEGRITY,
    TEMPLATES,
    a_full_edition,
    a_newsletter,
    an_edition,
)


def rendered(own, edition=None, render=email, theme=None):
    return render(
        edition or a_full_edition(3),
        integrity=INTEGRITY,
        newsletter=a_newsletter(),
        templates=environment([own, TEMPLATES], theme),
    )


def changed(own, name, before, after):
    original = (TEMPLATES / name).read_text(encoding="utf-8")
    assert before in original
    (own / name).parent.mkdir(exist_ok=True)
    (own / name).write_text(original.replace(before, after, 1), encoding="utf-8")


def line_of(own, name, text):
    lines = (own / name).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_a_users_colours_are_used_everywhere(tmp_path):
    theme = Theme(light={"accent": "#005a9c"}, dark={"accent": "#a8c7fa"})

    for made in (
        rendered(tmp_path, theme=theme).html,
        rendered(tmp_path, theme=theme, render=web),
    ):
        assert "#005a9c" in made
        assert "#a8c7fa" in made
        assert Theme().light.accent not in made
        assert Theme().dark.accent not in made


def test_a_users_partial_replaces_ours(tmp_path):
    (tmp_path / "_footer.mjml.j2").write_text("<mj-text>Bye.</mj-text>")

    assert "Bye." in rendered(tmp_path).html
    assert "You get this because" not in rendered(tmp_path).html


def test_a_users_words_replace_ours(tmp_path):
    changed(tmp_path, "words/en.toml", "View in browser", "Read it on the web")

    assert "Read it on the web" in rendered(tmp_path).html


def test_a_user_can_add_a_language(tmp_path):
    changed(tmp_path, "words/en.toml", "View in browser", "Im Browser ansehen")
    (tmp_path / "words" / "en.toml").rename(tmp_path / "words" / "de.toml")
    letter = rendered(tmp_path, an_edition(language="de-CH"))

    assert "Im Browser ansehen" in letter.html


@pytest.mark.parametrize(
    ("name", "before", "after", "reason"),
    [
        ("email.mjml.j2", "page.count", "page.cuont", "no attribute 'cuont'"),
        ("_story.mjml.j2", "story.standfirst }}", "story.standfrist }}", "standfrist"),
        ("_story.mjml.j2", "{{ quote.text }}", "{{ quote.text + 1 }}", "str"),
        ("_footer.mjml.j2", "{{ page.footer.why }}", "{{ page.footer.why", "expected"),
        ("_footer.mjml.j2", "{% endif %}", "{% ends %}", "ends"),
        ("_story.mjml.j2", "{{ fact.text }}", "{{ none }}", "None"),
        ("_story.mjml.j2", "{{ fact.text }}", "{% include 'gone.j2' %}", "gone.j2"),
        ("email.txt.j2", "page.title |", "page.title | shout |", "shout"),
        ("email.txt.j2", "(page.footer.why ~", "(page.footer.wyh ~", "wyh"),
    ],
)
def test_a_mistake_names_its_template_and_line(tmp_path, name, before, after, reason):
    changed(tmp_path, name, before, after)

    with pytest.raises(TemplateError, match=reason) as raised:
        rendered(tmp_path)

    assert raised.value.name == name
    assert raised.value.line == line_of(tmp_path, name, after)


@pytest.mark.parametrize(
    ("name", "before", "after", "reason"),
    [
        ("_story.mjml.j2", "</ul>", "</ol>", "mismatched tag"),
        (
            "_story.mjml.j2",
            "<br />{{ own(link(quote",
            "<br>{{ own(link(quote",
            "mismatched",
        ),
        ("_footer.mjml.j2", '<p style="margin:0">', "<p hidden>", "not well-formed"),
        ("email.mjml.j2", "<h1 ", "3 < 4 <h1 ", "not well-formed"),
    ],
)
def test_malformed_mjml_names_template_and_place(tmp_path, name, before, after, reason):
    changed(tmp_path, name, before, after)

    with pytest.raises(TemplateError, match=reason) as raised:
        rendered(tmp_path)

    assert raised.value.name == name
    lines = (tmp_path / name).read_text(encoding="utf-8").count("\n")
    assert raised.value.line is not None
    assert 1 <= raised.value.line <= lines + 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<h1 ", "<mj-unknown></mj-unknown><h1 "),
        ("</mjml>", "</mjml><mjml></mjml>"),
        ("<mjml ", "<html "),
        ("<h1 ", "<a href='{{ page.more ~ '' }}'>x</a><h1 "),
        ("<h1 ", "&#92;u&#123;301}<h1 title='\\u{301}' "),
        ("<mj-attributes>", "<mj-selector></mj-selector><mj-attributes>"),
        ("<h1 ", "<b>" * 300 + "</b>" * 300 + "<h1 "),
    ],
)
def test_mjml_that_the_engine_would_let_through_is_an_error(tmp_path, before, after):
    changed(tmp_path, "email.mjml.j2", before, after)

    with pytest.raises(TemplateError, match=r"email\.mjml\.j2"):
        rendered(tmp_path)


def test_a_template_that_includes_itself_is_an_error(tmp_path):
    (tmp_path / "_footer.mjml.j2").write_text('{% include "_footer.mjml.j2" %}')

    with pytest.raises(TemplateError, match="recursion"):
        rendered(tmp_path)


def test_words_that_are_not_toml_are_an_error(tmp_path):
    changed(tmp_path, "words/en.toml", "[phrases]", "[phrases")

    with pytest.raises(TemplateError, match=r"words/en\.toml") as raised:
        rendered(tmp_path)

    assert raised.value.name == "words/en.toml"


def test_words_of_ones_own_may_be_some_and_the_others_are_ours(tmp_path):
    (tmp_path / "words").mkdir()
    (tmp_path / "words/en.toml").write_text('[phrases]\ncontents = "What is in it"\n')
    (tmp_path / "words/de.toml").write_text('[phrases]\ncontents = "Inhalt"\n')

    english = rendered(tmp_path, a_full_edition(5)).html
    german = rendered(tmp_path, a_full_edition(5, language="de-CH")).html

    assert "What is in it" in english
    assert "View in browser" in english
    assert "Inhalt" in german
    assert "What is in it" not in german
    assert "View in browser" in german


def test_a_word_that_no_file_has_is_named():
    with pytest.raises(TemplateError, match=r"phrases\.rumours is missing"):
        words(environment([TEMPLATES]), "uk").phrase("rumours")
    with pytest.raises(TemplateError, match=r"counts\.rumours\.other is missing"):
        words(environment([TEMPLATES]), "uk").count("rumours", 2)


def test_a_template_that_is_not_utf_8_is_an_error(tmp_path):
    (tmp_path / "_footer.mjml.j2").write_bytes(b"\xff\xfe")

    with pytest.raises(TemplateError, match="UTF-8"):
        rendered(tmp_path)


def test_words_that_are_not_utf_8_are_an_error(tmp_path):
    (tmp_path / "words").mkdir()
    (tmp_path / "words/en.toml").write_bytes(b"\xff\xfe")

    with pytest.raises(TemplateError, match="UTF-8"):
        rendered(tmp_path)


def test_a_folder_without_templates_is_an_error(tmp_path):
    with pytest.raises(TemplateError, match="no such file"):
        email(
            an_edition(),
            integrity=INTEGRITY,
            newsletter=a_newsletter(),
            templates=environment([tmp_path]),
        )


def test_a_document_that_is_no_mjml_is_an_error(tmp_path):
    (tmp_path / "email.mjml.j2").write_text("<html></html>")

    with pytest.raises(
        TemplateError, match=r"email\.mjml\.j2, line 1: unexpected token"
    ):
        rendered(tmp_path)


def test_a_template_that_is_missing_is_an_error(tmp_path):
    changed(tmp_path, "words/en.toml", "[phrases]", "[phrases]")

    with pytest.raises(TemplateError, match="there is no template"):
        email(
            an_edition(),
            integrity=INTEGRITY,
            newsletter=a_newsletter(),
            templates=environment([tmp_path]),
        )


def test_a_part_that_is_not_utf_8_is_named_itself(tmp_path):
    (tmp_path / "_voices.mjml.j2").write_bytes(b"<mj-text>\xe9</mj-text>")
    (tmp_path / "_footer.mjml.j2").write_bytes(b"<mj-text>\xe9</mj-text>")

    with pytest.raises(TemplateError, match="not UTF-8") as raised:
        rendered(tmp_path)

    assert raised.value.name == "_footer.mjml.j2"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('contents = "In it"', "`contents` stands outside"),
        ("[phrases]\ncontents = 1", "`phrases.contents` must be a text"),
        ('[counts]\nstories = "{}"', "`counts.stories` must be a table"),
        ("[phrases", "it is not TOML"),
    ],
)
def test_a_mistake_in_a_words_file_is_told_in_words(tmp_path, text, words):
    (tmp_path / "words").mkdir()
    (tmp_path / "words/en.toml").write_text(text)

    with pytest.raises(TemplateError) as raised:
        rendered(tmp_path)

    assert words in str(raised.value)
    assert raised.value.name == "words/en.toml"
    assert "pydantic" not in str(raised.value)
