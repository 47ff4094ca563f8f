"""How the process deals with the memory of tensors that are done with.

glibc gives blocks of more than 32 MiB back to the system as soon as they are freed, and the next
one of the same size is filled with zeros page by page: a tenth of a painting's time at 512 px, a
quarter at 1024 px (docs/measurements.md, "Memory kept").
"""

import ctypes
import sys

# mallopt's numbers in malloc.h.
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
_LARGEST_BLOCK, _NEVER = 1 << 30, (1 << 31) - 1

_LIBRARY = ctypes.CDLL(None) if sys.platform == "linux" else None


def keep_freed_memory() -> None:
    """Let what is freed wait for the next tensor; without glibc nothing changes."""
    mallopt = getattr(_LIBRARY, "mallopt", None)
    if mallopt is not None:
        mallopt(_MMAP_THRESHOLD, _LARGEST_BLOCK)
        mallopt(_TRIM_THRESHOLD, _NEVER)


def give_back_freed_memory() -> None:
    """Give what waits back to the system; without glibc nothing changes."""
    trim = getattr(_LIBRARY, "malloc_trim", None)
    if trim is not None:
        trim(0)
