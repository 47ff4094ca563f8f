"""After which faults the bot is started again, and after which somebody has to mend something."""

import errno
import socket
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from bot.cli.passing_faults import may_pass


def _locked(folder: Path) -> None:
    with sqlite3.connect(folder / "a.db", isolation_level=None) as first:
        first.execute("BEGIN EXCLUSIVE")
        sqlite3.connect(folder / "a.db", timeout=0).execute("CREATE TABLE a (a)")


def _nowhere(folder: Path) -> None:
    sqlite3.connect(folder / "no" / "a.db")


def _fault(make: Callable[[Path], None], folder: Path) -> OperationalError:
    with pytest.raises(sqlite3.OperationalError) as caught:
        make(folder)
    return OperationalError("CREATE", None, caught.value)


class Starting(Exception):  # noqa: N818  (as asyncpg names it)
    sqlstate = "57P03"


class WrongPassword(Exception):  # noqa: N818
    sqlstate = "28P01"


@pytest.mark.parametrize(
    ("error", "passes"),
    [
        (OSError(errno.ENOSPC, "no space left"), True),
        (OSError(errno.EACCES, "permission denied"), False),
        (OSError(errno.ENOTDIR, "not a directory"), False),
        (ConnectionRefusedError(errno.ECONNREFUSED, "refused"), True),
        (socket.gaierror(socket.EAI_AGAIN, "try again"), True),
        (socket.gaierror(socket.EAI_NONAME, "no such name"), False),
        (OperationalError("SELECT", None, Starting()), True),
        (OperationalError("SELECT", None, WrongPassword()), False),
    ],
)
def test_what_may_pass_is_tried_again(error: Exception, passes: bool) -> None:
    assert may_pass(error) is passes


def test_a_database_that_is_locked_may_pass_and_one_that_is_nowhere_does_not(
    tmp_path: Path,
) -> None:
    assert may_pass(_fault(_locked, tmp_path))
    assert not may_pass(_fault(_nowhere, tmp_path))
