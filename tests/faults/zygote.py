"""Runs the command in forks of one process that has imported everything already.

A run that is to be killed a hundred times must not spend a second on starting first.
It reads orders, a line of JSON each, and answers each with the exit status.
"""

import json
import os
import resource
import select
import signal
import sys
import traceback
from pathlib import Path

from digest.cli import main


def run(order: dict[str, object]) -> int:
    """Run one command; send it a signal after some seconds where it is told to."""
    child = os.fork()
    if child == 0:
        _become(order)
    watched = os.pidfd_open(child)
    seconds = order["after"]
    if seconds is not None:
        ended, _, _ = select.select([watched], [], [], seconds)
        if not ended:
            signal.pidfd_send_signal(watched, int(str(order["signal"])))
    _, status = os.waitpid(child, 0)
    os.close(watched)
    return os.waitstatus_to_exitcode(status)


def _become(order: dict[str, object]) -> None:
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if order["room"] is not None:
            room = int(str(order["room"]))
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
        output = os.open(str(order["output"]), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(output, 1)
        os.dup2(output, 2)
        code = _ran(order["arguments"])
    except BaseException:  # noqa: BLE001 - there is nobody above to tell it
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _ran(arguments: list[str]) -> int:
    try:
        main(arguments)
    except SystemExit as left:
        return int(left.code or 0)
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    return 0


if __name__ == "__main__":
    # What the first run imports, no other needs to; it makes the edition, too.
    for warming in json.loads(sys.argv[1]):
        saved = os.dup(1)
        os.dup2(2, 1)
        code = _ran(warming)
        sys.stdout.flush()
        os.dup2(saved, 1)
        os.close(saved)
        assert code == 0, Path.cwd()
    sys.stdout.write("warm\n")
    sys.stdout.flush()
    while line := sys.stdin.readline():
        sys.stdout.write(f"{run(json.loads(line))}\n")
        sys.stdout.flush()
