"""A site of some editions, for tests, and its files as programs read them."""

import json
import re
from datetime import date, timedelta

from lxml import html as lxml_html

from digest.render import Issue, environment, site
from tests.render.editions import INTEGRITY, TEMPLATES, a_full_edition, a_newsletter

FOLDERS = environment([TEMPLATES])
ATOM = "{http://www.w3.org/2005/Atom}"
FIRST = date(2025, 1, 2)


def an_issue(number=1, stories=3, integrity=INTEGRITY, **changes):
    edition = a_full_edition(
        stories,
        **{
            "name": f"2025-W{number:02}",
            "date": FIRST + timedelta(weeks=number - 1),
            **changes,
        },
    )
    return Issue(edition=edition, integrity=integrity)


def built(*issues, templates=FOLDERS, **newsletter):
    made = issues or (an_issue(1), an_issue(2), an_issue(3))
    return site(made, newsletter=a_newsletter(**newsletter), templates=templates)


def pages(files):
    return {
        path: lxml_html.document_fromstring(text)
        for path, text in files.items()
        if path.endswith(".html")
    }


def data_of(files):
    line = re.search(r"^const archive = (.*);$", files["search.js"], re.MULTILINE)
    return json.loads(line[1])
