"""Each row: what is wrong, the line it is in, and words that the message must have."""

import json

import pytest

from tests.config.builders import NEWSLETTER, feeds_yaml, mistakes

Row = tuple[str, int | None, str]

SYNTAX: dict[str, Row] = {
    "nothing": ("", None, "the file is empty"),
    "comments alone": ("# to do\n", None, "the file is empty"),
    "a list": ("- a\n", 1, "`newsletter:` and `feeds:` at the left margin"),
    "a text": ("hello\n", 1, "at the left margin"),
    "an open bracket": ("a: [1,\n", 1, "never closed"),
    "an open brace": ("a: {b: 1,\nc", 1, "never closed"),
    "a bracket and no more": ("a: [", 1, "a bracket is never closed"),
    "an open quote": ("a: 1\nb: 'x\nc: 2\n", 2, "quotation mark"),
    "a tab": ("a:\n\tb: 1\n", 2, "indent with spaces"),
    "two colons": ("title: Ukraine: the week\n", 1, "in quotes"),
    "one line too far": ("a: 1\n b: 2\n", 2, "indented too far"),
    "a line too far left": ("a:\n  - b: 1\n c: 2\n", 3, "indentation"),
    "a key without colon": ("a: 1\nb\nc: 1\n", 2, "colon is missing"),
    "an at sign": ("a: @b\n", 1, "between single quotes"),
    "a star": ("a: * b\n", 1, "between single quotes"),
    "an unknown alias": ("a: *b\n", 1, "*b stands for nothing above it"),
    "an alias of itself": ("a: &b [*b]\n", 1, "*b stands for nothing above it"),
    "a backslash": ('a: "\\d"\n', 1, "'\\d+', between single quotes"),
    "a Python object": (
        "a: !!python/object:os.system x\n",
        1,
        "!!python/object:os.sys",
    ),
    "a tag of one's own": ("a: 1\nb: !x {c: 1}\n", 2, "tags such as !x"),
    "a tagged key": ("!x a: 1\n", 1, "tags such as !x"),
    "two documents": ("a: 1\n---\nb: 2\n", 2, "second document"),
    "another YAML": ("# a\n%YAML 1.99\n---\na: 1\n", 2, "may not begin with %"),
    "a directive at once": ("%TAG ! b\n---\na: 1\n", 1, "may not begin with %"),
    "a control character": ("a: 1\nb: \x07\n", 2, "U+0007"),
    "a list as a key": ("a: {? [1] : 2}\n", 1, "a key is a single word"),
    "depth": ("[" * 50_000, 1, "nested too deep"),
    "an unknown directive's end": ("a: 'x\n---\nb: 1\n", 1, "never closed"),
    "an odd character": ("a: }\n", 1, "a value is missing"),
    "no such character": ('a: 1\nb: "\\U11111111"\n', 2, "a character's code"),
    "far from a character": ('a: 1\nb: "\\UFFFFFFFF"\n', 2, "a character's code"),
    "half an escape": ('a: 1\nb: "\\x"\n', 2, "this is not YAML: "),
    "size": ("a" * 1_000_001, None, "larger than 1,000,000 bytes"),
}

