"""What a picture is for, and what is said of one that is not fit for it."""

from enum import StrEnum
from typing import Literal

from bot.errors import RefusalError, RefusalKey


class PicturePurpose(StrEnum):
    """What a picture is for."""

    CONTENT = "content"
    STYLE = "style"
    GUIDE = "guide"


PictureFault = Literal["empty", "gone", "not-a-picture", "too-heavy", "too-large"]

SENTENCES: dict[tuple[PicturePurpose, PictureFault], RefusalKey] = {
    (PicturePurpose.CONTENT, "empty"): "content-empty",
    (PicturePurpose.CONTENT, "gone"): "content-gone",
    (PicturePurpose.CONTENT, "not-a-picture"): "content-not-a-picture",
    (PicturePurpose.CONTENT, "too-heavy"): "content-too-heavy",
    (PicturePurpose.CONTENT, "too-large"): "content-too-large",
    (PicturePurpose.STYLE, "empty"): "style-empty",
    (PicturePurpose.STYLE, "gone"): "style-gone",
    (PicturePurpose.STYLE, "not-a-picture"): "style-not-a-picture",
    (PicturePurpose.STYLE, "too-heavy"): "style-too-heavy",
    (PicturePurpose.STYLE, "too-large"): "style-too-large",
    (PicturePurpose.GUIDE, "empty"): "guide-empty",
    (PicturePurpose.GUIDE, "gone"): "guide-gone",
    (PicturePurpose.GUIDE, "not-a-picture"): "guide-not-a-picture",
    (PicturePurpose.GUIDE, "too-heavy"): "guide-too-heavy",
    (PicturePurpose.GUIDE, "too-large"): "guide-too-large",
}


def unfit(purpose: PicturePurpose, fault: PictureFault, **values: str | int) -> RefusalError:
    """Return the refusal of a picture; `values` fill the placeholders of its sentence."""
    return RefusalError(SENTENCES[purpose, fault], **values)
