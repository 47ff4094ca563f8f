"""What can go wrong in the bot, and who hears of it.

    Exception
    ├── RefusalError          a member is told why not, in a sentence of the texts
    │   └── UnknownStyleError     where there is room, they are asked which they mean
    ├── HostError             the host is told why a command ends: one sentence, an exit status
    ├── PainterDiedError      nobody is told yet: whoever asked the painter knows what follows
    └── UndeliverableError    nobody can be told: it is logged

All else is a bug. It is logged under a number, and the member is told this number
(`bot.ui.errors`).

The sandbox knows nothing of the bot that it runs, nor `styletransfer` of any bot: they have errors
of their own.
"""

from collections.abc import Sequence
from typing import Literal

# Why a member can be refused something: keys of sentences in `bot.i18n.texts`.
RefusalKey = Literal[
    # What a command or a message asks for.
    "brush-out-of-range",
    "content-twice",
    "dream-without-brush",
    "dream-without-draft",
    "host-ill",
    "how-to-ask",
    "how-to-ask-in-private",
    "mood-and-guide",
    "no-permission-to-attach",
    "no-room",
    "no-room-for-member",
    "recipe-and-style",
    "recipe-unreadable",
    "reply-unreadable",
    "seed-out-of-range",
    "size-out-of-range",
    "strength-out-of-range",
    "style-twice",
    "time-in-the-past",
    "time-not-understood",
    "time-too-far",
    "time-zone-unknown",
    "too-many-styles",
    "too-many-waiting",
    "unknown-mood",
    "unknown-style",
    "unknown-style-closest",
    "weight-out-of-range",
    "weight-without-style",
    # A picture, by what it is for.
    "content-broken",
    "content-empty",
    "content-gone",
    "content-invisible",
    "content-is-lottie",
    "content-not-a-picture",
    "content-not-there",
    "content-too-heavy",
    "content-too-large",
    "content-too-narrow",
    "content-too-small",
    "guide-broken",
    "guide-empty",
    "guide-gone",
    "guide-invisible",
    "guide-not-a-picture",
    "guide-too-heavy",
    "guide-too-large",
    "guide-too-small",
    "newest-forbidden",
    "newest-none",
    "newest-unreadable",
    "picture-kept-no-more",
    "style-broken",
    "style-empty",
    "style-gone",
    "style-invisible",
    "style-is-lottie",
    "style-kept-no-more",
    "style-not-a-picture",
    "style-not-there",
    "style-too-heavy",
    "style-too-large",
    "style-too-small",
    # What the painter cannot do.
    "limit-too-small",
    "out-of-memory",
    "spoiled",
    # What moderators have decided.
    "rules-channel",
    "rules-member-quota",
    "rules-role",
    "rules-server-quota",
    "rules-size",
    "rules-style",
    "settings-log-forbidden",
    # A button under a picture, or in a list of them.
    "biggest-already",
    "cancel-not-yours",
    "cancel-too-late",
    "compare-impossible",
    "delete-not-yours",
    "draft-not-yours",
    "draft-too-late",
    "result-kept-no-more",
    "stats-host-only",
    "stays-in-its-channel",
    "strongest-already",
    "too-many-favourites",
    "weakest-already",
    "which-not-yours",
    # A style of a server's own.
    "proposal-decided",
    "proposal-nowhere",
    "styles-aliases",
    "styles-moderators-only",
    "styles-name-empty",
    "styles-name-taken",
    "styles-none",
    "styles-not-here",
    "styles-too-many",
    "styles-too-many-proposals",
    # A challenge.
    "challenge-event-impossible",
    "challenge-export-later",
    "challenge-gallery-later",
    "challenge-is-over",
    "challenge-may-not-post",
    "challenge-moderators-only",
    "challenge-needs-age",
    "challenge-needs-membership",
    "challenge-needs-role",
    "challenge-no-place",
    "challenge-not-open",
    "challenge-not-yet",
    "challenge-not-your-channel",
    "challenge-phase-over",
    "challenge-photo-and-subject",
    "challenge-picture-gone",
    "challenge-prize-impossible",
    "challenge-prize-not-yours",
    "challenge-series-over",
    "challenge-servers-only",
    "challenge-times-out-of-order",
    "challenge-title-empty",
    "challenge-too-many",
    "challenge-unknown",
    "entry-at-once",
    "entry-fits-nowhere",
    "entry-gone",
    "entry-hide-too-late",
    "entry-no-challenge",
    "entry-no-more",
    "entry-not-yours",
    "entry-twice",
    "vote-entry-gone",
    "vote-impossible",
    "vote-not-now",
    "vote-nothing",
    "vote-own-entry",
    # What only the host can put right.
    "failed",
    "went-wrong",
]


class RefusalError(Exception):
    """A request cannot be served, for a reason that the member can change.

    `key` names the sentence in `bot.i18n.texts`, `values` fill its placeholders; a test holds each
    call against the texts.
    """

    def __init__(self, key: RefusalKey, **values: str | int) -> None:
        super().__init__(key)
        self.key: RefusalKey = key
        self.values = values


class UnknownStyleError(RefusalError):
    """Nobody can be sure which style a member means; `closest` are values of what it may be."""

    def __init__(self, closest: Sequence[str], key: RefusalKey, /, **values: str | int) -> None:
        super().__init__(key, **values)
        self.closest = tuple(closest)


class HostError(Exception):
    """A command cannot go on; the message says why in one line.

    The command prints it on standard error and ends with an exit status above 0.
    """


class PainterDiedError(Exception):
    """The painter ended, or had to be ended, in the middle of a job.

    `culprit` is the job for whose sake it was ended, if that is known: another one may have been at
    work in the same painter.
    """

    def __init__(self, message: str, *, culprit: str | None = None) -> None:
        super().__init__(message)
        self.culprit = culprit


class UndeliverableError(Exception):
    """There is no way left to show a member something."""
