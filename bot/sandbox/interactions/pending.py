"""The interactions under way: their tokens, deadlines and answers."""

import secrets
from dataclasses import dataclass, field
from enum import IntEnum

from bot.sandbox import errors
from bot.sandbox.clock import Clock, Timer
from bot.sandbox.events import Events
from bot.sandbox.journal import Journal
from bot.sandbox.state.model import Channel, Message, User
from bot.sandbox.state.snowflake import Snowflakes
from bot.sandbox.wire import JsonObject

ANSWER_WITHIN_S = 3.0
TOKEN_LASTS_S = 15 * 60.0
REMEMBERED_S = 60 * 60.0


class InteractionType(IntEnum):
    """The types of interaction."""

    PING = 1
    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


@dataclass(slots=True, eq=False)
class Interaction:
    """Something a member did that the bot has to answer."""

    id: int
    kind: InteractionType
    user: User
    channel: Channel
    data: JsonObject
    token: str
    began: float
    session_id: str
    nonce: str | None
    command: JsonObject | None = None
    message: Message | None = None
    opened_by: "Interaction | None" = None
    answer: int | None = None
    failed: bool = False
    original: Message | None = None
    modal: JsonObject | None = None
    followups: list[int] = field(default_factory=list[int])
    deadline: Timer | None = None


class InteractionDesk:
    """Hands interactions to the bot and keeps the time until it answers."""

    def __init__(
        self, clock: Clock, snowflakes: Snowflakes, events: Events, journal: Journal
    ) -> None:
        self._clock = clock
        self._snowflakes = snowflakes
        self._events = events
        self._journal = journal
        self._by_id: dict[int, Interaction] = {}
        self._by_token: dict[str, Interaction] = {}

    def open(
        self,
        kind: InteractionType,
        user: User,
        channel: Channel,
        data: JsonObject,
        *,
        session_id: str,
        nonce: str | None,
    ) -> Interaction:
        """Register an interaction; the bot does not know of it yet."""
        interaction = Interaction(
            self._snowflakes.next(),
            kind,
            user,
            channel,
            data,
            secrets.token_urlsafe(120),
            self._clock.time(),
            session_id,
            nonce,
        )
        self._by_id[interaction.id] = interaction
        self._by_token[interaction.token] = interaction
        self._clock.call_later(REMEMBERED_S, lambda: self._forget(interaction))
        return interaction

    def send(self, interaction: Interaction, payload: JsonObject) -> None:
        """Tell the member's client and the bot; the bot's 3 seconds begin."""
        if interaction.kind is not InteractionType.AUTOCOMPLETE:
            self.tell(interaction, "INTERACTION_CREATE")
        heard = self._events.to_bot("INTERACTION_CREATE", interaction.channel.guild, payload)
        self._journal.interaction(interaction.id, "sent" if heard else "no bot is connected")
        interaction.deadline = self._clock.call_later(
            ANSWER_WITHIN_S, lambda: self._expire(interaction)
        )

    def to_answer(self, interaction_id: int | None, token: str) -> Interaction:
        """Return an interaction for its first answer; raises DiscordError 10062 or 40060."""
        interaction = self._by_id.get(interaction_id or 0)
        if interaction is None or interaction.token != token or interaction.failed:
            raise errors.unknown("interaction")
        if interaction.answer is not None:
            raise errors.already_acknowledged()
        if self._clock.time() - interaction.began > ANSWER_WITHIN_S:
            raise errors.unknown("interaction")
        return interaction

    def answered(self, interaction: Interaction, kind: int) -> None:
        """Note the first answer and tell the member's client."""
        interaction.answer = kind
        if interaction.deadline:
            interaction.deadline.cancel()
        self._journal.interaction(interaction.id, f"answered with type {kind}")
        if interaction.kind is not InteractionType.AUTOCOMPLETE:
            self.tell(interaction, "INTERACTION_SUCCESS")

    def by_webhook(self, application_id: int | None, token: str, own_id: int) -> Interaction:
        """Return an answered interaction by its token.

        Raises DiscordError: 10015 for an unknown one, 50027 once 15 minutes have passed.
        """
        interaction = self._by_token.get(token)
        if application_id != own_id or interaction is None:
            raise errors.unknown("webhook")
        if self._clock.time() - interaction.began > TOKEN_LASTS_S:
            raise errors.invalid_webhook_token()
        if interaction.answer is None:
            raise errors.unknown("webhook")
        return interaction

    def opened_modal(self, interaction_id: int | None, user: User) -> Interaction | None:
        """Return the interaction whose modal the user has before them."""
        interaction = self._by_id.get(interaction_id or 0)
        if interaction is None or interaction.user is not user or interaction.modal is None:
            return None
        return interaction

    def tell(self, interaction: Interaction, event: str, **more: object) -> None:
        """Tell the member's client how its interaction goes."""
        body: JsonObject = {"id": str(interaction.id), "nonce": interaction.nonce} | more
        self._events.to_person(interaction.user, interaction.session_id, event, body)

    def _forget(self, interaction: Interaction) -> None:
        del self._by_id[interaction.id]
        del self._by_token[interaction.token]

    def _expire(self, interaction: Interaction) -> None:
        if interaction.answer is None:
            interaction.failed = True
            self._journal.interaction(interaction.id, "not answered within 3 seconds")
            self.tell(interaction, "INTERACTION_FAILURE", reason_code=2)
