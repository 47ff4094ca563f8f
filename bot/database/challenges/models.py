"""The tables of challenges. A change here needs a new file in `migrations/versions`."""

from datetime import datetime
from enum import StrEnum
from typing import TypedDict

from sqlalchemy import JSON, BigInteger, Enum, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.database.models import Base, Moment

_SHA256_HEX = 64
_ID = 22
LONGEST_TITLE = 80
LONGEST_THEME = 600


class Phase(StrEnum):
    """How far a challenge is."""

    SCHEDULED = "scheduled"
    OPEN = "open"
    VOTING = "voting"
    ENDED = "ended"
    CANCELLED = "cancelled"


RUNNING = (Phase.SCHEDULED, Phase.OPEN, Phase.VOTING)


class Subject(StrEnum):
    """What may be painted: any photo, the one that is given, or the avatar of whoever enters."""

    ANY = "any"
    PHOTO = "photo"
    AVATAR = "avatar"


class Ballot(StrEnum):
    """How members vote."""

    HEARTS = "hearts"
    STARS = "stars"
    DUELS = "duels"


def _enum(values: type[StrEnum]) -> Enum:
    return Enum(values, native_enum=False, length=16, values_callable=_values)


def _values(enum: type[StrEnum]) -> list[str]:
    return [one.value for one in enum]


class Challenge(Base):
    """A theme and a style for a while, in which a server paints together."""

    __tablename__ = "challenges"

    id: Mapped[str] = mapped_column(String(_ID), primary_key=True)
    guild_id: Mapped[int] = mapped_column(BigInteger, index=True)
    channel_id: Mapped[int] = mapped_column(BigInteger)
    """Where it is announced: a text channel, or a forum."""
    in_forum: Mapped[bool]
    nsfw: Mapped[bool]
    """Whether that channel is age-restricted."""
    creator_user_id: Mapped[int | None] = mapped_column(BigInteger)
    locale: Mapped[str] = mapped_column(String(16))
    """The language of its messages."""

    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    theme: Mapped[str] = mapped_column(Text)
    preset: Mapped[str | None] = mapped_column(String(64))
    """The style that ships; with neither this nor `style_picture` the style is free."""
    style_picture: Mapped[str | None] = mapped_column(String(_SHA256_HEX))
    style_name: Mapped[str | None] = mapped_column(String(64))
    """What the server calls the style of `style_picture`."""
    surprise: Mapped[bool]
    """Whether `preset` is kept to oneself until the challenge opens."""
    subject: Mapped[Subject] = mapped_column(_enum(Subject))
    photo: Mapped[str | None] = mapped_column(String(_SHA256_HEX))
    """The picture that everybody paints, with `Subject.PHOTO`."""
    ballot: Mapped[Ballot] = mapped_column(_enum(Ballot))
    per_member: Mapped[int]
    anonymous: Mapped[bool]
    """Whether nobody is told before the end who made which entry."""
    roles: Mapped[list[int]] = mapped_column(JSON)
    """Who may enter and vote: whoever has one of these; an empty list lets everybody."""
    account_days: Mapped[int]
    """How old an account must be to enter and vote."""
    member_days: Mapped[int]
    """How long somebody must have been in the server to enter and vote."""
    prize_role_id: Mapped[int | None] = mapped_column(BigInteger)
    prize_days: Mapped[int]
    """For how long the winner has that role."""
    wants_event: Mapped[bool]

    created_at: Mapped[datetime] = mapped_column(Moment)
    opens_at: Mapped[datetime] = mapped_column(Moment)
    closes_at: Mapped[datetime] = mapped_column(Moment)
    """When the last entry is taken and voting begins."""
    ends_at: Mapped[datetime] = mapped_column(Moment)

    phase: Mapped[Phase] = mapped_column(_enum(Phase), default=Phase.SCHEDULED, index=True)
    series_id: Mapped[str | None] = mapped_column(String(_ID), default=None)
    thread_id: Mapped[int | None] = mapped_column(BigInteger, default=None)
    announcement_id: Mapped[int | None] = mapped_column(BigInteger, default=None)
    event_id: Mapped[int | None] = mapped_column(BigInteger, default=None)


