import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from styletransfer import presets
from styletransfer.draft import model
from styletransfer.draft.drafter import Drafter, DraftStyle
from styletransfer.draft.model import Model
from styletransfer.draft.network import DraftNetwork
from styletransfer.draft.traits import BRUSHES, TRAITS
from styletransfer.features.encoder import Encoder
from tests.styletransfer.cli.command import RunCommand
from tests.styletransfer.cli.test_cli import PHOTO
from tests.styletransfer.samples import sample

NAMES = ("the-scream", "great-wave")


@pytest.fixture(scope="module")
def network() -> Model:
    """A network that has learned nothing; each style looks otherwise all the same."""
    torch.manual_seed(0)
    network = DraftNetwork(len(NAMES))
    with torch.no_grad():
        network.own.normal_()
        for name, weights in network.named_parameters():
            if "scale_and_shift" in name:
                weights.mul_(8)
    return Model(
        network.requires_grad_(False), NAMES, (50, 50), torch.rand(2, len(BRUSHES), TRAITS), 1
    )


@pytest.fixture(scope="module")
def drafter(network: Model, encoder: Encoder) -> Drafter:
    return Drafter(network, lambda: encoder)


def known(name: str, weight: float = 1.0) -> DraftStyle:
    return DraftStyle(Image.open(presets.find(name).exemplar), name, weight)


def distance(first: Image.Image, second: Image.Image) -> float:
    pixels = [numpy.asarray(each.convert("RGB"), dtype=float) for each in (first, second)]
    return float(numpy.abs(pixels[0] - pixels[1]).mean())


@settings(max_examples=8)
@given(width=st.integers(16, 150), height=st.integers(16, 150), size=st.integers(64, 130))
def test_a_draft_has_the_shape_and_the_alpha_of_the_photo(
    drafter: Drafter, photo: Image.Image, width: int, height: int, size: int
) -> None:
    content = photo.resize((width, height)).convert("RGBA")
    content.putalpha(Image.linear_gradient("L").resize((width, height)))
    draft = drafter.draft(content, [known("the-scream")], size=size)
    wanted = [side * size / max(width, height) for side in (width, height)]
    assert max(draft.size) == size
    assert draft.size == pytest.approx(wanted, abs=1)
    assert draft.getchannel("A").getextrema()[0] < 20


def test_a_photo_is_drafted_among_others_as_alone(network: Model, photo: Image.Image) -> None:
    photos = torch.stack([_pixels(photo), _pixels(photo).flip(-1)])
    net = network.network
    with torch.no_grad():
        styles = torch.cat([net.style(network.traits[n, 1], 50, n) for n in range(2)])
        together = net(photos, styles)
        alone = torch.cat([net(photos[n : n + 1], styles[n : n + 1]) for n in range(2)])
    assert (together - alone).abs().max() < 0.1 < together.std()


def _pixels(photo: Image.Image) -> torch.Tensor:
    return torch.tensor(numpy.asarray(photo.resize((64, 48)), dtype="float32")).permute(2, 0, 1)


def test_strength_leads_from_the_photo_and_a_region_stays(
    drafter: Drafter, photo: Image.Image
) -> None:
    photo = photo.resize((160, 160))
    drafts = [
        drafter.draft(photo, [known("the-scream")], size=160, strength=strength)
        for strength in (0, 4, 8, 11)
    ]
    far = [distance(draft, photo) for draft in drafts]
    assert far[0] == 0 < far[1] < far[2] < far[3]
    left = Image.new("L", photo.size)
    left.paste(255, (0, 0, 80, 160))
    half = drafter.draft(photo, [known("the-scream")], size=160, region=left)
    right = (80, 0, 160, 160)
    assert distance(half.crop(right), photo.crop(right)) == 0
    assert distance(half, photo) > 1


@pytest.mark.slow
def test_what_ships_knows_more_of_a_stronger_style(photo: Image.Image) -> None:
    shipped = Drafter(model.load(), Encoder)
    for name in NAMES:
        drafts = [
            shipped.draft(photo, [known(name)], strength=strength, size=256)
            for strength in (15, 35, 60)
        ]
        far = [distance(draft, photo.resize(draft.size)) for draft in drafts]
        assert far[0] < 0.9 * far[1] < 0.9 * far[2]


