"""An inference process that speaks the whole protocol and paints nothing.

A job grows into the photo itself, and ends as it. One of 64 px takes `QUICK_PAINTER_SECONDS`, a
larger one as much more as it has more pixels, in steps that tell of progress, until there is a file
`hurry` in the bot's folder, and a fraction of that from then on. It can be cancelled. What else is
asked is answered at once when no job is at work, with figures read off the bytes of the picture.
"""

import hashlib
import os
import queue
import sys
import threading
import time
from collections import deque
from pathlib import Path

from styletransfer.worker.framing import frame, read_request
from styletransfer.worker.protocol import (
    Cancel,
    Cancelled,
    Draft,
    Dream,
    Event,
    Fingerprint,
    Fingerprinted,
    Judge,
    Judged,
    Paint,
    Painted,
    Podium,
    Progress,
    Ready,
    Request,
    Shrink,
)

SECONDS = float(os.environ["QUICK_PAINTER_SECONDS"])
HURRY = Path("hurry")
TIMES_FASTER = 20
STEPS = 2
LEAST_SIZE = 64


def say(event: Event) -> None:
    sys.stdout.buffer.write(frame(event))
    sys.stdout.buffer.flush()


def look(request: Fingerprint | Judge) -> Fingerprinted | Judged:
    """See in a picture what its bytes say, always the same."""
    digest = hashlib.sha256(request.picture).hexdigest()
    if isinstance(request, Fingerprint):
        return Fingerprinted(job=request.job, fingerprint=digest[:16])
    score = int(digest[:8], 16) / (1 << 32)
    return Judged(job=request.job, closeness=score, kept=score, score=score)


def shown(request: Paint | Dream | Draft | Shrink | Podium) -> bytes:
    match request:
        case Paint() | Dream() | Draft():
            return request.content
        case Podium():
            return request.places[0].picture
        case Shrink():
            return request.picture


def long_side(request: Paint | Dream | Draft | Shrink | Podium) -> int:
    """Return the size that was asked for; the photos of the tests are 4 by 3."""
    return request.size if isinstance(request, Paint | Dream | Draft) else LEAST_SIZE


class Desk:
    """Where requests arrive while others are answered."""

    def __init__(self) -> None:
        self._arrived: queue.Queue[Request | None] = queue.Queue()
        self._kept: deque[Request] = deque()
        threading.Thread(target=self._read, daemon=True).start()

    def next(self) -> Request | None:
        """Wait for a request; returns None when there will be none any more."""
        return self._kept.popleft() if self._kept else self._arrived.get()

    def is_cancelled(self, job: str, seconds: float) -> bool:
        """Wait for so many seconds at most; say whether a job was cancelled meanwhile."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                request = self._arrived.get(timeout=left)
            except queue.Empty:
                break
            if request is None:
                sys.exit()
            if not isinstance(request, Cancel):
                self._kept.append(request)
            elif request.job == job:
                return True
        return False

    def _read(self) -> None:
        while (request := read_request(sys.stdin.buffer)) is not None:
            self._arrived.put(request)
        self._arrived.put(None)


def seconds_of(request: Paint | Dream | Draft | Shrink | Podium) -> float:
    return SECONDS * (long_side(request) / LEAST_SIZE) ** 2


def grown(request: Paint | Dream, desk: Desk) -> bool:
    """Tell of a job's progress to its end; say whether it came there."""
    seconds = seconds_of(request)
    for step in range(STEPS):
        say(
            Progress(
                job=request.job,
                fraction=step / STEPS,
                seconds_left=seconds * (STEPS - step) / STEPS,
                preview=request.content if step else None,
            )
        )
        pause = seconds / STEPS / (TIMES_FASTER if HURRY.exists() else 1)
        if desk.is_cancelled(request.job, pause):
            return False
    return True


def main() -> None:
    desk = Desk()
    say(Ready(device="cpu", precision="float32", work_per_second=1e12))
    while (request := desk.next()) is not None:
        if isinstance(request, Cancel):
            continue  # whatever it means is painted by now
        if isinstance(request, Fingerprint | Judge):
            say(look(request))
            continue
        if isinstance(request, Paint | Dream) and not grown(request, desk):
            say(Cancelled(job=request.job))
            continue
        say(
            Painted(
                job=request.job,
                picture=shown(request),
                extension="jpg",
                width=long_side(request),
                height=long_side(request) * 3 // 4,
                seconds=seconds_of(request),
            )
        )


if __name__ == "__main__":
    main()
