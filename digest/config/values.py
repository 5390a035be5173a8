"""What one value of feeds.yaml must look like, and what to write where it does not."""

import re
import unicodedata
import warnings
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from digest.config.addresses import (
    domain,
    host,
    host_and_port,
    https_address,
    label,
    mailbox,
    sender,
    site,
    unsubscribe_address,
    web_address,
)
from digest.config.selectors import MAX_SELECTOR, removable, selector
from digest.config.words import close, listed, shown

# Checked first: zoneinfo takes a name for a path, and follows one of any depth.
_ZONE = re.compile(r"[A-Za-z0-9_+-]{1,40}(?:/[A-Za-z0-9_+-]{1,40}){0,2}")
_NONCHARACTER = re.compile("[\ufffe\uffff]")
# They turn letters around, also those of whatever is printed behind them.
_BIDI = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_FONTS = re.compile(r"-?[A-Za-z][A-Za-z0-9 -]*(?:, ?-?[A-Za-z][A-Za-z0-9 -]*)*")
_FAMILIES = frozenset(
    ("cursive", "fantasy", "monospace", "sans-serif", "serif", "system-ui", "ui-serif")
)
MAX_PATTERN = 500  # characters; what is longer is a pasted text


def text(value: str) -> str:
    """Return a text of any number of lines as it is, or refuse a character in it."""
    for position, character in enumerate(value, start=1):
        if not printable(character):
            message = (
                f"take away the character U+{ord(character):04X}, "
                f"at position {position}: it is not one to be read"
            )
            raise ValueError(message)
    return value


def printable(character: str) -> bool:
    """Tell whether a character can stand in an email's header and in XML."""
    if character in "\n\t":
        return True
    if _NONCHARACTER.match(character) or unicodedata.bidirectional(character) in _BIDI:
        return False
    return unicodedata.category(character) not in {"Cc", "Cs"}


def line(value: str) -> str:
    """Return a text of one line as it is, or refuse an empty one or a longer one."""
    if not value.strip():
        message = "write a text: an empty one stands here"
        raise ValueError(message)
    if "\n" in value or "\t" in value:
        message = "write it on one line, without line breaks or tabs"
        raise ValueError(message)
    return text(value)


def language(value: str) -> str:
    """Return the tag of a language that dates can be written in, or refuse it."""
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(value, sep="-")
    except (ValueError, UnknownLocaleError):
        names = {name.casefold(): tag for tag, name in Locale("en").languages.items()}
        meant = names.get(value.casefold(), "a language tag such as en, uk or pt-BR")
        message = f"write {meant}, not {shown(value)}"
        raise ValueError(message) from None
    return value


def time_zone(value: str) -> str:
    """Return the name of a known time zone, or refuse it."""
    if _ZONE.fullmatch(value) and _is_known(value):
        return value
    likely = _likely_time_zones(value) or ("Europe/Kyiv",)
    advice = f"write a time zone such as {listed(likely, last='or')}"
    message = f"{advice}, not {shown(value)}"
    raise ValueError(message)


