"""Which pictures a message shows, in the order in which a person would name them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Literal

import discord
from discord import components

from bot.errors import RefusalError
from bot.intake.declared import DeclaredPicture, from_attachment
from bot.intake.purpose import PicturePurpose

_EMOJI = re.compile(r"<a?:\w{2,32}:\d{15,20}>")
_SPOILER = re.compile(r"\|\|(.+?)\|\|", re.DOTALL)
# The painter reads pixels only.
_VECTOR = "image/svg"
_WITH_CONTENT = (
    discord.MessageType.default,
    discord.MessageType.reply,
    discord.MessageType.chat_input_command,
    discord.MessageType.context_menu_command,
)

Shown = discord.Message | discord.MessageSnapshot
Demanded = Literal[PicturePurpose.CONTENT, PicturePurpose.STYLE]


def pictures_of(
    message: discord.Message, role: PicturePurpose, *, emoji: bool = True
) -> list[DeclaredPicture]:
    """Return the pictures of a message, each once.

    Attachments come first, then galleries, thumbnails and files of its layout, what it forwards,
    the pictures of its embeds, stickers, and, with `emoji`, the custom ones in its text.
    """
    found: dict[str, DeclaredPicture] = {}
    for picture in _walk(message, role, emoji=emoji):
        found.setdefault(_identity(picture), picture)
    return [
        replace(picture, again=partial(_find_again, message, picture)) for picture in found.values()
    ]


def demand_pictures(message: discord.Message, role: Demanded) -> list[DeclaredPicture]:
    """Return the pictures of a message; raises RefusalError if there is none."""
    if found := pictures_of(message, role):
        return found
    shown: list[Shown] = [message, *message.message_snapshots]
    if any(_is_vector(sticker) for part in shown for sticker in part.stickers):
        raise RefusalError(
            "content-is-lottie" if role is PicturePurpose.CONTENT else "style-is-lottie"
        )
    raise RefusalError("content-not-there" if role is PicturePurpose.CONTENT else "style-not-there")


def looks_empty(message: discord.Message) -> bool:
    """Say whether a message of a person shows nothing, as where Discord withholds its content."""
    parts: list[Shown] = [message, *message.message_snapshots]
    return (
        message.type in _WITH_CONTENT
        and not message.flags.loading
        and message.poll is None
        and not any(
            part.content or part.attachments or part.embeds or part.components or part.stickers
            for part in parts
        )
    )


def _walk(message: Shown, role: PicturePurpose, *, emoji: bool) -> Iterator[DeclaredPicture]:
    for attachment in message.attachments:
        if _may_be_picture(attachment.content_type):
            yield from_attachment(attachment, role)
    yield from _in_layout(message.components, role, spoiler=False)
    if isinstance(message, discord.Message):
        for snapshot in message.message_snapshots:
            yield from _walk(snapshot, role, emoji=emoji)
    hidden = " ".join(_SPOILER.findall(message.content))
    for embed in message.embeds:
        spoiler = bool(embed.url) and str(embed.url) in hidden
        for media in (embed.image, embed.thumbnail):
            if url := media.proxy_url or media.url:
                yield DeclaredPicture(
                    url, role, width=media.width, height=media.height, spoiler=spoiler
                )
    for sticker in message.stickers:
        if not _is_vector(sticker):
            yield DeclaredPicture(sticker.url, role)
    for written in _EMOJI.findall(message.content) if emoji else ():
        yield DeclaredPicture(discord.PartialEmoji.from_str(written).url, role)


def _in_layout(
    items: Sequence[components.Component], role: PicturePurpose, *, spoiler: bool
) -> Iterator[DeclaredPicture]:
    for item in items:
        match item:
            case components.Container():
                yield from _in_layout(item.children, role, spoiler=spoiler or item.spoiler)
            case components.SectionComponent():
                yield from _in_layout([item.accessory], role, spoiler=spoiler)
            case components.ThumbnailComponent():
                yield from _media(item.media, role, item.description, spoiler or item.spoiler)
            case components.MediaGalleryComponent():
                for shown in item.items:
                    hidden = spoiler or shown.spoiler
                    yield from _media(shown.media, role, shown.description, hidden)
            case components.FileComponent():
                yield from _media(item.media, role, None, spoiler or item.spoiler)
            case _:
                pass


def _media(
    media: discord.UnfurledMediaItem, role: PicturePurpose, description: str | None, spoiler: bool
) -> Iterator[DeclaredPicture]:
    if _may_be_picture(media.content_type):
        yield DeclaredPicture(
            # What lies elsewhere is only ever taken from Discord's own copy.
            media.proxy_url or media.url,
            role,
            width=media.width,
            height=media.height,
            spoiler=spoiler,
            description=description,
        )


def _may_be_picture(content_type: str | None) -> bool:
    """Say whether a file may be a picture; where its type is not known, its bytes will tell."""
    return content_type is None or (
        content_type.startswith("image/") and not content_type.startswith(_VECTOR)
    )


def _is_vector(sticker: discord.StickerItem) -> bool:
    return sticker.format is discord.StickerFormatType.lottie


def _identity(picture: DeclaredPicture) -> str:
    """Return what stays the same of an address when it is signed anew."""
    return picture.url.partition("?")[0]


async def _find_again(message: discord.Message, picture: DeclaredPicture) -> DeclaredPicture | None:
    try:
        fresh = await message.fetch()
    except discord.HTTPException:
        return None
    same = (p for p in pictures_of(fresh, picture.role) if _identity(p) == _identity(picture))
    return next(same, None)
