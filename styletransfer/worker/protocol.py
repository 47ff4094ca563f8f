"""The messages between a client and the inference process: requests and events.

A client writes requests to the worker's standard input and reads events from its standard output,
each as one frame (`framing`).

The conversation: the worker says `Ready` once. A `Paint` or a `Dream` is answered by any number of
`Progress` and exactly one of `Painted`, `Refused`, `Cancelled` or `Failed`; a `Shrink` by exactly
one of `Painted`, `Refused` or `Failed`, a `Judge` by one of `Judged`, `Refused` or `Failed`.
`Cancel` is heard between two iterations; for a job that is not being painted it does nothing. One
job at a time: a second one waits until the first is done.

An aside is answered while a job is worked at, and waits only for other asides: a `Draft` or a
`Podium` by one of `Painted`, `Refused` or `Failed`, a `Fingerprint` by one of `Fingerprinted`,
`Refused` or `Failed`.
"""

import enum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from styletransfer.optimise.schedule import LEAST_SIZE, MOST_SIZE


class Reason(enum.StrEnum):
    """Why a request was refused: something that whoever asked can change."""

    CONTENT_NOT_A_PICTURE = "content_not_a_picture"
    CONTENT_BROKEN = "content_broken"
    CONTENT_TOO_LARGE = "content_too_large"
    CONTENT_TOO_SMALL = "content_too_small"
    CONTENT_TOO_NARROW = "content_too_narrow"
    CONTENT_INVISIBLE = "content_invisible"
    STYLE_NOT_A_PICTURE = "style_not_a_picture"
    STYLE_BROKEN = "style_broken"
    STYLE_TOO_LARGE = "style_too_large"
    STYLE_TOO_SMALL = "style_too_small"
    STYLE_INVISIBLE = "style_invisible"
    GUIDE_NOT_A_PICTURE = "guide_not_a_picture"
    GUIDE_BROKEN = "guide_broken"
    GUIDE_TOO_LARGE = "guide_too_large"
    GUIDE_TOO_SMALL = "guide_too_small"
    GUIDE_INVISIBLE = "guide_invisible"
    UNKNOWN_STYLE = "unknown_style"
    UNKNOWN_MOOD = "unknown_mood"
    OUT_OF_MEMORY = "out_of_memory"
    SPOILED = "spoiled"
    LIMIT_TOO_SMALL = "limit_too_small"


class _Message(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", ser_json_bytes="base64", val_json_bytes="base64"
    )


class Style(_Message):
    """One style of a blend: a preset by its name, or the bytes of a picture file."""

    preset: str | None = None
    picture: bytes | None = None
    weight: Annotated[float, Field(gt=0)] = 1.0

    @model_validator(mode="after")
    def _one_source(self) -> "Style":
        if (self.preset is None) == (self.picture is None):
            raise ValueError("a style is either a preset or a picture")
        return self


class _Styled(_Message):
    """What a painting and its draft have in common; the result is `max_bytes` long at most.

    `size` is its long side in pixels.
    """

    job: str
    content: bytes
    styles: Annotated[list[Style], Field(min_length=1)]
    size: Annotated[int, Field(ge=LEAST_SIZE, le=MOST_SIZE)] = 512
    strength: Annotated[int, Field(ge=0, le=100)] = 50
    style_scale: Annotated[float, Field(ge=0.5, le=2)] = 1.0
    keep_colors: bool = False
    max_bytes: Annotated[int, Field(gt=0)] = 10_000_000


class Paint(_Styled):
    """Paint `content`; `preview_seconds` is the least time between two previews, 0 for none.

    `faces` that are found are kept recognisable, or painted like all else.
    """

    type: Literal["paint"] = "paint"
    faces: Literal["keep", "paint"] = "keep"
    seed: Annotated[int, Field(ge=0, lt=1 << 32)] = 0
    preview_seconds: Annotated[float, Field(ge=0)] = 3.0


class Draft(_Styled):
    """Draw a draft of what a `Paint` with the same fields would paint, in a single pass."""

    type: Literal["draft"] = "draft"


