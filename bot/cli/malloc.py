"""Settings of glibc's malloc that keep the bot as small after a month as after an hour."""

import ctypes
import sys

# M_MMAP_THRESHOLD and M_ARENA_MAX in malloc.h.
_MMAP_THRESHOLD, _ARENA_MAX = -3, -8
_PICTURE_BYTES, _ARENAS = 128 << 10, 1


def give_pictures_back() -> None:
    """Let pictures go back to the system as soon as they are freed; nothing changes without glibc.

    Else each thread keeps what it ever needed at once, and after the first large block all of them
    come from a heap that they leave in pieces (docs/measurements/bot.md, "Soak").
    """
    library = ctypes.CDLL(None) if sys.platform == "linux" else None
    if mallopt := getattr(library, "mallopt", None):
        mallopt(_MMAP_THRESHOLD, _PICTURE_BYTES)
        mallopt(_ARENA_MAX, _ARENAS)