NEWSLETTERS: dict[str, Row] = {
    "an unknown key": ("max_story: 3", 4, "did you mean `max_stories`?"),
    "nothing like a key": ("zzz: 3", 4, "write `title`, `from`, "),
    "the field's name": ("from_: a <a@b.example>", 4, "did you mean `from`?"),
    "a key of http": ("retries: 3", 4, "does not belong here, but under `http:`"),
    "a key of two places": ("timeout_seconds: 3", 4, "under `http:` or under `smtp:`"),
    "a merge key": ("<<: {period: day}", 4, "merge keys"),
    "a word for a number": ("max_stories: twelve", 4, "such as 12, not 'twelve'"),
    "a number in quotes": ("max_stories: '12'", 4, "a whole number from 1 to 60"),
    "yes for a number": ("max_stories: true", 4, "not true"),
    "half a story": ("max_stories: 1.5", 4, "not 1.5"),
    "no stories": ("max_stories: 0", 4, "from 1 to 60"),
    "too few numbers": ("max_numbers: 2", 4, "write 0, 3, 4, 5 or 6, not 2"),
    "too few voices": ("max_voices: 1", 4, "write 0, 2, 3, 4 or 5, not 1"),
    "too many voices": ("max_voices: 6", 4, "write 0, 2, 3, 4 or 5, not 6"),
    "too many numbers": ("max_numbers: 7", 4, "write 0, 3, 4, 5 or 6, not 7"),
    "more than sure": ("speaker_confidence: 1.1", 4, "a number from 0 to 1"),
    "less than unsure": ("speaker_confidence: -0.1", 4, "a number from 0 to 1"),
    "a word for confidence": ("speaker_confidence: high", 4, "a number from 0 to 1"),
    "no number at all": ("speaker_confidence: .nan", 4, "a number from 0 to 1"),
    "too many stories": ("max_stories: 61", 4, "from 1 to 60"),
    "an endless number": (f"max_stories: {'9' * 9_000}", 4, "from 1 to 60"),
    "no such period": ("period: month", 4, "write day or week, not 'month'"),
    "a list for a text": ("intro: [a]", 4, "write a text, not a list"),
    "nothing for a text": ("intro:", 4, "nothing stands here"),
    "a number for a text": ("intro: 2024", 4, "put 2024 in quotes"),
    "an unreadable character": ('intro: "a\\0b"', 4, "U+0000, at position 2"),
    "half a character": ('intro: "a\\ud800"', 4, "U+D800"),
    "a city for a time zone": ("timezone: kyiv", 4, "such as Europe/Kyiv"),
    "an old spelling": ("timezone: Europe/Kiew", 4, "such as Europe/Kiev"),
    "an offset": ("timezone: GMT+2", 4, "such as"),
    "a region": ("timezone: Europe", 4, "a time zone such as"),
    "a path": ("timezone: ../../etc/passwd", 4, "a time zone such as"),
    "a path without end": (f"timezone: {'a/' * 99_999}a", 4, "a time zone such as"),
    "an endless tag": (f"language: {'en-' * 66_666}en", 4, "a language tag"),
    "an endless name": (f"{'max_stories' * 90}: 1", 4, "unknown key: write"),
    "an endless address": (f"web: {'a.' * 99_999} a", 4, "begins with https://"),
    "a language's name": ("language: Ukrainian", 4, "write uk, not 'Ukrainian'"),
    "an underscore": ("language: en_GB", 4, "a language tag such as en, uk or pt-BR"),
    "no language": ("language: xx", 4, "a language tag"),
    "an empty language": ("language: ''", 4, "not an empty text"),
    "no web address": ("web: newsletter", 4, "begins with https://"),
    "a bare host": ("web: www.a.example/x", 4, "write https://www.a.example/x"),
    "a space in it": ("web: https://a.example/ x", 4, "begins with https://"),
    "a port of letters": ("web: https://a.example:port/", 4, "begins with https://"),
    "an open bracket in it": ("web: 'https://[::1'", 4, "begins with https://"),
    "ftp": ("web: ftp://a.example/", 4, "begins with https://"),
    "credentials": ("web: https://ann:pw@a.example/", 4, "secrets don't belong"),
    "unsubscribe by http": ("unsubscribe: http://a.example", 4, "https:// or mailto:"),
    "an empty mailto": ("unsubscribe: 'mailto:'", 4, "https:// or mailto:"),
    "a bare address": ("unsubscribe: a@b.example", 4, "https:// or mailto:"),
    "a script": ("unsubscribe: javascript:alert(1)", 4, "https:// or mailto:"),
    "a key twice": ("period: day\nperiod: week", 5, "stands in line 4 already"),
    "a token": ("api_key: abc", 4, "secrets don't belong in feeds.yaml"),
}

FEEDS: dict[str, Row] = {
    "both places": ("path: a.xml", 7, "`url` (a feed on the web) or `path` (a file)"),
    "an unknown key": ("sections: a", 7, "did you mean `section`?"),
    "no such full text": ("full_text: both", 7, "write auto, feed or page, not 'both'"),
    "no list of patterns": ("drop: ^a", 7, "such as '^Stay updated' on a line of its"),
    "no patterns": ("drop:", 7, "write a list"),
    "an empty pattern": ("drop:\n  - ^a\n  - ''", 9, "would drop every paragraph"),
    "an open group": ("drop:\n  - '(a'", 8, "at character 1 of '(a'"),
    "a repeat of nothing": ("drop: ['a**']", 7, "at character 3"),
    "a doubtful bracket": ("drop: ['[[a]']", 7, "write \\[ for a bracket itself"),
    "too many repeats": (f"drop: ['a{{{'9' * 30}}}']", 7, "repeats too often"),
    "everything": ("drop: ['.*']", 7, "matches every paragraph"),
    "a pasted text": (f"drop: ['{'a' * 501}']", 7, "at most 500 characters"),
    "too many entries": ("max_entries: 201", 7, "from 1 to 200"),
    "an empty section": ("section: ' '", 7, "an empty one stands here"),
    "two lines": ('section: "a\\nb"', 7, "on one line"),
}

