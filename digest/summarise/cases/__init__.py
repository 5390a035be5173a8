"""Reading languages with cases: who is named is told by endings, not by word order."""

from digest.summarise.cases.clause import clause
from digest.summarise.cases.forms import nominative
from digest.summarise.cases.gathering import declined_cast
from digest.summarise.cases.subjects import named, subject_first

__all__ = ["clause", "declined_cast", "named", "nominative", "subject_first"]
