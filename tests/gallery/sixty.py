"""An edition of sixty stories: five ports, twelve kinds of news from each."""

from datetime import date

from digest.model import Byline, Edition, Fact, Quote, Section, Segment, Source, Story

_PORTS = ("Port Elsen", "Kestrel Bay", "Nordhaven", "Saltmouth", "Vesper Quay")
_TOLD = (
    ("Trade", "The grain lanes of {} open again, but insurers want proof"),
    ("Trade", "Why {} taxes empty containers and waives the fee for full ones"),
    ("Trade", "A cable under the roads of {} was cut twice in one week"),
    ("Energy", "{} buys transformers first and lorries later"),
    ("Energy", "Five hundred roofs of {} feed its own grid through the winter"),
    ("Energy", "What a week without gas taught the bakeries of {}"),
    ("Schools", "The classes of {} move below ground, and stay there"),
    ("Schools", "Night lessons for dockers fill the old customs house of {}"),
    ("Schools", "{} counts its teachers and finds 240 of them at sea"),
    ("Courts", "A ship that nobody owns keeps the judges of {} busy"),
    ("Courts", "The mayor of {} must publish what the breakwater cost"),
    ("Courts", "Salvors and the town of {} share one anchor, says a court"),
)
_FACTS = (
    "The port’s register counts {} arrivals for last year, 40 percent fewer.",
    "The council has set aside {} million crowns, half of them lent at 4.8 percent.",
    "Work begins on {} May at the latest, unless a neighbouring town objects to it.",
)
_SAID = "We have counted excuses for long enough, and now we are going to count ships"


def sixty_stories() -> Edition:
    """Return the edition, in sections of fifteen stories each."""
    titles = dict.fromkeys(title for title, _ in _TOLD)
    sections = [Section(title=title, stories=_stories(title)) for title in titles]
    return Edition(
        name="sixty",
        title="The Harbour Letter",
        date=date(2025, 1, 16),
        intro="A year of five ports in sixty stories.",
        sections=tuple(sections),
    )


def _stories(title: str) -> tuple[Story, ...]:
    return tuple(
        _story(number, headline.format(port), port)
        for port in _PORTS
        for number, (kind, headline) in enumerate(_TOLD)
        if kind == title
    )


def _story(number: int, headline: str, port: str) -> Story:
    path = f"{port.lower().replace(' ', '-')}/{number}"
    source = Source(outlet="Harbour Review", url=f"https://review.example/{path}")
    days = 1 + (number * 5 + _PORTS.index(port)) % 28
    facts = (Fact(text=fact.format(days), source=source) for fact in _FACTS)
    quote = Quote(
        segments=(Segment(text=_SAID),),
        speaker="Mira Solen",
        role=f"harbour master of {port}",
        source=source,
    )
    return Story(
        headline=headline,
        standfirst=f"What is new in {port}, and what it costs those who live there.",
        facts=tuple(facts),
        quotes=(quote,) if number % 2 == 0 else (),
        bylines=(
            Byline(
                source=source,
                authors=("Ada Brandt",),
                published=date(2025, 1, 14),
                minutes=4 + number % 5,
            ),
        ),
    )
