"""The keys that emails are signed with: from files, or from the environment."""

from digest.config import Dkim
from digest.deliver import Signer, mailbox, signer
from digest.errors import UsageError
from digest.pipeline.job import Job

_ENVIRONMENT = "env:"


def signers(job: Job) -> tuple[Signer, ...]:
    """Return what signs the newsletter's emails, as the settings say.

    Raises:
        UsageError: a key is not there, or is none.
    """
    own = mailbox(job.settings.newsletter)[1].rpartition("@")[2]
    return tuple(
        signer(
            _pem(dkim, job),
            domain=dkim.domain or own,
            selector=dkim.selector,
            name=f"deliver.dkim.key {dkim.key}",
        )
        for dkim in job.settings.deliver.dkim
    )


def _pem(dkim: Dkim, job: Job) -> bytes:
    if dkim.key.startswith(_ENVIRONMENT):
        return _variable(dkim.key.removeprefix(_ENVIRONMENT), job)
    path = job.folder / dkim.key
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"deliver.dkim.key {path} cannot be read: {error.strerror}"
        raise UsageError(message) from error


def _variable(name: str, job: Job) -> bytes:
    if not job.environment.get(name):
        message = f"deliver.dkim.key: the variable {name} of the environment is not set"
        raise UsageError(message)
    # A variable of one line writes its line ends in two letters.
    return job.environment[name].replace("\\n", "\n").encode()
