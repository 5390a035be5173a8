"""What all tests share: no property fails for being slow on a busy machine."""

import signal
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests import postgresql as servers

settings.register_profile(
    "untimed",
    parent=settings(),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("untimed")

# A shell starts what runs in its background with Ctrl-C ignored, and children inherit
# that: the runs that tests interrupt would not notice.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[servers.PostgreSql]:
    """Run a PostgreSQL for all tests that ask for one."""
    if reason := servers.why_not():
        pytest.skip(reason)
    with servers.running() as server:
        yield server
