"""The one frame of an animation that stands for it."""

from PIL import Image, ImageFile

from styletransfer.images.srgb import to_srgb

_ANIMATED = ("GIF", "PNG", "WEBP", "AVIF")
# An animation may begin empty, or in one colour that it fades in from: so many frames are looked
# at, and so many pixels after the first frame.
_MOST_FRAMES = 32
_MOST_PIXELS = 80_000_000
# Values of 0..255 that are no farther apart are one colour.
_ONE_COLOUR = 8


def first_seen(picture: ImageFile.ImageFile, enough: int) -> Image.Image:
    """Return the first frame that is not of one colour, or else that can be seen, as sRGB.

    It is made smaller where that leaves a long side of `enough`.
    """
    best = to_srgb(picture, enough)
    if picture.format not in _ANIMATED:
        return best
    others = _MOST_PIXELS // (picture.width * picture.height)
    for number in range(1, min(_MOST_FRAMES, 1 + others)):
        if not _is_one_colour(best):
            break
        try:
            picture.seek(number)
            frame = to_srgb(picture, enough)
        except Exception:  # there are no more, or Pillow's reader cannot decode them
            break
        if not _is_one_colour(frame) or not is_visible(best):
            best = frame
    return best


def is_visible(picture: Image.Image) -> bool:
    """Say whether anything of an RGB or RGBA picture can be seen."""
    return picture.mode != "RGBA" or picture.getchannel("A").getbbox() is not None


def _is_one_colour(picture: Image.Image) -> bool:
    return not is_visible(picture) or all(_spread(band) <= _ONE_COLOUR for band in picture.split())


def _spread(band: Image.Image) -> int:
    used = [value for value, count in enumerate(band.histogram()) if count]
    return used[-1] - used[0]
