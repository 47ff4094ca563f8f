"""Upload slots: how a member's client brings a file before it sends the message."""

from bot.sandbox import errors
from bot.sandbox.rest.routing import Call, Routes, Who
from bot.sandbox.state.permissions import Permission
from bot.sandbox.uploads import MOST_FILES
from bot.sandbox.wire import JsonObject

routes = Routes()
UPLOAD_PATH = "/uploads"


@routes.add("POST", "/channels/{channel_id}/attachments", who=Who.PERSON)
async def open_slots(call: Call) -> JsonObject:
    """Open a slot for each file that is announced."""
    channel, at = call.world.channel(call.id("channel_id"), call.user), call.field()
    call.world.demand(call.user, channel, Permission.ATTACH_FILES)
    limit = call.world.attachment_limit(channel)
    announced = [
        (
            item["id"].string() or str(index),
            item["filename"].string(least=1, most=1024, required=True),
            item["file_size"].integer(least=0, required=True) or 0,
        )
        for index, item in enumerate(at["files"].items(least=1, most=MOST_FILES, required=True))
        if item.object()
    ]
    call.close()
    if any(size > limit for _, _, size in announced):
        raise errors.entity_too_large()
    attachments: list[JsonObject] = []
    for number, filename, _ in announced:
        slot = call.backend.slots.open(call.user, channel, filename)
        url = f"{call.world.base_url}{UPLOAD_PATH}/{slot.name}"
        attachments.append({"id": number, "upload_url": url, "upload_filename": slot.name})
    return {"attachments": attachments}


@routes.add("DELETE", "/attachments/{name:.+}", who=Who.PERSON, reads=False)
async def close_slot(call: Call) -> None:
    """Give a slot up."""
    call.backend.slots.take(call.text("name"), call.user)
