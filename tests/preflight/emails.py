"""Emails that were rendered by us, and how they are looked at."""

from dataclasses import dataclass, replace
from functools import cache

from digest import render
from digest.config import Newsletter
from digest.model import Byline, Edition, Email, Finding, Section, Source
from digest.preflight import Preflight, preflight
from tests.render.editions import (
    INTEGRITY,
    TEMPLATES,
    a_fact,
    a_full_edition,
    a_newsletter,
    a_quote,
    a_story,
    an_edition,
)


@dataclass(frozen=True, kw_only=True)
class Sent:
    """An email with what it was rendered from."""

    email: Email
    edition: Edition
    newsletter: Newsletter

    def looked_at(self) -> Preflight:
        return preflight(self.email, edition=self.edition, newsletter=self.newsletter)

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.looked_at().findings

    @property
    def codes(self) -> set[str]:
        return {finding.code for finding in self.findings}

    def changed(self, **changes: str) -> "Sent":
        return replace(self, email=replace(self.email, **changes))


def rendered(edition: Edition, newsletter: Newsletter | None = None) -> Sent:
    newsletter = newsletter or a_newsletter()
    email = render.email(
        edition,
        integrity=INTEGRITY,
        newsletter=newsletter,
        templates=render.environment([TEMPLATES]),
    )
    return Sent(email=email, edition=edition, newsletter=newsletter)


@cache
def a_good_one(stories: int = 10) -> Sent:
    return rendered(_with_lines(a_full_edition(stories)))


@cache
def a_ukrainian_one(stories: int = 7) -> Sent:
    source = Source(outlet="Портовий вісник", url="https://visnyk.example/2025/zerno/")
    told = tuple(
        a_story(
            f"Зерно знову йде північною протокою, частина {number}",
            standfirst="Перший за дев’ять місяців караван дістався порту у вівторок.",
            facts=(
                a_fact("За рік перевезення впали на 40 відсотків.", source),
                a_fact("Угода діє 120 днів, і її може бути подовжено.", source),
            ),
            quotes=(
                a_quote(
                    "Ми рахуємо кораблі, а не виправдання",
                    source,
                    "Міра Солен",
                    role="заступниця міністра транспорту",
                ),
            ),
            bylines=(Byline(source=source, authors=("Ада Брандт",), minutes=4),),
        )
        for number in range(1, stories + 1)
    )
    edition = an_edition(
        title="Портовий лист",
        language="uk",
        sections=(Section(title="Аналітика", stories=told),),
    )
    newsletter = a_newsletter(
        title="Портовий лист",
        language="uk",
        from_="Портовий лист <lyst@harbour.example>",
    )
    return rendered(_with_lines(edition), newsletter)


def _with_lines(edition: Edition) -> Edition:
    """Return an edition as if it was read from a manuscript of ten lines a story."""
    number = 0
    sections = []
    for section in edition.sections:
        stories = []
        for story in section.stories:
            number += 10
            facts = (
                replace(fact, line=number + place)
                for place, fact in enumerate(story.facts, 3)
            )
            stories.append(replace(story, line=number, facts=tuple(facts)))
        sections.append(replace(section, stories=tuple(stories)))
    return replace(edition, sections=tuple(sections))
