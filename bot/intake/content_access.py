"""What the bot may see of messages that others write."""

import discord

from bot.intake.picker import looks_empty


async def is_withheld(client: discord.Client, message: discord.Message) -> bool:
    """Say whether Discord keeps the content of a message from this bot. Raises HTTPException.

    Such a message looks empty; but so does one of a kind that the bot does not know, and only
    Discord's word on the application tells which.
    """
    if not looks_empty(message):
        return False
    flags = (await client.application_info()).flags
    return not (flags.gateway_message_content or flags.gateway_message_content_limited)


async def original_of(message: discord.Message) -> discord.Message:
    """Return the message at which a thread begins, for the one that stands for it in the thread.

    Any other message is its own original. Raises HTTPException.
    """
    if message.type is not discord.MessageType.thread_starter_message:
        return message
    if message.reference is None or not isinstance(message.reference.resolved, discord.Message):
        # Discord tells one message deep only.
        message = await message.channel.fetch_message(message.id)
    known = message.reference and message.reference.resolved
    return known if isinstance(known, discord.Message) else message


async def starter_of(channel: object) -> discord.Message | None:
    """Return the message at which a thread begins, or None where the bot may not see it.

    Raises HTTPException.
    """
    if not isinstance(channel, discord.Thread) or channel.parent is None:
        return None
    begun_in = channel if isinstance(channel.parent, discord.ForumChannel) else channel.parent
    try:
        return channel.starter_message or await begun_in.fetch_message(channel.id)
    except (discord.NotFound, discord.Forbidden):
        return None
