"""How much of a thing an email takes: who makes it keeps to it, who checks it asks."""

MAX_HTML_BYTES = 80_000  # Gmail clips near 102 KB
CONTENTS_FROM = 5  # stories; fewer are seen at a glance
MOST_FACT_WORDS = 35
MOST_QUOTE_WORDS = 60
MOST_URL_CHARACTERS = 2_000  # of a picture's address
