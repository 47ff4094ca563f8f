"""Pictures and styles as the caller names them, and results that are whole or not there."""

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from styletransfer import presets
from styletransfer.cli.errors import UsageError

if TYPE_CHECKING:
    from PIL import Image

_EXTENSIONS = ("png", "webp", "jpg", "jpeg")


def read_picture(path: Path) -> "Image.Image":
    """Read a picture file. Raises UsageError."""
    from styletransfer import pictures

    try:
        return pictures.read(path)
    except pictures.PictureError as error:
        raise UsageError(f"{path}: {error}") from error
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error


def picture_files(folder: Path) -> list[Path]:
    """Return the files of a folder that are called like pictures, by name."""
    return sorted(path for path in folder.iterdir() if path.suffix[1:].lower() in _EXTENSIONS)


def split_weight(style: str) -> tuple[str, float]:
    """Split NAME:WEIGHT; without a weight it is 1, and a name may contain colons.

    Raises UsageError for a weight that is not positive.
    """
    name, colon, number = style.rpartition(":")
    try:
        weight = float(number)
    except ValueError:
        return style, 1.0
    if not colon or os.path.isfile(style):
        return style, 1.0
    if not 0 < weight < float("inf"):
        raise UsageError(f"{style}: the weight of a style must be positive")
    return name, weight


def find_style(name: str) -> tuple[str, Path]:
    """Return what a style is called and its picture: of a preset, or else of a path.

    Raises UsageError.
    """
    try:
        preset = presets.find(name)
    except presets.UnknownStyleError as error:
        # Unlike Path.is_file, this takes any text: one too long for a file name, for instance.
        if not os.path.isfile(name):
            raise UsageError(f"{error} (and no file either)") from error
        return Path(name).name, Path(name)
    return preset.name, preset.exemplar


def check_output(path: Path) -> str:
    """Return the extension to write, after checking that the file can be made.

    Raises UsageError.
    """
    extension = path.suffix.removeprefix(".").lower()
    if extension not in _EXTENSIONS:
        raise UsageError(f"{path}: the name must end in .png, .webp or .jpg")
    if path.is_dir() or not path.parent.is_dir():
        raise UsageError(f"{path}: there is no such folder to write the picture into")
    if not os.access(path.parent, os.W_OK):
        raise UsageError(f"{path}: the folder cannot be written to")
    return extension


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
