import pytest

from digest.model import Integrity
from digest.text.integrity import integrity_line


@pytest.mark.parametrize(
    ("counts", "line"),
    [
        (
            (12, 12, 31, 30),
            "12 of 12 quotations word for word, 30 of 31 figures found",
        ),
        ((1, 0, 1, 1), "0 of 1 quotation word for word, 1 of 1 figure found"),
        ((0, 0, 2, 2), "no quotations, 2 of 2 figures found"),
        ((2, 1, 0, 0), "1 of 2 quotations word for word, no figures"),
    ],
)
def test_it_says_how_much_was_found(counts, line):
    quotes, quotes_found, figures, figures_found = counts

    integrity = Integrity(
        quotes=quotes,
        quotes_found=quotes_found,
        figures=figures,
        figures_found=figures_found,
    )

    assert integrity_line(integrity) == line
