"""How much light of pictures is kept where nobody doubts how much it is."""

from PIL import Image, ImageFilter

from styletransfer.likeness import light


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
