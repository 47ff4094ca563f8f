"""Any picture that Pillow decodes as RGB or RGBA of 8 bits, in sRGB."""

import io

import numpy
from PIL import Image, ImageCms

_DEEP = ("I;16", "I;16B", "I;16L", "I;16N", "I", "F")


def to_srgb(picture: Image.Image) -> Image.Image:
    """Bring a decoded picture into RGB, or RGBA where it is transparent, by its colour profile."""
    if picture.mode in _DEEP:
        picture = _eight_bit(picture)
    profile = picture.info.get("icc_profile")
    transparent = picture.has_transparency_data
    if picture.mode in ("P", "PA", "1", "LA", "La", "RGBa"):
        picture = picture.convert("RGBA" if transparent else "RGB")
    alpha = picture.convert("RGBA").getchannel("A") if transparent else None
    if profile:
        picture = _from_profile(picture, profile)
    opaque = picture.convert("RGB")
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


def _eight_bit(picture: Image.Image) -> Image.Image:
    """Scale more than 8 bits of grey down to 8; Pillow's own conversion would clip them.

    The scale is the first of those in use that holds all values, or else from the least to the
    most. What is no number is black, and infinite values are the ends of the scale.
    """
    values = numpy.array(picture, dtype=numpy.float32)
    finite = numpy.isfinite(values)
    least = float(values.min(initial=numpy.inf, where=finite))
    most = float(values.max(initial=-numpy.inf, where=finite))
    scales = (1.0,) if picture.mode == "F" else (255.0, 65535.0)
    black, white = next(((0.0, end) for end in scales if least >= 0 and most <= end), (least, most))
    values -= black
    values *= 255 / (white - black) if white > black else 0
    numpy.nan_to_num(values, copy=False, nan=0, posinf=255, neginf=0)
    return Image.fromarray(values.clip(0, 255, out=values).astype(numpy.uint8))


_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
