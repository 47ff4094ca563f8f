"""Picture files in and out: hostile or odd ones refused, all others turned into sRGB."""

import io
import warnings
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pi_heif
from PIL import ExifTags, Image, ImageChops, ImageFile, UnidentifiedImageError

from styletransfer.images import salvage
from styletransfer.images.bleeding import bled
from styletransfer.images.frames import first_seen, is_visible
from styletransfer.images.srgb import to_srgb

# What browsers and phones produce; Pillow's other readers are not exposed to strangers' files.
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "AVIF", "HEIF")
# The largest picture that is decoded, at up to 4 bytes a pixel. Phones make up to 50 megapixels.
MOST_PIXELS = 80_000_000
# Of these the decoder holds several copies of four bytes a pixel, and a file of 40 bytes is enough
# to make it do so. Phones take HEIF of 48 million, for which libheif needs 330 MiB.
_MOST_PIXELS_OF = {"WEBP": 40_000_000, "AVIF": 40_000_000, "HEIF": 50_000_000}
# A progressive JPEG has a dozen scans, each of which goes through the whole picture.
_MOST_SCANS = 100
# Below this short side there is nothing to see, and nothing for the encoder's deep layers.
LEAST_SIDE = 16
# What is larger is made smaller while it is decoded, where that still leaves this long side.
_ENOUGH = 4096

# What an orientation in EXIF asks for; the first is upright.
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

# Pillow has no reader of its own for what phones write. Nothing but the picture is wanted of it.
pi_heif.register_heif_opener(  # pyright: ignore[reportUnknownMemberType]
    thumbnails=False, depth_images=False, aux_images=False
)


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


class PictureInvisibleError(PictureError):
    """The picture is transparent everywhere."""


def read(source: Path | bytes) -> Image.Image:
    """Decode a picture file into RGB or RGBA, sRGB, upright.

    Of an animation it is the first frame with something in it; of a damaged file what came, where
    that is nearly all. Raises PictureError, one of its kinds; FileNotFoundError and other OSErrors
    for the path.
    """
    file = source.read_bytes() if isinstance(source, Path) else source
    with _decoding(file):
        picture = _decoded(file)
        if not is_visible(picture):
            raise PictureInvisibleError("the picture is transparent everywhere")
        return picture


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


def _decoded(file: bytes) -> Image.Image:
    version = file
    for version in salvage.versions(file):
        if (picture := _whole(version)) is not None:
            return _upright(first_seen(picture, _ENOUGH), picture)
    picture, came = salvage.rows(version, _opened)
    return _upright(_without_holes(picture, came), picture)


def _whole(file: bytes) -> ImageFile.ImageFile | None:
    """Decode a file to its end, or say that this cannot be done."""
    try:
        picture = _opened(file)
        picture.load()
    except (PictureError, Image.DecompressionBombError, MemoryError):
        raise
    except Exception:  # Pillow's readers raise anything at damaged files
        return None
    return picture


def _opened(file: bytes) -> ImageFile.ImageFile:
    """Read a file's header, and check it before pixels take memory."""
    picture = Image.open(io.BytesIO(file), formats=_FORMATS)
    width, height = picture.size
    most = _MOST_PIXELS_OF.get(picture.format or "", MOST_PIXELS)
    if width * height > most:
        raise PictureTooLargeError(
            f"the picture has {width} x {height} pixels, more than {most // 1_000_000} million"
        )
    if min(width, height) < LEAST_SIDE:
        raise PictureTooSmallError(
            f"the picture has {width} x {height} pixels; each side needs {LEAST_SIDE} or more"
        )
    if picture.format in ("JPEG", "MPO"):
        if (scans := salvage.count_scans(file)) > _MOST_SCANS:
            raise BrokenPictureError(f"the picture has {scans} scans, more than {_MOST_SCANS}")
        picture.draft(None, (_ENOUGH, _ENOUGH))
    return picture


def _upright(picture: Image.Image, source: Image.Image) -> Image.Image:
    """Turn a picture as its source's EXIF says; whatever else is in that may be damaged."""
    try:
        turn = _UPRIGHT.get(source.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:  # Pillow's reader of EXIF raises anything
        return picture
    return picture if turn is None else picture.transpose(turn)


def _without_holes(picture: Image.Image, came: Image.Image) -> Image.Image:
    """Leave what did not come transparent, or make it up where the picture is opaque."""
    partly = to_srgb(picture, _ENOUGH)
    came = came.resize(partly.size, Image.Resampling.NEAREST)
    if partly.mode == "RGBA":
        partly.putalpha(ImageChops.darker(partly.getchannel("A"), came))
        return partly
    partly.putalpha(came)
    return split_alpha(partly)[0]


@contextmanager
def _decoding(file: bytes) -> Generator[None]:
    """Turn whatever Pillow raises at a strange file into one of our sentences."""
    try:
        with warnings.catch_warnings(action="ignore"):
            yield
    except PictureError:
        raise
    except UnidentifiedImageError as error:
        if file.startswith((salvage.PNG, salvage.JPEG)):
            raise BrokenPictureError("the picture is damaged and cannot be read") from error
        raise NotAPictureError("the file is not a picture of a known type") from error
    except Image.DecompressionBombError as error:
        raise PictureTooLargeError("the picture has too many pixels") from error
    except MemoryError as error:
        raise PictureTooLargeError("the picture does not fit into memory") from error
    except Exception as error:  # Pillow's readers raise anything at damaged files
        raise BrokenPictureError("the picture is damaged and cannot be read") from error