REST: dict[str, Row] = {
    "an unknown key": (
        "extra: 1",
        7,
        "write `newsletter`, `feeds`, `sites`, `theme`, `http`, `deliver` or `serve`",
    ),
    "a key too far left": ("max_stories: 3", 7, "here, but under `newsletter:`"),
    "a word for a table": ("http: fast", 7, "write keys such as `timeout_seconds:`"),
    "nothing for a table": ("http:", 7, "nothing stands here"),
    "sites in a row": ("sites: {a.example: .b}", 7, "a list of sites, each after a"),
    "a site that is a word": ("sites:\n  - a.example", 8, "keys such as `host:`"),
    "a site nowhere": ("sites:\n  - text: .a", 8, "write `host: outlet.example`"),
    "a site without rules": (
        "sites:\n  - host: a.example",
        8,
        "write `text:`, `without:` or `authors:`",
    ),
    "an address for a host": (
        "sites:\n  - text: .a\n    host: https://a.example/b",
        9,
        "write a.example alone",
    ),
    "one host twice": (
        "sites:\n  - {host: a.example, text: .a}\n  - {host: A.example, text: .b}",
        9,
        "site 1 has the same host: write one rule for both",
    ),
    "no selector": (
        "sites:\n  - host: a.example\n    text: 'div..body'",
        9,
        "not a CSS selector: Expected ident",
    ),
    "an xpath": (
        "sites:\n  - host: a.example\n    without:\n      - .a\n      - //div",
        11,
        "not a CSS selector",
    ),
    "an unknown pseudo-class": (
        "sites:\n  - {host: a.example, text: 'p:hover-ish'}",
        8,
        "not a CSS selector",
    ),
    "an endless selector": (
        f"sites:\n  - {{host: a.example, text: '{'a ' * 151}'}}",
        8,
        "at most 300 characters",
    ),
    "an empty selector": (
        "sites:\n  - {host: a.example, authors: ''}",
        8,
        "an empty one stands here",
    ),
    "the whole page": (
        "sites:\n  - {host: a.example, without: [' BODY ']}",
        8,
        "is the whole page",
    ),
    "a site's key at the margin": ("without: ['.a']", 7, "but under a site"),
    "no time": ("http:\n  timeout_seconds: 0", 8, "above 0 up to 300"),
    "endless time": ("http:\n  timeout_seconds: .inf", 8, "a number above 0"),
    "too few bytes": ("http: {max_bytes: 9}", 7, "a whole number, 1000 or more"),
    "no port": ("http:\n  allow: [localhost]", 8, "host:port, such as 127.0.0.1:8080"),
    "port 0": ("http:\n  allow: ['localhost:0']", 8, "host:port"),
    "a port too high": ("http:\n  allow:\n    - '[::1]:65536'", 9, "host:port"),
    "a scheme": ("http:\n  allow: ['http://a:80']", 8, "host:port"),
    "a header too many": ('http: {user_agent: "a\\r\\nb: c"}', 7, "on one line"),
    "curly quotes": ("http: {user_agent: “a”}", 7, "ASCII"),
    "no outbox": (
        "deliver:\n  outbox: post",
        8,
        "write eml, maildir, stdout or smtp, not 'post'",
    ),
    "smtp and no server": ("deliver:\n  outbox: smtp", 8, "needs a mail server"),
    "a server without host": (
        "deliver:\n  outbox: smtp\n  smtp:\n    port: 25",
        9,
        "this is missing: write `host: mail.newsletter.example`",
    ),
    "a host with port": ("deliver: {smtp: {host: 'a:25'}}", 7, "under `port:`"),
    "a user": (
        "deliver:\n  smtp:\n    host: a\n    username: ann",
        10,
        "set the environment variable DIGEST_SMTP_USERNAME",
    ),
    "a password": (
        "deliver:\n  smtp:\n    host: a\n    password: 'hunter2'",
        10,
        "set the environment variable DIGEST_SMTP_PASSWORD",
    ),
    "a colour that is a comment": (
        "theme:\n  light:\n    ink: #111111",
        9,
        "without them, # begins a comment",
    ),
    "a short colour": ("theme: {dark: {ink: '#eee'}}", 7, "six hexadecimal digits"),
    "a named colour": ("theme: {light: {ink: black}}", 7, "not 'black'"),
    "ink as pale as its paper": (
        "theme:\n  light:\n    muted: '#999999'",
        8,
        "has a contrast of 2.72, and text needs 4.5",
    ),
    "ink a shade too pale": (
        "theme: {light: {ink: '#777777', paper: '#ffffff'}}",
        7,
        "has a contrast of 4.47, and text needs 4.5",
    ),
    "dark paper that is white": (
        "theme: {dark: {paper: '#ffffff', ink: '#000000', muted: '#111111', accent: '#222222'}}",  # noqa: E501
        7,
        "too bright for the dark",
    ),
    "a font that is CSS": (
        "theme: {text_font: 'serif;background:url(https://a.example)'}",
        7,
        "write names of fonts",
    ),
    "a font without a family": (
        "theme: {text_font: Charter}",
        7,
        "a family at the end",
    ),
    "a logo over plain http": (
        "theme:\n  logo: {url: 'http://a.example/l', alt: A, width: 90, height: 40}",
        8,
        "begins with https://",
    ),
    "a logo as wide as the mail": (
        "theme:\n  logo: {url: 'https://a.example/l', alt: A, width: 600, height: 40}",
        8,
        "a whole number from 16 to 560",
    ),
    "a key of the theme": ("logo: x", 7, "under `theme:`"),
}

