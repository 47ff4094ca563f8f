"""The `resolved` part of an interaction: the things that its values name."""

from bot.sandbox.interactions.payload import channel_for
from bot.sandbox.render import guilds, users
from bot.sandbox.render.messages import MessageRenderer
from bot.sandbox.state.links import LIFETIME_S
from bot.sandbox.state.model import Attachment, Channel, Message, User
from bot.sandbox.state.permissions import in_channel
from bot.sandbox.state.world import World
from bot.sandbox.wire import JsonObject


class Resolved:
    """Gathers users, roles, channels, messages and attachments by their identifiers."""

    def __init__(self, world: World, renderer: MessageRenderer, place: Channel, by: User) -> None:
        self._world = world
        self._renderer = renderer
        self._place = place
        self._by = by
        self._found: dict[str, JsonObject] = {}

    def body(self) -> JsonObject:
        """Return what was gathered; {} if nothing was."""
        return dict(self._found)

    def user(self, number: int) -> bool:
        """Gather a user, and their membership; return whether there is such a user."""
        user = self._world.users.get(number)
        if user is None:
            return False
        self._add("users", number, users.user(user))
        guild = self._place.guild
        if guild and number in guild.members:
            member = users.member(guild.members[number], with_user=False)
            for key in ("deaf", "mute"):
                del member[key]
            permissions = str(int(in_channel(self._place, user)))
            self._add("members", number, member | {"permissions": permissions})
        return True

    def role(self, number: int) -> bool:
        """Gather a role; return whether there is one."""
        guild = self._place.guild
        if guild is None or number not in guild.roles:
            return False
        self._add("roles", number, guilds.role(guild.roles[number]))
        return True

    def channel(self, number: int) -> bool:
        """Gather a channel that the member sees; return whether there is one."""
        channel = self._world.channels.get(number)
        if channel is None or channel.guild is not self._place.guild:
            return False
        if not in_channel(channel, self._by):
            return False
        self._add("channels", number, channel_for(channel, self._by, self._world.bot))
        return True

    def message(self, message: Message) -> None:
        """Gather a message with all its content: the intent does not apply to targets."""
        self._add("messages", message.id, self._renderer.message(message, self._world.bot))

    def attachment(self, attachment: Attachment) -> None:
        """Gather an attachment; it is kept for as long as its first link works."""
        kept = self._world.attachments
        kept[attachment.id] = attachment
        self._world.clock.call_later(LIFETIME_S, lambda: kept.pop(attachment.id, None))
        self._add("attachments", attachment.id, self._renderer.attachment(attachment))

    def _add(self, kind: str, number: int, body: JsonObject) -> None:
        self._found.setdefault(kind, {})[str(number)] = body
