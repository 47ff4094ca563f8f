"""Keep what only the bot may know, its token first, from other processes of the same user."""

import ctypes
import os
import sys

from bot.settings import PREFIX

_PR_SET_DUMPABLE = 4  # in Linux's prctl.h


def keep_secrets() -> None:
    """Forget the settings' environment, and let nobody else look into this process's memory.

    The inference process runs as the same user. On Linux it can read neither this process's first
    environment nor its memory from then on, and there is no core dump of either.
    """
    for name in [name for name in os.environ if name.upper().startswith(PREFIX)]:
        del os.environ[name]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
