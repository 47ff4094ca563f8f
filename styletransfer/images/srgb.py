"""Any picture that Pillow decodes as RGB or RGBA of 8 bits, in sRGB.

A strip of rows at a time: a large picture takes no memory but its own and the result's.
"""

import io
from collections.abc import Generator

import numpy
from numpy.typing import NDArray
from PIL import Image, ImageCms

_DEEP = ("I;16", "I;16B", "I;16L", "I;16N", "I", "F")
_PIXELS_AT_ONCE = 1 << 22


def to_srgb(picture: Image.Image, enough: int | None = None) -> Image.Image:
    """Bring a decoded picture into RGB, or RGBA where it is transparent, by its colour profile.

    It is made smaller, to the half, the third and so on, where that leaves a long side of `enough`.
    """
    factor = max(1, max(picture.size) // enough) if enough else 1
    scale = _scale(picture) if picture.mode in _DEEP else None
    transparent = scale is None and picture.has_transparency_data
    width, height = (-(-side // factor) for side in picture.size)
    converted = Image.new("RGBA" if transparent else "RGB", (width, height))
    for top, strip in _strips(picture, factor):
        part = _strip_to_srgb(strip, scale, transparent=transparent)
        converted.paste(part.reduce(factor) if factor > 1 else part, (0, top // factor))
    return converted


def _strips(picture: Image.Image, factor: int) -> Generator[tuple[int, Image.Image]]:
    """Yield parts of a picture from the top on, whose heights are multiples of a factor."""
    rows = max(1, _PIXELS_AT_ONCE // (picture.width * factor)) * factor
    for top in range(0, picture.height, rows):
        yield top, picture.crop((0, top, picture.width, min(top + rows, picture.height)))


def _strip_to_srgb(
    strip: Image.Image, scale: tuple[float, float] | None, *, transparent: bool
) -> Image.Image:
    if scale is not None:
        strip = _eight_bit(strip, *scale)
    profile = strip.info.get("icc_profile")
    if strip.mode in ("P", "PA", "1", "LA", "La", "RGBa"):
        strip = strip.convert("RGBA" if transparent else "RGB")
    alpha = strip.convert("RGBA").getchannel("A") if transparent else None
    if profile:
        strip = _from_profile(strip, profile)
    opaque = strip.convert("RGB")
    if alpha is not None:
        opaque.putalpha(alpha)
    return opaque


def _from_profile(picture: Image.Image, profile: bytes) -> Image.Image:
    """Convert from a colour profile; one that is damaged or of another space is ignored."""
    base = picture.convert("RGB") if picture.mode == "RGBA" else picture
    try:
        converted = ImageCms.profileToProfile(
            base, ImageCms.ImageCmsProfile(io.BytesIO(profile)), _SRGB, outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError):
        return picture
    return converted or picture


def _scale(picture: Image.Image) -> tuple[float, float]:
    """Return what is black and what is white in more than 8 bits of grey.

    The scale is the first of those in use that holds all values, or else from the least to the
    most.
    """
    least, most = numpy.inf, -numpy.inf
    for _, strip in _strips(picture, 1):
        values = _values(strip)
        finite = numpy.isfinite(values)
        least = min(least, float(values.min(initial=numpy.inf, where=finite)))
        most = max(most, float(values.max(initial=-numpy.inf, where=finite)))
    scales = (1.0,) if picture.mode == "F" else (255.0, 65535.0)
    return next(((0.0, end) for end in scales if least >= 0 and most <= end), (least, most))


def _eight_bit(picture: Image.Image, black: float, white: float) -> Image.Image:
    """Scale more than 8 bits of grey down to 8; Pillow's own conversion would clip them.

    What is no number is black, and infinite values are the ends of the scale.
    """
    values = _values(picture)
    values -= black
    values *= 255 / (white - black) if white > black else 0
    numpy.nan_to_num(values, copy=False, nan=0, posinf=255, neginf=0)
    return Image.fromarray(values.clip(0, 255, out=values).astype(numpy.uint8))


def _values(picture: Image.Image) -> NDArray[numpy.float32]:
    return numpy.array(picture, dtype=numpy.float32)


_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
