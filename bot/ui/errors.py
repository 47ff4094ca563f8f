"""Tell a member what went wrong: the sentence of a refusal, or an incident's number."""

import logging
import secrets
from http import HTTPStatus

import aiohttp
import discord
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as DatabaseTimeoutError

from bot.errors import RefusalError
from bot.i18n import texts

_log = logging.getLogger(__name__)


# What the client is told of whenever a member is.
REFUSED = "refused"
_UNKNOWN_INTERACTION = 10062
_OUTAGES = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS)


async def explain(interaction: discord.Interaction, error: BaseException) -> None:
    """Say in one sentence why a command or a button did nothing."""
    if isinstance(error, RefusalError):
        locale = str(interaction.locale)
        interaction.client.dispatch(REFUSED, error.key)
        await answer(interaction, texts.say(locale, error.key, **error.values))
    elif isinstance(error, discord.NotFound) and error.code == _UNKNOWN_INTERACTION:
        # Nothing can be said any more, and whoever is late has no time for a trace.
        late = "an interaction was answered too late: too much to do, or a slow network"
        _log.warning(late, extra={"repeats": True})
    elif is_outage(error):
        # Nobody can be told now; a promise that was made is taken back later.
        said = type(error).__name__
        _log.warning("an interaction was not answered: %s", said, extra={"repeats": True})
    else:
        await report(interaction, error)


def is_host_fault(error: BaseException) -> bool:
    """Say whether the host's machine is ill: its disk, its database, or the way there."""
    return isinstance(error, OSError | OperationalError | InterfaceError | DatabaseTimeoutError)


def is_outage(error: BaseException) -> bool:
    """Say whether Discord, or the way to it, is to blame, and no trace would tell more."""
    refused = isinstance(error, discord.HTTPException) and (
        error.status in _OUTAGES or error.status >= HTTPStatus.INTERNAL_SERVER_ERROR
    )
    return refused or isinstance(error, aiohttp.ClientConnectionError)


async def report(interaction: discord.Interaction, error: BaseException) -> None:
    """Log an error that is no refusal, and tell the member of it."""
    told = as_refusal(error)
    interaction.client.dispatch(REFUSED, told.key)
    try:
        await answer(interaction, texts.say(str(interaction.locale), told.key, **told.values))
    except discord.HTTPException as failure:
        _log.warning("a member could not be told of an error (%s)", failure.status)


def as_refusal(error: BaseException) -> RefusalError:
    """Log an error that is no refusal, and return what a member is told of it.

    That is the number under which the host finds it, or that the host's machine is ill.
    """
    if is_host_fault(error):
        _log.error("the machine is ill", exc_info=error)
        return RefusalError("host-ill")
    incident = secrets.token_hex(4)
    _log.error("incident %s", incident, exc_info=error)
    return RefusalError("went-wrong", incident=incident)


async def answer(interaction: discord.Interaction, sentence: str) -> None:
    """Say a sentence to the member who pressed or typed, and to nobody else."""
    if interaction.response.is_done():
        await interaction.followup.send(sentence, ephemeral=True)
    else:
        await interaction.response.send_message(sentence, ephemeral=True)
