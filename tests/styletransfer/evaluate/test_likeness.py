"""How much light and which faces are kept where nobody doubts it."""

import pytest
from PIL import Image, ImageChops, ImageFilter

from styletransfer.evaluate.likeness import faces_in, faces_kept, light
from styletransfer.faces.detect import Face


def test_less_and_less_of_the_photo_is_less_and_less_light(
    photo: Image.Image, style: Image.Image
) -> None:
    other = style.resize(photo.size)
    mixed = [light(photo, Image.blend(photo, other, part)) for part in (0, 0.3, 0.6, 0.9)]
    assert mixed[0] > 0.999
    assert mixed == sorted(mixed, reverse=True)
    assert mixed[-1] < 0.5
    negative = Image.eval(photo, lambda value: 255 - value)
    assert light(photo, negative) < -0.99


def test_colours_size_and_the_light_of_the_whole_scene_count_little(photo: Image.Image) -> None:
    lit = Image.linear_gradient("L").resize(photo.size).convert("RGB")
    for same in (photo.convert("L"), photo.resize((300, 300)), Image.blend(photo, lit, 0.5)):
        assert light(photo, same) > 0.95
    assert light(photo, photo.filter(ImageFilter.GaussianBlur(20))) < 0.7


def test_a_photo_without_detail_has_all_of_it_in_a_picture_without(photo: Image.Image) -> None:
    flat = Image.new("RGB", (20, 900), "teal")
    assert light(flat, flat) == 1
    assert light(flat, photo) == light(photo, flat) == 0


def test_what_happens_to_a_face_is_no_matter_of_light(photo: Image.Image) -> None:
    left, top, right, bottom = box = (180, 64, 265, 173)
    without = photo.copy()
    without.paste("white", box)
    face = Face(left / 512, top / 512, right / 512, bottom / 512, 1.0)
    assert light(photo, without) < 0.97
    assert light(photo, without, [face]) > 0.99
    grey = Image.new("RGB", (64, 64))
    assert light(photo, grey, [face]) == 0
    assert light(photo, grey, [Face(-2.0, -2.0, 3.0, 3.0, 1.0)]) == 1


@pytest.mark.slow
def test_a_face_is_kept_where_it_is_found_again(photo: Image.Image) -> None:
    faces = faces_in(photo.convert("RGBA"))
    assert len(faces) == 1
    mirrored = photo.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    moved = ImageChops.offset(photo, 60, 0)
    smooth = photo.filter(ImageFilter.GaussianBlur(20))
    pictures = (photo.resize((300, 280)).convert("RGBA"), mirrored, moved, smooth)
    assert [faces_kept(faces, picture) for picture in pictures] == [1, 0, 0, 0]
    assert len(faces_in(mirrored)) == len(faces_in(moved)) == 1
    assert faces_kept(faces_in(smooth), photo) == 0
