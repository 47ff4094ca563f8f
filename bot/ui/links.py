"""Links into Discord."""


def message_link(guild_id: int | None, channel_id: int, message_id: int | None = None) -> str:
    """Return the link to a message, or to a channel; without a server it is a direct message."""
    link = f"https://discord.com/channels/{guild_id or '@me'}/{channel_id}"
    return link if message_id is None else f"{link}/{message_id}"
