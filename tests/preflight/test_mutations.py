"""A good email, broken in one way after another: each is caught, by its own code."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model import Picture, Voices
from tests.conformance import editions as conformance
from tests.preflight.emails import Sent, a_good_one, a_ukrainian_one, rendered
from tests.render import test_hostile as hostile
from tests.render.editions import a_full_edition, a_newsletter, a_quote, an_edition

GOOD = a_good_one()
PROMISED = {
    "not-as-written",
    "quote-unmarked",
    "link-sentence",
    "contents-astray",
    "control-character",
    "letter-lost",
    "letters-garbled",
    "markdown-leftover",
    "template-leftover",
    "value-missing",
}
INK, MUTED, PAPER = "#1d1b18", "#615c54", "#fbfaf7"
FACT = "The school has graduated 8,100 pilots since it opened in March 2024."


@dataclass(frozen=True, kw_only=True)
class Mutation:
    """A way to break an email, and the code that must tell of it."""

    name: str
    code: str
    broken: Callable[[Sent], Sent]


def swapped(old: str, new: str, *, part: str = "html", times: int = -1):
    def broken(sent: Sent) -> Sent:
        before = getattr(sent.email, part)
        assert old in before, f"the email has no {old!r} to break"
        return sent.changed(**{part: before.replace(old, new, times)})

    return broken


def matched(pattern: str, new: str, *, part: str = "html"):
    def broken(sent: Sent) -> Sent:
        text, number = re.subn(pattern, new, getattr(sent.email, part), flags=re.DOTALL)
        assert number, f"the email has no {pattern!r} to break"
        return sent.changed(**{part: text})

    return broken


def said(**changes: str):
    return lambda sent: sent.changed(**changes)


def before_the_end(html: str):
    return swapped("</body>", f"{html}</body>")


def of(name: str, code: str, broken: Callable[[Sent], Sent]) -> Mutation:
    return Mutation(name=name, code=code, broken=broken)


def picture(attributes: str):
    return before_the_end(f"<p><img {attributes}></p>")


def styled(css: str):
    return swapped("</head>", f"<style>{css}</style></head>")


SIZE = (
    of("over 102 KB", "html-clipped", before_the_end("<p>More of it.</p>" * 5_000)),
    of("over 80 KB", "html-large", before_the_end("<!--" + "x" * 55_000 + "-->")),
    of("1,600 elements", "html-elements", before_the_end("<i>x</i>" * 1_600)),
    of("50 deep", "html-deep", before_the_end("<div>" * 50 + "x" + "</div>" * 50)),
    of(
        "mostly styles",
        "html-thin",
        before_the_end("<!-- this says nothing to anybody -->" * 1_000),
    ),
    of("a heavy sheet", "style-large", styled("p { color: #1d1b18; }" * 900)),
)
LEFTOVERS = (
    of("MJML left", "template-leftover", before_the_end("<mj-text>x</mj-text>")),
    of("Jinja left", "template-leftover", before_the_end("<p>{{ page.title }}</p>")),
    of("Rust's escapes", "template-leftover", before_the_end(r"<p>e\u{301}</p>")),
    of("no value in style", "value-missing", swapped("padding:0;", "padding:None;")),
    of("no value on top", "value-missing", matched(r"\d\smin read", "None")),
    of("no value alone", "value-missing", before_the_end("<p>undefined</p>")),
    of("escaped twice", "escaped-twice", swapped("Review</a>", "&amp;amp;</a>")),
    of("a letter lost", "letter-lost", swapped("Kestrel", "Kestr\ufffdl")),
)
STRUCTURE = (
    of("no h1", "heading-first", matched("<(/?)h1", r"<\1p")),
    of("two h1", "heading-first", before_the_end("<h1>Again</h1>")),
    of("h2 left out", "heading-skipped", matched("<(/?)h2", r"<\1p")),
    of("an empty heading", "heading-empty", before_the_end("<h2></h2>")),
    of("no year on top", "meta-line", matched(r"16 January 2025(?=\s)", "16 January")),
    of("no count on top", "meta-line", swapped("10 stories", "stories")),
    of("no minutes on top", "meta-line", matched(r"\d\smin read", "short")),
    of("no contents", "contents-missing", matched("<ol.*?</ol>", "")),
    of("a dead anchor", "anchor-dead", matched('(id|name)="story-3"', r'\1="x"')),
    of("an anchor by id only", "anchor-half", swapped('<a name="story-3"></a>', "")),
    of("no language", "lang-missing", swapped('<html lang="en"', "<html")),
    of("no direction", "dir-missing", swapped(' dir="ltr"', "")),
    of("no title", "title-missing", matched("<title>.*?</title>", "")),
    of("a table of data", "table-role", swapped('role="presentation"', "", times=-1)),
)
INBOX = (
    of("an empty subject", "subject-missing", said(subject=" ")),
    of("a short subject", "subject-length", said(subject="Open")),
    of("a long subject", "subject-length", said(subject="Open again " * 9)),
    of("capitals", "subject-shouts", said(subject="THE STRAIT IS OPEN AGAIN")),
    of("marks", "subject-shouts", said(subject="The strait is open!!")),
    of("a trap", "subject-trap", said(subject="Act now: the strait is open")),
    of("a trap in Ukrainian", "subject-trap", said(subject="Останній шанс: протока")),
    of(
        "no preheader",
        "preheader-missing",
        matched('<div style="display:none.*?</div>', ""),
    ),
    of("a preheader that shows", "preheader-missing", swapped("display:none;", "")),
    of(
        "a preheader in vain",
        "preheader-unpadded",
        matched("[\u034f\u200c]|&#847;|&#8204;", ""),
    ),
    of("a short preheader", "preheader-length", matched("Also: [^<&]*", "Also: more")),
    of(
        "the subject again",
        "preheader-repeats",
        matched("Also: [^<&]*", GOOD.email.subject),
    ),
)
READING = (
    of("tiny", "text-tiny", swapped("14px", "11px")),
    of("small", "text-small", swapped("font-size:17px", "font-size:15px")),
    of("tight", "line-height", swapped("line-height:26px", "line-height:20px")),
    of("loose", "line-height", swapped("line-height:26px", "line-height:36px")),
    of("justified", "text-justified", swapped("text-align:left", "text-align:justify")),
    of("wide", "too-wide", swapped('width="100%"', 'width="720"')),
    of("two columns", "columns", swapped("</td></tr>", "</td><td>x</td></tr>")),
    of("pale", "contrast", swapped(f"color:{MUTED}", "color:#9a948b")),
    of("pale by a rule", "contrast", styled("p { color: #aaaaaa !important; }")),
    of(
        "pale on grey",
        "contrast",
        swapped(f"background-color:{PAPER}", "background:#777777"),
    ),
    of("dark on dark", "contrast-dark", swapped(".paper .meta a,", ".paper .x a,")),
    of("bright at night", "dark-background", matched(r"body, \.paper \{.*?\}", "")),
    of("no schemes", "scheme-missing", matched("<meta name=.color-scheme[^>]*>", "")),
    of(
        "no underlines",
        "link-plain",
        swapped(f'color:{INK}"', f'color:{INK};text-decoration:none"'),
    ),
)
RESOURCES = (
    of("no alt", "image-alt", picture('src="https://x.example/a.png" width="9"')),
    of(
        "a long alt",
        "alt-long",
        picture(f'src="cid:a" width="9" alt="{"x " * 99}"'),
    ),
    of("no width", "image-width", picture('src="https://x.example/a.png" alt=""')),
    of("http", "image-address", picture('src="http://x.example/a" alt="" width="9"')),
    of("in the HTML", "image-data", picture('src="data:image/png;base64,AA" alt=""')),
    of("a pixel", "tracking-pixel", picture('src="cid:a" alt="" width="1" height="1"')),
    of("a script", "active-content", before_the_end("<script>1</script>")),
    of("a form", "active-content", before_the_end("<form><input></form>")),
    of(
        "a sheet from afar",
        "remote-style",
        swapped(
            "</head>", '<link rel="stylesheet" href="https://x.example/a.css"></head>'
        ),
    ),
    of(
        "a font from afar",
        "remote-style",
        styled("@font-face { font-family: X; src: url(x) }"),
    ),
    of("an import", "remote-style", styled("@import 'https://x.example/a.css';")),
    of(
        "a picture by style",
        "remote-style",
        before_the_end('<p style="background:url(https://x.example/a)">x</p>'),
    ),
    of("a broken sheet", "style-syntax", styled("p { color red } }")),
    of("a broken style", "style-syntax", swapped("padding:0;", "padding;")),
    of("three digits", "colour-form", swapped(f"color:{INK}", "color:#111")),
    of("flex", "client-gap", swapped("display:inline-block", "display:flex")),
    of("rem", "client-gap", swapped("font-size:17px", "font-size:1.1rem")),
    of("float", "client-gap", styled("ul { float: left; }")),
    of("variables", "client-gap", styled("p { padding: var(--space); }")),
)
LINKS = (
    of("no address", "link-empty", swapped('href="#story-1"', 'href="#"')),
    of("no text", "link-empty", before_the_end('<a href="https://x.example/"></a>')),
    of("half an address", "link-form", swapped("https://review.example/", "/")),
    of("nobody to write to", "link-form", before_the_end('<a href="mailto:x">x</a>')),
    of("a script", "link-script", before_the_end('<a href="javascript:x()">x</a>')),
    of("this machine", "link-private", swapped("review.example", "localhost")),
    of("a private network", "link-private", swapped("review.example", "10.0.0.7")),
    of("no TLS", "link-insecure", before_the_end('<a href="http://x.example/">x</a>')),
    of(
        "says nothing",
        "link-text",
        matched(r">(Harbour|The Northern)\s(Review|Observer)</a>", ">Read more</a>"),
    ),
    of("no reason", "footer-why", matched("You get this because[^<]*", "")),
    of("no way out", "unsubscribe-missing", swapped('/leave"', '/stay"')),
    of("no web page", "footer-web", swapped("letter/2025-W03/", "about")),
    of("no postal address", "postal-address-missing", swapped("4 Quay Street", "")),
    of(
        "a reader's token",
        "link-token",
        swapped('harbour.example/letter"', 'harbour.example/letter?token=3f"'),
    ),
)
TEXT = (
    of("no text", "text-missing", said(text="\n")),
    of("tags", "text-markup", swapped("* The", "<li>The", part="text")),
    of(
        "entities", "text-markup", matched(r"Review\s·", "Review &middot;", part="text")
    ),
    of("filler", "text-filler", swapped("Brandt", "Br\u200bandt", part="text")),
    of("spaces", "text-trailing-space", swapped("=\n", "= \n", part="text")),
    of("emptiness", "text-blank-lines", swapped("\n\n\n", "\n\n\n\n", part="text")),
    of("a wide line", "text-wide", swapped("-----\n", "-----" * 9 + "\n", part="text")),
    of("not alone", "text-address", swapped("\nhttps:", "\nSee https:", part="text")),
    of(
        "broken off",
        "text-address-broken",
        matched(r"(#:~:text=\w+)%20", r"\1\n%20", part="text"),
    ),
    of("few words", "text-words", matched(r"\n\* [^\n]*", "\n", part="text")),
    of(
        "few links",
        "text-links",
        matched(r"\n  https://review[^\n]*", "\n", part="text"),
    ),
    of(
        "no opening",
        "text-opening",
        swapped("The Harbour Letter\n==", "Hello\n==", part="text"),
    ),
    of("no way out", "text-unsubscribe", swapped("/leave", "/", part="text")),
)
FIDELITY = (
    of("another figure", "not-as-written", swapped("8,100", "8,200", times=1)),
    of("another word", "not-as-written", swapped("unless both", "if both", times=1)),
    of("a word left out", "not-as-written", swapped("only three", "three", times=1)),
    of("another speaker", "not-as-written", swapped("Mira Solen", "Mia Sol", times=1)),
    of("no speaker", "not-as-written", swapped("Lena Ostrow", "")),
    of("no role", "not-as-written", swapped(", deputy minister of transport", "")),
    of(
        "another headline",
        "not-as-written",
        matched(r"(<h3 id=.story-3.*?)The drone school", r"\1The new school"),
    ),
    of(
        "a story without its text",
        "not-as-written",
        matched(r"(<h3 id=.story-3.*?</h3>).*?(<h2|<h3)", r"\1\2"),
    ),
    of("no marks", "quote-unmarked", matched("“(A tank [^”]*)”", r"\1")),
    of("half the marks", "quote-unmarked", matched("“(A tank [^”]*)”", r"“\1")),
    of("led astray", "contents-astray", swapped('"#story-3"', '"#story-4"')),
    of("only to the page", "link-sentence", matched('#:~:text=[^"]*', "")),
    of(
        "another figure in the text",
        "not-as-written",
        swapped("8,100", "8,200", part="text", times=1),
    ),
    of(
        "another speaker in the text",
        "not-as-written",
        swapped("Colonel Ivo Marsh", "Lena Ostrow", part="text", times=1),
    ),
    of(
        "no role in the text",
        "not-as-written",
        swapped(", deputy minister of transport", "", part="text", times=1),
    ),
    of(
        "a story gone from the text",
        "not-as-written",
        matched(r"\nThe drone school[^\n]*\n-.*?(?=\n\n\n)", "", part="text"),
    ),
    of(
        "another headline in the text",
        "not-as-written",
        matched(r"\nThe drone(?= school[^\n]*\n-)", "\nThe new", part="text"),
    ),
    of(
        "no marks in the text",
        "quote-unmarked",
        matched("“(A tank [^”]*)”", r"\1", part="text"),
    ),
    of(
        "only to the page in the text",
        "link-sentence",
        matched(r"#:~:text=\S*", "", part="text"),
    ),
)
MARKS = (
    of(
        "Jinja in the text",
        "template-leftover",
        swapped("* The ", "* {{ x }} ", part="text"),
    ),
    of("no value", "value-missing", swapped("Ada Brandt", "None", part="text")),
    of(
        "a letter lost in the text",
        "letter-lost",
        swapped("Bra", "Br\ufffd", part="text"),
    ),
    of("bold in the text", "markdown-leftover", swapped("Ada", "**Ada**", part="text")),
    of(
        "a link in the text",
        "markdown-leftover",
        swapped("Ada", "[Ada](#story-1)", part="text"),
    ),
    of("turned around", "control-character", swapped("Ada", "\u202eAda", part="text")),
    of("a bell", "control-character", swapped("Ada", "\x07Ada", part="text")),
    of("Jinja in the subject", "template-leftover", said(subject="{{ page.subject }}")),
    of(
        "bold in the subject", "markdown-leftover", said(subject="**The** strait opens")
    ),
    of("a lost letter", "letter-lost", said(subject="The str\ufffdit opens")),
    of("two lines", "control-character", said(subject="The strait\nBcc: x@x.example")),
    of("a turned subject", "control-character", said(subject="The \u202estrait opens")),
    of("garbled", "letters-garbled", swapped("country’s", "countryâ€™s")),
    of("a merge field", "template-leftover", before_the_end("<p>Dear *|FNAME|*</p>")),
    of("a script's field", "template-leftover", before_the_end("<p>Dear ${name}</p>")),
    of("a format", "template-leftover", before_the_end("<p>Dear %s</p>")),
)
LOADING = (
    of("a background", "remote-style", swapped("<td", '<td background="http://x/a"')),
    of(
        "srcset",
        "image-address",
        picture('src="cid:a" alt="" width="99" srcset="http://x.example/a 2x"'),
    ),
    of("a handler", "active-content", swapped("<h1", '<h1 onclick="x()"')),
    of(
        "led away",
        "active-content",
        swapped("</head>", '<meta http-equiv="refresh" content="0;url=x"></head>'),
    ),
    of(
        "a base",
        "active-content",
        swapped("</head>", '<base href="https://x.example/"></head>'),
    ),
    of(
        "loaded before",
        "remote-style",
        swapped("</head>", '<link rel="preload" href="https://x.example/a"></head>'),
    ),
    of("a ping", "active-content", swapped("<a href", '<a ping="https://x/" href')),
    of("an expression", "active-content", styled("p { width: expression(x()); }")),
    of("a dot's width", "tracking-pixel", picture('src="cid:a" alt="" width="1"')),
    of(
        "two by two",
        "tracking-pixel",
        picture('src="cid:a" alt="" width="2" height="2"'),
    ),
    of(
        "a hidden one",
        "tracking-pixel",
        picture('src="cid:a" alt="" width="90" style="visibility:hidden"'),
    ),
)
SETTING = (
    of(
        "centred",
        "text-aligned",
        swapped("text-align:left", "text-align:center"),
    ),
    of("a hidden h1", "heading-hidden", styled("h1 { display: none; }")),
    of(
        "hidden on phones",
        "heading-hidden",
        styled("@media (max-width: 480px) { h3 { display: none !important; } }"),
    ),
    of("faded", "heading-hidden", swapped('<h3 id="story-3"', '<h3 style="opacity:0"')),
    of(
        "moved away",
        "heading-hidden",
        swapped('style="font-size:25px', 'style="text-indent:-9999px;font-size:25px'),
    ),
    of("wide by a rule", "too-wide", styled(".paper { max-width: 760px; }")),
    of("unbroken", "text-unbroken", styled("li { white-space: nowrap; }")),
    of("pre", "text-unbroken", before_the_end(f"<pre>{FACT}</pre>")),
)
DECLARED = (
    of("nothing to read", "meta-line", matched(r"\d\smin read", "0 min read")),
    of("another title", "title-missing", matched("<title>.*?<", "<title>Hello<")),
    of("another language", "lang-wrong", swapped('<html lang="en"', '<html lang="de"')),
    of("another way", "lang-wrong", swapped('dir="ltr"', 'dir="rtl"', times=1)),
    of("no charset", "document-form", swapped("charset=UTF-8", "")),
    of("no viewport", "document-form", swapped('name="viewport"', "")),
    of("no doctype", "document-form", swapped("<!DOCTYPE html>", "")),
)
ALL = (
    *SIZE,
    *LEFTOVERS,
    *STRUCTURE,
    *INBOX,
    *READING,
    *RESOURCES,
    *LINKS,
    *TEXT,
    *FIDELITY,
    *MARKS,
    *LOADING,
    *SETTING,
    *DECLARED,
)


@pytest.mark.parametrize(
    "good",
    [
        pytest.param(lambda: a_good_one(1), id="one story"),
        pytest.param(lambda: a_good_one(10), id="ten stories"),
        pytest.param(lambda: a_good_one(60), id="sixty stories"),
        pytest.param(lambda: a_ukrainian_one(1), id="one story in Ukrainian"),
        pytest.param(lambda: a_ukrainian_one(10), id="ten stories in Ukrainian"),
        pytest.param(lambda: a_ukrainian_one(60), id="sixty stories in Ukrainian"),
        pytest.param(
            lambda: rendered(a_full_edition(6, language="ar")), id="right to left"
        ),
    ],
)
def test_nothing_is_said_of_a_good_email(good: Callable[[], Sent]):
    assert good().findings == ()


@pytest.mark.parametrize(
    "mutation", ALL, ids=lambda mutation: f"{mutation.code}: {mutation.name}"
)
def test_what_is_broken_is_caught(mutation: Mutation):
    assert mutation.code in mutation.broken(GOOD).codes


@pytest.mark.parametrize("name", sorted(conformance.editions()))
def test_nothing_is_unfaithful_about_editions_of_all_kinds(name: str):
    edition = conformance.editions()[name]
    made = rendered(edition, conformance.a_newsletter(edition.language))

    assert not made.codes & PROMISED


@pytest.mark.parametrize("url", hostile.URLS[:2])
@pytest.mark.parametrize("text", hostile.NASTY, ids=range(len(hostile.NASTY)))
def test_nasty_texts_that_are_printed_as_they_are_are_faithful(text: str, url: str):
    assert not rendered(hostile.all_over(text, url)).codes & PROMISED


@settings(max_examples=15)  # each renders an email
@given(st.text(min_size=1), st.text(min_size=1))
def test_any_texts_that_are_printed_as_they_are_are_faithful(one: str, other: str):
    stories = (
        *hostile.all_over(one, "https://one.example/").stories,
        *hostile.all_over(other, "https://two.example/").stories,
    )

    assert not rendered(an_edition(*stories)).codes & PROMISED


def test_a_headline_that_a_section_has_too_is_counted_once():
    edition = GOOD.edition
    section = edition.sections[0]
    told = replace(section.stories[0], headline=section.title)
    stories = (told, *section.stories[1:])
    sections = (replace(section, stories=stories), *edition.sections[1:])

    found = rendered(replace(edition, sections=sections)).codes

    assert not found & {"meta-line", "contents-missing"}


def test_a_changed_quotation_names_its_line_and_its_part():
    quote = replace(GOOD.edition.stories[0].quotes[0], line=9)
    edition = an_edition(replace(GOOD.edition.stories[0], quotes=(quote,)))
    good = rendered(edition)
    html = good.email.html.replace("counting ships", "counting boats")

    (found,) = good.changed(html=html).findings

    assert (found.code, found.line, found.place) == ("not-as-written", 9, "email.html")


def test_nothing_is_said_of_pictures_and_voices():
    section = GOOD.edition.sections[0]
    picture = Picture(
        url="https://x.example/a.jpg", alt="A ship", width=900, height=600
    )
    story = replace(section.stories[0], image=picture)
    voices = Voices(title="Voices", quotes=(a_quote("We can wait no longer"),))
    sections = (replace(section, stories=(story, *section.stories[1:])),)

    shown = rendered(replace(GOOD.edition, sections=sections, voices=voices))

    assert "<img" in shown.email.html
    assert shown.findings == ()


def test_what_the_settings_lack_is_told():
    without = a_newsletter(unsubscribe=None, postal_address="")

    found = rendered(GOOD.edition, without).codes

    assert found == {"unsubscribe-unset", "postal-address-missing"}


def test_long_parts_of_a_story_are_told_with_their_line():
    story = GOOD.edition.stories[0]
    section = GOOD.edition.sections[0]
    fact = replace(story.facts[0], text="word " * 40 + "end.", line=7)
    quote = replace(
        story.quotes[0],
        segments=(replace(story.quotes[0].segments[0], text="said " * 70),),
        line=9,
    )
    longer = replace(
        story, standfirst="word " * 61, facts=(fact,), quotes=(quote,), line=5
    )
    edition = replace(GOOD.edition, sections=(replace(section, stories=(longer,)),))

    found = {(f.code, f.line) for f in rendered(edition).findings}

    assert {("standfirst-long", 5), ("fact-long", 7), ("quote-long", 9)} <= found
