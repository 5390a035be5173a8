from bench.answers import Said
from bench.gold import GoldArticle, GoldQuote
from bench.spans import Place


def said(text: str, segment: str, speaker: str | None, **more) -> Said:
    start = text.index(segment)
    place = Place(start, start + len(segment))
    return Said(place=place, speaker=speaker, **more)


def a_gold_quote(*segments: str, speaker: str | None, **more) -> GoldQuote:
    valid = {"shapes": ("said name",), "also": (), "role": None, "mixed": False}
    return GoldQuote(segments=segments, speaker=speaker, **{**valid, **more})


def a_gold_article(text: str, **more) -> GoldArticle:
    valid = {
        "slug": "en-dyke",
        "language": "en",
        "outlet": "The Meridian",
        "genre": "news",
        "title": "A dyke holds",
        "quotes": (),
        "not_quotes": (),
        "key": (),
        "fine": (),
        "never": (),
        "same": (),
        "figures": (),
    }
    return GoldArticle(text=text, **{**valid, **more})