class Dream(_Message):
    """Dream into `content`, of a mood by its name or of a guide, the bytes of a picture file.

    With neither it is the first mood; `octaves` are chosen by the size where they are not given.
    The other fields are those of `Paint`.
    """

    type: Literal["dream"] = "dream"
    job: str
    content: bytes
    mood: str | None = None
    guide: bytes | None = None
    octaves: Annotated[int | None, Field(ge=1, le=12)] = None
    size: Annotated[int, Field(ge=LEAST_SIZE, le=MOST_SIZE)] = 512
    strength: Annotated[int, Field(ge=0, le=100)] = 50
    seed: Annotated[int, Field(ge=0, lt=1 << 32)] = 0
    max_bytes: Annotated[int, Field(gt=0)] = 10_000_000
    preview_seconds: Annotated[float, Field(ge=0)] = 3.0

    @model_validator(mode="after")
    def _one_source(self) -> "Dream":
        if self.mood is not None and self.guide is not None:
            raise ValueError("a dream has either a mood or a guide")
        return self


class Shrink(_Message):
    """Encode a painted picture again so that its file is at most `max_bytes` long."""

    type: Literal["shrink"] = "shrink"
    job: str
    picture: bytes
    max_bytes: Annotated[int, Field(gt=0)]


class Judge(_Message):
    """Say how near a picture is to its style, and how much of the photo is still there."""

    type: Literal["judge"] = "judge"
    job: str
    photo: bytes
    picture: bytes
    style: Style


class Fingerprint(_Message):
    """Say what a picture looks like in so few bits that it can be found again."""

    type: Literal["fingerprint"] = "fingerprint"
    job: str
    picture: bytes


class Place(_Message):
    """A place on a podium: a picture, who made it, and what to say of its votes."""

    rank: Annotated[int, Field(ge=1, le=3)]
    picture: bytes
    name: str
    votes: str


class Podium(_Message):
    """Hang the first pictures of a challenge side by side; the file is `max_bytes` long at most."""

    type: Literal["podium"] = "podium"
    job: str
    title: str
    places: Annotated[list[Place], Field(min_length=1, max_length=3)]
    max_bytes: Annotated[int, Field(gt=0)] = 2_000_000


class Cancel(_Message):
    """Stop painting, or dreaming, a job."""

    type: Literal["cancel"] = "cancel"
    job: str


class Ready(_Message):
    """The worker has its network in memory and takes requests.

    `work_per_second` is how fast it has found itself (`speed.Speed`).
    """

    type: Literal["ready"] = "ready"
    device: str
    precision: str
    work_per_second: Annotated[float, Field(gt=0)]


class Progress(_Message):
    """How far a job is: `fraction` 0..1, `preview` a small JPEG or nothing."""

    type: Literal["progress"] = "progress"
    job: str
    fraction: float
    seconds_left: float
    preview: bytes | None = None


class Painted(_Message):
    """The picture, as a file of the type `extension` (png, webp or jpg)."""

    type: Literal["painted"] = "painted"
    job: str
    picture: bytes
    extension: str
    width: int
    height: int
    seconds: float


class Judged(_Message):
    """What the jury found, all 0..1 and higher for better (`evaluate.judge.Verdict`)."""

    type: Literal["judged"] = "judged"
    job: str
    closeness: float
    kept: float
    score: float


class Fingerprinted(_Message):
    """The 64 bits of a picture's perceptual hash, as 16 hexadecimal digits."""

    type: Literal["fingerprinted"] = "fingerprinted"
    job: str
    fingerprint: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]


class Refused(_Message):
    """The request cannot be painted, for a reason that the member can change."""

    type: Literal["refused"] = "refused"
    job: str
    reason: Reason


class Cancelled(_Message):
    """The job was cancelled; nothing of it is left."""

    type: Literal["cancelled"] = "cancelled"
    job: str


class Failed(_Message):
    """The painter itself failed; `detail` is for the log, never for a member."""

    type: Literal["failed"] = "failed"
    job: str
    detail: str


# What a worker does one after the other.
Order = Paint | Dream | Shrink | Judge
# What it does beside that.
SideRequest = Draft | Fingerprint | Podium
Request = Order | SideRequest | Cancel
Event = Ready | Progress | Painted | Judged | Fingerprinted | Refused | Cancelled | Failed
