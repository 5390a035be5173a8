"""What there is to say about a story's picture: whose it is, and what stands in for it.

An address that no client may ask for is an error; all else is the editor's to judge.
"""

from collections.abc import Iterator, Mapping, Sequence

from digest.manuscript.finding import error, warning
from digest.model import Article, Finding, Picture, Story, Summary
from digest.text.alts import MOST_ALT_CHARACTERS


def picture_findings(
    story: Story, summaries: Mapping[str, Summary]
) -> Iterator[Finding]:
    """Yield what is wrong with the picture of a story, if it has one."""
    if story.image is None:
        return
    articles = [
        summaries[byline.source.url].article
        for byline in story.bylines
        if byline.source.url in summaries
    ]
    yield from _address(story.image, articles)
    yield from _alt(story.image)


def _address(picture: Picture, articles: Sequence[Article]) -> Iterator[Finding]:
    if not picture.url.casefold().startswith("https://"):
        yield error(
            "image-not-https",
            picture.line,
            f"“{picture.url[:80]}” is no https address: it is not printed",
            "use the picture's https address, or remove it",
        )
    known = [article.image.url for article in articles if article.image]
    if articles and picture.url not in known:
        yield warning(
            "image-unknown",
            picture.line,
            "the picture is not the one that an article of the story leads with",
            "put that one back, or make sure that you may print it",
        )


def _alt(picture: Picture) -> Iterator[Finding]:
    if not picture.alt:
        yield warning(
            "image-without-alt",
            picture.line,
            "nothing says what the picture shows, to those who do not see it",
            "write it between the brackets, or leave it out if it only decorates",
        )
    if len(picture.alt) > MOST_ALT_CHARACTERS:
        yield warning(
            "image-alt-long",
            picture.line,
            f"what stands in for the picture has {len(picture.alt)} characters, and "
            f"at most {MOST_ALT_CHARACTERS} are printed",
            "say it in a sentence",
        )
