"""What the caller of the command line did wrong."""


class UsageError(Exception):
    """The caller asked for something that cannot be done; the message is one line."""
