"""How the options of `/challenge create` are called, and what they offer."""

import discord
from discord import app_commands

from bot.database.challenges.models import Ballot, Subject
from bot.errors import RefusalError
from bot.i18n.commands import localised

Place = discord.TextChannel | discord.ForumChannel

_NAMES = (
    "title",
    "theme",
    "style",
    "subject",
    "photo",
    "opens",
    "closes",
    "ends",
    "voting",
    "entries",
    "anonymous",
    "channel",
    "role",
    "account_days",
    "member_days",
    "prize",
    "prize_days",
    "event",
    "weekly",
)


class PlaceOption(app_commands.Transformer):
    """A text channel or a forum.

    discord.py would offer media channels, too, which Discord's description does not know.
    """

    @property
    def type(self) -> discord.AppCommandOptionType:
        """A channel."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """The types that Discord lets a member choose from."""
        return [discord.ChannelType.text, discord.ChannelType.forum]

    async def transform(
        self,
        interaction: discord.Interaction,  # noqa: ARG002
        value: app_commands.AppCommandChannel,
        /,
    ) -> Place:
        """Return the channel. Raises RefusalError if the bot does not see it."""
        channel = value.resolve()
        if not isinstance(channel, discord.TextChannel | discord.ForumChannel):
            raise RefusalError("challenge-may-not-post", channel=value.mention)
        return channel


SUBJECTS = [
    app_commands.Choice(name=localised(f"challenge-subject-{one}"), value=one.value)
    for one in Subject
]
BALLOTS = [
    app_commands.Choice(name=localised(f"challenge-voting-{one}"), value=one.value)
    for one in Ballot
]


def named(*names: str) -> dict[str, app_commands.locale_str]:
    """Return the names of options in every language."""
    return {name: localised(f"option-challenge-{_key(name)}-name") for name in names or _NAMES}


def described(*names: str) -> dict[str, app_commands.locale_str]:
    """Return what options are for in every language."""
    return {
        name: localised(f"option-challenge-{_key(name)}-description") for name in names or _NAMES
    }


def _key(name: str) -> str:
    return name.replace("_", "-")
