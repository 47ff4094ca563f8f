"""`python -m bot run`: connect to Discord and serve until SIGINT or SIGTERM."""

import argparse
import asyncio
import faulthandler
import logging
import signal

import aiohttp
import discord
from sqlalchemy.exc import SQLAlchemyError

from bot import app, settings
from bot.cli.complaint import complain
from bot.cli.hardening import keep_secrets
from bot.cli.malloc import give_pictures_back
from bot.cli.passing_faults import may_pass
from bot.errors import HostError
from bot.monitoring.repeats import RepeatFilter
from bot.settings import PREFIX, Settings
from bot.storage.data_lock import locked
from styletransfer.worker.logs import LogFormat, log_to_standard_error

_log = logging.getLogger(__name__)

_HOST_CAN_PUT_IT_RIGHT = 2
# A code with which Discord closes the gateway.
_AUTHENTICATION_FAILED = 4004
# Service managers kill after 30 s at the soonest, but for Docker (`stop_grace_period`).
_LAST_SECONDS = 25


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare no options: everything is set in the environment."""


def main(arguments: argparse.Namespace) -> int:  # noqa: ARG001
    """Serve; what the host has to put right is one line on standard error and exit status 2."""
    try:
        chosen = settings.load()
    except HostError as error:
        return _complain(str(error))
    if chosen.token is None:
        return _complain(f"{PREFIX}TOKEN is not set; `python -m bot demo` needs none")
    keep_secrets()
    give_pictures_back()
    _start_log(chosen.log_level, chosen.log_format)
    try:
        with locked(chosen.data_dir):
            asyncio.run(_serve(chosen, chosen.token.get_secret_value()))
    except HostError as error:
        return _complain(str(error))
    except discord.LoginFailure:
        return _complain(f"Discord refuses the token in {PREFIX}TOKEN")
    except discord.PrivilegedIntentsRequired:
        return _complain("Discord refuses an intent; switch it on in the developer portal")
    except discord.ConnectionClosed as error:
        if error.code != _AUTHENTICATION_FAILED:
            return complain(f"Discord has closed the connection: code {error.code}", 1)
        return _complain(f"Discord takes the token in {PREFIX}TOKEN no longer: it was reset")
    except SQLAlchemyError as error:
        return _complain_of(error, f"the database cannot be used: {_first_line(error)}")
    except (aiohttp.ClientError, discord.DiscordServerError, discord.GatewayNotFound) as error:
        return complain(f"Discord cannot be reached: {_first_line(error)}", 1)
    except discord.HTTPException as error:
        return complain(f"Discord refuses to let the bot start: {_first_line(error)}", 1)
    except ConnectionError as error:
        return _complain_of(error, f"the database cannot be reached: {error.strerror or error}")
    except OSError as error:
        path = error.filename or chosen.data_dir
        return _complain_of(error, f"{path} cannot be used: {error.strerror or error}")
    return 0


async def _serve(chosen: Settings, token: str) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def end(number: int) -> None:
        # A second one ends the process there and then.
        loop.remove_signal_handler(number)
        # Whatever hangs, also while Python ends: where it does is written down for the host.
        faulthandler.dump_traceback_later(_LAST_SECONDS, exit=True)
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, end, number)
    await app.serve(chosen, token, stop)


def _start_log(level: str, kind: LogFormat) -> None:
    log_to_standard_error(level, kind).addFilter(RepeatFilter())
    # These tell of every migration and heartbeat.
    for name in ("alembic", "discord"):
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLogger().level))


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _complain_of(error: BaseException, sentence: str) -> int:
    """Complain of what may be over when the service manager tries again, or has to be mended."""
    return complain(sentence, 1) if may_pass(error) else _complain(sentence)


def _complain(sentence: str) -> int:
    return complain(sentence, _HOST_CAN_PUT_IT_RIGHT)
