"""Take from the inference process what it does not need: it reads strangers' files.

By Landlock, as far as the kernel has it: files since Linux 5.13, TCP since 6.7, signals to other
processes since 6.12. Where users may have namespaces of their own, the whole network. What is taken
is taken for good, from this thread and all that it starts.
"""

import ctypes
import logging
import os
import resource
import sys
from pathlib import Path

from py_landlock import AccessFs, Landlock, LandlockError

_log = logging.getLogger(__name__)

# The kernel, short of memory, kills the process with the most of it and of this, not the bot.
_KILLED_FIRST = 500
# CLONE_NEWUSER and CLONE_NEWNET of <linux/sched.h>.
_NEW_USERS, _NEW_NETWORK = 0x10000000, 0x40000000
_DEVICES = Path("/dev")
_OF_DEVICES = AccessFs.READ_FILE | AccessFs.READ_DIR | AccessFs.WRITE_FILE | AccessFs.IOCTL_DEV
# What Python and the libraries read after they are loaded, beside their own folders.
_PACKAGES = ("site-packages", "dist-packages")
_SYSTEM = (
    "/usr",
    "/lib",
    "/lib64",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/proc/self",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/sys/devices/system",
)


def give_way() -> None:
    """Let the kernel kill this process before others, and write no core: pictures are in it."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        Path("/proc/self/oom_score_adj").write_text(str(_KILLED_FIRST))
    except OSError as error:
        _log.info("the kernel does not let us be killed first: %s", error.strerror)


def leave_network() -> None:
    """Go where there is no network at all, neither TCP nor UDP, if the kernel lets us.

    To be called before any library is loaded that starts threads: the kernel moves none of those.
    """
    if sys.platform != "linux":
        return
    # os.unshare came with Python 3.12.
    libc, user = ctypes.CDLL(None, use_errno=True), os.getuid()
    if libc.unshare(_NEW_USERS | _NEW_NETWORK) == 0:
        # Without it files are ours, but nobody knows our name.
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    else:
        reason = os.strerror(ctypes.get_errno())
        _log.info("the inference process may reach the network by UDP: %s", reason)


def confine(needed: Path) -> None:
    """Open no connection by TCP, write no file, send no other process a signal from now on.

    Nothing can be read but the libraries, the system and a file that is needed: the bot's settings,
    its database and the members' pictures are out of reach.
    """
    readable = [Path(each) for each in (*_SYSTEM, sys.prefix, sys.base_prefix)]
    readable += [Path(each) for each in sys.path if each.endswith(_PACKAGES)]
    readable += [Path(__file__).parents[1], needed]
    try:
        # Not strict: an older kernel is asked for what it knows.
        rules = Landlock(strict=False)
        rules.allow_read(*filter(Path.is_dir, readable))
        # The kernel takes no rule for a file that says something of folders.
        rules.add_path_rule(*filter(Path.is_file, readable), access=AccessFs.READ_FILE)
        rules.add_path_rule(_DEVICES, access=_OF_DEVICES)
        rules.apply()
    except (LandlockError, OSError) as error:
        _log.warning("the inference process is not confined: %s", error)