WHOLE: dict[str, Row] = {
    "no newsletter": ("feeds: [{title: a, url: 'https://a.example'}]", None, "missing"),
    "no feeds": (NEWSLETTER, None, "below it a list of feeds"),
    "an empty list": (f"{NEWSLETTER}feeds: []\n", 4, "write at least one feed"),
    "a feed that is a word": (f"{NEWSLETTER}feeds:\n  - a\n", 5, "`title:` and `url:`"),
    "a feed nowhere": (f"{NEWSLETTER}feeds:\n- title: a\n", 5, "say where the feed is"),
    "a feed without title": (
        f"{NEWSLETTER}feeds:\n  -\n    url: https://a.example/\n",
        6,
        "this is missing: write `title: UkraineAlert`",
    ),
    "a title that is missing": (
        "newsletter:\n  from: a <a@b.example>\nfeeds: [{title: a, path: b}]",
        1,
        "write `title: UkraineAlert digest`",
    ),
    "an empty title": (
        "newsletter: {from: a <a@b.c>,\n  title: ''}\nfeeds: [{title: a, path: b}]",
        2,
        "write a text",
    ),
    "one address twice": (
        feeds_yaml(
            rest="  - title: Other\n    url: http://WWW.harbour.example:80/feed/#x\n"
        ),
        8,
        "feed 1 has the same address",
    ),
    "one file twice": (
        f"{NEWSLETTER}feeds: [{{title: a, path: b}},\n  {{title: c, path: ./b}}]",
        5,
        "feed 1 has the same path",
    ),
    "one title twice": (
        feeds_yaml(rest="  - title: harbour  NEWS\n    path: a.xml\n"),
        7,
        "feed 1 has the same title",
    ),
}

ROWS: dict[str, Row] = {
    **SYNTAX,
    **{f"newsletter: {k}": (feeds_yaml(t), *r) for k, (t, *r) in NEWSLETTERS.items()},
    **{f"feed: {k}": (feeds_yaml("", t), *r) for k, (t, *r) in FEEDS.items()},
    **{f"rest: {k}": (feeds_yaml(rest=t), *r) for k, (t, *r) in REST.items()},
    **WHOLE,
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_a_mistake_is_told_with_its_line_and_what_to_write_instead(row: Row):
    text, line, words = row

    (mistake,) = mistakes(text)

    assert mistake.line == line
    assert words in mistake.message


@pytest.mark.parametrize(
    "sender",
    [
        "nobody",
        "letter@harbour.example",
        "<letter@harbour.example>",
        "Letter letter@harbour.example",
        "Doe, Jane <jane@harbour.example>",
        "Letter <a@b.example>, Other <c@d.example>",
        "Letter <letter>",
        "Letter <a b@harbour.example>",
    ],
)
def test_a_sender_is_a_name_and_an_address(sender):
    text = feeds_yaml().replace(
        "Harbour Letter <letter@harbour.example>", json.dumps(sender)
    )

    (mistake,) = mistakes(text)

    assert mistake.line == 3
    assert "Name" in mistake.message or "a name and an address" in mistake.message


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_no_message_speaks_the_libraries_language_or_tells_a_secret(row: Row):
    told = "\n".join(map(str, mistakes(row[0])))

    jargon = ("Input should", "type=", "pydantic", "errors.", "Traceback", "hunter2")
    assert not [word for word in jargon if word in told]
    assert max(map(len, told.splitlines())) < 400
