"""An edition → email, plain text and web page."""
