"""The things that Discord is made of, as the sandbox keeps them in memory."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum

from bot.sandbox.wire import JsonObject

DEFAULT_ATTACHMENT_LIMIT = 10 * 1024 * 1024


class ChannelKind(IntEnum):
    """The types of channel that the sandbox has."""

    TEXT = 0
    DIRECT_MESSAGE = 1
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    FORUM = 15


class MessageKind(IntEnum):
    """The types of message that the sandbox makes."""

    DEFAULT = 0
    PINNED = 6
    THREAD_CREATED = 18
    REPLY = 19
    COMMAND = 20
    THREAD_STARTER = 21
    CONTEXT_MENU_COMMAND = 23


class MessageFlag(IntEnum):
    """The flags of a message that mean something here."""

    SUPPRESS_EMBEDS = 1 << 2
    HAS_THREAD = 1 << 5
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    HAS_SNAPSHOT = 1 << 14
    COMPONENTS_V2 = 1 << 15


@dataclass(slots=True, eq=False)
class User:
    """An account: a person, or the bot."""

    id: int
    username: str
    global_name: str | None
    token: str
    bot: bool = False
    locale: str = "en-US"
    avatar: str | None = None
    has_installed_app: bool = False


@dataclass(slots=True, eq=False)
class Role:
    """A role of a guild."""

    id: int
    name: str
    permissions: int
    position: int
    color: int = 0
    hoist: bool = False
    mentionable: bool = False
    bot_id: int | None = None


@dataclass(slots=True, eq=False)
class GuildMember:
    """A user in a guild."""

    user: User
    joined_at: datetime
    role_ids: list[int] = field(default_factory=list[int])
    nick: str | None = None
    avatar: str | None = None


@dataclass(slots=True)
class Overwrite:
    """What a channel grants or takes from a role (kind 0) or a member (kind 1)."""

    id: int
    kind: int
    allow: int = 0
    deny: int = 0


class StickerFormat(IntEnum):
    """The formats of stickers."""

    PNG = 1
    APNG = 2
    LOTTIE = 3
    GIF = 4


@dataclass(slots=True, frozen=True)
class Sticker:
    """A sticker of a guild."""

    id: int
    name: str
    format: StickerFormat


class EventStatus(IntEnum):
    """How far a scheduled event is."""

    SCHEDULED = 1
    ACTIVE = 2
    COMPLETED = 3
    CANCELED = 4


@dataclass(slots=True, eq=False)
class ScheduledEvent:
    """Something that a guild has announced, outside its voice channels."""

    id: int
    creator: User
    name: str
    description: str | None
    location: str
    starts_at: datetime
    ends_at: datetime
    status: EventStatus = EventStatus.SCHEDULED


@dataclass(slots=True, eq=False)
class Guild:
    """A server with its channels and members."""

    id: int
    name: str
    owner_id: int
    roles: dict[int, Role] = field(default_factory=dict[int, Role])
    members: dict[int, GuildMember] = field(default_factory=dict[int, GuildMember])
    channels: dict[int, "Channel"] = field(default_factory=dict[int, "Channel"])
    stickers: dict[int, Sticker] = field(default_factory=dict[int, Sticker])
    events: dict[int, ScheduledEvent] = field(default_factory=dict[int, ScheduledEvent])
    attachment_size_limit: int = DEFAULT_ATTACHMENT_LIMIT
    preferred_locale: str = "en-US"
    nsfw_level: int = 0
    unavailable: bool = False
    """Whether the gateway has lost it, as in an outage."""


@dataclass(slots=True, eq=False)
class Thread:
    """What a channel has more if it is a thread."""

    owner_id: int
    created_at: datetime
    archive_changed_at: datetime
    auto_archive_minutes: int = 1440
    archived: bool = False
    invitable: bool = True
    """Whether each member may take others in, if the thread is private."""
    locked: bool = False
    member_ids: dict[int, datetime] = field(default_factory=dict[int, datetime])


@dataclass(slots=True, eq=False)
class Channel:
    """A text channel, a forum, a thread or a direct message."""

    id: int
    kind: ChannelKind
    name: str
    guild: Guild | None = None
    recipients: list[User] = field(default_factory=list[User])
    topic: str | None = None
    position: int = 0
    nsfw: bool = False
    rate_limit_per_user: int = 0
    overwrites: dict[int, Overwrite] = field(default_factory=dict[int, Overwrite])
    parent: "Channel | None" = None
    thread: Thread | None = None
    messages: dict[int, "Message"] = field(default_factory=dict[int, "Message"])
    last_message_id: int | None = None


@dataclass(slots=True, eq=False)
class Attachment:
    """A file of a message or of a command's option."""

    id: int
    filename: str
    content: bytes
    content_type: str | None
    folder: str
    width: int | None = None
    height: int | None = None
    title: str | None = None
    description: str | None = None
    spoiler: bool = False
    ephemeral: bool = False
    forwarded: bool = False


@dataclass(slots=True, frozen=True)
class Reference:
    """Which message another one answers or forwards, or which thread it tells of."""

    message_id: int | None
    channel_id: int
    guild_id: int | None
    forward: bool = False


@dataclass(slots=True, eq=False)
class Message:
    """A message, as its author sent it; `seen_by` is set if only one user sees it."""

    id: int
    channel: Channel
    author: User
    kind: MessageKind = MessageKind.DEFAULT
    content: str = ""
    embeds: list[JsonObject] = field(default_factory=list[JsonObject])
    components: list[JsonObject] = field(default_factory=list[JsonObject])
    attachments: list[Attachment] = field(default_factory=list[Attachment])
    stickers: list[Sticker] = field(default_factory=list[Sticker])
    snapshot: "Message | None" = None
    flags: int = 0
    edited_at: datetime | None = None
    late_edits: list[float] = field(default_factory=list[float])
    mentions: list[User] = field(default_factory=list[User])
    mention_roles: list[int] = field(default_factory=list[int])
    mention_everyone: bool = False
    reference: Reference | None = None
    nonce: str | int | None = None
    tts: bool = False
    pinned_at: datetime | None = None
    poll: JsonObject | None = None
    reactions: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    webhook_id: int | None = None
    interaction_metadata: JsonObject | None = None
    interaction: JsonObject | None = None
    thread: Channel | None = None
    seen_by: User | None = None

    @property
    def ephemeral(self) -> bool:
        """Whether only one member sees the message."""
        return bool(self.flags & MessageFlag.EPHEMERAL)


@dataclass(slots=True, eq=False)
class Application:
    """The bot's application, with the switches of the developer portal."""

    id: int
    name: str
    bot: User
    owner: User
    verify_key: str
    message_content_granted: bool = True
    members_granted: bool = True
    presences_granted: bool = True
