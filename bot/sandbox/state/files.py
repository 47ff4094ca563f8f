"""What a file is: its cleaned name, its type, and for a picture its width and height."""

import contextlib
import io
import mimetypes
import re
import struct
from pathlib import PurePath

from PIL import Image

from bot.sandbox.state.model import Attachment

_UNSAFE = re.compile(r"[^\w.\-]+")
SPOILER = "SPOILER_"
MEASURED = ("PNG", "JPEG", "WEBP")
_GIF = (b"GIF87a", b"GIF89a")


def clean_name(name: str) -> str:
    """Return the name under which Discord keeps a file."""
    tail = name.replace("\\", "/").rsplit("/", 1)[-1]
    return _UNSAFE.sub("_", tail).strip("_")[:260] or "unknown"


def make_attachment(
    attachment_id: int, folder: str, name: str, content: bytes, *, description: str | None = None
) -> Attachment:
    """Return the attachment that a file becomes."""
    filename = clean_name(name)
    width, height = measure(content)
    return Attachment(
        attachment_id,
        filename,
        content,
        guess_type(filename),
        folder,
        width,
        height,
        # Where cleaning changed the name, the title says what it was.
        title=None if name == filename else PurePath(name).stem,
        description=description,
        spoiler=filename.startswith(SPOILER),
        ephemeral=folder.startswith("ephemeral"),
    )


def guess_type(filename: str) -> str | None:
    """Return a content type by the name, as Discord does; None for an unknown ending."""
    if filename.lower().endswith(".webp"):
        return "image/webp"
    guessed, _ = mimetypes.guess_type(filename)
    if guessed and guessed.startswith("text/"):
        return f"{guessed}; charset=utf-8"
    return guessed


def measure(content: bytes) -> tuple[int, int] | tuple[None, None]:
    """Return width and height of a picture by its header; a pair of None for anything else.

    Image.open would refuse what is too large to decode, but nothing is decoded here.
    """
    if content.startswith(_GIF) and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return width, height
    Image.init()
    for name in MEASURED:
        factory, accept = Image.OPEN[name]
        if accept and accept(content[:16]) is not True:
            continue
        with contextlib.suppress(OSError, ValueError, SyntaxError, IndexError, struct.error):
            return factory(io.BytesIO(content), "").size
    return None, None
