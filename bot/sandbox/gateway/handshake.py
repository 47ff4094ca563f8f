"""How a client gets a session: IDENTIFY, READY, and RESUME."""

import asyncio

from bot.sandbox.gateway.intents import KNOWN, Intent, granted
from bot.sandbox.gateway.session import Session
from bot.sandbox.render import applications, channels, guilds, users
from bot.sandbox.state.model import ChannelKind, User
from bot.sandbox.state.world import World
from bot.sandbox.wire import JsonObject

IDENTIFIES_A_DAY = 1000


class GatewayError(Exception):
    """Ends a connection with one of the gateway's close codes."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Handshake:
    """Opens sessions and finds those that can be resumed."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.sessions: dict[str, Session] = {}
        self.identify_interval_s = 5.0
        self.identifies_left = IDENTIFIES_A_DAY
        self._identified_at: dict[int, float] = {}

    @property
    def url(self) -> str:
        """The gateway's address."""
        return self.world.base_url.replace("http", "ws", 1) + "/gateway"

    def identify(self, body: JsonObject) -> Session:
        """Check an IDENTIFY and return the session it asks for; raises GatewayError."""
        user = self._user(body.get("token"))
        if not user.bot:
            return Session(user)
        intents = body.get("intents")
        if not isinstance(intents, int) or isinstance(intents, bool) or intents & ~KNOWN:
            raise GatewayError(4013, "Invalid intent(s).")
        if not granted(intents, self.world.application):
            raise GatewayError(4014, "Disallowed intent(s).")
        match body.get("shard"):
            case None:
                shard = (0, 1)
            case [int(number), int(count)] if 0 <= number < count:
                shard = (number, count)
            case _:
                raise GatewayError(4010, "Invalid shard.")
        if self.identifies_left <= 0:
            raise GatewayError(4004, "Authentication failed.")
        return Session(user, intents=intents, shard=shard)

    def wait_before(self, session: Session) -> float:
        """Return how many seconds too early an IDENTIFY came; 0 if it was in time."""
        if not session.user.bot:
            return 0.0
        now = asyncio.get_running_loop().time()
        # max_concurrency is 1, so all shards share one bucket.
        earlier = self._identified_at.get(session.user.id)
        if earlier is not None and now - earlier < self.identify_interval_s:
            return self.identify_interval_s - (now - earlier)
        self._identified_at[session.user.id] = now
        self.identifies_left -= 1
        return 0.0

    def welcome(self, session: Session) -> None:
        """Send READY, and to a bot its guilds."""
        self._drop_lost()
        self.sessions[session.id] = session
        if session.user.bot:
            self._welcome_bot(session)
        else:
            session.dispatch("READY", self._ready_for_person(session))

    def resumed(self, body: JsonObject) -> Session | None:
        """Return the session that a RESUME goes on with; None if it is no more.

        Raises GatewayError for a wrong token or sequence number.
        """
        user = self._user(body.get("token"))
        session = self.sessions.get(str(body.get("session_id")))
        sequence = body.get("seq")
        if session is None or session.user is not user or not session.resumable:
            return None
        if not isinstance(sequence, int) or isinstance(sequence, bool):
            raise GatewayError(4007, "Invalid seq.")
        if not session.can_replay(sequence):
            self.forget(session)
            raise GatewayError(4007, "Invalid seq.")
        return session

    def forget(self, session: Session) -> None:
        """End a session."""
        self.sessions.pop(session.id, None)

    def _drop_lost(self) -> None:
        for session in [s for s in self.sessions.values() if not s.resumable]:
            self.forget(session)

    def _user(self, token: object) -> User:
        if isinstance(token, str):
            bare = token.removeprefix("Bot ")
            for bot in (True, False):
                user = self.world.user_with_token(bare, bot=bot)
                if user:
                    return user
        raise GatewayError(4004, "Authentication failed.")

    def _ready(self, session: Session) -> JsonObject:
        return {
            "v": 10,
            "user": users.own_user(session.user),
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": self.url,
            "relationships": [],
            "private_channels": [],
            "presences": [],
            "guild_join_requests": [],
            "geo_ordered_rtc_regions": [],
            "user_settings": {},
            "auth": {},
        }

    def _welcome_bot(self, session: Session) -> None:
        application = applications.application(self.world)
        joined = [
            g
            for g in self.world.guilds.values()
            if session.user.id in g.members and session.shares(g)
        ]
        session.dispatch(
            "READY",
            self._ready(session)
            | {
                "guilds": [{"id": str(g.id), "unavailable": True} for g in joined],
                "application": {"id": application["id"], "flags": application["flags"]},
                "shard": list(session.shard),
            },
        )
        if session.has(Intent.GUILDS):
            everybody = session.has(Intent.GUILD_PRESENCES)
            for guild in filter(session.minds, joined):
                session.dispatch(
                    "GUILD_CREATE",
                    guilds.whole_guild(self.world, guild, session.user, all_members=everybody),
                )

    def _ready_for_person(self, session: Session) -> JsonObject:
        user, world = session.user, self.world
        joined = [g for g in world.guilds.values() if user.id in g.members and not g.unavailable]
        private = [
            c
            for c in world.channels.values()
            if c.kind is ChannelKind.DIRECT_MESSAGE and user in c.recipients
        ]
        return self._ready(session) | {
            "guilds": [guilds.whole_guild(world, g, user, all_members=True) for g in joined],
            "private_channels": [channels.channel(c, user) for c in private],
            "users": [users.user(u) for u in world.mutual_users(user) if u is not user],
            "merged_members": [],
            "sessions": [],
            "read_state": {"entries": [], "partial": False, "version": 0},
            "user_guild_settings": {"entries": [], "partial": False, "version": 0},
            "country_code": "US",
            "analytics_token": "",
        }
