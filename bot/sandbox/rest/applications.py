"""The application, and where its gateway is."""

from bot.sandbox.gateway.handshake import IDENTIFIES_A_DAY
from bot.sandbox.render import applications
from bot.sandbox.rest.routing import Call, Routes, Who
from bot.sandbox.wire import JsonObject

routes = Routes()


@routes.add("GET", "/gateway", who=Who.ANYONE)
async def get_gateway(call: Call) -> JsonObject:
    """Answer with the gateway's address."""
    return {"url": call.backend.handshake.url}


@routes.add("GET", "/gateway/bot", who=Who.BOT)
async def get_gateway_bot(call: Call) -> JsonObject:
    """Answer with the gateway's address, and how many sessions may be started."""
    handshake = call.backend.handshake
    return {
        "url": handshake.url,
        "shards": 1,
        "session_start_limit": {
            "total": IDENTIFIES_A_DAY,
            "remaining": handshake.identifies_left,
            "reset_after": 86_400_000,
            "max_concurrency": 1,
        },
    }


@routes.add("GET", "/applications/@me", who=Who.BOT)
@routes.add("GET", "/oauth2/applications/@me", who=Who.BOT)
async def get_application(call: Call) -> JsonObject:
    """Answer with the bot's application."""
    return applications.application(call.world)


@routes.add("GET", "/applications/{application_id}/emojis", who=Who.BOT)
async def get_application_emojis(call: Call) -> JsonObject:
    """Answer with the application's own emoji: it has none."""
    del call
    return {"items": []}
