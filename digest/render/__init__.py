"""An edition → email, plain text and web page; all of them → the newsletter's site."""

from digest.render.email import email
from digest.render.environment import Templates, environment
from digest.render.site import Issue, is_taken, site
from digest.render.web import web
from digest.render.words import Words, words

__all__ = [
    "Issue",
    "Templates",
    "Words",
    "email",
    "environment",
    "is_taken",
    "site",
    "web",
    "words",
]
