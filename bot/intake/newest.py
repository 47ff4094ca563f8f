"""The newest pictures in a channel."""

import discord

from bot.errors import RefusalError
from bot.intake import picker
from bot.intake.content_access import is_withheld, original_of
from bot.intake.declared import DeclaredPicture
from bot.intake.purpose import PicturePurpose

LOOKED_AT = 50


async def newest_pictures(
    client: discord.Client,
    channel: discord.abc.Messageable,
    *,
    own_id: int,
    by: int | None = None,
) -> list[DeclaredPicture]:
    """Return the pictures of the newest message that shows some, by one member if `by` is set.

    Of emoji, which count only where there is nothing else, it is the first.
    The bot's own paintings do not count: whoever asks twice wants the photo painted twice. Nor is
    anything taken from behind a message that the bot may not read, for that may be the one meant.
    Raises RefusalError.
    """
    try:
        async for shown in channel.history(limit=LOOKED_AT):
            message = await original_of(shown)
            if message.author.id == own_id or by not in (None, message.author.id):
                continue
            if found := picker.pictures_of(message, PicturePurpose.CONTENT, emoji=False):
                return found
            if found := picker.pictures_of(message, PicturePurpose.CONTENT):
                return found[:1]
            if await is_withheld(client, message):
                raise RefusalError("newest-unreadable")
    except discord.Forbidden as error:
        raise RefusalError("newest-forbidden") from error
    raise RefusalError("newest-none", looked_at=LOOKED_AT)
