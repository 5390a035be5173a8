"""The page of each edition, with the ways that lead from it to the others."""

from collections.abc import Iterator

from digest.render.language import direction, long_date
from digest.render.page import Link
from digest.render.place import Place
from digest.render.site import addresses as at
from digest.render.site.archive import Archive, Printed
from digest.render.web import web_page
from digest.render.words import Words, words

_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"


def editions(archive: Archive) -> Iterator[tuple[str, str]]:
    """Yield where each edition's page stands, and the page."""
    newest_first = archive.editions
    later_ones = (None, *newest_first[:-1])
    earlier_ones = (*newest_first[1:], None)
    for later, edition, earlier in zip(
        later_ones, newest_first, earlier_ones, strict=True
    ):
        made = edition.page
        spoken = words(archive.templates, made.language)
        place = _place(edition, later, earlier, spoken)
        html = web_page(
            made,
            newsletter=archive.newsletter,
            templates=archive.templates,
            place=place,
        )
        yield at.edition_file(made.name), html


def _place(
    edition: Printed, later: Printed | None, earlier: Printed | None, spoken: Words
) -> Place:
    language = edition.page.language
    return Place(
        home=Link(text=spoken.phrase("all_editions"), url=f"../{at.INDEX}"),
        search=Link(text=spoken.phrase("search"), url=f"../{at.SEARCH}"),
        feed=Link(text=spoken.phrase("feed"), url=f"../{at.FEED}"),
        earlier=_neighbour(earlier, spoken.phrase("earlier"), language),
        later=_neighbour(later, spoken.phrase("later"), language),
    )


def _neighbour(edition: Printed | None, label: str, language: str) -> Link | None:
    if edition is None:
        return None
    day = long_date(edition.day, language)
    if direction(language) == "rtl":
        day = f"{_ISOLATE}{day}{_END_OF_ISOLATE}"
    url = f"../{at.edition_path(edition.page.name)}"
    return Link(text=f"{label}: {day}", url=url)
