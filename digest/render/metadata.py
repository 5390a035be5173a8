"""What a page is in the words of schema.org: a periodical, and an issue of it.

An edition is no article: it lists what others have written, so it claims no author.
"""

from collections.abc import Iterable

from digest.render.page import Page

_CONTEXT = "https://schema.org"


def issue(made: Page, *, publication: str, home: str | None) -> dict[str, object]:
    """Return what an edition is."""
    return _without_nothing(
        {
            "@context": _CONTEXT,
            "@type": "PublicationIssue",
            "@id": made.url,
            "url": made.url,
            "name": made.subject,
            "headline": made.subject,
            "description": made.preheader,
            "issueNumber": made.name,
            "datePublished": made.day,
            "inLanguage": made.language,
            "isPartOf": _periodical(publication, home),
            "publisher": _publisher(publication, home),
            "mainEntity": _listed(
                (story.headline.text, f"{made.url or ''}#{story.anchor}")
                for story in made.stories
            ),
        }
    )


def periodical(
    publication: str,
    *,
    home: str,
    language: str,
    description: str,
    issues: Iterable[tuple[str, str]],
) -> dict[str, object]:
    """Return what the newsletter is; `issues` are names and addresses."""
    return {
        "@context": _CONTEXT,
        "@type": "CollectionPage",
        "@id": home,
        "url": home,
        "name": publication,
        "description": description,
        "inLanguage": language,
        "about": _periodical(publication, home),
        "publisher": _publisher(publication, home),
        "mainEntity": _listed(issues),
    }


def _periodical(name: str, home: str | None) -> dict[str, object]:
    return _without_nothing({"@type": "Periodical", "name": name, "url": home})


def _publisher(name: str, home: str | None) -> dict[str, object]:
    return _without_nothing({"@type": "Organization", "name": name, "url": home})


def _listed(items: Iterable[tuple[str, str]]) -> dict[str, object]:
    listed = [
        {"@type": "ListItem", "position": position, "name": name, "url": url}
        for position, (name, url) in enumerate(items, start=1)
    ]
    return {
        "@type": "ItemList",
        "numberOfItems": len(listed),
        "itemListElement": listed,
    }


def _without_nothing(value: dict[str, object]) -> dict[str, object]:
    return {key: each for key, each in value.items() if each}
