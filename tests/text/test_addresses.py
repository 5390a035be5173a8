import pytest

from digest.text.addresses import spellings


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://e.example/p", {"http://e.example/p", "https://e.example/p"}),
        ("https://e.example/p", {"http://e.example/p", "https://e.example/p"}),
        ("https://[2606::1]/", {"http://[2606::1]/", "https://[2606::1]/"}),
        ("http://e.example:8080/p", {"http://e.example:8080/p"}),
        ("feeds/a.xml", {"feeds/a.xml"}),
    ],
)
def test_http_and_https_lead_to_one_page(url, expected):
    assert spellings(url) == expected
