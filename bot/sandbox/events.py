"""Who is told of what: events go to the sessions that may and want to see them."""

from collections.abc import Callable, Collection, Iterator

from bot.sandbox.clock import Clock
from bot.sandbox.gateway.intents import Intent
from bot.sandbox.gateway.session import Session
from bot.sandbox.render import channels, guilds, users
from bot.sandbox.render.messages import MessageRenderer
from bot.sandbox.state.model import Channel, Guild, GuildMember, Message, ScheduledEvent, User
from bot.sandbox.state.permissions import in_channel
from bot.sandbox.wire import JsonObject, encode


class Events:
    """Sends events to the gateway's sessions."""

    def __init__(
        self, clock: Clock, sessions: dict[str, Session], renderer: MessageRenderer
    ) -> None:
        self._clock = clock
        self._sessions = sessions
        self._renderer = renderer

    def message_created(self, message: Message) -> None:
        """Tell of a new message."""
        self._tell_message("MESSAGE_CREATE", message)

    def message_updated(self, message: Message) -> None:
        """Tell of an edit."""
        self._tell_message("MESSAGE_UPDATE", message)

    def message_deleted(self, message: Message) -> None:
        """Tell that a message is gone."""
        body: JsonObject = {"id": str(message.id), "channel_id": str(message.channel.id)}
        if message.channel.guild and not message.ephemeral:
            body["guild_id"] = str(message.channel.guild.id)
        for session in self._readers(message):
            session.dispatch("MESSAGE_DELETE", body)

    def messages_deleted(self, channel: Channel, ids: list[int]) -> None:
        """Tell that several messages are gone at once."""
        body = _placed(channel) | {"ids": [str(number) for number in ids]}
        intents = Intent.GUILD_MESSAGES, Intent.DIRECT_MESSAGES
        for session in self._in(channel, *intents):
            session.dispatch("MESSAGE_DELETE_BULK", body)

    def reaction(self, message: Message, user: User, emoji: str, *, added: bool) -> None:
        """Tell that somebody put a reaction on a message or took it back."""
        body = _placed(message.channel) | {
            "user_id": str(user.id),
            "message_id": str(message.id),
            "emoji": {"id": None, "name": emoji},
            "burst": False,
            "type": 0,
        }
        if added:
            body["message_author_id"] = str(message.author.id)
            if message.channel.guild and user.id in message.channel.guild.members:
                body["member"] = users.member(message.channel.guild.members[user.id])
        event = "MESSAGE_REACTION_ADD" if added else "MESSAGE_REACTION_REMOVE"
        self._tell_of_reaction(message.channel, event, body)

    def reactions_cleared(self, message: Message, emoji: str | None) -> None:
        """Tell that all reactions, or all with one emoji, are gone."""
        body = _placed(message.channel) | {"message_id": str(message.id)}
        if emoji is None:
            self._tell_of_reaction(message.channel, "MESSAGE_REACTION_REMOVE_ALL", body)
        else:
            body["emoji"] = {"id": None, "name": emoji}
            self._tell_of_reaction(message.channel, "MESSAGE_REACTION_REMOVE_EMOJI", body)

    def typing(self, channel: Channel, user: User, timestamp: int) -> None:
        """Tell that somebody is typing."""
        body = _placed(channel) | {"user_id": str(user.id), "timestamp": timestamp}
        if channel.guild and user.id in channel.guild.members:
            body["member"] = users.member(channel.guild.members[user.id])
        intents = Intent.GUILD_MESSAGE_TYPING, Intent.DIRECT_MESSAGE_TYPING
        for session in self._in(channel, *intents):
            session.dispatch("TYPING_START", body)

    def pins_updated(self, channel: Channel, last: str | None) -> None:
        """Tell that the pins of a channel changed."""
        body = _placed(channel) | {"last_pin_timestamp": last}
        for session in self._in(channel, Intent.GUILDS, Intent.DIRECT_MESSAGES):
            session.dispatch("CHANNEL_PINS_UPDATE", body)

    def channel(self, event: str, channel: Channel, *, also: Collection[int] = ()) -> None:
        """Tell of a channel or thread; `event` is CHANNEL_CREATE, THREAD_UPDATE and the like.

        Told are those who see it, and `also` some who saw it until now.
        """
        for session in self._all():
            told = in_channel(channel, session.user) or session.user.id in also
            if not told or not session.minds(channel.guild) or not session.has(Intent.GUILDS):
                continue
            body = channels.channel(channel, session.user)
            if event == "THREAD_CREATE":
                body["newly_created"] = True
            session.dispatch(event, body)

    def thread_members(self, thread: Channel, *, added: list[int], removed: list[int]) -> None:
        """Tell who joined or left a thread."""
        inside = thread.thread.member_ids if thread.thread else {}
        body: JsonObject = {
            "id": str(thread.id),
            "guild_id": str(thread.guild.id) if thread.guild else None,
            "member_count": len(inside),
            "added_members": [channels.thread_member(thread, user_id) for user_id in added],
            "removed_member_ids": [str(user_id) for user_id in removed],
        }
        changed = {*added, *removed}
        for session in self._all():
            own = session.user.id in changed
            told = own or (session.has(Intent.GUILD_MEMBERS) and in_channel(thread, session.user))
            if told and session.minds(thread.guild) and session.has(Intent.GUILDS):
                session.dispatch("THREAD_MEMBERS_UPDATE", body)

    def taken_in(self, thread: Channel, user: User) -> None:
        """Tell somebody of a private thread that they did not see before."""
        for session in self._in(thread, Intent.GUILDS, Intent.GUILDS):
            if session.user is user:
                session.dispatch("THREAD_CREATE", channels.thread(thread, user))

    def scheduled_event(self, change: str, guild: Guild, event: ScheduledEvent) -> None:
        """Tell of a scheduled event; `change` is CREATE, UPDATE or DELETE."""
        body = guilds.scheduled_event(event, guild, self._clock.now())
        for session in self._all():
            inside = session.user.id in guild.members and session.minds(guild)
            if inside and session.has(Intent.GUILD_SCHEDULED_EVENTS):
                session.dispatch(f"GUILD_SCHEDULED_EVENT_{change}", body)

    def member_updated(self, guild: Guild, member: GuildMember) -> None:
        """Tell that a member's roles or name changed."""
        body = users.member(member) | {"guild_id": str(guild.id)}
        for session in self._all():
            own = session.user is member.user
            inside = session.user.id in guild.members and session.minds(guild)
            if inside and (own or session.has(Intent.GUILD_MEMBERS)):
                session.dispatch("GUILD_MEMBER_UPDATE", body)

    def to_bot(self, event: str, guild: Guild | None, data: JsonObject) -> bool:
        """Tell the bot; return whether it has a session to hear it."""
        sessions = [s for s in self._all() if s.user.bot and s.minds(guild)]
        for session in sessions:
            session.dispatch(event, data)
        return any(session.socket for session in sessions)

    def to_person(self, user: User, session_id: str, event: str, data: JsonObject) -> None:
        """Tell the client that asked, or all of the user's if its session is not known."""
        asked = self._sessions.get(session_id)
        if asked and asked.user is user:
            asked.dispatch(event, data)
            return
        for session in self._all():
            if session.user is user:
                session.dispatch(event, data)

    def _tell_message(self, event: str, message: Message) -> None:
        for_everybody: str | None = None
        for session in self._readers(message):
            if for_everybody is None or not _looks_the_same(message, session.user):
                body = self._rendered(message, session)
                if not _looks_the_same(message, session.user):
                    session.dispatch(event, body)
                    continue
                for_everybody = encode(body)
            session.dispatch_encoded(event, for_everybody)

    def _rendered(self, message: Message, session: Session) -> JsonObject:
        if message.ephemeral:
            return self._renderer.message(message, session.user)
        content = session.has(Intent.MESSAGE_CONTENT)
        return self._renderer.event(message, session.user, content=content)

    def _tell_of_reaction(self, channel: Channel, event: str, body: JsonObject) -> None:
        intents = Intent.GUILD_MESSAGE_REACTIONS, Intent.DIRECT_MESSAGE_REACTIONS
        for session in self._in(channel, *intents):
            session.dispatch(event, body)

    def _readers(self, message: Message) -> Iterator[Session]:
        if message.seen_by is None:
            yield from self._in(message.channel, Intent.GUILD_MESSAGES, Intent.DIRECT_MESSAGES)
            return
        # Ephemeral messages travel like direct ones between the member and the bot.
        for session in self._all():
            told = session.user is message.seen_by or (
                session.user is message.author and session.minds(None)
            )
            if told and session.has(Intent.DIRECT_MESSAGES):
                yield session

    def _in(self, channel: Channel, guild_intent: int, direct_intent: int) -> Iterator[Session]:
        intent = guild_intent if channel.guild else direct_intent
        yield from self._where(
            lambda session: (
                session.minds(channel.guild)
                and session.has(intent)
                and in_channel(channel, session.user) != 0
            )
        )

    def _where(self, wanted: Callable[[Session], bool]) -> Iterator[Session]:
        return (session for session in self._all() if wanted(session))

    def _all(self) -> list[Session]:
        return list(self._sessions.values())


def _looks_the_same(message: Message, viewer: User) -> bool:
    """Say whether a viewer sees a message as other people do, with nothing of their own in it."""
    own = message.reactions or message.thread or message.author is viewer
    return not (viewer.bot or own)


def _placed(channel: Channel) -> JsonObject:
    body: JsonObject = {"channel_id": str(channel.id)}
    if channel.guild:
        body["guild_id"] = str(channel.guild.id)
    return body
