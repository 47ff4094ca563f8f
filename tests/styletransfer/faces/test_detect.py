import logging
import sys
from pathlib import Path

import numpy
import pytest
import torch
from PIL import Image

from styletransfer.evaluate.likeness import light
from styletransfer.faces import mtcnn
from styletransfer.faces.detect import Face, faces_mask, faces_to_keep, find_faces
from styletransfer.features.encoder import Encoder
from styletransfer.features.weights import WeightsError
from styletransfer.painter import paint
from tests.styletransfer.samples import sample

# From brow to chin and from cheek to cheek, in pixels of the astronaut's 512.
ASTRONAUT = (180, 64, 265, 173)
# Nobody is in these, and something is in each.
DESERTED = (
    *("brick.png", "chelsea.png", "clock_motion.png", "coffee.png", "coins.png", "gravel.png"),
    *("hubble_deep_field.jpg", "motorcycle_left.png", "motorcycle_right.png", "retina.jpg"),
    *("page.png", "rocket.jpg"),
)


def is_at(face: Face, box: tuple[float, ...], size: tuple[int, int]) -> bool:
    """Say whether no edge is farther off than a quarter of the face's width."""
    wanted = (box[0] / size[0], box[1] / size[1], box[2] / size[0], box[3] / size[1])
    found = (face.left, face.top, face.right, face.bottom)
    return numpy.abs(numpy.subtract(found, wanted)).max() < (wanted[2] - wanted[0]) / 4


@pytest.mark.parametrize("size", [(64, 64), (160, 160), (512, 512), (1400, 1300)])
def test_a_face_is_found_at_any_size(photo: Image.Image, size: tuple[int, int]) -> None:
    (face,) = find_faces(photo.resize(size))
    assert is_at(face, ASTRONAUT, (512, 512))


def test_a_face_is_found_without_colour_and_in_profile() -> None:
    (face,) = find_faces(sample("camera.png"))
    assert is_at(face, (195, 118, 256, 195), (512, 512))


@pytest.mark.parametrize("degrees", [-15, 15])
def test_a_face_is_found_where_it_is_turned(photo: Image.Image, degrees: int) -> None:
    (face,) = find_faces(photo.rotate(degrees, Image.Resampling.BICUBIC))
    turn = numpy.deg2rad(degrees)
    right, down = (ASTRONAUT[0] + ASTRONAUT[2]) / 2 - 256, (ASTRONAUT[1] + ASTRONAUT[3]) / 2 - 256
    middle = (
        right * numpy.cos(turn) + down * numpy.sin(turn) + 256,
        down * numpy.cos(turn) - right * numpy.sin(turn) + 256,
    )
    found = (256 * (face.left + face.right), 256 * (face.top + face.bottom))
    assert numpy.hypot(*numpy.subtract(found, middle)) < 20


def test_two_small_faces_are_found_in_a_large_picture(photo: Image.Image) -> None:
    small, size = photo.resize((180, 180)), (1200, 900)
    crowd = sample("gravel.png").resize(size)
    places = ((300, 400), (480, 400))
    for place in places:
        crowd.paste(small, place)
    found = sorted(find_faces(crowd), key=lambda face: face.left)
    assert len(found) == 2
    for face, (right, down) in zip(found, places, strict=True):
        box = [edge * 180 / 512 for edge in ASTRONAUT]
        there = (box[0] + right, box[1] + down, box[2] + right, box[3] + down)
        assert is_at(face, there, size)


def test_a_face_at_the_edge_reaches_beyond(photo: Image.Image) -> None:
    (face,) = find_faces(photo.crop((200, 0, 456, 256)))
    assert face.left < 0 < face.right
    mask = faces_mask([face], torch.zeros(1, 3, 64, 64))[0, 0]
    assert mask[round(64 * (face.top + face.bottom) / 2), 0] == 1


