"""An edition → email, plain text and web page."""

from digest.render.email import email
from digest.render.environment import Templates, environment
from digest.render.web import web
from digest.render.words import Words, words

__all__ = ["Templates", "Words", "email", "environment", "web", "words"]
