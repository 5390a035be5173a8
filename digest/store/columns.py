"""How our values lie in columns, so that any text and any instant comes back equal."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, Dialect, Text
from sqlalchemy.types import TypeDecorator

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

# Feeds are hostile: SQLite refuses lone surrogates, PostgreSQL NUL too. They are kept
# as an escape character and four hexadecimal digits.
_UNSTORABLE = re.compile("[\x00\x1b\ud800-\udfff]")
_ESCAPED = re.compile("\x1b([0-9a-f]{4})")


def _is_storable(text: str) -> bool:
    """Tell quickly what is so of nearly all texts: nothing in it need be escaped."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text and "\x1b" not in text


class Exact(TypeDecorator[str]):
    """A text of any characters."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Return the text as a database can hold it."""
        del dialect
        if value is None or _is_storable(value):
            return value
        return _UNSTORABLE.sub(lambda bad: f"\x1b{ord(bad[0]):04x}", value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Return the text as it was."""
        del dialect
        if value is None or "\x1b" not in value:
            return value  # as nearly all are: a list is read faster
        return _ESCAPED.sub(lambda kept: chr(int(kept[1], 16)), value)


class Strings(TypeDecorator[tuple[str, ...]]):
    """A tuple of texts, as JSON in ASCII."""

    impl = Text
    cache_ok = True

    def process_bind_param(
        self, value: tuple[str, ...] | None, dialect: Dialect
    ) -> str | None:
        """Return the texts as JSON."""
        del dialect
        return None if value is None else json.dumps(value)

    def process_result_value(
        self, value: str | None, dialect: Dialect
    ) -> tuple[str, ...] | None:
        """Return the texts."""
        del dialect
        return None if value is None else tuple(json.loads(value))


class Counts(TypeDecorator[Mapping[str, int]]):
    """How often each of some names was met, as JSON in ASCII."""

    impl = Text
    cache_ok = True

    def process_bind_param(
        self, value: Mapping[str, int] | None, dialect: Dialect
    ) -> str | None:
        """Return the counts as JSON."""
        del dialect
        return None if value is None else json.dumps(dict(value))

    def process_result_value(
        self, value: str | None, dialect: Dialect
    ) -> Mapping[str, int] | None:
        """Return the counts."""
        del dialect
        return None if value is None else dict(json.loads(value))


class Instant(TypeDecorator[datetime]):
    """A moment, as microseconds since 1970 in UTC: sorts and compares as a number."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> int | None:
        """Return the moment as a number."""
        del dialect
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    def process_result_value(
        self, value: int | None, dialect: Dialect
    ) -> datetime | None:
        """Return the moment, aware, in UTC."""
        del dialect
        return None if value is None else _EPOCH + value * _MICROSECOND


class Length(TypeDecorator[timedelta]):
    """A length of time, in microseconds."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(
        self, value: timedelta | None, dialect: Dialect
    ) -> int | None:
        """Return the length as a number."""
        del dialect
        return None if value is None else value // _MICROSECOND

    def process_result_value(
        self, value: int | None, dialect: Dialect
    ) -> timedelta | None:
        """Return the length."""
        del dialect
        return None if value is None else value * _MICROSECOND
