import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.collect.urls import absolute, canonical


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://Example.ORG", "https://example.org/"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("http://example.org:80/a", "http://example.org/a"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
        ("https://example.org./a", "https://example.org/a"),
        ("https://example.org/a#part", "https://example.org/a"),
        ("https://example.org/a?utm_source=rss&id=7", "https://example.org/a?id=7"),
        ("https://example.org/a?fbclid=x", "https://example.org/a"),
        ("https://example.org/a?ref=rss", "https://example.org/a"),
        ("https://example.org/a?ref=main", "https://example.org/a?ref=main"),
        ("https://example.org/?b=2&a=1", "https://example.org/?b=2&a=1"),
        ("https://example.org/?q=a%20b", "https://example.org/?q=a%20b"),
        ("https://example.org/%7Euser/%e2%80%93", "https://example.org/~user/%E2%80%93"),
        ("https://example.org/новини", "https://example.org/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://[2606::1]:8443/", "https://[2606::1]:8443/"),
    ],
)  # fmt: skip
def test_a_page_has_one_address(url, expected):
    assert canonical(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        "mailto:a@example.org",
        "javascript:alert(1)",
        "data:text/html,hi",
        "https://user:secret@example.org/",
        "https://",
        "https://exa mple.org/",
        "https://example.org:port/",
        "http://[broken/",
        "https://" + "ü" * 80 + ".example/",
        "relative/path",
        "",
        "https://example.org/" + "a" * 3_000,
    ],
)
def test_what_leads_to_no_page_of_the_web_is_no_address(url):
    assert absolute(url) is None


def test_a_relative_reference_is_made_absolute():
    assert absolute("/a", base="https://example.org/b/") == "https://example.org/a"
    assert absolute("//cdn.example/a", base="https://e.example") == (
        "https://cdn.example/a"
    )


@given(st.text(max_size=60), st.text(max_size=60))
@example("%", "%zz")
@example("//", "")
@example("a", "utm_x=1&&=&b")
@example("%2525", "%25=%2526")
@example("\ud800", "\udfff=1&utm_source=x")
def test_canonical_is_settled_after_once_and_plain_ascii(path, query):
    once = absolute(f"https://example.org/{path}?{query}")

    if once is not None:
        assert canonical(once) == once
        assert once.isascii()
        assert " " not in once


def test_an_address_that_grows_too_long_when_it_is_written_out_is_none() -> None:
    assert absolute("https://outlet.example/" + "щ" * 300) is not None
    assert absolute("https://outlet.example/" + "щ" * 400) is None
