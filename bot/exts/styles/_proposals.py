"""Styles that members propose: a message for moderators, with buttons to decide."""

import logging
from typing import Any, ClassVar

import discord
from discord import ui

from bot import texts
from bot.client import DeepStyle
from bot.commission import is_nsfw
from bot.controls import Control
from bot.database.models import ServerStyle
from bot.delivery import messages
from bot.incidents import answer
from bot.intake.declared import Role
from bot.intake.picker import pictures_of
from bot.refusal import RefusalError

_log = logging.getLogger(__name__)

_Interaction = discord.Interaction[Any]


class ProposalControl(Control, template=r"proposal:(approve|decline):([\w-]{1,22})"):
    """A button with which moderators decide about a proposal."""

    prefix: ClassVar[str] = "proposal"

    async def use(self, interaction: _Interaction) -> None:
        """Decide, once, whoever presses again."""
        act, style_id = self.words
        styles = _bot(interaction).server_styles
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
        files = await _bot(interaction).previews.of(shown, _language(interaction))
        assert interaction.message is not None
        for file, shown in zip(files, pictures_of(interaction.message, Role.STYLE), strict=False):
            file.spoiler = shown.spoiler
        post = messages.pictures(said, files)
        await interaction.edit_original_response(
            view=post.view,
            attachments=post.files,
            allowed_mentions=discord.AllowedMentions.none(),
        )


async def propose(interaction: _Interaction, style: ServerStyle, *, spoiler: bool) -> None:
    """Show moderators a proposal that is written down, and tell its member.

    Raises RefusalError if there is no place to show it.
    """
    log_channel = _log_channel(interaction)
    for channel_id in filter(None, (log_channel, interaction.channel_id)):
        if await _post(interaction, style, channel_id, spoiler=spoiler):
            break
    else:
        await _bot(interaction).server_styles.remove(style)  # nobody could decide about it
        raise RefusalError("proposal-nowhere")
    if channel_id != log_channel:
        log(interaction, "log-proposed", style)
    await tell(interaction, "styles-proposed", style)


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
    _bot(interaction).server_log.tell(style.guild_id, key, member=member, name=_said(style))


def _log_channel(interaction: _Interaction) -> int | None:
    """Return the log channel if what is proposed here may be shown there."""
    bot = _bot(interaction)
    channel_id = bot.servers.of(interaction.guild_id).log_channel_id
    # What comes from an age-restricted channel is not shown elsewhere.
    away = channel_id and is_nsfw(interaction.channel) and not is_nsfw(bot.get_channel(channel_id))
    return None if away else channel_id


async def _post(
    interaction: _Interaction, style: ServerStyle, channel_id: int, *, spoiler: bool
) -> bool:
    """Show a proposal in a channel; say whether it is there."""
    post = await _message(interaction, style, spoiler=spoiler)
    channel = _bot(interaction).get_partial_messageable(channel_id, guild_id=style.guild_id)
    try:
        await channel.send(view=post.view, files=post.files)
    except discord.HTTPException as error:
        _log.info("a proposal cannot be posted in channel %d (%d)", channel_id, error.status)
        return False
    return True


async def _message(
    interaction: _Interaction, style: ServerStyle, *, spoiler: bool
) -> messages.Post:
    locale = _language(interaction)
    member = interaction.user.mention
    said = texts.say(locale, "proposal-title", member=member, name=_said(style))
    aliases = discord.utils.escape_markdown(", ".join(style.aliases))
    approve = ui.Button[Any](
        label=texts.say(locale, "proposal-approve"), style=discord.ButtonStyle.success
    )
    decline = ui.Button[Any](label=texts.say(locale, "proposal-decline"))
    (file,) = await _bot(interaction).previews.of([style], locale)
    file.spoiler = spoiler
    return messages.pictures(
        f"{said}\n-# {aliases}" if aliases else said,
        (file,),
        ui.ActionRow[Any](
            ProposalControl(approve, "approve", style.id),
            ProposalControl(decline, "decline", style.id),
        ),
    )


def _language(interaction: _Interaction) -> str:
    assert interaction.guild_id is not None
    return _bot(interaction).server_log.locale(interaction.guild_id)


def _said(style: ServerStyle) -> str:
    return discord.utils.escape_markdown(style.name)


def _bot(interaction: _Interaction) -> DeepStyle:
    return interaction.client
