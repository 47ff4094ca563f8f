"""One process at a time works on a data directory."""

import contextlib
import fcntl
import os
from collections.abc import Generator
from pathlib import Path

from bot.database.process_name import process_name
from bot.errors import HostError


@contextlib.contextmanager
def locked(data_dir: Path) -> Generator[None]:
    """Hold the data directory until the block is left; the system frees it when a process dies.

    Nobody but its owner may look into the directory, nor into what is made there from then on.
    Raises HostError, with the process that holds it, or OSError.
    """
    os.umask(0o077)
    data_dir.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(PermissionError):  # it may belong to whoever mounted it
        data_dir.chmod(0o700)
    with (data_dir / "lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            raise HostError(f"another bot works on {data_dir} ({holder}); end it first") from error
        file.truncate(0)
        file.write(process_name())
        file.flush()
        yield
