"""An inference process that paints nothing and has one fault, named by its first argument.

The second argument is a file that counts how often the process was started.
"""

import os
import sys
import threading
import time
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
    Progress,
    Ready,
)


def say(event: Event) -> None:
    sys.stdout.buffer.write(frame(event))
    sys.stdout.buffer.flush()


def painted(job: str, picture: bytes = b"painted") -> Painted:
    return Painted(job=job, picture=picture, extension="png", width=512, height=512, seconds=0.1)


def grow(job: str) -> None:
    for _ in range(10):
        say(Progress(job=job, fraction=0.5, seconds_left=1))
        time.sleep(0.1)
    say(painted(job))


def main(fault: str, count: Path) -> None:
    with count.open("a") as file:
        file.write("x")
    if fault == "never-ready" or (fault == "first-start-fails" and len(count.read_text()) == 1):
        sys.exit(1)
    if fault == "speaks-nonsense":
        sys.stdout.buffer.write(b"\xff" * 100)
        sys.stdout.buffer.flush()
    say(Ready(device="cpu", precision="float32", work_per_second=1e9))
    while (request := read_request(sys.stdin.buffer)) is not None:
        match request:
            case Paint(job=job) | Dream(job=job):
                if fault == "slow":
                    time.sleep(0.8)
                say(Progress(job=job, fraction=0.5, seconds_left=1))
                match fault:
                    case "dies" | "dies-once" if fault == "dies" or len(count.read_text()) == 1:
                        os._exit(1)
                    case "falls-silent":
                        time.sleep(600)
                    case "deaf":
                        while True:
                            say(Progress(job=job, fraction=0.5, seconds_left=1))
                            time.sleep(0.02)
                    case "ignores-drafts":
                        threading.Thread(target=grow, args=(job,), daemon=True).start()
                    case "heeds":
                        continue
                    case "slow":
                        time.sleep(0.8)
                    case "environment":
                        say(painted(job, "\n".join(os.environ).encode()))
                    case _:
                        say(painted(job))
            case Draft() if fault == "ignores-drafts":
                pass
            case Fingerprint(job=job):
                if fault == "dies-of-asides":
                    os._exit(1)
                if fault == "slow-asides":
                    time.sleep(0.2)
                say(Fingerprinted(job=job, fingerprint="0123456789abcdef"))
            case Judge(job=job):
                say(Judged(job=job, closeness=0.5, kept=0.5, score=0.5))
            case Cancel(job=job):
                say(Cancelled(job=job))
            case _:
                say(painted(request.job, b"smaller"))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
