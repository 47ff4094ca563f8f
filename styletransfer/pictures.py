"""Picture files in and out: hostile or odd ones refused, all others turned into sRGB."""

import io
import warnings
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from styletransfer.bleeding import bled

# What browsers and phones produce; Pillow's other readers are not exposed to strangers' files.
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "AVIF")
# The largest picture that is decoded, 24 bits a pixel: 240 MB. Phones make up to 50 megapixels.
MOST_PIXELS = 80_000_000
# Below this short side there is nothing to see, and nothing for the encoder's deep layers.
LEAST_SIDE = 16
# JPEG is decoded at a half, quarter or eighth where that still leaves this long side.
_ENOUGH = 4096

_sixteen_bit = ("I;16", "I;16B", "I;16L", "I;16N", "I", "F")


class PictureError(ValueError):
    """A file is not a picture that can be painted; the message is one clear sentence."""


class NotAPictureError(PictureError):
    """The file is no picture of a known type."""


class BrokenPictureError(PictureError):
    """The file begins as a picture and cannot be decoded to the end."""


class PictureTooLargeError(PictureError):
    """The picture has more pixels than are decoded."""


class PictureTooSmallError(PictureError):
    """The picture has too few pixels to be painted."""


def read(source: Path | bytes) -> Image.Image:
    """Decode a picture file into RGB or RGBA, sRGB, upright, the first frame of several.

    Raises PictureError, one of its kinds; FileNotFoundError and other OSErrors for the path.
    """
    file = io.BytesIO(source.read_bytes() if isinstance(source, Path) else source)
    with _decoding():
        picture = Image.open(file, formats=_FORMATS)
        width, height = picture.size
        if width * height > MOST_PIXELS:
            raise PictureTooLargeError(
                f"the picture has {width} x {height} pixels, more than"
                f" {MOST_PIXELS // 1_000_000} million"
            )
        if min(width, height) < LEAST_SIDE:
            raise PictureTooSmallError(
                f"the picture has {width} x {height} pixels; each side needs {LEAST_SIDE} or more"
            )
        if picture.format in ("JPEG", "MPO"):
            picture.draft(None, (_ENOUGH, _ENOUGH))
        picture.load()
        return _to_srgb(ImageOps.exif_transpose(picture))


def encode(picture: Image.Image, extension: str, quality: int = 92) -> bytes:
    """Encode a picture as `png`, `webp` or `jpg`; JPEG lays alpha over white."""
    file = io.BytesIO()
    match extension:
        case "png":
            picture.save(file, "PNG")
        case "webp":
            picture.save(file, "WEBP", quality=quality, method=4)
        case "jpg" | "jpeg":
            over_white(picture).save(file, "JPEG", quality=quality, optimize=True)
        case _:
            raise ValueError(f"cannot write a picture as .{extension}; use png, webp or jpg")
    return file.getvalue()


def encode_within(picture: Image.Image, most_bytes: int) -> tuple[bytes, str, Image.Image]:
    """Encode a picture as well as the limit allows: PNG, WebP, then smaller and smaller.

    Returns the file, its extension and the picture that is in it. Raises PictureTooLargeError if
    not even a thumbnail fits.
    """
    as_png = encode(picture, "png")
    if len(as_png) <= most_bytes:
        return as_png, "png", picture
    while True:
        as_webp = webp_within(picture, most_bytes, (95, 90, 80))
        if len(as_webp) <= most_bytes:
            return as_webp, "webp", picture
        if max(picture.size) < 2 * LEAST_SIDE:
            raise PictureTooLargeError(f"no picture fits into {most_bytes} bytes")
        picture = picture.resize(
            (max(1, picture.width * 3 // 4), max(1, picture.height * 3 // 4)),
            Image.Resampling.LANCZOS,
        )


def webp_within(picture: Image.Image, most_bytes: int, qualities: Sequence[int]) -> bytes:
    """Encode a picture as WebP in the first of the qualities that fits, or else in the last."""
    *better, last = qualities
    for quality in better:
        file = encode(picture, "webp", quality)
        if len(file) <= most_bytes:
            return file
    return encode(picture, "webp", last)


def split_alpha(picture: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    """Split a picture into straight RGB and its alpha, None where it is opaque.

    Where nothing can be seen, RGB goes on from what can be seen beside it.
    """
    if picture.mode != "RGBA":
        return picture.convert("RGB"), None
    alpha = picture.getchannel("A")
    if alpha.getextrema() == (255, 255):
        return picture.convert("RGB"), None
    return bled(picture), alpha


def over_white(picture: Image.Image) -> Image.Image:
    """Return RGB as a picture is seen on white paper."""
    if picture.mode != "RGBA":
        return picture.convert("RGB")
    paper = Image.new("RGBA", picture.size, "white")
    paper.alpha_composite(picture)
    return paper.convert("RGB")


def as_mask(picture: Image.Image) -> Image.Image:
    """Return a mask of mode L: a picture's alpha where that varies, or else its luminance."""
    if picture.mode == "RGBA":
        alpha = picture.getchannel("A")
        least, most = alpha.getextrema()
        if least != most:
            return alpha
    return picture.convert("L")


@contextmanager
def _decoding() -> Generator[None]:
    """Turn whatever Pillow raises at a strange file into one of our sentences."""
    try:
        with warnings.catch_warnings(action="ignore"):
            yield
    except PictureError:
        raise
    except UnidentifiedImageError as error:
        raise NotAPictureError("the file is not a picture of a known type") from error
    except Image.DecompressionBombError as error:
        raise PictureTooLargeError("the picture has too many pixels") from error
    except MemoryError as error:
        raise PictureTooLargeError("the picture does not fit into memory") from error
    except Exception as error:  # Pillow's readers raise anything at damaged files
        raise BrokenPictureError("the picture is damaged and cannot be read") from error


def _to_srgb(picture: Image.Image) -> Image.Image:
    if picture.mode in _sixteen_bit:
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
    """Scale more than 8 bits of grey down to 8; Pillow's own conversion would clip them."""
    values = numpy.asarray(picture, dtype=numpy.float64)
    most = 65535.0 if picture.mode.startswith("I") and values.max(initial=0) > 255 else 255.0
    return Image.fromarray((values * (255.0 / most)).clip(0, 255).astype(numpy.uint8))


_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
