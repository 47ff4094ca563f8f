"""Styles that members propose: a message for moderators, with buttons to decide."""

import logging
from typing import Any, ClassVar

import discord
from discord import ui

from bot.client import DeepStyle
from bot.database.models import ServerStyle
from bot.errors import RefusalError
from bot.i18n import texts
from bot.intake.picker import pictures_of
from bot.intake.purpose import PicturePurpose
from bot.jobs.service import is_nsfw
from bot.ui import layout
from bot.ui.errors import answer
from bot.ui.persistent import PersistentItem

_log = logging.getLogger(__name__)

_Interaction = discord.Interaction[DeepStyle]


class ProposalControl(PersistentItem, template=r"proposal:(approve|decline):([\w-]{1,22})"):
    """A button with which moderators decide about a proposal."""

    prefix: ClassVar[str] = "proposal"

    async def use(self, interaction: _Interaction) -> None:
        """Decide, once, whoever presses again."""
        act, style_id = self.words
        styles = _bot(interaction).services.server_styles
        style = styles.proposed(managed(interaction), style_id)
        if style is None:
            raise RefusalError("proposal-decided")
        await interaction.response.defer()
        approve = act == "approve"
        if not await (styles.approve(style) if approve else styles.decline(style)):
            raise RefusalError("proposal-decided")
        log(interaction, "log-approved" if approve else "log-declined", style)
        key = "proposal-approved" if approve else "proposal-declined"
        moderator = interaction.user.mention
        said = texts.say(_language(interaction), key, moderator=moderator, name=_said(style))
        shown = [style] if approve else []
        files = await _bot(interaction).services.previews.of(shown, _language(interaction))
        assert interaction.message is not None
        for file, seen in zip(
            files, pictures_of(interaction.message, PicturePurpose.STYLE), strict=False
        ):
            file.spoiler = seen.spoiler
        post = layout.pictures(said, files)
        await interaction.edit_original_response(
            view=post.view,
            attachments=post.files,
            allowed_mentions=discord.AllowedMentions.none(),
        )


async def propose(interaction: _Interaction, style: ServerStyle) -> None:
    """Show moderators a proposal that is written down, and tell its member.

    Raises RefusalError if there is no place to show it.
    """
    if not await show(_bot(interaction), style):
        raise RefusalError("proposal-nowhere")
    await tell(interaction, "styles-proposed", style)


async def show(bot: DeepStyle, style: ServerStyle) -> bool:
    """Show moderators a proposal; one that can be shown nowhere is forgotten, which is False."""
    log_channel = _log_channel(bot, style)
    for channel_id in filter(None, (log_channel, style.pending_channel_id)):
        if await _post(bot, style, channel_id):
            break
    else:
        await bot.services.server_styles.remove(style)  # nobody could decide about it
        return False
    await bot.services.server_styles.shown(style)
    if channel_id != log_channel:
        name = _said(style)
        bot.services.mod_log.tell(style.guild_id, "log-proposed", member=_member(style), name=name)
    return True


def managed(interaction: _Interaction) -> int:
    """Return the server that a member manages; raises RefusalError if they do not."""
    if interaction.guild_id is None or not interaction.permissions.manage_guild:
        raise RefusalError("styles-moderators-only")
    return interaction.guild_id


async def tell(interaction: _Interaction, key: str, style: ServerStyle) -> None:
    """Say something about a style to whoever used a command, and to nobody else."""
    await answer(interaction, texts.say(str(interaction.locale), key, name=_said(style)))


def log(interaction: _Interaction, key: str, style: ServerStyle) -> None:
    """Tell the moderators in their log channel what somebody did with a style."""
    member = interaction.user.mention
    _bot(interaction).services.mod_log.tell(style.guild_id, key, member=member, name=_said(style))


def _log_channel(bot: DeepStyle, style: ServerStyle) -> int | None:
    """Return the log channel if what is proposed elsewhere may be shown there."""
    channel_id = bot.services.servers.of(style.guild_id).log_channel_id
    # What comes from an age-restricted channel, or perhaps does, is not shown elsewhere.
    origin = bot.get_channel(style.pending_channel_id or 0)
    restricted = origin is None or is_nsfw(origin)
    away = channel_id and restricted and not is_nsfw(bot.get_channel(channel_id))
    return None if away else channel_id


async def _post(bot: DeepStyle, style: ServerStyle, channel_id: int) -> bool:
    """Show a proposal in a channel; say whether it is there."""
    post = await _message(bot, style)
    channel = bot.get_partial_messageable(channel_id, guild_id=style.guild_id)
    try:
        # Discord takes it once, should the bot die before that is written down.
        await channel.send(view=post.view, files=post.files, nonce=style.id)
    except discord.HTTPException as error:
        _log.info("a proposal cannot be posted in channel %d (%d)", channel_id, error.status)
        return False
    return True


async def _message(bot: DeepStyle, style: ServerStyle) -> layout.Post:
    locale = bot.services.mod_log.locale(style.guild_id)
    said = texts.say(locale, "proposal-title", member=_member(style), name=_said(style))
    aliases = discord.utils.escape_markdown(", ".join(style.aliases))
    approve = ui.Button[ui.LayoutView](
        label=texts.say(locale, "proposal-approve"), style=discord.ButtonStyle.success
    )
    decline = ui.Button[ui.LayoutView](label=texts.say(locale, "proposal-decline"))
    (file,) = await bot.services.previews.of([style], locale)
    file.spoiler = style.spoiler
    return layout.pictures(
        f"{said}\n-# {aliases}" if aliases else said,
        (file,),
        ui.ActionRow[Any](
            ProposalControl(approve, "approve", style.id),
            ProposalControl(decline, "decline", style.id),
        ),
    )


def _language(interaction: _Interaction) -> str:
    assert interaction.guild_id is not None
    return _bot(interaction).services.mod_log.locale(interaction.guild_id)


def _member(style: ServerStyle) -> str:
    return f"<@{style.adder_user_id}>"


def _said(style: ServerStyle) -> str:
    return discord.utils.escape_markdown(style.name)


def _bot(interaction: _Interaction) -> DeepStyle:
    return interaction.client
