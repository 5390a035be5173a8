"""Where the secret keys come from: the environment, or a file beside the store."""

from pathlib import Path

from digest.errors import UsageError
from digest.keys import Keyring
from digest.pipeline.files import content, made_once, replaced
from digest.pipeline.job import Job

VARIABLE = "DIGEST_KEYS"

_OWNER_ONLY = 0o600


def keyring(job: Job) -> Keyring:
    """Return the keys of the environment, or else of the file, made on first need.

    Raises:
        UsageError: they are damaged.
        DigestError: the file cannot be written.
    """
    if text := job.environment.get(VARIABLE, "").strip():
        return Keyring.parse(text, name=VARIABLE)
    path = keys_file(job)
    if not path.exists():
        made_once(path, str(Keyring.fresh()), mode=_OWNER_ONLY)
    return Keyring.parse(content(path, what="the keys"), name=str(path))


def with_new_key(job: Job) -> Keyring:
    """Return the keys with a new one in front, which signs from now on; save nothing.

    Where there are no keys yet, it is the only one.
    """
    known = job.environment.get(VARIABLE, "").strip() or keys_file(job).exists()
    return keyring(job).with_new() if known else Keyring.fresh()


def keep_keys(job: Job, ring: Keyring) -> Path:
    """Write keys into the file, and return where it is.

    Raises:
        UsageError: the environment's keys count, whatever the file says.
    """
    if job.environment.get(VARIABLE, "").strip():
        message = (
            f"the keys come from the environment's {VARIABLE}, which cannot be written"
            " from here: put what `digest keys new --print` prints into it"
        )
        raise UsageError(message)
    path = keys_file(job)
    replaced(path, str(ring), mode=_OWNER_ONLY)
    return path


def keys_file(job: Job) -> Path:
    """Return where the keys are kept if the environment brings none."""
    return job.store.with_name("keys")
