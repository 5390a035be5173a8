"""An edition → email, plain text and web page; all of them → the newsletter's site."""

from digest.render.clean import cleaned_paragraphs
from digest.render.email import email
from digest.render.environment import Templates, environment, filled
from digest.render.head import policy, style
from digest.render.language import direction, own_name
from digest.render.letter import letter
from digest.render.site import Issue, is_taken, site
from digest.render.web import web
from digest.render.words import Words, languages, words

__all__ = [
    "Issue",
    "Templates",
    "Words",
    "cleaned_paragraphs",
    "direction",
    "email",
    "environment",
    "filled",
    "is_taken",
    "languages",
    "letter",
    "own_name",
    "policy",
    "site",
    "style",
    "web",
    "words",
]
