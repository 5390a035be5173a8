"""Keys are made once, for their owner alone, and the environment's come first."""

import stat
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from digest.errors import UsageError
from digest.keys import Keyring
from digest.pipeline.keyring import keep_keys, keyring, keys_file, with_new_key
from tests.pipeline.jobs import a_job


def a_ring(folder: Path, environment: Mapping[str, str] = {}) -> Keyring:
    return keyring(a_job(folder, environment=environment))


def test_keys_are_made_on_first_need_and_stay(tmp_path: Path):
    first = a_ring(tmp_path)

    assert a_ring(tmp_path) == first
    assert stat.S_IMODE(keys_file(a_job(tmp_path)).stat().st_mode) == 0o600


def test_the_environments_keys_come_first(tmp_path: Path):
    given = Keyring.fresh().with_new()

    found = a_ring(tmp_path, {"DIGEST_KEYS": " ".join(str(given).split())})

    assert found == given
    assert not keys_file(a_job(tmp_path)).exists()


def test_many_who_make_keys_at_once_have_the_same(tmp_path: Path):
    with ThreadPoolExecutor(8) as pool:
        rings = set(pool.map(a_ring, [tmp_path] * 8))

    assert len(rings) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["keys"]


def test_a_damaged_file_is_told_and_left_as_it_is(tmp_path: Path):
    path = keys_file(a_job(tmp_path))
    path.write_text("not a key\n")

    with pytest.raises(UsageError, match="keys: each key is"):
        a_ring(tmp_path)

    assert path.read_text() == "not a key\n"


def test_a_new_key_stands_before_the_others(tmp_path: Path):
    job = a_job(tmp_path)
    first = keyring(job)

    path = keep_keys(job, with_new_key(job))

    assert keyring(job).keys[1:] == first.keys
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_first_key_is_one_alone_and_printing_it_keeps_nothing(tmp_path: Path):
    job = a_job(tmp_path)

    assert len(with_new_key(job).keys) == 1
    assert not keys_file(job).exists()


def test_the_environments_keys_are_not_written_over_from_here(tmp_path: Path):
    job = a_job(tmp_path, environment={"DIGEST_KEYS": str(Keyring.fresh())})

    with pytest.raises(UsageError, match="digest keys new --print"):
        keep_keys(job, with_new_key(job))

    assert not keys_file(job).exists()
