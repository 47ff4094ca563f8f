"""What a bot says after its first answer to an interaction, by the interaction's token."""

from bot.sandbox import errors
from bot.sandbox.interactions.answers import Answers
from bot.sandbox.interactions.pending import Interaction
from bot.sandbox.limits import Limit
from bot.sandbox.rest.routing import Call, Routes, Who
from bot.sandbox.state.model import Message
from bot.sandbox.wire import JsonObject

routes = Routes()
_WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
_MESSAGE = _WEBHOOK + "/messages/{message_id}"
_LIMIT = Limit("webhook", 5, 2.0)


def _interaction(call: Call) -> Interaction:
    return call.backend.desk.by_webhook(
        call.id("webhook_id"), call.text("webhook_token"), call.world.application.id
    )


def _message(call: Call, interaction: Interaction) -> Message:
    if call.text("message_id") == "@original":
        number = interaction.original.id if interaction.original else None
    else:
        number = call.id("message_id")
        own = interaction.original.id if interaction.original else None
        if number != own and number not in interaction.followups:
            raise errors.unknown("message")
    message = interaction.channel.messages.get(number or 0)
    if message is None:
        raise errors.unknown("message")
    return message


def _shown(call: Call, message: Message) -> JsonObject:
    return call.backend.renderer.message(message, call.world.bot)


def _close(call: Call) -> None:
    """Refuse what nobody has read; components an application's own webhook takes unasked."""
    call.flag("with_components")
    call.close()


@routes.add("POST", _WEBHOOK, who=Who.ANYONE, limit=_LIMIT, counts_globally=False, forms=True)
async def follow_up(call: Call) -> JsonObject:
    """Send one more message; to interactions Discord always answers with it."""
    interaction = _interaction(call)
    answers = Answers(call.backend, interaction)
    draft = await answers.read(call.field(), call.files())
    if draft.empty:
        raise errors.empty_message()
    call.flag("wait")
    _close(call)
    return _shown(call, answers.follow_up(draft))


@routes.add("GET", _MESSAGE, who=Who.ANYONE, limit=_LIMIT, counts_globally=False)
async def get_answer(call: Call) -> JsonObject:
    """Answer with the response or a follow-up."""
    return _shown(call, _message(call, _interaction(call)))


@routes.add("PATCH", _MESSAGE, who=Who.ANYONE, limit=_LIMIT, counts_globally=False, forms=True)
async def edit_answer(call: Call) -> JsonObject:
    """Edit the response or a follow-up."""
    interaction = _interaction(call)
    message = _message(call, interaction)
    draft = await Answers(call.backend, interaction).read(
        call.field(), call.files(), editing=message
    )
    _close(call)
    call.backend.poster.count_late_edit(message)
    call.backend.poster.edit(message, draft)
    return _shown(call, message)


@routes.add("DELETE", _MESSAGE, who=Who.ANYONE, limit=_LIMIT, counts_globally=False, reads=False)
async def delete_answer(call: Call) -> None:
    """Delete the response or a follow-up."""
    call.backend.poster.delete(_message(call, _interaction(call)))
