"""A picture in a frame, with a mount around it, lit from above."""

import math

from PIL import Image, ImageDraw, ImageFilter, ImageOps

from styletransfer.images import files

Colour = tuple[int, int, int]

GOLD: Colour = (206, 162, 74)
SILVER: Colour = (172, 176, 182)
BRONZE: Colour = (168, 106, 66)

_MOUNT: Colour = (240, 235, 224)
# Narrower or wider ones would be a strip: they are cropped in the middle.
_NARROWEST, _WIDEST = 0.6, 1.9
# How much of the light each side of the frame throws back: the light comes from above left.
_TOP, _LEFT, _RIGHT, _BOTTOM = 1.18, 1.02, 0.82, 0.68


def framed(picture: Image.Image, box: tuple[int, int], metal: Colour) -> Image.Image:
    """Return a picture in a frame, as large as goes into a box of width and height in pixels."""
    moulding = max(8, min(box) // 17)
    mount = moulding
    edge = moulding + mount
    opaque = files.over_white(picture)
    aspect = min(_WIDEST, max(_NARROWEST, opaque.width / opaque.height))
    height = min(box[1] - 2 * edge, (box[0] - 2 * edge) / aspect)
    inner = round(height * aspect), round(height)
    result = Image.new("RGB", (inner[0] + 2 * edge, inner[1] + 2 * edge), _MOUNT)
    draw = ImageDraw.Draw(result)
    right, bottom = result.width - 1, result.height - 1
    for depth in range(moulding):
        light = _profile(depth / moulding)
        near, far_x, far_y = depth, right - depth, bottom - depth
        draw.line([(near, near), (far_x, near)], _shade(metal, light * _TOP))
        draw.line([(near, near), (near, far_y)], _shade(metal, light * _LEFT))
        draw.line([(far_x, near), (far_x, far_y)], _shade(metal, light * _RIGHT))
        draw.line([(near, far_y), (far_x, far_y)], _shade(metal, light * _BOTTOM))
    _shade_within(result, moulding, _MOUNT, 0.80)
    fitted = ImageOps.fit(opaque, inner, Image.Resampling.LANCZOS)
    result.paste(fitted, (edge, edge))
    draw.rectangle(
        (edge - 1, edge - 1, edge + inner[0], edge + inner[1]), outline=_shade(_MOUNT, 0.72)
    )
    return result


def hang(wall: Image.Image, frame: Image.Image, centre: tuple[int, int]) -> None:
    """Put a frame on a wall, with its shadow."""
    left, top = centre[0] - frame.width // 2, centre[1] - frame.height // 2
    for blur, down, strength in ((26, 30, 150), (6, 8, 110)):
        shadow = Image.new("L", wall.size, 0)
        inside = (left, top + down, left + frame.width, top + frame.height + down)
        ImageDraw.Draw(shadow).rectangle(inside, fill=strength)
        wall.paste((8, 6, 8), mask=shadow.filter(ImageFilter.GaussianBlur(blur)))
    wall.paste(frame, (left, top))


def _profile(depth: float) -> float:
    """Return the light on a moulding from its outer edge, 0, to its inner, 1: two round ridges."""
    ridge = abs(math.sin(math.pi * (depth * 2) ** 0.9)) if depth < 0.72 else (1 - depth) * 2
    return 0.55 + 0.55 * ridge


def _shade_within(picture: Image.Image, edge: int, ground: Colour, darkest: float) -> None:
    """Let the moulding throw a soft shadow on the mount, from above left."""
    draw = ImageDraw.Draw(picture)
    for step in range(5):
        colour = _shade(ground, darkest + (1 - darkest) * step / 5)
        at = edge + step
        draw.line([(at, at), (picture.width - 1 - edge, at)], colour)
        draw.line([(at, at), (at, picture.height - 1 - edge)], colour)


def _shade(colour: Colour, light: float) -> Colour:
    red, green, blue = (min(255, round(value * light)) for value in colour)
    return red, green, blue
