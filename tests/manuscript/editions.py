"""Editions made of nasty strings, and the builders that state one thing at a time."""

from datetime import date

from hypothesis import strategies as st

from digest.manuscript.escape import clean
from digest.model import (
    Byline,
    ByTheNumbers,
    Correction,
    Corrections,
    Difference,
    Edition,
    Fact,
    Number,
    Picture,
    Quote,
    Section,
    Segment,
    Source,
    Story,
    Voices,
)

# Each was chosen, or found by hypothesis, because it means something in Markdown, YAML
# or one of our own lines. 1,500 random examples did not find `C #`.
NASTY = (
    "C #",
    "#",
    "##",
    "# one",
    "####### seven",
    'a title with "quotes"',
    "it's 'single' \"double\"",
    "a: b",
    "a #b",
    "[brackets]",
    "[sic] he said",
    "[a](b)",
    "[a](b) c [d](e)",
    "[x](https://x.example)",
    "[a][b]",
    "[note]: https://x.example",
    "[ ] to do",
    "[x] done",
    "[^1] footnote",
    "unbalanced [",
    "unbalanced ]",
    "](",
    "![",
    "![image](x.png)",
    "wow! [",
    "a | b",
    "| a | b |",
    "--|--",
    "emoji 🇺🇦 👩‍👩‍👧 ❤️",
    "مرحبا بالعالم",
    "שלום \u200fעולם",
    "\u202eevil",
    "- item",
    "-",
    "+ item",
    "* item",
    "*",
    "1. item",
    "1) item",
    "1234567890. item",
    "7-2.",
    "2024",
    "2025-01-16",
    "yes",
    "null",
    "~",
    "1_000",
    "1e3",
    "> quote",
    ">",
    "---",
    "- - -",
    "--",
    "***",
    "* * *",
    "___",
    "===",
    "=",
    "...",
    "```",
    "``` code",
    "~~~",
    "~~struck~~",
    "~5 to ~6",
    "`code`",
    "`",
    "``a`b``",
    "<b>bold</b>",
    "<b>",
    "</div>",
    "<div>",
    "<!-- comment -->",
    "<!--",
    "<?php",
    "<![CDATA[x]]>",
    "<https://x.example>",
    "a < b > c",
    "<3",
    "&amp;",
    "&copy;",
    "&#35;",
    "&#x23;",
    "&nbsp;",
    "AT&T",
    "\\",
    "\\\\",
    "a\\",
    "\\*",
    "\\,",
    "\\[a]",
    "C:\\dir\\x",
    "snake_case_name",
    "_emphasis_",
    "__strong__",
    "*emphasis*",
    "**strong**",
    "in*the*middle",
    "5 * 3 * 2",
    "a ** b",
    "* a",
    "_a",
    "a_",
    "«_a_»",
    "https://x.example/a_b_c",
    "www.x.example",
    "“smart” ‘quotes’ — dash – en",
    "a · b",
    "· a",
    "a ·",
    "·",
    "a … b",
    "… a",
    "a …",
    "…",
    "a…",
    "…a",
    "Jr., A.",
    "a,",
    ", a",
    "Law and Justice",
    "and",
    "and so",
    "so and",
    "A, and B",
    "in",
    "x, in",
    "in [x]",
    ", in [Outlet](u)",
    "— Name, in",
    "—",
    "Also: [x]",
    "Also:",
    "5 min",
    "14 January 2025",
    "99 January 2025",
    "14 Jan. 2025",
    "no-break\u00a0space\u202fhere",
    "zero\u200bwidth\u00adsoft",
    "e\u0301 composed".replace("e\u0301", "é"),
    "\ufeffmark",
    "\U0001f600",
    "\uffff",
    "@user #12 $x$ :smile:",
    "{{ jinja }} {% x %}",
    "%",
    "@at",
    "`tick",
    "? key",
    ": value",
    "!tag",
    "&anchor",
    "*alias",
    "{a: b}",
    "[a, b]",
    "'",
    '"',
    '""',
    "“wrapped”",
    "‘wrapped’",
    '"wrapped"',
    "'wrapped'",
    "« wrapped »",
    "»wrapped«",
    "„wrapped“",
    "”wrapped”",
    "““wrapped” twice”",
    "“half",
    "half”",
    "“a” and “b”",
    "‘a,’ he said, ‘b’",
    "″wrapped″",
    "＂wrapped＂",
    "‚wrapped‘",
    "‹wrapped›",
)

_ALPHABET = st.one_of(
    st.sampled_from("*_`[]()<>&\\!#-+=~|·…—,.:; aand1230\"'"),
    st.characters(exclude_categories=("Cs",)),
)


def _nasty_at(place):
    return NASTY[place]


