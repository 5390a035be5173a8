"""Keys for signing come from files or the environment; one that is missing is named."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest.config import Deliver, Dkim, FeedSettings, Newsletter, Settings
from digest.errors import UsageError
from digest.pipeline.job import Job, Silent
from digest.pipeline.signing import signers
from tests.deliver.keys import ed25519_key, rsa_key


def a_job(folder: Path, *dkim: Dkim, **environment: str) -> Job:
    settings = Settings(
        newsletter=Newsletter(title="News", from_="News <news@Paper.example>"),
        feeds=(FeedSettings(title="a", path="feed.xml"),),
        deliver=Deliver(dkim=dkim),
    )
    return Job(
        settings=settings,
        folder=folder,
        store=folder / "store.db",
        out=folder / "out",
        editions=folder / "editions",
        templates=(),
        now=datetime(2025, 1, 16, tzinfo=UTC),
        environment=environment,
        progress=Silent(),
    )


def test_keys_come_from_a_file_and_from_the_environment(tmp_path: Path) -> None:
    (tmp_path / "news.pem").write_bytes(rsa_key())
    job = a_job(
        tmp_path,
        Dkim(selector="r1", key="news.pem"),
        Dkim(selector="e1", key="env:DKIM_KEY", domain="letters.example"),
        DKIM_KEY=ed25519_key().decode(),
    )

    found = signers(job)

    assert [(each.name, each.algorithm) for each in found] == [
        ("r1._domainkey.paper.example", "rsa-sha256"),
        ("e1._domainkey.letters.example", "ed25519-sha256"),
    ]


def test_a_key_may_stand_on_one_line_of_the_environment(tmp_path: Path) -> None:
    key = ed25519_key().decode().replace("\n", "\\n")
    job = a_job(tmp_path, Dkim(selector="e1", key="env:KEY"), KEY=key)

    assert signers(job)[0].algorithm == "ed25519-sha256"


def test_nothing_is_signed_where_no_key_is_named(tmp_path: Path) -> None:
    assert signers(a_job(tmp_path)) == ()


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("no.pem", r"^deliver.dkim.key .*no.pem cannot be read: No such file"),
        ("bad.pem", r"^deliver.dkim.key bad.pem: not a private key in PEM"),
        ("env:NO_KEY", r"^deliver.dkim.key: the variable NO_KEY .* is not set"),
    ],
)
def test_a_key_that_is_missing_is_named(tmp_path: Path, key: str, reason: str) -> None:
    (tmp_path / "bad.pem").write_text("no key")

    with pytest.raises(UsageError, match=reason):
        signers(a_job(tmp_path, Dkim(selector="s", key=key)))