def _is_known(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return False
    return True


def _likely_time_zones(value: str) -> tuple[str, ...]:
    """Return the zones whose city is written most like the given one."""
    cities: dict[str, str] = {}
    for name in sorted(available_timezones()):
        if not name.startswith("Etc/"):  # their signs are the other way round: a trap
            cities.setdefault(name.rpartition("/")[2], name)
    city = value[:100].rpartition("/")[2].replace(" ", "_")
    return tuple(cities[match] for match in close(city, cities, at_most=3))


def pattern(value: str) -> str:
    """Return a regular expression that finds something but not everything."""
    if not value.strip():
        message = (
            "an empty pattern would drop every paragraph: "
            "write a regular expression such as '^Stay updated'"
        )
        raise ValueError(message)
    if len(value) > MAX_PATTERN:
        message = f"write a pattern of at most {MAX_PATTERN} characters"
        raise ValueError(message)
    if all(_compiled(value).search(sample) for sample in ("A", "я", "1", "—")):
        message = f"{shown(value)} matches every paragraph: say what it begins with"
        raise ValueError(message)
    return text(value)


def _compiled(value: str) -> re.Pattern[str]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # "possible nested set": a bracket too many
            return re.compile(value)
    except re.error as error:
        raise ValueError(_what_is_wrong(error, value)) from None
    except Warning as warning:
        message = f"not a regular expression: {warning}; write \\[ for a bracket itself"
        raise ValueError(message) from None
    except OverflowError:
        message = "this regular expression repeats too often: write a simpler one"
        raise ValueError(message) from None


def _what_is_wrong(error: re.error, value: str) -> str:
    place = "" if error.pos is None else f" at character {error.pos + 1}"
    return (
        f"not a regular expression: {error.msg}{place} of {shown(value)}; "
        "write a backslash before a mark that is meant itself"
    )


def user_agent(value: str) -> str:
    """Return what can be sent in an HTTP header, or refuse it."""
    if not value.isascii():
        message = "write it in ASCII letters: it is sent in an HTTP header"
        raise ValueError(message)
    return line(value)


def colour(value: object) -> object:
    """Return a colour of six hexadecimal digits in small letters, or refuse it."""
    if value is None:
        message = (
            "write a colour between quotes, such as '#8f1d24': "
            "without them, # begins a comment"
        )
        raise ValueError(message)
    if isinstance(value, str) and not _COLOUR.fullmatch(value):
        message = (
            "write a colour as # and six hexadecimal digits between quotes, "
            f"such as '#8f1d24', not {shown(value)}"
        )
        raise ValueError(message)
    return value.lower() if isinstance(value, str) else value


def fonts(value: str) -> str:
    """Return a list of fonts as CSS has it, or refuse one that could be anything else.

    It ends with a family that every device has a font of.
    """
    names = [name.strip() for name in value.split(",")]
    if _FONTS.fullmatch(value) and names[-1].lower() in _FAMILIES:
        return ",".join(names)
    message = (
        "write names of fonts between commas, without quotes, and a family at the end, "
        f"such as Charter, Georgia, serif, not {shown(value)}"
    )
    raise ValueError(message)


def _described(regex: str, **more: object) -> WithJsonSchema:
    """Return how JSON Schema says it: editors check the pattern while one types."""
    return WithJsonSchema({"type": "string", "pattern": regex, **more})


Text = Annotated[str, AfterValidator(text)]
Line = Annotated[str, AfterValidator(line), _described(r"\S")]
Sender = Annotated[
    str,
    AfterValidator(line),
    AfterValidator(sender),
    _described(r"\S ?<[^<>@\s]+@[^<>@\s]+>$"),
]
LanguageTag = Annotated[
    str,
    AfterValidator(language),
    _described("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"),
]
TimeZone = Annotated[str, AfterValidator(time_zone), _described("^[A-Za-z]")]
WebAddress = Annotated[
    str,
    AfterValidator(line),
    AfterValidator(web_address),
    _described("^[Hh][Tt][Tt][Pp][Ss]?://[^/@?#]+([/?#]|$)"),
]
HttpsAddress = Annotated[
    str,
    AfterValidator(line),
    AfterValidator(https_address),
    _described("^[Hh][Tt][Tt][Pp][Ss]://[^/@?#]+([/?#]|$)"),
]
Colour = Annotated[str, BeforeValidator(colour), _described(f"^{_COLOUR.pattern}$")]
FontList = Annotated[
    str,
    AfterValidator(line),
    AfterValidator(fonts),
    _described(r"^[A-Za-z-][A-Za-z0-9, -]*$"),
]
UnsubscribeAddress = Annotated[
    str,
    AfterValidator(line),
    AfterValidator(unsubscribe_address),
    _described("^([Hh][Tt][Tt][Pp][Ss]://|[Mm][Aa][Ii][Ll][Tt][Oo]:)[^/]"),
]
Pattern = Annotated[
    str,
    AfterValidator(pattern),
    _described(r"\S", maxLength=MAX_PATTERN),
]
Host = Annotated[str, AfterValidator(host), _described(r"^[^\s/@]+$")]
Address = Annotated[
    str, AfterValidator(line), AfterValidator(mailbox), _described(r"^[^@\s]+@[^@\s]+$")
]
DomainName = Annotated[str, AfterValidator(domain), _described(r"^(\*|[^\s/@]+)$")]
Label = Annotated[str, AfterValidator(label), _described(r"^[A-Za-z0-9._-]+$")]
HostAndPort = Annotated[
    str, AfterValidator(host_and_port), _described(r"^[^\s/@]+:[0-9]{1,5}$")
]
UserAgent = Annotated[str, AfterValidator(user_agent), _described(r"\S")]
Selector = Annotated[
    str,
    AfterValidator(line),
    AfterValidator(selector),
    _described(r"\S", maxLength=MAX_SELECTOR),
]
Removable = Annotated[
    str,
    AfterValidator(line),
    AfterValidator(removable),
    _described(r"\S", maxLength=MAX_SELECTOR),
]
SiteHost = Annotated[
    str, AfterValidator(site), _described(r"^[^\s/@:]+\.?[^\s/@:]*$", maxLength=253)
]
