"""The command line as a process: Ctrl-C, streams, encodings, and places that fail."""

import json
import os
import pty
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from styletransfer.cli import main
from styletransfer.cli.errors import UsageError
from styletransfer.cli.files import deliver
from tests.styletransfer.cli.command import COMMAND
from tests.styletransfer.cli.test_cli import PHOTO

DRAFT = ("paint", PHOTO, "--style", "starry-night", "--quality", "draft", "--size", "64")
FULL = Path("/dev/full")
# Runs the command line; does something as soon as a module is about to be imported.
AT_IMPORT = """
import os, runpy, shutil, signal, sys
module = sys.argv.pop(1)
def hook(event, arguments):
    if event == "import" and arguments[0] == module:
        {deed}
sys.addaudithook(hook)
runpy.run_module("styletransfer", run_name="__main__", alter_sys=True)
"""


def default_signals() -> None:
    """A runner of tests in the background ignores Ctrl-C, and so would what it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def run(
    *command: Any, prepare: Callable[[], None] = default_signals, **env: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        env=os.environ | env,
        preexec_fn=prepare,
        check=False,
    )


@pytest.mark.slow
# One of them is imported by an extension module.
@pytest.mark.parametrize(
    "module", ["argparse", "pydantic_core", "numpy", "numpy.exceptions", "torch"]
)
def test_ctrl_c_ends_it_while_it_loads(tmp_path: Path, module: str) -> None:
    launcher = AT_IMPORT.format(deed="os.kill(os.getpid(), signal.SIGINT)")
    out = tmp_path / "out.png"
    done = run(sys.executable, "-c", launcher, module, *DRAFT, "-o", out)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
    assert list(tmp_path.iterdir()) == []


def in_a_terminal(*arguments: str, encoding: str) -> tuple[subprocess.Popen[bytes], int, str]:
    """Start a command; return it, its terminal, and what that shows as soon as there is a bar."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        stderr=theirs,
        env=os.environ | {"PYTHONIOENCODING": encoding},
        preexec_fn=default_signals,
    )
    os.close(theirs)
    shown = b""
    while b"s left" not in shown:
        shown += os.read(ours, 4096)
    return process, ours, shown.decode(encoding)


def rest(terminal: int) -> bytes:
    shown = b""
    try:
        while more := os.read(terminal, 4096):
            shown += more
    except OSError:  # the other side is closed
        pass
    os.close(terminal)
    return shown


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "encoding", "empty"), [("paint", "utf-8", "░"), ("exemplar", "euc-kr", "-")]
)
def test_ctrl_c_leaves_no_half_file(
    tmp_path: Path, command: str, encoding: str, empty: str
) -> None:
    options = ("--style", "starry-night") if command == "paint" else ()
    out = str(tmp_path / "out.webp")
    process, terminal, shown = in_a_terminal(
        command, PHOTO, *options, "-o", out, "--size", "1024", encoding=encoding
    )
    assert f"{empty}{empty} " in shown
    process.send_signal(signal.SIGINT)
    assert b"Traceback" not in rest(terminal)
    assert process.wait(60) == 130
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_painting_outlives_its_terminal(tmp_path: Path) -> None:
    out = tmp_path / "out.png"
    arguments = ("paint", PHOTO, "--style", "starry-night", "--size", "64", "-o", str(out))
    process, terminal, _ = in_a_terminal(*arguments, encoding="utf-8")
    os.close(terminal)
    assert process.wait(60) == 0
    assert Image.open(out).size == (64, 64)


