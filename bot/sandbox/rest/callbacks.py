"""The first answer to an interaction."""

from enum import IntEnum

from bot.sandbox import errors
from bot.sandbox.commands import localized
from bot.sandbox.interactions.answers import Answers
from bot.sandbox.interactions.pending import Interaction, InteractionType
from bot.sandbox.rest.routing import Call, Routes, Who
from bot.sandbox.state.model import Message, MessageFlag
from bot.sandbox.validate.field import Field
from bot.sandbox.validate.messages import Draft
from bot.sandbox.validate.modals import read_modal
from bot.sandbox.validate.options import read_choices
from bot.sandbox.wire import JsonObject

routes = Routes()


class CallbackType(IntEnum):
    """The ways to answer."""

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    AUTOCOMPLETE = 8
    MODAL = 9


_FOR_COMMANDS = {CallbackType.MESSAGE, CallbackType.DEFERRED_MESSAGE, CallbackType.MODAL}
_FOR_MESSAGES = {CallbackType.UPDATE, CallbackType.DEFERRED_UPDATE}


def _allowed(interaction: Interaction) -> set[CallbackType]:
    match interaction.kind:
        case InteractionType.AUTOCOMPLETE:
            return {CallbackType.AUTOCOMPLETE}
        case InteractionType.COMPONENT:
            return _FOR_COMMANDS | _FOR_MESSAGES
        case InteractionType.MODAL:
            # A modal does not follow a modal, and updates need a message to have come from.
            return (_FOR_COMMANDS - {CallbackType.MODAL}) | (
                _FOR_MESSAGES if interaction.message else set()
            )
        case _:
            return _FOR_COMMANDS


@routes.add(
    "POST",
    "/interactions/{interaction_id}/{interaction_token}/callback",
    who=Who.ANYONE,
    counts_globally=False,
    forms=True,
)
async def answer(call: Call) -> JsonObject | None:
    """Answer an interaction, within 3 seconds and once."""
    desk = call.backend.desk
    interaction = desk.to_answer(call.id("interaction_id"), call.text("interaction_token"))
    at = call.field()
    kind = at["type"].choice(_allowed(interaction)) if at.object() else None
    at.form.check()
    data, with_response = at["data"], call.flag("with_response")
    answers = Answers(call.backend, interaction)
    match kind:
        case CallbackType.MESSAGE:
            draft = await answers.read(data, call.files())
            if draft.empty:
                raise errors.empty_message()
            _check_open(call, interaction)
            call.close()
            interaction.original = answers.respond(draft)
        case CallbackType.DEFERRED_MESSAGE:
            flags = data["flags"].integer(least=0) or 0
            # Only the flags come to anything before there is a message.
            data.skip()
            call.close()
            loading = Draft(flags=flags & MessageFlag.EPHEMERAL)
            interaction.original = answers.respond(loading, flags=MessageFlag.LOADING)
        case CallbackType.DEFERRED_UPDATE:
            call.close()
            interaction.original = interaction.message
        case CallbackType.UPDATE:
            await _update(call, interaction, answers, data)
        case CallbackType.AUTOCOMPLETE:
            _suggest(call, interaction, data)
        case _:
            _open_modal(call, interaction, data)
    desk.answered(interaction, kind or CallbackType.MODAL)
    if not with_response:
        return None
    return _response(call, interaction)


def _check_open(call: Call, interaction: Interaction) -> None:
    # Taking in files may wait; somebody else may have answered meanwhile.
    call.backend.desk.to_answer(interaction.id, interaction.token)


async def _update(call: Call, interaction: Interaction, answers: Answers, data: Field) -> None:
    message = interaction.message
    if message is None:
        raise errors.unknown("message")
    draft = await answers.read(data, call.files(), editing=message)
    _check_open(call, interaction)
    call.close()
    call.backend.poster.edit(message, draft)
    interaction.original = message


def _suggest(call: Call, interaction: Interaction, data: Field) -> None:
    focused = interaction.command or {}
    choices = read_choices(data["choices"], focused["type"])
    call.close()
    locale = interaction.user.locale
    guild = interaction.channel.guild
    call.backend.desk.tell(
        interaction,
        "APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE",
        choices=[localized(choice, locale) for choice in choices],
        guild_id=str(guild.id) if guild else None,
        interaction_id=str(interaction.id),
    )


def _open_modal(call: Call, interaction: Interaction, data: Field) -> None:
    modal = read_modal(data) if data.require() else {}
    call.close()
    interaction.modal = modal
    app, guild = call.world.application, interaction.channel.guild
    call.backend.desk.tell(
        interaction,
        "INTERACTION_MODAL_CREATE",
        channel_id=str(interaction.channel.id),
        guild_id=str(guild.id) if guild else None,
        application={"id": str(app.id), "name": app.name, "icon": None},
        **modal,
    )


def _response(call: Call, interaction: Interaction) -> JsonObject:
    about: JsonObject = {
        "id": str(interaction.id),
        "type": int(interaction.kind),
        "channel_id": str(interaction.channel.id),
    }
    if interaction.channel.guild:
        about["guild_id"] = str(interaction.channel.guild.id)
    message = interaction.original
    if message is None:
        return {"interaction": about}
    about |= {
        "response_message_id": str(message.id),
        "response_message_loading": bool(message.flags & MessageFlag.LOADING),
        "response_message_ephemeral": message.ephemeral,
    }
    return {"interaction": about} | _resource(call, interaction, message)


def _resource(call: Call, interaction: Interaction, message: Message) -> JsonObject:
    if interaction.answer == CallbackType.DEFERRED_UPDATE:
        return {}
    shown = call.backend.renderer.message(message, call.world.bot)
    return {"resource": {"type": interaction.answer, "message": shown}}
