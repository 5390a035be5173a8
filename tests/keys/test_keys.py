"""A token says what we said with it, to us alone; an id says nothing to anybody."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import UsageError
from digest.keys import Keyring, Purpose

PURPOSES: tuple[Purpose, ...] = ("subscriber", "confirm", "bounce", "edition")

keys = st.binary(min_size=32, max_size=32)
rings = st.lists(keys, min_size=1, max_size=4, unique=True).map(
    lambda made: Keyring(tuple(made))
)
addresses = st.emails()
purposes = st.sampled_from(PURPOSES)


@given(rings, purposes, addresses)
def test_a_token_is_read_as_it_was_written(
    ring: Keyring, purpose: Purpose, address: str
):
    id_ = ring.id(address)

    assert ring.read(purpose, ring.token(purpose, id_)) == id_


@given(rings, purposes, addresses, st.data())
def test_a_token_with_any_other_character_is_refused(
    ring: Keyring, purpose: Purpose, address: str, data: st.DataObject
):
    token = ring.token(purpose, ring.id(address))
    at = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.sampled_from(string.printable).filter(token[at].__ne__))
    changed = token[:at] + other + token[at + 1 :]

    read = ring.read(purpose, changed)

    assert read is None or changed.lower() == token


@given(rings, addresses, st.lists(purposes, min_size=2, max_size=2, unique=True))
def test_a_token_is_good_for_one_purpose(
    ring: Keyring, address: str, two: list[Purpose]
):
    made_for, used_for = two

    assert ring.read(used_for, ring.token(made_for, ring.id(address))) is None


@given(rings, purposes, addresses)
def test_a_token_and_an_id_outlive_a_new_key(
    ring: Keyring, purpose: Purpose, address: str
):
    id_ = ring.id(address)
    token = ring.token(purpose, id_)
    later = ring.with_new().with_new()

    assert later.read(purpose, token) == id_
    assert later.id(address) == id_
    assert later.token(purpose, id_) != token


@given(rings, purposes, addresses)
def test_capitals_mean_the_same(ring: Keyring, purpose: Purpose, address: str):
    id_ = ring.id(address)

    assert ring.read(purpose, ring.token(purpose, id_).upper()) == id_


@given(rings, keys, purposes, addresses)
def test_a_token_of_a_stranger_is_refused(
    ring: Keyring, key: bytes, purpose: Purpose, address: str
):
    stranger = Keyring((key,))
    token = stranger.token(purpose, stranger.id(address))

    assert ring.read(purpose, token) is None or key in ring.keys


@given(rings, purposes, st.text())
def test_nothing_written_at_random_is_a_token(
    ring: Keyring, purpose: Purpose, text: str
):
    assert ring.read(purpose, text) is None


@given(rings, st.lists(addresses, min_size=2, max_size=2, unique=True))
def test_each_address_has_an_id_of_its_own(ring: Keyring, two: list[str]):
    one, other = map(ring.id, two)

    assert one != other
    assert ring.id(two[0]) == one
    assert one in ring.ids(two[0])


@given(rings)
def test_keys_are_read_as_they_were_written(ring: Keyring):
    assert Keyring.parse(str(ring), name="keys") == ring


@given(rings)
def test_keys_are_shown_by_nothing_but_their_text(ring: Keyring):
    shown = repr(ring) + f"{[ring]}"

    assert not any(word in shown for word in str(ring).split())


@pytest.mark.parametrize("text", ["", " \n", "abc", "é" * 43, "A" * 42, "A" * 60])
def test_damaged_keys_are_told_with_where_they_are(text: str):
    with pytest.raises(UsageError, match="DIGEST_KEYS: each key is 32 random bytes"):
        Keyring.parse(text, name="DIGEST_KEYS")


def test_a_secret_is_the_same_each_time_and_for_its_parts_alone():
    ring = Keyring.fresh()

    assert ring.secret("a", "b") == ring.with_new().secret("a", "b")
    assert ring.secret("a", "b") != ring.secret("a", "c")
    assert ring.secret("a", "b") != Keyring.fresh().secret("a", "b")
