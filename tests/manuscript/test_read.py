from time import process_time

import pytest

from digest.errors import ManuscriptError
from digest.manuscript import read

FRONT = "---\ntitle: T\ndate: 2025-01-16\nedition: 2025-W03\n---\n"
STORY = """\

## Analysis

### [Headline](https://outlet.example/page)

*Outlet · Ada Roe · 14 January 2025 · 5 min*

Standfirst.

- Fact. [Outlet](https://outlet.example/page)

> Words.
>
> — Eve Roe, minister, in [Outlet](https://outlet.example/page)
"""
WHOLE = FRONT + STORY


def error(markdown):
    with pytest.raises(ManuscriptError) as caught:
        read(markdown, name="2025-W03.md")
    return caught.value


def changed(old, new):
    assert old in WHOLE
    return WHOLE.replace(old, new, 1)


FACT = "- Fact. [Outlet](https://outlet.example/page)"
BYLINE = "*Outlet · Ada Roe · 14 January 2025 · 5 min*"
ATTRIBUTION = "> — Eve Roe, minister, in [Outlet](https://outlet.example/page)"

MISTAKES = {
    "nothing": ("", 1, "begins with a line `---`"),
    "no front matter": ("# Title\n", 1, "begins with a line `---`"),
    "open front matter": ("---\ntitle: T\n", 1, "close it"),
    "endless front matter": ("---\n" + "x: y\n" * 9_000, 1, "close it"),
    "no title": (changed("title: T\n", ""), 1, "needs `title`"),
    "empty title": (changed("title: T", "title:"), 1, "needs `title`"),
    "no date": (changed("date: 2025-01-16\n", ""), 1, "needs `date`"),
    "no edition": (changed("edition: 2025-W03\n", ""), 1, "needs `edition`"),
    "bad date": (changed("2025-01-16", "2025-02-30"), 3, "write it as 2025-01-16"),
    "other date": (changed("2025-01-16", "16 January"), 3, "write it as 2025-01-16"),
    "bad name": (changed("2025-W03", "../W03"), 4, "write 2025-W03"),
    "long name": (changed("2025-W03", "W" * 65), 4, "has 65 characters, and may have"),
    "bad language": (changed("title: T", "language: x\ntitle: T"), 2, "write en or uk"),
    "unknown key": (changed("title: T", "heading: T"), 2, "knows no `heading`"),
    "key twice": (changed("title: T", "title: T\ntitle: U"), 3, "twice; remove one"),
    "colon in title": (changed("title: T", "title: T: U"), 2, "quotation marks"),
    "list in title": (changed("title: T", "title: [T]"), 2, "plain values only"),
    "nested title": (changed("title: T", "title:\n  a: T"), 3, "plain values only"),
    "alias": (changed("title: T", "title: *T"), 2, "plain values only"),
    "control in title": (changed("title: T", "title: \x01"), 1, "YAML forbids"),
    "text": (changed("title: T\n", "T\n"), 2, "plain values only"),
    "story outside": (changed("## Analysis\n", ""), 8, "put a `## Section` above it"),
    "fact outside": (FRONT + "- x\n", 6, "outside a story"),
    "quotation outside": (FRONT + "> x\n", 6, "outside a story"),
    "text in section": (changed("## Analysis", "## A\n\ntext"), 9, "above the first"),
    "fact in section": (changed("## Analysis", "## A\n\n- x"), 9, "`###` headline"),
    "title again": (changed("## Analysis", "# T\n\n## A"), 7, "front matter"),
    "deep heading": (changed("Standfirst.", "#### x"), 13, "level 4"),
    "underlined": (changed("Standfirst.", "x\n---"), 13, "line under it"),
    "underlined title": (FRONT + "x\n===\n", 6, "line under it"),
    "nameless section": (changed("## Analysis", "##"), 7, "write `## Title`"),
    "section link": (changed("Analysis", "[A](https://a.b)"), 7, "three hashes"),
    "section image": (changed("Analysis", "![A](https://a.b)"), 7, "one picture"),
    "plain headline": (
        changed("[Headline](https://outlet.example/page)", "Headline"),
        9,
        "write `### [Headline](https://…)`",
    ),
    "headline and more": (
        changed("[Headline](https://outlet.example/page)", "[H](https://a.b) x"),
        9,
        "write `### [Headline](https://…)`",
    ),
    "empty headline": (changed("[Headline]", "[]"), 9, "no text"),
    "no address": (changed("(https://outlet.example/page)", "()"), 9, "from https://"),
    "script": (
        changed("(https://outlet.example/page)", "(javascript:alert(1))"),
        9,
        "from https://",
    ),
    "no byline": (changed(BYLINE + "\n", ""), 9, "has no byline"),
    "nothing but a headline": (FRONT + "## A\n### [H](https://a.b)\n", 7, "no byline"),
    "no line after byline": (
        changed(BYLINE + "\n\n", BYLINE + "\n"),
        11,
        "leave a blank line after the byline",
    ),
    "no line after also": (
        changed("Standfirst.", "*Also: [A](https://a.b)*\nStandfirst."),
        13,
        "leave a blank line after the byline",
    ),
    "plain byline": (changed(BYLINE, "Outlet"), 9, "has no byline"),
    "byline too full": (changed("Ada Roe ·", "Ada · Ben ·"), 11, "not clear at “Ben”"),
    "byline bad date": (changed("14 January", "31 February"), 11, "14 January 2025"),
    "byline no month": (changed("14 January", "14 Foo"), 11, "14 January 2025"),
    "byline no outlet": (changed("*Outlet ·", "*&#32; ·"), 11, "not clear"),
    "three lines": (changed("min*", "min*\\\n*a*\\\n*b*"), 11, "two lines at most"),
    "link in byline": (changed("Ada Roe", "[A](https://a.b)"), 11, "plain text"),
    "not also": (changed("Standfirst.", "*And [A](https://a.b)*"), 13, "*Also: "),
    "also two": (
        changed("Standfirst.", "*Also: [A](https://a.b), [B](https://b.c) · Cy*"),
        13,
        "plain text",
    ),
    "also what": (changed("Standfirst.", "*Also: a [A](https://a.b)*"), 13, "*Also: "),
    "also then": (changed("Standfirst.", "*Also: [A](https://a.b) b*"), 13, "*Also: "),
    "also code": (
        changed("Standfirst.", "*Also: `a` [A](https://a.b)*"),
        13,
        "*Also: ",
    ),
    "image in text": (changed("Standfirst.", "A ![x](y.png)"), 13, "one picture"),
    "late image": (changed(FACT, FACT + "\n\n![x](y.png)"), 17, "one picture"),
    "two images": (
        changed("Standfirst.", "![x](y.png)\n\n![x](z.png)"),
        15,
        "one picture",
    ),
    "image to nowhere": (changed("Standfirst.", "![x]()"), 13, "has no address"),
    "link in image": (changed("Standfirst.", "![[x](y)](z)"), 13, "plain text"),
    "link in text": (changed("Standfirst.", "[x](https://a.b)"), 13, "plain text"),
    "table": (changed("Standfirst.", "| a |\n|---|\n| b |"), 13, "table"),
    "code": (changed("Standfirst.", "```\nx\n```"), 13, "code block"),
    "indented": (changed("Standfirst.", "    x"), 13, "remove the spaces"),
    "html": (changed("Standfirst.", "<div>x</div>"), 13, "HTML has no place"),
    "comment": (changed("Standfirst.", "<!-- x -->"), 13, "HTML has no place"),
    "rule": (changed("Standfirst.", "***"), 13, "a rule has no place"),
    "numbers": (changed("- Fact", "1. Fact"), 15, "begin each fact with `- `"),
    "late text": (changed(FACT, FACT + "\n\nText."), 17, "one paragraph of its own"),
    "no source": (changed(FACT, "- Fact."), 15, "does not end with its source"),
    "empty fact": (changed(FACT, "-"), 15, "a fact is one paragraph"),
    "source first": (changed(FACT, "- [O](https://a.b) x"), 15, "does not end with"),
    "only a source": (changed("- Fact. ", "- "), 15, "has no words"),
    "two sources": (changed("Fact.", "Fact [x](https://a.b)"), 15, "plain text"),
    "nested facts": (changed(FACT, FACT + "\n  - x"), 15, "one paragraph"),
    "no attribution": (changed(">\n" + ATTRIBUTION, ">"), 17, "who and where"),
    "joined": (changed(">\n> —", "> —"), 17, "leave a line `>`"),
    "no dash": (changed("> — Eve", "> Eve"), 19, "attribution is not clear"),
    "no in": (changed("minister, in", "minister"), 19, "attribution is not clear"),
    "no comma": (
        changed("minister, in", "minister in"),
        19,
        "put a comma before `in`: `> — Eve Roe, minister, in [Outlet](https://…)`",
    ),
    "hyphen": (changed("> — Eve", "> - Eve"), 19, "write `> — Speaker, role, in ["),
    "hyphen, joined": (changed(">\n> — Eve", "> - Eve"), 18, "begin it with a dash"),
    "no place": (
        changed(" [Outlet](https://outlet.example/page)\n\n>", " x\n\n>"),
        15,
        "",
    ),
    "no words": (changed("> Words.\n>\n", ""), 17, "has no words"),
    "empty quote": (changed("> Words.\n>\n" + ATTRIBUTION, ">"), 17, "who and where"),
    "list in quote": (changed("> Words.", "> - Words."), 17, "is plain text"),
    "quote in quote": (changed("> Words.", "> > Words."), 17, "is plain text"),
    "same story": (WHOLE + STORY, 23, "stands in line 9 already; remove one"),
    "too long": (WHOLE + "x" * 5_000_000, 1, "at most 2,000,000 characters"),
    "too deep": (FRONT + ">" * 5_000 + " x\n", 6, "outside a story"),
    "too deep a quote": (changed("> Words.", "> " * 5_000 + "x"), 17, "is plain text"),
}