class Entry(Base):
    """A member's picture in a challenge.

    Its place is taken when its painter is asked; until `pending_job_id` is painted there is no
    `picture`, or an earlier one that the new one will replace.
    """

    __tablename__ = "challenge_entries"
    __table_args__ = (UniqueConstraint("challenge_id", "user_id", "slot"),)

    id: Mapped[str] = mapped_column(String(_ID), primary_key=True)
    challenge_id: Mapped[str] = mapped_column(String(_ID))
    user_id: Mapped[int | None] = mapped_column(BigInteger)
    """Whose it is; None when they had everything about them deleted after the end."""
    slot: Mapped[int]
    """Which of a member's entries it is, from 1 to as many as they may have."""
    created_at: Mapped[datetime] = mapped_column(Moment)
    pending_job_id: Mapped[str | None] = mapped_column(String(_ID), index=True)
    job_id: Mapped[str | None] = mapped_column(String(_ID), default=None)
    content: Mapped[str | None] = mapped_column(String(_SHA256_HEX), default=None)
    picture: Mapped[str | None] = mapped_column(String(_SHA256_HEX), default=None)
    extension: Mapped[str | None] = mapped_column(String(8), default=None)
    spoiler: Mapped[bool] = mapped_column(default=False)
    description: Mapped[str | None] = mapped_column(Text, default=None, repr=False)
    hidden_because: Mapped[str | None] = mapped_column(Text, default=None)
    """Why moderators took it out of the vote."""

    appraised: Mapped[bool] = mapped_column(default=False, index=True)
    """Whether the painter's process has looked at it, for what follows."""
    fingerprint: Mapped[str | None] = mapped_column(String(16), default=None)
    jury: Mapped[float | None] = mapped_column(default=None)

    rank: Mapped[int | None] = mapped_column(default=None)
    score: Mapped[float | None] = mapped_column(default=None)
    voters: Mapped[int | None] = mapped_column(default=None)
    points: Mapped[int] = mapped_column(default=0)


class Vote(Base):
    """What a member thinks of an entry: a heart, or one to five stars."""

    __tablename__ = "challenge_votes"

    entry_id: Mapped[str] = mapped_column(String(_ID), primary_key=True)
    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    challenge_id: Mapped[str] = mapped_column(String(_ID), index=True)
    value: Mapped[int]
    cast_at: Mapped[datetime] = mapped_column(Moment)


class Duel(Base):
    """Which of two entries a member likes better. `first_id` is the lesser id of the pair."""

    __tablename__ = "challenge_duels"

    first_id: Mapped[str] = mapped_column(String(_ID), primary_key=True)
    second_id: Mapped[str] = mapped_column(String(_ID), primary_key=True)
    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    challenge_id: Mapped[str] = mapped_column(String(_ID), index=True)
    first_wins: Mapped[bool]
    cast_at: Mapped[datetime] = mapped_column(Moment)


class Follower(Base):
    """A member who wants to be reminded of a challenge."""

    __tablename__ = "challenge_followers"

    challenge_id: Mapped[str] = mapped_column(String(_ID), primary_key=True)
    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)


class Notice(Base):
    """Something that a channel is told of a challenge once, written down before it is said."""

    __tablename__ = "challenge_notices"

    challenge_id: Mapped[str] = mapped_column(String(_ID), primary_key=True)
    kind: Mapped[str] = mapped_column(String(24), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(Moment)
    begun: Mapped[int] = mapped_column(default=0)
    """How often saying it was begun."""
    done_at: Mapped[datetime | None] = mapped_column(Moment, default=None, index=True)
    message_id: Mapped[int | None] = mapped_column(BigInteger, default=None)


class Prize(Base):
    """A role that a winner is given, and that is taken back."""

    __tablename__ = "challenge_prizes"

    challenge_id: Mapped[str] = mapped_column(String(_ID), primary_key=True)
    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    guild_id: Mapped[int] = mapped_column(BigInteger)
    role_id: Mapped[int] = mapped_column(BigInteger)
    until: Mapped[datetime] = mapped_column(Moment)
    given: Mapped[bool] = mapped_column(default=False)
    tries: Mapped[int] = mapped_column(default=0)


class Plan(TypedDict):
    """What all challenges of a series have in common, as columns of theirs."""

    channel_id: int
    in_forum: bool
    nsfw: bool
    locale: str
    title: str
    theme: str
    style_picture: str | None
    style_name: str | None
    surprise: bool
    subject: str
    photo: str | None
    ballot: str
    per_member: int
    anonymous: bool
    roles: list[int]
    account_days: int
    member_days: int
    prize_role_id: int | None
    prize_days: int
    wants_event: bool


class Series(Base):
    """A challenge that comes again every week, in one style after the other."""

    __tablename__ = "challenge_series"

    id: Mapped[str] = mapped_column(String(_ID), primary_key=True)
    guild_id: Mapped[int] = mapped_column(BigInteger, index=True)
    creator_user_id: Mapped[int | None] = mapped_column(BigInteger)
    plan: Mapped[Plan] = mapped_column(JSON)
    presets: Mapped[list[str]] = mapped_column(JSON)
    edition: Mapped[int]
    """How many challenges it has had."""
    next_at: Mapped[datetime | None] = mapped_column(Moment, index=True)
    """When the next one opens; None: it has been stopped."""
    time_zone: Mapped[str] = mapped_column(String(64))
    entry_seconds: Mapped[int]
    vote_seconds: Mapped[int]
