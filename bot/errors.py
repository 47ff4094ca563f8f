"""What can go wrong in the bot, and who hears of it.

    Exception
    ├── RefusalError          a member is told why not, in a sentence of the texts
    ├── HostError             the host is told why a command ends: one sentence, an exit status
    ├── PainterDiedError      nobody is told yet: whoever asked the painter knows what follows
    └── UndeliverableError    nobody can be told: it is logged

All else is a bug. It is logged under a number, and the member is told this number
(`bot.ui.errors`).

The sandbox knows nothing of the bot that it runs, nor `styletransfer` of any bot: they have errors
of their own.
"""

from bot.refusal_keys import RefusalKey


class RefusalError(Exception):
    """A request cannot be served, for a reason that the member can change.

    `key` names the sentence in `bot.i18n.texts`, `values` fill its placeholders; a test holds each
    call against the texts.
    """

    def __init__(self, key: RefusalKey, **values: str | int) -> None:
        super().__init__(key)
        self.key: RefusalKey = key
        self.values = values


class HostError(Exception):
    """A command cannot go on; the message says why in one line.

    The command prints it on standard error and ends with an exit status above 0.
    """


class PainterDiedError(Exception):
    """The painter ended, or had to be ended, in the middle of a job."""


class UndeliverableError(Exception):
    """There is no way left to show a member something."""