@pytest.mark.parametrize("what", MISTAKES)
def test_a_mistake_names_its_line_and_says_what_to_do(what):
    markdown, line, message = MISTAKES[what]

    found = error(markdown)

    assert found.name == "2025-W03.md"
    assert (found.line, message in found.message) == (line, True), str(found)


def test_the_first_mistake_is_the_one_reported():
    assert error(changed("Standfirst.", "***").replace("- Fact", "1. Fact")).line == 13


def test_a_whole_manuscript_has_no_mistake():
    assert read(WHOLE, name="x").stories[0].headline == "Headline"


def test_emphasis_that_an_editor_adds_is_taken_as_its_text():
    story = read(changed("- Fact.", "- A **very** `plain` _fact_."), name="x").stories[
        0
    ]

    assert story.facts[0].text == "A very plain fact."


def test_html_within_a_line_is_the_text_that_it_is():
    story = read(changed("Standfirst.", "A <b>bold</b> one."), name="x").stories[0]

    assert story.standfirst == "A <b>bold</b> one."


def test_a_standfirst_may_be_emphasised_as_a_whole():
    story = read(changed("Standfirst.", "*Standfirst.*"), name="x").stories[0]

    assert story.standfirst == "Standfirst."


def test_a_story_may_be_without_a_standfirst():
    story = read(changed("Standfirst.\n\n", ""), name="x").stories[0]

    assert (story.standfirst, len(story.facts)) == ("", 1)


