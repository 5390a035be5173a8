"""The demo: the main job on the sample feeds, beginning anew each time."""

from digest.pipeline.job import Job
from digest.pipeline.run import Run, run


def demonstrated(job: Job) -> Run:
    """Run the job as if for the first time; a manuscript that was edited is kept."""
    for suffix in ("", "-wal", "-shm"):  # SQLite's own files beside the store
        job.store.with_name(job.store.name + suffix).unlink(missing_ok=True)
    return run(job)
