"""An inference process that speaks the whole protocol and paints nothing.

A job grows into the photo itself, and ends as it. It takes `QUICK_PAINTER_SECONDS`, in steps that
tell of progress, until there is a file `hurry` in the bot's folder, and a fraction of that from
then on. What else is asked is answered at once, with figures read off the bytes of the picture.
"""

import hashlib
import os
import sys
import time
from pathlib import Path

from styletransfer.worker.protocol import (
    Cancel,
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
    Shrink,
    frame,
    read_request,
)

SECONDS = float(os.environ["QUICK_PAINTER_SECONDS"])
HURRY = Path("hurry")
TIMES_FASTER = 20
STEPS = 2


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
    return request.size if isinstance(request, Paint | Dream | Draft) else 64


def main() -> None:
    say(Ready(device="cpu", precision="float32", work_per_second=1e12))
    while (request := read_request(sys.stdin.buffer)) is not None:
        if isinstance(request, Cancel):
            continue  # whatever it means is painted by now
        if isinstance(request, Fingerprint | Judge):
            say(look(request))
            continue
        if isinstance(request, Paint | Dream):
            for step in range(STEPS):
                left = SECONDS * (STEPS - step) / STEPS
                say(
                    Progress(
                        job=request.job,
                        fraction=step / STEPS,
                        seconds_left=left,
                        preview=request.content if step else None,
                    )
                )
                time.sleep(SECONDS / STEPS / (TIMES_FASTER if HURRY.exists() else 1))
        say(
            Painted(
                job=request.job,
                picture=shown(request),
                extension="jpg",
                width=long_side(request),
                height=long_side(request) * 3 // 4,
                seconds=SECONDS,
            )
        )


if __name__ == "__main__":
    main()
