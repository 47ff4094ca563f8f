"""Who is told that guilds come, go or change."""

from collections.abc import Iterator

from bot.sandbox.gateway.intents import Intent
from bot.sandbox.gateway.session import Session
from bot.sandbox.render import guilds, users
from bot.sandbox.state.model import Guild, GuildMember, Role, User
from bot.sandbox.state.world import World
from bot.sandbox.wire import JsonObject


class GuildEvents:
    """Sends the events of guilds to the gateway's sessions."""

    def __init__(self, world: World, sessions: dict[str, Session]) -> None:
        self._world = world
        self._sessions = sessions

    def came(self, guild: Guild, *, back: bool = False) -> None:
        """Tell everybody in it that a guild is there, or `back` after an outage."""
        for session in self._of(guild):
            self._show(session, guild, back=back)

    def went(self, guild: Guild, *, unavailable: bool = False) -> None:
        """Tell everybody in it that a guild is gone, or only cannot be reached."""
        outage = {"unavailable": True} if unavailable else {}
        for session in self._of(guild):
            session.dispatch("GUILD_DELETE", {"id": str(guild.id)} | outage)

    def joined(self, guild: Guild, member: GuildMember) -> None:
        """Tell a new member of the guild, and the others of the member."""
        body = users.member(member) | {"guild_id": str(guild.id)}
        for session in self._of(guild):
            if session.user is member.user:
                self._show(session, guild)
            elif session.has(Intent.GUILD_MEMBERS):
                session.dispatch("GUILD_MEMBER_ADD", body)

    def left(self, guild: Guild, user: User) -> None:
        """Tell who is out of a guild that it is gone, and the others who went."""
        body: JsonObject = {"guild_id": str(guild.id), "user": users.user(user)}
        for session in self._minding(guild):
            if session.user is user:
                session.dispatch("GUILD_DELETE", {"id": str(guild.id)})
            elif session.user.id in guild.members and session.has(Intent.GUILD_MEMBERS):
                session.dispatch("GUILD_MEMBER_REMOVE", body)

    def role_updated(self, guild: Guild, role: Role) -> None:
        """Tell that a role changed."""
        body: JsonObject = {"guild_id": str(guild.id), "role": guilds.role(role)}
        for session in self._of(guild):
            session.dispatch("GUILD_ROLE_UPDATE", body)

    def _show(self, session: Session, guild: Guild, *, back: bool = False) -> None:
        everybody = not session.user.bot or session.has(Intent.GUILD_PRESENCES)
        body = guilds.whole_guild(self._world, guild, session.user, all_members=everybody)
        if not back:
            # By this field a client tells the end of an outage from a guild that it is new in.
            del body["unavailable"]
        session.dispatch("GUILD_CREATE", body)

    def _of(self, guild: Guild) -> Iterator[Session]:
        return (each for each in self._minding(guild) if each.user.id in guild.members)

    def _minding(self, guild: Guild) -> Iterator[Session]:
        for session in list(self._sessions.values()):
            if session.minds(guild) and session.has(Intent.GUILDS):
                yield session
