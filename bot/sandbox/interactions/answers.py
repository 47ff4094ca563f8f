"""Messages with which a bot answers an interaction, at once or later."""

from bot.sandbox import errors
from bot.sandbox.backend import Backend
from bot.sandbox.interactions.payload import legacy_metadata, metadata
from bot.sandbox.interactions.pending import Interaction, InteractionType
from bot.sandbox.posting import Answering, reference_to
from bot.sandbox.rest.body import Upload
from bot.sandbox.state.model import Message, MessageFlag, MessageKind, Reference
from bot.sandbox.state.permissions import Permission, in_channel, of_app
from bot.sandbox.validate.field import Field
from bot.sandbox.validate.messages import Draft, read_message

_CHAT_INPUT = 1
MOST_FOLLOW_UPS_OF_USER_INSTALLS = 5


class Answers:
    """Reads and posts the messages of one interaction."""

    def __init__(self, backend: Backend, interaction: Interaction) -> None:
        self._backend = backend
        self._interaction = interaction

    async def read(
        self, at: Field, files: dict[int, Upload], *, editing: Message | None = None
    ) -> Draft:
        """Read a message's body. Raises DiscordError: 50035, 40005, or 50013 for files."""
        if at.given:
            at.object()
        world, channel = self._backend.world, self._interaction.channel
        attachments = await self._backend.intake.read(
            at["attachments"],
            files,
            author=world.bot,
            folder=f"attachments/{channel.id}",
            limit=world.attachment_limit(channel),
            existing=editing.attachments if editing else None,
        )
        draft = read_message(at, attachments, editing=editing)
        # An answer is no reply, whatever its body says.
        draft.reply_to = None
        at.form.check()
        old = editing.attachments if editing else []
        if any(attachment not in old for attachment in attachments or []):
            granted = of_app(channel, self._interaction.user, world.bot)
            if not granted & Permission.ATTACH_FILES:
                raise errors.missing_permissions()
        return draft

    def respond(self, draft: Draft, *, flags: int = 0) -> Message:
        """Post the response itself."""
        return self._post(draft, self._kind(), self._shown_on(), flags)

    def follow_up(self, draft: Draft) -> Message:
        """Post one more message, or fill in the response that is still "thinking…"."""
        original = self._interaction.original
        if original and original.flags & MessageFlag.LOADING:
            self._backend.poster.edit(original, draft, silent=True)
            return original
        alone = not self._backend.world.has_bot(self._interaction.channel)
        if alone and len(self._interaction.followups) >= MOST_FOLLOW_UPS_OF_USER_INSTALLS:
            raise errors.too_many_follow_ups()
        reference = reference_to(original) if original else None
        message = self._post(draft, MessageKind.REPLY, reference, 0)
        self._interaction.followups.append(message.id)
        return message

    def _post(
        self, draft: Draft, kind: MessageKind, reference: Reference | None, flags: int
    ) -> Message:
        interaction, world = self._interaction, self._backend.world
        ephemeral = (draft.flags or 0) & MessageFlag.EPHEMERAL
        granted = in_channel(interaction.channel, interaction.user)
        if not world.has_bot(interaction.channel) and not granted & Permission.USE_EXTERNAL_APPS:
            ephemeral = MessageFlag.EPHEMERAL
        answering = Answering(
            webhook_id=world.application.id,
            kind=kind,
            flags=flags | ephemeral,
            seen_by=interaction.user if ephemeral else None,
            reference=reference,
            metadata=metadata(world, interaction),
            legacy_metadata=legacy_metadata(interaction),
        )
        return self._backend.poster.create(
            interaction.channel, world.bot, draft, answering=answering
        )

    def _kind(self) -> MessageKind:
        interaction = self._interaction
        if interaction.kind is InteractionType.COMMAND:
            chat = interaction.data["type"] == _CHAT_INPUT
            return MessageKind.COMMAND if chat else MessageKind.CONTEXT_MENU_COMMAND
        return MessageKind.REPLY if interaction.message else MessageKind.DEFAULT

    def _shown_on(self) -> Reference | None:
        """Return the message that the response appears under, as a reply."""
        message = self._interaction.message
        return reference_to(message) if message else None
