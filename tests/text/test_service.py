from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.text.service import service_url


@pytest.mark.parametrize(
    "address", ["https://letters.example/news", "https://letters.example/news/"]
)
def test_pages_stand_below_the_address_however_it_ends(address):
    assert service_url(address) == "https://letters.example/news/"
    assert (
        service_url(address, "confirm", "abc")
        == "https://letters.example/news/confirm/abc"
    )
    assert service_url(address, "archive", "") == (
        "https://letters.example/news/archive/"
    )


@given(part=st.text(st.characters(codec="utf-8"), max_size=30))
def test_a_part_stays_one_part_whatever_it_holds(part):
    url = urlsplit(service_url("https://letters.example", "archive", part))

    assert url.path.split("/")[1:] == ["archive", url.path.rpartition("/")[2]]
    assert unquote(url.path.rpartition("/")[2]) == part
    assert not url.query
    assert not url.fragment
