"""Everything that exists in the sandbox, and how to find it."""

from bot.sandbox import errors
from bot.sandbox.clock import Clock
from bot.sandbox.state.model import (
    DEFAULT_ATTACHMENT_LIMIT,
    Application,
    Attachment,
    Channel,
    ChannelKind,
    Guild,
    GuildMember,
    Message,
    Thread,
    User,
)
from bot.sandbox.state.permissions import Permission, in_channel
from bot.sandbox.state.snowflake import Snowflakes


class World:
    """Users, guilds, channels and files, in memory."""

    def __init__(self, clock: Clock, application: Application, snowflakes: Snowflakes) -> None:
        self.clock = clock
        self.snowflakes = snowflakes
        self.application = application
        self.users: dict[int, User] = {}
        self._users_by_token: dict[str, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.attachments: dict[int, Attachment] = {}
        self.base_url = ""
        self.direct_attachment_limit = DEFAULT_ATTACHMENT_LIMIT
        self.add_user(application.bot)

    @property
    def bot(self) -> User:
        """The bot's own account."""
        return self.application.bot

    def add_user(self, user: User) -> None:
        """Let a user exist."""
        self.users[user.id] = user
        self._users_by_token[user.token] = user

    def add_channel(self, channel: Channel) -> None:
        """Let a channel or thread exist."""
        self.channels[channel.id] = channel
        if channel.guild and not channel.thread:
            channel.guild.channels[channel.id] = channel

    def user_with_token(self, token: str, *, bot: bool) -> User | None:
        """Return whose token it is."""
        user = self._users_by_token.get(token)
        return user if user and user.bot is bot else None

    def user(self, user_id: int | None) -> User:
        """Return a user; raises DiscordError 10013."""
        if user_id is None or user_id not in self.users:
            raise errors.unknown("user")
        return self.users[user_id]

    def guild(self, guild_id: int | None, viewer: User) -> Guild:
        """Return a guild that the viewer is in; raises DiscordError 10004."""
        guild = self.guilds.get(guild_id or 0)
        if guild is None or viewer.id not in guild.members:
            raise errors.unknown("guild")
        return guild

    def member(self, guild: Guild, user_id: int | None) -> GuildMember:
        """Return a guild's member; raises DiscordError 10007 or 10013."""
        member = guild.members.get(user_id or 0)
        if member is None:
            self.user(user_id)
            raise errors.unknown("member")
        return member

    def channel(self, channel_id: int | None, viewer: User) -> Channel:
        """Return a channel that the viewer sees; raises DiscordError 10003 or 50001."""
        channel = self.channels.get(channel_id or 0)
        if channel is None:
            raise errors.unknown("channel")
        if not self.allows(viewer, channel, Permission.VIEW_CHANNEL):
            raise errors.missing_access()
        return channel

    def message(self, channel: Channel, message_id: int | None) -> Message:
        """Return a message of the channel's history; raises DiscordError 10008."""
        message = channel.messages.get(message_id or 0)
        if message is None or message.ephemeral:
            raise errors.unknown("message")
        return message

    def allows(self, user: User, channel: Channel, permission: int) -> bool:
        """Say whether the user has all of some permissions in a channel."""
        return in_channel(channel, user) & permission == permission

    def demand(self, user: User, channel: Channel, permission: int) -> None:
        """Raise DiscordError 50013 unless the user has all of some permissions."""
        if not self.allows(user, channel, permission):
            raise errors.missing_permissions()

    def has_bot(self, channel: Channel) -> bool:
        """Say whether the bot itself is in a place, not only somebody who installed it."""
        if channel.guild is None:
            return self.bot in channel.recipients
        return self.bot.id in channel.guild.members

    def attachment_limit(self, channel: Channel) -> int:
        """Return how many bytes a file may have there."""
        if channel.guild:
            return channel.guild.attachment_size_limit
        # As of an account without Nitro.
        return self.direct_attachment_limit

    def direct_message(self, one: User, other: User) -> Channel:
        """Return the channel between two users, opening it if need be."""
        for channel in self.channels.values():
            if channel.kind is ChannelKind.DIRECT_MESSAGE and {one, other} == {*channel.recipients}:
                return channel
        channel = Channel(
            self.snowflakes.next(), ChannelKind.DIRECT_MESSAGE, "", recipients=[one, other]
        )
        self.add_channel(channel)
        return channel

    def open_thread(
        self, parent: Channel, owner: User, name: str, kind: ChannelKind, thread_id: int
    ) -> Channel:
        """Make a thread under a text channel; its owner is in it."""
        now = self.clock.now()
        thread = Channel(
            thread_id,
            kind,
            name,
            guild=parent.guild,
            parent=parent,
            nsfw=parent.nsfw,
            thread=Thread(owner.id, now, now, member_ids={owner.id: now}),
        )
        self.add_channel(thread)
        return thread

    def archive(self, thread: Thread, archived: bool) -> None:
        """Put a thread away, or take it out again."""
        if thread.archived != archived:
            thread.archived, thread.archive_changed_at = archived, self.clock.now()

    def remove_channel(self, channel: Channel) -> None:
        """Let a channel or thread exist no more, with its messages and its own threads."""
        for thread in [c for c in self.channels.values() if c.parent is channel]:
            self.remove_channel(thread)
        for message in channel.messages.values():
            for attachment in message.attachments:
                if not attachment.forwarded:
                    self.attachments.pop(attachment.id, None)
        del self.channels[channel.id]
        if channel.guild:
            channel.guild.channels.pop(channel.id, None)
        if channel.parent and (begun_at := channel.parent.messages.get(channel.id)):
            begun_at.thread = None

    def mutual_users(self, viewer: User) -> list[User]:
        """Return everybody who shares a guild with the viewer."""
        ids = {i for g in self.guilds.values() if viewer.id in g.members for i in g.members}
        return [self.users[i] for i in sorted(ids)]
