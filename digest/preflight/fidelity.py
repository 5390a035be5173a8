"""Word for word: whether both parts of an email say what the edition says."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from digest.model import Finding, Story
from digest.preflight.document import HEADINGS, text_of
from digest.preflight.finding import error, warning
from digest.preflight.mail import Mail
from digest.preflight.plain import same, shortened
from digest.preflight.promises import Promise, folded, promises

_HTML, _TEXT = "email.html", "email.txt"
_ANCHOR = "story-{}"  # what page.contents leads to
_LONGEST_NAMED = 18  # letters of a word; longer ones may not fit a text fragment
_MARKS = "\"'“”„‟«»‘’‚‹›「」『』"
_FRAGMENT = "#:~:text="
_URL = re.compile(r"https?://\S+")
_NUMBERED = re.compile(r"\A\s*\d{1,3}[.)]\s+")
_AS_WRITTEN = "print it as it is given, with nothing added, changed or left out"


def fidelity_findings(mail: Mail) -> Iterator[Finding]:
    """Yield what stands in the edition and not, word for word, in both parts."""
    stories = _kept(mail)
    promised = promises(mail.edition, stories)
    html = " ".join(folded(run.text) for run in mail.light)
    text = folded(mail.email.text)
    yield from _missing(promised, html, _HTML)
    yield from _headings(mail, stories)
    yield from _unmarked(promised, folded(text_of(mail.document.body)), _HTML)
    yield from _sentences(promised, (to for _, to in mail.links), _HTML)
    yield from _contents(mail, stories)
    if text:
        yield from _missing([*promised, *_headlines(text, stories)], text, _TEXT)
        yield from _unmarked(promised, text, _TEXT)
        addresses = _URL.findall(mail.email.text)
        yield from _sentences(promised, addresses, _TEXT)


# ── which stories it has ──────────────────────────────────────────────────────────


def _kept(mail: Mail) -> tuple[Story, ...]:
    """Return the stories that an email has: of a long edition, the first ones."""
    stories = mail.edition.stories
    ids = {each.get("id") for each in mail.document.all()}
    by_anchor = max(
        (n for n in range(1, len(stories) + 1) if _ANCHOR.format(n) in ids), default=0
    )
    by_heading = len(mail.printed.headings(mail.document))
    return stories[: max(1, by_anchor or by_heading)]


# ── what is said ──────────────────────────────────────────────────────────────────


def _missing(promised: list[Promise], text: str, place: str) -> Iterator[Finding]:
    alike = Counter((each.text, each.beside) for each in promised)
    squeezed = text.replace(" ", "")
    for promise in promised:
        wanted = alike.pop((promise.text, promise.beside), 0)
        if not wanted or _stands(promise, text, wanted):
            continue
        # A word too long for a line is cut in the text part.
        if place == _TEXT and _stands(_squeezed(promise), squeezed, wanted):
            continue
        yield _changed(promise.what, promise.text, place, promise.line)


def _changed(what: str, text: str, place: str, line: int | None) -> Finding:
    part = "HTML" if place == _HTML else "text part"
    message = (
        f"the {what} “{shortened(text)}” does not stand in the {part} as it does "
        "in the edition, or not with all that belongs to it"
    )
    found = error("not-as-written", message, _AS_WRITTEN, place=place)
    return replace(found, line=line)


def _stands(promise: Promise, text: str, times: int) -> bool:
    """Tell whether a text stands somewhere so often, each with what belongs to it."""
    if not any(promise.beside):
        return text.count(promise.text) >= times
    whole = (at for at in _places(promise.text, text) if _is_whole(promise, text, at))
    return len(tuple(islice(whole, times))) == times


def _is_whole(promise: Promise, text: str, at: int) -> bool:
    end = at + len(promise.text)
    before = text[max(0, at - promise.reach) : at]
    after = text[end : end + promise.reach]
    return all(each in before or each in after for each in promise.beside)


def _places(wanted: str, text: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def _squeezed(promise: Promise) -> Promise:
    return replace(
        promise,
        text=promise.text.replace(" ", ""),
        beside=tuple(each.replace(" ", "") for each in promise.beside),
    )


# ── headlines, and the list that leads to them ────────────────────────────────────


def _headings(mail: Mail, stories: tuple[Story, ...]) -> Iterator[Finding]:
    """Yield the headlines that no heading has."""
    headings = [folded(text_of(each)) for each in mail.document.all(*HEADINGS)]
    wanted = Counter(folded(story.headline) for story in stories)
    for story in stories:
        headline = folded(story.headline)
        times = wanted.pop(headline, 0)
        if sum(headline in heading for heading in headings) < times:
            yield _changed("headline", story.headline, _HTML, story.line)


def _headlines(text: str, stories: tuple[Story, ...]) -> Iterator[Promise]:
    """Yield the headlines as the text part has them: twice, if in a list on top too."""
    told = [(folded(story.headline), story.line) for story in stories]
    listed = [f"{n}. {headline}" in text for n, (headline, _) in enumerate(told, 1)]
    for headline, line in told * (2 if sum(listed) * 2 > len(told) else 1):
        if headline:
            yield Promise(what="headline", text=headline, line=line)


def _contents(mail: Mail, stories: tuple[Story, ...]) -> Iterator[Finding]:
    """Yield the links that say one story's headline and lead to another."""
    headlines = {folded(story.headline) for story in stories}
    leads = {
        f"#{_ANCHOR.format(n)}": folded(story.headline)
        for n, story in enumerate(stories, 1)
    }
    for anchor, address in mail.links:
        said = _NUMBERED.sub("", folded(text_of(anchor)))
        if said in headlines and said != leads.get(address, said):
            message = f"the link “{shortened(said)}” leads to another story"
            remedy = "let each entry of page.contents lead to its own anchor"
            yield mail.at(anchor, error("contents-astray", message, remedy))


