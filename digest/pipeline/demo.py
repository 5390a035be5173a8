"""The demo: the main job on the sample feeds, beginning anew each time."""

from pathlib import Path

from digest.errors import DigestError
from digest.pipeline.job import Job
from digest.pipeline.run import Run, run
from digest.text.places import Place


def demonstrated(job: Job) -> Run:
    """Run the job as if for the first time; a manuscript that was edited is kept.

    Raises:
        DigestError: what an earlier demo left cannot be removed.
    """
    try:
        for left in (*_files(job.store), *job.out.glob("*/outbox/*.eml")):
            left.unlink(missing_ok=True)
    except OSError as error:
        message = f"{job.out}: cannot begin anew there: {error.strerror or error}"
        raise DigestError(message) from error
    return run(job)


def _files(store: Place) -> list[Path]:
    if not isinstance(store, Path):
        return []
    return [store.with_name(store.name + end) for end in ("", "-wal", "-shm")]
