"""An edition → email, plain text and web page."""

from digest.render.email import email
from digest.render.environment import Templates, environment
from digest.render.web import web

__all__ = ["Templates", "email", "environment", "web"]