def test_lines_may_be_wrapped():
    wrapped = WHOLE.replace("· 14", "·\n14").replace(", in [", ",\n> in [")

    assert read(wrapped, name="x") == read(WHOLE, name="x")


def test_facts_and_quotations_may_come_in_any_order():
    fact = "\n* Fact two. [Outlet](https://outlet.example/page)\n"

    story = read(WHOLE + fact, name="x").stories[0]

    assert [found.text for found in story.facts] == ["Fact.", "Fact two."]


def test_a_list_with_gaps_is_a_list_of_facts():
    story = read(changed(FACT, f"{FACT}\n\n{FACT}"), name="x").stories[0]

    assert len(story.facts) == 2


def test_a_section_whose_stories_were_removed_goes():
    edition = read(changed("## Analysis", "## Empty\n\n## Analysis"), name="x")

    assert [section.title for section in edition.sections] == ["Analysis"]


def test_a_new_paragraph_parts_a_quotation_as_its_dots_do():
    paragraphs = read(changed("> Words.", "> One.\n>\n> Two."), name="x")
    dots = read(changed("> Words.", "> One. … Two."), name="x")

    assert paragraphs == dots


@pytest.mark.parametrize(
    "typed",
    [
        "“One. … Two.”",
        "‘One. … Two.’",
        '"One. … Two."',
        "«One. … Two.»",
        "“One.” … “Two.”",
        "“One.\n>\n> Two.”",
    ],
)
def test_marks_typed_round_a_quotation_are_left_out(typed):
    marked = read(changed("> Words.", f"> {typed}"), name="x")

    assert marked == read(changed("> Words.", "> One. … Two."), name="x")


