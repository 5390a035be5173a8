"""What an error means for the next edition: hard, soft or a matter of policy.

The rules and their sources are told in docs/decisions/bounces.md.
"""

import re

from digest.model import BounceKind

_MOST_WORDS = 2_000

# RFC 3463, 7505, 7293 and Microsoft's own. What their classes say is below.
_BY_CODE: dict[str, BounceKind] = {
    "5.1.7": "policy",  # bad sender's address: it is ours
    "5.1.8": "policy",
    "5.1.9": "soft",
    "5.2.1": "hard",  # mailbox disabled
    "5.2.3": "policy",  # the message is too long
    "5.3.4": "policy",
    "5.4.4": "hard",  # no such domain
    "5.4.310": "hard",
    "5.7.17": "hard",  # mailbox or domain has another owner
    "5.7.18": "hard",
}
_BY_CLASS: dict[str, BounceKind] = {
    "4.7": "policy",
    "5.1": "hard",
    "5.2": "soft",
    "5.3": "soft",
    "5.4": "soft",
    "5.5": "soft",
    "5.6": "policy",
    "5.7": "policy",
}
_BEYOND_DOUBT = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10"})

# Words in the order in which they are believed: rather one mail too many to a full
# mailbox than a reader lost to a block list that was about us.
_TOO_MUCH = re.compile(
    r"receiving mail (?:at a rate|too quickly)|too many (?:connections|messages)"
    r"|rate.?limit|throttl|try again later|temporar",
)
_POLICY = re.compile(
    r"\bspam\b|\bspammers?\b|\bblock(?:ed|ing|list(?:ed)?)?\b|\bblacklist(?:ed)?\b"
    r"|\bdeny ?list(?:ed)?\b|\breputation\b|\bd(?:marc|kim)\b|\bspf\b|\bspamhaus\b"
    r"|\bbarracuda\b|\bproofpoint\b|\bpolicy\b|\bunsolicited\b|\bbanned\b|\bdnsbl\b"
    r"|\brbl\b|\bgr[ae]ylist(?:ed|ing)?\b|\bunauthenticated\b|\bvirus\b"
    r"|\bcontent (?:rejected|not accepted)\b|\bsender (?:address|domain)\b",
)
_FULL = re.compile(
    r"\b(?:over|exceed\w*|above)\b.{0,20}\bquota\b|\bquota\b.{0,20}\bexceed"
    r"|\b(?:mailbox|mail box|mailfolder|inbox|storage)\b.{0,20}\bfull\b"
    r"|\bdisk full\b|\bout of storage\b|\binsufficient (?:disk|system|storage)\b",
)
_NOBODY = re.compile(
    r"\b(?:user|recipient|mailbox|address|account|local part|addressee)\b.{0,40}"
    r"\b(?:unknown|not? (?:be )?(?:found|exist|known|valid|listed)|not exist"
    r"|disabled|deactivated|suspended|inactive|closed|invalid|unavailable"
    r"|no longer (?:available|valid|exists?|in use|active))\b"
    r"|\b(?:no such|unknown|invalid|nonexistent|non-existent|inactive)"
    r" (?:user|recipient|mailbox|address|account|person|local|domain)"
    r"|\bdoes ?n.t (?:exist|have an?)\b|\bdoes not (?:exist|have an?)\b"
    r"|\bno mailbox (?:here )?by that name\b|\b(?:host|domain)\b.{0,40}\bnot found\b"
    r"|\bno mailbox here\b|\brecipnotfound\b|\brecipientnotfound\b"
    r"|\bcouldn.t be found\b|\bwasn.t found\b|\bunrouteable address\b",
)
# Names of hosts, addresses and links may hold any of these words.
_NAMES = re.compile(r"\S*@\S*|\S+\.[a-z]\S*|\S*://\S*")
_ENHANCED = re.compile(r"(?<![\d.])([45])\.(\d{1,3})\.(\d{1,3})(?!\.?\d)")
_REPLY = re.compile(
    r"(?<![\w.:/-])(421|45[01245]|50[0-4]|52[12]|530|541|55[0-6]|571)(?=[ #:-])"
)
_BY_REPLY: dict[str, BounceKind] = {"571": "policy", "541": "policy", "556": "hard"}


def code_in(words: str) -> str:
    """Return the first enhanced status code (RFC 3463) that says something, or ""."""
    found = [
        ".".join(str(int(part)) for part in match.groups())
        for match in _ENHANCED.finditer(words[:_MOST_WORDS])
    ]
    telling = [code for code in found if not code.endswith(".0.0")]
    return (telling or found or [""])[0]


def reply_in(words: str) -> str:
    """Return the first reply code of SMTP among the words, such as 550, or ""."""
    match = _REPLY.search(words[:_MOST_WORDS])
    return match[1] if match else ""


def kind_of(code: str, words: str) -> BounceKind:
    """Return what an error means: its code first, where that leaves no doubt.

    Whatever nobody can make anything of is soft: a mailbox that stays unreachable is
    found out by the next editions, one that was given up by mistake never.
    """
    said = _NAMES.sub(" ", " ".join(words[:_MOST_WORDS].lower().split()))
    reply = reply_in(words)
    if code in _BEYOND_DOUBT:
        return "hard"
    if _is_passing(code, reply):
        return _passing(code, said)
    if code == "5.4.1" and "recipient address rejected" in said:
        return "hard"  # Microsoft's way to say that there is no such mailbox
    by_words = _by_words(said)
    if by_words == "hard" and code in _BY_CODE:
        return _BY_CODE[code]
    general = _BY_CLASS.get(code.rpartition(".")[0], "soft")
    return by_words or _BY_CODE.get(code) or _BY_REPLY.get(reply) or general


def _is_passing(code: str, reply: str) -> bool:
    return code.startswith("4.") or (not code and reply.startswith("4"))


def _passing(code: str, said: str) -> BounceKind:
    if _POLICY.search(said):
        return "policy"
    return _BY_CLASS.get(code.rpartition(".")[0], "soft")


def _by_words(said: str) -> BounceKind | None:
    if _TOO_MUCH.search(said):
        return "soft"
    if _POLICY.search(said):
        return "policy"
    if _FULL.search(said):
        return "soft"
    return "hard" if _NOBODY.search(said) else None
