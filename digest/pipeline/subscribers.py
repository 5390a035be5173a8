"""Who gets the newsletter: a CSV file, or one held by the environment."""

from email.utils import parseaddr

from digest.deliver import normalised, recipients
from digest.errors import Mistake, SettingsError, UsageError
from digest.pipeline.files import content
from digest.pipeline.job import Job

VARIABLE = "DIGEST_SUBSCRIBERS"


def subscribers(job: Job) -> tuple[str, ...]:
    """Return the addresses of all subscribers.

    They come from the environment (the CSV text itself), or else from the file that
    `deliver.subscribers` names. With neither, an outbox of `.eml` files gets one copy,
    addressed to the newsletter itself, to look at.

    Raises:
        UsageError: there are mistakes in the list, or nobody to send to.
    """
    if text := job.environment.get(VARIABLE, ""):
        return _addresses(text, name=VARIABLE)
    settings = job.settings.deliver
    if settings.subscribers:
        path = job.folder / settings.subscribers
        return _addresses(content(path, what="the subscribers"), name=str(path))
    if settings.outbox == "eml":
        return (normalised(parseaddr(job.settings.newsletter.from_)[1]),)
    message = (
        "nobody to send to: name a CSV file with `deliver.subscribers`,"
        f" or put its text into the environment as {VARIABLE}"
    )
    raise UsageError(message)


def are_named(job: Job) -> bool:
    """Tell whether the settings or the environment name subscribers at all."""
    return bool(job.environment.get(VARIABLE) or job.settings.deliver.subscribers)


def _addresses(text: str, *, name: str) -> tuple[str, ...]:
    addresses, mistakes = recipients(text)
    if not (addresses or mistakes):
        mistakes = (Mistake(line=None, where="", message="no address in it"),)
    if mistakes:
        raise SettingsError(name, mistakes)
    return addresses
