"""The table and the sheet of pictures that are there."""

import csv
from pathlib import Path

import pytest
from PIL import Image

from styletransfer import presets
from tests.styletransfer.samples import sample
from tests.tools.conftest import RunTool

TOOL = "gallery_scores.py"


@pytest.mark.slow
def test_a_folder_is_scored_as_it_is(tmp_path: Path, run_tool: RunTool) -> None:
    first, second = presets.catalog()[:2]
    photo, folder = tmp_path / "me.png", tmp_path / "painted"
    folder.mkdir()
    # Narrow, for a picture is scored at a long side of 512 px.
    sample("astronaut.png").crop((160, 0, 288, 512)).resize((48, 192)).save(photo)
    Image.open(photo).save(folder / f"me__{first.name}.png")
    Image.open(second.exemplar).crop((0, 0, 128, 512)).save(folder / f"me__{second.name}.png")
    done = run_tool(TOOL, folder, photo, "--only-score")
    assert done.returncode == 0, done.stderr
    assert f"1.000 (me, {first.name})" in done.stdout
    rows = list(csv.DictReader((folder / "scores.tsv").open(), dialect="excel-tab"))
    assert [row["preset"] for row in rows] == [first.name, second.name]
    untouched, replaced = ({name: row[name] for name in row} for row in rows)
    assert float(untouched["light"]) == 1 > float(replaced["light"])
    assert float(untouched["content"]) == 0 < float(replaced["content"])
    assert (untouched["faces"], untouched["faces_kept"]) == ("1", "1")
    assert (replaced["faces"], replaced["faces_kept"]) == ("1", "0")
    assert "faces found again            1 of 2" in done.stdout
    for side in (512, 256, 128):
        assert float(replaced[f"style_{side}"]) < float(untouched[f"style_{side}"]) / 2
    assert Image.open(folder / "sheet.jpg").height > 24 * 192  # a row for each preset
    assert len(list(folder.iterdir())) == 4


@pytest.mark.slow
def test_only_what_is_not_there_is_painted(tmp_path: Path, run_tool: RunTool) -> None:
    photo = tmp_path / "me.png"
    Image.new("RGB", (64, 48), "teal").save(photo)
    missing = presets.catalog()[-1]
    kept = {
        tmp_path / f"me__{preset.name}.png" for preset in presets.catalog() if preset != missing
    }
    for path in kept:
        Image.new("RGB", (64, 48)).save(path)
    done = run_tool(TOOL, tmp_path, photo, "--size", "64", "--", "--strength", "200")
    assert done.returncode == 2
    assert "the strength must be between 0 and 100, not 200" in done.stderr
    assert set(tmp_path.glob("me__*")) == kept
    assert "no picture" in run_tool(TOOL, tmp_path / "elsewhere", photo, "--only-score").stderr