@pytest.mark.slow
def test_a_network_is_loaded_without_more_of_torch() -> None:
    """Some ways of filling weights import another thousand modules of it, for a second."""
    script = """
import sys
from styletransfer.draft import drafter, model
before = set(sys.modules)
model.load()
print(sum(name.startswith("torch.") for name in set(sys.modules) - before))
"""
    loaded = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    assert int(loaded.stdout) < 20


@pytest.mark.slow
def test_an_even_sky_gets_brushwork(photo: Image.Image) -> None:
    shipped = Drafter(model.load(), Encoder)
    scene = photo.resize((512, 512)).convert("RGB")
    scene.paste((120, 150, 200), (0, 0, 512, 256))
    for name in ("starry-night", "the-scream", "udnie"):
        sky = shipped.draft(scene, [known(name)]).convert("L").crop((100, 40, 400, 160))
        assert numpy.asarray(sky, dtype=float).std() > 4


def test_a_blend_lies_between_its_styles(drafter: Drafter, photo: Image.Image) -> None:
    def draft(first: float, second: float) -> Image.Image:
        styles = [known("the-scream", first), known("great-wave", second)]
        return drafter.draft(photo, styles, size=128)

    near, middle, far = draft(100, 1), draft(1, 1), draft(1, 100)
    assert 1 < distance(near, middle) < distance(near, far)
    assert 1 < distance(far, middle) < distance(near, far)


@pytest.mark.slow
def test_brush_and_size_choose_the_traits_and_a_large_one_is_enlarged(
    drafter: Drafter, photo: Image.Image
) -> None:
    fine, middle, coarse = (
        drafter.draft(photo, [known("the-scream")], size=512, style_scale=scale)
        for scale in (0.5, 1.0, 1.5)
    )
    assert distance(fine, middle) > 0 < distance(coarse, middle)
    assert drafter.draft(photo, [known("the-scream")], size=1500).size == (1500, 1500)


@pytest.mark.slow
def test_any_picture_is_a_style_and_colours_can_be_kept(
    drafter: Drafter, photo: Image.Image
) -> None:
    style = DraftStyle(sample("retina.jpg").resize((200, 200)))
    other = DraftStyle(sample("coffee.png").resize((200, 200)))
    drafts = [drafter.draft(photo, [each], size=96) for each in (style, other)]
    assert distance(*drafts) > 0
    chroma = [
        drafter.draft(photo, [style], size=96, keep_colors=method).convert("YCbCr").split()[1:]
        for method in ("luminance", "matched")
    ]
    wanted = photo.resize((96, 96), Image.Resampling.LANCZOS).convert("YCbCr").split()[1:]
    kept = [sum(distance(*pair) for pair in zip(each, wanted, strict=True)) for each in chroma]
    assert kept[0] < 6
    assert kept[0] < kept[1]


@pytest.mark.parametrize("fault", [{"strength": 101}, {"style_scale": 3.0}, {"styles": []}])
def test_what_cannot_be_drafted_is_refused(
    drafter: Drafter, photo: Image.Image, fault: dict[str, Any]
) -> None:
    wanted: dict[str, Any] = {"styles": [known("the-scream")], **fault}
    with pytest.raises(ValueError, match="must be"):
        drafter.draft(photo, **wanted)


@pytest.mark.slow
def test_the_command_drafts_with_a_network_of_ones_own(
    tmp_path: Path, network: Model, run_command: RunCommand
) -> None:
    file, out = tmp_path / "own.safetensors", tmp_path / "out.png"
    file.write_bytes(network.encoded())
    asked = ["paint", PHOTO, "--style", "the scream", "-o", str(out), "--size", "96"]
    done = run_command(*asked, "--quality", "draft", "--network", str(file))
    assert (done.returncode, done.stderr) == (0, "")
    assert Image.open(out).size == (96, 96)
    out.unlink()
    refused = run_command(*asked, "--quality", "draft", "--network", PHOTO)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "cannot be read from" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    assert not out.exists()
