"""What an email declares of itself: its kind, its letters, its language, its name."""

import re
from collections.abc import Iterator

from digest.model import Finding
from digest.preflight.document import text_of
from digest.preflight.finding import error, warning
from digest.preflight.mail import Mail
from digest.preflight.promises import folded

_RIGHT_TO_LEFT = frozenset(
    (
        "ar", "arc", "ckb", "dv", "fa", "he", "ks", "lrc", "mzn", "nqo", "ps", "sd",
        "syr", "ug", "ur", "yi",
    )
)  # fmt: skip
_SCRIPT = re.compile(r"[-_][A-Za-z]{4}(?![A-Za-z])")  # “az-Arab” runs as its script
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*utf-?8", re.IGNORECASE)
_NOTHING = re.compile(r"(?<![\d.,:])0(?![\d.,:])")
_HTML = "email.html"


def declared_findings(mail: Mail) -> Iterator[Finding]:
    """Yield what an email does not declare of itself, or wrongly."""
    yield from _form(mail)
    yield from _language(mail)
    title = mail.document.root.find("head/title")
    names = (mail.edition.title, mail.newsletter.title, mail.email.subject)
    named = folded(text_of(title)) if title is not None else ""
    if named and not any(folded(n) and folded(n) in named for n in names):
        message = f"the document's title, “{named[:80]}”, does not name the newsletter"
        yield error("title-missing", message, "print page.title there", place=_HTML)
    year = str(mail.edition.date.year)
    top = next((run.text for run in mail.light if year in run.text), "")
    if _NOTHING.search(top):
        message = "the line above the stories counts none: 0"
        remedy = "print page.count and page.minutes as they are given"
        yield warning("meta-line", message, remedy, place=_HTML)


def _form(mail: Mail) -> Iterator[Finding]:
    source = mail.document.source
    metas = mail.document.all("meta")
    missing = []
    if not source.lstrip().lower().startswith("<!doctype html"):
        missing.append("<!DOCTYPE html>")
    if not _CHARSET.search(source):
        missing.append("a charset of UTF-8")
    if not any(meta.get("name", "").lower() == "viewport" for meta in metas):
        missing.append("<meta name=“viewport”>")
    if missing:
        message = f"it lacks {', '.join(missing)}: programs guess how to show it"
        remedy = "let MJML write the head, or write it into the template"
        yield warning("document-form", message, remedy, place=_HTML)


def _language(mail: Mail) -> Iterator[Finding]:
    root = mail.document.root
    wanted = _main(mail.email.language)
    told = _main(root.get("lang", ""))
    if wanted not in {"", "und"} and told not in {"", "und", wanted}:
        message = f"it says that its language is {told}, and the edition's is {wanted}"
        remedy = "write `lang` from page.language"
        yield error("lang-wrong", message, remedy, place=_HTML)
    way = "rtl" if wanted in _RIGHT_TO_LEFT else "ltr"
    is_known = wanted and not _SCRIPT.search(mail.email.language)
    if is_known and root.get("dir", way) in {"ltr", "rtl"} - {way}:
        message = f"its text is said to run {root.get('dir')}, and {wanted} runs {way}"
        remedy = "write `dir` from page.direction"
        yield error("lang-wrong", message, remedy, place=_HTML)


def _main(tag: str) -> str:
    return re.split("[-_]", tag.strip().lower())[0]
