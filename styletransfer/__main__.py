"""`python -m styletransfer` and the script `styletransfer`: the command line as a process.

Up here is imported only what Python itself has begun with: from `main` on, Ctrl-C is no traceback.
"""

import io
import os
import signal
import sys
from types import FrameType

# What a shell says of a program that was ended by these signals (SIGINT and SIGPIPE).
_INTERRUPTED, _UNREAD = 128 + 2, 128 + 13


def main() -> int:
    """Run one command; return its status, 130 after Ctrl-C or 141 if nobody reads what it says."""
    try:
        # Who started us may have wished that we go on: nohup, for instance.
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, _interrupt)
        try:
            return _run()
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            _give_up_unwritten()
    except KeyboardInterrupt:
        return _INTERRUPTED


def _run() -> int:
    _open_streams()
    try:
        try:
            from styletransfer import cli

            return cli.main()
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        return _UNREAD
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"styletransfer: {where}{error.strerror or error}", file=sys.stderr)
        return 2


def _interrupt(_number: int, frame: FrameType | None) -> None:
    """Raise KeyboardInterrupt; end at once if that may get lost, and at a second Ctrl-C.

    Extension modules turn what is raised while they import others into errors of their own.
    """
    signal.signal(signal.SIGINT, _end)
    while frame is not None:
        if frame.f_globals.get("__name__") == "importlib._bootstrap":
            _end()
        frame = frame.f_back
    raise KeyboardInterrupt


def _end(*_: object) -> None:
    os._exit(_INTERRUPTED)


def _open_streams() -> None:
    """Let any text be written, in any encoding, and also where the caller closed a stream."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, io.TextIOWrapper(io.FileIO(os.devnull, "w")))
        stream = getattr(sys, name)
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _give_up_unwritten() -> None:
    """Drop what a stream does not take: else the interpreter complains of it when it ends."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


if __name__ == "__main__":
    sys.exit(main())
