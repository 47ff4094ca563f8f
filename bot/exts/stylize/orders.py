"""What members order without saying how exactly it is to be painted."""

from dataclasses import replace
from functools import partial
from typing import Any

import discord

from bot.client import DeepStyle
from bot.commission import Order, SoughtPicture
from bot.intake.declared import DeclaredPicture, Role, from_attachment, from_avatar
from bot.intake.newest import newest_picture
from bot.recipe import MOST_WEIGHT, WeightedStyle, in_styles
from bot.refusal import RefusalError

Content = DeclaredPicture | SoughtPicture


def in_preset(bot: DeepStyle, content: Content, preset: str) -> Order:
    """Return the order of a picture in a style that ships."""
    recipe = in_styles(bot.plain_recipe(), (WeightedStyle(preset=preset),))
    return Order(content=content, recipe=recipe)


def in_named_style(
    bot: DeepStyle, content: Content, name: str, at: discord.Interaction[Any]
) -> Order:
    """Return the order of a picture in a style of the server or one that ships.

    Raises RefusalError.
    """
    if own := bot.server_styles.find(at.guild_id, name):
        recipe = in_styles(bot.plain_recipe(), (WeightedStyle(picture=own.picture),))
        return Order(content=content, recipe=recipe)
    return in_preset(bot, content, bot.gallery.find(name, str(at.locale)).name)


def in_own_style(bot: DeepStyle, content: Content, style: DeclaredPicture) -> Order:
    """Return the order of a picture in the style of another one."""
    recipe = in_styles(bot.plain_recipe(), ())
    return Order(content=content, recipe=recipe, style_pictures=((style, MOST_WEIGHT),))


def in_mood(bot: DeepStyle, content: Content, mood: str) -> Order:
    """Return the order of a dream of a mood."""
    recipe = in_styles(bot.plain_recipe(), (WeightedStyle(mood=mood),))
    return Order(content=content, recipe=replace(recipe, dream=True))


def of_guide(bot: DeepStyle, content: Content, guide: DeclaredPicture) -> Order:
    """Return the order of a dream of what another picture shows."""
    order = in_own_style(bot, content, guide)
    return replace(order, recipe=replace(order.recipe, dream=True))


def chosen(
    interaction: discord.Interaction[Any],
    image: discord.Attachment | None,
    user: discord.User | None,
) -> Content:
    """Return the picture that is given, else the avatar, else the newest one here."""
    if image is not None and user is not None:
        raise RefusalError("content-twice")
    if image is not None:
        return from_attachment(image, Role.CONTENT)
    if user is not None:
        return from_avatar(user, Role.CONTENT)
    return newest(interaction)


def newest(interaction: discord.Interaction[Any], *, by: int | None = None) -> SoughtPicture:
    """Return the newest picture where a command is used; raises RefusalError.

    What the member may not read themselves is not read for them.
    """
    channel = interaction.channel
    if interaction.guild_id is None:
        readable = interaction.context.dm_channel
    else:
        readable = (
            interaction.is_guild_integration()
            and interaction.permissions.read_message_history
            and interaction.app_permissions.read_message_history
        )
    if not readable or not isinstance(channel, discord.abc.Messageable):
        raise RefusalError("newest-forbidden")
    own_id = interaction.application_id
    return SoughtPicture(partial(newest_picture, channel, own_id=own_id, by=by))
