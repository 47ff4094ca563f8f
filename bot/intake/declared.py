"""What Discord says of a picture before anybody fetches it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import discord

from bot.errors import RefusalError
from bot.intake.purpose import PicturePurpose, unfit

# What the painter decodes at most (`styletransfer.images.files`); to import that takes Pillow.
MOST_PIXELS = 80_000_000
# The longest side of what is painted, in shortest sides: 512 px by 16.
MOST_NARROW = 32
_MEBIBYTE = 1 << 20
_AVATAR_PIXELS = 1024


@dataclass(frozen=True, slots=True)
class DeclaredPicture:
    """A picture somewhere on Discord: `size` in bytes, `width` and `height` where known.

    `again` finds the picture anew, under an address that has not expired, or returns None.
    """

    url: str
    role: PicturePurpose
    size: int | None = None
    width: int | None = None
    height: int | None = None
    spoiler: bool = False
    description: str | None = None
    again: Callable[[], Awaitable["DeclaredPicture | None"]] | None = field(
        default=None, compare=False, repr=False
    )


def from_attachment(attachment: discord.Attachment, role: PicturePurpose) -> DeclaredPicture:
    """Return what an attachment declares."""
    return DeclaredPicture(
        url=attachment.url,
        role=role,
        size=attachment.size,
        width=attachment.width,
        height=attachment.height,
        spoiler=attachment.is_spoiler(),
        description=attachment.description,
    )


def from_avatar(user: discord.User | discord.Member, role: PicturePurpose) -> DeclaredPicture:
    """Return the picture by which a user is known in this server, or else everywhere."""
    # As PNG, an animated one stands still.
    avatar = user.display_avatar.with_size(_AVATAR_PIXELS).with_format("png")
    return DeclaredPicture(avatar.url, role)


def check(picture: DeclaredPicture, max_bytes: int) -> None:
    """Raise RefusalError if what is declared already rules the picture out."""
    if picture.size == 0:
        raise unfit(picture.role, "empty")
    if picture.size is not None and picture.size > max_bytes:
        raise too_heavy(picture, picture.size, max_bytes)
    width, height = picture.width or 0, picture.height or 0
    if width * height > MOST_PIXELS:
        raise unfit(picture.role, "too-large")
    is_painted = picture.role is PicturePurpose.CONTENT
    if is_painted and max(width, height) > MOST_NARROW * min(width, height) > 0:
        raise RefusalError("content-too-narrow")


def too_heavy(picture: DeclaredPicture, size: int, max_bytes: int) -> RefusalError:
    """Return the refusal of a file of `size` bytes."""
    # Rounded up, so that nobody reads that 32 MB are more than 32 MB.
    megabytes = -(-size // _MEBIBYTE)
    most = max_bytes // _MEBIBYTE
    return unfit(picture.role, "too-heavy", megabytes=megabytes, most=most)
