"""Words by which mail servers and machines are known, in lower case."""

DAEMONS = (
    "mailer-daemon",
    "mailerdaemon",
    "postmaster",
    "mail delivery",
    "maildelivery",
    "microsoftexchange",
)

SUBJECTS = (
    "undeliver",
    "undelivered",
    "delivery status notification",
    "delivery failure",
    "delivery has failed",
    "delivery notification",
    "failed delivery",
    "failure notice",
    "mail delivery failed",
    "mail system error",
    "returned mail",
    "returning message to sender",
    "non-delivery",
    "nondeliverable",
    "could not be delivered",
    "can't be delivered",
    "не доставлено",
    "не вдалося доставити",
)

FAILURES = (
    "could not be delivered",
    "couldn't be delivered",
    "couldn’t be delivered",
    "was not delivered",
    "wasn't able to deliver",
    "unable to deliver",
    "delivery to the following recipient",
    "delivery has failed",
    "did not reach the following recipient",
    "failed addresses follow",
    "the following address(es) failed",
    "the following addresses had permanent",
    "permanent fatal errors",
    "this is a permanent error",
    "не вдалося доставити",
)

DELAYS = (
    "delivery status notification (delay)",
    "warning: message delayed",
    "warning: could not send message",
    "mail delivery delayed",
    "delivery is delayed",
    "delivery delayed",
    "delayed mail",
    "has not yet been delivered",
    "will be retried",
    "will continue to be attempted",
    "will keep trying",
    "no action is required on your part",
    "you do not need to resend",
)

# Lines after which the mail is sent back that all is about.
MARKERS = (
    "original message header",
    "original message --",
    "original message follows",
    "a copy of the message",
    "copy of your message",
    "copy of the original message",
    "header of the original message",
    "headers of the original message",
    "below this line",
    "returned message",
    "undelivered message",
    "unsent message",
    "message header follows",
)

ANSWERS = (
    "out of office",
    "out of the office",
    "automatic reply",
    "auto reply",
    "auto-reply",
    "autoreply",
    "auto:",
    "automatische antwort",
    "réponse automatique",
    "abwesen",
    "автоматична відповідь",
    "автовідповідь",
    "vacation",
)
