"""Which faults of a start may be over soon, so that a service manager is to try again."""

import errno
import socket
import sqlite3

from sqlalchemy.exc import DBAPIError

_PASSING = {
    errno.EAGAIN,
    errno.EDQUOT,
    errno.EFBIG,
    errno.EHOSTUNREACH,
    errno.EIO,
    errno.EMFILE,
    errno.ENETUNREACH,
    errno.ENFILE,
    errno.ENOMEM,
    errno.ENOSPC,
    errno.ESTALE,
}
_OF_SQLITE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
}
# PostgreSQL's classes of errors: connection, too few resources, a server that starts or stops.
_OF_POSTGRESQL = ("08", "53", "57P")


def may_pass(error: BaseException) -> bool:
    """Say whether a full disk, a busy database or a network that is not there yet is to blame."""
    if isinstance(error, ConnectionError | TimeoutError):
        return True
    if isinstance(error, socket.gaierror):
        return error.errno == socket.EAI_AGAIN
    if isinstance(error, OSError):
        return error.errno in _PASSING
    if isinstance(error, sqlite3.Error):
        # The lower byte is the kind, what is above says more.
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in _OF_SQLITE
    if str(getattr(error, "sqlstate", "")).startswith(_OF_POSTGRESQL):
        return True
    cause = error.orig if isinstance(error, DBAPIError) else error.__cause__
    return cause is not None and may_pass(cause)
