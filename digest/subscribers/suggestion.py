"""Addresses at domains that look like a slip of the finger: what was meant."""

from functools import lru_cache

# The mailboxes that most people have; each other domain is somebody's own.
_BIG = (
    "gmail.com",
    "googlemail.com",
    "yahoo.com",
    "hotmail.com",
    "outlook.com",
    "icloud.com",
    "live.com",
    "aol.com",
    "gmx.de",
    "gmx.net",
    "web.de",
    "proton.me",
    "protonmail.com",
    "ukr.net",
    "i.ua",
    "meta.ua",
    "bigmir.net",
)
# One letter off, and mailboxes too.
_THEIR_OWN = frozenset(("mail.com", "gmx.at", "gmx.ch", "gmx.com", "ymail.com"))
_SHORT = 6  # characters: as good as any domain is one letter off a shorter one


def suggestion(address: str) -> str | None:
    """Return the big domain that an address is one slip off; None: it is none."""
    return _meant(address.rpartition("@")[2].lower())


@lru_cache(maxsize=10_000)  # a long list has few domains
def _meant(domain: str) -> str | None:
    if domain in _BIG or domain in _THEIR_OWN:
        return None
    near = (big for big in _BIG if len(big) >= _SHORT and _one_slip_off(domain, big))
    return next(near, None)


def _one_slip_off(wrong: str, right: str) -> bool:
    """Tell whether one letter is wrong, too many or missing, or two have swapped."""
    if abs(len(wrong) - len(right)) > 1:
        return False
    at = 0
    while at < min(len(wrong), len(right)) and wrong[at] == right[at]:
        at += 1
    one, other = wrong[at:], right[at:]
    swapped = one[1::-1] + one[2:]
    return (
        one[1:] == other[1:] or one[1:] == other or one == other[1:] or swapped == other
    )
