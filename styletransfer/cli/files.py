"""Pictures and styles as the caller names them, and results that are whole or not there."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from styletransfer import presets
from styletransfer.cli.errors import UsageError

if TYPE_CHECKING:
    from PIL import Image

_EXTENSIONS = ("png", "webp", "jpg", "jpeg")
_TRIED = 4096  # bytes; a full disk takes names still


def read_picture(path: Path) -> "Image.Image":
    """Read a picture file. Raises UsageError."""
    from styletransfer.images import files

    try:
        return files.read(path)
    except files.PictureError as error:
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


def check_output(path: Path, *sources: Path | None) -> str:
    """Return the extension of a picture to write, after `check_place`. Raises UsageError."""
    extension = path.suffix.removeprefix(".").lower()
    if extension not in _EXTENSIONS:
        raise UsageError(f"{path}: the name must end in .png, .webp or .jpg")
    check_place(path, *sources)
    return extension


def check_place(path: Path, *sources: Path | None) -> None:
    """Try whether a file can be written without replacing one that is read. Raises UsageError."""
    if os.path.isdir(path) or not os.path.isdir(path.parent):
        raise UsageError(f"{path}: there is no such folder to write into")
    check_unread(path, *sources)
    try:
        with tempfile.TemporaryFile(dir=path.parent) as file:
            file.write(bytes(_TRIED))
        with contextlib.suppress(FileNotFoundError):
            path.lstat()  # complains of a name that is too long
    except OSError as error:
        raise UsageError(f"{path}: nothing can be written there: {error.strerror}") from error


def check_unread(path: Path, *sources: Path | None) -> None:
    """Raise UsageError if a file to write is, by whatever name, one of those that are read."""
    for source in sources:
        # What is not there is complained of when it is read.
        with contextlib.suppress(OSError):
            if source is not None and path.samefile(source):
                raise UsageError(f"{path}: the result would replace a file that it is made from")


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all. Raises UsageError."""
    part = path.with_name(f".{secrets.token_hex(8)}.part")  # short, whatever the name's length
    try:
        try:
            with part.open("xb") as file:
                file.write(data)
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UsageError(f"{path} could not be written: {error.strerror}") from error


def deliver(path: Path, data: bytes) -> None:
    """Write a result; where that fails after all, keep it elsewhere.

    Raises UsageError, which then says where it is.
    """
    try:
        write_whole(path, data)
    except UsageError as error:
        kept = _keep_elsewhere(path.name, data)
        outcome = f"the result is kept as {kept}" if kept else "nor could it be kept elsewhere"
        raise UsageError(f"{error}; {outcome}") from error


def _keep_elsewhere(name: str, data: bytes) -> Path | None:
    """Write a file into a new folder: in the system's temporary folder, here, or at home."""
    for parent in (None, os.curdir, os.path.expanduser("~")):
        with contextlib.suppress(OSError):
            folder = Path(tempfile.mkdtemp(prefix="styletransfer-", dir=parent)).absolute()
            try:
                write_whole(folder / name, data)
            except UsageError:
                folder.rmdir()
            else:
                return folder / name
    return None