# Not `sampled_from`: hypothesis would print all of them wherever it names a strategy.
_nasty = st.integers(0, len(NASTY) - 1).map(_nasty_at)
words = (
    st.one_of(
        _nasty,
        st.text(_ALPHABET, max_size=20),
        st.tuples(_nasty, _nasty).map(" ".join),
        st.tuples(_nasty, _nasty).map("".join),
    )
    .map(clean)
    .filter(bool)
)
anything = st.one_of(words, st.text(max_size=20))
_dates = st.dates()
_names = st.from_regex(r"[a-zA-Z0-9]{1,20}([-.][a-zA-Z0-9]{1,20}){0,2}", fullmatch=True)
_paths = st.one_of(
    st.sampled_from(
        (
            "a_(b)",
            "a)b",
            "(a",
            "a b",
            "?a=1&amp;b=2&copy=3",
            "<a>",
            "a\\",
            "\\(",
            "ü/%C3%BC",
            "a_b_c*d*",
            "#:~:text=a-,b",
            "[a]",
            '"t"',
            "'t'",
            "((a))",
        )
    ),
    words,
)
urls = st.tuples(
    st.sampled_from(("https://x.example/", "http://y.example/", "HTTPS://Z.example/")),
    _paths,
).map(lambda parts: clean("".join(parts)))


def _optional(strategy):
    return st.none() | strategy


def _tuples(strategy, *, least=0, most=3):
    return st.lists(strategy, min_size=least, max_size=most).map(tuple)


def editions_of(text, links):
    """Return editions whose strings and addresses come from these strategies."""
    sources = st.builds(Source, outlet=text, url=links)
    named = st.tuples(text, _optional(text))
    quotes = st.builds(
        lambda segments, who, source: Quote(
            segments=tuple(Segment(text=segment) for segment in segments),
            speaker=who[0],
            role=who[1],
            source=source,
        ),
        _tuples(text, least=1),
        named | st.just((None, None)),
        sources,
    )
    bylines = st.builds(
        Byline,
        source=sources,
        authors=_tuples(text),
        published=_optional(_dates),
        minutes=_optional(st.integers(0, 999)),
        note=_optional(text),
    )
    sides = st.builds(Number, figure=text, counted=text, source=sources)
    differences = st.builds(
        Difference, title=text, numbers=_tuples(sides, least=2, most=3)
    )
    bare = st.builds(Byline, source=sources)
    stories = st.builds(
        Story,
        headline=text,
        image=_optional(st.builds(Picture, url=links, alt=st.just("") | text)),
        standfirst=st.just("") | text,
        facts=_tuples(st.builds(Fact, text=text, source=sources)),
        differences=_tuples(differences, most=2),
        quotes=_tuples(quotes, most=2),
        bylines=_tuples(bylines | bare, least=1, most=4),
    )
    sections = st.builds(Section, title=text, stories=_tuples(stories, least=1, most=2))
    voices = st.builds(Voices, title=text, quotes=_tuples(quotes, least=1))
    numbers = st.builds(
        ByTheNumbers,
        title=text,
        numbers=_tuples(
            st.builds(Number, figure=text, counted=text, source=sources), least=1
        ),
    )
    corrections = st.builds(
        Corrections,
        title=text,
        items=_tuples(
            st.builds(
                Correction,
                edition=_names,
                was=text,
                now=st.just("") | text,
                speaker=_optional(text),
                source=sources,
            ),
            least=1,
        ),
    )
    return st.builds(
        Edition,
        name=_names,
        title=text,
        date=_dates,
        language=st.sampled_from(("en", "uk", "pt-BR")),
        intro=_tuples(text).map("\n\n".join),
        sections=_tuples(sections, most=2),
        voices=_optional(voices),
        by_the_numbers=_optional(numbers),
        corrections=_optional(corrections),
    ).filter(_no_story_twice)


def _no_story_twice(edition):
    firsts = [clean(story.bylines[0].source.url) for story in edition.stories]
    return len(set(firsts)) == len(firsts)


editions = editions_of(words, urls)
PAGE = Source(outlet="Outlet", url="https://outlet.example/page")


def a_story(**changes):
    fields = {
        "headline": "Headline of the story",
        "standfirst": "A standfirst of one or two sentences.",
        "bylines": (Byline(source=PAGE, published=date(2025, 1, 14), minutes=5),),
    }
    return Story(**fields | changes)


def an_edition(*stories, **changes):
    fields = {
        "name": "2025-W03",
        "title": "The digest",
        "date": date(2025, 1, 16),
        "sections": (Section(title="Analysis", stories=stories or (a_story(),)),),
    }
    return Edition(**fields | changes)
