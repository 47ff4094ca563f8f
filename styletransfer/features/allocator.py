"""Settings of glibc's malloc: what becomes of the memory of tensors that are freed.

glibc gives blocks of more than 32 MiB back to the system as soon as they are freed, and the next
one of the same size is filled with zeros page by page: a tenth of a painting's time at 512 px, a
quarter at 1024 px (docs/measurements, "Memory kept"). Kept, they leave holes that nothing fits
into: a third of the memory at 512 px. Huge pages are filled so fast that nothing has to be kept
(docs/measurements, "Under 1.5 GiB").
"""

import ctypes
import os
import sys
from collections.abc import Mapping
from pathlib import Path

# mallopt's numbers in malloc.h.
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
_SMALLEST_APART, _LARGEST_BLOCK, _NEVER = 4 << 20, 1 << 30, (1 << 31) - 1
# What makes glibc ask for huge pages (2.35 and later), read when a process starts.
_TUNABLES, _HUGE_PAGES = "GLIBC_TUNABLES", "glibc.malloc.hugetlb=1"
_KERNEL = Path("/sys/kernel/mm/transparent_hugepage/enabled")

_LIBRARY = ctypes.CDLL(None) if sys.platform == "linux" else None


def with_huge_pages(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment for a process that is to ask for huge pages."""
    tunables = [environment[_TUNABLES]] if environment.get(_TUNABLES) else []
    return {**environment, _TUNABLES: ":".join([*tunables, _HUGE_PAGES])}


def arrange_large_blocks() -> None:
    """Give large blocks back when freed where huge pages are, else keep them for the next tensor.

    Without glibc nothing changes.
    """
    mallopt = getattr(_LIBRARY, "mallopt", None)
    if mallopt is None:
        return
    mallopt(_MMAP_THRESHOLD, _SMALLEST_APART if _has_huge_pages() else _LARGEST_BLOCK)
    mallopt(_TRIM_THRESHOLD, _NEVER)


def _has_huge_pages() -> bool:
    try:
        given = _KERNEL.read_text()
    except OSError:
        return False
    asked = _HUGE_PAGES in os.environ.get(_TUNABLES, "")
    return "[always]" in given or ("[madvise]" in given and asked)


def give_back_freed_memory() -> None:
    """Give what waits back to the system; without glibc nothing changes."""
    trim = getattr(_LIBRARY, "malloc_trim", None)
    if trim is not None:
        trim(0)
