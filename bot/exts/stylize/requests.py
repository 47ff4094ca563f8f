"""Requests of members who do not say how exactly it is to be painted; other features ask so too."""

from functools import partial

import discord

from bot.client import DeepStyle
from bot.errors import RefusalError
from bot.exts.stylize._choose_picture import question
from bot.intake.declared import DeclaredPicture, from_attachment, from_avatar
from bot.intake.newest import newest_pictures
from bot.intake.purpose import PicturePurpose
from bot.jobs.job_request import JobRequest, PictureSearch
from bot.recipe import MOST_WEIGHT, WeightedStyle
from bot.styles.catalog import StyleCatalog

Content = DeclaredPicture | PictureSearch


def in_style(catalog: StyleCatalog, content: Content, style: str) -> JobRequest:
    """Return the request of a picture in a style of the server or one that ships.

    Raises RefusalError.
    """
    return JobRequest(content=content, recipe=catalog.recipe(catalog.find(style)))


def like_picture(catalog: StyleCatalog, content: Content, style: DeclaredPicture) -> JobRequest:
    """Return the request of a picture in the style of another one."""
    return JobRequest(
        content=content, recipe=catalog.recipe(), style_pictures=((style, MOST_WEIGHT),)
    )


def in_mood(catalog: StyleCatalog, content: Content, mood: str) -> JobRequest:
    """Return the request of a dream of a mood."""
    return JobRequest(content=content, recipe=catalog.dream(WeightedStyle(mood=mood)))


def of_guide(catalog: StyleCatalog, content: Content, guide: DeclaredPicture) -> JobRequest:
    """Return the request of a dream of what another picture shows."""
    return JobRequest(
        content=content, recipe=catalog.dream(), style_pictures=((guide, MOST_WEIGHT),)
    )


def chosen(
    interaction: discord.Interaction[DeepStyle],
    image: discord.Attachment | None,
    user: discord.User | None,
) -> Content:
    """Return the picture that is given, else the avatar, else the newest one here."""
    if image is not None and user is not None:
        raise RefusalError("content-twice")
    if image is not None:
        return from_attachment(image, PicturePurpose.CONTENT)
    if user is not None:
        return from_avatar(user, PicturePurpose.CONTENT)
    return newest(interaction)


def newest(interaction: discord.Interaction[DeepStyle], *, by: int | None = None) -> PictureSearch:
    """Return the newest picture where a command is used, or one of several; raises RefusalError.

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
    return PictureSearch(
        seek=partial(newest_pictures, interaction.client, channel, own_id=own_id, by=by),
        ask=partial(question, interaction.user.id, str(interaction.locale)),
    )
