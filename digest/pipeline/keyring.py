"""Where the secret keys come from: the environment, or a file beside the store."""

from pathlib import Path

from digest.errors import UsageError
from digest.keys import Keyring
from digest.pipeline.files import content, made_once, replaced
from digest.pipeline.job import Job
from digest.store import Store
from digest.text.places import Server, is_there

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
        _insist_on_a_new_list(job, path)
        made_once(path, str(Keyring.fresh()), mode=_OWNER_ONLY)
    return Keyring.parse(content(path, what="the keys"), name=str(path))


def _insist_on_a_new_list(job: Job, path: Path) -> None:
    """Make sure that nobody is known by keys that are lost: all would be strangers.

    Raises:
        UsageError: the store knows somebody by an id.
    """
    if not is_there(job.store):
        return
    with Store.open(job.store) as store:
        if not store.knows_ids():
            return
    message = (
        f"{path}: the keys are missing, and the store knows its subscribers by them:"
        f" restore the file, or put the keys into the environment's {VARIABLE}; with"
        " new ones everybody would be a stranger, and get editions a second time"
    )
    raise UsageError(message)


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
    """Return where the keys are kept if the environment brings none.

    Raises:
        UsageError: the store is on a server, and nothing is beside it.
    """
    if isinstance(job.store, Server):
        message = (
            "with the store on a server, the keys come from the environment's"
            f" {VARIABLE}: put what `digest keys new --print` prints into it"
        )
        raise UsageError(message)
    return job.store.with_name("keys")
