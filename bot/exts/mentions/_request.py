"""Whether a message asks the bot for a painting, and of which picture."""

from dataclasses import dataclass

import discord

from bot.errors import RefusalError
from bot.intake import picker
from bot.intake.content_access import is_withheld, original_of, starter_of
from bot.intake.declared import DeclaredPicture
from bot.intake.purpose import PicturePurpose

# What the client is told of when somebody has made a choice.
CHOSEN = "choice_made"
_BY_PEOPLE = (discord.MessageType.default, discord.MessageType.reply)


@dataclass(frozen=True, slots=True)
class Request:
    """A message that speaks to the bot.

    `addressed`: in so many words or in private, and not only by Discord's mention in a reply.
    """

    message: discord.Message
    addressed: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chose when they were asked what a message means.

    `picture` counts the pictures that the message may be about from 0; `style` is the value of one,
    None where the message itself says which.
    """

    message_id: int
    picture: int
    style: str | None = None


def request_in(message: discord.Message, own_id: int) -> Request | None:
    """Return what a message asks, or None if it is none of the bot's business.

    Other bots are never answered, so that none can be drawn into a conversation without end.
    """
    author = message.author
    if author.bot or message.webhook_id is not None or message.type not in _BY_PEOPLE:
        return None
    pinged = any(user.id == own_id for user in message.mentions)
    # A reply pings whom it answers, but does not name them.
    if message.guild is None or (pinged and own_id in message.raw_mentions):
        return Request(message, addressed=True)
    if pinged and picker.pictures_of(message, PicturePurpose.CONTENT, emoji=False):
        return Request(message, addressed=False)
    return None


async def pictures_for(client: discord.Client, request: Request) -> list[DeclaredPicture]:
    """Return the pictures that a message may be about: its own, else those of what it answers.

    In a thread they may also be those of the message at which it begins. Emoji count only where
    there is nothing else. Raises RefusalError.
    """
    message = request.message
    if own := picker.pictures_of(message, PicturePurpose.CONTENT, emoji=False):
        return own
    answered = await _answered(message) or await starter_of(message.channel)
    if answered and (found := picker.pictures_of(answered, PicturePurpose.CONTENT, emoji=False)):
        return found
    for shown in filter(None, (answered, message)):
        if found := picker.pictures_of(shown, PicturePurpose.CONTENT):
            return found[:1]
    if answered and await is_withheld(client, answered):
        raise RefusalError("reply-unreadable")
    if answered:
        return picker.demand_pictures(answered, PicturePurpose.CONTENT)
    if message.stickers:
        return picker.demand_pictures(message, PicturePurpose.CONTENT)
    raise RefusalError("how-to-ask-in-private" if message.guild is None else "how-to-ask")


async def _answered(message: discord.Message) -> discord.Message | None:
    """Return the message that another one answers, with its content if the bot may read that."""
    reference = message.reference
    if reference is None or message.type is not discord.MessageType.reply:
        return None
    known = reference.resolved
    if isinstance(known, discord.DeletedReferencedMessage) or reference.message_id is None:
        return None
    if known is not None and not picker.looks_empty(known):
        return await original_of(known)
    # The gateway withholds what the application may read all the same if it asks for it.
    try:
        return await original_of(await message.channel.fetch_message(reference.message_id))
    except discord.NotFound:
        return None
    except discord.Forbidden as error:
        raise RefusalError("reply-unreadable") from error