@pytest.mark.parametrize("name", DESERTED)
def test_no_face_is_found_where_nobody_is(name: str) -> None:
    assert find_faces(sample(name)) == []


@pytest.mark.parametrize(
    "size", [(1, 1), (2, 3), (16, 16), (13, 700), (2800, 400), (3000, 1), (333, 20)]
)
def test_no_face_is_found_in_nothing_and_no_shape_is_too_odd(size: tuple[int, int]) -> None:
    for picture in (Image.effect_noise(size, 90), Image.new("L", size, 200)):
        assert find_faces(picture.convert("RGB")) == []


@pytest.mark.slow
def test_the_mask_is_whole_on_a_face_and_falls_evenly() -> None:
    face, small = Face(0.35, 0.25, 0.65, 0.75, 1.0), Face(0.02, 0.02, 0.021, 0.021, 1.0)
    mask = faces_mask([face, small], torch.zeros(1, 3, 80, 120))[0, 0]
    assert (mask[40, 60], mask[40, 0], mask[0, 60], mask[79, 119]) == (1, 0, 0, 0)
    assert torch.isfinite(mask).all()
    alone = faces_mask([face], torch.zeros(1, 3, 80, 120))[0, 0]
    torch.testing.assert_close(mask[10:, 10:], alone[10:, 10:])
    torch.testing.assert_close(alone, alone.flip(0))
    torch.testing.assert_close(alone, alone.flip(1))
    for falling in (alone[40, 60:], alone[40:, 60]):
        assert (falling.diff() <= 0).all()
        assert falling.diff().min() > -0.25
    assert faces_mask([], torch.zeros(1, 3, 5, 7)).sum() == 0


@pytest.fixture(
    params=["not installed", "No such file", "not the expected ones", "import of joblib"]
)
def fault(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """Do to the package of the weights what a host may have done; return what is said of it."""
    monkeypatch.setattr(mtcnn, "_weights", mtcnn._weights.__wrapped__)
    absent = {"not installed": "mtcnn", "import of joblib": "joblib"}.get(request.param)
    if absent is not None:
        monkeypatch.setitem(sys.modules, absent, None)
        return request.param
    weights = tmp_path / "mtcnn" / "assets" / "weights"
    weights.mkdir(parents=True)
    (tmp_path / "mtcnn" / "__init__.py").touch()
    if request.param == "not the expected ones":
        (weights / "pnet.lz4").write_bytes(b"half of i")
    monkeypatch.syspath_prepend(tmp_path)
    return request.param


@pytest.mark.slow
def test_without_weights_all_is_painted_alike_and_the_host_is_told_once(
    fault: str,
    photo: Image.Image,
    style: Image.Image,
    encoder: Encoder,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with pytest.raises(WeightsError, match=fault):
        find_faces(photo)
    with caplog.at_level(logging.WARNING):
        steps = paint(photo, [(style, 1.0)], size=64, method="structure", encoder=encoder)
        *_, last = steps
        assert last.fraction == 1
        assert faces_to_keep(photo) == []
    (told,) = caplog.messages
    assert told.startswith("faces are not kept")
    assert fault in told


@pytest.mark.slow
def test_a_face_that_is_kept_stays_nearer_to_the_photo_and_all_else_does_not(
    photo: Image.Image, style: Image.Image, encoder: Encoder
) -> None:
    found = find_faces(photo)
    box = (170, 50, 275, 185)
    of_faces, of_all_else = [], []
    for faces in ("keep", "paint"):
        options = {"size": 96, "method": "structure", "faces": faces, "encoder": encoder}
        *_, last = paint(photo, [(style, 1.0)], **options)
        picture = last.preview.resize(photo.size)
        of_faces.append(light(photo.crop(box), picture.crop(box)))
        of_all_else.append(light(photo, picture, found))
    assert of_faces[0] > of_faces[1] + 0.2
    assert of_all_else[0] == pytest.approx(of_all_else[1], abs=0.03)