# ── marks, and links to sentences ─────────────────────────────────────────────────


def _unmarked(promised: list[Promise], text: str, place: str) -> Iterator[Finding]:
    """Yield quotations that do not stand between quotation marks."""
    squeezed = text.replace(" ", "")
    for promise in promised:
        if promise.what != "quotation":
            continue
        said = _squeezed(promise).text
        found = list(_places(said, squeezed))
        if found and not any(_is_marked(said, squeezed, at) for at in found):
            message = f"no marks tell that “{shortened(promise.text)}” is quoted"
            remedy = "print its text with the marks that it is given with"
            unmarked = warning("quote-unmarked", message, remedy, place=place)
            yield replace(unmarked, line=promise.line)


def _is_marked(quoted: str, text: str, at: int) -> bool:
    end = at + len(quoted)
    around = text[max(0, at - 1) : at], text[end : end + 1]
    return all(each and each in _MARKS for each in around)


def _sentences(
    promised: list[Promise], addresses: Iterable[str], place: str
) -> Iterator[Finding]:
    """Yield the pages that are not opened at each of the sentences taken from them."""
    opened: Counter[str] = Counter()
    pages = set()
    for address in addresses:
        page, fragment, _ = address.partition(_FRAGMENT)
        opened[same(page)] += bool(fragment)
        pages.add(same(page))
    wanted = Counter(
        same(promise.source.url.partition("#")[0])
        for promise in promised
        if promise.source and _can_be_opened(promise.text)
    )
    for page, times in wanted.items():
        if page in pages and opened[page] < times:
            message = (
                f"{times} sentences are from {page[:80]}, and {opened[page]} links "
                "open it at one"
            )
            remedy = "link to the address that each fact and quotation is given with"
            yield warning("link-sentence", message, remedy, place=place)


def _can_be_opened(text: str) -> bool:
    words = text.split()
    return bool(words) and max(map(len, words)) <= _LONGEST_NAMED