def test_marks_that_are_the_quotations_own_are_kept_by_a_backslash():
    story = read(changed("> Words.", '> \\"Words."'), name="x").stories[0]

    assert story.quotes[0].text == '"Words."'


def test_a_name_may_have_64_characters():
    assert read(changed("2025-W03", "W" * 64), name="x").name == "W" * 64


def test_an_attribution_without_a_name_has_no_speaker():
    quote = (
        read(changed("— Eve Roe, minister, in", "— in"), name="x").stories[0].quotes[0]
    )

    assert (quote.speaker, quote.role) == (None, None)


def test_months_may_be_short():
    assert read(changed("14 January", "14 Jan."), name="x") == read(WHOLE, name="x")


def test_authors_may_be_joined_as_the_serial_comma_has_it():
    story = read(changed("Ada Roe", "Ada, Ben, and Cy"), name="x").stories[0]

    assert story.bylines[0].authors == ("Ada", "Ben", "Cy")


def test_addresses_are_left_as_they_are_written():
    odd = "https://münchen.example/ü?a=%7e&b=1"
    edition = read(WHOLE.replace("https://outlet.example/page", odd), name="x")

    assert edition.stories[0].bylines[0].source.url == odd


def test_a_value_may_stand_in_any_kind_of_quotation_marks():
    edition = read(
        changed("edition: 2025-W03", 'edition: "2025-W03" # this week'), name="x"
    )

    assert edition.name == "2025-W03"


HOSTILE = {
    "brackets": "[" * 30_000,
    "links": "[a](" * 10_000,
    "images": "![" * 15_000,
    "emphasis": "*a _b " * 8_000,
    "ticks": "".join("`" * length + " " for length in range(300)),
    "tags": "<a " * 15_000,
    "entities": "&a;" * 15_000,
    "backslashes": "\\" * 50_000,
    "flow": "{" * 50_000,
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_text_is_read_or_refused_in_time(what):
    started = process_time()
    for markdown in (
        WHOLE.replace("Standfirst.", "x" + HOSTILE[what]),
        WHOLE.replace("title: T", "title: " + HOSTILE[what][:9_000]),
        WHOLE.replace("Eve Roe", "x" + HOSTILE[what]),
    ):
        try:
            read(markdown, name="x")
        except ManuscriptError:
            continue

    assert process_time() - started < 30
