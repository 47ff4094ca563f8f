"""An inference process that speaks the whole protocol and paints nothing.

A job grows into the photo itself, and ends as it. It takes `QUICK_PAINTER_SECONDS`, in steps that
tell of progress, until there is a file `hurry` in the bot's folder, and a fraction of that from
then on.
"""

import os
import sys
import time
from pathlib import Path

from styletransfer.worker.protocol import (
    Cancel,
    Dream,
    Event,
    Paint,
    Painted,
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


def main() -> None:
    say(Ready(device="cpu", precision="float32", work_per_second=1e12))
    while (request := read_request(sys.stdin.buffer)) is not None:
        if isinstance(request, Cancel):
            continue  # whatever it means is painted by now
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
        picture = request.picture if isinstance(request, Shrink) else request.content
        say(
            Painted(
                job=request.job,
                picture=picture,
                extension="jpg",
                width=64,
                height=48,
                seconds=SECONDS,
            )
        )


if __name__ == "__main__":
    main()
