"""One finished email as all checks look at it, read and laid out once."""

from dataclasses import dataclass, replace
from functools import cached_property

from digest.config import Newsletter
from digest.model import Edition, Email, Finding
from digest.preflight.cascade import Run, Styles, styles
from digest.preflight.document import Document, Element, shown, text_of
from digest.preflight.media import View
from digest.preflight.plain import plain, same
from digest.preflight.printed import Printed

_TOLD = ("h2", "h3", "h4", "li", "blockquote")


@dataclass(frozen=True)  # no slots: what is found out of it is kept
class Mail:
    """An email, the edition it was rendered from, and whose it is.

    `allow` are the private places, as host:port, that its readers can reach; `logo` is
    the address of the newsletter's own picture, "" where it has none.
    """

    email: Email
    edition: Edition
    newsletter: Newsletter
    document: Document
    allow: frozenset[str] = frozenset()
    logo: str = ""

    def at(self, element: Element, finding: Finding) -> Finding:
        """Return a finding with where it is: in the email, and in the manuscript."""
        line = self.printed.line(element)
        return replace(finding, place=shown(element), line=line)

    @cached_property
    def printed(self) -> Printed:
        """What the edition prints."""
        return Printed(self.edition, self.newsletter)

    @cached_property
    def styles(self) -> Styles:
        """Its style sheets, and what they find."""
        return styles(self.document)

    @cached_property
    def light(self) -> tuple[Run, ...]:
        """Its visible text as most see it."""
        return self.styles.runs(View())

    @cached_property
    def dark(self) -> tuple[Run, ...]:
        """Its visible text in dark mode."""
        return self.styles.runs(View(scheme="dark"))

    @cached_property
    def phone(self) -> tuple[Run, ...]:
        """Its visible text on a phone."""
        return self.styles.runs(View(width=375))

    @cached_property
    def visible(self) -> str:
        """Its visible text as one line."""
        return plain(" ".join(run.text for run in self.light))

    @cached_property
    def links(self) -> tuple[tuple[Element, str], ...]:
        """Its links, each with its address."""
        anchors = self.document.all("a", "area")
        return tuple((a, a.get("href").strip()) for a in anchors if a.get("href"))

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Where its links lead to outside of it, as `same` has them."""
        outside = (to for _, to in self.links if not to.startswith("#"))
        return frozenset(map(same, outside))

    @cached_property
    def pictures(self) -> frozenset[str]:
        """The addresses of the pictures that it was to show, as `same` has them."""
        shown = (story.image.url for story in self.edition.stories if story.image)
        return frozenset(same(url.partition("#")[0]) for url in (*shown, self.logo))

    @cached_property
    def preheader(self) -> Element | None:
        """The hidden text that an inbox shows behind the subject; None: there is none.

        It is the first text of the body, so that nothing else is shown there.
        """
        seen = {run.element for run in self.light}
        for element in self.document.body.iter():
            if element in seen:
                return None
            if element is not self.document.body and _hides(element):
                return element if text_of(element) else None
        return None

    @cached_property
    def closing(self) -> str:
        """The visible text behind the last story, figure or correction."""
        told = [number for number, run in enumerate(self.light) if _tells(run.element)]
        after = self.light[told[-1] + 1 if told else 0 :]
        return plain(" ".join(run.text for run in after))


def _tells(element: Element) -> bool:
    """Return whether a text belongs to a story, and not to what is around them."""
    return element.tag in _TOLD or any(True for _ in element.iterancestors(*_TOLD))


def _hides(element: Element) -> bool:
    style = element.get("style", "").replace(" ", "").lower()
    return "display:none" in style or element.get("hidden") is not None
