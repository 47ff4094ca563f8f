"""What a process of the bot is called wherever others have to tell it from theirs."""

import os
import secrets
import socket


def process_name() -> str:
    """Return a name for the process that asks: its machine, its number, and chance.

    In containers both machine and number may be those of another one.
    """
    return f"{socket.gethostname()}/{os.getpid()}/{secrets.token_hex(4)}"
