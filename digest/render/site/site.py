"""Editions → all files of the newsletter's site, each by where it stands."""

from collections.abc import Mapping, Sequence

from digest.config import Newsletter
from digest.render.environment import Templates
from digest.render.site import addresses as at
from digest.render.site.archive import Issue, archive
from digest.render.site.editions import editions
from digest.render.site.feed import atom
from digest.render.site.lists import index, not_found, search
from digest.render.site.maps import robots, sitemap
from digest.render.site.search import script


def site(
    issues: Sequence[Issue], *, newsletter: Newsletter, templates: Templates
) -> Mapping[str, str]:
    """Return what each file of the site holds, by its path.

    Raises:
        ValueError: there is no edition, or the newsletter has no address on the web.
        TemplateError: where a template cannot be filled in.
    """
    made = archive(issues, newsletter, templates)
    files = dict(editions(made))
    files |= {
        at.INDEX: index(made),
        at.SEARCH: search(made),
        at.SEARCH_SCRIPT: script(made),
        at.FEED: atom(made),
        at.SITEMAP: sitemap(made),
        at.NOT_FOUND: not_found(made),
    }
    if rules := robots(made):
        files[at.ROBOTS] = rules
    return dict(sorted(files.items()))
