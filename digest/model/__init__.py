"""The nouns every room shares: frozen values, and nothing that does anything.

All are frozen, slotted, keyword-only; collections are tuples; times are aware UTC.
A field marked *evidence* says where a claim was found and is left out of comparison:
two editions are equal when a reader would read the same.
"""

from digest.model.claims import (
    Fact,
    FactKind,
    Number,
    Quote,
    Segment,
    Source,
    Summary,
)
from digest.model.editions import (
    Byline,
    ByTheNumbers,
    Correction,
    Corrections,
    Difference,
    Edition,
    Finding,
    Integrity,
    Picture,
    Section,
    Severity,
    Story,
    Voices,
    is_blocked,
)
from digest.model.feeds import (
    Article,
    Entry,
    Failure,
    Feed,
    FeedMemory,
    FullText,
    Harvest,
    Image,
    Notice,
    Reading,
    Rhythm,
    SiteRule,
)
from digest.model.mail import (
    Blame,
    Delivery,
    DeliveryStatus,
    Email,
)
from digest.model.spans import (
    Span,
)
from digest.model.subscribers import (
    Bounce,
    BounceKind,
    Frequency,
    Subscriber,
    SubscriberSource,
    SubscriberStatus,
    Suppression,
    SuppressionReason,
)

__all__ = [
    "Article",
    "Blame",
    "Bounce",
    "BounceKind",
    "ByTheNumbers",
    "Byline",
    "Correction",
    "Corrections",
    "Delivery",
    "DeliveryStatus",
    "Difference",
    "Edition",
    "Email",
    "Entry",
    "Fact",
    "FactKind",
    "Failure",
    "Feed",
    "FeedMemory",
    "Finding",
    "Frequency",
    "FullText",
    "Harvest",
    "Image",
    "Integrity",
    "Notice",
    "Number",
    "Picture",
    "Quote",
    "Reading",
    "Rhythm",
    "Section",
    "Segment",
    "Severity",
    "SiteRule",
    "Source",
    "Span",
    "Story",
    "Subscriber",
    "SubscriberSource",
    "SubscriberStatus",
    "Summary",
    "Suppression",
    "SuppressionReason",
    "Voices",
    "is_blocked",
]
