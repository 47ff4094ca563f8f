"""The sheet and its key say the same."""

import json
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy
import pytest
from PIL import Image

from tests.tools.conftest import RunTool

COLOURS = {"paper": (255, 0, 0), "this": (0, 255, 0), "before": (0, 0, 255)}
SIZE, GAP = (64, 48), 8

Sheet = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def sheet(tmp_path: Path, run_tool: RunTool, monkeypatch: pytest.MonkeyPatch) -> Sheet:
    """Return what asks for a sheet of four photos in two styles."""
    monkeypatch.chdir(tmp_path)
    photos = [tmp_path / f"{name}.png" for name in "abcd"]
    for path in photos:
        Image.new("RGB", (128, 96), "black").save(path)
    for name, colour in COLOURS.items():
        Image.new("RGB", SIZE, colour).save(tmp_path / f"{name}-made.png")
    asked = [tmp_path / "out", "--size", "64", "--style", "senecio", photos[0], "--photo", *photos]
    return partial(run_tool, "blind_sheet.py", *asked)


def copies(name: str) -> list[str]:
    return ["--other", f"{name}=cp {name}-made.png {{output}}"]


@pytest.mark.slow
def test_the_key_names_the_painter_of_each_column(tmp_path: Path, sheet: Sheet) -> None:
    out = tmp_path / "out"
    everyone = [word for name in COLOURS for word in copies(name)]
    done = sheet(*everyone)
    assert done.returncode == 0, done.stderr
    rows = json.loads((out / "key.json").read_text())
    assert [(Path(row["photo"]).stem, Path(row["style"]).stem) for row in rows] == [
        (photo, style) for photo in "abcd" for style in ("senecio", "a")
    ]
    orders = {tuple(row["painters"]) for row in rows}
    assert len(orders) > 1
    assert all(sorted(order) == sorted(COLOURS) for order in orders)
    for row in rows:
        drawn = numpy.asarray(Image.open(out / f"row-{row['row']:02}.png"))
        lefts = [int(numpy.argwhere((drawn == COLOURS[p]).all(2))[:, 1].min()) for p in COLOURS]
        in_order = [name for _, name in sorted(zip(lefts, COLOURS, strict=True))]
        assert in_order == row["painters"]
    whole = Image.open(out / "sheet.jpg")
    assert whole.height > len(rows) * SIZE[1]
    key = (out / "key.json").read_bytes()
    sheet(*everyone, "--seed", "1")
    assert (out / "key.json").read_bytes() != key
    # Nothing is painted twice: these would fail.
    failing = [word for name in COLOURS for word in ("--other", f"{name}=false")]
    assert sheet(*failing).returncode == 0
    assert (out / "key.json").read_bytes() == key


@pytest.mark.slow
def test_a_painter_that_fails_is_named(tmp_path: Path, sheet: Sheet) -> None:
    for wrong, said in (
        ("this=cp nothing.png {output}", "nothing.png"),
        ("this=true", "it left no picture"),
        ("this=no-such-program", "no-such-program"),
        ("this=cp {canvas} {output}", "canvas"),
        ("this", "NAME=COMMAND"),
    ):
        done = sheet(*copies("paper"), "--other", wrong)
        assert done.returncode == 2
        assert said in done.stderr.splitlines()[-1]
        assert not (tmp_path / "out" / "key.json").exists()
