"""Start the inference process: `python -m styletransfer.worker [--device D] [--network FILE]`."""

import argparse
import os
import sys
from pathlib import Path
from typing import get_args

from styletransfer.draft import SHIPPED
from styletransfer.features.allocator import arrange_large_blocks
from styletransfer.worker import confinement
from styletransfer.worker.logs import LogFormat, log_to_standard_error

# The event loop of whoever started us has to answer at once, also where we use every core.
_NICENESS = 5


def main() -> None:
    """Serve requests from standard input until it is closed."""
    parser = argparse.ArgumentParser(prog="python -m styletransfer.worker")
    parser.add_argument("--device", default=None, help="cpu, cuda or cuda:N; the best by default")
    parser.add_argument("--network", type=Path, default=SHIPPED, help="what draws drafts")
    parser.add_argument("--log-format", choices=get_args(LogFormat), default="text")
    arguments = parser.parse_args()
    log_to_standard_error("INFO", arguments.log_format)
    confinement.leave_network()
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    # Events leave by a descriptor of their own: a stray print must not end up between two frames.
    events = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

    arrange_large_blocks()
    confinement.give_way()
    # joblib, with which the faces' detector is read, looks for semaphores that it has no use for.
    os.environ["JOBLIB_MULTIPROCESSING"] = "0"
    # Before: Python keeps what it compiles, or else compiles it anew at each start.
    from styletransfer.worker.server import Server

    # CUDA's driver writes a cache of its own, and nobody has tried it so.
    if arguments.device == "cpu":
        confinement.confine(arguments.network)
    Server(sys.stdin.buffer, events, arguments.device, arguments.network).serve()


if __name__ == "__main__":
    main()