@pytest.mark.slow
def test_names_may_be_of_any_bytes_and_as_long_as_the_system_lets_them(tmp_path: Path) -> None:
    photo, style, out = (
        tmp_path / os.fsdecode(letter * 250 + b"\xff.png") for letter in (b"p", b"s", b"o")
    )
    shutil.copy(PHOTO, photo)
    shutil.copy(PHOTO, style)
    names = (photo, "--style", style, "-o", out)
    draft = ("--quality", "draft", "--size", "64", "--json")
    done = run(*COMMAND, "paint", *names, *draft, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    report = json.loads(done.stdout)
    assert (report["output"], report["styles"][0]["name"]) == (str(out), style.name)
    assert Image.open(out).size == (64, 64)
    assert len(list(tmp_path.iterdir())) == 3

    longer = run(*COMMAND, "paint", photo, "--style", style, "-o", tmp_path / f"o{out.name}")
    assert longer.returncode == 2
    assert "too long" in longer.stderr
    assert len(longer.stderr.splitlines()) == 1


def limited_to(size: int) -> Callable[[], None]:
    """Let no file be larger, as on a disk that is full."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "said"),
    [(0, "nothing can be written there"), (4096, "nor could it be kept elsewhere")],
)
def test_a_disk_that_is_full_is_one_sentence(tmp_path: Path, size: int, said: str) -> None:
    out = tmp_path / "out.png"
    # Python would take bytecode that was cut off for whole.
    done = run(*COMMAND, *DRAFT, "-o", out, prepare=limited_to(size), PYTHONDONTWRITEBYTECODE="1")
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_finished_picture_is_kept_where_its_place_is_gone(tmp_path: Path) -> None:
    place, refuge = tmp_path / "place", tmp_path / "refuge"
    place.mkdir()
    refuge.mkdir()
    launcher = AT_IMPORT.format(deed=f"shutil.rmtree({str(place)!r})")
    command = (sys.executable, "-c", launcher, "torch", *DRAFT, "-o", place / "out.png")
    done = run(*command, TMPDIR=str(refuge))
    assert done.returncode == 2
    (kept,) = refuge.rglob("*.png")
    assert str(kept) in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert Image.open(kept).size == (64, 64)


def test_without_a_temporary_folder_it_is_kept_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=str(tmp_path / "styletransfer-")):
        deliver(tmp_path / "gone" / "out.png", b"a picture")
    (kept,) = tmp_path.rglob("out.png")
    assert kept.read_bytes() == b"a picture"


@pytest.mark.parametrize(
    "command",
    [
        "paint SOURCE --style starry-night -o OUT",
        f"paint {PHOTO} --style SOURCE:2 --style starry-night -o OUT",
        f"paint {PHOTO} --style starry-night --mask SOURCE -o OUT",
        "paint SOURCE --style starry-night --frames FRAMES -o other.png",
        "dream SOURCE -o OUT",
        f"dream {PHOTO} --guide SOURCE -o OUT",
        "figure SOURCE -o OUT",
        "bench SOURCE starry-night --chart OUT",
        "train --photos FOLDER -o OUT --run FOLDER/run",
    ],
)
@pytest.mark.parametrize("link", [None, os.link, os.symlink])
def test_no_source_is_replaced(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    command: str,
    link: Callable[[Path, Path], None] | None,
) -> None:
    for number in range(20):
        Image.new("RGB", (16, 16)).save(tmp_path / f"{number}.png")
    source, frames, out = tmp_path / "0.png", tmp_path / "frames", tmp_path / "out.png"
    before = source.read_bytes()
    frames.mkdir()
    (link or os.link)(source, frames / "0007.jpg")
    if link is None:
        out = source
    else:
        link(source, out)
    places = {"SOURCE": source, "OUT": out, "FRAMES": frames, "FOLDER": tmp_path}
    for word, path in places.items():
        command = command.replace(word, str(path))
    assert main(command.split()) == 2
    (said,) = capsys.readouterr().err.splitlines()
    assert "would replace" in said
    assert source.read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["euc-kr", "ascii"])
def test_the_catalogue_is_written_in_any_encoding(encoding: str) -> None:
    listed = run(*COMMAND, "styles", PYTHONIOENCODING=encoding)
    assert (listed.returncode, listed.stderr) == (0, "")
    assert "C\\xe9zanne" in listed.stdout
    as_json = run(*COMMAND, "styles", "--json", PYTHONIOENCODING=encoding)
    titles = [entry["title_ko"] for entry in json.loads(as_json.stdout)]
    assert "별이 빛나는 밤" in titles


def test_nobody_needs_to_read_to_the_end() -> None:
    unread, ours = os.pipe()
    os.close(unread)
    with os.fdopen(ours, "wb") as output:
        done = subprocess.run(
            [*COMMAND, "styles"], stdout=output, stderr=subprocess.PIPE, check=False
        )
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not FULL.exists(), reason="the system has no /dev/full")
def test_output_that_cannot_be_written_is_one_sentence() -> None:
    with FULL.open("wb") as output:
        done = subprocess.run(
            [*COMMAND, "styles"], stdout=output, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr == "styletransfer: No space left on device\n"


@pytest.mark.slow
def test_a_closed_stream_is_no_reason_to_fail(tmp_path: Path) -> None:
    out = tmp_path / "out.png"

    def without_streams() -> None:
        os.close(1)
        os.close(2)

    done = subprocess.run(
        [*COMMAND, *DRAFT, "--json", "-o", out], preexec_fn=without_streams, check=False
    )
    assert done.returncode == 0
    assert Image.open(out).size == (64, 64)
