"""Intents: what a bot asked the gateway to tell it."""

from enum import IntEnum

from bot.sandbox.state.model import Application


class Intent(IntEnum):
    """The intents that the sandbox has events for, at Discord's bits."""

    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    GUILD_MESSAGE_REACTIONS = 1 << 10
    GUILD_MESSAGE_TYPING = 1 << 11
    DIRECT_MESSAGES = 1 << 12
    DIRECT_MESSAGE_REACTIONS = 1 << 13
    DIRECT_MESSAGE_TYPING = 1 << 14
    MESSAGE_CONTENT = 1 << 15
    GUILD_SCHEDULED_EVENTS = 1 << 16


# Bits that Discord has given a meaning; bits 17 to 19, 22 and 23 are unused.
KNOWN = (1 << 17) - 1 | 1 << 20 | 1 << 21 | 1 << 24 | 1 << 25
EVERYTHING = KNOWN


def granted(intents: int, application: Application) -> bool:
    """Say whether the application may use all the privileged ones among `intents`."""
    return not (
        (intents & Intent.MESSAGE_CONTENT and not application.message_content_granted)
        or (intents & Intent.GUILD_MEMBERS and not application.members_granted)
        or (intents & Intent.GUILD_PRESENCES and not application.presences_granted)
    )
