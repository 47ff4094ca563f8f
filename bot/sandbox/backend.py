"""The parts of the sandbox, put together."""

from bot.sandbox.clock import Clock
from bot.sandbox.commands import CommandStore
from bot.sandbox.events import Events
from bot.sandbox.faults import Faults
from bot.sandbox.gateway.handshake import Handshake
from bot.sandbox.guild_events import GuildEvents
from bot.sandbox.interactions.pending import InteractionDesk
from bot.sandbox.journal import Journal
from bot.sandbox.limits import RateLimiter
from bot.sandbox.posting import Poster
from bot.sandbox.render.messages import MessageRenderer
from bot.sandbox.state.artwork import Artwork, palette
from bot.sandbox.state.links import Signer
from bot.sandbox.state.model import Message, User
from bot.sandbox.state.seed import make_world
from bot.sandbox.uploads import FileIntake, UploadSlots
from bot.sandbox.wire import JsonObject


class Backend:
    """What the REST API, the gateway, the CDN and the page all work on."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.world = make_world(self.clock)
        self.artwork = Artwork(self.world.snowflakes)
        for guild in self.world.guilds.values():
            self.artwork.add_sticker(guild, "Palette", palette())
        self.faults = Faults()
        self.journal = Journal(self.clock)
        self.limiter = RateLimiter(self.clock)
        self.signer = Signer(self.clock)
        self.renderer = MessageRenderer(self.world, self.signer)
        self.handshake = Handshake(self.world)
        self.events = Events(self.clock, self.handshake.sessions, self.renderer)
        self.guild_events = GuildEvents(self.world, self.handshake.sessions)
        self.poster = Poster(self.world, self.events)
        self.commands = CommandStore(self.world.snowflakes, self.world.application.id)
        self.desk = InteractionDesk(self.clock, self.world.snowflakes, self.events, self.journal)
        self.slots = UploadSlots(self.clock)
        self.intake = FileIntake(self.world, self.slots)

    def rendered(self, message: Message, viewer: User) -> JsonObject:
        """Return a message as the REST API answers with it.

        Here the message content intent is the application's; on the gateway it is the session's.
        """
        granted = self.world.application.message_content_granted
        return self.renderer.message(message, viewer, content=granted or not viewer.bot)
