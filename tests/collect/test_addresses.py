import pytest

from digest.collect.addresses import is_public, leaves_tls, may_connect, place, refusal


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",  # noqa: S104  not bound to: refused
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.100.100.200",
        "192.0.0.192",
        "192.0.2.1",
        "198.18.0.1",
        "203.0.113.5",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "168.63.129.16",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd00:ec2::254",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:a9fe:a9fe::1",
        "2001:0:4136:e378:8000:63bf:80ff:fffe",
        "64:ff9b::127.0.0.1",
        "64:ff9b::a00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::808:808",
        "2002:808:808::1",
        "2001::1",
        "2001:0:808:808::1",
        "2001:10::1",
        "::808:808",
        "::ffff:0:127.0.0.1",
        "::ffff:0a00:1",
        "2606:2800:220:1:0:5efe:7f00:1",
        "2606:2800:220:1:200:5efe:a00:1",
        "3fff::1",
        "5f00::1",
        "100::1",
        "4000::1",
        "192.0.0.8",
        "192.88.99.1",
        "192.168.255.255",
        "169.254.0.1",
        "198.51.100.1",
        "198.19.255.255",
        "0.1.2.3",
        "239.255.255.250",
        "127.0.0.1%lo",
        "127.1",
        "0177.0.0.1",
        "0x7f000001",
        "2130706433",
        "１２７.0.0.1",
        "not an address",
        "",
    ],
)
def test_an_address_that_is_not_of_the_open_web_is_not_public(ip):
    assert not is_public(ip)


@pytest.mark.parametrize(
    "ip",
    [
        "8.8.8.8",
        "93.184.216.34",
        "1.1.1.1",
        "172.32.0.1",
        "2606:2800:220:1:248:1893:25c8:1946",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "169.253.255.255",
        "191.255.255.255",
        "223.255.255.255",
        "2a00:1450:4001:81b::200e",
    ],
)
def test_an_address_of_the_open_web_is_public(ip):
    assert is_public(ip)


def test_a_private_address_is_connected_to_only_where_allowed_with_its_port():
    allow = {"127.0.0.1:8000", "[::1]:8000"}

    assert may_connect("127.0.0.1", 8000, allow=allow)
    assert may_connect("::1", 8000, allow=allow)
    assert not may_connect("127.0.0.1", 8001, allow=allow)
    assert not may_connect("127.0.0.2", 8000, allow=allow)


def test_a_place_is_written_as_in_the_settings():
    assert place("Example.ORG", 80) == "example.org:80"
    assert place("::1", 443) == "[::1]:443"
    assert place("fe80::1%eth0", 80) == "[fe80::1]:80"


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("file:///etc/passwd", "only http"),
        ("ftp://example.org/", "only http"),
        ("gopher://example.org:70/", "only http"),
        ("javascript:alert(1)", "only http"),
        ("//example.org/", "only http"),
        ("http://user:secret@example.org/", "user name"),
        ("http://user@example.org/", "user name"),
        ("http://good.example@127.0.0.1/", "user name"),
        ("http://", "no host"),
        ("http:///path", "no host"),
        ("http://example.org:99999/", "cannot be read"),
        ("http://[::1/", "cannot be read"),
        ("http://example.org\\@127.0.0.1/", "backslashes"),
        ("http://example.org/a b", "white space"),
        ("http://example.org/\r\nHost: evil", "white space"),
        ("http://example.org/" + "a" * 3_000, "longer"),
    ],
)
def test_an_address_that_must_not_be_asked_is_refused_with_the_reason(url, why):
    assert why in (refusal(url) or "")


@pytest.mark.parametrize(
    "url", ["http://example.org", "https://example.org:8443/a?b=c", "HTTP://[2606::1]/"]
)
def test_nothing_speaks_against_a_plain_address(url):
    assert refusal(url) is None


@pytest.mark.parametrize(
    ("url", "target", "leaves"),
    [
        ("https://a.example/", "http://a.example/", True),
        ("HTTPS://a.example/", "HTTP://a.example/", True),
        ("https://a.example/", "HTTPS://b.example/", False),
        ("http://a.example/", "https://a.example/", False),
        ("http://a.example/", "http://b.example/", False),
    ],
)
def test_a_redirect_off_tls_is_known(url, target, leaves):
    assert leaves_tls(url, target) is leaves
