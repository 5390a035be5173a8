"""The command line: arguments → one pipeline call → printing and exit code."""

import gc
import sys

from digest.errors import DigestError, UsageError

NEEDS_A_PERSON, WRONG_USAGE = 1, 2
INTERRUPTED, TERMINATED = 128 + 2, 128 + 15  # Ctrl-C, SIGTERM: as shells count it

# A sixth of a command's start went into looking for garbage among modules.
_GARBAGE_THRESHOLDS = 20_000, 5, 5


def main(arguments: list[str] | None = None) -> None:
    """Run one command and leave with its exit code; errors are told in plain words.

    0: fine · 1: something needs a person · 2: wrong usage or settings · 130: Ctrl-C
    · 143: SIGTERM while pictures are taken.
    """
    gc.set_threshold(*_GARBAGE_THRESHOLDS)
    from digest.cli.app import app
    from digest.cli.show import error_message

    try:
        app(arguments, prog_name="digest")
    except SystemExit as left:
        if left.code in (INTERRUPTED, TERMINATED):  # all that is said of it
            error_message("stopped: nothing is lost, run the same command again")
        raise
    except UsageError as error:
        error_message(str(error))
        sys.exit(WRONG_USAGE)
    except DigestError as error:
        error_message(str(error))
        sys.exit(NEEDS_A_PERSON)
    except OSError as error:  # a disk or folder that fails where nobody expects it
        error_message(f"{error.filename or 'this machine'}: {error.strerror or error}")
        sys.exit(NEEDS_A_PERSON)
