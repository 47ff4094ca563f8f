"""The bot's application as the JSON that Discord sends."""

from bot.sandbox.render import users
from bot.sandbox.state.world import World
from bot.sandbox.wire import JsonObject


def application(world: World) -> JsonObject:
    """Return the bot's application as it sees itself."""
    app = world.application
    # The _LIMITED flags: what the developer portal grants to a bot in fewer than 100 guilds.
    flags = (
        (app.presences_granted << 13)
        | (app.members_granted << 15)
        | (app.message_content_granted << 19)
        | (1 << 23)
    )
    return {
        "id": str(app.id),
        "name": app.name,
        "icon": None,
        "description": "",
        "type": None,
        "bot": users.user(app.bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "integration_types_config": {"0": {}, "1": {}},
        "verify_key": app.verify_key,
        "flags": flags,
        "flags_new": str(flags),
        "max_participants": None,
        "tags": [],
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": users.user(app.owner),
        "approximate_guild_count": sum(
            app.bot.id in guild.members for guild in world.guilds.values()
        ),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "event_webhooks_url": None,
        "event_webhooks_status": 1,
        "event_webhooks_types": [],
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
        "summary": "",
        "hook": True,
    }
