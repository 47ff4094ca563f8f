"""Pictures of requests and of answers: files in, what may be painted; pictures out, files."""

from typing import Literal

from PIL import Image

from styletransfer import presets
from styletransfer.images import files
from styletransfer.worker import protocol
from styletransfer.worker.protocol import Reason

# The longest side of what is painted, in shortest sides: 512 px by 16.
MOST_NARROW = 32
_PREVIEW_QUALITY = 80
# What is said of a picture, behind the part it plays, for each fault of a file.
_FAULTS: dict[type[files.PictureError], str] = {
    files.NotAPictureError: "not_a_picture",
    files.BrokenPictureError: "broken",
    files.PictureTooLargeError: "too_large",
    files.PictureTooSmallError: "too_small",
    files.PictureInvisibleError: "invisible",
}


class RefusedError(Exception):
    """A request cannot be fulfilled, for a reason that its member is told."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def style_picture(style: protocol.Style) -> Image.Image:
    """Return the picture of a style. Raises RefusedError."""
    if style.picture is not None:
        return decoded(style.picture, "style")
    try:
        preset = presets.find(style.preset or "")
    except presets.UnknownStyleError as error:
        raise RefusedError(Reason.UNKNOWN_STYLE) from error
    return files.read(preset.exemplar)


def painted_content(file: bytes) -> Image.Image:
    """Read the picture that is to be painted. Raises RefusedError."""
    picture = decoded(file, "content")
    if max(picture.size) > MOST_NARROW * min(picture.size):
        raise RefusedError(Reason.CONTENT_TOO_NARROW)
    return picture


def decoded(file: bytes, part: Literal["content", "style", "guide"]) -> Image.Image:
    """Read the picture that plays a part in a request. Raises RefusedError."""
    try:
        return files.read(file)
    except files.PictureError as error:
        raise RefusedError(Reason(f"{part}_{_FAULTS[type(error)]}")) from error


def preview_of(picture: Image.Image, size: tuple[int, int]) -> bytes:
    """Encode a preview at the result's size, so that the message does not jump as it grows."""
    scaled = picture.resize(size, Image.Resampling.BICUBIC)
    return files.encode(scaled, "jpg", _PREVIEW_QUALITY)


def painted(job: str, picture: Image.Image, max_bytes: int, seconds: float) -> protocol.Painted:
    """Encode a result as well as the limit allows. Raises RefusedError."""
    try:
        file, extension, written = files.encode_within(picture, max_bytes)
    except files.PictureTooLargeError as error:
        raise RefusedError(Reason.LIMIT_TOO_SMALL) from error
    return protocol.Painted(
        job=job,
        picture=file,
        extension=extension,
        width=written.width,
        height=written.height,
        seconds=seconds,
    )
