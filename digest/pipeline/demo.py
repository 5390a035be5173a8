"""The demo: the main job on the sample feeds, beginning anew each time."""

from digest.errors import DigestError
from digest.pipeline.job import Job
from digest.pipeline.run import Run, run


def demonstrated(job: Job) -> Run:
    """Run the job as if for the first time; a manuscript that was edited is kept.

    Raises:
        DigestError: what an earlier demo left cannot be removed.
    """
    beside = [job.store.with_name(job.store.name + end) for end in ("", "-wal", "-shm")]
    try:
        for left in (*beside, *job.out.glob("*/outbox/*.eml")):
            left.unlink(missing_ok=True)
    except OSError as error:
        message = f"{job.out}: cannot begin anew there: {error.strerror or error}"
        raise DigestError(message) from error
    return run(job)
