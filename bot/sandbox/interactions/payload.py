"""The INTERACTION_CREATE that a bot receives."""

from bot.sandbox.interactions.pending import Interaction, InteractionType
from bot.sandbox.render import channels, users
from bot.sandbox.render.messages import MessageRenderer
from bot.sandbox.state.model import Channel, User
from bot.sandbox.state.permissions import in_channel, of_app
from bot.sandbox.state.world import World
from bot.sandbox.wire import JsonObject

_GUILD_CONTEXT, _BOT_DM_CONTEXT = 0, 1


def interaction_payload(
    world: World, renderer: MessageRenderer, interaction: Interaction
) -> JsonObject:
    """Return what the bot is told of an interaction."""
    channel, user, guild = interaction.channel, interaction.user, interaction.channel.guild
    payload: JsonObject = {
        "id": str(interaction.id),
        "application_id": str(world.application.id),
        "type": int(interaction.kind),
        "token": interaction.token,
        "version": 1,
        "data": interaction.data,
        "channel_id": str(channel.id),
        "channel": channel_for(channel, user, world.bot),
        "locale": user.locale,
        "app_permissions": str(int(of_app(channel, user, world.bot))),
        "entitlements": [],
        "entitlement_sku_ids": [],
        "authorizing_integration_owners": owners(world, interaction),
        "context": _GUILD_CONTEXT if guild else _BOT_DM_CONTEXT,
        "attachment_size_limit": world.attachment_limit(channel),
    }
    if guild:
        payload["guild_id"] = str(guild.id)
        payload["guild"] = {
            "id": str(guild.id),
            "locale": guild.preferred_locale,
            "features": [],
        }
        payload["guild_locale"] = guild.preferred_locale
        payload["member"] = users.member(guild.members[user.id]) | {
            "permissions": str(int(in_channel(channel, user)))
        }
    else:
        payload["user"] = users.user(user)
    if interaction.message:
        payload["message"] = renderer.message(interaction.message, world.bot)
    return payload


def channel_for(channel: Channel, user: User, bot: User) -> JsonObject:
    """Return a channel as interactions have it, with the member's permissions."""
    body = channels.channel(channel, bot)
    body.pop("permission_overwrites", None)
    return body | {"permissions": str(int(in_channel(channel, user)))}


def owners(world: World, interaction: Interaction) -> dict[str, str]:
    """Return by whose installations the bot may answer; a direct message counts as guild "0"."""
    guild, user = interaction.channel.guild, interaction.user
    found: dict[str, str] = {}
    if world.has_bot(interaction.channel):
        found["0"] = str(guild.id) if guild else "0"
    if user.has_installed_app:
        found["1"] = str(user.id)
    return found


def metadata(world: World, interaction: Interaction) -> JsonObject:
    """Return what a message says of the interaction that it answers."""
    body: JsonObject = {
        "id": str(interaction.id),
        "type": int(interaction.kind),
        "user": users.user(interaction.user),
        "authorizing_integration_owners": owners(world, interaction),
    }
    if interaction.kind is InteractionType.COMPONENT and interaction.message:
        body["interacted_message_id"] = str(interaction.message.id)
    if interaction.kind is InteractionType.MODAL and interaction.opened_by:
        body["triggering_interaction_metadata"] = metadata(world, interaction.opened_by)
    if interaction.kind is InteractionType.COMMAND:
        body["name"] = interaction.data["name"]
        body["command_type"] = interaction.data["type"]
        target = interaction.data.get("target_id")
        if interaction.data["type"] == 2:
            body["target_user"] = interaction.data["resolved"]["users"][target]
        elif interaction.data["type"] == 3:
            body["target_message_id"] = target
    return body


def legacy_metadata(interaction: Interaction) -> JsonObject | None:
    """Return the older form of the same, which only commands have."""
    if interaction.kind is not InteractionType.COMMAND:
        return None
    return {
        "id": str(interaction.id),
        "type": int(interaction.kind),
        "name": interaction.data["name"],
        "user": users.user(interaction.user),
    }
