"""What a spam filter and a terminal make of the finished mail."""

from pathlib import Path

from tests.conformance.tools import needed, read_in_w3m, spam_scores

MOST_POINTS = 1.0  # of 5, from which mail is taken for spam


@needed("spamassassin")
def test_spamassassin_takes_no_edition_for_spam(written, tmp_path):
    messages = [path for path in written["mail"] if path.stem[:2] in {"en", "uk"}]
    scores = spam_scores(messages, tmp_path)
    named = zip((path.stem for path in messages), scores, strict=True)

    assert {name: score for name, score in named if score[0] >= MOST_POINTS} == {}


@needed("w3m")
def test_a_terminal_shows_every_story_in_its_order(all_rendered, written):
    for edition, file in zip(
        all_rendered, _by_name(written, all_rendered), strict=True
    ):
        shown = "".join(read_in_w3m(file).split())
        kept = edition.email.html.count("<h3")
        body = shown.partition("".join(edition.headlines[0].split()))[2]
        places = [
            body.find("".join(headline.split()))
            for headline in edition.headlines[1:kept]
        ]

        assert -1 not in places, edition.name
        assert places == sorted(places), edition.name


def _by_name(written: dict[str, tuple[Path, ...]], editions) -> list[Path]:
    files = {file.stem: file for file in written["email"]}
    return [files[edition.name] for edition in editions]
