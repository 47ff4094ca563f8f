"""What a member is told where a painter refuses their job."""

from bot.errors import RefusalKey
from styletransfer.worker.protocol import Reason

SENTENCES: dict[Reason, RefusalKey] = {
    Reason.CONTENT_NOT_A_PICTURE: "content-not-a-picture",
    Reason.CONTENT_BROKEN: "content-broken",
    Reason.CONTENT_TOO_LARGE: "content-too-large",
    Reason.CONTENT_TOO_SMALL: "content-too-small",
    Reason.CONTENT_TOO_NARROW: "content-too-narrow",
    Reason.CONTENT_INVISIBLE: "content-invisible",
    Reason.STYLE_NOT_A_PICTURE: "style-not-a-picture",
    Reason.STYLE_BROKEN: "style-broken",
    Reason.STYLE_TOO_LARGE: "style-too-large",
    Reason.STYLE_TOO_SMALL: "style-too-small",
    Reason.STYLE_INVISIBLE: "style-invisible",
    Reason.GUIDE_NOT_A_PICTURE: "guide-not-a-picture",
    Reason.GUIDE_BROKEN: "guide-broken",
    Reason.GUIDE_TOO_LARGE: "guide-too-large",
    Reason.GUIDE_TOO_SMALL: "guide-too-small",
    Reason.GUIDE_INVISIBLE: "guide-invisible",
    Reason.UNKNOWN_STYLE: "failed",  # a preset that was there when the job was checked
    Reason.UNKNOWN_MOOD: "unknown-mood",
    Reason.OUT_OF_MEMORY: "out-of-memory",
    Reason.SPOILED: "spoiled",
    Reason.LIMIT_TOO_SMALL: "limit-too-small",
}
